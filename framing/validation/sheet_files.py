"""The files that coders fill in: CSV, XLSX with drop-downs, Label Studio, doccano."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from framing.validation.codings import require_columns
from framing.validation.sheets import SHOWN, Codebook, check_codebook

Form = Literal["csv", "xlsx", "label-studio", "doccano"]

#: Characters that no XLSX file can hold; spaces stand for them there.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

_LONGEST_CELL = 32_767  # characters, "Excel specifications and limits"


def write_sheets(
    sheet: pd.DataFrame,
    folder: str | Path,
    *,
    codebook: Codebook,
    form: Form = "xlsx",
    spans: Sequence[str] = (),
) -> list[Path]:
    """Write one file a coder, which shows the text and hides outlet, score and unit name.

    Parameters
    ----------
    sheet : pandas.DataFrame
        The key from :func:`coding_sheet`.
    folder : str or pathlib.Path
        Where to write; made if it is not there. Files of coders that are there already are
        refused, never overwritten: they may hold work.
    codebook : mapping of str to sequence or str
        The questions and their values.
    form : {"xlsx", "csv", "label-studio", "doccano"}, default "xlsx"
        ``xlsx`` has drop-down values; ``csv`` is UTF-8 with a byte-order mark, so that spreadsheet
        programs show accents (they may take a text that begins with = for a formula, which reading
        back reports as a changed text: prefer ``xlsx``); ``label-studio`` is a list of JSON tasks,
        with ``labels.xml``, the labelling interface, beside it; ``doccano`` is JSON Lines for a
        text classification project with labels like ``promotion: 1``, for a sequence labelling
        project if there are `spans` and no questions, and for intent detection and slot filling if
        there are both.
    spans : sequence of str, default ()
        Categories of passages to mark; only for ``label-studio`` and ``doccano``.

    Returns
    -------
    list of pathlib.Path
        The coders' files, in the order of the coders.

    Raises
    ------
    FileExistsError
        If a file is there already.
    ImportError
        If `form` is ``xlsx`` and openpyxl is not installed.
    ValueError
        If `form` is unknown or cannot ask what is to be asked, or a text does not fit into a cell.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from framing.validation import coding_sheet
    >>> codebook = {"promotion": [0, 1]}
    >>> sample = pd.DataFrame({"text": ["One.", "Two."]}, index=["h1", "g1"])
    >>> key = coding_sheet(sample, codebook=codebook, coders=["Ann"], random_state=0)
    >>> with TemporaryDirectory() as folder:
    ...     paths = write_sheets(key, folder, codebook=codebook, form="csv")
    ...     print(paths[0].read_text(encoding="utf-8-sig").strip())
    coder,code,text,promotion,note
    Ann,u1,One.,,
    Ann,u2,Two.,,
    """
    writers: dict[str, tuple[str, Callable[..., None]]] = {
        "csv": (".csv", _write_csv),
        "xlsx": (".xlsx", _write_xlsx),
        "label-studio": (".json", _write_label_studio),
        "doccano": (".jsonl", partial(_write_doccano, spans=spans)),
    }
    if form not in writers:
        message = f"form must be one of {', '.join(writers)}, not {form!r}."
        raise ValueError(message)
    check_codebook(codebook)
    _require_askable(form, codebook, spans)
    require_columns(sheet, ("coder", "code", "text"), "sheet")
    suffix, write = writers[form]
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = {coder: folder / f"{coder}{suffix}" for coder in sheet["coder"].unique()}
    for path in paths.values():
        if path.exists():
            message = f"{path} is there already and may hold work. Move it, or choose a folder."
            raise FileExistsError(message)
    columns = ["coder", *(name for name in SHOWN if name in sheet.columns)]
    for coder, path in paths.items():
        write(path, sheet.loc[sheet["coder"] == coder, columns], codebook)
    if form == "label-studio":
        (folder / "labels.xml").write_text(_interface(codebook, spans), encoding="utf-8")
    return list(paths.values())


def _require_askable(form: Form, codebook: Codebook, spans: Sequence[str]) -> None:
    """Refuse questions and spans that the program cannot ask for."""
    if not codebook and not spans:
        message = "codebook has no question. Give one, as {'promotion': [0, 1, 2, 3]}, or spans."
        raise ValueError(message)
    if spans and form in ("csv", "xlsx"):
        message = f"spans cannot be marked in {form}. Choose form='label-studio' or 'doccano'."
        raise ValueError(message)
    for question, values in codebook.items():
        if form == "doccano" and isinstance(values, str):
            message = f"doccano cannot ask the open question {question!r}. Choose another form."
            raise ValueError(message)


def _write_csv(path: Path, table: pd.DataFrame, codebook: Codebook) -> None:
    """Write a coder's table with empty columns for the answers."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*table.columns, *codebook, "note"])
        empty = [""] * (len(codebook) + 1)
        writer.writerows([*row, *empty] for row in table.itertuples(index=False))


