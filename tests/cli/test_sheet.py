"""``framing sheet``: from articles to coding sheets, and back with the coders' agreement."""

import csv
import json

import pandas as pd
import pytest

import framing as fr

QUESTIONS = ("--question", "promotion=0,1,2,3", "--question", "frame=conflict,none")
DRAW = ("sheet", "draw", "sample", "--to", "coding", "--coders", "Ann,Ben", *QUESTIONS)


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(path, answer):
    """Answer every row of a CSV sheet as invented coders would."""
    table = rows(path)
    for number, row in enumerate(table):
        row |= answer(number, row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)


def answered(number, row):
    return {"promotion": int(row["code"][1:]) % 4, "frame": "none" if number % 2 else "conflict"}


@pytest.fixture
def drawn(framing, folder):
    """Draw a sample of 24 articles, half of them for both coders."""
    options = ("--n", 24, "--strata", "outlet", "--overlap", 0.5, "--form", "csv", "--seed", 4)
    status, _, err = framing(*DRAW, *options)
    assert (status, err) == (0, "")
    return folder / "coding"


def test_the_folder_holds_what_the_library_draws(drawn):
    corpus = fr.load_dataset("sample")
    units = corpus.table.join(fr.measure(corpus))
    sample = fr.coding_sample(units, n=24, strata="outlet", random_state=4)
    written = rows(drawn / "sample.csv")
    assert [row["article_id"] for row in written] == sample.index.tolist()
    assert [float(row["pi"]) for row in written] == sample["pi"].tolist()
    plan = json.loads((drawn / "plan.json").read_bytes())
    key = fr.coding_sheet(
        sample,
        codebook=plan["codebook"],
        coders=["Ann", "Ben"],
        overlap=0.5,
        random_state=4,
    )
    assert [row["unit"] for row in rows(drawn / "key.csv")] == key["unit"].tolist()
    assert plan["seed"] == 4


def test_sheets_are_blind(drawn):
    assert sorted(path.name for path in (drawn / "sheets").iterdir()) == ["Ann.csv", "Ben.csv"]
    for name in ("Ann", "Ben"):
        sheet = rows(drawn / "sheets" / f"{name}.csv")
        assert list(sheet[0]) == ["coder", "code", "text", "promotion", "frame", "note"]
        assert len(sheet) == 18
    assert "text" not in rows(drawn / "sample.csv")[0]


def test_what_was_drawn_is_shown(framing):
    status, out, _ = framing(*DRAW, "--n", 12, "--strata", "outlet", "--form", "csv")
    assert status == 0
    assert out.splitlines()[1].split() == ["stratum", "articles", "drawn", "chance"]
    assert out.count("0.200") == 6
    assert "Articles to code: Ann 7, Ben 7; 2 of them by everybody." in out


def test_the_codings_come_back(framing, drawn, folder):
    for name in ("Ann", "Ben"):
        fill(drawn / "sheets" / f"{name}.csv", answered)
    status, out, err = framing("sheet", "read", "coding", "--out", "codings.csv")
    assert (status, err) == (0, "")
    assert "Articles coded: Ann 18 of 18, Ben 18 of 18." in out
    assert "Agreement on promotion (ordinal)" in out
    assert "Agreement on frame (nominal)" in out
    codings = pd.read_csv(folder / "codings.csv")
    assert len(codings) == 2 * 36
    key = pd.read_csv(drawn / "key.csv")
    assert set(codings["unit"]) == set(key["unit"])
    pi = key.drop_duplicates("unit").set_index("unit")["pi"]
    assert codings["pi"].tolist() == pi[codings["unit"]].tolist()
    promotion = codings[codings["question"] == "promotion"].set_index(["unit", "coder"])["value"]
    code = key.set_index(["unit", "coder"])["code"]
    assert all(int(value) == int(code[place][1:]) % 4 for place, value in promotion.items())


def test_agreement_is_that_of_the_library(framing, drawn, folder):
    fill(drawn / "sheets" / "Ann.csv", answered)
    fill(drawn / "sheets" / "Ben.csv", lambda n, row: {**answered(n, row), "promotion": n % 4})
    _, out, _ = framing("sheet", "read", "coding", "--out", "codings.csv")
    codings = pd.read_csv(folder / "codings.csv")
    promotion = codings[codings["question"] == "promotion"].astype({"value": int})
    table = fr.agreement(promotion, level="ordinal", random_state=0)
    alpha = table[(table["scope"] == "all") & (table["coefficient"] == "alpha")].iloc[0]
    shown = f"{alpha['estimate']:.3f} {alpha['low']:.3f} to {alpha['high']:.3f}"
    assert f"Krippendorff's α {alpha['units']} {shown}" in " ".join(out.split())
    discussed = fr.disagreements(promotion)
    assert len(discussed) > 1
    assert discussed.index[0] in out.split("Articles to discuss")[1]


