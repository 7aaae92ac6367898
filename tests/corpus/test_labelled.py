"""Public labelled sets in their authors' layouts; every line here is invented."""

import json

import pytest

from framing.corpus import read_labelled


def _sentence(**changes):
    target = {"Input.gid": "a", "from": 0, "to": 3, "mention": "Ada", "polarity": 6.0}
    return json.dumps(
        {
            "primary_gid": "outlet_1_2_3_Ada_0_3",
            "sentence_normalized": "Ada won and Bo lost.",
            "targets": [target, {**target, "from": 12, "to": 14, "mention": "Bo", "polarity": 2.0}],
            **changes,
        }
    )


def test_newsmtsc_has_a_row_a_target(tmp_path):
    path = tmp_path / "train.jsonl"
    path.write_text(_sentence() + "\n\n")
    table = read_labelled(path, layout="newsmtsc")
    assert table["label"].tolist() == [1, -1]
    assert table["article_id"].tolist() == ["outlet_1_2"] * 2
    places = zip(table["text"], table["start"], table["end"], strict=True)
    assert [text[start:end] for text, start, end in places] == ["Ada", "Bo"]


@pytest.mark.parametrize("line", ["{", _sentence(targets=[{"from": 1}]), "[]"])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "train.jsonl"
    path.write_text(_sentence() + "\n" + line)
    with pytest.raises(ValueError, match=r"train\.jsonl:2"):
        read_labelled(path, layout="newsmtsc")


def test_a_mention_that_stands_elsewhere_is_refused(tmp_path):
    path = tmp_path / "train.jsonl"
    path.write_text(_sentence(sentence_normalized="Oh, Ada won."))
    with pytest.raises(ValueError, match="'Ada' does not stand at 0:3"):
        read_labelled(path, layout="newsmtsc")


@pytest.mark.parametrize("separator", [";", ","])
def test_babe_keeps_disagreement_apart(tmp_path, separator):
    columns = "text,news_link,outlet,topic,type,label_bias,label_opinion,biased_words"
    rows = ["NA,u,Post,tax,left,Biased,o,['vile']", "b,u,Post,tax,left,No agreement,o,[]"]
    path = tmp_path / "final_labels_SG2.csv"
    path.write_text("\n".join([columns, *rows]).replace(",", separator))
    table = read_labelled(path, layout="babe")
    assert table["text"].tolist() == ["NA", "b"]
    assert table["label"].fillna(9).tolist() == [1, 9]
    assert table["biased_words"].tolist() == [("vile",), ()]


def test_media_frames_are_shares_of_coders(tmp_path):
    spans = {"a": [{"code": 1.0, "start": 0, "end": 3}, {"code": 1.2}], "b": [{"code": 13.0}]}
    article = {
        "text": "IMM-1\n\nPRIMARY\n\nA title\n\nThe body.",
        "source": "Post",
        **{"year": 2001, "month": 2, "day": 3, "title": "A title", "primary_frame": 1.0},
        "annotations": {"framing": spans, "tone": {}, "irrelevant": {}},
    }
    path = tmp_path / "immigration.json"
    path.write_text(json.dumps({"Imm-1": article}))
    row = read_labelled(path, layout="media_frames").iloc[0]
    assert row["text"] == "A title\n\nThe body."
    assert (row["economic"], row["political"], row["morality"]) == (0.5, 0.5, 0)
    assert (row["primary_frame"], row["coders"], row["date"].year) == ("economic", 2, 2001)
    del article["text"]
    path.write_text(json.dumps({"Imm-1": article}))
    with pytest.raises(ValueError, match="annotations without texts"):
        read_labelled(path, layout="media_frames")


def test_semeval_frames_join_texts_and_labels(tmp_path):
    (tmp_path / "train-articles-subtask-2").mkdir()
    (tmp_path / "train-articles-subtask-2" / "article7.txt").write_text("A title\n\nThe body.")
    labels = tmp_path / "train-labels-subtask-2.txt"
    labels.write_text("7\tPolitical,Economic\n")
    row = read_labelled(tmp_path, layout="semeval_frames").iloc[0]
    assert (row["title"], row["part"], row["text"][-9:]) == ("A title", "train", "The body.")
    assert (row["political"], row["morality"]) == (True, False)
    labels.write_text("7\tPolitical,Weather\n")
    with pytest.raises(ValueError, match=r"subtask-2\.txt:1: no frame is named Weather"):
        read_labelled(tmp_path, layout="semeval_frames")


def test_what_is_not_there_or_another_layout_is_named(tmp_path):
    with pytest.raises(ValueError, match="newsmtsc, babe"):
        read_labelled(tmp_path, layout="mtsc")
    with pytest.raises(FileNotFoundError, match="that you downloaded"):
        read_labelled(tmp_path / "x", layout="babe")
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="does not have the layout 'babe'"):
        read_labelled(tmp_path / "x.csv", layout="babe")
    with pytest.raises(ValueError, match="no train-labels"):
        read_labelled(tmp_path, layout="semeval_frames")
