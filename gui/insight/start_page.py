"""The page "Start": what different initial weights do to z, a and δ before anything is learned."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.figures.curve_plot import paint_bars
from gui.figures.frame import round_up, tick_text
from gui.foundation.formulas import Formulas
from gui.foundation.language import error_text
from gui.foundation.number_text import count, number, percent
from gui.foundation.theme import Theme
from gui.run.comparison_words import initial_weights_name
from gui.run.notices import Notice, NoticeKind
from gui.run.session import Session
from gui.run.training_worker import Errand
from gui.widgets.buttons import PushButton
from gui.widgets.card import Card
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel
from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataSet
from simulator.experiment import DATA_SETTINGS, Experiment, SettingError, with_change
from simulator.first_pass import FirstPass, Outcome, compare_starts
from simulator.network import Network

# Initial weights compared, made ready to be drawn: histograms with axes that all rows share.

BINS = 41
"""An odd number: what is exactly 0 stands in the middle of an axis around 0."""
_MOST = 0.99
_ROOM = 1.5
_ROOM_BEHIND_SATURATION = 1.35


@dataclass(frozen=True, slots=True)
class Axis:
    """What a column of histograms shows."""

    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Strip:
    """One histogram.

    Attributes
    ----------
    shares
        Share of the values in every bin, shape (BINS,); what lies outside of the axis is counted in the outermost.
    below, above
        Shares of the values that lie outside.
    """

    shares: Array
    below: float
    above: float


@dataclass(frozen=True, eq=False)
class StartRow:
    """What one way to begin does.

    Attributes
    ----------
    strips
        Of z, a and δ; of each, one for every layer behind the input.
    outcome, spreads, saturated, dead, alike
        As in `FirstPass`.
    """

    experiment: Experiment
    strips: tuple[tuple[Strip, ...], ...]
    outcome: Outcome
    spreads: tuple[float, ...]
    saturated: float
    dead: tuple[int, int]
    alike: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class StartReport:
    """All rows, the first of which is that of the run, and the axes of z, a and δ.

    Attributes
    ----------
    samples
        So many training samples went through each of them.
    """

    network: Network
    axes: tuple[Axis, Axis, Axis]
    rows: tuple[StartRow, ...]
    samples: int


def start_report(experiment: Experiment, data: DataSet, start: Array | None,
                 should_stop: Callable[[], bool]) -> StartReport:
    """Takes samples through all initial weights; see `compare_starts` for what it raises."""
    passes = compare_starts(experiment, data, start, should_stop)
    network = passes[0].network
    axes = (_z_axis(network, passes), _a_axis(network, passes),
            _around_zero(_ROOM * _usual([one.delta[1:] for one in passes])))
    return StartReport(network, axes, tuple(_row(one, axes) for one in passes), len(passes[0].a[0]))


def histogram(values: Array, axis: Axis) -> Strip:
    """The histogram of all finite values of a matrix; those that are none count as lying above."""
    flat = values.ravel()
    counted = np.clip(np.nan_to_num(flat, nan=np.inf), axis.low, axis.high)
    places: Indices = np.minimum(((counted - axis.low) / (axis.high - axis.low) * BINS).astype(np.int64), BINS - 1)
    shares = np.bincount(places, minlength=BINS) / len(flat)
    return Strip(shares, float((flat < axis.low).mean()), float((~(flat <= axis.high)).mean()))


def _row(one: FirstPass, axes: tuple[Axis, Axis, Axis]) -> StartRow:
    strips = tuple(tuple(histogram(values, axis) for values in matrices[1:])
                   for matrices, axis in zip((one.z, one.a, one.delta), axes, strict=True))
    return StartRow(one.experiment, strips, one.outcome, one.spreads, one.saturated, one.dead, one.alike)


def _z_axis(network: Network, passes: Sequence[FirstPass]) -> Axis:
    """Far enough to see where neurons saturate; where they never do, as far as most values go."""
    bounds = [max(-activation.saturated_below, activation.saturated_above) for activation in network.activations]
    finite = [bound for bound in bounds if 0.0 < bound < math.inf]
    if finite:
        return _around_zero(_ROOM_BEHIND_SATURATION * max(finite))
    return _around_zero(_ROOM * _usual([one.z[1:] for one in passes]))


def _a_axis(network: Network, passes: Sequence[FirstPass]) -> Axis:
    """From the least to the largest activation that there can be, or as far as most go."""
    low = min(activation.output_range[0] for activation in network.activations)
    high = max(activation.output_range[1] for activation in network.activations)
    usual = round_up(max(_ROOM * _usual([one.a[1:] for one in passes]), 1.0))
    return Axis(max(low, -usual), min(high, usual))


def _usual(matrices: Sequence[Sequence[Array]]) -> float:
    """How large values get: the middle one of all rows, each of which may leave out its largest values."""
    with np.errstate(all="ignore"):
        largest = [max(float(np.quantile(np.abs(np.nan_to_num(values)), _MOST)) for values in row)
                   for row in matrices]
    return float(np.median(largest))


def _around_zero(length: float) -> Axis:
    length = round_up(length) if 0.0 < length < math.inf else 1.0
    return Axis(-length, length)


# Histograms of z, a and δ, one strip for each layer, painted small.

STRIP = 18
"""Height of a strip at scale 1."""
_LABEL, _GAP = 24, 14
_WIDTH, _LEAST_WIDTH = 300, 160
_TEXT = 12
_OUTSIDE = 0.005
"""A mark stands where more than this share of the values lies outside of the axis."""
_SYMBOLS = ("z", "a", "δ")


def cells(width: float, theme: Theme) -> tuple[QRectF, QRectF, QRectF]:
    """The places of the three columns across a picture of this width, behind the layers' numbers."""
    label, gap = theme.px(_LABEL), theme.px(_GAP)
    each = max((width - label - 2 * gap) / 3, 1.0)
    first, second, third = (QRectF(label + place * (each + gap), 0.0, each, 0.0) for place in range(3))
    return first, second, third


