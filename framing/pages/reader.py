"""Articles to step through: by outlet, from match to match, with switches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from framing.lexicons import Lexicon
from framing.matching.voice import VOICES
from framing.pages.escaping import escape
from framing.pages.highlight import Highlight
from framing.pages.signs import signs

_NO_OUTLET = "(none)"


def reader(articles: Sequence[Highlight], lexicons: Sequence[Lexicon]) -> str:
    """Put marked articles into a piece of a page that shows one of them at a time.

    Parameters
    ----------
    articles : sequence of Highlight
        The articles, in the order in which they are stepped through.
    lexicons : sequence of Lexicon
        The lexicons that they are marked with.

    Returns
    -------
    str
        HTML, in which the articles are ``article-1`` and so on. It needs ``article.css``,
        ``reader.css`` and ``reader.js``; without a script it shows all articles, one below the
        other.
    """
    sections = "".join(
        f'<section id="article-{place}" data-outlet="{escape(article.outlet or _NO_OUTLET)}" '
        f'data-name="{escape(_name(article))}">\n{article.html}</section>\n'
        for place, article in enumerate(articles, start=1)
    )
    return (
        '<div class="reader">\n<div class="choices" hidden>\n'
        f"{_places(articles)}{_switches(lexicons)}</div>\n"
        f'<div class="articles" tabindex="-1">\n{sections}</div>\n'
        '<div class="steps" role="group" aria-label="Matches" hidden>\n'
        '<button type="button" data-step="-1" title="key: p">‹ Previous</button>\n'
        '<button type="button" data-step="1" title="key: n">Next match ›</button>\n'
        '<output aria-live="polite"></output>\n</div>\n</div>\n'
    )


def _places(articles: Sequence[Highlight]) -> str:
    """Let an outlet and an article be chosen."""
    outlets = Counter(article.outlet or _NO_OUTLET for article in articles)
    items = "".join(
        f'<option value="{escape(name)}">{escape(name)} ({number:,})</option>\n'
        for name, number in sorted(outlets.items())
    )
    return (
        '<label>Outlet\n<select class="outlet">\n'
        f'<option value="">All ({len(articles):,})</option>\n{items}</select></label>\n'
        '<label>Article\n<select class="article"></select></label>\n'
        '<div class="turn"><button type="button" data-turn="-1">‹ Article before</button>\n'
        '<button type="button" data-turn="1">Article after ›</button></div>\n'
    )


def _switches(lexicons: Sequence[Lexicon]) -> str:
    """Let categories and voices be switched on and off."""
    sign_of = signs(lexicons)
    groups = []
    for number, lexicon in enumerate(lexicons):
        items = "".join(
            _switch("category", sign.classes.split()[0], _example(name, sign.classes, sign.code))
            for category, name in enumerate(lexicon.categories)
            for sign in [sign_of[number, category]]
        )
        groups.append(_group(escape(lexicon.construct), items))
    voices = "".join(
        _switch("voice", f"{voice}-voice", f'<span class="{voice}">{voice}</span>')
        for voice in VOICES
    )
    return (
        "<details open>\n<summary>Switches</summary>\n"
        f"{_group('voices', voices)}{''.join(groups)}</details>\n"
    )


def _group(name: str, items: str) -> str:
    return (
        '<fieldset class="framing-article">\n'
        f'<legend><label><input type="checkbox" class="all" checked> {name}</label></legend>\n'
        f"{items}</fieldset>\n"
    )


def _switch(kind: str, classes: str, shown: str) -> str:
    return (
        f'<label><input type="checkbox" data-{kind}="{classes}" checked> {shown} '
        f'<span class="number"></span></label>\n'
    )


def _example(name: str, classes: str, code: str) -> str:
    return f'<mark class="{classes}">{escape(name)}<sup>{escape(code)}</sup></mark>'


def _name(article: Highlight) -> str:
    """Name an article in a list: the rate of the first lexicon, then its title or id."""
    first = article.totals[0]
    rate = f"{1000 * first.count / first.words:.1f}" if first.words else "–"
    return f"{rate} · {article.title or article.article_id}"
