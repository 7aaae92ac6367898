"""The tables of a report card, each from the coded articles alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.validation import weighted
from framing.validation.report_pairs import Pair
from framing.validation.study import Floats
from framing.validation.weighted import Bounds

_Rows = dict[str, tuple[float, float, float]]
_FIFTHS = (0.2, 0.4, 0.6, 0.8)


def measures(pair: Pair, coded: pd.DataFrame) -> pd.DataFrame:
    """Give the measures of the card, overall and in each outlet.

    Parameters
    ----------
    pair : Pair
        Score and coding.
    coded : pandas.DataFrame
        The rows of the scores that were coded; ``words`` is used if there.

    Returns
    -------
    pandas.DataFrame
        ``part``, ``measure``, ``estimate``, ``low``, ``high``, ``codings``.
    """
    rows = []
    for part, own in pair.parts():
        weights = weighted.jackknife_weights(pair.weight[own])
        found = (_of_decisions if pair.decisions else _of_rates)(pair, own, weights)
        if "words" in coded.columns:
            found |= _of_length(pair, own, weights, coded["words"].to_numpy(float)[own])
        for measure, (estimate, low, high) in found.items():
            rows.append((part, measure, float(estimate), low, high, int(own.sum())))
    columns = ["part", "measure", "estimate", "low", "high", "codings"]
    return pd.DataFrame(rows, columns=columns)


def differences(pair: Pair) -> pd.DataFrame:
    """Test whether errors differ between outlets.

    Parameters
    ----------
    pair : Pair
        Score and coding.

    Returns
    -------
    pandas.DataFrame
        ``quantity``, ``f``, ``df1``, ``df2``, ``p``.
    """
    every = np.ones(len(pair.score), bool)
    quantities = [("error", pair.error, every)]
    if pair.decisions:
        flagged, true = pair.table.T
        quantities += [("precision", true, flagged > 0), ("recall", flagged, true > 0)]
    rows = [
        (name, *weighted.homogeneity(numbers[own], pair.weight[own], pair.outlet[own]))
        for name, numbers, own in quantities
    ]
    return pd.DataFrame(rows, columns=["quantity", "f", "df1", "df2", "p"])


def calibration(pair: Pair) -> pd.DataFrame:
    """Give the mean coding in fifths of the score, overall and in each outlet.

    Parameters
    ----------
    pair : Pair
        Score and coding.

    Returns
    -------
    pandas.DataFrame
        ``part``, ``score_low``, ``score_high``, ``coded`` with ``low`` and ``high``, ``codings``.
    """
    edges = np.unique(np.quantile(pair.score, _FIFTHS))
    fifth = np.searchsorted(edges, pair.score, side="left")
    rows = []
    for part, own in pair.parts():
        for number in np.unique(fifth[own]):
            here = own & (fifth == number)
            value, weight = pair.value[here], pair.weight[here]
            if pair.decisions:
                coded = weighted.wilson_interval(value, weight)
            else:
                drawn = weighted.mean(value, weighted.jackknife_weights(weight))
                coded = (drawn[0], *weighted.jackknife_interval(drawn, "none"))
            ends = pair.score[here].min(), pair.score[here].max()
            rows.append((part, *ends, *coded, int(here.sum())))
    columns = ["part", "score_low", "score_high", "coded", "low", "high", "codings"]
    return pd.DataFrame(rows, columns=columns)


def validity(pair: Pair, coded: pd.DataFrame, name: str) -> pd.DataFrame:
    """Correlate every column of numbers with the codings and with the score (Spearman).

    Parameters
    ----------
    pair : Pair
        Score and coding.
    coded : pandas.DataFrame
        The rows of the scores that were coded.
    name : str
        The score's column, which comes first.

    Returns
    -------
    pandas.DataFrame
        ``score``, ``with_codings``, ``low``, ``high``, ``with_score``; constant columns left out.
    """
    numbers = coded.select_dtypes("number").astype(float)
    rows = []
    for column in [name, *numbers.columns.drop(name)]:
        known = numbers[column].notna().to_numpy()
        weights = weighted.jackknife_weights(pair.weight[known])
        own, value, score = (
            weighted.ranks(part[known], weights[0])
            for part in (numbers[column].to_numpy(), pair.value, pair.score)
        )
        if known.sum() < 3 or np.ptp(own) == 0:
            continue
        drawn = weighted.correlation(own, value, weights)
        interval = weighted.jackknife_interval(drawn, "correlation")
        rows.append((column, drawn[0], *interval, weighted.correlation(own, score, weights[:1])[0]))
    return pd.DataFrame(rows, columns=["score", "with_codings", "low", "high", "with_score"])


def influential(pair: Pair, units: pd.Index) -> pd.DataFrame:
    """List the articles that bend the line of coding on score.

    Parameters
    ----------
    pair : Pair
        Score and coding.
    units : pandas.Index
        The articles' names.

    Returns
    -------
    pandas.DataFrame
        Index ``unit``; ``outlet``, ``score``, ``coding``, ``cooks_distance``, the largest first.
    """
    table = pd.DataFrame(
        {
            "outlet": [pair.outlets[number] for number in pair.outlet],
            "score": pair.score,
            "coding": pair.value,
            "cooks_distance": weighted.cooks_distance(pair.score, pair.value),
        },
        index=units.rename("unit"),
    )
    strong = table[table["cooks_distance"] > 4 / len(table)]
    return strong.sort_values("cooks_distance", ascending=False, kind="stable")


def _of_rates(pair: Pair, own: NDArray[np.bool_], weights: Floats) -> _Rows:
    """Give correlations, ICC and Bland–Altman limits."""
    score, value, error = pair.score[own], pair.value[own], pair.error[own]
    ranked = [weighted.ranks(numbers, weights[0]) for numbers in (score, value)]
    agreement, consistency = weighted.intraclass(pair.table[own], weights)
    bias, spread = weighted.mean(error, weights), 1.96 * weighted.deviation(error, weights)
    return _with_intervals(
        ("pearson", weighted.correlation(score, value, weights), "correlation"),
        ("spearman", weighted.correlation(ranked[0], ranked[1], weights), "correlation"),
        ("icc_agreement", agreement, "correlation"),
        ("icc_consistency", consistency, "correlation"),
        ("bias", bias, "none"),
        ("limit_low", bias - spread, "none"),
        ("limit_high", bias + spread, "none"),
    )


def _of_decisions(pair: Pair, own: NDArray[np.bool_], weights: Floats) -> _Rows:
    """Give precision, recall and their kin."""
    flagged, true = pair.table[own].T
    every = np.ones_like(true)
    shares: _Rows = {
        name: weighted.wilson_interval(numbers, weights[0] * among)
        for name, numbers, among in (
            ("precision", true, flagged),
            ("recall", flagged, true),
            ("coded", true, every),
            ("flagged", flagged, every),
        )
    }
    return shares | _with_intervals(
        ("f1", weighted.f1(flagged, true, weights), "share"),
        ("mcc", weighted.correlation(flagged, true, weights), "correlation"),
        ("auc", weighted.auc(pair.score[own], true, weights), "share"),
    )


def _of_length(pair: Pair, own: NDArray[np.bool_], weights: Floats, words: Floats) -> _Rows:
    """Correlate score and error with the length of the article."""
    length, score, error = (
        weighted.ranks(numbers, weights[0]) for numbers in (words, pair.score[own], pair.error[own])
    )
    return _with_intervals(
        ("score_length", weighted.correlation(score, length, weights), "correlation"),
        ("error_length", weighted.correlation(error, length, weights), "correlation"),
    )


def _with_intervals(*drawn: tuple[str, Floats, Bounds]) -> _Rows:
    """Give each statistic with its jackknife interval."""
    return {
        name: (numbers[0], *weighted.jackknife_interval(numbers, bounds))
        for name, numbers, bounds in drawn
    }
