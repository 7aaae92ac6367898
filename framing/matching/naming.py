"""Who is who: the mentions of a speaker within one article, joined under the longest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from framing.matching import grammar as g
from framing.matching.places import Ints
from framing.tokens import Tokens

_KNOWN = frozenset("the this that these those".split())
_NEW = frozenset("a an another one".split())  # what they introduce was not named before
_NOBODY = frozenset((g.WORDS[g.PRONOUN] + " " + g.WORDS[g.DETERMINER]).split())
_WITHIN = frozenset((g.WORDS[g.PREPOSITION] + " " + g.WORDS[g.OF]).split())
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame president vice prime minister premier "
    "chancellor secretary general foreign interior finance defence defense mayor governor gov "
    "senator sen representative rep congressman congresswoman mp judge justice chief chairman "
    "chairwoman chair director executive ceo king queen prince princess pope cardinal archbishop "
    "bishop rabbi imam ambassador captain colonel major lieutenant sergeant admiral commissioner "
    "detective inspector attorney coach speaker spokesman spokeswoman spokesperson deputy former "
    "leader".split()
)


class Named(NamedTuple):
    """The speakers of a corpus, each of one article, in the order in which they first have a say.

    ``first``, ``end``: the tokens of the longest mention, half-open; ``of_stretch``: the speaker of
    each stretch, -1 for none.
    """

    first: Ints
    end: Ints
    of_stretch: Ints

    def names(self, tokens: Tokens) -> list[str]:
        """Give the names as they stand in the texts; equal ones of an article are numbered."""
        article = tokens.article[self.first].tolist()
        places = zip(article, self.first.tolist(), self.end.tolist(), strict=True)
        names, met = [], Counter[tuple[int, str]]()
        for number, first, end in places:
            name = tokens.text(first, end - 1)
            met[number, name] += 1
            names.append(f"{name} ({met[number, name]})" if met[number, name] > 1 else name)
        return names


@dataclass
class _Speaker:
    """What is known of one speaker: its number, longest mention, and the words before its name."""

    number: int
    first: int
    end: int
    given: frozenset[str]

    def learn(self, first: int, end: int, given: frozenset[str]) -> None:
        if end - first > self.end - self.first:
            self.first, self.end = first, end
        self.given |= given


def join_speakers(tokens: Tokens, first: Ints, end: Ints) -> Named:
    """Tell which mentions within an article are of the same speaker.

    A name is known by its last word: "Ilham Aliyev", "President Aliyev" and "Aliyev" are one. First
    names that differ tell two speakers apart; a last name alone is then the one of them that was
    named last. Any other noun phrase is known by all its words but "the" or "a"; one that begins
    with "a" or "one" is somebody new. A pronoun names nobody.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    first, end : numpy.ndarray of int64, shape (stretches,)
        The mention of each stretch's speaker, half-open; empty for none.

    Returns
    -------
    Named
    """
    of_mention = {-1: -1}
    speakers: list[_Speaker] = []
    known: dict[tuple[int, str], list[_Speaker]] = {}
    mention = np.where(end > first, first, -1)
    begins, index = np.unique(mention[mention >= 0], return_index=True)
    ends = end[mention >= 0][index]
    columns = (begins.tolist(), ends.tolist(), tokens.article[begins].tolist())
    for begin, stop, article in zip(*columns, strict=True):
        key, given, is_new = _identity(tokens, begin, stop)
        if not key:
            of_mention[begin] = -1
            continue
        alike = known.setdefault((article, key), [])
        fits = [one for one in alike if not given or not one.given or one.given & given]
        if is_new or not fits:
            speaker = _Speaker(len(speakers), begin, stop, given)
            speakers.append(speaker)
        else:
            speaker = fits[-1]
            speaker.learn(begin, stop, given)
            alike.remove(speaker)
        alike.append(speaker)
        of_mention[begin] = speaker.number
    return Named(
        np.array([speaker.first for speaker in speakers], int),
        np.array([speaker.end for speaker in speakers], int),
        np.array([of_mention[begin] for begin in mention.tolist()], int),
    )


def _identity(tokens: Tokens, first: int, end: int) -> tuple[str, frozenset[str], bool]:
    """Give what a mention is known by, the words before a name's last, and whether it is new."""
    types = tokens.vocabulary.types
    words = [types[number] for number in tokens.ids[first:end].tolist()]
    if len(words) == 1 and words[0] in _NOBODY:
        return "", frozenset(), False
    is_new = words[0] in _NEW
    if (is_new or words[0] in _KNOWN) and len(words) > 1:
        words, first = words[1:], first + 1
    if not tokens.capital[end - 1] or not _WITHIN.isdisjoint(words):
        return " ".join(words), frozenset(), is_new
    given = []
    for number in range(len(words) - 2, -1, -1):
        if words[number] in _TITLES or not tokens.capital[first + number]:
            break
        given.append(words[number])
    return words[-1], frozenset(given), is_new
