"""Lexicons: entries with patterns, categories and weights, and where they come from."""

from framing.lexicons.errors import LexiconError
from framing.lexicons.files import codebook, lexicon_names, load_lexicon
from framing.lexicons.installed import installed_lexicon
from framing.lexicons.lexicon import Lexicon
from framing.lexicons.reading import read_lexicon
from framing.lexicons.writing import write_lexicon

__all__ = [
    "Lexicon",
    "LexiconError",
    "codebook",
    "installed_lexicon",
    "lexicon_names",
    "load_lexicon",
    "read_lexicon",
    "write_lexicon",
]
