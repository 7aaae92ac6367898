"""From tokens and lexicons to matches: candidates, selection, voice, context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from framing.lexicons import Lexicon, load_lexicon
from framing.matching.context import NEGATED_VALENCE, NEGATION, RULES, Cues, Scene
from framing.matching.engine import find_candidates
from framing.matching.matches import OWN, QUOTED, VOICES, Matches
from framing.matching.places import Ints, touches
from framing.matching.program import FAVOURABLE_HEAD, compile_lexicons
from framing.matching.quotation import Quotations, find_quotations, is_scare
from framing.matching.resolution import Resolution
from framing.matching.selection import Spans, select
from framing.tokens import Tokens
from framing.tokens.tokens import Cut
from framing.tokens.zones import ZONES

Negation = Literal["default", "drop", "flip", "ignore"]
Switch = Literal["default", "ignore"]
_ACCEPTED = {
    "negation": ("default", "drop", "flip", "ignore"),
    "distancing": ("default", "ignore"),
    "unfavourable_head": ("default", "ignore"),
}
_CUE_LEXICONS = (
    *("negators", "distancing", "unfavourable_heads"),
    *("attribution", "clause_breaks", "phrase_breaks"),
)


def match(
    tokens: Tokens,
    lexicon: Lexicon | Sequence[Lexicon],
    *,
    negation: Negation = "default",
    distancing: Switch = "default",
    unfavourable_head: Switch = "default",
) -> Matches:
    """Find where the entries of lexicons stand, and what each match is worth in its context.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    lexicon : Lexicon or sequence of Lexicon
        One lexicon or several; they never compete with each other.
    negation : {"default", "drop", "flip", "ignore"}
        What a negator before a match, in the same clause and at most six words away, does to its
        value. ``"default"``: intensity becomes 0 ("not a breakthrough" is no promotion), valence is
        multiplied by -0.74. ``"drop"``: 0. ``"flip"``: valence changes its sign.
    distancing : {"default", "ignore"}
        ``"default"``: 0 behind words such as "so-called" (at most three words away), and in scare
        quotes: up to three quoted words in a sentence without a word of speech.
    unfavourable_head : {"default", "ignore"}
        ``"default"``: entries marked ``head=favourable`` are 0 before an unfavourable noun
        ("unprecedented crackdown").

    Returns
    -------
    Matches

    Raises
    ------
    ValueError
        If a choice is unknown, or ``negation="flip"`` is asked of a lexicon of intensities.

    Notes
    -----
    A rule changes only lexicons that name it among their ``rules``. The voice is that of the
    match's first token: ``quoted`` within quotation marks, else ``own``.

    References
    ----------
    Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment
    analysis of social media text. Proceedings of ICWSM, 8(1). https://doi.org/10.1609/icwsm.v8i1.14550

    Examples
    --------
    >>> from framing.lexicons import load_lexicon
    >>> from framing.tokens import tokenize
    >>> tokens = tokenize(["It was hardly a historic achievement."])
    >>> match(tokens, load_lexicon("promotional")).table()[["text", "value", "cues"]]
                       text  value                     cues
    0  historic achievement    0.0  negation: hardly [7:13]
    """
    lexicons = (lexicon,) if isinstance(lexicon, Lexicon) else tuple(lexicon)
    matcher = Matcher(
        lexicons,
        tokens.cut,
        negation=negation,
        distancing=distancing,
        unfavourable_head=unfavourable_head,
    )
    return matcher(tokens)


class Matcher:
    """`match` made ready, for corpora that are read in parts.

    Parameters
    ----------
    lexicons : sequence of Lexicon
        The lexicons.
    cut : callable
        The tokenizer of the texts to come.
    negation, distancing, unfavourable_head : str
        As for `match`.
    """

    def __init__(
        self,
        lexicons: Sequence[Lexicon],
        cut: Cut,
        *,
        negation: Negation = "default",
        distancing: Switch = "default",
        unfavourable_head: Switch = "default",
    ) -> None:
        self.lexicons = tuple(lexicons)
        self._choices = {
            "negation": negation,
            "distancing": distancing,
            "unfavourable_head": unfavourable_head,
        }
        _check_choices(self.lexicons, self._choices)
        cue_lexicons = [load_lexicon(name) for name in _CUE_LEXICONS]
        self._program = compile_lexicons([*self.lexicons, *cue_lexicons], cut)
        self._resolution = Resolution(self._program.slots)

    def __call__(self, tokens: Tokens) -> Matches:
        """Find the matches of some tokens."""
        program = self._program
        pairs = self._resolution.pairs(tokens.vocabulary)
        spans = select(program, tokens, find_candidates(program, pairs, tokens))
        lexicon = program.entries.lexicon[spans.entry]
        cues = {
            name: Spans(*(column[lexicon == number] for column in spans))
            for number, name in enumerate(_CUE_LEXICONS, start=len(self.lexicons))
        }
        own = lexicon < len(self.lexicons)
        spans = Spans(*(column[own] for column in spans))
        quotations = find_quotations(tokens)
        scare = is_scare(tokens, quotations, _words_of_speech(cues))
        voice = _token_voices(len(tokens), quotations.where(~scare))
        found, value = self._values(spans, self._scene(tokens, cues, quotations.where(scare)))
        return Matches(
            tokens=tokens,
            lexicons=self.lexicons,
            lexicon=lexicon[own],
            entry=program.entries.origin[spans.entry],
            category=program.entries.category[spans.entry],
            first=spans.first,
            last=spans.last,
            weight=program.entries.weight[spans.entry],
            value=value,
            voice=voice[spans.first],
            cues=found,
            quotations=quotations,
            token_voice=voice,
            exposure=_exposure(tokens, voice),
        )

    def _scene(self, tokens: Tokens, cues: dict[str, Spans], scare: Quotations) -> Scene:
        strong, any_mark = np.flatnonzero(tokens.parted > 1), np.flatnonzero(tokens.parted)
        return Scene(
            tokens=tokens,
            negators=cues["negators"],
            distancers=cues["distancing"],
            heads=cues["unfavourable_heads"],
            scare=Spans(np.zeros_like(scare.first), scare.first, scare.end - 1),
            clause_ends=np.union1d(strong, cues["clause_breaks"].first),
            phrase_ends=np.union1d(any_mark, cues["phrase_breaks"].first),
            not_words=np.flatnonzero(~tokens.is_word),
        )

    def _values(self, spans: Spans, scene: Scene) -> tuple[Cues, NDArray[np.float64]]:
        """Apply the context rules: what they found, and the value of every match."""
        entries = self._program.entries
        value = entries.weight[spans.entry]
        found = []
        for number, lexicon in enumerate(self.lexicons):
            mine = np.flatnonzero(entries.lexicon[spans.entry] == number)
            matches = Spans(*(column[mine] for column in spans))
            for cues in self._relate(lexicon, matches, scene):
                factor = self._factor(lexicon, cues.rule)
                found.append(cues._replace(match=mine[cues.match]))
                value[found[-1].match] *= factor
        if not found:
            return Cues(*(np.zeros(0, np.int64) for _ in Cues._fields)), value
        every = Cues(*(np.concatenate(columns) for columns in zip(*found, strict=True)))
        order = np.lexsort((every.rule, every.match))
        return Cues(*(column[order] for column in every)), value

    def _relate(self, lexicon: Lexicon, matches: Spans, scene: Scene) -> list[Cues]:
        """Find the cues of the rules that are on for a lexicon."""
        on = [rule for rule in lexicon.rules if self._choices[rule] != "ignore"]
        found = []
        if "negation" in on:
            found.append(scene.negated(matches))
        if "distancing" in on:
            found += [scene.distanced(matches), scene.scare_quoted(matches)]
        if "unfavourable_head" in on:
            constraints = self._program.entries.constraints[matches.entry]
            heads = scene.unfavourably_headed(matches)
            needs_favour = constraints[heads.match] & FAVOURABLE_HEAD > 0
            found.append(Cues(*(column[needs_favour] for column in heads)))
        return found

    def _factor(self, lexicon: Lexicon, rule: Ints) -> NDArray[np.float64]:
        """Give what each cue does to the value of its match, as a factor."""
        negated = {"default": NEGATED_VALENCE, "drop": 0.0, "flip": -1.0}
        scaled = negated[self._choices["negation"]] if lexicon.scale == "valence" else 0.0
        return np.where(rule == NEGATION, scaled, 0.0)


def _check_choices(lexicons: Sequence[Lexicon], choices: dict[str, str]) -> None:
    for argument, accepted in _ACCEPTED.items():
        if choices[argument] not in accepted:
            message = f"{argument}={choices[argument]!r}; it is one of {', '.join(accepted)}"
            raise ValueError(message)
    names = [lexicon.name for lexicon in lexicons]
    if not names or len(set(names)) < len(names):
        message = f"lexicon: {', '.join(names) or 'none'}; give at least one, each only once"
        raise ValueError(message)
    for lexicon in lexicons:
        if (
            choices["negation"] == "flip"
            and lexicon.scale != "valence"
            and "negation" in lexicon.rules
        ):
            message = (
                f"negation='flip' needs a lexicon of valences; {lexicon.name} is one of intensities. "
                "Match it apart, or use 'default' or 'drop'"
            )
            raise ValueError(message)


def _words_of_speech(cues: dict[str, Spans]) -> Ints:
    """Give the first tokens of reporting words; "so-called" and the like report nobody."""
    speech, distancing = cues["attribution"], cues["distancing"]
    held_off = touches(speech.first, speech.last, distancing.first, distancing.last)
    return speech.first[~held_off]


def _token_voices(size: int, quotations: Quotations) -> NDArray[np.uint8]:
    """Give the voice of every token: quoted inside quotations, else own."""
    depth = np.zeros(size + 1, np.int32)
    np.add.at(depth, quotations.first, 1)
    np.add.at(depth, quotations.end, -1)
    return np.where(np.cumsum(depth[:-1]) > 0, QUOTED, OWN).astype(np.uint8)


def _exposure(tokens: Tokens, voice: NDArray[np.uint8]) -> Ints:
    """Count the words of each article, voice and zone."""
    shape = (len(tokens.corpus), len(VOICES), len(ZONES))
    cell = tokens.article * np.int64(len(VOICES) * len(ZONES)) + voice * len(ZONES) + tokens.zone
    counts = np.bincount(cell[tokens.is_word], minlength=int(np.prod(shape)))
    return counts.reshape(shape)
