"""``framing train``: from a table of codings to a model, what it is worth, and its card."""

from __future__ import annotations

import argparse
import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from framing.cli.arguments import whole_number
from framing.cli.screen import bold, lay_out, printable, terminal_width
from framing.cli.tables import names, read_table, require_columns, write_files

_EXAMPLES = """\
examples:
  framing train codings.csv --label tone --group outlet --to tone-model
      one label a text; how good the model is on outlets that it has not seen
  framing train codings.csv --label conflict,morality --group article_id --to frames
      several columns of 0 and 1: a text may have several labels, or none
  framing train targets.csv --unit target --label polarity --to toward
      the tone towards somebody: the columns start and end say where in the text they stand
"""
_UNITS = ("sentence", "article", "target")
_SHOWN = ("macro_f1", "accuracy", "mcc", "auc", "calibration_error")


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "train",
        help="train a classifier on codings, and say how good it is",
        description="Train a classifier on codings, and say how good it is.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("path", metavar="FILE", type=Path, help="a table with a text a row")
    parser.add_argument("--text", metavar="COLUMN", default="text", help="the texts")
    parser.add_argument(
        "--label",
        metavar="COLUMN,...",
        type=names,
        required=True,
        help="the labels; of several columns each holds 0 and 1",
    )
    parser.add_argument(
        "--group",
        metavar="COLUMN",
        help="what is held out together, such as the outlet or article (default: single rows, "
        "which flatters the model if rows belong together)",
    )
    parser.add_argument(
        "--unit", choices=_UNITS, default="sentence", help="what a row is (default: sentence)"
    )
    parser.add_argument(
        "--folds", metavar="N", type=whole_number(2), default=5, help="(default: 5)"
    )
    parser.add_argument(
        "--seed", metavar="N", type=whole_number(0), default=0, help="of folds and intervals"
    )
    parser.add_argument(
        "--to",
        metavar="FOLDER",
        type=Path,
        required=True,
        help="a new folder for the model, evaluation.csv and the card, README.md",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Evaluate, train and write a model, and say how good it is."""
    if arguments.to.exists():
        message = f"{arguments.to}: this is there already; choose another name"
        raise FileExistsError(message)
    X, y, groups = _read(arguments)
    model = _classifier(arguments)
    figures, noted = _evaluated(arguments, model, X, y, groups)
    model.fit(X, y)
    _write(arguments, model, figures, len(X))
    for line in _lines(arguments, figures, noted):
        print(line)


def read_items(
    path: Path, *, text: str, unit: str, others: dict[str, str]
) -> tuple[pd.DataFrame, Any]:
    """Read a table, and of it what is classified.

    Parameters
    ----------
    path : pathlib.Path
        The table.
    text : str
        The column of the texts.
    unit : str
        What is classified; of targets the columns ``start`` and ``end`` are needed too.
    others : dict of str to str
        Further columns that must be there, by the option that names them.

    Returns
    -------
    tuple of pandas.DataFrame and object
        The table; the texts, or a table of targets.

    Raises
    ------
    ValueError
        If the file is no table, or a column is missing.
    """
    table = read_table(path, texts=[text])
    needed = {"--text": text, **others}
    if unit == "target":
        needed |= {"--unit target": "start", "--unit target ": "end"}
    require_columns(table, path, needed)
    table[text] = table[text].astype(object).where(table[text].notna(), "")
    if unit != "target":
        return table, table[text]
    return table, table.rename(columns={text: "text"})[["text", "start", "end"]]


def _read(arguments: argparse.Namespace) -> tuple[Any, Any, pd.Series | None]:
    labels: list[str] = arguments.label
    others = {"--label" + " " * number: label for number, label in enumerate(labels)}
    if arguments.group:
        others["--group"] = arguments.group
    table, X = read_items(arguments.path, text=arguments.text, unit=arguments.unit, others=others)
    y = table[labels] if len(labels) > 1 else table[labels[0]]
    return X, y, table[arguments.group] if arguments.group else None


def _classifier(arguments: argparse.Namespace) -> Any:
    from framing.classifiers import frame_classifier, target_tone_classifier, tone_classifier

    if arguments.unit == "target":
        return target_tone_classifier()
    return frame_classifier() if len(arguments.label) > 1 else tone_classifier()


def _evaluated(
    arguments: argparse.Namespace, model: Any, X: Any, y: Any, groups: pd.Series | None
) -> tuple[pd.DataFrame, list[str]]:
    """Evaluate a model, and collect what it warns of."""
    from framing.classifiers import evaluate

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figures = evaluate(
            model, X, y, groups=groups, cv=arguments.folds, random_state=arguments.seed
        )
    noted = [str(one.message) for one in caught if one.category is UserWarning]
    return figures, list(dict.fromkeys(noted))


def _write(arguments: argparse.Namespace, model: Any, figures: pd.DataFrame, n_items: int) -> None:
    """Make the folder with all that belongs into it, or leave nothing behind."""
    from framing.classifiers import save_model

    folder: Path = arguments.to
    facts = {
        "unit": arguments.unit,
        "labels": arguments.label,
        "data": arguments.path.name,
        "items": n_items,
    }
    part = folder.with_name(f".framing-{os.getpid()}.part")
    try:
        save_model(model, part, facts=facts)
        card = "\n".join(_card(arguments, figures, n_items))
        write_files([(part / "evaluation.csv", figures), (part / "README.md", f"{card}\n")])
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _card(arguments: argparse.Namespace, figures: pd.DataFrame, n_items: int) -> Iterator[str]:
    """Begin a card; what only its maker knows is marked."""
    held = f"whole groups by `{arguments.group}`" if arguments.group else "single rows"
    yield f"# {arguments.to.name}"
    yield ""
    yield f"Trained by `framing train` on {n_items:,} rows of `{arguments.path.name}`."
    yield ""
    yield f"**Labels.** `{'`, `'.join(arguments.label)}`, of a {arguments.unit} each."
    yield ""
    yield f"**Figures.** Of {arguments.folds} folds that hold out {held}, with 95 % intervals; all"
    yield "of them, by label and group, are in `evaluation.csv`."
    yield ""
    yield "| model | measure | value | low | high |"
    yield "| --- | --- | --- | --- | --- |"
    for row in _main_figures(figures):
        yield f"| {' | '.join(row)} |"
    yield ""
    for heading in ("Who coded, and how far coders agree", "Licence", "Limits", "Intended use"):
        yield f"**{heading}.** (to be written by whoever publishes this model)"
        yield ""


def _main_figures(figures: pd.DataFrame) -> list[list[str]]:
    whole = (figures["label"] == "(all)") & (figures["group"] == "(all)")
    chosen = figures[whole & figures["measure"].isin(_SHOWN)]
    return [
        [
            str(row["model"]),
            str(row["measure"]),
            *("" if pd.isna(row[key]) else f"{row[key]:.3f}" for key in ("value", "low", "high")),
        ]
        for row in chosen.to_dict("records")
    ]


def _lines(arguments: argparse.Namespace, figures: pd.DataFrame, noted: list[str]) -> Iterator[str]:
    yield bold("How good the model is on what it was not trained on")
    headings = ["model", "measure", "value", "low", "high"]
    yield from lay_out(_main_figures(figures), headings, n_texts=2, width=terminal_width())
    yield ""
    for message in noted:
        yield printable(f"Noted: {message}.")
    yield printable(f"Written: {arguments.to}  the model, evaluation.csv and its card, README.md")
