"""``framing predict``: what a trained model says of the texts of a table."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.cli.screen import bold, lay_out, printable, terminal_width
from framing.cli.tables import table_name, write_files
from framing.cli.train import read_items
from framing.measuring.placing import Existing

_EXAMPLES = """\
examples:
  framing predict news.csv --model tone-model --out predicted.csv
      the folder that 'framing train' has made; adds a column 'predicted' and one of probabilities
      a label
  framing predict mentions.csv --model target-tone --out predicted.csv
      a model that comes along, which wants the columns start and end of the target in its sentence
"""


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "predict",
        help="label the texts of a table by a trained model",
        description="Label the texts of a table by a trained model. Of texts much shorter than "
        "those that it was trained on it is often certain without ground: its card, "
        "framing.classifiers.model_card(NAME), tells how long those were.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("path", metavar="FILE", type=Path, help="a table with a text a row")
    parser.add_argument("--text", metavar="COLUMN", default="text", help="the texts")
    parser.add_argument(
        "--model",
        metavar="NAME|FOLDER",
        required=True,
        help="a model that comes along, or the folder of one of your own",
    )
    parser.add_argument(
        "--out", metavar="FILE", type=table_name, required=True, help="the table with predictions"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace a file that is there already"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Label the texts, write the table, and say how often each label was given."""
    from framing.classifiers.storing import load_with_facts

    model, facts = load_with_facts(arguments.model)
    unit = str(facts.get("unit", "sentence"))
    table, X = read_items(arguments.path, text=arguments.text, unit=unit, others={})
    found = _predicted(model, X)
    found["model"] = f"{Path(arguments.model).name} {facts['version']}"
    taken = [name for name in found if name in table]
    if taken:
        message = f"{arguments.path}: it has a column {taken[0]!r} already; rename or drop it"
        raise ValueError(message)
    existing: Existing = "replace" if arguments.overwrite else "refuse"
    whole = pd.concat([table, found], axis=1)
    write_files([(arguments.out, whole)], sources=[arguments.path], existing=existing)
    for line in _lines(arguments, found, unit):
        print(line)


def _predicted(model: Any, X: Any) -> pd.DataFrame:
    """Give probabilities and predictions, a column a label."""
    chance, given = model.predict_proba(X), np.asarray(model.predict(X))
    labels = model.classes_.tolist()
    columns = {f"probability_{label}": chance[:, n] for n, label in enumerate(labels)}
    if given.ndim == 1:
        return pd.DataFrame({"predicted": given, **columns}, index=X.index)
    several = {f"predicted_{label}": given[:, n] for n, label in enumerate(labels)}
    return pd.DataFrame({**several, **columns}, index=X.index)


def _lines(arguments: argparse.Namespace, found: pd.DataFrame, unit: str) -> Iterator[str]:
    row = "row" if len(found) == 1 else "rows"
    article = "an" if unit[0] in "aeiou" else "a"
    yield bold(f"How often each label was given ({len(found):,} {row}, {article} {unit} each)")
    if "predicted" in found:
        counts = found["predicted"].value_counts().sort_index()
    else:
        counts = found.filter(regex="^predicted_").sum()
        counts.index = [name.removeprefix("predicted_") for name in counts.index]
    rows = [
        [str(label), f"{count:,}", f"{count / len(found):.3f}"] for label, count in counts.items()
    ]
    yield from lay_out(rows, ["label", "rows", "share"], n_texts=1, width=terminal_width())
    yield ""
    yield "Shares of predictions are not shares of the truth: a model errs more often for one label"
    yield "than for another; correct them by codings (fr.corrected_estimate)."
    yield printable(f"Written: {arguments.out}")
