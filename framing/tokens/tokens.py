"""What are tokens? Words, sentences, paragraphs and zones of a corpus, as flat arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.corpus import Corpus
from framing.tokens.batch import Batch
from framing.tokens.vocabulary import Vocabulary
from framing.tokens.words import Words
from framing.tokens.zones import ZONES

Cut = Callable[[Batch], Words]


@dataclass(frozen=True, eq=False, repr=False)
class Tokens:
    """The tokens of a corpus.

    All arrays are flat over the whole corpus. ``corpus.texts[a][start[i]:end[i]]`` is token ``i``
    of article ``a``, whose tokens are ``ptr[a]`` to ``ptr[a + 1]``.

    Attributes
    ----------
    corpus : Corpus
        The articles.
    ptr : numpy.ndarray of int64, shape (articles + 1,)
        First token of each article.
    start, end : numpy.ndarray of int32, shape (tokens,)
        Offsets in the article's text, ascending, not overlapping.
    ids : numpy.ndarray of int32, shape (tokens,)
        The type of each token: ``vocabulary.types[ids[i]]`` is its folded word.
    sentence, paragraph : numpy.ndarray of int32, shape (tokens,)
        Running numbers over the whole corpus.
    zone : numpy.ndarray of uint8, shape (tokens,)
        Index into `ZONES`: title, dateline, lead, body, boilerplate.
    capital : numpy.ndarray of bool, shape (tokens,)
        Whether the token begins with a capital letter.
    parted : numpy.ndarray of uint8, shape (tokens,)
        What stands between a token and the one before: 0 white space, hyphens or quotation marks
        only; 1 a comma; 2 stronger punctuation.
    sentence_ptr : numpy.ndarray of int64, shape (articles + 1,)
        First sentence of each article.
    sentence_start, sentence_end : numpy.ndarray of int32, shape (sentences,)
        Offsets in the article's text.
    quotes : Quotations
        The quotation marks.
    vocabulary : Vocabulary
        The types.
    cut : callable
        The tokenizer, from a `Batch` to its `Words`. Patterns are cut by it too.
    """

    corpus: Corpus
    ptr: NDArray[np.int64]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    ids: NDArray[np.int32]
    sentence: NDArray[np.int32]
    paragraph: NDArray[np.int32]
    zone: NDArray[np.uint8]
    capital: NDArray[np.bool_]
    parted: NDArray[np.uint8]
    sentence_ptr: NDArray[np.int64]
    sentence_start: NDArray[np.int32]
    sentence_end: NDArray[np.int32]
    quotes: Quotations
    vocabulary: Vocabulary
    cut: Cut

    def __len__(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        return (
            f"<Tokens: {len(self):,} tokens, {len(self.sentence_start):,} sentences, "
            f"{len(self.corpus):,} articles>"
        )

    @cached_property
    def texts(self) -> list[str]:
        """The articles' texts."""
        return self.corpus.texts

    @cached_property
    def article(self) -> NDArray[np.int32]:
        """Number of the article of each token."""
        return np.repeat(np.arange(len(self.corpus), dtype=np.int32), np.diff(self.ptr))

    @cached_property
    def is_word(self) -> NDArray[np.bool_]:
        """Whether each token is a word: it holds a letter or digit and is not a final ``'s``."""
        return self.vocabulary.is_word().take(self.ids)

    @cached_property
    def partings(self) -> NDArray[np.int64]:
        """Numbers of the tokens that punctuation parts from the one before."""
        return np.flatnonzero(self.parted)

    @cached_property
    def word_places(self) -> NDArray[np.int64]:
        """Numbers of the tokens that are words, and of the end."""
        return np.flatnonzero(np.append(self.is_word, True))

    @cached_property
    def words_before(self) -> NDArray[np.int32]:
        """How many words stand before each token, and before the end."""
        before = np.zeros(len(self) + 1, np.int32)
        np.cumsum(self.is_word, out=before[1:])
        return before

    def count_words(
        self, begin: NDArray[np.integer[Any]], end: NDArray[np.integer[Any]]
    ) -> NDArray[np.int32]:
        """Count the words of ranges of tokens, each from one to before another."""
        return self.words_before.take(end) - self.words_before.take(begin)

    def parts(self, number: int) -> Iterator[Tokens]:
        """Part the corpus, between articles, into so many parts of like size, or fewer."""
        reach = np.linspace(0, len(self), number + 1)[1:-1]
        inner = np.searchsorted(self.ptr, reach)
        ends = np.unique(np.append(inner[inner > 0], len(self.corpus)))
        first = 0
        for last in ends.tolist():
            yield self if first == 0 and last == len(self.corpus) else self.part(first, last)
            first = last

    def part(self, first: int, last: int) -> Tokens:
        """Give the tokens from one article to before another, numbered anew."""
        begin, end = self.ptr[first], self.ptr[last]
        sentence, sentence_end = self.sentence_ptr[first], self.sentence_ptr[last]
        mark, mark_end = np.searchsorted(self.quotes.article, (first, last))
        flat = ("start", "end", "ids", "paragraph", "zone", "capital", "parted")
        return replace(
            self,
            corpus=self.corpus.part(first, last),
            ptr=self.ptr[first : last + 1] - begin,
            **{name: getattr(self, name)[begin:end] for name in flat},
            sentence=self.sentence[begin:end] - np.int32(sentence),
            sentence_ptr=self.sentence_ptr[first : last + 1] - sentence,
            sentence_start=self.sentence_start[sentence:sentence_end],
            sentence_end=self.sentence_end[sentence:sentence_end],
            quotes=Quotations(
                self.quotes.article[mark:mark_end] - np.int32(first),
                self.quotes.offset[mark:mark_end],
                self.quotes.role[mark:mark_end],
                self.quotes.token[mark:mark_end] - begin,
            ),
        )

    def text(self, first: int, last: int | None = None) -> str:
        """Give the text of a token, or from a token to another, as it stands in its article."""
        last = first if last is None else last
        article = int(np.searchsorted(self.ptr, first, "right")) - 1
        return self.texts[article][self.start[first] : self.end[last]]

    def words(self) -> pd.DataFrame:
        """Give the tokens as a table.

        Returns
        -------
        pandas.DataFrame
            One row a token: ``article_id``, ``start``, ``end``, ``text``, ``sentence`` (numbered
            within the article from 0), ``zone``.
        """
        article = self.article
        table = self._spans(article, self.start, self.end)
        table["sentence"] = self.sentence - self.sentence_ptr[article]
        table["zone"] = np.array(ZONES, object)[self.zone]
        return table

    def sentences(self) -> pd.DataFrame:
        """Give the sentences as a table.

        Returns
        -------
        pandas.DataFrame
            One row a sentence: ``article_id``, ``start``, ``end``, ``text``.
        """
        count = np.diff(self.sentence_ptr)
        article = np.repeat(np.arange(len(self.corpus)), count)
        return self._spans(article, self.sentence_start, self.sentence_end)

    def _spans(
        self,
        article: NDArray[np.integer],
        start: NDArray[np.int32],
        end: NDArray[np.int32],
    ) -> pd.DataFrame:
        places = zip(article.tolist(), start.tolist(), end.tolist(), strict=True)
        return pd.DataFrame(
            {
                "article_id": self.corpus.ids[article],
                "start": start,
                "end": end,
                "text": pd.Series(
                    [self.texts[a][first:last] for a, first, last in places], dtype=object
                ),
            }
        )


@dataclass(frozen=True, eq=False)
class Quotations:
    """The quotation marks of a corpus, in order.

    Attributes
    ----------
    article : numpy.ndarray of int32
        Number of the article.
    offset : numpy.ndarray of int32
        Offset in its text.
    role : numpy.ndarray of uint8
        Sum of the constants of `framing.tokens.quotes`.
    token : numpy.ndarray of int64
        Number of the first token behind the mark.
    """

    article: NDArray[np.int32]
    offset: NDArray[np.int32]
    role: NDArray[np.uint8]
    token: NDArray[np.int64]
