"""Lines of text that are shortened with … where they don't fit, and whole where the pointer rests on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QProgressBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from gui.foundation.theme import Theme, blend
from gui.widgets.plain_text import plain_tip


class ElidedLabel(QLabel):
    """A label of one line that gives way; its tooltip has the whole text while it is shortened.

    Parameters
    ----------
    size
        Height of the letters at scale 1.
    tone
        One of the style sheet's tones, such as "dim"; empty for plain letters.
    """

    def __init__(self, text: str, theme: Theme, *, size: float = 13, tone: str = "", semibold: bool = False,
                 alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._size = size
        self._semibold = semibold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
        if tone:
            self.setProperty("tone", tone)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.setFont(theme.font(self._size, semibold=self._semibold, tabular=True))
        self.updateGeometry()

    def shown_text(self) -> str:
        """The text as it is drawn at the present width."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._offer_whole_text()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(16), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole_text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(painter, self.contentsRect(), self.alignment(), self.palette(), self.isEnabled(),
                                  self.shown_text(), self.foregroundRole())

    def _offer_whole_text(self) -> None:
        self.setToolTip(plain_tip(self.text() if self.shown_text() != self.text() else ""))


class ElidingDelegate(QStyledItemDelegate):
    """Cells of a list or a table that paint themselves; of a shortened one the tooltip has the whole text."""

    def shortened_text(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> str:
        """The whole of what a cell has no room for; empty where it shows everything."""
        raise NotImplementedError

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: QModelIndex | QPersistentModelIndex) -> bool:
        whole = self.shortened_text(option, index) if event.type() == QEvent.Type.ToolTip and index.isValid() else ""
        if not whole:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), plain_tip(whole), view.viewport(), option.rect)
        return True


# A thin line that fills up.

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
