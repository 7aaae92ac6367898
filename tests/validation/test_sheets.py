"""Coding sheets: out, filled in, and back, in every form."""

import csv
import json
import xml.etree.ElementTree as ElementTree

import openpyxl
import pandas as pd
import pytest

from framing.validation import coding_sheet, read_sheets, span_agreement, write_sheets

CODEBOOK = {"promotion": [0, 1, 2], "tone": ["warm", "cold, or none"], "length": "number"}
CLOSED = {"promotion": [0, 1, 2], "tone": ["warm", "cold, or none"]}
SPANS = ("praise", "blame")
TEXTS = {
    "herald-1": 'A "historic" day,\r\nsaid José; truly.',
    "herald-2": "=SUM(1) is no formula here.",
    "globe-1": "🎉 A great day.\x0b Next.",
    "globe-2": "Rain; nothing else.",
    "globe-3": "Line one.\nLine two.",
}


@pytest.fixture
def key():
    sample = pd.DataFrame({"text": TEXTS.values(), "outlet": "x", "promotion": 7.5, "pi": 0.5})
    sample.index = list(TEXTS)
    return coding_sheet(
        sample, codebook=CODEBOOK, coders=["Ann", "Ben K"], overlap=0.4, random_state=1
    )


def fill_csv(path, answers=("1", "cold, or none", "2.5"), delimiter=","):
    """Fill in every row, as a coder with a spreadsheet program."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    first = header.index("promotion")
    for row in rows:
        row[first : first + 3] = answers
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([header, *rows])


def edit(path, old, new):
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))


def filled(key, folder, **options):
    paths = write_sheets(key, folder, codebook=CODEBOOK, form="csv")
    for path in paths:
        fill_csv(path, **options)
    return paths


def test_everybody_gets_the_overlap_and_the_rest_is_dealt_out(key):
    shared = key[key["overlap"]].groupby("unit")["coder"].nunique()
    alone = key[~key["overlap"]].groupby("unit")["coder"].nunique()
    assert shared.tolist() == [2, 2]
    assert alone.tolist() == [1, 1, 1]
    assert set(key["unit"]) == set(TEXTS)
    assert not key["code"].str.contains("herald|globe").any()
    assert key.groupby("unit")["code"].nunique().eq(1).all()


@pytest.mark.parametrize("form", ["csv", "xlsx", "label-studio", "doccano"])
def test_the_coder_sees_neither_outlet_nor_score_nor_unit(key, tmp_path, form):
    for path in write_sheets(key, tmp_path, codebook=CLOSED, form=form):
        if form == "xlsx":
            book = openpyxl.load_workbook(path)
            seen = str([[cell.value for cell in row] for row in book["coding"].iter_rows()])
        else:
            seen = path.read_text(encoding="utf-8")
        for hidden in ("herald-1", "globe-2", "outlet", "7.5", "0.5"):
            assert hidden not in seen


def test_csv_comes_back_whole(key, tmp_path):
    back = read_sheets(filled(key, tmp_path), key, codebook=CODEBOOK)
    assert back.problems.empty
    assert len(back.codings) == 7 * 3
    assert back.codings["value"][back.codings["question"] == "promotion"].tolist() == [1] * 7
    assert set(back.codings["value"][back.codings["question"] == "tone"]) == {"cold, or none"}
    assert set(back.codings["value"][back.codings["question"] == "length"]) == {2.5}
    assert back.codings["pi"].eq(0.5).all()
    assert set(back.codings["unit"]) == set(TEXTS)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_saved_by_a_spreadsheet_of_another_country(key, tmp_path, delimiter):
    paths = filled(key, tmp_path, delimiter=delimiter, answers=("1.0", "warm", "2"))
    assert read_sheets(paths, key, codebook=CODEBOOK).codings["value"].iloc[0] == 1


def test_xlsx_has_drop_downs_and_comes_back_whole(key, tmp_path):
    paths = write_sheets(key, tmp_path, codebook=CODEBOOK)
    for path in paths:
        book = openpyxl.load_workbook(path)
        page = book["coding"]
        rules = {rule.formula1: str(rule.sqref) for rule in page.data_validations.dataValidation}
        assert rules["codebook!$A$2:$A$4"] == f"D2:D{page.max_row}"
        assert [cell.value for cell in book["codebook"]["B"][:3]] == ["tone", *CODEBOOK["tone"]]
        assert all(cell.data_type == "s" for cell in page["C"])  # no text became a formula
        for line in range(2, page.max_row + 1):
            page.cell(line, 4).value = 2.0
            page.cell(line, 5).value = "warm"
            page.cell(line, 6).value = 3
        book.save(path)
    back = read_sheets(paths, key, codebook=CODEBOOK)
    assert back.codings["value"][back.codings["question"] == "promotion"].tolist() == [2] * 7


def label(task, spans=(), **answers):
    """Make the result that Label Studio exports for a task."""
    result = [
        {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": [value]}}
        for name, value in answers.items()
    ]
    result.append({"from_name": "length", "type": "number", "value": {"number": 4}})
    result.append({"from_name": "why", "type": "textarea", "value": {"text": ["Because."]}})
    result += [
        {"from_name": "spans", "to_name": "text", "type": "labels", "value": value}
        for value in spans
    ]
    return task | {"annotations": [{"result": result, "completed_by": 10, "was_cancelled": False}]}


def test_label_studio_there_and_back(key, tmp_path):
    codebook = CODEBOOK | {"why": "text"}
    paths = write_sheets(key, tmp_path, codebook=codebook, form="label-studio", spans=SPANS)
    interface = ElementTree.parse(tmp_path / "labels.xml")
    assert [tag.get("value") for tag in interface.iter("Choice")] == [
        "0",
        "1",
        "2",
        *CODEBOOK["tone"],
    ]
    assert [tag.get("value") for tag in interface.iter("Label")] == list(SPANS)
    for path in paths:
        tasks = json.loads(path.read_text(encoding="utf-8"))
        done = []
        for task in tasks:
            spans = []
            if task["data"]["text"].startswith("🎉"):  # counted in UTF-16: one place too far
                spans = [{"start": 5, "end": 10, "text": "great", "labels": ["praise"]}]
            done.append(label(task, spans, promotion="1", tone="warm"))
        path.write_text(json.dumps(done), encoding="utf-8")
    back = read_sheets(paths, key, codebook=codebook, spans=SPANS)
    answers = back.codings.groupby("question")["value"].unique().map(list).to_dict()
    assert answers == {"promotion": [1], "tone": ["warm"], "length": [4], "why": ["Because."]}
    marked = back.spans.dropna()
    assert set(marked["unit"]) == {"globe-1"}
    start, end = int(marked["start"].iloc[0]), int(marked["end"].iloc[0])
    assert TEXTS["globe-1"][start:end] == "great"
    assert back.spans["start"].isna().sum() == 7 - len(marked)
    assert span_agreement(back.spans, n_resamples=0)["units"].iloc[0] == 2  # the overlap set


def relabel(path, **labels):
    """Set the labels of every example, as doccano exports them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(json.dumps(row | labels) for row in rows), encoding="utf-8")


