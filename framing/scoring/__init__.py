"""From matches to scores, by named formulas; and keywords in context."""

from framing.scoring.kwic import kwic
from framing.scoring.score import score

__all__ = ["kwic", "score"]
