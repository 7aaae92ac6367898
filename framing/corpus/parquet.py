"""How is a Parquet file read? Batch by batch, with the column types that it has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.corpus.notes import Log, Places
from framing.corpus.options import Options


def read_parquet(
    path: Path, options: Options, log: Log, batch_size: int | None
) -> Iterator[tuple[pd.DataFrame, Places]]:
    """Read a Parquet file in batches.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    options, log
        As for the other readers; a Parquet file has neither an encoding nor rows to set aside.
    batch_size : int or None
        The rows of a batch, all of them if None.

    Yields
    ------
    table : pandas.DataFrame
        The file's columns. Integers with gaps become object columns, never floats.
    places : Places
        The file and the row, counted from 1.

    Raises
    ------
    ImportError
        If pyarrow is not installed.
    ValueError
        If this is not a Parquet file.
    """
    try:
        from pyarrow import ArrowInvalid, parquet
    except ImportError as error:
        message = f'{path}: Parquet files need pyarrow: pip install "media-framing[parquet]"'
        raise ImportError(message) from error
    try:
        file = parquet.ParquetFile(path)
    except ArrowInvalid as error:
        message = f"{path}: this is not a Parquet file, or it is cut off ({error})"
        raise ValueError(message) from error
    with file:
        index = _numbered_index(file)
        rows = np.arange(file.metadata.num_rows)
        for batch in file.iter_batches(batch_size) if batch_size else [file.read()]:
            table = batch.to_pandas(ignore_metadata=True, integer_object_nulls=True)
            here, rows = rows[: len(table)], rows[len(table) :]
            if index is not None:
                table[index["name"]] = index["start"] + index["step"] * here
            yield table, Places([str(path)] * len(table), here + 1)


def _numbered_index(file: Any) -> dict[str, Any] | None:
    """Find the named index that pandas wrote as start and step, not as a column."""
    for index in (file.schema_arrow.pandas_metadata or {}).get("index_columns", ()):
        if isinstance(index, dict) and index["name"] is not None:
            return index
    return None
