"""Many marked articles on one page that needs no network, no script and no other file."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from framing.pages.document import head, resource, tail
from framing.pages.escaping import escape
from framing.pages.highlight import Highlight

_HEADINGS = ("rank", "score", "words", "outlet", "date", "article")


def articles_page(
    articles: Sequence[Highlight],
    scores: Sequence[float],
    *,
    title: str,
    score_name: str,
    left_out: int = 0,
) -> Iterator[str]:
    """Put marked articles on a page, highest score first.

    Parameters
    ----------
    articles : sequence of Highlight
        The articles.
    scores : sequence of float
        The score of each; NaN comes last.
    title : str
        The page's title.
    score_name : str
        What the scores are, such as ``"promotion per 1,000 words"``.
    left_out : int
        How many articles there are besides, whose scores are no higher.

    Returns
    -------
    iterator of str
        The page in pieces, as HTML: a table of contents, then the articles, which unfold.

    Raises
    ------
    ValueError
        If the numbers of articles and scores differ, or `left_out` is negative.

    Examples
    --------
    >>> import pandas as pd
    >>> import framing as fr
    >>> from framing.pages import highlight
    >>> lexicon = fr.Lexicon(pd.DataFrame({"pattern": ["historic"]}), name="mine")
    >>> matches = fr.match(fr.tokenize(["A historic day.", "It rained."]), lexicon)
    >>> marked = [highlight(matches, article_id) for article_id in (0, 1)]
    >>> pieces = articles_page(marked, [333.3, 0.0], title="Two articles", score_name="mine")
    >>> "".join(pieces)[:15]
    '<!doctype html>'
    """
    if len(articles) != len(scores):
        message = f"{len(articles)} articles, but {len(scores)} scores; give one score an article"
        raise ValueError(message)
    if left_out < 0:
        message = f"left_out={left_out}; it is a number of articles, 0 or more"
        raise ValueError(message)
    pairs = zip(scores, articles, strict=True)
    ranked = sorted(pairs, key=lambda pair: (math.isnan(pair[0]), -pair[0]))
    return _pieces(ranked, title, score_name, left_out)


def _pieces(
    ranked: list[tuple[float, Highlight]], title: str, score_name: str, left_out: int
) -> Iterator[str]:
    yield head(title, [resource("article.css"), resource("page.css")])
    yield (
        f'<h1 dir="auto">{escape(title)}</h1>\n<p>{_extent(len(ranked), left_out)} '
        f"The score is {escape(score_name)}.</p>\n"
    )
    headings = "".join(f'<th scope="col">{heading}</th>' for heading in _HEADINGS)
    yield f'<table id="contents">\n<thead>\n<tr>{headings}</tr>\n</thead>\n<tbody>\n'
    for rank, (score, article) in enumerate(ranked, start=1):
        yield _row(rank, score, article)
    yield "</tbody>\n</table>\n"
    for rank, (score, article) in enumerate(ranked, start=1):
        yield _unfolding(rank, score, article)
    yield tail()


def _extent(shown: int, left_out: int) -> str:
    """Say what is on the page, and what is not."""
    total = shown + left_out
    if not left_out:
        every = {0: "No article.", 1: "One article."}
        return every.get(total, f"All {total:,} articles, highest score first.")
    others = "1 other is" if left_out == 1 else f"{left_out:,} others are"
    which = "article with the highest score" if shown == 1 else "articles with the highest scores"
    return f"The {shown:,} {which}, of {total:,}; {others} left out, with no higher score."


def _row(rank: int, score: float, article: Highlight) -> str:
    """Give an article's line in the table of contents."""
    words = article.totals[0].words
    name = f'<a href="#article-{rank}"><bdi>{_name(article)}</bdi></a>'
    if article.title:
        name += f" <code><bdi>{escape(article.article_id)}</bdi></code>"
    return (
        f"<tr><td>{rank}</td><td>{_score(score)}</td><td>{words:,}</td>"
        f"<td><bdi>{escape(article.outlet)}</bdi></td><td>{article.date}</td><td>{name}</td></tr>\n"
    )


def _unfolding(rank: int, score: float, article: Highlight) -> str:
    """Give an article that unfolds, by itself when its link is followed; the first one is open."""
    return (
        f"<details{' open' * (rank == 1)}>\n<summary>{rank}. <bdi>{_name(article)}</bdi> "
        f'<span>{_score(score)}</span></summary>\n<div id="article-{rank}">\n{article.html}'
        '<p><a href="#contents">Back to the table of contents</a></p>\n</div>\n</details>\n'
    )


def _name(article: Highlight) -> str:
    return escape(article.title or article.article_id)


def _score(score: float) -> str:
    return "–" if math.isnan(score) else f"{score:,.2f}"
