"""A progress bar where somebody watches, and silence elsewhere."""

from __future__ import annotations

import sys
from typing import Any

from tqdm import tqdm


def progress_bar(total: int, unit: str = " articles") -> Any:
    """Give a progress bar on standard error.

    Parameters
    ----------
    total : int
        Steps to come.
    unit : str
        What a step is.

    Returns
    -------
    tqdm.tqdm
        Shown on a terminal and in a notebook only.
    """
    watched = sys.stderr.isatty() or "ipykernel" in sys.modules
    return tqdm(total=total, unit=unit, disable=not watched, leave=False)
