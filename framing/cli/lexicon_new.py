"""``framing lexicon new``: a starter file."""

from __future__ import annotations

import argparse
from typing import Any

from framing.cli.curating import add_command
from framing.curation import new_lexicon


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = add_command(commands, "new", "begin a lexicon of one's own", "new mine.csv")
    parser.add_argument("file", metavar="FILE", help="a CSV file; its facts go into a TOML beside")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Write the starter file."""
    path = new_lexicon(arguments.file)
    print(f"Wrote {path} and {path.with_suffix('.toml')}; replace the entries by your own.")
