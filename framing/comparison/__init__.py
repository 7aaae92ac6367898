"""Comparing outlets: differences, the same events, wire copy, keyness, word shift, robustness."""
