"""``framing lexicon convert``: from one tool's format to another's."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pandas as pd

from framing.cli.curating import add_command, check_new, find_lexicon
from framing.cli.screen import lay_out, terminal_width
from framing.lexicons import read_lexicon, write_lexicon
from framing.lexicons.formats import NAMES

_SHOWN = 20  # losses on the screen


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = add_command(
        commands,
        "convert",
        "write a lexicon in the format of another tool, and tell what is lost",
        "convert words.dic words.csv",
    )
    parser.add_argument("source", metavar="NAME|FILE")
    parser.add_argument("target", metavar="FILE", help="its ending tells the format")
    parser.add_argument("--from", dest="given", choices=NAMES, metavar="FORMAT", help=_formats())
    parser.add_argument("--to", dest="wanted", choices=NAMES, metavar="FORMAT")
    parser.add_argument("--encoding", metavar="E", default="utf-8", help="of the file to read")
    parser.add_argument(
        "--duplicates",
        choices=("error", "last", "mean"),
        default="error",
        help="what to do where an entry has two weights (default: error)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    parser.set_defaults(run=run)


def _formats() -> str:
    return f"if the ending does not tell it, one of {', '.join(NAMES)}"


def run(arguments: argparse.Namespace) -> None:
    """Read and write, and say what was lost on either way."""
    target = check_new(arguments.target, overwrite=arguments.overwrite)
    if not (arguments.given or Path(arguments.source).exists()):
        lexicon = find_lexicon(arguments.source)
    else:
        lexicon = read_lexicon(
            arguments.source,
            format=arguments.given,
            duplicates=arguments.duplicates,
            encoding=arguments.encoding,
        )
    read = lexicon.changes.assign(entry="line " + lexicon.changes["line"].astype(str))
    lost = write_lexicon(lexicon, target, format=arguments.wanted)
    print(f"Wrote {target}: {len(lexicon):,} entries read.")
    _tell(read, "Changed on reading")
    _tell(lost, "Lost on writing")


def _tell(table: pd.DataFrame, heading: str) -> None:
    if table.empty:
        return
    print(f"{heading}: {len(table):,}")
    columns = ["entry", "kind", "message"]
    rows = [list(map(str, row)) for row in table[columns].head(_SHOWN).to_numpy(object)]
    for line in lay_out(rows, columns, n_texts=len(columns), width=terminal_width()):
        print(line)
    if len(table) > _SHOWN:
        counts = table["kind"].value_counts()
        print("all: " + ", ".join(f"{kind} {count:,}" for kind, count in counts.items()))
