"""Encodings: found by reading the whole file, noted, and never guessed past a bad byte."""

import pytest

from framing.corpus.encoding import _CHUNK, find_encoding, read_lines, read_text
from framing.corpus.notes import Log

CAFE = "id,text\n1,Café “noir”\n"


@pytest.mark.parametrize(
    ("content", "encoding", "noted"),
    [
        (b"plain ASCII\n", "utf-8", ""),
        (CAFE.encode("utf-8"), "utf-8", ""),
        (CAFE.encode("utf-8-sig"), "utf-8", "byte order mark"),
        (CAFE.encode("utf-16"), "utf-16-le", "byte order mark"),
        (b"\xfe\xff" + CAFE.encode("utf-16-be"), "utf-16-be", "byte order mark"),
        (CAFE.encode("utf-32"), "utf-32-le", "byte order mark"),
        (CAFE.encode("cp1252"), "cp1252", "not UTF-8"),
        ("caf\xe9 \x81".encode("latin-1"), "latin-1", "not UTF-8"),
        ("a\x00b\x01\x07 é".encode(), "utf-8", ""),
    ],
)
def test_it_is_found_and_noted(write, content, encoding, noted):
    path, log = write("a.csv", content), Log("raise")
    assert find_encoding(path, None, log) == encoding
    assert [note.kind for note in log.notes] == ["encoding"] * bool(noted)
    assert all(noted in note.message and note.file == str(path) for note in log.notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_text_is_the_same_in_every_encoding(write, encoding):
    path = write("a.csv", CAFE.encode(encoding))
    found = find_encoding(path, None, Log("raise"))
    assert read_text(path, found) == CAFE
    assert list(read_lines(path, found)) == CAFE.splitlines(keepends=True)


def test_only_a_line_feed_ends_a_line(write):
    text = "a\rb\x0b\x85\u2028c\r\nd"
    path = write("a.csv", text)
    assert list(read_lines(path, "utf-8")) == ["a\rb\x0b\x85\u2028c\r\n", "d"]
    assert read_text(path, "utf-8") == text


def test_a_bad_byte_in_utf8_is_an_error_with_its_line(write):
    path = write("a.csv", "id,text\n1,Café\n2,caf".encode() + b"\xe9\n3,Rain\n")
    with pytest.raises(ValueError, match=r"a\.csv:3: the byte 0xe9 is not UTF-8, but") as error:
        find_encoding(path, None, Log("raise"))
    assert "encoding=" in str(error.value)
    assert find_encoding(path, "cp1252", Log("raise")) == "cp1252"


def test_a_character_cut_off_at_the_end_is_a_bad_byte(write):
    path = write("a.csv", "é\né".encode()[:-1])
    with pytest.raises(ValueError, match=r"a\.csv:2: the byte 0xc3"):
        find_encoding(path, None, Log("raise"))


def test_a_bad_byte_beyond_the_first_piece(write):
    path = write("a.csv", b"x" * (_CHUNK - 1) + "é\n".encode() * _CHUNK + b"\xff")
    with pytest.raises(ValueError, match=rf"a\.csv:{_CHUNK + 1}: the byte 0xff"):
        find_encoding(path, None, Log("raise"))


def test_an_encoding_that_is_asked_for_is_checked(write):
    path = write("a.csv", b"a\n\x81\n")
    with pytest.raises(ValueError, match=r"a\.csv:2: the byte 0x81 cannot be read as cp1252"):
        find_encoding(path, "cp1252", Log("raise"))
    for unknown in ("utf-7000", "hex"):
        with pytest.raises(ValueError, match=f"encoding='{unknown}' is unknown"):
            find_encoding(path, unknown, Log("raise"))


def test_a_broken_utf16_file_is_an_error_with_its_line(write):
    path = write("a.csv", "a\nb\n".encode("utf-16") + b"\x00\xd8")
    with pytest.raises(ValueError, match=r"a\.csv:3: the byte 0x00 cannot be read as utf-16-le"):
        find_encoding(path, None, Log("raise"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"PK\x03\x04 and so on", "a ZIP archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"PAR1....", "a Parquet file"),
        ("id,text\n1,Rain\n".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (bytes(range(256)) * 40, "full of control characters"),
    ],
)
def test_binary_files_are_refused(write, content, message):
    with pytest.raises(ValueError, match=message):
        find_encoding(write("a.csv", content), None, Log("raise"))
