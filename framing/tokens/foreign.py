"""Tokenizers from elsewhere: NLTK's and any callable, as spans of the text.

Some give spans, others strings. Strings are placed in the text, each behind the one before, also
where the tokenizer has rewritten them: Treebank writes ``''`` for a double quote, Toktok
``&amp;`` for "&"; Tweet reads ``&amp;`` as "&" and cuts runs of one sign down to three.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from html.entities import name2codepoint
from importlib import import_module
from itertools import pairwise
from operator import index
from typing import Any

Spans = list[tuple[int, int]]
Cutter = Callable[[str], Iterable[tuple[int, int]] | Iterable[str]]

_NLTK = {
    "treebank": "TreebankWordTokenizer",
    "nltk": "NLTKWordTokenizer",
    "tweet": "TweetTokenizer",
    "toktok": "ToktokTokenizer",
    "wordpunct": "WordPunctTokenizer",
}
_ACCEPTED = (
    f"a name ({', '.join(_NLTK)}), an NLTK tokenizer, "
    "or a callable that takes a text and gives (start, end) or strings"
)
_REWRITTEN = re.compile(r"([^\w\s]|[_ ])\1{3,}|&[^&;\s]+;")  # long runs, and entities
_PIECE = re.compile(_REWRITTEN.pattern + r"|[^\W_]+|.", re.DOTALL)
# White space as Unicode has it: without U+001C to U+001F, which are tokens to NLTK.
_BLANK = re.compile(r"[^\S\x1c-\x1f]*")


def spans_by(words: object) -> Callable[[str], Spans]:
    """Make a function from a text to the spans of its tokens.

    Parameters
    ----------
    words : {"treebank", "nltk", "tweet", "toktok", "wordpunct"}, NLTK tokenizer or callable
        One of NLTK's tokenizers by name (none needs a download); an object with a method
        ``tokenize``; or a callable that takes a text and gives (start, end), or strings. A string
        is taken to stand at the first place where it is found behind the one before: a tokenizer
        that leaves words out had better give (start, end).

    Returns
    -------
    callable
        Takes a text, gives a list of (start, end): ascending, not overlapping, inside the text,
        none empty or of white space only. It raises `ValueError` for any other span and for a
        string that is not found, `TypeError` for what is neither span nor string.

    Raises
    ------
    ValueError
        If no tokenizer has the name.
    TypeError
        If `words` is no name, tokenizer or callable.

    Examples
    --------
    >>> text = 'It "rained".'
    >>> [text[start:end] for start, end in spans_by("treebank")(text)]
    ['It', '"', 'rained', '"', '.']
    >>> spans_by(str.split)("Two words")
    [(0, 3), (4, 9)]
    """
    cut = _cutter(words)
    name = words if isinstance(words, str) else getattr(words, "__name__", type(words).__name__)

    def spans(text: str) -> Spans:
        found = cut(text)
        if isinstance(found, str) or not isinstance(found, Iterable):
            message = (
                f"words: {name} gave {found!r:.40}; expected a list of (start, end) or strings"
            )
            raise TypeError(message)
        tokens = list(found)
        strings = all(isinstance(token, str) for token in tokens)
        return _check(text, _align(text, tokens, name) if strings else tokens, name)

    return spans


def _cutter(words: object) -> Callable[[str], Any]:
    """Find the callable that the user's choice stands for."""
    if isinstance(words, str):
        if words not in _NLTK:
            message = f"words is {words!r}; expected {_ACCEPTED}"
            raise ValueError(message)
        words = getattr(import_module("nltk.tokenize"), _NLTK[words])()
    if isinstance(words, type):
        message = f"words is a class; make a tokenizer of it first: words={words.__name__}()"
        raise TypeError(message)
    if hasattr(words, "span_tokenize"):
        return _spans_or_strings(words)
    cut = getattr(words, "tokenize", words)
    if not callable(cut):
        message = f"words is of type {type(words).__name__}; expected {_ACCEPTED}"
        raise TypeError(message)
    return cut


