"""``framing lexicon show``: what a lexicon is, and its entries."""

from __future__ import annotations

import argparse
from typing import Any

from framing.cli.curating import ANY, add_command, add_out, find_lexicon, put_out
from framing.cli.screen import printable

_FACTS = ("construct", "scale", "version", "language", "licence", "citation", "description")


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = add_command(
        commands,
        "show",
        "show the facts and entries of a lexicon",
        "show promotional --category novelty",
    )
    parser.add_argument("lexicon", metavar=ANY)
    parser.add_argument("--category", metavar="NAME", help="only the entries of this one")
    add_out(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Show a lexicon."""
    lexicon = find_lexicon(arguments.lexicon)
    entries = lexicon.entries
    if arguments.category is not None:
        if arguments.category not in lexicon.categories:
            known = ", ".join(lexicon.categories)
            message = f"--category {arguments.category}: {lexicon.name} has {known}"
            raise ValueError(message)
        entries = entries[entries["category"] == arguments.category]
    elif not arguments.out:
        for fact in _FACTS:
            if getattr(lexicon, fact):
                print(f"{fact}: {printable(getattr(lexicon, fact))}")
        sizes = entries["category"].value_counts()
        for category, definition in lexicon.categories.items():
            print(printable(f"  {category} ({sizes[category]:,}): {definition}".rstrip(": ")))
    texts = ["pattern", "category", "constraints", "blocked"]
    shown = entries if arguments.out else entries[[*texts, "weight"]]
    put_out(shown, arguments, texts=texts, none="No entries.")
