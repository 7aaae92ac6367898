"""How many words stand in sentences that mention a target."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.matching import Matches
from framing.matching.places import Ints, union


class TargetRuns(NamedTuple):
    """Runs of tokens that are alike in all that articles are parted by.

    ``first``: first token; ``words``: word tokens; ``target``: 0 in runs that together hold all
    tokens; else one more than the target that the sentence mentions. A run whose sentence mentions
    several targets stands there for each.
    """

    first: Ints
    words: Ints
    target: Ints


def all_runs(matches: Matches) -> TargetRuns:
    """Give the runs that together hold all tokens."""
    return TargetRuns(*matches.runs, np.zeros_like(matches.runs.first))


def runs_of_targets(matches: Matches) -> TargetRuns:
    """Give the runs that hold all tokens, and those of the sentences that mention each target."""
    everything, attribution = all_runs(matches), matches.attribution
    if attribution is None:
        return everything
    tokens, mentions = matches.tokens, attribution.mentions
    sentence = tokens.sentence
    changes = np.flatnonzero(sentence[1:] != sentence[:-1]) + 1
    first = union(len(tokens) + 1, matches.runs.first, changes)
    end = np.append(first[1:], len(tokens))[: len(first)]
    words = tokens.count_words(first, end)
    many = max(len(attribution.names), 1)
    named = np.unique(sentence[mentions.first] * np.int64(many) + mentions.target)
    begin = np.searchsorted(sentence[first], named // many)
    length = np.searchsorted(sentence[first], named // many, "right") - begin
    run = np.repeat(begin - np.cumsum(length) + length, length) + np.arange(length.sum())
    return TargetRuns(
        np.append(everything.first, first[run]),
        np.append(everything.words, words[run]),
        np.append(everything.target, np.repeat(named % many + 1, length)),
    )
