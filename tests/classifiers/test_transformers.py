"""Transformers keep scikit-learn's contract, and their columns hold what their names say."""

import pickle
import re
import warnings

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import SkipTestWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import estimator_checks_generator

import framing as fr
from framing.classifiers import (
    LexiconVectorizer,
    StyleFeatures,
    TargetValence,
    TargetWindow,
    TextEmbedding,
    TextReader,
)

TEXTS = [
    "It was a historic achievement, the minister said.",
    "It was not a historic achievement.",
    "“We won!” she said. Critics attacked the shameful plan.",
    "Rain may fall in the north - perhaps - on 3 May 2021?",
]
TARGETS = pd.DataFrame(
    {
        "text": ["They praised Ann Lee.", "Ann Lee’s plan failed.", "Critics attacked Bo, 5."] * 2,
        "start": [13, 0, 17] * 2,
        "end": [20, 9, 19] * 2,
    },
    index=list("uvwxyz"),
)


def embed(texts):
    return [[len(text), text.count("a")] for text in texts]


TEXT_TRANSFORMERS = [
    LexiconVectorizer(),
    LexiconVectorizer(("hedges", "vader"), measure="share", by=("voice", "zone")),
    LexiconVectorizer("criticism", measure="presence", by="voice"),
    StyleFeatures(),
    StyleFeatures(("types", "digits")),
    TextEmbedding(embed),
]
TARGET_TRANSFORMERS = [
    TargetWindow(min_count=1, sparse_output=False),
    TargetWindow(("mention", "ngrams"), sparse_output=False),
    TargetValence(),
    TargetValence(("vader",)),
]


def name_of(transformer):
    """Name a test: the same in every process, without an address in memory."""
    return re.sub(r" at 0x\w+", "", repr(transformer))


CASES = [(one, pd.Series(TEXTS, index=list("abcd"))) for one in TEXT_TRANSFORMERS]
CASES += [(one, TARGETS) for one in TARGET_TRANSFORMERS]
BOTH = pytest.mark.parametrize(("transformer", "X"), CASES, ids=lambda case: name_of(case)[:40])


def dense(found):
    return found.toarray() if hasattr(found, "toarray") else np.asarray(found)


@BOTH
def test_fit_keeps_parameters_and_a_clone_gives_the_same(transformer, X):
    before = repr(transformer.get_params())
    one, other = clone(transformer), clone(transformer)
    found = one.fit_transform(X)
    assert repr(one.get_params()) == before
    assert one.fit(X) is one
    np.testing.assert_array_equal(found, other.fit(X).transform(X))
    assert np.isfinite(found).all()


@BOTH
def test_names_are_the_columns_and_set_output_keeps_the_index(transformer, X):
    one = clone(transformer).fit(X)
    names = one.get_feature_names_out()
    assert names.dtype == object
    assert len(set(names)) == len(names) == one.transform(X).shape[1]
    table = clone(transformer).set_output(transform="pandas").fit_transform(X)
    assert table.columns.tolist() == names.tolist()
    assert table.index.tolist() == X.index.tolist()


@BOTH
def test_pickle_gives_the_same(transformer, X):
    one = clone(transformer).fit(X)
    again = pickle.loads(pickle.dumps(one))
    np.testing.assert_array_equal(again.transform(X), one.transform(X))


@BOTH
def test_rows_do_not_depend_on_their_neighbours(transformer, X):
    one = clone(transformer).fit(X)
    together = dense(one.transform(X))
    alone = [dense(one.transform(X.iloc[[place]])) for place in range(len(X))]
    np.testing.assert_allclose(np.vstack(alone), together)
    np.testing.assert_allclose(dense(one.transform(X.iloc[::-1]))[::-1], together)


@BOTH
def test_it_works_in_a_pipeline_a_grid_search_and_with_sample_weights(transformer, X):
    y = np.arange(len(X)) % 2
    model = make_pipeline(clone(transformer), LogisticRegression())
    weight = np.linspace(1, 2, len(X))
    model.fit(X, y, logisticregression__sample_weight=weight)
    assert model.predict_proba(X).shape == (len(X), 2)
    search = GridSearchCV(model, {"logisticregression__C": [0.1, 1]}, cv=2).fit(X, y)
    assert search.best_params_["logisticregression__C"] in (0.1, 1)


@BOTH
def test_it_works_in_a_column_transformer(transformer, X):
    table = X if isinstance(X, pd.DataFrame) else pd.DataFrame({"text": X, "n": 1})
    columns = ["text", "start", "end"] if isinstance(X, pd.DataFrame) else "text"
    whole = ColumnTransformer([("these", clone(transformer), columns)])
    np.testing.assert_array_equal(whole.fit_transform(table), clone(transformer).fit_transform(X))


