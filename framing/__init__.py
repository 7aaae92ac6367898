"""Measure how news articles frame what they report, with the words behind every number."""

__version__ = "0.1.0"
