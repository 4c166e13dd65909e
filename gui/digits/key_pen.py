"""A pen for the keyboard: whoever came to the paper by Tab draws with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen

from gui.digits.paper import Paper
from gui.theme import Theme
from gui.widgets.keyboard_focus import BY_KEY, KeyboardFocus, restyle
from gui.widgets.telling import describe

translate = QCoreApplication.translate

_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_STEP, _FAR_STEP = 1 / 28, 4 / 28
"""Shares of the paper's longer side that a press moves the pen: one of MNIST's pixels, and with Shift four."""
_ARM = 4.0
"""Half a line of the cross in the middle, in pixels at scale 1."""


class KeyPen(KeyboardFocus):
    """Mix-in of the paper, before Qt's class among the bases.

    The arrow keys move a mark over the paper, with Shift farther. Space puts the pen down there and lifts it; what
    it has drawn in between is one stroke, as one with the mouse is.
    """

    own_keys = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space})
    _theme: Theme
    _paper: Paper
    _eraser_chosen: bool
    _pen_mark: QPointF | None = None  # in dots of the paper
    _pen_is_down = False

    # what the paper does

    def _begin_stroke(self, place: QPointF, erases: bool) -> None:
        raise NotImplementedError

    def _extend_stroke(self, place: QPointF) -> None:
        raise NotImplementedError

    def _end_stroke(self) -> None:
        raise NotImplementedError

    def _paper_rect(self) -> QRectF:
        raise NotImplementedError

    # the pen

    @property
    def pen_is_down(self) -> bool:
        """Whether the keyboard's pen draws."""
        return self._pen_is_down

    @property
    def pen_mark(self) -> QPointF:
        """Where the keyboard's pen is on the widget; in the middle at first."""
        size, rect = self._paper.size, self._paper_rect()
        dots = self._pen_mark or QPointF(size.width() / 2, size.height() / 2)
        return rect.topLeft() + dots * (rect.width() / size.width())

    def _move_pen(self, right: int, down: int, share: float) -> None:
        size, side = self._paper.size, self._paper.dots_per_pixel
        step = share * max(size.width(), size.height())
        mark = self._pen_mark or QPointF(size.width() / 2, size.height() / 2)
        # the middle of the outermost pixels is as far as there is ink to be seen
        self._pen_mark = QPointF(min(max(mark.x() + right * step, side / 2), size.width() - side / 2),
                                 min(max(mark.y() + down * step, side / 2), size.height() - side / 2))
        if self._pen_is_down:
            self._extend_stroke(self.pen_mark)
        self.update()
        self.tell_pen()

    def _put_or_lift_pen(self) -> None:
        if self._pen_is_down:
            self._end_stroke()
        else:
            self._begin_stroke(self.pen_mark, self._eraser_chosen)
            self._pen_is_down = True
        self.update()
        self.tell_pen()

    def _leave_to_mouse(self) -> None:
        """Somebody draws with another hand: the keys' stroke ends, and the arrow keys are the window's again."""
        if self._pen_is_down:
            self._end_stroke()
        if self.shows_ring():
            restyle(self, "ring", False)
            self.tell_pen()

    def tell_pen(self) -> None:
        """Let screen readers know what the keys do and, while they do it, where the pen is."""
        describe(self, self._pen_text() if self.shows_ring() else "", drawing_text())

    def _pen_text(self) -> str:
        size, (rows, columns) = self._paper.size, self._paper.shape
        mark = self._pen_mark or QPointF(size.width() / 2, size.height() / 2)
        text = (translate("DigitCanvas", "pen up, row {row}, column {column}") if not self._pen_is_down else
                translate("DigitCanvas", "eraser down, row {row}, column {column}") if self._eraser_chosen else
                translate("DigitCanvas", "pen down, row {row}, column {column}"))
        return text.format(row=min(int(mark.y()) // self._paper.dots_per_pixel + 1, rows),
                           column=min(int(mark.x()) // self._paper.dots_per_pixel + 1, columns))

    def _paint_mark(self, painter: QPainter, radius: float) -> None:
        """A ring as large as the pen with a cross in it; full of colour while the pen is down.

        Parameters
        ----------
        radius
            Of pen or eraser on the widget.
        """
        if not self.shows_ring():
            return
        theme, mark, arm = self._theme, self.pen_mark, self._theme.px(_ARM)
        style = Qt.PenStyle.DashLine if self._eraser_chosen else Qt.PenStyle.SolidLine
        painter.setBrush(theme.focus if self._pen_is_down else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.card, theme.px(4)))
        painter.drawEllipse(mark, radius, radius)
        painter.setPen(QPen(theme.focus, theme.px(2), style))
        painter.drawEllipse(mark, radius, radius)
        lines = ((theme.card, 2),) if self._pen_is_down else ((theme.card, 4), (theme.focus, 2))
        for color, width in lines:
            painter.setPen(QPen(color, theme.px(width)))
            for way in (QPointF(arm, 0.0), QPointF(0.0, arm)):
                painter.drawLine(mark - way, mark + way)

    # Qt

    def _is_own(self, event: QKeyEvent) -> bool:
        return super()._is_own(event) or (self.shows_ring() and event.key() in _WAYS and _is_far(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(event.key())
        if not self._is_own(event):
            super().keyPressEvent(event)
        elif way is not None:
            self._move_pen(*way, _FAR_STEP if _is_far(event) else _STEP)
        elif not event.isAutoRepeat():
            self._put_or_lift_pen()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEY:
            self.tell_pen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._pen_is_down:
            self._end_stroke()
        super().focusOutEvent(event)
        self.tell_pen()


def drawing_text() -> str:
    """How one draws, with mouse and keys."""
    return translate(
        "DigitCanvas", "Draw with the left mouse button, erase with the right one. After Tab the arrow keys move the "
                       "pen, with Shift farther; Space puts it down and lifts it, Delete clears, Ctrl+Z takes back.")


def _is_far(event: QKeyEvent) -> bool:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
