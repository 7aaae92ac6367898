"""Which candidates are matches: constraints, blocked contexts, and one where several overlap."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching.engine import Candidates
from framing.matching.places import Ints
from framing.matching.program import EXACT_CASE, NO_NAME, Program
from framing.matching.resolution import WILD, glob_pattern
from framing.tokens import Tokens
from framing.tokens.zones import TITLE


class Spans(NamedTuple):
    """Spans and their entries: the entry, and the first and last token."""

    entry: Ints
    first: Ints
    last: Ints

    def take(self, index: Ints) -> Spans:
        """Give the spans with these numbers."""
        return Spans(*(column.take(index) for column in self))


def select(program: Program, tokens: Tokens, found: Candidates) -> Spans:
    """Choose the matches among the candidates.

    Within a lexicon, all categories together, candidates are taken by length in tokens, longest
    first, then leftmost; one is accepted if it overlaps no accepted span. An identical span is kept
    for each further category. Per span and category one entry counts: literal before wildcard, then
    more literal characters, then file order.

    Parameters
    ----------
    program : Program
        What was looked for.
    tokens : Tokens
        Where.
    found : Candidates
        What was found.

    Returns
    -------
    Spans
        Sorted by place, then lexicon and category.

    Examples
    --------
    With the entries "New York" (place) and "New York Times" (outlet), the text "the New York Times
    of New York" has two matches: the outlet, and the second place.
    """
    if program.blocks.any():
        blocks = program.blocks[found.variant]
        contexts, found = found.where(blocks), found.where(~blocks)
        found = found.where(~_blocked(program, len(tokens), found, contexts))
    if program.entries.constraints.any():
        found = _constrained(program, tokens, found)
    length = found.last - found.first
    span = found.first * (length.max(initial=0) + 1) + length
    span = span * (len(program.entries.lexicon) + 1) + program.lexicon[found.variant]
    order = np.argsort(span, kind="stable")
    found, span = found.take(order), span.take(order)
    found, span = _one_a_category(program, found, span)
    new = np.append(True, span[1:] != span[:-1])[: len(span)]
    first = np.flatnonzero(new)
    accepted = _without_overlap(
        program.lexicon[found.variant[first]], found.first[first], found.last[first]
    )
    found = found if accepted.all() else found.where(accepted[np.cumsum(new) - 1])
    return Spans(program.entry[found.variant], found.first, found.last)


def _one_a_category(program: Program, found: Candidates, span: Ints) -> tuple[Candidates, Ints]:
    """Keep one entry for each span and category; candidates of one span stand together."""
    same = np.append(span[1:] == span[:-1], False)[: len(span)]
    doubled = np.flatnonzero(same | np.append(False, same)[: len(span)])
    if not len(doubled):
        return found, span
    some, of = found.take(doubled), span.take(doubled)
    entry = program.entry[some.variant]
    category = program.entries.category[entry]
    wild = (some.cost + WILD // 2) // WILD
    rank = (entry, some.cost - wild * WILD, wild > 0)
    order = np.lexsort((*rank, category, of))
    some, category = some.take(order), category[order]
    again = np.append(False, (of[1:] == of[:-1]) & (category[1:] == category[:-1]))
    for column, ordered in zip(found, some, strict=True):
        column[doubled] = ordered
    kept = np.ones(len(span), bool)
    kept[doubled[again]] = False
    return found.where(kept), span[kept]


def _constrained(program: Program, tokens: Tokens, found: Candidates) -> Candidates:
    """Drop candidates that break a constraint of their entry."""
    constraints = program.entries.constraints[program.entry[found.variant]]
    named = np.flatnonzero(constraints & NO_NAME)
    exact = np.flatnonzero(constraints & EXACT_CASE)
    kept = np.ones(len(constraints), bool)
    kept[named] = ~_in_name(tokens, found.first[named], found.last[named])
    kept[exact] &= _as_written(program, tokens, found.take(exact))
    return found.where(kept)


def _as_written(program: Program, tokens: Tokens, found: Candidates) -> NDArray[np.bool_]:
    """Tell which candidates are written as their patterns are, capitals and all."""
    patterns = {
        variant: [
            [glob_pattern(word) for word in alternatives]
            for alternatives in program.spelling[variant]
        ]
        for variant in set(found.variant.tolist())
    }
    kept = np.ones(len(found.variant), bool)
    columns = (found.variant, tokens.article.take(found.first), found.first)
    places = zip(*(column.tolist() for column in columns), strict=True)
    for number, (variant, article, first) in enumerate(places):
        text = tokens.texts[article]
        kept[number] = all(
            any(
                word.fullmatch(text, tokens.start[token], tokens.end[token])
                for word in alternatives
            )
            for token, alternatives in enumerate(patterns[variant], start=first)
        )
    return kept


def _in_name(tokens: Tokens, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """Tell whether spans are part of a name: capitalised, beside a capitalised word."""
    ends = len(tokens) - 1
    before, after = np.maximum(first - 1, 0), np.minimum(last + 1, ends)
    sentence = tokens.sentence
    opens = (first == 0) | (sentence[before] != sentence[first])
    # A capital at the start of a sentence says nothing, so it makes no name of the next word.
    opens_before = (before == 0) | (sentence[np.maximum(before - 1, 0)] != sentence[before])
    name_before = ~opens & ~opens_before & tokens.capital[before] & (tokens.parted[first] == 0)
    name_after = (last < ends) & (sentence[after] == sentence[last])
    name_after &= tokens.capital[after] & (tokens.parted[after] == 0)
    return tokens.capital[first] & (name_before | name_after) & (tokens.zone[first] != TITLE)


def _blocked(
    program: Program, size: int, found: Candidates, contexts: Candidates
) -> NDArray[np.bool_]:
    """Tell which candidates stand inside a blocked context of their entry."""
    if not len(contexts.variant):
        return np.zeros(len(found.variant), bool)
    entry = program.entry[contexts.variant]
    concerned = np.zeros(len(program.entries.lexicon), bool)
    concerned[entry] = True
    far = entry * np.int64(size)
    order = np.argsort(far + contexts.first, kind="stable")
    begin = (far + contexts.first)[order]
    reach = np.maximum.accumulate((far + contexts.last)[order])
    entry = program.entry.take(found.variant)
    some = np.flatnonzero(concerned.take(entry))
    far = entry.take(some) * np.int64(size)
    before = np.searchsorted(begin, far + found.first.take(some), "right") - 1
    blocked = np.zeros(len(entry), bool)
    blocked[some] = (before >= 0) & (reach[np.maximum(before, 0)] >= far + found.last.take(some))
    return blocked


def _without_overlap(lexicon: Ints, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """Accept spans, longest first, then leftmost, that overlap no accepted one.

    Parameters
    ----------
    lexicon, first, last : numpy.ndarray of int64
        Lexicon, first and last token of distinct spans, in order of place; spans of different
        lexicons never meet.

    Returns
    -------
    numpy.ndarray of bool
    """
    accepted = np.ones(len(first), bool)
    near = _crowded(first, last)
    if not len(near):
        return accepted
    lexicon, first, last = lexicon.take(near), first.take(near), last.take(near)
    far = lexicon * (last.max() + 1)
    turn = np.argsort(far + first, kind="stable")
    begin, end, order = (far + first)[turn], (far + last)[turn], near[turn]
    left = _crowded(begin, end)
    for _ in range(_ROUNDS):
        if not len(left):
            break
        cluster = np.cumsum(np.append(True, _apart(begin[left], end[left])))
        best_first = np.lexsort((begin[left] - end[left], cluster))
        best = left[best_first[np.append(True, np.diff(cluster[best_first]) > 0)]]
        best = best[cluster - 1]
        beside = (end[left] < begin[best]) | (begin[left] > end[best])
        accepted[order[left]] = beside | (left == best)
        left = left[beside]
    _accept_in_turn(accepted, order[left], begin[left], end[left])
    return accepted


_ROUNDS = 4  # of a choice in all clusters at once; what is left then is taken one by one


def _apart(begin: Ints, end: Ints) -> NDArray[np.bool_]:
    """Tell for each span but the first whether it begins behind all before it."""
    apart: NDArray[np.bool_] = begin[1:] > np.maximum.accumulate(end)[:-1]
    return apart


def _crowded(begin: Ints, end: Ints) -> Ints:
    """Give the spans that may overlap others."""
    apart = _apart(begin, end)
    return np.flatnonzero(~(np.append(True, apart) & np.append(apart, True)))


def _accept_in_turn(accepted: NDArray[np.bool_], number: Ints, begin: Ints, end: Ints) -> None:
    """Accept spans one by one where they overlap each other only."""
    taken: set[int] = set()
    for span in np.lexsort((begin, begin - end)).tolist():
        here = range(int(begin[span]), int(end[span]) + 1)
        accepted[number[span]] = taken.isdisjoint(here)
        if accepted[number[span]]:
            taken.update(here)
