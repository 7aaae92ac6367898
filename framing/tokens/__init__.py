"""Words, sentences, paragraphs and zones of a corpus, as flat arrays of offsets."""

from framing.tokens.tokenize import tokenize
from framing.tokens.tokens import Tokens
from framing.tokens.vocabulary import Vocabulary

__all__ = ["Tokens", "Vocabulary", "tokenize"]
