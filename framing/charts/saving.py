"""Charts as files: the same chart, the same bytes."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import IO, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

Form = Literal["png", "svg", "pdf"]
# What a file would otherwise say of the moment and the program that made it.
_METADATA: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def save(
    chart: Axes | np.ndarray | Figure,
    file: str | PathLike[str] | IO[bytes],
    *,
    form: Form | None = None,
    dpi: float = 200,
) -> None:
    """Write a chart to a file: PNG for the screen, SVG for pages, PDF for print.

    Parameters
    ----------
    chart : matplotlib.axes.Axes, ndarray of these, or matplotlib.figure.Figure
        What a chart returned; the whole figure that it stands in is written.
    file : path, or file open for writing bytes
        A file that is there is replaced.
    form : {"png", "svg", "pdf"}, optional
        Default: the ending of the path.
    dpi : float
        Dots per inch of a PNG, and of charts with so many points that they are drawn as a picture.

    Raises
    ------
    TypeError, ValueError
        If `chart` is none, or the form is not known.

    Notes
    -----
    The same chart, made anew, gives the same bytes with the same version of matplotlib: files hold
    no date and no random names. Letters in SVG and PDF are drawn as shapes or embedded, so that
    they look the same everywhere.

    Examples
    --------
    >>> import io
    >>> from matplotlib.figure import Figure
    >>> first, second = io.BytesIO(), io.BytesIO()
    >>> for file in (first, second):
    ...     save(Figure().subplots(), file, form="svg")
    >>> first.getvalue() == second.getvalue()
    True
    """
    figure = _figure(chart)
    kind = form or _ending(file)
    if kind not in _METADATA:
        message = f"form={kind!r} is not known; choose one of {', '.join(_METADATA)}"
        raise ValueError(message)
    with mpl.rc_context({"svg.hashsalt": "framing"}):  # set back on leaving
        figure.savefig(file, format=kind, dpi=dpi, metadata=_METADATA[kind])


def _figure(chart: object) -> Figure:
    """Find the figure that a chart stands in."""
    first = chart.flat[0] if isinstance(chart, np.ndarray) and chart.size else chart
    figure = first.get_figure(root=True) if isinstance(first, Axes) else first
    if not isinstance(figure, Figure):
        message = (
            f"chart must be what a chart returned, axes or a figure, not {type(chart).__name__}"
        )
        raise TypeError(message)
    return figure


def _ending(file: object) -> str:
    """Take the form from the ending of a path."""
    if not isinstance(file, str | PathLike):
        message = "form is missing; give form='png', 'svg' or 'pdf' along with an open file"
        raise ValueError(message)
    return Path(file).suffix.removeprefix(".").lower()