@BOTH
def test_scikit_learn_finds_nothing_wrong(transformer, X):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkipTestWarning)  # most checks want tables of numbers
        checks = list(estimator_checks_generator(clone(transformer)))
    assert checks
    for estimator, check in checks:
        check(estimator)


@pytest.mark.parametrize("transformer", [*TEXT_TRANSFORMERS, TextReader()], ids=name_of)
@pytest.mark.parametrize(
    ("X", "error", "said"),
    [
        ("one string", TypeError, "X is the string 'one string'; give a list of texts"),
        (["a", None], TypeError, "row 1 is None, no text"),
        (["a", float("nan")], TypeError, "row 1 is nan, no text"),
        ([], ValueError, "X holds no text; give one at least"),
        (["a", " \n"], ValueError, "row 1 is empty"),
        (pd.Series(["a", ""], index=["x", "y"]), ValueError, "row 'y' is empty"),
        (5, TypeError, "X is a int"),
        (pd.DataFrame({"a": ["x"], "b": ["y"]}), ValueError, "none is called text"),
    ],
)
def test_bad_texts_are_refused(transformer, X, error, said):
    with pytest.raises(error, match=said):
        clone(transformer).fit(X).transform(X)


@pytest.mark.parametrize(
    "transformer", [*TARGET_TRANSFORMERS, TextReader(target="mask")], ids=name_of
)
@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"end": 99}, ValueError, r"target \[13:99\] of row 'u' stands outside its text"),
        ({"start": -1}, ValueError, "stands outside its text"),
        ({"start": 20, "end": 20}, ValueError, "stands outside its text"),
        ({"start": 20, "end": 21}, ValueError, "holds no word"),
        ({"start": 14}, ValueError, "cuts a word"),
        ({"end": 19}, ValueError, "cuts a word"),
        ({"start": 1.5}, ValueError, "start of row 'u' is 1.5; offsets are whole numbers"),
        ({"start": None}, ValueError, "start of row 'u' is None"),
        ({"text": ""}, ValueError, "row 'u' is empty"),
    ],
)
def test_bad_targets_are_refused(transformer, change, error, said):
    X = TARGETS.head(1).assign(**change)
    with pytest.raises(error, match=said):
        clone(transformer).fit(X).transform(X)


def test_what_is_no_table_of_targets_is_refused():
    with pytest.raises(TypeError, match="give a table with the columns text, start and end"):
        TargetWindow().fit(TEXTS)
    with pytest.raises(ValueError, match="X has no column 'end'"):
        TargetValence().fit(TARGETS[["text", "start"]])


@pytest.mark.parametrize(
    ("transformer", "said"),
    [
        (LexiconVectorizer(measure="sum"), "measure='sum'; it is one of rate, share, presence"),
        (LexiconVectorizer(by="target"), "by='target'; it is 'voice', 'zone' or both"),
        (LexiconVectorizer(("hedges", "hedges")), "two are named 'hedges'"),
        (LexiconVectorizer(("nonsense",)), "no lexicon 'nonsense'"),
        (StyleFeatures(("beauty",)), "it is one or more of log_words"),
        (TextReader(target="hide"), "target='hide'; it is one of keep, mask"),
        (TargetWindow(("syntax",)), "it is one or more of sides, ngrams"),
        (TargetWindow(()), "it is one or more of sides, ngrams"),
    ],
    ids=repr,
)
def test_unknown_choices_are_refused(transformer, said):
    X = TARGETS if isinstance(transformer, TargetWindow) else TEXTS
    with pytest.raises(ValueError, match=said):
        transformer.fit(X)


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda texts: [[1.0]], "shape"),
        (lambda texts: [1.0] * len(texts), "shape"),
        (lambda texts: [[np.nan]] * len(texts), "finite"),
    ],
)
def test_a_function_that_embeds_wrongly_is_refused(function, said):
    with pytest.raises(ValueError, match=said):
        TextEmbedding(function).fit(TEXTS)


def test_rates_are_those_of_score():
    corpus = fr.load_dataset("sample")
    matches = fr.match(fr.tokenize(corpus), fr.load_lexicon("criticism"))
    scores = fr.score(matches, zone="all")
    vectorizer = LexiconVectorizer(("criticism",)).set_output(transform="pandas")
    found = vectorizer.fit_transform(corpus["text"])
    for category in fr.load_lexicon("criticism").categories:
        # Boilerplate and titles count here: these texts are all there is.
        np.testing.assert_allclose(found[f"criticism:{category}"], scores[category])


