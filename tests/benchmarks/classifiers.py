"""How good are the library's classifiers, and what else was tried? All in one table.

    python tests/benchmarks/classifiers.py

Needs the data beside the project (../shared/data, or the folder that FRAMING_DATA names). All
figures are of five folds in which whole articles, outlets or domains are held out; of `newsmtsc`
the folds are those of its training part; the part devtest_mt is looked at by models.py alone, for
what was chosen without it. The table is written to tests/benchmarks/classifiers.csv.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sources import babe, climate, judged_articles, newsmtsc
from texts import DATA
from yardsticks import interval

from framing.classifiers import (
    LexiconVectorizer,
    TargetValence,
    TargetWindow,
    TextReader,
    frame_classifier,
    loaded_language_classifier,
    target_tone_classifier,
)

OUT = Path(__file__).with_name("classifiers.csv")
FRAMES = {"Pol": "Political", "Sci": "Science", "Just": "Justice", "Eco": "Economic"}
OURS, BASELINE = "the library's", "TF-IDF + logistic regression"
SEED = 0


class Task(NamedTuple):
    """What is to be told apart, and what is held out together."""

    data: str
    X: Any
    y: Any
    groups: pd.Series
    make: Callable[..., Pipeline]


def tasks() -> Iterator[Task]:
    """Give all tasks."""
    biased = babe()
    yield Task(
        *("BABE", biased["text"], biased["biased"].astype(int), biased["outlet"]),
        loaded_language_classifier,
    )
    articles = judged_articles()
    yield Task(
        *("hyperpartisan", articles["text"], articles["hyperpartisan"], articles["domain"]),
        loaded_language_classifier,
    )
    sentences = climate()
    for code, frame in FRAMES.items():
        seen = sentences["labels"].map(lambda labels, code=code: f"{code} Detection" in labels)
        yield Task(
            f"ccf_climate, {frame}",
            sentences["text"],
            seen.astype(int),
            sentences["doc_id"],
            frame_classifier,
        )
    targets = newsmtsc("train")
    columns = ["text", "start", "end"]
    yield Task(
        "newsmtsc, train",
        targets[columns],
        targets["polarity"],
        targets["article"],
        target_tone_classifier,
    )


def tfidf() -> TfidfVectorizer:
    """Words and pairs of words, as everybody starts."""
    return TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)


def plain() -> LogisticRegression:
    """Logistic regression, as everybody starts."""
    return LogisticRegression(class_weight="balanced", max_iter=1000)


def boosting(measure: Any) -> Pipeline:
    """Trees on a table of measures."""
    trees = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.06, max_leaf_nodes=15, random_state=0
    )
    return make_pipeline(measure, trees)


def text_trials(make: Callable[..., Pipeline]) -> dict[str, Any]:
    """Give what was tried on texts."""
    words = without(make(), "lexicons", "style")
    return {
        BASELINE: make_pipeline(tfidf(), plain()),
        "words and characters": words,
        "lexicons alone, boosting": boosting(LexiconVectorizer()),
        OURS: make(),
        f"{OURS}, without naive Bayes weights": make().set_params(classifier__weights="none"),
    }


def target_trials(make: Callable[..., Pipeline]) -> dict[str, Any]:
    """Give what was tried on targets."""
    views = ("sides", "ngrams", "clause", "shapes", "position")
    knowing = make().set_params(features__window__views=(*views, "mention"))
    return {
        BASELINE: make_pipeline(TextReader(), tfidf(), plain()),
        "n-grams around the target": make_pipeline(TargetWindow(["ngrams"]), plain()),
        "valence around the target": make_pipeline(TargetValence(), plain()),
        "valence around the target, boosting": boosting(TargetValence()),
        f"{OURS}, without valence": without(make(), "valence"),
        OURS: make(),
        f"{OURS}, without naive Bayes weights": make().set_params(classifier__weights="none"),
        f"{OURS}, knowing who the target is": knowing,
    }


def without(model: Pipeline, *names: str) -> Pipeline:
    """Leave out some of the features."""
    return model.set_params(**{f"features__{name}": "drop" for name in names})


def tried(task: Task) -> Iterator[dict[str, Any]]:
    """Measure everything that was tried on a task, in folds that part no group."""
    y, groups = task.y.to_numpy(), task.groups.to_numpy()
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=SEED)
    splits = list(folds.split(y, y, groups))
    of_targets = task.make is target_tone_classifier
    for name, model in (target_trials if of_targets else text_trials)(task.make).items():
        begun = time.perf_counter()
        predicted, chance = np.empty_like(y), np.zeros((len(y), len(np.unique(y))))
        for train, test in splits:
            fitted = clone(model).fit(task.X.iloc[train], y[train])
            predicted[test] = fitted.predict(task.X.iloc[test])
            chance[test] = fitted.predict_proba(task.X.iloc[test])
        seconds = round(time.perf_counter() - begun)
        figures = judged(y, predicted, chance, groups)
        if task.data == "hyperpartisan":
            figures["macro_f1, length-balanced"] = length_balanced(task, predicted)
        for measure, (value, low, high) in figures.items():
            yield {
                "data": task.data,
                "model": name,
                "measure": measure,
                "value": value,
                "low": low,
                "high": high,
                "n": len(y),
                "n_groups": task.groups.nunique(),
                "seconds": seconds,
            }
        print(f"{task.data}: {name}, {seconds} s", flush=True)


def length_balanced(task: Task, predicted: np.ndarray) -> tuple[float, float, float]:
    """Give macro-F1 when the classes have equal shares in every tenth of the lengths."""
    tenth = pd.qcut(task.X.str.split().str.len(), 10, labels=False, duplicates="drop")
    cell = task.y.groupby([tenth, task.y]).transform("size")
    weight = (task.y.groupby(tenth).transform("size") / cell / 2).to_numpy()
    y = task.y.to_numpy()

    def macro(rows: np.ndarray) -> float:
        return float(
            f1_score(y[rows], predicted[rows], average="macro", sample_weight=weight[rows])
        )

    return macro(np.arange(len(y))), *interval(macro, task.groups.to_numpy())


def tested() -> Iterator[dict[str, Any]]:
    """Train on newsmtsc's training part, without and with shared articles, and test."""
    test = newsmtsc("devtest_mt")
    train = newsmtsc("train")
    apart = train[~train["article"].isin(set(test["article"]))]
    columns = ["text", "start", "end"]
    for data, known in (("without shared articles", apart), ("published split", train)):
        trials = target_trials(target_tone_classifier)
        for name in (BASELINE, OURS, f"{OURS}, knowing who the target is"):
            begun = time.perf_counter()
            model = trials[name].fit(known[columns], known["polarity"])
            seconds = time.perf_counter() - begun
            chance = model.predict_proba(test[columns])
            truth, cluster = test["polarity"].to_numpy(), test["article"].to_numpy()
            figures = judged(truth, model.predict(test[columns]), chance, cluster)
            for measure, (value, low, high) in figures.items():
                yield {
                    "data": f"newsmtsc, devtest_mt, {data}",
                    "model": name,
                    "measure": measure,
                    "value": value,
                    "low": low,
                    "high": high,
                    "n": len(test),
                    "n_groups": test["article"].nunique(),
                    "seconds": round(seconds),
                }


