"""In however many threads and parts a corpus is read and matched, the tables are the same."""

import random
import sys

import numpy as np
import pandas as pd
import pytest

import framing as fr

ODD = [
    *("", "   ", "\n\n", "“”“”“", "'s 's", "... --- !!!", "12"),
    *("“" * 500, "word" * 500, "Voss said: “It is historic", "Historic achievement"),
]


def tables(articles):
    """Everything that a corpus is turned into, with named targets and with marked ones."""
    targets = fr.targets({"Voss": ["Voss", "the president"], "council": ["council", "country"]})
    tokens = fr.tokenize(articles)
    lexicons = [fr.load_lexicon("promotional"), fr.load_lexicon("criticism")]
    matches = fr.match(tokens, lexicons, targets=targets)
    mentions = matches.attribution.mentions
    marked = pd.DataFrame(
        {
            "article_id": tokens.corpus.ids[tokens.article[mentions.first]],
            "start": tokens.start[mentions.first],
            "end": tokens.end[mentions.last],
            "target": np.array(["one", "other"])[mentions.target],
        }
    )
    return [
        *(tokens.words(), tokens.sentences(), matches.table(), fr.voices(tokens)),
        *(fr.score(matches, by=part) for part in ("speaker", "target")),
        fr.match(tokens, lexicons, targets=marked).table(),
    ]


@pytest.mark.parametrize(
    ("number", "part", "batch"),
    [(1, 5000, 3000), (2, 3000, 20_000), (3, 700, 1000), (5, 1, 1)],
)
def test_tables_do_not_depend_on_threads_and_parts(monkeypatch, number, part, batch):
    articles = fr.load_dataset("sample").texts[:25] + ODD
    random.Random(number).shuffle(articles)
    articles = ["", *articles, ""]
    whole = tables(articles)
    monkeypatch.setattr(sys.modules["framing.tokens.threads"], "threads", lambda: number)
    monkeypatch.setattr(sys.modules["framing.matching.match"], "_PART", part)
    monkeypatch.setattr(sys.modules["framing.tokens.tokenize"], "_BATCH_CHARACTERS", batch)
    for one, other in zip(whole, tables(articles), strict=True):
        pd.testing.assert_frame_equal(one, other)
