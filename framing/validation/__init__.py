"""Does it measure what it claims: sampling, coding sheets, agreement, report card, correction."""

from framing.validation.agreement import agreement
from framing.validation.correction import corrected_estimate
from framing.validation.disagreements import disagreements
from framing.validation.planning import plan_difference, plan_precision
from framing.validation.regression import corrected_regression
from framing.validation.report_card import ReportCard, report_card
from framing.validation.sampling import coding_sample, span_units
from framing.validation.sheet_files import write_sheets
from framing.validation.sheet_reading import read_sheets
from framing.validation.sheets import coding_sheet
from framing.validation.spans import span_agreement

__all__ = [
    "ReportCard",
    "agreement",
    "coding_sample",
    "coding_sheet",
    "corrected_estimate",
    "corrected_regression",
    "disagreements",
    "plan_difference",
    "plan_precision",
    "read_sheets",
    "report_card",
    "span_agreement",
    "span_units",
    "write_sheets",
]