def _spans_or_strings(tokenizer: Any) -> Callable[[str], Any]:
    """Take an NLTK tokenizer's spans; its strings if it has no spans or loses its way."""

    def cut(text: str) -> Any:
        try:
            return list(tokenizer.span_tokenize(text))
        except (NotImplementedError, ValueError):
            return tokenizer.tokenize(text)

    return cut


def _check(text: str, found: Iterable[Any], name: str) -> Spans:
    """Give the spans as tuples of integers if all is well with them."""
    spans: Spans = []
    for span in found:
        try:
            start, end = map(index, span)
        except (TypeError, ValueError):
            message = (
                f"words: {name} gave {span!r:.40} as token {len(spans)}; "
                "expected all tokens as (start, end), both integers, or all as strings"
            )
            raise TypeError(message) from None
        point = spans[-1][1] if spans else 0
        if not point <= start < end <= len(text) or _BLANK.fullmatch(text, start, end):
            message = (
                f"words: {name} gave the span ({start}, {end}) as token {len(spans)}, where the "
                f"tokens before end at {point} and the text at {len(text)}; spans must ascend, "
                "not overlap, lie inside the text and hold more than white space"
            )
            raise ValueError(message)
        spans.append((start, end))
    return spans


def _align(text: str, tokens: list[str], name: str) -> Spans:
    """Place strings in the text; of several readings take the one that leaves least unread."""
    found = _place(text, zip(tokens))
    if len(found) < len(tokens) or _REWRITTEN.search(text):
        forms = [*map(_forms, tokens)]
        readings = [found, _place(text, forms)]
        for resolve in (html.unescape, _as_html4):
            seen, origin = _rewrite(text, resolve)
            spans = _place(seen, forms)
            readings.append([(origin[start][0], origin[end - 1][1]) for start, end in spans])
        found = max(readings, key=lambda spans: (len(spans), sum(b - a for a, b in spans)))
    if len(found) < len(tokens):
        at = found[-1][1] if found else 0
        message = (
            f"words: {name} gave {tokens[len(found)]!r:.40} as token {len(found)}, which is blank "
            f"or not in the text from offset {at} on: {text[at : at + 40]!r}; "
            "give tokens as they stand in the text, in order, or as (start, end)"
        )
        raise ValueError(message)
    # Toktok makes a token of a tab and spells it out as an entity: that one is left out.
    return [span for span in found if not _BLANK.fullmatch(text, *span)]


def _place(text: str, tokens: Iterable[tuple[str, ...]]) -> Spans:
    """Find each token, in any of its forms, behind the one before, as far as they are found."""
    spans: Spans = []
    point = 0
    for forms in tokens:
        hits = [(at, -len(form)) for form in forms if (at := text.find(form, point)) >= 0]
        if not hits or _BLANK.fullmatch(forms[0]):
            break
        start, negated = min(hits)  # the first place; there, the longest form
        point = start - negated
        spans.append((start, point))
    return spans


def _forms(token: str) -> tuple[str, ...]:
    """Give what may stand in the text where the tokenizer has this token."""
    return ("``", "''", '"') if token in ("``", "''") else (token, html.unescape(token))


def _rewrite(text: str, resolve: Callable[[str], str]) -> tuple[str, Spans]:
    """Resolve entities and shorten runs; give the span in the text that each character is from."""
    seen: list[str] = []
    origin: Spans = []
    for piece in _PIECE.finditer(text):
        new = piece[0][:3] if piece[1] else resolve(piece[0])
        first, last = piece.span()
        seen.append(new)
        origin += pairwise([*range(first, first + len(new)), last])  # the last takes the rest
    return "".join(seen), origin


def _as_html4(piece: str) -> str:
    """Resolve an entity as Tweet does: those that HTML 4 does not know, as ``&apos;``, vanish."""
    name = piece[1:-1] if piece[0] == "&" else ""
    unknown = name and name[0] != "#" and name not in name2codepoint
    return "" if unknown else html.unescape(piece)
