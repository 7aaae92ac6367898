"""The explained text shows all of the text, and every contribution once."""

import re

import pandas as pd
import pytest

from framing import highlight

TEXT = "A <superb> plan,\nno less."
ROWS = [
    ("praise", "superb", 1.5, 3, 9),
    ("praise", "superb plan", 0.9, 3, 15),
    ("praise", "no", -0.4, 17, 19),
    ("praise", "length", 0.25, None, None),
    ("praise", "(intercept)", -1.0, None, None),
    ("report", "(intercept)", 2.0, None, None),
]


def explanation(rows=ROWS):
    table = pd.DataFrame(rows, columns=["label", "feature", "contribution", "start", "end"])
    table = table.astype({"start": "Int64", "end": "Int64"})
    spans = zip(table["start"], table["end"], strict=True)
    return table.assign(text=["" if a is pd.NA else TEXT[a:b] for a, b in spans])


def test_every_contribution_is_shown_once(read, read_text):
    shown = highlight(explanation(), TEXT)
    assert repr(shown) == "<Explained: report +2.00, praise +1.25>"
    report, praise = re.findall(r"<article.*?</article>", shown.html, re.DOTALL)
    assert read_text(report).text == read_text(praise).text == TEXT
    assert not read_text(report).elements
    marks = read_text(praise).spans("mark")
    words = {TEXT[start:end]: float(told.replace("−", "-")) for _, told, start, end in marks}
    assert words == {"<superb>": 1.5 + 0.57, "plan,": 0.33, "no": -0.4}
    assert {TEXT[start:end]: name for name, _, start, end in marks}["no"] == "against"
    assert "words +2.00, without a place −0.75" in praise
    assert "<li>length +0.25</li>" in praise
    assert "superb plan: +0.57" in praise
    assert 'style="--strength:1.00"' in praise


def test_html_in_features_and_labels_is_harmless():
    rows = [("<script>", "<b>", 1.0, 3, 9), ("<script>", '"><i>', 1.0, None, None)]
    html = str(highlight(explanation(rows), TEXT))
    assert "<script" not in html
    assert "<i>" not in html
    assert "<b>" in html  # our own, around the label
    assert html.count("<b>") == 1


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        (explanation(), "Another text altogether", "'superb' does not stand at"),
        (explanation().drop(columns="end"), TEXT, "no column 'end'"),
        (pd.DataFrame({"words": [3]}), TEXT, r"give the matches instead: fr\.highlight\(fr\.match"),
    ],
)
def test_what_does_not_belong_together_is_refused(table, text, said):
    with pytest.raises(ValueError, match=said):
        highlight(table, text)
