"""The engine: where entries stand in the tokens, in whose voice, and what they are worth there."""

from framing.matching.match import Matcher, match
from framing.matching.matches import Matches
from framing.matching.rules import context_rules
from framing.matching.targets import targets
from framing.matching.voice import voices

__all__ = ["Matcher", "Matches", "context_rules", "match", "targets", "voices"]
