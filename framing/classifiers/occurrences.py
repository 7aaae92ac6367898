"""Where the features of a vectorizer stand in the text that was given, offsets unaltered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline

from framing.classifiers.items import texts_of

Spans = dict[str, list[tuple[int, int]]]

_WHITE = re.compile(r"\s\s+")  # what scikit-learn makes one space before it cuts characters


def feature_spans(steps: Sequence[Any], X: Any) -> Spans:
    """Find where in a text the features that come out of some transformers stand.

    Parameters
    ----------
    steps : sequence of transformer
        Fitted, one behind the other. Known are scikit-learn's count and TF-IDF vectorizers, alone
        or inside pipelines, unions and column transformers; every transformer with a method
        ``feature_spans`` from a text to such a dict; and before them, steps that give the text on
        as it is, or with its target replaced.
    X : numpy.ndarray of one str, or pandas.DataFrame of one row
        What the first is given.

    Returns
    -------
    dict of str to list of (start, end)
        By feature; what cannot be traced is left out.
    """
    if not steps:
        return {}
    first, *rest = steps
    if isinstance(first, Pipeline):
        return feature_spans([*(step for _, step in first.steps), *rest], X)
    if isinstance(first, FeatureUnion):
        return _joined(first, [(name, part, X) for name, part in first.transformer_list])
    if isinstance(first, ColumnTransformer):
        chosen = [(name, part, _columns(X, columns)) for name, part, columns in first.transformers_]
        return _joined(first, chosen)
    texts = texts_of(X)
    if not texts:
        return {}
    if hasattr(first, "feature_spans"):
        own: Spans = first.feature_spans(texts[0])
        return own
    if isinstance(first, CountVectorizer):
        return ngram_spans(first, texts[0])
    return _behind_text(first, rest, X, texts[0])


def _joined(union: Any, parts: list[tuple[str, Any, Any]]) -> Spans:
    prefixed = union.verbose_feature_names_out
    return {
        f"{name}__{feature}" if prefixed else feature: spans
        for name, part, X in parts
        if not isinstance(part, str)
        for feature, spans in feature_spans([part], X).items()
    }


def _columns(X: Any, columns: Any) -> Any:
    """Give what a column transformer gives its part, if that is columns by name."""
    names = [columns] if isinstance(columns, str) else list(columns)
    known = isinstance(X, pd.DataFrame) and all(name in X.columns for name in names)
    return X[columns] if known else np.empty(0)


def _behind_text(first: Any, rest: list[Any], X: Any, text: str) -> Spans:
    """Trace features behind a step that gives texts on, such as one that hides the target."""
    given = first.transform(X)
    if not isinstance(given, list | np.ndarray) or not isinstance(given[0], str):
        return {}
    if given[0] == text:
        return feature_spans(rest, np.array([text], dtype=object))
    if not (isinstance(X, pd.DataFrame) and {"start", "end"} <= {*X.columns}):
        return {}
    start, end = int(X["start"].iloc[0]), int(X["end"].iloc[0])
    longer = len(given[0]) - len(text)
    if given[0][:start] != text[:start] or given[0][end + longer :] != text[end:]:
        return {}

    def place(offset: int, inside: int) -> int:
        if offset <= start:
            return offset
        return offset - longer if offset >= end + longer else inside

    found = feature_spans(rest, np.array([given[0]], dtype=object))
    return {
        name: [(place(low, start), place(high, end)) for low, high in spans]
        for name, spans in found.items()
    }


class _Prepared(NamedTuple):
    """A text as the vectorizer sees it, and for each character the place it came from."""

    text: str
    begin: list[int]
    stop: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.begin[start], self.stop[end - 1]


def ngram_spans(vectorizer: CountVectorizer, text: str) -> Spans:
    """Find the words, runs of words or runs of characters that a vectorizer counts.

    Parameters
    ----------
    vectorizer : CountVectorizer or TfidfVectorizer
        With a pattern of its own for words, but no callable in place of its steps.
    text : str
        The text.

    Returns
    -------
    dict of str to list of (start, end)
        Empty if the vectorizer has callables of its own, or alters texts beyond tracing.

    Examples
    --------
    >>> ngram_spans(CountVectorizer(ngram_range=(1, 2)), "So HISTORIC a day")
    {'so': [(0, 2)], 'historic': [(3, 11)], 'day': [(14, 17)], 'so historic': [(0, 11)],
     'historic day': [(3, 17)]}
    """
    prepared = _prepare(vectorizer, text)
    if prepared is None or callable(vectorizer.analyzer) or vectorizer.tokenizer is not None:
        return {}
    cut = {"word": _word_runs, "char": _character_runs, "char_wb": _runs_in_words}
    found: Spans = {}
    for name, start, end in cut[vectorizer.analyzer](vectorizer, prepared):
        found.setdefault(name, []).append((start, end))
    return found


def _prepare(vectorizer: CountVectorizer, text: str) -> _Prepared | None:
    """Lower-case and strip accents character by character, if that is what the vectorizer does."""
    if vectorizer.preprocessor is not None or callable(vectorizer.strip_accents):
        return None
    pieces = [character.lower() for character in text] if vectorizer.lowercase else list(text)
    if vectorizer.strip_accents:
        pieces = [_stripped(piece, vectorizer.strip_accents) for piece in pieces]
    whole: str = vectorizer.build_preprocessor()(text)
    if "".join(pieces) != whole:
        if len(pieces) != len(whole):
            return None
        pieces = list(whole)
    place = [number for number, piece in enumerate(pieces) for _ in piece]
    return _Prepared(whole, place, [number + 1 for number in place])


def _stripped(piece: str, how: str) -> str:
    apart = unicodedata.normalize("NFKD", piece)
    if how == "ascii":
        return apart.encode("ascii", "ignore").decode()
    return "".join(character for character in apart if not unicodedata.combining(character))


def _word_runs(vectorizer: CountVectorizer, prepared: _Prepared) -> Iterator[tuple[str, int, int]]:
    pattern = re.compile(vectorizer.token_pattern)
    stop_words = vectorizer.get_stop_words() or ()
    words = [
        (found.group(pattern.groups), *found.span(pattern.groups))
        for found in pattern.finditer(prepared.text)
        if found.group(pattern.groups) not in stop_words
    ]
    shortest, longest = vectorizer.ngram_range
    for length in range(shortest, longest + 1):
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            name = " ".join(word for word, _, _ in run)
            if run[0][1] < run[-1][2]:
                yield name, *prepared.span(run[0][1], run[-1][2])


def _character_runs(
    vectorizer: CountVectorizer, prepared: _Prepared
) -> Iterator[tuple[str, int, int]]:
    spaced = _one_space(prepared)
    shortest, longest = vectorizer.ngram_range
    for length in range(shortest, longest + 1):
        for first in range(len(spaced.text) - length + 1):
            yield spaced.text[first : first + length], *spaced.span(first, first + length)


def _runs_in_words(
    vectorizer: CountVectorizer, prepared: _Prepared
) -> Iterator[tuple[str, int, int]]:
    shortest, longest = vectorizer.ngram_range
    for found in re.finditer(r"\S+", prepared.text):
        padded, base = f" {found.group()} ", found.start() - 1
        for length in range(shortest, longest + 1):
            for first in range(max(len(padded) - length, 0) + 1):
                start = min(max(base + first, found.start()), found.end() - 1)
                end = max(min(base + first + length, found.end()), start + 1)
                yield padded[first : first + length], *prepared.span(start, end)
            if len(padded) <= length:
                break


def _one_space(prepared: _Prepared) -> _Prepared:
    text, begin, stop, behind = "", [], [], 0
    for found in _WHITE.finditer(prepared.text):
        text += prepared.text[behind : found.start()] + " "
        begin += [*prepared.begin[behind : found.start()], prepared.begin[found.start()]]
        stop += [*prepared.stop[behind : found.start()], prepared.stop[found.end() - 1]]
        behind = found.end()
    return _Prepared(
        text + prepared.text[behind:],
        begin + prepared.begin[behind:],
        stop + prepared.stop[behind:],
    )
