"""``framing lexicon``: the word lists that measure."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from typing import Any

from framing.cli import (
    lexicon_convert,
    lexicon_coverage,
    lexicon_diff,
    lexicon_lint,
    lexicon_new,
    lexicon_show,
    lexicon_suggest,
)
from framing.cli.screen import lay_out, printable, terminal_width
from framing.lexicons import Lexicon, installed_lexicon, lexicon_names, load_lexicon

_EXAMPLES = """\
examples:
  framing lexicon list
  framing lexicon lint mine.csv --corpus news.csv
"""
_HEADINGS = ("name", "construct", "licence", "version", "entries", "categories")
_VERBS = (
    lexicon_show,
    lexicon_lint,
    lexicon_diff,
    lexicon_coverage,
    lexicon_suggest,
    lexicon_convert,
    lexicon_new,
)
_WIDEST = 100  # of a line of description


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "lexicon",
        help="list, show, check, compare, extend, convert and begin lexicons",
        description="List, show, check, compare, extend, convert and begin lexicons.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=lambda arguments: parser.print_help())
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    lister = verbs.add_parser(
        "list",
        help="list those that come along",
        description="List the lexicons that come along, and that of the installed vaderSentiment.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    lister.set_defaults(run=run)
    for verb in _VERBS:
        verb.add_to(verbs)


def run(arguments: argparse.Namespace) -> None:
    """List the lexicons."""
    lexicons = [load_lexicon(name) for name in lexicon_names()]
    lexicons.append(installed_lexicon("vader", duplicates="last"))
    width = terminal_width()
    rows = [_row(lexicon) for lexicon in lexicons]
    headings, *lines = lay_out(rows, _HEADINGS, n_texts=3, width=width)
    print(headings)
    for line, lexicon in zip(lines, lexicons, strict=True):
        print(line)
        print(*_description(lexicon, min(width, _WIDEST)), sep="\n")


def _row(lexicon: Lexicon) -> list[str]:
    facts = [lexicon.name, lexicon.construct, lexicon.licence, lexicon.version]
    return [*facts, f"{len(lexicon):,}", str(len(lexicon.categories))]


def _description(lexicon: Lexicon, width: int) -> Iterator[str]:
    """Give the first sentence of a lexicon's description, indented."""
    sentence, stop, _ = printable(lexicon.description).partition(". ")
    text = sentence + stop.rstrip()
    yield from textwrap.wrap(text, width, initial_indent="    ", subsequent_indent="    ")
