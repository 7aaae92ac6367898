"""Measuring: the one-call table, and files of any size."""

from framing.measuring.files import Outputs, Run, measure_file
from framing.measuring.instrument import Instrument, Measured
from framing.measuring.measure import measure

__all__ = ["Instrument", "Measured", "Outputs", "Run", "measure", "measure_file"]
