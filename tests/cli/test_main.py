"""The command as a whole: help, version, and errors that are one clear line."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

import framing as fr
from framing.cli import score

COMMANDS = [(), ("score",), ("kwic",), ("lexicon",), ("lexicon", "list"), ("codebook",)]
COMMANDS += [("lexicon", verb) for verb in ("show", "lint", "diff", "coverage", "convert", "new")]


def test_version(framing):
    assert framing("--version") == (0, f"framing {fr.__version__}\n", "")


def test_alone_it_helps(framing):
    status, out, err = framing()
    assert (status, err) == (0, "")
    assert out == framing("--help")[1]
    assert out.startswith("usage: framing")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_examples_that_are_understood(framing, command):
    status, out, _ = framing(*command, "--help")
    assert status == 0
    assert "example" in out
    assert all(line.isprintable() for line in out.splitlines())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("sore",), "invalid choice: 'sore'"),
        (("score",), "the following arguments are required: PATH"),
        (("kwic", "sample"), "the following arguments are required: PATTERN"),
        (("score", "sample", "--outt", "x.csv"), "unrecognized arguments: --outt x.csv"),
        (("score", "sample", "--out", "x.xlsx"), "'x.xlsx' should end in .csv, .tsv, .jsonl,"),
        (("score", "sample", "--html", "x.csv"), "'x.csv' should end in .html, .htm"),
        (("score", "sample", "--html-limit", "0"), "'0' is not a whole number of at least 1"),
        (("score", "sample", "--batch-size", "1e3"), "'1e3' is not a whole number"),
        (("score", "sample", "--per", "nan"), "'nan' is not a number above 0"),
        (("score", "sample", "--per", "many"), "'many' is not a number above 0"),
        (("score", "sample", "--titles", "no"), "invalid choice: 'no'"),
        (("kwic", "sample", "x", "--window", "-1"), "'-1' is not a whole number of at least 0"),
    ],
)
def test_a_command_that_is_not_understood(framing, words, message):
    status, out, err = framing(*words)
    assert (status, out) == (2, "")
    assert message in err
    assert err.startswith("framing: ")
    assert err.count("\n") == 1
    assert "--help" in err


def test_an_interruption_is_told_without_a_traceback(framing, monkeypatch):
    def interrupt(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(score, "measure_file", interrupt)
    assert framing("score", "sample") == (130, "", "framing: stopped; nothing was written\n")


def test_a_message_cannot_command_the_terminal(framing, write):
    name = write("a\x1b[2J.csv", "article_id,body\n1,x\n")
    status, _, err = framing("score", name)
    assert status == 1
    assert "\x1b" not in err
    assert err.count("\n") == 1


def run(*words, **options):
    command = [sys.executable, "-m", "framing", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, **options)


def test_as_a_process_of_its_own():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}  # a terminal with few characters
    done = run("kwic", "sample", "Darovan", "--limit", "3", env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("Darovan") == 3
    assert run("score", "nothing.csv").stderr.startswith("framing: nothing.csv: there is no such")


def test_a_reader_that_goes_away_is_no_error():
    command = [sys.executable, "-m", "framing", "lexicon", "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


def heard():
    """Hear Ctrl-C also where the tests themselves run in the background, which does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_leaves_nothing(folder):
    line = json.dumps({"text": "A historic day. " * 100})
    (folder / "news.jsonl").write_text(f"{line}\n" * 20_000, encoding="utf-8")
    command = [sys.executable, "-m", "framing", "score", "news.jsonl", "--out", "scores.csv"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heard,
    ) as process:
        while process.poll() is None and not list(folder.glob(".*.part")):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read() == b"framing: stopped; nothing was written\n"
    assert [path.name for path in folder.iterdir()] == ["news.jsonl"]
