"""Methods and results in plain sentences that a researcher can edit."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from framing.comparison.citations import recorded, works

_ESTIMANDS = {
    "ratio_of_sums": "over all words of an outlet together, in which long articles weigh more",
    "mean_of_articles": "as the mean of article scores",
}
_INTERVALS = {
    "cr2": (
        "cluster-robust standard errors with the CR2 correction and Satterthwaite degrees of "
        "freedom (Bell & McCaffrey, 2002; Pustejovsky & Tipton, 2018)"
    ),
    "cr3": (
        "cluster-robust standard errors with the CR3 (jackknife) correction "
        "(Cameron & Miller, 2015)"
    ),
    "studentised": "a studentised cluster bootstrap (Davison & Hinkley, 1997)",
    "bca": "a bias-corrected and accelerated cluster bootstrap (Efron, 1987)",
    "percentile": "a percentile cluster bootstrap (Davison & Hinkley, 1997)",
}


def methods_text(result: pd.DataFrame, *, run: Mapping[str, Any] | None = None) -> str:
    r"""Write down what was computed and what came out, ready to be edited.

    Parameters
    ----------
    result : DataFrame
        From `compare_outlets`, `compare_pairs` or `same_event`, all rows or some.
    run : mapping, optional
        What ``run.json`` recorded: its input, lexicons, rules and versions are named, and further
        entries whose values are words or numbers, such as ``{"seed": 0}``.

    Returns
    -------
    str
        Paragraphs: methods, result, what the notes warn of, if anything, and the works cited.
        Numbers are rounded to three significant digits here, and here only.

    Raises
    ------
    ValueError
        If ``result`` comes from none of these functions.

    Examples
    --------
    >>> import pandas as pd, warnings; warnings.simplefilter("ignore")
    >>> from framing.comparison.outlets import compare_outlets
    >>> scores = pd.DataFrame({"promotion": [2.0, 0.0, 4.0] * 12, "words": 500})
    >>> outlet, event = pd.Series(["Herald"] * 36), pd.Series(range(36)) // 2
    >>> print(methods_text(compare_outlets(scores, outlet, cluster=event)).split("\n\n")[1])
    In promotion, Herald scored 2 (95 % CI [1.62, 2.46], 36 articles, 18 clusters).
    """
    kinds = {"estimate": _outlets, "p_bh": _pairs, "raw_difference": _matched}
    sentences = next((write for name, write in kinds.items() if name in result), None)
    if sentences is None or result.empty:
        message = (
            "result must be a table from compare_outlets, compare_pairs or same_event, "
            f"not one with the columns {list(result.columns)}"
        )
        raise ValueError(message)
    row = result.iloc[0]
    methods = (
        f"Scores were estimated {_ESTIMANDS[row['estimand']]}. "
        f"{100 * row['confidence_level']:g} % confidence intervals come from "
        f"{_INTERVALS[row['interval']]}."
    )
    told = f"{methods}{_test(result)} {recorded(run or {})}"
    paragraphs = [told, sentences(result)]
    notes = " ".join(dict.fromkeys(result["note"]))
    caveats = dict.fromkeys(caveat for caveat in re.split(r"(?<=\.) ", notes) if caveat)
    if caveats:
        paragraphs.append("To be borne in mind: " + " ".join(caveats))
    paragraphs.append(works(row["interval"], n_tests=int(row.get("n_comparisons", 0))))
    return "\n\n".join(paragraphs)


def _test(result: pd.DataFrame) -> str:
    if "p" not in result:
        return ""
    where = "within events " if "raw_difference" in result else ""
    several = result["n_comparisons"].iloc[0]
    adjusted = (
        f", with p-values adjusted after Holm (1979) for {several} comparisons"
        if several > 1
        else ""
    )
    return (
        f" Differences were tested by permuting outlet labels of whole clusters {where}"
        f"(studentised statistic; Chung & Romano, 2013){adjusted}."
    )


def _outlets(result: pd.DataFrame) -> str:
    parts = []
    for category, table in result.groupby("category", sort=False):
        listed = [
            f"{row['outlet']} scored {_number(row['estimate'])} "
            f"({_limits(row, 'low', 'high')}, {row['n_articles']} articles, "
            f"{row['n_clusters']} clusters)"
            for _, row in table.sort_values("estimate", ascending=False).iterrows()
        ]
        parts.append(f"In {category}, {', '.join(listed)}.")
    return " ".join(parts)


def _pairs(result: pd.DataFrame) -> str:
    parts = []
    for _, row in result.iterrows():
        parts.append(
            f"In {row['category']}, {row['outlet_a']} scored {_number(row['estimate_a'])} and "
            f"{row['outlet_b']} {_number(row['estimate_b'])}: a difference of "
            f"{_number(row['difference'])} "
            f"({_limits(row, 'difference_low', 'difference_high')}, {_p(row)}); "
            f"the design could detect {_number(row['minimum_detectable'])} with a power of .80."
        )
    return " ".join(parts)


def _matched(result: pd.DataFrame) -> str:
    parts = []
    for _, row in result.iterrows():
        parts.append(
            f"On the {row['n_shared_events']} events that both covered, {row['outlet_a']} and "
            f"{row['outlet_b']} differed in {row['category']} by {_number(row['difference'])} "
            f"({_limits(row, 'low', 'high')}, {_p(row)}); over all articles by "
            f"{_number(row['raw_difference'])}."
        )
    return " ".join(parts)


def _limits(row: pd.Series, low: str, high: str) -> str:
    if np.isnan(row[low]):
        return "no interval"
    level = f"{100 * row['confidence_level']:g} % CI"
    return f"{level} [{_number(row[low])}, {_number(row[high])}]"


def _number(value: float) -> str:
    return "not known" if np.isnan(value) else f"{value:.3g}"


def _p(row: pd.Series) -> str:
    value = row["p_holm"]
    if np.isnan(value):
        return "no test"
    name = "adjusted p" if row["n_comparisons"] > 1 else "p"
    return f"{name} < .001" if value < 0.001 else f"{name} = {value:.3f}".replace("0.", ".")
