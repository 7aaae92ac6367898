"""Candidates for targets: the names that articles mention, for a human to choose from."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.matching import grammar
from framing.tokens import Tokens
from framing.tokens.zones import BODY, LEAD

LONGEST = 6  # words in a name
SPELLINGS = 25  # mentions whose spelling is looked at
SAME = 0.8  # share of the fuller names that end in a name, from which on it stands for the first
_TITLES = frozenset(
    "president minister premier chancellor mr mrs ms miss dr prof professor sir dame senator sen "
    "rep representative congressman congresswoman governor gov mayor secretary ambassador".split()
)
_BEFORE_TITLES = frozenset("vice prime first foreign former deputy us uk".split())
_WITHIN = frozenset("de du von van der bin al el ibn".split())
_NOT = grammar.WORDS[grammar.TIME] + " " + grammar.WORDS[grammar.SELF]
_Flags = NDArray[np.bool_]


class _Form(NamedTuple):
    """A name as it is written: its words, folded and without stops; where it stands."""

    words: tuple[str, ...]
    text: str
    mentions: int
    articles: NDArray[np.int64]


def suggest_targets(tokens: Tokens, *, min_count: int = 2, limit: int = 50) -> pd.DataFrame:
    """List the capitalised names of articles by frequency, variants joined.

    Nothing is chosen: who is a target is a question of the study.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    min_count : int
        Names stand at least so often, all variants together.
    limit : int
        How many to give.

    Returns
    -------
    pandas.DataFrame
        One row a name, most mentions first: ``name`` (its most frequent variant without a title),
        ``variants`` (a list, most frequent first), ``articles`` and ``mentions`` (that have it, and
        how often, all variants together), ``patterns`` (a list that matches the variants, so that
        ``targets(dict(zip(table["name"], table["patterns"])))`` takes the table as it is).

    Raises
    ------
    TypeError, ValueError
        If `tokens` are no `Tokens`, or a number is below 1.

    Notes
    -----
    A name is a run of up to six capitalised words in lead or body, perhaps with a particle such as
    "van" between, or "of" behind the first. A capital at the start of a sentence counts only for
    words that have one inside sentences too, and more often than not. Titles are left off, so that
    "President Zenda" and "Mrs. Zenda" are both "Zenda": look at the variants. A name that is the
    end of fuller names ("Aliyev", "Ilham Aliyev") is joined to the most frequent of them if that
    has at least 80 % of their mentions; else it stands alone. Adjectives of nationality are names
    of their own; descriptions ("the country") and pronouns are not found.

    Examples
    --------
    >>> import framing as fr
    >>> texts = ["They met Mr. Rudolf Hentzau in Zenda.", "The U.S. praised Hentzau."]
    >>> fr.suggest_targets(fr.tokenize(texts))[["name", "variants", "mentions"]]
          name                       variants  mentions
    0  Hentzau  [Hentzau, Mr. Rudolf Hentzau]         2
    """
    if not isinstance(tokens, Tokens):
        message = f"tokens is a {type(tokens).__name__}; tokenize the articles: fr.tokenize(...)"
        raise TypeError(message)
    for argument, number in (("min_count", min_count), ("limit", limit)):
        if number < 1:
            message = f"{argument}={number}; it is a whole number, 1 or more"
            raise ValueError(message)
    families = _families(_forms(tokens, *_runs(tokens, _named(tokens))))
    rows = [_row(forms) for forms in families]
    columns = ["name", "variants", "articles", "mentions", "patterns"]
    table = pd.DataFrame([row for row in rows if row[3] >= min_count], columns=columns)
    by = ["mentions", "articles"]
    return table.sort_values(by, ascending=False, kind="stable", ignore_index=True).head(limit)


def _named(tokens: Tokens) -> _Flags:
    """Tell which tokens are words of names."""
    size = len(tokens.vocabulary.types)
    first = np.append(True, tokens.sentence[1:] != tokens.sentence[:-1])[: len(tokens)]
    inside = (tokens.zone == LEAD) | (tokens.zone == BODY)
    told = inside & ~first
    capital = np.bincount(tokens.ids[told & tokens.capital], minlength=size)
    usual = 2 * capital > np.bincount(tokens.ids[told], minlength=size)
    never = np.isin(tokens.vocabulary.types, _NOT.split())
    return inside & tokens.capital & (usual[tokens.ids] | ~first) & ~never[tokens.ids]


def _runs(tokens: Tokens, named: _Flags) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give first token and length of each run of words of a name, small words between."""
    types = np.array(tokens.vocabulary.types, object)
    small = np.isin(types, list(_WITHIN))[tokens.ids] & ~named
    joined = np.append(
        False, (tokens.sentence[1:] == tokens.sentence[:-1]) & (tokens.parted[1:] == 0)
    )
    joined = joined[: len(tokens)]
    beside = np.append(joined[1:], False)[: len(tokens)]
    before = np.append(False, named[:-1])[: len(tokens)] & joined
    behind = np.append(named[1:], False)[: len(tokens)] & beside
    head = named & ~before & ~np.isin(types, list(_TITLES))[tokens.ids]  # "Bank" of Ruritania
    small |= (types == "of")[tokens.ids] & np.append(False, head[:-1])[: len(tokens)]
    part = named | small & before & behind
    begins = part & ~(np.append(False, part[:-1])[: len(tokens)] & joined)
    first = np.flatnonzero(begins)
    breaks = np.flatnonzero(np.append(~part | begins, True))
    end = breaks[np.searchsorted(breaks, first, "right")]
    return first, np.minimum(end - first, LONGEST)


