"""What to code next: reasons that hold, chances that are true, and a list that disagrees."""

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

import framing as fr
from framing.classifiers import lexicon_disagreement, next_to_code
from framing.classifiers.coding import uncertainty


@pytest.fixture(scope="module")
def corpus(articles):
    return fr.Corpus(articles.assign(article_id=[f"a{n}" for n in range(len(articles))]))


@pytest.fixture(scope="module")
def model(articles):
    return make_pipeline(TfidfVectorizer(), LogisticRegression()).fit(
        articles["text"][:60], articles["label"][:60]
    )


def test_reasons_and_numbers(corpus, model):
    coded = corpus.ids[:60]
    table = next_to_code(model, corpus, n=40, coded=coded, random_state=0)
    assert table["reason"].value_counts().to_dict() == {
        "uncertainty": 20,
        "diversity": 10,
        "random": 10,
    }
    assert table.index.is_unique
    assert not table.index.isin(coded).any()
    assert table["text"].tolist() == corpus["text"][table.index].tolist()
    unsure = uncertainty(model.predict_proba(corpus["text"][60:]))
    least_sure = table.loc[table["reason"] == "uncertainty", "uncertainty"]
    np.testing.assert_allclose(least_sure, np.sort(unsure)[::-1][:20])
    assert table["pi"].tolist() == [1.0] * 30 + [10 / 270] * 10


def test_weighted_by_chance_the_chosen_estimate_all(corpus, model, articles):
    truth = (articles["label"] == "praise").to_numpy()
    place = dict(zip(corpus.ids, range(len(corpus)), strict=True))
    estimates, naive = [], []
    for seed in range(150):
        table = next_to_code(model, corpus, n=60, strategy="mixed", random_state=seed)
        coded = truth[[place[name] for name in table.index]]
        estimates.append((coded / table["pi"]).sum() / len(corpus))
        naive.append(coded.mean())
    error = np.std(estimates) / np.sqrt(len(estimates))
    assert abs(np.mean(estimates) - truth.mean()) < 4 * error
    assert abs(np.mean(naive) - truth.mean()) > 4 * error


def test_diversity_takes_one_of_each_kind():
    kinds = ["tax budget", "football match", "storm rain", "court judge"]
    texts = [f"{kind} item {number}" for kind in kinds for number in range(12)]

    class Indifferent:
        def predict_proba(self, X):
            return np.full((len(X), 2), 0.5)

    table = next_to_code(Indifferent(), texts, n=4, strategy="diversity", random_state=0)
    assert {text.split()[0] for text in table["text"]} == {"tax", "football", "storm", "court"}
    assert (table["uncertainty"] == 1).all()


def test_chance_alone_is_a_plain_sample(corpus, model):
    table = next_to_code(model, corpus, n=90, strategy="random", random_state=1)
    assert set(table["reason"]) == {"random"}
    assert (table["pi"] == 0.25).all()
    every = next_to_code(model, corpus, n=360, random_state=1)
    assert sorted(every.index) == sorted(corpus.ids)
    assert every["pi"].iloc[-1] == 1


def test_models_of_several_labels_are_unsure_on_average(articles):
    y = pd.get_dummies(articles["label"]).astype(int)
    model = make_pipeline(TfidfVectorizer(), OneVsRestClassifier(LogisticRegression()))
    table = next_to_code(model.fit(articles["text"], y), articles["text"].tolist(), n=8)
    assert table["uncertainty"].between(0, 1).all()
    assert uncertainty(np.array([[0.5, 0.5, 0.5], [1, 1, 0]])).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"n": 0}, "n=0; 360 articles are left to code"),
        ({"n": 355, "coded": ["a1"] + [f"a{n}" for n in range(9)]}, "351 articles are left"),
        ({"n": 5, "strategy": "best"}, "strategy='best'; choose one of mixed"),
        ({"n": 5, "coded": ["zz"]}, "coded: 'zz' is no article_id"),
    ],
)
def test_what_is_wrong_is_said(corpus, model, settings, said):
    with pytest.raises(ValueError, match=said):
        next_to_code(model, corpus, **settings)


def test_a_model_without_probabilities_is_refused_by_name(corpus, articles):
    svm = make_pipeline(TfidfVectorizer(), LinearSVC()).fit(articles["text"], articles["label"])
    for ask in (
        lambda: next_to_code(svm, corpus, n=3),
        lambda: lexicon_disagreement(svm, corpus, [0.0] * 360),
    ):
        with pytest.raises(ValueError, match="Pipeline has no predict_proba, which this needs"):
            ask()


def test_the_list_of_disagreements_begins_with_the_largest(corpus, model, articles):
    score = articles["text"].str.count("historic|landmark").to_numpy().astype(float)
    table = lexicon_disagreement(model, corpus, score, label="praise")
    assert table["disagreement"].abs().is_monotonic_decreasing
    assert sorted(table.index) == sorted(corpus.ids)
    first = table.iloc[0]
    higher = "model higher" if first["disagreement"] > 0 else "lexicon higher"
    assert first["reading"] == higher
    gaps = table[table["reading"] == "model higher"].head(20)["text"]
    assert gaps.str.contains("superb|pioneering").mean() > 0.8
    assert table["score_rank"].mean() == pytest.approx(0.5)
    assert len(lexicon_disagreement(model, corpus, score, n=7)) == 7


@pytest.mark.parametrize(
    ("score", "settings", "said"),
    [
        ([1.0] * 359 + [np.nan], {}, "score of row 359 is missing"),
        ([1.0] * 3, {}, "scores has 3 rows, but X has 360"),
        ([1.0] * 360, {"label": "hype"}, "label='hype'; the model knows"),
    ],
)
def test_lists_that_cannot_be_made_say_why(corpus, model, score, settings, said):
    with pytest.raises(ValueError, match=said):
        lexicon_disagreement(model, corpus, score, **settings)
