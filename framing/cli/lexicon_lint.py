"""``framing lexicon lint``: what is doubtful in a lexicon."""

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
from framing.curation import lint_lexicon


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = add_command(
        commands,
        "lint",
        "find duplicates, conflicts, dead entries, broad wildcards and examples that fail",
        "lint mine.csv --corpus news.csv",
    )
    parser.add_argument("lexicon", metavar=ANY)
    add_corpus(parser)
    add_out(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Show what is doubtful."""
    lexicon = find_lexicon(arguments.lexicon)
    table = lint_lexicon(lexicon, read_tokens(arguments))
    put_out(
        table,
        arguments,
        texts=["entry", "category", "kind", "message"],
        none=f"No findings in {len(lexicon):,} entries.",
    )
