"""Targets: who may be praised or criticised, and where the articles mention them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.lexicons import Lexicon, LexiconError
from framing.lexicons.checks import spelling
from framing.matching.places import Ints
from framing.matching.selection import Spans
from framing.tokens import Tokens

NOBODY = "(none)"
Flags = NDArray[np.bool_]
COLUMNS = ("article_id", "start", "end", "target")


class Mentions(NamedTuple):
    """Where targets are mentioned: first and last token, and number of the target, in order."""

    first: Ints
    last: Ints
    target: Ints


def targets(patterns: Mapping[str, Sequence[str]]) -> Lexicon:
    """Make the lexicon of those whose praise and criticism is to be told apart.

    Parameters
    ----------
    patterns : mapping of str to sequence of str
        For each target the patterns that mention it, in the pattern language of
        `framing.lexicons.patterns`. Names as well as descriptions ("the country") and pronouns may
        be listed; what is listed counts as a mention wherever it stands.

    Returns
    -------
    Lexicon
        Named ``targets``, a category for each target, in the order given. No context rule changes
        it.

    Raises
    ------
    ValueError
        If there is no target, a target has no patterns, a name is empty or ``(none)``, a pattern
        is not valid, or one stands under two targets.
    TypeError
        If `patterns` is no mapping, a target's patterns are no sequence of strings (a bare string
        is none), or a name is no string.

    Notes
    -----
    A pattern that begins with a capital mentions its target only where the text has a capital too:
    "May" is not "may". A pattern in capitals, such as "US" or "WHO", stands as it is written.

    Examples
    --------
    >>> targets({"Ruritania": ["Ruritania*", "Strelsau"], "UN": ["UN", "United Nations"]})
    <Lexicon targets: 4 entries, 2 categories>
    """
    _check(patterns)
    rows = [(name, pattern) for name, listed in patterns.items() for pattern in listed]
    seen: dict[str, str] = {}
    for name, pattern in rows:
        other = seen.setdefault(spelling(pattern, _is_acronym(pattern)), name)
        if other != name:
            message = (
                f"patterns: {pattern!r} is listed for {other!r} and for {name!r}; a mention has "
                "one target, so leave it to one of them"
            )
            raise LexiconError(message)
    table = pd.DataFrame(rows, columns=["category", "pattern"])
    table["constraints"] = ["case=exact" if _is_acronym(pattern) else "" for _, pattern in rows]
    places = [
        f"patterns[{name!r}][{n}]" for name, listed in patterns.items() for n in range(len(listed))
    ]
    return Lexicon(table, name="targets", rules=(), places=places)


def _check(patterns: Mapping[str, Sequence[str]]) -> None:
    how = 'give a dict such as {"Ruritania": ["Ruritania*", "Strelsau"]}'
    if not isinstance(patterns, Mapping):
        message = f"patterns is a {type(patterns).__name__}; {how}"
        raise TypeError(message)
    if not patterns:
        message = f"patterns is empty; {how}"
        raise LexiconError(message)
    for name, listed in patterns.items():
        if not isinstance(name, str):
            message = f"patterns: the target {name!r} is a {type(name).__name__}; name it by a str"
            raise TypeError(message)
        if not name.strip() or name == NOBODY:
            message = f"patterns: a target is named {name!r}; give it another name"
            raise LexiconError(message)
        if isinstance(listed, str) or not isinstance(listed, Sequence):
            message = f"patterns[{name!r}] is {listed!r}; give a list of patterns: {how}"
            raise TypeError(message)
        for pattern in listed:
            if not isinstance(pattern, str):
                message = f"patterns[{name!r}] holds {pattern!r}; a pattern is a str"
                raise TypeError(message)
        if not listed:
            message = f"patterns[{name!r}] is empty; list what mentions this target"
            raise LexiconError(message)


def _is_acronym(pattern: str) -> bool:
    """Tell whether a pattern is written in capitals, so that its case tells it from a word."""
    return len(pattern) > 1 and pattern.isupper() and "_" not in pattern


def lexical_mentions(tokens: Tokens, spans: Spans, target: Ints, named: Flags) -> Mentions:
    """Choose the mentions among the matches of a lexicon of targets.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    spans : Spans
        Its matches, in order of place.
    target : numpy.ndarray of int
        The target of each entry.
    named : numpy.ndarray of bool
        Whether the pattern of each entry begins with a capital.

    Returns
    -------
    Mentions
        Without those of names that stand in small letters; of two targets at one place the first.
    """
    kept = tokens.capital[spans.first] | ~named[spans.entry]
    kept &= np.append(True, spans.first[1:] != spans.first[:-1])[: len(kept)]
    return Mentions(spans.first[kept], spans.last[kept], target[spans.entry[kept]])


def check_targets(targets: object, ids: pd.Index) -> None:
    """Refuse what is no lexicon and no table of marked mentions of these articles.

    Parameters
    ----------
    targets : Lexicon or pandas.DataFrame
        As of `match`.
    ids : pandas.Index
        The articles there are.

    Raises
    ------
    TypeError
        If it is neither.
    ValueError
        If a row of the table is wrong.
    """
    if isinstance(targets, pd.DataFrame):
        _check_marked(targets, ids)
    elif isinstance(targets, Lexicon):
        if NOBODY in targets.categories:
            message = f"targets has the category {NOBODY!r}; give the target another name"
            raise ValueError(message)
    else:
        message = (
            f"targets is a {type(targets).__name__}; make a lexicon of a dict with "
            f"fr.targets(...), or give a table with the columns {', '.join(COLUMNS)}"
        )
        raise TypeError(message)


def _check_marked(table: pd.DataFrame, ids: pd.Index) -> None:
    """Refuse a table of marked mentions that lacks a column or a target, or names no article."""
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        message = (
            f"targets has no column {missing[0]!r}; a table of marked mentions has "
            f"{', '.join(COLUMNS)}"
        )
        raise ValueError(message)
    for name in ("start", "end") if len(table) else ():
        if not pd.api.types.is_integer_dtype(table[name]) or table[name].isna().any():
            message = f"targets[{name!r}] is {table[name].dtype}; give offsets as whole numbers"
            raise TypeError(message)
    for name in table["target"]:
        if not isinstance(name, str):
            message = f"targets['target'] holds {name!r}; name each target by a str"
            raise TypeError(message)
        if not name.strip() or name == NOBODY:
            message = f"targets['target'] holds {name!r}; give the target another name"
            raise ValueError(message)
    unknown = table.loc[~table["article_id"].isin(ids), "article_id"]
    if len(unknown):
        message = (
            f"targets names the article {unknown.tolist()[0]!r}, which is not in the corpus; its "
            f"ids begin with {', '.join(map(repr, ids[:3].tolist()))}"
        )
        raise ValueError(message)


def marked_mentions(tokens: Tokens, table: pd.DataFrame, names: Sequence[str]) -> Mentions:
    """Find the tokens of marked mentions.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    table : pandas.DataFrame
        Rows that `check_targets` has passed; those of other articles are left aside.
    names : sequence of str
        The targets.

    Returns
    -------
    Mentions

    Raises
    ------
    ValueError
        If a mention lies outside its text, does not begin and end with a word, or overlaps another.
    """
    article = tokens.corpus.ids.get_indexer(pd.Index(table["article_id"]))
    table, article = table[article >= 0], article[article >= 0]
    begin, end = table["start"].to_numpy(np.int64), table["end"].to_numpy(np.int64)
    width = int(max((len(text) for text in tokens.texts), default=0)) + 1
    size = np.array([len(tokens.texts[number]) for number in article.tolist()], np.int64)
    _refuse(tokens, table, (begin < 0) | (end > size) | (begin >= end), "lies outside its text")
    base = tokens.article * np.int64(width)
    first = np.searchsorted(base + tokens.start, article * width + begin)
    last = np.searchsorted(base + tokens.end, article * width + end)
    known = np.append(base + tokens.start, -1)[first] == article * width + begin
    known &= np.append(base + tokens.end, -1)[last] == article * width + end
    _refuse(tokens, table, ~known, "does not begin and end with a word")
    order = np.argsort(first, kind="stable")
    again = np.zeros(len(first), bool)
    again[order[1:]] = first[order][1:] <= last[order][:-1]
    _refuse(tokens, table, again, "overlaps another mention")
    number = pd.Index(names).get_indexer(pd.Index(table["target"]))
    return Mentions(first[order], last[order], number[order])


def _refuse(tokens: Tokens, table: pd.DataFrame, wrong: Any, why: str) -> None:
    if not wrong.any():
        return
    row = table[list(COLUMNS)][wrong].iloc[0].to_dict()
    text = tokens.texts[tokens.corpus.ids.get_loc(row["article_id"])]
    message = (
        f"targets: the mention of {row['target']!r} at [{row['start']}:{row['end']}] in article "
        f"{row['article_id']!r} {why}; there stands "
        f"{text[max(row['start'], 0) : max(row['end'], 0)][:40]!r} in {len(text):,} characters. "
        "Offsets count characters of the column text, from 0"
    )
    raise ValueError(message)