def test_parts_add_up_to_the_whole():
    corpus = fr.load_dataset("sample")["text"]
    whole = LexiconVectorizer(("promotional",)).fit_transform(corpus)
    parted = LexiconVectorizer(("promotional",), by=("voice", "zone")).fit_transform(corpus)
    parts = parted.reshape(*whole.shape, -1)
    np.testing.assert_allclose(parts.sum(axis=2), whole)


def test_the_share_is_of_sentences_and_the_presence_of_texts():
    texts = ["A shameful plan. A shameful, shameful plan. Rain.", "Rain."]
    criticism = pd.DataFrame({"pattern": ["shameful"]})
    lexicon = fr.Lexicon(criticism, name="mine")
    shares, presence = (
        LexiconVectorizer([lexicon], measure=measure).fit_transform(texts).ravel()
        for measure in ("share", "presence")
    )
    np.testing.assert_allclose(shares, [2 / 3, 0])
    np.testing.assert_allclose(presence, [1, 0])


def test_style_counts_what_it_names():
    table = StyleFeatures().set_output(transform="pandas").fit_transform(TEXTS)
    row = table.iloc[2]  # We won she said Critics attacked the shameful plan
    assert row["log_words"] == pytest.approx(np.log(10))
    assert row["sentence_words"] == pytest.approx(9 / 2)
    assert row["quoted"] == pytest.approx(2 / 9)
    assert row["first_person"] == pytest.approx(100 / 9)
    assert row["third_person"] == pytest.approx(100 / 9)
    assert row["exclamation_marks"] == pytest.approx(100 / 9)
    assert row["quotation_marks"] == pytest.approx(200 / 9)
    assert row["long_words"] == pytest.approx(3 / 9)
    assert table["digits"].tolist()[:3] == [0, 0, 0]
    assert table["negators"].gt(0).tolist() == [False, True, False, False]
    assert table["hedges"].gt(0).tolist() == [False, False, False, True]


def test_a_window_knows_where_words_stand():
    window = TargetWindow(("sides", "ngrams", "position"), min_count=1).fit(TARGETS)
    table = pd.DataFrame(
        window.transform(TARGETS).toarray() > 0,
        index=TARGETS.index,
        columns=window.get_feature_names_out(),
    )
    assert table["before:praised"].tolist() == [True, False, False] * 2
    assert table["behind:failed"].tolist() == [False, True, False] * 2
    assert table["TARGET_'s_plan"].tolist() == [False, True, False] * 2
    assert table["possessive=1"].tolist() == [False, True, False] * 2
    assert table["opens=1"].tolist() == [False, True, False] * 2
    assert not [name for name in table if "ann" in name or "lee" in name]


def test_the_views_of_a_window_have_length_one():
    found = TargetWindow(("sides", "shapes"), min_count=1).fit_transform(TARGETS)
    np.testing.assert_allclose(np.square(found.toarray()).sum(axis=1), 2)


def test_shapes_take_the_meaning_away():
    names = TargetWindow(("shapes",), min_count=1).fit(TARGETS).get_feature_names_out()
    assert "shape:they_+_TARGET" in names
    assert "before 1:-" in names
    assert not [name for name in names if "praised" in name or "critics" in name]


def test_valence_stands_on_its_side_of_the_target():
    valence = TargetValence(("vader",)).set_output(transform="pandas").fit_transform(TARGETS)
    assert valence["vader:positive:before"].gt(0).tolist() == [True, False, False] * 2
    assert valence["vader:negative:behind"].gt(0).tolist() == [False, True, False] * 2
    assert valence["vader:negative:before"].gt(0).tolist() == [False, False, True] * 2
    assert np.expm1(valence["target_words"]).round().tolist() == [2, 2, 1] * 2


def test_a_negator_turns_valence_around():
    X = pd.DataFrame({"text": ["Ann is good.", "Ann is not good."], "start": 0, "end": 3})
    valence = TargetValence(("vader",)).set_output(transform="pandas").fit_transform(X)
    assert valence["vader:positive:clause"].gt(0).tolist() == [True, False]
    assert valence["vader:negative:clause"].gt(0).tolist() == [False, True]


def test_a_mask_takes_the_target_away_and_nothing_else():
    masked = TextReader(target="mask").fit_transform(TARGETS.head(2))
    assert masked == ["They praised TARGET.", "TARGET plan failed."]
