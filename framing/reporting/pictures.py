"""Charts as pictures inside the page."""

from __future__ import annotations

import base64
import io
import warnings
from typing import Any

from framing.pages.escaping import escape
from framing.reporting.findings import Findings
from framing.reporting.measures import FRAMES
from framing.reporting.wording import Words
from framing.scoring import score


def outlets(findings: Findings, words: Words) -> str:
    """Draw the focus of every outlet with its interval."""
    from framing import charts

    focus = findings.focus
    return _figure(
        charts.outlet_intervals(findings.outlets, category=focus.column),
        f"{focus.label.capitalize()} of each {words.one}, mean of its articles, with 95 % "
        "intervals.",
    )


def differences(findings: Findings, words: Words) -> str:
    """Draw how far each outlet lies above every other."""
    from framing import charts

    if findings.pairs.empty:
        return ""
    return _figure(
        charts.pair_matrix(findings.pairs, category=findings.focus.column),
        f"Difference in {findings.focus.label}: the row’s {words.one} less the column’s. A star "
        "marks an adjusted p below .05.",
    )


def categories(findings: Findings, words: Words) -> str:
    """Draw a panel for each category."""
    from framing import charts

    if findings.categories.empty:
        return ""
    return _figure(
        charts.category_profile(findings.categories),
        f"Each category in each {words.one}, mean of its articles, with 95 % intervals.",
    )


def frames(findings: Findings, words: Words) -> str:
    """Draw the frames as a heat map."""
    from framing import charts

    if findings.frames.empty:
        return ""
    return _figure(
        charts.frames_by_outlet(findings.frames, categories=[one.column for one in FRAMES]),
        f"Share of sentences with an indicator of each frame, by {words.one}; in brackets the "
        "number of articles that have one.",
    )


def voices(findings: Findings, words: Words) -> str:
    """Draw in whose voice the matches of the focus are."""
    from framing import charts

    known = findings.outlet.dropna()
    parts = score(findings.matches, by="voice")
    parts = parts[parts["article_id"].isin(known.index)]
    return _figure(
        charts.voice_shares(parts, findings.outlet, category=findings.focus.column),
        f"In whose voice the matches of {findings.focus.label} are; to the right their number.",
    )


def targets(findings: Findings, construct: str) -> str:
    """Draw whom each outlet praises or criticises."""
    from framing import charts

    matches = findings.measured.matches
    [lexicon] = (one for one in matches.lexicons if one.construct == construct)
    parts = score(matches.of(lexicon.name), by="target")
    parts = parts[parts["article_id"].isin(findings.outlet.dropna().index)]
    return _figure(
        charts.targets_by_outlet(parts, findings.outlet, category=construct),
        f"{construct.capitalize()} of each target; in brackets the number of matches.",
    )


def _figure(chart: Any, told: str) -> str:
    """Put a chart into the page as a picture, which can hold no script, and close it."""
    from matplotlib import pyplot as plt

    from framing import charts

    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)  # names stand in tables
        charts.save(chart, file, form="svg")
    first = chart.flat[0] if hasattr(chart, "flat") else chart
    plt.close(first.get_figure(root=True))
    coded = base64.b64encode(file.getvalue()).decode()
    return (
        f'<figure>\n<div class="picture" tabindex="0"><img alt="{escape(told)}" '
        f'src="data:image/svg+xml;base64,{coded}"></div>\n'
        f"<figcaption>{escape(told)}</figcaption>\n</figure>\n"
    )
