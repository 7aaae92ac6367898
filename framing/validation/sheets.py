"""Coding sheets: who codes which unit, in which order, blind to everything but the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from framing.validation.codings import named, require_columns

#: What a coder sees of a unit, in this order, as far as the sample has it.
SHOWN = ("code", "text", "focus")

Codebook = Mapping[str, Sequence[Any] | str]


def coding_sheet(
    sample: pd.DataFrame,
    *,
    codebook: Codebook,
    coders: Sequence[str],
    overlap: float = 0.2,
    random_state: int | np.random.Generator | None = None,
) -> pd.DataFrame:
    """Hand out a sample to coders: blind, in random order, with an overlap set.

    Parameters
    ----------
    sample : pandas.DataFrame
        One row a unit, as from :func:`coding_sample`: the index names it, ``text`` is what is
        read; ``focus`` (the words of a match) and ``pi`` are kept if there.
    codebook : mapping of str to sequence or str
        The questions, each with its allowed values, as ``{"promotion": [0, 1, 2, 3]}``; or with
        the word ``"number"`` or ``"text"`` for an open answer. Empty if passages alone are marked.
    coders : sequence of str
        The coders' names; letters, digits, spaces, ``-`` and ``_``.
    overlap : float, default 0.2
        Share of the units that every coder codes, to measure agreement. The others are dealt out
        evenly. 1 gives everybody everything.
    random_state : int, numpy.random.Generator or None, default None
        Seed of the dealing and of each coder's order.

    Returns
    -------
    pandas.DataFrame
        The key, for the researcher and not for the coders: one row a coder and unit, in the order
        of coding, with the columns ``coder``, ``code`` (a neutral number, for the unit's own name
        may tell the outlet), ``unit``, ``overlap`` (True if all code it), ``text``, and ``focus``
        and ``pi`` if the sample has them. Keep it: reading the sheets back needs it.

    Raises
    ------
    ValueError
        If the sample has no ``text``, names a unit twice, or a unit's text is missing; if coders
        or questions are doubled, absent or badly named.

    See Also
    --------
    write_sheets : make the files that the coders fill in.

    Examples
    --------
    >>> sample = pd.DataFrame({"text": ["One.", "Two.", "Three."]}, index=["h1", "h2", "g1"])
    >>> key = coding_sheet(
    ...     sample, codebook={"promotion": [0, 1]}, coders=["Ann", "Ben"], overlap=0.3,
    ...     random_state=0,
    ... )
    >>> key[["coder", "code", "unit", "overlap"]]
      coder code unit  overlap
    0   Ann   u2   h1    False
    1   Ann   u1   g1     True
    2   Ben   u1   g1     True
    3   Ben   u3   h2    False
    """
    check_codebook(codebook)
    _check(sample, coders, overlap)
    rng = np.random.default_rng(random_state)
    order = sample.index[rng.permutation(len(sample))]
    width = len(str(len(order)))
    codes = pd.Series([f"u{number:0{width}}" for number in range(1, len(order) + 1)], order)
    shared = max(round(overlap * len(order)), int(overlap > 0))
    columns = [name for name in ("text", "focus", "pi") if name in sample.columns]
    parts = []
    for turn, coder in enumerate(coders):
        own = order[:shared].append(order[shared + turn :: len(coders)])
        own = own[rng.permutation(len(own))]
        head = {
            "coder": coder,
            "code": codes.loc[own].to_numpy(),
            "unit": own,
            "overlap": own.isin(order[:shared]),
        }
        parts.append(pd.DataFrame(head).join(sample[columns], on="unit"))
    return pd.concat(parts, ignore_index=True)


def check_codebook(codebook: Codebook) -> None:
    """Refuse a codebook that cannot be put to coders.

    Parameters
    ----------
    codebook : mapping of str to sequence or str
        As in :func:`coding_sheet`.

    Raises
    ------
    ValueError
        If a question takes the name of a column of the sheets, or if its values are fewer than
        two, doubled, or an unknown word.
    """
    for question, values in codebook.items():
        if question in (*SHOWN, "coder", "note", "unit"):
            message = f"codebook: the question {question!r} takes a column's name. Rename it."
            raise ValueError(message)
        if isinstance(values, str):
            if values not in ("number", "text"):
                message = (
                    f"codebook: question {question!r} has the values {values!r}. "
                    "Give a list of values, or 'number' or 'text'."
                )
                raise ValueError(message)
        elif len(values) < 2 or len({str(value) for value in values}) < len(values):
            message = (
                f"codebook: question {question!r} must have two or more different values, "
                f"not {list(values)}."
            )
            raise ValueError(message)


def _check(sample: pd.DataFrame, coders: Sequence[str], overlap: float) -> None:
    """Refuse samples and coders that no sheet can be made of."""
    require_columns(sample, ("text",), "sample")
    if not sample.index.is_unique:
        twice = sample.index[sample.index.duplicated()][0]
        message = f"sample: unit {named(twice)} stands twice in the index. Keep one of the rows."
        raise ValueError(message)
    if sample["text"].isna().any():
        message = f"sample: unit {named(sample.index[sample['text'].isna()][0])} has no text."
        raise ValueError(message)
    if isinstance(coders, str) or not coders or len(set(coders)) < len(coders):
        message = f"coders must be a list of different names, not {coders!r}."
        raise ValueError(message)
    for coder in coders:
        if not re.fullmatch(r"[\w-]+( [\w-]+)*", coder):
            message = f"coders: {coder!r} is no name. Use letters, digits, spaces, - and _."
            raise ValueError(message)
    if not 0 <= overlap <= 1:
        message = f"overlap must lie between 0 and 1, not {overlap}."
        raise ValueError(message)
