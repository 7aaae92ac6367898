"""What are matches? Where entries stand, what each is worth, and in whose voice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.lexicons import Lexicon
from framing.lexicons.lexicon import RULES
from framing.matching.attribution import Attribution
from framing.matching.cues import Cues
from framing.matching.places import Ints
from framing.matching.runs import Runs
from framing.matching.voice import VOICES, Voices
from framing.tokens import Tokens
from framing.tokens.zones import ZONES


@dataclass(frozen=True, eq=False, repr=False)
class Matches:
    """The matches of one or more lexicons in a corpus.

    Attributes
    ----------
    tokens : Tokens
        The tokens.
    lexicons : tuple of Lexicon
        The lexicons.
    lexicon : numpy.ndarray of int, shape (matches,)
        Number of the lexicon.
    entry : numpy.ndarray of int, shape (matches,)
        Number of the entry in its lexicon.
    category : numpy.ndarray of int, shape (matches,)
        Number of the category in its lexicon.
    first, last : numpy.ndarray of int, shape (matches,)
        First and last token.
    weight : numpy.ndarray of float64, shape (matches,)
        The lexicon's number.
    value : numpy.ndarray of float64, shape (matches,)
        What the match is worth after the context rules.
    voice : numpy.ndarray of uint8, shape (matches,)
        Index into `VOICES`: own, quoted, reported.
    cues : Cues
        What changed which match.
    voices : Voices
        The stretches that are not the outlet's plain own words.
    runs : Runs
        How many words stand where.
    attribution : Attribution or None
        Whom each match praises or criticises, if targets were given.
    """

    tokens: Tokens
    lexicons: tuple[Lexicon, ...]
    lexicon: Ints
    entry: Ints
    category: Ints
    first: Ints
    last: Ints
    weight: NDArray[np.float64]
    value: NDArray[np.float64]
    voice: NDArray[np.uint8]
    cues: Cues
    voices: Voices
    runs: Runs
    attribution: Attribution | None = None

    def __len__(self) -> int:
        return len(self.entry)

    def __repr__(self) -> str:
        names = ", ".join(lexicon.name for lexicon in self.lexicons)
        return f"<Matches: {len(self):,} of {names} in {len(self.tokens.corpus):,} articles>"

    @property
    def article(self) -> NDArray[np.int32]:
        """Number of the article of each match."""
        return self.tokens.article[self.first]

    @property
    def zone(self) -> NDArray[np.uint8]:
        """Index into `ZONES` of each match: the zone of its first token."""
        return self.tokens.zone[self.first]

    @cached_property
    def stretch(self) -> Ints:
        """Number of the stretch of `voices` that holds each match, -1 for none."""
        return self.voices.at(self.first)

    @property
    def speaker(self) -> Ints:
        """Index into ``voices.speakers`` of each match, -1 for none."""
        return np.append(self.voices.speakers.of_stretch, -1)[self.stretch]

    @property
    def borrowed(self) -> NDArray[np.bool_]:
        """Whether each match stands in a judgement of nobody in particular, or begins one."""
        borrowed = np.append(self.voices.borrowed, False)
        return borrowed[self.stretch] | borrowed[self.voices.at(self.last)]

    @cached_property
    def token_voice(self) -> NDArray[np.uint8]:
        """The voice of every token, as an index into `VOICES`."""
        return self.voices.voice_at(np.arange(len(self.tokens)))

    @cached_property
    def exposure(self) -> Ints:
        """Word tokens; shape (articles, voices, zones)."""
        first, words = self.runs
        shape = (len(self.tokens.corpus), len(VOICES), len(ZONES))
        place = (self.tokens.article[first], self.voices.voice_at(first), self.tokens.zone[first])
        cell = np.ravel_multi_index(place, shape)
        counts = np.bincount(cell, words, minlength=int(np.prod(shape)))
        return counts.astype(np.int64).reshape(shape)

    def of(self, lexicon: str) -> Matches:
        """Give the matches of one lexicon.

        Parameters
        ----------
        lexicon : str
            The lexicon's name.

        Returns
        -------
        Matches

        Raises
        ------
        KeyError
            If it was not among the lexicons matched.
        """
        names = [known.name for known in self.lexicons]
        if lexicon not in names:
            message = f"no lexicon {lexicon!r} among the matches; there are {', '.join(names)}"
            raise KeyError(message)
        number = names.index(lexicon)
        chosen = np.flatnonzero(self.lexicon == number)
        of_chosen = np.flatnonzero(self.lexicon[self.cues.match] == number)
        cues = Cues(*(column[of_chosen] for column in self.cues))
        columns = ("entry", "category", "first", "last", "weight", "value", "voice")
        return replace(
            self,
            lexicons=(self.lexicons[number],),
            lexicon=np.zeros(len(chosen), np.int32),
            cues=cues._replace(match=np.searchsorted(chosen, cues.match)),
            attribution=self.attribution and self.attribution.take(chosen),
            **{name: getattr(self, name)[chosen] for name in columns},
        )

    def table(self) -> pd.DataFrame:
        """Give the matches as a table.

        Returns
        -------
        pandas.DataFrame
            One row a match, in order of article and place: ``article_id``; ``start``, ``end``
            (offsets in the text) and ``text``; ``lexicon``, ``category``, ``entry`` (the pattern);
            ``weight`` (the lexicon's number) and ``value`` (after the context rules); ``cues``
            (rule, words and offsets of what stands in its context, whether or not it changed the
            value; empty if nothing does); ``voice``;
            ``speaker`` (the longest mention in the article of who is quoted or reported; missing if
            nobody is named); ``borrowed`` (whether it stands in a judgement of nobody in
            particular, see `voices`); ``zone``; ``sentence`` (numbered within the article from 0).
            If targets were given: ``target`` (``(none)`` for none), ``target_rule`` (what pointed
            to it, or away from all; see `framing.matching.attribution`), ``target_start``,
            ``target_end`` (the mention; missing for none).
        """
        tokens, article = self.tokens, self.article
        patterns = [lexicon.entries["pattern"].tolist() for lexicon in self.lexicons]
        categories = [list(lexicon.categories) for lexicon in self.lexicons]
        places = list(zip(self.lexicon.tolist(), self.entry.tolist(), strict=True))
        named = zip(self.lexicon.tolist(), self.category.tolist(), strict=True)
        spans = zip(self.first.tolist(), self.last.tolist(), strict=True)
        return pd.DataFrame(
            {
                "article_id": tokens.corpus.ids[article],
                "start": tokens.start[self.first],
                "end": tokens.end[self.last],
                "text": pd.Series([tokens.text(*span) for span in spans], dtype=object),
                "lexicon": [self.lexicons[number].name for number in self.lexicon.tolist()],
                "category": [categories[lexicon][number] for lexicon, number in named],
                "entry": [patterns[lexicon][number] for lexicon, number in places],
                "weight": self.weight,
                "value": self.value,
                "cues": pd.Series(self._cue_texts(), dtype=object),
                "voice": np.array(VOICES, object)[self.voice],
                "speaker": pd.Series(self._speaker_names(), dtype=object),
                "borrowed": self.borrowed,
                "zone": np.array(ZONES, object)[self.zone],
                "sentence": tokens.sentence[self.first] - tokens.sentence_ptr[article],
                **(self.attribution.columns(tokens) if self.attribution else {}),
            }
        )

    def cue_table(self) -> pd.DataFrame:
        """Give the cues as a table.

        Returns
        -------
        pandas.DataFrame
            One row a cue: ``match`` (row of `table`), ``rule``, ``start``, ``end`` (offsets in the
            article's text) and ``text``.
        """
        cues, tokens = self.cues, self.tokens
        spans = zip(cues.first.tolist(), cues.last.tolist(), strict=True)
        return pd.DataFrame(
            {
                "match": cues.match,
                "rule": np.array(RULES, object)[cues.rule],
                "start": tokens.start[cues.first],
                "end": tokens.end[cues.last],
                "text": pd.Series([tokens.text(*span) for span in spans], dtype=object),
            }
        )

    def _speaker_names(self) -> list[str | None]:
        names = [*self.voices.speakers.names(self.tokens), None]
        return [names[number] for number in self.speaker.tolist()]

    def _cue_texts(self) -> list[str]:
        texts = [""] * len(self)
        for match, rule, start, end, text in self.cue_table().itertuples(index=False):
            texts[match] += f"{'; ' if texts[match] else ''}{rule}: {text} [{start}:{end}]"
        return texts
