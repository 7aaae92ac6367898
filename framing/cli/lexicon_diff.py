"""``framing lexicon diff``: what is different between two lexicons."""

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
from framing.curation import diff_lexicons


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = add_command(
        commands,
        "diff",
        "compare two lexicons, and see what each difference does to the scores of a corpus",
        "diff old.csv new.csv --corpus news.csv",
    )
    parser.add_argument("before", metavar=ANY)
    parser.add_argument("after", metavar=ANY)
    add_corpus(parser)
    add_out(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Show the differences."""
    before, after = find_lexicon(arguments.before), find_lexicon(arguments.after)
    table = diff_lexicons(before, after, read_tokens(arguments))
    put_out(table, arguments, texts=["entry", "category", "change"], none="No differences.")
