"""Curves over steps: axes, the cursor, a corner for what is read off, and the scale that fits a cost."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QStackedLayout, QVBoxLayout, QWidget

from gui.figures.frame import decade_ticks, round_ticks, round_up, tick_text
from gui.foundation.number_text import count, number
from gui.foundation.theme import Theme
from gui.widgets.buttons import CheckBox
from gui.widgets.keyboard import KeyboardCursor, shows_ring
from gui.widgets.plain_text import PlainLabel, plain_tip
from simulator.arrays import Array

# The axes of the charts: round ticks, written as the window writes numbers.

_HEIGHT_OF_TICK = 34
_WIDTH_OF_TICK = 56


class ChartAxis(pg.AxisItem):
    """An axis without a line of its own.

    Parameters
    ----------
    side
        "left" or "bottom".
    text_of
        How a value is written.
    """

    def __init__(self, side: str, theme: Theme, text_of: Callable[[float], str]) -> None:
        super().__init__(side, pen=pg.mkPen(theme.line, width=theme.px(1)), textPen=theme.text_dim)
        self._text_of = text_of
        self._per_tick = theme.px(_HEIGHT_OF_TICK if side == "left" else _WIDTH_OF_TICK)
        self._is_logarithmic = False
        font = theme.font(12, tabular=True)
        self._metrics = QFontMetricsF(font)
        self.setStyle(tickFont=font, tickLength=0, tickTextOffset=theme.px(6), autoExpandTextSpace=False,
                      autoReduceTextSpace=False, hideOverlappingLabels=False)
        if side == "left":
            self.setWidth(theme.px(44))
        else:
            self.setHeight(theme.px(22))

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Whether positions are decimal logarithms of the values."""
        if logarithmic is not self._is_logarithmic:
            self._is_logarithmic = logarithmic
            self.picture = None
            self.update()

    def _fits(self, tick: float, low: float, high: float, size: float) -> bool:
        """Whether the text of a tick ends before the axis does: it would be cut off there."""
        half = self._metrics.horizontalAdvance(self.tickStrings([tick], 1.0, 1.0)[0]) / 2
        return (high - tick) / (high - low) * size >= half

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        most = max(int(size / self._per_tick), 1)
        ticks = self._ticks(minVal, maxVal, size, most)
        if len(ticks) < 2 and self.orientation == "bottom":
            # one number alone tells no length: a closer spacing may have two that fit
            closer = self._ticks(minVal, maxVal, size, most + 2)
            ticks = closer[:2] if len(closer) > 1 else ticks
        return [(1.0, ticks)]

    def _ticks(self, low: float, high: float, size: float, most: int) -> list[float]:
        ticks = decade_ticks(low, high, most) if self._is_logarithmic else \
            round_ticks(low, high, most, intervals=True)
        if self.orientation == "bottom":
            ticks = [tick for tick in ticks if self._fits(tick, low, high, size)]
        return ticks

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self._text_of(10.0 ** value if self._is_logarithmic else value) for value in values]


Points = tuple[Array, Array]
"""x and y of a curve, shape (n,) each."""
NO_POINTS: Points = (np.empty(0), np.empty(0))
MOST_POINTS = 600
"""Points of a curve: more than the chart has columns adds nothing to see."""
NO_STEP = math.nan
_LEAST_HEIGHT_FOR_NOTE = 64
DASHES = (3.0, 2.0)
"""Dash and gap of a dashed curve, in widths of its pen."""
DOT = "●"
"""The sign of a curve with dots."""
MOST_DOTS = 24
"""So many points of a curve are marked with dots; more would melt together."""


@dataclass(frozen=True)
class Range:
    """What a chart shows from left to right and from bottom to top.

    Attributes
    ----------
    steps
        The right end.
    low, high
        The lower and the upper end.
    beyond
        Where a run begins far from all that follows, the view fits what follows; this says what lies outside of it,
        the longest wording first.
    """

    steps: float
    low: float
    high: float
    beyond: tuple[str, ...] = ()


