"""Count and mixed models against statsmodels and against each other."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.discrete.discrete_model import NegativeBinomial

from framing.comparison.models import count_model, mixed_model
from framing.comparison.outlets import compare_outlets


def indicators(outlet):
    return pd.get_dummies(outlet, drop_first=True, dtype=float).assign(const=1.0)


def test_poisson_ratios_are_those_of_the_ratios_of_sums(corpus, recwarn):
    scores, outlet, event = corpus()
    table = count_model(scores, outlet, category="promotion", cluster=event)
    how = {"cluster": event, "estimand": "ratio_of_sums"}
    rate = compare_outlets(scores[["promotion", "words"]], outlet, **how)["estimate"]
    assert table["term"].tolist() == ["Daily / Agency", "Herald / Agency"]
    assert table["ratio"].to_numpy() == pytest.approx((rate / rate[0]).to_numpy()[1:])
    assert (table["low"] < table["ratio"]).all()
    assert (table["p"] < 0.01).all()


def test_poisson_errors_are_those_of_statsmodels(corpus, recwarn):
    scores, outlet, event = corpus()
    table = count_model(scores, outlet, category="promotion", cluster=event)
    fit = sm.GLM(
        scores["promotion_count"],
        indicators(outlet),
        family=sm.families.Poisson(),
        offset=np.log(scores["words"]),
    ).fit(cov_type="cluster", cov_kwds={"groups": event})
    assert table["standard_error"].to_numpy() == pytest.approx(fit.bse[["Daily", "Herald"]])
    assert table["dispersion"].iloc[0] == pytest.approx(fit.pearson_chi2 / fit.df_resid)


def test_negative_binomial_is_that_of_statsmodels(corpus, recwarn):
    scores, outlet, event = corpus()
    table = count_model(scores, outlet, category="promotion", cluster=event, family="nb2")
    fit = NegativeBinomial(
        scores["promotion_count"], indicators(outlet), offset=np.log(scores["words"])
    ).fit(disp=0, cov_type="cluster", cov_kwds={"groups": event})
    assert table["coefficient"].to_numpy() == pytest.approx(
        fit.params[["Daily", "Herald"]], rel=1e-3
    )
    assert table["standard_error"].to_numpy() == pytest.approx(
        fit.bse[["Daily", "Herald"]], rel=1e-3
    )


def test_conditional_poisson_equals_an_indicator_for_every_event(corpus, recwarn):
    scores, outlet, event = corpus()
    table = count_model(
        scores, outlet, category="promotion", cluster=event, family="conditional_poisson"
    )
    counted = scores["promotion_count"].groupby(event).transform("sum") > 0
    design = pd.concat(
        [
            indicators(outlet).drop(columns="const"),
            pd.get_dummies(event[counted], dtype=float).add_prefix("e"),
        ],
        axis=1,
        join="inner",
    )
    fit = sm.GLM(
        scores["promotion_count"][counted],
        design,
        family=sm.families.Poisson(),
        offset=np.log(scores["words"][counted]),
    ).fit(
        cov_type="cluster",
        cov_kwds={"groups": event[counted], "use_correction": False},
        tol=1e-12,
    )
    events = event[counted].nunique()
    assert table["coefficient"].to_numpy() == pytest.approx(
        fit.params[["Daily", "Herald"]], rel=1e-6
    )
    assert table["standard_error"].to_numpy() == pytest.approx(
        fit.bse[["Daily", "Herald"]] * np.sqrt(events / (events - 1)), rel=1e-5
    )


def test_covariates_by_formula_take_away_what_they_explain(corpus, recwarn):
    scores, outlet, event = corpus(80, outlets=("Agency", "Daily"))
    rng = np.random.default_rng(1)
    world = rng.random(len(scores)) < np.where(outlet == "Agency", 0.8, 0.2)
    counts = rng.poisson(0.004 * scores["words"] * np.where(world, 4, 1))
    table = scores[["words"]].assign(promotion=1000 * counts / scores["words"])
    covariates = pd.DataFrame({"section": np.where(world, "world", "home")}, index=scores.index)
    raw = count_model(table, outlet, category="promotion", cluster=event).iloc[0]
    adjusted = count_model(
        table, outlet, category="promotion", formula="section", covariates=covariates, cluster=event
    ).set_index("term")
    assert raw["high"] < 0.8
    assert adjusted.loc["Daily / Agency", "low"] < 1 < adjusted.loc["Daily / Agency", "high"]
    assert adjusted.loc["section[T.world]", "ratio"] == pytest.approx(4, rel=0.2)


def test_overdispersion_few_clusters_and_separation_are_said(corpus):
    scores, outlet, event = corpus(12)
    scores.loc[outlet == "Herald", ["promotion", "promotion_count"]] = 0
    with pytest.warns(UserWarning) as caught:
        table = count_model(scores, outlet, category="promotion", cluster=event).set_index("term")
    sentences = " ".join(str(warning.message) for warning in caught)
    assert "Herald / Agency: one side has no match (separation), no ratio." in sentences
    assert "overdispersed" in sentences
    assert "12 clusters, fewer than 30" in sentences
    assert np.isnan(table.loc["Herald / Agency", "ratio"])
    assert np.isfinite(table.loc["Daily / Agency", "ratio"])


def test_what_does_not_fit_is_refused(corpus):
    scores, outlet, event = corpus()
    weighted = scores.drop(columns="promotion_count").assign(promotion=scores["promotion"] * 1.1)
    with pytest.raises(ValueError, match="is no rate of counts per 1,000 words; give the counts"):
        count_model(weighted, outlet, category="promotion", cluster=event)
    with pytest.raises(ValueError, match="scores has no column 'tone'"):
        count_model(scores, outlet, category="tone")
    with pytest.raises(ValueError, match="compares within events; give them as cluster="):
        count_model(scores, outlet, category="promotion", family="conditional_poisson")
    with pytest.raises(ValueError, match="formula='section' cannot be read over covariates"):
        count_model(scores, outlet, category="promotion", formula="section", cluster=event)
    with pytest.raises(ValueError, match="outlet has a single outlet"):
        count_model(scores[outlet == "Agency"], outlet, category="promotion")
    with pytest.raises(ValueError, match="family='normal' is not known"):
        count_model(scores, outlet, category="promotion", family="normal")


def test_mixed_model_with_equal_words_is_that_of_statsmodels(corpus, recwarn):
    scores, outlet, event = corpus(60)
    scores["words"] = 400
    table = mixed_model(scores, outlet, event, category="promotion")
    fit = sm.MixedLM(scores["promotion"], indicators(outlet), event).fit()
    assert table["coefficient"].to_numpy() == pytest.approx(
        fit.params[["Daily", "Herald"]], rel=1e-4
    )
    assert table["event_variance"].iloc[0] == pytest.approx(fit.cov_re.iloc[0, 0], rel=1e-3)
    assert table["residual_variance"].iloc[0] == pytest.approx(fit.scale, rel=1e-3)


def test_mixed_model_finds_invented_effects_and_variances(recwarn):
    rng = np.random.default_rng(0)
    event = np.repeat(np.arange(400), 5)
    words = rng.integers(200, 1000, 2000)
    agency = rng.random(2000) < 0.5
    noise = rng.normal(0, 1, 2000) * np.sqrt(words.mean() / words)
    score = 3 + 0.8 * ~agency + rng.normal(0, 0.7, 400)[event] + noise
    scores = pd.DataFrame({"promotion": score, "words": words})
    outlet = pd.Series(np.where(agency, "Agency", "Daily"))
    row = mixed_model(scores, outlet, pd.Series(event), category="promotion").iloc[0]
    assert row["low"] < 0.8 < row["high"]
    assert row["event_variance"] == pytest.approx(0.49, rel=0.2)
    assert row["residual_variance"] == pytest.approx(1, rel=0.1)
    assert row["icc"] == pytest.approx(0.33, abs=0.05)