def judged(
    truth: np.ndarray, predicted: np.ndarray, chance: np.ndarray, cluster: np.ndarray
) -> dict[str, tuple[float, float, float]]:
    """Give figures with intervals over clusters."""
    hot = truth[:, None] == np.unique(truth)

    def macro(rows: np.ndarray) -> float:
        return float(f1_score(truth[rows], predicted[rows], average="macro"))

    def brier(rows: np.ndarray) -> float:
        return float(((chance[rows] - hot[rows]) ** 2).sum(axis=1).mean())

    def off(rows: np.ndarray) -> float:
        pairs = zip(chance[rows].T, hot[rows].T, strict=True)
        return float(np.mean([bins_off(*pair) for pair in pairs]))

    everything = np.arange(len(truth))
    value = off(everything)
    low, high = interval(off, cluster)
    return {
        "macro_f1": (macro(everything), *interval(macro, cluster)),
        # Drawn samples are always less calibrated than the sample that they are drawn from.
        "calibration_error": (value, max(2 * value - high, 0.0), 2 * value - low),
        "brier": (brier(everything), *interval(brier, cluster)),
    }


def bins_off(chance: np.ndarray, hot: np.ndarray) -> float:
    """Give the mean distance of chance and share over 15 bins of equal mass."""
    bins = np.array_split(np.argsort(chance, kind="stable"), 15)
    sizes = [len(part) for part in bins]
    gaps = [abs(chance[part].mean() - hot[part].mean()) for part in bins]
    return float(np.average(gaps, weights=sizes))


def main() -> None:
    """Measure and write the table."""
    if not DATA.exists():
        print(f"no data at {DATA}: nothing measured")
        return
    rows: list[dict[str, Any]] = []
    for task in tasks():
        rows += tried(task)
        write(pd.DataFrame(rows))  # what there is, should the rest be interrupted


def write(table: pd.DataFrame) -> None:
    """Print the table and write it."""
    table.to_csv(OUT, index=False, float_format="%.4f", lineterminator="\n")
    print(table.round(3).to_string(index=False, na_rep=""))


if __name__ == "__main__":
    main()
