"""A corpus to read: its marked articles on one page, one at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.matching import Matches
from framing.pages.document import head, inner_frame, resource, tail
from framing.pages.escaping import escape
from framing.pages.highlight import Highlight, highlight
from framing.pages.reader import reader


@dataclass(frozen=True, repr=False)
class Browser:
    """Marked articles to step through, shown by notebooks; as a `str` it is a whole page.

    Attributes
    ----------
    articles : tuple of Highlight
        The articles on the page.
    n_left_out : int
        How many articles of the corpus are not.
    html : str
        The page, which needs no network and no other file.
    """

    articles: tuple[Highlight, ...]
    n_left_out: int
    html: str

    def __str__(self) -> str:
        return self.html

    def _repr_html_(self) -> str:
        return inner_frame(self.html, "Marked articles")

    def __repr__(self) -> str:
        return f"<Browser: {len(self.articles):,} articles, {self.n_left_out:,} left out>"


def browse(matches: Matches, *, limit: int = 300, random_state: int = 0) -> Browser:
    """Put the marked articles of a corpus on a page to read in.

    Parameters
    ----------
    matches : Matches
        The matches. Those of one lexicon, ``matches.of("promotional")``, are easier to read.
    limit : int
        How many articles the page holds at most. Of a larger corpus a random sample is shown, so
        that what is read stands for the whole; the page says so.
    random_state : int
        Seed of the sample.

    Returns
    -------
    Browser
        A page on which an outlet and an article can be picked, the articles with the highest rate
        of the first lexicon first; categories and voices can be switched on and off; buttons, and
        the keys ``n`` and ``p``, lead from match to match. ``str`` gives the page, to be written
        into a file.

    Raises
    ------
    ValueError
        If `limit` is not positive, or there is no article.

    Examples
    --------
    >>> import framing as fr
    >>> tokens = fr.tokenize(["A historic day.", "It rained."])
    >>> browse(fr.match(tokens, fr.load_lexicon("promotional")))
    <Browser: 2 articles, 0 left out>
    """
    if limit < 1:
        message = f"limit={limit}; it is a number of articles, 1 or more"
        raise ValueError(message)
    ids = matches.tokens.corpus.ids
    if not len(ids):
        message = "matches are of a corpus without articles; there is nothing to browse"
        raise ValueError(message)
    chosen = np.arange(len(ids))
    if len(ids) > limit:
        rng = np.random.default_rng(random_state)
        chosen = np.sort(rng.choice(len(ids), limit, replace=False))
    marked = [highlight(matches, article_id) for article_id in ids[chosen].tolist()]
    articles = tuple(sorted(marked, key=_rate, reverse=True))
    left_out = len(ids) - len(articles)
    names = ", ".join(lexicon.name for lexicon in matches.lexicons)
    extent = f"All {len(ids):,} articles"
    if left_out:
        extent = (
            f"{len(articles):,} of {len(ids):,} articles, drawn at random (seed {random_state}); "
            f"the other {left_out:,} are left out"
        )
    script = resource("reader.js")
    html = (
        head("Marked articles", [resource("article.css"), resource("reader.css")], script)
        + f'<header class="top"><h1>Marked articles</h1>\n<p>{extent}. Marked are matches of: '
        f"{escape(names)}. The number before an article is its rate of "
        f"{escape(matches.lexicons[0].construct)} per 1,000 words, highest first.</p></header>\n"
        + reader(articles, matches.lexicons)
        + tail(script)
    )
    return Browser(articles, left_out, html)


def _rate(article: Highlight) -> float:
    """Give the rate of the first lexicon; articles without words come last."""
    first = article.totals[0]
    return first.count / first.words if first.words else -1.0