def test_doccano_there_and_back(key, tmp_path):
    paths = write_sheets(key, tmp_path, codebook=CLOSED, form="doccano")
    for path in paths:
        relabel(path, label=["promotion: 0", "tone: cold, or none"], Comments=["Hm.", "Well."])
    codings = read_sheets(paths, key, codebook=CLOSED).codings
    assert codings["value"].tolist() == [0, "cold, or none"] * 7
    assert set(codings["note"]) == {"Hm.; Well."}


def test_doccano_spans_there_and_back(key, tmp_path):
    paths = write_sheets(key, tmp_path, codebook={}, form="doccano", spans=SPANS)
    for path in paths:
        relabel(path, label=[[0, 4, "blame"], [1, 3, "scorn"]])
    back = read_sheets(paths, key, codebook={}, spans=SPANS, bad_rows="drop")
    assert back.spans[["start", "end", "category"]].to_numpy().tolist() == [[0, 4, "blame"]] * 7
    assert set(back.problems["message"]) == {"'scorn' is no category of passages"}


def test_doccano_questions_and_spans_together(key, tmp_path):
    paths = write_sheets(key, tmp_path, codebook=CLOSED, form="doccano", spans=SPANS)
    assert '"cats": [], "entities": []' in paths[0].read_text(encoding="utf-8")
    span = {"start_offset": 0, "end_offset": 4, "label": "blame"}
    for path in paths:
        relabel(path, cats=["promotion: 2", "tone: warm"], entities=[span])
    back = read_sheets(paths, key, codebook=CLOSED, spans=SPANS)
    assert back.codings["value"].tolist() == [2, "warm"] * 7
    assert back.spans["end"].tolist() == [4] * 7


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"form": "doccano", "codebook": CODEBOOK}, "cannot ask the open question 'length'"),
        ({"form": "csv", "codebook": CODEBOOK, "spans": SPANS}, "spans cannot be marked in csv"),
        ({"codebook": {}}, "codebook has no question"),
        ({"form": "word", "codebook": CODEBOOK}, "form must be one of csv, xlsx"),
    ],
)
def test_what_a_form_cannot_ask_is_refused(key, tmp_path, options, words):
    with pytest.raises(ValueError, match=words):
        write_sheets(key, tmp_path, **options)


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        ("Rain;", "Snow;", "text changed", "the text of u"),
        ("Ann,u1,", "Ann,u9,", "unknown unit", "'u9' was not given to Ann"),
        ("Ann,u1,", "Eve,u1,", "unknown coder", "'Eve' was given no sheet"),
        (",1,", ",3,", "unknown value", "'3' is no value of promotion, which has 0, 1, 2"),
        (",1,", ",,", "missing value", "promotion has no answer"),
        (",2.5,", ",long,", "unknown value", "'long' is no number"),
        (",2.5,", ",inf,", "unknown value", "'inf' is no number"),
        ("promotion", "promo", "unknown question", "no question 'promo'"),
    ],
)
def test_whatever_is_wrong_is_named_with_its_line(key, tmp_path, old, new, kind, words):
    paths = filled(key, tmp_path)
    for path in paths:
        edit(path, old, new)
    back = read_sheets(paths, key, codebook=CODEBOOK, bad_rows="drop")
    problem = back.problems[back.problems["kind"] == kind].iloc[0]
    assert words in problem["message"]
    name, line = problem["place"].rsplit(":", 1)
    assert name in map(str, paths)
    assert int(line) >= 2
    with pytest.raises(ValueError, match=r"The sheets have \d+ problems:\n.*csv:\d+: "):
        read_sheets(paths, key, codebook=CODEBOOK)


