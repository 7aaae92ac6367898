"""On the invented sample: what its outlets were written to be is what the comparisons find."""

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.comparison import match_counts
from framing.tokens.zones import BODY, LEAD

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

AGENCY, DAILY = "Karvpress", "Ostrel Herald"
CHOICES = ("lexicon", "voice", "formula", "duplicates")


@pytest.fixture(scope="module")
def corpus():
    return fr.load_dataset("sample")


@pytest.fixture(scope="module")
def tokens(corpus):
    return fr.tokenize(corpus)


@pytest.fixture(scope="module")
def matches(tokens):
    return fr.match(tokens, fr.load_lexicon("promotional"))


@pytest.fixture(scope="module")
def own(matches):
    return fr.score(matches, voice="own")[["promotion", "words"]]


@pytest.fixture(scope="module")
def curve(corpus, tokens):
    """Every declared combination of choices: 3 x 2 x 2 x 2, each with two estimands."""
    whole = fr.load_lexicon("promotional")
    formulae = whole.entries["category"].isin(["announcement", "harmony"])
    entries = {
        "all": whole.entries,
        "weight of 2 or more": whole.entries[whole.entries["weight"] >= 2],
        "without announcement and harmony": whole.entries[~formulae],
    }
    copies = fr.wire_copy(corpus["text"])["cluster"]
    tables = {}
    for lexicon, table in entries.items():
        chosen = fr.Lexicon(table, name="promotional", construct="promotion", rules=whole.rules)
        matched = fr.match(tokens, chosen)
        for voice in ("own", "all"):
            for formula in ("rate", "weighted_rate"):
                scores = fr.score(matched, voice=voice, formula=formula)[["promotion", "words"]]
                tables[lexicon, voice, formula, "kept"] = scores
                tables[lexicon, voice, formula, "left out"] = scores[~copies.duplicated()]
    return fr.specification_curve(
        tables,
        corpus["outlet"],
        groups=(AGENCY, DAILY),
        choices=CHOICES,
        cluster=corpus["event_id"],
    )


def test_the_agency_is_above_the_daily_on_the_same_events(corpus, own):
    two = own[corpus["outlet"].isin([AGENCY, DAILY])]
    [row] = fr.same_event(two, corpus["outlet"], corpus["event_id"]).to_dict("records")
    assert (row["outlet_a"], row["outlet_b"], row["n_shared_events"]) == (AGENCY, DAILY, 10)
    assert row["low"] > 0
    assert row["p"] < 0.05
    of_event = corpus.table.join(two[["promotion"]]).set_index(["outlet", "event_id"])["promotion"]
    assert row["difference"] == pytest.approx((of_event[AGENCY] - of_event[DAILY]).mean())


def test_it_is_the_highest_of_all_outlets(corpus, own):
    result = fr.compare_outlets(own, corpus["outlet"], cluster=corpus["event_id"])
    assert result.loc[result["estimate"].idxmax(), "outlet"] == AGENCY


def test_the_difference_holds_under_every_choice(curve):
    assert len(curve.table) == 48
    assert (curve.table["difference"] > 0).all()
    own = curve.table[curve.table["voice"] == "own"]
    assert (own["low"] > 0).all()
    assert (own["p"] < 0.05).all()


def test_the_choices_are_judged_together(curve):
    joint = curve.joint.set_index("statistic")
    assert joint.loc["median effect", "observed"] > 0.8
    assert joint.loc["median effect", "p"] < 0.05
    assert joint.loc["share significant in the prevailing direction", "p"] < 0.05


def test_it_is_less_firm_where_voices_are_not_kept_apart(curve):
    effect = curve.table.groupby("voice")["effect"].median()
    assert effect["own"] > effect["all"]


def test_it_hangs_on_no_single_event(corpus, own):
    left = fr.leave_out_units(own, corpus["outlet"], corpus["event_id"], groups=(AGENCY, DAILY))
    assert len(left) == 10
    assert (left["difference"] > 0.5 * (left["difference"] - left["change"])).all()


@pytest.mark.parametrize("split", [(), ("voice",), ("voice", "zone")])
@pytest.mark.parametrize("formula", ["rate", "weighted_rate"])
def test_the_shift_adds_up_to_the_difference(corpus, matches, split, formula):
    counts = match_counts(matches, split=split, formula=formula)
    shift = fr.word_shift(counts, corpus["outlet"], groups=(AGENCY, DAILY))
    scores = fr.score(matches, formula=formula)[["promotion", "words"]]
    result = fr.compare_outlets(scores, corpus["outlet"], cluster=corpus["event_id"])
    estimate = result.set_index("outlet")["estimate"]
    assert abs(shift["contribution"].sum() - (estimate[AGENCY] - estimate[DAILY])) < 1e-9


