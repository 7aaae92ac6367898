"""``framing score``: from a file to scores, and what it says of bad input."""

import csv
import errno
import json
import re

import pandas as pd
import pytest

import framing as fr
from framing.measuring import files, writers

HISTORIC = "The summit was a historic achievement."
NEWS = (
    "article_id,outlet,date,title,text\n"
    f"007,Herald,2024-03-01,A day,{HISTORIC}\n"
    "8,=SUM(A1),2024-03-02,Another,Rain fell.\n"
    "9,Post,2024-03-03,None,\n"
)


def listing(folder):
    return sorted(path.name for path in folder.iterdir())


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_on_the_screen(framing):
    status, out, err = framing("score", "sample")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    headings = ["words", "promotion", "promotion_own", "hedging", "sentiment"]
    assert lines[0].split() == ["article_id", "outlet", *headings]
    table = fr.measure(fr.load_dataset("sample"))
    first = table.iloc[0]
    assert lines[1].split()[-5:-1] == [
        f"{first['words']}",
        *(f"{first[name]:.1f}" for name in ("promotion", "promotion_own", "hedging")),
    ]
    left_out = table.shape[1] + 4 - 7  # the carried columns but those that are shown
    assert lines[21] == (
        f"Not shown: 40 more articles and {left_out} more columns; --out FILE writes them all."
    )
    assert max(map(len, lines)) <= 80
    assert "Articles: 60, with" in out
    assert "Written" not in out


def test_means_by_outlet(framing):
    _, out, _ = framing("score", "sample")
    corpus = fr.load_dataset("sample")
    table = fr.measure(corpus)
    lines = out[out.index("Means of the articles") :].splitlines()
    assert lines[1].split()[:3] == ["outlet", "articles", "words"]
    promotion = table["promotion"].groupby(corpus["outlet"]).mean().sort_values(ascending=False)
    for line, (outlet, mean) in zip(lines[2:8], promotion.items(), strict=True):
        assert line.startswith(outlet[:12])  # names are cut in a window of 80 columns
        assert line.split()[-4] == f"{mean:.1f}"
    assert lines[8].split()[:3] == ["all", "60", f"{table['words'].sum():,}"]


def test_everything_at_once(framing, folder):
    targets = ("--out", "s.csv", "--matches", "m.tsv", "--html", "a.html")
    status, out, _ = framing("score", "sample", *targets)
    assert status == 0
    assert listing(folder) == ["a.html", "m.tsv", "run.json", "s.csv"]
    lines = out.splitlines()
    assert lines[0].startswith("Means of the articles")
    assert [line.split()[1] for line in lines if line.startswith("Written: ")] == [
        *("s.csv", "m.tsv", "a.html", "run.json")
    ]
    record = json.loads((folder / "run.json").read_bytes())
    assert record["input"]["name"] == "articles.csv"
    assert record["rows"]["kept"] == len(rows(folder / "s.csv")) == 60


def test_batches_leave_no_trace(framing, folder):
    contents = []
    for batch_size in (1, 7, 1000):
        (folder / "out").mkdir()
        targets = ("--out", "out/s.csv", "--matches", "out/m.jsonl", "--html", "out/a.html")
        limit = ("--html-limit", 5, "--batch-size", batch_size)
        status, out, _ = framing("score", "sample", *targets, *limit)
        assert status == 0
        contents.append([out, *(path.read_bytes() for path in sorted((folder / "out").iterdir()))])
        (folder / "out").rename(folder / f"out{batch_size}")
    assert contents[0] == contents[1] == contents[2]


def test_the_page_shows_the_highest(framing, folder):
    framing("score", "sample", "--html", "a.html", "--html-limit", 3, "--out", "s.csv")
    page = (folder / "a.html").read_text(encoding="utf-8")
    table = pd.DataFrame(rows(folder / "s.csv"))
    highest = table["promotion"].astype(float).sort_values(ascending=False, kind="stable").head(3)
    shown = [page.index(f">{table['article_id'][row]}<") for row in highest.index]
    assert shown == sorted(shown)
    assert page.count("<article") == 3
    assert "57 others are left out" in page
    assert f"{highest.iloc[0]:.2f}" in page


