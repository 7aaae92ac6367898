"""Invented lexicons, small enough to count by hand."""

import pandas as pd
import pytest

import framing as fr


@pytest.fixture
def praise():
    """Intensities in two categories; one span belongs to both, with different weights."""
    table = pd.DataFrame(
        [
            ("historic", "hyperbole", 2),
            ("landmark", "hyperbole", 1),
            ("landmark", "stature", 3),
            ("key player", "stature", 1),
        ],
        columns=["pattern", "category", "weight"],
    )
    return fr.Lexicon(table, name="praise", construct="praising", rules=("negation",))


@pytest.fixture
def tone():
    """Valences; the total and the categories have other names."""
    table = pd.DataFrame(
        [("good", "up", 2), ("great", "up", 3), ("bad", "down", -1.5)],
        columns=["pattern", "category", "weight"],
    )
    return fr.Lexicon(table, name="tone", scale="valence", rules=("negation",))


@pytest.fixture(scope="session")
def sample_matches():
    """The matches of the standard lexicons in the sample, titles included."""
    table = fr.load_dataset("sample").table.reset_index()
    corpus = fr.Corpus(table, titles="prepend")
    lexicons = [fr.load_lexicon(name) for name in ("promotional", "hedges", "boosters")]
    lexicons.append(fr.installed_lexicon("vader", duplicates="last"))
    return fr.match(fr.tokenize(corpus), lexicons)
