"""The minimal pairs are what their page says: complete, and of like length within a pair."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

PATH = Path(__file__).with_name("minimal_pairs.csv")
with PATH.open(encoding="utf-8", newline="") as rows:
    ROWS = list(csv.DictReader(rows))
TEXTS = {(row["event"], row["news"], row["wording"]): row["text"] for row in ROWS}


def words(text: str) -> int:
    return len(re.findall(r"[A-Za-z0-9’']+", text))


def test_every_event_has_its_four_sentences_once():
    assert len(ROWS) == len(TEXTS) == len(set(TEXTS.values())) == 240
    assert Counter(row["part"] for row in ROWS) == {"frozen": 120, "second": 120}
    assert set(Counter(row["event"] for row in ROWS).values()) == {4}


@pytest.mark.parametrize("event", sorted({row["event"] for row in ROWS}))
def test_wordings_of_the_same_facts_are_of_like_length(event):
    for news in ("good", "bad"):
        plain, promotional = (words(TEXTS[event, news, w]) for w in ("plain", "promotional"))
        assert abs(plain - promotional) <= 2
        assert 15 <= min(plain, promotional) <= max(plain, promotional) <= 40
