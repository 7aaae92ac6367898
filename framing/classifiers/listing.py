"""Which models are there? Those that come along, and the encoder if it was fetched."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from framing.classifiers.encoder import encoder_folder
from framing.classifiers.encoder.adapters import BASE, NAME
from framing.classifiers.packing import shipped_folder
from framing.classifiers.storing import model_names


def list_models() -> pd.DataFrame:
    """Tell what trained models come with the library, and whether the encoder is on this machine.

    Returns
    -------
    pandas.DataFrame
        Index ``name``; ``unit`` (what it judges: "sentence", "article", "target"; "text" for the
        encoder), ``needs`` ("encoder", if it must be fetched for this model, or empty),
        ``megabytes`` (on this machine, or to fetch) and ``path`` (empty until it is fetched).

    Examples
    --------
    >>> list_models().loc["target-tone", "unit"]
    'target'
    """
    rows = [_shipped(shipped_folder() / name) for name in model_names()]
    folder = encoder_folder()
    size = BASE.size / 1e6 if folder is None else _megabytes(folder)
    rows.append((NAME, "text", "", size, str(folder or "")))
    columns = ["name", "unit", "needs", "megabytes", "path"]
    return pd.DataFrame(rows, columns=columns).set_index("name")


def _shipped(folder: Path) -> tuple[str, str, str, float, str]:
    text = (folder / "model.json").read_text(encoding="utf-8")
    unit = json.loads(text)["facts"]["unit"]
    needs = NAME if '"encoder_"' in text else ""
    return folder.name, unit, needs, _megabytes(folder), str(folder)


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6
