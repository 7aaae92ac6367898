"""Filled-in sheets, checked against the key: codings and spans, or where something is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pandas as pd

from framing.validation.codings import require_columns
from framing.validation.sheet_files import CONTROLS
from framing.validation.sheet_rows import Mark, Row, read_rows
from framing.validation.sheets import Codebook, check_codebook

BadRows = Literal["raise", "drop"]


class Returned(NamedTuple):
    """What came back from the coders.

    Attributes
    ----------
    codings : pandas.DataFrame
        One row an answer: ``unit``, ``coder``, ``question``, ``value``, ``note``, ``place``; and
        ``pi`` if the key has it.
    spans : pandas.DataFrame
        One row a marked passage: ``unit``, ``coder``, ``category``, ``start``, ``end``; a unit in
        which a coder marked nothing has one row with these three missing.
    problems : pandas.DataFrame
        One row a problem: ``place`` (``path:line``), ``coder``, ``code``, ``unit``, ``kind`` and
        ``message``. Kinds: ``unknown coder``, ``unknown unit``, ``double coding``, ``text
        changed``, ``missing value``, ``double answer``, ``unknown question``, ``unknown value``,
        ``unknown category``, ``misplaced span``, ``not returned``.
    """

    codings: pd.DataFrame
    spans: pd.DataFrame
    problems: pd.DataFrame


def read_sheets(
    paths: Iterable[str | Path],
    sheet: pd.DataFrame,
    *,
    codebook: Codebook,
    spans: Sequence[str] = (),
    bad_rows: BadRows = "raise",
) -> Returned:
    """Read the coders' files back and check everything against the key.

    Parameters
    ----------
    paths : iterable of str or pathlib.Path
        The filled-in files: ``.csv`` (commas, semicolons or tabs), ``.xlsx``, Label Studio's
        ``.json`` or doccano's ``.jsonl`` export.
    sheet : pandas.DataFrame
        The key from :func:`coding_sheet`.
    codebook : mapping of str to sequence or str
        The questions and their values, as they were given out.
    spans : sequence of str, default ()
        Categories of passages that could be marked.
    bad_rows : {"raise", "drop"}, default "raise"
        What to do about problems: stop with the first ones named, or leave out what is wrong and
        list it in ``problems``.

    Returns
    -------
    Returned
        Three tables: ``codings``, ``spans`` and ``problems``.

    Raises
    ------
    ValueError
        If a file cannot be read; if there are problems and `bad_rows` is ``raise``.

    Notes
    -----
    A text counts as changed if it differs in more than its line ends. Places that a program
    counted in UTF-16 units (as Label Studio may, after an emoji) are turned into string offsets
    where the marked words prove it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from framing.validation import coding_sheet, write_sheets
    >>> codebook = {"promotion": [0, 1]}
    >>> sample = pd.DataFrame({"text": ["One.", "Two."]}, index=["h1", "g1"])
    >>> key = coding_sheet(sample, codebook=codebook, coders=["Ann"], random_state=0)
    >>> with TemporaryDirectory() as folder:
    ...     [path] = write_sheets(key, folder, codebook=codebook, form="csv")
    ...     filled = path.read_text(encoding="utf-8").replace("One.,", "One.,1")
    ...     _ = path.write_text(filled.replace("Two.,", "Two.,7"), encoding="utf-8")
    ...     back = read_sheets([path], key, codebook=codebook, bad_rows="drop")
    >>> back.codings[["unit", "coder", "question", "value"]]
      unit coder   question  value
    0   h1   Ann  promotion      1
    >>> back.problems["message"].tolist()
    ["'7' is no value of promotion, which has 0, 1"]
    """
    check_codebook(codebook)
    require_columns(sheet, ("coder", "code", "unit", "text"), "sheet")
    if bad_rows not in ("raise", "drop"):
        message = f"bad_rows must be raise or drop, not {bad_rows!r}."
        raise ValueError(message)
    rows = [row for path in paths for row in read_rows(path)]
    check = _Check(sheet, codebook, spans)
    for row in rows:
        check.add(row)
    check.add_absent()
    if check.problems and bad_rows == "raise":
        raise ValueError(_told(check.problems))
    problems = pd.DataFrame(check.problems, columns=_Problem._fields)
    codings = pd.DataFrame(check.codings, columns=_Coding._fields).infer_objects()
    if "pi" in sheet.columns:
        chances = sheet.drop_duplicates("unit").set_index("unit")["pi"]
        codings["pi"] = codings["unit"].map(chances)
    marked = pd.DataFrame(check.spans, columns=["unit", "coder", "category", "start", "end"])
    return Returned(codings, marked.astype({"start": float, "end": float}), problems)


class _Problem(NamedTuple):
    place: str
    coder: str
    code: str
    unit: Any
    kind: str
    message: str


class _Coding(NamedTuple):
    unit: Any
    coder: str
    question: str
    value: Any
    note: str
    place: str


class _Check:
    """Sort rows into codings, spans and problems, with the key at hand."""

    def __init__(self, sheet: pd.DataFrame, codebook: Codebook, spans: Sequence[str]) -> None:
        keys = zip(sheet["coder"].astype(str), sheet["code"].astype(str), strict=True)
        self.key = dict(zip(keys, zip(sheet["unit"], sheet["text"], strict=True), strict=True))
        self.coders = {coder for coder, _code in self.key}
        self.codebook = codebook
        self.categories = spans
        self.seen: Counter[tuple[str, str]] = Counter()
        self.codings: list[_Coding] = []
        self.spans: list[tuple[Any, ...]] = []
        self.problems: list[_Problem] = []

    def add(self, row: Row) -> None:
        """Take in one row of a file."""
        key = (row.coder, row.code)
        unit, text = self.key.get(key, (None, ""))
        found = self._misfit(row, text)
        self.seen[key] += 1
        if found:
            self._report(row, unit, *found)
            return
        for question, allowed in self.codebook.items():
            value = _answer(row.answers.get(question, []), question, allowed)
            if isinstance(value, _Wrong):
                self._report(row, unit, *value)
            else:
                self.codings.append(_Coding(unit, row.coder, question, value, row.note, row.place))
        for question in row.answers.keys() - self.codebook.keys():
            words = f"the codebook has no question {question!r}"
            self._report(row, unit, "unknown question", words)
        if self.categories:
            self._add_marks(row, unit, text)

    def add_absent(self) -> None:
        """Report what was handed out and stands in no file."""
        for (coder, code), (unit, _text) in self.key.items():
            if not self.seen[coder, code]:
                words = f"{coder} has returned no row for {code}"
                self.problems.append(_Problem("", coder, code, unit, "not returned", words))

    def _misfit(self, row: Row, text: str) -> tuple[str, str] | None:
        """Say why a row cannot be used at all, if so."""
        if row.coder not in self.coders:
            return "unknown coder", f"{row.coder!r} was given no sheet"
        if (row.coder, row.code) not in self.key:
            return "unknown unit", f"{row.code!r} was not given to {row.coder}"
        if self.seen[row.coder, row.code]:
            return "double coding", f"{row.coder} has coded {row.code} before; the first row counts"
        if _plain(row.text) != _plain(text):
            return "text changed", f"the text of {row.code} is not the text that was handed out"
        return None

    def _add_marks(self, row: Row, unit: Any, text: str) -> None:
        """Take in the passages of a row, each at its place in the text."""
        if not row.marks:
            self.spans.append((unit, row.coder, None, None, None))
        for mark in row.marks:
            place = _located(mark, text)
            if mark.category not in self.categories:
                words = f"{mark.category!r} is no category of passages"
                self._report(row, unit, "unknown category", words)
            elif place is None:
                words = f"{mark.start} to {mark.end} does not hold the words {mark.words!r}"
                self._report(row, unit, "misplaced span", words)
            else:
                self.spans.append((unit, row.coder, mark.category, *place))

    def _report(self, row: Row, unit: Any, kind: str, words: str) -> None:
        self.problems.append(_Problem(row.place, row.coder, row.code, unit, kind, words))


class _Wrong(NamedTuple):
    """Why an answer does not fit its question."""

    kind: str
    message: str


def _answer(given: list[Any], question: str, allowed: Sequence[Any] | str) -> Any:
    """Read an answer as the codebook's own value, or say what is wrong with it."""
    words = list(dict.fromkeys(_written(value) for value in given))
    if not words:
        return _Wrong("missing value", f"{question} has no answer")
    if len(words) > 1:
        listed = ", ".join(words)
        return _Wrong("double answer", f"{question} has several answers: {listed}")
    [word] = words
    if allowed == "text":
        return word
    if allowed == "number":
        return _number(word, question)
    values = {_written(value): value for value in allowed}
    if word not in values:
        listed = ", ".join(values)
        return _Wrong("unknown value", f"{word!r} is no value of {question}, which has {listed}")
    return values[word]


