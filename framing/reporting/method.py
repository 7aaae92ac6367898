"""The parts of the page that say how it came about: material, instrument, limits, tables."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pandas as pd

from framing.comparison import methods_text
from framing.comparison.notes import first_of_alike
from framing.matching.voice import VOICES
from framing.measuring.files import score_table
from framing.measuring.instrument import LOW_INFORMATION
from framing.measuring.runfile import identify, versions
from framing.measuring.writers import csv_bytes
from framing.pages.escaping import escape
from framing.reporting.findings import Findings
from framing.reporting.tables import Markup, many, number, table
from framing.reporting.wording import LIMITS, Words

_MOST_ROWS = 10_000  # of a table that goes along
_NOTED = {
    "empty text": "articles without text",
    "markup": "articles with HTML in their texts",
    "unread date": "dates that could not be read",
    "unmatched file": "files without a partner",
    "row set aside": "rows set aside because they could not be read",
    "encoding": "notes on how the file is encoded",
    "no ids": "notes that the articles had no ids and were numbered",
}


def material(findings: Findings, words: Words, source: str) -> str:
    """Say what was measured and what was left out."""
    told = [f"<li>{escape(sentence)}</li>\n" for sentence in _material(findings, words, source)]
    return f"<ul>\n{''.join(told)}</ul>\n"


def _material(findings: Findings, words: Words, source: str) -> Iterator[str]:
    corpus, counted = findings.corpus, findings.articles["words"]
    if source:
        yield f"Articles: {source}."
    dates = corpus["date"].dropna() if "date" in corpus.table else pd.Series(dtype=object)
    days = f", {dates.min():%Y-%m-%d} to {dates.max():%Y-%m-%d}" if len(dates) else ""
    yield (
        f"{many(len(corpus), 'article')} with {many(int(counted.sum()), 'word')} in lead and "
        f"body{days}. Titles, datelines and boilerplate are not counted."
    )
    missing = int(findings.outlet.isna().sum())
    yield (
        f"{many(findings.outlet.nunique(), words.one)} by the column “{findings.by}”; "
        f"{many(missing, 'article')} without an entry there, left out of all comparisons."
    )
    empty = int((counted == 0).sum())
    yield (
        f"{many(empty, 'article')} without a word in lead and body: no score, not 0. "
        f"{many(int((counted < LOW_INFORMATION).sum()) - empty, 'article')} of fewer than "
        f"{LOW_INFORMATION} words: kept, but their own rates say little."
    )
    for kind, count in corpus.notes["kind"].value_counts().sort_index().items():
        yield f"Noted when reading: {count:,} × {_NOTED.get(str(kind), str(kind))}."
    if findings.cluster is None:
        yield (
            "No column says which articles report the same event, so articles count as "
            "independent. Articles on the same event are not, and the intervals are then too "
            "narrow."
        )
    else:
        yield (
            f"Articles with the same entry in “{findings.cluster}” do not count as independent; "
            "those without an entry stand alone."
        )


def instrument(findings: Findings) -> str:
    """Say with what was measured, so that the numbers can be had again."""
    matches = findings.measured.matches
    rows = [
        [
            one["name"],
            one["version"] or "–",
            f"{one['entries']:,}",
            Markup(f"<code>{one['sha256'][:16]}</code>"),
        ]
        for one in map(identify, matches.lexicons)
    ]
    software = ", ".join(f"{name} {version}" for name, version in versions().items())
    rules = ", ".join(name.replace("_", " ") for name in findings.rules)
    meanings = "".join(
        f"<li><b>{escape(one.label)}</b>: {escape(one.meaning)}</li>\n" for one in findings.measures
    )
    return (
        f"<ul>\n{meanings}</ul>\n"
        f"<p>Rates are matches per {findings.per:,g} words of lead and body. A match counts unless "
        "its context takes its value away: negation (“not a breakthrough”), distance "
        "(“so-called”), scare quotes, the title of a work, “less”, or a bad thing praised in form "
        "only (“historic failure”). What is hedged, conditional, asked or to come counts.</p>\n"
        "<p>Lexicons, with the first 16 digits of the SHA-256 of their entries:</p>\n"
        f"{table(['lexicon', 'version', 'entries', 'SHA-256'], rows, n_texts=2)}"
        f"<p>Context rules, all as they are by default: {escape(rules)}.</p>\n"
        f"<p>Software: {escape(software)}. Seed of random draws: {findings.seed}.</p>\n"
        f"{_paragraph(findings)}"
    )


def _paragraph(findings: Findings) -> str:
    """Give methods and results as they go into an article."""
    focus = findings.focus.column
    mine = findings.outlets[findings.outlets["category"] == focus]
    record = {"versions": versions(), "seed": findings.seed}
    text = methods_text(mine.assign(note=""), run=record)
    parts = "".join(f'<p dir="auto">{escape(part)}</p>\n' for part in text.split("\n\n"))
    return f"<details><summary>A paragraph for your methods section</summary>\n{parts}</details>\n"


def limits(findings: Findings, words: Words) -> str:
    """Say in plain words what the numbers do not show."""
    more = words.more
    named = [limit.replace("{more}", more).replace("{More}", more.capitalize()) for limit in LIMITS]
    items = "".join(f"<li>{limit}</li>\n" for limit in named)
    compared = [findings.outlets, findings.categories, findings.frames, *findings.targets.values()]
    categories = [name for one in compared if len(one) for name in one["category"]]
    notes = first_of_alike(findings.notes, [*findings.names, *categories, *VOICES])
    listed = "".join(f"<li>{escape(note)}</li>\n" for note in notes)
    told = (
        f"<details><summary>Notes on the comparisons</summary>\n<ul>\n{listed}</ul>\n</details>\n"
    )
    return f"<ul>\n{items}</ul>\n{told if notes else ''}"


def downloads(findings: Findings, words: Words) -> str:
    """Give the tables along, inside the page."""
    scores = score_table(findings.measured)
    if findings.by not in scores:
        scores.insert(1, findings.by, findings.outlet.to_numpy())
    compared = [findings.outlets, findings.categories, findings.frames]
    tables = {
        "articles.csv": ("the scores, a row an article", scores),
        "outlets.csv": (
            f"the comparison, a row an {words.one} and measure",
            pd.concat([part for part in compared if len(part)], ignore_index=True),
        ),
        "pairs.csv": (f"the differences, a row a pair of {words.more}", findings.pairs),
    }
    items = "".join(
        f"<li>{_link(name, content)}: {told}</li>\n"
        for name, (told, content) in tables.items()
        if len(content)
    )
    return (
        f"<ul>\n{items}</ul>\n<p class='note'>Numbers are not rounded. An apostrophe stands before "
        "text that a spreadsheet would take for a formula.</p>\n"
    )


def _link(name: str, content: pd.DataFrame) -> str:
    if len(content) > _MOST_ROWS:
        return (
            f"<b>{name}</b> is left out, because it has more than {_MOST_ROWS:,} rows; "
            "<code>framing score --out</code> writes it"
        )
    data = csv_bytes(content, cells="safe")
    size = number(len(data) / 1e6)
    coded = base64.b64encode(data).decode()
    return f'<a download="{name}" href="data:text/csv;base64,{coded}">{name}</a> ({size} MB)'
