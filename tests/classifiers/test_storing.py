"""Stored models say the same again; what was changed, or is no model, is refused."""

import json
import shutil

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

import framing as fr
from framing.classifiers import (
    LexiconVectorizer,
    frame_classifier,
    loaded_language_classifier,
    model_card,
    model_names,
    target_tone_classifier,
    tone_classifier,
)

TEXTS = [
    "A historic triumph.",
    "It rained in the north.",
    "A shameful “failure”, critics said.",
] * 4
NAMES = ["Ann won praise.", "They attacked Ann.", "Ann spoke on Monday."] * 4
TARGETS = pd.DataFrame({"text": NAMES, "start": [text.find("Ann") for text in NAMES]})
TARGETS["end"] = TARGETS["start"] + 3
LABELS = np.array(["good", "plain", "bad"] * 4)
FRAMES = pd.DataFrame({"a": [1, 0, 0] * 4, "b": [1, 1, 0] * 4})


def trained():
    mine = fr.Lexicon(pd.DataFrame({"pattern": ["triumph", "north*"]}), name="mine")
    return {
        "tone": (tone_classifier(), TEXTS, LABELS),
        "loaded": (loaded_language_classifier(lexicons=[mine, "vader"]), TEXTS, FRAMES["a"]),
        "frames": (frame_classifier(), TEXTS, FRAMES),
        "target": (target_tone_classifier(), TARGETS, [1, -1, 0] * 4),
        "plain": (make_pipeline(TfidfVectorizer(), LogisticRegression()), TEXTS, LABELS),
        "measures": (make_pipeline(LexiconVectorizer(), LogisticRegression()), TEXTS, LABELS),
    }


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    model = tone_classifier().fit(TEXTS, LABELS)
    folder = tmp_path_factory.mktemp("models") / "tone"
    fr.save_model(model, folder, facts={"unit": "sentence"})
    return folder


@pytest.fixture
def copy(stored, tmp_path):
    return shutil.copytree(stored, tmp_path / "copy")


@pytest.mark.parametrize("name", trained())
def test_a_stored_model_says_the_same_again(name, tmp_path):
    model, X, y = trained()[name]
    model.fit(X, y)
    fr.save_model(model, tmp_path / "model")
    again = fr.load_model(tmp_path / "model")
    np.testing.assert_array_equal(again.predict(X), model.predict(X))
    np.testing.assert_allclose(again.predict_proba(X), model.predict_proba(X), atol=1e-5)
    assert again.classes_.tolist() == model.classes_.tolist()
    assert (
        again[:-1].get_feature_names_out().tolist() == model[:-1].get_feature_names_out().tolist()
    )


def test_the_same_model_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        fr.save_model(tone_classifier().fit(TEXTS, LABELS), tmp_path / name)
    for file in ("model.json", "arrays.npz"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_loaded_model_can_be_stored_and_trained_again(stored, tmp_path):
    model = fr.load_model(stored)
    fr.save_model(model, tmp_path / "again")
    again = fr.load_model(tmp_path / "again")
    np.testing.assert_array_equal(again.predict_proba(TEXTS), model.predict_proba(TEXTS))
    model.fit(TEXTS, LABELS)


def test_a_model_keeps_the_lexicon_that_it_was_trained_with(tmp_path):
    first, second = (
        fr.Lexicon(pd.DataFrame({"pattern": [word]}), name="mine") for word in ("triumph", "rain*")
    )
    model = make_pipeline(LexiconVectorizer([first]), LogisticRegression()).fit(TEXTS, LABELS)
    fr.save_model(model, tmp_path / "model")
    loaded = fr.load_model(tmp_path / "model")
    assert loaded[0].lexicons_[0].entries["pattern"].tolist() == ["triumph"]
    assert second.entries["pattern"].tolist() == ["rain*"]


def test_what_is_there_already_is_not_replaced(stored):
    with pytest.raises(FileExistsError, match="this is there already; choose another name"):
        fr.save_model(fr.load_model(stored), stored)


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (
            make_pipeline(TfidfVectorizer(), RandomForestClassifier(2)),
            "is a RandomForestClassifier",
        ),
        (make_pipeline(TfidfVectorizer(tokenizer=str.split), LogisticRegression()), "tokenizer"),
        (tone_classifier(embed=lambda texts: [[1.0, len(text)] for text in texts]), "TextEmbedd"),
    ],
    ids=["forest", "function", "embedding"],
)
@pytest.mark.filterwarnings("ignore:The parameter 'token_pattern' will not be used")
def test_what_would_need_code_to_load_is_not_stored(model, said, tmp_path):
    with pytest.raises(TypeError, match=said):
        fr.save_model(model.fit(TEXTS, LABELS), tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_facts_are_of_jsons_types(tmp_path):
    with pytest.raises(TypeError, match=r"facts: .* they are text, numbers, lists and mappings"):
        fr.save_model(
            tone_classifier().fit(TEXTS, LABELS), tmp_path / "model", facts={"when": object()}
        )
    assert not (tmp_path / "model").exists()


def test_an_untrained_model_is_not_stored(tmp_path):
    with pytest.raises(NotFittedError):
        fr.save_model(tone_classifier(), tmp_path / "model")


def change(copy, name, old, new):
    path = copy / name
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"), [(b'"sentence"', b'"article"'), (b'"C"', b'"D"'), (b'"numpy"', b'"numpi"')]
)
def test_a_changed_description_is_refused(copy, old, new):
    if old not in (copy / "model.json").read_bytes():
        old, new = b'"class"', b'"klass"'
    change(copy, "model.json", old, new)
    with pytest.raises(ValueError, match="its files have changed since they were written"):
        fr.load_model(copy)


