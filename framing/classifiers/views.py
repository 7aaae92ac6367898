"""Ways to look at the words around a target, each a bag of features.

A feature is an integer, made of the numbers of its words; only those that differ are spelt out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.classifiers.windows import Ints, Windows
from framing.matching.voice import VOICES

_TARGET = "TARGET"
_NEAR = 6  # words from the target that n-grams reach
_NEAR_SHAPES = 5
_DISTANCES = np.array([1, 2, 3, 5, 9])  # words at least this far from the target go together
# Words of the closed classes, which keep their own shape.
_CLOSED = (
    "a an the of to in on at by for with from as and or but not that this it is are was were be "
    "been being has have had do does did will would could should may might can who whom which his "
    "her their its he she i they him them after before against over about into if when while "
    "because 's"
).split()
_ENDINGS = ("ing", "ed", "ly", "s")
_PRONOUNS = "he she him her his they them their it its i me my we us our you your who".split()


class Bag(NamedTuple):
    """Features of targets: the target of each, its code, and how codes are spelt."""

    row: NDArray[np.integer]
    code: Ints
    spell: Callable[[Ints], list[str]]


class _Line(NamedTuple):
    """Texts in which the target is one word: row, offset, type of each, and its clause's words."""

    row: NDArray[np.integer]
    offset: Ints
    kind: Ints
    in_clause: NDArray[np.bool_]
    names: list[str]

    def where(self, chosen: NDArray[np.bool_]) -> _Line:
        row, offset, kind = self.row[chosen], self.offset[chosen], self.kind[chosen]
        return _Line(row, offset, kind, self.in_clause[chosen], self.names)


def _words(windows: Windows) -> _Line:
    """Read the types of all words, with TARGET for the target."""
    names = [*windows.tokens.vocabulary.types, _TARGET]
    return _line(windows, windows.tokens.ids.astype(np.int64), names)


def _line(windows: Windows, kind: Ints, names: list[str]) -> _Line:
    inside = windows.offset == 0
    kind = np.where(inside, names.index(_TARGET), kind)
    first = np.zeros(len(kind), bool)
    first[windows.targets.first] = True
    line = _Line(windows.row, windows.offset, kind, windows.in_clause, names)
    return line.where(~inside | first)


