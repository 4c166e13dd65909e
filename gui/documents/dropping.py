"""A file that is dragged onto the window: what will come of it is said before it is let go."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.theme import Theme
from gui.widgets.icons import icon_pixmap
from gui.widgets.plain_text import PlainLabel

_VEIL = 200
"""How much of the window the veil hides, of 255."""


class DropVeil(QWidget):
    """Lies over the whole window while a file is held above it."""

    def __init__(self, text: str, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAcceptDrops(False)
        self.setAccessibleName(text)
        sign = PlainLabel()
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign.setPixmap(icon_pixmap("open", theme.text, theme.px(36), self.devicePixelRatioF()))
        self.words = QLabel(text)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(16, semibold=True))
        card = QFrame()
        card.setProperty("part", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(theme.px(28),) * 4)
        inside.setSpacing(theme.px(10))
        inside.addWidget(sign)
        inside.addWidget(self.words)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(theme.px(48),) * 4)
        lines.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        card.setFixedWidth(min(theme.px(420), max(window.width() - theme.px(96), 1)))
        self.setGeometry(window.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._theme.window)
        ground.setAlpha(_VEIL)
        painter.fillRect(self.rect(), ground)
        edge = self._theme.px(16)
        painter.setPen(QPen(self._theme.focus, self._theme.px(2), Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), edge, edge)


class DropTarget(QObject):
    """Lets a window take files that are dropped anywhere on it.

    Parameters
    ----------
    promise
        What will come of a file, in words; "" for a file that can't be used: the pointer says so.

    Signals
    -------
    dropped(object)
        The Path that was let go. Whoever has dragged it doesn't wait for what is done with it.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget, promise: Callable[[Path], str]) -> None:
        super().__init__(window)
        self._window = window
        self._promise = promise
        self._theme = Theme()
        self.veil: DropVeil | None = None
        self._let_go: Path | None = None
        self._after = QTimer(self, singleShot=True, interval=0)
        self._after.timeout.connect(self._tell)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme

    def close(self) -> None:
        """Takes no more files."""
        self._after.stop()
        self._window.removeEventFilter(self)
        self._window.setAcceptDrops(False)
        self._unveil()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            self._enter(event)
            return True
        if isinstance(event, QDragMoveEvent):
            event.setAccepted(self.veil is not None)
            return True
        if isinstance(event, QDropEvent):
            self._drop(event)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._unveil()
            return True
        if event.type() == QEvent.Type.Resize and self.veil is not None:
            self.veil.setGeometry(self._window.rect())
        return False

    def _enter(self, event: QDragEnterEvent) -> None:
        path = dragged_file(event)
        text = "" if path is None else self._promise(path)
        self._unveil()
        if not text:
            event.ignore()
            return
        self.veil = DropVeil(text, self._theme, self._window)
        self.veil.show()
        self.veil.raise_()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _drop(self, event: QDropEvent) -> None:
        path = dragged_file(event)
        self._unveil()
        if path is None or not self._promise(path):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._let_go = path
        self._after.start()

    def _tell(self) -> None:
        path, self._let_go = self._let_go, None
        if path is not None:
            self.dropped.emit(path)

    def _unveil(self) -> None:
        if self.veil is not None:
            veil, self.veil = self.veil, None
            veil.hide()
            veil.deleteLater()


def dragged_file(event: QDropEvent) -> Path | None:
    """The one file of this machine that is dragged; None for several, for a folder, and for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if os.path.isfile(path) else None  # noqa: PTH113 - Path.is_file raises for a mount that is dead