def test_changed_numbers_are_refused(copy):
    content = bytearray((copy / "arrays.npz").read_bytes())
    content[len(content) // 2] ^= 1
    (copy / "arrays.npz").write_bytes(bytes(content))
    with pytest.raises(ValueError, match="its files have changed since they were written"):
        fr.load_model(copy)


def resign(copy, record, arrays=None):
    """Write a model as somebody would who knows how the digest is made."""
    from framing.classifiers.packing import _digest

    if arrays is not None:
        np.savez_compressed(copy / "arrays.npz", **arrays)
    record["sha256"] = _digest(record, (copy / "arrays.npz").read_bytes())
    (copy / "model.json").write_text(json.dumps(record), encoding="utf-8")


def unpacked(copy):
    with np.load(copy / "arrays.npz", allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    return json.loads((copy / "model.json").read_text(encoding="utf-8")), arrays


def test_objects_are_never_unpickled(copy):
    record, arrays = unpacked(copy)
    arrays["model.classifier.coef_"] = np.array([{"a": 1}], dtype=object)
    resign(copy, record, arrays)
    with pytest.raises(ValueError, match="these are no arrays of numbers and words"):
        fr.load_model(copy)


def test_an_unknown_class_is_refused(copy):
    record, _ = unpacked(copy)
    record["model"]["inner"][0][1]["class"] = "os.system"
    resign(copy, record)
    with pytest.raises(ValueError, match=r"'os.system', which is none of Pipeline"):
        fr.load_model(copy)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: record.update(model=5),
        lambda record: record["model"].update(inner=5),
        lambda record: record["model"]["inner"][0][1].update(params={"nonsense": 1}),
        lambda record: record["model"]["inner"][2][1].update(learned={}),
        lambda record: record.update(arrays={}),
        lambda record: record.update(arrays=5),
        lambda record: record["arrays"].pop("model.classifier.coef_"),
        lambda record: record.pop("arrays"),
        lambda record: record.pop("versions"),
        lambda record: record.update(versions=5),
        lambda record: record.pop("facts"),
        lambda record: record.update(facts=5),
    ],
)
def test_a_description_of_no_model_is_refused(copy, spoil):
    record, _ = unpacked(copy)
    spoil(record)
    resign(copy, record)
    with pytest.raises(ValueError, match="copy"):
        fr.load_model(copy)


def test_arrays_that_do_not_fit_each_other_are_refused(copy):
    record, arrays = unpacked(copy)
    arrays["model.features.words.idf_"] = arrays["model.features.words.idf_"][:-1]
    record["arrays"]["model.features.words.idf_"][1] -= 1
    resign(copy, record, arrays)
    with pytest.raises(ValueError, match=r"copy|fit each other|length"):
        fr.load_model(copy)


def test_another_format_is_refused(copy):
    record, _ = unpacked(copy)
    record["format"] = 99
    resign(copy, record)
    with pytest.raises(ValueError, match=r"has format 99, and framing .* reads format 1"):
        fr.load_model(copy)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"\x80\x04", b'{"format": 1}', b"[" * 200_000]
)
def test_a_foreign_file_is_refused(copy, content):
    (copy / "model.json").write_bytes(content)
    with pytest.raises(ValueError, match=r"no model can be read here|not written by save_model"):
        fr.load_model(copy)


def test_an_incomplete_folder_is_refused(copy):
    (copy / "arrays.npz").unlink()
    with pytest.raises(ValueError, match=r"it takes model.json and arrays.npz"):
        fr.load_model(copy)


def test_an_unknown_name_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no model 'nonsense' comes with the library"):
        fr.load_model("nonsense")
    with pytest.raises(ValueError, match="there is no card"):
        model_card(tmp_path)


SHIPPED = {
    "target-tone": (
        pd.DataFrame(
            {
                "text": [
                    "Critics attacked Lee for his shameful failure.",
                    "Voters praised Lee as an honest and brave leader.",
                    "Lee will meet the committee on Monday.",
                ],
                "start": [17, 15, 0],
                "end": [20, 18, 3],
            }
        ),
        [-1, 1, 0],
    ),
    "climate-frames": (
        [
            "The government announced a new climate policy before the election.",
            "Scientists published a study of warming oceans in the journal.",
        ],
        ["political", "scientific"],
    ),
    "press-release-register": (
        [
            "I am proud to announce critical new funding. This landmark bill will strengthen our "
            "families and create good jobs, and I will continue to fight for it.",
            "Police said on Friday that two people were injured when a bus left the road, as a "
            "spokesman for the hospital said, and that they were stable.",
        ],
        ["press release", "news"],
    ),
}
ENCODED = "target-tone-encoder"  # needs what is fetched: see encoder/test_real_encoder.py


def test_there_are_the_models_that_should_be_there():
    assert model_names() == sorted([*SHIPPED, ENCODED])


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_models_get_plain_cases_right(name):
    X, expected = SHIPPED[name]
    model = fr.load_model(name)
    chance = model.predict_proba(X)
    assert [model.classes_[row.argmax()] for row in chance] == expected
    with pytest.raises(ValueError, match="X holds no text; give one"):
        model.predict(X[:0])


@pytest.mark.parametrize("name", [*SHIPPED, ENCODED])
def test_shipped_models_have_cards(name):
    card = model_card(name)
    for part in ("Data", "Split", "Limits", "Intended for", "How"):
        assert f"**{part}" in card
    assert "calibration_error" in card
    assert "licen" in card or "CC BY" in card
