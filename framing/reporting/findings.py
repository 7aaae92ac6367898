"""What is found in a corpus: every table that the report shows, computed once."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.comparison import compare_outlets, compare_pairs, same_event
from framing.corpus import Corpus
from framing.lexicons import Lexicon
from framing.matching import Matches
from framing.matching.targets import NOBODY
from framing.matching.voice import VOICES
from framing.measuring import Instrument, Measured
from framing.pages.escaping import harmless
from framing.reporting.measures import FRAMES, TESTED, Measure, measures_of
from framing.scoring import score
from framing.scoring.intervals import poisson_interval
from framing.tokens.zones import BODY, LEAD

MOST_PAIRED = 12  # outlets that are compared two by two; the number of pairs grows with its square
MOST_TARGETS = 12
ESTIMAND = "mean_of_articles"


@dataclass(frozen=True)
class Findings:
    """The articles, and what was found in them.

    Attributes
    ----------
    corpus : Corpus
        The articles.
    measured : Measured
        Their scores and matches.
    by : str
        The column that is compared.
    outlet : pandas.Series
        Its entry for each article, as text; missing where it has none.
    cluster : str or None
        The column whose articles are not independent.
    measures : tuple of Measure
        What is compared; the first one is the focus.
    outlets, categories, frames, voice_words, voice_parts : pandas.DataFrame
        From `compare_outlets`: the measures; the categories of the first lexicon; the frames; the
        share of each voice in the words; and the part of each voice in the focus. Empty where
        there is nothing of the kind.
    targets : mapping of str to pandas.DataFrame
        From `compare_outlets`: the part of each target in the rate of the focus, and of criticism
        if that is measured; empty without targets.
    pairs, events : pandas.DataFrame
        From `compare_pairs` and `same_event`; empty if there is nothing to compare.
    articles : pandas.DataFrame
        Index ``article_id``: ``count``, ``words``, ``rate``, ``low``, ``high`` of the focus.
    notes : tuple of str
        What the comparisons warn of.
    per : float
        Words that rates are given for.
    rules : mapping of str to str
        The choice of every context rule.
    seed : int
        Of the permutations.
    """

    corpus: Corpus
    measured: Measured
    by: str
    outlet: pd.Series
    cluster: str | None
    measures: tuple[Measure, ...]
    outlets: pd.DataFrame
    categories: pd.DataFrame
    frames: pd.DataFrame
    voice_words: pd.DataFrame
    voice_parts: pd.DataFrame
    targets: Mapping[str, pd.DataFrame]
    pairs: pd.DataFrame
    events: pd.DataFrame
    articles: pd.DataFrame
    notes: tuple[str, ...]
    per: float
    rules: Mapping[str, str]
    seed: int

    @property
    def focus(self) -> Measure:
        """The measure that words and articles are shown of."""
        return self.measures[0]

    @property
    def matches(self) -> Matches:
        """The matches of the first lexicon."""
        return self.measured.matches.of(self.measured.matches.lexicons[0].name)

    @property
    def names(self) -> list[str]:
        """The outlets, that with the highest focus first."""
        of_focus = self.outlets[self.outlets["category"] == self.focus.column]
        ranked = of_focus.sort_values("estimate", ascending=False, kind="stable")
        return [str(name) for name in ranked["outlet"]]


def find(
    corpus: Corpus,
    *,
    by: str,
    cluster: str | None,
    targets: Lexicon | pd.DataFrame | None,
    lexicons: Sequence[Lexicon] | None,
    random_state: int,
) -> Findings:
    """Measure a corpus and compare its outlets; `report` describes the arguments."""
    instrument = Instrument(lexicons, targets=targets)
    measured = instrument(corpus)
    if not measured.table["words"].any():
        message = "articles have no word in lead or body, so there is nothing to report"
        raise ValueError(message)
    table, outlet = measured.table, grouping(corpus, by)
    measures = measures_of(lexicons)
    compare = _Comparing(outlet, _clusters(corpus, cluster), random_state)
    columns = [measure.column for measure in measures]
    focus_lexicon = measured.matches.lexicons[0]
    inner = [name for name in focus_lexicon.categories if name not in columns]
    tested = [name for name in columns if lexicons is not None or name in TESTED]
    focus = measured.matches.of(focus_lexicon.name)
    found = {
        "outlets": compare.outlets(table[columns]),
        "categories": compare.outlets(table[inner]),
        "frames": compare.outlets(table[[frame.column for frame in FRAMES if lexicons is None]]),
        "voice_words": compare.outlets(_voice_words(focus)),
        "voice_parts": compare.outlets(_voice_parts(focus, instrument.per)),
        "pairs": compare.pairs(table[tested]),
        "events": compare.events(table[columns[:1]], corpus, cluster),
    }
    return Findings(
        corpus=corpus,
        measured=measured,
        by=by,
        outlet=outlet,
        cluster=cluster,
        measures=measures,
        articles=_articles(focus, instrument.per),
        targets={
            lexicon.construct: compare.outlets(_target_parts(measured.matches, lexicon))
            for lexicon in (aimed(measured.matches.lexicons) if targets is not None else ())
        },
        notes=tuple(compare.notes),
        per=instrument.per,
        rules=instrument.rules,
        seed=random_state,
        **found,
    )


class _Comparing:
    """The comparisons, which share outlets, clusters and seed, and collect what they warn of."""

    def __init__(self, outlet: pd.Series, cluster: pd.Series | None, seed: int) -> None:
        self._outlet, self._cluster, self._seed = outlet, cluster, seed
        sizes = outlet.value_counts()
        ranked = sizes.sort_index().sort_values(ascending=False, kind="stable")
        self._largest = outlet.where(outlet.isin(ranked.index[:MOST_PAIRED]))
        self.notes: dict[str, None] = {}

    def outlets(self, scores: pd.DataFrame) -> pd.DataFrame:
        if scores.columns.empty:
            return pd.DataFrame()
        return self._quietly(compare_outlets, scores, self._outlet, cluster=self._cluster)

    def pairs(self, scores: pd.DataFrame) -> pd.DataFrame:
        if self._outlet.nunique() < 2:
            return pd.DataFrame()
        return self._quietly(compare_pairs, scores, self._largest, cluster=self._cluster)

    def events(self, scores: pd.DataFrame, corpus: Corpus, cluster: str | None) -> pd.DataFrame:
        if self._outlet.nunique() < 2 or cluster is None:
            return pd.DataFrame()
        event = grouping(corpus, cluster)
        shared = self._largest.groupby(event).agg("nunique") > 1
        if not shared.any():
            return pd.DataFrame()
        return self._quietly(same_event, scores, self._largest, event)

    def _quietly(
        self, compare: Callable[..., pd.DataFrame], scores: pd.DataFrame, *given: Any, **more: Any
    ) -> pd.DataFrame:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", UserWarning)
            table = compare(scores, *given, **more, estimand=ESTIMAND, random_state=self._seed)
        self.notes |= {str(one.message): None for one in caught}
        return table


def grouping(corpus: Corpus, by: str) -> pd.Series:
    """Give the outlet of each article as text, missing where it is empty."""
    column = corpus[by].astype(object)
    texts = column.map(lambda name: harmless(name).strip(), na_action="ignore")
    return texts.where(texts.notna() & (texts != "")).astype(object)


def _clusters(corpus: Corpus, cluster: str | None) -> pd.Series | None:
    """Give the cluster of each article; one that has none stands alone."""
    if cluster is None:
        return None
    codes, names = pd.factorize(grouping(corpus, cluster))
    alone = len(names) + np.arange(len(codes))
    return pd.Series(np.where(codes < 0, alone, codes), corpus.ids)


def _voice_words(matches: Matches) -> pd.DataFrame:
    """Give the share of each voice in an article's words."""
    words = matches.exposure[:, :, [LEAD, BODY]].sum(axis=2).astype(float)
    whole = words.sum(axis=1, keepdims=True)
    shares = np.divide(words, whole, out=np.full_like(words, np.nan), where=whole > 0)
    return pd.DataFrame(shares, index=matches.tokens.corpus.ids, columns=list(VOICES))


