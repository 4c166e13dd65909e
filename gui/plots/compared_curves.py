"""The curves of two runs that are compared: one solid, one dashed, and their batches faint behind them."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gui.plots.chart_surface import ChartSurface, legend_entry
from gui.theme import Theme, blend
from simulator.arrays import Array

Points = tuple[Array, Array]
NO_POINTS: Points = (np.empty(0), np.empty(0))
_FAINT = 0.4


class ComparedCurves:
    """One curve of each run.

    Attributes
    ----------
    first, second
        The curves, first solid and second dashed.
    batches
        The cost of every batch of both, faint.
    """

    def __init__(self, surface: ChartSurface, theme: Theme) -> None:
        self._surface = surface
        self._colors = theme.positive, theme.text
        self.batches = tuple(surface.add_curve(blend(theme.card, color, _FAINT), 1) for color in self._colors)
        self.first: pg.PlotDataItem = surface.add_curve(self._colors[0], 2, dots=True)
        self.second: pg.PlotDataItem = surface.add_curve(self._colors[1], 2, dots=True, dashed=True)

    def draw(self, first: Points, second: Points, batches: tuple[Points, Points] = (NO_POINTS, NO_POINTS)) -> None:
        """Show these, x and y of each curve, shape (n,)."""
        for curve, points in zip((*self.batches, self.first, self.second), (*batches, first, second), strict=True):
            self._surface.draw(curve, *points)

    def clear(self) -> None:
        """Show nothing."""
        self.draw(NO_POINTS, NO_POINTS)

    def entries(self, first: str, second: str) -> tuple[str, str]:
        """What is to be said of either, with the stroke that it is drawn with, as rich text."""
        return legend_entry(self._colors[0], first), legend_entry(self._colors[1], second, dashed=True)
