"""Models in a folder: numbers and JSON, nothing that runs, and nothing that was changed since."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted

from framing.classifiers.blueprints import Arrays, build, describe
from framing.classifiers.encoder.adapters import NAME as ENCODER
from framing.classifiers.packing import Packing, shipped_folder

_FILES = Packing("model", "model.json", "arrays.npz", format=1, most=500_000_000)


def save_model(
    model: Pipeline, folder: str | Path, *, facts: Mapping[str, Any] | None = None
) -> None:
    """Write a trained model into a new folder.

    Parameters
    ----------
    model : sklearn.pipeline.Pipeline
        Trained, as by the classifiers of `framing.classifiers`. It may be made of ``Pipeline``,
        ``FeatureUnion``, ``TfidfVectorizer``, ``StandardScaler``, ``LogisticRegression``, and the
        transformers and the `CalibratedLogistic` of this library, but for `TextEmbedding`. Of an
        `Encoder` its version is kept, not the network.
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
        "versions": _versions(),
        "facts": dict(facts or {}),
        "model": describe(model, arrays, "model"),
    }
    try:
        _FILES.write(folder, record, arrays)
    except TypeError as error:
        message = f"facts: {error}; they are text, numbers, lists and mappings"
        raise TypeError(message) from error


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
    card: `model_card`. So are the lengths of the texts that it was trained on: of a word or two it
    is often certain, with probabilities near 0 or 1, and without ground.

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
    """Load a trained model, and what is said about it.

    Among it is its ``version``: that of the library that wrote it, and the first digits of its
    SHA-256, as in ``0.1.0+3f2a90c1d2e4``.
    """
    return _load(_folder_of(name))


def model_names() -> list[str]:
    """Give the names of the models that come with the library, sorted."""
    return sorted(path.parent.name for path in shipped_folder().glob(f"*/{_FILES.about}"))


def model_card(name: str | Path) -> str:
    """Give the card of a model: data, licence, figures, limits, intended use.

    Parameters
    ----------
    name : str or pathlib.Path
        The name of a model that comes with the library, or a model's folder; or ``"encoder"``.

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
    folder = shipped_folder() / ENCODER if name == ENCODER else _folder_of(name)
    path = folder / "README.md"
    if not path.is_file():
        message = f"{path}: there is no card"
        raise ValueError(message)
    return path.read_text(encoding="utf-8")


def _load(folder: Path) -> tuple[Pipeline, dict[str, Any]]:
    record, arrays = _FILES.read(folder)
    try:
        model = build(record["model"], arrays)
        version = f"{record['versions']['media-framing']}+{record['sha256'][:12]}"
        facts = {**record["facts"], "version": version}
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        message = f"{folder / _FILES.about}: this describes no model ({error!r})"
        raise ValueError(message) from error
    if not isinstance(model, Pipeline):
        message = f"{folder / _FILES.about}: this describes no pipeline"
        raise ValueError(message)
    return model, facts


def _versions() -> dict[str, str]:
    packages = ("media-framing", "numpy", "scikit-learn")
    return {package: metadata.version(package) for package in packages}


def _folder_of(name: str | Path) -> Path:
    if str(name) in model_names():
        return shipped_folder() / str(name)
    if Path(name).is_dir():
        return Path(name)
    message = (
        f"no model {str(name)!r} comes with the library, and no folder has that name; there are "
        f"{', '.join(model_names())}"
    )
    raise ValueError(message)
