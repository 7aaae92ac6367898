import numpy as np
import pytest
from matplotlib.colors import to_rgb

import framing as fr
from framing import charts
from framing.charts import style


def test_the_first_colours_differ_in_grey_too():
    grey = [np.dot((0.299, 0.587, 0.114), to_rgb(colour)) for colour in style.PALETTE]
    assert abs(grey[0] - grey[3]) > 0.25
    assert len(set(style.PALETTE)) == len(style.PALETTE) == len(set(style.MARKERS))


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("", ""),
        ("Daily\nMail", "Daily Mail"),
        ("x" * 60, "x" * 47 + "…"),
        ("word " * 30, ("word " * 9).strip() + "\n" + ("word " * 9).strip() + "…"),
        ("$a$", r"\$a\$"),
    ],
)
def test_a_name_has_two_lines_at_most(name, printed):
    assert style.plain(name) == printed


def test_every_chart_is_public_and_documented():
    for name in charts.__all__:
        text = getattr(charts, name).__doc__
        assert "Examples\n" in text
        assert "Raises\n" in text
        assert name == "save" or "`fr." in text.split("Returns")[0], (
            "which function makes the table"
        )


def test_only_rates_are_called_rates(corpus):
    """A rate per 100 words is a tenth of one per 1,000; what does not shrink is no rate."""
    table = corpus.table.head(12).drop(columns="event_id")
    thousand, hundred = (fr.measure(table, per=per) for per in (1000, 100))
    compared = [name for name in thousand.select_dtypes("number") if not name.endswith("_count")]
    for name in compared:
        shrinks = np.allclose(hundred[name] * 10, thousand[name], equal_nan=True)
        assert shrinks or style.unit_of(name) != style.PER_1000, name
