"""Names beside points, none upon another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from numpy.typing import ArrayLike, NDArray

from framing.charts.style import MUTED, plain

Boxes = NDArray[np.float64]  # a row a box: left, bottom, right, top, in pixels

_WIDTH = 30  # characters of a line
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
    figure = cast("Figure", ax.get_figure(root=True))
    figure.draw_without_rendering()
    pixel = figure.dpi / 72
    points = np.column_stack((np.asarray(x, float), np.asarray(y, float)))
    at = ax.transData.transform(points)
    markers = np.hstack((at - _POINT * pixel, at + _POINT * pixel))
    frame = np.array([ax.get_window_extent().extents])
    taken = np.empty((0, 4))
    named = []
    for point, place, name in zip(points, at, names, strict=False):
        size_of = _size(ax, plain(name, width=_WIDTH), size)
        boxes, offsets = _around(place, size_of, pixel)
        free = (_overlaps(boxes, taken) == 0) & _within(boxes, frame)
        if free.any():
            best = int(np.where(free, _overlaps(boxes, markers), np.inf).argmin())
            taken = np.vstack((taken, boxes[best]))
            named.append(_write(ax, plain(name, width=_WIDTH), point, offsets[best] / pixel, size))
    return named


def _size(ax: Axes, name: str, size: float) -> NDArray[np.float64]:
    """Measure a name, in pixels."""
    text = ax.text(0, 0, name, fontsize=size)
    box = text.get_window_extent()
    text.remove()
    return np.array([box.width, box.height])


def _write(
    ax: Axes, name: str, point: NDArray[np.float64], offset: NDArray[np.float64], size: float
) -> Annotation:
    """Write a name with its centre at an offset in points, and a thin line to its point."""
    nearest = tuple(0.5 - np.sign(offset) / 2)  # corner, or middle of a side, of the name's box
    text = ax.annotate(
        name,
        (float(point[0]), float(point[1])),
        xytext=(float(offset[0]), float(offset[1])),
        textcoords="offset points",
        fontsize=size,
        va="center",
        ha="center",
        arrowprops={
            "arrowstyle": "-",
            "color": MUTED,
            "linewidth": 0.5,
            "relpos": nearest,
            "patchA": None,
            "shrinkA": 0,
            "shrinkB": _POINT,
        },
    )
    text.set_in_layout(False)
    return text


def _within(boxes: Boxes, frame: Boxes) -> NDArray[np.bool_]:
    """Tell which boxes lie within the frame."""
    inside = np.hstack((boxes[:, :2] >= frame[:, :2], boxes[:, 2:] <= frame[:, 2:]))
    return np.asarray(inside.all(axis=1))


def _around(
    point: NDArray[np.float64], size: NDArray[np.float64], pixel: float
) -> tuple[Boxes, NDArray[np.float64]]:
    """Places for a name around a point, near ones first: its boxes, and the centres' offsets."""
    gaps = np.repeat(_DISTANCES, len(_DIRECTIONS))[:, None] * pixel
    ways = np.tile(_DIRECTIONS, (len(_DISTANCES), 1))
    offsets = ways * gaps + np.sign(ways) * size / 2
    centres = point + offsets
    return np.hstack((centres - size / 2, centres + size / 2)), offsets


def _overlaps(boxes: Boxes, others: Boxes) -> NDArray[np.int64]:
    """Count for each box how many of the others it overlaps."""
    apart = (boxes[:, None, :2] >= others[None, :, 2:]) | (
        boxes[:, None, 2:] <= others[None, :, :2]
    )
    return (~apart.any(axis=2)).sum(axis=1)