class ChartSurface(pg.GraphicsView):
    """Draws curves over steps. The mouse neither pans nor zooms it: it reads values and travels.

    It is put together from pyqtgraph's parts, because its ready-made plot brings menus and forms that we don't want.

    Parameters
    ----------
    value_text
        How a value is written on the left axis.
    corner
        Where the readout stands: where the curves leave room.

    Signals
    -------
    hovered(float)
        Position of the pointer in steps; `NO_STEP` when it has left.
    clicked(float)
        Somebody clicked at a position.
    """

    hovered = Signal(float)
    clicked = Signal(float)

    def __init__(self, theme: Theme, value_text: Callable[[float], str], corner: Qt.Corner,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.walk = KeyboardCursor(self)
        self._theme = theme
        self._corner = corner
        self._dots: dict[pg.PlotDataItem, pg.PlotDataItem] = {}
        self._drawn: dict[pg.PlotDataItem, tuple[Array, Array]] = {}
        self._beyond: tuple[str, ...] = ()
        self._readout = ""
        self._read_step: float | None = None
        self._about = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.left_axis = ChartAxis("left", theme, value_text)
        self.bottom_axis = ChartAxis("bottom", theme, lambda value: count(round(value)))
        self._view = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0.0)
        self._lay_out()
        self._cursor = self._vertical(theme.text, theme.px(1), Qt.PenStyle.SolidLine)
        self._pointer = self._vertical(theme.outline, theme.px(1), Qt.PenStyle.DotLine)
        self._pointer.hide()
        self.note = CornerNote(theme, self)
        self._view.sigResized.connect(self._show_note)  # the axis beside it gets wider with its numbers

    def _lay_out(self) -> None:
        grid = pg.GraphicsLayout(border=None)
        grid.setContentsMargins(0, self._theme.px(8), self._theme.px(2), 0)
        grid.setSpacing(0)
        grid.addItem(self.left_axis, 0, 0)
        grid.addItem(self._view, 0, 1)
        grid.addItem(self.bottom_axis, 1, 1)
        for axis in (self.left_axis, self.bottom_axis):
            axis.linkToView(self._view)
        self._view.disableAutoRange()
        self.setCentralItem(grid)

    def add_curve(self, color: QColor, width: float, *, dots: bool = False, dashed: bool = False) -> pg.PlotDataItem:
        """A new, empty curve; with dots at its points, or at some of them where there are many."""
        pen = pg.mkPen(color, width=self._theme.px(width))
        if dashed:
            pen.setDashPattern(list(DASHES))
        curve = pg.PlotDataItem(pen=pen, antialias=True, connect="finite", skipFiniteCheck=False)
        self._view.addItem(curve)
        if dots:
            self._dots[curve] = pg.PlotDataItem(pen=None, symbol="o", symbolSize=self._theme.px(6),
                                                symbolBrush=color, symbolPen=None)
            self._view.addItem(self._dots[curve])
        return curve

    def draw(self, curve: pg.PlotDataItem, x: Array, y: Array) -> None:
        """Give a curve its points, shape (n,) each; where y is not a number there is a gap."""
        drawn = self._drawn.get(curve)
        if drawn is not None and np.array_equal(drawn[0], x) and np.array_equal(drawn[1], y, equal_nan=True):
            return  # most frames of a run that trains bring no new measurement
        self._drawn[curve] = x.copy(), y.copy()
        curve.setData(x, y)
        if curve in self._dots:
            known = np.isfinite(y)  # a dot that is nowhere has no bounds
            x, y = x[known], y[known]
            every = max(-(-len(x) // MOST_DOTS), 1)
            self._dots[curve].setData(x[::every], y[::every])

    def set_range(self, shown: Range) -> None:
        """What is seen."""
        self._view.setRange(xRange=(0.0, shown.steps), yRange=(shown.low, shown.high), padding=0.0)
        self._beyond = shown.beyond
        self.set_readout(self._read_step, self._readout)

    def set_cursor(self, step: float) -> None:
        """Where the cursor's line stands."""
        self._cursor.setPos(step)

    def cursor_position(self) -> float:
        """Where the cursor's line stands."""
        return float(self._cursor.value())

    def step_range(self) -> tuple[float, float]:
        """What the bottom axis shows."""
        low, high = self._view.viewRange()[0]
        return float(low), float(high)

    def value_range(self) -> tuple[float, float]:
        """What the left axis shows."""
        low, high = self._view.viewRange()[1]
        return float(low), float(high)

    def set_readout(self, step: float | None, text: str = "") -> None:
        """A line at a step and what is to be read there; None for neither."""
        self._read_step, self._readout = step, text
        self._pointer.setVisible(step is not None)
        if step is not None:
            self._pointer.setPos(step)
        self._show_note()
        self.walk.tell_value()

    def set_about(self, about: str) -> None:
        """What the curves say at their end, in words."""
        self._about = about
        self.walk.tell_value()

    def step_at(self, position: QPointF) -> float:
        """The place on the bottom axis below a point of the widget."""
        return float(self._view.mapSceneToView(self.mapToScene(position.toPoint())).x())

    def position_of(self, step: float, value: float) -> QPointF:
        """The point of the widget that shows a value at a step: the inverse of `step_at`."""
        return QPointF(self.mapFromScene(self._view.mapViewToScene(QPointF(step, value))))

    def _vertical(self, color: QColor, width: int, style: Qt.PenStyle) -> pg.InfiniteLine:
        line = pg.InfiniteLine(0.0, angle=90, movable=False, pen=pg.mkPen(color, width=width, style=style))
        line.setZValue(1.0)  # above all curves
        self._view.addItem(line, ignoreBounds=True)
        return line

    def _show_note(self) -> None:
        inner = self.mapFromScene(self._view.sceneBoundingRect()).boundingRect()
        low = inner.height() < self._theme.px(_LEAST_HEIGHT_FOR_NOTE)
        for text in (self._readout,) if self._readout else () if low else self._beyond:
            self.note.show_text(text)
            self.note.adjustSize()
            if self.note.width() <= inner.width():  # it covers no number of the axis
                break
        else:
            self.note.show_text(self._readout)
        top = inner.top() - self._theme.px(4)
        if self._corner == Qt.Corner.BottomRightCorner:
            top = inner.bottom() - self.note.height() - self._theme.px(4)
        self.note.move(inner.right() - self.note.width(), top)

    # the keyboard

    def first_point(self) -> QPointF:
        """At the line of the step in view."""
        low, high = self.value_range()
        return self.position_of(self.cursor_position(), (low + high) / 2)

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        """A step farther or back, where there are many as far as can be told apart; ↑ and ↓ go ten times as far."""
        first, last = self.step_range()
        low, high = self.value_range()
        stride = max(round((last - first) / max(self.width(), 1)), 1) * (right - 10 * down)
        here = self._read_step if self._read_step is not None else round(self.step_at(point))
        return self.position_of(min(max(here + stride, first), last), (low + high) / 2)

    def point_with_keys(self, point: QPointF | None) -> None:
        self.hovered.emit(NO_STEP if point is None else self._step_near(point))

    def take_with_keys(self, point: QPointF) -> None:
        self.clicked.emit(self._step_near(point))

    def _step_near(self, point: QPointF) -> float:
        return float(round(self.step_at(point)))

    def value_text(self) -> str:
        return plain_text(self._readout) if self._readout else self._about

    def keys_text(self) -> str:
        return self.tr("← and → read off the values step by step, ↑ and ↓ in larger strides, Enter goes there.")

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if shows_ring(self):
            painter = QPainter(self.viewport())
            self.walk.paint(painter, self._theme)
            painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hovered.emit(self.step_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self.step_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(NO_STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "note"):  # pyqtgraph resizes itself while it is made
            self._show_note()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self._theme.px(140))


class CornerNote(QLabel):
    """Rich text on a piece of the card's ground, so that curves below it don't disturb."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = QColor(theme.card)
        self._ground.setAlphaF(0.85)
        self.setFont(theme.font(12, tabular=True))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("tone", "dim")
        self.setContentsMargins(theme.px(4), theme.px(1), theme.px(4), theme.px(1))

    def show_text(self, text: str) -> None:
        """Say this; nothing when it is empty."""
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ground)
        painter.end()
        super().paintEvent(event)


def legend_entry(color: QColor, text: str, *, dashed: bool = False, sign: str = "") -> str:
    """A stroke in a colour, with the sign of its points if they have one, and what it is called, as rich text."""
    stroke = f'<span style="color:{color.name()}">{"╍" if dashed else "━"}{sign}</span>'
    return f"{stroke}&nbsp;{html.escape(text, quote=False)}"


def plain_text(rich: str) -> str:
    """The words of a legend or a readout, without its strokes."""
    words = re.sub(r"<br>", ", ", re.sub(r"<span[^>]*>[━╍].?</span>", "", rich))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())


def lines(*entries: str) -> str:
    """Entries of a legend below each other, as rich text."""
    return "<br>".join(entries)


# A chart with what stands around its curves.

_FEWEST_STEPS = 10
"""How many steps a chart is wide at the beginning."""
_ROOM_BEHIND = 1.02
"""The end of a curve, where the cursor often stands, isn't at the very edge."""
_START_SHARE = 0.02
"""Which part of a way is its start."""
_FEWEST_AFTER_START = 100
"""A way of fewer steps is all start."""
_FAR = 2.0
"""The view leaves the start out when it reaches so many times as high as all that follows."""
_MOST_DECADES = 12.0
"""Below this many powers of ten under the highest cost there is only rounding to see."""
_DECADES_ABOVE = 1.0
"""So far above its start the logarithmic view follows a cost that grows."""
_LEAST = 1e-300
"""What is smaller is shown as 0: there are no round numbers down there."""
_DIGITS = 3


def caption(theme: Theme, text: str = "", *, rich: bool = False) -> QLabel:
    """A quiet small label beside a chart."""
    label = QLabel() if rich else PlainLabel(text)
    label.setProperty("tone", "dim")
    label.setFont(theme.font(12))
    if rich:
        label.setTextFormat(Qt.TextFormat.RichText)
    return label


class StepChart(QWidget):
    """Curves over steps, linear or logarithmic; until there are any, a sentence stands in their place.

    Parameters
    ----------
    corner
        Where the readout stands, see `ChartSurface`.
    empty_text
        The sentence.
    foot
        What stands below the curves.
    readout
        What there is to read at a step, as rich text.
    value_text
        How a value is written on the left axis.

    Attributes
    ----------
    surface
        Where the curves are.
    logarithmic
        The switch of the scale, hidden until the owner gives it a place.
    longest
        Steps of the longest curve.

    Signals
    -------
    step_chosen(int)
        A click: so many steps made, from 0 to the longest way.
    """

    step_chosen = Signal(int)

    def __init__(self, theme: Theme, corner: Qt.Corner, empty_text: str, foot: QLayout,
                 readout: Callable[[int], str], value_text: Callable[[float], str] = tick_text) -> None:
        super().__init__()
        self._readout = readout
        self.longest = 0
        self.surface = ChartSurface(theme, value_text, corner)
        self.logarithmic = CheckBox(self.tr("log"), theme, parent=self)
        self.logarithmic.hide()
        self.allow_logarithmic(allowed=True)
        self.empty = PlainLabel(empty_text)
        self.empty.setProperty("tone", "dim")
        self.empty.setFont(theme.font(13))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._pages = QStackedLayout(self)  # first: a page shown without a parent would be a window of its own
        self._pages.addWidget(self.empty)
        self._page = QWidget()
        self._pages.addWidget(self._page)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.surface, 1)
        column.addLayout(foot)
        self.surface.clicked.connect(self._on_clicked)
        self.surface.hovered.connect(self._on_hovered)

    @property
    def is_logarithmic(self) -> bool:
        """Whether heights are decimal logarithms: there must be a cost above 0."""
        return self.logarithmic.isChecked() and self.logarithmic.isEnabled()

    def allow_logarithmic(self, *, allowed: bool) -> None:
        """Whether there is anything that has a logarithm; otherwise the switch says why it can't be used."""
        self.logarithmic.setEnabled(allowed)
        self.logarithmic.setToolTip(plain_tip(
            self.tr("Logarithmic scale: equal distances are equal factors") if allowed else
            self.tr("No cost here is above 0, and only such costs have a logarithm")))

    def show_length(self, longest: int, *, is_empty: bool) -> bool:
        """How far the curves reach; whether they are to be drawn, and no sentence stands in their place."""
        self.longest = longest
        self.surface.left_axis.set_logarithmic(self.is_logarithmic)
        self._pages.setCurrentWidget(self.empty if is_empty else self._page)
        return not is_empty

    @property
    def steps(self) -> float:
        """The right end of the chart."""
        return round_up(max(_ROOM_BEHIND * self.longest, _FEWEST_STEPS))

    def placed(self, points: Points) -> Points:
        """Points where they stand on the axis; what is no number, or 0 on a logarithmic axis, has no place."""
        x, y = points
        y = np.where(np.isfinite(y), y, np.nan)
        if self.is_logarithmic:
            with np.errstate(all="ignore"):
                y = np.log10(np.where(y > 0.0, y, np.nan))
        return x, y

    def range_of(self, curves: Sequence[Points], noise: Sequence[Points] = (), *, is_bounded: bool = False) -> Range:
        """What is to be seen of placed costs: a start far above all that follows is left out.

        Parameters
        ----------
        noise
            Curves behind them, which are seen as far as they stay below the start.
        is_bounded
            Show not more of a cost that grows than tells that it does, nor of one that falls to mere rounding.
        """
        x, y = (np.concatenate([points[axis] for points in curves]) for axis in (0, 1))
        known = np.isfinite(y)
        x, y = x[known], y[known]
        if not len(y):
            return Range(self.steps, -1.0, 0.0) if self.is_logarithmic else Range(self.steps, 0.0, 1.0)
        start = max(float(points[1][finite][0]) for points in curves if (finite := np.isfinite(points[1])).any())
        low, high = float(y.min()), float(y.max())
        seen = max(high, min(max((float(np.fmax.reduce(points[1], initial=low)) for points in noise), default=low),
                             start))
        if self.is_logarithmic:
            top = min(seen, start + _DECADES_ABOVE) if is_bounded else seen
            low = max(low, top - _MOST_DECADES) if is_bounded else low
            # in quarters of a power of ten, so that the scale stands still most of the time
            return Range(self.steps, math.floor(4 * low) / 4, math.floor(4 * top + 1) / 4,
                         self._beyond(10.0 ** high) if seen > top else ())
        after = y[x > _START_SHARE * self.longest]
        later = float(after.max()) if len(after) else high
        if self.longest >= _FEWEST_AFTER_START and high > _FAR * later > _LEAST and low >= 0.0:
            cost = number(high, _DIGITS)
            texts = self.tr("↑ up to {cost} at the start").format(cost=cost), f"↑ {cost}"
            return Range(self.steps, 0.0, round_up(later), texts)
        top = min(seen, start + start - low) if is_bounded and start > low else seen
        bottom, ceiling = -_round_up(-low), _round_up(top)
        return Range(self.steps, bottom, ceiling if ceiling > bottom else 1.0,
                     self._beyond(high) if seen > ceiling else ())

    def _beyond(self, highest: float) -> tuple[str, ...]:
        cost = number(highest, _DIGITS)
        return self.tr("↑ up to {cost}").format(cost=cost), f"↑ {cost}"

    def draw_below(self, curve: pg.PlotDataItem, points: Points, shown: Range) -> None:
        """Draw a curve without what is far above the view: no painter can take such coordinates."""
        self.surface.draw(curve, points[0], np.minimum(points[1], shown.high + 2 * (shown.high - shown.low)))

    def steps_text(self, step: int) -> str:
        """A position on the bottom axis in words."""
        if step == 0:
            return self.tr("at the start")
        return self.tr("after 1 step") if step == 1 else self.tr("after {count} steps").format(count=count(step))

    def _nearest(self, step: float) -> int:
        return min(max(round(step), 0), self.longest)

    def _on_clicked(self, step: float) -> None:
        if self.longest and math.isfinite(step):
            self.step_chosen.emit(self._nearest(step))

    def _on_hovered(self, step: float) -> None:
        if math.isnan(step) or not self.longest:
            self.surface.set_readout(None)
            return
        shown = self._nearest(step)
        self.surface.set_readout(shown, self._readout(shown))


def _round_up(x: float) -> float:
    """A round number that is not below x, and not below 0."""
    return round_up(x) if x > _LEAST else 0.0
