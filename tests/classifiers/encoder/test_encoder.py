"""Vectors of texts and targets: what they are, scikit-learn's contract, and bad input."""

import copy
import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from joblib import Parallel, delayed
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import SkipTestWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import estimator_checks_generator

import framing as fr
from framing.classifiers import (
    CalibratedLogistic,
    Encoder,
    TargetEncoder,
    TextReader,
    frame_classifier,
    loaded_language_classifier,
    remove_encoder,
    target_tone_classifier,
    tone_classifier,
)
from framing.classifiers.encoder import adapters as adapters_module
from framing.classifiers.encoder.adapters import save_adapters
from framing.classifiers.encoder.windows import Tokenizer, batches

TEXTS = [
    "They praised Ann Lee.",
    "Rain!",
    "The minister won. They lost a plan, and attacked Lee.",
    "Of a plan.",
]
TARGETS = pd.DataFrame(
    {
        "text": ["They praised Ann Lee.", "Ann Lee’s plan lost.", "The minister attacked Lee."],
        "start": [13, 0, 22],
        "end": [20, 9, 25],
    },
    index=list("uvw"),
)
CASES = [
    (Encoder(), pd.Series(TEXTS, index=list("abcd"))),
    (Encoder("sentence_mean_max", n_jobs=1), pd.Series(TEXTS, index=list("abcd"))),
    (TargetEncoder(), TARGETS),
]
BOTH = pytest.mark.parametrize(("transformer", "X"), CASES, ids=lambda case: repr(case)[:30])

pytestmark = pytest.mark.usefixtures("fetched")


@pytest.fixture
def tokenizer(fetched):
    return Tokenizer(fetched / "tokenizer.json", 32)


def alone(fetched, text, marked=()):
    """Run one text by hand: the vectors of its pieces."""
    import onnxruntime
    from tokenizers import Tokenizer as Pieces

    pieces = Pieces.from_file(str(fetched / "tokenizer.json"))
    pieces.no_truncation()
    pieces.no_padding()
    ids = np.array([pieces.encode(text).ids])
    types = np.zeros_like(ids)
    types[0, list(marked)] = 1
    session = onnxruntime.InferenceSession(str(fetched / "encoder.onnx"))
    given = {"input_ids": ids, "attention_mask": ids * 0 + 1, "token_type_ids": types}
    return session.run(None, given)[0][0]


def test_a_text_is_the_mean_of_its_pieces(fetched):
    found = Encoder()(TEXTS)
    assert found.dtype == np.float32 and found.shape == (4, 16)
    for text, vector in zip(TEXTS, found, strict=True):
        np.testing.assert_allclose(vector, alone(fetched, text).mean(0), atol=1e-5)


def test_a_target_is_marked_and_stands_beside_its_text(fetched):
    found = Encoder().spans(TARGETS)
    assert found.dtype == np.float32 and found.shape == (3, 32)
    # [CLS] they praised ann lee . [SEP]; [CLS] ann lee ’ s plan lost . [SEP]
    for row, marked in ((0, (3, 4)), (1, (1, 2, 3, 4))):
        pieces = alone(fetched, TARGETS["text"].iloc[row], marked)
        np.testing.assert_allclose(found[row, :16], pieces.mean(0), atol=1e-5)
        np.testing.assert_allclose(found[row, 16:], pieces[list(marked)].mean(0), atol=1e-5)


def test_sentences_are_pooled(fetched):
    parts = Encoder()(["The minister won.", "They lost a plan, and attacked Lee."])
    mean, most = parts.mean(0), parts.max(0)
    for pool, known in (
        ("sentence_mean", mean),
        ("sentence_max", most),
        ("sentence_mean_max", np.hstack([mean, most])),
    ):
        np.testing.assert_allclose(Encoder(pool)([TEXTS[2]])[0], known, atol=1e-5)


