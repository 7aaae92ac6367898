"""The command run in this process, in a folder of its own."""

from functools import cache

import pytest

from framing.cli import score
from framing.cli.main import main
from framing.measuring import Instrument

standard_instrument = cache(Instrument)


@pytest.fixture(autouse=True)
def instrument(monkeypatch):
    """Make the standard instrument only once, which takes most of the time of a short run."""

    def choose(lexicons, *, rules, **choices):
        if lexicons or rules:
            return Instrument(lexicons, rules=rules, **choices)
        return standard_instrument(**choices)

    monkeypatch.setattr(score, "Instrument", choose)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Work in an empty folder, with a window of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def framing(capsys):
    """Run the command; give its status and what it said on both streams."""

    def run(*words):
        try:
            status = main([str(word) for word in words])
        except SystemExit as stop:
            status = stop.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def write(folder):
    """Write a file and give its name: a `str` goes out in UTF-8."""

    def write_file(name, content):
        content = content.encode("utf-8") if isinstance(content, str) else content
        (folder / name).write_bytes(content)
        return name

    return write_file
