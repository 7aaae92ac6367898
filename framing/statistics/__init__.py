"""Resampling, intervals, effect sizes and adjustment over plain arrays; imports no other room."""
