"""Attribution: whom each match praises or criticises, by the grammar of news English.

Rules are asked in this order, and the first that points to somebody decides. A rule points to a
mention of a target in the sentence, or to somebody else; then the match has no target, and the rule
is shown all the same. Of names joined by "and" it points to the first. Who speaks is never the
target of their own words. The weakest rule is ``nearest``; who wants none of it drops these rows
from `Matches.table`.

==============  ========================================================================
``inside``      words of the mention, "the embattled senator", or words around it; the words of a
                name ("Great Britain") judge nobody
``modifier``    before the name, in its noun phrase: "the historic leader X"
``object``      a verb before its object: "praised X", "attacked the policy of …"
``as``          what somebody is called: "hailed X as a hero"
``apposition``  a remark behind the name: "X, a strategic global actor, …"
``possessive``  what X has: "X's historic role", "X's emergence as a global actor"
``its``         the same with "its", "his", "her", "their": of the last mention before
``complement``  a noun and whom it is about, or whose deed it is: "the growing influence of X",
                "attacks on X", "a brilliant speech by X"
``predicate``   behind the object: "accused X of lying", "made X a hero"
``verdict``     of nobody, what is said to condemn or praise what is no target, "X slammed the
                vote", and whom X only met
``nearest``     said of nobody by name, of the last mention before, at most 14 words away, in the
                same voice: "X signed, and the deal was a historic success"
``relative``    in a relative clause: "X, who won a historic victory, …"
``passive``     behind "be", of the subject: "X was praised by Y"
``copula``      behind "be", of the subject: "X is a strategic global actor"
``subject``     elsewhere in the clause, of the subject: "X achieved a historic breakthrough"
``opening``     before the subject: "A proven leader, X …", "Praised by all, X …"
``speaker``     in what X says: not about X
==============  ========================================================================
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from framing.lexicons import Lexicon
from framing.matching import target_words as s
from framing.matching.grammar import WordClasses, first_at, last_at
from framing.matching.places import Ints, union
from framing.matching.search import Instructions, Search
from framing.matching.selection import Spans
from framing.matching.syntax import NONE, OTHER, UNNAMED, Flags, Syntax, is_in
from framing.matching.targets import NOBODY, Mentions, lexical_mentions, marked_mentions
from framing.matching.voice import Voices
from framing.tokens import Tokens
from framing.tokens.tokens import Cut

FARTHEST = 6  # words from a match to its owner, or to the name that it describes
FARTHEST_OBJECT = 8  # words from an object to what is said of it
FARTHEST_NEAREST = 14  # words from a mention to what nothing else points from
NO_OBJECT = s.PREPOSITION | s.OF | s.AS | s.TO | s.JOINER | s.OPENER | s.ADVERB | s.VERB


@dataclass(frozen=True, eq=False)
class Attribution:
    """Whom each match praises or criticises.

    Attributes
    ----------
    names : tuple of str
        The targets.
    mentions : Mentions
        Where they are mentioned.
    mention : numpy.ndarray of int64, shape (matches,)
        The mention that each match is attributed to, -1 for none.
    rule : numpy.ndarray of int64, shape (matches,)
        Index into `RULES`: what pointed to the mention, or to somebody else; -1 for nothing.
    """

    names: tuple[str, ...]
    mentions: Mentions
    mention: Ints
    rule: Ints

    @property
    def target(self) -> Ints:
        """Number of the target of each match, -1 for none."""
        return np.append(self.mentions.target, NONE)[self.mention]

    @property
    def first(self) -> Ints:
        """First token of the mention, -1 for none."""
        return np.append(self.mentions.first, NONE)[self.mention]

    @property
    def last(self) -> Ints:
        """Last token of the mention, -1 for none."""
        return np.append(self.mentions.last, NONE)[self.mention]

    def take(self, match: Ints) -> Attribution:
        """Give that of some matches."""
        return replace(self, mention=self.mention[match], rule=self.rule[match])

    def columns(self, tokens: Tokens) -> dict[str, object]:
        """Give what `Matches.table` shows of it."""
        known = self.mention >= 0
        start = pd.array(tokens.start.take(np.where(known, self.first, 0), mode="clip"), "Int64")
        end = pd.array(tokens.end.take(np.where(known, self.last, 0), mode="clip"), "Int64")
        start[~known], end[~known] = pd.NA, pd.NA
        return {
            "target": np.array([*self.names, NOBODY], object)[self.target],
            "target_rule": np.array([*RULES, ""], object)[self.rule],
            "target_start": start,
            "target_end": end,
        }


class Attributor:
    """Finds the mentions of targets, and the target of each match.

    Parameters
    ----------
    targets : Lexicon or pandas.DataFrame
        As of `match`, checked.
    cut : callable
        The tokenizer of the texts to come.
    """

    def __init__(self, targets: Lexicon | pd.DataFrame, cut: Cut) -> None:
        self._targets = targets
        self._classes = WordClasses(s.WORDS, s.class_by_ending)
        if isinstance(targets, Lexicon):
            self.names = tuple(targets.categories)
            self._instructions = Instructions([targets], (), cut)
            patterns = targets.entries["pattern"]
            self._named = np.array([pattern[:1].isupper() for pattern in patterns], bool)
        else:
            self.names = tuple(dict.fromkeys(targets["target"]))

    def learn(self, tokens: Tokens) -> None:
        """Look at the types of tokens, so that calls with parts of them only read."""
        self._classes.of(tokens.vocabulary)
        if isinstance(self._targets, Lexicon):
            self._find_candidates = self._instructions.finder(tokens)

    def __call__(self, tokens: Tokens, matches: Spans, voices: Voices) -> Attribution:
        """Find the target of each match; only sentences with match and mention are looked at."""
        mentions = self._mentions(tokens)
        shared = _sentences_of(tokens, matches.first) & _sentences_of(tokens, mentions.first)
        near = np.flatnonzero(shared[tokens.sentence[matches.first]])
        named = np.flatnonzero(shared[tokens.sentence[mentions.first]])
        some = np.flatnonzero(shared.take(tokens.sentence))
        classes = self._classes.of(tokens.vocabulary)
        syntax = Syntax.of(tokens, some, classes, Mentions(*(column[named] for column in mentions)))
        places = (np.searchsorted(some, column[near]) for column in (matches.first, matches.last))
        found, pointed = _point(syntax, Spans(matches.entry[near], *places))
        mention, rule = np.full((2, len(matches.first)), NONE)
        mention[near], rule[near] = np.append(named, NONE)[np.maximum(found, NONE)], pointed
        attribution = Attribution(self.names, mentions, mention, rule)
        return _with_voices(attribution, matches.first, voices)

    def _mentions(self, tokens: Tokens) -> Mentions:
        if not isinstance(self._targets, Lexicon):
            return marked_mentions(tokens, self._targets, self.names)
        search = Search(self._instructions, self._find_candidates, tokens)
        spans, _ = search.matches(())
        return lexical_mentions(tokens, spans, search.entries.category, self._named)


def _point(syntax: Syntax, match: Spans) -> tuple[Ints, Ints]:
    """Ask one rule after another; give mentions and rules."""
    mention, rule = np.full((2, len(match.first)), NONE)
    left = np.arange(len(mention))
    for number, point in enumerate(_POINTS):
        found = point(syntax, Spans(*(column[left] for column in match)))
        pointed = found != NONE
        mention[left[pointed]], rule[left[pointed]] = found[pointed], number
        left = left[~pointed]
    return mention, rule


def _sentences_of(tokens: Tokens, token: Ints) -> Flags:
    """Tell which sentences hold one of some tokens."""
    held = np.zeros(len(tokens.sentence_start), bool)
    held[tokens.sentence[token]] = True
    return held


def _with_voices(attribution: Attribution, token: Ints, voices: Voices) -> Attribution:
    """Take from speakers what they say, and from the nearest mention what another voice says."""
    known = np.flatnonzero(attribution.mention >= 0)
    first, last = attribution.first[known], attribution.last[known]
    stretch = voices.at(token[known])
    begin, end = np.append(voices.speaker, 0)[stretch], np.append(voices.speaker_end, 0)[stretch]
    says = (stretch >= 0) & (begin <= last) & (first < end)
    far = (attribution.rule[known] == NEAREST) & (stretch != voices.at(first))
    mention, rule = attribution.mention.copy(), attribution.rule.copy()
    mention[known[says | far]] = NONE
    rule[known[far]] = NONE
    rule[known[says]] = SPEAKER
    return replace(attribution, mention=mention, rule=rule)


def inside(syntax: Syntax, match: Spans) -> Ints:
    """Point words of a description to whom it mentions, but no words of a name: "Great Britain"."""
    number = np.searchsorted(syntax.mentions.last, match.first)
    beyond = np.iinfo(np.int64).max
    first = np.append(syntax.mentions.first, beyond)[number]
    name = (first <= match.first) & syntax.capital[match.first]
    name &= match.last <= np.append(syntax.mentions.last, beyond)[number]
    held = (first <= match.last) & ~((match.first < first) & syntax.is_agent(number))
    return np.where(held, np.where(name, OTHER, number), NONE)


def modifier(syntax: Syntax, match: Spans) -> Ints:
    """Point what stands before a name, in its noun phrase, to the name."""
    return np.where(syntax.is_verb(match.first, match.last), NONE, _ahead(syntax, match))


def object_of(syntax: Syntax, match: Spans) -> Ints:
    """Point a verb to its object."""
    return np.where(syntax.is_verb(match.first, match.last), _ahead(syntax, match), NONE)


def _ahead(syntax: Syntax, match: Spans) -> Ints:
    """Give the mention in the noun phrase that stands next to a match, or holds it."""
    begin = match.last + 1
    other = is_in(syntax.marks, begin) | syntax.has(match.last, s.BY | s.FROM)
    return np.where(other, NONE, syntax.mention_in_phrase(begin, FARTHEST))


def called_as(syntax: Syntax, match: Spans) -> Ints:
    """Point what somebody is called to whom stands before "as"."""
    link = syntax.phrase_first(match.first) - 1
    mention = syntax.mention_next_to(link)
    return np.where(syntax.has(link, s.AS) & ~syntax.is_agent(mention), mention, NONE)


def apposition(syntax: Syntax, match: Spans) -> Ints:
    """Point a remark without a verb to the name before its comma."""
    segments, number = syntax.segments, syntax.segments.of(match.first)
    begin = segments.first[number]
    remark = segments.verb[number] == segments.end[number]
    remark &= ~syntax.has(begin, s.LINKS | s.NO_SUBJECT | s.JOINER)
    return np.where(remark, syntax.mention_next_to(begin), NONE)


def possessive(syntax: Syntax, match: Spans) -> Ints:
    """Point what somebody has to the owner, also through "as": "X's role as a leader"."""
    begin = syntax.phrase_first(match.first)
    owner = _owner(syntax, begin, match.first)
    outer = _owner(syntax, syntax.phrase_first(begin - 1), begin - 1)
    through = (owner == NONE) & syntax.has(begin - 1, s.AS)
    passed = syntax.has(match.last, s.VERDICT) & syntax.has(match.last + 1, s.OF)
    return np.select([passed, through], [NONE, outer], owner)  # but "Y's attack on X"


def _owner(syntax: Syntax, begin: Ints, end: Ints) -> Ints:
    """Give the mention before the last 's of a range, or somebody else."""
    mark = last_at(syntax.places(s.OWNER), end - 1)
    near = (mark >= begin) & (end - mark <= FARTHEST)
    mention = np.maximum(syntax.mention_next_to(mark), syntax.mention_next_to(mark + 1))
    return np.where(near, np.where(mention >= 0, mention, OTHER), NONE)


