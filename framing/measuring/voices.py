"""Whose words an article holds: how much is the outlet's own, and how many others have a say."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.matching import Matches
from framing.matching.voice import OWN
from framing.scoring import score
from framing.tokens.zones import BODY, LEAD

MIN_EXPOSURE = 50  # words of other voices below which they have no rate


def voice_columns(promotional: Matches, *, per: float) -> dict[str, pd.Series]:
    """Compute how promotion is parted between the outlet and those who have a say.

    Parameters
    ----------
    promotional : Matches
        Matches of the lexicon ``promotional``.
    per : float
        Words that a rate is given for.

    Returns
    -------
    dict of str to pandas.Series
        ``promotion_own``, ``promotion_attributed``, ``promotion_own_share`` and
        ``own_voice_share``, as of `measure`.
    """
    count, value = (score(promotional, formula=name) for name in ("count", "sum"))
    own_count, own_value = (
        score(promotional, formula=name, voice="own") for name in ("count", "sum")
    )
    words, own_words = count["words"], own_count["words"]
    attributed = words - own_words
    said = count["promotion"] - own_count["promotion"].fillna(0)
    total = value["promotion"]
    return {
        "promotion_own": score(promotional, per=per, voice="own")["promotion"],
        "promotion_attributed": per * said / attributed.where(attributed >= MIN_EXPOSURE),
        "promotion_own_share": own_value["promotion"].fillna(0) / total.where(total > 0),
        "own_voice_share": own_words / words.where(words > 0),
    }


def speaker_columns(matches: Matches) -> dict[str, pd.Series]:
    """Count those who have a say in an article, and those among them who criticise.

    Parameters
    ----------
    matches : Matches
        Matches of the lexicon ``criticism``.

    Returns
    -------
    dict of str to pandas.Series
        ``speakers``, ``top_speaker_share`` and ``critical_speakers``, as of `measure`.
    """
    named, tokens = matches.voices.speakers, matches.tokens
    size = len(tokens.corpus)
    counted = (LEAD, BODY)
    first, words = (
        column[np.isin(tokens.zone[matches.runs.first], counted)] for column in matches.runs
    )
    speaker = np.append(named.of_stretch, -1)[matches.voices.at(first)]
    said = np.bincount(speaker + 1, words, minlength=len(named.first) + 1)[1:]
    article = tokens.article[named.first]
    most = np.zeros(size)
    np.maximum.at(most, article, said)
    attributed = matches.exposure[:, OWN + 1 :, counted].sum(axis=(1, 2))
    critical = (matches.value != 0) & np.isin(matches.zone, counted) & (matches.speaker >= 0)
    critics = np.unique(matches.speaker[critical])
    index = tokens.corpus.ids
    some = pd.Series(matches.exposure[:, :, counted].sum(axis=(1, 2)) > 0, index)
    columns = {
        "speakers": np.bincount(article[said > 0], minlength=size),
        "top_speaker_share": np.where(most > 0, most / np.maximum(attributed, 1), np.nan),
        "critical_speakers": np.bincount(article[critics], minlength=size),
    }
    return {name: pd.Series(column, index, float).where(some) for name, column in columns.items()}