def _forms(tokens: Tokens, first: NDArray[np.int64], length: NDArray[np.int64]) -> list[_Form]:
    """Count equal runs; the most frequent spelling of the first few stands for all."""
    forms = []
    types = tokens.vocabulary.types
    for size in range(1, LONGEST + 1):
        begin = first[length == size]
        rows, which = np.unique(
            tokens.ids[begin[:, None] + np.arange(size)], axis=0, return_inverse=True
        )
        order = np.argsort(which, kind="stable")
        ends = np.cumsum(np.bincount(which, minlength=len(rows)))[:-1]
        for row, mine in zip(rows.tolist(), np.split(begin[order], ends), strict=False):
            texts = Counter(tokens.text(at, at + size - 1) for at in mine[:SPELLINGS].tolist())
            words = tuple(types[number].replace(".", "") for number in row)
            articles = np.unique(tokens.article[mine])
            forms.append(_Form(words, texts.most_common(1)[0][0], len(mine), articles))
    return forms


def _titles(words: tuple[str, ...]) -> int:
    """Count the words of a title before a name."""
    count = 0
    for number, word in enumerate(words[:-1], start=1):
        if word in _TITLES:
            count = number
        elif word not in _BEFORE_TITLES:
            break
    return count if words[-1] not in _TITLES and words[count] != "of" else 0


def _families(forms: list[_Form]) -> list[list[_Form]]:
    """Join forms that differ in their title, and names that are the end of one fuller name."""
    bare: dict[tuple[str, ...], list[_Form]] = {}
    for form in forms:
        if _TITLES.issuperset(form.words):
            continue
        bare.setdefault(form.words[_titles(form.words) :], []).append(form)
    count = {name: sum(form.mentions for form in same) for name, same in bare.items()}
    fuller: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for name in bare:
        for begin in range(1, len(name)) if "of" not in name else ():
            fuller.setdefault(name[begin:], []).append(name)
    families: dict[tuple[str, ...], list[_Form]] = {}
    for name, same in bare.items():
        families.setdefault(_fullest(name, fuller, count), []).extend(same)
    return list(families.values())


def _fullest(
    name: tuple[str, ...],
    fuller: dict[tuple[str, ...], list[tuple[str, ...]]],
    count: dict[tuple[str, ...], int],
) -> tuple[str, ...]:
    """Give the fullest name that a name stands for."""
    while name in fuller:
        best = max(fuller[name], key=lambda full: (count[full], full))
        if count[best] < SAME * sum(count[full] for full in fuller[name]):
            break
        name = best
    return name


def _row(forms: list[_Form]) -> tuple[str, list[str], int, int, list[str]]:
    """Give name, variants, articles, mentions and patterns of a family."""
    forms = sorted(forms, key=lambda form: (-form.mentions, form.text))
    bare: Counter[str] = Counter()
    for form in forms:
        bare[form.text.split(maxsplit=_titles(form.words))[-1]] += form.mentions
    names = [name for name, _ in bare.most_common()]
    return (
        names[0],
        [form.text for form in forms],
        len(np.unique(np.concatenate([form.articles for form in forms]))),
        sum(form.mentions for form in forms),
        [re.sub(r"([\\*?_(){}|])", r"\\\1", name) for name in names],
    )
