"""Sentences that say where a claim would not stand."""

import re
import warnings
from collections.abc import Iterable
from typing import Any

import pandas as pd

from framing.comparison.inputs import Comparable

FEW_CLUSTERS = 30
FEWEST_CLUSTERS = 6


def general_notes(data: Comparable) -> list[str]:
    """Caveats of the whole comparison."""
    notes = []
    if not data.clustered:
        notes.append(
            "Articles count as independent because no cluster was given; articles on the same "
            "event are not, and the intervals are then too narrow."
        )
    if data.without_outlet:
        notes.append(f"Articles without an outlet are left out: {data.without_outlet}.")
    return notes


def outlet_note(row: dict[str, Any], *, clustered: bool) -> list[str]:
    """Caveats of one outlet and category."""
    outlet, category, clusters = row["outlet"], row["category"], row["n_clusters"]
    if row["n_articles"] == 0:
        return [f"{outlet} has no article with a score in {category}."]
    notes = [cluster_note(outlet, clusters, clustered=clustered)]
    if row["zero_share"] == 1:
        notes.append(f"{outlet} has no match at all in {category}: no interval.")
    return [note for note in notes if note]


def cluster_note(outlet: str, n_clusters: int, *, clustered: bool) -> str:
    """Whether an outlet's clusters are too few; empty if they are not."""
    if n_clusters == 1 and clustered:
        return (
            f"{outlet} covers one event only: outlet and event cannot be told apart, no interval."
        )
    if n_clusters == 1:
        return f"{outlet} has one article only: no interval."
    if n_clusters < FEWEST_CLUSTERS:
        return f"{outlet} has {n_clusters} clusters, fewer than {FEWEST_CLUSTERS}: no interval."
    if n_clusters < FEW_CLUSTERS:
        return (
            f"{outlet} has {n_clusters} clusters, fewer than {FEW_CLUSTERS}: its interval leans "
            "on small-sample corrections."
        )
    return ""


def pair_note(row: dict[str, Any], *, clustered: bool) -> list[str]:
    """Caveats of one pair and category."""
    a, b, category = row["outlet_a"], row["outlet_b"], row["category"]
    notes = [
        cluster_note(a, row["n_clusters_a"], clustered=clustered),
        cluster_note(b, row["n_clusters_b"], clustered=clustered),
    ]
    if clustered and row["n_shared_clusters"] == 0:
        notes.append(f"{a} and {b} share no event: their difference may be one between the events.")
    if row["estimate_a"] == 0 and row["estimate_b"] == 0:
        notes.append(f"{a} and {b} have no match at all in {category}.")
    elif row["estimate_b"] == 0:
        notes.append(f"{b} has no match at all in {category}: the ratio has no meaning.")
    return [note for note in notes if note]


def with_notes(table: pd.DataFrame, general: list[str]) -> pd.DataFrame:
    """Warn of every different note once, and join each row's into one text."""
    for note in dict.fromkeys([*general, *(note for cell in table["note"] for note in cell)]):
        warnings.warn(note, UserWarning, stacklevel=3)
    return table.assign(note=[" ".join([*general, *cell]) for cell in table["note"]])


def first_of_alike(notes: Iterable[str], names: Iterable[str]) -> list[str]:
    """Give the first of the notes that differ in names and numbers only, and count the others.

    Examples
    --------
    >>> notes = ["Post has 7 clusters.", "Herald has 9 clusters.", "Articles are few."]
    >>> first_of_alike(notes, ["Post", "Herald"])
    ['Post has 7 clusters. And 1 more like it.', 'Articles are few.']
    """
    longest_first = sorted(map(re.escape, {*names}), key=len, reverse=True)
    varying = re.compile("|".join([*longest_first, r"\d+"]))
    alike: dict[str, list[str]] = {}
    for note in notes:
        alike.setdefault(varying.sub("…", note), []).append(note)
    return [
        f"{first} And {len(others)} more like it." if others else first
        for first, *others in alike.values()
    ]
