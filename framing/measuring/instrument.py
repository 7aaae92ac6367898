"""Lexicons made ready to measure article after article: a corpus in, a table of scores out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.lexicons import Lexicon, installed_lexicon, load_lexicon
from framing.matching import Matcher, Matches
from framing.measuring.toward import target_columns
from framing.measuring.vader import vader_compound
from framing.measuring.voices import speaker_columns, voice_columns
from framing.scoring import score
from framing.scoring.intervals import poisson_interval
from framing.scoring.score import check_per
from framing.tokens import Tokens, Vocabulary, tokenize
from framing.tokens.tokenize import own_cut
from framing.tokens.zones import BODY, LEAD

Sentiment = Literal["valence", "vader"]
CARRIED = ("outlet", "date", "event_id")  # what goes from the corpus into a table of scores
_TAKEN = ("article_id", *CARRIED, "words", "sentences", "sentiment_vader")
LOW_INFORMATION = 200  # words below which a rate of one article says little
_LEXICONS = (
    *("promotional", "criticism", "loaded", "vague_attribution", "distancing"),
    *("hedges", "boosters", "frames_generic"),
)
_FRAMES = {
    **{
        name: (name,)
        for name in ("frame_conflict", "frame_human_interest", "frame_economic", "frame_morality")
    },
    "frame_responsibility": ("frame_responsibility_cause", "frame_responsibility_remedy"),
}
_MOST_TYPES = 300_000  # a vocabulary of more is begun anew, so that memory stays bounded


class Measured(NamedTuple):
    """The table of scores of some articles, and the matches behind it."""

    table: pd.DataFrame
    matches: Matches


class Instrument:
    """What `measure` and the command line measure with, for corpora that are read in parts.

    Parameters
    ----------
    lexicons : sequence of Lexicon, optional
        Lexicons to score instead of the standard ones.
    per : float
        Words that a rate is given for.
    sentiment : {"valence", "vader"}
        As for `measure`.
    rules : mapping of str to str, optional
        Choices by rule of context, as for `match`.
    targets : Lexicon or pandas.DataFrame, optional
        As for `match`, checked.

    Attributes
    ----------
    rules : dict of str to str
        The choice of every rule.

    Raises
    ------
    ValueError
        If `sentiment` is something else, `per` is not above 0, a rule or choice is unknown, or two
        columns of the table would have the same name.
    """

    def __init__(
        self,
        lexicons: Sequence[Lexicon] | None = None,
        *,
        per: float = 1000,
        sentiment: Sentiment = "valence",
        rules: Mapping[str, str] | None = None,
        targets: Lexicon | pd.DataFrame | None = None,
    ) -> None:
        if sentiment not in ("valence", "vader"):
            message = f"sentiment={sentiment!r}; it is 'valence' or 'vader'"
            raise ValueError(message)
        check_per(per)
        self.per, self.sentiment = per, sentiment
        self._standard = lexicons is None
        self.lexicons = _standard_lexicons() if lexicons is None else _scorable(lexicons)
        self._matcher = Matcher(self.lexicons, own_cut, rules=rules, targets=targets)
        self.rules = self._matcher.rules
        self._vocabulary = Vocabulary()

    def __call__(self, corpus: Corpus) -> Measured:
        """Measure some articles."""
        if len(self._vocabulary) > _MOST_TYPES:
            self._vocabulary = Vocabulary()
        tokens = tokenize(corpus, vocabulary=self._vocabulary)
        matches = self._matcher(tokens)
        sentences = _count_sentences(tokens)
        columns = self._standard_columns(matches) if self._standard else self._own_columns(matches)
        if self._standard:
            columns |= _frame_columns(matches.of("frames_generic"), sentences, self.per)
            columns |= target_columns(matches, per=self.per)
        table = pd.DataFrame(columns, index=corpus.ids)
        table.insert(1, "sentences", sentences)
        if self.sentiment == "vader":
            table["sentiment_vader"] = vader_compound(tokens)
        return Measured(table, matches)

    def _standard_columns(self, matches: Matches) -> dict[str, pd.Series]:
        promotional, per = matches.of("promotional"), self.per
        rates = score(promotional, per=per)
        words = rates.pop("words")
        count = score(promotional, formula="count")["promotion"]
        low, high = poisson_interval(count.to_numpy())
        promotion = rates.pop("promotion")
        criticism, vader = self._rate(matches, "criticism"), matches.of("vader")
        return {
            "words": words,
            "promotion": promotion,
            "promotion_count": count,
            "promotion_low": per * low / words.where(words > 0),
            "promotion_high": per * high / words.where(words > 0),
            "low_information": words < LOW_INFORMATION,
            **voice_columns(promotional, per=per),
            **{name: rates[name] for name in rates.columns.tolist()},
            "criticism": criticism,
            "net_promotion": promotion - criticism,
            **speaker_columns(matches.of("criticism")),
            "loaded": self._rate(matches, "loaded"),
            "vague_attribution": self._rate(matches, "vague_attribution"),
            "distancing": self._rate(matches, "distancing"),
            "hedging": self._rate(matches, "hedges"),
            "boosting": self._rate(matches, "boosters"),
            "sentiment": score(vader, formula="valence")["sentiment"],
            "sentiment_positive": score(vader, formula="positive_rate", per=per)["sentiment"],
            "sentiment_negative": score(vader, formula="negative_rate", per=per)["sentiment"],
        }

    def _rate(self, matches: Matches, name: str) -> pd.Series:
        """Give the rate of all matches of a lexicon."""
        matches = matches.of(name)
        return score(matches, per=self.per)[matches.lexicons[0].construct]

    def _own_columns(self, matches: Matches) -> dict[str, pd.Series]:
        rates = score(matches, per=self.per)
        counts = score(matches, formula="count")
        columns = {"words": rates.pop("words")}
        for name in rates.columns.tolist():
            columns[name] = rates[name]
            columns[f"{name}_count"] = counts[name]
        return columns


def _standard_lexicons() -> tuple[Lexicon, ...]:
    shipped = (load_lexicon(name) for name in _LEXICONS)
    return (*shipped, installed_lexicon("vader", duplicates="last"))


def _scorable(lexicons: Sequence[Lexicon]) -> tuple[Lexicon, ...]:
    """Refuse lexicons whose scores would go into columns that are taken."""
    names = [name for lexicon in lexicons for name in lexicon.columns]
    columns = [*_TAKEN, *names, *(f"{name}_count" for name in names)]
    doubled = [name for name in columns if columns.count(name) > 1]
    if doubled:
        message = (
            f"lexicons: two columns would be named {doubled[0]!r}; rename the category or the "
            "construct, or measure the lexicons apart"
        )
        raise ValueError(message)
    return tuple(lexicons)


def _frame_columns(matches: Matches, sentences: np.ndarray, per: float) -> dict[str, pd.Series]:
    """Give for each generic frame its rate, and the share of sentences that hold a match."""
    rates = score(matches, per=per)
    number = {category: n for n, category in enumerate(matches.lexicons[0].categories)}
    body = (matches.zone == LEAD) | (matches.zone == BODY)
    some = pd.Series(sentences, index=rates.index).where(sentences > 0)
    columns: dict[str, pd.Series] = {}
    shares: dict[str, pd.Series] = {}
    for frame, categories in _FRAMES.items():
        columns[frame] = rates[list(categories)].sum(axis=1, skipna=False)
        chosen = body & np.isin(matches.category, [number[category] for category in categories])
        held = _sentences_by_article(matches.tokens, matches.first[chosen])
        shares[f"{frame}_share"] = pd.Series(held, index=rates.index) / some
    return columns | shares


def _count_sentences(tokens: Tokens) -> np.ndarray:
    """Count the sentences of each article with a word in lead or body."""
    body = (tokens.zone == LEAD) | (tokens.zone == BODY)
    return _sentences_by_article(tokens, np.flatnonzero(body))


def _sentences_by_article(tokens: Tokens, places: np.ndarray) -> np.ndarray:
    """Count the sentences of each article that hold one of the tokens."""
    sentence = np.unique(tokens.sentence[places])
    article = np.searchsorted(tokens.sentence_ptr, sentence, "right") - 1
    return np.bincount(article, minlength=len(tokens.corpus))
