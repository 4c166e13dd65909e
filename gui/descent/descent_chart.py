"""The loss along the way: the cost of every racer over its steps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainterPath, QResizeEvent, QTransform
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from gui.descent.racer_looks import RacerLook, shape_sign
from gui.figures.envelope import envelope
from gui.figures.scales import round_up, tick_text
from gui.number_text import count, number
from gui.plane.class_looks import class_shape
from gui.plots.chart_surface import ChartSurface, Range, legend_entry, lines
from gui.plots.cost_chart import FAR, FEWEST_AFTER_START, MOST_POINTS, START_SHARE
from gui.plots.run_chart import FEWEST_STEPS
from gui.theme import Theme, blend
from gui.widgets.card import Card
from gui.widgets.check_box import CheckBox
from gui.widgets.plain_text import PlainLabel, plain_tip
from simulator.arrays import Array

# Points on the curves of several racers, each in the shape of its ball, so that no colour has to be seen.

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


_DIGITS = 3
_ROOM_BEHIND = 1.02
_MOST_DECADES = 12.0
"""Below this many powers of ten under the highest cost there is only rounding to see."""
_DECADES_ABOVE = 1.0
"""So far above its start the logarithmic view follows a cost that grows."""
_LEAST = 1e-300
"""What is smaller is shown as 0: there are no round numbers down there."""
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
        Somebody clicked: so many steps made, from 0 to the longest way.

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
        self._longest = 0
        self.logarithmic = CheckBox(self.tr("log"), theme)
        self._why_logarithmic = self.tr("Logarithmic scale: equal distances are equal factors")
        self._why_linear = self.tr("No cost here is above 0, and only such costs have a logarithm")
        self.logarithmic.setToolTip(plain_tip(self._why_logarithmic))
        self.logarithmic.toggled.connect(self._on_scale)
        self.add_to_header(self.logarithmic)
        self.surface = ChartSurface(theme, tick_text, Qt.Corner.TopRightCorner)
        self.surface.setAccessibleName(self.title())
        self.surface.clicked.connect(self._on_clicked)
        self.surface.hovered.connect(self._on_hovered)
        self._drawn: list[Items] = []
        self.legend = QLabel()
        self.legend.setProperty("tone", "dim")
        self.legend.setFont(theme.font(12))
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setWordWrap(True)
        self._axis_name = PlainLabel(self.tr("steps"))
        self._axis_name.setProperty("tone", "dim")
        self._axis_name.setFont(theme.font(12))
        self._empty = PlainLabel(self.tr("Make a step to see the cost"))
        self._empty.setProperty("tone", "dim")
        self._empty.setFont(theme.font(13))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.surface, 1)
        foot = QHBoxLayout()
        foot.setSpacing(self._theme.px(8))
        foot.addWidget(self.legend, 1)
        foot.addWidget(self._axis_name, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        column.addLayout(foot)
        self._pages = QStackedLayout()
        self.body.addLayout(self._pages, 1)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._page)

    def show_curves(self, curves: Sequence[ChartCurve], step: int) -> None:
        """Draw these ways, and the line at a step."""
        if not _are_same(self._curves, curves):
            self._curves = tuple(curves)
            self._longest = max((len(curve.costs) - 1 for curve in curves), default=0)
            self._draw()
        self.surface.set_cursor(min(step, self._longest))

    def curve_data(self, which: int) -> tuple[Array, Array]:
        """x and y of the curve of a racer, as it is drawn; on the logarithmic scale y is a decimal logarithm."""
        return _data(self._drawn[which][1])

    def batch_data(self, which: int) -> tuple[Array, Array]:
        """The same of the costs of its mini-batches."""
        return _data(self._drawn[which][0])

    def end_data(self, which: int) -> tuple[Array, Array]:
        """Where the mark of its end stands; empty while it goes on."""
        return _data(self._drawn[which][2])

    @property
    def is_logarithmic(self) -> bool:
        """Whether the scale is: there must be a cost above 0."""
        return self.logarithmic.isChecked() and self.logarithmic.isEnabled()

    def _draw(self) -> None:
        has_logarithms = any((curve.costs > 0.0).any() for curve in self._curves)
        self.logarithmic.setEnabled(has_logarithms or not self._longest)
        self.logarithmic.setToolTip(
            plain_tip(self._why_logarithmic if self.logarithmic.isEnabled() else self._why_linear))
        self.surface.left_axis.set_logarithmic(self.is_logarithmic)
        self._pages.setCurrentWidget(self._page if self._longest else self._empty)
        if not self._longest:
            return
        while len(self._drawn) < len(self._curves):
            batch, curve, end, points = (self.surface.add_curve(self._theme.text, width) for width in (1, 2, 2, 2))
            self._drawn.append((batch, curve, end, points))
        positions = [(self._positions(envelope(curve.costs, MOST_POINTS)),
                      self._positions(envelope(_of_batches(curve), MOST_POINTS))) for curve in self._curves]
        shown = self._shown([places for places, _ in positions], [batches for _, batches in positions])
        for items, curve, (places, batches) in zip(self._drawn, self._curves, positions, strict=False):
            self._draw_curve(items, curve, places, batches, shown)
        for items in self._drawn[len(self._curves):]:
            for item in items:
                item.setData([], [])
        self.surface.set_range(shown)
        entries = [legend_entry(curve.look.color, curve.look.mark, dashed=curve.is_dashed,
                                sign=shape_sign(curve.look.shape)) for curve in self._curves]
        self.legend.setText("&nbsp; ".join(entries) if len(entries) > 1 else "")

    def _draw_curve(self, items: Items, curve: ChartCurve, places: tuple[Array, Array],
                    batches: tuple[Array, Array], shown: Range) -> None:
        theme, color = self._theme, curve.look.color
        batch, line, end, points = items
        front = 0.5 if curve.is_chosen else 0.0
        batch.setPen(pg.mkPen(blend(theme.card, color, _FAINT), width=theme.px(1)))
        line.setPen(pg.mkPen(color, width=theme.px(2.5 if curve.is_chosen else 1.6),
                             style=Qt.PenStyle.DashLine if curve.is_dashed else Qt.PenStyle.SolidLine))
        self.surface.draw(batch, *batches)
        # what is far above the view would be drawn with coordinates that no painter can take
        self.surface.draw(line, places[0], np.minimum(places[1], shown.high + 2 * (shown.high - shown.low)))
        for item, depth in ((batch, -0.5), (line, front), (end, front), (points, front)):
            item.setZValue(depth)
        which, several = self._curves.index(curve), len(self._curves)
        along, costs = points_on(places, (which + 1) / (several + 1), self._longest, len(curve.costs) - 1) \
            if several > 1 else (np.empty(0), np.empty(0))
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

    def _positions(self, points: tuple[Array, Array]) -> tuple[Array, Array]:
        """Where costs stand on the axis; 0 and less have no place on a logarithmic one."""
        x, y = points
        if self.is_logarithmic:
            with np.errstate(all="ignore"):
                y = np.log10(np.where(y > 0.0, y, np.nan))
        return x, y

    def _shown(self, places: list[tuple[Array, Array]], batches: list[tuple[Array, Array]]) -> Range:
        """What is seen: not more of a cost that grows than tells that it does."""
        steps = round_up(max(_ROOM_BEHIND * self._longest, FEWEST_STEPS))
        x, y = (np.concatenate([points[axis] for points in places]) for axis in (0, 1))
        known = np.isfinite(y)
        x, y = x[known], y[known]
        if not len(y):
            return Range(steps, 0.0, 1.0) if not self.is_logarithmic else Range(steps, -1.0, 0.0)
        starts = [points[1][np.isfinite(points[1])][:1] for points in places]
        start, low, high = float(np.concatenate(starts).max()), float(y.min()), float(y.max())
        noise = np.concatenate([points[1][np.isfinite(points[1])] for points in batches])
        seen = max(high, min(float(noise.max()), start)) if len(noise) else high
        if self.is_logarithmic:
            top = min(seen, start + _DECADES_ABOVE)
            low = max(low, top - _MOST_DECADES)
            # in quarters of a power of ten, so that the scale stands still most of the time
            return Range(steps, math.floor(4 * low) / 4, math.floor(4 * top + 1) / 4,
                         self._beyond(10.0 ** high, is_cut=seen > top))
        later = float(y[x > START_SHARE * self._longest].max(initial=low))
        if self._longest >= FEWEST_AFTER_START and high > FAR * later > _LEAST and low >= 0.0:
            cost = number(high, _DIGITS)
            texts = self.tr("↑ up to {cost} at the start").format(cost=cost), f"↑ {cost}"
            return Range(steps, 0.0, round_up(later), texts)
        top = min(seen, start + start - low) if start > low else seen
        bottom, ceiling = -_round_up(-low), _round_up(top)
        return Range(steps, bottom, ceiling if ceiling > bottom else 1.0, self._beyond(high, is_cut=seen > ceiling))

    def _beyond(self, highest: float, *, is_cut: bool) -> tuple[str, ...]:
        cost = number(highest, _DIGITS)
        return (self.tr("↑ up to {cost}").format(cost=cost), f"↑ {cost}") if is_cut else ()

    def _on_scale(self, _: bool) -> None:
        self._draw()

    def _nearest(self, step: float) -> int:
        return min(max(round(step), 0), self._longest)

    def _on_clicked(self, step: float) -> None:
        if self._longest and math.isfinite(step):
            self.step_chosen.emit(self._nearest(step))

    def _on_hovered(self, step: float) -> None:
        if math.isnan(step) or not self._longest:
            self.surface.set_readout(None)
            return
        shown = self._nearest(step)
        self.surface.set_readout(shown, self.readout(shown))

    def readout(self, step: int) -> str:
        """What there is to read at a step, as rich text."""
        if step == 0:
            entries = [self.tr("at the start")]
        else:
            entries = [self.tr("after 1 step") if step == 1 else self.tr("after {count} steps").format(
                count=count(step))]
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


def _data(item: pg.PlotDataItem) -> tuple[Array, Array]:
    x, y = item.getData()
    return (np.empty(0), np.empty(0)) if x is None else (x, y)


def _are_same(old: Sequence[ChartCurve], new: Sequence[ChartCurve]) -> bool:
    """Whether nothing would be drawn differently."""
    return len(old) == len(new) and all(
        (one.look, one.has_ended, one.is_chosen, one.is_dashed)
        == (other.look, other.has_ended, other.is_chosen, other.is_dashed)
        and np.array_equal(one.costs, other.costs, equal_nan=True)
        and np.array_equal(_of_batches(one), _of_batches(other), equal_nan=True)
        for one, other in zip(old, new, strict=True))


def _round_up(x: float) -> float:
    """A round number that is not below x, and not below 0."""
    return round_up(x) if x > _LEAST else 0.0
