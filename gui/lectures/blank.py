"""A black screen while the audience shall look at the speaker."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.lectures.overlay import Overlay
from gui.theme import Theme

HINT_MILLISECONDS = 5000
_FADES_FROM = 0.6
"""Share of that time after which the hint begins to fade."""
_HINT = QColor("#8a8f98")
_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
                        Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock})


class BlankScreen(Overlay):
    """Covers the whole window; any key or click takes it away again and does nothing else.

    Keys that are held with others, such as Shift, and the repetition of a key that is still held down don't count.

    Signals
    -------
    changed()
        The window has been covered or uncovered.
    """

    changed = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, level=3)
        self._former: QWidget | None = None
        self._opacity = 0.0
        self._hint = ""
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(HINT_MILLISECONDS)
        self._set_fading(theme)
        self._fading.valueChanged.connect(self._show_hint)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        super().set_theme(theme)
        self._set_fading(theme)

    def _set_fading(self, theme: Theme) -> None:
        fades_from = 0.999 if theme.still else _FADES_FROM  # where nothing moves it vanishes at once, and as late
        self._fading.setKeyValues([(0.0, 1.0), (fades_from, 1.0), (1.0, 0.0)])

    @property
    def is_covering(self) -> bool:
        """Whether the window is black."""
        return not self.isHidden()

    @property
    def hint_opacity(self) -> float:
        """How much is seen of the line that says how to go on."""
        return self._opacity if self.is_covering else 0.0

    def cover(self) -> None:
        """Makes the window black."""
        if self.is_covering:
            return
        self._former = self.window().focusWidget()
        # texts are looked up now: another language may have been chosen since
        self._hint = QCoreApplication.translate("BlankScreen", "Press any key to go on")
        self.setAccessibleName(self._hint)
        self._opacity = 1.0
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fading.start()
        self.changed.emit()

    def uncover(self) -> None:
        """Shows the window again."""
        if not self.is_covering:
            return
        self._fading.stop()
        former = self._former
        self._former = None
        if self.window().focusWidget() is self:  # before it is hidden: Qt would give the keys to whatever comes next
            is_there = former is not None and isValid(former) and former.isVisible() and \
                former.window() is self.window()
            (former if former is not None and is_there else self._covered).setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.changed.emit()

    def toggle(self) -> None:
        """Makes the window black, or shows it again."""
        if self.is_covering:
            self.uncover()
        else:
            self.cover()

    def _take_focus(self) -> None:
        if self.is_covering and self.window().focusWidget() is not self:
            self._former = self.window().focusWidget()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hint_place(self) -> QRectF:
        height = 2.0 * self._theme.px(20)
        return QRectF(0.0, self.height() - height - self._theme.px(16), self.width(), height)

    def _show_hint(self, opacity: float) -> None:
        if opacity != self._opacity:
            self._opacity = opacity
            width = QFontMetricsF(self._theme.font(13)).horizontalAdvance(self._hint) + self._theme.px(8)
            place = self._hint_place()
            self.update(QRectF(place.center() - QPointF(width / 2, place.height() / 2),
                               place.center() + QPointF(width / 2, place.height() / 2)).toAlignedRect())

    # Qt

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # the window's shortcuts must not act
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):  # Tab too, which moves the focus
            if not event.isAutoRepeat() and event.key() not in _MODIFIERS:
                self.uncover()
            event.accept()
            return True
        if event.type() is QEvent.Type.WindowActivate:  # it may have been covered from the speaker's window
            QTimer.singleShot(0, self, self._take_focus)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.is_covering:  # somebody beneath wants the keys, such as a workspace that has come into view
            QTimer.singleShot(0, self, self._take_focus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # only now: what is beneath must not get half of a click
        event.accept()
        if not event.buttons():
            self.uncover()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), Qt.GlobalColor.black)
        if self._opacity > 0.0 and self._hint_place().intersects(QRectF(event.rect())):
            painter.setOpacity(self._opacity)
            painter.setPen(_HINT)
            painter.setFont(self._theme.font(13))
            painter.drawText(self._hint_place(), Qt.AlignmentFlag.AlignCenter, self._hint)
        painter.end()
