"""What do the commands that read articles have in common? The path, and how to read it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from framing.corpus.datasets import dataset_names, dataset_path
from framing.corpus.options import Options
from framing.lexicons import Lexicon, installed_lexicon, lexicon_names, load_lexicon, read_lexicon

_COLUMNS = {
    "outlet": "who published it",
    "date": "when",
    "title": "the headline",
    "event": "the event that it reports",
}


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add what says which articles to read, and how."""
    parser.add_argument(
        "path",
        metavar="PATH",
        help="CSV, TSV, JSON Lines, Parquet, text or HTML file, or a folder of texts; "
        "or a data set's name: 'sample' comes along, 'framing data list' tells the others",
    )
    group = parser.add_argument_group("the columns of the file, if they have other names")
    group.add_argument("--text", metavar="COLUMN", default="text", help="the articles' text")
    group.add_argument("--id", metavar="COLUMN", default="article_id", help="their ids")
    for name, meaning in _COLUMNS.items():
        group.add_argument(f"--{name}", metavar="COLUMN", help=meaning)
    group = parser.add_argument_group("reading")
    group.add_argument(
        "--titles",
        choices=("ignore", "prepend"),
        default="ignore",
        help="whether to put the title before each text (default: ignore)",
    )
    group.add_argument("--encoding", metavar="E", help="of a text file; otherwise it is found")


def corpus_path(arguments: argparse.Namespace) -> Path:
    """Find the articles: a file or folder, or the data set if none has that name."""
    path = Path(arguments.path)
    if arguments.path in dataset_names() and not path.exists():
        return dataset_path(arguments.path)
    return path


def reading_options(arguments: argparse.Namespace) -> Options:
    """Put together how to read the articles."""
    columns = {
        "event_id" if name == "event" else name: getattr(arguments, name)
        for name in _COLUMNS
        if getattr(arguments, name)
    }
    return Options(
        text=arguments.text,
        id=arguments.id,
        columns=columns,
        titles=arguments.titles,
        encoding=arguments.encoding,
        bad_rows="exclude" if getattr(arguments, "bad_rows", None) else "raise",
    )


def whole_number(least: int) -> Callable[[str], int]:
    """Make a check that a word is a whole number of at least so many."""

    def check(word: str) -> int:
        if not word.isascii() or not word.isdigit() or int(word) < least:
            message = f"{word!r} is not a whole number of at least {least}"
            raise argparse.ArgumentTypeError(message)
        return int(word)

    return check


def find_lexicon(name: str) -> Lexicon:
    """Find a lexicon by its name, else by its file."""
    if name in lexicon_names():
        return load_lexicon(name)
    if name == "vader":
        return installed_lexicon("vader", duplicates="last")
    if Path(name).exists():
        return read_lexicon(name)
    message = (
        f"--lexicon {name}: there is no such file, and no lexicon of that name comes along; "
        f"there are {', '.join(lexicon_names())} and vader"
    )
    raise ValueError(message)
