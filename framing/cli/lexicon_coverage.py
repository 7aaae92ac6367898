"""``framing lexicon coverage``: how much of a corpus a lexicon reaches."""

from __future__ import annotations

import argparse
from typing import Any

from framing.cli.curating import (
    ANY,
    add_command,
    add_corpus,
    add_out,
    find_lexicon,
    put_out,
    read_tokens,
)
from framing.curation import coverage
from framing.matching import match


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = add_command(
        commands,
        "coverage",
        "tell how much of a corpus a lexicon reaches, and by how many of its entries",
        "coverage mine.csv --corpus news.csv --by entry",
    )
    parser.add_argument("lexicon", metavar=ANY)
    add_corpus(parser, needed=True)
    parser.add_argument(
        "--by",
        choices=("category", "entry"),
        default="category",
        help="what to show a row for (default: category)",
    )
    add_out(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Show the coverage."""
    tokens = read_tokens(arguments)
    assert tokens is not None
    table = coverage(match(tokens, find_lexicon(arguments.lexicon)), by=arguments.by)
    shown = table if arguments.out else table.drop(columns="lexicon")
    texts = ["category", "top_entry" if arguments.by == "category" else "entry"]
    put_out(shown, arguments, texts=texts, none="No entries.")
