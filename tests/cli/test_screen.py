"""Tables on a terminal: aligned, inside the window, and harmless."""

import pytest

from framing.cli.screen import cut, lay_out, pad, printable, width_of

ROWS = [["a-rather-long-article-id", "The Karvenia Daily Herald", "12"], ["b", "Post", "1,234"]]


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_a_table_fits_its_window(width):
    lines = list(lay_out(ROWS, ["article_id", "outlet", "words"], n_texts=2, width=width))
    assert len(lines) == 3
    assert max(map(width_of, lines)) <= width
    assert len({len(line) for line in lines}) == 1  # numbers end in one column
    assert ("…" in lines[1]) == (width < 80)
    assert lines[2].split() == ["b", "Post", "1,234"]


def test_wide_and_combining_characters_are_counted_as_they_are_shown():
    lines = list(lay_out([["新聞", "1"], ["e\u0301e", "2"]], ["outlet", "n"], n_texts=1, width=80))
    assert [width_of(line) for line in lines] == [9, 9, 9]


def test_numbers_are_never_cut():
    [_, line] = lay_out([["Herald", "1,234,567"]], ["outlet", "words"], n_texts=1, width=5)
    assert line.endswith("1,234,567")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\tc", "a b c"),
        ("\x1b]0;owned\x07", " ]0;owned "),
        ("\u202eabc\u2066d", "abcd"),
        ("half \ud800", "half \ufffd"),
        ("Əliyev’s “plan” – 🎉", "Əliyev’s “plan” – 🎉"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(text, shown):
    assert printable(text) == shown


def test_cutting_and_padding():
    assert [cut("新聞社", width) for width in (6, 5, 4, 3, 1)] == [
        "新聞社",
        "新聞…",
        "新…",
        "新…",
        "…",
    ]
    assert cut("news today", 6, "left") == "…today"
    assert pad("新", 4) == "新  "
    assert pad("ab", 4, "left") == "  ab"
    assert pad("too long", 3) == "too long"
