"""A starter file is a lexicon without doubts, and replaces nothing."""

import pytest

import framing as fr


def test_the_starter_is_a_lexicon_without_findings(tmp_path):
    lexicon = fr.read_lexicon(fr.new_lexicon(tmp_path / "mine.csv"))
    assert lexicon.name == "mine"
    assert len(lexicon) == 3
    assert fr.lint_lexicon(lexicon).empty


def test_nothing_is_replaced(tmp_path):
    (tmp_path / "mine.toml").write_text("")
    with pytest.raises(FileExistsError, match=r"mine\.toml is there already"):
        fr.new_lexicon(tmp_path / "mine.csv")
    assert not (tmp_path / "mine.csv").exists()
    with pytest.raises(ValueError, match=r"ends in \.csv"):
        fr.new_lexicon(tmp_path / "mine.txt")
