"""Where sentences begin: rules for news English over the words and marks of a batch.

A sentence ends at a stop, question or exclamation mark (with the quotation marks and brackets that
close behind it) if a capital or a digit follows after white space; after an abbreviation only if
the next word looks like the first of a sentence; at every paragraph's end; and before the items of
a list.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.tokens import abbreviations
from framing.tokens import characters as ch
from framing.tokens.batch import WINDOW, Batch, contains, pack
from framing.tokens.words import Marks, Words

_KINDS = np.arange(ch.UPPER + 1)
_CLOSERS = np.isin(
    _KINDS,
    (ch.CLOSE_QUOTE, ch.STRAIGHT_QUOTE, ch.APOSTROPHE, ch.CLOSE_BRACKET, ch.STOP, ch.TERMINAL),
)
_BEGINNERS = np.isin(
    _KINDS,
    (
        *(ch.OPEN_QUOTE, ch.STRAIGHT_QUOTE, ch.APOSTROPHE, ch.OPEN_BRACKET),
        *(ch.OTHER, ch.BULLET, ch.RARE, ch.DIGIT, ch.UPPER),
    ),
)
_MOST_CLOSERS = 8
_PRONOUN = pack(["i"])
_CREDITS = pack(["image", "photo", "credit", "picture"])


def find_sentences(
    batch: Batch,
    words: Words,
    marks: Marks,
    paragraphs: NDArray[np.int64],
    dateline_end: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the sentences of a batch.

    Parameters
    ----------
    batch : Batch
        The texts.
    words, marks : Words, Marks
        Their words and punctuation.
    paragraphs : numpy.ndarray of int64
        Where their paragraphs begin.
    dateline_end : numpy.ndarray of int64
        For each text, where its dateline ends; the first sentence begins behind it.

    Returns
    -------
    start, end : numpy.ndarray of int64
        Offsets in ``batch.text``, ascending, not overlapping. Between two sentences stands nothing
        but white space.
    """
    behind_dateline = batch.skip_blank(dateline_end)
    behind_dateline = behind_dateline[behind_dateline < batch.last]
    marks = marks.where(marks.kind >= ch.CLOSE_BRACKET)
    start = np.concatenate(
        [
            paragraphs,
            behind_dateline,
            _after_stops(batch, words, marks.where(marks.kind >= ch.STOP), paragraphs),
            _credits(batch, words, marks.where(marks.kind == ch.COLON)),
            _bullets(batch, marks.offset[marks.kind == ch.BULLET]),
        ]
    )
    start = np.sort(start)
    items, texts = _list_items(batch, words, marks, start)
    if len(texts):
        start = np.sort(np.concatenate([start[~np.isin(start, texts)], items]))
    start = start[np.append(True, start[1:] != start[:-1])[: len(start)]]
    end = batch.skip_blank_back(np.append(start[1:], len(batch.text) - 1)[: len(start)])
    return start, end


