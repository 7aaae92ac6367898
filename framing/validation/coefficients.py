"""The formulas of agreement: counts of values per unit in, coefficients out.

Every formula takes weights of shape (draws, units): a row of ones gives the coefficient itself,
further rows its bootstrap. `counts` has a row a unit and a column a value: how many coders gave
the unit this value.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Floats = NDArray[np.float64]


def percent(counts: Floats, weights: Floats) -> Floats:
    """Share of the pairs of codings of a unit that are equal, the mean over units."""
    coders = counts.sum(axis=1)
    shared = coders >= 2
    pairs = coders * (coders - 1)
    equal = (counts * (counts - 1)).sum(axis=1)[shared] / pairs[shared]
    drawn = weights[:, shared]
    return _ratio(drawn @ equal, drawn.sum(axis=1))


def fleiss(counts: Floats, weights: Floats) -> Floats:
    """Kappa of Fleiss (1971), for any number of coders a unit (Gwet 2014, chapter 2)."""
    chance = (_shares(counts, weights) ** 2).sum(axis=1)
    return _beyond(percent(counts, weights), chance)


def ac1(counts: Floats, weights: Floats) -> Floats:
    """AC1 of Gwet (2008), for any number of coders a unit."""
    shares = _shares(counts, weights)
    chance = (shares * (1 - shares)).sum(axis=1) / (counts.shape[1] - 1)
    return _beyond(percent(counts, weights), chance)


def cohen(codes: NDArray[np.int64], n_values: int, weights: Floats) -> Floats:
    """Kappa of Cohen (1960) of two coders, over the units that both coded."""
    both = (codes >= 0).all(axis=1)
    first, second = (np.eye(n_values)[codes[both, coder]] for coder in (0, 1))
    drawn = weights[:, both]
    total = drawn.sum(axis=1)
    equal = _ratio(drawn @ (codes[both, 0] == codes[both, 1]), total)
    chance = _ratio(((drawn @ first) * (drawn @ second)).sum(axis=1), total**2)
    return _beyond(equal, chance)


def alpha(counts: Floats, values: Floats, level: Level, weights: Floats) -> Floats:
    """Alpha of Krippendorff (2011), missing codings allowed: 1 - observed / expected."""
    coders = counts.sum(axis=1)
    shared = coders >= 2
    counts, weights, coders = counts[shared], weights[:, shared], coders[shared]
    totals = weights @ counts
    disagreement = _by_rank if level in ("ordinal", "interval") else _by_distance
    within, between = disagreement(counts, totals, values, level)
    observed = (weights * within / (coders - 1)).sum(axis=1)
    return 1 - _ratio((totals.sum(axis=1) - 1) * observed, between)


def _by_distance(
    counts: Floats, totals: Floats, values: Floats, level: Level
) -> tuple[Floats, Floats]:
    """Sum the distances of all pairs of codings, within each unit and over all units."""
    if level == "nominal":
        distance = 1 - np.eye(counts.shape[1])
    else:
        above, below = (operation.outer(values, values) for operation in (np.subtract, np.add))
        distance = _ratio(above, np.where(below == 0, 1, below)) ** 2
    within = ((counts @ distance) * counts).sum(axis=1)
    return within, ((totals @ distance) * totals).sum(axis=1)


def _by_rank(counts: Floats, totals: Floats, values: Floats, level: Level) -> tuple[Floats, Floats]:
    """Sum squared differences the same way: of the values, or of their middle ranks in a draw."""
    if level == "ordinal":
        scores = totals.cumsum(axis=1) - totals / 2
    else:
        scores = (values - values.mean())[None]
    squares, sums = (scores**2) @ counts.T, scores @ counts.T
    within = 2 * (counts.sum(axis=1) * squares - sums**2)
    squares, sums = ((totals * power).sum(axis=1) for power in (scores**2, scores))
    return within, 2 * (totals.sum(axis=1) * squares - sums**2)


def _shares(counts: Floats, weights: Floats) -> Floats:
    """Share of each value: the mean over the coded units of the share in the unit."""
    coded = counts.sum(axis=1) > 0
    part = counts[coded] / counts[coded].sum(axis=1, keepdims=True)
    drawn = weights[:, coded]
    return _ratio(drawn @ part, drawn.sum(axis=1, keepdims=True))


def _beyond(observed: Floats, chance: Floats) -> Floats:
    """Agreement beyond chance; missing where chance alone agrees always."""
    return _ratio(observed - chance, 1 - chance)


def _ratio(above: Floats, below: Floats) -> Floats:
    """Divide; nothing by nothing is missing."""
    above, below = np.broadcast_arrays(above, below)
    quotient: Floats = np.full(above.shape, np.nan)
    return np.divide(above, below, out=quotient, where=below > 1e-12)
