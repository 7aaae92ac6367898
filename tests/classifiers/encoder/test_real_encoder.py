"""The real encoder, which is fetched into the user's folder; skipped where no index answers."""

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.classifiers import Encoder, fetch_encoder, list_models


@pytest.fixture(scope="session")
def encoder():
    try:
        fetch_encoder()
    except ConnectionError as error:
        pytest.skip(f"the encoder cannot be fetched: {error}")
    return Encoder()


@pytest.fixture(scope="module")
def sentences():
    return fr.tokenize(fr.load_dataset("sample")).sentences()["text"].tolist()[:256]


def test_sentences_of_like_meaning_are_near(encoder):
    vectors = encoder(
        [
            "The minister praised the historic agreement.",
            "A member of the government welcomed the landmark deal.",
            "Heavy rain is expected in the north tomorrow.",
        ]
    )
    assert vectors.shape == (3, 384)
    near = np.corrcoef(vectors)
    assert near[0, 1] > near[0, 2] + 0.1 and near[0, 1] > near[1, 2] + 0.1


def test_a_vector_does_not_depend_on_its_batch(encoder, sentences):
    together = encoder(sentences)
    alone = np.vstack([encoder([sentence]) for sentence in sentences[:64]])
    np.testing.assert_allclose(encoder(sentences[:64]), alone, atol=1e-5, rtol=0)
    np.testing.assert_allclose(together[:64], alone, atol=1e-5, rtol=0)
    order = np.random.default_rng(0).permutation(len(sentences))
    shuffled = encoder([sentences[number] for number in order])
    np.testing.assert_allclose(shuffled, together[order], atol=1e-5, rtol=0)


def test_targets_of_one_sentence_differ(encoder):
    text = "Ann praised Bob."
    X = pd.DataFrame({"text": [text, text], "start": [0, 12], "end": [3, 15]})
    one, other = encoder.spans(X)
    assert one.shape == (768,) and np.abs(one - other).max() > 0.1


def test_it_is_small(encoder):
    assert list_models().loc["encoder", "megabytes"] <= 25


def test_how_a_target_is_spoken_of(encoder):
    X = pd.DataFrame(
        {
            "text": [
                "Critics tore into Voss over the budget.",
                "The chamber gave Voss a standing ovation.",
                "Voss met the unions on Tuesday.",
            ]
        }
    )
    X = X.assign(start=X["text"].str.find("Voss")).assign(end=lambda table: table["start"] + 4)
    model = fr.load_model("target-tone-encoder")
    assert model.predict(X).tolist() == [-1, 1, 0]
    explained = fr.explain(model, X.head(1))
    against = explained[explained["label"].astype(str) == "-1"].set_index("feature")
    assert against["contribution"].drop("(rest)").idxmax() in ("tore", "Critics", "budget")
    table = fr.measure(
        X["text"].tolist(), targets=fr.targets({"Voss": ["Voss"]}), models=["target-tone-encoder"]
    )
    chance = table.filter(regex="^target_tone_encoder_.*_toward_Voss$").to_numpy()
    np.testing.assert_allclose(chance, model.predict_proba(X), atol=1e-6)
    assert table.attrs["models"]["target_tone_encoder"].startswith(fr.__version__)
