"""The beats of a lecture as a line of pieces: where one is, and a way to any of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.theme import Theme, blend
from gui.widgets.keyboard_focus import end_typing
from gui.widgets.plain_text import plain_tip
from gui.widgets.walked import Walked


class BeatStrip(Walked, QWidget):
    """One piece for each beat, filled up to the one in view; pieces that were seen before are half filled.

    Signals
    -------
    wanted(int)
        Somebody clicked on a beat, counted from 0.
    """

    wanted = Signal(int)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._titles: tuple[str, ...] = ()
        self._beat = 0
        self._furthest = 0
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_beats(self, titles: Sequence[str], beat: int, furthest: int) -> None:
        """Other beats, or another one in view."""
        self._titles, self._beat, self._furthest = tuple(titles), beat, max(beat, furthest)
        self.setAccessibleName(self.tr("beat {number} of {count}").format(number=beat + 1, count=len(titles)))
        self.tell_value()
        self.update()

    def piece(self, number: int) -> QRectF:
        """Where a beat stands."""
        gap = float(self._theme.px(2)) if len(self._titles) < 40 else 0.0
        width = (self.width() + gap) / max(len(self._titles), 1)
        height = self._theme.px(4)
        return QRectF(number * width, (self.height() - height) / 2, width - gap, height)

    def _beat_at(self, x: float) -> int:
        if not self._titles or not 0 <= x < self.width():
            return -1
        return min(int(x / self.width() * len(self._titles)), len(self._titles) - 1)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.update()

    # the keyboard

    def _first_point(self) -> QPointF:
        return self.piece(self._beat).center()

    def _next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        return self.piece(min(max(self._beat_at(point.x()) + right, 0), len(self._titles) - 1)).center()

    def _point_with_keys(self, point: QPointF | None) -> None:
        self._hover(-1 if point is None else self._beat_at(point.x()))

    def _take_with_keys(self, point: QPointF) -> None:
        self.wanted.emit(self._beat_at(point.x()))

    def _value_text(self) -> str:
        number = self._hovered if self._hovered >= 0 else self._beat
        return f"{number + 1} · {self._titles[number]}" if number < len(self._titles) else ""

    def _keys_text(self) -> str:
        return self.tr("← and → go from beat to beat, Enter goes there.")

    # Qt

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._beat_at(event.pos().x())
            if number >= 0:
                QToolTip.showText(event.globalPos(), plain_tip(f"{number + 1} · {self._titles[number]}"), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        end_typing()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._beat_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._beat_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.wanted.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(14))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(len(self._titles)):
            share = 0.3 if number > self._furthest else 0.75
            painter.setBrush(theme.accent if number <= self._beat else blend(theme.card, theme.outline, share))
            piece = self.piece(number)
            if number == self._hovered:
                piece.adjust(0, -theme.px(1), 0, theme.px(1))
            painter.drawRoundedRect(piece, piece.height() / 2, piece.height() / 2)
        self._paint_walk(painter)
        painter.end()
