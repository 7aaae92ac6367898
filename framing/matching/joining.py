"""Joining the matches of the parts of a corpus, that are found a part at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from framing.matching.attribution import Attribution
from framing.matching.cues import Cues
from framing.matching.matches import Matches
from framing.matching.places import Ints
from framing.matching.runs import Runs
from framing.matching.syntax import NONE
from framing.matching.targets import Mentions
from framing.matching.voice import Voices
from framing.tokens import Tokens


def join(tokens: Tokens, parts: Sequence[Matches]) -> Matches:
    """Join the matches of the parts of some tokens.

    Parameters
    ----------
    tokens : Tokens
        All of the tokens.
    parts : sequence of Matches
        The matches of each part, in order; all of them have targets, or none.

    Returns
    -------
    Matches
    """
    token = _begins(len(part.tokens) for part in parts)
    cues = [part.cues for part in parts]
    runs = [part.runs for part in parts]
    return Matches(
        tokens=tokens,
        lexicons=parts[0].lexicons,
        **{name: _column(parts, name) for name in _ALIKE},
        first=_column(parts, "first", token),
        last=_column(parts, "last", token),
        cues=Cues(
            _column(cues, "match", _begins(map(len, parts))),
            _column(cues, "rule"),
            _column(cues, "first", token),
            _column(cues, "last", token),
        ),
        voices=_join_voices(tokens, [part.voices for part in parts], token),
        runs=Runs(_column(runs, "first", token), _column(runs, "words")),
        attribution=_join_attributions([part.attribution for part in parts], token),
    )


_ALIKE = ("lexicon", "entry", "category", "weight", "value", "voice")


def _join_voices(tokens: Tokens, parts: Sequence[Voices], token: Ints) -> Voices:
    """Join the stretches of voice of the parts."""
    speaker, speaker_end = _ranges(parts, "speaker", token)
    cue, cue_end = _ranges(parts, "cue", token)
    return Voices(
        tokens=tokens,
        first=_column(parts, "first", token),
        end=_column(parts, "end", token),
        **{name: _column(parts, name) for name in ("voice", "borrowed", "stance")},
        speaker=speaker,
        speaker_end=speaker_end,
        cue=cue,
        cue_end=cue_end,
    )


def _join_attributions(parts: Sequence[Attribution | None], token: Ints) -> Attribution | None:
    """Join the targets of the matches of the parts."""
    some = [part for part in parts if part]
    if not some:
        return None
    mentions = [part.mentions for part in some]
    known = _column(some, "mention") >= 0
    mention = _column(some, "mention", _begins(len(part.first) for part in mentions))
    return Attribution(
        names=some[0].names,
        mentions=Mentions(
            _column(mentions, "first", token),
            _column(mentions, "last", token),
            _column(mentions, "target"),
        ),
        mention=np.where(known, mention, NONE),
        rule=_column(some, "rule"),
    )


def _begins(sizes: Iterable[int]) -> Ints:
    """Give the number of the first of each part, from the sizes of the parts."""
    ends = np.cumsum([0, *sizes])
    return ends[:-1]


def _column(parts: Sequence[Any], name: str, begins: Ints | None = None) -> Any:
    """Join a column of the parts, and number it on if it holds numbers."""
    columns = [getattr(part, name) for part in parts]
    if begins is not None:
        columns = [column + begin for column, begin in zip(columns, begins.tolist(), strict=True)]
    return np.concatenate(columns)


def _ranges(parts: Sequence[Any], name: str, begins: Ints) -> tuple[Ints, Ints]:
    """Join ranges of tokens; those that are empty stay 0 and 0."""
    some = _column(parts, f"{name}_end") > _column(parts, name)
    first, end = _column(parts, name, begins), _column(parts, f"{name}_end", begins)
    return np.where(some, first, 0), np.where(some, end, 0)
