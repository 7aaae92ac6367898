"""``framing sheet``: draw articles to code by hand, write coding sheets, and read them back."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from framing.cli.arguments import add_reading, corpus_path, reading_options, whole_number
from framing.cli.codings import Coded, summary
from framing.cli.screen import bold, lay_out, printable, terminal_width
from framing.cli.tables import names, read_table, table_name, write_files
from framing.corpus import read_corpus
from framing.measuring import measure
from framing.measuring.placing import Existing
from framing.validation import coding_sample, coding_sheet, read_sheets, write_sheets

_EXAMPLES = """\
a question is its name and the answers to choose from, or 'number' or 'text' for an open one.

examples:
  framing sheet draw news.csv --to coding --n 200 --coders Ann,Ben \\
      --question promotion=0,1,2,3 --question frame=conflict,morality,none
      coding/sheets is for the coders; coding/key.csv and the others are for you
  framing sheet read coding
      what came back, and how far the coders agree
  framing sheet read coding export.json --out codings.csv --problems problems.csv
"""
_KEY, _SAMPLE, _PLAN, _SHEETS = "key.csv", "sample.csv", "plan.json", "sheets"
_INTERFACE = "labels.xml"  # of Label Studio; it lies among the sheets and is none
_TEXTS = ("coder", "code", "unit", "text")


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = _command(commands, "sheet", "draw articles to code, and read the coding sheets")
    parser.set_defaults(run=lambda arguments: parser.print_help())
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    drawer = _command(verbs, "draw", "draw articles at random and write a sheet for each coder")
    add_reading(drawer)
    _add_drawing(drawer)
    drawer.set_defaults(run=draw)
    reader = _command(verbs, "read", "read the sheets back and say how far the coders agree")
    _add_collecting(reader)
    reader.set_defaults(run=read)


def _command(commands: Any, name: str, told: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=told,
        description=f"{told[0].upper()}{told[1:]}.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    return parser


def _add_drawing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("drawing and asking")
    group.add_argument(
        "--to", metavar="FOLDER", type=Path, required=True, help="a new folder for everything"
    )
    group.add_argument(
        "--n", metavar="N", type=whole_number(1), required=True, help="how many articles"
    )
    group.add_argument("--coders", metavar="NAME,...", type=names, required=True)
    group.add_argument(
        "--question",
        metavar="NAME=A,B,...",
        type=_question,
        action="append",
        required=True,
        help="what is asked, and the answers; may be given several times",
    )
    group.add_argument(
        "--strata",
        metavar="COLUMN,...",
        type=names,
        help="draw as many from each; scores are cut at zero and their quantiles "
        "(default: outlet, if the file has it, and promotion)",
    )
    group.add_argument(
        "--overlap",
        metavar="SHARE",
        type=float,
        default=0.2,
        help="share of the articles that all coders code (default: 0.2)",
    )
    group.add_argument(
        "--form",
        choices=("xlsx", "csv", "label-studio", "doccano"),
        default="xlsx",
        help="of the sheets (default: xlsx, which has drop-down lists)",
    )
    group.add_argument(
        "--seed", metavar="N", type=whole_number(0), default=0, help="of the draw (default: 0)"
    )


def _add_collecting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="that 'draw' has made")
    parser.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="*",
        help="filled-in sheets or exports (default: those in FOLDER/sheets)",
    )
    group = parser.add_argument_group("writing")
    group.add_argument(
        "--out", metavar="FILE", type=table_name, help="the codings, a row an answer"
    )
    group.add_argument(
        "--problems",
        metavar="FILE",
        type=table_name,
        help="where to list what is missing or wrong, which --out then leaves out",
    )
    group.add_argument(
        "--overwrite", action="store_true", help="replace files that are there already"
    )


def draw(arguments: argparse.Namespace) -> None:
    """Draw articles, write the sheets, and say what was drawn."""
    units = _units(arguments)
    strata = arguments.strata or [name for name in ("outlet", "promotion") if name in units]
    codebook = _codebook(arguments.question)
    sample = coding_sample(
        units[units["words"] > 0], n=arguments.n, strata=strata, random_state=arguments.seed
    )
    key = coding_sheet(
        sample,
        codebook=codebook,
        coders=arguments.coders,
        overlap=arguments.overlap,
        random_state=arguments.seed,
    )
    plan = {"codebook": codebook, "strata": strata, "seed": arguments.seed}
    _write(arguments, sample, key, plan)
    for line in _drawn(arguments, units, sample, key):
        print(line)


def _units(arguments: argparse.Namespace) -> pd.DataFrame:
    """Read the articles and put their scores beside them."""
    corpus = read_corpus(corpus_path(arguments), **asdict(reading_options(arguments)))
    scores = measure(corpus)
    return corpus.table.drop(columns=scores.columns, errors="ignore").join(scores)


def _write(
    arguments: argparse.Namespace, sample: pd.DataFrame, key: pd.DataFrame, plan: dict[str, Any]
) -> None:
    """Make the folder with all that belongs into it, or leave nothing behind."""
    folder: Path = arguments.to
    if folder.exists():
        message = f"{folder}: this is there already and may hold codings; choose another name"
        raise FileExistsError(message)
    part = folder.with_name(f".framing-{os.getpid()}.part")
    try:
        write_sheets(key, part / _SHEETS, codebook=plan["codebook"], form=arguments.form)
        files: list[tuple[Path, pd.DataFrame | str]] = [
            (part / _KEY, key),
            (part / _SAMPLE, sample.drop(columns="text").rename_axis("article_id").reset_index()),
            (part / _PLAN, json.dumps(plan, ensure_ascii=False, indent=2) + "\n"),
        ]
        write_files(files)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _drawn(
    arguments: argparse.Namespace, units: pd.DataFrame, sample: pd.DataFrame, key: pd.DataFrame
) -> Iterator[str]:
    """Show the strata and what each coder gets."""
    strata = sample.groupby("stratum", sort=False).agg(
        size=("stratum_size", "first"), drawn=("pi", "size"), pi=("pi", "first")
    )
    rows = [
        [str(name), f"{row['size']:,.0f}", f"{row['drawn']:,.0f}", f"{row['pi']:.3f}"]
        for name, row in strata.iterrows()
    ]
    headings = ["stratum", "articles", "drawn", "chance"]
    yield bold("What was drawn")
    yield from lay_out(rows, headings, n_texts=1, width=terminal_width())
    yield ""
    empty = int((units["words"] == 0).sum())
    if empty:
        yield f"Noted: articles without words, not drawn from: {empty:,}."
    each = ", ".join(f"{coder} {count}" for coder, count in key["coder"].value_counts().items())
    shared = int(key["overlap"].sum() / len(arguments.coders))
    yield printable(f"Articles to code: {each}; {shared} of them by everybody.")
    for name, told in (
        (_SHEETS, "for the coders, who see texts and questions only"),
        (_KEY, "for you: which code is which article; reading back needs it"),
        (_SAMPLE, "for you: the articles drawn, their scores and chances"),
        (_PLAN, "for you: the questions, the strata and the seed"),
    ):
        yield printable(f"Written: {arguments.to / name!s:{len(str(arguments.to)) + 11}}  {told}")


def read(arguments: argparse.Namespace) -> None:
    """Read the sheets back, write what is asked for, and say how far the coders agree."""
    key = read_table(arguments.folder / _KEY, texts=_TEXTS)
    plan = json.loads((arguments.folder / _PLAN).read_bytes())
    sheets = arguments.files or _sheets(arguments.folder / _SHEETS)
    back = read_sheets(sheets, key, codebook=plan["codebook"], bad_rows="drop")
    if arguments.out and len(back.problems) and not arguments.problems:
        first = back.problems.iloc[0]
        message = (
            f"{first['place'] or 'not returned'}: {first['message']}; of {len(back.problems):,} "
            "problems this is the first; --problems FILE lists them and leaves them out"
        )
        raise ValueError(message)
    wanted = [(arguments.out, back.codings), (arguments.problems, back.problems)]
    files = [(path, table) for path, table in wanted if path is not None]
    existing: Existing = "replace" if arguments.overwrite else "refuse"
    write_files(files, sources=[*sheets, arguments.folder / _KEY], existing=existing)
    for line in summary(Coded(key, plan["codebook"], back)):
        print(line)
    for path, _ in files:
        print(printable(f"Written: {path}"))


def _sheets(folder: Path) -> list[Path]:
    """Find the sheets, but nothing that a spreadsheet program has left."""
    found = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~")))
    return [path for path in found if path.name != _INTERFACE]


def _question(word: str) -> tuple[str, list[Any] | str]:
    """Read a question and its answers."""
    name, sign, given = word.partition("=")
    if not sign or not name.strip():
        message = f"{word!r} should be a name, = and the answers, as in promotion=0,1,2,3"
        raise argparse.ArgumentTypeError(message)
    if given in ("number", "text"):
        return name.strip(), given
    answers = names(given)
    whole = all(answer.lstrip("-").isdecimal() for answer in answers)
    return name.strip(), [int(answer) for answer in answers] if whole else answers


def _codebook(questions: list[tuple[str, list[Any] | str]]) -> dict[str, list[Any] | str]:
    codebook = dict(questions)
    if len(codebook) < len(questions):
        message = "--question: a name is given twice; give each question its own"
        raise ValueError(message)
    return codebook
