"""The ``framing`` command: what it is told, and what it says when something is wrong."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from framing import __version__
from framing.cli import (
    codebook,
    compare,
    data,
    kwic,
    lexicon,
    models,
    predict,
    report,
    score,
    sheet,
    train,
)
from framing.cli.screen import printable
from framing.cli.wording import in_options

_EXAMPLES = """\
examples:
  framing score sample
      the articles that come along, on the screen
  framing score news.csv --out scores.csv --html marked.html
  framing report news.csv --by outlet --out report.html
  framing compare scores.csv --cluster event_id
  framing sheet draw news.csv --to coding --n 200 --coders Ann,Ben --question promotion=0,1,2,3
  framing train codings.csv --label tone --group outlet --to tone-model
  framing kwic news.csv "historic achievement*"
  framing lexicon list
  framing data fetch nine_outlets
      real articles of nine outlets
  framing models fetch encoder
      a small network, for the models that need it

"framing COMMAND --help" tells more about each.
"""


class _Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"framing: {message}; see {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the ``framing`` command.

    Parameters
    ----------
    argv : sequence of str, optional
        The words behind ``framing``; by default those of the command line.

    Returns
    -------
    int
        0; 1 if the input or an output cannot be used; 130 if the user stopped it; 141 if nobody
        reads on. A command that is not understood raises ``SystemExit`` with 2.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal may not have every character
    parser = _parser()
    arguments = parser.parse_args(argv)
    try:
        arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("framing: stopped; nothing was written", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at exit
        return 141
    except (ValueError, TypeError, OSError, ImportError) as error:
        print(f"framing: {_explain(error)}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="framing",
        description="Measure how news articles frame what they report.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"framing {__version__}")
    parser.set_defaults(run=lambda arguments: parser.print_help())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    read = (score, report, compare, sheet, kwic, lexicon, codebook, data)
    for command in (*read, train, predict, models):
        command.add_to(commands)
    return parser


def _explain(error: Exception) -> str:
    """Say in one line what went wrong, in the words of the command."""
    message = str(error)
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        message = f"{place}{error.strerror}; nothing was written"
    return printable(in_options(message))