def _runs(line: _Line, length: int, prefix: str = "") -> Bag:
    """Give the features of so many words running."""
    end = max(len(line.kind) - length + 1, 0)
    whole = line.row[:end] == line.row[length - 1 :]
    whole &= line.offset[length - 1 :] - line.offset[:end] == length - 1
    code: Ints = np.zeros(end, np.int64)
    for place in range(length):
        code = code * len(line.names) + line.kind[place : place + end]

    def spell(codes: Ints) -> list[str]:
        parts = [codes // len(line.names) ** place % len(line.names) for place in range(length)]
        columns = [[line.names[number] for number in part.tolist()] for part in reversed(parts)]
        return [prefix + "_".join(words) for words in zip(*columns, strict=True)]

    return Bag(line.row[:end][whole], code[whole], spell)


def _marked(line: _Line, mark: Ints, marks: list[str]) -> Bag:
    """Give the features of single words with a mark before each."""

    def spell(codes: Ints) -> list[str]:
        mark, kind = np.divmod(codes, len(line.names))
        places = zip(mark.tolist(), kind.tolist(), strict=True)
        return [f"{marks[one]}:{line.names[other]}" for one, other in places]

    return Bag(line.row, mark * len(line.names) + line.kind, spell)


def _together(*bags: Bag) -> Bag:
    """Join bags, whose codes stay apart."""
    bounds = np.cumsum([0] + [int(bag.code.max(initial=-1)) + 1 for bag in bags])

    def spell(codes: Ints) -> list[str]:
        cuts = np.searchsorted(codes, bounds)  # the codes come in ascending order
        return [
            name
            for number, bag in enumerate(bags)
            for name in bag.spell(codes[cuts[number] : cuts[number + 1]] - bounds[number])
        ]

    row = np.concatenate([bag.row for bag in bags])
    code = np.concatenate([bag.code + low for bag, low in zip(bags, bounds, strict=False)])
    return Bag(row, code, spell)


def _sides(windows: Windows) -> Bag:
    words = _words(windows)
    words = words.where(words.offset != 0)
    return _marked(words, (words.offset > 0).astype(np.int64), ["before", "behind"])


def _ngrams(windows: Windows) -> Bag:
    words = _words(windows)
    words = words.where(np.abs(words.offset) <= _NEAR)
    return _together(*(_runs(words, length) for length in (1, 2, 3)))


def _clause(windows: Windows) -> Bag:
    words = _words(windows)
    words = words.where(words.in_clause)
    return _together(*(_runs(words, length, "clause:") for length in (1, 2)))


def _shapes(windows: Windows) -> Bag:
    line = _line(windows, _shape(windows), _SHAPES)
    near = line.where(np.abs(line.offset) <= _NEAR_SHAPES)
    around = line.where(line.offset != 0)
    far = np.searchsorted(_DISTANCES, np.abs(around.offset), "right") - 1
    mark = far + len(_DISTANCES) * (around.offset > 0)
    marks = [f"{side} {at}" for side in ("before", "behind") for at in _DISTANCES.tolist()]
    runs = (_runs(near, length, "shape:") for length in (2, 3, 4))
    return _together(*runs, _marked(around, mark, marks))


_SHAPES = [
    *(_TARGET, "+", "-", "NOT", "SAY", "NAME", "NUMBER", "WORD"),
    *(f"*{ending}" for ending in _ENDINGS),
    *_CLOSED,
]


def _shape(windows: Windows) -> Ints:
    """Give the number of each token's shape: what is left when its meaning is taken away."""
    number = {name: place for place, name in enumerate(_SHAPES)}
    types = windows.tokens.vocabulary.types
    of_type = np.array([number[_ending(word)] for word in types], np.int64)
    closed = np.array([word in number for word in types], bool)
    ids, capital, valence = windows.tokens.ids, windows.tokens.capital, windows.valence
    shape = of_type[ids]
    rules = (
        (capital & ~closed[ids], "NAME"),
        (windows.marks("reporting") & ~closed[ids], "SAY"),
        (windows.marks("negators"), "NOT"),
        (valence < 0, "-"),
        (valence > 0, "+"),
    )
    for chosen, name in rules:
        shape = np.where(chosen, number[name], shape)
    return shape


def _ending(word: str) -> str:
    if word in _CLOSED:
        return word
    if word[:1].isdigit():
        return "NUMBER"
    return next((f"*{ending}" for ending in _ENDINGS if word.endswith(ending)), "WORD")


def _position(windows: Windows) -> Bag:
    tokens, targets = windows.tokens, windows.targets
    behind = targets.last + 1
    ends = behind == tokens.ptr[1:]
    after = np.where(ends, 0, np.minimum(behind, len(tokens) - 1))
    size = np.diff(tokens.ptr)
    place = targets.first - tokens.ptr[:-1]
    pronouns = [tokens.vocabulary.get(word) for word in _PRONOUNS]
    names = np.bincount(windows.row, tokens.capital, minlength=len(size)).astype(np.int64)
    clause_ends = _outer_clauses(windows)
    facts = {
        "voice": windows.matches.token_voice[targets.first],
        "punctuation before": tokens.parted[targets.first],
        "punctuation behind": np.where(ends, 3, tokens.parted[after]),
        "fifth": 5 * place // size,
        "capitals": np.minimum(names, 7),
        "pronoun": np.isin(tokens.ids[targets.first], pronouns),
        "possessive": ~ends & (tokens.ids[after] == tokens.vocabulary.get("'s")),
        "clauses": clause_ends,
        "opens": place == 0,
    }
    labels = list(facts)
    code = [8 * number + facts[name].astype(np.int64) for number, name in enumerate(labels)]
    row = np.tile(np.arange(len(size)), len(labels))

    def spell(codes: Ints) -> list[str]:
        return [_fact(labels[code // 8], code % 8) for code in codes.tolist()]

    return Bag(row, np.concatenate(code), spell)


def _fact(name: str, value: int) -> str:
    return f"{name}={VOICES[value] if name == 'voice' else value}"


def _outer_clauses(windows: Windows) -> Ints:
    """Tell whether a clause stands before the target's own (1) and behind it (2)."""
    outside = ~windows.in_clause
    size = len(windows.targets.first)
    before = np.bincount(windows.row[outside & (windows.offset < 0)], minlength=size) > 0
    behind = np.bincount(windows.row[outside & (windows.offset > 0)], minlength=size) > 0
    return before + 2 * behind


def _mention(windows: Windows) -> Bag:
    tokens = windows.tokens
    inside = np.flatnonzero(windows.offset == 0)

    def spell(codes: Ints) -> list[str]:
        return [f"mention:{tokens.vocabulary.types[code]}" for code in codes.tolist()]

    return Bag(windows.row[inside], tokens.ids[inside].astype(np.int64), spell)


VIEWS: dict[str, Callable[[Windows], Bag]] = {
    "sides": _sides,
    "ngrams": _ngrams,
    "clause": _clause,
    "shapes": _shapes,
    "position": _position,
    "mention": _mention,
}
