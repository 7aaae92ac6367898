"""Columns of `measure` for each target: its mentions, and what is said in its favour or against."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.matching import Matches
from framing.matching.attribution import Attribution
from framing.matching.places import Ints
from framing.scoring import score
from framing.tokens import Tokens
from framing.tokens.zones import BODY, LEAD

_LEXICONS = {"promotional": "promotion", "criticism": "criticism"}


def target_columns(matches: Matches, *, per: float) -> dict[str, pd.Series]:
    """Give three columns a target: mentions, promotion and criticism.

    Parameters
    ----------
    matches : Matches
        Matches of the standard lexicons, with or without targets.
    per : float
        Words that a rate is given for.

    Returns
    -------
    dict of str to pandas.Series
        ``mentions_<target>``, and ``promotion_toward_<target>`` and ``criticism_toward_<target>``
        per `per` words of the article, so that those of all targets and of none add up to
        ``promotion`` and ``criticism``. Nothing without targets.
    """
    if matches.attribution is None:
        return {}
    size = len(matches.attribution.names)
    rates = {name: _toward(matches.of(lexicon), size, per) for lexicon, name in _LEXICONS.items()}
    mentions = _mentions(matches.tokens, matches.attribution)
    columns: dict[str, NDArray[Any]] = {}
    for number, target in enumerate(matches.attribution.names):
        columns[f"mentions_{target}"] = mentions[:, number]
        for name, contribution in rates.items():
            columns[f"{name}_toward_{target}"] = contribution[:, number]
    ids = matches.tokens.corpus.ids
    return {name: pd.Series(column, index=ids) for name, column in columns.items()}


def _toward(matches: Matches, n_targets: int, per: float) -> NDArray[np.float64]:
    """Give what each target has of the rate of a construct; an article a row."""
    parts = score(matches, by="target", per=per)
    total = parts.loc[parts["category"] == matches.lexicons[0].construct, "contribution"]
    table: NDArray[np.float64] = total.to_numpy().reshape(-1, n_targets + 1)
    return table[:, 1:]


def _mentions(tokens: Tokens, attribution: Attribution) -> Ints:
    """Count the mentions of each target in lead and body; an article a row."""
    first, _, target = attribution.mentions
    body = (tokens.zone[first] == LEAD) | (tokens.zone[first] == BODY)
    shape = len(tokens.corpus), len(attribution.names)
    cell = tokens.article[first[body]] * np.int64(shape[1]) + target[body]
    counts: Ints = np.bincount(cell, minlength=shape[0] * shape[1])
    return counts.reshape(shape)
