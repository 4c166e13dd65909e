"""The icons of assets/icons, in any colour and as sharp as the screen is."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from gui.theme import ASSETS, Theme

_RATIOS = (1.0, 2.0)


def icon_names() -> tuple[str, ...]:
    """Names of all icons that `icon` knows."""
    return tuple(sorted(path.stem for path in (ASSETS / "icons").glob("*.svg") if not path.stem.startswith("sheet-")))


def icon_pixmap(name: str, color: QColor, size: int, device_ratio: float = 1.0) -> QPixmap:
    """An icon in one colour; Qt's pixmap cache keeps it.

    Parameters
    ----------
    size
        Width and height in logical pixels.
    device_ratio
        Device pixels for each logical pixel.

    Raises
    ------
    ValueError
        If there is no such icon.
    """
    svg = _source(name).replace("currentColor", color.name())
    pixels = round(size * device_ratio)
    key = f"icon {name} {color.name()} {pixels} {device_ratio}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(device_ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def icon(name: str, theme: Theme, size_px: float = 16) -> QIcon:
    """An icon for a menu or another of Qt's own widgets, pale when disabled; its size is given at scale 1."""
    size = theme.px(size_px)
    result = QIcon()
    for ratio in _RATIOS:
        result.addPixmap(icon_pixmap(name, theme.text, size, ratio), QIcon.Mode.Normal)
        result.addPixmap(icon_pixmap(name, theme.text_disabled, size, ratio), QIcon.Mode.Disabled)
    return result


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    path = ASSETS / "icons" / f"{name}.svg"
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise ValueError(f'there is no icon "{name}"; there are {", ".join(icon_names())}') from None
