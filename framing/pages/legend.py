"""What stands above a marked article: the sums that are its scores, and what was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from framing.matching import Matches
from framing.pages.escaping import escape
from framing.pages.layers import COUNTED_ZONES, number
from framing.pages.signs import Sign

_COUNTED, _SET_TO_0, _LEFT_OUT = "counted", "set to 0", "not counted"


@dataclass(frozen=True)
class Total:
    """What a lexicon's total is computed from: its construct, matches and value counted, words."""

    construct: str
    count: int
    value: float
    words: int

    def __str__(self) -> str:
        found = f"{_how_many(self.count, 'match', 'matches')} counted, value {number(self.value)}"
        if not self.words:
            return f"{found}; there are no words to count in"
        rate = f"{1000 * self.count / self.words:,.1f} per 1,000 words"
        return f"{found}, in {_how_many(self.words, 'word', 'words')}: {rate}"


def total(matches: Matches, article: int, chosen: range, lexicon: int) -> Total:
    """Sum the matches of a lexicon in an article as its score does.

    Counted are matches in lead and body whose value is not 0. A span in several categories counts
    once, with its largest value.

    Parameters
    ----------
    matches : Matches
        The matches.
    article : int
        Number of the article.
    chosen : range
        Its matches.
    lexicon : int
        Number of the lexicon.

    Returns
    -------
    Total
    """
    spans: dict[tuple[int, int], float] = {}
    for match in chosen:
        if matches.lexicon[match] == lexicon and _kind(matches, match) == _COUNTED:
            span, value = (
                (int(matches.first[match]), int(matches.last[match])),
                matches.value[match],
            )
            spans[span] = max(spans.get(span, 0.0), float(value), key=abs)
    words = int(matches.exposure[article][:, COUNTED_ZONES].sum())
    return Total(matches.lexicons[lexicon].construct, len(spans), sum(spans.values()), words)


def legend(
    matches: Matches, chosen: range, lexicon: int, signs: dict[tuple[int, int], Sign]
) -> str:
    """Name the categories of a lexicon that occur in an article, the commonest first.

    Parameters
    ----------
    matches : Matches
        The matches.
    chosen : range
        Those of the article.
    lexicon : int
        Number of the lexicon.
    signs : dict of (int, int) to Sign
        The signs of lexicons and categories.

    Returns
    -------
    str
        A list in HTML, with the number of matches; empty without a match.
    """
    found: dict[int, Counter[str]] = {}
    for match in chosen:
        if matches.lexicon[match] == lexicon:
            category = int(matches.category[match])
            found.setdefault(category, Counter())[_kind(matches, match)] += 1
    names = list(matches.lexicons[lexicon].categories)
    items = [
        f"<li>{_example(names[category], signs[lexicon, category])} {_numbers(kinds)}</li>\n"
        for category, kinds in sorted(found.items(), key=lambda item: (-item[1][_COUNTED], item[0]))
    ]
    return f'<ul class="legend">\n{"".join(items)}</ul>\n' if items else ""


def _example(name: str, sign: Sign) -> str:
    return f'<mark class="{sign.classes}">{escape(name)}<sup>{escape(sign.code)}</sup></mark>'


def _numbers(kinds: Counter[str]) -> str:
    apart = [f"{kinds[kind]} {kind}" for kind in (_SET_TO_0, _LEFT_OUT) if kinds[kind]]
    rest = f" <i>+ {', '.join(apart)}</i>" if apart else ""
    return f"{kinds[_COUNTED]}{rest}"


def _kind(matches: Matches, match: int) -> str:
    """Say what becomes of a match in the counting."""
    if matches.tokens.zone[matches.first[match]] not in COUNTED_ZONES:
        return _LEFT_OUT
    return _COUNTED if matches.value[match] != 0 else _SET_TO_0


def _how_many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