def test_problems_stop_the_run_unless_they_are_listed(framing, drawn, folder):
    fill(drawn / "sheets" / "Ann.csv", answered)
    fill(drawn / "sheets" / "Ben.csv", lambda n, row: {**answered(n, row), "promotion": 9})
    assert "Noted: unknown value: 18; first coding/sheets/Ben.csv:2: '9' is" in " ".join(
        framing("sheet", "read", "coding")[1].split()
    )
    status, out, err = framing("sheet", "read", "coding", "--out", "c.csv")
    assert (status, out) == (1, "")
    assert "Ben.csv:2: '9' is no value of promotion" in err
    assert "of 18 problems this is the first; --problems FILE lists them" in err
    assert not (folder / "c.csv").exists()
    targets = ("--out", "c.csv", "--problems", "p.csv")
    assert framing("sheet", "read", "coding", *targets)[0] == 0
    assert len(rows(folder / "p.csv")) == 18
    assert len(rows(folder / "c.csv")) == 36 + 18


def test_sheets_that_are_not_filled_in_yet(framing, drawn):
    fill(drawn / "sheets" / "Ann.csv", answered)
    (drawn / "sheets" / "Ben.csv").unlink()
    status, out, _ = framing("sheet", "read", "coding")
    assert status == 0
    assert "Articles coded: Ann 18 of 18, Ben 0 of 18." in out
    assert "Noted: not returned: 18" in out
    assert "Not known: " in out


def test_single_files_can_be_named(framing, drawn, folder):
    fill(drawn / "sheets" / "Ann.csv", answered)
    (drawn / "sheets" / "Ann.csv").rename(folder / "back.csv")
    _, out, _ = framing("sheet", "read", "coding", "back.csv")
    assert "Articles coded: Ann 18 of 18, Ben 0 of 18." in out


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("xlsx", ["Ann.xlsx", "Ben.xlsx"]),
        ("label-studio", ["Ann.json", "Ben.json", "labels.xml"]),
        ("doccano", ["Ann.jsonl", "Ben.jsonl"]),
    ],
)
def test_other_forms_of_sheets(framing, folder, form, names):
    assert framing(*DRAW, "--n", 24, "--form", form)[0] == 0
    found = sorted(path.name for path in (folder / "coding" / "sheets").iterdir())
    assert found == names
    status, out, err = framing("sheet", "read", "coding")
    assert (status, err) == (0, "")
    assert "Articles coded: Ann 0 of" in out


def test_open_questions(framing, folder):
    options = ("--coders", "Ann,Ben", "--overlap", 1, "--form", "csv", "--n", 24)
    asked = ("--question", "tone=number", "--question", "why=text")
    assert framing("sheet", "draw", "sample", "--to", "c", *options, *asked)[0] == 0
    for shift, name in enumerate(("Ann", "Ben")):
        fill(
            folder / "c" / "sheets" / f"{name}.csv",
            lambda n, row, shift=shift: {"tone": int(row["code"][1:]) + shift / 2, "why": "So."},
        )
    status, out, _ = framing("sheet", "read", "c")
    assert status == 0
    assert "Agreement on tone (interval)" in out
    assert "Agreement on why" not in out


def test_texts_come_back_as_they_are(framing, write, folder):
    texts = ["=SUM(A1)", 'A "quoted",\r\nday.', "NA", "\U0001f389 \u2028 Ağrı"]
    records = [{"article_id": str(n), "text": text} for n, text in enumerate([*texts, ""])]
    news = write("news.jsonl", "\n".join(map(json.dumps, records)))
    options = ("--coders", "Ann", "--question", "q=yes,no", "--form", "csv", "--n", 4)
    status, out, _ = framing("sheet", "draw", news, "--to", "c", *options)
    assert status == 0
    assert "Noted: articles without words, not drawn from: 1." in out
    fill(folder / "c" / "sheets" / "Ann.csv", lambda n, row: {"q": "yes"})
    status, out, _ = framing("sheet", "read", "c", "--out", "codings.csv")
    assert status == 0
    assert [row["value"] for row in rows(folder / "codings.csv")] == ["yes"] * 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--n", 500], "n must lie between 1 and the 60 units given, not 500"),
        (["--n", 20, "--strata", "country"], "'country'"),
        (["--n", 20, "--overlap", 3], "overlap must lie between 0 and 1"),
        (["--n", 20, "--coders", "A/B"], "'A/B' is no name"),
        (["--n", 20, "--question", "promotion=0,1"], "--question: a name is given twice"),
        (["--n", 20, "--question", "text=0,1"], "the question 'text' takes a column's name"),
        (["--n", 20, "--form", "doccano", "--question", "x=text"], "doccano cannot ask"),
    ],
)
def test_what_is_wrong_is_told_and_leaves_nothing(framing, folder, options, message):
    status, out, err = framing(*DRAW, *options)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert message in err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("question", ["promotion", "=0,1", "promotion=0,,1", "promotion=a,a"])
def test_questions_that_are_none(framing, question):
    status, _, err = framing(*DRAW, "--n", 20, "--question", question)
    assert status == 2
    assert err.startswith("framing: argument --question: ")


def test_a_folder_that_may_hold_codings_is_left_alone(framing, drawn):
    fill(drawn / "sheets" / "Ann.csv", answered)
    before = (drawn / "sheets" / "Ann.csv").read_bytes()
    status, _, err = framing(*DRAW, "--n", 20)
    assert (status, err) == (
        1,
        "framing: coding: this is there already and may hold codings; choose another name\n",
    )
    assert (drawn / "sheets" / "Ann.csv").read_bytes() == before


def test_a_folder_that_draw_has_not_made(framing, folder):
    (folder / "coding").mkdir()
    status, _, err = framing("sheet", "read", "coding")
    assert status == 1
    assert "coding/key.csv: No such file or directory" in err
