"""``framing lexicon``: show, lint, diff, coverage, suggest, convert, new; ``framing codebook``."""

import pytest

import framing as fr

OLD = "pattern,category,weight\nbrave,a,1\nbrave*,a,1\n"
NEW = "pattern,category,weight\nbrave*,a,2\nhistoric,b,1\n"
ARTICLES = "article_id,text\n1,A brave and historic act.\n2,It rained.\n"


def test_show(framing, write):
    status, out, err = framing("lexicon", "show", write("mine.csv", OLD))
    assert (status, err) == (0, "")
    assert out.splitlines()[:3] == ["construct: mine", "scale: intensity", "  a (2)"]
    assert out.splitlines()[-1].split() == ["brave*", "a", "1"]
    status, out, err = framing("lexicon", "show", "promotional", "--category", "novelt")
    assert status == 1
    assert "--category novelt: promotional has hyperbole" in err


def test_lint(framing, write):
    status, out, err = framing("lexicon", "lint", write("mine.csv", OLD))
    assert (status, err) == (0, "")
    assert out.splitlines()[1].split() == [
        "brave",
        "a",
        "redundant",
        "'brave*'",
        "does",
        "the",
        "same",
    ]
    _, out, _ = framing("lexicon", "lint", "boosters")
    assert out.startswith("No findings in")


def test_diff_on_a_corpus_into_a_file(framing, write, folder):
    old, new, news = write("old.csv", OLD), write("new.csv", NEW), write("news.csv", ARTICLES)
    words = ("lexicon", "diff", old, new, "--corpus", news, "--out", "diff.csv")
    assert framing(*words) == (0, "Wrote diff.csv: 3 rows.\n", "")
    lines = (folder / "diff.csv").read_text().splitlines()
    assert lines[1] == "brave,a,removed,1.0,,0,1.0,1"
    assert lines[3] == "historic,b,added,,1.0,1,1.0,1"
    status, _, err = framing(*words)
    assert (status, err) == (1, "framing: diff.csv is there already; --overwrite replaces it\n")
    assert framing(*words, "--overwrite")[0] == 0


def test_coverage(framing):
    status, out, err = framing("lexicon", "coverage", "hedges", "--corpus", "sample")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].startswith("(all)")
    status, out, _ = framing("lexicon", "coverage", "hedges", "--corpus", "sample", "--by", "entry")
    assert status == 0
    assert "The first 100 of" in out.splitlines()[-1]


def test_suggest_words_that_separate_two_groups(framing, write, folder):
    rows = [
        f"{n},{'a' if n < 4 else 'b'},A {'dazzling' if n < 4 else 'grey'} day." for n in range(8)
    ]
    news = write("news.csv", "\n".join(["article_id,outlet,text", *rows, ""]))
    words = ("lexicon", "suggest", "--corpus", news, "--by", "outlet", "--group", "a")
    status, out, err = framing(*words, "--min-count", "3", "--longest", "1")
    assert (status, err) == (0, "")
    assert out.splitlines()[1].split()[0] == "dazzling"
    assert out.splitlines()[-1].endswith("No lexicon was changed.")
    mine = write("mine.csv", "pattern\ndazzling\n")
    known = ("lexicon", "suggest", mine, *words[2:], "--min-count", "3", "--out", "words.csv")
    assert framing(*known) == (0, "Wrote words.csv: 0 rows.\n", "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "give a lexicon, or --by and --group, or both"),
        (("boosters", "--group", "a"), "--group a needs --by"),
        (("--by", "press", "--group", "a"), "--by press: there is no such column; there are "),
        (("--by", "outlet", "--group", "nobody"), "group='nobody'; by has "),
    ],
)
def test_suggest_refuses_what_does_not_go_together(framing, words, message):
    status, _, err = framing("lexicon", "suggest", *words, "--corpus", "sample")
    assert status == 1
    assert message in err


def test_convert_tells_what_is_lost(framing, write, folder):
    mine = write("mine.csv", "pattern,category,weight\nbrave*,a,2\nfirst _ ever,a,1\n")
    status, out, err = framing("lexicon", "convert", mine, "mine.dic")
    assert (status, err) == (0, "")
    assert out.startswith("Wrote mine.dic: 2 entries read.\nLost on writing: 3\n")
    assert (folder / "mine.dic").read_text() == "%\n1\ta\n%\nbrave*\t1\n"
    status, out, _ = framing("lexicon", "convert", "mine.dic", "back.csv")
    assert out == "Wrote back.csv: 1 entries read.\n"
    assert fr.read_lexicon(folder / "back.csv").entries["pattern"].tolist() == ["brave*"]


def test_two_weights_are_told_in_options(framing, write):
    words = ("lexicon", "convert", write("afinn.txt", "grim\t1\ngrim\t2\n"), "mine.csv")
    status, _, err = framing(*words)
    assert status == 1
    assert "weights 1, 2; choose --duplicates last or mean" in err
    assert framing(*words, "--duplicates", "mean")[0] == 0


def test_new_and_codebook(framing, folder):
    status, _, _ = framing("lexicon", "new", "mine.csv")
    assert status == 0
    assert len(fr.read_lexicon(folder / "mine.csv")) == 3
    assert framing("lexicon", "new", "mine.csv")[0] == 1
    _, shown, _ = framing("codebook")
    assert framing("codebook", "--out", "book.md") == (0, "Wrote book.md.\n", "")
    assert (folder / "book.md").read_text(encoding="utf-8") == shown
    assert shown.startswith("#")


@pytest.mark.parametrize("verb", ["show", "lint", "convert"])
def test_an_unknown_lexicon_is_told_in_one_line(framing, verb):
    words = [verb, "nothing.csv", *(["x.dic"] if verb == "convert" else [])]
    status, _, err = framing("lexicon", *words)
    assert status == 1
    assert err.startswith("framing: nothing.csv: there is no such file")
    assert err.count("\n") == 1
