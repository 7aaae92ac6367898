"""``framing report``: one page, complete or not at all, and what it says when it cannot be made."""

import pytest

NEWS = "article_id,outlet,text\n1,a,A historic day.\n2,b,Rain.\n3,a,A landmark deal.\n"


def test_the_page_is_written_and_named(framing, write, folder):
    status, said, _ = framing("report", write("news.csv", NEWS), "--out", "report.html")
    assert (status, said[:22]) == (0, "Written: report.html  ")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Articles: news.csv, SHA-256 " in page
    assert {path.name for path in folder.iterdir()} == {"news.csv", "report.html"}


def test_a_page_is_replaced_only_if_asked_for(framing, write, folder):
    news = write("news.csv", NEWS)
    write("report.html", "mine")
    status, _, error = framing("report", news, "--out", "report.html")
    assert status == 1
    assert "this file is there already; choose another name, or --overwrite" in error
    assert (folder / "report.html").read_text(encoding="utf-8") == "mine"
    assert framing("report", news, "--out", "report.html", "--overwrite")[0] == 0
    assert (folder / "report.html").read_text(encoding="utf-8") != "mine"


def test_other_columns_lexicons_and_seeds_are_told_on_the_page(framing, write, folder):
    news = write("news.csv", "article_id,paper,story,text\n1,a,x,A historic day.\n2,b,x,Rain.\n")
    mine = write("mine.csv", "pattern\nrain\n")
    words = ["--by", "paper", "--cluster", "story", "--lexicon", mine, "--seed", "7"]
    assert framing("report", news, "--out", "r.html", *words)[0] == 0
    page = (folder / "r.html").read_text(encoding="utf-8")
    assert "How the news was framed, by paper" in page
    assert "same entry in “story” do not count as independent" in page
    assert "Seed of random draws: 7" in page
    assert "mine" in page


def test_targets_come_from_a_table(framing, write, folder):
    news = write("news.csv", "article_id,outlet,text\n1,a,A historic win for Ruritania.\n")
    targets = write("targets.csv", "target,pattern\nRuritania,Ruritania*\nUN,United Nations\n")
    assert framing("report", news, "--targets", targets, "--out", "r.html")[0] == 0
    assert "Whom it is about" in (folder / "r.html").read_text(encoding="utf-8")
    wrong = write("wrong.csv", "name,pattern\nRuritania,Ruritania*\n")
    status, _, error = framing("report", news, "--targets", wrong, "--out", "s.html")
    assert status == 1
    assert "wrong.csv: there is no column 'target'; it needs target and pattern" in error


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        (NEWS, ["--by", "paper"], "have no such column; they have outlet; --by names the one"),
        (NEWS, ["--cluster", "x"], "no such column; they have outlet; --cluster names the one"),
        (NEWS, ["--out", "nowhere/report.html"], "there is no folder 'nowhere'; make it first"),
        ("article_id,outlet,text\n1,a,\n2,b, \n", [], "have no word in lead or body"),
        ("article_id,text\n1,Rain.\n", [], "they have their texts only"),
    ],
)
def test_what_cannot_be_reported_leaves_no_page(framing, write, folder, content, words, said):
    news = write("news.csv", content)
    status, _, error = framing("report", news, "--out", "report.html", *words)
    assert status == 1
    assert error.startswith("framing: ")
    assert said in error
    assert [path.name for path in folder.iterdir()] == ["news.csv"]


def test_the_page_needs_the_ending_of_a_page(framing, write):
    status, _, error = framing("report", write("news.csv", NEWS), "--out", "report.csv")
    assert status == 2
    assert "should end in .html, .htm" in error
