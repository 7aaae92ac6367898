"""``framing compare``: from scores to differences between outlets, and a paragraph on them."""

from __future__ import annotations

import argparse
import json
import textwrap
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.cli.arguments import whole_number
from framing.cli.screen import bold, lay_out, printable, terminal_width
from framing.cli.tables import names, read_table, require_columns, table_name, write_files
from framing.comparison import compare_outlets, compare_pairs, methods_text
from framing.comparison.inputs import is_rate
from framing.comparison.notes import first_of_alike
from framing.measuring.placing import Existing

_EXAMPLES = """\
examples:
  framing compare scores.csv --cluster event_id
      each outlet's scores with their intervals, the differences, and a paragraph on them
  framing compare scores.csv --by outlet --cluster event_id --columns promotion,hedging \\
      --out outlets.csv --pairs pairs.csv --methods methods.txt
"""
_MAIN = ("promotion", "promotion_own", "hedging", "sentiment")
_MOST_PAIRS = 20
_WIDEST = 100  # of a line of the paragraph


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "compare",
        help="compare outlets by their scores",
        description="Compare outlets by the scores that 'framing score' wrote.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("path", metavar="SCORES", type=Path, help="the file of scores")
    _add_comparing(parser)
    _add_writing(parser)
    parser.set_defaults(run=run)


def _add_comparing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("comparing")
    group.add_argument("--by", metavar="COLUMN", default="outlet", help="default: outlet")
    group.add_argument(
        "--cluster",
        metavar="COLUMN",
        help="articles with the same entry, such as event_id, do not count as independent",
    )
    group.add_argument(
        "--columns",
        metavar="NAME,...",
        type=names,
        help=f"the scores to compare (default: {', '.join(_MAIN)}; of other lexicons all that "
        "have a count); p is adjusted over all of them, so name only those that you ask about",
    )
    group.add_argument(
        "--estimand",
        choices=("mean_of_articles", "ratio_of_sums"),
        default="mean_of_articles",
        help="'ratio_of_sums' takes all words of an outlet together, for rates per words of whole "
        "articles (default: mean_of_articles, as 'framing score' shows)",
    )
    group.add_argument(
        "--seed",
        metavar="N",
        type=whole_number(0),
        default=0,
        help="of the permutations (default: 0)",
    )


def _add_writing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("writing")
    group.add_argument(
        "--out", metavar="FILE", type=table_name, help="a row an outlet and score, with all columns"
    )
    group.add_argument(
        "--pairs", metavar="FILE", type=table_name, help="a row a pair of outlets and score"
    )
    group.add_argument(
        "--methods", metavar="FILE", type=Path, help="methods and results in plain sentences"
    )
    group.add_argument(
        "--record",
        metavar="FILE",
        type=Path,
        help="what was recorded of the scoring (default: run.json beside the scores)",
    )
    group.add_argument(
        "--overwrite", action="store_true", help="replace files that are there already"
    )


def run(arguments: argparse.Namespace) -> None:
    """Compare the outlets, write what is asked for, and say what came out."""
    result = _compared(arguments)
    record = {**_record(arguments), "seed": arguments.seed}
    texts = [methods_text(table, run=record) for table in result.tables()]
    wanted: list[tuple[Path | None, pd.DataFrame | str]] = [
        (arguments.out, result.outlets),
        (arguments.pairs, result.pairs),
        (arguments.methods, "\n\n".join(texts) + "\n"),
    ]
    files = [(path, content) for path, content in wanted if path is not None]
    existing: Existing = "replace" if arguments.overwrite else "refuse"
    write_files(files, sources=[arguments.path], existing=existing)
    for line in _lines(result, arguments, texts[0]):
        print(line)
    for path, _ in files:
        print(printable(f"Written: {path}"))


class _Result(NamedTuple):
    outlets: pd.DataFrame
    pairs: pd.DataFrame
    notes: list[str]

    def tables(self) -> list[pd.DataFrame]:
        """Give those that have rows: a single outlet makes no pair."""
        return [table for table in (self.outlets, self.pairs) if len(table)]


def _compared(arguments: argparse.Namespace) -> _Result:
    """Read the scores, compare the outlets, and collect what is warned of."""
    table = _scores(arguments)
    scores = table[[*_columns(table, arguments), "words"]]
    clusters = None if arguments.cluster is None else table[arguments.cluster]
    how = {
        "cluster": clusters,
        "estimand": arguments.estimand,
        "random_state": arguments.seed,
    }
    by = table[arguments.by]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        outlets = compare_outlets(scores, by, **how)
        single = outlets["outlet"].nunique() < 2
        pairs = outlets.head(0) if single else compare_pairs(scores, by, **how)
    notes = list(dict.fromkeys(str(one.message) for one in caught))
    return _Result(outlets, pairs, notes)


