"""Does it measure what it claims: from a sample to code by hand to a corrected outlet difference.

The steps, each a function that takes tables and gives tables:

1. `plan_precision`, `plan_difference`: how many articles to code.
2. `coding_sample`, `span_units`: which ones, with the chance of each.
3. `coding_sheet`, `write_sheets`, `read_sheets`: hand them out blind, read and check the answers.
4. `agreement`, `span_agreement`, `disagreements`: do the coders agree, and where do they not.
5. `report_card`: how well the score says what coders say, in each outlet.
6. `corrected_estimate`, `corrected_regression`: outlet means and differences, corrected.
"""

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
