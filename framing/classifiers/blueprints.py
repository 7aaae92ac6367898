"""Which estimators can be stored, and what is stored of each: parameters and what was learned."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from inspect import signature
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import StandardScaler

from framing.classifiers.encoder import Encoder, TargetEncoder
from framing.classifiers.lexicon_features import LexiconVectorizer
from framing.classifiers.logistic import CalibratedLogistic
from framing.classifiers.reader import TextReader
from framing.classifiers.style import StyleFeatures
from framing.classifiers.target_valence import TargetValence
from framing.classifiers.target_window import TargetWindow
from framing.lexicons import Lexicon

Arrays = dict[str, NDArray[Any]]
Blueprint = dict[str, Any]


class _Kind(NamedTuple):
    """An estimator that can be stored: its class, and the arrays and plain facts that it learned.

    ``vocabulary`` says whether it has learned words; ``make_ready`` makes what is not stored, of
    the lexicons in its ``lexicons_``; ``check`` refuses what does not fit this library.
    """

    cls: Any
    arrays: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    vocabulary: bool = False
    make_ready: Callable[[Any], None] | None = None
    check: Callable[[Any], None] | None = None


_KINDS = {
    kind.cls.__name__: kind
    for kind in (
        _Kind(TextReader),
        _Kind(LexiconVectorizer, make_ready=LexiconVectorizer._make_ready),
        _Kind(StyleFeatures, make_ready=StyleFeatures._make_ready),
        _Kind(TargetValence, make_ready=TargetValence._make_ready),
        _Kind(TargetWindow, ("idf_",), vocabulary=True, make_ready=TargetWindow._make_ready),
        _Kind(Encoder, plain=("encoder_",), check=Encoder.check),
        _Kind(TargetEncoder, plain=("encoder_",), check=TargetEncoder.check),
        _Kind(TfidfVectorizer, ("idf_",), vocabulary=True),
        _Kind(StandardScaler, ("mean_", "scale_", "var_"), ("n_features_in_", "n_samples_seen_")),
        _Kind(
            LogisticRegression,
            ("classes_", "coef_", "intercept_", "n_iter_"),
            ("n_features_in_",),
        ),
        _Kind(
            CalibratedLogistic,
            ("classes_", "coef_", "intercept_", "offset_"),
            ("multilabel_", "n_iter_", "n_features_in_"),
        ),
    )
}
_ENTRY = ["pattern", "category", "weight", "constraints", "blocked"]
_FACTS = ("version", "language", "licence", "citation", "description")
_TOLD = ("construct", "scale", "rules", *_FACTS)
_INNER = {"Pipeline": ("steps", Pipeline), "FeatureUnion": ("transformer_list", FeatureUnion)}


def describe(estimator: Any, arrays: Arrays, place: str) -> Blueprint:
    """Describe a trained estimator in JSON's types, and put its numbers and words aside.

    Parameters
    ----------
    estimator : object
        The estimator.
    arrays : dict
        Where arrays are put, under names that begin with `place`.
    place : str
        Where in the model it stands.

    Returns
    -------
    dict
        ``class``, ``params``; ``inner`` or ``learned``.

    Raises
    ------
    TypeError
        If the estimator, or one of its parameters, cannot be stored.
    """
    name = type(estimator).__name__
    params = _changed(estimator)
    if name in _INNER and type(estimator) is _INNER[name][1]:
        attribute = _INNER[name][0]
        parts = params.pop(attribute)
        described = [[part, describe(step, arrays, f"{place}.{part}")] for part, step in parts]
        return {"class": name, "params": _plain(params, place), "inner": described}
    if name not in _KINDS or type(estimator) is not _KINDS[name].cls:
        message = (
            f"{place} is a {name}, which cannot be stored; a model may be made of "
            f"{', '.join([*_INNER, *_KINDS])}"
        )
        raise TypeError(message)
    kind = _KINDS[name]
    for attribute in kind.arrays:
        arrays[f"{place}.{attribute}"] = _storable(getattr(estimator, attribute))
    if kind.vocabulary:
        arrays[f"{place}.vocabulary_"] = _spell(estimator.vocabulary_)
    if kind.make_ready is not None:
        _put_aside(estimator.lexicons_, arrays)
    learned = {attribute: _native(getattr(estimator, attribute)) for attribute in kind.plain}
    lexicons = [lexicon.name for lexicon in getattr(estimator, "lexicons_", ())]
    params = _plain({key: params[key] for key in params if key != "lexicons"}, place)
    return {"class": name, "params": params, "learned": learned, "lexicons": lexicons}


def build(blueprint: Blueprint, arrays: Mapping[str, Any], place: str = "model") -> Any:
    """Build the estimator that `describe` has described.

    Parameters
    ----------
    blueprint : dict
        The description.
    arrays : mapping
        The numbers and words.
    place : str
        Where in the model it stands.

    Returns
    -------
    estimator

    Raises
    ------
    ValueError
        If an estimator is unknown, or what it has learned does not fit together.
    """
    name = blueprint["class"]
    params = {key: _tupled(value) for key, value in blueprint["params"].items()}
    if name in _INNER:
        attribute, cls = _INNER[name]
        inner = [
            (part, build(described, arrays, f"{place}.{part}"))
            for part, described in blueprint["inner"]
        ]
        return cls(**{attribute: inner}, **params)
    if name not in _KINDS:
        message = f"{place} is a {name!r}, which is none of {', '.join([*_INNER, *_KINDS])}"
        raise ValueError(message)
    kind = _KINDS[name]
    estimator: Any = kind.cls(**params)
    for attribute in kind.plain:
        setattr(estimator, attribute, blueprint["learned"][attribute])
    if kind.vocabulary:
        words = _read(arrays[f"{place}.vocabulary_"])
        estimator.vocabulary_ = {word: column for column, word in enumerate(words)}
    for attribute in kind.arrays:
        setattr(estimator, attribute, _usable(arrays[f"{place}.{attribute}"]))
    if kind.make_ready is not None:
        estimator.lexicons_ = tuple(_lexicon(arrays, known) for known in blueprint["lexicons"])
        if "lexicons" in signature(kind.cls).parameters:
            estimator.lexicons = estimator.lexicons_
        kind.make_ready(estimator)
    if kind.check is not None:
        kind.check(estimator)
    _check_sizes(estimator, place)
    return estimator


def _put_aside(lexicons: Sequence[Lexicon], arrays: Arrays) -> None:
    """Write lexicons out, so that a model keeps those that it was trained with."""
    for lexicon in lexicons:
        told = {name: getattr(lexicon, name) for name in _TOLD}
        told["categories"] = dict(lexicon.categories)
        told["entries"] = lexicon.entries[_ENTRY].to_numpy(dtype=object).tolist()
        letters = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
        written = np.frombuffer(letters, np.uint8)
        known = arrays.setdefault(f"lexicon.{lexicon.name}", written)
        if known.tobytes() != letters:
            message = f"two different lexicons are named {lexicon.name!r}; rename one of them"
            raise TypeError(message)


def _lexicon(arrays: Mapping[str, Any], name: str) -> Lexicon:
    """Read a lexicon that was written out."""
    letters = arrays[f"lexicon.{name}"].tobytes()
    told = json.loads(letters.decode("utf-8", "surrogatepass"))
    facts = {key: told[key] for key in (*_FACTS, "categories")}
    return Lexicon(
        pd.DataFrame(told["entries"], columns=_ENTRY),
        name=name,
        construct=told["construct"],
        scale=told["scale"],
        rules=told["rules"],
        facts=facts,
    )


def _check_sizes(estimator: Any, place: str) -> None:
    """Refuse arrays that do not fit each other."""
    size = len(getattr(estimator, "vocabulary_", getattr(estimator, "mean_", ())))
    known = getattr(estimator, "idf_", getattr(estimator, "scale_", ()))
    coef = getattr(estimator, "coef_", None)
    fits = size == len(known)
    if coef is not None:
        rows = len(estimator.classes_) if len(coef) > 1 else 1
        fits = coef.shape == (rows, estimator.n_features_in_)
        fits &= estimator.intercept_.shape == (rows,)
        fits &= getattr(estimator, "offset_", estimator.intercept_).shape == (rows,)
    if not fits:
        message = f"{place}: the arrays of this {type(estimator).__name__} do not fit each other"
        raise ValueError(message)


def _changed(estimator: Any) -> dict[str, Any]:
    """Give the parameters that differ from what they are by default."""
    defaults = {name: one.default for name, one in signature(type(estimator)).parameters.items()}
    params = estimator.get_params(deep=False)
    return {name: value for name, value in params.items() if value is not defaults[name]}


def _plain(params: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Give parameters in JSON's types."""
    return {name: _json(value, f"{place}: {name}") for name, value in params.items()}


