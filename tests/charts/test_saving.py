import io

import pytest
from matplotlib import pyplot as plt

from framing import charts

START = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_same_chart_gives_the_same_bytes(twenty, tmp_path, form):
    written = []
    for name in ("first", "second"):
        ax = charts.outlet_intervals(twenty)
        charts.save(ax, tmp_path / f"{name}.{form}")
        written.append((tmp_path / f"{name}.{form}").read_bytes())
    assert written[0].startswith(START[form])
    assert written[0] == written[1]


@pytest.mark.parametrize(
    "part", [lambda axes: axes, lambda axes: axes[3], lambda axes: axes[0].figure]
)
def test_axes_an_array_of_them_or_a_figure_can_be_saved(outlets, part):
    file = io.BytesIO()
    charts.save(part(charts.category_profile(outlets)), file, form="svg")
    assert file.getvalue().count(b'id="axes_') == 14


def test_saving_leaves_the_figure_open(twenty):
    charts.save(charts.outlet_intervals(twenty), io.BytesIO(), form="png")
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize(
    ("chart", "file", "error", "said"),
    [
        ("chart", "a.png", TypeError, "axes or a figure"),
        (None, "a.jpeg", ValueError, "'jpeg' is not known; choose one of png, svg, pdf"),
        (None, "chart", ValueError, "choose one of png, svg, pdf"),
        (None, io.BytesIO(), ValueError, "form is missing"),
    ],
)
def test_what_cannot_be_saved_is_refused(twenty, chart, file, error, said):
    with pytest.raises(error, match=said):
        charts.save(chart or charts.outlet_intervals(twenty), file)
