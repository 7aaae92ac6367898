"""Simulate what the intervals of `evaluate` promise, and measure how long it takes.

    python tests/benchmarks/evaluation.py [--repeats 600]

Writes `evaluation_coverage.csv`: how often 95 % intervals hold the true figure, in invented data of
two labels whose outlets differ in how common a label is and in how well it is predicted.

``fixed``: predictions are given, and the truth is the figure in 20,000 outlets: this is what the
interval promises. ``trained``: a model is trained in each sample by five folds of whole outlets,
and the truth is how models trained on four fifths of such samples do in new outlets, on average.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

import framing as fr
from framing.classifiers.folds import as_groups, make_folds
from framing.classifiers.labels import Labels
from framing.classifiers.measures import ALL, Predictions, figures, judge, keys
from framing.classifiers.predictions import predict_folds
from framing.classifiers.resampling import limits
from framing.statistics.intervals import Interval

HERE = Path(__file__).parent
SHOWN = [
    *[(name, ALL) for name in ("macro_f1", "accuracy", "mcc", "auc", "calibration_error", "brier")],
    ("f1", "1"),
]
INTERVAL = Interval("percentile", n_resamples=1000)
DESIGNS = [(8, 40), (15, 40), (30, 40), (100, 20), (1000, 2)]  # outlets, items an outlet


def outcomes(groups, size, rng):
    """Invent items: their outlet, the log odds that a model could know, and their label."""
    sizes = rng.integers(max(size // 2, 1), size * 3 // 2 + 1, groups)
    outlet = np.repeat(np.arange(groups), sizes)
    known = rng.normal(-0.6, 0.6, groups)[outlet] + rng.normal(0, 1.3, len(outlet))
    hidden = rng.normal(0, 0.4, groups)[outlet]
    label = rng.random(len(outlet)) < 1 / (1 + np.exp(-known - hidden))
    return outlet, known, label


def labels_of(label):
    truth = np.column_stack([~label, label])
    return Labels((0, 1), truth, False, label.astype(int))


def predictions_of(log_odds):
    share = 1 / (1 + np.exp(-log_odds))
    probability = np.column_stack([1 - share, share])
    fold = np.zeros(len(share), int)
    return Predictions(probability > 0.5, probability, probability, fold)


def judged_fixed(groups, size, slope, rng):
    outlet, known, label = outcomes(groups, size, rng)
    labels = labels_of(label)
    return judge(labels.truth, predictions_of(slope * known), outlet, labels)


def features_of(known, rng):
    """Hide the log odds in forty noisy features, so that training matters."""
    weight = np.linspace(0, 1, 40)
    return known[:, None] * weight + rng.normal(0, 3, (len(known), 40))


def judged_trained(groups, size, rng, test):
    outlet, known, label = outcomes(groups, size, rng)
    labels, X = labels_of(label), features_of(known, rng)
    held = as_groups(outlet, X)
    fold = make_folds(labels, held, X, 5, int(rng.integers(2**31)))
    model = LogisticRegression(C=0.1, max_iter=1000)
    judged = judge(labels.truth, predict_folds(model, X, labels, fold), outlet, labels)
    fitted = model.fit(X[fold != 0], labels.take(np.flatnonzero(fold != 0)))
    X_test, labels_test, outlet_test = test
    new = predictions_of(fitted.decision_function(X_test))
    there = judge(labels_test.truth, new, outlet_test, labels_test)
    return judged, figures(there, np.ones((1, len(there.sums))))[0]


def coverage(samples, truth):
    """Say how often intervals hold the truth, how long they are, and the mean figure."""
    names, rows = None, []
    for judged, rng in samples:
        names = names or keys(judged)
        value = figures(judged, np.ones((1, len(judged.sums))))[0]
        ((low, high),) = limits([judged], [value], INTERVAL, rng)
        rows.append((value, low, high))
    value, low, high = np.array(rows).transpose(1, 0, 2)
    held = (low <= truth) & (truth <= high)
    return (
        pd.DataFrame(
            {
                "measure": [measure for measure, _ in names],
                "label": [label for _, label in names],
                "truth": truth,
                "mean": value.mean(axis=0),
                "coverage": held.mean(axis=0),
                "too_high": (truth < low).mean(axis=0),
                "length": (high - low).mean(axis=0),
            }
        )
        .set_index(["measure", "label"])
        .loc[SHOWN]
        .reset_index()
    )


def fixed(repeats):
    tables = []
    for slope, told in ((1.0, "calibrated"), (0.5, "half the slope")):
        rng = np.random.default_rng(1)
        whole = judged_fixed(20_000, 20, slope, rng)
        truth = figures(whole, np.ones((1, len(whole.sums))))[0]
        for groups, size in DESIGNS:
            samples = [(judged_fixed(groups, size, slope, rng), rng) for _ in range(repeats)]
            table = coverage(samples, truth)
            tables.append(table.assign(model="fixed", world=told, groups=groups, size=size))
    return tables


def trained(repeats):
    tables = []
    rng = np.random.default_rng(2)
    outlet, known, label = outcomes(2000, 20, rng)
    test = features_of(known, rng), labels_of(label), outlet
    for groups, size in ((15, 40), (100, 10)):
        found = [judged_trained(groups, size, rng, test) for _ in range(repeats // 2)]
        truth = np.mean([there for _, there in found], axis=0)
        table = coverage([(judged, rng) for judged, _ in found], truth)
        tables.append(
            table.assign(model="trained", world="forty features", groups=groups, size=size)
        )
    return tables


def speed():
    """Time training and evaluation on 4,000 invented sentences of 25 words."""
    rng = np.random.default_rng(0)
    words = np.array([f"word{number}" for number in range(20_000)])
    share = 1 / np.arange(1, 20_001)
    label = rng.integers(0, 2, 4000)
    texts = [
        " ".join([*rng.choice(words, 24, p=share / share.sum()), f"sign{own}{rng.integers(9)}"])
        for own in np.where(rng.random(4000) < 0.8, label, 1 - label)
    ]
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression())
    start = time.perf_counter()
    fr.evaluate(model, texts, label, groups=rng.integers(0, 15, 4000), random_state=0)
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeats", type=int, default=600)
    repeats = parser.parse_args().repeats
    print(f"evaluation of 4,000 sentences in five folds: {speed():.1f} s")
    table = pd.concat([*fixed(repeats), *trained(repeats)])
    order = ["model", "world", "groups", "size", "measure", "label"]
    table = table[[*order, *table.columns.difference(order, sort=False)]]
    table.round(4).to_csv(HERE / "evaluation_coverage.csv", index=False)
    print(table.round(3).to_string(index=False))


if __name__ == "__main__":
    main()
