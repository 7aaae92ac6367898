"""Evaluation: the right folds, the right rows, and a sentence about everything that is wrong."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold, LeaveOneGroupOut
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

import framing as fr
from framing.classifiers import evaluate, held_out_predictions

COLUMNS = ["model", "measure", "label", "group", "value", "low", "high", "n", "n_groups"]


def model():
    return make_pipeline(TfidfVectorizer(), LogisticRegression())


def figure(table, measure, label="(all)", name="model", group="(all)"):
    chosen = table.query("measure == @measure and label == @label and group == @group")
    return chosen.set_index("model").loc[name]


@pytest.fixture(scope="module")
def table(articles):
    return evaluate(
        model(),
        articles["text"],
        articles["label"],
        groups=articles[["event", "outlet"]],
        n_resamples=200,
        random_state=0,
    )


def test_the_table_has_what_a_paper_reports(table, articles):
    assert table.columns.tolist() == COLUMNS
    assert table["model"].unique().tolist() == ["model", "majority", "lexicon"]
    assert set(table["group"]) == {"(all)", *articles["outlet"]}
    assert figure(table, "f1", "praise")["n"] == (articles["label"] == "praise").sum()
    assert (
        figure(table, "f1", "praise")["n_groups"]
        == articles.loc[articles["label"] == "praise", "event"].nunique()
    )
    assert figure(table, "accuracy")["n_groups"] == 60
    here = articles[articles["outlet"] == "outlet 03"]
    own = figure(table, "accuracy", group="outlet 03")
    assert (own["n"], own["n_groups"]) == (len(here), here["event"].nunique())
    known = table.dropna(subset=["value", "low", "high"])
    skewed = known["measure"] == "calibration_error"
    assert ((known["low"] <= known["value"]) & (known["value"] <= known["high"]))[~skewed].all()


def test_words_and_lexicons_that_carry_the_label_beat_the_majority(table, articles):
    for name in ("model", "lexicon"):
        assert figure(table, "macro_f1", name=name)["low"] > 0.7
    assert figure(table, "macro_f1", name="majority")["value"] < 0.25
    assert figure(table, "auc", name="majority")["value"] == 0.5
    assert figure(table, "mcc", name="majority")["value"] == 0
    commonest = articles["label"].value_counts(normalize=True).max()
    assert figure(table, "accuracy", name="majority")["value"] == pytest.approx(commonest)


def test_figures_are_those_of_the_held_out_predictions(articles):
    settings = {"groups": articles["outlet"], "random_state": 0}
    table = evaluate(model(), articles["text"], articles["label"], **settings)
    held_out = held_out_predictions(model(), articles["text"], articles["label"], **settings)
    truth, said = articles["label"], held_out["predicted"]
    macro = f1_score(truth, said, average="macro")
    assert figure(table, "macro_f1")["value"] == pytest.approx(macro)
    alone = figure(table, "accuracy", group="outlet 03")
    assert (alone["n"], alone["n_groups"]) == ((articles["outlet"] == "outlet 03").sum(), 1)
    assert alone["low"] < alone["value"] < alone["high"]


def test_where_all_are_right_resampling_cannot_say_how_wrong_it_may_be_elsewhere():
    X = np.repeat([[0.0], [1.0]], 30, axis=0)
    table = evaluate(LogisticRegression(), X, X.ravel().astype(int), n_resamples=50)
    perfect = figure(table, "accuracy")
    assert perfect["value"] == 1
    assert np.isnan([perfect["low"], perfect["high"]]).all()


def test_groups_are_never_on_both_sides(articles):
    X, y, groups = articles["text"], articles["label"], articles["event"]
    fold = held_out_predictions(model(), X, y, groups=groups, random_state=4)["fold"]
    assert fold.groupby(groups).agg(["min", "max"]).T.drop_duplicates().shape[0] == 1
    assert fold.nunique() == 5
    shares = pd.crosstab(fold, y, normalize="index")
    assert (shares.max() - shares.min()).max() < 0.12
    one_out = held_out_predictions(model(), X, y, groups=articles["outlet"], cv=LeaveOneGroupOut())
    assert one_out["fold"].nunique() == 12


def test_the_same_seed_gives_the_same_table(articles, table):
    again = evaluate(
        model(),
        articles["text"],
        articles["label"],
        groups=articles[["event", "outlet"]],
        n_resamples=200,
        random_state=0,
    )
    pd.testing.assert_frame_equal(again, table)


def test_several_labels_an_item(articles):
    y = pd.get_dummies(articles["label"])[["praise", "critical"]].astype(int)
    table = evaluate(
        make_pipeline(TfidfVectorizer(), OneVsRestClassifier(LogisticRegression())),
        articles["text"],
        y,
        groups=articles["event"],
        n_resamples=100,
        random_state=0,
    )
    assert figure(table, "f1", "critical")["value"] > 0.9
    assert set(table["label"]) == {"(all)", "praise", "critical"}
    assert figure(table, "macro_f1", "praise")["value"] > figure(table, "macro_f1")["value"] - 0.1


def test_a_corpus_a_table_features_and_a_list_are_the_same_items(articles):
    class Columns(BaseEstimator):
        def fit(self, X, y=None):
            return self

        def transform(self, X):
            return X["text"]

    settings = {"groups": articles["event"].to_numpy(), "n_resamples": 50, "random_state": 0}
    y = articles["label"].to_numpy()
    tables = [
        evaluate(model(), X, y, **settings)
        for X in (articles["text"], articles["text"].tolist(), fr.Corpus(articles[["text"]]))
    ]
    tables.append(evaluate(make_pipeline(Columns(), model()), articles[["text"]], y, **settings))
    for other in tables[1:]:
        pd.testing.assert_frame_equal(other, tables[0])
    counts = CountVectorizer().fit_transform(articles["text"])
    by_features = evaluate(LogisticRegression(), counts, y, **settings)
    assert set(by_features["model"]) == {"model", "majority"}


def test_one_column_is_one_label(articles):
    y = (articles["label"] == "praise").astype(int)
    settings = {"groups": articles["event"].tolist(), "n_resamples": 20, "random_state": 0}
    X = articles["text"].set_axis([f"a{number}" for number in range(360)])
    tables = [evaluate(model(), X, given, **settings) for given in (y.to_numpy(), [[v] for v in y])]
    pd.testing.assert_frame_equal(*tables)


def test_a_model_without_probabilities_is_ranked_by_its_decision_values(articles):
    table = evaluate(
        make_pipeline(TfidfVectorizer(), LinearSVC()),
        articles["text"],
        articles["label"],
        groups=articles["event"],
        n_resamples=50,
        random_state=0,
    )
    assert figure(table, "auc")["value"] > 0.9
    assert np.isnan(figure(table, "brier")["value"])


def test_a_label_that_training_never_sees_counts_as_missed(articles):
    lonely = articles["label"].mask(articles.index < 3, "odd")
    groups = articles["outlet"].mask(articles.index < 3, "Lonely Post")
    with pytest.warns(UserWarning, match=r"'odd' stands only in group 'Lonely Post' \(3 items\)"):
        table = evaluate(
            model(), articles["text"], lonely, groups=groups, n_resamples=50, random_state=0
        )
    assert figure(table, "recall", "odd")["value"] == 0


class Memory(ClassifierMixin, BaseEstimator):
    """Knows only what it has seen."""

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        self.seen_ = dict(zip(X, y, strict=True))
        return self

    def predict(self, X):
        return np.array([self.seen_.get(text, self.classes_[0]) for text in X])

    def predict_proba(self, X):
        return (self.predict(X)[:, None] == self.classes_).astype(float)


def test_articles_on_both_sides_are_told(articles):
    table = articles.set_index(pd.Index(articles["event"], name="article_id"))
    with pytest.warns(UserWarning, match="of 60 articles, such as .* both sides of a fold"):
        evaluate(model(), table["text"], table["label"], n_resamples=20, random_state=0)
    table = articles.rename(columns={"event": "article_id"})[["text", "article_id"]]
    with pytest.warns(UserWarning, match="such as .* both sides of a fold"):
        evaluate(
            LogisticRegression(),
            table.assign(size=articles["text"].str.len()).drop(columns="text"),
            articles["label"],
            groups=articles["outlet"],
            n_resamples=20,
            random_state=0,
        )


def test_copies_on_both_sides_are_told_and_flatter_the_model(articles):
    twice = pd.concat([articles, articles], ignore_index=True)
    with pytest.warns(UserWarning, match="of 720 texts have a near-identical one"):
        table = evaluate(Memory(), twice["text"], twice["label"], n_resamples=20, random_state=0)
    assert figure(table, "accuracy")["value"] > 0.6
    honest = evaluate(
        Memory(),
        twice["text"],
        twice["label"],
        groups=[*range(360), *range(360)],
        n_resamples=20,
        random_state=0,
    )
    assert figure(honest, "accuracy")["value"] < 0.5


def test_few_groups_are_told(articles):
    with pytest.warns(UserWarning, match="rest on 6 groups"):
        evaluate(
            model(),
            articles["text"],
            articles["label"],
            groups=articles["event"] % 6,
            n_resamples=20,
            random_state=0,
        )


def swap(series, place, value):
    changed = series.astype(object)
    changed.iloc[place] = value
    return changed


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        (lambda a: {"y": ["praise"] * len(a)}, ValueError, "only the label 'praise' in 360 items"),
        (lambda a: {"y": swap(a["label"], 7, None)}, ValueError, "y: row 7 has no label"),
        (lambda a: {"y": swap(a["label"], 3, 3)}, ValueError, "labels of the types int and str"),
        (lambda a: {"y": a["event"] / 7}, ValueError, "cut them into classes"),
        (lambda a: {"y": a["label"][:-1]}, ValueError, "y has 359 rows, but X has 360"),
        (lambda a: {"y": a["label"][::-1]}, ValueError, r"align them, as y\.loc\[X\.index\]"),
        (lambda a: {"X": "a text"}, TypeError, "X is the string 'a text'"),
        (lambda a: {"X": swap(a["text"], 9, " ")}, ValueError, "X: row 9 is empty"),
        (lambda a: {"X": swap(a["text"], 9, None)}, ValueError, "X: row 9 is not a text"),
        (lambda a: {"groups": swap(a["outlet"], 2, None)}, ValueError, "row 2 has no group"),
        (lambda a: {"groups": ["Post"] * len(a)}, ValueError, "groups has only 'Post'"),
        (lambda a: {"groups": a[["event", "outlet", "label"]]}, ValueError, "has 3 columns"),
        (
            lambda a: {"groups": a["event"] % 3},
            ValueError,
            r"cv=5, but there are only 3 groups: .*; cv=3 is the most",
        ),
        (lambda a: {"cv": 1}, ValueError, "cv=1; give a number of folds, 2 or more"),
        (lambda a: {"cv": KFold(3).split}, ValueError, "give a number of folds"),
        (
            lambda a: {"y": pd.get_dummies(a["label"]).assign(none=0)},
            ValueError,
            "label 'none' is 0 in all 360",
        ),
        (
            lambda a: {"y": pd.get_dummies(a["label"]).astype(int) * 2},
            ValueError,
            "has 2 in column",
        ),
        (
            lambda a: {"y": np.where(a["outlet"] == "outlet 01", "x", "z")},
            ValueError,
            r"no label but \['z'\]",
        ),
        (lambda a: {"confidence_level": 95}, ValueError, "confidence_level=95"),
    ],
)
def test_what_is_wrong_is_said(articles, change, error, said):
    given = {"X": articles["text"], "y": articles["label"], "groups": articles["outlet"]}
    given |= change(articles)
    with pytest.raises(error, match=said):
        evaluate(model(), given.pop("X"), given.pop("y"), **given)


def test_fewer_items_than_folds_are_refused():
    with pytest.raises(ValueError, match="cv=5, but there are only 4 items; cv=4 is the most"):
        evaluate(model(), ["a b", "c d", "e f", "g h"], [0, 1, 0, 1])
