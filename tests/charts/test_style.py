import numpy as np
import pytest
from matplotlib.colors import to_rgb

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
