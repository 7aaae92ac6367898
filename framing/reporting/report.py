"""The report page, put together."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from framing.corpus import Corpus, as_corpus
from framing.corpus.progress import progress_bar
from framing.lexicons import Lexicon
from framing.matching.targets import NOBODY
from framing.measuring.runfile import hash_input
from framing.pages.document import head, inner_frame, resource, tail
from framing.pages.escaping import escape
from framing.reporting import comparing, method, pictures, words
from framing.reporting.findings import MOST_TARGETS, Findings, find, grouping
from framing.reporting.tables import many
from framing.reporting.wording import words_for


@dataclass(frozen=True, repr=False)
class Report:
    """The report, shown by notebooks; as a `str` it is a whole page.

    Attributes
    ----------
    findings : Findings
        The tables behind the page.
    html : str
        The page, which needs no network and no other file.
    """

    findings: Findings
    html: str

    def __str__(self) -> str:
        return self.html

    def _repr_html_(self) -> str:
        return inner_frame(self.html, "Report")

    def __repr__(self) -> str:
        articles, outlets = len(self.findings.corpus), self.findings.outlet.nunique()
        return f"<Report: {many(articles, 'article')}, {many(outlets, 'outlet')}>"


def report(
    articles: Any,
    *,
    by: str = "outlet",
    cluster: str | None = None,
    targets: Lexicon | pd.DataFrame | None = None,
    lexicons: Sequence[Lexicon] | None = None,
    source: str | None = None,
    random_state: int = 0,
) -> Report:
    """Put what was measured on one page for a colleague, with how, and what it does not show.

    Parameters
    ----------
    articles : Corpus, pandas.DataFrame or path
        The articles, with their outlets.
    by : str
        The column of the corpus whose groups are compared.
    cluster : str, optional
        The column whose articles are not independent, such as the event that they report. Default:
        ``event_id`` if the corpus has it.
    targets : Lexicon or pandas.DataFrame, optional
        Who may be praised or criticised, as for `match`; see `framing.targets`.
    lexicons : sequence of Lexicon, optional
        Lexicons to measure with instead of the standard ones. The first one is that of the
        expressions and of the marked articles.
    source : str, optional
        What the page says the articles are. Default: name and SHA-256 of a file.
    random_state : int
        Seed of the permutation tests.

    Returns
    -------
    Report
        A page with the main results in sentences, outlets compared and charts of them, categories,
        frames, voices, targets, expressions with examples, marked articles, limits, and tables to
        download. ``str`` gives the page, to be written into a file. The same input gives the same
        page.

    Raises
    ------
    ValueError
        If there is no such column, no article has an entry in it, or no article has a
        word in lead or body.
    TypeError
        If `articles` is something else.

    Notes
    -----
    Scores are means of articles, as in `framing compare`; `compare_outlets` says how intervals
    are made, `compare_pairs` how differences are tested. Twelve outlets at most are compared two by
    two, and some seventy articles are marked; the page says what it leaves out.

    Examples
    --------
    >>> import framing as fr
    >>> page = report(fr.load_dataset("sample"))
    >>> page
    <Report: 60 articles, 6 outlets>
    """
    corpus = as_corpus(articles)
    if source is None and isinstance(articles, (str, os.PathLike)):
        source = source_of(Path(articles))
    _check(corpus, by, cluster)
    if cluster is None and by != "event_id" and _has_entries(corpus, "event_id"):
        cluster = "event_id"
    with progress_bar(None, "Measuring and comparing"):
        findings = find(
            corpus,
            by=by,
            cluster=cluster,
            targets=targets,
            lexicons=lexicons,
            random_state=random_state,
        )
        page = _page(findings, source or "")
    return Report(findings, page)


def source_of(path: Path) -> str:
    """Name a file or folder, with its SHA-256."""
    return f"{path.resolve().name}, SHA-256 {hash_input(path)}"


def _check(corpus: Corpus, by: str, cluster: str | None) -> None:
    names = [str(name) for name in corpus.table.columns if name != "text"]
    for argument, column in (("by", by), ("cluster", cluster)):
        if column is not None and column not in names:
            message = (
                f"{argument}={column!r}, but the articles have no such column; they have "
                f"{', '.join(names) or 'their texts only'}; {argument}= names the one to use"
            )
            raise ValueError(message)
        if column is not None and not _has_entries(corpus, column):
            message = (
                f"{argument}={column!r}, but no article has an entry in that column; {argument}= "
                "names another one"
            )
            raise ValueError(message)


def _has_entries(corpus: Corpus, column: str) -> bool:
    return column in corpus.table and bool(grouping(corpus, column).notna().any())


def _page(findings: Findings, source: str) -> str:
    called = words_for(findings.by)
    title = _title(findings)
    compared = f"{called.more.capitalize()} compared" if len(findings.names) > 1 else "Scores"
    parts = [
        ("outlets", compared, _outlets(findings)),
        ("categories", f"What kind of {findings.focus.label}", _categories(findings)),
        ("frames", "Frames", _frames(findings)),
        (
            "voices",
            "Whose words",
            pictures.voices(findings, called) + comparing.voices_tables(findings, called),
        ),
        ("targets", "Whom it is about", _targets(findings)),
        ("expressions", "The words behind the numbers", words.expressions(findings, called)),
        ("articles", "Articles", words.articles(findings, called)),
        ("limits", "What these numbers do not show", method.limits(findings, called)),
        ("material", "What was measured", method.material(findings, called, source)),
        ("method", "How it was measured", method.instrument(findings)),
        ("tables", "Tables to download", method.downloads(findings, called)),
    ]
    parts = [part for part in parts if part[2]]
    contents = "".join(
        f'<li><a href="#{name}">{escape(told)}</a></li>\n' for name, told, _ in parts
    )
    body = "".join(
        f'<section class="part" id="{name}">\n<h2>{escape(told)}</h2>\n{content}</section>\n'
        for name, told, content in parts
    )
    styles = [
        *(resource(name) for name in ("article.css", "reader.css")),
        resource("report.css", "framing.reporting"),
    ]
    script = resource("reader.js")
    return (
        f"{head(title, styles, script)}<header class='title'>\n<h1>{escape(title)}</h1>\n"
        f"{_lead(findings)}</header>\n<nav aria-label='Contents'><ol>\n{contents}</ol></nav>\n"
        f"<main>\n{body}</main>\n{tail(script)}"
    )


def _title(findings: Findings) -> str:
    if findings.by != "outlet":
        return f"How the news was framed, by {findings.by}"
    names = findings.names
    return f"How {names[0] if len(names) == 1 else many(len(names), 'outlet')} framed the news"


def _lead(findings: Findings) -> str:
    called = words_for(findings.by)
    n_words = int(findings.articles["words"].sum())
    return (
        f"<p>{many(len(findings.corpus), 'article')}, {many(n_words, 'word')}.</p>\n"
        "<p class='warning'><b>Read this first.</b> A program counted listed wording. Agreement "
        "with human coders has not been measured, so these numbers say where to look, not what is "
        'so. <a href="#limits">What they do not show</a></p>\n'
        f"<ul class='short'>\n{comparing.in_short(findings, called)}</ul>\n"
    )


def _outlets(findings: Findings) -> str:
    called = words_for(findings.by)
    return (
        f"<p>Means of the articles, in matches per {findings.per:,g} words unless it says "
        "otherwise <a href='#method'>below</a>. Under each number: its 95 % interval, made so that "
        "95 of 100 such intervals hold the true mean; there is none where an outlet has no match, "
        "or too few articles.</p>\n"
        f"{pictures.outlets(findings, called)}{comparing.measures_table(findings, called)}"
        f"{_differences(findings)}{comparing.events_table(findings, called)}"
    )


def _differences(findings: Findings) -> str:
    called = words_for(findings.by)
    table = comparing.pairs_table(findings, called)
    picture = pictures.differences(findings, called)
    return table and f"<h3>Which {called.more} differ</h3>\n{picture}{table}"


def _categories(findings: Findings) -> str:
    called = words_for(findings.by)
    table = comparing.categories_table(findings, called)
    return table and (
        "<p>The categories of the first list, in matches per "
        f"{findings.per:,g} words, with 95 % intervals.</p>\n"
        f"{pictures.categories(findings, called)}{table}"
    )


def _frames(findings: Findings) -> str:
    called = words_for(findings.by)
    table = comparing.frames_table(findings, called)
    return table and (
        "<p>Share of an article’s sentences that hold an indicator of each generic frame (Semetko "
        "&amp; Valkenburg 2000), mean of the articles, with 95 % intervals. Indicators are words, "
        "and words show the topic as well as the frame.</p>\n"
        f"{pictures.frames(findings, called)}{table}"
    )


def _targets(findings: Findings) -> str:
    called = words_for(findings.by)
    told = "".join(
        f"<h3>{escape(construct.capitalize())}</h3>\n"
        f"{pictures.targets(findings, construct)}"
        f"{comparing.targets_table(findings, construct, called)}"
        for construct in findings.targets
    )
    return told and (
        "<p>Whom the wording praises or criticises, of the targets that were asked for. Rules of "
        f"grammar tell it, and leave a match to “{NOBODY}” where they do not know. In the tables: "
        f"what is aimed at each, in matches per {findings.per:,g} words of the whole article, mean "
        f"of the articles, with 95 % intervals; a row adds up to the rate above, but for targets "
        f"beyond the {MOST_TARGETS} with most matches.</p>\n{told}"
    )
