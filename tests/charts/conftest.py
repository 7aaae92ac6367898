import warnings
from itertools import combinations

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import LineCollection
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import framing as fr


@pytest.fixture(autouse=True)
def own_figures():
    """Draw without a screen, leave the settings as they were, close what was opened."""
    plt.switch_backend("agg")
    before = dict(mpl.rcParams)
    yield
    assert dict(mpl.rcParams) == before
    plt.close("all")


@pytest.fixture(scope="session")
def corpus():
    return fr.load_dataset("sample")


@pytest.fixture(scope="session")
def matches(corpus):
    return fr.match(fr.tokenize(corpus), fr.load_lexicon("promotional"))


@pytest.fixture(scope="session")
def scores(matches):
    return fr.score(matches)


@pytest.fixture(scope="session")
def outlets(scores, corpus):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return fr.compare_outlets(scores, corpus["outlet"], cluster=corpus["event_id"])


@pytest.fixture
def twenty(outlets):
    """The table of twenty outlets with names of forty characters (invented)."""
    one = outlets[outlets["category"] == "promotion"].iloc[:1]
    rows = [one.assign(outlet=f"The Very Long-Winded Daily Chronicle {n:03}") for n in range(20)]
    return pd.concat(rows, ignore_index=True).assign(estimate=range(20), low=range(20), high=30.0)


class Look:
    """What was drawn on axes."""

    @staticmethod
    def rows(ax):
        """Names down the left side, from the top."""
        assert ax.yaxis_inverted()
        return [label.get_text() for label in ax.get_yticklabels()]

    @staticmethod
    def columns(ax):
        return [label.get_text() for label in ax.get_xticklabels()]

    @staticmethod
    def texts(ax):
        return [text.get_text() for text in ax.texts]

    @staticmethod
    def legend(ax):
        return [text.get_text() for text in ax.get_legend().get_texts()]

    @staticmethod
    def intervals(ax):
        """Ends of the horizontal lines, as (row, low, high)."""
        drawn = [part for part in ax.collections if isinstance(part, LineCollection)]
        ends = [line for part in drawn for line in part.get_segments()]
        return [(line[0][1], line[0][0], line[-1][0]) for line in ends if len(line)]

    @staticmethod
    def fits(*axes):
        """Whether all that is drawn stands within the figure, once it is laid out."""
        figure = axes[0].figure
        figure.draw_without_rendering()
        box = Bbox.union([ax.get_tightbbox() for ax in axes])
        width, height = figure.canvas.get_width_height()
        return min(box.x0, box.y0) >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1

    @staticmethod
    def apart(texts):
        """Whether no text overlaps another."""
        boxes = [Text.get_window_extent(text) for text in texts if text.get_text()]
        return not any(a.overlaps(b) for a, b in combinations(boxes, 2))


@pytest.fixture(scope="session")
def look():
    return Look
