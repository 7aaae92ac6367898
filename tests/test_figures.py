"""The front page quotes what was measured: each figure stands in a table that it names.

A figure that is quoted in the wrong place is not noticed; one that no table has any more is.
"""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"\n(?=\*\*|## )")
_NAMED = re.compile(r"\(([\w/-]+\.csv)\)")
_PUBLISHED = re.compile(r"\b\d{4}: \.\d+")  # of others, behind the year of their paper
_DECIMAL = re.compile(r"(?<![\w.,])\d*\.\d+(?!\.?\d)")


def blocks():
    """Paragraphs and tables that name a table of a benchmark, by their first words."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    measured = text.split("\n## What was measured\n")[1].split("\n## ")[0]
    return {part.split("**")[1]: part for part in _BLOCK.split(measured) if _NAMED.search(part)}


def figures(block):
    """Decimals, and cells that are numbers, as they are written."""
    ours = _PUBLISHED.sub("", block)
    lines = [line for line in ours.splitlines() if line.startswith("|")]
    cells = [cell.strip() for line in lines for cell in line.split("|")]
    whole = [cell.replace(",", "") for cell in cells if re.fullmatch(r"\d[\d,]*", cell)]
    return [*_DECIMAL.findall(ours), *whole]


def measured(block):
    """All numbers in the tables that a paragraph names."""
    values = []
    for name in _NAMED.findall(block):
        with (ROOT / name).open(encoding="utf-8", newline="") as rows:
            cells = [cell for row in csv.reader(rows) for cell in row]
        values += [abs(float(cell)) for cell in cells if re.fullmatch(r"-?\d*\.?\d+", cell)]
    return values


@pytest.mark.parametrize("name", blocks())
def test_every_figure_stands_in_the_table_that_is_named(name):
    block = blocks()[name]
    values, found = measured(block), figures(block)
    assert values
    assert found
    for figure in found:
        half = 0.5 * 10.0 ** -len(figure.partition(".")[2]) + 1e-9
        near = any(abs(value - float(figure)) <= half for value in values)
        assert near, f"{name}: {figure} stands in no table that this paragraph names"
