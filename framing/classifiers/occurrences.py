"""Where the features of a vectorizer stand in the text that was given, offsets unaltered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline

Spans = dict[str, list[tuple[int, int]]]

_WHITE = re.compile(r"\s\s+")  # what scikit-learn makes one space before it cuts characters


def feature_spans(transformer: Any, text: str) -> Spans:
    """Find where in a text the features of a transformer stand.

    Parameters
    ----------
    transformer : transformer
        Fitted. Known are scikit-learn's count and TF-IDF vectorizers, alone or inside pipelines,
        unions and column transformers, and every transformer with a method ``feature_spans`` from
        a text to such a dict.
    text : str
        The text that it is given, alone or in the column ``text`` of a table.

    Returns
    -------
    dict of str to list of (start, end)
        By feature; what cannot be traced is left out.
    """
    if isinstance(transformer, Pipeline):
        return feature_spans(transformer.steps[0][1], text)
    if isinstance(transformer, FeatureUnion):
        parts = list(transformer.transformer_list)
    elif isinstance(transformer, ColumnTransformer):
        chosen = transformer.transformers_
        parts = [(name, part) for name, part, columns in chosen if _holds_text(columns)]
    elif hasattr(transformer, "feature_spans"):
        own: Spans = transformer.feature_spans(text)
        return own
    else:
        return ngram_spans(transformer, text) if isinstance(transformer, CountVectorizer) else {}
    prefixed = transformer.verbose_feature_names_out
    return {
        f"{name}__{feature}" if prefixed else feature: spans
        for name, part in parts
        if not isinstance(part, str)
        for feature, spans in feature_spans(part, text).items()
    }


def _holds_text(columns: Any) -> bool:
    return "text" in ([columns] if isinstance(columns, str) else list(columns))


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