def _scores(arguments: argparse.Namespace) -> pd.DataFrame:
    """Read the scores, a row an article."""
    groups = {"--by": arguments.by} | (
        {} if arguments.cluster is None else {"--cluster": arguments.cluster}
    )
    table = read_table(arguments.path, texts=["article_id", *groups.values()])
    require_columns(table, arguments.path, groups)
    for name in ("article_id", "words"):
        if name not in table:
            message = f"{arguments.path}: there is no column {name!r}; 'framing score' writes it"
            raise ValueError(message)
    return table.set_index("article_id")


def _columns(table: pd.DataFrame, arguments: argparse.Namespace) -> list[str]:
    """Find the scores to compare, and refuse what is none."""
    path, columns = arguments.path, arguments.columns
    if columns is None:
        counted = [name for name in table if f"{name}_count" in table]
        columns = [name for name in _MAIN if name in table] if "promotion_own" in table else counted
    if not columns:
        message = f"{path}: no column has a count beside it; --columns names the scores to compare"
        raise ValueError(message)
    require_columns(table, path, {f"--columns {name}": name for name in columns})
    for name in columns:
        if not pd.api.types.is_numeric_dtype(table[name]) or name == "words":
            message = f"{path}: the column {name!r} holds no scores; --columns names those that do"
            raise ValueError(message)
        if arguments.estimand == "ratio_of_sums" and not is_rate(name):
            message = (
                f"--estimand ratio_of_sums: {name!r} is no rate per words of whole articles; "
                "leave it out with --columns, or choose mean_of_articles"
            )
            raise ValueError(message)
    return list(columns)


def _record(arguments: argparse.Namespace) -> dict[str, Any]:
    """Read what was recorded of the scoring, if it was of this file."""
    path = arguments.record or arguments.path.with_name("run.json")
    if arguments.record is None and not path.exists():
        return {}
    try:
        record = json.loads(path.read_bytes())
        written = record["outputs"]["scores"]["name"]
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path}: this is no record of 'framing score'; --record names it"
        raise ValueError(message) from error
    if arguments.record is None and written != arguments.path.name:
        return {}
    return dict(record)


def _lines(result: _Result, arguments: argparse.Namespace, text: str) -> Iterator[str]:
    """Show both tables, the notes and the paragraph."""
    width = terminal_width()
    level = f"{100 * result.outlets['confidence_level'].iloc[0]:g} % interval"
    yield bold(f"Scores by {printable(arguments.by)} ({arguments.estimand.replace('_', ' ')})")
    headings = ["score", arguments.by, "articles", "clusters", "estimate", level]
    yield from lay_out(_outlet_rows(result.outlets), headings, n_texts=2, width=width)
    if len(result.pairs):
        shown = result.pairs.sort_values("p_holm", kind="stable").head(_MOST_PAIRS)
        yield ""
        yield bold("Differences (p adjusted after Holm)")
        headings = ["score", "higher", "lower", "difference", level, "p"]
        yield from lay_out(_pair_rows(shown), headings, n_texts=3, width=width)
        if len(shown) < len(result.pairs):
            yield f"Not shown: {len(result.pairs) - len(shown):,} more; --pairs FILE writes them."
    yield ""
    names = [*result.outlets["outlet"], *result.outlets["category"]]
    for note in first_of_alike(result.notes, names):
        yield from textwrap.wrap(f"Note: {printable(note)}", min(width, _WIDEST))
    yield ""
    for paragraph in text.split("\n\n"):
        yield from textwrap.wrap(printable(paragraph), min(width, _WIDEST))
        yield ""


def _outlet_rows(table: pd.DataFrame) -> list[list[str]]:
    places = {name: number for number, name in enumerate(table["category"].unique())}
    ordered = table.assign(place=table["category"].map(places)).sort_values(
        ["place", "estimate"], ascending=[True, False], kind="stable"
    )
    return [
        [
            *(row["category"], row["outlet"], f"{row['n_articles']:,}", f"{row['n_clusters']:,}"),
            *(_number(row["estimate"]), _limits(row["low"], row["high"])),
        ]
        for _, row in ordered.iterrows()
    ]


def _pair_rows(table: pd.DataFrame) -> list[list[str]]:
    rows = []
    for _, row in table.iterrows():
        pair = [row["outlet_a"], row["outlet_b"]]
        limits = [row["difference_low"], row["difference_high"]]
        if row["difference"] < 0:
            pair, limits = pair[::-1], [-limits[1], -limits[0]]
        size = _number(abs(row["difference"]))
        rows.append([row["category"], *pair, size, _limits(*limits), _p(row["p_holm"])])
    return rows


def _p(value: float) -> str:
    if pd.isna(value):
        return "–"
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _number(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}"


def _limits(low: float, high: float) -> str:
    return "–" if pd.isna(low) or pd.isna(high) else f"{low:.2f} to {high:.2f}"
