"""The model that a surface belongs to: its data, and the curve that it draws through them for the present θ."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.figures.colors import class_colors
from gui.figures.frame import Frame, curve_path, margins, paint_axes
from gui.foundation.number_text import count, number
from gui.foundation.theme import Theme, blend
from gui.plane.marks import paint_batch, paint_point, point_radius
from gui.widgets.card import Card
from gui.widgets.plain_text import plain_tip
from simulator.arrays import Array, Indices
from simulator.descent.racer import ALL_ROWS

_MARGIN_ACROSS, _MARGIN_UP, _MOST_MARGIN_UP = 0.04, 0.14, 0.5
"""Free room beyond the data, as a share of their range; above and below classes more in a low picture."""
_LOW = 84
"""A picture below this height, at scale 1, has no room for what the dashed curve is; the tool tip says it too."""
_MOST_DISTANCES = 80
"""So many distances from the curve are drawn as lines; more would be a grey area."""
_FAR = 50.0
"""A curve is drawn up to so many heights of the picture above or below it."""


@dataclass(frozen=True, eq=False)
class ModelPicture:
    """What is drawn of a model.

    Attributes
    ----------
    inputs, targets
        x and y of the samples, shape (n,) each.
    curve_x, curve_y
        The model's output over x for the present θ, shape (k,) each, x ascending; where it is not
        finite it has a gap.
    names
        What stands at the two axes.
    batch
        The samples of the present mini-batch, which get a rim; empty for none.
    are_classes
        Whether targets are classes 0 and 1 (or −1 and 1), told apart by colour and shape.
    second_y
        Another curve over the same x, drawn dashed: at the start, or of another descent; None for none.
    second_name
        What that one is; written below the curves.
    color
        Of the curve; None for that of letters.
    note
        A short text beside the title, such as "y = 0.52 x + 0.10".
    """

    inputs: Array
    targets: Array
    curve_x: Array
    curve_y: Array
    names: tuple[str, str] = ("x", "y")
    batch: Indices = field(default_factory=lambda: ALL_ROWS)
    are_classes: bool = False
    second_y: Array | None = None
    second_name: str = ""
    color: QColor | None = None
    note: str = ""


class ModelCard(Card):
    """Shows the data and the model's curve moving through them.

    Attributes
    ----------
    view
        The painted part.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self.set_title(self.tr("Model and data"))
        self.view = ModelView(theme)
        self.body.addWidget(self.view, 1)

    def show_picture(self, picture: ModelPicture | None) -> None:
        """Draw this; None for nothing."""
        self.set_note("" if picture is None else picture.note)
        self.view.show_picture(picture)
        second = "" if picture is None or picture.second_y is None else picture.second_name
        self.view.setToolTip(plain_tip(self.tr("dashed: {name}").format(name=second) if second else ""))
        described = self.tr("{count} samples and the model's curve")
        self.view.setAccessibleName("" if picture is None else described.format(count=count(len(picture.inputs))))


