"""Columns of `measure` for trained models: how probable each label is, article by article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.matching import Matches
from framing.tokens import Tokens
from framing.tokens.zones import BODY, LEAD

Models = Sequence[str | Path] | Mapping[str, Any]
_UNITS = ("sentence", "article", "target")


class _Known(NamedTuple):
    """A model, the name of its columns, what it judges, and its version if that is known."""

    name: str
    model: Any
    unit: str
    version: str | None = None


class Judges:
    """Models made ready to judge articles.

    Parameters
    ----------
    models : sequence of str or path, or mapping of str to classifier
        As for `measure`.
    targets : object
        The targets that were given to `measure`, or None.

    Raises
    ------
    ValueError
        If a model is unknown, gives no probabilities, or needs targets and there are none.
    TypeError
        If `models` is a single string.
    """

    def __init__(self, models: Models, targets: Any) -> None:
        self._known = [_load(models, name) for name in _names(models)]
        for known in self._known:
            if known.unit == "target" and targets is None:
                message = (
                    f"models: {known.name} judges the tone towards somebody; say towards whom by "
                    "targets=, as in targets=fr.targets({'Ruritania': ['Ruritania*']})"
                )
                raise ValueError(message)

    def versions(self) -> dict[str, str]:
        """Give the version of each stored model, by the beginning of its columns' names."""
        return {known.name: known.version for known in self._known if known.version is not None}

    def __call__(self, matches: Matches) -> pd.DataFrame:
        """Judge articles.

        Parameters
        ----------
        matches : Matches
            Matches in their tokens.

        Returns
        -------
        pandas.DataFrame
            One row an article; the columns of `measure` for models.
        """
        tokens = matches.tokens
        columns: dict[str, NDArray[np.float64]] = {}
        for known in self._known:
            columns |= _UNITS_OF[known.unit](known, matches)
        return pd.DataFrame(columns, index=tokens.corpus.ids)


def _names(models: Models) -> list[str]:
    if isinstance(models, str | Path):
        message = f"models={str(models)!r}; give a list of names, as in [{str(models)!r}]"
        raise TypeError(message)
    return [str(name) for name in models]


def _load(models: Models, name: str) -> _Known:
    """Find a model by its name, and what it judges: a model of the user's own, sentences."""
    column = Path(name).name.replace("-", "_")
    if isinstance(models, Mapping):
        model = models[name]
        if not hasattr(model, "predict_proba"):
            message = f"models: {name!r} is a {type(model).__name__} without predict_proba"
            raise ValueError(message)
        return _Known(column, model, "sentence")
    from framing.classifiers.storing import load_with_facts

    model, facts = load_with_facts(name)
    unit = facts.get("unit", "sentence")
    if unit not in _UNITS:
        message = f"models: {name!r} judges {unit!r}; it should be one of {', '.join(_UNITS)}"
        raise ValueError(message)
    return _Known(column, model, unit, facts["version"])


def _of_sentences(known: _Known, matches: Matches) -> dict[str, NDArray[np.float64]]:
    """Average over the sentences of lead and body, each counting by its words."""
    tokens = matches.tokens
    counted = tokens.is_word & np.isin(tokens.zone, (LEAD, BODY))
    words = np.bincount(tokens.sentence[counted], minlength=len(tokens.sentence_start))
    sentence = np.flatnonzero(words)
    return _averaged(
        known,
        [_sentence_text(tokens, number) for number in sentence.tolist()],
        _article_of(tokens, sentence),
        words[sentence],
        len(tokens.corpus),
    )


def _of_articles(known: _Known, matches: Matches) -> dict[str, NDArray[np.float64]]:
    """Judge whole articles, but not those without words."""
    tokens = matches.tokens
    article = np.unique(tokens.article[tokens.is_word])
    texts = [tokens.texts[number] for number in article.tolist()]
    return _averaged(known, texts, article, np.ones(len(article)), len(tokens.corpus))


def _of_targets(known: _Known, matches: Matches) -> dict[str, NDArray[np.float64]]:
    """Average over the mentions of each target in lead and body, in the sentences they stand in."""
    tokens, attribution = matches.tokens, matches.attribution
    assert attribution is not None  # targets were given
    first, last, target = attribution.mentions
    sentence = tokens.sentence[first]
    begin = tokens.sentence_start[sentence]
    items = pd.DataFrame(
        {
            "text": [_sentence_text(tokens, number) for number in sentence.tolist()],
            "start": tokens.start[first] - begin,
            "end": tokens.end[last] - begin,
        }
    )
    body = np.isin(tokens.zone[first], (LEAD, BODY))
    columns: dict[str, NDArray[np.float64]] = {}
    for number, name in enumerate(attribution.names):
        chosen = np.flatnonzero(body & (target == number))
        article = tokens.article[first[chosen]]
        size = len(tokens.corpus)
        found = _averaged(known, items.iloc[chosen], article, np.ones(len(chosen)), size)
        columns |= {f"{column}_toward_{name}": values for column, values in found.items()}
    return columns


_UNITS_OF = {"sentence": _of_sentences, "article": _of_articles, "target": _of_targets}


def _averaged(
    known: _Known,
    items: Any,
    article: NDArray[Any],
    weight: NDArray[Any],
    n_articles: int,
) -> dict[str, NDArray[np.float64]]:
    """Average the probabilities of items by article; NaN for an article without any."""
    names = [f"{known.name}_{label}".replace(" ", "_") for label in known.model.classes_]
    whole = np.bincount(article, weight, minlength=n_articles)
    if not len(items):
        return {name: np.full(n_articles, np.nan) for name in names}
    chance = known.model.predict_proba(items)
    sums = [np.bincount(article, weight * column, minlength=n_articles) for column in chance.T]
    some = np.where(whole > 0, whole, np.nan)
    return {name: total / some for name, total in zip(names, sums, strict=True)}


def _sentence_text(tokens: Tokens, sentence: int) -> str:
    article = int(np.searchsorted(tokens.sentence_ptr, sentence, "right")) - 1
    return tokens.texts[article][tokens.sentence_start[sentence] : tokens.sentence_end[sentence]]


def _article_of(tokens: Tokens, sentence: NDArray[Any]) -> NDArray[np.int64]:
    return np.searchsorted(tokens.sentence_ptr, sentence, "right") - 1
