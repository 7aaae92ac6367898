"""An invented corpus that the comparisons share."""

import numpy as np
import pandas as pd
import pytest


@pytest.fixture
def corpus():
    """Return the function that invents scores, outlets and events."""
    return invented


def invented(n_events=40, seed=0, outlets=("Agency", "Daily", "Herald")):
    """Invented scores of several outlets on shared events."""
    rng = np.random.default_rng(seed)
    event = np.repeat(np.arange(n_events), 4)
    outlet = rng.choice(outlets, len(event))
    words = rng.integers(100, 900, len(event))
    tone = rng.gamma(3, 1 / 3, n_events)[event]
    table = pd.DataFrame({"words": words})
    table["promotion_count"] = rng.poisson(0.004 * tone * words * (1 + (outlet == "Agency")))
    table["promotion"] = 1000 * table["promotion_count"] / words
    table["polarity"] = rng.uniform(-1, 1, len(event))
    table.index = pd.Index([f"a{i}" for i in range(len(event))], name="article_id")
    return table, pd.Series(outlet, table.index), pd.Series(event, table.index)
