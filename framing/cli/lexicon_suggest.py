"""``framing lexicon suggest``: words and phrases to think about for a lexicon."""

from __future__ import annotations

import argparse
from typing import Any

import pandas as pd

from framing.cli.arguments import whole_number
from framing.cli.curating import (
    ANY,
    add_command,
    add_corpus,
    add_out,
    find_lexicon,
    put_out,
    read_tokens,
)
from framing.curation import suggest_entries
from framing.matching import match
from framing.tokens import Tokens

_SHOWN = ["candidate", "count", "count_rest", "articles", "z", "capital", "example"]


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = add_command(
        commands,
        "suggest",
        "find words and phrases that keep company with a lexicon's entries, or separate two groups",
        "suggest promotional --corpus sample\n"
        "  framing lexicon suggest --corpus news.csv --by outlet --group Herald --out words.csv",
    )
    parser.add_argument(
        "lexicon",
        metavar=ANY,
        nargs="?",
        help="what its entries already match is no candidate; may be left out with --by",
    )
    add_corpus(parser, needed=True)
    group = parser.add_argument_group("two groups of articles")
    group.add_argument("--by", metavar="COLUMN", help="the column that tells the groups")
    group.add_argument("--group", metavar="VALUE", help="candidates are what it uses more")
    group = parser.add_argument_group("candidates")
    for name, least, default, meaning in (
        ("longest", 1, 3, "words in the longest"),
        ("min-count", 1, 5, "how often they occur at least"),
        ("limit", 1, 100, "how many to give"),
    ):
        group.add_argument(
            f"--{name}",
            metavar="N",
            type=whole_number(least),
            default=default,
            help=f"{meaning} (default: {default})",
        )
    add_out(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Show the candidates."""
    if arguments.lexicon is None and arguments.by is None:
        message = "give a lexicon, or --by and --group, or both"
        raise ValueError(message)
    tokens = read_tokens(arguments)
    assert tokens is not None
    known = arguments.lexicon is not None
    table = suggest_entries(
        match(tokens, find_lexicon(arguments.lexicon)) if known else tokens,
        _groups(tokens, arguments),
        group=arguments.group,
        longest=arguments.longest,
        min_count=arguments.min_count,
        limit=arguments.limit,
    )
    shown = table if arguments.out else table[_SHOWN]
    put_out(shown, arguments, texts=["candidate", "example"], none="No candidates.")
    if not arguments.out:
        print("Candidates to judge: most are topic, names or chance. No lexicon was changed.")


def _groups(tokens: Tokens, arguments: argparse.Namespace) -> pd.Series | None:
    """Give the group of each article, as text."""
    if arguments.by is None:
        if arguments.group is not None:
            message = f"--group {arguments.group} needs --by, the column that it is a value of"
            raise ValueError(message)
        return None
    articles = tokens.corpus.table
    if arguments.by not in articles.columns:
        message = f"--by {arguments.by}: there is no such column; there are "
        raise ValueError(message + ", ".join(map(str, articles.columns)))
    column = articles[arguments.by]
    return column.astype(str).where(column.notna())
