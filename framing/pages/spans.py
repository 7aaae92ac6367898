"""From plain spans of a text, which may overlap in any way, to nested elements of HTML."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, takewhile
from typing import NamedTuple

from framing.pages.escaping import escape

ZONE, VOICE, SOURCE, CUE, MARK = range(5)  # from the outermost to the innermost element


class Span(NamedTuple):
    """A part of a text that is shown in some way.

    ``start`` and ``end`` are offsets; ``layer`` is `ZONE`, `VOICE`, `SOURCE`, `CUE` or `MARK`;
    ``classes`` are those of the element, ``tip`` what is told about it; marks and cues have a
    ``code``, which is shown behind them; marks a ``slot``: the line under the text that is theirs,
    counted from 0.
    """

    start: int
    end: int
    layer: int
    classes: str
    tip: str
    code: str = ""
    slot: int = 0


def paint(text: str, spans: Iterable[Span]) -> str:
    """Give a text with its spans as HTML.

    Parameters
    ----------
    text : str
        The text.
    spans : iterable of Span
        Spans of the text, in any order; none is empty.

    Returns
    -------
    str
        All of the text, escaped, in elements. Where spans cross, the inner one is cut in two.

    Examples
    --------
    >>> paint("a < b", [Span(0, 3, VOICE, "quoted", "quoted")])
    '<span class="quoted" title="quoted">a &lt;</span> b'
    """
    waiting = sorted(spans, key=lambda span: span.start, reverse=True)
    edges = sorted({0, len(text)}.union(*(span[:2] for span in waiting)))
    pieces: list[str] = []
    stack: list[Span] = []
    for edge, following in pairwise([*edges, len(text)]):
        wanted = [span for span in stack if span.end > edge]
        while waiting and waiting[-1].start == edge:
            wanted.append(waiting.pop())
        wanted.sort(key=lambda span: (span.layer, -span.slot, span.start, -span.end))
        pairs = zip(stack, wanted, strict=False)
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], pairs))
        pieces += [_close(span, edge) for span in reversed(stack[kept:])]
        pieces += [_open(wanted[: depth + 1]) for depth in range(kept, len(wanted))]
        pieces.append(escape(text[edge:following]))
        stack = wanted
    return "".join(pieces)


def _open(stack: list[Span]) -> str:
    """Begin the last element of a stack; its tip holds those of the cues and marks around it."""
    span = stack[-1]
    told = [outer.tip for outer in stack[:-1] if outer.layer >= CUE]
    tip = escape("\n".join([span.tip, *reversed(told)]))
    slot = f' style="--slot:{span.slot}"' if span.slot else ""
    return f'<{_element(span)} class="{span.classes}" title="{tip}"{slot}>'


def _close(span: Span, edge: int) -> str:
    code = f"<sup>{escape(span.code)}</sup>" if span.code and span.end == edge else ""
    return f"{code}</{_element(span)}>"


def _element(span: Span) -> str:
    return "mark" if span.layer == MARK else "span"