class StartPicture(QWidget):
    """The histograms of one way to begin."""

    def __init__(self, report: StartReport, row: StartRow, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._row = row
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(STRIP) * self._report.network.depth)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, network = self._theme, self._report.network
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(_TEXT, tabular=True))
        height = theme.px(STRIP)
        for layer in range(1, network.depth + 1):
            top = (layer - 1) * height
            painter.setPen(theme.text_dim)
            painter.drawText(QRectF(0, top, theme.px(_LABEL - 10), height),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(layer))
        for column, (cell, axis) in enumerate(zip(cells(self.width(), theme), self._report.axes, strict=True)):
            for layer in range(1, network.depth + 1):
                box = QRectF(cell.left(), (layer - 1) * height, cell.width(), height)
                if column == 0:
                    self._shade_saturated(painter, box, axis, network, layer)
                self._paint_strip(painter, box, axis, self._row.strips[column][layer - 1], column)
        painter.end()

    def _shade_saturated(self, painter: QPainter, box: QRectF, axis: Axis, network: Network, layer: int) -> None:
        """Where σ hardly changes, or is off."""
        activation = network.activation(layer)
        for low, high in ((axis.low, activation.saturated_below), (activation.saturated_above, axis.high)):
            left, right = (box.left() + (min(max(value, axis.low), axis.high) - axis.low)
                           / (axis.high - axis.low) * box.width() for value in (low, high))
            if right > left:
                painter.fillRect(QRectF(left, box.top(), right - left, box.height()), self._theme.sunken)

    def _paint_strip(self, painter: QPainter, box: QRectF, axis: Axis, strip: Strip, column: int) -> None:
        theme = self._theme
        base = box.bottom() - theme.px(1)
        room = box.height() - theme.px(3)
        painter.setPen(QPen(theme.line, theme.px(1)))
        painter.drawLine(QPointF(box.left(), base), QPointF(box.right(), base))
        if axis.low < 0.0 < axis.high:
            zero = box.left() - axis.low / (axis.high - axis.low) * box.width()
            painter.drawLine(QPointF(zero, box.top()), QPointF(zero, base))
        wide = box.width() / BINS
        values = axis.low + (np.arange(BINS) + 0.5) / BINS * (axis.high - axis.low)
        paint_bars(painter, box.left(), wide, max(wide, 1.0), base,
                   (room * strip.shares / strip.shares.max()).tolist(),
                   [self._color(value, axis, column) for value in values.tolist()], least=theme.px(1))
        for share, edge, outwards in ((strip.below, box.left(), -1), (strip.above, box.right(), 1)):
            if share > _OUTSIDE:
                self._paint_mark(painter, QPointF(edge, base - room / 2), outwards)

    def _color(self, value: float, axis: Axis, column: int) -> QColor:
        theme = self._theme
        if abs(value) <= 0.5001 / BINS * (axis.high - axis.low):
            return theme.outline
        if column == len(_SYMBOLS) - 1:
            return theme.delta_positive if value > 0 else theme.delta_negative
        return theme.positive if value > 0 else theme.negative

    def _paint_mark(self, painter: QPainter, tip: QPointF, outwards: int) -> None:
        """There is more beyond this end."""
        size = self._theme.px(4)
        painter.setBrush(self._theme.text)
        painter.drawPolygon(QPolygonF([tip + QPointF(outwards * (size + 1), 0), tip + QPointF(outwards, -size),
                                       tip + QPointF(outwards, size)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)


class StartAxes(QWidget):
    """The head of all pictures: what each column shows, and from where to where."""

    def __init__(self, axes: tuple[Axis, Axis, Axis], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes = axes
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # as wide as a picture, so that a layout gives both the same room

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(STRIP))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(STRIP))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, height = self._theme, self.height()
        painter = QPainter(self)
        left, middle, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
        for cell, axis, symbol in zip(cells(self.width(), theme), self._axes, _SYMBOLS, strict=True):
            box = QRectF(cell.left(), 0.0, cell.width(), height)
            painter.setPen(theme.text_dim)
            painter.setFont(theme.font(_TEXT, tabular=True))
            painter.drawText(box, left, tick_text(axis.low, 3))
            painter.drawText(box, right, tick_text(axis.high, 3))
            painter.setPen(theme.text)
            painter.setFont(theme.font(_TEXT, semibold=True))
            painter.drawText(box, middle, symbol)
        painter.end()


# What follows from initial weights, in words.

translate = QCoreApplication.translate
_DIGITS = 2
_MOST_SPREADS = 4


def start_words(row: StartRow) -> str:
    """One or two sentences; each is said only where it is true."""
    texts = {
        Outcome.ALIKE: _alike,
        Outcome.FLAT: lambda _: translate(
            "Start", "σ′ = 0 everywhere: no δ comes through, whatever the weights are."),
        Outcome.SATURATED: _saturated,
        Outcome.SINGLE_LAYER: lambda _: translate(
            "Start", "No hidden layer: nothing can fade on its way, and even zeros are a good start."),
        Outcome.FADES: lambda one: translate(
            "Start", "Signals fade layer by layer: the spread of a goes {spreads}.").format(spreads=_spreads(one)),
        Outcome.GROWS: lambda one: translate(
            "Start", "Signals explode layer by layer: the spread of a goes {spreads}.").format(spreads=_spreads(one)),
        Outcome.KEEPS: lambda one: translate(
            "Start", "Signals come through: the spread of a goes {spreads}.").format(spreads=_spreads(one)),
    }
    sentences = [texts[row.outcome](row)]
    dead, possible = row.dead
    if dead and row.outcome is not Outcome.ALIKE:
        sentences.append(translate("Start", "Dead, off for every sample: {dead} of {count} neurons.").format(
            dead=count(dead), count=count(possible)))
    return " ".join(sentences)


def _alike(row: StartRow) -> str:
    if len(row.alike) == len(row.spreads) - 2:
        return translate("Start", "All neurons of a layer are alike: they get the same δ and stay alike.")
    return translate("Start", "All neurons of layer {layers} are alike: they get the same δ and stay alike.").format(
        layers=", ".join(str(layer) for layer in row.alike))


def _saturated(row: StartRow) -> str:
    text = translate("Start", "Saturated: σ′ ≈ 0 for {share} of the hidden activations, and δ is multiplied by it.") \
        if len(row.spreads) > 2 else \
        translate("Start", "Saturated: σ′ ≈ 0 for {share} of the outputs, and δ is multiplied by it.")
    return text.format(share=percent(row.saturated, 0))


def _spreads(row: StartRow) -> str:
    """From the input to the last hidden layer (the output where there is none)."""
    spreads: Sequence[float] = row.spreads[:max(len(row.spreads) - 1, 2)]
    texts = [number(spread, _DIGITS) for spread in spreads]
    if len(texts) > _MOST_SPREADS:
        texts = [*texts[:_MOST_SPREADS - 2], "…", texts[-1]]
    return " → ".join(texts)


_WORDS, _PICTURE = 9, 14
"""How words and picture share the width."""
_KEY_SETTINGS = ("layers", "cost", "initializer", "initial_number", "initial_theta", "seed", *DATA_SETTINGS)


class StartPage(Card):
    """A row for each way to begin: its histograms, what follows from it, and a button that runs it beside the run.

    The rows are measured on a thread when the page is first seen, and again when the run is built otherwise.

    Attributes
    ----------
    rows
        The rows in view.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Initial weights"), theme, parent=parent)
        self._session = session
        self._key: tuple[object, ...] | None = None
        self._errand = Errand(self)
        self.rows: list[StartRowView] = []
        self._message = PlainLabel()
        self._message.setProperty("tone", "dim")
        self._message.setFont(theme.font(13))
        self._message.setWordWrap(True)
        self._head = QHBoxLayout()
        self._scroll_area = QScrollArea()
        self._lay_out()
        self._errand.done.connect(self._show_report)
        self._errand.failed.connect(self._on_failed)
        session.run_changed.connect(self._refresh)
        session.navigator.comparison_changed.connect(self._refresh)

    @property
    def is_complete(self) -> bool:
        """Whether all rows are there."""
        return bool(self.rows) and not self._errand.is_under_way

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being measured."""
        return not self._errand.is_under_way

    def _lay_out(self) -> None:
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(0)
        self._scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll_area.setWidgetResizable(True)
        self._scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll_area.viewport().installEventFilter(self)
        self.body.setSpacing(self._theme.px(2))
        self.body.addWidget(self._message)
        self.body.addLayout(self._head)
        self.body.addWidget(self._scroll_area, 1)

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        trainer = self._session.run.trainer
        known = None if trainer.start is None else trainer.start.tobytes()
        key = (*(getattr(trainer.experiment, name) for name in _KEY_SETTINGS), known)
        if key == self._key:
            return
        self._key = key
        self._message.setText(self.tr("Samples are on their way through all of them …"))
        self._message.show()
        self._errand.start(partial(start_report, trainer.experiment, trainer.data, trainer.start))

    def _show_report(self, report: object) -> None:
        assert isinstance(report, StartReport)
        self._message.hide()
        self.set_note(self.tr("a first pass of {count} samples").format(count=count(report.samples)))
        self._clear_head()
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._head.addWidget(space, _WORDS)
        self._head.addWidget(StartAxes(report.axes, self._theme), _PICTURE)
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.px(10))
        self.rows = [StartRowView(report, row, self._theme, is_own=row is report.rows[0]) for row in report.rows]
        for row in self.rows:
            row.button.clicked.connect(partial(self._run_beside, row.experiment))
            lines.addWidget(row)
        lines.addStretch(1)
        self._scroll_area.setWidget(content)
        self._fit_head()

    def _clear_head(self) -> None:
        while (place := self._head.takeAt(0)) is not None:
            widget = place.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _on_failed(self, text: str) -> None:
        self._key = None
        self._message.setText(text)

    def _run_beside(self, other: Experiment) -> None:
        session = self._session
        try:
            session.start_comparison(with_change(session.experiment, initializer=other.initializer,
                                                 initial_number=other.initial_number, initial_theta=()))
        except SettingError as error:
            session.tell(Notice(NoticeKind.ERROR, {"message": error_text(error)}))

    def _fit_head(self) -> None:
        """The axes stand over the pictures, whether there is a scroll bar beside them or not."""
        beside = self._scroll_area.width() - self._scroll_area.viewport().width()
        if beside != self._head.contentsMargins().right():
            self._head.setContentsMargins(0, 0, beside, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit_head()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()


class StartRowView(QWidget):
    """One way to begin.

    Attributes
    ----------
    experiment
        It, in place of the run's.
    name, words, picture, button
        What is seen of it; the run's own row has no button.
    """

    def __init__(self, report: StartReport, row: StartRow, theme: Theme, *, is_own: bool) -> None:
        super().__init__()
        self.experiment = row.experiment
        name = initial_weights_name(row.experiment)
        self.name = ElidedLabel(self.tr("This run: {name}").format(name=name) if is_own else name, theme,
                                semibold=True)
        self.words = PlainLabel(start_words(row))
        self.words.setFont(theme.font(12))
        self.words.setProperty("tone", "dim")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.picture = StartPicture(report, row, theme)
        self.button = PushButton(self.tr("Run beside"), theme)
        self.button.setToolTip(self.tr("Start again, and beside this run another one with these initial weights"))
        first = QHBoxLayout()
        first.setSpacing(theme.px(8))
        first.addWidget(self.name, 1)
        first.addWidget(self.button)
        if is_own:  # shown without a parent it would be a window for an instant, and take the keyboard
            self.button.hide()
        left = QVBoxLayout()
        left.setSpacing(theme.px(2))
        left.addLayout(first)
        left.addWidget(self.words)
        left.addStretch(1)
        side = QWidget()
        side.setLayout(left)
        side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        left.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side, _WORDS)
        across.addWidget(self.picture, _PICTURE, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{self.name.text()}. {self.words.text()}")


def make_page(session: Session, theme: Theme, _: Formulas) -> StartPage:
    """The page, see `lectures.pages`."""
    return StartPage(session, theme)
