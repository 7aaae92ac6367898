"""Lexicons of other tools: read as they stand in the wild, written, and read again.

All files are invented.
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing as fr

FLAT = pd.DataFrame(
    {
        "pattern": ["brave*", "set back", "splendid", "splendid"],
        "category": ["hope", "fear", "hope", "fear"],
    }
)


@pytest.fixture
def read(tmp_path):
    def write_and_read(name, content, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return fr.read_lexicon(path, **options)

    return write_and_read


def entries(lexicon):
    columns = ["pattern", "category", "weight"]
    return sorted(lexicon.entries[columns].itertuples(index=False, name=None))


def kinds(lexicon):
    return lexicon.changes[["line", "kind"]].to_numpy().tolist()


@pytest.mark.parametrize(
    "name", ["a.dic", "a.dicx", "a.yml", "a.yaml", "a.ykd", "a.lc3", "a.cat", "a.csv", "a.tsv"]
)
def test_a_flat_lexicon_comes_back_from_formats_with_wildcards(tmp_path, name):
    lexicon = fr.Lexicon(FLAT, name="a", rules=())
    assert fr.write_lexicon(lexicon, tmp_path / name).empty
    assert entries(fr.read_lexicon(tmp_path / name)) == entries(lexicon)


@pytest.mark.parametrize(
    "format", ["nrc", "loughran-mcdonald", "general-inquirer", "mpqa", "table"]
)
def test_words_come_back_from_the_other_formats(tmp_path, format):
    lexicon = fr.Lexicon(FLAT.iloc[2:], name="a", rules=())
    lost = fr.write_lexicon(lexicon, tmp_path / "a.csv", format=format)
    assert lost.empty
    again = fr.read_lexicon(tmp_path / "a.csv", format=format)
    assert entries(again) == entries(lexicon)


@pytest.mark.parametrize("name", ["a.dic", "a.yml", "a.ykd", "a.cat"])
def test_categories_within_categories_come_back(tmp_path, name):
    table = FLAT.assign(category=["economy", "economy.trade", "economy.trade.fairs", "law"])
    lexicon = fr.Lexicon(table, name="a", rules=())
    assert fr.write_lexicon(lexicon, tmp_path / name).empty
    assert entries(fr.read_lexicon(tmp_path / name)) == entries(lexicon)


@pytest.mark.parametrize("name", ["my_vader.txt", "afinn-mine.txt"])
def test_valences_come_back(tmp_path, name):
    table = pd.DataFrame(
        {
            "pattern": ["good", "bad", "so-so"],
            "category": ["positive", "negative", "neutral"],
            "weight": [1.9, -2.5, 0],
        }
    )
    lexicon = fr.Lexicon(table, name="a", scale="valence")
    assert fr.write_lexicon(lexicon, tmp_path / name).empty
    again = fr.read_lexicon(tmp_path / name)
    assert entries(again) == entries(lexicon)
    assert again.scale == "valence"


def test_the_emfd_comes_back_with_its_sentiment(read, tmp_path):
    names = ("care", "fairness", "loyalty", "authority", "sanctity")
    header = ",".join(["word", *(f"{n}_p" for n in names), *(f"{n}_sent" for n in names)])
    lexicon = read("emfd.csv", f"{header}\nshelter,.25,0,.5,0,0,.1,0,-.4,0,0\n")
    assert entries(lexicon) == [("shelter", "care", 0.25), ("shelter", "loyalty", 0.5)]
    assert lexicon.entries["sentiment"].tolist() == [0.1, -0.4]
    assert fr.write_lexicon(lexicon, tmp_path / "again.csv", format="emfd").empty
    assert entries(fr.read_lexicon(tmp_path / "again.csv")) == entries(lexicon)


def test_the_own_format_keeps_everything(tmp_path):
    lexicon = fr.load_lexicon("promotional")
    assert fr.write_lexicon(lexicon, tmp_path / "promotional.csv").empty
    again = fr.read_lexicon(tmp_path / "promotional.csv")
    tables = [entries.astype(object).fillna("") for entries in (again.entries, lexicon.entries)]
    pd.testing.assert_frame_equal(*tables)
    for fact in ("name", "construct", "scale", "rules", "version", "citation", "categories"):
        assert getattr(again, fact) == getattr(lexicon, fact)


def test_what_a_format_cannot_express_is_told(tmp_path):
    table = pd.DataFrame(
        {
            "pattern": ["(key|main) player", "first _{0,2} ever", "*wide", "historic"],
            "weight": [1, 1, 1, 3],
            "constraints": ["", "", "", "name=no"],
            "blocked": ["", "", "", "historic site*"],
            "grounds": ["", "", "", "a paper"],
        }
    )
    facts = {"licence": "CC-BY-4.0", "categories": {"mine": "what I like"}}
    lexicon = fr.Lexicon(table, name="mine", facts=facts)
    lost = fr.write_lexicon(lexicon, tmp_path / "mine.lc3")
    assert lost[["entry", "kind"]].to_numpy().tolist() == [
        ["", "fact"],
        ["", "fact"],
        ["", "setting"],
        ["", "column"],
        ["(key|main) player", "written out"],
        ["first _{0,2} ever", "left out"],
        ["*wide", "left out"],
        ["historic", "constraints"],
        ["historic", "blocked"],
        ["historic", "weight"],
    ]
    assert (tmp_path / "mine.lc3").read_text() == "+mine\nkey player\nmain player\nhistoric\n"


def test_an_entry_that_would_not_come_back_is_told(tmp_path):
    table = pd.DataFrame({"pattern": ["so\\: good", "fine"]})
    lexicon = fr.Lexicon(table, name="a", rules=())
    lost = fr.write_lexicon(lexicon, tmp_path / "a.dic")
    assert lost.to_numpy().tolist() == [["so\\: good", "not read back", "'so: good'"]]


def test_liwc_with_depth_definitions_codes_of_2007_and_bare_cr(read):
    text = (
        "%\n1\taffect (Affect Words)\n\t12\tposemo\n\t13\tnegemo\n2\tfiller\n03\tspace here\n%\n"
        "brave*\t\t1\t\t12\nset back  1 13\n\nkind\t<of>2/12\t1\nlike\t(02 134)12/2\t1\n:)\t1\t12\n"
    )
    lexicon = read("a.dic", text.replace("\n", "\r"))
    assert lexicon.categories["affect"] == "Affect Words"
    assert entries(lexicon) == [
        ("brave*", "affect", 1),
        ("brave*", "affect.posemo", 1),
        ("kind", "affect", 1),
        ("kind", "affect.posemo", 1),
        ("kind of", "affect", 1),
        ("kind of", "filler", 1),
        ("like", "affect", 1),
        ("like", "filler", 1),
        ("set back", "affect", 1),
        ("set back", "affect.negemo", 1),
    ]
    assert kinds(lexicon) == [[11, "changed"], [12, "changed"], [13, "left out"], [13, "left out"]]
    tokens = fr.tokenize(["A kind word.", "It was kind of late."])
    found = fr.match(tokens, lexicon).table()
    assert found[["text", "category"]].to_numpy().tolist() == [
        ["kind", "affect"],
        ["kind", "affect.posemo"],
        ["kind of", "affect"],
        ["kind of", "filler"],
    ]


def test_quanteda_yaml_in_its_styles(read):
    text = """\