def _after_stops(
    batch: Batch, words: Words, marks: Marks, paragraphs: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Find the sentences that begin after a stop, question or exclamation mark."""
    kind, (start, end, _) = batch.kind, words
    marks = marks.where((marks.word > 0) & (marks.word < len(start)))
    marks = marks.where(marks.offset >= end[marks.word - 1] - 1)  # not inside a word
    bounds = np.append(paragraphs, len(batch.text))
    paragraph = np.searchsorted(paragraphs, marks.offset, "right") - 1
    between = end[marks.word - 1] > bounds[paragraph]  # words of one paragraph
    between &= start[marks.word] < bounds[paragraph + 1]
    marks = marks.where(between)
    after = marks.offset + 1
    for _ in range(_MOST_CLOSERS):
        closer = _CLOSERS[kind.take(after)]
        if not closer.any():
            break
        after += closer
    after += (kind[after] == ch.OPEN_QUOTE) & (
        kind[after + 1] <= ch.NEWLINE
    )  # turned the wrong way
    same = after[1:] == after[:-1]
    last = ~np.append(same, False)[: len(after)]
    repeated = np.append(False, same)[: len(after)][last]
    marks, after = marks.where(last), after[last]

    place, mark, word = batch.skip_blank(after), marks.offset, marks.word
    first, length = start[word], end[word] - start[word]
    key = batch.prefix(first, length)
    capital = (kind[first] == ch.UPPER) | (kind[first] == ch.RARE)
    ends = capital | (kind[first] == ch.DIGIT)
    ends &= _BEGINNERS[kind[place]] & (place > after)
    ellipsis = repeated | (kind[batch.skip_blank_back(mark) - 1] == ch.STOP)
    ends &= ~ellipsis | (capital & ~contains(_PRONOUN, key))
    abbreviated = mark < end[word - 1]
    starter = capital & (length <= WINDOW) & contains(abbreviations.starters, key)
    before = batch.prefix(start[word - 1], end[word - 1] - start[word - 1] - 1)
    never = contains(abbreviations.before_words, before)
    never |= contains(abbreviations.before_numbers, before)
    ends &= ~abbreviated | (starter & ~never)
    return place[ends | (~abbreviated & _glued(batch, words, marks))]


def _glued(batch: Batch, words: Words, marks: Marks) -> NDArray[np.bool_]:
    """Find stops without a space behind them, as where copy lost its line breaks."""
    kind, (start, end, _) = batch.kind, words
    first, last = start[marks.word], end[marks.word]
    capitalised = (kind[first] == ch.UPPER) & (kind[first + 1] == ch.LOWER)
    alone = (kind[last] <= ch.COMMA) & (kind[last] != ch.OTHER)  # "Doe@" goes on
    long = end[marks.word - 1] - start[marks.word - 1] > 1
    return (first == marks.offset + 1) & (marks.kind == ch.STOP) & capitalised & alone & long


def _credits(batch: Batch, words: Words, colons: Marks) -> NDArray[np.int64]:
    """Find credits that follow a caption without a stop: ``Image: A. Name``."""
    colons = colons.where(colons.word > 0)
    first, last = words.start[colons.word - 1], words.end[colons.word - 1]
    credit = contains(_CREDITS, batch.prefix(first, last - first)) & (last == colons.offset)
    return first[credit & (batch.kind[first] == ch.UPPER) & (batch.kind[first - 1] == ch.SPACE)]


def _bullets(batch: Batch, bullet: NDArray[np.int64]) -> NDArray[np.int64]:
    """Find bullets that stand behind white space."""
    return bullet[batch.is_blank(bullet - 1)]


def _list_items(
    batch: Batch, words: Words, marks: Marks, sentences: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find numbered items within a paragraph.

    "1. Unity 2. Work" or "a) Unity b) Work": a number or letter with a stop or bracket begins an
    item if it stands first in its sentence, or continues the count.

    Returns
    -------
    start : numpy.ndarray of int64
        Where items begin.
    texts : numpy.ndarray of int64
        Where their texts begin: what looks like a sentence there is none.
    """
    start, end, _ = words
    items: list[int] = []
    texts: list[int] = []
    expected, line_end = "", -1
    word = _enumerators(batch, words, marks)
    place = np.minimum(np.searchsorted(sentences, start[word]), len(sentences) - 1)
    before = batch.kind[batch.skip_blank_back(start[word]) - 1]
    begins = (sentences[place] == start[word]) | (before == ch.BULLET)
    for number, begin in zip(word.tolist(), begins.tolist(), strict=True):
        first, last = int(start[number]), int(end[number])
        label = batch.text[first:last].rstrip(".")
        follows = first < line_end and label == expected
        if follows and not begin:
            items.append(first)
        if follows or begin:
            texts.append(int(start[number + 1]))
            expected = str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)
            line_end = batch.text.find("\n", last)
    return np.array(items, np.int64), np.array(texts, np.int64)


def _enumerators(batch: Batch, words: Words, marks: Marks) -> NDArray[np.int64]:
    """Find words that could number an item: ``12.``, ``12)``, ``12.)``, ``a.``, ``a)``."""
    kind, start = batch.kind, words.start
    marks = marks.where((marks.kind == ch.STOP) | (marks.kind == ch.CLOSE_BRACKET))
    marks = marks.where((marks.word > 0) & (marks.word < len(start)))
    first, mark = start[marks.word - 1], marks.offset
    then = mark + 1 + (kind[mark + 1] == ch.CLOSE_BRACKET)
    following = start[marks.word]
    brief = (mark - first <= 2) & (mark > first) & (following == then + 1)
    marks, first, mark, following = marks.where(brief), first[brief], mark[brief], following[brief]
    number = (kind[first] == ch.DIGIT) & (kind[mark - 1] == ch.DIGIT)
    letter = (kind[first] == ch.LOWER) & (mark - first == 1)
    found = (number | letter) & (kind[following - 1] == ch.SPACE) & (kind[following] == ch.UPPER)
    return marks.word[found] - 1
