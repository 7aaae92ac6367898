"""Who says what in an article: passages in other voices, their speakers, words that report."""

from __future__ import annotations

import numpy as np

from framing.matching import Matches
from framing.matching.voice import OWN, STANCES, VOICES
from framing.pages.spans import SOURCE, VOICE, Span


def passages(matches: Matches, article: int) -> list[Span]:
    """Find what is quoted, reported or borrowed in an article, with its quotation marks.

    Parameters
    ----------
    matches : Matches
        The matches.
    article : int
        Number of the article.

    Returns
    -------
    list of Span
    """
    tokens, voices = matches.tokens, matches.voices
    first, stop = (int(token) for token in tokens.ptr[article : article + 2])
    held, text = voices.at(np.arange(first, stop)), tokens.texts[article]
    runs: list[int] = np.flatnonzero(np.append(True, held[1:] != held[:-1])[: len(held)]).tolist()
    starts, ends = [0], []
    for run in runs[1:]:
        before, start = int(tokens.end[first + run - 1]), int(tokens.start[first + run])
        ends.append(before + _closing(text[before:start]) * bool(held[run - 1] >= 0))
        starts.append(max(ends[-1], before + _opening(text[before:start])))
    return [
        Span(start, end, VOICE, *_tell(matches, int(held[run])))
        for run, start, end in zip(runs, starts, [*ends, len(text)], strict=False)
        if held[run] >= 0
    ]


def _closing(gap: str) -> int:
    """Find where a passage ends between two words: its stop and closing mark are part of it.

    Examples
    --------
    >>> _closing('.” '), _closing(' ')
    (2, 0)
    """
    marks = gap.split() or [""]
    return len(marks[0]) * gap.startswith(marks[0])


def _opening(gap: str) -> int:
    """Find where a passage begins between two words: its opening mark is part of it.

    Examples
    --------
    >>> _opening(': “'), _opening(' ')
    (2, 1)
    """
    marks = gap.split() or [""]
    return len(gap) - len(marks[-1]) * gap.endswith(marks[-1])


def _tell(matches: Matches, stretch: int) -> tuple[str, str]:
    """Give the class of a passage, and what is told about it."""
    if matches.voices.voice[stretch] == OWN:
        return "borrowed", "a judgement of nobody in particular, in the outlet's own voice"
    name = VOICES[matches.voices.voice[stretch]]
    speaker = speaker_name(matches, int(matches.voices.speakers.of_stretch[stretch]))
    return name, f"{name} speech · {speaker or 'nobody named'}"


def speaker_name(matches: Matches, number: int) -> str:
    """Give a speaker's longest mention on one line; empty for nobody."""
    if number < 0:
        return ""
    named = matches.voices.speakers
    words = matches.tokens.text(int(named.first[number]), int(named.end[number]) - 1)
    return " ".join(words.split())


def attributions(matches: Matches, article: int) -> list[Span]:
    """Find the speakers of an article where they are named, and the words that report.

    Parameters
    ----------
    matches : Matches
        The matches.
    article : int
        Number of the article.

    Returns
    -------
    list of Span
    """
    tokens, voices = matches.tokens, matches.voices
    low, high = np.searchsorted(voices.first, tokens.ptr[article : article + 2]).tolist()
    told: dict[tuple[int, int], tuple[str, str]] = {}
    for stretch in range(low, high):
        speaker = int(voices.speaker[stretch]), int(voices.speaker_end[stretch])
        cue = int(voices.cue[stretch]), int(voices.cue_end[stretch])
        name = speaker_name(matches, int(voices.speakers.of_stretch[stretch]))
        told[speaker] = "speaker", f"speaker: {name}" if name else "speaker: not resolved"
        told[cue] = "reporting", f"reports, {STANCES[voices.stance[stretch]]}"
    return [
        Span(int(tokens.start[first]), int(tokens.end[end - 1]), SOURCE, *what)
        for (first, end), what in told.items()
        if end > first
    ]


def target_sign(number: int) -> str:
    """Give the sign of a target: a number in a circle, as far as there are such."""
    return chr(ord("①") + number) if number < _CIRCLED else f"({number + 1})"


_CIRCLED = 20


def mentions(matches: Matches, article: int) -> list[Span]:
    """Find where the targets of praise and criticism are mentioned in an article.

    Parameters
    ----------
    matches : Matches
        The matches.
    article : int
        Number of the article.

    Returns
    -------
    list of Span
        None if no targets were given to `match`.
    """
    if matches.attribution is None:
        return []
    tokens, found = matches.tokens, matches.attribution.mentions
    low, high = np.searchsorted(found.first, tokens.ptr[article : article + 2]).tolist()
    places = zip(*(column[low:high].tolist() for column in found), strict=True)
    names = matches.attribution.names
    return [
        Span(
            *(int(tokens.start[first]), int(tokens.end[last]), SOURCE, "target"),
            *(f"target: {names[number]}", target_sign(number)),
        )
        for first, last, number in places
    ]
