"""``framing compare``: the tables of the library, its notes and its paragraph."""

import csv
import json

import pandas as pd
import pytest

import framing as fr

OWN = "promotion_own"


@pytest.fixture
def scores(framing):
    """Score the sample; give the name of the file."""
    assert framing("score", "sample", "--out", "scores.csv")[0] == 0
    return "scores.csv"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(*outlets, **columns):
    """Write scores of invented articles as CSV, an article an outlet given."""
    frame = pd.DataFrame({"outlet": outlets, "words": 500, **columns})
    return frame.rename_axis("article_id").reset_index().to_csv(index=False)


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_the_tables_are_those_of_the_library(framing, folder, ending):
    framing("score", "sample", "--out", f"scores{ending}")
    targets = ("--out", "outlets.csv", "--pairs", "pairs.csv")
    status, _, err = framing(
        *("compare", f"scores{ending}", "--cluster", "event_id", "--columns", OWN, *targets)
    )
    assert (status, err) == (0, "")
    corpus = fr.load_dataset("sample")
    measured = fr.measure(corpus)[[OWN, "words"]]
    how = {"cluster": corpus["event_id"], "estimand": "mean_of_articles"}
    for compare, name in ((fr.compare_outlets, "outlets"), (fr.compare_pairs, "pairs")):
        expected = compare(measured, corpus["outlet"], **how)
        read = pd.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""])
        assert list(read) == list(expected)
        numbers = expected.select_dtypes("number")
        pd.testing.assert_frame_equal(read[list(numbers)], numbers, check_dtype=False, rtol=1e-12)


def test_what_is_shown(framing, scores):
    status, out, err = framing("compare", scores, "--cluster", "event_id", "--columns", OWN)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Scores by outlet (mean of articles)"
    assert lines[2].split()[:4] == [OWN, "Karvpress", "10", "10"]
    assert "Differences (p adjusted after Holm)" in lines
    assert max(map(len, lines)) <= 80
    assert out.count("Note: ") == 1
    assert "Note: Karvenia One has 10 clusters" in out
    assert "And 5 more like it." in out
    assert "In promotion_own, Karvpress scored" in out
    assert "References: Bell" in out


def test_the_higher_outlet_stands_first(framing, scores, folder):
    _, out, _ = framing(
        *("compare", scores, "--cluster", "event_id", "--columns", OWN, "--pairs", "pairs.csv")
    )
    [pair] = [
        row
        for row in rows(folder / "pairs.csv")
        if (row["outlet_a"], row["outlet_b"]) == ("Karvenia One", "Karvpress")
    ]
    low, high = -float(pair["difference_high"]), -float(pair["difference_low"])
    [line] = [line for line in out.splitlines() if ["Karvpress", "Karvenia"] == line.split()[1:3]]
    assert f"{-float(pair['difference']):.2f} {low:.2f} to {high:.2f}" in " ".join(line.split())


def test_the_paragraph_is_written_with_what_was_recorded(framing, scores, folder):
    options = ("--cluster", "event_id", "--columns", "promotion,hedging", "--seed", 7)
    status, out, _ = framing("compare", scores, *options, "--methods", "methods.txt")
    assert status == 0
    text = (folder / "methods.txt").read_text(encoding="utf-8")
    record = json.loads((folder / "run.json").read_bytes())
    assert record["input"]["sha256"][:12] in text
    assert f"promotional {record['lexicons'][0]['version']}" in text
    assert f"numpy {record['versions']['numpy']}" in text
    assert "seed: 7" in text
    assert "adjusted after Holm (1979) for 30 comparisons" in text
    assert " ".join(text.split("\n\n")[1].split()) in " ".join(out.split())


