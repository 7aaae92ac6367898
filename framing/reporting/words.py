"""The parts of the page that show words: expressions by outlet, and marked articles."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pandas as pd

from framing.pages import highlight
from framing.pages.escaping import escape
from framing.pages.reader import reader
from framing.reporting.expressions import MIN_COUNT, commonest, counted, distinctive
from framing.reporting.findings import Findings
from framing.reporting.tables import Markup, limits, many, number, table
from framing.reporting.wording import Words

_EXPRESSIONS = 8  # an outlet
_DISTINCTIVE = 4  # an outlet
_MOST_OUTLETS = 30  # whose expressions are listed
_RANKED = 10  # articles in each of the two lists
_MARKED_OUTLETS = 26  # whose own highest and lowest articles are marked
_MARKED = 2 * (_RANKED + _MARKED_OUTLETS)  # articles at most that are marked


def expressions(findings: Findings, words: Words) -> str:
    """List each outlet's commonest expressions with an example, and its most distinctive ones."""
    found = counted(findings.matches, findings.outlet)
    shown = findings.names[:_MOST_OUTLETS]
    left = len(findings.names) - len(shown)
    more = f" The {left:,} {words.more} with the lowest rate are left out." if left else ""
    parts = [_of_outlet(found, name, words, first=name == shown[0]) for name in shown]
    return (
        f"<p>The commonest expressions that count as {escape(findings.focus.label)}, "
        f"each with its first example; at most {_EXPRESSIONS}.{more}</p>\n"
        f"{''.join(parts)}{_distinctive(findings, found, words)}"
    )


def _of_outlet(found: pd.DataFrame, name: str, words: Words, *, first: bool) -> str:
    top = commonest(found, name, _EXPRESSIONS)
    total = int((found["outlet"] == name).sum())
    rows = [
        [
            row["expression"],
            Markup(
                f'<q class="example" dir="auto">{escape(row["left"])}'
                f"<b>{escape(row['match'])}</b>{escape(row['right'])}</q>"
                f"<small><bdi>{escape(row['article_id'])}</bdi></small>"
            ),
            f"{row['count']:,}",
            f"{row['articles']:,}",
        ]
        for _, row in top.iterrows()
    ]
    body = table(["expression", "for example", "matches", "articles"], rows, n_texts=2)
    return (
        f"<details{' open' * first}><summary><bdi>{words.name(name)}</bdi> "
        f"<span>{many(total, 'match', 'matches')}</span></summary>\n{body}</details>\n"
    )


def _distinctive(findings: Findings, found: pd.DataFrame, words: Words) -> str:
    listed = distinctive(found, findings.articles["words"], findings.outlet, _DISTINCTIVE)
    heading = f"<h3>What sets each {words.one} apart</h3>\n"
    if listed.empty:
        return (
            f"{heading}<p>No expression with at least {MIN_COUNT} matches is clearly more frequent "
            f"in one of the {words.more} than in the others.</p>\n"
        )
    rows = [
        [
            Markup(f"<bdi>{words.name(row['group'])}</bdi>"),
            row["entry"],
            _counts(row["count"], row["articles"], row["rate"]),
            _counts(row["count_rest"], row["articles_rest"], row["rate_rest"]),
            _times(row),
        ]
        for _, row in listed.iterrows()
        if row["group"] in findings.names[:_MOST_OUTLETS]
    ]
    heads = [words.one, "expression", "here", "elsewhere", "times as frequent"]
    return (
        f"{heading}<p>Expressions with at least {MIN_COUNT} matches in all, in at least two of "
        "its articles, that it uses more than all others together: only here, or with a 95 % "
        f"interval above 1; at most {_DISTINCTIVE} each. Below each rate per 1,000 words: matches, "
        "and the articles that hold them. The list was searched for differences, so it points to "
        "where to read; it tests nothing.</p>\n"
        f"{table(heads, rows, n_texts=2)}"
    )


