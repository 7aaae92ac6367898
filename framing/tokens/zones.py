"""Zones of an article: title, dateline, lead, body, boilerplate.

Title
    What `read_corpus(titles="prepend")` put before the text.
Dateline
    Place, date and agency before the first sentence ("BAKU, Azerbaijan, September 25.", "LONDON
    (Agency) —"), and a first paragraph that holds a date only.
Boilerplate
    Paragraphs that open as bylines, copyright lines, credits, contacts and invitations to read on
    or subscribe do, and everything from an "About ..." heading on.
Lead
    The first paragraph that is none of these.
Body
    All others.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from framing.tokens import characters as ch
from framing.tokens.batch import WINDOW, Batch, contains, pack
from framing.tokens.words import Words

ZONES = ("title", "dateline", "lead", "body", "boilerplate")
TITLE, DATELINE, LEAD, BODY, BOILERPLATE = range(5)

_LONGEST_DATELINE = 160
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = rf"(?:\d{{1,2}}[ ]{_MONTH}|{_MONTH}[ ]\d{{1,2}})(?:,?[ ]\d{{4}})?"
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
# No pattern below can split a string in two ways, so none takes long on any text.
_CAPITALS = r"[^\W\d_a-zß-ÿ](?:[^\W\d_a-zß-ÿ]|[’'.])+"
_NAME = r"[A-ZÀ-Þ][\w’'.-]*"
_REGION = rf"(?:,[ ]{_NAME}(?:[ ]{_NAME}){{0,2}})"
_AGENCY = r"(?:[ ]?\([^()\n]{2,40}\)|[ ]?/[^/\n]{2,30}/)"
_LABEL = r"(?:BREAKING|EXCLUSIVE|ANALYSIS|UPDATE|WATCH|LIVE|VIDEO|OPINION|CORRECTION|EXPLAINER)"
_DATELINE = re.compile(
    rf"""
    (?!{_LABEL}\b)(?:date\s+)?(?:\d{{4}}-\d{{2}}-\d{{2}}[ ,.]*)?
    (?:
        {_CAPITALS}(?:[ /-]{_CAPITALS}){{0,3}}{_REGION}{{0,3}}?(?:,?\ {_DATE})?{_AGENCY}?
        (?:\s?(?:[—–]|--?)|(?<=\w{{4}}):)
      | {_CAPITALS}(?:[ -]{_CAPITALS}){{0,3}}{_REGION}{{0,3}}?,?\ {_DATE}\.
        (?:\s?/[^/\n]{{2,30}}/\.?)?
      | {_NAME}(?:\ {_NAME}){{0,3}}
        (?:{_REGION}{{0,3}}?,\ {_DATE}|{_REGION}{{1,3}}?|{_AGENCY}){_AGENCY}?
        \s(?:[—–]|--?)
    )
    (?=\s+[^\sa-z])
    """,
    re.VERBOSE,
)
_DATE_ONLY = re.compile(rf"(?:{_DAY},?[ ])?{_DATE}\s*(?:\n|$)|\d{{4}}-\d{{2}}-\d{{2}}\s*(?:\n|$)")

_OPENINGS = pack(
    """
    about additional advertisement all by click contact contacts copyright credit download
    editing editor end ends follow for image listen media more note notes photo press read
    related reporting see share sign source sources subscribe tags topics watch writing c
    """.split()
)
_SYMBOLS = np.isin(
    np.arange(ch.UPPER + 1), (ch.OTHER, ch.HYPHEN, ch.BREAK, ch.BULLET, ch.OPEN_BRACKET)
)
_BOILERPLATE = re.compile(
    rf"""
    [Bb][Yy]\ {_NAME}(?:\s(?:and|in|{_NAME})){{0,8}}(?:\s?[,|/–—-][^.!?\n]{{0,60}})?\s*$
  | Copyright\b | © | \([Cc]\)\s?\d{{4}} | All\ rights\ reserved\b
  | \(?(?:(?:Additional\ |Further\ )?[Rr]eporting|Writing|Editing)\ by\b
  | (?:Read|See)\ (?:more|also|next|on)\b\s*[:|–—-]? .{{0,120}}$
  | Related(?:\ (?:articles?|stories|stor[y]|links?|news|coverage))?\s*(?::|$)
  | More\ (?:on|from)\ [^.!?\n]{{1,60}}(?::|$)
  | (?:Follow\ (?:us\b|@)|Subscribe\ (?:to|now|today|here)\b|Sign\ up\ (?:to|for|now|here)\b
      |Click\ here\b|Download\ (?:the|our)\ app\b).{{0,160}}$
  | Share\ this(?:\ (?:article|story|post|page))?(?:\ on\b.{{0,60}})?\s*:?$
  | Advertisement\s*$ | (?:END|ENDS|Ends|-\s?ends\s?-|-30-|\#\#\#|\*\s?\*\s?\*|_{{3,}}|-{{3,}})\s*$
  | (?:Media|Press)?\s?[Cc]ontacts?\s?(?::|$|(?:details|information)\b)
  | For\ (?:more|further|media)\ (?:information|details|enquiries|inquiries)\b
  | (?:Sources?|Tags|Topics|Photo|Image|Credit|Note|Editor’?'?s?\ note|Notes\ to\ editors)\s?(?::|$)
    """,
    re.VERBOSE,
)
_ABOUT = re.compile(
    rf"About (?:the |us\b|our )?(?:{_NAME}(?: (?:(?:of|and|the|for|&) )*{_NAME}){{0,8}})? ?(?::|$)"
)


def find_zones(
    batch: Batch, words: Words, paragraphs: NDArray[np.int64], title_end: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Find the zone of every paragraph, and where datelines end.

    Parameters
    ----------
    batch : Batch
        The texts.
    words : Words
        Their words.
    paragraphs : numpy.ndarray of int64
        Where their paragraphs begin.
    title_end : numpy.ndarray of int64
        For each text, the offset in ``batch.text`` where its title ends.

    Returns
    -------
    zone : numpy.ndarray of uint8
        One of the zones for each paragraph.
    dateline_end : numpy.ndarray of int64
        For each text, the offset in ``batch.text`` where the dateline ends; where the lead begins
        if there is none.
    """
    zone = np.full(len(paragraphs), BODY, np.uint8)
    article = np.searchsorted(batch.first, paragraphs, "right") - 1
    stop = np.append(paragraphs[1:], len(batch.text))
    _mark_boilerplate(batch, words, paragraphs, article, zone)
    zone[paragraphs < title_end[article]] = TITLE
    dateline_end = batch.last.copy()
    for leading in _first_of_each(article, zone):
        start, end = int(paragraphs[leading]), int(stop[leading])
        of = article[leading]
        if _DATE_ONLY.match(batch.text, start, end) and end - start < _LONGEST_DATELINE:
            zone[leading] = DATELINE
            leading += 1
            if leading == len(zone) or article[leading] != of or zone[leading] != BODY:
                continue
            start = int(paragraphs[leading])
        zone[leading] = LEAD
        found = _DATELINE.match(batch.text, start, start + _LONGEST_DATELINE)
        dateline_end[of] = found.end() if found else start
    return zone, dateline_end


def _first_of_each(article: NDArray[np.int64], zone: NDArray[np.uint8]) -> list[int]:
    """Give each article's first paragraph of the body."""
    body = np.flatnonzero(zone == BODY)
    first = np.append(True, article[body][1:] != article[body][:-1])[: len(body)]
    return body[first].tolist()


def _mark_boilerplate(
    batch: Batch,
    words: Words,
    paragraphs: NDArray[np.int64],
    article: NDArray[np.int64],
    zone: NDArray[np.uint8],
) -> None:
    """Write into `zone` which paragraphs are boilerplate."""
    if not len(words.start):
        return
    word = np.minimum(np.searchsorted(words.start, paragraphs), len(words.start) - 1)
    first, last = words.start[word], words.end[word]
    opens = contains(_OPENINGS, batch.prefix(first, np.minimum(last - first, WINDOW)))
    opens |= _SYMBOLS[batch.kind[paragraphs]]
    opening = np.flatnonzero(opens)
    stop = batch.skip_blank_back(np.append(paragraphs[1:], len(batch.text) - 1)[opening])
    spans = zip(opening.tolist(), paragraphs[opening].tolist(), stop.tolist(), strict=True)
    for paragraph, start, end in spans:
        if _BOILERPLATE.match(batch.text, start, end):
            zone[paragraph] = BOILERPLATE
        elif _ABOUT.match(batch.text, start, end) and _has_body(article, zone, paragraph):
            rest = np.searchsorted(article, article[paragraph], "right")
            zone[paragraph:rest] = BOILERPLATE


def _has_body(article: NDArray[np.integer], zone: NDArray[np.uint8], paragraph: int) -> bool:
    """Tell whether a paragraph of body stands before one in its article."""
    first = int(np.searchsorted(article, article[paragraph]))
    return bool((zone[first:paragraph] == BODY).any())
