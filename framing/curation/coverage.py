"""How much of a corpus a lexicon reaches, and by how many of its entries."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from framing.lexicons import Lexicon
from framing.matching import Matches


def coverage(matches: Matches, *, by: Literal["category", "entry"] = "category") -> pd.DataFrame:
    """Tell how much of a corpus lexicons reach, and by how many of their entries.

    Parameters
    ----------
    matches : Matches
        The matches. All voices and zones are looked at, and matches of value 0 too.
    by : {"category", "entry"}
        What to give a row for.

    Returns
    -------
    pandas.DataFrame
        By category, one row for each of each lexicon, and one for its total (category ``(all)``, in
        which a span counts once): ``lexicon``, ``category``, ``entries``, ``seen`` and ``unseen``
        (entries with and without a match), ``matches``, ``articles`` (share with a match),
        ``tokens`` (share within a match), ``top_entry``, ``top_share`` (its share of the matches)
        and ``effective`` (entries that, used alike, would be as concentrated: 1 / sum of squared
        shares). By entry: ``lexicon``, ``category``, ``entry``, ``matches``, ``share`` (of its
        category's matches), ``articles`` (how many), most frequent first, the unseen last.

    Raises
    ------
    ValueError
        If `by` is unknown.

    Examples
    --------
    >>> import framing as fr
    >>> table = pd.DataFrame({"pattern": ["brave", "bold*", "splendid"]})
    >>> tokens = fr.tokenize(["A brave, bold, boldly brave act.", "It rained."])
    >>> found = coverage(fr.match(tokens, fr.Lexicon(table, name="mine")), by="entry")
    >>> found[["entry", "matches", "share"]].to_numpy().tolist()
    [['brave', 2, 0.5], ['bold*', 2, 0.5], ['splendid', 0, 0.0]]
    """
    if by not in ("category", "entry"):
        message = f"by={by!r}; it is 'category' or 'entry'"
        raise ValueError(message)
    give = _categories if by == "category" else _entries
    return pd.concat(
        [give(matches.of(lexicon.name), lexicon) for lexicon in matches.lexicons],
        ignore_index=True,
    )


def _entries(matches: Matches, lexicon: Lexicon) -> pd.DataFrame:
    found = np.bincount(matches.entry, minlength=len(lexicon))
    pairs = np.unique(np.column_stack([matches.entry, matches.article]), axis=0)
    category = lexicon.entries["category"]
    total = pd.Series(found).groupby(category.to_numpy()).transform("sum").to_numpy()
    table = pd.DataFrame(
        {
            "lexicon": lexicon.name,
            "category": category,
            "entry": lexicon.entries["pattern"],
            "matches": found,
            "share": np.divide(found, total, out=np.zeros(len(found)), where=total > 0),
            "articles": np.bincount(pairs[:, 0], minlength=len(lexicon)),
        }
    )
    return table.sort_values("matches", ascending=False, kind="stable", ignore_index=True)


def _categories(matches: Matches, lexicon: Lexicon) -> pd.DataFrame:
    names = list(lexicon.categories)
    of_entry = lexicon.entries["category"].map({name: n for n, name in enumerate(names)})
    rows = [
        _row(matches, lexicon, name, matches.category == n, (of_entry == n).to_numpy())
        for n, name in enumerate(names)
    ]
    span = matches.first * (len(matches.tokens) + 1) + matches.last
    once = np.zeros(len(matches), bool)
    once[np.unique(span, return_index=True)[1]] = True
    everything = np.ones(len(lexicon), bool)
    return pd.DataFrame([*rows, _row(matches, lexicon, "(all)", once, everything)])


def _row(
    matches: Matches, lexicon: Lexicon, name: str, chosen: np.ndarray, entries: np.ndarray
) -> dict[str, object]:
    tokens = matches.tokens
    found = np.bincount(matches.entry[chosen], minlength=len(lexicon))
    total, top = int(chosen.sum()), int(found.argmax())
    covered = int((matches.last - matches.first + 1)[chosen].sum())
    seen = int((np.bincount(matches.entry, minlength=len(lexicon)) > 0)[entries].sum())
    return {
        "lexicon": lexicon.name,
        "category": name,
        "entries": int(entries.sum()),
        "seen": seen,
        "unseen": int(entries.sum()) - seen,
        "matches": total,
        "articles": len(np.unique(matches.article[chosen])) / max(len(tokens.corpus), 1),
        "tokens": covered / max(len(tokens), 1),
        "top_entry": lexicon.entries["pattern"].iloc[top] if total else "",
        "top_share": found[top] / total if total else np.nan,
        "effective": total**2 / (found.astype(float) ** 2).sum() if total else np.nan,
    }
