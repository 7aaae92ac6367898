"""The one error of our own: a lexicon that cannot be used as it stands."""


class LexiconError(ValueError):
    """A lexicon, or a pattern in it, is not valid; the message says where and what to do."""
