"""Folders of texts and saved pages, with their table of metadata."""

import sys

import pytest

from framing.corpus.reading import read_corpus
from framing.corpus.streaming import iter_corpus

PAGE = """<html><head><title>Rain - The Herald</title>
<meta charset="utf-8"><meta name="author" content="Ann Lee">
<meta property="og:site_name" content="The Herald">
<meta property="article:published_time" content="2021-03-04T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Rain on the valley</h1>
<p>Rain fell on the valley for the third day, and the river rose above the old bridge.</p>
<p>Café owners moved their tables inside, the mayor said on Thursday after a meeting.</p>
</article><footer>Copyright</footer></body></html>"""


def test_texts_without_metadata(write, tmp_path):
    write("herald/002.txt", "Sun.\r\n")
    write("herald/001.TXT", b"caf\xe9")
    write("post.v2.txt", "\ufeffRain.")
    write("empty.txt", "")
    write(".hidden.txt", "no article")
    write(".cache/x.txt", "no article")
    corpus = read_corpus(tmp_path)
    assert corpus.ids.tolist() == ["empty", "herald/001", "herald/002", "post.v2"]
    assert corpus.texts == ["", "café", "Sun.\r\n", "Rain."]
    assert sorted(corpus.notes["kind"]) == ["empty text", "encoding", "encoding"]


@pytest.mark.parametrize("names", ["file", "article_id"])
@pytest.mark.parametrize("ending", ["", ".txt"])
def test_metadata_name_the_files(write, tmp_path, names, ending):
    write("a/1.txt", "Rain.")
    write("2.txt", "Sun.")
    write("metadata.csv", f"{names},outlet,date\n2{ending},Post,2021-03-05\na/1{ending},Herald,?\n")
    corpus = read_corpus(tmp_path)
    assert dict(zip(corpus.texts, corpus["outlet"], strict=True)) == {
        "Sun.": "Post",
        "Rain.": "Herald",
    }
    assert corpus["date"].notna().tolist() == [True, False]
    if names == "file":
        assert corpus.ids.tolist() == ["2", "a/1"]


def test_ids_of_metadata(write, tmp_path):
    write("1.txt", "Rain.")
    write("metadata.tsv", "file\tdoc\tpaper\n1.txt\t007\tHerald\n")
    corpus = read_corpus(tmp_path, id="doc", columns={"outlet": "paper"})
    assert corpus.ids.tolist() == ["007"]
    assert corpus["outlet"].tolist() == ["Herald"]


def test_what_has_no_partner_is_noted(write, tmp_path):
    alone = write("alone.txt", "Wind.")
    write("1.txt", "Rain.")
    other = write("notes.docx", "x")
    table = write("metadata.csv", "file,outlet\n1.txt,Herald\n9.txt,Post\n")
    corpus = read_corpus(tmp_path)
    assert corpus.texts == ["Rain.", "Wind."]
    assert corpus["outlet"].isna().tolist() == [False, True]
    notes = corpus.notes.set_index(["file", "line"])["message"]
    assert set(corpus.notes["kind"]) == {"unmatched file"}
    assert "no row for it in metadata.csv" in notes[str(alone), 0]
    assert "no file '9.txt'" in notes[str(table), 3]
    assert "neither .txt nor .html" in notes[str(other), 0]


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ("file,outlet\nx.txt,Post\n", r"metadata\.csv: it names none of the files"),
        ("file,outlet\n", r"metadata\.csv: it names none of the files"),
        ("file,outlet\n1.txt,Post\n1.txt,Herald\n", r"metadata\.csv:3: '1.txt' is named on line 2"),
        ("name,outlet\n1.txt,Post\n", "no column 'file' or 'article_id' names the files"),
        ("file,text\n1.txt,Post\n", "there is a column 'text', but the texts are in the files"),
        ("file,article_id\n1.txt,a\n2.txt,a\n", r"'a' occurs twice: .*1\.txt:1 and .*2\.txt:1"),
        ("file,outlet\n1.txt\n", r"metadata\.csv:2: this row has 1 cells"),
    ],
)
def test_metadata_that_cannot_be_used(write, tmp_path, metadata, message):
    write("1.txt", "Rain.")
    write("2.txt", "Sun.")
    write("metadata.csv", metadata)
    with pytest.raises(ValueError, match=message):
        read_corpus(tmp_path)


def test_one_text(write):
    corpus = read_corpus(write("rain.txt", "Rain.\n"))
    assert (corpus.ids.tolist(), corpus.texts) == (["rain"], ["Rain.\n"])


def test_one_page(write):
    corpus = read_corpus(write("rain.html", PAGE))
    [article] = corpus.table.reset_index().to_dict("records")
    assert article["article_id"] == "rain"
    assert article["text"].startswith("Rain fell on the valley")
    assert "Café owners" in article["text"]
    assert "Copyright" not in article["text"]
    assert article["title"] == "Rain on the valley"
    assert article["author"] == "Ann Lee"
    assert article["outlet"] == "The Herald"
    assert f"{article['date']:%Y-%m-%d}" == "2021-03-04"


def test_pages_and_metadata_together(write, tmp_path):
    write("a.htm", PAGE.replace("utf-8", "windows-1252").encode("cp1252"))
    write("b.html", "<html><body></body></html>")
    write("metadata.csv", "file,outlet\na.htm,Herald\nb.html,Post\n")
    corpus = read_corpus(tmp_path)
    assert "Café owners" in corpus.texts[0]
    assert corpus.texts[1] == ""
    assert corpus["outlet"].tolist() == ["Herald", "Post"]
    assert corpus.notes["kind"].tolist() == ["empty text"]


def test_the_encoding_of_a_page_can_be_given(write):
    page = PAGE.replace('<meta charset="utf-8">', "").encode("cp1252")
    assert "Café owners" in read_corpus(write("a.html", page), encoding="cp1252").texts[0]


def test_a_date_is_never_guessed_from_the_text(write):
    dated = '<meta property="article:published_time" content="2021-03-04T10:00:00Z">'
    page = PAGE.replace(dated, "").replace("third day", "3 March 2019")
    assert read_corpus(write("a.html", page))["date"].isna().all()


def test_files_that_cannot_be_read(write, tmp_path):
    write("1.txt", "Rain.")
    bad = write("2.txt", b"\x89PNG\r\n")
    page = write("3.html", b"%PDF-1.7")
    with pytest.raises(ValueError, match=r"2\.txt: this is a PNG picture"):
        read_corpus(tmp_path)
    corpus = read_corpus(tmp_path, bad_rows="exclude")
    assert corpus.texts == ["Rain."]
    assert corpus.notes["file"].tolist() == [str(bad), str(page)]
    assert set(corpus.notes["kind"]) == {"row set aside"}


def test_folders_without_articles(write, tmp_path):
    write("a.csv", "article_id,text\n1,a\n")
    with pytest.raises(ValueError, match=r"no file that ends in \.txt, \.html, \.htm"):
        read_corpus(tmp_path)


def test_without_trafilatura_the_command_is_told(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ImportError, match=r'pip install "media-framing\[html\]"'):
        read_corpus(write("a.html", PAGE))


def test_batches_of_files(write, tmp_path):
    for number in range(5):
        write(f"{number}.txt", f"Text {number}.")
    batches = list(iter_corpus(tmp_path, batch_size=2))
    assert [batch.ids.tolist() for batch in batches] == [["0", "1"], ["2", "3"], ["4"]]
