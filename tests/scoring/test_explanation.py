"""The explanation is the score: what is shown adds up to what is told."""

import math
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.matching.matches import VOICES
from framing.scoring.formulas import FORMULAS, NEED_VALENCE
from framing.scoring.parts import PARTS
from framing.tokens.zones import ZONES

LEXICONS = ("promotional", "hedges", "boosters", "vader")


def score_from_shown_rows(matches, formula, per, voices, zones):
    """Compute the scores anew, from the table of matches and the exposure alone."""
    values = defaultdict(list)
    [lexicon] = matches.lexicons
    spans = defaultdict(float)
    for row in matches.table().itertuples(index=False):
        if row.voice in voices and row.zone in zones:
            values[row.article_id, row.category].append(row.value)
            span = (row.article_id, row.start, row.end)
            if abs(row.value) > abs(spans[span]):
                spans[span] = row.value
    for (article, *_), value in spans.items():
        values[article, lexicon.construct].append(value)
    for number, article in enumerate(matches.tokens.corpus.ids):
        words = sum(
            matches.exposure[number, VOICES.index(voice), ZONES.index(zone)]
            for voice in voices
            for zone in zones
        )
        for name in [*lexicon.categories, lexicon.construct]:
            counted = [value for value in values[article, name] if value != 0]
            yield article, name, one_score(counted, words, formula, per)


def one_score(counted, words, formula, per):
    positive = sum(value > 0 for value in counted)
    negative = sum(value < 0 for value in counted)
    if words == 0 or (formula in ("polarity", "valence") and not counted):
        return math.nan
    return {
        "rate": per * len(counted) / words,
        "weighted_rate": per * math.fsum(counted) / words,
        "positive_rate": per * positive / words,
        "negative_rate": per * negative / words,
        "count": len(counted),
        "sum": math.fsum(counted),
        "polarity": (positive - negative) / max(positive + negative, 1),
        "logit": math.log((positive + 0.5) / (negative + 0.5)),
        "valence": math.fsum(counted) / max(len(counted), 1),
    }[formula]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("voice", ["all", "own", "quoted"])
@pytest.mark.parametrize("lexicon", LEXICONS)
def test_the_shown_rows_give_the_score(sample_matches, lexicon, voice, formula):
    matches = sample_matches.of(lexicon)
    if formula in NEED_VALENCE and lexicon != "vader":
        with pytest.raises(ValueError, match="needs a lexicon of valences"):
            fr.score(matches, formula=formula)
        return
    scores = fr.score(matches, formula=formula, per=100, voice=voice, min_exposure=0)
    voices = VOICES if voice == "all" else (voice,)
    shown = score_from_shown_rows(matches, formula, 100, voices, ("lead", "body"))
    for article, name, value in shown:
        assert scores.loc[article, name] == pytest.approx(value, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("zone", ["title", "lead", "dateline", "boilerplate"])
def test_the_shown_rows_of_a_zone_give_its_score(sample_matches, zone):
    matches = sample_matches.of("vader")
    scores = fr.score(matches, formula="valence", zone=zone)
    for article, name, value in score_from_shown_rows(matches, "valence", 1, VOICES, (zone,)):
        assert scores.loc[article, name] == pytest.approx(value, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("formula", ["rate", "weighted_rate"])
@pytest.mark.parametrize(
    "by",
    [
        *("voice", "zone", "speaker", "borrowed"),
        *(["voice", "zone"], ["zone", "voice"], ["voice", "borrowed"], ["speaker", "voice"]),
        ["zone", "speaker", "borrowed", "voice"],
    ],
)
@pytest.mark.parametrize("lexicon", ["promotional", "vader"])
def test_parts_add_up_to_the_whole(sample_matches, lexicon, by, formula):
    matches = sample_matches.of(lexicon)
    parts = fr.score(matches, by=by, formula=formula)
    names = [name for name in PARTS if name in by]
    assert parts.columns.tolist() == [
        *("article_id", *names, "category"),
        *("count", "value", "exposure", "rate", "contribution"),
    ]
    assert not parts.duplicated(["article_id", *names, "category"]).any()
    zone = "all" if "zone" in names else "body"
    for column, whole in {"count": "count", "value": "sum", "contribution": formula}.items():
        scores = fr.score(matches, formula=whole, zone=zone).drop(columns="words")
        together = summed(parts, column).loc[scores.index, scores.columns].astype(float)
        pd.testing.assert_frame_equal(
            together, scores, check_names=False, check_index_type=False, atol=1e-9
        )
    words = fr.score(matches, zone=zone)["words"]
    exposure = summed(parts, "exposure").loc[words.index]
    assert exposure.eq(words, axis=0).all(axis=None)


def summed(parts, column):
    return parts.pivot_table(column, "article_id", "category", aggfunc="sum", sort=False)


def test_rates_of_parts_are_per_words_of_the_part(sample_matches):
    parts = fr.score(sample_matches.of("promotional"), by="voice", per=100)
    expected = 100 * parts["count"] / parts["exposure"].where(parts["exposure"] >= 50)
    np.testing.assert_allclose(parts["rate"], expected)
    assert parts.loc[parts["exposure"] < 50, "rate"].isna().all()
    own = parts[(parts["voice"] == "own") & (parts["category"] == "promotion")]
    alone = fr.score(sample_matches.of("promotional"), voice="own", per=100)["promotion"]
    np.testing.assert_allclose(own["rate"], alone)


def test_parts_by_speaker_count_the_rows_of_the_table(sample_matches):
    matches = sample_matches.of("promotional")
    parts = fr.score(matches, by=["voice", "speaker"], zone="all")
    parts = parts[parts["category"] == "promotion"]
    table = matches.table().drop_duplicates(["article_id", "start", "end"])
    table = table[table["value"] != 0].assign(speaker=table["speaker"].fillna("(none)"))
    shown = table.groupby(["article_id", "voice", "speaker"]).size()
    counted = parts.set_index(["article_id", "voice", "speaker"])["count"]
    assert shown.to_dict() == counted[counted > 0].to_dict()
    assert parts["speaker"].nunique() > 60


def test_a_part_that_is_asked_for_is_the_only_one(sample_matches):
    parts = fr.score(sample_matches.of("hedges"), by="zone", voice="own")
    whole = fr.score(sample_matches.of("hedges"), voice="own", zone="all", formula="count")
    total = parts[parts["category"] == "hedging"].groupby("article_id", sort=False)["count"].sum()
    assert total.tolist() == whole["hedging"].tolist()
    assert set(fr.score(sample_matches.of("hedges"), by="voice", voice="own")["voice"]) == {"own"}
