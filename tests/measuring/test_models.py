"""Models in the one-call table: sentences by their words, targets by their mentions."""

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.classifiers import target_tone_classifier, tone_classifier

ARTICLES = pd.DataFrame(
    {
        "text": [
            "Rain fell in the north of the country. A triumph!",
            "Ann won praise. They attacked Ann and her plan. Bob spoke.",
            "",
        ]
    },
    index=["a", "b", "c"],
)


class Shouting:
    """A model of sentences: 1 for one that shouts."""

    classes_ = np.array(["calm", "loud voice"])

    def predict_proba(self, X):
        loud = np.array([text.endswith("!") for text in X], float)
        return np.column_stack([1 - loud, loud])


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("models")
    texts = ["Ann won praise.", "They attacked Ann.", "Ann spoke."] * 4
    X = pd.DataFrame({"text": texts, "start": [text.find("Ann") for text in texts]})
    toward = target_tone_classifier().fit(X.assign(end=X["start"] + 3), [1, -1, 0] * 4)
    fr.save_model(toward, root / "my-tone", facts={"unit": "target"})
    whole = tone_classifier().fit(["A triumph.", "It rained."] * 4, ["praise", "plain"] * 4)
    fr.save_model(whole, root / "my-articles", facts={"unit": "article"})
    fr.save_model(whole, root / "odd", facts={"unit": "book"})
    return root


def test_sentences_count_by_their_words():
    table = fr.measure(ARTICLES, models={"shouting": Shouting()})
    assert table["shouting_loud_voice"].round(6).tolist()[:2] == [0.2, 0.0]
    assert table["shouting_calm"].round(6).tolist()[:2] == [0.8, 1.0]
    assert np.isnan(table.loc["c", "shouting_calm"])


def test_nothing_else_in_the_table_changes():
    with_model = fr.measure(ARTICLES, models={"shouting": Shouting()})
    without = fr.measure(ARTICLES)
    pd.testing.assert_frame_equal(with_model[without.columns], without)


def test_a_model_of_articles_reads_them_whole(folders):
    table = fr.measure(ARTICLES, models=[folders / "my-articles"])
    model = fr.load_model(folders / "my-articles")
    expected = model.predict_proba(ARTICLES["text"].head(2))
    assert table.attrs["models"]["my_articles"].startswith(f"{fr.__version__}+")
    found = table[["my_articles_plain", "my_articles_praise"]]
    np.testing.assert_allclose(found.head(2), expected)
    assert found.loc["c"].isna().all()


def test_a_model_of_targets_reads_their_mentions(folders):
    targets = fr.targets({"Ann": ["Ann"], "Bob": ["Bob"], "Eve": ["Eve"]})
    table = fr.measure(ARTICLES, models=[folders / "my-tone"], targets=targets)
    model = fr.load_model(folders / "my-tone")
    sentences = ["Ann won praise.", "They attacked Ann and her plan."]
    X = pd.DataFrame({"text": sentences, "start": [0, 14], "end": [3, 17]})
    expected = model.predict_proba(X).mean(axis=0)
    columns = [f"my_tone_{label}_toward_Ann" for label in (-1, 0, 1)]
    np.testing.assert_allclose(table.loc["b", columns].to_numpy(float), expected)
    assert table["my_tone_1_toward_Bob"].notna().tolist() == [False, True, False]
    assert table["my_tone_1_toward_Eve"].isna().all()


def test_a_model_of_targets_says_that_it_needs_them(folders):
    with pytest.raises(ValueError, match="say towards whom by targets="):
        fr.measure(ARTICLES, models=[folders / "my-tone"])


@pytest.mark.parametrize(
    ("models", "error", "said"),
    [
        ("climate-frames", TypeError, "give a list of names, as in"),
        (["nonsense"], ValueError, "no model 'nonsense' comes with the library"),
        ({"mine": 5}, ValueError, "'mine' is a int without predict_proba"),
    ],
)
def test_what_is_no_model_is_refused(models, error, said):
    with pytest.raises(error, match=said):
        fr.measure(ARTICLES, models=models)


def test_an_unknown_unit_is_refused(folders):
    with pytest.raises(ValueError, match="judges 'book'"):
        fr.measure(ARTICLES, models=[folders / "odd"])