def test_a_long_text_is_the_mean_over_its_windows(fetched, tokenizer):
    words = ("rain and plan of minister won lost " * 12).split()
    found = Encoder()([" ".join(words)])[0]
    windows = [" ".join(words[begin : begin + 30]) for begin in range(0, len(words), 30)]
    pieces = np.vstack([alone(fetched, window) for window in windows])
    np.testing.assert_allclose(found, pieces.mean(0), atol=1e-5)
    assert np.diff(tokenizer.texts([" ".join(words)]).ptr).tolist() == [32, 32, 26]


def test_around_a_target_of_a_long_text_one_window_is_read(fetched):
    words = ["rain"] * 50 + ["Ann"] + ["plan"] * 50
    text = " ".join(words)
    X = pd.DataFrame({"text": [text], "start": [text.find("Ann")]}).assign(
        end=lambda t: t.start + 3
    )
    window = words[50 - 14 : 50 + 16]
    pieces = alone(fetched, " ".join(window), (15,))
    found = Encoder().spans(X)[0]
    np.testing.assert_allclose(found, np.hstack([pieces.mean(0), pieces[15]]), atol=1e-5)
    # A target that is longer than the window, and those at the ends.
    for start, end in ((0, len(text)), (0, 4), (len(text) - 4, len(text))):
        vector = Encoder().spans(pd.DataFrame({"text": [text], "start": [start], "end": [end]}))
        assert np.isfinite(vector).all() and np.abs(vector[0, 16:]).max() > 0


def test_100_000_characters_are_read(fetched):
    for text in ("They praised Ann Lee. " * 4546, "a" * 100_000, "’" * 100_000):
        assert len(text) >= 100_000
        assert np.isfinite(Encoder()([text])).all()


def test_batches_hold_texts_of_like_length(tokenizer):
    windows = tokenizer.texts(["rain " * n for n in (1, 29, 2, 28, 3, 4, 200)])
    made = batches(windows, rows=3, pieces=64)
    assert sorted(np.concatenate(made)) == list(range(len(windows.text)))
    size = np.diff(windows.ptr)
    for rows in made:
        assert len(rows) <= 3 and (len(rows) == 1 or size[rows].max() * len(rows) <= 64)


def test_a_vector_does_not_depend_on_its_batch(fetched):
    rng = np.random.default_rng(0)
    words = "they praised attacked ann lee the minister plan won lost rain , .".split()
    texts = [" ".join(rng.choice(words, n)) for n in rng.integers(1, 80, 300)]
    together = Encoder()(texts)
    order = rng.permutation(300)
    np.testing.assert_allclose(
        Encoder(n_jobs=1)([texts[n] for n in order]), together[order], atol=1e-5
    )
    for number in range(20):
        np.testing.assert_allclose(
            Encoder()(texts[number : number + 1])[0], together[number], atol=1e-5
        )


def test_nothing_and_an_empty_text_have_a_meaning(fetched):
    assert Encoder()([]).shape == (0, 16)
    assert Encoder("sentence_mean_max")([]).shape == (0, 32)
    np.testing.assert_allclose(Encoder()(["", "Rain."])[0], alone(fetched, "").mean(0), atol=1e-5)
    np.testing.assert_allclose(
        Encoder("sentence_max")([""])[0], alone(fetched, "").mean(0), atol=1e-5
    )


@pytest.mark.parametrize(
    ("X", "error", "said"),
    [
        ("Rain.", TypeError, "give a list of texts"),
        (["Rain.", None], TypeError, "row 1 is None, no text"),
        (["Rain.", " "], ValueError, "row 1 is empty"),
    ],
)
def test_what_is_no_text_is_refused(X, error, said):
    with pytest.raises(error, match=said):
        Encoder().transform(X)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (13, 99, "stands outside its text"),
        (-1, 4, "stands outside its text"),
        (4, 4, "stands outside its text"),
        (4, 5, "holds no word"),
        (14, 20, "cuts a word"),
    ],
)
def test_what_is_no_target_is_refused(start, end, said):
    X = pd.DataFrame({"text": ["They praised Ann Lee."], "start": [start], "end": [end]})
    for call in (Encoder().spans, TargetEncoder().fit, TargetEncoder().transform):
        with pytest.raises(ValueError, match=said):
            call(X)


