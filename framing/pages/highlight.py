"""The marked article: every match where it stands, what it is worth, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.matching import Matches
from framing.pages.contributions import Explained, highlight_contributions
from framing.pages.document import resource
from framing.pages.escaping import escape
from framing.pages.layers import layers
from framing.pages.legend import Total, legend, total
from framing.pages.signs import signs
from framing.pages.spans import CUE, ZONE, Span, paint

_SHOWN_IDS = 5


@dataclass(frozen=True, repr=False)
class Highlight:
    """A marked article, shown by notebooks; as a `str` it is a self-contained piece of HTML.

    Attributes
    ----------
    article_id : str or int
        The article.
    outlet, date, title : str
        As the corpus has them; empty where it has none. The date is written as 2024-05-31.
    totals : tuple of Total
        For each lexicon ``construct``, ``count``, ``value`` and ``words``: what its total is
        computed from.
    html : str
        The marked article without its style sheet.
    """

    article_id: str | int
    outlet: str
    date: str
    title: str
    totals: tuple[Total, ...]
    html: str

    def __str__(self) -> str:
        return f"<style>\n{resource('article.css')}</style>\n{self.html}"

    def _repr_html_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        told = "; ".join(f"{found.construct}: {found}" for found in self.totals)
        return f"<Highlight {self.article_id!r}: {told}>"


@overload
def highlight(matches: Matches, article_id: str | int) -> Highlight: ...
@overload
def highlight(matches: pd.DataFrame, article_id: str) -> Explained: ...
def highlight(matches: Matches | pd.DataFrame, article_id: str | int) -> Highlight | Explained:
    """Mark the matches in an article, or what each word of a text contributed to a decision.

    Parameters
    ----------
    matches : Matches or pandas.DataFrame
        The matches; or a table of contributions, as `framing.explain` gives it.
    article_id : str or int
        The article; with contributions, the text that was explained.

    Returns
    -------
    Explained
        With contributions: see `highlight_contributions`.
    Highlight
        The article's text, whole and unaltered, with its metadata and sums. Each match has the
        colour and the code of its category, and tells its lexicon, category, entry, weight, value,
        voice, speaker and cues under the pointer. A match that its context set to 0 is struck
        through; cues are dotted (thinly where they left the value as it is), in the colour of
        their match, with an arrow and its code. Quoted speech is shaded, reported speech hatched, a
        borrowed judgement has a line above; speakers are bold, words that report italic. What is
        left out of the counting is grey.

    Raises
    ------
    KeyError
        If there is no such article.

    Notes
    -----
    The sums are those of `score`: counted are matches in lead and body whose value is not 0, and
    words of lead and body, in all voices.

    Examples
    --------
    >>> import pandas as pd
    >>> import framing as fr
    >>> lexicon = fr.Lexicon(pd.DataFrame({"pattern": ["historic"]}), name="mine")
    >>> matches = fr.match(fr.tokenize(["A historic day."]), lexicon)
    >>> highlight(matches, 0)
    <Highlight 0: mine: 1 match counted, value 1, in 3 words: 333.3 per 1,000 words>
    """
    if isinstance(matches, pd.DataFrame):
        return highlight_contributions(matches, str(article_id))
    tokens = matches.tokens
    article = _find(tokens.corpus, article_id)
    chosen = range(*np.searchsorted(matches.first, tokens.ptr[article : article + 2]).tolist())
    sign_of = signs(matches.lexicons)
    spans = layers(matches, article, chosen, sign_of)
    lexicons = range(len(matches.lexicons))
    totals = tuple(total(matches, article, chosen, lexicon) for lexicon in lexicons)
    sums = "".join(
        f'<p class="sum"><b>{escape(found.construct)}</b> {found}</p>\n'
        f"{legend(matches, chosen, lexicon, sign_of)}"
        for lexicon, found in zip(lexicons, totals, strict=True)
    )
    facts = {name: _fact(tokens.corpus, article, name) for name in ("outlet", "date", "title")}
    heading = "" if tokens.corpus.title_ends[article] else facts["title"]
    html = (
        f'<article class="framing-article">\n'
        f"{_header([facts['outlet'], facts['date'], article_id], heading)}{sums}{_key(spans)}"
        f'<div class="text" dir="auto">{paint(tokens.texts[article], spans)}</div>\n</article>\n'
    )
    return Highlight(article_id, **facts, totals=totals, html=html)


def _find(corpus: Corpus, article_id: str | int) -> int:
    article = int(corpus.ids.get_indexer(pd.Index([article_id]))[0])
    if article < 0:
        known = ", ".join(map(repr, corpus.ids[:_SHOWN_IDS].tolist())) or "none"
        more = ", ..." if len(corpus) > _SHOWN_IDS else ""
        message = f"no article_id {article_id!r} in this corpus; it has {known}{more}"
        raise KeyError(message)
    return article


def _fact(corpus: Corpus, article: int, column: str) -> str:
    fact: Any = corpus.table[column].iloc[article] if column in corpus.table.columns else None
    if pd.isna(fact):
        return ""
    return f"{fact:%Y-%m-%d}" if column == "date" else str(fact)


def _header(facts: list[Any], title: str) -> str:
    known = " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts if fact != "")
    heading = f'<h2 dir="auto">{escape(title)}</h2>\n' if title else ""
    return f'<header>\n<p class="facts">{known}</p>\n{heading}</header>\n'


def _key(spans: list[Span]) -> str:
    """Explain the signs that occur, but those of categories."""
    classes = {name for span in spans for name in span.classes.split()}
    layers = {span.layer for span in spans}
    told = [
        ("zeroed" in classes, '<span class="zeroed">struck</span>: set to 0 by its context'),
        (
            any(span.layer == CUE and "kept" not in span.classes for span in spans),
            '<span class="cue">dotted</span>: words that changed the value of → a match',
        ),
        (
            "kept" in classes,
            '<span class="cue kept">thin dots</span>: context that left a value as it is',
        ),
        ("quoted" in classes, '<span class="quoted">shaded</span>: quoted'),
        ("reported" in classes, '<span class="reported">hatched</span>: reported'),
        ("borrowed" in classes, '<span class="borrowed">line above</span>: borrowed judgement'),
        ("speaker" in classes, '<span class="speaker">bold</span>: speaker'),
        ("reporting" in classes, '<span class="reporting">italic</span>: words that report'),
        (ZONE in layers, '<span class="uncounted">grey</span>: not counted'),
    ]
    targets = {span.code: span.tip for span in spans if span.classes == "target"}
    told += [(True, f"{escape(code)} {escape(tip)}") for code, tip in sorted(targets.items())]
    items = "".join(f"<li>{item}</li>" for occurs, item in told if occurs)
    return f'<ul class="key">{items}</ul>\n' if items else ""