def its(syntax: Syntax, match: Spans) -> Ints:
    """Point what "its", "his", "her" and "their" have to the last mention before."""
    begin = syntax.phrase_first(match.first)
    begin = np.where(syntax.has(begin - 1, s.AS), syntax.phrase_first(begin - 1), begin)
    owned = syntax.has(begin, s.ITS) & (match.first - begin <= FARTHEST)
    mention = np.maximum(syntax.mention_next_to(begin + 1), syntax.mention_before(begin))
    segments, number = syntax.segments, syntax.segments.of(match.first)
    behind = np.where(segments.opens[number], np.append(segments.subject, NONE)[number + 1], NONE)
    return np.where(owned, np.where(mention >= 0, mention, behind), NONE)


def complement(syntax: Syntax, match: Spans) -> Ints:
    """Point a noun to whom the words behind its preposition name."""
    link = syntax.phrase_end(match.last + 1)
    lightly = syntax.has(link, s.LIGHT) & syntax.has(link + 1, s.BY)  # "the role played by X"
    link = link + lightly
    verb = _verb(syntax, match)
    judged = syntax.is_done(verb) | syntax.has(verb, s.JUDGING) & syntax.has(verb + 1, s.AS)
    judged &= verb >= syntax.segments.first[syntax.segments.of(match.first)]
    judged |= ~lightly & syntax.has(link - 1, s.PAST | s.PARTICIPLE | s.JUDGING)
    linked = syntax.has(link, s.OF) | syntax.has(link, s.BY) & ~judged
    linked &= ~(syntax.has(link, s.WITH) & syntax.has(link - 1, s.MUTUAL))  # "a deal with X"
    linked &= ~is_in(syntax.marks, link) & ~is_in(syntax.marks, match.last + 1)
    return np.where(linked, syntax.mention_in_phrase(link + 1, FARTHEST), NONE)


