"""Where is kept what was fetched? In one folder that the user can see and set.

A fetched thing is a folder with its files and ``about.json``: where they come from, and the SHA-256
of each. It is built beside its place and moved there when it is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

VARIABLE = "FRAMING_CACHE"
_ABOUT = "about.json"
_PART = ".part-"  # what the name of a folder begins with that is not finished


def cache_folder() -> Path:
    """Tell where fetched data sets and models are kept.

    Returns
    -------
    pathlib.Path
        The folder that the environment variable ``FRAMING_CACHE`` names, and otherwise ``framing``
        in the system's folder for caches. It need not exist.

    Examples
    --------
    >>> cache_folder().name != ""
    True
    """
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE]).expanduser().absolute()
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "framing"


@contextmanager
def building(place: Path, about: Mapping[str, Any]) -> Iterator[Path]:
    """Give an empty folder to fill; it becomes `place` if nothing goes wrong.

    Parameters
    ----------
    place : pathlib.Path
        The folder to be; one that is there is replaced.
    about : mapping
        What is noted beside the files' hashes.

    Yields
    ------
    pathlib.Path
        The folder to fill. It is removed if an exception, or the user, stops the work.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_PART, dir=place.parent) as part:
        folder = Path(part, place.name)
        folder.mkdir()
        yield folder
        hashes = {path.name: sha256(path) for path in sorted(folder.iterdir())}
        text = json.dumps({**about, "sha256": hashes}, indent=2, ensure_ascii=False)
        (folder / _ABOUT).write_text(text + "\n", encoding="utf-8")
        if place.exists():
            place.replace(Path(part, "old"))
        folder.replace(place)


def check_stored(place: Path, fetch: str) -> None:
    """Refuse a fetched folder whose files are not those that were put there.

    Parameters
    ----------
    place : pathlib.Path
        The folder.
    fetch : str
        The command that fetches it.

    Raises
    ------
    ValueError
        If a file is missing, damaged or changed.
    """
    try:
        hashes = json.loads((place / _ABOUT).read_text(encoding="utf-8"))["sha256"]
        whole = all(sha256(place / name) == known for name, known in hashes.items())
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        whole = False
    if not whole:
        message = (
            f"{place} is damaged: a file in it is missing or was changed; fetch it again: {fetch}"
        )
        raise ValueError(message)


def remove_stored(place: Path) -> bool:
    """Remove a fetched folder, and what fetches that were killed have left beside it.

    Parameters
    ----------
    place : pathlib.Path
        The folder.

    Returns
    -------
    bool
        Whether there was anything.
    """
    found = [path for path in (place, *place.parent.glob(f"{_PART}*")) if path.is_dir()]
    for path in found:
        shutil.rmtree(path)
    return bool(found)


def sha256(path: Path) -> str:
    """Compute the SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