def _json(value: Any, place: str) -> Any:
    value = _native(value)
    if isinstance(value, list | tuple):
        return [_json(item, place) for item in value]
    if isinstance(value, dict):
        return {str(name): _json(item, place) for name, item in value.items()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    message = (
        f"{place} is a {type(value).__name__}, which cannot be stored; parameters are text, "
        "numbers and lists of these"
    )
    raise TypeError(message)


def _native(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _tupled(value: Any) -> Any:
    """Make tuples of lists, which is what parameters were."""
    return tuple(map(_tupled, value)) if isinstance(value, list) else value


def _storable(array: Any) -> NDArray[Any]:
    """Bring an array into a form without objects; numbers are rounded to single precision."""
    array = np.asarray(array)
    if array.dtype.kind == "f":
        return array.astype(np.float32)
    return array.astype(str) if array.dtype.kind == "O" else array


def _usable(array: NDArray[Any]) -> NDArray[Any]:
    return array.astype(np.float64) if array.dtype.kind == "f" else array


def _spell(vocabulary: Mapping[str, int]) -> NDArray[np.uint8]:
    """Write the words of a vocabulary one behind the other, in the order of their columns."""
    words = sorted(vocabulary, key=vocabulary.__getitem__)
    return np.frombuffer("\0".join(words).encode("utf-8", "surrogatepass"), np.uint8)


def _read(letters: NDArray[np.uint8]) -> list[str]:
    return letters.tobytes().decode("utf-8", "surrogatepass").split("\0")
