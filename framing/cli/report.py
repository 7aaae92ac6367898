"""``framing report``: from a file of articles to one page for a colleague."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from framing.cli.arguments import (
    add_reading,
    corpus_path,
    find_lexicon,
    reading_options,
    whole_number,
)
from framing.cli.screen import printable
from framing.cli.tables import read_table
from framing.corpus import read_corpus
from framing.lexicons import Lexicon
from framing.matching import targets
from framing.measuring.placing import Existing, placed_together
from framing.reporting import report
from framing.reporting.report import source_of

_EXAMPLES = """\
examples:
  framing report sample --out report.html
      a page on the articles that come along
  framing report news.csv --by outlet --out report.html
  framing report news.csv --targets targets.csv --out report.html
      whom the wording is about as well; targets.csv: target,pattern
  framing report news.csv --by section --cluster event_id --out sections.html --overwrite
"""


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "report",
        help="make a page that compares outlets",
        description="Make a page on what was measured, for a colleague: it needs no network.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_reading(parser)
    _add_comparing(parser)
    group = parser.add_argument_group("writing")
    group.add_argument("--out", metavar="FILE", type=_page_name, required=True, help="the page")
    group.add_argument(
        "--overwrite", action="store_true", help="replace a file that is there already"
    )
    parser.set_defaults(run=run)


def _add_comparing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("comparing")
    group.add_argument(
        "--by", metavar="COLUMN", default="outlet", help="what is compared (default: outlet)"
    )
    group.add_argument(
        "--cluster",
        metavar="COLUMN",
        help="articles with the same entry do not count as independent (default: event_id, "
        "if there is such a column)",
    )
    group.add_argument(
        "--lexicon",
        metavar="NAME|FILE",
        action="append",
        help="measure with this one instead of the standard ones; may be given several times",
    )
    group.add_argument(
        "--targets",
        metavar="FILE",
        type=Path,
        help="a table of who may be praised or criticised: a row a pattern, with its target; "
        "columns target and pattern",
    )
    group.add_argument(
        "--seed",
        metavar="N",
        type=whole_number(0),
        default=0,
        help="of the permutations (default: 0)",
    )


def run(arguments: argparse.Namespace) -> None:
    """Make the page, and say where it is."""
    path, out = corpus_path(arguments), arguments.out
    existing: Existing = "replace" if arguments.overwrite else "refuse"
    with placed_together([out], existing=existing) as parts:
        corpus = read_corpus(path, **asdict(reading_options(arguments)))
        made = report(
            corpus,
            by=arguments.by,
            cluster=arguments.cluster,
            targets=arguments.targets and _targets(arguments.targets),
            lexicons=arguments.lexicon and [find_lexicon(name) for name in arguments.lexicon],
            source=source_of(path),
            random_state=arguments.seed,
        )
        size = parts[out].write_bytes(str(made).encode())
    print(printable(f"Written: {out}  {size / 1e6:.1f} MB, a page for a browser"))


def _targets(path: Path) -> Lexicon:
    """Read who may be praised or criticised."""
    table = read_table(path, texts=["target", "pattern"])
    for name in ("target", "pattern"):
        if name not in table:
            message = f"{path}: there is no column {name!r}; it needs target and pattern"
            raise ValueError(message)
    patterns = table.dropna().groupby("target", sort=False)["pattern"].agg(list)
    return targets({str(name): listed for name, listed in patterns.items()})


def _page_name(word: str) -> Path:
    if Path(word).suffix.lower() not in (".html", ".htm"):
        message = f"{word!r} should end in .html, .htm"
        raise argparse.ArgumentTypeError(message)
    return Path(word)
