"""Which encoding is a text file in? It is found by reading the whole file, never by guessing."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from framing.corpus.notes import Log

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16, so it stands first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
_BINARY = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"PK\x03\x04": "a ZIP archive (as Excel and Word files are)",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet file",
}
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_MULTIBYTE = re.compile("[^\x00-\x7f\udc80-\udcff]")


def find_encoding(path: Path, encoding: str | None, log: Log) -> str:
    """Find the encoding in which a whole file can be read.

    Parameters
    ----------
    path : pathlib.Path
        A text file that is not empty.
    encoding : str or None
        The encoding that the file must be in.
    log : Log
        Takes a note on an encoding that was found and is not UTF-8.

    Returns
    -------
    str
        The encoding that was asked for; or that of the byte order mark; or UTF-8; or, if no
        character of the file is UTF-8 beyond ASCII, Windows-1252, and Latin-1 if it is not that.

    Raises
    ------
    ValueError
        If the file is binary, if it cannot be read in the encoding that was asked for, or if it
        is UTF-8 with some bytes that are not.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    refuse_binary(path, head)
    if encoding is not None:
        _refuse_bad_byte(path, encoding)
        return encoding
    for mark, name in _BOMS:
        if head.startswith(mark):
            _refuse_bad_byte(path, name)
            log.note(str(path), 0, "encoding", f"read as {name}, as its byte order mark says")
            return name
    _refuse_zeros(path, head)
    bad = _first_bad_byte(path, "utf-8")
    if bad is None:
        return "utf-8"
    _refuse_control_characters(path, head)
    if _has_multibyte(path):
        message = (
            f"{path}:{bad[0]}: the byte 0x{bad[1]:02x} is not UTF-8, but the file has characters "
            "that are; mend the line, or name the encoding, as in encoding='cp1252'"
        )
        raise ValueError(message)
    name = "cp1252" if _first_bad_byte(path, "cp1252") is None else "latin-1"
    message = f"read as {name}, because it is not UTF-8; encoding= names another"
    log.note(str(path), 0, "encoding", message)
    return name


def read_lines(path: Path, encoding: str) -> Iterator[str]:
    r"""Read lines with their ends; only ``\n`` ends a line, so that no other character changes.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    encoding : str
        Its encoding; a byte order mark is left out.

    Yields
    ------
    str
        A line as it is written.
    """
    with path.open(encoding=encoding, newline="\n") as file:
        for line in file:
            yield line.removeprefix("\ufeff")
            break
        yield from file


def read_text(path: Path, encoding: str) -> str:
    """Read a whole file as it is written, without a byte order mark."""
    with path.open(encoding=encoding, newline="") as file:
        return file.read().removeprefix("\ufeff")


def refuse_binary(path: Path, head: bytes) -> None:
    """Refuse a file that begins as pictures, archives and the like do.

    Parameters
    ----------
    path : pathlib.Path
        The file, for the message.
    head : bytes
        How it begins.

    Raises
    ------
    ValueError
        If this is such a file.
    """
    for signature, name in _BINARY.items():
        if head.startswith(signature):
            message = f"{path}: this is {name}, not a text file; save its articles as CSV in UTF-8"
            raise ValueError(message)


def _refuse_zeros(path: Path, head: bytes) -> None:
    if 5 * head.count(0) > len(head):
        message = (
            f"{path}: more than a fifth of its bytes are zero, so it is not a text file; "
            "if it is UTF-16 without a byte order mark, give encoding='utf-16-le'"
        )
        raise ValueError(message)


def _refuse_control_characters(path: Path, head: bytes) -> None:
    if 20 * (len(head) - len(head.translate(None, _CONTROL))) > len(head):
        message = (
            f"{path}: this is not a text file: it is full of control characters and not UTF-8; "
            "if it is text all the same, name the encoding, as in encoding='cp1252'"
        )
        raise ValueError(message)


def _refuse_bad_byte(path: Path, encoding: str) -> None:
    try:
        "a".encode(encoding)
    except LookupError:
        message = f"encoding={encoding!r} is unknown; 'utf-8' and 'cp1252' are the usual ones"
        raise ValueError(message) from None
    bad = _first_bad_byte(path, encoding)
    if bad is not None:
        message = (
            f"{path}:{bad[0]}: the byte 0x{bad[1]:02x} cannot be read as {encoding}; "
            "mend the line, or give the encoding of the file as encoding="
        )
        raise ValueError(message)


def _chunks(path: Path) -> Iterator[bytes]:
    """Read a file in pieces; the last one is empty."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
        yield b""


def _first_bad_byte(path: Path, encoding: str) -> tuple[int, int] | None:
    """Find the line and the value of the first byte that cannot be decoded."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    for chunk in _chunks(path):
        try:
            line += decoder.decode(chunk, final=not chunk).count("\n")
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(encoding, "replace")
            return line + good.count("\n"), error.object[error.start]
    return None


def _has_multibyte(path: Path) -> bool:
    """Tell whether a file that is not UTF-8 has UTF-8 characters beyond ASCII all the same."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    return any(_MULTIBYTE.search(decoder.decode(chunk, final=not chunk)) for chunk in _chunks(path))
