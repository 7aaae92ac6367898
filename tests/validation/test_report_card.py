"""The report card: right numbers, in each outlet, and the entries behind the errors."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn import metrics

from framing.validation import coding_sample, report_card


@pytest.fixture
def study():
    """Make invented articles: the lexicon gives false alarms in the Herald alone."""
    rng = np.random.default_rng(6)
    outlet = np.repeat(["Globe", "Herald"], 300)
    truth = (rng.random(600) < 0.4) * 1.0
    alarm = (rng.random(600) < 0.4) & (outlet == "Herald")
    score = np.where((truth > 0) | alarm, rng.gamma(3, 2, 600), 0)
    table = {
        "outlet": outlet,
        "promotion": score,
        "criticism": rng.gamma(1, 1, 600),
        "words": rng.integers(200, 900, 600),
        "text": "It was a historic, truly great day for all of us.",
    }
    index = pd.Index([f"a{number:03}" for number in range(600)], name="article_id")
    scores = pd.DataFrame(table, index=index)
    codings = pd.DataFrame({"unit": index, "value": truth, "pi": 1.0})
    return scores, codings


def measure(card, name, part="all"):
    rows = card.measures.set_index(["part", "measure"])
    return rows.loc[(part, name)]


def test_decisions_agree_with_scikit_learn(study):
    scores, codings = study
    card = report_card(scores, codings, threshold=0)
    truth, flagged = codings["value"], scores["promotion"].to_numpy() > 0
    for name, function in (
        ("precision", metrics.precision_score),
        ("recall", metrics.recall_score),
        ("f1", metrics.f1_score),
        ("mcc", metrics.matthews_corrcoef),
    ):
        assert measure(card, name)["estimate"] == pytest.approx(function(truth, flagged))
    assert measure(card, "auc")["estimate"] == pytest.approx(
        metrics.roc_auc_score(truth, scores["promotion"])
    )
    herald = measure(card, "precision", "Herald")
    assert herald["low"] < herald["estimate"] < herald["high"] < 0.85
    assert measure(card, "precision", "Globe")["estimate"] == 1
    assert measure(card, "precision", "Globe")["low"] > 0.9  # Wilson's, not [1, 1]


def test_rates_agree_with_scipy(study):
    scores, codings = study
    card = report_card(scores, codings)
    pairs = scores["promotion"], codings["value"]
    assert measure(card, "pearson")["estimate"] == pytest.approx(stats.pearsonr(*pairs).statistic)
    assert measure(card, "spearman")["estimate"] == pytest.approx(stats.spearmanr(*pairs).statistic)
    assert measure(card, "bias")["estimate"] == pytest.approx(0, abs=1e-9)
    assert measure(card, "bias", "Herald")["low"] > 0 > measure(card, "bias", "Globe")["high"]
    same = report_card(scores, codings, scale="same")
    gap = scores["promotion"].to_numpy() - codings["value"]
    assert measure(same, "bias")["estimate"] == pytest.approx(gap.mean())
    assert measure(same, "limit_high")["estimate"] == pytest.approx(gap.mean() + 1.96 * gap.std())


def test_a_stratified_sample_speaks_of_the_corpus(study):
    """High scores are drawn far more often; the weights must undo that."""
    scores, codings = study
    sample = coding_sample(scores, n=240, strata=["outlet", "promotion"], bins=1, random_state=0)
    truth = codings.set_index("unit")["value"]
    drawn = pd.DataFrame({"unit": sample.index, "value": truth[sample.index], "pi": sample["pi"]})
    card, whole = (report_card(scores, part, threshold=0) for part in (drawn, codings))
    for name in ("precision", "recall", "coded", "flagged", "mcc", "auc"):
        row = measure(card, name)
        assert row["low"] <= measure(whole, name)["estimate"] <= row["high"]
    assert measure(card, "flagged")["estimate"] == pytest.approx((scores["promotion"] > 0).mean())
    assert (drawn["value"].mean() - truth.mean()) > 0.02  # the plain mean would be wrong


def test_differing_errors_are_found_and_equal_ones_are_not(study):
    scores, codings = study
    found = report_card(scores, codings, threshold=0).differences.set_index("quantity")["p"]
    assert found["error"] < 0.001
    equal = scores.assign(outlet=np.tile(["Globe", "Herald"], 300))
    assert (report_card(equal, codings, threshold=0).differences["p"].dropna() > 0.05).all()


def test_validity_stands_beside_the_other_scores(study):
    scores, codings = study
    table = report_card(scores, codings).validity.set_index("score")
    assert list(table.index) == ["promotion", "criticism", "words"]
    assert table.loc["promotion", "low"] > 0.4
    assert table.loc["criticism", "low"] < 0 < table.loc["criticism", "high"]
    assert table.loc["promotion", "with_score"] == pytest.approx(1)


def test_calibration_rises_with_the_score(study):
    scores, codings = study
    table = report_card(scores, codings, threshold=0).calibration
    globe = table[table["part"] == "Globe"]
    assert globe["coded"].iloc[0] == 0
    assert globe["coded"].iloc[-1] == 1
    assert ((table["low"] <= table["coded"]) & (table["coded"] <= table["high"])).all()
    assert table[table["part"] == "all"]["codings"].sum() == 600


def test_an_odd_article_is_influential(study):
    scores, codings = study
    scores.loc["a007", "promotion"] = 300
    table = report_card(scores, codings).influential
    assert table.index[0] == "a007"
    assert table["outlet"].iloc[0] == "Globe"


def matches(scores):
    """Let "historic" match where the Herald errs, "great" where the score is right."""
    rows = []
    for article, row in scores.iterrows():
        if row["promotion"] > 0:
            rows.append((article, 9, 17, "historic", 1.0, 1.0, "historic"))
            rows.append((article, 25, 30, "great", 1.0, 0.0, "great"))
    names = ["article_id", "start", "end", "entry", "weight", "value", "text"]
    return pd.DataFrame(rows, columns=names)


def test_entries_behind_the_errors_come_with_their_passages(study):
    scores, codings = study
    card = report_card(scores, codings, threshold=0, matches=matches(scores))
    worst = card.sources.iloc[0]
    alarms = ((scores["promotion"].to_numpy() > 0) & (codings["value"] == 0)).sum()
    assert (worst["entry"], worst["kind"], worst["wrong"]) == ("historic", "too much", alarms)
    assert worst["examples"][0] == "It was a historic, truly great day for all of us."
    assert len(worst["examples"]) == 3
    assert "great" not in set(card.sources["entry"])  # never counted, and nothing was missed


def test_a_rule_that_hides_what_coders_see_is_named(study):
    scores, codings = study
    found = matches(scores)
    missed = codings.assign(value=1.0).iloc[:300]
    missed.loc[0, "value"] = 0.0
    silent = scores.assign(promotion=0.0)
    silent.iloc[0, 1] = 1.0
    card = report_card(silent.iloc[:300], missed, threshold=0, matches=found)
    row = card.sources.set_index("entry").loc["great"]
    assert row["kind"] == "too little"
    assert row["share"] > 0.9


def test_text_and_page_tell_the_same(study):
    scores, codings = study
    scores = scores.assign(outlet=scores["outlet"].replace("Globe", "<b>Globe</b>"))
    card = report_card(scores, codings, threshold=0)
    assert "Errors differ between outlets (F(1, 598) = " in card.text()
    assert "may be false" in card.text()
    page = card.html()
    assert page == card._repr_html_()
    assert "&lt;b&gt;Globe" in page
    assert "<b>Globe" not in page
    equal = report_card(scores.assign(outlet="Globe"), codings, threshold=0)
    assert "cannot be told" in equal.text()


def test_nothing_depends_on_the_order_of_rows_but_the_groups_of_the_jackknife(study):
    scores, codings = study
    one = report_card(scores, codings).measures
    other = report_card(scores, codings.sample(frac=1, random_state=1)).measures
    pd.testing.assert_frame_equal(one, other)


def test_an_outlet_with_one_coding_has_missing_measures_and_spoils_nothing(study):
    scores, codings = study
    few = codings[codings["unit"] <= "a300"]
    for threshold in (None, 0):
        card = report_card(scores, few, threshold=threshold)
        herald = card.measures[card.measures["part"] == "Herald"]
        assert herald["low"].isna().sum() >= 3
        assert measure(card, "score_length", "Globe")["codings"] == 300
    praised = codings.index[codings["value"] == 1][0]
    silent = codings.index[(scores["promotion"].to_numpy() == 0) & (codings.index >= 300)][0]
    assert report_card(scores, codings.loc[[praised, silent]]).influential.empty


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (lambda s, c: (s.assign(promotion=2.0), c), {}, "promotion is 2.0 for every coded"),
        (lambda s, c: (s, c.assign(value=1)), {}, "value is 1.0 for every coded"),
        (lambda s, c: (s, c.assign(value=c["value"] * 2)), {"threshold": 0}, "but there is 2"),
        (lambda s, c: (s, c[c["unit"] < "a300"]), {}, "outlet 'Herald' has none"),
        (lambda s, c: (s, c.assign(pi=0)), {}, "unit 'a000' has a pi that is missing, 0"),
        (lambda s, c: (s, c), {"scale": "z"}, "scale must be standardized or same"),
        (lambda s, c: (s, c), {"matches": pd.DataFrame({"entry": []})}, "no column 'article_id'"),
    ],
)
def test_bad_input_is_named(study, change, options, words):
    scores, codings = change(*study)
    with pytest.raises(ValueError, match=words):
        report_card(scores, codings, **options)
