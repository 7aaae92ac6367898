"""``framing kwic``: words where they stand."""

import json

NEWS = (
    "article_id,text\n"
    "a1,It rained. The historic deal was signed in Ostrel after long talks.\n"
    "b2,A deal.\n"
    'c3,"A truly historic\nday."\n'
)


def test_matches_stand_below_each_other(framing, write):
    status, out, err = framing("kwic", write("news.csv", NEWS), "historic", "--window", 2)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "a1      The  historic  deal was",
        "c3  A truly  historic  day",
        "Matches: 2, in 2 of the articles.",
    ]


def test_a_narrow_window(framing, write, monkeypatch):
    monkeypatch.setenv("COLUMNS", "36")
    _, out, _ = framing("kwic", write("news.csv", NEWS), "historic", "--window", 8)
    lines = out.splitlines()[:2]
    assert max(map(len, lines)) <= 36
    assert len({line.index("historic") for line in lines}) == 1
    assert lines[0].endswith("…")


def test_the_limit(framing, write):
    news = write("news.jsonl", "".join(f'{{"text": "deal {n}"}}\n' for n in range(5)))
    _, out, _ = framing("kwic", news, "deal", "--limit", 4)
    assert out.splitlines()[-1] == "The first 4 matches; --limit shows more."
    _, out, _ = framing("kwic", news, "deal", "--limit", 5)
    assert out.splitlines()[-1] == "Matches: 5, in 5 of the articles."


def test_no_match(framing):
    assert framing("kwic", "sample", "zebra") == (0, "Matches: 0, in 0 of the articles.\n", "")


def test_columns_and_titles(framing, write):
    record = {"key": 7, "head": "A historic day", "body": "Rain fell."}
    news = write("news.jsonl", json.dumps(record))
    reading = ("--text", "body", "--id", "key", "--title", "head", "--titles", "prepend")
    status, out, _ = framing("kwic", news, "historic", *reading)
    assert (status, out.splitlines()[0]) == (0, "7  A  historic  day")


def test_what_is_wrong_is_told_before_reading(framing):
    status, out, err = framing("kwic", "nothing.csv", "(historic")
    assert (status, out) == (1, "")
    assert "a bracket is not closed" in err
    assert "there is no such file" in framing("kwic", "nothing.csv", "historic")[2]


def test_text_cannot_command_the_terminal(framing, write):
    news = write("news.jsonl", json.dumps({"text": "\x1b[31m a \ud800 historic \u202e day \x07"}))
    _, out, _ = framing("kwic", news, "historic")
    assert out.splitlines()[0].isprintable()
