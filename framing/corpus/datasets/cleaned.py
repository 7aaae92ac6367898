"""What comes of cleaning a data set: its articles, and a log of what was changed."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd


class Cleaned(NamedTuple):
    """Articles, and a log of what was changed in them."""

    table: pd.DataFrame
    changes: pd.DataFrame


class Change(NamedTuple):
    """One repair: its offset in the text as it was found."""

    article_id: str
    column: str
    start: int
    kind: str
    found: str
    put: str
