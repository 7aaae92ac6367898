"""``framing score``: from a file of articles to their scores."""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import Any

from framing.cli.arguments import (
    add_reading,
    corpus_path,
    find_lexicon,
    reading_options,
    whole_number,
)
from framing.cli.highest import HighestArticles
from framing.cli.summary import Summary
from framing.measuring import Instrument, Outputs, measure_file
from framing.measuring.writers import ENDINGS

_EXAMPLES = """\
examples:
  framing score sample
      the articles that come along; their scores on the screen
  framing score news.csv --out scores.csv --matches m.csv --html marked.html
      the scores, the words behind each of them, and the marked articles;
      run.json beside them tells what is needed to get the same numbers again
  framing score news.jsonl --text body --id key --outlet paper --out s.parquet
      a file whose columns have other names
  framing score news.csv --bad-rows bad.csv --out scores.tsv
      rows that cannot be read go into bad.csv instead of stopping the run
  framing score news.csv --lexicon promotional --lexicon mine.csv
      a lexicon that comes along, and one of your own
  framing score news.csv --rule hedging=drop --rule conditional=drop
      what is hedged or conditional does not count
"""


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "score",
        help="score articles",
        description="Score articles: promotion, hedging, boosting, sentiment.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_reading(parser)
    _add_writing(parser)
    _add_measuring(parser)
    parser.set_defaults(run=run)


def _add_writing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(f"writing ({', '.join(ENDINGS)} by the name's ending)")
    table = _file_name(*ENDINGS)
    group.add_argument("--out", metavar="FILE", type=table, help="the scores, a row an article")
    group.add_argument("--matches", metavar="FILE", type=table, help="the matches behind them")
    group.add_argument(
        "--html",
        metavar="FILE",
        type=_file_name(".html", ".htm"),
        help="a page of marked articles, highest scores first",
    )
    group.add_argument(
        "--html-limit",
        metavar="N",
        type=whole_number(1),
        default=200,
        help="how many articles the page shows at most (default: 200)",
    )
    group.add_argument(
        "--bad-rows",
        metavar="FILE",
        type=table,
        help="where to set aside rows that cannot be read, which otherwise stop the run",
    )
    group.add_argument(
        "--safe-csv",
        action="store_true",
        help="put an apostrophe before text that a spreadsheet would take for a formula",
    )
    group.add_argument(
        "--overwrite", action="store_true", help="replace files that are there already"
    )


def _add_measuring(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("measuring")
    group.add_argument(
        "--lexicon",
        metavar="NAME|FILE",
        action="append",
        help="score this one instead of the standard ones; may be given several times",
    )
    group.add_argument(
        "--per",
        metavar="N",
        type=_positive,
        default=1000,
        help="words that rates are given for (default: 1000)",
    )
    group.add_argument(
        "--sentiment",
        choices=("valence", "vader"),
        default="valence",
        help="'vader' adds the score of the original vaderSentiment, which takes its time",
    )
    group.add_argument(
        "--rule",
        metavar="RULE=CHOICE",
        action="append",
        type=_choice,
        default=[],
        help="what a rule of context does, as in hedging=drop; may be given several times",
    )
    group.add_argument(
        "--batch-size",
        metavar="N",
        type=whole_number(1),
        default=1000,
        help="articles in memory at a time (default: 1000); it changes no result",
    )


def run(arguments: argparse.Namespace) -> None:
    """Score the articles, and say what came out."""
    lexicons = arguments.lexicon and [find_lexicon(name) for name in arguments.lexicon]
    instrument = Instrument(
        lexicons,
        per=arguments.per,
        sentiment=arguments.sentiment,
        rules=dict(arguments.rule),
    )
    path = corpus_path(arguments)
    outputs = _outputs(arguments, path)
    summary = Summary(instrument, outputs.targets())
    done = measure_file(
        path,
        outputs,
        instrument=instrument,
        options=reading_options(arguments),
        watch=summary.add,
        batch_size=arguments.batch_size,
    )
    for line in summary.lines(done):
        print(line)


def _outputs(arguments: argparse.Namespace, path: Path) -> Outputs:
    page = arguments.html and HighestArticles(
        arguments.html,
        limit=arguments.html_limit,
        per=arguments.per,
        title=f"Marked articles of {path.resolve().name}",
    )
    return Outputs(
        scores=arguments.out,
        matches=arguments.matches,
        bad_rows=arguments.bad_rows,
        page=page,
        existing="replace" if arguments.overwrite else "refuse",
        cells="safe" if arguments.safe_csv else "as written",
    )


def _file_name(*endings: str) -> Any:
    """Make a check that a word is a file name with one of some endings."""

    def check(word: str) -> Path:
        if Path(word).suffix.lower() not in endings:
            message = f"{word!r} should end in {', '.join(endings)}"
            raise argparse.ArgumentTypeError(message)
        return Path(word)

    return check


def _choice(word: str) -> tuple[str, str]:
    rule, sign, choice = word.partition("=")
    if not sign:
        message = f"{word!r} is not a rule and its choice, as in hedging=drop"
        raise argparse.ArgumentTypeError(message)
    return rule, choice


def _positive(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        message = f"{word!r} is not a number above 0"
        raise argparse.ArgumentTypeError(message)
    return number
