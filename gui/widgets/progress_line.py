"""A thin line that fills up."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from gui.theme import Theme, blend

_STEPS = 10_000


class ProgressLine(QProgressBar):
    """How far a long work has come. A screen reader is told the per cent.

    Parameters
    ----------
    name
        What makes progress, for screen readers.
    """

    def __init__(self, theme: Theme, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.setFixedHeight(theme.px(4))
        self.update()

    def set_fraction(self, fraction: float) -> None:
        """How much is done, from 0 to 1; what lies outside counts as the nearer end."""
        self.setValue(round(min(max(fraction, 0.0), 1.0) * _STEPS))

    def fraction(self) -> float:
        """How much is done, from 0 to 1."""
        return self.value() / _STEPS

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(blend(self._theme.card, self._theme.outline, 0.35))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self.value():
            painter.setBrush(self._theme.accent if self.isEnabled() else self._theme.text_disabled)
            width = max(self.fraction() * self.width(), self.height())
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)
