"""Parts of articles: whose voice, which speaker, target and zone, and what stands in each."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.matching import Matches
from framing.matching.targets import NOBODY
from framing.matching.voice import VOICES
from framing.scoring.formulas import apply
from framing.scoring.tallies import Rows, tally
from framing.scoring.toward import TargetRuns, all_runs, runs_of_targets
from framing.tokens.zones import ZONES

PARTS = ("voice", "borrowed", "speaker", "target", "zone")


class Within(NamedTuple):
    """Which voices and zones are looked at, by number."""

    voices: list[int]
    zones: list[int]

    def among(self, voice: NDArray[Any], zone: NDArray[Any]) -> NDArray[np.bool_]:
        """Tell what stands in one of the voices and zones."""
        return np.isin(voice, self.voices) & np.isin(zone, self.zones)


class Part(NamedTuple):
    """One way to part articles.

    ``labels``: names of the levels; ``of_match``, ``of_run``: the level of each match, and of each
    run of words; ``always``: the levels that every article has, the others only where they occur.
    """

    labels: pd.Index
    of_match: NDArray[Any]
    of_run: NDArray[Any]
    always: NDArray[Any]


def _part(matches: Matches, name: str, within: Within, runs: TargetRuns) -> Part:
    """Find the levels of one way to part articles."""
    first, voices = runs.first, matches.voices
    stretch = voices.at(first)
    if name == "target" and matches.attribution:
        labels = pd.Index([NOBODY, *matches.attribution.names], dtype=object)
        of_match = matches.attribution.target + 1
        return Part(labels, of_match, runs.target, np.arange(len(labels)))
    if name == "voice":
        return Part(
            pd.Index(VOICES), matches.voice, voices.voice_at(first), np.array(within.voices)
        )
    if name == "zone":
        return Part(
            pd.Index(ZONES), matches.zone, matches.tokens.zone[first], np.array(within.zones)
        )
    if name == "borrowed":
        of_run = np.append(voices.borrowed, False)[stretch]
        levels = matches.borrowed.astype(int), of_run.astype(int)
        return Part(pd.Index([False, True]), *levels, np.arange(2))
    labels = pd.Index([NOBODY, *voices.speakers.names(matches.tokens)], dtype=object)
    of_run = np.append(voices.speakers.of_stretch, -1)[stretch]
    return Part(labels, matches.speaker + 1, of_run + 1, np.zeros(1, int))


def score_parts(
    matches: Matches,
    rows: Rows,
    within: Within,
    by: list[str],
    *,
    formula: str,
    per: float,
    min_exposure: int,
) -> pd.DataFrame:
    """Give a row an article, part and category.

    Parameters
    ----------
    matches : Matches
        The matches.
    rows : Rows
        What is counted.
    within : Within
        The voices and zones looked at.
    by : list of str
        Names of `PARTS`.
    formula : {"rate", "weighted_rate"}
        How ``rate`` and ``contribution`` are computed.
    per : float
        Words that a rate is given for.
    min_exposure : int
        Words below which a part has no rate.

    Returns
    -------
    pandas.DataFrame
        As of `score`.
    """
    ids = matches.tokens.corpus.ids
    names = [name for lexicon in matches.lexicons for name in lexicon.columns]
    runs = runs_of_targets(matches) if "target" in by else all_runs(matches)
    parts = {name: _part(matches, name, within, runs) for name in PARTS if name in by}
    shape = (len(ids), *(len(part.labels) for part in parts.values()))
    always = np.ix_(np.arange(len(ids)), *[part.always for part in parts.values()])
    chosen = within.among(matches.voices.voice_at(runs.first), matches.tokens.zone[runs.first])
    article, words = matches.tokens.article[runs.first[chosen]], runs.words[chosen]
    of_run = np.ravel_multi_index(
        (article, *(part.of_run[chosen] for part in parts.values())), shape
    )
    of_match = np.ravel_multi_index(
        (matches.article, *(part.of_match for part in parts.values())), shape
    )
    of_row = of_match[rows.match]
    cells = np.unique(np.concatenate((np.ravel_multi_index(always, shape).ravel(), of_run, of_row)))
    exposure = np.bincount(np.searchsorted(cells, of_run), words, minlength=len(cells))
    column = np.searchsorted(cells, of_row) * len(names) + rows.column
    found = tally(matches.value[rows.match], column, (len(cells), len(names)), exposure)
    of_cell, *levels = np.unravel_index(cells, shape)
    whole = matches.exposure[:, within.voices][:, :, within.zones].sum(axis=(1, 2))[of_cell]
    rate = np.where(found.exposure >= min_exposure, apply(formula, found, per), np.nan)
    contribution = apply(
        formula,
        found._replace(exposure=np.broadcast_to(whole[:, None], found.value.shape).astype(float)),
        per,
    )
    labelled = zip(parts.items(), levels, strict=True)
    return pd.DataFrame(
        {
            "article_id": ids[of_cell].repeat(len(names)),
            **{name: part.labels[level].repeat(len(names)) for (name, part), level in labelled},
            "category": names * len(cells),
            "count": found.matched.ravel().astype(int),
            "value": found.value.ravel(),
            "exposure": found.exposure.ravel().astype(int),
            "rate": rate.ravel(),
            "contribution": contribution.ravel(),
        }
    )
