"""What codings are: long tables of (unit, coder, value), checked once and read into a grid."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray


class Grid(NamedTuple):
    """Codings as a rectangle of units and coders.

    Attributes
    ----------
    codes : numpy.ndarray of int, shape (units, coders)
        Place of each coding in `answers`, -1 where the coder left the unit out.
    units, coders, answers : pandas.Index
        What the rows, the columns and the codes stand for; `answers` ascend.
    """

    codes: NDArray[np.int64]
    units: pd.Index
    coders: pd.Index
    answers: pd.Index


def named(thing: Any) -> str:
    """Write a unit, coder or value in a message as it was typed.

    Examples
    --------
    >>> named(np.int64(3)), named("Ann")
    ('3', "'Ann'")
    """
    return repr(thing.item() if isinstance(thing, np.generic) else thing)


def require_columns(table: Any, columns: Iterable[str], argument: str) -> None:
    """Refuse a table that lacks a column.

    Parameters
    ----------
    table : pandas.DataFrame
        The table to look at.
    columns : iterable of str
        The columns that it must have.
    argument : str
        The caller's name for the table, for the message.

    Raises
    ------
    TypeError
        If `table` is no DataFrame.
    ValueError
        If a column is absent.
    """
    if not isinstance(table, pd.DataFrame):
        message = f"{argument} must be a pandas DataFrame, not {type(table).__name__}."
        raise TypeError(message)
    absent = [name for name in columns if name not in table.columns]
    if absent:
        message = (
            f"{argument} has no column {absent[0]!r}; it has {list(table.columns)}. "
            "Rename a column, or name the one that is meant."
        )
        raise ValueError(message)


def require_one_question(codings: pd.DataFrame) -> None:
    """Refuse codings of several questions at once.

    Parameters
    ----------
    codings : pandas.DataFrame
        A table of codings; ``question`` is looked at if it is there.

    Raises
    ------
    ValueError
        If ``question`` has more than one value.
    """
    questions = list(codings["question"].unique()) if "question" in codings.columns else []
    if len(questions) > 1:
        listed = ", ".join(map(named, questions))
        message = (
            f"codings answer several questions: {listed}. Take one at a time: "
            f"codings[codings['question'] == {named(questions[0])}]."
        )
        raise ValueError(message)


def long_codings(codings: pd.DataFrame, unit: str, coder: str, value: str) -> pd.DataFrame:
    """Check a table of codings and give its three columns, without the missing values.

    Parameters
    ----------
    codings : pandas.DataFrame
        One row a coding.
    unit, coder, value : str
        The columns that say what was coded, by whom, and how.

    Returns
    -------
    pandas.DataFrame
        Columns ``unit``, ``coder`` and ``value``; one row a coding that has a value.

    Raises
    ------
    ValueError
        If a column is absent, if nothing is coded, if a row names no unit or coder, if a coder
        coded a unit twice, or if there are several questions.
    """
    require_columns(codings, (unit, coder, value), "codings")
    require_one_question(codings)
    table = codings[[unit, coder, value]].set_axis(["unit", "coder", "value"], axis=1)
    for name in ("unit", "coder"):
        if table[name].isna().any():
            row = codings.index[table[name].isna()][0]
            message = (
                f"codings: row {named(row)} names no {name}. Fill it in, or leave the row out."
            )
            raise ValueError(message)
    twice = table.duplicated(["unit", "coder"])
    if twice.any():
        first = table[twice].iloc[0]
        message = (
            f"codings: coder {named(first['coder'])} coded unit {named(first['unit'])} more than "
            "once. Keep one of the rows."
        )
        raise ValueError(message)
    table = table.dropna(subset="value").reset_index(drop=True).infer_objects()
    if table.empty:
        message = "codings: every value is missing. At least two coders must have coded a unit."
        raise ValueError(message)
    return table


def coding_grid(codings: pd.DataFrame, unit: str, coder: str, value: str) -> Grid:
    """Read a long table of codings into a grid of units and coders.

    Parameters
    ----------
    codings, unit, coder, value
        As in :func:`long_codings`.

    Returns
    -------
    Grid
        The codes, with what their rows, columns and numbers stand for.

    Raises
    ------
    ValueError
        As :func:`long_codings`; and if there is only one coder, only one value, or no unit that
        two coders coded.
    """
    table = long_codings(codings, unit, coder, value)
    row, units = pd.factorize(table["unit"])
    column, coders = pd.factorize(table["coder"], sort=True)
    code, answers = pd.factorize(table["value"], sort=True)
    if len(coders) < 2:
        message = f"codings: {named(coders[0])} is the only coder. Agreement needs two or more."
        raise ValueError(message)
    if len(answers) < 2:
        message = (
            f"codings: every coder gave the value {named(answers[0])} to every unit. Agreement "
            "beyond chance is undefined for one value; code units that differ."
        )
        raise ValueError(message)
    codes = np.full((len(units), len(coders)), -1)
    codes[row, column] = code
    if (codes >= 0).sum(axis=1).max() < 2:
        message = (
            f"codings: no unit was coded by two coders ({', '.join(map(named, coders))}). "
            "Give them an overlap set."
        )
        raise ValueError(message)
    return Grid(codes, pd.Index(units), pd.Index(coders), pd.Index(answers))