def test_columns_by_other_names(framing, write, folder):
    record = {"key": "x", "body": HISTORIC, "paper": "Herald", "day": "2024-05-01", "about": 3}
    news = write("news.jsonl", json.dumps({**record, "head": "A great day"}))
    status, _, err = framing(
        *("score", news, "--text", "body", "--id", "key", "--outlet", "paper", "--date", "day"),
        *("--event", "about", "--title", "head", "--titles", "prepend", "--out", "s.csv"),
    )
    assert (status, err) == (0, "")
    [row] = rows(folder / "s.csv")
    assert list(row)[:5] == ["article_id", "outlet", "date", "event_id", "words"]
    assert list(row.values())[:5] == ["x", "Herald", "2024-05-01", "3", "6"]
    reading = json.loads((folder / "run.json").read_bytes())["reading"]
    assert reading["titles"] == "prepend"


def test_lexicons_by_name_and_file(framing, write, folder):
    write("mine.csv", "pattern,category\nsummit,event\n")
    news = write("news.csv", NEWS)
    lexicons = ("--lexicon", "hedges", "--lexicon", "mine.csv", "--lexicon", "vader")
    status, out, _ = framing("score", news, *lexicons, "--out", "s.csv", "--per", 100)
    assert status == 0
    row = rows(folder / "s.csv")[0]
    assert (row["event"], row["event_count"]) == (str(100 / 6), "1.0")
    assert "hedging_count" in row
    assert "promotion" not in row
    assert out.splitlines()[1].split() == [
        *("outlet", "articles", "words", "hedging", "mine", "sentiment")
    ]
    names = [one["name"] for one in json.loads((folder / "run.json").read_bytes())["lexicons"]]
    assert names == ["hedges", "mine", "vader"]


def test_sentiment_of_the_original(framing, write, folder):
    assert framing("score", write("n.csv", NEWS), "--sentiment", "vader", "--out", "s.csv")[0] == 0
    assert list(rows(folder / "s.csv")[0])[-1] == "sentiment_vader"


def test_empty_texts_are_kept_and_told(framing, write, folder):
    _, out, _ = framing("score", write("news.csv", NEWS), "--out", "s.csv")
    assert "Noted: 1 article without text, kept; first news.csv:4: there is no text" in out
    assert [row["promotion"] for row in rows(folder / "s.csv")][2] == ""
    assert "–" in framing("score", "news.csv")[1]


def test_an_encoding_that_was_found_is_told_in_the_words_of_the_command(framing, write):
    news = write("news.csv", NEWS.replace("Herald", "Café").encode("cp1252"))
    _, out, _ = framing("score", news)
    assert "Noted: news.csv: read as cp1252, because it is not UTF-8; --encoding names" in out
    assert "Café" in out
    status, _, err = framing("score", news, "--encoding", "utf-8")
    assert status == 1
    assert "news.csv:2: the byte 0xe9 cannot be read as utf-8" in err


def test_without_outlets(framing, write):
    _, out, _ = framing("score", write("news.jsonl", json.dumps({"text": HISTORIC})))
    assert [line.split()[0] for line in out.splitlines() if "166.7" in line] == ["0", "all"]


def test_outlets_that_are_missing_odd_or_many(framing, write):
    outlets = [None, ["a", "b"], 3, "", *map(str, range(10, 30))]
    records = [{"outlet": outlet, "text": HISTORIC, "date": "2024-01-02"} for outlet in outlets]
    _, out, _ = framing("score", write("news.jsonl", "\n".join(map(json.dumps, records))))
    lines = out.splitlines()
    assert [line.split()[:2] for line in lines[1:4]] == [["0", "6"], ["1", "['a',"], ["2", "3"]]
    assert "Not shown: 4 more articles and " in out
    assert "(none)         2     12" in out
    assert "Not shown: 3 more outlets." in lines
    assert lines[-2] == "Articles: 24, with 144 words, 2024-01-02."


def test_formulas_are_made_safe_on_request(framing, write, folder):
    news = write("news.csv", NEWS)
    framing("score", news, "--out", "s.csv", "--safe-csv")
    assert [row["outlet"] for row in rows(folder / "s.csv")] == ["Herald", "'=SUM(A1)", "Post"]
    framing("score", news, "--out", "s.csv", "--overwrite")
    assert rows(folder / "s.csv")[1]["outlet"] == "=SUM(A1)"


def test_html_and_script_in_articles_are_inert(framing, write, folder):
    attack = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    record = {name: attack for name in ("article_id", "outlet", "title", "event_id")}
    text = f"{attack} A historic {attack} achievement. </style></div>"
    write("news.jsonl", json.dumps({**record, "text": text}))
    assert framing("score", "news.jsonl", "--html", "a.html")[0] == 0
    page = (folder / "a.html").read_text(encoding="utf-8")
    assert "<script" not in page.lower()
    assert "<img" not in page.lower()
    assert not re.search(r"<[^>]*\son\w+\s*=", page)
    assert "&lt;script&gt;" in page


