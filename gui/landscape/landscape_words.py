"""What is said of the cost over a plane, in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.foundation.number_text import count, number, percent
from gui.foundation.theme import Theme
from gui.landscape.picture import CostOf, Gauge, SlicePicture
from simulator.directions import Directions, GradientDirections, PrincipalDirections, SecondDirection

_MOST_DIGITS = 8

translate = QCoreApplication.translate


def samples_text(picture: SlicePicture) -> str:
    """Of how many samples the cost is the mean."""
    used, in_all = count(picture.sample_count), count(picture.samples_in_all)
    if picture.cost_of is CostOf.BATCH:
        if picture.sample_count == 1:
            return translate("SurfacePage", "cost of the one sample of this step")
        return translate("SurfacePage", "mean over the batch of {used}").format(used=used)
    if picture.sample_count == picture.samples_in_all:
        return translate("SurfacePage", "mean over all {all} training samples").format(all=in_all)
    return translate("SurfacePage", "mean over {used} of {all} training samples").format(used=used, all=in_all)


def step_text(picture: SlicePicture, present: int) -> str:
    """Which step of the run the picture belongs to, and where the run is if that is farther."""
    drawn = count(picture.step)
    if picture.step == present:
        return translate("SurfacePage", "at step {drawn}").format(drawn=drawn)
    text = translate("SurfacePage", "drawn at step {drawn}, now at {present}")
    return text.format(drawn=drawn, present=count(present))


def directions_text(directions: Directions) -> str:
    """What there is to say of the two directions; may be empty."""
    if isinstance(directions, PrincipalDirections):
        first, second = (percent(share, 1) for share in directions.shares)
        text = translate("SurfacePage", "PC₁ shows {first} and PC₂ {second} of the way so far, together {both} of "
                                        "its variance.")
        return text.format(first=first, second=second, both=percent(sum(directions.shares), 1))
    if isinstance(directions, GradientDirections):
        if directions.second_is is SecondDirection.RANDOM:
            text = translate("SurfacePage", "‖∇C‖ = {length}. The last step went straight along ∇C, so ⊥ is a random "
                                            "direction.")
        else:
            text = translate("SurfacePage", "‖∇C‖ = {length}. ⊥ is what the last step has at right angles to ∇C.")
        return text.format(length=number(directions.gradient_length, 3))
    return ""


def slice_text(picture: SlicePicture) -> str:
    """How much of the network's cost the picture is."""
    if picture.parameter_count == 2:
        return translate("SurfacePage", "The network has only these two parameters: this is the whole of its cost, "
                                        "and its minima are the network's.")
    text = translate("SurfacePage", "A slice through {count} dimensions: its lowest point is not the network's "
                                    "minimum.")
    return text.format(count=count(picture.parameter_count))


def gauge_texts(gauge: Gauge) -> tuple[tuple[str, str], ...]:
    """Names and values of the gauge's rows; both costs with as many digits as tell them apart."""
    digits = 4
    while (gauge.cost != gauge.projected_cost and digits < _MOST_DIGITS
           and number(gauge.cost, digits) == number(gauge.projected_cost, digits)):
        digits += 1
    return ((translate("SurfacePage", "C of the network"), number(gauge.cost, digits)),
            (translate("SurfacePage", "C on the plane"), number(gauge.projected_cost, digits)),
            (translate("SurfacePage", "distance from it"), number(gauge.distance, 3)))


def gauge_line(gauge: Gauge) -> str:
    """The same in one line."""
    (_, cost), (_, projected), (_, distance) = gauge_texts(gauge)
    if gauge.distance == 0.0:
        text = translate("SurfacePage", "C of the network {cost}, the same on the plane: the plane goes through it")
        return text.format(cost=cost)
    text = translate("SurfacePage", "C of the network {cost} · on the plane {projected} · {distance} away from it")
    return text.format(cost=cost, projected=projected, distance=distance)


# The honest gauge: the network's cost beside that of the picture, and how far the network is from the plane.

_ROW, _BAR, _GAP = 19.0, 6.0, 8.0
_SHORTEST_BAR = 24.0


class GaugeView(QWidget):
    """Three numbers under one another; the two costs have bars, so that a difference is seen at a glance."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gauge: Gauge | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("How far the picture is from the network"))

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_gauge(self, gauge: Gauge | None) -> None:
        """Show these numbers, or none."""
        self._gauge = gauge
        texts = gauge_texts(gauge) if gauge is not None else ()
        self.setAccessibleDescription(", ".join(f"{name} {value}" for name, value in texts))
        self.update()

    def texts(self) -> tuple[tuple[str, str], ...]:
        """The rows as they are written."""
        return gauge_texts(self._gauge) if self._gauge is not None else ()

    def _paint_bar(self, painter: QPainter, area: QRectF, share: float) -> None:
        theme = self._theme
        radius = area.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.sunken)
        painter.drawRoundedRect(area, radius, radius)
        painter.setBrush(theme.positive)
        painter.drawRoundedRect(QRectF(area.left(), area.top(), max(share * area.width(), area.height()),
                                       area.height()), radius, radius)

    def paintEvent(self, event: QPaintEvent) -> None:
        gauge, texts = self._gauge, self.texts()
        if gauge is None:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain, tabular = theme.font(12), theme.font(12, tabular=True)
        names = max(QFontMetricsF(plain).horizontalAdvance(name) for name, _ in texts)
        values = max(QFontMetricsF(tabular).horizontalAdvance(value) for _, value in texts)
        row, gap = theme.px(_ROW), theme.px(_GAP)
        bar = self.width() - names - values - 2 * gap
        largest = max(abs(gauge.cost), abs(gauge.projected_cost))
        for place, (name, value) in enumerate(texts):
            area = QRectF(0.0, place * row, self.width(), row)
            painter.setFont(plain)
            painter.setPen(theme.text_dim)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(tabular)
            painter.setPen(theme.text)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value)
            cost = (gauge.cost, gauge.projected_cost)[place] if place < 2 else math.nan
            if bar >= theme.px(_SHORTEST_BAR) and math.isfinite(cost) and 0.0 < largest < math.inf:
                height = theme.px(_BAR)
                self._paint_bar(painter, QRectF(names + gap, area.center().y() - height / 2, bar, height),
                                abs(cost) / largest)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), 3 * self._theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), 3 * self._theme.px(_ROW))
