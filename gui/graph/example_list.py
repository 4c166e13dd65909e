"""The ready expressions: a list of names; what there is to see in each is its tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QWidget

from gui.language import translate_name
from gui.theme import Theme
from gui.widgets.keyboard_focus import KeyboardFocus, end_typing
from gui.widgets.plain_text import plain_tip
from simulator.graph.examples import EXAMPLES

_ROW = 26


class ExampleList(KeyboardFocus, QListWidget):
    """One line for each expression; a click opens it, as Enter does with the one that ↑ and ↓ have led to.

    Signals
    -------
    chosen(str)
        The key of a `GraphExample` to be opened.
    """

    chosen = Signal(str)
    own_keys = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
                          Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setAccessibleName(self.tr("Ready expressions"))
        self.setAccessibleDescription(self.tr("↑ and ↓ choose a row, Enter takes it"))
        palette = self.palette()
        for role, color in ((QPalette.ColorRole.Base, Qt.GlobalColor.transparent),
                            (QPalette.ColorRole.Highlight, theme.sunken), (QPalette.ColorRole.HighlightedText,
                                                                           theme.text)):
            palette.setColor(role, color)
        self.setPalette(palette)
        for example in EXAMPLES:
            item = QListWidgetItem(translate_name(example.label))
            item.setData(Qt.ItemDataRole.UserRole, example.name)
            item.setToolTip(plain_tip(translate_name(example.about)))
            item.setSizeHint(QSize(0, theme.px(_ROW)))
            self.addItem(item)
        self.set_key("")

    def key(self) -> str:
        """The key of the expression in view; empty if it is none of these."""
        return self._key

    def set_key(self, key: str) -> None:
        """Mark the expression in view; a key that is none of these marks nothing."""
        self._key = key
        theme, found = self._theme, None
        for item in self._items():
            is_it = item.data(Qt.ItemDataRole.UserRole) == key
            found = item if is_it else found
            item.setFont(theme.font(13, semibold=is_it))
            item.setForeground(theme.text if is_it else theme.text_dim)
        if found is None:
            self.setCurrentRow(-1)
            self.clearSelection()
        elif found is not self.currentItem():
            self.setCurrentItem(found)
            self._show_current()

    def rows_height(self) -> int:
        """What all lines need."""
        return self.count() * self._theme.px(_ROW)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(number) for number in range(self.count())]

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _show_current(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_current()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self.rows_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), 3 * self._theme.px(_ROW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a press alone selects nothing: one may let go elsewhere
        end_typing()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.itemAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentItem())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.shows_ring():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            item = self.currentItem()
            frame = self.viewport().rect() if item is None else self.visualItemRect(item)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), self._theme.px(5), self._theme.px(5))
            painter.end()