def predicate(syntax: Syntax, match: Spans) -> Ints:
    """Point what stands behind an object, in its segment, to the object."""
    segments, number = syntax.segments, syntax.segments.of(match.first)
    mention = syntax.mention_before(match.first)
    first = np.append(syntax.mentions.first, NONE)[mention]
    near = match.first - np.append(syntax.mentions.last, NONE)[mention] <= FARTHEST_OBJECT
    near &= (first >= segments.first[number]) & (segments.subject[number] != mention)
    verb = segments.verb[number]
    where = syntax.has(first - 1, s.PLACE) & (first < verb) & (verb < match.first)
    near &= ~where  # "the weather in X was wonderful"
    joined = syntax.has(first - 1, s.JOINER) | syntax.has(first - 2, s.JOINER)
    near &= ~(joined & (first < verb) & (segments.subject[number] >= 0))  # "X and Y were weak"
    near &= ~(syntax.has(match.first, s.JUDGING) & syntax.has(match.first - 1, s.AUXILIARY))
    return np.where(near & ~syntax.is_agent(mention), mention, NONE)


def verdict(syntax: Syntax, match: Spans) -> Ints:
    """Point to nobody what condemns or praises an object that is no target, and words behind."""
    judging = syntax.places(s.JUDGING)
    verb = first_at(judging, match.first)
    joined = syntax.places(s.JOINER) + 1
    verbs = syntax.verbs, judging, joined[syntax.has(joined, s.VERB)]
    before = last_at(union(len(syntax.kind), *verbs), match.first - 1)
    verb = np.where(verb <= match.last, verb, before)
    behind = verb + 1
    active = syntax.has(verb, s.JUDGING) & ~syntax.is_done(verb)
    active &= ~syntax.has(verb - 1, s.DETERMINER | s.ITS | s.OWNER)
    active &= ~is_in(syntax.marks, behind) & ~syntax.has(behind, NO_OBJECT)
    segments = syntax.segments
    active &= verb >= segments.first[segments.of(match.first)]
    mention = syntax.mention_in_phrase(behind, FARTHEST)
    judged = np.where(active, np.where(mention >= 0, mention, OTHER), NONE)
    link = syntax.phrase_first(match.first) - 1  # "an answer to double standards"
    opposed = syntax.has(link, s.TO) & syntax.has(link - 1, s.ANSWER)
    met = syntax.has(link, s.MEETING) & ~syntax.is_done(link)  # "X met a disgraced banker"
    opposed |= met & ~syntax.parted.take(match.first)
    return np.where((judged == NONE) & opposed, OTHER, judged)


