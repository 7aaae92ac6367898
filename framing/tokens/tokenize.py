"""From a corpus to its tokens, a batch of articles at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.corpus import as_corpus
from framing.tokens import characters as ch
from framing.tokens.batch import Batch
from framing.tokens.foreign import Cutter, spans_by
from framing.tokens.paragraphs import find_paragraphs
from framing.tokens.quotes import find_quotes
from framing.tokens.sentences import find_sentences
from framing.tokens.threads import in_threads
from framing.tokens.tokens import Cut, Quotations, Tokens
from framing.tokens.vocabulary import Vocabulary
from framing.tokens.words import Marks, Words, find_words
from framing.tokens.zones import DATELINE, LEAD, find_zones

_BATCH_CHARACTERS = 600_000  # larger ones outgrow the processor's cache

Arrays = dict[str, NDArray[Any]]


def tokenize(
    corpus: Any,
    *,
    words: str | Cutter | None = None,
    vocabulary: Vocabulary | None = None,
) -> Tokens:
    """Find words, sentences, paragraphs and zones.

    Parameters
    ----------
    corpus : Corpus, pandas.DataFrame, list of str, or path
        The articles. The texts are not altered: all results are offsets into them.
    words : {"treebank", "tweet", "toktok", "wordpunct"}, NLTK tokenizer or callable, optional
        Another rule of what a token is. A callable takes a text and yields (start, end), or
        strings that stand in the text in this order. By default the library's own rule: a hyphen
        separates words, an apostrophe inside a word does not, a final ``'s`` is a token of its
        own, numbers keep their separators, abbreviations and initials their stops.
    vocabulary : Vocabulary, optional
        Types met before, to which new ones are added: for corpora that are read in parts.

    Returns
    -------
    Tokens
        Flat arrays over the whole corpus.

    Raises
    ------
    ValueError
        If the spans of `words` descend, overlap or leave the text, or its strings do not stand in
        it: with the article and the place.

    Notes
    -----
    Large corpora are read in as many threads as there are processors, four at most; another rule of
    what a token is runs in one.

    Examples
    --------
    >>> tokens = tokenize(["The U.S. hailed a 'world-class' deal. It rained."])
    >>> tokens
    <Tokens: 9 tokens, 2 sentences, 1 articles>
    >>> tokens.words()["text"].tolist()
    ['The', 'U.S.', 'hailed', 'a', 'world', 'class', 'deal', 'It', 'rained']
    """
    corpus = as_corpus(corpus)
    texts = corpus.texts
    types = Vocabulary() if vocabulary is None else vocabulary
    cut = own_cut if words is None else _foreign_cut(words)

    def cut_up(batch: tuple[int, int]) -> tuple[Arrays, Batch, Words]:
        chosen = slice(*batch)
        return _tokenize_batch(Batch.of(texts[chosen]), corpus.title_ends[chosen], cut)

    work_on = in_threads if cut is own_cut else map  # others' may not be made for threads
    parts = []
    for arrays, batch, found in work_on(cut_up, _batches(texts)):
        parts.append(arrays | {"ids": types.intern(batch, found)})
    arrays = _merge(parts)
    quotes = Quotations(
        *(arrays.pop(f"quote_{name}") for name in ("article", "offset", "role", "token"))
    )
    return Tokens(corpus=corpus, quotes=quotes, vocabulary=types, cut=cut, **arrays)


def _batches(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Part the articles into runs of about `_BATCH_CHARACTERS`."""
    size = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    first = 0
    if not texts:
        yield 0, 0
    while first < len(texts):
        reach = (size[first - 1] if first else 0) + _BATCH_CHARACTERS
        last = max(first + 1, int(np.searchsorted(size, reach)))
        yield first, last
        first = last


def own_cut(batch: Batch) -> Words:
    """Cut a batch by the library's own word rule."""
    return find_words(batch)


def _foreign_cut(words: str | Cutter) -> Cut:
    spans = spans_by(words)

    def cut(batch: Batch) -> Words:
        found = [
            (first + start, first + end)
            for first, last in zip(batch.first.tolist(), batch.last.tolist(), strict=True)
            for start, end in spans(batch.text[first:last])
        ]
        flat = np.fromiter(chain.from_iterable(found), np.int64, 2 * len(found))
        return Words(flat[::2].copy(), flat[1::2].copy(), np.zeros(len(found), bool))

    return cut


