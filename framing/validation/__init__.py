"""Does it measure what it claims: sampling, coding sheets, agreement, report card, correction."""

from framing.validation.agreement import agreement
from framing.validation.disagreements import disagreements
from framing.validation.planning import plan_difference, plan_precision
from framing.validation.sampling import coding_sample, span_units
from framing.validation.spans import span_agreement

__all__ = [
    "agreement",
    "coding_sample",
    "disagreements",
    "plan_difference",
    "plan_precision",
    "span_agreement",
    "span_units",
]
