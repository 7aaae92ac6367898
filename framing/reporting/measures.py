"""What the report tells of each article, in the words of a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.lexicons import Lexicon


class Measure(NamedTuple):
    """A column of scores: its name, what to call it, and what it is."""

    column: str
    label: str
    meaning: str


STANDARD = (
    Measure(
        "promotion",
        "promotion",
        "wording that praises or advertises: superlatives, milestones, leadership, success",
    ),
    Measure(
        "promotion_own",
        "promotion, own voice",
        "the same in the outlet’s own words, without quotations and reported speech, per 1,000 "
        "words of its own",
    ),
    Measure("criticism", "criticism", "wording that holds something against somebody"),
    Measure("loaded", "loaded", "emotive or delegitimising words"),
    Measure("hedging", "hedging", "words that leave room for doubt, such as “may” or “likely”"),
    Measure(
        "sentiment",
        "sentiment",
        "mean rating of the words in VADER’s lexicon, from −4 (bad) to 4 (good)",
    ),
)
TESTED = ("promotion", "promotion_own")  # every test more makes the others harder to pass
FRAMES = tuple(
    Measure(f"frame_{name}_share", name.replace("_", " "), "")
    for name in ("conflict", "human_interest", "economic", "morality", "responsibility")
)


def measures_of(lexicons: Sequence[Lexicon] | None) -> tuple[Measure, ...]:
    """Give what is reported: the standard measures, or the totals of lexicons of one's own."""
    if lexicons is None:
        return STANDARD
    return tuple(
        Measure(lexicon.construct, lexicon.construct, lexicon.description or f"{lexicon.name}")
        for lexicon in lexicons
    )
