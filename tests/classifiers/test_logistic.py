"""Calibrated logistic regression: scikit-learn's checks, probabilities that hold, thresholds."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, log_loss
from sklearn.utils.estimator_checks import parametrize_with_checks

from framing.classifiers import CalibratedLogistic

FAILS = {"check_classifiers_train": "predict follows thresholds, not the largest probability"}


@parametrize_with_checks(
    [CalibratedLogistic(), CalibratedLogistic(weights="none")],
    expected_failed_checks=lambda estimator: FAILS,
)
@pytest.mark.filterwarnings("ignore:.*SCIPY_ARRAY_API")
def test_scikit_learn_finds_nothing_else_wrong(estimator, check):
    check(estimator)


def draw(n, seed=0, noise=1.0, shift=-1.5):
    """Invented items: fifty features, the first five of which matter, a label that is rare."""
    rng = np.random.default_rng(seed)
    X = rng.random((n, 50)) * (rng.random((n, 50)) < 0.3)
    chance = expit(noise * (X[:, :5] @ np.array([3.0, -3, 3, -3, 3])) + shift)
    return X, (rng.random(n) < chance).astype(int), chance


def test_probabilities_are_close_to_the_truth():
    X, y, _ = draw(4000)
    X_test, _, chance = draw(4000, seed=1)
    found = CalibratedLogistic().fit(X, y).predict_proba(X_test)[:, 1]
    assert np.abs(found.mean() - chance.mean()) < 0.02
    assert np.sqrt(np.mean((found - chance) ** 2)) < 0.06


@pytest.mark.parametrize("C", [0.001, 1000.0])
def test_the_slope_repairs_what_the_penalty_flattened_or_sharpened(C):
    X, y, _ = draw(300)
    X_test, y_test, _ = draw(4000, seed=1)
    plain = LogisticRegression(C=C, max_iter=1000).fit(X, y).predict_proba(X_test)
    model = CalibratedLogistic(C, weights="none").fit(X, y)
    assert log_loss(y_test, model.predict_proba(X_test)) < log_loss(y_test, plain)


def test_a_rare_label_is_given_more_often_than_half_would():
    X, y, _ = draw(4000, shift=-3.0)
    X_test, y_test, _ = draw(4000, seed=1, shift=-3.0)
    model = CalibratedLogistic().fit(X, y)
    halved = (model.predict_proba(X_test)[:, 1] >= 0.5).astype(int)
    assert model.offset_[0] < 0
    assert f1_score(y_test, model.predict(X_test), average="macro") > f1_score(
        y_test, halved, average="macro"
    )


def test_of_three_labels_a_rare_one_is_helped():
    X, first, _ = draw(3000)
    second = draw(3000, shift=-3.0)[1]
    y = np.where(second == 1, "rare", np.where(first == 1, "some", "many"))
    model = CalibratedLogistic().fit(X, y)
    chance = model.predict_proba(X)
    np.testing.assert_allclose(chance.sum(axis=1), 1)
    assert model.classes_.tolist() == ["many", "rare", "some"]
    biggest = model.classes_[chance.argmax(axis=1)]
    assert (model.predict(X) == "rare").sum() >= (biggest == "rare").sum()


def test_decision_values_are_sums_and_give_labels_and_probabilities():
    X, y, _ = draw(500)
    model = CalibratedLogistic().fit(X, y)
    values = model.decision_function(X)
    np.testing.assert_allclose(values, X @ model.coef_[0] + model.intercept_[0])
    np.testing.assert_array_equal(model.predict(X), values > 0)
    np.testing.assert_allclose(model.predict_proba(X)[:, 1], expit(values + model.offset_[0]))


def test_an_indicator_matrix_is_one_model_a_column():
    X, y, _ = draw(500)
    other = draw(500, seed=5)[1]
    table = pd.DataFrame({"a": y, "b": other})
    model = CalibratedLogistic().fit(X, table)
    assert model.classes_.tolist() == ["a", "b"]
    for column, name in enumerate("ab"):
        alone = CalibratedLogistic().fit(X, table[name])
        np.testing.assert_array_equal(model.predict(X)[:, column], alone.predict(X))
        np.testing.assert_allclose(model.predict_proba(X)[:, column], alone.predict_proba(X)[:, 1])


def test_sparse_and_dense_features_give_the_same():
    X, y, _ = draw(300)
    dense = CalibratedLogistic().fit(X, y)
    thin = CalibratedLogistic().fit(sparse.csr_matrix(X), y)
    np.testing.assert_allclose(thin.predict_proba(sparse.csr_matrix(X)), dense.predict_proba(X))


def test_groups_are_not_parted():
    X, y, _ = draw(60)
    group = np.repeat(np.arange(20), 3)
    rng = np.random.default_rng(0)
    # A feature that tells the group, and with it the label, of items in training only.
    y = np.repeat(rng.integers(0, 2, 20), 3)
    told = np.hstack([X, np.eye(20)[group]])
    parted = CalibratedLogistic(10.0).fit(told, y)
    whole = CalibratedLogistic(10.0).fit(told, y, groups=group)
    # Within groups the model seems sure of itself; held apart it is not.
    assert np.abs(whole.coef_).sum() < np.abs(parted.coef_).sum()


@pytest.mark.parametrize(
    ("y", "said"),
    [
        (
            [1] * 6,
            "y has 1 class, and 6 of 6 items in the class 1; it takes two classes of two items",
        ),
        ([1, 1, 1, 1, 1, 0], "y has 2 classes, and 1 of 6 items in the class 0"),
        ([1, 0, 1, 0, None, 0], "y contains NaN: item 4 has no label"),
        (
            [[1, 0], [0, 0], [1, 0], [0, 0], [1, 0], [0, 0]],
            "y has 1 class, and 6 of 6 items in the class 0",
        ),
    ],
)
def test_labels_that_cannot_be_learned_are_refused(y, said):
    with pytest.raises(ValueError, match=said):
        CalibratedLogistic().fit(np.eye(6), y)


def test_an_unknown_choice_is_refused():
    with pytest.raises(ValueError, match="weights='svm'; it is one of naive_bayes, none"):
        CalibratedLogistic(weights="svm").fit(np.eye(4), [0, 1, 0, 1])
