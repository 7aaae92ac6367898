"""Names beside points, none upon another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation, Text
from numpy.typing import ArrayLike, NDArray

from framing.charts.style import INK, MUTED, plain

Boxes = NDArray[np.float64]  # a row a box: left, bottom, right, top, in pixels

_POINT = 3.5  # points that a marker reaches from its centre
_DISTANCES = (5, 12, 22, 34, 48)  # points from a marker to its name, near ones tried first
_DIRECTIONS = np.array(
    [(1, 0), (-1, 0), (0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7), (0, 1), (0, -1)]
)


def name_points(
    ax: Axes, x: ArrayLike, y: ArrayLike, names: Sequence[str], *, size: float = 8
) -> list[Annotation]:
    """Write the first names beside their points, as long as there is room.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        With all else drawn and limits set: names are placed for the size that it has now.
    x, y : array_like
        All points, those to be named first, in order of importance.
    names : sequence of str
        A name for each of the first points.
    size : float
        Of the letters, in points.

    Returns
    -------
    list of matplotlib.text.Annotation
        The names that found room, each within the axes, overlapping no other name and as few
        points as can be.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    pixel = figure.dpi / 72
    points = np.column_stack((np.asarray(x, float), np.asarray(y, float)))
    at = ax.transData.transform(points)
    markers = np.hstack((at - _POINT * pixel, at + _POINT * pixel))
    frame = np.array([ax.get_window_extent().extents])
    taken = np.empty((0, 4))
    placed = []
    for place, name in enumerate(names):
        text = ax.annotate(
            plain(name),
            (float(points[place, 0]), float(points[place, 1])),
            xytext=(0, 0),
            textcoords="offset points",
            fontsize=size,
            color=INK,
            va="center",
            ha="center",
            arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.5, "shrinkA": 0},
        )
        text.set_in_layout(False)
        box = Text.get_window_extent(text)  # without the line to its point
        candidates, offsets = _around(at[place], box.width, box.height, pixel)
        free = _overlaps(candidates, taken) == 0
        free &= (candidates[:, :2] >= frame[:, :2]).all(1) & (
            candidates[:, 2:] <= frame[:, 2:]
        ).all(1)
        if not free.any():
            text.remove()
            continue
        covered = np.where(free, _overlaps(candidates, markers), np.inf)
        best = int(covered.argmin())
        text.set_position(offsets[best] / pixel)
        taken = np.vstack((taken, candidates[best]))
        placed.append(text)
    return placed


def _around(
    point: NDArray[np.float64], width: float, height: float, pixel: float
) -> tuple[Boxes, NDArray[np.float64]]:
    """Places for a text around a point, near ones first: its boxes, and the centres' offsets."""
    half = np.array([width, height]) / 2
    gaps = np.repeat(np.array(_DISTANCES) * pixel, len(_DIRECTIONS))[:, None]
    ways = np.tile(_DIRECTIONS, (len(_DISTANCES), 1))
    offsets = ways * gaps + np.sign(ways) * half
    centres = point + offsets
    return np.hstack((centres - half, centres + half)), offsets


def _overlaps(boxes: Boxes, others: Boxes) -> NDArray[np.int64]:
    """Count for each box how many of the others it overlaps."""
    apart = (boxes[:, None, :2] >= others[None, :, 2:]) | (
        boxes[:, None, 2:] <= others[None, :, :2]
    )
    return (~apart.any(axis=2)).sum(axis=1)