BAD_INPUTS = {
    "empty file": ("a.csv", b"", "a.csv: the file is empty"),
    "header only": ("a.csv", "article_id,text\n", "a.csv: there are no articles"),
    "no text column": (
        "a.csv",
        "id,body\n1,x\n",
        "no column 'text', only 'id', 'body'; --text names",
    ),
    "repeated id": (
        "a.csv",
        "article_id,text\n1,x\n1,y\n",
        "'1' occurs twice: a.csv:2 and a.csv:3",
    ),
    "missing id": ("a.csv", "article_id,text\n,x\n", "a.csv:2: the article_id is missing"),
    "too many cells": ("a.csv", "article_id,text\n1,x,y\n", "a.csv:2: this row has 3 cells"),
    "open quote": (
        "a.csv",
        'article_id,text\n1,x\n2,"y\n3,z\n',
        "a.csv:3: the quote that opens here",
    ),
    "broken json": (
        "a.jsonl",
        '{"text": "x"}\n{"text": \n',
        "a.jsonl:2: this line is not valid JSON",
    ),
    "json without text": ("a.jsonl", '{"body": "x"}\n', "a.jsonl:1: this object has no 'text'"),
    "picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), "a.csv: this is a PNG picture"),
    "parquet by name": (
        "a.parquet",
        "article_id,text\n1,x\n",
        "a.parquet: this is not a Parquet file",
    ),
    "mixed encodings": (
        "a.csv",
        "article_id,text\n1,ü\n".encode() + b"2,\xfc\n",
        "a.csv:3: the byte",
    ),
    "no reader": ("a.docx", "x", "a.docx: no reader for .docx"),
}


@pytest.mark.parametrize("case", BAD_INPUTS)
def test_bad_input_is_told_in_a_line_and_leaves_nothing(framing, write, folder, case):
    name, content, message = BAD_INPUTS[case]
    write(name, content)
    status, out, err = framing("score", name, "--out", "s.csv", "--html", "a.html")
    assert (status, out) == (1, "")
    assert message in err
    assert err.startswith("framing: ")
    assert err.count("\n") == 1
    assert listing(folder) == [name]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f"article_id,text\n1,{HISTORIC}\n2,x,y\n3,Rain.\n"),
        (
            "a.jsonl",
            f'{{"article_id": 1, "text": "{HISTORIC}"}}\n{{2\n{{"article_id":3,"text":""}}',
        ),
    ],
)
def test_bad_rows_are_set_aside_on_request(framing, write, folder, name, content):
    write(name, content)
    status, _, err = framing("score", name)
    assert status == 1
    assert f"{name}:{3 if name == 'a.csv' else 2}: " in err
    assert "--bad-rows FILE sets such rows aside" in err
    status, out, err = framing("score", name, "--bad-rows", "bad.csv", "--out", "s.csv")
    assert (status, err) == (0, "")
    assert [row["article_id"] for row in rows(folder / "s.csv")] == ["1", "3"]
    [bad] = rows(folder / "bad.csv")
    assert bad["content"] == content.splitlines()[int(bad["line"]) - 1]
    assert "Noted: 1 row set aside; first a." in out
    assert json.loads((folder / "run.json").read_bytes())["rows"] == {
        **{"kept": 2, "read": 3, "set_aside": 1}
    }


def test_strange_characters_come_through(framing, write, folder):
    texts = ["\x00A\x07 historic achievement\x1b[0m", "\ud800 half", "تاريخي historic day \u202e"]
    texts.append("🎉" * 50)
    records = [{"article_id": str(n), "outlet": text, "text": text} for n, text in enumerate(texts)]
    records.append({"article_id": "long", "text": "A historic day. " * 60_000})
    news = write("news.jsonl", "\n".join(map(json.dumps, records)))
    targets = ("--out", "s.csv", "--matches", "m.csv", "--html", "a.html")
    status, out, err = framing("score", news, *targets)
    assert (status, err) == (0, "")
    assert all(line.isprintable() for line in out.splitlines())
    written = rows(folder / "s.csv")
    assert [row["promotion_count"] for row in written] == ["1.0", "0.0", "1.0", "", "60000.0"]
    assert written[1]["outlet"] == "\\ud800 half"


