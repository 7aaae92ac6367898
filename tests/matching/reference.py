"""A matcher of few lines, slow and plain, for the fast one to be held against.

A pattern is a list of parts: a `Gap`, or a list of alternatives, each a list of words.
"""

import unicodedata
from fnmatch import fnmatchcase
from itertools import groupby
from typing import NamedTuple

from framing.lexicons.patterns import DENIALS
from framing.tokens.quotes import CLOSES, SINGLE


class Gap(NamedTuple):
    least: int
    most: int


class Entry(NamedTuple):
    pattern: list
    category: str = "x"
    constraints: str = ""
    blocked: tuple = ()  # of patterns


class Token(NamedTuple):
    number: int
    text: str
    sentence: int
    parted: bool
    capital: bool
    marks: str  # double quotation marks before it: "(" opens, ")" closes


def read_tokens(tokens):
    columns = (tokens.sentence, tokens.parted, tokens.capital)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    marks = dict.fromkeys(range(len(tokens) + 1), "")
    for token, role in zip(tokens.quotes.token.tolist(), tokens.quotes.role.tolist(), strict=True):
        marks[token] += "" if role & SINGLE else ")" if role & CLOSES else "("
    return [
        Token(number, tokens.text(number), sentence, parted > 0, capital, marks[number])
        for number, (sentence, parted, capital) in enumerate(rows)
    ]


def fold(word):
    composed = unicodedata.normalize("NFC", word.replace("\u00ad", ""))
    return "".join(character.lower() for character in composed).replace("’", "'")


def find_matches(tokens, lexicon):
    """Give (first token, last token, category, entry) of each match of a list of entries."""
    found = {}
    for _, sentence in groupby(tokens, key=lambda token: token.sentence):
        sentence = list(sentence)
        for number, entry in enumerate(lexicon):
            for (first, last), rank in candidates(entry, sentence).items():
                span = sentence[first].number, sentence[last].number
                found.setdefault(span, {}).setdefault(entry.category, []).append((*rank, number))
    taken = set()
    for first, last in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            for category, ranks in found[first, last].items():
                yield first, last, category, min(ranks)[-1]


def candidates(entry, sentence):
    """Give the spans that satisfy an entry, each with its best rank: wildcards, minus letters."""
    exact = "case=exact" in entry.constraints
    blocked = [span for pattern in entry.blocked for span in spans(pattern, sentence, exact=False)]
    return {
        (first, last): rank
        for (first, last), rank in spans(entry.pattern, sentence, exact).items()
        if not any(begin <= first and last <= end for begin, end in blocked)
        and not ("name=no" in entry.constraints and in_name(sentence, first, last))
    }


def spans(pattern, sentence, exact):
    found = {}
    for first in range(len(sentence)):
        for last, *rank in ways(pattern, sentence, first, exact, next_to=False):
            found[first, last] = min(found.get((first, last), rank), rank)
    return found


def ways(pattern, sentence, at, exact, next_to):
    """Give last token, whether there are wildcards, and minus the letters, of each way to go on."""
    if not pattern:
        yield at - 1, False, 0
        return
    part, *rest = pattern
    if isinstance(part, Gap):
        for end in range(at, len(sentence)):
            words = sum(fold(token.text) != "'s" for token in sentence[at:end])
            if part.least <= words <= part.most and is_open(sentence[at:end], sentence[end]):
                for last, _, letters in ways(rest, sentence, end, exact, next_to=False):
                    yield last, True, letters
        return
    for words in part:
        here = sentence[at : at + len(words)]
        if len(here) == len(words) and not any(token.parted for token in here[not next_to :]):
            if all(map(fits, words, here, [exact] * len(words))):
                wild, letters = "*" in str(words) or "?" in str(words), count_letters(words)
                for last, *rank in ways(rest, sentence, at + len(words), exact, next_to=True):
                    yield last, wild or rank[0], rank[1] - letters


def is_open(gap, behind):
    """Tell whether a gap denies nothing, and holds as many marks that open as that close."""
    words = [fold(token.text) for token in gap]
    marks = "".join(token.marks for token in (*gap, behind))
    return (
        DENIALS.isdisjoint(words)
        and marks.count("(") == marks.count(")")
        and not marks.startswith(")")
    )


def fits(word, token, exact):
    return fnmatchcase(token.text, word) if exact else fnmatchcase(fold(token.text), fold(word))


def count_letters(words):
    return sum(len(fold(word).replace("*", "").replace("?", "")) for word in words)


def in_name(sentence, first, last):
    """Tell whether a span is capitalised and beside a capitalised word that opens no sentence."""
    before = first > 1 and sentence[first - 1].capital and not sentence[first].parted
    after = sentence[last + 1 :][:1]
    return sentence[first].capital and (
        before or any(token.capital and not token.parted for token in after)
    )
