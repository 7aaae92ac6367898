"""The explained text: every word as strongly marked as it contributed to a model's decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.pages.document import resource
from framing.pages.escaping import escape

_WORD = re.compile(r"\S+")
_COLUMNS = ("label", "feature", "contribution", "start", "end", "text")
_TOLD = 6  # features in a word's tip, and without a place


@dataclass(frozen=True, repr=False)
class Explained:
    """An explained text, shown by notebooks; as a `str` it is a self-contained piece of HTML.

    Attributes
    ----------
    values : dict of str to float
        The decision value of each label.
    html : str
        The marked texts, one a label, without their style sheet.
    """

    values: dict[str, float]
    html: str

    def __str__(self) -> str:
        return f"<style>\n{resource('article.css')}</style>\n{self.html}"

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        told = ", ".join(f"{label} {_signed(value)}" for label, value in self.values.items())
        return f"<Explained: {told}>"


def highlight_contributions(explanation: pd.DataFrame, text: str) -> Explained:
    """Mark the words of a text by what they contributed to a decision.

    Parameters
    ----------
    explanation : pandas.DataFrame
        Rows with ``label, feature, contribution, start, end, text``, as `framing.explain` gives
        them; contributions of a label add up to its decision value.
    text : str
        The text that was explained.

    Returns
    -------
    Explained
        The text once for each label, that with the highest decision value first. What stands in
        several words is shared by their characters. Words that speak for the label are underlined,
        words against it underlined in dashes; the stronger, the deeper the colour. Under the
        pointer stand the features; what stands nowhere is listed above.

    Raises
    ------
    ValueError
        If a column is missing, or the places are not those of the text.

    Examples
    --------
    >>> import pandas as pd
    >>> explanation = pd.DataFrame({
    ...     "label": ["praise"] * 2, "feature": ["superb", "(intercept)"],
    ...     "contribution": [1.5, -0.25], "start": [2, None], "end": [8, None],
    ...     "text": ["superb", ""]})
    >>> highlight_contributions(explanation, "A superb plan.")
    <Explained: praise +1.25>
    """
    missing = [name for name in _COLUMNS if name not in explanation.columns]
    if missing:
        message = (
            f"explanation has no column {missing[0]!r}; a table of contributions has "
            f"{', '.join(_COLUMNS)}, as fr.explain returns; to mark what lexicons found, give "
            "the matches instead: fr.highlight(fr.match(...), article_id)"
        )
        raise ValueError(message)
    placed = explanation.dropna(subset=["start", "end"])
    rows = zip(placed["start"].astype(int), placed["end"].astype(int), placed["text"], strict=True)
    for start, end, words in rows:
        if text[start:end] != words:
            message = (
                f"explanation: {words!r} does not stand at [{start}:{end}] of this text, but "
                f"{text[start:end]!r}; give the text that was explained, unaltered"
            )
            raise ValueError(message)
    values = explanation.groupby("label")["contribution"].sum().sort_values(ascending=False)
    parts = [
        _one_label(str(label), float(value), explanation[explanation["label"] == label], text)
        for label, value in values.items()
    ]
    return Explained({str(label): float(value) for label, value in values.items()}, "".join(parts))


def _one_label(label: str, value: float, rows: pd.DataFrame, text: str) -> str:
    placed = rows.dropna(subset=["start", "end"])
    nowhere = rows[rows["start"].isna()]
    words = "".join(_words(text, placed))
    order = nowhere["contribution"].abs().sort_values(ascending=False).index
    shown = nowhere.loc[order[:_TOLD]]
    items = [
        f"<li>{escape(feature)} {_signed(part)}</li>"
        for feature, part in zip(shown["feature"], shown["contribution"], strict=True)
    ]
    if len(nowhere) > _TOLD:
        rest = nowhere.loc[order[_TOLD:], "contribution"]
        items.append(f"<li>{len(rest)} others {_signed(rest.sum())}</li>")
    return (
        f'<article class="framing-article">\n<p class="sum"><b>{escape(label)}</b> '
        f"{_signed(value)}: words {_signed(placed['contribution'].sum())}, without a place "
        f'{_signed(nowhere["contribution"].sum())}</p>\n<ul class="key">'
        '<li><mark class="for">for it</mark></li><li><mark class="against">against it</mark></li>'
        f'{"".join(items)}</ul>\n<div class="text" dir="auto">{words}</div>\n</article>\n'
    )


def _words(text: str, placed: pd.DataFrame) -> Iterator[str]:
    """Yield the text in pieces, its words marked by their share of the contributions."""
    sums, tips = _share(text, placed)
    strongest = max(map(abs, sums.values()), default=0.0)
    behind = 0
    for (start, end), value in sums.items():
        yield escape(text[behind:start])
        word, behind = escape(text[start:end]), end
        if not value:
            yield word
            continue
        parts = sorted(tips[start, end].items(), key=lambda part: -abs(part[1]))
        told = "\n".join(f"{name}: {_signed(part)}" for name, part in parts[:_TOLD])
        if len(parts) > _TOLD:
            told += f"\n{len(parts) - _TOLD} others"
        tip = escape(f"{_signed(value)}\n{told}")
        kind = "for" if value > 0 else "against"
        strength = f"--strength:{abs(value) / strongest:.2f}"
        yield f'<mark class="{kind}" title="{tip}" style="{strength}">{word}</mark>'
    yield escape(text[behind:])


def _share(
    text: str, placed: pd.DataFrame
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], dict[str, float]]]:
    """Share contributions among the words that they stand in, by characters."""
    words = [found.span() for found in _WORD.finditer(text)]
    starts = np.array([start for start, _ in words], dtype=int)
    sums = dict.fromkeys(words, 0.0)
    tips: dict[tuple[int, int], dict[str, float]] = {word: {} for word in words}
    columns = (placed[name] for name in ("feature", "contribution", "start", "end"))
    for feature, part, start, end in zip(*columns, strict=True):
        first = max(int(np.searchsorted(starts, start, "right")) - 1, 0)
        inside = {
            word: size
            for word in words[first : int(np.searchsorted(starts, end))]
            if (size := min(word[1], end) - max(word[0], start)) > 0
        }
        for word, size in inside.items():
            own = part * size / sum(inside.values())
            sums[word] += own
            tips[word][feature] = tips[word].get(feature, 0.0) + own
    return sums, tips


def _signed(value: float) -> str:
    """Write a contribution with its sign.

    Examples
    --------
    >>> _signed(1.5), _signed(-0.004)
    ('+1.50', '−0.00')
    """
    return f"{'−' if value < 0 else '+'}{abs(value):.2f}"
