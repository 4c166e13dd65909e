"""What the marks on the map stand for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.figures.colors import basin_color, dark_ink, gray_table, light_ink, viridis
from gui.figures.frame import is_to_scale
from gui.figures.loss.scene import Scene
from gui.figures.loss.words import has_holes, plateau_text, scale_note
from gui.figures.marks import paint_blank, paint_hatch, paint_mark
from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.widgets.plain_text import plain_tip
from simulator.landscape.critical_points import PointKind

_CHIP, _BESIDE, _BETWEEN, _LINE = 16.0, 6.0, 14.0, 22.0
_MIDDLE = 0.45
"""Share of the colours on which the marks are shown."""


class Sign(Enum):
    """What the map draws."""

    GLOBAL_MINIMUM = "global_minimum"
    LOCAL_MINIMUM = "local_minimum"
    SADDLE = "saddle"
    MAXIMUM = "maximum"
    PLATEAU = "plateau"
    HOLE = "hole"
    GHOST = "ghost"
    BASIN = "basin"
    NO_BASIN = "no_basin"


_STARS = {Sign.GLOBAL_MINIMUM: (PointKind.MINIMUM, 6.0), Sign.LOCAL_MINIMUM: (PointKind.MINIMUM, 5.5),
          Sign.SADDLE: (PointKind.SADDLE, 4.5), Sign.MAXIMUM: (PointKind.MAXIMUM, 4.8)}


@dataclass(frozen=True)
class Entry:
    """A sign and its meaning."""

    sign: Sign
    text: str


class MapLegend(QWidget):
    """One entry for each kind of mark that is on the map, in as many lines as it needs at its width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[Entry, ...] = ()
        self._least_rows = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Legend of the map"))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is explained."""
        return self._entries

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_scene(self, scene: Scene) -> None:
        """Explain what is drawn of a scene."""
        entries = self._entries_of(scene)
        if entries == self._entries:
            return
        self._entries = entries
        self.setAccessibleDescription(", ".join(entry.text for entry in entries))
        self.setToolTip(plain_tip("" if is_to_scale(scene.landscape.surface.window) else scale_note()))
        self.updateGeometry()
        self.update()

    def _entries_of(self, scene: Scene) -> tuple[Entry, ...]:
        landscape = scene.landscape
        kinds = {(point.kind, point.is_global) for point in landscape.points}
        entries = []
        if (PointKind.MINIMUM, True) in kinds:
            entries.append(Entry(Sign.GLOBAL_MINIMUM, self.tr("lowest minimum of the slice") if landscape.is_slice
                                 else self.tr("global minimum")))
        if (PointKind.MINIMUM, False) in kinds:
            entries.append(Entry(Sign.LOCAL_MINIMUM, self.tr("minimum of the slice")
                                 if landscape.is_slice else self.tr("local minimum")))
        if (PointKind.SADDLE, False) in kinds:
            entries.append(Entry(Sign.SADDLE, self.tr("saddle point")))
        if (PointKind.MAXIMUM, False) in kinds:
            entries.append(Entry(Sign.MAXIMUM, self.tr("maximum")))
        if landscape.plateau.any():
            entries.append(Entry(Sign.PLATEAU, plateau_text(landscape)))
        if has_holes(landscape):
            entries.append(Entry(Sign.HOLE, self.tr("C not defined")))
        if scene.ghost is not None:
            entries.append(Entry(Sign.GHOST, self.tr("contours of the mini-batch")))
        if scene.basins is not None:
            rate = number(scene.basins.learning_rate, 2)
            entries.append(Entry(Sign.BASIN, self.tr("basins of descent, η = {rate}").format(rate=rate)))
            if (scene.basins.owner < 0).any():
                entries.append(Entry(Sign.NO_BASIN, self.tr("reaches no minimum")))
        return tuple(entries)

    def rows(self, width: float) -> list[list[Entry]]:
        """The entries in lines that fit into a width."""
        lines: list[list[Entry]] = []
        room = 0.0
        for entry in self._entries:
            needed = self._width(entry)
            if not lines or room + self._theme.px(_BETWEEN) + needed > width:
                lines.append([])
                room = -self._theme.px(_BETWEEN)
            lines[-1].append(entry)
            room += self._theme.px(_BETWEEN) + needed
        return lines

    def rows_needed(self) -> int:
        """How many lines the entries take at the present width."""
        return len(self.rows(self.width()))

    def set_least_rows(self, count: int) -> None:
        """Take as much room as so many lines need, though there may be fewer."""
        if count != self._least_rows:
            self._least_rows = count
            self.updateGeometry()

    def _width(self, entry: Entry) -> float:
        metrics = QFontMetricsF(self._theme.font(12))
        return self._theme.px(_CHIP) + self._theme.px(_BESIDE) + math.ceil(metrics.horizontalAdvance(entry.text))

    def _row_width(self, entries: Sequence[Entry]) -> float:
        return sum(map(self._width, entries)) + self._theme.px(_BETWEEN) * max(len(entries) - 1, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font(12)
        metrics = QFontMetricsF(font)
        for row, entries in enumerate(self.rows(self.width())):
            left, top = 0.0, float(row * theme.px(_LINE))
            for entry in entries:
                chip = QRectF(left, top + (theme.px(_LINE) - theme.px(_CHIP)) / 2, theme.px(_CHIP), theme.px(_CHIP))
                paint_sign(painter, entry.sign, chip, theme)
                begin = chip.right() + theme.px(_BESIDE)
                painter.setPen(theme.text_dim)
                painter.setFont(font)
                text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, max(self.width() - begin, 0.0))
                painter.drawText(QRectF(begin, top, self.width() - begin, theme.px(_LINE)),
                                 Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
                left += self._width(entry) + theme.px(_BETWEEN)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(len(self.rows(width)), self._least_rows) * self._theme.px(_LINE)

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(self._row_width(self._entries)), self._theme.px(_LINE) if self._entries else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(_LINE) if self._entries else 0)


