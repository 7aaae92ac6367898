"""Voices: which words are the outlet's own, which are quoted, which are reported, and whose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.lexicons import load_lexicon
from framing.matching.clauses import (
    KINDS,
    NAMING,
    PRAISE,
    Reporting,
    find_clauses,
    find_kinds,
    is_in,
)
from framing.matching.contents import Contents, find_contents
from framing.matching.engine import CandidateFinder
from framing.matching.grammar import Grammar, WordClasses
from framing.matching.naming import Named, join_speakers
from framing.matching.places import Ints, touches, union
from framing.matching.program import compile_lexicons
from framing.matching.quotation import Quotations, find_quotations, is_name, is_scare
from framing.matching.quoted import find_cues_of_quotations
from framing.matching.reports import BORROWED, NONE, find_forms
from framing.matching.resolution import Resolution
from framing.matching.selection import Spans, select
from framing.matching.speakers import Speakers, find_speakers
from framing.matching.titles import in_headline
from framing.tokens import Tokens
from framing.tokens.zones import TITLE

VOICES = ("own", "quoted", "reported")
OWN, QUOTED, REPORTED = range(len(VOICES))
STANCES = ("neutral", "endorsing", "distancing")
LEXICONS = ("reporting", "attribution", "distancing")


@dataclass(frozen=True, eq=False)
class Voices:
    """Stretches of text that are not the outlet's plain own words; they do not overlap.

    Attributes
    ----------
    tokens : Tokens
        The tokens they were found in.
    first, end : numpy.ndarray of int64, shape (stretches,)
        First token, and one past the last.
    voice : numpy.ndarray of uint8, shape (stretches,)
        Index into `VOICES`.
    borrowed : numpy.ndarray of bool, shape (stretches,)
        Whether the outlet reports a judgement by nobody in particular.
    speaker, speaker_end : numpy.ndarray of int64, shape (stretches,)
        The noun phrase of the speaker; empty if there is none.
    cue, cue_end : numpy.ndarray of int64, shape (stretches,)
        The words that report; empty if there are none.
    stance : numpy.ndarray of int64, shape (stretches,)
        Index into `STANCES`.
    """

    tokens: Tokens
    first: Ints
    end: Ints
    voice: NDArray[np.uint8]
    borrowed: NDArray[np.bool_]
    speaker: Ints
    speaker_end: Ints
    cue: Ints
    cue_end: Ints
    stance: Ints

    def at(self, token: Ints) -> Ints:
        """Give the number of the stretch that holds each of some tokens, -1 for none."""
        number = np.searchsorted(self.first, token, "right") - 1
        return np.where(np.append(self.end, 0)[number] > token, number, -1)

    def voice_at(self, token: Ints) -> NDArray[np.uint8]:
        """Give the voice of each of some tokens, as an index into `VOICES`."""
        return np.append(self.voice, np.uint8(OWN))[self.at(token)]

    @cached_property
    def speakers(self) -> Named:
        """Who speaks, the mentions within an article joined."""
        return join_speakers(self.tokens, self.speaker, self.speaker_end)

    def table(self) -> pd.DataFrame:
        """Give the stretches as a table, as `voices` does."""
        tokens = self.tokens
        article = tokens.article[self.first]
        speaker = _texts(tokens, article, self.speaker, self.speaker_end)
        cue = _texts(tokens, article, self.cue, self.cue_end)
        stance = np.array(STANCES, object)[self.stance]
        return pd.DataFrame(
            {
                "article_id": tokens.corpus.ids[article],
                "start": tokens.start[self.first],
                "end": tokens.end[self.end - 1],
                "voice": np.array(VOICES, object)[self.voice],
                **{f"speaker{name}": column for name, column in speaker.items()},
                **{f"cue{name}": column for name, column in cue.items()},
                "stance": pd.Series(stance, dtype=object).where(self.cue_end > self.cue, None),
                "borrowed": self.borrowed,
            }
        )


def _texts(tokens: Tokens, article: Ints, first: Ints, end: Ints) -> dict[str, pd.Series]:
    """Give the words of token ranges and their offsets; missing where a range is empty."""
    some = end > first
    start = pd.array(tokens.start[np.where(some, first, 0)], "Int64")
    stop = pd.array(tokens.end[np.where(some, end, 1) - 1], "Int64")
    start[~some], stop[~some] = pd.NA, pd.NA
    spans = zip(article.tolist(), some.tolist(), start, stop, strict=True)
    texts = [tokens.texts[a][b:e] if known else None for a, known, b, e in spans]
    return {
        "": pd.Series(texts, dtype=object),
        "_start": pd.Series(start),
        "_end": pd.Series(stop),
    }


def voices(tokens: Tokens) -> pd.DataFrame:
    """Find the words that an article gives as others' words, with speaker and reporting cue.

    Parameters
    ----------
    tokens : Tokens
        The tokens.

    Returns
    -------
    pandas.DataFrame
        One row a stretch of text, in order; stretches do not overlap, and all other words are the
        outlet's own: ``article_id``; ``start``, ``end`` (offsets in the text); ``voice``
        (``quoted``: within quotation marks; ``reported``: in reported speech; ``own``: a judgement
        of nobody in particular); ``speaker``, ``speaker_start``, ``speaker_end`` (the noun phrase
        at the cue, or the name that "he" or "she" stands for; missing if nobody is named);
        ``cue``, ``cue_start``, ``cue_end`` (the words that report, missing if there are none);
        ``stance`` of the cue (``neutral``, ``endorsing``, ``distancing``); ``borrowed`` (whether
        the row is such a judgement: "was hailed as …", "is widely seen as …").

    Notes
    -----
    Quotation marks hold a quotation unless they hold up to three words without a stop, in a
    sentence without a word of speech: these are scare quotes, and own. So are titles in capitals,
    in such a sentence, and nicknames within a name. A quotation that is a whole paragraph has the
    speaker of the sentence before it.

    Reported speech runs from the cue to the end of the sentence ("X said (that) …"), from its
    beginning to the speaker ("…, X said"; "…, said X"; "…, according to X"), or over what is
    praised, blamed or named ("X hailed the deal as …", "X called Y a liar"). A semicolon, another
    report and the main verb behind a relative clause ("X, who said …, won"; "the hall that X said
    was full has leaked") end it. The speaker and the cue themselves are the outlet's words, so that
    "hailed" is the outlet's choice. What stands behind "claims that" and the like is reported,
    whoever tells of the claims.

    "Reportedly" and "is said to" make the rest of the clause reported speech without a speaker.
    "Is expected to" reports nobody, and stays own. A passive without an agent is reported only
    with "that" ("it was announced that"). What "I" or "we" say outside quotation marks is the
    author's own.

    "He" and "she" stand for the last named speaker of the paragraph if only one is named there;
    "she" is never "Mr Smith". What stands between a name and its verb is left out ("Smith, of the
    union, said"), and so is what says when, where and by which act ("Smith issued a note saying").
    Speech that goes on over several sentences without marks or a new cue is not found. Whose words
    they are is less sure than that they are somebody's: read the speakers before you count them.

    Examples
    --------
    >>> from framing.tokens import tokenize
    >>> tokens = tokenize(["The mayor said the road was open. It was not."])
    >>> voices(tokens)[["start", "end", "voice", "speaker", "cue", "stance"]]
       start  end     voice    speaker   cue   stance
    0     15   32  reported  The mayor  said  neutral
    """
    program = compile_lexicons([load_lexicon(name) for name in LEXICONS], tokens.cut)
    pairs = Resolution(program.slots).pairs(tokens.vocabulary)
    everything = tuple(range(len(LEXICONS)))
    found = CandidateFinder(program, pairs, tokens)(everything, tokens)
    spans = select(program, tokens, found)
    lexicon = program.entries.lexicon[spans.entry]
    cues = {
        name: Spans(*(column[lexicon == number] for column in spans))
        for number, name in enumerate(LEXICONS)
    }
    stretches, *_ = VoiceFinder()(tokens, cues, program.entries.category)
    return stretches.table()


class VoiceFinder:
    """Finds voices; remembers the classes of the words it has met."""

    def __init__(self) -> None:
        self._classes = WordClasses()
        reporting, attribution = (load_lexicon(name).categories for name in LEXICONS[:2])
        self._kinds = np.array([KINDS.index(name) for name in reporting])
        stances = [name.removeprefix("attribution_") for name in attribution]
        self._stances = np.array([STANCES.index(stance) for stance in stances])

    def learn(self, tokens: Tokens) -> None:
        """Look at the types of tokens, so that calls with parts of them only read."""
        self._classes.of(tokens.vocabulary)

    def __call__(
        self, tokens: Tokens, cues: dict[str, Spans], category: Ints
    ) -> tuple[Voices, Quotations, NDArray[np.bool_]]:
        """Find the voices of some tokens, the quotation marks, and which of them are scare quotes.

        Parameters
        ----------
        tokens : Tokens
            The tokens.
        cues : dict of str to Spans
            The matches of the lexicons in `LEXICONS`.
        category : numpy.ndarray of int
            The category of each entry.

        Returns
        -------
        voices : Voices
        quotations : Quotations
        scare : numpy.ndarray of bool
            Which of them hold words at a distance.
        """
        quotations = find_quotations(tokens)
        attribution = cues["attribution"]
        speech = _words_of_speech(attribution, cues["distancing"])
        scare = is_scare(tokens, quotations, speech)
        spoken = quotations.where(~scare & ~is_name(tokens, quotations, speech))
        reporting = cues["reporting"]
        classes = self._classes.of(tokens.vocabulary)
        grammar = Grammar(tokens, classes, spoken, reporting.first)
        kind = self._kinds[category[reporting.entry]]
        one_word = (kind == PRAISE) | (kind == NAMING)  # what follows belongs to the words reported
        last = np.where(one_word, reporting.first, reporting.last)
        said = Reporting(
            reporting.first, last, kind, self._stance(reporting, attribution, category)
        )
        begins = is_in(grammar.sentence_first, said.first)
        names = tokens.capital[said.first] & ~begins & (tokens.zone[said.first] != TITLE)
        names[names] = ~in_headline(tokens, said.first[names])
        said = said.where(~names & ~grammar.quoted(said.first))
        said = find_kinds(grammar, said)
        clauses = find_clauses(grammar, said)
        form = find_forms(grammar, said, clauses)
        speakers = find_speakers(grammar, said, clauses, form)
        tells = np.flatnonzero(form != NONE)
        contents = find_contents(grammar, said.where(tells), clauses.where(tells), form[tells])
        heard = find_cues_of_quotations(grammar, said, clauses, form)
        rows = _rows(spoken, contents, tells, form[tells], heard)
        return _voices(tokens, rows, said, speakers), quotations, scare

    def _stance(self, reporting: Spans, attribution: Spans, category: Ints) -> Ints:
        """Give what each cue makes of the words it reports; neutral if nothing is known."""
        number = np.searchsorted(attribution.first, reporting.last, "right") - 1
        known = np.append(attribution.last, -1)[number] >= reporting.first
        stance = np.append(self._stances[category[attribution.entry]], 0)[number]
        return np.where(known, stance, 0)


def _words_of_speech(attribution: Spans, distancing: Spans) -> Ints:
    """Give the first tokens of reporting words; "so-called" and the like report nobody."""
    held_off = touches(attribution.first, attribution.last, distancing.first, distancing.last)
    return attribution.first[~held_off]


class _Rows(NamedTuple):
    """Ranges of tokens in the order in which later ones take over from earlier ones."""

    first: Ints
    end: Ints
    voice: Ints
    cue: Ints
    borrowed: NDArray[np.bool_]

    def take(self, index: Ints) -> _Rows:
        """Give the rows with these numbers."""
        first, end, voice, cue, borrowed = self
        return _Rows(first[index], end[index], voice[index], cue[index], borrowed[index])


def _rows(
    quotations: Quotations, contents: Contents, number: Ints, form: Ints, heard: Ints
) -> _Rows:
    """Line up borrowed judgements, reported speech and quotations."""
    borrowed = form == BORROWED
    held = np.append(0, np.maximum.accumulate(quotations.end))[:-1]
    parts: list[tuple[NDArray[Any], ...]] = [
        (contents.first, contents.end, np.where(borrowed, OWN, REPORTED), number, borrowed),
        (contents.rest, contents.rest_end, np.full(len(form), REPORTED), number, borrowed),
        (
            *(
                np.maximum(quotations.first, held),
                quotations.end,
                np.full(len(heard), QUOTED),
                heard,
            ),
            np.zeros(len(heard), bool),
        ),
    ]
    columns: Any = zip(*parts, strict=True)
    rows = _Rows(*map(np.concatenate, columns))
    turn = np.concatenate([np.where(borrowed, 0, 1), np.ones(len(form)), np.full(len(heard), 2)])
    order = np.lexsort((rows.cue, turn))
    return rows.take(order[rows.end[order] > rows.first[order]])


def _voices(tokens: Tokens, rows: _Rows, cues: Reporting, speakers: Speakers) -> Voices:
    """Cut ranges that overlap into stretches that do not; of those that do the last one wins."""
    edges = union(len(tokens) + 1, rows.first, rows.end)
    low, high = np.searchsorted(edges, rows.first), np.searchsorted(edges, rows.end)
    length = high - low
    row = np.repeat(np.arange(len(length)), length)
    owner = np.full(len(edges), -1)  # behind the last edge is nothing
    owner[np.arange(len(row)) + (low - np.cumsum(length) + length)[row]] = row
    begin = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])[: len(owner)])
    end = np.append(begin[1:], len(owner))[: len(begin)]
    some = owner[begin] >= 0
    row = owner[begin[some]]
    cue = rows.cue[row]
    known = np.append(np.ones(len(cues.first), bool), False)[cue]

    def of_cue(column: Ints) -> Ints:
        return np.where(known, np.append(column, 0)[cue], 0)

    return Voices(
        tokens=tokens,
        first=edges[begin[some]],
        end=edges[end[some]],
        voice=rows.voice[row].astype(np.uint8),
        borrowed=rows.borrowed[row],
        speaker=of_cue(speakers.first),
        speaker_end=of_cue(speakers.end),
        cue=of_cue(cues.first),
        cue_end=of_cue(cues.last + 1),
        stance=of_cue(cues.stance),
    )
