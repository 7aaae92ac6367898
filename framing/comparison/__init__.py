"""Comparing outlets: differences, the same events, wire copy, keyness, word shift, robustness."""

from framing.comparison.counts import Counts, match_counts, token_counts
from framing.comparison.events import coarsen, event_coverage, same_event
from framing.comparison.finding import find_events
from framing.comparison.keyness import keyness
from framing.comparison.methods import methods_text
from framing.comparison.models import count_model, mixed_model
from framing.comparison.outlets import compare_outlets
from framing.comparison.pairs import compare_pairs, effect_sizes
from framing.comparison.periods import before_after, over_time
from framing.comparison.robustness import (
    SpecificationCurve,
    leave_out_entries,
    leave_out_units,
    specification_curve,
)
from framing.comparison.shift import word_shift
from framing.comparison.wire import reprints, wire_copy
from framing.statistics.intervals import Interval

__all__ = [
    "Counts",
    "Interval",
    "SpecificationCurve",
    "before_after",
    "coarsen",
    "compare_outlets",
    "compare_pairs",
    "count_model",
    "effect_sizes",
    "event_coverage",
    "find_events",
    "keyness",
    "leave_out_entries",
    "leave_out_units",
    "match_counts",
    "methods_text",
    "mixed_model",
    "over_time",
    "reprints",
    "same_event",
    "specification_curve",
    "token_counts",
    "wire_copy",
    "word_shift",
]
