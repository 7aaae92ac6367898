"""How do results appear? All together, under their names, and only when they are complete."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

Existing = Literal["refuse", "replace"]


@contextmanager
def placed_together(
    targets: Sequence[Path], *, existing: Existing = "refuse"
) -> Iterator[dict[Path, Path]]:
    """Write files under passing names, and give them their own when all are complete.

    Parameters
    ----------
    targets : sequence of pathlib.Path
        The files to come, in the order in which they shall appear.
    existing : {"refuse", "replace"}
        What to do if a file is there already.

    Yields
    ------
    dict
        For each target the file to write instead, in the same folder, hidden and empty. Whatever
        goes wrong, the interruption by a user included, these are removed and no target is touched.

    Raises
    ------
    FileExistsError, FileNotFoundError, IsADirectoryError, PermissionError, ValueError
        If a target cannot be made: at once, before anything else is done.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     target = Path(folder) / "scores.csv"
    ...     with placed_together([target]) as parts:
    ...         _ = parts[target].write_text("complete", encoding="utf-8")
    ...         seen = target.exists()
    ...     seen, target.read_text(encoding="utf-8"), len(list(Path(folder).iterdir()))
    (False, 'complete', 1)
    """
    _check(targets, existing)
    parts = {
        target: target.with_name(f".framing-{os.getpid()}-{number}.part")
        for number, target in enumerate(targets)
    }
    try:
        for target, part in parts.items():
            _reserve(part, target)
        yield parts
        for target, part in parts.items():
            part.replace(target)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _check(targets: Sequence[Path], existing: Existing) -> None:
    if existing not in ("refuse", "replace"):
        message = f"existing={existing!r}; it is 'refuse' or 'replace'"
        raise ValueError(message)
    places = [target.resolve() for target in targets]
    for target, place in zip(targets, places, strict=True):
        if places.count(place) > 1:
            message = f"{target}: two results would go into this file; give each its own"
            raise ValueError(message)
        if not target.parent.is_dir():
            message = f"{target}: there is no folder {str(target.parent)!r}; make it first"
            raise FileNotFoundError(message)
        if target.is_dir():
            message = f"{target}: this is a folder; name a file in it"
            raise IsADirectoryError(message)
        if existing == "refuse" and target.exists():
            message = (
                f"{target}: this file is there already; "
                "choose another name, or existing='replace' to replace it"
            )
            raise FileExistsError(message)


def _reserve(part: Path, target: Path) -> None:
    try:
        part.open("xb").close()
    except OSError as error:
        message = f"{target}: nothing can be written here: {error.strerror}"
        raise type(error)(message) from error
