"""The learning curve: the law is found again, groups stay whole, the gain is what it says."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from framing.classifiers import learning_curve
from framing.classifiers.learning import project


@pytest.mark.parametrize(("top", "fall", "decay"), [(0.8, 2, 0.5), (0.95, 1, 0.3), (0.7, 9, 1)])
def test_a_power_law_is_found_again(top, fall, decay):
    n = np.array([100, 200, 400, 800, 1600])
    ahead = np.array([3200, 5000])
    values = top - fall * n[None] ** -float(decay)
    expected = top - fall * ahead ** -float(decay)
    np.testing.assert_allclose(project(n, values, ahead)[0], expected, atol=0.003)


def test_projections_stay_below_1_and_never_fall():
    rng = np.random.default_rng(0)
    n = np.array([50, 100, 150, 250, 400])
    values = np.clip(rng.normal(0.9, 0.1, (300, 5)), 0, 1)
    projected = project(n, values, np.array([400, 600, 5000]))
    assert (projected <= 1).all()
    assert (np.diff(projected, axis=1) >= -1e-12).all()
    falling = project(n, np.linspace(0.8, 0.6, 5)[None], np.array([400, 600]))
    assert (
        falling[0, 0]
        == falling[0, 1]
        == pytest.approx(np.average(np.linspace(0.8, 0.6, 5), weights=n))
    )


@pytest.fixture(scope="module")
def curve(articles):
    return learning_curve(
        make_pipeline(TfidfVectorizer(), LogisticRegression()),
        articles["text"],
        articles["label"],
        groups=articles["event"],
        random_state=0,
    )


def test_more_codings_make_it_better(curve):
    assert curve.columns.tolist() == ["codings", "measure", "value", "low", "high", "projected"]
    measured = curve[~curve["projected"]]
    assert measured["codings"].is_monotonic_increasing
    assert measured["codings"].iloc[-1] == 288
    assert measured["value"].iloc[-1] > measured["value"].iloc[0] + 0.1
    assert ((curve["low"] <= curve["value"]) & (curve["value"] <= curve["high"])).all()


def test_the_gain_is_the_difference_of_the_projections(curve):
    now, more, gain = (row for _, row in curve.tail(3).iterrows())
    assert (now["codings"], more["codings"], gain["codings"]) == (360, 560, 560)
    assert gain["measure"] == "gain in macro_f1"
    assert gain["value"] == pytest.approx(more["value"] - now["value"])
    assert gain["low"] >= 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"sizes": [0.5, 1]}, "give three or more different shares"),
        ({"sizes": [0.1, 0.5, 10]}, "above 0 and up to 1"),
        ({"sizes": [0.0001, 0.5, 1]}, "leaves 1 items to train, all with the same label"),
        ({"sizes": [0.5, 0.5001, 0.5002]}, r"give \[144, 144, 144\] items to train"),
        ({"measure": "f2"}, "measure='f2'; choose one of macro_f1"),
    ],
)
def test_what_is_wrong_is_said(articles, settings, said):
    model = make_pipeline(TfidfVectorizer(), LogisticRegression())
    with pytest.raises(ValueError, match=said):
        learning_curve(model, articles["text"], articles["label"], **settings)
