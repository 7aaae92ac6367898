"""What does ``framing sheet read`` say? What came back, where coders agree, and where not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from framing.cli.screen import bold, lay_out, printable, terminal_width
from framing.validation import agreement, disagreements
from framing.validation.coefficients import Level
from framing.validation.sheet_reading import Returned
from framing.validation.sheets import Codebook

_MOST_DISAGREEMENTS = 10
_NAMES = {
    "percent": "percent agreement",
    "cohen": "Cohen's κ",
    "fleiss": "Fleiss' κ",
    "ac1": "Gwet's AC1",
    "alpha": "Krippendorff's α",
}


class Coded(NamedTuple):
    """The key of a sample, what was asked, and what came back."""

    key: pd.DataFrame
    codebook: Codebook
    back: Returned

    def level(self, question: str) -> Level | None:
        """Tell a question's level of measurement; none for an open answer in words."""
        values = self.codebook[question]
        if isinstance(values, str):
            return "interval" if values == "number" else None
        return "ordinal" if all(isinstance(value, int) for value in values) else "nominal"


def summary(coded: Coded) -> Iterator[str]:
    """Say what came back, line by line."""
    codings, key = coded.back.codings, coded.key
    done = codings.groupby("coder", sort=False)["unit"].nunique()
    each = ", ".join(
        f"{coder} {done.get(coder, 0)} of {count}"
        for coder, count in key["coder"].value_counts(sort=False).items()
    )
    yield printable(f"Articles coded: {each}.")
    yield from _problems(coded.back.problems)
    yield ""
    for question in coded.codebook:
        level = coded.level(question)
        if level is not None:
            answers = codings[codings["question"] == question]
            yield from _question(answers, question, level)


def _problems(problems: pd.DataFrame) -> Iterator[str]:
    """Count each kind of problem, with its first place."""
    for kind, of_kind in problems.groupby("kind", sort=False):
        first = of_kind.iloc[0]
        place = f"{first['place']}: " if first["place"] else ""
        yield printable(f"Noted: {kind}: {len(of_kind):,}; first {place}{first['message']}.")


def _question(answers: pd.DataFrame, question: str, level: Level) -> Iterator[str]:
    """Show how far the coders agree on a question, and the articles to discuss."""
    yield bold(printable(f"Agreement on {question} ({level})"))
    try:
        table = agreement(answers, level=level, random_state=0)
        differing = disagreements(answers)
    except ValueError as error:
        yield printable(f"Not known: {error}")
        yield ""
        return
    of_pairs = ["cohen", "alpha"] if answers["coder"].nunique() > 2 else ["cohen"]
    chosen = (table["scope"] == "pair") & table["coefficient"].isin(of_pairs)
    shown = table[(table["scope"] == "all") | chosen]
    rows = [
        [
            "all coders" if row["scope"] == "all" else str(row["group"]),
            _NAMES[row["coefficient"]],
            *(f"{row['units']:,}", _number(row["estimate"]), _limits(row["low"], row["high"])),
        ]
        for _, row in shown.iterrows()
    ]
    headings = ["coders", "coefficient", "articles", "estimate", "95 % interval"]
    yield from lay_out(rows, headings, n_texts=2, width=terminal_width())
    yield ""
    yield from _differing(differing)


def _differing(table: pd.DataFrame) -> Iterator[str]:
    """Show the articles that got different answers, the worst first."""
    coders = [str(name) for name in table if name not in ("unequal", "spread", "text")]
    shown = table.head(_MOST_DISAGREEMENTS)
    rows = [
        [str(unit), *(_value(row[coder]) for coder in coders)] for unit, row in shown.iterrows()
    ]
    if rows:
        yield bold("Articles to discuss")
        headings = ["article", *coders]
        yield from lay_out(rows, headings, n_texts=len(headings), width=terminal_width())
    if len(table) > len(shown):
        yield f"Not shown: {len(table) - len(shown):,} more."
    yield ""


def _value(value: Any) -> str:
    if pd.isna(value):
        return "–"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.3f}"


def _limits(low: float, high: float) -> str:
    return "–" if pd.isna(low) or pd.isna(high) else f"{low:.3f} to {high:.3f}"