def test_a_list_is_no_table_of_targets_and_a_string_no_list():
    with pytest.raises(TypeError, match="X is a list"):
        Encoder().spans(["Ann."])
    with pytest.raises(TypeError, match="give a list of texts"):
        Encoder()("Rain.")
    with pytest.raises(TypeError, match="row 0 is None, no text"):
        Encoder()([None])


def test_damaged_texts_are_read():
    text = "They \ud83d praised\x00 Ann\ufffd Lee."
    X = pd.DataFrame({"text": pd.Series([text], dtype=object), "start": [16], "end": [19]})
    assert text[16:19] == "Ann"
    assert np.isfinite(Encoder()([text])).all()
    assert np.isfinite(Encoder().spans(X)).all()


def test_a_span_without_pieces_is_refused(tokenizer):
    with pytest.raises(ValueError, match=r"the target '  ' in 'Rain  .' holds nothing"):
        tokenizer.spans(["Ann won.", "Rain  ."], np.array([0, 4]), np.array([3, 6]))


@pytest.mark.parametrize(
    ("encoder", "said"),
    [
        (Encoder("cls"), "pool='cls'; it is one of tokens, sentence_mean"),
        (Encoder(["tokens"]), r"pool=\['tokens'\]; it is one of tokens"),
        (Encoder(n_jobs=0), "n_jobs=0; it is a number of cores"),
        (Encoder(n_jobs=1.5), "n_jobs=1.5; it is a number of cores"),
        (Encoder(n_jobs="two"), "n_jobs='two'; it is a number of cores"),
        (TargetEncoder(n_jobs=0), "n_jobs=0; it is a number of cores"),
    ],
)
def test_wrong_parameters_are_named(encoder, said):
    with pytest.raises(ValueError, match=said):
        encoder.fit(TARGETS)


def test_parameters_can_be_changed_later(fetched):
    encoder = TargetEncoder(n_jobs=1).fit(TARGETS)
    encoder.transform(TARGETS)
    with pytest.raises(ValueError, match="n_jobs=0"):
        encoder.set_params(n_jobs=0).transform(TARGETS)
    encoder.set_params(n_jobs=2).transform(TARGETS)
    assert encoder._encoder()._load().threads == 2


@BOTH
def test_fit_keeps_parameters_and_a_clone_gives_the_same(transformer, X):
    one, other = clone(transformer), clone(transformer)
    found = one.fit_transform(X)
    assert one.get_params() == transformer.get_params() and one.fit(X) is one
    np.testing.assert_array_equal(found, other.transform(X))  # nothing is learned


@BOTH
def test_names_are_the_columns_and_set_output_keeps_the_index(transformer, X):
    one = clone(transformer).set_output(transform="pandas")
    table = one.fit_transform(X)
    assert table.columns.tolist() == one.get_feature_names_out().tolist()
    assert len(set(table.columns)) == table.shape[1]
    assert table.index.tolist() == X.index.tolist()


@BOTH
def test_copies_give_the_same_and_carry_no_network(transformer, X):
    one = clone(transformer)
    found = one.fit(X).transform(X)
    written = pickle.dumps(one)
    assert len(written) < 1500
    for again in (pickle.loads(written), copy.deepcopy(one)):
        np.testing.assert_array_equal(again.transform(X), found)
    parts = Parallel(n_jobs=2, backend="threading")(
        delayed(one.transform)(X.iloc[[row]]) for row in range(len(X))
    )
    np.testing.assert_allclose(np.vstack(parts), found, atol=1e-5)


