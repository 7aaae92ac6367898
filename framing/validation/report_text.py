"""A report card in words and as a page section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

import pandas as pd

_MAIN = ("precision", "recall", "mcc", "pearson", "spearman", "icc_agreement")
_WORST = 3


def card_text(measures: pd.DataFrame, differences: pd.DataFrame, sources: pd.DataFrame) -> str:
    """Tell a report card in a few plain sentences.

    Parameters
    ----------
    measures, differences, sources : pandas.DataFrame
        The tables of the card.

    Returns
    -------
    str
        Lines of text: a line a part, then the test, then the worst entries.
    """
    lines = [*_told_measures(measures), _told_difference(differences.iloc[0])]
    for row in sources.head(_WORST).to_dict("records"):
        lines.append(
            f"{row['entry']!r} says {row['kind']} in {row['wrong']} of {row['articles']} coded "
            f"articles: {row['examples'][0]}"
        )
    return "\n".join(lines)


def card_html(text: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """Write a section of a page: the text, then the tables that have rows.

    Parameters
    ----------
    text : str
        What the card says in words.
    tables : mapping of str to pandas.DataFrame
        The tables by their headings.

    Returns
    -------
    str
        HTML, everything from outside escaped.
    """
    parts = ['<section class="report-card">', "<h2>Report card</h2>"]
    parts += [f"<p>{escape(line)}</p>" for line in text.split("\n")]
    for heading, table in tables.items():
        if len(table):
            body = table.to_html(index=False, escape=True, border=0, float_format="{:.3f}".format)
            parts.append(f"<h3>{escape(heading)}</h3>\n{body}")
    return "\n".join([*parts, "</section>"])


def _told_measures(measures: pd.DataFrame) -> Iterator[str]:
    """Tell the main measures of each part."""
    for part, own in measures.groupby("part", sort=False):
        known = own[own["measure"].isin(_MAIN)].to_dict("records")
        told = ", ".join(
            "{measure} {estimate:.2f} [{low:.2f}, {high:.2f}]".format_map(row) for row in known
        ).replace("_", " ")
        where = "All outlets" if part == "all" else str(part)
        yield f"{where} ({own['codings'].iloc[0]} coded articles): {told}."


def _told_difference(test: pd.Series) -> str:
    """Tell whether errors differ between outlets, and what that means."""
    if pd.isna(test["p"]):
        return "Whether errors differ between outlets cannot be told: too few outlets or errors."
    found = f"F({test['df1']:.0f}, {test['df2']:.0f}) = {test['f']:.2f}, p = {test['p']:.3f}"
    if test["p"] < 0.05:
        return (
            f"Errors differ between outlets ({found}): a difference between their scores may be "
            "false. Publish corrected estimates."
        )
    return (
        f"No difference in error between outlets was found ({found}); with few codings that is no "
        "proof of equal errors."
    )
