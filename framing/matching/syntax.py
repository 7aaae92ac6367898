"""The little syntax that targets need: phrases, segments between marks, and who is their subject.

Nothing is parsed. News English puts the subject first, the owner before what is owned, and parts
what it says by commas and a few dozen short words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching.grammar import first_at, last_at
from framing.matching.places import Ints, union
from framing.matching.target_words import (
    ADVERB,
    ASIDE,
    BE,
    BY,
    DETERMINER,
    FROM,
    INDEFINITE,
    ITS,
    JOINER,
    JUDGING,
    LINKS,
    NO_SUBJECT,
    OPENER,
    OWNER,
    PARTICIPLE,
    PAST,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    VERB,
)
from framing.matching.targets import Mentions
from framing.tokens import Tokens

Flags = NDArray[np.bool_]
# No mention is pointed to; somebody else is, by name; something else is.
NONE, OTHER, UNNAMED = -1, -2, -3


@dataclass(frozen=True, eq=False)
class Syntax:
    """Phrases and segments of some sentences, whose tokens are numbered through.

    Attributes
    ----------
    kind : numpy.ndarray of uint64, shape (tokens + 1,)
        The classes of each token, and 0 behind the last, which stands for no token.
    capital : numpy.ndarray of bool, shape (tokens + 1,)
        Whether each token begins with a capital, and False behind the last.
    parted : numpy.ndarray of bool, shape (tokens,)
        Whether punctuation parts each token from the one before.
    sentence : numpy.ndarray of int, shape (tokens,)
        Number of the sentence.
    mentions : Mentions
        The mentions of targets.
    """

    kind: NDArray[np.uint64]
    capital: Flags
    parted: Flags
    sentence: Ints
    mentions: Mentions

    @classmethod
    def of(
        cls, tokens: Tokens, some: Ints, classes: NDArray[np.uint64], mentions: Mentions
    ) -> Syntax:
        """Look at some tokens, by whole sentences; mentions are those among them."""
        return cls(
            kind=np.append(classes.take(tokens.ids.take(some)), np.uint64(0)),
            capital=np.append(tokens.capital.take(some), False),
            parted=tokens.parted.take(some) > 0,
            sentence=tokens.sentence.take(some),
            mentions=Mentions(
                np.searchsorted(some, mentions.first),
                np.searchsorted(some, mentions.last),
                mentions.target,
            ),
        )

    def has(self, token: Ints, kind: int) -> Flags:
        """Tell which tokens are of one of some classes; what lies beyond the ends is of none."""
        found: Flags = self.kind.take(token, mode="clip") & kind > 0
        return found & (token >= 0)

    def places(self, kind: int) -> Ints:
        """Give the tokens of one of some classes, in order."""
        return np.flatnonzero((self.kind & kind) != 0)

    @cached_property
    def sentence_first(self) -> Ints:
        """First token of each sentence, in order."""
        new = self.sentence[1:] != self.sentence[:-1]
        return np.flatnonzero(np.append(True, new)[: len(self.sentence)])

    @cached_property
    def marks(self) -> Ints:
        """First tokens behind a mark that parts, or of a sentence; and one past the last token."""
        size = len(self.sentence)
        parted = np.flatnonzero(self.parted)
        listed = self.has(parted - 2, INDEFINITE) & (self.kind.take(parted) == 0)
        listed &= ~self.capital.take(parted) & ~self.capital.take(parted - 1)
        places = parted[~listed], self.sentence_first, np.array([0, size])  # "a bold, new plan"
        return union(size + 1, *places)

    @cached_property
    def verbs(self) -> Ints:
        """Verbs, participles behind "be" with them, but not those that describe a noun."""
        verb = self.places(VERB)
        described = self.has(verb - 1, DETERMINER | OWNER | ITS | PREPOSITION | JOINER)
        return verb[~(described & self.has(verb, PAST))]

    @cached_property
    def links(self) -> Ints:
        """Tokens that no noun phrase holds."""
        return union(len(self.kind), self.places(LINKS), self.verbs)

    @cached_property
    def _phrase_firsts(self) -> Ints:
        begins = np.zeros(len(self.kind) + 1, bool)
        for places in (self.marks, self.links + 1, self.places(DETERMINER | ITS)):
            begins[places] = True
        return np.maximum.accumulate(np.where(begins, np.arange(len(begins)), 0))

    def phrase_first(self, token: Ints) -> Ints:
        """Give where the noun phrase begins that each token, whatever it is, would stand in."""
        return self._phrase_firsts.take(token, mode="clip")

    @cached_property
    def _phrase_ends(self) -> Ints:
        size = len(self.sentence)
        ends = np.full(size + 1, size)
        ends[self.marks[1:] - 1] = self.marks[1:]
        ends[self.links] = self.links
        return np.minimum.accumulate(ends[::-1])[::-1]

    def phrase_end(self, begin: Ints) -> Ints:
        """Give where the noun phrase ends that begins at each token."""
        return self._phrase_ends.take(begin, mode="clip")

    def mention_in_phrase(self, begin: Ints, longest: int) -> Ints:
        """Give the first mention in the noun phrase that begins at each token."""
        end = np.minimum(self.phrase_end(begin), begin + longest)
        return self.mention_from(begin, np.maximum(end, begin + 1))

    def mention_from(self, begin: Ints, end: Ints) -> Ints:
        """Give the first mention that begins in each range of tokens."""
        number = np.searchsorted(self.mentions.first, begin)
        beyond = np.iinfo(np.int64).max
        return np.where(np.append(self.mentions.first, beyond)[number] < end, number, NONE)

    @cached_property
    def _mentions_before(self) -> Ints:
        last = np.append(self.mentions.last, len(self.kind))
        number = np.repeat(np.arange(len(last)), np.diff(last, prepend=-1)) - 1
        begins = np.zeros(len(number), np.int64)
        begins[self.sentence_first] = self.sentence_first
        begins = np.maximum.accumulate(begins)
        return np.where(np.append(self.mentions.first, NONE)[number] >= begins, number, NONE)

    def mention_before(self, token: Ints) -> Ints:
        """Give the last mention that ends before each token, in its sentence."""
        return self._mentions_before.take(token, mode="clip")

    def mention_next_to(self, token: Ints) -> Ints:
        """Give the mention that ends right before each token, in its sentence."""
        number = self.mention_before(token)
        return np.where(np.append(self.mentions.last, NONE)[number] == token - 1, number, NONE)

    def is_done(self, verb: Ints) -> Flags:
        """Tell which verbs stand behind "be", adverbs between, and so are done to their subject."""
        before = verb - 1
        for _ in range(2):
            before = before - self.has(before, ADVERB)
        return self.has(before, BE) & ~self.has(verb, PARTICIPLE)

    def is_verb(self, first: Ints, last: Ints) -> Flags:
        """Tell which spans are verbs that may have an object: "praised the", "slams its"."""
        formed = self.has(first, PAST | PARTICIPLE) | self.has(last, PAST | PARTICIPLE)
        described = self.has(first - 1, DETERMINER | ITS | OWNER | BE)
        return formed & ~described | self.has(last + 1, DETERMINER | ITS | PRONOUN)

    def is_agent(self, mention: Ints) -> Flags:
        """Tell which mentions are those who judge: "accused by X of", "seen by X as", "from X"."""
        link = self.phrase_first(np.append(self.mentions.first, 0)[mention]) - 1
        by = self.has(link, BY) & (self.has(link - 1, JUDGING) | self.is_done(link - 1))
        return by | self.has(link, FROM)

    def mention_behind_be(self, token: Ints) -> Ints:
        """Give the subject that stands behind "be": "How weak is X?"."""
        verb = token + 1
        mention = self.mention_from(verb + 1, verb + 2)
        owns = self.has(np.append(self.mentions.last, NONE)[mention] + 1, OWNER)
        parted = is_in(self.marks, verb) | is_in(self.marks, verb + 1)
        return np.where(self.has(verb, BE) & ~owns & ~parted, mention, NONE)

    @cached_property
    def segments(self) -> Segments:
        """Stretches between marks and words that open a clause, and their subjects."""
        return _segments(self)


class Segments(NamedTuple):
    """First token of each segment in order, and one past its last; its subject.

    ``subject``: number of a mention, `OTHER` or `UNNAMED` for another, `NONE` for nobody;
    ``relative``: whether it is a relative clause; ``verb``: its first verb, or its end; ``late``:
    whether the subject stands in a later segment; ``opens``: whether no segment of its sentence up
    to it has a subject, and one follows.
    """

    first: Ints
    end: Ints
    subject: Ints
    relative: Flags
    verb: Ints
    late: Flags
    opens: Flags

    def of(self, token: Ints) -> Ints:
        """Give the number of the segment that holds each token."""
        return np.searchsorted(self.first, token, "right") - 1


def _openings(syntax: Syntax) -> Ints:
    """Give the tokens that begin a segment."""
    size = len(syntax.kind)
    pronoun = syntax.places(PRONOUN)
    pronoun = pronoun[syntax.has(pronoun + 1, VERB) | syntax.has(pronoun + 2, VERB)]
    openers = syntax.places(OPENER)
    openers = openers[~syntax.has(openers, ADVERB) | is_in(syntax.marks, openers)]  # "so weak"
    joiner = syntax.places(JOINER)
    verb = first_at(syntax.verbs, joiner + 1)
    clause = (verb - joiner <= LONGEST_SUBJECT) & (verb < first_at(syntax.marks, joiner + 1))
    begun = np.maximum(last_at(syntax.marks, joiner - 1), last_at(openers, joiner - 1))
    clause &= last_at(syntax.verbs, joiner) >= begun  # but "X and Y were praised"
    clause &= (verb > joiner + 1) & (
        syntax.has(joiner + 1, DETERMINER | ITS | PRONOUN) | syntax.capital.take(joiner + 1)
    )
    return union(size, syntax.marks, openers, pronoun, joiner[clause])


LONGEST_SUBJECT = 5  # words from "and" to the verb of a clause that it opens


def _segments(syntax: Syntax) -> Segments:
    """Cut sentences into segments; one without a subject has that of the segment before."""
    first = _openings(syntax)[:-1]
    end = np.append(first[1:], len(syntax.sentence))[: len(first)]
    head = first
    for _ in range(3):
        head = head + (syntax.has(head, JOINER | ADVERB | OPENER) & (head + 1 < end))
    verb = np.minimum(first_at(syntax.verbs, first), end)
    relative = syntax.has(first, RELATIVE) & syntax.has(head, VERB)
    own = _own_subjects(syntax, first, end, head, verb)
    aside = np.append(False, _is_aside(syntax, first, end, verb))[:-1]
    whom = np.where(aside, np.append(0, first)[:-1], first)  # "X, not Y, who …"
    own = np.where(relative, _behind_whom(syntax, whom), own)
    sentence = syntax.sentence[first]
    own, inserted = _without_inserted(syntax, first, end, verb, own)
    standing = np.where((own != NONE) & ~inserted, np.arange(len(first)), NONE)
    before = np.where(inserted, np.arange(len(first)), np.maximum.accumulate(standing))
    shared = (before >= 0) & (sentence[before] == sentence)
    behind = first_at(np.flatnonzero(own != NONE), np.arange(len(first)))
    behind = np.minimum(behind, len(first) - 1)
    opening = syntax.has(head, PARTICIPLE | PAST) | (verb == end) & ~syntax.has(head, LINKS)
    late = ~shared & opening & (sentence[behind] == sentence) & (own[behind] != NONE)
    subject = np.where(shared, own[before], np.where(late, own[behind], NONE))
    opens = ~shared & np.append(sentence[1:] == sentence[:-1], False)[: len(first)]
    return Segments(first, end, subject, relative, verb, late, opens)


def _without_inserted(
    syntax: Syntax, first: Ints, end: Ints, verb: Ints, own: Ints
) -> tuple[Ints, Flags]:
    """Give lists of names their first as subject; tell what is inserted: "X, Y said, was …"."""
    same = np.append(False, syntax.sentence[first[1:]] == syntax.sentence[first[:-1]])
    after = np.append(same, False)[1:]
    mute = np.append(False, verb == end)[:-1] & same
    inserted = mute & (verb + 1 == end) & (own != NONE)
    inserted &= after & syntax.has(np.append(first, 0)[1:], VERB)
    mentions = syntax.mentions
    named = np.maximum(own, NONE)
    bare = (named >= 0) & (np.append(mentions.first, NONE)[named] == first)
    bare &= np.append(mentions.last, NONE)[named] + 1 == end
    follows = np.append(False, bare)[:-1] & same
    head = np.maximum.accumulate(np.where(bare & follows, 0, np.arange(len(first))))
    joiners = np.cumsum(np.append(0, syntax.has(np.arange(len(syntax.kind)), JOINER)))
    listed = follows & (verb < end) & (joiners[verb] > joiners[first])
    return np.where(listed, own[np.append(0, head)[:-1]], own), inserted


def _own_subjects(syntax: Syntax, first: Ints, end: Ints, head: Ints, verb: Ints) -> Ints:
    """Give the subject that each segment names itself, as of `Segments`; `NONE` if it has none."""
    phrase_end = np.minimum(syntax.phrase_end(head), end)
    named = syntax.mention_from(head, np.maximum(phrase_end, head + 1))
    late = syntax.mention_next_to(verb - syntax.has(verb - 1, ADVERB))  # "On Monday X lied"
    late = np.where(np.append(syntax.mentions.first, 0)[late] >= first, late, NONE)
    lacks = syntax.has(head, NO_SUBJECT | PRONOUN)
    opens = syntax.has(first, OPENER) & ~syntax.has(first, RELATIVE | JOINER)
    opens &= syntax.has(head, DETERMINER) | syntax.capital.take(head)
    lacks |= (verb == end) & ~opens
    capital = syntax.capital.copy()
    capital[syntax.sentence_first] = False
    names = np.cumsum(np.append(0, capital))
    aside = _is_aside(syntax, first, end, verb)
    choices = [
        (aside, NONE),
        (named >= 0, named),
        (syntax.has(head, PREPOSITION) & (late >= 0), late),
        (lacks, NONE),
        (names[phrase_end] > names[head], OTHER),
    ]
    conditions, subjects = zip(*choices, strict=True)
    return np.select(conditions, subjects, UNNAMED)


def _is_aside(syntax: Syntax, first: Ints, end: Ints, verb: Ints) -> Flags:
    """Tell which segments only name somebody else: "X, unlike Y, is …", "X, and not Y, is …"."""
    found: Flags = syntax.has(first + syntax.has(first, JOINER), ASIDE) & (verb == end)
    return found


def _behind_whom(syntax: Syntax, first: Ints) -> Ints:
    """Give whom a relative clause is about: the mention next to it, or somebody else."""
    mention = syntax.mention_next_to(first)
    return np.where(mention >= 0, mention, np.where(syntax.capital[first - 1], OTHER, UNNAMED))


def is_in(places: Ints, token: Ints) -> Flags:
    """Tell which tokens are among some places."""
    found: Flags = last_at(places, token) == token
    return found