def test_a_unit_coded_twice_counts_once(key, tmp_path):
    paths = filled(key, tmp_path)
    back = read_sheets([*paths, paths[0]], key, codebook=CODEBOOK, bad_rows="drop")
    assert set(back.problems["kind"]) == {"double coding"}
    assert not back.codings.duplicated(["unit", "coder", "question"]).any()


def test_a_sheet_that_did_not_come_back_is_reported(key, tmp_path):
    paths = filled(key, tmp_path)
    back = read_sheets(paths[:1], key, codebook=CODEBOOK, bad_rows="drop")
    assert set(back.problems["kind"]) == {"not returned"}
    assert set(back.problems["coder"]) == {"Ben K"}


def test_work_is_never_overwritten(key, tmp_path):
    filled(key, tmp_path)
    with pytest.raises(FileExistsError, match=r"Ann\.csv is there already"):
        write_sheets(key, tmp_path, codebook=CODEBOOK, form="csv")


def test_a_text_too_long_for_a_cell_is_refused_by_its_code(tmp_path):
    sample = pd.DataFrame({"text": ["x" * 40_000]}, index=["a"])
    key = coding_sheet(sample, codebook=CODEBOOK, coders=["Ann"], random_state=0)
    with pytest.raises(ValueError, match="text of u1 has more than 32,767 characters"):
        write_sheets(key, tmp_path, codebook=CODEBOOK)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"coders": "Ann"}, "coders must be a list"),
        ({"coders": ["Ann", "../Ben"]}, r"'../Ben' is no name"),
        ({"overlap": 20}, "overlap must lie between 0 and 1"),
        ({"codebook": {"text": [0, 1]}}, "'text' takes a column's name"),
        ({"codebook": {"tone": [1, "1"]}}, "'tone' must have two or more different values"),
        ({"codebook": {"tone": "words"}}, "has the values 'words'"),
    ],
)
def test_bad_sheets(change, words):
    sample = pd.DataFrame({"text": ["One."]}, index=["a"])
    options = {"codebook": CODEBOOK, "coders": ["Ann"]} | change
    with pytest.raises(ValueError, match=words):
        coding_sheet(sample, **options)


def test_samples_without_text_or_with_doubled_units():
    with pytest.raises(ValueError, match="no column 'text'"):
        coding_sheet(pd.DataFrame({"score": [1]}), codebook=CODEBOOK, coders=["Ann"])
    twice = pd.DataFrame({"text": ["One.", "Two."]}, index=["a", "a"])
    with pytest.raises(ValueError, match="unit 'a' stands twice"):
        coding_sheet(twice, codebook=CODEBOOK, coders=["Ann"])
    with pytest.raises(ValueError, match="unit 0 has no text"):
        coding_sheet(pd.DataFrame({"text": [None]}), codebook=CODEBOOK, coders=["Ann"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", "x", "must end in one of .csv, .xlsx, .json, .jsonl"),
        ("a.json", "{", "is not JSON"),
        ("a.json", "{}", "must hold a list of tasks"),
        ("a.json", '[{"text": "x"}]', "task 1 has no 'data'"),
        ("a.json", '[{"data": {}, "annotations": [{"result": [7]}]}]', "is not laid out"),
        ("a.xlsx", "x", "is not laid out"),
        ("a.jsonl", '{"text": "x"}', "a.jsonl:1 has no 'coder'"),
        ("a.csv", "code,words\n1,2\n", "a.csv:2: the first line has no column 'coder'"),
        ("a.jsonl", "caf\xe9".encode("latin-1"), "is not laid out"),
        ("a.csv", "caf\xe9".encode("latin-1"), "is not UTF-8"),
    ],
)
def test_files_that_are_something_else(key, tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ValueError, match=words):
        read_sheets([path], key, codebook=CODEBOOK)