def paint_sign(painter: QPainter, sign: Sign, chip: QRectF, theme: Theme) -> None:
    """A mark on a small piece of the map."""
    outline = QPainterPath()
    outline.addRoundedRect(chip, 3.0 * theme.scale, 3.0 * theme.scale)
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(chip, viridis(_MIDDLE if sign is not Sign.PLATEAU else 0.65))
    if sign in _STARS:
        kind, radius = _STARS[sign]
        paint_mark(painter, chip.center(), kind, radius * theme.scale, theme, is_global=sign is Sign.GLOBAL_MINIMUM)
    elif sign is Sign.PLATEAU:
        paint_hatch(painter, chip, 5.0 * theme.scale, theme)
    elif sign is Sign.HOLE:
        paint_blank(painter, chip, 5.0 * theme.scale, theme)
    elif sign is Sign.GHOST:
        for shift in (-0.25, 0.1, 0.45):
            _paint_dashes(painter, chip.translated(shift * chip.width(), 0.0), theme)
    elif sign is Sign.BASIN:
        _paint_regions(painter, chip)
    else:
        painter.fillRect(chip, QColor.fromRgb(gray_table()[128]))
    painter.restore()
    if sign is Sign.HOLE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.outline, theme.scale))
        painter.drawPath(outline)


def _paint_dashes(painter: QPainter, chip: QRectF, theme: Theme) -> None:
    pen = QPen(light_ink(), 1.4 * theme.scale)
    pen.setDashPattern([2.5, 1.8])
    painter.setPen(pen)
    painter.drawLine(QPointF(chip.left(), chip.bottom()), QPointF(chip.center().x() + chip.width() / 4, chip.top()))


def _paint_regions(painter: QPainter, chip: QRectF) -> None:
    half = chip.adjusted(0.0, 0.0, -chip.width() / 2, 0.0)
    for tint, room in enumerate((half, half.translated(half.width(), 0.0))):
        painter.fillRect(room, light_ink())
        color = QColor(basin_color(tint))
        color.setAlphaF(0.6)
        painter.fillRect(room, color)
    painter.setPen(QPen(dark_ink(0.4), 1.0))
