"""How much of an article is its own voice, and how many others have a say: source diversity."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.matching import Matches
from framing.matching.places import count_between
from framing.matching.voice import OWN, VOICES
from framing.scoring import score
from framing.tokens.zones import BODY, LEAD

MIN_EXPOSURE = 50  # words of a voice below which its rate is NaN
_NOBODY = ("he", "she", "they", "it", "we", "i", "you", "who")  # pronouns left unresolved


def voice_columns(matches: Matches, *, per: float) -> dict[str, pd.Series]:
    """Compute whose words an article holds, and whose promotion.

    Parameters
    ----------
    matches : Matches
        Matches of the lexicon ``promotional``.
    per : float
        Words that a rate is given for.

    Returns
    -------
    dict of str to pandas.Series
        ``own_voice_share``, ``words_attributed``, ``promotion_own_share``,
        ``promotion_attributed``, ``speakers`` and ``largest_speaker_share``, as of `measure`.
    """
    index = matches.tokens.corpus.ids
    words = matches.exposure[:, :, (LEAD, BODY)].sum(axis=2)
    attributed = np.delete(words, OWN, axis=1).sum(axis=1)
    tables = {name: score(matches, formula="sum", voice=name)["promotion"] for name in VOICES}
    values = pd.DataFrame(tables).fillna(0)  # a voice without words has no promotion either
    counts = [score(matches, formula="count", voice=name)["promotion"] for name in VOICES[1:]]
    count = pd.concat(counts, axis=1).sum(axis=1)
    enough = pd.Series(attributed, index).where(attributed >= MIN_EXPOSURE)
    total = values.sum(axis=1)
    all_words = pd.Series(words.sum(axis=1), index)
    return {
        "own_voice_share": words[:, OWN] / all_words.where(all_words > 0),
        "words_attributed": pd.Series(attributed, index),
        "promotion_own_share": values["own"] / total.where(total > 0),
        "promotion_attributed": per * count / enough,
        **_speaker_columns(matches),
    }


def _speaker_columns(matches: Matches) -> dict[str, pd.Series]:
    """Count the speakers that are named, and the share of the one with most words.

    Speakers are told apart by the last word of their noun phrase: "Anna Lindt" and "Lindt" are one.
    """
    tokens, voices = matches.tokens, matches.voices
    last = tokens.ids[np.maximum(voices.speaker_end - 1, 0)]
    nobody = [tokens.vocabulary.get(word) for word in _NOBODY]
    zone = tokens.zone[voices.first]
    named = (voices.speaker_end > voices.speaker) & ~np.isin(last, nobody)
    named &= (voices.voice != OWN) & ((zone == LEAD) | (zone == BODY))
    first, end = voices.first[named], voices.end[named]
    said = pd.DataFrame(
        {
            "article": tokens.article[first],
            "speaker": last[named],
            "words": end - first - count_between(tokens.not_words, first, end),
        }
    )
    of_speaker = said.groupby(["article", "speaker"])["words"].sum().groupby("article")
    articles = range(len(tokens.corpus))
    number = of_speaker.size().reindex(articles, fill_value=0)
    share = (of_speaker.max() / of_speaker.sum()).reindex(articles)
    index = tokens.corpus.ids
    return {
        "speakers": pd.Series(number.to_numpy(), index),
        "largest_speaker_share": pd.Series(share.to_numpy(), index),
    }
