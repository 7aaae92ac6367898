"""Charts: each takes a table that the library returns, and draws it.

>>> from framing import charts
>>> import framing as fr
>>> corpus = fr.load_dataset("sample")
>>> matches = fr.match(fr.tokenize(corpus), fr.load_lexicon("promotional"))
>>> parts = fr.score(matches, by="voice")
>>> ax = charts.voice_shares(parts, corpus["outlet"], category="promotion")

A chart draws into the ``ax`` that it is given, or else into a new figure of pyplot, which a
notebook shows; close it with ``matplotlib.pyplot.close`` where many are made. It returns the axes,
so that titles and limits can be changed. Charts of several panels take a ``figure`` instead, and
return an array of axes. Long names fit into a figure of your own if it is made with
``layout="constrained"``. Nothing here changes matplotlib's settings: names in letters that its font
lacks need another, such as ``matplotlib.rcParams["font.family"] = "Noto Sans CJK SC"``.
"""

from framing.charts.articles import promotion_against_sentiment
from framing.charts.classifiers import learning_curve, reliability
from framing.charts.intervals import outlet_intervals
from framing.charts.matrices import frames_by_outlet, pair_matrix, targets_by_outlet
from framing.charts.periods import over_time
from framing.charts.profiles import category_profile, measures_by_outlet
from framing.charts.robustness import specification_curve
from framing.charts.saving import save
from framing.charts.voices import voice_shares
from framing.charts.words import dispersion, keyness, word_shift

__all__ = [
    "category_profile",
    "dispersion",
    "frames_by_outlet",
    "keyness",
    "learning_curve",
    "measures_by_outlet",
    "outlet_intervals",
    "over_time",
    "pair_matrix",
    "promotion_against_sentiment",
    "reliability",
    "save",
    "specification_curve",
    "targets_by_outlet",
    "voice_shares",
    "word_shift",
]
