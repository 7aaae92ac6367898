"""From matches to scores: a row an article, a column a category; or a row a part of an article."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from numbers import Real

import numpy as np
import pandas as pd

from framing.matching import Matches
from framing.matching.voice import VOICES
from framing.scoring.formulas import FORMULAS, NEED_VALENCE, apply
from framing.scoring.parts import PARTS, Within, score_parts
from framing.scoring.tallies import counted_rows, tally
from framing.tokens.zones import BODY, LEAD, ZONES

_ZONES: dict[str, tuple[int, ...]] = {
    **{name: (number,) for number, name in enumerate(ZONES)},
    "body": (LEAD, BODY),
}
_ZONES["all"] = tuple(range(len(ZONES)))
_VOICES: dict[str, tuple[int, ...]] = {name: (number,) for number, name in enumerate(VOICES)}
_VOICES["all"] = tuple(range(len(VOICES)))


def score(
    matches: Matches,
    *,
    formula: str = "rate",
    per: float = 1000,
    voice: str = "all",
    zone: str = "body",
    by: str | Sequence[str] | None = None,
    min_exposure: int = 50,
) -> pd.DataFrame:
    """Compute the scores of articles.

    Parameters
    ----------
    matches : Matches
        The matches.
    formula : str
        ``"rate"``: matches per `per` words; ``"weighted_rate"``: summed values per `per` words;
        ``"count"``; ``"sum"`` of values; and for lexicons of valences ``"positive_rate"`` and
        ``"negative_rate"``: matches above and below 0 per `per` words; ``"polarity"``, (P - N) /
        (P + N); ``"logit"``, log((P + .5) / (N + .5)); ``"valence"``, the mean value. Counted are
        matches whose value is not 0.
    per : float
        Words that a rate is given for.
    voice : {"all", "own", "quoted", "reported"}
        Whose words are looked at; matches and exposure alike.
    zone : {"body", "title", "dateline", "lead", "boilerplate", "all"}
        Which zone is looked at; ``"body"`` is lead and body.
    by : {"voice", "borrowed", "speaker", "target", "zone"} or a list of these, optional
        Part the articles, and give a row for each part. ``"speaker"``: who is quoted or reported,
        under the longest mention in the article; what has no speaker is the part ``(none)``.
        ``"borrowed"``: whether it is a judgement of nobody in particular ("was hailed as ..."),
        told in the outlet's own voice. ``"target"``: whom a match praises or criticises, of the
        targets given to `match`, or ``(none)``. The zone is that of the part if it is asked for.
    min_exposure : int
        Words that a voice, a speaker, a target or borrowed judgements must have for a score of
        their own; with fewer, all but counts and sums are NaN. Whole articles and zones need one
        word.

    Returns
    -------
    pandas.DataFrame
        Without `by`: one row an article, in order, index ``article_id``; a column for each category
        of each lexicon and one named by its construct, the total, in which a span counts once with
        its largest value; ``words``: the exposure. A rate without a match is 0. A polarity or
        valence without a match is NaN, and so is every score of an article without words.

        With `by`: one row an article, part and category: ``article_id``, the parts, ``category``,
        ``count``, ``value``, ``exposure``, ``rate`` (per `per` words of the part, NaN with fewer
        than `min_exposure`) and ``contribution`` (per `per` words of all that is looked at). Every
        article has a row for each voice, zone and target looked at, borrowed or not, and for
        ``(none)``; other speakers, where they have a say. The exposure of a target is the words of
        the sentences that mention it, that of no target all words. Counts, values and contributions
        add up to the article's; rates do not.

    Raises
    ------
    ValueError
        If a choice is unknown or a part given twice, a formula does not fit a lexicon's scale, two
        columns would have the same name, `per` is not above 0, `min_exposure` is below 0, or
        targets are asked for and none were given to `match`.

    Examples
    --------
    >>> import framing as fr
    >>> tokens = fr.tokenize(["A historic achievement.", "It rained."])
    >>> fr.score(fr.match(tokens, fr.load_lexicon("promotional")))[["promotion", "words"]]
                promotion  words
    article_id
    0          333.333333      3
    1            0.000000      2
    """
    parts = [by] if isinstance(by, str) else list(by or ())
    _check(matches, formula, voice, zone, parts)
    check_per(per)
    _check_exposure(min_exposure)
    _check_columns(matches)
    within = Within(list(_VOICES[voice]), list(_ZONES["all" if "zone" in parts else zone]))
    rows = counted_rows(matches).where(within.among(matches.voice, matches.zone))
    least = 0 if voice == "all" and set(parts) <= {"zone"} else min_exposure
    if parts:
        weighted = "weighted_rate" if formula in ("weighted_rate", "sum") else "rate"
        return score_parts(
            matches, rows, within, parts, formula=weighted, per=per, min_exposure=least
        )
    names = [name for lexicon in matches.lexicons for name in lexicon.columns]
    exposure = matches.exposure[:, within.voices][:, :, within.zones].sum(axis=(1, 2))
    cell = matches.article[rows.match] * len(names) + rows.column
    found = tally(matches.value[rows.match], cell, (len(exposure), len(names)), exposure)
    scores = apply(formula, found, per)
    if formula not in ("count", "sum"):
        scores = np.where(found.exposure >= least, scores, np.nan)
    table = pd.DataFrame(scores, index=matches.tokens.corpus.ids, columns=names)
    table["words"] = exposure
    return table


def _check(matches: Matches, formula: str, voice: str, zone: str, parts: list[str]) -> None:
    choices: list[tuple[str, str, Collection[str]]] = [
        ("formula", formula, FORMULAS),
        ("voice", voice, _VOICES),
        ("zone", zone, _ZONES),
        *(("by", part, PARTS) for part in parts),
    ]
    for argument, given, accepted in choices:
        if given not in accepted:
            message = f"{argument}={given!r}; it is one of {', '.join(accepted)}"
            raise ValueError(message)
    doubled = [part for part in parts if parts.count(part) > 1]
    if doubled:
        message = f"by={parts!r} has {doubled[0]!r} more than once; name each part once"
        raise ValueError(message)
    if "target" in parts and matches.attribution is None:
        message = "by='target', but no targets were matched; give them: fr.match(..., targets=...)"
        raise ValueError(message)
    for lexicon in matches.lexicons:
        if formula in NEED_VALENCE and lexicon.scale != "valence":
            message = (
                f"formula={formula!r} needs a lexicon of valences; {lexicon.name} is one of "
                "intensities, use 'rate' or 'weighted_rate'"
            )
            raise ValueError(message)


def check_per(per: object) -> None:
    """Refuse a number of words that no rate can be given for."""
    if not isinstance(per, Real) or not 0 < float(per) < math.inf:
        message = f"per={per!r}; it is a number of words above 0, such as 1000"
        raise ValueError(message)


def _check_exposure(least: object) -> None:
    if not isinstance(least, Real) or not float(least) >= 0:
        message = f"min_exposure={least!r}; it is a number of words, 0 or more"
        raise ValueError(message)


def _check_columns(matches: Matches) -> None:
    """Refuse lexicons whose scores would go into columns of the same name."""
    names = [name for lexicon in matches.lexicons for name in lexicon.columns]
    doubled = sorted({name for name in names if names.count(name) > 1} | {"words"} & set(names))
    if doubled:
        message = (
            f"two columns would be named {doubled[0]!r}; rename the category or the construct, "
            "or score the lexicons apart"
        )
        raise ValueError(message)
