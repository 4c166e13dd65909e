"""Lists that are operated by keys: rows of lectures and of beats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from gui.theme import Theme, blend
from gui.widgets.elided_label import ElidingDelegate
from gui.widgets.icons import icon_pixmap
from gui.widgets.keyboard_focus import PRESSING_KEYS, SLIDING_KEYS, KeyboardFocus

_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Row:
    """What a row says.

    Attributes
    ----------
    key
        What it stands for; empty for the headline of a section, which can't be chosen.
    lead, title, text, note
        Before the title, the title, the quiet line below it, and what stands at the right.
    share
        Of a line below the note, from 0 to 1; negative for none.
    is_pale
        It can be looked at, but not be used.
    sign
        Icon in place of the lead.
    """

    key: str
    title: str
    lead: str = ""
    text: str = ""
    note: str = ""
    share: float = -1.0
    is_pale: bool = False
    sign: str = ""


_KEYS = SLIDING_KEYS | PRESSING_KEYS | {Qt.Key.Key_Escape}


class ListRows(QListWidget):
    """Rows of which one is chosen.

    Signals
    -------
    picked(str)
        Another row is chosen, by its key.
    entered(str)
        Enter, Space or a double click on a row; a click, too, if `click_enters`.
    left(), right()
        The arrow keys that lead out of it.
    """

    picked = Signal(str)
    entered = Signal(str)
    left = Signal()
    right = Signal()

    def __init__(self, theme: Theme, name: str, *, click_enters: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, also_takes=self._takes)
        self._theme = theme
        self._click_enters = click_enters
        self._is_filling = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("↑ and ↓ choose a row, Enter takes it"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        self._painter = _RowPainter(theme, self)
        self.setItemDelegate(self._painter)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.currentItemChanged.connect(self._on_current)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the chosen one stays chosen if it is still there, otherwise the first one is."""
        before = self.key()
        self._painter.has_leads = any(row.lead or row.sign for row in rows)
        self._is_filling = True  # what is chosen is told once, when all rows are there
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(_ROLE, row)
            item.setSizeHint(QSize(0, self._theme.px(_height(row))))
            if not row.key:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            words = (row.lead, row.title, row.note)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, words)))
            self.addItem(item)
        self._is_filling = False
        keys = [row.key for row in rows]
        chosen = before if before and before in keys else next(filter(None, keys), "")
        if chosen:
            self.setCurrentRow(keys.index(chosen))

    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(self.item(number).data(_ROLE) for number in range(self.count()))

    def key(self) -> str:
        """Of the chosen row; empty if there is none."""
        item = self.currentItem()
        return str(item.data(_ROLE).key) if item is not None else ""

    def choose(self, key: str) -> None:
        """Choose a row; a key that no row has changes nothing."""
        for number, row in enumerate(self.rows()):
            if row.key == key and key:
                self.setCurrentRow(number)
                self.scrollToItem(self.item(number))

    def _on_current(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if item is not None and not self._is_filling:
            self.picked.emit(self.key())

    def _enter(self) -> None:
        if self.key():
            self.entered.emit(self.key())

    @staticmethod
    def _takes(event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() in _KEYS and held == Qt.KeyboardModifier.NoModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._enter()
        elif event.key() == Qt.Key.Key_Left:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Right:
            self.right.emit()
        elif event.key() in _KEYS - {Qt.Key.Key_Escape}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        if self._click_enters and event.button() == Qt.MouseButton.LeftButton and item is self.currentItem():
            self._enter()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if not self._click_enters and item is not None and item is self.currentItem():
            self._enter()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), sum(self._theme.px(_height(row)) for row in self.rows()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        item = self.currentItem()
        if self.hasFocus() and item is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            painter.drawRoundedRect(self.visualItemRect(item).adjusted(1, 1, -1, -1), self._theme.px(6),
                                    self._theme.px(6))
            painter.end()


def _height(row: Row) -> float:
    if not row.key:
        return 34
    return 54 if row.text or row.share >= 0 else 34


class _RowPainter(ElidingDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.has_leads = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.key:
            self._paint_ground(painter, option)
            self._paint_row(painter, option.rect, row)
        else:
            self._write(painter, option.rect.adjusted(self._theme.px(8), self._theme.px(8), 0, 0), row.title,
                        self._theme.font(12, semibold=True), self._theme.text_dim)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, theme = option.state, self._theme
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.sunken if is_chosen else theme.window)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))

    def shortened_text(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> str:
        row = index.data(_ROLE)
        if not isinstance(row, Row) or not row.key:
            return ""
        words = [(text, font, place) for text, font, place in self._words(self._line(option.rect, row), row) if text]
        is_whole = all(_elided(text, font, place) == text for text, font, place in words)
        return "" if is_whole else "\n".join(text for text, _, _ in words)

    def _line(self, place: QRect, row: Row) -> QRect:
        """Where the title, what stands before it and the note are written."""
        theme, has_two = self._theme, _height(row) > 40
        return QRect(place.left() + theme.px(8), place.top() + (theme.px(6) if has_two else 0),
                     place.width() - theme.px(18), theme.px(22) if has_two else place.height())

    def _words(self, line: QRect, row: Row) -> tuple[tuple[str, QFont, QRect], ...]:
        """The title and the quiet line below it, which give way to what stands at both sides of them."""
        theme = self._theme
        left = line.left() + theme.px(28 if self.has_leads else 4)
        width = line.right() + 1 - self._note_width(row) - theme.px(12) - left
        title = theme.font(13.5, semibold=_height(row) > 40)
        return ((row.title, title, QRect(left, line.top(), width, line.height())),
                (row.text, theme.font(12.5), QRect(left, line.bottom() + 1, width, theme.px(20))))

    def _note_width(self, row: Row) -> int:
        theme = self._theme
        return max(QFontMetrics(theme.font(12, tabular=True)).horizontalAdvance(row.note),
                   theme.px(64) if row.share >= 0 else 0)

    def _paint_row(self, painter: QPainter, place: QRect, row: Row) -> None:
        theme, line = self._theme, self._line(place, row)
        right = line.right() + 1
        title, quiet = (theme.text_dim, theme.text_dim) if row.is_pale else (theme.text, theme.text_dim)
        if row.sign:
            side = theme.px(15)
            painter.drawPixmap(line.left(), line.center().y() - side // 2,
                               icon_pixmap(row.sign, theme.error if row.is_pale else theme.good, side,
                                           painter.device().devicePixelRatio()))
        else:
            lead = QRect(line.left(), line.top(), theme.px(28 if self.has_leads else 4), line.height())
            self._write(painter, lead, row.lead, theme.font(13, tabular=True), quiet)
        note = self._note_width(row)
        self._write(painter, QRect(right - note, line.top(), note, line.height()), row.note,
                    theme.font(12, tabular=True), theme.error if row.is_pale else quiet, Qt.AlignmentFlag.AlignRight)
        for (text, font, room), color in zip(self._words(line, row), (title, quiet), strict=True):
            self._write(painter, room, text, font, color)
        if row.share >= 0:
            bar = QRectF(right - theme.px(64), line.bottom() + theme.px(9), theme.px(64), theme.px(3))
            self._bar(painter, bar, row.share)

    def _bar(self, painter: QPainter, bar: QRectF, share: float) -> None:
        theme, radius = self._theme, bar.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(theme.card, theme.outline, 0.35))
        painter.drawRoundedRect(bar, radius, radius)
        if share > 0:
            bar.setWidth(max(bar.width() * min(share, 1.0), bar.height()))
            painter.setBrush(theme.good if share >= 1 else theme.accent)
            painter.drawRoundedRect(bar, radius, radius)

    @staticmethod
    def _write(painter: QPainter, place: QRect, text: str, font: QFont, color: QColor,
               side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, _elided(text, font, place))


def _elided(text: str, font: QFont, place: QRect) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