def nearest(syntax: Syntax, match: Spans) -> Ints:
    """Point what is said of nobody by name to the last mention, in a segment before."""
    segments, number = syntax.segments, syntax.segments.of(match.first)
    mention = syntax.mention_before(match.first)
    near = match.first - np.append(syntax.mentions.last, NONE)[mention] <= FARTHEST_NEAREST
    near &= np.append(syntax.mentions.first, NONE)[mention] < segments.first[number]
    said = (segments.subject[number] == UNNAMED) & (segments.verb[number] < match.first)
    near &= said | (segments.subject[number] == NONE)
    return np.where(near, mention, NONE)


def relative(syntax: Syntax, match: Spans) -> Ints:
    """Point what a relative clause says to whom it stands behind."""
    return _subject(syntax, match, syntax.segments.relative)


def passive(syntax: Syntax, match: Spans) -> Ints:
    """Point what is done to a subject to it: "X was praised", "X was named a great power"."""
    verb = _verb(syntax, match)
    formed = syntax.has(verb, s.PAST) & syntax.is_done(verb)
    return np.where(formed, _subject(syntax, match), NONE)


def _verb(syntax: Syntax, match: Spans) -> Ints:
    """Give the verb that a match begins with, else the last one before it."""
    done = syntax.has(match.first, s.PAST)
    return np.where(done, match.first, last_at(syntax.verbs, match.first))


