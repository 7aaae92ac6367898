"""The little grammar that voices need: classes of words, and where clauses and phrases end.

Nothing is parsed. News English puts who said it next to the verb of saying, and marks off what was
said by commas, stops, quotation marks and a few dozen short words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from framing.matching.places import Ints, union
from framing.matching.quotation import Quotations
from framing.tokens import Tokens, Vocabulary

(
    DETERMINER,
    ARTICLE,
    PRONOUN,
    AUXILIARY,
    BE,
    ADVERB,
    OPENER,
    JOINER,
    PREPOSITION,
    OF,
    TO,
    AS,
    BY,
    TIME,
    THAT,
    ASKS,
    PARTICIPLE,
    PERSON,
    SELF,
    EVIDENCE,
    OWNER,
    PAST,
    NOUN,
    PLURAL,
    RELATIVE,
    MOMENT,
    COMPARES,
    MANY,
    MEDIUM,
    ATTITUDE,
    HIS,
    NUMBER,
    SHE,
    MALE,
) = (1 << number for number in range(34))
WORDS = {
    DETERMINER: "the a an this these those his her its their our my your some many several most "
    "all both each every no another one two three four five ten other such any few more",
    ARTICLE: "the a an his her its their our my your 's",
    PRONOUN: "he she it they we i you there everyone nobody somebody who",
    PERSON: "he she",
    SHE: "she mrs ms miss madam lady queen princess congresswoman spokeswoman chairwoman",
    MALE: "he mr sir lord king prince congressman spokesman chairman",
    SELF: "i i'd i'm i've i'll we we'd we're we've we'll you you'd",
    AUXILIARY: "is are was were be been being am has have had having will would can could may "
    "might must should shall do does did cannot isn't wasn't aren't weren't don't doesn't didn't "
    "won't wouldn't can't couldn't cant wont dont didnt wouldnt couldnt hasn't haven't hadn't",
    BE: "is are was were be been being am isn't wasn't aren't weren't",
    ADVERB: "also twice then later earlier now often never not again further still just once "
    "already ever soon even always therefore however meanwhile instead too recently",
    OPENER: "that but because while whereas although though if when where as since after before "
    "until unless which who whose whom so than yet what how why whether",
    JOINER: "and or nor but",
    PREPOSITION: "in on at to with by from as during after before since amid despite under over "
    "about through against into between among via per within without across outside inside near",
    AS: "as",
    OF: "of for",
    TO: "to",
    BY: "by",
    TIME: "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow "
    "tonight january february march april june july august september october november december "
    "last earlier later this next",
    THAT: "that",
    EVIDENCE: "poll polls survey surveys study studies research results figures data analysis "
    "statistics findings census",
    ASKS: "whether if how why what when where who which",
    OWNER: "'s",
    HIS: "his her its their",
    PAST: "said told took made got gave won lost met held called saw seen left led sent put kept "
    "began wrote written spoke went came knew thought found felt ran grew fell rose brought bought "
    "fought sought spent paid stood became broke chose drew drove fled threw wore given taken "
    "known shown cast drawn",
    NOUN: "claim claims report reports fear fears hope hopes comment comments answer answers reply "
    "replies demand demands estimate estimates forecast forecasts promise promises pledge pledges "
    "remark remarks note notes warnings suspect suspects doubt doubts dispute signal "
    "signals guarantee guarantees worry tweet tweets vow vows joke "
    "caution",
    PLURAL: "claims reports fears hopes comments answers replies demands estimates forecasts "
    "promises pledges remarks notes warnings doubts signals guarantees tweets vows",
    RELATIVE: "who whom whose which",
    MOMENT: "day days night nights week weeks month months year years hour hours minute minutes "
    "moment morning afternoon evening time times",
    COMPARES: "well much many soon long far part usual early late recently",
    MEDIUM: "statement interview speech letter tweet post email e-mail message briefing conference "
    "report note memo blog call address telegram phone news press",
    ATTITUDE: "convinced confident worried concerned adamant hopeful optimistic afraid sceptical "
    "skeptical doubtful",
    MANY: "many some most all both few everyone everybody others several",
}


class WordClasses:
    """The classes of the types of a vocabulary that grows; each type is looked at once.

    Parameters
    ----------
    classes : mapping of int to str, optional
        The words of each class, by default those that voices need.
    by_ending : callable, optional
        Gives the classes of a word that is in none.
    """

    def __init__(
        self,
        classes: Mapping[int, str] | None = None,
        by_ending: Callable[[str], int] | None = None,
    ) -> None:
        self._by_ending = by_ending or _class_by_ending
        self._known: dict[str, int] = {}
        for kind, words in (classes or WORDS).items():
            for word in words.split():
                self._known[word] = self._known.get(word, 0) | kind
        self._vocabulary: Vocabulary | None = None

    def of(self, vocabulary: Vocabulary) -> NDArray[np.uint64]:
        """Give the sum of its classes for each type."""
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._flags = vocabulary, np.zeros(0, np.uint64)
        if len(self._flags) < len(vocabulary):
            new = [
                self._known.get(word) or self._by_ending(word)
                for word in vocabulary.types[len(self._flags) :]
            ]
            self._flags = np.append(self._flags, np.array(new, np.uint64))
        return self._flags


_FORMED = ADVERB | PAST | PARTICIPLE | AUXILIARY  # no part of a name

# Nouns and adjectives on -ly.
_NO_ADVERBS = frozenset(
    "family assembly ally reply supply italy july daily weekly monthly rally bully elderly "
    "friendly anomaly monopoly".split()
)


_ENDINGS = {"ly": ADVERB, "ing": PARTICIPLE, "ed": PAST, "eed": 0}  # the longer one counts


def _class_by_ending(word: str) -> int:
    if word[:1].isdigit():
        return NUMBER
    kind = _ENDINGS.get(word[-3:], _ENDINGS.get(word[-2:], 0))
    return kind if len(word) > 4 and word not in _NO_ADVERBS else 0


@dataclass(frozen=True, eq=False)
class Grammar:
    """Where words of each class stand, and where parts of sentences begin.

    Attributes
    ----------
    tokens : Tokens
        The tokens.
    classes : numpy.ndarray of uint64, shape (types,)
        The classes of each type.
    quotations : Quotations
        The quotations that hold speech.
    near : numpy.ndarray of int64
        Tokens in whose sentences places are looked for.
    """

    tokens: Tokens
    classes: NDArray[np.uint64]
    quotations: Quotations
    near: Ints

    @cached_property
    def kind(self) -> NDArray[np.uint64]:
        """The classes of each token, and 0 behind the last, which stands for no token."""
        kind = np.zeros(len(self.tokens) + 1, np.uint64)
        self.classes.take(self.tokens.ids, out=kind[:-1], mode="clip")
        name = np.flatnonzero(self.capital & (kind & _FORMED > 0))
        opens = last_at(self.sentence_first, name) == name
        followed = (kind[name + 1] & (PAST | AUXILIARY) > 0) & (
            np.append(self.tokens.parted, 1)[name + 1] == 0
        )
        kind[name[~opens | followed]] &= ~np.uint64(_FORMED)  # "Kelly said", "Theresa May"
        the = np.flatnonzero(self.capital & (kind & (PRONOUN | OPENER) > 0))
        kind[the[kind[the - 1] & ARTICLE > 0]] = 0  # "the WHO"
        return kind

    @cached_property
    def capital(self) -> NDArray[np.bool_]:
        """Whether each token begins with a capital letter, and False behind the last."""
        return np.append(self.tokens.capital, False)

    def has(self, token: Ints, kind: int) -> NDArray[np.bool_]:
        """Tell which tokens are of one of some classes; what lies beyond the ends is of none."""
        found: NDArray[np.bool_] = self.kind.take(token, mode="clip") & kind > 0
        return found & (token >= 0)

    @cached_property
    def _known(self) -> tuple[Ints, NDArray[np.uint64]]:
        """The tokens that are of any class, in sentences that matter, and their classes."""
        within = np.zeros(len(self.tokens.sentence_start), bool)
        within[self.tokens.sentence[self.near]] = True
        token = np.flatnonzero(within.take(self.tokens.sentence))
        token = token[self.kind.take(token) != 0]
        return token, self.kind.take(token)

    @cached_property
    def _places(self) -> dict[int, Ints]:
        return {}

    def places(self, kind: int) -> Ints:
        """Give the tokens of one of some classes, in order."""
        if kind not in self._places:
            token, classes = self._known
            self._places[kind] = token[(classes & kind) != 0]
        return self._places[kind]

    @cached_property
    def heads(self) -> Ints:
        """Words that begin a noun phrase which no preposition holds, in order."""
        heads = self.places(DETERMINER | PRONOUN)
        return heads[~self.has(heads - 1, PREPOSITION | OF)]

    @cached_property
    def adjuncts(self) -> Ints:
        """Words that open a remark on when, where and how: "Smith on Monday", in order."""
        link = self.places(PREPOSITION | OF)
        name, following = self.capital.take(link - 1, mode="clip"), self.capital.take(link + 1)
        the = self.has(link + 1, ARTICLE) & self.capital.take(link + 2, mode="clip")
        opens = last_at(self.sentence_first, link - 1) == link - 1
        small = name & ~following & ~the & ~(opens & self.has(link, OF))  # "Residents of the town"
        timely = self.has(link, PREPOSITION) & self.has(link + 1, TIME | MOMENT)
        told = self.has(link + 1, ARTICLE) & self.has(link + 2, MEDIUM)
        time = self.places(TIME)
        time = time[~self.capital.take(time) & ~self.has(time - 1, DETERMINER | PREPOSITION)]
        done = self.places(PAST)
        done = done[self.has(done + 1, PREPOSITION) & ~self.has(done - 1, DETERMINER)]
        return union(len(self.kind), link[small | timely | told], time, done)

    @cached_property
    def sentence_first(self) -> Ints:
        """First token of each sentence with a token, in order."""
        sentence = self.tokens.sentence
        return np.flatnonzero(np.append(True, sentence[1:] != sentence[:-1])[: len(sentence)])

    def quoted(self, token: Ints) -> NDArray[np.bool_]:
        """Tell which tokens stand in a quotation."""
        reach = np.append(0, np.maximum.accumulate(self.quotations.end))
        held: NDArray[np.bool_] = (
            reach[np.searchsorted(self.quotations.first, token, "right")] > token
        )
        return held

    @cached_property
    def quote_ends(self) -> Ints:
        """Tokens behind a quotation, in order, each once."""
        return union(len(self.tokens) + 1, self.quotations.end)

    @cached_property
    def _is_mark(self) -> NDArray[np.bool_]:
        """Whether a mark that parts, a sentence's end or the edge of a speech is before a token."""
        spoken = self.quotations.where(self.quotations.speech)
        marked = np.append(self.tokens.parted > 0, True)
        for places in (self.sentence_first, spoken.first, spoken.end, 0):
            marked[places] = True
        return marked

    @cached_property
    def marks(self) -> Ints:
        """First tokens behind a mark, in order."""
        return np.flatnonzero(self._is_mark)

    def marked(self, token: Ints) -> NDArray[np.bool_]:
        """Tell which tokens stand behind a mark; what lies beyond the ends does not."""
        found: NDArray[np.bool_] = self._is_mark.take(token, mode="clip")
        return found & (token >= 0) & (token <= len(self.tokens))

    @cached_property
    def clauses(self) -> Ints:
        """First tokens behind a mark or a word that opens a clause."""
        return union(len(self.tokens) + 1, self.marks, self.places(OPENER) + 1)


def last_at(places: Ints, token: Ints) -> Ints:
    """Give the last of some places at or before each token; -1 if there is none."""
    return np.append(-1, places).take(np.searchsorted(places, token, "right"))


def first_at(places: Ints, token: Ints) -> Ints:
    """Give the first of some places at or behind each token; a huge number if there is none."""
    return np.append(places, np.iinfo(np.int64).max).take(np.searchsorted(places, token))
