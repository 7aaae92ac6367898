"""Models in a folder: numbers and JSON, nothing that runs, and nothing that was changed since."""

from __future__ import annotations

import hashlib
import io
import json
import math
import zipfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted

from framing.classifiers.blueprints import Arrays, build, describe

FORMAT = 1
_MODEL, _ARRAYS = "model.json", "arrays.npz"
_MOST_BYTES = 500_000_000  # of arrays, unpacked: what a file claims beyond it is refused


def save_model(
    model: Pipeline, folder: str | Path, *, facts: Mapping[str, Any] | None = None
) -> None:
    """Write a trained model into a new folder.

    Parameters
    ----------
    model : sklearn.pipeline.Pipeline
        Trained, as by the classifiers of `framing.classifiers`. It may be made of ``Pipeline``,
        ``FeatureUnion``, ``TfidfVectorizer``, ``StandardScaler``, ``LogisticRegression``, and the
        transformers and the `CalibratedLogistic` of this library, but for `TextEmbedding`.
    folder : str or pathlib.Path
        A folder that is not there yet.
    facts : mapping, optional
        What a reader should know, in JSON's types: ``unit`` (what is classified: ``"sentence"``,
        ``"article"`` or ``"target"``), ``licence``, ``data`` and so on.

    Raises
    ------
    FileExistsError
        If the folder is there.
    TypeError
        If a part of the model, or of the facts, cannot be written without running code at loading.
    sklearn.exceptions.NotFittedError
        If the model is not trained.

    Notes
    -----
    ``arrays.npz`` holds numbers, words and the lexicons that the model was trained with, which
    it keeps; ``model.json`` all else: versions, shapes, and a sha256 of everything. It finds what
    was changed by accident; that a file comes from whom it seems to, no digest inside it can tell.
    Numbers are rounded to single precision.

    Examples
    --------
    >>> import tempfile
    >>> import framing as fr
    >>> from framing.classifiers import tone_classifier
    >>> texts = ["A triumph.", "A failure."] * 4
    >>> model = tone_classifier().fit(texts, ["praise", "blame"] * 4)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     fr.save_model(model, f"{folder}/tone", facts={"unit": "sentence"})
    ...     fr.load_model(f"{folder}/tone").predict(["A triumph."]).tolist()
    ['praise']
    """
    folder = Path(folder)
    if folder.exists():
        message = f"{folder}: this is there already; choose another name"
        raise FileExistsError(message)
    check_is_fitted(model)
    arrays: Arrays = {}
    record = {
        "format": FORMAT,
        "versions": _versions(),
        "facts": dict(facts or {}),
        "model": describe(model, arrays, "model"),
        "arrays": {name: [str(array.dtype), *array.shape] for name, array in arrays.items()},
    }
    packed = io.BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **arrays)
    try:
        record["sha256"] = _digest(record, packed.getvalue())
    except TypeError as error:
        message = f"facts: {error}; they are text, numbers, lists and mappings"
        raise TypeError(message) from error
    folder.mkdir(parents=True)
    (folder / _ARRAYS).write_bytes(packed.getvalue())
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / _MODEL).write_text(f"{text}\n", encoding="utf-8")


def load_model(name: str | Path) -> Pipeline:
    """Load a trained model.

    Parameters
    ----------
    name : str or pathlib.Path
        The name of a model that comes with the library (`model_names`), or the folder of one that
        `save_model` has written.

    Returns
    -------
    sklearn.pipeline.Pipeline
        With ``predict`` and ``predict_proba``.

    Raises
    ------
    ValueError
        If there is no such model, or its files are incomplete, changed, of another format, or
        describe anything but a model of known parts.

    Notes
    -----
    No code is run and nothing is unpickled. What a model is for, and how good it is, is told by its
    card: `model_card`.

    Examples
    --------
    >>> import pandas as pd
    >>> import framing as fr
    >>> X = pd.DataFrame({"text": ["They praised Ann’s courage."], "start": [13], "end": [16]})
    >>> fr.load_model("target-tone").predict(X).tolist()
    [1]
    """
    return _load(_folder_of(name))[0]


def load_with_facts(name: str | Path) -> tuple[Pipeline, dict[str, Any]]:
    """Load a trained model, and what is said about it."""
    return _load(_folder_of(name))


