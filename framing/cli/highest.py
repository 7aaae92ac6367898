"""Which articles are shown on the page? Those with the highest scores, kept as they go by."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from pathlib import Path

from framing.measuring import Measured
from framing.pages import Highlight, articles_page, highlight


class HighestArticles:
    """A page of the articles with the highest total of the first lexicon.

    Parameters
    ----------
    path : pathlib.Path
        Where the page shall stand.
    limit : int
        How many articles are kept; of two with the same score the one that came first.
    per : float
        Words that the scores are given for.
    title : str
        The page's title.
    """

    def __init__(self, path: Path, *, limit: int, per: float, title: str) -> None:
        self.path = path
        self._limit, self._per, self._title = limit, per, title
        self._heap: list[tuple[float, int, Highlight]] = []  # the lowest score first
        self._construct = ""
        self._seen = 0

    def add(self, measured: Measured) -> None:
        """Keep those of some articles that are among the highest so far."""
        self._construct = measured.matches.lexicons[0].construct
        scores = measured.table[self._construct]
        for article_id, score in zip(scores.index.tolist(), scores.tolist(), strict=True):
            rank = (-math.inf if math.isnan(score) else score, -self._seen)
            self._seen += 1
            if len(self._heap) < self._limit or rank > self._heap[0][:2]:
                self._keep((*rank, highlight(measured.matches, article_id)))

    def _keep(self, item: tuple[float, int, Highlight]) -> None:
        if len(self._heap) < self._limit:
            heapq.heappush(self._heap, item)
        else:
            heapq.heappushpop(self._heap, item)

    def pieces(self) -> Iterator[str]:
        """Give the page."""
        ranked = sorted(self._heap, reverse=True)
        return articles_page(
            [article for *_, article in ranked],
            [score if math.isfinite(score) else math.nan for score, *_ in ranked],
            title=self._title,
            score_name=f"{self._construct} per {self._per:,g} words",
            left_out=self._seen - len(ranked),
        )
