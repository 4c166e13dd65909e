"""What is on the cards of the deck: the picture, the class as a band at its own height, or the value."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from gui.digits.ink_picture import ink_colors
from gui.number_text import number
from gui.plane.class_looks import class_colors
from gui.theme import Theme, blend
from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataSet

translate = QCoreApplication.translate
_DIGITS = 3
_COLOURED_CLASSES = 4
"""So many classes have colours that are easily told apart; more are told by the height of their band."""
_LEAST_PICTURE = 14
_LEAST_FRAMED = 7
_LEAST_BAND = 3.0


class CardFaces:
    """Paints the faces of samples; a class is told by the height of its band as well as by its colour.

    Parameters
    ----------
    data
        Whose training samples are on the cards.
    """

    def __init__(self, data: DataSet, theme: Theme) -> None:
        self._data = data
        self._theme = theme
        self._inks = ink_colors(theme)
        classes = len(data.class_labels)
        self._colors = class_colors(classes, theme) if classes <= _COLOURED_CLASSES else [theme.outline] * classes
        values = data.train.values
        self._span = (0.0, 0.0) if values is None else (float(values.min()), float(values.max()))

    def answer(self, row: int) -> str:
        """The class or the values that a sample should give, in words."""
        values = self._data.train.values
        if values is not None:
            text = ", ".join(number(float(value), _DIGITS) for value in values[row])
            return translate("DeckStrip", "y = {value}").format(value=text)
        labels = self._data.class_labels
        if not labels:
            return ""
        return translate("DeckStrip", "class “{label}”").format(label=labels[int(self._data.train.labels[row])])

    def paint(self, painter: QPainter, rows: Indices, lefts: Array, pitch: float, area: QRectF, strength: float
              ) -> None:
        """Paint neighbouring cards.

        Parameters
        ----------
        rows, lefts
            Which samples, and x of their cards, shape (n,).
        area
            Its top and height are those of the cards.
        strength
            How much of their colour they have.
        """
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        width = max(pitch - (theme.px(2) if pitch >= theme.px(_LEAST_FRAMED) else 0.5 * theme.scale), 1.0)
        self._paint_grounds(painter, lefts, width, area, strength)
        shape = self._data.image_shape
        if shape is not None and pitch >= theme.px(_LEAST_PICTURE) and self._data.train.raw.dtype == np.uint8:
            self._paint_pictures(painter, rows, lefts, width, area, strength, shape)
        elif self._data.train.values is not None:
            self._paint_values(painter, rows, lefts, width, area, strength)
        elif self._data.class_labels:
            self._paint_classes(painter, rows, lefts, width, area, strength)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_grounds(self, painter: QPainter, lefts: Array, width: float, area: QRectF, strength: float) -> None:
        theme = self._theme
        if width >= theme.px(_LEAST_FRAMED - 2):
            painter.setPen(QPen(blend(theme.card, theme.outline, 0.35 + 0.4 * strength), 1))
            painter.setBrush(theme.card)
            painter.drawRects([QRectF(left, area.top(), width - 1.0, area.height() - 1.0) for left in lefts.tolist()])
            painter.setPen(Qt.PenStyle.NoPen)
            return
        # cards too narrow for a frame share one ground, from gap to gap
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(theme.card, theme.sunken, strength))
        gaps = np.flatnonzero(np.diff(lefts) > width + 1.5) + 1
        for part in np.split(lefts, gaps):
            painter.drawRect(QRectF(part[0], area.top(), part[-1] - part[0] + width, area.height()))

    def _paint_pictures(self, painter: QPainter, rows: Indices, lefts: Array, width: float, area: QRectF,
                        strength: float, shape: tuple[int, int]) -> None:
        pictures = self._data.train.raw[rows].reshape(-1, *shape)
        pixels = np.ascontiguousarray(pictures.transpose(1, 0, 2).reshape(shape[0], -1))
        image = QImage(pixels.data, pixels.shape[1], shape[0], pixels.shape[1], QImage.Format.Format_Indexed8)
        image.setColorTable(self._inks)
        side = min(width, area.height()) - 2.0
        top = area.top() + (area.height() - side) / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.25 + 0.75 * strength)
        for place, left in enumerate(lefts.tolist()):
            painter.drawImage(QRectF(left + (width - side) / 2, top, side, side), image,
                              QRectF(place * shape[1], 0, shape[1], shape[0]))
        painter.setOpacity(1.0)

    def _paint_classes(self, painter: QPainter, rows: Indices, lefts: Array, width: float, area: QRectF,
                       strength: float) -> None:
        labels, names = self._data.train.labels[rows], self._data.class_labels
        inside = area.adjusted(0, 1, 0, -1)
        band = max(inside.height() / len(names), _LEAST_BAND)
        step = (inside.height() - band) / max(len(names) - 1, 1)
        painter.setFont(self._theme.font(12, semibold=True))
        written = self._is_written(width, band)
        for label in np.unique(labels).tolist():
            color = blend(self._theme.card, self._colors[label], strength)
            top = inside.bottom() - band - label * step
            bands = [QRectF(left, top, width, band) for left in lefts[labels == label].tolist()]
            painter.setBrush(color)
            painter.drawRects([rect.adjusted(1, 0, -1, 0) for rect in bands] if width > _LEAST_BAND + 2 else bands)
            if written:
                self._write(painter, bands, names[label], color)

    def _is_written(self, width: float, band: float) -> bool:
        """Whether every class's name fits on its band."""
        metrics = QFontMetricsF(self._theme.font(12, semibold=True))
        widest = max(metrics.horizontalAdvance(name) for name in self._data.class_labels)
        return widest <= width - 3 and metrics.capHeight() <= band - 2

    def _write(self, painter: QPainter, bands: list[QRectF], name: str, ground: QColor) -> None:
        painter.setPen(self._theme.text_on(ground))
        for rect in bands:
            painter.drawText(rect.adjusted(-4, -6, 4, 6), Qt.AlignmentFlag.AlignCenter, name)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_values(self, painter: QPainter, rows: Indices, lefts: Array, width: float, area: QRectF,
                      strength: float) -> None:
        """The (first) value as the height of a column, from the smallest to the largest of the data."""
        values = self._data.train.values
        low, high = self._span
        if values is None:
            return
        shares = (values[rows, 0] - low) / ((high - low) or 1.0)
        inside = area.adjusted(0, 1, 0, -1)
        limit = max(abs(low), abs(high))
        for share, left, row in zip(shares.tolist(), lefts.tolist(), rows.tolist(), strict=True):
            color = blend(self._theme.outline, self._theme.signed_color(float(values[row, 0]), limit), 0.8)
            height = max(share * inside.height(), 2.0)
            painter.setBrush(blend(self._theme.card, color, strength))
            painter.drawRect(QRectF(left, inside.bottom() - height, width, height))
