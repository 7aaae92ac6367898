"""The head of a page that asks nobody for anything: one file, with what it needs inside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources

from framing.pages.escaping import escape

_NOTEBOOK_HEIGHT = "44rem"


def resource(name: str, room: str = "framing.pages") -> str:
    """Read a style sheet or script of a room."""
    return resources.files(room).joinpath(name).read_text("utf-8")


def head(title: str, styles: Sequence[str], script: str = "") -> str:
    """Begin a page, up to the start of its body.

    Parameters
    ----------
    title : str
        The page's title.
    styles : sequence of str
        Style sheets.
    script : str
        The only script that the page is allowed to run; `tail` puts it in place.

    Returns
    -------
    str
        HTML. A content security policy forbids the page to load anything, and to run any script
        but the one given, whatever stands in its articles.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f"'sha256-{digest}'" if script else "'none'"
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src {allowed}; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{''.join(styles)}</style>\n</head>\n<body>\n"
    )


def tail(script: str = "") -> str:
    """End a page, with its script.

    Examples
    --------
    >>> tail("start();").splitlines()
    ['<script>start();</script>', '</body>', '</html>']
    """
    element = f"<script>{script}</script>\n" if script else ""
    return f"{element}</body>\n</html>\n"


def inner_frame(page: str, title: str) -> str:
    """Put a page into a notebook, in a frame that keeps the two apart.

    Parameters
    ----------
    page : str
        A whole page.
    title : str
        What a screen reader calls it.

    Returns
    -------
    str
        HTML.
    """
    return (
        f'<iframe title="{escape(title)}" sandbox="allow-scripts allow-downloads" '
        f'style="width:100%;height:{_NOTEBOOK_HEIGHT};border:1px solid #d9dade" '
        f'srcdoc="{escape(page)}"></iframe>'
    )
