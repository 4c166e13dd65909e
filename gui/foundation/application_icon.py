"""The icon of the program itself, as assets/icons/application has it: the error δ behind two neurons."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.foundation.theme import ASSETS

_FILE = ASSETS / "icons" / "application" / "deltaflow.svg"
_SIZES = (16, 24, 32, 48, 64, 128, 256)


def application_pixmap(side: int, device_ratio: float = 1.0) -> QPixmap:
    """The program's own icon, in logical pixels."""
    pixels = round(side * device_ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_FILE.read_bytes())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(device_ratio)
    return pixmap


def application_icon() -> QIcon:
    """The icon of the program's windows."""
    icon = QIcon()
    for side in _SIZES:
        icon.addPixmap(application_pixmap(side))
    return icon
