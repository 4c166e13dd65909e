"""Points on the curves of several racers, each in the shape of its ball, so that no colour has to be seen."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QPainterPath, QTransform

from gui.plane.class_looks import class_shape
from simulator.arrays import Array

_COUNT = 4
"""Points on each curve."""


def points_on(curve: tuple[Array, Array], share: float, longest: int, last: int) -> tuple[Array, Array]:
    """A few places on a curve, between those of the other curves.

    Parameters
    ----------
    curve
        x and y, shape (n,) each.
    share
        From 0 to 1, another one for each curve.
    longest
        Steps of the longest way.
    last
        Steps of this one: nothing stands beyond its end.

    Returns
    -------
    x and y, shape (m,) each
    """
    known = np.isfinite(curve[1])
    if not known.any():
        return np.empty(0), np.empty(0)
    x = (np.arange(_COUNT) + share) / _COUNT * longest
    x = x[x <= last]
    return x, np.interp(x, curve[0][known], curve[1][known])


def chart_symbol(shape: int) -> QPainterPath:
    """A shape as pyqtgraph wants it: about as large as 1."""
    return QTransform.fromScale(0.45, 0.45).map(class_shape(shape))
