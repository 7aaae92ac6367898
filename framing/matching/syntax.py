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
from framing.matching.targets import Mentions
from framing.tokens import Tokens

Flags = NDArray[np.bool_]

(
    DETERMINER,
    OWNER,
    ITS,
    PRONOUN,
    BE,
    AUXILIARY,
    PREPOSITION,
    OF,
    JOINER,
    OPENER,
    RELATIVE,
    ADVERB,
    PAST,
    PARTICIPLE,
    TO,
    AS,
    PLACE,
    BY,
    ASIDE,
    JUDGING,
    INDEFINITE,
    ANSWER,
) = (1 << number for number in range(22))
WORDS = {
    DETERMINER: "the a an this these those some any no every each another such",
    OWNER: "'s ’s",
    ITS: "its his her their",
    PRONOUN: "he she it they him them we i you us me who whom himself herself itself themselves "
    "he's she's it's they're we're i'm you're he'd she'd they'd he'll she'll they'll they've",
    BE: "is are was were be been being am isn't wasn't aren't weren't remain remains remained "
    "become becomes became seem seems seemed look looks looked appear appears appeared "
    "sound sounds sounded prove proves proved he's she's it's they're we're i'm you're",
    AUXILIARY: "has have had will would can could may might must should shall do does did cannot "
    "hasn't haven't hadn't won't wouldn't can't couldn't shouldn't don't doesn't didn't",
    PREPOSITION: "in on at to with by from as during after before since amid under over about "
    "through into between among via per within without across outside inside near like unlike "
    "despite",
    OF: "of for on against toward towards to at over about with",
    JOINER: "and or nor but",
    OPENER: "that because but while whereas although though if when where since after before "
    "until unless which who whose whom so than what how why whether",
    RELATIVE: "who which whose whom that where",
    ADVERB: "also twice then later now often never not again further still just once already ever "
    "soon even always therefore however meanwhile instead too very more most so quite rather",
    PAST: "said told took made got gave won lost met held called saw left led sent put let kept "
    "began wrote spoke went came knew thought found felt ran grew fell rose brought bought taught "
    "fought caught sought built spent paid stood understood became beat broke chose drew drove "
    "hit hurt cut shot stole swore threw wore won says tells takes makes gets gives wins loses "
    "calls sees leads keeps wants needs thinks knows",
    TO: "to",
    AS: "as",
    PLACE: "in at from near outside inside across within",
    BY: "by",
    INDEFINITE: "a an",
    ANSWER: "response responses answer answers resistance alternative remedy solution",
    ASIDE: "like unlike not never than instead",
}
# Verbs that condemn or praise their object.
_JUDGING = {
    stem + ending
    for stem in "condemn denounc criticis criticiz slam slamm blast lambast rebuk deplor accus "
    "castigat chastis decri decry prais hail laud applaud salut commend expos uncover fight "
    "combat blam mock ridicul derid".split()
    for ending in ("", "e", "s", "es", "ed", "ing")
}
VERB = BE | AUXILIARY | PAST
NO_SUBJECT = VERB | PARTICIPLE | TO  # what begins a segment whose subject stands elsewhere
LINKS = PREPOSITION | OF | OPENER | PRONOUN  # what no noun phrase holds
# No mention is pointed to; somebody else is, by name; something else is.
NONE, OTHER, UNNAMED = -1, -2, -3


def class_by_ending(word: str) -> int:
    """Give the classes of a word that is in none of the lists."""
    if len(word) < 4:
        return 0
    past = word.endswith("ed") and not word.endswith("eed")
    long = len(word) > 4
    kind = PAST * past + long * (ADVERB * word.endswith("ly") + PARTICIPLE * word.endswith("ing"))
    return kind + JUDGING * (word in _JUDGING)


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
    joiner = syntax.places(JOINER)
    verb = first_at(syntax.verbs, joiner + 1)
    clause = (verb - joiner <= LONGEST_SUBJECT) & (verb < first_at(syntax.marks, joiner + 1))
    clause &= (verb > joiner + 1) & (
        syntax.has(joiner + 1, DETERMINER | ITS | PRONOUN) | syntax.capital.take(joiner + 1)
    )
    return union(size, syntax.marks, syntax.places(OPENER), pronoun, joiner[clause])


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
    before = np.maximum.accumulate(np.where(own != NONE, np.arange(len(first)), NONE))
    shared = (before >= 0) & (sentence[before] == sentence)
    behind = first_at(np.flatnonzero(own != NONE), np.arange(len(first)))
    behind = np.minimum(behind, len(first) - 1)
    opening = syntax.has(head, PARTICIPLE | PAST) | (verb == end) & ~syntax.has(head, LINKS)
    late = ~shared & opening & (sentence[behind] == sentence) & (own[behind] != NONE)
    subject = np.where(shared, own[before], np.where(late, own[behind], NONE))
    opens = ~shared & np.append(sentence[1:] == sentence[:-1], False)[: len(first)]
    return Segments(first, end, subject, relative, verb, late, opens)


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
