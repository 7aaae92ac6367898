import numpy as np
import pandas as pd
import pytest

GOOD = "historic landmark pioneering superb".split()
BAD = "failed weak grim poor".split()
OTHER = "deal talks minister budget city plan report market river vote".split()


@pytest.fixture(scope="session")
def articles():
    """Give invented texts whose words show their label, from twelve outlets."""
    rng = np.random.default_rng(3)
    label = rng.choice(["critical", "neutral", "praise"], 360, p=[0.3, 0.4, 0.3])
    own = {"critical": BAD, "neutral": OTHER, "praise": GOOD}
    texts = [
        " ".join([*rng.choice(OTHER, 9), *rng.choice(own[name], 2)])
        + ("" if rng.random() < 0.8 else " " + str(rng.choice(GOOD)))
        for name in label
    ]
    wrong = rng.random(360) < 0.08  # coders err
    label = np.where(wrong, rng.choice(["critical", "neutral", "praise"], 360), label)
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype=object),
            "label": label,
            "outlet": [f"outlet {number:02}" for number in rng.integers(0, 12, 360)],
            "event": rng.integers(0, 60, 360),
        }
    )