def _voice_parts(matches: Matches, per: float) -> pd.DataFrame:
    """Give what each voice contributes to an article's rate; the parts add up to it."""
    parts = score(matches, by="voice", per=per)
    parts = parts[parts["category"] == matches.lexicons[0].construct]
    wide = parts.pivot_table(index="article_id", columns="voice", values="contribution")
    return wide.reindex(index=matches.tokens.corpus.ids, columns=list(VOICES))


def aimed(lexicons: Sequence[Lexicon]) -> list[Lexicon]:
    """Give the lexicons whose targets are told: the first, and that of criticism."""
    return [one for one in lexicons if one is lexicons[0] or one.name == "criticism"]


def _target_parts(matches: Matches, lexicon: Lexicon) -> pd.DataFrame:
    """Give what is aimed at each target per 1,000 words of an article; ``(none)`` comes last."""
    parts = score(matches.of(lexicon.name), by="target")
    parts = parts[parts["category"] == lexicon.construct]
    wide = parts.pivot_table(index="article_id", columns="target", values="contribution")
    most = parts.groupby("target")["count"].sum().sort_values(ascending=False, kind="stable")
    named = most.index.drop(NOBODY)[:MOST_TARGETS]
    return wide.reindex(index=matches.tokens.corpus.ids, columns=[*named, NOBODY])


def _articles(matches: Matches, per: float) -> pd.DataFrame:
    """Give each article's count of matches, its rate and the exact interval of the rate."""
    counts = score(matches, formula="count")
    count, words = counts[matches.lexicons[0].construct], counts["words"]
    low, high = poisson_interval(count.fillna(0).to_numpy())
    some = words.where(words > 0)
    table = {"rate": count / some, "low": low / some, "high": high / some}
    scaled = {name: per * column for name, column in table.items()}
    return pd.DataFrame({"count": count.fillna(0).astype(int), "words": words, **scaled})
