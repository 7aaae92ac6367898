"""What does ``framing score`` say in the end? First scores, means by outlet, what was written."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from framing.cli.screen import bold, lay_out, printable, terminal_width
from framing.cli.wording import in_options
from framing.measuring import Instrument, Run
from framing.measuring.runfile import local_notes

_MOST_ROWS = 20
_MAIN = ("promotion", "promotion_own", "hedging", "sentiment")
_WRITTEN = {
    "scores": ("1 article", "{:,} articles, a row each"),
    "matches": ("1 match", "{:,} matches, a row each"),
    "page": ("", "the marked articles, for a browser"),
    "bad_rows": ("1 row set aside, and why", "{:,} rows set aside, and why"),
    "run": ("", "what is needed to get the same numbers again"),
}
_NOTED = {
    "empty text": ("1 article without text, kept", "{:,} articles without text, kept"),
    "markup": ("1 article with HTML in its text", "{:,} articles with HTML in their texts"),
    "unread date": ("1 date that cannot be read", "{:,} dates that cannot be read"),
    "unmatched file": ("1 file without a partner", "{:,} files without a partner"),
    "row set aside": ("1 row set aside", "{:,} rows set aside"),
}


class Summary:
    """The first scores and the sums by outlet, collected as they go by.

    Parameters
    ----------
    instrument : Instrument
        What is measured with.
    targets : mapping
        The files that are written, by what they are.
    """

    def __init__(self, instrument: Instrument, targets: Mapping[str, Path]) -> None:
        self._per, self._targets = instrument.per, targets
        self._constructs = [lexicon.construct for lexicon in instrument.lexicons]
        self._first = pd.DataFrame()
        self._sums = pd.DataFrame()

    def add(self, scores: pd.DataFrame) -> None:
        """Take the scores of some articles."""
        if len(self._first) < _MOST_ROWS:
            self._first = pd.concat([self._first, scores]).head(_MOST_ROWS)
        main = scores[self._main()]
        summed = pd.concat(
            [
                pd.Series(1, scores.index, name="articles"),
                scores["words"],
                main.fillna(0),
                main.notna().astype(int).add_prefix("n "),
            ],
            axis=1,
        )
        outlet = scores["outlet"] if "outlet" in scores else pd.Series("", scores.index)
        by_outlet = summed.groupby(outlet.fillna("").map(printable)).sum()
        self._sums = pd.concat([self._sums, by_outlet]).groupby(level=0).sum()

    def lines(self, run: Run) -> Iterator[str]:
        """Say what came out, line by line."""
        if "scores" not in self._targets:
            yield from self._articles(run)
        yield from self._outlets()
        yield from self._closing(run)

    def _main(self) -> list[str]:
        """Name the columns that are shown: of the standard lexicons the best known."""
        return list(_MAIN) if "promotion_own" in self._first else self._constructs

    def _articles(self, run: Run) -> Iterator[str]:
        texts = [name for name in ("article_id", "outlet") if name in self._first]
        rows = [
            [
                *("" if row[name] is None else str(row[name]) for name in texts),
                f"{row['words']:,}",
                *self._numbers(row),
            ]
            for _, row in self._first.iterrows()
        ]
        headings = [*texts, "words", *self._main()]
        yield from lay_out(rows, headings, n_texts=len(texts), width=terminal_width())
        left_out = run.checked.n_articles - len(self._first)
        more = _count(left_out, ("1 more article and ", "{:,} more articles and "))
        more = more if left_out else ""
        columns = self._first.shape[1] - len(headings)
        yield f"Not shown: {more}{columns} more columns; --out FILE writes them all."
        yield ""

    def _outlets(self) -> Iterator[str]:
        names = self._main()
        every = _means(self._sums.sum().to_frame("all").T, names)
        means = _means(self._sums.rename({"": "(none)"}), names)
        means = means.sort_values(names[0], ascending=False, kind="stable")
        shown = means.head(_MOST_ROWS) if "outlet" in self._first else means.head(0)
        rows = [
            [str(name), f"{row['articles']:,.0f}", f"{row['words']:,.0f}", *self._numbers(row)]
            for name, row in pd.concat([shown, every]).iterrows()
        ]
        yield bold(f"Means of the articles (rates per {self._per:,g} words)")
        headings = ["outlet" if len(shown) else "", "articles", "words", *names]
        yield from lay_out(rows, headings, n_texts=1, width=terminal_width())
        if len(means) > len(shown) > 0:
            left_out = _count(len(means) - len(shown), ("1 more outlet", "{:,} more outlets"))
            yield f"Not shown: {left_out}."
        yield ""

    def _numbers(self, row: pd.Series) -> Iterator[str]:
        decimals = max(1, 4 - int(math.log10(self._per)))
        for name in self._main():
            places = 2 if name == "sentiment" else decimals
            yield "–" if math.isnan(row[name]) else f"{row[name]:.{places}f}"

    def _closing(self, run: Run) -> Iterator[str]:
        checked, words = run.checked, int(self._sums["words"].sum())
        days = " to ".join(dict.fromkeys(f"{day:%Y-%m-%d}" for day in checked.dates or ()))
        yield f"Articles: {checked.n_articles:,}, with {words:,} words{', ' * bool(days)}{days}."
        yield from map(printable, _told(run))
        wide = max((len(str(path)) for path in self._targets.values()), default=0)
        for name, path in self._targets.items():
            told = _count(run.rows.get(name, 0), _WRITTEN[name])
            yield printable(f"Written: {path!s:{wide}}  {told}")


def _means(sums: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    counts = sums[[f"n {name}" for name in names]].set_axis(names, axis=1)
    return sums[["articles", "words"]].join(sums[names] / counts.where(counts > 0))


def _told(run: Run) -> Iterator[str]:
    """Say what was noted about the input: each kind once, with its first place."""
    notes = local_notes(run.checked)
    for kind, of_kind in notes.groupby("kind", sort=False):
        first = of_kind.iloc[0]
        place = f"{first['file']}:{first['line']}" if first["line"] else first["file"]
        told = f"{_count(len(of_kind), _NOTED[str(kind)])}; first " if kind in _NOTED else ""
        yield f"Noted: {told}{place}: {in_options(first['message'])}"


def _count(number: int, forms: tuple[str, str]) -> str:
    one, many = forms
    return one if number == 1 else many.format(number)