def _number(word: str, question: str) -> float | _Wrong:
    """Read a finite number."""
    try:
        number = float(word)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        return _Wrong("unknown value", f"{word!r} is no number, which {question} needs")
    return number


def _written(value: Any) -> str:
    """Write an answer in one way: spreadsheets turn 1 into 1.0."""
    word = str(value).strip()
    whole = re.fullmatch(r"(-?\d+)\.0*", word)
    return whole[1] if whole else word


def _plain(text: str) -> str:
    """Leave out what spreadsheet programs change by themselves."""
    return CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _located(mark: Mark, text: str) -> tuple[int, int] | None:
    """Find a passage's string offsets, or nothing if its words do not stand there."""
    for start, end in _places(mark, text):
        if 0 <= start < end <= len(text) and mark.words in (None, text[start:end]):
            return start, end
    return None


def _places(mark: Mark, text: str) -> Iterator[tuple[int, int]]:
    """Give the place as it was counted, then as counted in UTF-16 units."""
    yield mark.start, mark.end
    units = text.encode("utf-16-le", "surrogatepass")
    parts = (units[: 2 * max(place, 0)] for place in (mark.start, mark.end))
    start, end = (len(part.decode("utf-16-le", "replace")) for part in parts)
    yield start, end


def _told(problems: list[_Problem]) -> str:
    """Tell the first problems in a message."""
    lines = [f"{p.place or 'not returned'}: {p.message} ({p.kind})." for p in problems[:5]]
    more = f"\n… and {len(problems) - 5} more" if len(problems) > 5 else ""
    listed = "\n".join(lines)
    return (
        f"The sheets have {len(problems)} problems:\n{listed}{more}\n"
        "Correct the files, or set bad_rows='drop' and look at problems."
    )
