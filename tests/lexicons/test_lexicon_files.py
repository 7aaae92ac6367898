"""The project's own format: a CSV of entries, and a TOML of facts beside it."""

import pytest

import framing as fr
from framing.lexicons import LexiconError


@pytest.fixture
def read(tmp_path):
    """Write the two files of a lexicon and read them."""

    def read_files(entries, facts=None):
        path = tmp_path / "mine.csv"
        path.write_bytes(entries.encode() if isinstance(entries, str) else entries)
        if facts is not None:
            path.with_suffix(".toml").write_text(facts, encoding="utf-8", newline="")
        return fr.read_lexicon(path)

    return read_files


@pytest.fixture
def refusal(read, tmp_path):
    """Read files that are not valid; give the message, with the folder left out."""

    def read_files(entries, facts=None):
        with pytest.raises(LexiconError) as caught:
            read(entries, facts)
        return str(caught.value).replace(f"{tmp_path}/", "")

    return read_files


def test_a_file_with_only_patterns_is_a_lexicon(read):
    made = read("pattern\nhistoric\nkey player\n")
    assert made.entries["pattern"].tolist() == ["historic", "key player"]
    assert (made.name, made.construct, made.scale) == ("mine", "mine", "intensity")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_marks_and_line_ends_of_other_systems_do_not_matter(read, mark, end):
    lines = ["pattern,weight", "historic,2", '"a _{0,1} b",', "", "café,0.5", ""]
    made = read(mark + end.join(lines).encode())
    assert made.entries["pattern"].tolist() == ["historic", "a _{0,1} b", "café"]
    assert made.entries["weight"].tolist() == [2, 1, 0.5]


def test_facts_stand_beside_the_entries(read):
    facts = """
        name = "praise"
        construct = "promotion"
        scale = "valence"
        rules = []
        version = "1"
        [categories]
        x = "time"
    """
    made = read("pattern,category\nhistoric,x\n", "\ufeff" + facts.replace("\n", "\r\n"))
    assert (made.name, made.construct, made.scale) == ("praise", "promotion", "valence")
    assert (made.rules, made.version, dict(made.categories)) == ((), "1", {"x": "time"})


def test_columns_may_stand_in_any_order_and_others_are_kept(read):
    made = read("note, weight ,pattern\nwhy,2,historic\n")
    assert made.entries[["pattern", "weight", "note"]].to_numpy().tolist() == [
        ["historic", 2.0, "why"]
    ]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("", "mine.csv:1: no column 'pattern'; there are none"),
        ("\n\n", "mine.csv:1: no column 'pattern'; there are none"),
        ("word\nhistoric\n", "mine.csv:1: no column 'pattern'; there are word"),
        ("pattern\n", "lexicon mine: no entries"),
        ("pattern\na\n\nb,1\n", "mine.csv:4: 2 cells; the header has 1"),
        ("pattern,weight\na\n", "mine.csv:2: 1 cells; the header has 2"),
        ("pattern,weight\na,1\nb,high\n", "mine.csv:3: weight 'high' is not a number"),
        ("pattern,weight\na,1\nb,-1\n", "mine.csv:3: weight -1.0; on this scale (intensity)"),
        ("pattern,precision\na,1.5\n", "mine.csv:2: precision 1.5; it lies between 0 and 1"),
        ("pattern,n\na,\nb,-1\n", "mine.csv:3: n -1; it lies between 0 and inf"),
        ("pattern,n\na,many\n", "mine.csv:2: n 'many' is not a number"),
        ("pattern\na\nb\n\nA\n", "mine.csv:5: 'A' is already in category 'mine', at mine.csv:2"),
        ("pattern,weight\na,1\na,2\n", "mine.csv:3: 'a' is already in category 'mine', at mine.cs"),
        ("pattern\na\n...\n", "mine.csv:3: pattern '...': it holds no letter or digit"),
        ("pattern\na\n(b\n", "mine.csv:3: pattern '(b': a bracket is not closed"),
        ("pattern,constraints\na,x=y\n", "mine.csv:2: unknown constraint 'x=y'; known: case=exact"),
        ('pattern,note\na,"one\ntwo"\n!,\n', "mine.csv:4: pattern '!'"),
        ('pattern\n"a\n', "mine.csv:2: unexpected end of data"),
        ('pattern\n"a"b\n', "mine.csv:2: "),
        (b"pattern\na\ncaf\xe9\n", "mine.csv:3: not UTF-8; save the lexicon as UTF-8"),
        ("pattern\na\n".encode("utf-16"), "mine.csv:1: not UTF-8"),
        ("pattern,weight\na,1\nb,nan\n", "mine.csv:3: weight"),
        ("pattern,pattern\na,b\n", "mine.csv:1: two columns"),
        ("pattern;weight\na;1\n", "mine.csv:1: no column 'pattern'; there are pattern;weight. "),
    ],
)
def test_a_file_that_is_not_valid_is_refused_with_path_and_line(refusal, entries, message):
    assert refusal(entries).startswith(message)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ('nmae = "x"', "mine.toml: unknown key 'nmae'; known: name, construct, scale, rules"),
        ("name = ", "mine.toml: Invalid value"),
        ('scale = "ordinal"', "lexicon mine: scale='ordinal'"),
        ('rules = ["hedges"]', "lexicon mine: unknown rule 'hedges'"),
        ('name = ""', "name=''; a lexicon needs a name"),
        ("rules = 5", "mine.toml: "),
        ('categories = "time"', "mine.toml: "),
        pytest.param(
            'scale = "ordinal"\n',
            "mine.toml: ",
            marks=pytest.mark.xfail(reason="the file at fault is not named"),
        ),
    ],
)
def test_facts_that_are_not_valid_are_refused(refusal, facts, message):
    assert refusal("pattern\na\n", facts).startswith(message)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        fr.read_lexicon(tmp_path / "nowhere.csv")


def test_a_lexicon_that_does_not_come_along_is_refused_with_the_names_of_those_that_do():
    with pytest.raises(ValueError, match=r"no lexicon 'praise' .* negators.* read_lexicon"):
        fr.load_lexicon("praise")


def test_the_shipped_lexicons_are_loaded_once():
    assert "promotional" in fr.lexicon_names()
    assert fr.load_lexicon("promotional") is fr.load_lexicon("promotional")
    assert fr.load_lexicon("promotional").construct == "promotion"


def test_entries_that_were_found_wanting_are_given_on_request():
    both = [
        fr.load_lexicon("promotional", entries=entries).entries for entries in ("all", "default")
    ]
    wanting = (both[0]["n"] >= 5) & (both[0]["precision"] < 0.6)
    assert 0 < wanting.sum() == len(both[0]) - len(both[1])
    assert not ((both[1]["n"] >= 5) & (both[1]["precision"] < 0.6)).any()
    assert fr.load_lexicon("hedges", entries="all") is not None
    with pytest.raises(ValueError, match="entries='some'; it is one of default, all"):
        fr.load_lexicon("promotional", entries="some")


def test_lint_tells_the_entries_that_were_found_wanting(read):
    mine = read("pattern,precision,n\ngrey,0.5,6\ngreen,0.5,4\nblue,,\n")
    findings = fr.lint_lexicon(mine)[["entry", "kind", "message"]].to_numpy().tolist()
    assert findings == [["grey", "doubtful", "0.50 of 6 matches read were right"]]
