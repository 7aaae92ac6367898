"""What the commands that work on lexicons have in common: a lexicon, a corpus, a table."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from framing.cli.arguments import corpus_path
from framing.cli.screen import lay_out, terminal_width
from framing.corpus import read_corpus
from framing.lexicons import (
    Lexicon,
    installed_lexicon,
    lexicon_names,
    load_lexicon,
    read_lexicon,
)
from framing.lexicons.installed import INSTALLED
from framing.tokens import Tokens, tokenize

ANY = "NAME|FILE"
_SHOWN = 100  # rows on the screen


def add_command(commands: Any, name: str, help: str, example: str) -> argparse.ArgumentParser:
    """Add a command to the parser, and give its own."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help,
        description=f"{help[0].upper()}{help[1:]}.",
        epilog=f"example:\n  framing lexicon {example}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    return parser


def find_lexicon(name: str) -> Lexicon:
    """Find a lexicon that comes along, that of an installed package, or a file."""
    if name in lexicon_names():
        return load_lexicon(name)
    if name in INSTALLED:
        return installed_lexicon(name, duplicates="last")
    if Path(name).exists():
        return read_lexicon(name)
    message = (
        f"{name}: there is no such file, and no lexicon of that name; there are "
        f"{', '.join(lexicon_names())}, and of installed packages {', '.join(INSTALLED)}"
    )
    raise ValueError(message)


def add_corpus(parser: argparse.ArgumentParser, *, needed: bool = False) -> None:
    """Add what says which articles to look at."""
    group = parser.add_argument_group("articles")
    group.add_argument(
        "--corpus",
        dest="path",
        metavar="PATH",
        required=needed,
        help="a file or folder of articles; 'sample' stands for those that come along",
    )
    group.add_argument("--text", metavar="COLUMN", default="text", help="the articles' text")
    group.add_argument("--id", metavar="COLUMN", default="article_id", help="their ids")


def read_tokens(arguments: argparse.Namespace) -> Tokens | None:
    """Read the articles, if any were asked for."""
    if arguments.path is None:
        return None
    path = corpus_path(arguments)
    return tokenize(read_corpus(path, text=arguments.text, id=arguments.id))


def add_out(parser: argparse.ArgumentParser) -> None:
    """Add where to write the table."""
    parser.add_argument("--out", metavar="FILE", help="write the whole table into this CSV file")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")


def check_new(path: str | Path, *, overwrite: bool) -> Path:
    """Refuse to replace a file, unless asked to."""
    path = Path(path)
    if path.exists() and not overwrite:
        message = f"{path} is there already; --overwrite replaces it"
        raise FileExistsError(message)
    return path


def put_out(
    table: pd.DataFrame, arguments: argparse.Namespace, *, texts: Sequence[str], none: str
) -> None:
    """Write a table into the file asked for, or show it on the screen."""
    if arguments.out:
        path = check_new(arguments.out, overwrite=arguments.overwrite)
        table.to_csv(path, index=False, lineterminator="\n")
        print(f"Wrote {path}: {len(table):,} rows.")
        return
    if table.empty:
        print(none)
        return
    columns = [*texts, *(name for name in table.columns if name not in texts)]
    rows = [[_cell(value) for value in row] for row in table[columns].to_numpy(object)]
    headings = [name.replace("_", " ") for name in columns]
    for line in lay_out(rows[:_SHOWN], headings, n_texts=len(texts), width=terminal_width()):
        print(line)
    if len(rows) > _SHOWN:
        print(f"The first {_SHOWN} of {len(rows):,} rows; --out writes them all.")


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.4g}"
    return f"{value:,}" if isinstance(value, int) else str(value)
