r"""The pattern language: what a lexicon's entry says, as data.

========================  =======================================================
``historic achievement``  words, in any case; a hyphen parts words as a space does
``achiev*``, ``*wide``    ``*`` at the end or start of a word: any letters or none
``recogni?e``             ``?``: one letter
``most _ achievement``    ``_``: exactly one word
``first _{0,2} ever``     ``_{m,n}``: from m to n words, at most 10
``(a|the) key player``    alternatives; they may hold several words, and brackets
``\*``, ``\(``            the next character as it is
========================  =======================================================

A gap holds no word that denies ("not", "never", "no", "nor", "neither", "cannot", "don't"): "prices
do not rise" is no match of ``prices _{0,3} rise``. Nor does it reach into a quotation or out of
one; a whole quotation in double marks may stand in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import prod
from typing import NamedTuple, NoReturn

from framing.lexicons.errors import LexiconError

# No gap holds them.
DENIALS = frozenset(
    "not never no nor neither cannot isn't aren't wasn't weren't don't doesn't didn't won't "
    "wouldn't can't couldn't shouldn't mustn't needn't hasn't haven't hadn't ain't".split()
)
MOST_ALTERNATIVES = 1_000
LONGEST_GAP = 10
MOST_BRACKETS = 50
MOST_GAP_WAYS = 200  # lengths of all gaps of a pattern together
# Letters that stand for ``*`` and ``?`` while a tokenizer cuts a pattern into words.
ANY_LETTERS, ONE_LETTER = "\u0298", "\u01c2"

_SPECIAL = re.compile(rf"[()|{{}}\\*?_{ANY_LETTERS}{ONE_LETTER}]")
_GAP = re.compile(r"_(?:\{(\d+),(\d+)\})?")


class Gap(NamedTuple):
    """From `least` to `most` words of any kind."""

    least: int
    most: int


@lru_cache(maxsize=1 << 16)  # a pattern is checked first, and compiled later
def parse(pattern: str) -> tuple[Gap | tuple[str, ...], ...]:
    r"""Read a pattern.

    Parameters
    ----------
    pattern : str
        In the pattern language.

    Returns
    -------
    tuple
        Its parts in order: gaps, and runs of words with their alternatives. In a run
        `ANY_LETTERS` stands for ``*`` and `ONE_LETTER` for ``?``, so that any tokenizer can cut it.

    Raises
    ------
    LexiconError
        If the pattern is not valid; the message says why.

    Examples
    --------
    >>> parse("(key|leading) player in")
    (('key', 'leading'), ('player in',))
    >>> parse("first _{0,2} ever")
    (('first',), Gap(least=0, most=2), ('ever',))
    """
    if not _SPECIAL.search(pattern) and pattern.strip():
        return ((" ".join(pattern.split()),),)
    if any(letter in pattern for letter in (ANY_LETTERS, ONE_LETTER)):
        _fail(pattern, "the letters ʘ and ǂ cannot be matched")
    parts: list[Gap | tuple[str, ...]] = []
    for chunk in _chunks(pattern):
        gap = _GAP.fullmatch(chunk)
        if gap:
            _add_gap(gap, parts, pattern)
            continue
        if chunk.count("(") > MOST_BRACKETS:
            _fail(pattern, f"more than {MOST_BRACKETS} brackets together")
        alternatives, _ = _read(chunk, 0, 0, pattern)
        words = tuple(dict.fromkeys(_letters(text, pattern) for text in alternatives))
        before = parts[-1] if parts else None
        if (
            len(words) == 1
            and isinstance(before, tuple)
            and not isinstance(before, Gap)
            and len(before) == 1
        ):
            parts[-1] = (f"{before[0]} {words[0]}",)
        else:
            parts.append(words)
    if not parts:
        _fail(pattern, "it is empty")
    ways = prod(part.most - part.least + 1 for part in parts if isinstance(part, Gap))
    if ways > MOST_GAP_WAYS:
        _fail(pattern, f"its gaps can be filled in {ways:,} ways; {MOST_GAP_WAYS} are allowed")
    if isinstance(parts[0], Gap) or isinstance(parts[-1], Gap):
        _fail(pattern, "a gap stands at its start or end")
    return tuple(parts)


def _chunks(pattern: str) -> list[str]:
    """Part a pattern at the white space outside brackets."""
    chunks, depth, escaped = [""], 0, False
    for character in pattern:
        if character.isspace() and not depth and not escaped:
            chunks.append("")
            continue
        if not escaped:
            depth += (character == "(") - (character == ")")
        escaped = character == "\\" and not escaped
        chunks[-1] += character
    return [chunk for chunk in chunks if chunk]


def _read(chunk: str, at: int, depth: int, pattern: str) -> tuple[list[str], int]:
    """Write out the alternatives from an offset on; give also where reading stopped."""
    done: list[str] = []
    open_ends = [""]
    while at < len(chunk):
        character = chunk[at]
        at += 1
        if character == "(":
            inner, at = _read(chunk, at, depth + 1, pattern)
            open_ends = [before + after for before in open_ends for after in inner]
        elif character in "|)" and not depth:
            _fail(pattern, f"{character!r} outside brackets; write \\{character} for the character")
        elif character in "|)":
            done += open_ends
            open_ends = [""]
            if character == ")":
                break
        else:
            if character == "\\":
                character += chunk[at : at + 1]
                at += 1
            open_ends = [before + character for before in open_ends]
        if len(open_ends) + len(done) > MOST_ALTERNATIVES:
            _fail(pattern, f"more than {MOST_ALTERNATIVES:,} alternatives; make two entries of it")
    else:
        if depth:
            _fail(pattern, "a bracket is not closed")
        return open_ends, at
    if not all(alternative.strip() for alternative in done):
        _fail(pattern, "an alternative is empty; use a gap _{0,1} for a word that may be missing")
    return done, at


def _add_gap(gap: re.Match[str], parts: list[Gap | tuple[str, ...]], pattern: str) -> None:
    least, most = (int(gap[1]), int(gap[2])) if gap[1] else (1, 1)
    if parts and isinstance(parts[-1], Gap):
        before = parts.pop()
        least, most = before[0] + least, before[1] + most  # type: ignore[operator]
    if not least <= most <= LONGEST_GAP or not most:
        _fail(pattern, f"a gap of {least} to {most} words; from 0 to {LONGEST_GAP} are allowed")
    parts.append(Gap(least, most))


def _letters(run: str, pattern: str) -> str:
    """Put letters in the place of wildcards, and drop the escapes."""
    plain = re.sub(r"\\.", "x", run)
    if any(re.search("[_{}]", word) and not _GAP.fullmatch(word) for word in plain.split()):
        _fail(pattern, "an underscore is a gap: _ or _{m,n} between spaces; write \\_ for the sign")
    if plain.endswith("\\"):
        _fail(pattern, "it ends with an escape; write \\\\ for the sign")
    for word in re.split(r"[\s\-\u2010\u2011]+", plain):
        if not word:
            continue
        if not word.strip("*'\u2019"):
            _fail(pattern, "'*' alone matches every word; use the gap _")
        if "*" in word.strip("*"):
            _fail(
                pattern, f"'*' in the middle of {word!r}; it stands at the start or end of a word"
            )
        if _GAP.fullmatch(word):
            _fail(pattern, "a gap within brackets; write the alternatives as entries of their own")
    wild = {"*": ANY_LETTERS, "?": ONE_LETTER}
    letters = re.sub(r"\\(.)|([*?])", lambda found: found[1] or wild[found[2]], run)
    if not letters.strip():
        _fail(pattern, "an alternative holds only spaces")
    return letters


def _fail(pattern: str, why: str) -> NoReturn:
    message = f"pattern {pattern!r}: {why}"
    raise LexiconError(message)