def test_no_output_is_replaced_unasked(framing, write, folder):
    write("s.csv", "old")
    status, out, err = framing("score", "sample", "--out", "s.csv")
    assert (status, out) == (1, "")
    assert err == (
        "framing: s.csv: this file is there already; choose another name, "
        "or --overwrite to replace it\n"
    )
    assert (folder / "s.csv").read_text() == "old"
    assert framing("score", "sample", "--out", "s.csv", "--overwrite")[0] == 0
    assert len(rows(folder / "s.csv")) == 60
    assert "run.json: this file is there already" in framing("score", "sample", "--out", "t.csv")[2]


def test_folders_that_cannot_be_written(framing, write):
    write("file", "x")
    for target in ("nowhere/s.csv", "file/s.csv"):
        status, _, err = framing("score", "sample", "--out", target)
        assert status == 1
        assert f"{target}: there is no folder" in err


def test_the_input_is_never_replaced(framing, write, folder):
    write("news.csv", NEWS)
    status, _, err = framing("score", "news.csv", "--out", "news.csv", "--overwrite")
    assert status == 1
    assert "this is the input, which is never replaced" in err
    assert (folder / "news.csv").read_text(encoding="utf-8") == NEWS


def test_a_full_disk(framing, folder, monkeypatch):
    def full(*arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writers._DelimitedWriter, "write", full)
    status, out, err = framing("score", "sample", "--out", "s.csv", "--matches", "m.jsonl")
    assert (status, out) == (1, "")
    assert err == "framing: No space left on device; nothing was written\n"
    assert listing(folder) == []


def test_an_interruption_in_mid_run_leaves_nothing(framing, folder, monkeypatch):
    real, calls = files.score_table, []

    def interrupt(measured):
        calls.append(measured)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(measured)

    monkeypatch.setattr(files, "score_table", interrupt)
    targets = ("--out", "s.parquet", "--matches", "m.csv", "--html", "a.html")
    status, out, err = framing("score", "sample", *targets, "--batch-size", 10)
    assert (status, out, err) == (130, "", "framing: stopped; nothing was written\n")
    assert listing(folder) == []


@pytest.mark.parametrize(
    ("lexicon", "message"),
    [
        ("foo", "--lexicon foo: there is no such file, and no lexicon of that name comes along;"),
        ("bad.csv", "bad.csv:3: pattern '(a': a bracket is not closed"),
        ("twice.csv", "twice.csv:3: 'day' is already in category 'x', at twice.csv:2"),
        ("marks.csv", "marks.csv:2: pattern '!!': it holds no letter or digit"),
        ("taken.csv", "two columns would be named 'outlet'"),
    ],
)
def test_lexicons_that_cannot_be_used(framing, write, folder, lexicon, message):
    write("bad.csv", "pattern,category\nday,x\n(a,x\n")
    write("twice.csv", "pattern,category\nday,x\nday,x\n")
    write("marks.csv", "pattern,category\n!!,x\n")
    write("taken.csv", "pattern,category\nday,outlet\n")
    status, out, err = framing("score", "sample", "--lexicon", lexicon, "--out", "s.csv")
    assert (status, out) == (1, "")
    assert message in err
    assert "s.csv" not in listing(folder)


def test_a_lexicon_from_windows(framing, write, folder):
    write("mine.csv", "pattern,category\r\nvisit*,event\r\n".encode("utf-8-sig"))
    assert framing("score", "sample", "--lexicon", "mine.csv", "--out", "s.csv")[0] == 0
    assert float(rows(folder / "s.csv")[0]["event_count"]) > 0


def test_a_file_named_sample_comes_first(framing, write, folder):
    (folder / "sample").mkdir()
    (folder / "sample" / "a.txt").write_text(HISTORIC, encoding="utf-8")
    _, out, _ = framing("score", "sample")
    assert "Articles: 1, with 6 words." in out


def test_a_rule_of_context_is_chosen_and_recorded(framing, write, folder):
    write("a.csv", "text\nIt may be a historic achievement.\n")
    run = ("score", "a.csv", "--out", "s.csv", "--overwrite")
    assert framing(*run)[0] == 0
    assert float(rows(folder / "s.csv")[0]["promotion_count"]) == 1
    assert framing(*run, "--rule", "hedging=drop")[0] == 0
    assert float(rows(folder / "s.csv")[0]["promotion_count"]) == 0
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert record["measuring"]["rules"]["hedging"] == "drop"
    status, _, err = framing(*run, "--rule", "hedging=no")
    assert status == 1
    assert "hedging='no'; it is one of default, drop, mark, ignore" in err
