"""How well does the score say what coders say: overall, in each outlet, and where it errs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import pandas as pd

from framing.validation import report_tables as tables
from framing.validation.error_sources import error_sources
from framing.validation.report_pairs import Scale, pair_up
from framing.validation.report_text import card_html, card_text
from framing.validation.study import read_study


@dataclass(frozen=True)
class ReportCard:
    """What :func:`report_card` found, as tables, text and a page section.

    Attributes
    ----------
    measures : pandas.DataFrame
        One row a part and measure: ``part`` (``all`` or an outlet), ``measure``, ``estimate``,
        ``low``, ``high`` (95 %) and ``codings``. Measures of rates: ``pearson``, ``spearman``,
        ``icc_agreement``, ``icc_consistency``, ``bias`` (mean of score less coding) with the
        Bland–Altman limits ``limit_low`` and ``limit_high``; of decisions: ``precision``,
        ``recall``, ``f1``, ``mcc``, ``auc``, ``coded`` and ``flagged`` (shares); of both, if the
        scores have ``words``: ``score_length`` and ``error_length``, Spearman's correlations.
    differences : pandas.DataFrame
        Do errors differ between outlets: ``quantity`` (``error``; for decisions also ``precision``
        and ``recall``), ``f``, ``df1``, ``df2``, ``p``.
    calibration : pandas.DataFrame
        Fifths of the score: ``part``, ``score_low``, ``score_high``, ``coded`` (mean coding, for
        decisions the share coded 1) with ``low`` and ``high``, ``codings``.
    validity : pandas.DataFrame
        Each number in the scores beside the codings: ``score``, ``with_codings`` (Spearman's, with
        ``low`` and ``high``) and ``with_score``. Convergent: the score and its kin should be high;
        discriminant: what it should not measure, low.
    influential : pandas.DataFrame
        Index ``unit``: articles whose Cook's distance in the line of coding on score is above 4/n:
        ``outlet``, ``score``, ``coding``, ``cooks_distance``; the largest first.
    sources : pandas.DataFrame
        Entries and rules that cause most errors, if matches were given: ``kind``, ``entry``,
        ``articles``, ``wrong``, ``share``, ``examples``.
    """

    measures: pd.DataFrame
    differences: pd.DataFrame
    calibration: pd.DataFrame
    validity: pd.DataFrame
    influential: pd.DataFrame
    sources: pd.DataFrame

    def text(self) -> str:
        """Tell the card in a few plain sentences."""
        return card_text(self.measures, self.differences, self.sources)

    def html(self) -> str:
        """Give the card as a section of a page, every cell escaped."""
        parts = {
            "Measures": self.measures,
            "Do errors differ between outlets?": self.differences,
            "Calibration": self.calibration,
            "Convergent and discriminant validity": self.validity,
            "Influential articles": self.influential.reset_index(),
            "Entries and rules behind the errors": self.sources,
        }
        return card_html(self.text(), parts)

    def _repr_html_(self) -> str:
        return self.html()


def report_card(
    scores: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    by: str | pd.Series = "outlet",
    score: str = "promotion",
    threshold: float | None = None,
    scale: Scale = "standardized",
    matches: pd.DataFrame | None = None,
) -> ReportCard:
    """Compare a score with codings, overall and in each outlet.

    Parameters
    ----------
    scores : pandas.DataFrame
        Every article, indexed by ``article_id``; its other columns of numbers stand beside the
        score in ``validity``; ``words`` is used for length, ``text`` for examples.
    codings : pandas.DataFrame
        One row a coding: ``unit``, ``value`` and ``pi``, as for :func:`corrected_estimate`.
    by : str or pandas.Series, default "outlet"
        The outlet of each article: a column of `scores` or a Series aligned on its index.
    score : str, default "promotion"
        The column of `scores` to judge.
    threshold : float, optional
        Judge decisions: an article is flagged if its score is above the threshold, and codings are
        0 or 1. Without it, scores and codings are compared as rates.
    scale : {"standardized", "same"}, default "standardized"
        For rates: whether score and coding are on the same scale, or are to be standardized over
        all codings first. It matters for ICC, bias, limits and error.
    matches : pandas.DataFrame, optional
        One row a match, for the entries behind the errors.

    Returns
    -------
    ReportCard
        Tables, with ``text()`` and ``html()``.

    Raises
    ------
    ValueError
        If codings do not fit (as for :func:`corrected_estimate`), the score or the codings are
        constant, or codings are not 0 or 1 where decisions are judged.

    Notes
    -----
    Everything is weighted by 1/π, so that it speaks of the corpus and not of the sample; Cook's
    distances alone are not. Intervals are jackknife intervals over codings (at most 200 groups), on
    Fisher's or the logit scale where a measure is bounded; those of precision, recall and shares
    are Wilson's with the effective number of codings [4]_. All leave out what stratification gains,
    and so does ``differences``, a Wald test with each outlet's own variance: where errors differ, a
    difference between outlets can be false, and :func:`corrected_estimate` is needed. Correlation
    with human codes, Bland–Altman limits, length and influential articles follow Chan et al. [1]_.

    References
    ----------
    .. [1] Chan, C.-h., Bajjalieh, J., Auvil, L., Wessler, H., Althaus, S., Welbers, K.,
       van Atteveldt, W., & Jungblut, M. (2021). Four best practices for measuring news sentiment
       using 'off-the-shelf' dictionaries. Computational Communication Research, 3(1), 1-27.
       doi:10.5117/CCR2021.1.001.CHAN
    .. [2] Bland, J. M., & Altman, D. G. (1986). Statistical methods for assessing agreement
       between two methods of clinical measurement. The Lancet, 327, 307-310.
       doi:10.1016/S0140-6736(86)90837-8
    .. [3] Shrout, P. E., & Fleiss, J. L. (1979). Intraclass correlations. Psychological Bulletin,
       86(2), 420-428. doi:10.1037/0033-2909.86.2.420
    .. [4] Korn, E. L., & Graubard, B. I. (1998). Confidence intervals for proportions with small
       expected number of positive counts estimated from survey data. Survey Methodology, 24(2),
       193-201.

    Examples
    --------
    Invented: the lexicon gives false alarms in the Herald.

    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> scores = pd.DataFrame({"outlet": ["Globe"] * 200 + ["Herald"] * 200})
    >>> truth = rng.random(400) < 0.4
    >>> scores["promotion"] = 3.0 * (truth | (rng.random(400) < 0.3) & (scores.index >= 200))
    >>> codings = pd.DataFrame({"unit": scores.index, "value": 1 * truth, "pi": 1.0})
    >>> card = report_card(scores, codings, threshold=0)
    >>> card.measures.query("measure == 'precision'")[["part", "estimate"]].round(2)
          part  estimate
    0      all      0.82
    7    Globe      1.00
    14  Herald      0.70
    """
    if scale not in get_args(Scale):
        message = f"scale must be standardized or same, not {scale!r}."
        raise ValueError(message)
    pair = pair_up(read_study(scores, codings, by, score, None), score, threshold, scale)
    coded = scores.iloc[pair.place]
    error = pd.Series(pair.error, coded.index)
    return ReportCard(
        tables.measures(pair, coded),
        tables.differences(pair),
        tables.calibration(pair),
        tables.validity(pair, coded, score),
        tables.influential(pair, coded.index),
        pd.DataFrame() if matches is None else error_sources(matches, error, scores.get("text")),
    )
