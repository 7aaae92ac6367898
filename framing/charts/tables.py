"""What a chart asks of its table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

NO_OUTLET = "(no outlet)"


def checked(
    table: object, columns: Sequence[str], *, source: str, argument: str = "result"
) -> pd.DataFrame:
    """Refuse what is no table, lacks a column or has no row; `source` makes such tables."""
    if not isinstance(table, pd.DataFrame):
        message = f"{argument} must be the table that {source} returns, not {type(table).__name__}"
        raise TypeError(message)
    absent = [name for name in columns if name not in table]
    if absent:
        message = (
            f"{argument} has no column {', '.join(absent)}; its columns are "
            f"{', '.join(map(str, table.columns))}; give it the table that {source} returns"
        )
        raise ValueError(message)
    if table.empty:
        message = (
            f"{argument} has no rows, so there is nothing to draw; see what went into {source}"
        )
        raise ValueError(message)
    return table


def chosen(table: pd.DataFrame, value: str | None, column: str = "category") -> pd.DataFrame:
    """Keep the rows of one category; `value` may be left out if there is only one."""
    known = [str(name) for name in table[column].unique()]
    if value is None and len(known) > 1:
        message = f"{column} is missing and the table has several; choose one of {', '.join(known)}"
        raise ValueError(message)
    if value is not None and value not in known:
        message = f"{column}={value!r} is not in the table; choose one of {', '.join(known)}"
        raise ValueError(message)
    return table if value is None else table[table[column].astype(str) == value]


def one_row_each(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Refuse a table in which two rows would be drawn in one place."""
    twice = table.duplicated(columns)
    if twice.any():
        place = ", ".join(f"{name} {table.loc[twice, name].iloc[0]!r}" for name in columns)
        message = f"the table has more than one row for {place}; draw one result at a time"
        raise ValueError(message)
    return table


def by_article(articles: pd.Series, values: object, name: str) -> pd.Series:
    """Look up what each article has of a column of the corpus, such as its text."""
    if not isinstance(values, pd.Series):
        message = (
            f"{name} must be a Series indexed by article_id, not {type(values).__name__}; "
            f'take the column of the corpus: corpus["{name}"]'
        )
        raise TypeError(message)
    if not values.index.is_unique:
        twice = values.index[values.index.duplicated()][0]
        message = f"{name} has article {twice!r} more than once; keep one entry an article"
        raise ValueError(message)
    unknown = ~articles.isin(values.index)
    if unknown.any():
        message = (
            f"{name} has no entry for article {articles[unknown].iloc[0]!r}; "
            "take both from the same corpus"
        )
        raise ValueError(message)
    return articles.map(values)


def outlet_of(articles: pd.Series, outlet: object) -> pd.Series:
    """Give the outlet of each row by its article; articles without one are shown as such."""
    names = by_article(articles, outlet, "outlet").astype(object)
    return names.where(names.notna(), NO_OUTLET).astype(str)
