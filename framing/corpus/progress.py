"""A progress bar where somebody watches, and silence elsewhere."""

from __future__ import annotations

import sys
from typing import Any

from tqdm import tqdm


def progress_bar(total: int | None, task: str = "", *, unit: str = "articles") -> Any:
    """Give a progress bar on standard error.

    Parameters
    ----------
    total : int or None
        Articles, or bytes, to come; None shows the task alone.
    task : str
        What is being done.
    unit : {"articles", "bytes"}
        What is counted; bytes are shown as kB and MB.

    Returns
    -------
    tqdm.tqdm
        Shown on a terminal and in a notebook only.
    """
    watched = sys.stderr.isatty() or "ipykernel" in sys.modules
    return tqdm(
        total=total,
        desc=task or None,
        unit="B" if unit == "bytes" else f" {unit}",
        unit_scale=unit == "bytes",
        bar_format=None if total else "{desc} ...",
        disable=not watched,
        leave=False,
    )
