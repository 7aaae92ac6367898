"""Make any text harmless in HTML."""

from __future__ import annotations

import html
import re

# Control characters but tab and line ends, lone surrogates, and the two that turn text around.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")


def escape(text: object) -> str:
    """Give a text as HTML, in an element or a quoted attribute.

    Parameters
    ----------
    text : object
        Anything with a `str`.

    Returns
    -------
    str
        Escaped; characters that do harm are shown as U+FFFD, so that it encodes as UTF-8.

    Examples
    --------
    >>> escape('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(harmless(text))


def harmless(text: object) -> str:
    """Give a text with U+FFFD in place of characters that do harm, so that it encodes as UTF-8."""
    return _HARMFUL.sub("\ufffd", str(text))
