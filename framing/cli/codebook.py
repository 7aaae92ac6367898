"""``framing codebook``: how the lexicons that come along decide, in words."""

from __future__ import annotations

import argparse
from typing import Any

from framing.cli.curating import check_new
from framing.lexicons import codebook


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "codebook",
        help="show or write the codebook of the lexicons",
        description="Show the codebook of the lexicons that come along, or write it into a file.",
        epilog="example:\n  framing codebook --out codebook.md\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--out", metavar="FILE", help="write it into this file")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Show the codebook, or write it."""
    if not arguments.out:
        print(codebook(), end="")
        return
    path = check_new(arguments.out, overwrite=arguments.overwrite)
    path.write_text(codebook(), encoding="utf-8", newline="\n")
    print(f"Wrote {path}.")