def model_names() -> list[str]:
    """Give the names of the models that come with the library, sorted."""
    return sorted(path.parent.name for path in _models().glob(f"*/{_MODEL}"))


def model_card(name: str | Path) -> str:
    """Give the card of a model: data, licence, figures, limits, intended use.

    Parameters
    ----------
    name : str or pathlib.Path
        The name of a model that comes with the library, or a model's folder.

    Returns
    -------
    str
        In Markdown.

    Raises
    ------
    ValueError
        If there is no such model, or it has no card.

    Examples
    --------
    >>> model_card("target-tone").splitlines()[0]
    '# target-tone'
    """
    path = _folder_of(name) / "README.md"
    if not path.is_file():
        message = f"{path}: there is no card"
        raise ValueError(message)
    return path.read_text(encoding="utf-8")


def _load(folder: Path) -> tuple[Pipeline, dict[str, Any]]:
    record, packed = _read(folder)
    arrays = _unpack(folder, record, packed)
    try:
        model = build(record["model"], arrays)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        message = f"{folder / _MODEL}: this describes no model ({error!r})"
        raise ValueError(message) from error
    if not isinstance(model, Pipeline):
        message = f"{folder / _MODEL}: this describes no pipeline"
        raise ValueError(message)
    return model, record["facts"]


def _read(folder: Path) -> tuple[dict[str, Any], bytes]:
    """Read both files, and refuse them unless they are what was written."""
    path = folder / _MODEL
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        packed = (folder / _ARRAYS).read_bytes()
    except (OSError, ValueError) as error:
        message = f"{folder}: no model can be read here ({error}); it takes {_MODEL} and {_ARRAYS}"
        raise ValueError(message) from error
    if not isinstance(record, dict) or "sha256" not in record or "format" not in record:
        message = f"{path}: this was not written by save_model"
        raise ValueError(message)
    if record["format"] != FORMAT:
        message = (
            f"{path}: this has format {record['format']!r}, and framing "
            f"{metadata.version('media-framing')} reads format {FORMAT}; install the version that "
            "wrote it, or train the model anew"
        )
        raise ValueError(message)
    if _digest(record, packed) != record["sha256"]:
        message = f"{folder}: its files have changed since they were written; fetch them anew"
        raise ValueError(message)
    return record, packed


def _unpack(folder: Path, record: dict[str, Any], packed: bytes) -> Arrays:
    """Unpack the arrays, whose sizes and kinds must be those that are announced."""
    path = folder / _ARRAYS
    try:
        announced = {
            name: (kind, tuple(shape)) for name, (kind, *shape) in record["arrays"].items()
        }
        sizes = [np.dtype(kind).itemsize * math.prod(shape) for kind, shape in announced.values()]
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if max(sum(sizes), unpacked) > _MOST_BYTES:
            message = f"arrays of more than {_MOST_BYTES:,} bytes"
            raise ValueError(message)
        with np.load(io.BytesIO(packed), allow_pickle=False) as archive:
            arrays: Arrays = {name: archive[name] for name in archive.files}
    except (ValueError, TypeError, KeyError, AttributeError, zipfile.BadZipFile) as error:
        message = f"{path}: these are no arrays of numbers and words ({error})"
        raise ValueError(message) from error
    found = {name: (str(array.dtype), array.shape) for name, array in arrays.items()}
    if found != announced:
        message = f"{path}: the arrays are not those that {_MODEL} announces"
        raise ValueError(message)
    return arrays


def _digest(record: dict[str, Any], packed: bytes) -> str:
    told = {name: value for name, value in record.items() if name != "sha256"}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace") + b"\0" + packed).hexdigest()


def _versions() -> dict[str, str]:
    packages = ("media-framing", "numpy", "scikit-learn")
    return {package: metadata.version(package) for package in packages}


def _folder_of(name: str | Path) -> Path:
    if str(name) in model_names():
        return _models() / str(name)
    if Path(name).is_dir():
        return Path(name)
    message = (
        f"no model {str(name)!r} comes with the library, and no folder has that name; there are "
        f"{', '.join(model_names())}"
    )
    raise ValueError(message)


def _models() -> Path:
    """Find the models: inside the package when installed, else beside it."""
    here = Path(__file__).parent
    inside = here / "files"
    return inside if inside.is_dir() else here.parents[1] / "data" / "models"
