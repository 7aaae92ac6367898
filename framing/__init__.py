"""Measure how news articles frame what they report, with the words behind every number."""

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
from framing.scoring import kwic, score
from framing.tokens import Tokens, tokenize

__version__ = "0.1.0"

__all__ = [
    "Corpus",
    "Lexicon",
    "LexiconError",
    "Matches",
    "Tokens",
    "installed_lexicon",
    "kwic",
    "lexicon_names",
    "load_dataset",
    "load_lexicon",
    "match",
    "measure",
    "read_corpus",
    "read_lexicon",
    "score",
    "tokenize",
]
