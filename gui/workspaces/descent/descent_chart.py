"""The loss along the way: the cost of every racer over its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainterPath, QResizeEvent, QTransform
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.figures.chart import MOST_POINTS, NO_POINTS, Points, Range, StepChart, caption, legend_entry, lines
from gui.figures.envelope import envelope
from gui.figures.marks import class_shape
from gui.foundation.number_text import number
from gui.foundation.theme import Theme, blend
from gui.widgets.card import Card
from gui.workspaces.descent.racer_looks import RacerLook, shape_sign
from simulator.arrays import Array

# Points on the curves of several racers, each in the shape of its ball, so that no colour has to be seen.

_COUNT = 4
"""Points on each curve."""


def points_on(curve: Points, share: float, longest: int, last: int) -> Points:
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
        return NO_POINTS
    x = (np.arange(_COUNT) + share) / _COUNT * longest
    x = x[x <= last]
    return x, np.interp(x, curve[0][known], curve[1][known])


def chart_symbol(shape: int) -> QPainterPath:
    """A shape as pyqtgraph wants it: about as large as 1."""
    return QTransform.fromScale(0.45, 0.45).map(class_shape(shape))


_DIGITS = 3
_FAINT = 0.45
_HEIGHT_WITH_LEGEND = 156
_END_SIZE, _END_INSET = 11, 0.07

Items = tuple[pg.PlotDataItem, pg.PlotDataItem, pg.PlotDataItem, pg.PlotDataItem]
"""Costs of mini-batches, the curve, the mark of its end, and its points."""


@dataclass(frozen=True, eq=False)
class ChartCurve:
    """The way of one racer.

    Attributes
    ----------
    costs
        The full cost C at the start and after every step, shape (k + 1,); NaN where it is not defined.
    look
        Of the racer.
    batch_costs
        The cost of the mini-batch of every step before it was made, shape (k,), or None.
    has_ended
        Whether the racer can't go on from there.
    is_chosen
        Whether it is the one whose numbers are shown: its curve is thicker, and in front.
    is_dashed
        Of two descents that are compared, whether it is the second.
    """

    costs: Array
    look: RacerLook
    batch_costs: Array | None = None
    has_ended: bool = False
    is_chosen: bool = False
    is_dashed: bool = False


class DescentChart(Card):
    """Costs over steps, linear or logarithmic; a line stands at the present step.

    Signals
    -------
    step_chosen(int)
        A click: so many steps made, from 0 to the longest way.

    Attributes
    ----------
    surface
        Where the curves are.
    logarithmic
        The switch of the scale.
    """

    step_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self.set_title(self.tr("Loss along the way"))
        self._curves: tuple[ChartCurve, ...] = ()
        self._drawn: list[Items] = []
        self.legend, self._axis_name = caption(theme, rich=True), caption(theme, self.tr("steps"))
        self.legend.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.legend, 1)
        foot.addWidget(self._axis_name, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._chart = StepChart(theme, Qt.Corner.TopRightCorner, self.tr("Make a step to see the cost"), foot,
                                self.readout)
        self.surface, self.logarithmic = self._chart.surface, self._chart.logarithmic
        self.surface.setAccessibleName(self.title())
        self.add_to_header(self.logarithmic)
        self.logarithmic.show()
        self.body.addWidget(self._chart, 1)
        self.logarithmic.toggled.connect(self._draw)
        self._chart.step_chosen.connect(self.step_chosen)

    def show_curves(self, curves: Sequence[ChartCurve], step: int) -> None:
        """Draw these ways, and the line at a step."""
        if not _are_same(self._curves, curves):
            self._curves = tuple(curves)
            self._draw()
        self.surface.set_cursor(min(step, self._chart.longest))

    def curve_data(self, which: int) -> Points:
        """x and y of the curve of a racer, as it is drawn; on the logarithmic scale y is a decimal logarithm."""
        return _data(self._drawn[which][1])

    def batch_data(self, which: int) -> Points:
        """The same of the costs of its mini-batches."""
        return _data(self._drawn[which][0])

    def end_data(self, which: int) -> Points:
        """Where the mark of its end stands; empty while it goes on."""
        return _data(self._drawn[which][2])

    def _draw(self) -> None:
        chart, longest = self._chart, max((len(curve.costs) - 1 for curve in self._curves), default=0)
        has_logarithms = any((curve.costs > 0.0).any() for curve in self._curves)
        chart.allow_logarithmic(allowed=has_logarithms or not longest)
        if not chart.show_length(longest, is_empty=not longest):
            return
        while len(self._drawn) < len(self._curves):
            batch, curve, end, points = (self.surface.add_curve(self._theme.text, width) for width in (1, 2, 2, 2))
            self._drawn.append((batch, curve, end, points))
        places, batches = ([chart.placed(envelope(series, MOST_POINTS)) for series in every] for every in (
            [curve.costs for curve in self._curves], [_of_batches(curve) for curve in self._curves]))
        shown = chart.range_of(places, batches, is_bounded=True)
        for which, items in enumerate(self._drawn[:len(self._curves)]):
            self._draw_curve(items, which, places[which], batches[which], shown)
        for items in self._drawn[len(self._curves):]:
            for item in items:
                item.setData([], [])
        self.surface.set_range(shown)
        entries = [legend_entry(curve.look.color, curve.look.mark, dashed=curve.is_dashed,
                                sign=shape_sign(curve.look.shape)) for curve in self._curves]
        self.legend.setText("&nbsp; ".join(entries) if len(entries) > 1 else "")

    def _draw_curve(self, items: Items, which: int, places: Points, batches: Points, shown: Range) -> None:
        theme, curve, several = self._theme, self._curves[which], len(self._curves)
        color = curve.look.color
        batch, line, end, points = items
        front = 0.5 if curve.is_chosen else 0.0
        batch.setPen(pg.mkPen(blend(theme.card, color, _FAINT), width=theme.px(1)))
        line.setPen(pg.mkPen(color, width=theme.px(2.5 if curve.is_chosen else 1.6),
                             style=Qt.PenStyle.DashLine if curve.is_dashed else Qt.PenStyle.SolidLine))
        self.surface.draw(batch, *batches)
        self._chart.draw_below(line, places, shown)
        for item, depth in ((batch, -0.5), (line, front), (end, front), (points, front)):
            item.setZValue(depth)
        along, costs = NO_POINTS if several == 1 else \
            points_on(places, (which + 1) / (several + 1), self._chart.longest, len(curve.costs) - 1)
        seen = (costs >= shown.low) & (costs <= shown.high)
        points.setData(along[seen], costs[seen], pen=None, symbol=chart_symbol(curve.look.shape), symbolBrush=color,
                       symbolPen=pg.mkPen(theme.card, width=theme.px(1)), symbolSize=theme.px(9))
        finite = np.flatnonzero(np.isfinite(places[1]))
        if not (curve.has_ended and len(finite)):
            end.setData([], [])
            return
        inset = _END_INSET * (shown.high - shown.low)  # the whole mark is to be seen
        y = float(np.clip(places[1][finite[-1]], shown.low + inset, shown.high - inset))
        end.setData([len(curve.costs) - 1.0], [y], symbol="x", symbolSize=theme.px(_END_SIZE), symbolBrush=color,
                    symbolPen=None, pen=None)

    def readout(self, step: int) -> str:
        """What there is to read at a step, as rich text."""
        entries = [self._chart.steps_text(step)]
        for curve in self._curves:
            if step < len(curve.costs):
                text = self.tr("{name} {cost}").format(name=curve.look.mark,
                                                       cost=number(float(curve.costs[step]), _DIGITS))
                entries.append(legend_entry(curve.look.color, text, dashed=curve.is_dashed,
                                            sign=shape_sign(curve.look.shape) if len(self._curves) > 1 else ""))
        return lines(*entries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = self.height() >= self._theme.px(_HEIGHT_WITH_LEGEND)
        self.legend.setVisible(has_room)
        self._axis_name.setVisible(has_room)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(170))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(110))


def _of_batches(curve: ChartCurve) -> Array:
    return np.empty(0) if curve.batch_costs is None else curve.batch_costs


def _data(item: pg.PlotDataItem) -> Points:
    x, y = item.getData()
    return NO_POINTS if x is None else (x, y)


def _are_same(old: Sequence[ChartCurve], new: Sequence[ChartCurve]) -> bool:
    """Whether nothing would be drawn differently."""
    return len(old) == len(new) and all(
        (one.look, one.has_ended, one.is_chosen, one.is_dashed)
        == (other.look, other.has_ended, other.is_chosen, other.is_dashed)
        and np.array_equal(one.costs, other.costs, equal_nan=True)
        and np.array_equal(_of_batches(one), _of_batches(other), equal_nan=True)
        for one, other in zip(old, new, strict=True))