class ModelView(QWidget):
    """Paints data and curve. The frame depends on the data only, so that the curve is what moves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: ModelPicture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: ModelPicture | None) -> None:
        """Draw this; None for nothing."""
        self._picture = picture
        self.update()

    def frame(self) -> Frame | None:
        """Where the coordinates lie on the widget."""
        picture = self._picture
        if picture is None or not len(picture.inputs):
            return None
        low_x, high_x = _stretched(picture.curve_x if len(picture.curve_x) else picture.inputs, _MARGIN_ACROSS)
        low_y, high_y = _stretched(picture.targets, self._margin_up(picture))
        low, high = (low_x, low_y), (high_x, high_y)
        room, theme = margins(low, high, picture.names, self._theme), self._theme
        area = QRectF(self.rect()).adjusted(room.left, room.top, -theme.px(2), -room.bottom)
        return Frame(area, low, high) if area.width() > 1 and area.height() > 1 else None

    def _margin_up(self, picture: ModelPicture) -> float:
        """So much room above classes that the 1 at the axis stays clear of the axis's name."""
        if not picture.are_classes:
            return _MARGIN_UP
        line = QFontMetricsF(self._theme.font(12, tabular=True)).height()
        share = 1.6 * line / max(self.height() - 1.5 * line, 1.0)
        return min(max(share / max(1.0 - 2.0 * share, 0.1), _MARGIN_UP), _MOST_MARGIN_UP)

    def curve_points(self, y: Array) -> Array:
        """The points of a curve on the widget, shape (k, 2), NaN where it has a gap."""
        frame, picture = self.frame(), self._picture
        if frame is None or picture is None:
            return np.empty((0, 2))
        places = frame.places(np.column_stack((picture.curve_x, y)))
        reach = _FAR * frame.area.height()
        places[:, 1] = np.clip(places[:, 1], -reach, reach)
        return places

    def _paint_distances(self, painter: QPainter, picture: ModelPicture, frame: Frame) -> None:
        """From every sample straight to the curve: what the cost adds up."""
        known = np.isfinite(picture.curve_y)
        if len(picture.inputs) > _MOST_DISTANCES or known.sum() < 2:
            return
        outputs = np.interp(picture.inputs, picture.curve_x[known], picture.curve_y[known])
        ends = np.clip(outputs, frame.low[1] - frame.size[1], frame.high[1] + frame.size[1])
        painter.setPen(QPen(blend(self._theme.card, self._theme.outline, 0.55), self._theme.px(1)))
        painter.drawLines([QLineF(frame.to_widget((x, y)), frame.to_widget((x, end))) for x, y, end in zip(
            picture.inputs.tolist(), picture.targets.tolist(), ends.tolist(), strict=True)])

    def _paint_curves(self, painter: QPainter, picture: ModelPicture) -> None:
        theme = self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if picture.second_y is not None:
            painter.strokePath(curve_path(self.curve_points(picture.second_y)), self._second_pen())
        pen = QPen(picture.color or theme.text, 2.4 * theme.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(curve_path(self.curve_points(picture.curve_y)), pen)

    def _paint_second_name(self, painter: QPainter, picture: ModelPicture, frame: Frame) -> None:
        """What the dashed curve is, in the lower right corner."""
        if picture.second_y is None or not picture.second_name or frame.area.height() < self._theme.px(_LOW):
            return
        painter.setFont(self._theme.font(12))
        metrics, px, area = QFontMetricsF(painter.font()), self._theme.px, frame.area
        room = QRectF(0.0, 0.0, metrics.horizontalAdvance(picture.second_name) + px(30), metrics.height() + px(2))
        room.moveBottomRight(area.bottomRight())
        painter.fillRect(room, self._theme.card)
        painter.setPen(self._second_pen())
        painter.drawLine(QPointF(room.left() + px(2), room.center().y()), QPointF(room.left() + px(22),
                                                                                  room.center().y()))
        painter.setPen(self._theme.text_dim)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, picture.second_name)

    def _second_pen(self) -> QPen:
        pen = QPen(self._theme.outline, 1.5 * self._theme.scale)
        pen.setDashPattern([3.0, 2.0])
        return pen

    def _paint_samples(self, painter: QPainter, picture: ModelPicture, frame: Frame) -> None:
        theme, radius = self._theme, point_radius(len(picture.inputs), frame, self._theme)
        places = frame.places(np.column_stack((picture.inputs, picture.targets)))
        middle = float(picture.targets.max() + picture.targets.min()) / 2
        classes = (picture.targets > middle).astype(np.int64) if picture.are_classes else np.zeros(
            len(places), dtype=np.int64)
        colors = class_colors(2, theme) if picture.are_classes else [theme.outline]
        for (x, y), shape in zip(places.tolist(), classes.tolist(), strict=True):
            paint_point(painter, QPointF(x, y), radius, colors[shape], shape, theme)
        if len(picture.batch):
            paint_batch(painter, places[picture.batch], classes[picture.batch], radius, theme)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._theme.px(150))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        picture, frame = self._picture, self.frame()
        if picture is None or frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_axes(painter, frame, picture.names, self._theme)
        painter.setPen(QPen(self._theme.line, self._theme.px(1)))
        for level in (0.0, 1.0) if picture.are_classes else (0.0,):
            if frame.low[1] < level < frame.high[1]:
                y = frame.y(level)
                painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y))
        painter.setClipRect(frame.area)
        self._paint_distances(painter, picture, frame)
        self._paint_curves(painter, picture)
        painter.setClipping(False)
        self._paint_second_name(painter, picture, frame)
        self._paint_samples(painter, picture, frame)


def line_text(slope: float, offset: float, names: tuple[str, str] = ("x", "y")) -> str:
    """The equation of a straight line, such as "y = 0.520 x − 0.100"."""
    sign = "−" if offset < 0.0 else "+"
    return f"{names[1]} = {number(slope, 3)} {names[0]} {sign} {number(abs(offset), 3)}"


def _stretched(values: Array, share: float) -> tuple[float, float]:
    """The range of values with free room on both sides."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    margin = share * (high - low) or max(abs(high), 1.0) * share
    return low - margin, high + margin