# a comment
---
hope: [brave*, 'set on', "so
"""
    with pytest.raises(fr.LexiconError, match=r"a\.yml:3: .* quotation marks"):
        read("a.yml", text)
    lexicon = read(
        "a.yml",
        "hope: [brave*, 'isn''t bad',   # and so on\n  no, 1st]\n"
        'economy:\n  trade:\n  - fair?\n  - win * prize # two\n  __:\n  - "the job"\n'
        "  '': market\nlaw: court*\n",
    )
    assert entries(lexicon) == [
        ("1st", "hope", 1),
        ("brave*", "hope", 1),
        ("court*", "law", 1),
        ("fair?", "economy.trade", 1),
        ("isn't bad", "hope", 1),
        ("market", "economy", 1),
        ("no", "hope", 1),
        ("the job", "economy", 1),
        ("win _ prize", "economy.trade", 1),
    ]


def test_wordstat_yoshikoder_mpqa_and_the_inquirer(read):
    wordstat = read("a.cat", "MOOD\n\tGOOD\n\t\tBRAVE* (1)\n\t\tWELL_DONE (2)\n\t@NEAR [x]\n")
    assert entries(wordstat) == [("BRAVE*", "MOOD.GOOD", 1), ("WELL DONE", "MOOD.GOOD", 2)]
    assert kinds(wordstat) == [[5, "left out"]]
    yoshikoder = read(
        "a.ykd",
        '<?xml version="1.0"?>\n<dictionary style="050805"><cnode name="mood" desc="how it feels">'
        '<pnode name="brave*" score="2"/><cnode name="low"><pnode name="a &amp; b"/></cnode>'
        "</cnode></dictionary>",
    )
    assert entries(yoshikoder) == [("a & b", "mood.low", 1), ("brave*", "mood", 2)]
    assert yoshikoder.categories["mood"] == "how it feels"
    mpqa = read(
        "a.tff",
        "type=strongsubj len=1 word1=brave pos1=adj stemmed1=y m priorpolarity=positive\n",
    )
    assert mpqa.entries["strength"].tolist() == ["strong"]
    assert kinds(mpqa) == [[1, "left out"], [1, "changed"]]
    inquirer = read(
        "a.csv",
        "Entry,Source,Positiv,Negativ,Strong,Othtags,Defined\r"
        "KIND#1,H4,Positiv,,,Modif,x\rKIND#2,H4,,,Strong,Noun,x\rTABLE,H4,,,,Noun,x\r",
    )
    assert entries(inquirer) == [("kind", "Positiv", 1), ("kind", "Strong", 1)]


def test_a_table_with_names_of_its_own(read):
    text = "term;x\n"
    lexicon = read(
        "a.tsv",
        "term\tscore\tnote\nc_sharp\t1\tmusic\nabandon*\t-2\t\n",
        columns={"pattern": "term", "weight": "score"},
    )
    assert entries(lexicon) == [("abandon*", "negative", -2), ("c\\_sharp", "positive", 1)]
    assert lexicon.entries["note"].tolist() == ["music", ""]
    with pytest.raises(fr.LexiconError, match=r"a\.csv:1: no column 'pattern'; there are term;x"):
        read("a.csv", text)


@pytest.mark.parametrize(("choice", "weight"), [("last", -1), ("mean", 0.5)])
def test_two_weights_are_an_error_unless_chosen(read, choice, weight):
    text = "grim\t2\nfine\t1\nGrim\t-1\n"
    with pytest.raises(fr.LexiconError, match=r"afinn\.txt:3: 'grim' has the weights 2, -1"):
        read("afinn.txt", text)
    lexicon = read("afinn.txt", text, duplicates=choice)
    assert dict(zip(lexicon.entries["pattern"], lexicon.entries["weight"], strict=True)) == {
        "fine": 1,
        "grim": weight,
    }
    assert kinds(lexicon) == [[3, "duplicate"]]


def test_some_categories_only(read):
    lexicon = read(
        "nrc.txt", "brave\thope\t1\nbrave\tfear\t0\ngrim\tfear\t1\n", categories=["fear"]
    )
    assert entries(lexicon) == [("grim", "fear", 1)]
    with pytest.raises(fr.LexiconError, match="no category 'joy'; there are hope, fear"):
        read("nrc.txt", "brave\thope\t1\ngrim\tfear\t1\n", categories=["joy"])


LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n'
    '<dictionary><cnode name="&b;"/></dictionary>'
)
HOSTILE = [
    ("a.ykd", LAUGHS, "a.ykd:2: a DOCTYPE"),
    ("a.ykd", "<dictionary><cnode name='a'>", "a.ykd:1: no valid XML"),
    ("a.ykd", "<html/>", "a.ykd:1: <html>; here may stand"),
    ("a.ykd", "<dictionary>" + "<cnode name='a'>" * 30, "more than 20 categories"),
    ("a.yml", "a: &x [ha]\nb: *x\n", "a.yml:1: '&x"),
    ("a.yml", "a: !!python/object x\n", "a.yml:1: '!!python"),
    ("a.yml", "a: [b, c\n", "a.yml:1: a list"),
    ("a.yml", "- a\n", "a.yml:1: 'a' stands in no category"),
    ("a.yml", "a:\n" + "".join(" " * n + f"b{n}:\n" for n in range(1, 60)), "more than 20"),
    ("a.dic", "brave\t1\n", "a.dic:1: a LIWC file begins with"),
    ("a.dic", "%\n1\thope\n%\nbrave\t2\n", "a.dic:4: 'brave': code 2"),
    ("a.dic", "%\n1\thope\n%\nbrave\n", "a.dic:4: 'brave': no category code behind it"),
    ("a.dic", "%\n1\thope\n%\nbrave\t1 x\n", "a.dic:4: 'brave': 'x' is no category code"),
    ("a.dic", "%\n" + "9" * 5000 + "\thope\n%\n", "a.dic:2: .* is no category"),
    ("a.dic", "%\n1\thope\n1\tfear\n%\n", "a.dic:3: code 1"),
    ("a.lc3", "brave\n", "a.lc3:1: 'brave' stands in no category"),
    ("a.tff", "type=strongsubj word1=brave\n", "a.tff:1: .*priorpolarity"),
    ("vader.txt", "brave\tvery\n", "vader.txt:1: valence 'very' is not a number"),
    ("nrc.txt", "brave\thope\n", "nrc.txt:1: 2 cells"),
    ("a.txt", "x" * 200_000, "a.txt:1: a line of 200,000 characters"),
    ("a.txt", b"fine\nbr\0ave\n", "a.txt:2: a byte 0"),
    ("a.txt", b"fine\nna\xefve\n", "a.txt:2: not UTF-8; save the lexicon as UTF-8"),
    ("a.txt", "; nothing\n", "a.txt:1: no entries"),
    ("a.csv", 'pattern\n"open', "a.csv:2: unexpected end of data"),
    ("a.csv", "pattern,weight\nbrave,x\n", "a.csv:2: weight 'x'"),
    ("a.csv", "pattern,weight\nbrave\n", "a.csv:2: 1 cells; the header has 2"),
]


@pytest.mark.parametrize(("name", "content", "message"), HOSTILE)
def test_what_is_no_lexicon_is_refused_with_its_place(read, name, content, message):
    with pytest.raises(fr.LexiconError, match=message):
        read(name, content)


def test_another_encoding_is_told(read):
    lexicon = read("a.txt", "naïve\n".encode("cp1252"), encoding="cp1252")
    assert lexicon.entries["pattern"].tolist() == ["naïve"]
    assert len(read("a.txt", "naïve\nbrave\n".encode("utf-16"), encoding="utf-16")) == 2
    with pytest.raises(ValueError, match="encoding='nonsense' is not known"):
        read("a.txt", "brave", encoding="nonsense")


def test_choices_that_are_unknown_are_refused(read, tmp_path):
    with pytest.raises(ValueError, match="format='spss'; it is one of framing, table, liwc"):
        read("a.txt", "brave", format="spss")
    with pytest.raises(ValueError, match="format='spss'"):
        fr.write_lexicon(fr.load_lexicon("negators"), tmp_path / "a.txt", format="spss")
    with pytest.raises(ValueError, match="duplicates='first'"):
        read("a.txt", "brave", duplicates="first")
    with pytest.raises(ValueError, match="columns= goes with"):
        read("a.txt", "brave", columns={"pattern": "word"})


SLOW = [
    ("a.dic", "%\n1\t" + " " * 90_000 + "(x\n%\nbrave\t1\n"),
    ("a.dic", "%\n1\thope\n%\n" + "1 " * 40_000 + "x\n"),
    ("a.cat", "MOOD\n\tbrave" + " " * 90_000 + "(1\n"),
    ("a.yml", "a: [" + "'b', " * 15_000 + "'\n"),
    ("a.yml", "a:\n  - " + "b " * 40_000 + "\n"),
    ("a.txt", "*" * 90_000 + "\n"),
]


@pytest.mark.parametrize(("name", "content"), SLOW)
def test_long_lines_take_no_long_time(read, name, content):
    started = time.process_time()
    try:
        read(name, content)
    except fr.LexiconError:
        pass
    assert time.process_time() - started < 3


def test_facts_within_each_other_without_end_are_refused(read, tmp_path):
    (tmp_path / "a.toml").write_text("x = " + "[" * 90_000)
    with pytest.raises(fr.LexiconError, match=r"a\.toml: "):
        read("a.csv", "pattern\nbrave\n")


SEEDS = {
    "a.dic": "%\n1\thope (Hope)\n\t2\tmore\n%\nbrave*\t1 2\nkind\t<of>1/2\nlike\t(1 2)1/2\n",
    "a.dicx": "DicTerm,hope\nbrave*,X\nbold,2\n",
    "a.yml": "hope: [brave*, 'so']\nlaw:\n  one:\n    - court # x\n",
    "a.ykd": '<dictionary><cnode name="a"><pnode name="b" score="1"/></cnode></dictionary>',
    "a.lc3": "+hope\nbrave*\n+fear\ngrim\n",
    "a.cat": "MOOD\n\tGOOD\n\t\tBRAVE* (1)\n",
    "vader.txt": "brave\t1.5\t0.5\t[1]\n",
    "nrc.txt": "brave\thope\t1\n",
    "a.tff": "type=weaksubj len=1 word1=brave pos1=adj stemmed1=n priorpolarity=positive\n",
    "a.csv": "pattern,category,weight,constraints,blocked\n(a|b) c*,x,1,name=no,d _ e\n",
    "gi.csv": "Entry,Positiv,Negativ\nBRAVE#1,Positiv,\n",
    "lm.csv": "Word,Negative,Positive,Modal\nBRAVE,0,2009,1\n",
    "a.txt": "brave*\n; x\nwell done\n",
}


@given(st.sampled_from(sorted(SEEDS)), st.data())
@settings(deadline=None, max_examples=200)
def test_a_damaged_file_is_read_or_refused(name, data):
    content = bytearray(SEEDS[name].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        piece = data.draw(st.sampled_from([*b"\0\xff\n\r\t%()[]{}<>\"'#:*?|_\\,; 09xA&!", None]))
        content[place : place + 1] = b"" if piece is None else bytes([piece]) * 2
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(bytes(content))
        try:
            lexicon = fr.read_lexicon(path, duplicates="mean")
        except fr.LexiconError as error:
            assert str(error).startswith((str(path), "lexicon"))
        else:
            fr.match(fr.tokenize(["A brave act."]), lexicon)
