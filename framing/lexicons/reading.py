"""Read a lexicon, of the project's own format or that of another tool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from framing.lexicons.checks import spelling
from framing.lexicons.formats import FORMATS, NAMES, OWN, format_of
from framing.lexicons.formats.content import Change, Content
from framing.lexicons.formats.own import read_entries, read_facts
from framing.lexicons.formats.source import Source
from framing.lexicons.lexicon import VALENCE_RULES, Lexicon

Duplicates = Literal["error", "last", "mean"]
SIGNS = {1: "positive", -1: "negative", 0: "neutral"}


def read_lexicon(
    path: str | PathLike[str],
    *,
    format: str | None = None,
    duplicates: Duplicates = "error",
    columns: Mapping[str, str] | None = None,
    categories: Sequence[str] | None = None,
    encoding: str = "utf-8",
    name: str | None = None,
) -> Lexicon:
    r"""Read a lexicon.

    Parameters
    ----------
    path : str or path
        The file. In the project's own format a CSV of entries (a header line, at least a column
        ``pattern``; see `Lexicon`), beside which may stand a TOML file of the same name with
        ``name``, ``construct``, ``scale``, ``rules`` and facts.
    format : str, optional
        By default told by the ending, name or header: ``"framing"`` (the project's own),
        ``"table"`` (other names of columns, see `columns`), ``"liwc"`` (.dic), ``"liwc22"``
        (.dicx), ``"quanteda"`` (.yml), ``"yoshikoder"`` (.ykd), ``"lexicoder"`` (.lc3),
        ``"wordstat"`` (.cat), ``"vader"``, ``"afinn"``, ``"nrc"``, ``"loughran-mcdonald"``,
        ``"general-inquirer"``, ``"mpqa"`` (.tff), ``"emfd"`` or ``"words"`` (a word list).
    duplicates : {"error", "last", "mean"}
        What to do where an entry stands twice with different weights. If they are the same, it
        counts once; in the project's own format it is an error too.
    columns : mapping of str to str, optional
        For a CSV or TSV file: its names of the columns ``pattern``, ``category`` and ``weight``.
        Its words are taken as they are, but for ``*`` at the end or start.
    categories : sequence of str, optional
        Categories to keep; by default all.
    encoding : str
        Of a text file.
    name : str, optional
        The lexicon's name, by default that of its file or facts.

    Returns
    -------
    Lexicon
        Categories within others have names such as ``economy.trade``. Of another tool's format,
        weights below 0 make a lexicon of valences, which is read by the rules of context; the
        other lexicons count words as their tools do, without rules. ``changes`` is a table (line,
        kind, message) of what was left out or changed.

    Raises
    ------
    LexiconError
        If a file is not valid, with ``path:line``.
    ValueError
        If a choice is unknown.
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "mood.dic"
    ...     _ = path.write_text("%\n1\taffect\n\t2\thope\n%\nbrave*\t1\t2\n:)\t1\n")
    ...     lexicon = read_lexicon(path)
    >>> lexicon.entries[["pattern", "category"]].to_numpy().tolist()
    [['brave*', 'affect'], ['brave*', 'affect.hope']]
    >>> lexicon.changes["message"].tolist()
    ["':)' is not made of words"]
    """
    source = Source(Path(path), encoding, columns or {})
    check_duplicates(duplicates)
    if format is not None and format not in NAMES:
        message = f"format={format!r}; it is one of {', '.join(NAMES)}"
        raise ValueError(message)
    kind = format or format_of(source)
    if columns and kind != "table":
        message = f"columns= goes with a CSV or TSV table, not with the format {kind!r}"
        raise ValueError(message)
    if kind != OWN:
        content = FORMATS[kind].read(source)
        return to_lexicon(source, content, name=name, duplicates=duplicates, categories=categories)
    table, lines = read_entries(source)
    facts = read_facts(source.path.with_suffix(".toml"))
    given = {key: facts.pop(key) for key in ("construct", "scale", "rules") if key in facts}
    own_name = facts.pop("name", source.path.stem)
    changes: list[Change] = []
    if duplicates != "error":
        table, lines = _merged(source, table, lines, duplicates, changes)
    table, lines = _only(source, table, lines, categories)
    facts["changes"] = _as_table(changes)
    places = [f"{source.path}:{line}" for line in lines]
    return Lexicon(table, name=name or own_name, facts=facts, places=places, **given)


def check_duplicates(duplicates: str) -> None:
    """Refuse a choice that is unknown."""
    if duplicates not in ("error", "last", "mean"):
        message = f"duplicates={duplicates!r}; it is 'error', 'last' or 'mean'"
        raise ValueError(message)


def to_lexicon(
    source: Source,
    content: Content,
    *,
    duplicates: Duplicates,
    name: str | None = None,
    categories: Sequence[str] | None = None,
    facts: Mapping[str, Any] | None = None,
    construct: str | None = None,
) -> Lexicon:
    """Make a lexicon of what a reader found.

    Parameters
    ----------
    source : Source
        The file.
    content : Content
        What was found in it.
    duplicates, name, categories
        As for `read_lexicon`.
    facts : mapping, optional
        Facts of the lexicon.
    construct : str, optional
        Name of its total.

    Returns
    -------
    Lexicon
    """
    name = name or source.path.stem
    rows = content.rows
    graded = content.scale == "valence" or any((row.weight or 0) < 0 for row in rows)
    if not graded:
        for row in rows:
            if row.weight == 0:
                content.note(row.line, "left out", f"{row.pattern!r} has weight 0")
        rows = [row for row in rows if row.weight != 0]
    table = pd.DataFrame(
        {
            "pattern": [row.pattern for row in rows],
            "category": pd.Series([row.category for row in rows], dtype=object),
            "weight": [1.0 if row.weight is None else row.weight for row in rows],
            "blocked": [row.blocked for row in rows],
        }
    )
    for column in dict.fromkeys(column for row in rows for column in row.other):
        table[column] = pd.Series([row.other.get(column) for row in rows], dtype=object)
    table, lines = _merged(source, table, [row.line for row in rows], duplicates, content.changes)
    if graded:
        sign = (table["weight"] > 0).astype(int) - (table["weight"] < 0)
        table["category"] = table["category"].where(table["category"].notna(), sign.map(SIGNS))
    else:
        table["category"] = table["category"].where(table["category"].notna(), name)
    table, lines = _only(source, table, lines, categories)
    if not lines:
        source.fail(1, "no entries in this file")
    return Lexicon(
        table,
        name=name,
        construct=construct,
        scale="valence" if graded else "intensity",
        rules=VALENCE_RULES if graded else (),
        facts={
            **(facts or {}),
            "categories": content.categories,
            "changes": _as_table(content.changes),
        },
        places=[f"{source.path}:{line}" for line in lines],
    )


def _as_table(changes: list[Change]) -> pd.DataFrame:
    return pd.DataFrame(changes, columns=list(Change._fields))


def _only(
    source: Source, table: pd.DataFrame, lines: list[int], categories: Sequence[str] | None
) -> tuple[pd.DataFrame, list[int]]:
    """Keep some categories."""
    if categories is None:
        return table, lines
    if isinstance(categories, str):
        message = f"categories={categories!r}; give a list, as [{categories!r}]"
        raise TypeError(message)
    known = list(table["category"].unique()) if "category" in table else []
    unknown = [category for category in categories if category not in known]
    if unknown:
        shown = ", ".join(map(str, known))[:500]
        source.fail(1, f"no category {unknown[0]!r}; there are {shown}")
    kept = table["category"].isin(list(categories)).to_numpy()
    return table[kept], [line for line, keep in zip(lines, kept, strict=True) if keep]


def _merged(
    source: Source,
    table: pd.DataFrame,
    lines: list[int],
    duplicates: Duplicates,
    changes: list[Change],
) -> tuple[pd.DataFrame, list[int]]:
    """Make one entry of those that say the same; the last one stands."""
    exact = [False] * len(table)
    if "constraints" in table:
        exact = ["case=exact" in str(constraints) for constraints in table["constraints"]]
    category = table["category"] if "category" in table else [None] * len(table)
    keys = zip(map(spelling, table["pattern"], exact), category, strict=True)
    same: dict[tuple[str, Any], list[int]] = {}
    for number, key in enumerate(keys):
        same.setdefault(key, []).append(number)
    if len(same) == len(table):
        return table, lines
    weight = table["weight"].tolist() if "weight" in table else [1.0] * len(table)
    for numbers in same.values():
        if len(numbers) == 1:
            continue
        last = numbers[-1]
        pattern, given = table["pattern"].iloc[last], [weight[number] for number in numbers]
        listed = ", ".join(f"{number:g}" for number in given)
        if len(set(given)) > 1 and duplicates == "error":
            source.fail(
                lines[last],
                f"{pattern!r} has the weights {listed}; choose duplicates='last' or 'mean'",
            )
        changes.append(
            Change(lines[last], "duplicate", f"{pattern!r} has the weights {listed}: {duplicates}")
        )
        if duplicates == "mean":
            weight[last] = sum(given) / len(given)
    kept = sorted(numbers[-1] for numbers in same.values())
    table = table.assign(weight=weight).iloc[kept].reset_index(drop=True)
    return table, [lines[number] for number in kept]
