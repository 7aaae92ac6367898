"""Measure how news articles frame what they report, with the words behind every number."""

from framing.comparison import (
    Interval,
    before_after,
    compare_outlets,
    compare_pairs,
    count_model,
    effect_sizes,
    event_coverage,
    find_events,
    keyness,
    leave_out_entries,
    leave_out_units,
    methods_text,
    mixed_model,
    over_time,
    reprints,
    same_event,
    specification_curve,
    wire_copy,
    word_shift,
)
from framing.corpus import Corpus, load_dataset, read_corpus
from framing.lexicons import (
    Lexicon,
    LexiconError,
    installed_lexicon,
    lexicon_names,
    load_lexicon,
    read_lexicon,
)
from framing.matching import Matches, match
from framing.measuring import measure
from framing.pages import highlight
from framing.scoring import kwic, score
from framing.tokens import Tokens, Vocabulary, tokenize

__version__ = "0.1.0"

__all__ = [
    "Corpus",
    "Interval",
    "Lexicon",
    "LexiconError",
    "Matches",
    "Tokens",
    "Vocabulary",
    "before_after",
    "compare_outlets",
    "compare_pairs",
    "count_model",
    "effect_sizes",
    "event_coverage",
    "find_events",
    "highlight",
    "installed_lexicon",
    "keyness",
    "kwic",
    "leave_out_entries",
    "leave_out_units",
    "lexicon_names",
    "load_dataset",
    "load_lexicon",
    "match",
    "measure",
    "methods_text",
    "mixed_model",
    "over_time",
    "read_corpus",
    "read_lexicon",
    "reprints",
    "same_event",
    "score",
    "specification_curve",
    "tokenize",
    "wire_copy",
    "word_shift",
]
