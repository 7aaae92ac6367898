"""Where do the coders differ: the units to discuss, the worst first."""

from __future__ import annotations

import pandas as pd

from framing.validation.codings import coding_grid, long_codings, named


def disagreements(
    codings: pd.DataFrame,
    *,
    unit: str = "unit",
    coder: str = "coder",
    value: str = "value",
    texts: pd.Series | None = None,
) -> pd.DataFrame:
    """List the units that got different values, to talk about.

    Parameters
    ----------
    codings : pandas.DataFrame
        One row a coding.
    unit, coder, value : str, default "unit", "coder", "value"
        The columns that say what was coded, by whom, and how.
    texts : pandas.Series, optional
        The text of each unit, indexed by unit.

    Returns
    -------
    pandas.DataFrame
        Index ``unit``, one row a unit with two or more different values, and the columns

        - one a coder, named by the coder: the value, missing where the coder left the unit out;
        - ``unequal``: the share of the pairs of coders that differ, the largest first;
        - ``spread``: largest less smallest value, missing for values that are no numbers;
        - ``text``: the unit's text, if `texts` is given.

    Raises
    ------
    ValueError
        If codings are missing, doubled, from one coder or of one value; if a unit has no text.

    Examples
    --------
    >>> codings = pd.DataFrame({
    ...     "unit": ["a", "a", "b", "b", "c", "c"],
    ...     "coder": ["Ann", "Ben"] * 3,
    ...     "value": [0, 0, 0, 3, 1, 2],
    ... })
    >>> disagreements(codings)
          Ann  Ben  unequal  spread
    unit
    b       0    3      1.0       3
    c       1    2      1.0       1
    """
    answers = coding_grid(codings, unit, coder, value).answers
    wide = long_codings(codings, unit, coder, value).pivot_table(
        index="unit", columns="coder", values="value", aggfunc="first"
    )
    counts = wide.apply(lambda row: row.value_counts(), axis=1).fillna(0)
    coders = counts.sum(axis=1)
    unequal = 1 - (counts * (counts - 1)).sum(axis=1) / (coders * (coders - 1)).where(coders > 1)
    spread = pd.Series(float("nan"), wide.index)
    if pd.api.types.is_numeric_dtype(answers.dtype):
        spread = wide.max(axis=1) - wide.min(axis=1)
    table: pd.DataFrame = wide.assign(unequal=unequal, spread=spread)[unequal > 0]
    table = table.rename_axis(columns=None)
    if texts is not None:
        absent = table.index.difference(texts.index)
        if len(absent):
            message = f"texts: unit {named(absent[0])} has no text. Index the texts by unit."
            raise ValueError(message)
        table["text"] = texts.loc[table.index]
    return table.sort_values(["unequal", "spread"], ascending=False, kind="stable")
