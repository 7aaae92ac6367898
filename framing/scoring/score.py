"""From matches to scores: a row an article, a column a category; or a row a part of an article."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.matching import Matches
from framing.matching.voice import VOICES
from framing.scoring.formulas import FORMULAS, NEED_VALENCE, Tally, apply
from framing.tokens.zones import BODY, LEAD, ZONES

_PARTS = ("voice", "zone")
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
    by : {"voice", "zone"} or a list of these, optional
        Part the articles, and give a row for each part. The zone is then that of the part if it is
        asked for.

    Returns
    -------
    pandas.DataFrame
        Without `by`: one row an article, in order, index ``article_id``; a column for each category
        of each lexicon and one named by its construct, the total, in which a span counts once with
        its largest value; ``words``: the exposure. A rate without a match is 0. A polarity or
        valence without a match is NaN, and so is every score of an article without words.

        With `by`: one row an article, part and category: ``article_id``, the parts, ``category``,
        ``count``, ``value``, ``exposure``, ``rate`` (per `per` words of the part, NaN without
        words) and ``contribution`` (per `per` words of the whole article). Counts, values and
        contributions add up to the article's; rates do not.

    Raises
    ------
    ValueError
        If a choice is unknown, a formula does not fit a lexicon's scale, or two columns would have
        the same name.

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
    names = _columns(matches)
    voices = list(_VOICES[voice])
    zones = list(_ZONES["all" if "zone" in parts else zone])
    if parts:
        return _by_part(matches, names, (voices, zones), parts, formula, per)
    rows = _rows(matches, names).within(voices, zones)
    exposure = matches.exposure[:, voices][:, :, zones].sum(axis=(1, 2))
    shape = (len(exposure), len(names))
    tally = _tally(rows, rows.article * len(names) + rows.column, shape, exposure[:, None])
    table = pd.DataFrame(apply(formula, tally, per), index=matches.tokens.corpus.ids, columns=names)
    table["words"] = exposure
    return table


class _Rows(NamedTuple):
    """What is counted: matches by category, and spans by lexicon."""

    article: NDArray[Any]
    column: NDArray[Any]
    value: NDArray[Any]
    voice: NDArray[Any]
    zone: NDArray[Any]

    def within(self, voices: list[int], zones: list[int]) -> _Rows:
        chosen = np.isin(self.voice, voices) & np.isin(self.zone, zones)
        return _Rows(*(column[chosen] for column in self))


def _check(matches: Matches, formula: str, voice: str, zone: str, parts: list[str]) -> None:
    choices: list[tuple[str, str, Collection[str]]] = [
        ("formula", formula, FORMULAS),
        ("voice", voice, _VOICES),
        ("zone", zone, _ZONES),
        *(("by", part, _PARTS) for part in parts),
    ]
    for argument, given, accepted in choices:
        if given not in accepted:
            message = f"{argument}={given!r}; it is one of {', '.join(accepted)}"
            raise ValueError(message)
    for lexicon in matches.lexicons:
        if formula in NEED_VALENCE and lexicon.scale != "valence":
            message = (
                f"formula={formula!r} needs a lexicon of valences; {lexicon.name} is one of "
                "intensities, use 'rate' or 'weighted_rate'"
            )
            raise ValueError(message)


def _columns(matches: Matches) -> list[str]:
    """Name the columns: categories and construct of each lexicon."""
    names: list[str] = []
    for lexicon in matches.lexicons:
        names += lexicon.columns
    doubled = sorted({name for name in names if names.count(name) > 1} | {"words"} & set(names))
    if doubled:
        message = (
            f"two columns would be named {doubled[0]!r}; rename the category or the construct, "
            "or score the lexicons apart"
        )
        raise ValueError(message)
    return names


def _rows(matches: Matches, names: list[str]) -> _Rows:
    sizes = np.array([len(lexicon.columns) for lexicon in matches.lexicons])
    offset = np.cumsum(sizes) - sizes
    span = np.column_stack((matches.first, matches.last, matches.lexicon))
    new = np.flatnonzero(np.append(True, (span[1:] != span[:-1]).any(axis=1))[: len(span)])
    strongest = _strongest(matches.value, new)
    by_category = np.flatnonzero(sizes[matches.lexicon] > 1)
    each = np.concatenate((by_category, strongest))
    column = np.concatenate(
        (
            (offset[matches.lexicon] + matches.category)[by_category],
            (offset + sizes - 1)[matches.lexicon[strongest]],
        )
    )
    return _Rows(
        article=matches.article[each],
        column=column,
        value=matches.value[each],
        voice=matches.voice[each],
        zone=matches.zone[each],
    )


def _strongest(value: NDArray[np.float64], first: NDArray[Any]) -> NDArray[Any]:
    """Give the first element of the largest size in each run of elements."""
    if not len(value):
        return first
    run = np.zeros(len(value), np.int64)
    run[first] = 1
    run = np.cumsum(run)
    order = np.lexsort((np.arange(len(value)), -np.abs(value), run))
    return order[first]


def _tally(
    rows: _Rows, cell: NDArray[Any], shape: tuple[int, ...], exposure: NDArray[Any]
) -> Tally:
    size = int(np.prod(shape))

    def counted(chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.bincount(cell[chosen], minlength=size).reshape(shape).astype(float)

    return Tally(
        matched=counted(rows.value != 0),
        value=np.bincount(cell, rows.value, minlength=size).reshape(shape).astype(float),
        positive=counted(rows.value > 0),
        negative=counted(rows.value < 0),
        exposure=np.broadcast_to(exposure, shape).astype(float),
    )


def _by_part(
    matches: Matches,
    names: list[str],
    looked_at: tuple[list[int], list[int]],
    parts: list[str],
    formula: str,
    per: float,
) -> pd.DataFrame:
    """Give a row an article, part and category."""
    voices, zones = looked_at
    rows = _rows(matches, names).within(voices, zones)
    exposure = matches.exposure[:, voices][:, :, zones]
    shape = (len(exposure), len(voices), len(zones), len(names))
    place = (
        rows.article,
        np.searchsorted(voices, rows.voice),
        np.searchsorted(zones, rows.zone),
        rows.column,
    )
    fine = _tally(rows, np.ravel_multi_index(place, shape), shape, exposure[..., None])
    together = tuple(axis for axis, part in enumerate(_PARTS, start=1) if part not in parts)
    tally = Tally(*(column.sum(axis=together, keepdims=True) for column in fine))
    whole = np.broadcast_to(exposure.sum(axis=(1, 2))[:, None, None, None], tally.exposure.shape)
    weighted = "weighted_rate" if formula in ("weighted_rate", "sum") else "rate"
    contribution = apply(weighted, tally._replace(exposure=whole.astype(float)), per)
    named = {
        "voice": [VOICES[voice] for voice in voices],
        "zone": [ZONES[zone] for zone in zones],
    }
    levels = [named[part] if part in parts else [""] for part in _PARTS]
    index = pd.MultiIndex.from_product(
        [matches.tokens.corpus.ids, *levels, names], names=["article_id", *_PARTS, "category"]
    )
    columns = {
        "count": tally.matched.ravel().astype(int),
        "value": tally.value.ravel(),
        "exposure": tally.exposure.ravel().astype(int),
        "rate": apply(weighted, tally, per).ravel(),
        "contribution": contribution.ravel(),
    }
    table = pd.DataFrame(columns, index=index).reset_index()
    return table.drop(columns=[part for part in _PARTS if part not in parts])
