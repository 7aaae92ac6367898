"""The report: one page for a colleague, with what was measured, how, and what it does not show."""

from framing.reporting.report import Report, report

__all__ = ["Report", "report"]