def test_a_record_of_another_run_is_not_taken(framing, scores, folder):
    (folder / scores).rename(folder / "other.csv")
    command = ("compare", "other.csv", "--columns", "promotion", "--methods", "m.txt")
    assert framing(*command)[0] == 0
    assert "SHA-256" not in (folder / "m.txt").read_text(encoding="utf-8")
    assert framing(*command, "--overwrite", "--record", "run.json")[0] == 0
    assert "SHA-256" in (folder / "m.txt").read_text(encoding="utf-8")
    (folder / "run.json").write_text("{}")
    _, _, err = framing(*command, "--overwrite", "--record", "run.json")
    assert "run.json: this is no record of 'framing score'; --record names it" in err


def test_scores_of_other_lexicons(framing, write, folder):
    write("mine.csv", "pattern,category\nsummit,event\nagree*,accord\n")
    framing("score", "sample", "--lexicon", "mine.csv", "--out", "scores.csv")
    framing("compare", "scores.csv", "--cluster", "event_id", "--out", "outlets.csv")
    assert {row["category"] for row in rows(folder / "outlets.csv")} == {"event", "accord", "mine"}


def test_the_same_seed_gives_the_same_bytes(framing, scores, folder):
    contents = []
    for _ in range(2):
        targets = ("--out", "o.csv", "--pairs", "p.jsonl", "--methods", "m.txt", "--overwrite")
        _, out, _ = framing("compare", scores, "--columns", OWN, "--seed", 3, *targets)
        contents.append([out, *((folder / name).read_bytes() for name in targets[1:6:2])])
    assert contents[0] == contents[1]


def test_outlets_with_names_like_missing_values(framing, write, folder):
    news = table("NA", "007", "NA", "007", promotion=[1.0, 2.0, 3.0, 4.0])
    write("scores.csv", news.replace("\n3,", "\n3.,"))
    status, out, err = framing("compare", "scores.csv", "--columns", "promotion", "--out", "o.csv")
    assert (status, err) == (0, "")
    assert [row["outlet"] for row in rows(folder / "o.csv")] == ["007", "NA"]
    assert "Articles count as independent because no cluster was given" in " ".join(out.split())


def test_a_single_outlet_has_no_pairs(framing, write, folder):
    write("scores.csv", table("Herald", "Herald", None, promotion=[1.0, 2.0, 3.0]))
    status, out, _ = framing("compare", "scores.csv", "--columns", "promotion", "--pairs", "p.csv")
    assert status == 0
    assert "Differences" not in out
    assert "Articles without an outlet are left out: 1." in out
    assert rows(folder / "p.csv") == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--by", "paper"], "there is no column 'paper'; its columns are article_id, outlet,"),
        (["--cluster", "event"], "there is no column 'event'"),
        (["--columns", "praise"], "--columns praise names the one to use"),
        (["--columns", "event_id"], "the column 'event_id' holds no scores"),
        (["--estimand", "ratio_of_sums"], "'promotion_own' is no rate per words of whole articles"),
        (["--out", "scores.csv", "--overwrite"], "this is the input, which is never replaced"),
        (["--out", "run.json.csv", "--pairs", "run.json.csv"], "two results would go into"),
        (["--methods", "run.json"], "run.json: this file is there already"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(framing, scores, folder, options, message):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    status, out, err = framing("compare", scores, *options)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert message in err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("s.csv", "", "s.csv: this is no table that can be read"),
        ("s.csv", b"\xff\xfe\x00", "s.csv: this is no table that can be read"),
        ("s.txt", "x", "s.txt: no reader for .txt"),
        ("s.csv", "article_id,outlet\na,Herald\n", "there is no column 'words'"),
        ("s.csv", "article_id,outlet,words\na,Herald,3\n", "no column has a count beside it"),
        ("s.csv", "article_id,outlet,words,x\na,A,3,1\na,B,3,1\n", "article 'a' more than once"),
    ],
)
def test_files_that_are_no_scores(framing, write, name, content, message):
    write(name, content)
    columns = ("--columns", "x") if "words,x" in str(content) else ()
    status, out, err = framing("compare", name, *columns)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert message in err


def test_no_such_file(framing):
    status, _, err = framing("compare", "nothing.csv")
    assert (status, err) == (
        1,
        "framing: nothing.csv: No such file or directory; nothing was written\n",
    )