def _write_xlsx(path: Path, table: pd.DataFrame, codebook: Codebook) -> None:
    """Write a coder's workbook; the allowed values stand on a second page, for the drop-downs."""
    openpyxl = import_openpyxl()
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    _require_short(table)
    book = openpyxl.Workbook()
    page, values = book.active, book.create_sheet("codebook")
    page.title = "coding"
    header = [*table.columns, *codebook, "note"]
    for line, row in enumerate(chain([header], table.itertuples(index=False)), start=1):
        for place, text in enumerate(row, start=1):
            cell = _set_text(page.cell(line, place), str(text))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=line == 1)
    for place, (question, allowed) in enumerate(codebook.items(), start=1):
        rule = _drop_down(values, get_column_letter(place), question, allowed)
        letter = get_column_letter(len(table.columns) + place)
        if rule is not None and len(table):
            page.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{len(table) + 1}")
    for place, name in enumerate(header, start=1):
        page.column_dimensions[get_column_letter(place)].width = 90 if name == "text" else 16
    page.freeze_panes = "C2"
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    book.save(path)


def _drop_down(page: Any, letter: str, question: str, allowed: Sequence[Any] | str) -> Any:
    """Write a question's values into a column of the second page and make a rule of it."""
    from openpyxl.worksheet.datavalidation import DataValidation

    _set_text(page[f"{letter}1"], question)
    if isinstance(allowed, str):
        _set_text(page[f"{letter}2"], allowed)
        if allowed == "text":
            return None
        return DataValidation("decimal", formula1="-1E+99", formula2="1E+99", operator="between")
    for line, value in enumerate(allowed, start=2):
        if isinstance(value, int | float):
            page[f"{letter}{line}"] = value
        else:
            _set_text(page[f"{letter}{line}"], str(value))
    place = f"codebook!${letter}$2:${letter}${len(allowed) + 1}"
    rule = DataValidation(type="list", formula1=place, allow_blank=True)
    rule.error = f"Choose a value of the list for {question}."
    return rule


def _write_label_studio(path: Path, table: pd.DataFrame, codebook: Codebook) -> None:
    """Write a coder's tasks: a list of {"data": {...}}."""
    tasks = [{"data": row} for row in table.to_dict("records")]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_doccano(
    path: Path, table: pd.DataFrame, codebook: Codebook, spans: Sequence[str]
) -> None:
    """Write a coder's examples, one JSON object a line, with the empty labels of the project."""
    empty: dict[Any, Any] = {"cats": [], "entities": []} if codebook and spans else {"label": []}
    rows = (json.dumps(row | empty, ensure_ascii=False) for row in table.to_dict("records"))
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def _interface(codebook: Codebook, spans: Sequence[str]) -> str:
    """Write Label Studio's labelling interface for the codebook."""
    lines = ["<View>"]
    if spans:
        lines.append('  <Labels name="spans" toName="text">')
        lines += [f"    <Label value={_quoted(category)}/>" for category in spans]
        lines.append("  </Labels>")
    lines.append('  <Text name="text" value="$text"/>')
    for question, values in codebook.items():
        name = _quoted(question)
        lines.append(f"  <Header value={name}/>")
        if isinstance(values, str):
            tag = "Number" if values == "number" else "TextArea"
            lines.append(f'  <{tag} name={name} toName="text"/>')
            continue
        lines.append(f'  <Choices name={name} toName="text" choice="single">')
        lines += [f"    <Choice value={_quoted(str(value))}/>" for value in values]
        lines.append("  </Choices>")
    return "\n".join([*lines, "</View>", ""])


def _quoted(value: str) -> str:
    """Write a value as an attribute of XML."""
    return '"' + escape(value).replace("\n", "&#10;") + '"'


def import_openpyxl() -> Any:
    """Import openpyxl, or say how to install it."""
    try:
        import openpyxl
    except ImportError as error:
        message = "XLSX files need openpyxl: pip install 'media-framing[sheets]'. CSV does not."
        raise ImportError(message) from error
    return openpyxl


def _require_short(table: pd.DataFrame) -> None:
    """Refuse a text that no cell can hold."""
    long = table["text"].str.len() > _LONGEST_CELL
    if long.any():
        message = (
            f"sheet: the text of {table.loc[long, 'code'].iloc[0]} has more than {_LONGEST_CELL:,} "
            "characters, the most that a cell of XLSX holds. Choose form='csv', or code sentences."
        )
        raise ValueError(message)


def _set_text(cell: Any, text: str) -> Any:
    """Write text as text, never as a formula, without the characters that XML cannot hold."""
    cell.value = CONTROLS.sub(" ", text)
    cell.data_type = "s"
    return cell
