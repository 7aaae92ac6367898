"""The one-call table: from articles to what the library measures in them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd

from framing.corpus import as_corpus
from framing.corpus.progress import progress_bar
from framing.lexicons import Lexicon
from framing.matching.targets import check_targets
from framing.measuring.instrument import Instrument, Sentiment
from framing.measuring.models import Judges, Models

_PART = 1000  # articles at a time, so that memory stays bounded


def measure(
    articles: Any,
    *,
    per: float = 1000,
    sentiment: Sentiment = "valence",
    rules: Mapping[str, str] | None = None,
    targets: Lexicon | pd.DataFrame | None = None,
    models: Models = (),
) -> pd.DataFrame:
    """Measure articles: promotion, criticism, whose voice, hedging, sentiment, frames.

    Parameters
    ----------
    articles : Corpus, pandas.DataFrame, Series or list of str, or path
        The articles. A list's are numbered from 0.
    per : float
        Words that a rate is given for.
    sentiment : {"valence", "vader"}
        ``"vader"`` adds ``sentiment_vader``.
    rules : mapping of str to str, optional
        Choices by rule of context, as for `match`.
    targets : Lexicon or pandas.DataFrame, optional
        Who may be praised or criticised, as for `match`; adds three columns a target.
    models : sequence of str or path, or mapping of str to classifier
        Trained models whose probabilities are added: names of those that come with the library,
        folders that `save_model` has written, or classifiers of sentences under names of your own.

    Returns
    -------
    pandas.DataFrame
        One row an article, in the order given, index ``article_id``. Rates are matches per `per`
        words of lead and body, in all voices; an article without words has NaN.
        No articles give a table without rows.

        ``words``, ``sentences`` : of lead and body.
        ``promotion`` : rate of promotional wording; a span counts once.
        ``promotion_count`` : the matches behind it.
        ``promotion_low``, ``promotion_high`` : exact 95 % Poisson interval of the rate.
        ``low_information`` : whether the article has fewer than 200 words.
        ``promotion_own``, ``promotion_attributed`` : rates in the outlet's own voice and in what
        it quotes and reports, per `per` words of each; NaN with fewer than 50 of them.
        ``promotion_own_share`` : share of the summed value of promotion that is in the outlet's own
        voice, from 0 to 1, NaN without promotion.
        ``own_voice_share`` : share of the words that is the outlet's own voice, from 0 to 1.
        ``hyperbole`` and the other categories of promotion : rates.
        ``criticism``, ``loaded``, ``vague_attribution``, ``distancing`` : rates of wording that
        holds something against an actor; that is emotive or delegitimising; that names no speaker;
        that declines responsibility.
        ``net_promotion`` : ``promotion`` less ``criticism``, a difference of two constructs.
        ``speakers`` : those who are quoted or reported by name or description, mentions joined.
        ``top_speaker_share`` : share of all words quoted or reported that the speaker with most of
        them has, from 0 to 1, NaN without speakers.
        ``critical_speakers`` : those of them whose words hold criticism.
        ``hedging``, ``boosting`` : rates.
        ``sentiment`` : mean valence of the words in VADER's lexicon, from -4 to 4, NaN without any.
        ``sentiment_positive``, ``sentiment_negative`` : rates of words above and below 0.
        ``frame_conflict``, ``frame_human_interest``, ``frame_economic``, ``frame_morality``,
        ``frame_responsibility`` : rates of the indicators of five generic frames, responsibility
        for causes and for remedies together.
        ``frame_conflict_share`` and so on : share of the sentences with such an indicator, from 0
        to 1, NaN without sentences.
        ``sentiment_vader`` : compound score of the original vaderSentiment, mean of the sentences.
        ``mentions_<target>`` : how often a target is mentioned in lead and body.
        ``promotion_toward_<target>``, ``criticism_toward_<target>`` : what of ``promotion`` and
        ``criticism`` goes to it; with that which goes to nobody, these add up to the rate.
        ``<model>_<label>`` : how probable the label is, from 0 to 1, the mean over sentences by
        their words; a model of articles judges them whole; one of targets has a column
        ``<model>_<label>_toward_<target>`` for each, the mean over its mentions.

        ``attrs`` : the versions that the numbers come from, under ``framing``, ``lexicons`` and, of
        stored models, ``models``.

    Raises
    ------
    ValueError, TypeError
        If the articles cannot be read, `per` is not above 0, `targets` are not valid, or a model is
        unknown or judges targets and none are given.

    Notes
    -----
    Criticism is not the absence of promotion: an article may hold much of both, and
    ``net_promotion`` cannot tell it from one that holds neither. Frame indicators are words, and
    words show a topic as well as a frame (Semetko & Valkenburg 2000).

    Who has a say is read off the grammar of news, see `voices`. Of reported speech outside
    quotation marks it finds most, not all; what it misses counts as the outlet's own voice.
    Pronouns that stand for nobody named in their paragraph are no speakers.

    A model says something of every text, also of one much shorter than those that it was trained
    on, and is often certain there without ground; `model_card` tells their lengths. Read its
    columns for articles that are not marked ``low_information``.

    ``attrs`` go along into a Parquet file. A CSV file has no place for them: keep them beside it,
    or let ``framing score`` write it, whose ``run.json`` records versions and hashes.

    References
    ----------
    Semetko, H. A., & Valkenburg, P. M. (2000). Framing European politics: A content analysis of
    press and television news. Journal of Communication, 50(2), 93-109.
    https://doi.org/10.1111/j.1460-2466.2000.tb02843.x

    Examples
    --------
    >>> table = measure(["It was a historic achievement.", "Rain is expected."])
    >>> table[["words", "promotion", "promotion_count"]]
                words  promotion  promotion_count
    article_id
    0               5      200.0              1.0
    1               3        0.0              0.0
    """
    corpus = as_corpus(articles)
    if targets is not None:
        check_targets(targets, corpus.ids)
    instrument = Instrument(per=per, sentiment=sentiment, rules=rules, targets=targets)
    judges = Judges(models, targets)
    tables = []
    with progress_bar(len(corpus)) as bar:
        for first in range(0, max(len(corpus), 1), _PART):
            part = corpus.part(first, first + _PART)
            measured = instrument(part)
            tables.append(measured.table.join(judges(measured.matches)))
            bar.update(len(part))
    whole = pd.concat(tables)
    whole.attrs["framing"] = version("media-framing")
    whole.attrs["lexicons"] = {one.name: one.version for one in instrument.lexicons}
    if judges.versions():
        whole.attrs["models"] = judges.versions()
    return whole
