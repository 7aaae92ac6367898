"""How are JSON Lines read? One object a line, its values as they are."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from framing.corpus.batches import Row, in_batches
from framing.corpus.columns import find_id_fault, is_missing
from framing.corpus.encoding import find_encoding, read_lines
from framing.corpus.notes import Log, Places
from framing.corpus.options import Options


def read_jsonlines(
    path: Path, options: Options, log: Log, batch_size: int | None
) -> Iterator[tuple[pd.DataFrame, Places]]:
    """Read JSON Lines in batches.

    Parameters
    ----------
    path : pathlib.Path
        The file: an object a line.
    options : Options
        How to read it.
    log : Log
        Takes the notes and the lines that cannot be read.
    batch_size : int or None
        The rows of a batch, all of them if None.

    Yields
    ------
    table : pandas.DataFrame
        A column a key, NaN where an object has no such key. Ids are `str`.
    places : Places
        Where the rows were read.

    Raises
    ------
    ValueError
        If a line is bad and the log does not set it aside.
    """
    encoding = find_encoding(path, options.encoding, log)
    rows = parse_lines(read_lines(path, encoding), str(path), options, log)
    yield from in_batches(rows, batch_size)


def parse_lines(lines: Iterable[str], file: str, options: Options, log: Log) -> Iterator[Row]:
    r"""Parse lines of JSON.

    Parameters
    ----------
    lines : iterable of str
        One object each. Empty lines are passed over.
    file : str
        The path, for messages.
    options : Options
        The keys of the text and of the id.
    log : Log
        Takes the lines that cannot be read: those that are not an object with a text, and those
        that have an id where the first has none, or the other way round.

    Yields
    ------
    Row
        The object's keys and values. A number that is an id becomes a `str` as it is written.

    Raises
    ------
    ValueError
        If a line is bad and the log does not set it aside.

    Examples
    --------
    >>> lines = ['{"article_id": 1.10, "text": "Rain."}\n']
    >>> [row.cells for row in parse_lines(lines, "a.jsonl", Options(), Log("raise"))]
    [{'article_id': '1.10', 'text': 'Rain.'}]
    """
    text, id = options.text, options.id
    with_id = None
    for number, line in enumerate(lines, start=1):
        if line.isspace():
            continue
        try:
            record = _parse(line)
            with_id = (id in record) if with_id is None else with_id
            _check_record(record, text, id, with_id)
        except ValueError as error:
            log.bad_row(file, number, str(error))
            continue
        if type(record.get(id)) in (int, float):
            record[id] = json.loads(line, parse_int=str, parse_float=str, parse_constant=str)[id]
        yield Row(file, number, record)


def _parse(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        message = f"this line is not valid JSON: {error.msg} at character {error.colno}"
        raise ValueError(message) from None
    except RecursionError:
        message = "this line is nested too deeply to be read"
        raise ValueError(message) from None
    if not isinstance(record, dict):
        message = f"this line holds a {type(record).__name__}, not an object in braces"
        raise ValueError(message)
    return record


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        message = f"this line has an object with a key twice: {', '.join(key for key, _ in pairs)}"
        raise ValueError(message)
    return record


def _check_record(record: dict[str, Any], text: str, id: str, with_id: bool) -> None:
    if text not in record:
        message = (
            f"this object has no {text!r}; its keys are {', '.join(map(repr, record))}; "
            "text= names the key of the text"
        )
        raise ValueError(message)
    if not isinstance(record[text], str) and not is_missing(record[text]):
        message = f"the text is a {type(record[text]).__name__}, not a string"
        raise ValueError(message)
    if (id in record) != with_id:
        message = f"this object has {'no' if with_id else 'an'} {id!r}, unlike the first"
        raise ValueError(message)
    if with_id and (fault := find_id_fault(record[id])):
        raise ValueError(fault)
    if with_id and type(record[id]) not in (str, int, float):
        message = f"the {id} is a {type(record[id]).__name__}, not a string or a number"
        raise ValueError(message)
