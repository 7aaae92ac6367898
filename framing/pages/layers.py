"""What is shown of an article: its matches, their cues, the voices and the zones, as spans."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.lexicons.lexicon import RULES
from framing.matching import Matches
from framing.matching.attribution import RULES as TARGET_RULES
from framing.matching.voice import VOICES
from framing.pages.signs import Sign
from framing.pages.sources import attributions, mentions, passages, speaker_name, target_sign
from framing.pages.spans import CUE, MARK, ZONE, Span
from framing.tokens import Tokens
from framing.tokens.zones import BODY, LEAD, ZONES

COUNTED_ZONES = (LEAD, BODY)


def layers(
    matches: Matches, article: int, chosen: range, signs: dict[tuple[int, int], Sign]
) -> list[Span]:
    """Find what is shown of an article.

    Parameters
    ----------
    matches : Matches
        The matches.
    article : int
        Number of the article.
    chosen : range
        Its matches.
    signs : dict of (int, int) to Sign
        The signs of lexicons and categories.

    Returns
    -------
    list of Span
    """
    tokens = matches.tokens
    return [
        *_zones(tokens, article),
        *passages(matches, article),
        *attributions(matches, article),
        *mentions(matches, article),
        *_cues(matches, chosen, signs),
        *_marks(matches, chosen, signs),
    ]


def number(value: float) -> str:
    """Write a value without the noise of floating point, and 0 without a sign."""
    return f"{value + 0.0:,.10g}"


def _zones(tokens: Tokens, article: int) -> list[Span]:
    """Find the zones that are left out of the counting."""
    first, stop = tokens.ptr[article : article + 2]
    runs = _runs(tokens.zone[first:stop])
    edges = [*(int(tokens.start[first + run]) for run in runs), len(tokens.texts[article])]
    return [
        Span(start, end, ZONE, f"{name} uncounted", f"{name}: not counted")
        for run, start, end in zip(runs, edges[:-1], edges[1:], strict=True)
        if (zone := tokens.zone[first + run]) not in COUNTED_ZONES and (name := ZONES[zone])
    ]


def _runs(values: NDArray[np.uint8]) -> list[int]:
    """Give where runs of equal values begin."""
    new = np.append(True, values[1:] != values[:-1])[: len(values)]
    found: list[int] = np.flatnonzero(new).tolist()
    return found


def _marks(matches: Matches, chosen: range, signs: dict[tuple[int, int], Sign]) -> list[Span]:
    """Find the matches; those that overlap get lines of their own, longer ones further down."""
    tokens = matches.tokens
    cues = _told_cues(matches, chosen)
    start = tokens.start[matches.first[chosen.start : chosen.stop]]
    end = tokens.end[matches.last[chosen.start : chosen.stop]]
    height = np.zeros(end.max(initial=0), np.int64)
    marks = []
    for place in np.argsort(end - start, kind="stable").tolist():
        match, here = chosen[place], slice(int(start[place]), int(end[place]))
        slot = int(height[here].max())
        height[here] = slot + 1
        code, classes = signs[int(matches.lexicon[match]), int(matches.category[match])]
        code += _direction(matches, match) + _target(matches, match)[0]
        classes += f" {VOICES[matches.voice[match]]}-voice"
        classes += "" if matches.value[match] else " zeroed"
        tip = _tell(matches, match, cues.get(match, []))
        marks.append(Span(here.start, here.stop, MARK, classes, tip, code, slot))
    return marks


def _direction(matches: Matches, match: int) -> str:
    """Give the sign of a valence; intensities have none."""
    value = matches.value[match]
    if matches.lexicons[matches.lexicon[match]].scale != "valence" or value == 0:
        return ""
    return "+" if value > 0 else "\N{MINUS SIGN}"


def _tell(matches: Matches, match: int, cues: list[str]) -> str:
    lexicon = matches.lexicons[matches.lexicon[match]]
    entry = lexicon.entries.loc[matches.entry[match]]
    zone = matches.tokens.zone[matches.first[match]]
    told = [
        f"{lexicon.name}, {entry['category']}: “{entry['pattern']}”",
        f"weight {number(matches.weight[match])}, value {number(matches.value[match])}",
        _voice(matches, match),
        *_target(matches, match)[1:],
        *cues,
        *([] if zone in COUNTED_ZONES else [f"{ZONES[zone]}: not counted"]),
    ]
    return " · ".join(told)


def _target(matches: Matches, match: int) -> list[str]:
    """Give the sign of the target of a match, and what is told about it; an empty sign for none."""
    found = matches.attribution
    if found is None or found.target[match] < 0:
        return [""]
    number = int(found.target[match])
    rule = TARGET_RULES[found.rule[match]].replace("_", " ")
    return [target_sign(number), f"toward {found.names[number]} ({rule})"]


def _voice(matches: Matches, match: int) -> str:
    """Say in whose voice a match is."""
    voice = f"{VOICES[matches.voice[match]]} voice"
    speaker = speaker_name(matches, int(matches.speaker[match]))
    return (
        f"{voice}: {speaker}" if speaker else voice + ", borrowed" * bool(matches.borrowed[match])
    )


def _cue_range(matches: Matches, chosen: range) -> range:
    low, high = np.searchsorted(matches.cues.match, (chosen.start, chosen.stop))
    return range(int(low), int(high))


def _told_cues(matches: Matches, chosen: range) -> dict[int, list[str]]:
    """Say for each match which cues changed it."""
    cues = matches.cues
    told: dict[int, list[str]] = {}
    for cue in _cue_range(matches, chosen):
        words = _words(matches.tokens, cues.first[cue], cues.last[cue])
        told.setdefault(int(cues.match[cue]), []).append(f"{_rule(matches, cue)}: “{words}”")
    return told


def _cues(matches: Matches, chosen: range, signs: dict[tuple[int, int], Sign]) -> list[Span]:
    """Find the cues near matches, each with an arrow to its match's code.

    A cue tells of all its matches, and points to the first. One that changed none is ``kept``.
    """
    tokens, cues = matches.tokens, matches.cues
    told: dict[tuple[int, int], list[str]] = {}
    joined: dict[tuple[int, int], tuple[str, str]] = {}
    for cue in _cue_range(matches, chosen):
        match = int(cues.match[cue])
        words = _words(tokens, matches.first[match], matches.last[match])
        place = int(tokens.start[cues.first[cue]]), int(tokens.end[cues.last[cue]])
        told.setdefault(place, []).append(
            f"{_rule(matches, cue)} of “{words}”: {_change(matches, match)}"
        )
        joined.setdefault(place, _joined(matches, cue, signs))
    return [
        Span(
            *place,
            CUE,
            joined[place][0] + " kept" * all(line.endswith(_KEPT) for line in lines),
            "\n".join(dict.fromkeys(lines)),
            joined[place][1],
        )
        for place, lines in told.items()
    ]


_KEPT = "value unchanged"


def _change(matches: Matches, match: int) -> str:
    weight, value = number(matches.weight[match]), number(matches.value[match])
    return _KEPT if weight == value else f"{weight} → {value}"


def _joined(matches: Matches, cue: int, signs: dict[tuple[int, int], Sign]) -> tuple[str, str]:
    """Give the classes of a cue, in the colour of its match, and an arrow to that match's code."""
    match = int(matches.cues.match[cue])
    code, classes = signs[int(matches.lexicon[match]), int(matches.category[match])]
    hue = next(name for name in classes.split() if name.startswith("hue"))
    before = matches.cues.last[cue] < matches.first[match]
    behind = matches.cues.first[cue] > matches.last[match]
    return f"cue {hue}", f"→{code}" if before else f"←{code}" if behind else ""


def _rule(matches: Matches, cue: int) -> str:
    return RULES[matches.cues.rule[cue]].replace("_", " ")


def _words(tokens: Tokens, first: int, last: int) -> str:
    return " ".join(tokens.text(first, last).split())