def _tokenize_batch(
    batch: Batch, title_ends: NDArray[np.int64], cut: Cut
) -> tuple[Arrays, Batch, Words]:
    """Find everything but types in one batch; numbers and offsets are of the batch's articles."""
    words = find_words(batch)
    marks = Marks.of(batch, words)
    paragraph = find_paragraphs(batch)
    zone, dateline_end = find_zones(batch, words, paragraph, batch.first + title_ends)
    sentence, sentence_end = find_sentences(batch, words, marks, paragraph, dateline_end)
    if cut is not own_cut:
        words = cut(batch)
        marks = Marks.of(batch, words)
    quotes = find_quotes(batch, marks)
    ptr = np.searchsorted(words.start, np.append(batch.first, len(batch.text)))
    per_article = np.diff(ptr)
    origin = np.repeat(batch.first, per_article)
    sentence_of = np.searchsorted(batch.first, sentence, "right") - 1
    quote_article = np.searchsorted(batch.first, quotes.offset, "right") - 1
    arrays = {
        "per_article": per_article,
        "start": (words.start - origin).astype(np.int32),
        "end": (words.end - origin).astype(np.int32),
        "sentence": _number(words, sentence),
        "paragraph": _number(words, paragraph),
        "zone": _zones(batch, words, paragraph, zone, dateline_end),
        "capital": batch.kind.take(words.start) == ch.UPPER,
        "parted": _parted(batch, words, marks),
        "sentences_per_article": np.bincount(sentence_of, minlength=len(batch.first)),
        "sentence_start": (sentence - batch.first[sentence_of]).astype(np.int32),
        "sentence_end": (sentence_end - batch.first[sentence_of]).astype(np.int32),
        "quote_article": quote_article.astype(np.int32),
        "quote_offset": (quotes.offset - batch.first[quote_article]).astype(np.int32),
        "quote_role": quotes.role,
        "quote_token": quotes.word,
    }
    return arrays, batch, words


def _number(words: Words, start: NDArray[np.int64]) -> NDArray[np.int32]:
    """Give the number of the part that each token stands in; every token stands in one."""
    first = np.append(np.searchsorted(words.start, start), len(words.start))
    return np.repeat(np.arange(len(start), dtype=np.int32), np.diff(first))


def _zones(
    batch: Batch,
    words: Words,
    paragraph: NDArray[np.int64],
    zone: NDArray[np.uint8],
    dateline_end: NDArray[np.int64],
) -> NDArray[np.uint8]:
    """Give the zone of each token."""
    first = np.append(np.searchsorted(words.start, paragraph), len(words.start))
    zones = np.repeat(zone, np.diff(first))
    lead = np.flatnonzero(zone == LEAD)
    of = np.searchsorted(batch.first, paragraph[lead], "right") - 1
    dated = dateline_end[of] > paragraph[lead]
    begin = first[lead[dated]]
    end = np.searchsorted(words.start, dateline_end[of[dated]])
    for a, b in zip(begin.tolist(), end.tolist(), strict=True):
        zones[a:b] = DATELINE
    return zones


def _parted(batch: Batch, words: Words, marks: Marks) -> NDArray[np.uint8]:
    """Tell what stands before each token: nothing of note, a comma, or stronger punctuation."""
    hyphen = marks.offset[marks.kind == ch.HYPHEN]
    spaced = np.zeros(len(marks.offset), bool)
    spaced[marks.kind == ch.HYPHEN] = batch.is_blank(hyphen - 1) & batch.is_blank(hyphen + 1)
    parts = spaced | (marks.kind >= ch.OPEN_BRACKET) & (marks.kind != ch.APOSTROPHE)
    beside = batch.kind.take(np.array([marks.offset - 1, marks.offset + 1]), mode="clip")
    inside = (marks.kind == ch.STOP) & (beside[0] >= ch.RARE) & (beside[1] == ch.LOWER)
    parts &= ~inside  # "example.com"
    marks = marks.where(parts & (marks.word < len(words.start)))
    marks = marks.where(marks.offset >= np.append(0, words.end)[marks.word])  # not inside a word
    comma = marks.kind == ch.COMMA
    parted = np.zeros(len(words.start), np.uint8)
    parted[marks.word[comma]] = 1
    parted[marks.word[~comma]] = 2
    opening = np.searchsorted(words.start, batch.first)
    parted[opening[opening < len(parted)]] = 0  # what ends the article before parts nothing here
    return parted


def _merge(parts: list[Arrays]) -> Arrays:
    """Join the arrays of batches, and number on from one to the next."""
    shift = dict.fromkeys(("sentence", "paragraph", "quote_article", "quote_token"), 0)
    for part in parts:
        for name, by in shift.items():
            part[name] += part[name].dtype.type(by)
        shift["sentence"] += len(part["sentence_start"])
        shift["paragraph"] += (
            int(part["paragraph"][-1]) + 1 - shift["paragraph"] if len(part["paragraph"]) else 0
        )
        shift["quote_article"] += len(part["per_article"])
        shift["quote_token"] += len(part["ids"])
    merged = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    for name, per_article in (("ptr", "per_article"), ("sentence_ptr", "sentences_per_article")):
        merged[name] = np.append(0, np.cumsum(merged.pop(per_article)))
    return merged