def copula(syntax: Syntax, match: Spans) -> Ints:
    """Point what stands behind "be" to the subject."""
    verb = last_at(syntax.verbs, match.first - 1)
    linked = syntax.has(verb, s.BE) & (verb >= last_at(syntax.sentence_first, match.first))
    turned = syntax.mention_behind_be(match.last)
    return np.where(linked & (turned == NONE), _subject(syntax, match), turned)


def subject(syntax: Syntax, match: Spans) -> Ints:
    """Point what a clause says to its subject."""
    return _subject(syntax, match)


def opening(syntax: Syntax, match: Spans) -> Ints:
    """Point what a sentence opens with to the subject behind it."""
    return _subject(syntax, match, syntax.segments.late)


def _subject(syntax: Syntax, match: Spans, chosen: Flags | None = None) -> Ints:
    segments, number = syntax.segments, syntax.segments.of(match.first)
    known = ~segments.late if chosen is None else chosen
    return np.where(known[number], segments.subject[number], NONE)


_RULES: dict[str, Callable[[Syntax, Spans], Ints]] = {
    "inside": inside,
    "modifier": modifier,
    "object": object_of,
    "as": called_as,
    "apposition": apposition,
    "possessive": possessive,
    "its": its,
    "complement": complement,
    "predicate": predicate,
    "verdict": verdict,
    "nearest": nearest,
    "relative": relative,
    "passive": passive,
    "copula": copula,
    "subject": subject,
    "opening": opening,
}
_POINTS = tuple(_RULES.values())
RULES = (*_RULES, "speaker")
SPEAKER, NEAREST = RULES.index("speaker"), RULES.index("nearest")
