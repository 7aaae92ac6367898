"""``framing train`` and ``framing predict``: from codings to a model, from a model to labels."""

import csv
import json

import pandas as pd
import pytest

import framing as fr

GOOD = ["A triumph for {}.", "They praised {} warmly.", "{} won a great prize.", "{} shone."]
BAD = ["A disaster for {}.", "They attacked {} fiercely.", "{} lost a bitter fight.", "{} failed."]
PEOPLE = ["Ann", "Bob", "Eve", "Kim", "Lee"]


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def codings(folder):
    """Invented sentences, each about somebody, praised or blamed."""
    table = pd.DataFrame(
        [
            {"text": pattern.format(name), "tone": tone, "outlet": name, "who": name}
            for name in PEOPLE
            for tone, patterns in (("praise", GOOD), ("blame", BAD))
            for pattern in patterns
        ]
    )
    table["start"] = [text.find(who) for text, who in zip(table["text"], table["who"], strict=True)]
    table["end"] = table["start"] + 3
    table["praised"] = (table["tone"] == "praise").astype(int)
    table["fought"] = table["text"].str.contains("fight|attacked").astype(int)
    table.to_csv(folder / "codings.csv", index=False)
    return table


TRAIN = ("train", "codings.csv", "--label", "tone", "--group", "outlet")


def test_a_model_is_trained_measured_and_used(framing, folder, codings):
    status, out, err = framing(*TRAIN, "--to", "tone")
    assert (status, err) == (0, "")
    assert "How good the model is" in out
    assert "Noted: " in out  # five outlets are few
    figures = pd.read_csv(folder / "tone" / "evaluation.csv")
    assert set(figures["model"]) == {"model", "majority", "lexicon"}
    whole = figures[(figures["label"] == "(all)") & (figures["group"] == "(all)")]
    assert whole.set_index(["model", "measure"]).loc[("model", "macro_f1"), "value"] > 0.9
    card = (folder / "tone" / "README.md").read_text(encoding="utf-8")
    assert card.startswith("# tone\n")
    assert "whole groups by `outlet`" in card
    assert "macro_f1" in card
    status, out, err = framing("predict", "codings.csv", "--model", "tone", "--out", "p.csv")
    assert (status, err) == (0, "")
    found = rows(folder / "p.csv")
    assert [row["predicted"] for row in found] == codings["tone"].tolist()
    model = fr.load_model(folder / "tone")
    expected = model.predict_proba(codings["text"])[:, 1].tolist()
    assert [float(row["probability_praise"]) for row in found] == expected
    assert [row["who"] for row in found] == codings["who"].tolist()
    digest = json.loads((folder / "tone" / "model.json").read_bytes())["sha256"]
    assert {row["model"] for row in found} == {f"tone {fr.__version__}+{digest[:12]}"}


def test_the_same_codings_give_the_same_bytes(framing, folder, codings):
    for name in ("one", "two"):
        assert framing(*TRAIN, "--to", name)[0] == 0
    for file in ("model.json", "arrays.npz", "evaluation.csv"):
        assert (folder / "one" / file).read_bytes() == (folder / "two" / file).read_bytes()


def test_several_labels_are_learned_together(framing, folder, codings):
    words = ("train", "codings.csv", "--label", "praised,fought", "--group", "outlet")
    status, _, err = framing(*words, "--to", "frames")
    assert (status, err) == (0, "")
    framing("predict", "codings.csv", "--model", "frames", "--out", "p.csv")
    found = pd.read_csv(folder / "p.csv")
    assert found["predicted_fought"].tolist() == codings["fought"].tolist()
    assert found["probability_praised"].between(0, 1).all()


def test_targets_have_their_place_in_the_text(framing, folder, codings):
    status, _, err = framing(*TRAIN, "--unit", "target", "--to", "toward")
    assert (status, err) == (0, "")
    facts = json.loads((folder / "toward" / "model.json").read_bytes())["facts"]
    assert facts["unit"] == "target"
    framing("predict", "codings.csv", "--model", "toward", "--out", "p.csv")
    assert pd.read_csv(folder / "p.csv")["predicted"].tolist() == codings["tone"].tolist()


def test_one_article_is_counted_in_plain_english(framing, folder, codings):
    framing(*TRAIN, "--unit", "article", "--to", "whole")
    codings.head(1).to_csv(folder / "single.csv", index=False)
    status, out, _ = framing("predict", "single.csv", "--model", "whole", "--out", "p.csv")
    assert status == 0
    assert "How often each label was given (1 row, an article each)" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--label", "nonsense"), "there is no column 'nonsense'"),
        (("--label", "tone", "--group", "nonsense"), "--group names the one to use"),
        (("--label", "who,tone"), "an indicator matrix holds 0 and 1"),
        (("--label", "tone", "--group", "outlet", "--folds", 9), "there are only 5 groups"),
        (("--label", "tone", "--text", "blank"), "is empty"),
    ],
)
def test_what_cannot_be_trained_is_said_in_one_line(framing, folder, codings, words, said):
    codings.assign(blank="").to_csv(folder / "codings.csv", index=False)
    status, out, err = framing("train", "codings.csv", *words, "--to", "model")
    assert (status, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["codings.csv"]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("tone", "", "has no label"),
        ("tone", "praise", "only the label 'praise'"),
        ("outlet", "", "has no group"),
        ("start", 99, "stands outside its text"),
    ],
)
def test_bad_codings_are_said_in_one_line(framing, folder, codings, column, value, said):
    chosen = slice(None) if value == "praise" else slice(3, 3)
    table = codings.astype(object)
    table.loc[chosen, column] = value
    table.to_csv(folder / "codings.csv", index=False)
    status, out, err = framing(*TRAIN, "--unit", "target", "--to", "model")
    assert (status, out) == (1, "")
    assert said in err
    assert [path.name for path in folder.iterdir()] == ["codings.csv"]


def test_nothing_is_replaced(framing, folder, codings, write):
    write("p.csv", "mine")
    assert framing(*TRAIN, "--to", "tone")[0] == 0
    assert framing(*TRAIN, "--to", "tone")[0] == 1
    words = ("predict", "codings.csv", "--model", "tone")
    assert framing(*words, "--out", "p.csv")[0] == 1
    assert (folder / "p.csv").read_text() == "mine"
    assert framing(*words, "--out", "codings.csv", "--overwrite")[0] == 1
    assert framing(*words, "--out", "p.csv", "--overwrite")[0] == 0


def test_an_unknown_model_is_refused(framing, codings):
    status, _, err = framing("predict", "codings.csv", "--model", "nonsense", "--out", "p.csv")
    assert status == 1
    assert "no model 'nonsense' comes with the library" in err
