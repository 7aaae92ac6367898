"""How does the command say what the library says? In its own options."""

from __future__ import annotations

import re

_OPTIONS = (
    (re.compile(r"\bbad_rows='exclude'"), "--bad-rows FILE"),
    (re.compile(r"\bexisting='replace'"), "--overwrite"),
    (re.compile(r"\bcolumns=\{'event_id': \.\.\.\}"), "--event"),
    (re.compile(r"\bcolumns=\{'(\w+)': \.\.\.\}"), r"--\1"),
    (re.compile(r"\bencoding='([\w-]+)'"), r"--encoding \1"),
    (re.compile(r"\bduplicates='(\w+)' or '(\w+)'"), r"--duplicates \1 or \2"),
    (re.compile(r"\b(text|id|encoding|by|cluster)=(?= |$)"), r"--\1"),
)


def in_options(message: str) -> str:
    """Put a message of the library into the words of the command.

    Examples
    --------
    >>> in_options("there is no column 'text', only 'body'; text= names the column to use")
    "there is no column 'text', only 'body'; --text names the column to use"
    """
    for argument, option in _OPTIONS:
        message = argument.sub(option, message)
    return message
