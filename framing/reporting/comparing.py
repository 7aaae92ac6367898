"""The parts of the page that set outlets side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from framing.comparison.notes import FEWEST_CLUSTERS
from framing.matching.voice import VOICES
from framing.pages.escaping import escape
from framing.reporting.findings import MOST_PAIRED, Findings
from framing.reporting.measures import FRAMES, Measure
from framing.reporting.tables import Markup, estimate, limits, many, number, table
from framing.reporting.wording import Words, p_value

_MOST_PAIRS = 20
_PERMUTATIONS = 9999  # that `compare_pairs` and `same_event` draw
_MOST_COLUMNS = 7  # measures side by side


def in_short(findings: Findings, words: Words) -> str:
    """Say the main results in a few sentences."""
    told = [*_extremes(findings, words), *_differing(findings, words)]
    return "".join(f"<li>{sentence}</li>\n" for sentence in told)


def _extremes(findings: Findings, words: Words) -> Iterable[Markup]:
    focus = findings.focus
    of_focus = findings.outlets[findings.outlets["category"] == focus.column]
    ranked = of_focus.dropna(subset="estimate").sort_values(
        "estimate", ascending=False, kind="stable"
    )
    if ranked.empty:
        return
    if ranked["estimate"].iloc[0] == 0:
        yield Markup(f"No {words.one} has a match of {escape(focus.label)} that counts.")
        return
    told = [
        f"<b><bdi>{words.name(row['outlet'])}</bdi></b> with {number(row['estimate'])} "
        f"({_interval(row)}; n = {many(row['n_articles'], 'article')})"
        for _, row in ranked.iloc[[0, -1]].iterrows()
    ]
    unit = f"Matches per {findings.per:,g} words of an average article"
    if len(ranked) == 1:
        yield Markup(f"{unit}: {told[0]}.")
    else:
        yield Markup(f"Most {escape(focus.label)}: {told[0]}; least: {told[1]}. {unit}.")


def _interval(row: pd.Series) -> str:
    told = limits(row["low"], row["high"])
    return told if pd.isna(row["low"]) else f"95 % interval {told}"


def _differing(findings: Findings, words: Words) -> Iterable[Markup]:
    pairs = findings.pairs
    if pairs.empty:
        yield Markup(f"There is one {words.one}, so nothing is compared.")
        return
    mine = pairs[pairs["category"] == findings.focus.column]
    tested = mine.dropna(subset="p_holm")
    if tested.empty:
        yield Markup(f"No difference could be tested: the {words.more} have too few articles.")
        return
    different = int((tested["p_holm"] < 0.05).sum())
    told = (
        f"{_how_many(different)} in {escape(findings.focus.label)} by more than chance explains"
        if different
        else f"none could be told apart in {escape(findings.focus.label)}"
    )
    alike = "" if different else " That does not show that they are alike."
    single = [tested[f"n_clusters_{side}"] - tested["n_shared_clusters"] for side in "ab"]
    least = _least_p(tested["n_shared_clusters"], *single)
    unit = "events" if findings.cluster else "articles"
    yield Markup(
        f"Of {many(len(tested), 'pair')} of {words.more}, {told} (permutation test, p below "
        f".05 after adjustment for all tests in the table below).{alike}"
        f"{_too_few(tested, least, unit)}"
    )
    yield _on_same_events(findings.events, words)


def _on_same_events(events: pd.DataFrame, words: Words) -> Markup:
    if events.empty:
        return Markup(
            f"The {words.more} were not compared on the same events, so these differences may lie "
            "in the news that each of them chose."
        )
    tested = events[events["n_shared_events"] >= FEWEST_CLUSTERS].dropna(subset="p_holm")
    if tested.empty:
        return Markup(
            f"No two {words.more} share {FEWEST_CLUSTERS} events or more: too few for a comparison "
            "on these alone."
        )
    different = int((tested["p_holm"] < 0.05).sum())
    told = _how_many(different) if different else "none could be told apart after adjustment"
    none = tested["n_shared_events"] * 0
    least = _least_p(tested["n_shared_events"], none, none)
    return Markup(
        "Compared on the same events only, so that the choice of news plays no part, "
        f"{told}, of {many(len(tested), 'pair')}.{_too_few(tested, least, 'events')}"
    )


def _least_p(shared: pd.Series, only_a: pd.Series, only_b: pd.Series) -> float:
    """Give the smallest p that the permutation test can give any of the pairs.

    Labels change places in each shared cluster, and among the clusters of one outlet only.
    Exchanging all of them gives the same difference again, if both have as many.
    """
    least = 1.0
    for both, a, b in zip(shared.tolist(), only_a.tolist(), only_b.tolist(), strict=True):
        least = min(least, (2 if a == b else 1) / (2**both * math.comb(a + b, a)))
    return max(least, 1 / (1 + _PERMUTATIONS))


def _too_few(tested: pd.DataFrame, least: float, unit: str) -> str:
    """Say that no difference could have passed, if that is so."""
    adjusted = min(1.0, least * int(tested["n_comparisons"].iloc[0]))
    if adjusted < 0.05 or (tested["p_holm"] < 0.05).any():
        return ""
    return (
        f" None could have been, whatever its size: so few {unit} allow no p below about "
        f"{p_value(least)}, which is {p_value(adjusted)} after adjustment."
    )


def _how_many(different: int) -> str:
    return "1 differs" if different == 1 else f"{different:,} differ"


def measures_table(findings: Findings, words: Words) -> str:
    """Give every measure of every outlet."""
    return wide(findings.outlets, findings.measures, findings, words)


def wide(
    result: pd.DataFrame,
    measures: Sequence[Measure],
    findings: Findings,
    words: Words,
    *,
    share: bool = False,
) -> str:
    """Lay out a row an outlet and a column a measure; many measures become several tables."""
    n_tables = -(-len(measures) // _MOST_COLUMNS)
    size = -(-len(measures) // n_tables)
    parts = [measures[first : first + size] for first in range(0, len(measures), size)]
    return "".join(_one_table(result, part, findings, words, share=share) for part in parts)


def _one_table(
    result: pd.DataFrame,
    measures: Sequence[Measure],
    findings: Findings,
    words: Words,
    *,
    share: bool,
) -> str:
    cells = {(row["outlet"], row["category"]): row for _, row in result.iterrows()}
    of_focus = findings.outlets[findings.outlets["category"] == findings.focus.column]
    sizes = of_focus[["outlet", "n_articles", "n_clusters"]].itertuples(index=False)
    counted = {name: (int(articles), int(clusters)) for name, articles, clusters in sizes}
    clustered = findings.cluster is not None
    rows = []
    for name in findings.names:
        size, clusters = counted[name]
        told = many(size, "article") + (f", {many(clusters, 'event')}" if clustered else "")
        rows.append(
            [
                Markup(f"<bdi>{words.name(name)}</bdi><small>{told}</small>"),
                *(_cell(cells[name, one.column], size, share) for one in measures),
            ]
        )
    return table([words.one, *(one.label for one in measures)], rows)


def _cell(row: pd.Series, size: int, share: bool) -> Markup:
    n = "" if row["n_articles"] == size else f"n = {row['n_articles']:,}"
    return estimate(row["estimate"], row["low"], row["high"], n=n, share=share)


def pairs_table(findings: Findings, words: Words) -> str:
    """List the differences between outlets, the surest first, and say what is left out."""
    pairs = findings.pairs
    if pairs.empty:
        return ""
    labels = {measure.column: measure.label for measure in findings.measures}
    surest = (pairs["difference"] / pairs["standard_error"]).abs()
    order = pairs.assign(surest=-surest).sort_values(["p_holm", "surest"], kind="stable")
    shown = order.head(_MOST_PAIRS)
    unit = "events" if findings.cluster else "articles"
    rows = []
    for _, row in shown.iterrows():
        sides = [("a", row["outlet_a"]), ("b", row["outlet_b"])]
        low, high = row["difference_low"], row["difference_high"]
        if row["difference"] < 0:
            sides.reverse()
            low, high = -high, -low
        sizes = " and ".join(f"{row[f'n_clusters_{side}']:,}" for side, _ in sides)
        rows.append(
            [
                _pair([name for _, name in sides], "above", f"{sizes} {unit}", words),
                labels[row["category"]],
                estimate(abs(row["difference"]), low, high),
                p_value(row["p_holm"]),
            ]
        )
    heads = [f"higher, lower {words.one}", "measure", "difference", "p"]
    left = len(pairs) - len(shown)
    more = f" Not shown: {left:,} more, in the table to download." if left else ""
    outlets = findings.outlet.nunique()
    some = (
        f" Compared two by two are the {MOST_PAIRED} {words.more} with the most articles, of "
        f"{outlets:,}."
        if outlets > MOST_PAIRED
        else ""
    )
    return (
        f"{table(heads, rows, n_texts=2)}<p class='note'>The surest differences first.{more}{some} "
        "p is the chance of a difference as large if labels were exchanged, adjusted after Holm "
        f"for {many(int(pairs['n_comparisons'].iloc[0]), 'test')}; the intervals are not adjusted."
        "</p>\n"
    )


def _pair(names: Sequence[str], relation: str, told: str, words: Words) -> Markup:
    named = f" <i>{relation}</i> ".join(f"<bdi>{words.name(name)}</bdi>" for name in names)
    return Markup(f"{named}<small>{told}</small>")


def events_table(findings: Findings, words: Words) -> str:
    """Set the differences on the same events beside those in all articles."""
    events = findings.events
    if events.empty:
        return ""
    shown = events.sort_values(["p_holm", "n_shared_events"], ascending=[True, False])
    shown = shown.head(_MOST_PAIRS)
    rows = [
        [
            _pair(
                [row["outlet_a"], row["outlet_b"]],
                "less",
                f"{many(row['n_shared_events'], 'event')} of both",
                words,
            ),
            estimate(row["raw_difference"], row["raw_low"], row["raw_high"]),
            estimate(row["difference"], row["low"], row["high"]),
            p_value(row["p_holm"]),
        ]
        for _, row in shown.iterrows()
    ]
    heads = [words.more, "all articles", "same events", "p"]
    left = len(events) - len(shown)
    more = f" Not shown: {many(left, 'more pair')}." if left else ""
    return (
        "<h3>On the same events</h3>\n"
        f"<p>Difference in {escape(findings.focus.label)}, in all articles and on the events that "
        f"both report.{more}</p>\n{table(heads, rows)}"
    )


def categories_table(findings: Findings, words: Words) -> str:
    """Give the categories of the first lexicon."""
    if findings.categories.empty:
        return ""
    names = findings.categories["category"].unique()
    measures = [Measure(name, name.replace("_", " "), "") for name in names]
    return wide(findings.categories, measures, findings, words)


def frames_table(findings: Findings, words: Words) -> str:
    """Give the share of sentences with an indicator of each frame."""
    if findings.frames.empty:
        return ""
    return wide(findings.frames, FRAMES, findings, words, share=True)


def voices_tables(findings: Findings, words: Words) -> str:
    """Give the share of each voice in the words, and its part of the focus."""
    voices = [Measure(voice, voice, "") for voice in VOICES]
    return (
        f"<p>Share of the words that are the {words.one}’s own, quoted, and reported:</p>\n"
        f"{wide(findings.voice_words, voices, findings, words, share=True)}"
        f"<p>What each voice adds to the rate of {escape(findings.focus.label)}, in matches per "
        f"{findings.per:,g} words of the whole article; the three add up to the rate above:</p>\n"
        f"{wide(findings.voice_parts, voices, findings, words)}"
    )


def targets_table(findings: Findings, construct: str, words: Words) -> str:
    """Give what each outlet aims at each target."""
    result = findings.targets[construct]
    measures = [Measure(name, name, "") for name in result["category"].unique()]
    return wide(result, measures, findings, words)
