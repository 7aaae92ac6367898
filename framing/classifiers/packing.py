"""Two files that describe something: JSON, and arrays of numbers and words; nothing that runs."""

from __future__ import annotations

import hashlib
import io
import json
import math
import zipfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_NO_ARRAYS = (
    *(ValueError, TypeError, KeyError, AttributeError),
    *(MemoryError, zipfile.BadZipFile),
)


class Packing(NamedTuple):
    """What is kept in the two files.

    Attributes
    ----------
    what : str
        What they describe, in a word.
    about, arrays : str
        The names of the files.
    format : int
        The number of the layout.
    most : int
        Bytes of arrays, unpacked: what a file claims beyond it is refused.
    """

    what: str
    about: str
    arrays: str
    format: int
    most: int

    def write(
        self, folder: Path, record: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
    ) -> None:
        """Write both files, with a digest of everything.

        Parameters
        ----------
        folder : pathlib.Path
            The folder; it is made if need be.
        record : mapping
            What is said about the arrays, in JSON's types.
        arrays : mapping of str to numpy.ndarray
            Numbers and words.

        Raises
        ------
        TypeError
            If something in the record cannot be written.
        """
        shapes = {name: [str(array.dtype), *array.shape] for name, array in arrays.items()}
        record = {**record, "format": self.format, "arrays": shapes}
        packed = io.BytesIO()
        np.savez_compressed(packed, allow_pickle=False, **dict(arrays))
        record["sha256"] = _digest(record, packed.getvalue())
        folder.mkdir(parents=True, exist_ok=True)
        (folder / self.arrays).write_bytes(packed.getvalue())
        text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / self.about).write_text(f"{text}\n", encoding="utf-8")

    def read(self, folder: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """Read both files, and refuse them unless they are what was written.

        Parameters
        ----------
        folder : pathlib.Path
            The folder.

        Returns
        -------
        record : dict
            What is said about the arrays.
        arrays : dict of str to numpy.ndarray
            Numbers and words.

        Raises
        ------
        ValueError
            If the files are incomplete, changed, of another format, too large, or hold objects.
        """
        record, packed = self._read(folder)
        return record, self._unpack(folder, record, packed)

    def described(self, folder: Path) -> dict[str, Any]:
        """Read what is said about the arrays, and only that; nothing is checked."""
        record: dict[str, Any] = json.loads((folder / self.about).read_text(encoding="utf-8"))
        return record

    def _read(self, folder: Path) -> tuple[dict[str, Any], bytes]:
        path = folder / self.about
        try:
            record = self.described(folder)
            packed = (folder / self.arrays).read_bytes()
        except (OSError, ValueError, RecursionError) as error:
            message = (
                f"{folder}: no {self.what} can be read here ({error}); it takes {self.about} and "
                f"{self.arrays}"
            )
            raise ValueError(message) from error
        if not isinstance(record, dict) or "sha256" not in record or "format" not in record:
            message = f"{path}: this was not written by save_{self.what}"
            raise ValueError(message)
        if record["format"] != self.format:
            message = (
                f"{path}: this has format {record['format']!r}, and framing "
                f"{metadata.version('media-framing')} reads format {self.format}; install the "
                f"version that wrote it, or train the {self.what} anew"
            )
            raise ValueError(message)
        if _digest(record, packed) != record["sha256"]:
            message = f"{folder}: its files have changed since they were written; fetch them anew"
            raise ValueError(message)
        return record, packed

    def _unpack(
        self, folder: Path, record: dict[str, Any], packed: bytes
    ) -> dict[str, NDArray[Any]]:
        """Unpack the arrays, whose sizes and kinds must be those that are announced."""
        path = folder / self.arrays
        try:
            announced = {
                name: (kind, tuple(shape)) for name, (kind, *shape) in record["arrays"].items()
            }
            sizes = [
                np.dtype(kind).itemsize * math.prod(shape) for kind, shape in announced.values()
            ]
            with zipfile.ZipFile(io.BytesIO(packed)) as archive:
                unpacked = sum(member.file_size for member in archive.infolist())
            if max(sum(sizes), unpacked) > self.most:
                message = f"arrays of more than {self.most:,} bytes"
                raise ValueError(message)
            with np.load(io.BytesIO(packed), allow_pickle=False) as archive:
                arrays = {name: archive[name] for name in archive.files}
        except _NO_ARRAYS as error:
            message = f"{path}: these are no arrays of numbers and words ({error})"
            raise ValueError(message) from error
        found = {name: (str(array.dtype), array.shape) for name, array in arrays.items()}
        if found != announced:
            message = f"{path}: the arrays are not those that {self.about} announces"
            raise ValueError(message)
        return arrays


def shipped_folder() -> Path:
    """Find the models that come with the library: inside the package, else beside it."""
    here = Path(__file__).parent
    inside = here / "files"
    return inside if inside.is_dir() else here.parents[1] / "data" / "models"


def _digest(record: dict[str, Any], packed: bytes) -> str:
    told = {name: value for name, value in record.items() if name != "sha256"}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace") + b"\0" + packed).hexdigest()
