"""``framing kwic``: where words stand, with what stands around them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any, NamedTuple

from framing.cli.arguments import add_reading, corpus_path, reading_options, whole_number
from framing.cli.screen import bold, cut, pad, printable, terminal_width, width_of
from framing.corpus import iter_corpus
from framing.scoring import kwic
from framing.tokens import tokenize

_EXAMPLES = """\
a pattern is made of words; * stands for the rest of a word, _ for one word
between, _{0,2} for none to two, (a|b) for a or b.

examples:
  framing kwic sample "historic _{0,1} (achievement|agreement)*"
  framing kwic news.jsonl "so-called" --text body --window 10 --limit 500
"""
_WIDEST_ID = 20


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "kwic",
        help="show where words stand in the articles",
        description="Show the matches of a pattern with the words around them.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_reading(parser)
    parser.add_argument("pattern", metavar="PATTERN", help="what to look for, in quotation marks")
    group = parser.add_argument_group("showing")
    group.add_argument(
        "--window",
        metavar="N",
        type=whole_number(0),
        default=6,
        help="words on each side (default: 6)",
    )
    group.add_argument(
        "--limit",
        metavar="N",
        type=whole_number(1),
        default=100,
        help="how many matches to show at most (default: 100)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Show the matches of a pattern."""
    kwic(tokenize([""]), arguments.pattern)  # a pattern that is not valid is told before reading
    hits = _hits(arguments)
    shown = list(islice(hits, arguments.limit))
    more = next(hits, None) is not None
    for line in _lines(shown, terminal_width()):
        print(line)
    if more:
        print(f"The first {len(shown):,} matches; --limit shows more.")
    else:
        articles = len({hit.article_id for hit in shown})
        print(f"Matches: {len(shown):,}, in {articles:,} of the articles.")


class _Hit(NamedTuple):
    article_id: str
    left: str
    match: str
    right: str


def _hits(arguments: argparse.Namespace) -> Iterator[_Hit]:
    """Find the matches, batch by batch."""
    options = reading_options(arguments)
    for corpus in iter_corpus(corpus_path(arguments), **asdict(options)):
        found = kwic(tokenize(corpus), arguments.pattern, window=arguments.window)
        for row in zip(*(found[name] for name in _Hit._fields), strict=True):
            yield _Hit(*(printable(str(cell)) for cell in row))


def _lines(hits: list[_Hit], width: int) -> Iterator[str]:
    """Align the matches below each other, and cut what surrounds them to the window."""
    if not hits:
        return
    id_width, left_width, match_width, right_width = (
        max(map(width_of, column)) for column in zip(*hits, strict=True)
    )
    id_width = min(id_width, _WIDEST_ID)
    room = max(width - id_width - match_width - 6, 20)
    left_width = min(left_width, max(room // 2, room - right_width))
    for hit in hits:
        name = pad(cut(hit.article_id, id_width), id_width)
        left = pad(cut(hit.left, left_width, "left"), left_width, "left")
        match = bold(pad(hit.match, match_width))
        right = cut(hit.right, room - left_width)
        yield f"{name}  {left}  {match}  {right}".rstrip()
