"""Corrected estimates: exact where they must be, honest where they can only be estimates."""

import numpy as np
import pandas as pd
import pytest

from framing.validation import coding_sample, corrected_estimate, corrected_regression


def invented(rng, n=400, outlets=("Globe", "Herald"), n_events=100):
    """Make a corpus whose lexicon sees more in the Herald than there is."""
    outlet = np.repeat(outlets, n)
    truth = rng.random(n * len(outlets)) < 0.3
    wrong = np.where(outlet == "Herald", 0.3, 0.1)
    seen = np.where(truth, rng.random(len(truth)) < 0.8, rng.random(len(truth)) < wrong)
    table = {"outlet": outlet, "promotion": seen * 1.0, "truth": truth * 1.0}
    event = rng.integers(0, n_events, len(truth))
    index = pd.Index([f"a{number:04}" for number in range(len(truth))], name="article_id")
    return pd.DataFrame(table | {"event_id": event}, index=index)


def code(scores, rng, n=200, strata=("outlet",)):
    sample = coding_sample(scores, n=n, strata=list(strata), random_state=rng)
    codings = pd.DataFrame({"unit": sample.index, "value": sample["truth"], "pi": sample["pi"]})
    return codings.reset_index(drop=True)


@pytest.fixture
def study():
    rng = np.random.default_rng(4)
    scores = invented(rng)
    return scores, code(scores, rng)


@pytest.mark.parametrize("method", ["dsl", "ppi", "acc"])
def test_everything_coded_gives_the_mean_of_the_codings(study, method):
    scores, _codings = study
    codings = pd.DataFrame({"unit": scores.index, "value": scores["truth"].to_numpy(), "pi": 1.0})
    table = corrected_estimate(scores, codings, method=method).set_index(["method", "quantity"])
    expected = scores.groupby("outlet")["truth"].mean()
    assert table.loc[(method, "mean"), "estimate"].to_list() == pytest.approx(expected.to_list())
    fixed = corrected_estimate(scores, codings, method=method, inference="corpus")
    assert fixed.query("method == @method")["error"].to_list() == pytest.approx([0, 0, 0])


@pytest.mark.parametrize("method", ["dsl", "ppi"])
def test_a_perfect_score_leaves_only_the_sampling_of_articles(study, method):
    scores, codings = study
    perfect = scores.assign(promotion=7 * scores["truth"] - 2)  # perfect on another scale
    table = corrected_estimate(perfect, codings, method=method)
    own = table[table["method"] == method].reset_index()
    alone = table[table["method"] == "codings"].reset_index()
    assert (own["error"] <= alone["error"]).all()
    means = scores.groupby("outlet")["truth"].agg(["mean", "sem"])
    assert own["estimate"][:2].to_list() == pytest.approx(means["mean"].to_list(), rel=0.005)
    assert own["error"][:2].to_list() == pytest.approx(means["sem"].to_list(), rel=0.01)


def test_a_constant_score_gives_back_the_codings(study):
    scores, codings = study
    for method in ("dsl", "ppi"):
        table = corrected_estimate(scores.assign(promotion=3.0), codings, method=method)
        one, other = (
            table.query("method == @name and quantity == 'mean'") for name in ("codings", method)
        )
        assert other["estimate"].to_list() == pytest.approx(one["estimate"].to_list(), abs=0.01)
        assert other["error"].to_list() == pytest.approx(one["error"].to_list(), rel=0.05)


def test_difference_is_the_difference_of_the_means(study):
    scores, codings = study
    table = corrected_estimate(scores, codings).query("method == 'dsl'").set_index("quantity")
    globe, herald = table.loc["mean", "estimate"]
    assert table.loc["difference", "estimate"] == pytest.approx(globe - herald)
    assert table.loc["difference", ["outlet", "other"]].tolist() == ["Globe", "Herald"]
    assert table.loc["difference", "codings"] == 200


def test_clusters_of_copies_do_not_make_it_surer(study):
    """Each article printed three times, as one event: the error must stay what it was."""
    scores, codings = study
    copies = pd.concat([scores.assign(copy=n) for n in range(3)], ignore_index=True)
    copies["event_id"] = np.tile(np.arange(len(scores)), 3)
    place = pd.Series(np.arange(len(scores)), scores.index)
    coded = pd.concat(
        [codings.assign(unit=codings["unit"].map(place) + n * len(scores)) for n in range(3)]
    )
    for method in ("dsl", "ppi", "acc"):
        once = corrected_estimate(scores, codings, method=method)
        thrice = corrected_estimate(copies, coded, method=method, cluster="event_id")
        ratio = thrice["error"] / once["error"]
        assert ratio.between(0.97, 1.03).all()


