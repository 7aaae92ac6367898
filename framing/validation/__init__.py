"""Does it measure what it claims: sampling, coding sheets, agreement, report card, correction."""

from framing.validation.agreement import agreement
from framing.validation.disagreements import disagreements
from framing.validation.spans import span_agreement

__all__ = ["agreement", "disagreements", "span_agreement"]
