"""Filled-in sheets as rows, whichever program they come from; nothing is judged here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from framing.validation.sheet_files import import_openpyxl

_MISSHAPEN = (AttributeError, KeyError, TypeError, UnicodeDecodeError, BadZipFile, csv.Error)
_LABELS = ("label", "cats", "entities")  # where doccano's kinds of project keep labels
_VALUES = {"textarea": "text"}  # where Label Studio keeps an answer, if not under its type


class Mark(NamedTuple):
    """A marked passage.

    Attributes
    ----------
    start, end : int
        Its place, as the program counts.
    category : str
        What it was marked as.
    words : str or None
        The words that the program says stand there.
    """

    start: int
    end: int
    category: str
    words: str | None


class Row(NamedTuple):
    """One unit of one coder, as it stands in a file.

    Attributes
    ----------
    place : str
        ``path:line`` (``path:task 3`` in a list of tasks).
    coder, code, text : str
        Who coded which unit; the text that the coder saw.
    answers : dict of str to list
        What was filled in for each question, as written.
    marks : list of Mark
        The passages.
    note : str
        The coder's remark.
    """

    place: str
    coder: str
    code: str
    text: str
    answers: dict[str, list[Any]]
    marks: list[Mark]
    note: str


def read_rows(path: str | Path) -> list[Row]:
    """Read a filled-in file; its ending tells the program.

    Parameters
    ----------
    path : str or pathlib.Path
        ``.csv``, ``.xlsx``, ``.json`` (Label Studio) or ``.jsonl`` (doccano).

    Returns
    -------
    list of Row
        One a unit, in the order of the file.

    Raises
    ------
    ValueError
        If the ending is another, or the file is not what its ending says.
    """
    path = Path(path)
    readers: dict[str, Callable[[Path], Iterator[Row]]] = {
        ".csv": _from_csv,
        ".xlsx": _from_xlsx,
        ".json": _from_label_studio,
        ".jsonl": _from_doccano,
    }
    if path.suffix.lower() not in readers:
        message = f"{path} must end in one of {', '.join(readers)}."
        raise ValueError(message)
    try:
        return list(readers[path.suffix.lower()](path))
    except _MISSHAPEN as error:
        message = f"{path} is not laid out as its ending says ({error!r}). Export or save it again."
        raise ValueError(message) from error


def _from_csv(path: Path) -> Iterator[Row]:
    """Read a CSV file with commas, semicolons or tabs, as spreadsheet programs save it."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8. Save it as 'CSV UTF-8', or as XLSX."
        raise ValueError(message) from error
    first = content.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=max(",;\t", key=first.count))
    header = next(reader, [])
    lines = iter(lambda: reader.line_num + 1, None)
    for line, cells in zip(lines, reader, strict=False):
        yield from _from_cells(f"{path}:{line}", header, cells)


def _from_xlsx(path: Path) -> Iterator[Row]:
    """Read the first page of a workbook."""
    book = import_openpyxl().load_workbook(path, read_only=True, data_only=True)
    lines = book.worksheets[0].iter_rows(values_only=True)
    header = [str(name) for name in next(lines, ())]
    for line, cells in enumerate(lines, start=2):
        yield from _from_cells(f"{path}:{line}", header, ["" if c is None else c for c in cells])
    book.close()


def _from_cells(place: str, header: list[str], cells: list[Any]) -> Iterator[Row]:
    """Read a line of a table; empty lines give nothing."""
    for name in ("coder", "code", "text"):
        if name not in header:
            message = f"{place}: the first line has no column {name!r}. Restore the header."
            raise ValueError(message)
    row = dict(zip(header, cells, strict=False))
    if not any(str(cell).strip() for cell in cells):
        return
    coder, code, text = (str(row.pop(name, "")) for name in ("coder", "code", "text"))
    row.pop("focus", None)
    note = str(row.pop("note", ""))
    answers = {name: [cell] for name, cell in row.items() if str(cell).strip()}
    yield Row(place, coder.strip(), code.strip(), text, answers, [], note)


def _from_label_studio(path: Path) -> Iterator[Row]:
    """Read Label Studio's JSON export: a list of tasks with annotations."""
    tasks = _json(path.read_text(encoding="utf-8-sig"), str(path))
    if not isinstance(tasks, list):
        message = f"{path} must hold a list of tasks. Export as JSON, not as JSON-MIN."
        raise ValueError(message)
    for number, task in enumerate(tasks, start=1):
        place = f"{path}:task {number}"
        data = _fields(task, "data", place)
        for annotation in task.get("annotations", []):
            if annotation.get("was_cancelled"):
                continue
            answers: dict[str, list[Any]] = {}
            marks = []
            for region in annotation.get("result", []):
                value = region.get("value", {})
                if region.get("type") == "labels":
                    marks += [
                        Mark(int(value["start"]), int(value["end"]), category, value.get("text"))
                        for category in value["labels"]
                    ]
                else:
                    given = value.get(_VALUES.get(region["type"], region["type"]), [])
                    given = given if isinstance(given, list) else [given]
                    answers.setdefault(str(region.get("from_name")), []).extend(given)
            yield _row(place, data, answers, marks)


def _from_doccano(path: Path) -> Iterator[Row]:
    """Read doccano's JSON Lines: answers are words, spans [start, end, category] or objects."""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        data = _json(line, place)
        answers: dict[str, list[Any]] = {}
        marks = []
        for label in (label for key in _LABELS for label in data.get(key, [])):
            if isinstance(label, str):
                question, _colon, value = label.partition(": ")
                answers.setdefault(question, []).append(value)
                continue
            if isinstance(label, dict):
                label = (label["start_offset"], label["end_offset"], label["label"])
            marks.append(Mark(int(label[0]), int(label[1]), str(label[2]), None))
        yield _row(place, data, answers, marks, "; ".join(data.get("Comments", [])))


def _row(
    place: str,
    data: dict[str, Any],
    answers: dict[str, list[Any]],
    marks: list[Mark],
    note: str = "",
) -> Row:
    """Make a row of what a labelling program kept of the task."""
    coder, code, text = (str(_fields(data, name, place)) for name in ("coder", "code", "text"))
    return Row(place, coder, code, text, answers, marks, note)


def _fields(data: Any, name: str, place: str) -> Any:
    """Take a field that must be there."""
    if not isinstance(data, dict) or name not in data:
        message = f"{place} has no {name!r}. Import the tasks as write_sheets made them."
        raise ValueError(message)
    return data[name]


def _json(text: str, place: str) -> Any:
    """Parse JSON, and say where it fails."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"{place} is not JSON: {error}. Export the file again."
        raise ValueError(message) from error
