"""Explanations add up exactly, stand where the words stand, and say who is meant."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.model_selection import FixedThresholdClassifier
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, make_pipeline, make_union
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import LinearSVC

import framing as fr
from framing.classifiers import (
    explain,
    frame_classifier,
    loaded_language_classifier,
    target_tone_classifier,
    tone_classifier,
    top_features,
)
from framing.classifiers.occlusion import REST
from framing.classifiers.occurrences import ngram_spans

TEXT = "A HISTORIC deal? The failed talks; a historic, superb plan!"


def lengths(texts):
    return np.array([[len(text), text.count(" ")] for text in texts])


class Counted(CountVectorizer):
    """A transformer that says itself where its features stand."""

    def feature_spans(self, text):
        return {"deal": [(text.index("deal"), text.index("deal") + 4)]}


def union():
    size = FunctionTransformer(lengths, feature_names_out=lambda _, __: ["characters", "spaces"])
    return FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
            ("parts", TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4))),
            ("size", make_pipeline(size, StandardScaler())),
        ]
    )


LINEAR = {
    "logistic": make_pipeline(TfidfVectorizer(), LogisticRegression()),
    "union": make_pipeline(union(), LogisticRegression()),
    "svm": make_pipeline(TfidfVectorizer(), LinearSVC()),
    "ridge": make_pipeline(TfidfVectorizer(), RidgeClassifier()),
    "chosen": make_pipeline(TfidfVectorizer(), SelectKBest(k=8), LogisticRegression()),
    "nested": make_pipeline(make_pipeline(TfidfVectorizer()), make_pipeline(LogisticRegression())),
    "rest": make_pipeline(TfidfVectorizer(), OneVsRestClassifier(LogisticRegression())),
    "itself": make_pipeline(make_union(Counted(), TfidfVectorizer()), LogisticRegression()),
}


@pytest.mark.parametrize("labels", [["critical", "praise"], ["critical", "neutral", "praise"]])
@pytest.mark.parametrize("name", LINEAR)
def test_contributions_add_up_to_the_decision_value(articles, name, labels):
    rows = articles[articles["label"].isin(labels)]
    model = LINEAR[name].fit(rows["text"], rows["label"])
    table = explain(model, TEXT)
    decision = np.atleast_1d(model.decision_function([TEXT])[0])
    expected = dict(zip(labels[-len(decision) :], decision, strict=True))
    found = table.groupby("label")["contribution"].sum().to_dict()
    assert found == pytest.approx(expected, abs=1e-12)
    placed = table.dropna(subset="start")
    assert [TEXT[start:end] for start, end in zip(placed["start"], placed["end"], strict=True)] == (
        placed["text"].tolist()
    )
    assert "HISTORIC" in set(placed["text"])


@pytest.mark.parametrize("ensemble", [True, False])
def test_a_calibrated_model_is_explained_by_the_mean_of_its_members(articles, ensemble):
    base = make_pipeline(TfidfVectorizer(), LinearSVC())
    model = CalibratedClassifierCV(base, cv=3, ensemble=ensemble)
    model.fit(articles["text"], articles["label"] == "praise")
    parts = [each.estimator.decision_function([TEXT])[0] for each in model.calibrated_classifiers_]
    table = explain(model, TEXT)
    assert table["contribution"].sum() == pytest.approx(np.mean(parts))
    assert set(table["label"]) == {"True"}
    threshold = FixedThresholdClassifier(base, threshold=0.1, response_method="decision_function")
    threshold.fit(articles["text"], articles["label"] == "praise")
    own = threshold.estimator_.decision_function([TEXT])[0]
    assert explain(threshold, TEXT)["contribution"].sum() == pytest.approx(own)


def test_a_feature_is_shared_by_the_places_where_it_stands(articles):
    rows = articles[articles["label"] != "neutral"]
    model = LINEAR["logistic"].fit(rows["text"], rows["label"])
    historic = explain(model, TEXT).query("feature == 'historic'")
    assert historic["start"].tolist() == [2, 37]
    assert historic["text"].tolist() == ["HISTORIC", "historic"]
    assert historic["contribution"].iloc[0] == historic["contribution"].iloc[1]
    assert (historic["contribution"] > 0).all()


def test_a_table_of_one_row_is_explained_by_its_columns(articles):
    model = make_pipeline(
        ColumnTransformer([("words", TfidfVectorizer(), "text"), ("size", "passthrough", ["n"])]),
        LogisticRegression(max_iter=2000),
    )
    table = articles.assign(n=articles["text"].str.len())[["text", "n"]]
    model.fit(table, articles["label"] == "praise")
    row = pd.DataFrame({"text": [TEXT], "n": [len(TEXT)]})
    found = explain(model, row)
    assert found["contribution"].sum() == pytest.approx(model.decision_function(row)[0])
    assert found.query("feature == 'words__superb'")["text"].tolist() == ["superb"]
    assert found.query("feature == 'size__n'")["start"].isna().all()


class Hidden(TransformerMixin, BaseEstimator):
    """Hide the target behind another word."""

    def fit(self, X, y=None):
        return self

    def transform(self, X):
        rows = zip(X["text"], X["start"], X["end"], strict=True)
        return [f"{text[:start]}SOMEBODY{text[end:]}" for text, start, end in rows]

    def get_feature_names_out(self, names=None):
        return np.array(["text"], dtype=object)


@pytest.mark.parametrize("name", ["Ann", "Maximiliane"])
def test_a_hidden_target_leaves_the_places_where_they_are(articles, name):
    text = f"a historic {name}, superb"
    rows = articles.assign(text="a " + articles["text"], start=0, end=1)[["text", "start", "end"]]
    model = make_pipeline(Hidden(), TfidfVectorizer(), LogisticRegression())
    model.fit(rows, articles["label"] == "praise")
    row = pd.DataFrame({"text": [text], "start": [11], "end": [11 + len(name)]})
    table = explain(model, row).dropna(subset="start")
    assert dict(zip(table["feature"], table["text"], strict=True)) == {
        "historic": "historic",
        "superb": "superb",
        "somebody": name,
    }


def test_an_indicator_matrix_gets_its_names_back(articles):
    y = pd.get_dummies(articles["label"])[["praise", "critical"]].astype(int)
    model = LINEAR["rest"].fit(articles["text"], y)
    table = explain(model, TEXT, labels=["praise", "critical"])
    for column, name in enumerate(y):
        own = table.loc[table["label"] == name, "contribution"].sum()
        assert own == pytest.approx(model.decision_function([TEXT])[0, column])
    with pytest.raises(ValueError, match="3 names, but the model has 2"):
        explain(model, TEXT, labels=["a", "b", "c"])


@pytest.mark.parametrize("make", [frame_classifier, tone_classifier, loaded_language_classifier])
def test_the_librarys_own_classifiers_are_explained(articles, make):
    y = articles["label"]
    if make is frame_classifier:
        y = pd.get_dummies(y)[["praise", "critical"]].astype(int)
    model = make().fit(articles["text"], y)
    table = explain(model, TEXT)
    decision = model.decision_function([TEXT])[0]
    expected = dict(zip(model.classes_, decision, strict=True))
    assert table.groupby("label")["contribution"].sum().to_dict() == pytest.approx(expected)
    placed = table.dropna(subset="start")
    by_lexicons = placed[placed["feature"].str.startswith("lexicons__")]
    assert set(by_lexicons["text"]) == {"HISTORIC deal", "failed", "superb"}


def test_a_target_is_explained_by_its_words(articles):
    rows = articles.assign(text="Ann: " + articles["text"], start=0, end=3)
    model = target_tone_classifier().fit(rows[["text", "start", "end"]], rows["label"])
    row = pd.DataFrame({"text": ["Ann: a historic plan"], "start": [0], "end": [3]})
    table = explain(model, row, method="linear")
    sums = table.groupby("label")["contribution"].sum()
    np.testing.assert_allclose(sums, model.decision_function(row)[0])
    by_word = explain(model, row)
    assert set(by_word.dropna(subset="start")["text"]) == {"a", "historic", "plan"}


class Handmade:
    """Any object with predict_proba: log odds 2 for 'superb', -1 for 'failed'."""

    def predict_proba(self, X):
        texts = X["text"] if hasattr(X, "columns") else X
        odds = np.array([2.0 * ("superb" in text) - ("failed" in text) for text in texts])
        return np.column_stack([1 / (1 + np.exp(odds)), 1 / (1 + np.exp(-odds))])


def test_occlusion_finds_the_words_of_any_model():
    table = explain(Handmade(), TEXT)
    assert table["contribution"].sum() == pytest.approx(1)
    large = table[table["contribution"].abs() > 1e-9]
    assert dict(zip(large["text"], large["contribution"].round(9), strict=True)) == {
        "superb": 2,
        "failed": -1,
    }
    assert table["feature"].iloc[-1] == REST


class AtTarget:
    """Looks at its target, and at what stands right before it."""

    def predict_proba(self, X):
        rows = zip(X["text"], X["start"], X["end"], strict=True)
        hit = []
        for text, start, end in rows:
            assert text[start:end] == "Ann"
            hit.append(0.9 if text[:start].endswith("superb ") else 0.2)
        return np.column_stack([1 - np.array(hit), hit])


def test_occlusion_never_leaves_out_the_target_and_moves_its_offsets():
    text = "They met a superb Ann again"
    row = pd.DataFrame({"text": [text], "start": [18], "end": [21]}, index=["s7"])
    table = explain(AtTarget(), row)
    assert "Ann" not in set(table["text"])
    assert table.iloc[0]["text"] == "superb"
    assert row.loc["s7"].tolist() == [text, 18, 21]


def test_the_method_is_chosen_by_the_model_or_refused(articles):
    X, y = articles["text"], articles["label"] == "praise"
    forest = make_pipeline(TfidfVectorizer(), RandomForestClassifier(5, random_state=0)).fit(X, y)
    hashed = make_pipeline(HashingVectorizer(n_features=512), LogisticRegression()).fit(X, y)
    for model in (forest, hashed):
        assert REST in set(explain(model, TEXT)["feature"])
        with pytest.raises(ValueError, match="not linear throughout, or has features without"):
            explain(model, TEXT, method="linear")
        with pytest.raises(ValueError, match="no weights can be listed"):
            top_features(model)
    linear = LINEAR["logistic"].fit(X, y)
    both = [explain(linear, TEXT, method=method) for method in ("linear", "occlusion")]
    sums = [table["contribution"].sum() for table in both]
    assert sums[0] == pytest.approx(sums[1])
    svm = make_pipeline(HashingVectorizer(n_features=512), LinearSVC()).fit(X, y)
    with pytest.raises(ValueError, match="has no predict_proba, which this needs"):
        explain(svm, TEXT)


@pytest.mark.parametrize(
    ("text", "settings", "error", "said"),
    [
        (["a", "b"], {}, TypeError, "text is a list; give one str"),
        (" ", {}, ValueError, "text is empty"),
        (pd.DataFrame({"text": ["a", "b"]}), {}, ValueError, "table of 2 rows"),
        (pd.DataFrame({"words": ["a"]}), {}, ValueError, "with a column 'text'"),
        (TEXT, {"method": "shap"}, ValueError, "method='shap'; choose one of auto"),
    ],
)
def test_what_cannot_be_explained_is_said(text, settings, error, said):
    with pytest.raises(error, match=said):
        explain(Handmade(), text, **settings)


def test_top_features_are_the_weights(articles):
    model = LINEAR["logistic"].fit(articles["text"], articles["label"])
    table = top_features(model, n=4)
    praise = table.query("label == 'praise' and direction == 'for'")
    assert set(praise["feature"]) == {"historic", "landmark", "pioneering", "superb"}
    assert praise["rank"].tolist() == [1, 2, 3, 4]
    column = model[0].vocabulary_[praise["feature"].iloc[0]]
    assert praise["weight"].iloc[0] == model[1].coef_[2, column]
    against = table.query("label == 'praise' and direction == 'against'")
    assert against["weight"].is_monotonic_increasing
    assert (against["weight"] < 0).all()
    with pytest.raises(ValueError, match="n=0; give 1"):
        top_features(model, n=0)


ALPHABET = st.text(
    st.sampled_from("abcÄéİßΑΣςﬁ ' \t\n-.9“”\u0301") | st.characters(codec="utf-8"), max_size=30
)


@settings(max_examples=150, deadline=None)
@given(
    text=ALPHABET,
    analyzer=st.sampled_from(["word", "char", "char_wb"]),
    ngrams=st.sampled_from([(1, 1), (1, 3), (2, 4)]),
    accents=st.sampled_from([None, "unicode", "ascii"]),
    lowercase=st.booleans(),
)
def test_the_places_found_are_what_the_vectorizer_counts(
    text, analyzer, ngrams, accents, lowercase
):
    vectorizer = CountVectorizer(
        analyzer=analyzer, ngram_range=ngrams, strip_accents=accents, lowercase=lowercase
    )
    found = ngram_spans(vectorizer, text)
    if found:
        counted = Counter(vectorizer.build_analyzer()(text))
        assert {name: len(spans) for name, spans in found.items()} == counted
    for name, spans in found.items():
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            if text.isascii() and analyzer == "word":
                same = text[start:end].lower() if lowercase else text[start:end]
                assert same.startswith(name.split()[0])


def test_own_callables_have_no_places():
    for settings_ in ({"tokenizer": str.split}, {"analyzer": str.split}, {"preprocessor": str}):
        assert ngram_spans(CountVectorizer(token_pattern=None, **settings_), "a b") == {}


@pytest.fixture(scope="module")
def target_tone():
    return fr.load_model("target-tone")


def test_a_model_of_targets_says_what_it_takes(target_tone):
    model = target_tone
    with pytest.raises(TypeError, match=r"the columns text, start and end \(where the name stands"):
        fr.explain(model, "Ann shone.")
    table = pd.DataFrame({"text": ["Ann shone."], "start": [0], "end": [3]})
    assert fr.explain(model, table)["contribution"].notna().all()


@pytest.mark.parametrize(
    ("before", "target", "behind", "words"),
    [
        ("", "Ann", " failed.", ["failed"]),
        ("They attacked ", "Ann", "", ["They", "attacked"]),
        ("", "Ann", "", []),
        ("“", "Ann’s", "”.", []),
        ("😀 “Ünal’s façade” — ", "Zoë’s", " İstanbul 😀 failed", ["Ünal", "façade", "İstanbul"]),
    ],
)
def test_a_target_may_stand_anywhere(target_tone, before, target, behind, words):
    place = {"start": [len(before)], "end": [len(before) + len(target)]}
    row = pd.DataFrame({"text": [before + target + behind], **place})
    table = explain(target_tone, row)
    chance = target_tone.predict_proba(row)[0]
    for label, odds in zip(target_tone.classes_, np.log(chance / (1 - chance)), strict=True):
        mine = table[table["label"] == str(label)]
        assert mine["contribution"].sum() == pytest.approx(odds)
        assert set(mine["text"]) >= set(words)
        assert mine["feature"].tolist().count(REST) == 1
        assert target not in set(mine["text"])
    for text, start, end in table.dropna(subset="start")[["text", "start", "end"]].to_numpy():
        assert row["text"][0][start:end] == text != ""
