"""Every figure is scikit-learn's, on data where scikit-learn has one; resamples are recomputed."""

import numpy as np
import pytest
from sklearn import metrics
from sklearn.calibration import calibration_curve

from framing.classifiers.labels import as_labels
from framing.classifiers.measures import ALL, Predictions, figures, judge, keys

RNG = np.random.default_rng(7)
N = 600


def predictions(probability, chosen, fold=None):
    fold = np.zeros(len(chosen), int) if fold is None else fold
    return Predictions(chosen, probability, probability, fold)


def computed(y, found, weights=None, cluster=None):
    labels = as_labels(y, np.zeros((len(y), 1)))
    cluster = np.arange(len(y)) if cluster is None else cluster
    judged = judge(labels.truth, found, cluster, labels)
    weights = np.ones((1, cluster.max() + 1)) if weights is None else weights
    return dict(zip(keys(judged), figures(judged, weights)[0], strict=True))


def one_label(n_labels, n=N):
    names = np.array(["ant", "bee", "cat", "dog"][:n_labels])
    y = RNG.choice(
        names,
        n,
        p=np.array([0.6, 0.3, 0.07, 0.03])[:n_labels] / sum([0.6, 0.3, 0.07, 0.03][:n_labels]),
    )
    probability = RNG.dirichlet(np.ones(n_labels), n) + 0.5 * (y[:, None] == names)
    probability = np.round(probability / probability.sum(axis=1, keepdims=True), 2)  # with ties
    probability /= probability.sum(axis=1, keepdims=True)
    said = names[probability.argmax(axis=1)]
    return y, names, probability, said


def calibration_error(truth, probability, n_bins=15):
    """Recompute from scikit-learn's reliability curve, weighted by the bins' sizes."""
    observed, predicted = calibration_curve(truth, probability, n_bins=n_bins, strategy="quantile")
    edges = np.percentile(probability, np.linspace(0, 1, n_bins + 1) * 100)
    sizes = np.bincount(np.searchsorted(edges[1:-1], probability))
    return np.average(np.abs(observed - predicted), weights=sizes[sizes > 0])


@pytest.mark.parametrize("n_labels", [2, 3, 4])
def test_figures_of_one_label_an_item_are_those_of_scikit_learn(n_labels):
    y, names, probability, said = one_label(n_labels)
    found = computed(y, predictions(probability, said[:, None] == names))
    assert found["macro_f1", ALL] == pytest.approx(metrics.f1_score(y, said, average="macro"))
    assert found["accuracy", ALL] == pytest.approx(metrics.accuracy_score(y, said))
    assert found["mcc", ALL] == pytest.approx(metrics.matthews_corrcoef(y, said))
    brier = metrics.brier_score_loss(y, probability, labels=names)
    assert found["brier", ALL] == pytest.approx(brier)
    for column, name in enumerate(names):
        truth, chosen = y == name, said == name
        assert found["f1", name] == pytest.approx(metrics.f1_score(truth, chosen))
        assert found["precision", name] == pytest.approx(metrics.precision_score(truth, chosen))
        assert found["recall", name] == pytest.approx(metrics.recall_score(truth, chosen))
        auc = metrics.roc_auc_score(truth, probability[:, column])
        assert found["auc", name] == pytest.approx(auc)
        error = calibration_error(truth, probability[:, column])
        assert found["calibration_error", name] == pytest.approx(error)
        brier = ((truth - probability[:, column]) ** 2).mean()
        assert found["brier", name] == pytest.approx(brier)
    by_label = [found["auc", name] for name in names]
    assert found["auc", ALL] == pytest.approx(np.mean(by_label))


def test_figures_of_an_indicator_matrix_are_those_of_scikit_learn():
    y = (RNG.random((N, 3)) < [0.5, 0.2, 0.05]).astype(int)
    probability = np.clip(RNG.normal(0.3, 0.2, (N, 3)) + 0.3 * y, 0, 1)
    said = probability > 0.5
    found = computed(y, predictions(probability, said))
    assert found["macro_f1", ALL] == pytest.approx(metrics.f1_score(y, said, average="macro"))
    assert found["accuracy", ALL] == pytest.approx(metrics.accuracy_score(y, said))
    auc = metrics.roc_auc_score(y, probability, average="macro")
    assert found["auc", ALL] == pytest.approx(auc)
    for column in range(3):
        pair = y[:, column], said[:, column].astype(int)
        assert found["mcc", str(column)] == pytest.approx(metrics.matthews_corrcoef(*pair))
        assert found["accuracy", str(column)] == pytest.approx(metrics.accuracy_score(*pair))
        assert found["macro_f1", str(column)] == pytest.approx(
            metrics.f1_score(*pair, average="macro")
        )


@pytest.mark.parametrize("n_labels", [2, 4])
def test_a_weighted_sample_is_the_sample_written_out(n_labels):
    y, names, probability, said = one_label(n_labels)
    cluster, fold = RNG.integers(0, 30, N), RNG.integers(0, 3, N)
    found = predictions(probability, said[:, None] == names, fold)
    weights = RNG.multinomial(30, np.ones(30) / 30).astype(float)[None]
    drawn = computed(y, found, weights, cluster)
    rows = np.repeat(np.arange(N), weights[0, cluster].astype(int))
    written = computed(y[rows], found.take(rows))
    for key in drawn:
        if key[0] != "calibration_error":  # its bins are those of the whole
            assert drawn[key] == pytest.approx(written[key]), key


def test_auc_compares_only_items_of_one_fold():
    y, names, probability, said = one_label(2)
    fold = RNG.integers(0, 4, N)
    found = computed(y, predictions(probability, said[:, None] == names, fold))
    won = pairs = 0
    for number in range(4):
        truth, score = y[fold == number] == "bee", probability[fold == number, 1]
        size = truth.sum() * (~truth).sum()
        won += size * metrics.roc_auc_score(truth, score)
        pairs += size
    assert found["auc", "bee"] == pytest.approx(won / pairs)


def test_shares_that_differ_from_fold_to_fold_rank_nothing():
    y = np.array([0, 0, 0, 1] * 5 + [0, 1, 1, 1] * 5)
    share = np.repeat([0.7, 0.3], 20)
    probability = np.column_stack([1 - share, share])
    found = computed(y, predictions(probability, probability > 0.5, np.repeat([0, 1], 20)))
    assert found["auc", "1"] == 0.5
    assert metrics.roc_auc_score(y, share) < 0.3


def test_what_is_not_defined_is_missing():
    y = np.array(["a", "b"] * 20)
    unknown = np.full((40, 2), np.nan)
    said = np.tile([True, False], (40, 1))
    found = computed(y, Predictions(said, unknown, said.astype(float), np.zeros(40, int)))
    assert np.isnan([found["brier", ALL], found["calibration_error", ALL]]).all()
    assert np.isnan(found["precision", "b"])
    assert found["f1", "b"] == 0
    assert found["mcc", ALL] == 0
    assert found["auc", ALL] == 0.5