def test_an_event_in_both_outlets_counts_as_one():
    rng = np.random.default_rng(0)
    shared = rng.normal(size=300)
    scores = pd.DataFrame(
        {
            "outlet": np.repeat(["Globe", "Herald"], 300),
            "event_id": np.tile(np.arange(300), 2),
            "promotion": np.tile(shared, 2) + rng.normal(size=600) * 0.1,
        }
    )
    codings = pd.DataFrame({"unit": scores.index, "value": scores["promotion"], "pi": 1.0})
    paired, alone = (
        corrected_estimate(scores, codings, cluster=cluster).query("quantity == 'difference'")
        for cluster in ("event_id", None)
    )
    assert (paired["error"] < alone["error"] / 5).all()


def test_shuffled_rows_and_other_scales_change_nothing(study):
    scores, codings = study
    plain = corrected_estimate(scores, codings, cluster="event_id")
    shuffled = corrected_estimate(
        scores.sample(frac=1, random_state=2),
        codings.sample(frac=1, random_state=3),
        by=scores["outlet"].sample(frac=1, random_state=4),
        cluster="event_id",
    )
    pd.testing.assert_frame_equal(plain, shuffled)
    scaled = corrected_estimate(scores.assign(promotion=scores["promotion"] * 40), codings)
    unscaled = corrected_estimate(scores, codings)
    assert scaled["error"][3:].to_list() == pytest.approx(unscaled["error"][3:].to_list())


def test_two_coders_of_an_article_are_averaged(study):
    scores, codings = study
    twice = pd.concat([codings, codings.assign(value=1 - codings["value"])])
    table = corrected_estimate(scores, twice).query("method != 'naive' and quantity == 'mean'")
    assert table["estimate"].to_list() == pytest.approx([0.5] * 4)


def test_more_codings_are_told_truly():
    """The half-width foretold for a hundred codings more is the one that they bring."""
    rng = np.random.default_rng(5)
    scores = invented(rng, n=3000)
    few, many = (corrected_estimate(scores, code(scores, rng, n)) for n in (400, 600))
    kept = (few["method"] != "naive") & (few["quantity"] == "mean")
    reached = ((many["high"] - many["low"]) / 2)[kept]
    assert (few["more"][kept] / reached).between(0.85, 1.15).all()
    naive = few[~kept & (few["method"] == "naive")]
    assert naive["more"].to_list() == pytest.approx(((naive["high"] - naive["low"]) / 2).to_list())


def test_intervals_cover():
    """Invented corpora, 100 codings an outlet, fixed seed; 2,000 corpora are in the benchmarks."""
    rng, covered = np.random.default_rng(11), {}
    for _corpus in range(60):
        scores = invented(rng)
        codings = code(scores, rng)
        globe, herald = scores.groupby("outlet")["truth"].mean()
        for method, inference, truth in (
            ("dsl", "outlet", [0.3, 0.3, 0]),
            ("ppi", "outlet", [0.3, 0.3, 0]),
            ("acc", "outlet", [0.3, 0.3, 0]),
            ("dsl", "corpus", [globe, herald, globe - herald]),
        ):
            table = corrected_estimate(scores, codings, method=method, inference=inference)
            for name in ("naive", method):
                rows = table[table["method"] == name]
                answer = (rows["low"] <= truth) & (rows["high"] >= truth)
                covered.setdefault((name, inference), []).append(answer.to_list())
    shares = {key: np.mean(answers, axis=0) for key, answers in covered.items()}
    for (name, _inference), share in shares.items():
        if name == "naive":
            assert share[2] < 0.1  # the difference that is not there
        else:
            assert 0.9 < share.mean() < 0.985


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s, c: (s, c.assign(unit=["b9", *c["unit"][1:]])), "unit 'b9' is not among"),
        (lambda s, c: (s, c.assign(pi=[0, *c["pi"][1:]])), "has a pi that is missing, 0"),
        (lambda s, c: (s, c.assign(pi=[np.nan, *c["pi"][1:]])), "has a pi that is missing"),
        (lambda s, c: (s, c[:0]), "codings has no row"),
        (lambda s, c: (s, c.assign(question=["a", "b"] * 100)), "several questions: 'a', 'b'"),
        (lambda s, c: (s, c.drop(columns="pi")), "no column 'pi'"),
        (lambda s, c: (s, c.assign(value=[np.nan, *c["value"][1:]])), "has no value"),
        (lambda s, c: (s, c.assign(value="much")), "values must be numbers, not 'much'"),
        (lambda s, c: (s, c[c["unit"] < "a0400"]), "outlet 'Herald' has none"),
        (lambda s, c: (s, c[c["unit"].lt("a0400") | (c.index > 195)]), "'Herald' has 4, too few"),
        (lambda s, c: (s, pd.concat([c, c.assign(pi=0.9)])), "has two different pi"),
        (lambda s, c: (pd.concat([s, s]), c), "article 'a0000' stands twice"),
        (lambda s, c: (s.assign(promotion=np.nan), c), "article 'a0000' has no promotion; 800"),
        (lambda s, c: (s.assign(outlet=None), c), "by: article 'a0000' has none"),
    ],
)
def test_bad_input_is_named(study, change, words):
    scores, codings = change(*study)
    with pytest.raises(ValueError, match=words):
        corrected_estimate(scores, codings)


