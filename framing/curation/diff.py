"""What is different between two lexicons, and what each difference does to the scores."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.lexicons import Lexicon
from framing.lexicons.checks import spelling
from framing.matching import Matches, match
from framing.tokens import Tokens
from framing.tokens.zones import BODY, LEAD

_COMPARED = ("weight", "constraints", "blocked")
_KINDS = {"weight": "re-weighted", "constraints": "constraints", "blocked": "blocked"}
_Key = tuple[str, str]


def diff_lexicons(before: Lexicon, after: Lexicon, tokens: Tokens | None = None) -> pd.DataFrame:
    """Compare two lexicons, such as two versions of one.

    Parameters
    ----------
    before, after : Lexicon
        The lexicons.
    tokens : Tokens, optional
        A corpus to see what each difference does.

    Returns
    -------
    pandas.DataFrame
        One row a difference: ``entry`` (the pattern), ``category``, ``change`` (``added``,
        ``removed``, or what is different of ``re-weighted``, ``constraints`` and ``blocked``),
        ``weight_before`` and ``weight_after`` (NaN where there is no entry). With `tokens` also
        ``count_change`` and ``value_change`` (matches that count, and their values, in lead and
        body, a span once, as in the total of `score`), and ``articles`` (whose scores change).
        Where several differences meet in overlapping matches, the change is that of the longest
        match of a changed entry, earlier ones first; what no entry tells (such as other rules)
        stands in a last row with the entry ``(other)``. So the changes add up to the totals'.

    Examples
    --------
    >>> import framing as fr
    >>> old = fr.Lexicon(pd.DataFrame({"pattern": ["historic", "brave"]}), name="mine")
    >>> table = pd.DataFrame({"pattern": ["historic", "historic deal", "so"]})
    >>> new = fr.Lexicon(table, name="mine")
    >>> tokens = fr.tokenize(["A historic deal of brave men.", "So it is."])
    >>> found = diff_lexicons(old, new, tokens)
    >>> found[["entry", "change", "count_change", "articles"]].to_numpy().tolist()
    [['brave', 'removed', -1, 1], ['historic deal', 'added', 0, 0], ['so', 'added', 1, 1]]
    """
    old, new = _by_key(before), _by_key(after)
    keys = [key for key in old if key not in new or _different(old[key], new[key])]
    keys += [key for key in new if key not in old]
    rows = [_row(old.get(key), new.get(key)) for key in keys]
    columns = ["entry", "category", "change", "weight_before", "weight_after"]
    table = pd.DataFrame(rows, columns=columns)
    if tokens is None:
        return table
    number = {key: n for n, key in enumerate(keys)}
    changes = _changes(match(tokens, before), match(tokens, after), number)
    effects = changes.groupby("cause").agg(
        count_change=("count", "sum"), value_change=("value", "sum")
    )
    moved = changes.groupby(["cause", "article"])[["count", "value"]].sum()
    moved = moved[(moved != 0).any(axis=1)]
    effects["articles"] = moved.groupby("cause").size()
    if len(keys) in moved.index:
        other = pd.DataFrame([("(other)", "", "other", np.nan, np.nan)], columns=columns)
        table = pd.concat([table, other], ignore_index=True)
    effects = effects.reindex(table.index).fillna(0)
    types = {"count_change": int, "value_change": float, "articles": int}
    return table.join(effects.astype(types))


class _Known(NamedTuple):
    """An entry, as far as it is compared."""

    pattern: str
    category: str
    weight: float
    constraints: str
    blocked: str


def _by_key(lexicon: Lexicon) -> dict[_Key, _Known]:
    rows = lexicon.entries[list(_Known._fields)].itertuples(index=False, name=None)
    return {_key(entry): entry for entry in map(_Known._make, rows)}


def _key(entry: _Known) -> _Key:
    return spelling(entry.pattern, "case=exact" in entry.constraints), entry.category


def _different(one: _Known, other: _Known) -> list[str]:
    return [_KINDS[name] for name in _COMPARED if getattr(one, name) != getattr(other, name)]


def _row(old: _Known | None, new: _Known | None) -> tuple[object, ...]:
    shown = new or old
    assert shown is not None
    if old and new:
        change = ", ".join(_different(old, new))
    else:
        change = "added" if new else "removed"
    weights = [entry.weight if entry else np.nan for entry in (old, new)]
    return shown.pattern, shown.category, change, *weights


def _changes(old: Matches, new: Matches, number: dict[_Key, int]) -> pd.DataFrame:
    """Give every span that counts in one of the two only, or otherwise, with what causes it."""
    both = pd.concat([_spans(old, number, -1), _spans(new, number, 1)], ignore_index=True)
    same = both.groupby(["first", "last", "entry"])["value"].transform("size") == 2
    unlike = both.groupby(["first", "last", "entry"])["value"].transform("nunique") == 2
    both = both[~same | unlike | (both["cause"] < len(number))]
    both = both.sort_values(["first", "last"], kind="stable")
    reach = both["last"].cummax().shift(fill_value=-1)
    both["place"] = (both["first"] > reach).cumsum()
    both["length"] = both["last"] - both["first"]
    both["told"] = both["cause"] < len(number)
    order = ["place", "told", "length", "first"]
    chosen = both.sort_values(order, ascending=[True, False, False, True], kind="stable")
    cause = chosen.drop_duplicates("place").set_index("place")["cause"]
    both["cause"] = both["place"].map(cause)
    both["count"] = both["sign"] * (both["value"] != 0)
    both["value"] = both["sign"] * both["value"]
    return both


def _spans(matches: Matches, number: dict[_Key, int], sign: int) -> pd.DataFrame:
    """Give the spans in lead and body, each once with its largest value."""
    (lexicon,) = matches.lexicons
    keys = list(_by_key(lexicon))
    cause = np.array([number.get(key, len(number)) for key in keys])
    names = np.array([f"{pattern}\0{category}" for pattern, category in keys], object)
    table = pd.DataFrame(
        {
            "first": matches.first,
            "last": matches.last,
            "article": matches.article,
            "entry": names[matches.entry],
            "cause": cause[matches.entry],
            "value": matches.value,
            "sign": sign,
        }
    )
    table = table[np.isin(matches.zone, (LEAD, BODY))]
    largest = table["value"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[largest].drop_duplicates(["first", "last"]).sort_index()
