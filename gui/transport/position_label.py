"""The position in words, shortened step by step where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme
from gui.transport.position_text import PositionText
from gui.widgets.plain_text import plain_tip

TITLE_SIZE, DETAIL_SIZE = 13, 12
_NOTHING = PositionText(("",), ("",), "")


class PositionLabel(QWidget):
    """Title and details: under one another at the right edge, or in one line, at its two ends."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = _NOTHING
        self._in_one_line = False
        self._wanted_width = theme.px(120)
        self._title_font = theme.font(TITLE_SIZE, semibold=True, tabular=True)
        self._detail_font = theme.font(DETAIL_SIZE, tabular=True)

    def text(self) -> PositionText:
        """What it says."""
        return self._text

    def set_text(self, text: PositionText) -> None:
        """Says something else."""
        if text != self._text:
            self._text = text
            self.setToolTip(plain_tip(text.sentence))
            self.setAccessibleName(text.sentence)
            self.update()

    def make_room_for(self, widest: PositionText) -> None:
        """Asks for a width that doesn't change with every step; only the longest forms count."""
        titles = (QFontMetrics(self._title_font).horizontalAdvance(title) for title in widest.titles)
        details = (QFontMetrics(self._detail_font).horizontalAdvance(detail) for detail in widest.details)
        wanted = max(*titles, *details) + self._theme.px(2)
        if wanted != self._wanted_width:
            self._wanted_width = wanted
            self.updateGeometry()

    def set_in_one_line(self, in_one_line: bool) -> None:
        """Chooses between one line and two."""
        self._in_one_line = in_one_line
        vertical = QSizePolicy.Policy.Fixed if in_one_line else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.updateGeometry()

    def shown(self) -> tuple[str, str]:
        """Title and details as they are written at the present width."""
        room = self.width() - 2 * self._inset
        if not self._in_one_line:
            return (_fitting(self._text.titles, self._title_font, room),
                    _fitting(self._text.details, self._detail_font, room))
        # a shorter title is better than details without the step's or the sample's count
        metrics, wanted = QFontMetrics(self._title_font), self._text.details[:2][-1]
        least = QFontMetrics(self._detail_font).horizontalAdvance(wanted) + self._theme.px(16)
        beside = (title for title in self._text.titles if metrics.horizontalAdvance(title) <= room - least)
        title = next(beside, _fitting(self._text.titles[-1:], self._title_font, room))
        left = room - metrics.horizontalAdvance(title) - self._theme.px(16)
        return title, _fitting(self._text.details, self._detail_font, left)

    @property
    def _inset(self) -> int:
        """In one line the words begin and end above the ends of the bar and not of the mark's room beside it."""
        return self._theme.px(4) if self._in_one_line else 0

    def sizeHint(self) -> QSize:
        return QSize(self._wanted_width, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(96), self._height())

    def _height(self) -> int:
        lines = (QFontMetrics(self._title_font).height(), QFontMetrics(self._detail_font).height())
        return max(lines) if self._in_one_line else sum(lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        title, detail = self.shown()
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        line = QFontMetrics(self._title_font).height()
        top = (self.height() - self._height()) // 2
        first = QRect(self._inset, top, self.width() - 2 * self._inset, line)
        second = first if self._in_one_line else QRect(0, top + line, self.width(), self._height() - line)
        painter.setPen(self._theme.text)
        painter.setFont(self._title_font)
        painter.drawText(first, (left if self._in_one_line else right) | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(self._theme.text_dim)
        painter.setFont(self._detail_font)
        painter.drawText(second, right | Qt.AlignmentFlag.AlignVCenter, detail)


def _fitting(texts: Sequence[str], font: QFont, room: int) -> str:
    """The first text that has room; the last one shortened with … if none has."""
    metrics = QFontMetrics(font)
    fitting = (text for text in texts if metrics.horizontalAdvance(text) <= room)
    return next(fitting, metrics.elidedText(texts[-1], Qt.TextElideMode.ElideRight, max(room, 0)))
