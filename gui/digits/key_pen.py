"""A pen for the keyboard: on paper that was reached by Tab the arrow keys draw."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.digits.paper import Paper
from gui.theme import Theme
from gui.widgets.keyboard_focus import BY_KEY, KeyboardFocus, restyle, shows_ring
from gui.widgets.telling import describe
from gui.widgets.tool import Tool

translate = QCoreApplication.translate

_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_KEYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space})
_STEP, _FAR_STEP = 1 / 28, 4 / 28
"""Shares of the paper's longer side that a press moves the pen: one of MNIST's pixels, and with Shift four."""
_ARM = 4.0
"""Half a line of the cross in the middle, in pixels at scale 1."""


class Drawable(Protocol):
    """What the pen needs of the widget that it draws on."""

    @property
    def paper(self) -> Paper:
        """What is drawn on."""

    @property
    def eraser_is_chosen(self) -> bool:
        """Whether a stroke takes ink away."""

    def paper_rect(self) -> QRectF:
        """Where the paper lies on the widget."""

    def begin_stroke(self, place: QPointF, erases: bool) -> None:
        """Put the pen down at a place of the widget."""

    def extend_stroke(self, place: QPointF) -> None:
        """Draw on to a place."""

    def end_stroke(self) -> None:
        """Lift the pen."""


class KeyPen(Tool):
    """The arrow keys move a mark over the paper, with Shift farther. Space puts the pen down there and lifts it.

    What it has drawn in between is one stroke, as one with the mouse is.

    Attributes
    ----------
    is_down
        Whether it draws.
    """

    def __init__(self, canvas: Drawable) -> None:
        assert isinstance(canvas, QWidget), "a canvas is a widget"
        super().__init__(canvas, {QEvent.Type.KeyPress: self._on_key, QEvent.Type.FocusIn: self._on_focus_in,
                                  QEvent.Type.FocusOut: self._on_focus_out})
        self._canvas: Drawable = canvas
        self._dots: QPointF | None = None
        self.is_down = False
        self._focus = KeyboardFocus(canvas, _KEYS, self._moves_far)  # made last, it sets the ring first

    @property
    def mark(self) -> QPointF:
        """Where the pen is on the widget; in the middle at first."""
        rect = self._canvas.paper_rect()
        return rect.topLeft() + self._place() * (rect.width() / self._canvas.paper.size.width())

    def _place(self) -> QPointF:
        """The same in dots of the paper."""
        size = self._canvas.paper.size
        return self._dots or QPointF(size.width() / 2, size.height() / 2)

    def _move(self, right: int, down: int, share: float) -> None:
        size, side, place = self._canvas.paper.size, self._canvas.paper.dots_per_pixel, self._place()
        step = share * max(size.width(), size.height())
        # the middle of the outermost pixels is as far as there is ink to be seen
        self._dots = QPointF(min(max(place.x() + right * step, side / 2), size.width() - side / 2),
                             min(max(place.y() + down * step, side / 2), size.height() - side / 2))
        if self.is_down:
            self._canvas.extend_stroke(self.mark)

    def _put_down_or_lift(self) -> None:
        if self.is_down:
            self._canvas.end_stroke()
        else:
            self._canvas.begin_stroke(self.mark, self._canvas.eraser_is_chosen)
            self.is_down = True

    def leave_to_mouse(self) -> None:
        """The mouse draws: the keys' stroke ends, and the arrow keys are the window's again."""
        if self.is_down:
            self._canvas.end_stroke()
        if shows_ring(self.widget):
            restyle(self.widget, "ring", False)
            self.tell()

    def tell(self) -> None:
        """Let screen readers know what the keys do and, while they do it, where the pen is."""
        describe(self.widget, self._text() if shows_ring(self.widget) else "", drawing_text())

    def _text(self) -> str:
        paper, place = self._canvas.paper, self._place()
        text = (translate("DigitCanvas", "pen up, row {row}, column {column}") if not self.is_down else
                translate("DigitCanvas", "eraser down, row {row}, column {column}") if self._canvas.eraser_is_chosen
                else translate("DigitCanvas", "pen down, row {row}, column {column}"))
        return text.format(row=min(int(place.y()) // paper.dots_per_pixel + 1, paper.shape[0]),
                           column=min(int(place.x()) // paper.dots_per_pixel + 1, paper.shape[1]))

    def paint(self, painter: QPainter, radius: float, theme: Theme) -> None:
        """Paint a ring as large as the pen with a cross in it; full of colour while the pen is down.

        Parameters
        ----------
        radius
            Of pen or eraser on the widget.
        """
        if not shows_ring(self.widget):
            return
        mark, arm = self.mark, theme.px(_ARM)
        style = Qt.PenStyle.DashLine if self._canvas.eraser_is_chosen else Qt.PenStyle.SolidLine
        painter.setBrush(theme.focus if self.is_down else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.card, theme.px(4)))
        painter.drawEllipse(mark, radius, radius)
        painter.setPen(QPen(theme.focus, theme.px(2), style))
        painter.drawEllipse(mark, radius, radius)
        lines = ((theme.card, 2),) if self.is_down else ((theme.card, 4), (theme.focus, 2))
        for color, width in lines:
            painter.setPen(QPen(color, theme.px(width)))
            for way in (QPointF(arm, 0.0), QPointF(0.0, arm)):
                painter.drawLine(mark - way, mark + way)

    def _moves_far(self, event: QKeyEvent) -> bool:
        return event.key() in _WAYS and _is_far(event) and shows_ring(self.widget)

    def _on_key(self, event: QKeyEvent) -> bool:
        if not self._focus.takes(event):
            return False
        way = _WAYS.get(event.key())
        if way is not None:
            self._move(*way, _FAR_STEP if _is_far(event) else _STEP)
        elif event.isAutoRepeat():
            return True
        else:
            self._put_down_or_lift()
        self.widget.update()
        self.tell()
        return True

    def _on_focus_in(self, event: QFocusEvent) -> bool:
        if event.reason() in BY_KEY:
            self.tell()
        return False

    def _on_focus_out(self, _event: QFocusEvent) -> bool:
        if self.is_down:
            self._canvas.end_stroke()
        self.tell()
        return False


def drawing_text() -> str:
    """How one draws, with mouse and keys."""
    return translate(
        "DigitCanvas", "Draw with the left mouse button, erase with the right one. After Tab the arrow keys move the "
                       "pen, with Shift farther; Space puts it down and lifts it, Delete clears, Ctrl+Z takes back.")


def _is_far(event: QKeyEvent) -> bool:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
