"""The picture that the network sees, pixel by pixel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.digits.ink_picture import draw_picture, ink_colors
from gui.digits.paper import grey_image
from gui.theme import Theme
from simulator.arrays import Bytes

_SIDE = 56
"""Two pixels of the screen for each of MNIST's 28."""


class SeenPicture(QWidget):
    """The network's input as a small picture with sharp pixels."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._colors = ink_colors(theme)
        self.updateGeometry()
        self.update()

    def set_pixels(self, pixels: Bytes) -> None:
        """Show other pixels, shape (rows, columns)."""
        self._ink = grey_image(pixels)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ink.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = QSize(self._ink.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2,
                       size.width(), size.height())
        draw_picture(painter, place, self._ink, self._colors, self._theme)
