"""Reports made once, and read many times."""

import re
from functools import cache

import pandas as pd
import pytest

import framing as fr

LEXICON = fr.Lexicon(
    pd.DataFrame(
        {
            "pattern": ["historic", "landmark", "golden age"],
            "category": ["novelty", "novelty", "hyperbole"],
        }
    ),
    name="mine",
    construct="praise",
)


@cache
def sample_report():
    return fr.report(fr.load_dataset("sample"))


@pytest.fixture(scope="session")
def sample():
    """Give the report on the sample."""
    return sample_report()


@pytest.fixture(scope="session")
def small():
    """Make a report on a few invented articles with a lexicon of three entries."""

    def make(texts, outlets, *, by="outlet", **columns):
        table = pd.DataFrame({"text": texts, "outlet": outlets, **columns}, dtype=object)
        return fr.report(fr.Corpus(table), lexicons=[LEXICON], by=by)

    return make


@pytest.fixture(scope="session")
def part():
    """Give a part of a page by its id, or its plain text."""

    def find(page, name):
        return re.search(rf'<section class="part" id="{name}">(.*?)\n</section>', page, re.S)[1]

    return find
