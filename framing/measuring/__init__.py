"""Measuring: the one-call table, and files of any size."""

from framing.measuring.instrument import Instrument
from framing.measuring.measure import measure

__all__ = ["Instrument", "measure"]