def _counts(count: float, articles: float, rate: float) -> Markup:
    told = f"{many(int(count), 'match', 'matches')}, {many(int(articles), 'article')}"
    return Markup(f"{rate:.3f}<small>{told}</small>")


def _times(row: pd.Series) -> Markup:
    if row["count_rest"] == 0:
        return Markup("only here")
    low, high = 2.0 ** row["log_ratio_low"], 2.0 ** row["log_ratio_high"]
    return Markup(f"<b>{number(2.0 ** row['log_ratio'])}</b><small>{limits(low, high)}</small>")


def articles(findings: Findings, words: Words) -> str:
    """Rank the most and the least promotional articles, and show them marked."""
    ranks = findings.articles.assign(outlet=findings.outlet).query("words > 0")
    most = ranks.sort_values(["low", "rate"], ascending=False, kind="stable")
    least = ranks.sort_values(["high", "rate"], kind="stable")
    marked = _chosen(most, least, findings.names)
    matches, label = findings.matches, escape(findings.focus.label)
    pages = [highlight(matches, article_id) for article_id in marked]
    places: dict[Hashable, int] = {
        page.article_id: place for place, page in enumerate(pages, start=1)
    }
    titles: dict[Hashable, str] = {
        page.article_id: page.title or str(page.article_id) for page in pages
    }
    each = f"each {words.one}"
    if len(findings.names) > _MARKED_OUTLETS:
        each = f"the {_MARKED_OUTLETS} {words.more} with the highest rate"
    left = len(findings.corpus) - len(pages)
    extent = (
        f"Marked below are {len(pages):,} of {len(findings.corpus):,} articles: the highest and "
        f"lowest of all and of {each}. The other {left:,} are left out; "
        "<code>framing score --html</code> and <code>fr.browse</code> mark others."
        if left
        else f"All {len(pages):,} articles are marked below."
    )
    lists = "".join(
        f"<h3>{heading}</h3>\n{_ranking(ranked.head(_RANKED), places, titles, words)}"
        for heading, ranked in ((f"Most {label}", most), (f"Least {label}", least))
    )
    return (
        "<p>An article of a few words is high or low by accident. The lists are therefore ordered "
        "by the end of the interval (exact, Poisson) that is nearer to the average: the lower end "
        f"for the most, the upper end for the least.</p>\n{lists}"
        f'<h3 id="marked">Marked articles</h3>\n<p>{extent} Switch categories and voices on and '
        "off; the keys n and p lead to the next and the previous match.</p>\n"
        f"{reader(pages, matches.lexicons)}"
    )


def _chosen(most: pd.DataFrame, least: pd.DataFrame, names: list[str]) -> list[str | int]:
    """Choose the articles to mark: those ranked, then in turn each outlet's own, highest first."""
    wanted = [*most.index[:_RANKED], *least.index[:_RANKED]]
    depth = max(1, _MARKED_OUTLETS // len(names))
    for name in names[:_MARKED_OUTLETS]:
        wanted += [*most.index[most["outlet"] == name][:depth]]
        wanted += [*least.index[least["outlet"] == name][:depth]]
    kept = pd.Index(list(dict.fromkeys(wanted)), dtype=object)
    rate = most["rate"].loc[kept]
    order = np.argsort(-rate.to_numpy(), kind="stable")
    return [*kept[order].tolist()]


def _ranking(
    ranked: pd.DataFrame, places: dict[Hashable, int], titles: dict[Hashable, str], words: Words
) -> str:
    rows = [
        [
            Markup(
                f'<a href="#article-{places[article_id]}"><bdi>{escape(titles[article_id])}</bdi>'
                "</a>"
            ),
            "" if pd.isna(row["outlet"]) else row["outlet"],
            Markup(f"<b>{number(row['rate'])}</b><small>{limits(row['low'], row['high'])}</small>"),
            f"{row['count']:,}",
            f"{row['words']:,}",
        ]
        for article_id, row in ranked.iterrows()
    ]
    heads = ["article", words.one, "rate", "matches", "words"]
    return table(heads, rows, n_texts=2)