@BOTH
def test_it_works_in_a_pipeline_a_grid_search_and_a_column_transformer(transformer, X):
    y = np.arange(len(X)) % 2
    model = make_pipeline(clone(transformer), LogisticRegression())
    whole, twice = pd.concat([X, X]), np.tile(y, 2)
    grid = {"logisticregression__C": [0.1, 1]}
    assert GridSearchCV(model, grid, cv=2).fit(whole, twice).predict_proba(X).shape == (len(X), 2)
    table = X if isinstance(X, pd.DataFrame) else X.to_frame("text")
    columns = ["text", "start", "end"] if isinstance(X, pd.DataFrame) else "text"
    found = ColumnTransformer([("these", clone(transformer), columns)]).fit_transform(table)
    np.testing.assert_array_equal(found, clone(transformer).fit_transform(X))


@BOTH
def test_scikit_learn_finds_nothing_wrong(transformer, X):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkipTestWarning)
        checks = list(estimator_checks_generator(clone(transformer)))
    assert checks
    for estimator, check in checks:
        check(estimator)


@pytest.mark.parametrize("make", [frame_classifier, tone_classifier, loaded_language_classifier])
def test_every_factory_takes_it_and_the_model_is_stored(make, tmp_path):
    y = [1, 0, 1, 0] * 3
    y = pd.DataFrame({"a": y, "b": y[::-1]}) if make is frame_classifier else y
    model = make(embed=Encoder()).fit(TEXTS * 3, y)
    same_after_storing(model, TEXTS, tmp_path)


@pytest.mark.parametrize("embed", [Encoder(), TargetEncoder(n_jobs=1)], ids=repr)
def test_a_model_of_targets_takes_both(embed, tmp_path):
    model = target_tone_classifier(embed=embed).fit(pd.concat([TARGETS] * 4), [1, -1, 0] * 4)
    same_after_storing(model, TARGETS, tmp_path)


def test_it_is_explained_by_leaving_words_out(fetched):
    model = make_pipeline(TargetEncoder(), StandardScaler(), CalibratedLogistic(0.1))
    model.fit(pd.concat([TARGETS] * 4), [1, -1, 0] * 4)
    table = fr.explain(model, TARGETS.iloc[[0]])
    assert set(table["text"]) == {"They", "praised", ""}  # not the target, not the stop
    for label, rows in table.groupby("label"):
        column = [*map(str, model.classes_)].index(label)
        chance = model.predict_proba(TARGETS.iloc[[0]])[0, column].clip(1e-6, 1 - 1e-6)
        assert rows["contribution"].sum() == pytest.approx(np.log(chance / (1 - chance)))


def same_after_storing(model, X, folder):
    fr.save_model(model, folder / "model", facts={"unit": "sentence"})
    again = fr.load_model(folder / "model")
    np.testing.assert_allclose(again.predict_proba(X), model.predict_proba(X), atol=1e-4)
    np.testing.assert_array_equal(again.predict(X), model.predict(X))


@pytest.fixture
def stored(tmp_path):
    """A model of texts, in a folder."""
    features = FeatureUnion([("vectors", make_pipeline(Encoder("sentence_max"), StandardScaler()))])
    model = Pipeline([("texts", TextReader()), ("f", features), ("c", CalibratedLogistic())])
    fr.save_model(model.fit(TEXTS * 3, [1, 0, 1, 0] * 3), tmp_path / "model")
    return tmp_path / "model"


def test_a_stored_model_has_no_network_in_it_and_asks_for_it_when_it_predicts(stored):
    assert sum(path.stat().st_size for path in stored.iterdir()) < 20_000
    remove_encoder()
    model = fr.load_model(stored)
    assert model["f"].transformer_list[0][1][0].pool == "sentence_max"
    with pytest.raises(FileNotFoundError, match="framing models fetch encoder"):
        model.predict(TEXTS)


def test_a_model_of_another_encoder_is_refused(stored, base, tmp_path, monkeypatch):
    save_adapters(tmp_path / "encoder", version="2", base=base, matrices={}, vectors={})
    monkeypatch.setattr(adapters_module, "shipped_folder", lambda: tmp_path)
    said = r"trained with encoder 1 \w+, and this version of framing has encoder 2"
    with pytest.raises(ValueError, match=said):
        fr.load_model(stored)