def test_the_shift_of_the_own_voice_adds_up_too(corpus, matches, own):
    counts = match_counts(matches, voice="own")
    shift = fr.word_shift(counts, corpus["outlet"], groups=(AGENCY, DAILY))
    result = fr.compare_outlets(own, corpus["outlet"], cluster=corpus["event_id"])
    estimate = result.set_index("outlet")["estimate"]
    assert abs(shift["contribution"].sum() - (estimate[AGENCY] - estimate[DAILY])) < 1e-9
    without = fr.leave_out_entries(shift)
    assert np.allclose(without["difference"] - without["change"], shift["contribution"].sum())


@pytest.mark.parametrize("estimand", ["mean_of_articles", "ratio_of_sums"])
def test_the_shift_leaves_out_what_has_too_few_words_of_the_voice(estimand):
    plain = "The committee met in the town hall and rose before noon on Monday. "
    texts = [plain * 6, "A historic day. " + plain * 6, "“" + plain * 6 + "” A historic deal."]
    tokens = fr.tokenize([*texts, plain * 5])
    matches = fr.match(tokens, fr.load_lexicon("promotional"))
    outlet = pd.Series(["A", "B", "A", "B"])
    scores = fr.score(matches, voice="own")[["promotion", "words"]]
    assert 0 < scores["words"][2] < 50
    assert np.isnan(scores["promotion"][2])
    counts = match_counts(matches, voice="own")
    shift = fr.word_shift(counts, outlet, groups=("A", "B"), estimand=estimand)
    [pair] = fr.compare_pairs(scores, outlet, estimand=estimand).to_dict("records")
    assert pair["difference"] < 0
    assert shift["contribution"].sum() == pytest.approx(pair["difference"])


def test_an_outlet_compared_with_itself_is_exactly_0(corpus, matches, tokens):
    both = corpus["outlet"].where(corpus["outlet"] == AGENCY).dropna().index
    words = pd.Series(match_counts(matches).words, corpus.ids)
    table = matches.table()
    table = table[table["article_id"].isin(both)]
    twice = pd.concat([table, table.assign(article_id=table["article_id"] + "'")])
    exposure = pd.concat([words[both], words[both].rename(lambda name: f"{name}'")])
    by = pd.Series(["A"] * len(both) + ["B"] * len(both), exposure.index)
    counts = match_counts(twice, words=exposure)
    assert (fr.word_shift(counts, by, groups=("A", "B"))["contribution"] == 0).all()
    key = fr.keyness(counts, by, group="A", min_count=1, n_resamples=99)
    assert len(key) > 0
    assert (key[["log_ratio", "percent_diff"]] == 0).all(axis=None)
    assert np.allclose(key[["log_odds", "z", "g2"]], 0, atol=1e-9)
    assert (key["p"] == 1).all()


def test_keyness_of_words_and_of_entries_counts_what_stands_there(corpus, tokens, matches):
    words = fr.keyness(tokens, corpus["outlet"], group=AGENCY, min_count=5, n_resamples=0)
    row = words.set_index("type").loc["today"]
    today = tokens.vocabulary.types.index("today")
    article = tokens.article[(tokens.ids == today) & np.isin(tokens.zone, (LEAD, BODY))]
    outlet = corpus["outlet"].to_numpy()[article]
    assert (row["count"], row["count_rest"]) == ((outlet == AGENCY).sum(), (outlet != AGENCY).sum())
    entries = fr.keyness(
        match_counts(matches, voice="own"),
        corpus["outlet"],
        group=AGENCY,
        cluster=corpus["event_id"],
        min_count=1,
    )
    counted = fr.score(matches, formula="count", voice="own")["promotion"]
    assert entries["count"].sum() == counted[corpus["outlet"] == AGENCY].sum()
    assert entries["count_rest"].sum() == counted[corpus["outlet"] != AGENCY].sum()
    assert entries["z"].iloc[0] == entries["z"].max() > 0


def test_the_reprints_are_found(corpus):
    copies = fr.wire_copy(corpus["text"])
    assert set(copies.index[copies["n_copies"] > 1]) == {
        *("e01-agency", "e01-regional", "e05-wire", "e05-regional")
    }


def test_the_paragraph_tells_the_same(corpus, own):
    two = own[corpus["outlet"].isin([AGENCY, DAILY])]
    result = fr.same_event(two, corpus["outlet"], corpus["event_id"])
    text = fr.methods_text(result)
    assert (
        f"{AGENCY} and {DAILY} differed in promotion by {result['difference'].iloc[0]:.3g}" in text
    )