def test_bad_choices(study):
    scores, codings = study
    with pytest.raises(ValueError, match="method must be one of dsl, ppi, acc, not 'best'"):
        corrected_estimate(scores, codings, method="best")
    with pytest.raises(ValueError, match="acc counts decisions, 0 or 1, but there is 2"):
        corrected_estimate(scores.assign(promotion=2.0), codings, method="acc")
    with pytest.raises(ValueError, match="in outlet 'Globe' the decision is no more frequent"):
        corrected_estimate(scores.assign(promotion=1.0), codings, method="acc")
    with pytest.raises(ValueError, match="all codings of outlet 'Globe' lie in one cluster"):
        corrected_estimate(scores.assign(event_id=1), codings, cluster="event_id")


def test_regression_with_everything_coded_is_least_squares():
    # statsmodels 0.15.0: OLS(y, X).fit(cov_type="cluster", cov_kwds={"groups": event}, use_t=True)
    rng = np.random.default_rng(8)
    scores = invented(rng, n=100, n_events=30)
    scores["length"] = rng.normal(size=200)
    codings = pd.DataFrame({"unit": scores.index, "value": scores["truth"].to_numpy(), "pi": 1.0})
    table = corrected_regression(
        scores, codings, covariates=["outlet", "length"], cluster="event_id"
    )
    own = table[table["method"] == "dsl"]
    assert own["term"].to_list() == ["(intercept)", "outlet: Herald", "length"]
    assert own["estimate"].to_list() == pytest.approx([0.3210026, -0.0129385, 0.0423666], abs=1e-6)
    assert own["error"].to_list() == pytest.approx([0.044017, 0.0589303, 0.0304317], abs=1e-6)
    assert own["p"].to_list() == pytest.approx([0, 0.8277546, 0.1744513], abs=1e-6)


def test_regression_on_outlets_is_the_difference_of_their_means(study):
    scores, codings = study
    table = corrected_regression(scores, codings, covariates=["outlet"])
    means = corrected_estimate(scores, codings)
    slope = table.query("term == 'outlet: Herald'").set_index("method")
    naive = means.query("quantity == 'difference' and method == 'naive'").iloc[0]
    assert slope.loc["naive", "estimate"] == pytest.approx(-naive["estimate"])
    corrected = means.query("quantity == 'difference' and method == 'dsl'").iloc[0]
    assert slope.loc["dsl", "estimate"] == pytest.approx(-corrected["estimate"], abs=0.02)
    assert slope.loc["dsl", "error"] == pytest.approx(corrected["error"], rel=0.1)


def test_regression_needs_codings_of_every_term(study):
    scores, codings = study
    globe = codings[codings["unit"] < "a0400"]
    with pytest.raises(ValueError, match="articles all have the same 'outlet: Herald'"):
        corrected_regression(scores, globe, covariates=["outlet"])
    with pytest.raises(ValueError, match="12 are too few for 2 terms"):
        corrected_regression(scores, codings[94:106], covariates=["outlet"])


@pytest.mark.parametrize(
    ("covariates", "words"),
    [
        ("outlet", "must be a list of columns"),
        (["paper"], "no column 'paper'"),
        (["outlet", "same"], "constant or say the same"),
        (["hole"], "article 'a0000' has no hole"),
    ],
)
def test_bad_covariates(study, covariates, words):
    scores, codings = study
    scores = scores.assign(same=(scores["outlet"] == "Herald") * 2.0, hole=np.nan)
    with pytest.raises(ValueError, match=words):
        corrected_regression(scores, codings, covariates=covariates)
