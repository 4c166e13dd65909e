"""The canvas: draw with the left button, erase with the right one, and take every stroke back."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, sqrt
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.digits.label_chooser import UNKNOWN
from gui.digits.paper import (
    EMPTY,
    INK,
    PEN_WIDTH,
    Paper,
    Sheet,
    Sheets,
    StoredDigit,
    draw_picture,
    grey_values,
    ink_colors,
    pen,
)
from gui.foundation.theme import Theme
from gui.run.edit_history import History
from gui.run.edit_words import edit_text
from gui.run.edits import DrawingEdit, Edit
from gui.widgets.access import describe
from gui.widgets.keyboard import BY_KEY, KeyboardFocus, Tool, restyle, shows_ring
from simulator.arrays import Bytes

# A pen for the keyboard: on paper that was reached by Tab the arrow keys draw.

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


# One movement of the pen: a smooth line through every point that was reported.

class Stroke:
    """Puts a line on paper as its points come in.

    The line is a centripetal Catmull-Rom spline: it goes through every point, and makes no loops however unevenly the
    points lie (C. Yuksel, S. Schaefer, J. Keyser, *Parameterization and Applications of Catmull-Rom Curves*, 2011).
    The piece between two points depends on the point after them, so the newest piece is drawn anew when the next
    point is there; all pieces before it are settled. A point costs the same, however long the stroke is.

    Parameters
    ----------
    ink
        The paper before the stroke; nothing is painted on it.
    grey
        Ink, or none for an eraser.

    Attributes
    ----------
    ink : QImage
        The paper with the stroke as far as it has come: the network reads it, and the window shows it.
    point_count : int
        Points that lie on the line; one that comes again at the same place is counted once.
    """

    def __init__(self, ink: QImage, grey: int) -> None:
        self.ink = ink
        self.grey = grey
        self.point_count = 0
        self._settled = QImage(ink)
        self._points: list[QPointF] = []  # the newest three; the first point counts twice, as its own neighbour
        self._width = 0.0

    def add(self, point: QPointF, width: float) -> None:
        """Lead the line to a point.

        Parameters
        ----------
        point
            In dots of the paper.
        width
            Of the pen there, in dots.
        """
        if self._points and point == self._points[-1] and width <= self._width:
            return  # what stands still leaves no more ink, and no piece without a length
        self.point_count += 1
        if not self._points:
            self._points, self._width = [point, point], width
            self.ink = self._with_piece(point, point, point, point, width)
            return
        before, start = self._points[-2:]
        if len(self._points) > 2:
            self._settled = self._with_piece(self._points[-3], before, start, point, self._width)
        self.ink = self._with_piece(before, start, point, point, width)
        self._points, self._width = [*self._points[-2:], point], width

    def _with_piece(self, before: QPointF, start: QPointF, end: QPointF, after: QPointF, width: float) -> QImage:
        """The settled paper with the piece from `start` to `end`."""
        ink = QImage(self._settled)
        painter = QPainter(ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if start == end:
            painter.setPen(pen(width, self.grey))
            painter.drawPoint(end)
        else:
            path = QPainterPath(start)
            path.cubicTo(_control(before, start, end), _control(after, end, start), end)
            painter.strokePath(path, pen(width, self.grey))
        painter.end()
        return ink


def _control(beyond: QPointF, here: QPointF, there: QPointF) -> QPointF:
    """The control point beside `here` of the piece to `there`; `beyond` is the neighbour on the other side."""
    back, ahead = sqrt(_distance(beyond, here)), sqrt(_distance(here, there))
    if back == 0.0:
        return here
    return (there * back**2 - beyond * ahead**2 + here * (2 * back**2 + 3 * back * ahead + ahead**2)) / (
        3 * back * (back + ahead))


def _distance(one: QPointF, other: QPointF) -> float:
    return hypot(other.x() - one.x(), other.y() - one.y())


ERASER_SHARE = 1.6
"""How much wider than the pen the eraser is."""
_LIGHTEST_TOUCH, _PRESSURE_SHARE = 0.4, 0.9
_LEAST_SIDE, _USUAL_SIDE, _LARGEST_SIDE = 112, 148, 220
_CLEAR_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class DigitCanvas(QWidget):
    """Square paper to draw on.

    While it has the focus, Ctrl+Z takes back the last stroke, Ctrl+Shift+Z brings it again, Delete clears the paper.
    Reached by Tab, it is drawn on with the arrow keys and Space, see `KeyPen`.

    Parameters
    ----------
    paper
        What is drawn on.
    first
        What lies there at the beginning.

    Attributes
    ----------
    history
        What can be undone: strokes, clearing, loaded samples and labels.

    Signals
    -------
    changed()
        What lies on the paper is different: after each piece of a stroke too.
    relabelled()
        The same picture is said to belong to another class.
    """

    changed = Signal()
    relabelled = Signal()
    wants_every_move = True

    def __init__(self, paper: Paper, first: Sheet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = paper
        self.key_pen = KeyPen(self)
        self._sheet = first
        self.history: History[Sheet] = History(lambda: self._sheet, self._show_sheet, edit_text, self,
                                               finish=self.end_stroke)
        self._ink = first.ink
        self._pen_width = PEN_WIDTH
        self.eraser_is_chosen = False
        self._stroke: Stroke | None = None
        self._pointer: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMouseTracking(True)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._colors = ink_colors(theme)
        self.setMaximumWidth(theme.px(_LARGEST_SIDE))
        self.setMinimumWidth(theme.px(_LEAST_SIDE))
        self.update()

    # what lies there

    @property
    def paper(self) -> Paper:
        """What is drawn on."""
        return self._paper

    @property
    def label(self) -> int | None:
        """Number of the class that the picture is said to belong to; None where that is unknown.

        A label is that of one drawing: a stroke goes on with what the person has drawn, and makes another picture of
        anything else.
        """
        sheet = self._sheet
        goes_on = self._stroke is None or (sheet.is_drawing and not self.is_blank)
        return sheet.label if goes_on else None

    @property
    def stored(self) -> StoredDigit | None:
        """The sample of the data that lies here untouched."""
        sheet = self._sheet
        return sheet.stored if sheet.stored is not None and self._ink == sheet.ink else None

    @property
    def sheet(self) -> Sheet:
        """What lies here, without a stroke that isn't ended."""
        return self._sheet

    @property
    def sheets(self) -> Sheets:
        """That sheet with what can be undone."""
        return Sheets(self._sheet, self.history.edits)

    @property
    def is_blank(self) -> bool:
        """Whether there is no ink."""
        return not grey_values(self._ink).any()

    def seen(self) -> Bytes:
        """What the network sees: the pixels as they are stored, or what the paper makes of the drawing."""
        stored = self.stored
        return self._paper.seen(self._ink) if stored is None else stored.pixels

    # what can be done

    @property
    def pen_width(self) -> float:
        """Width of the pen in dots of the paper."""
        return self._pen_width

    def set_pen_width(self, dots: float) -> None:
        """Another pen."""
        self._pen_width = dots
        self.update()

    def choose_eraser(self, chosen: bool) -> None:
        """Whether the left button erases too."""
        self.eraser_is_chosen = chosen
        self.update()
        self.key_pen.tell()

    def relabel(self, label: int, names: tuple[str, ...]) -> None:
        """Say that the picture belongs to another class.

        Parameters
        ----------
        names
            Of the classes.
        """
        self.end_stroke()
        if label != self.label:
            before = UNKNOWN if self.label is None else names[self.label]
            edit = Edit(DrawingEdit.LABEL, {"before": before, "after": names[label]})
            self._put(replace(self.sheet, label=label), edit)

    def load(self, stored: StoredDigit) -> None:
        """Show a sample of the data, enlarged, with its true label."""
        self.end_stroke()
        sheet = Sheet(self._paper.enlarged(stored.pixels), stored, stored.label)
        self._put(sheet, Edit(DrawingEdit.ANOTHER_DIGIT))

    def show_sheets(self, sheets: Sheets) -> None:
        """Show a sheet with what can be undone on it, in place of those that lie here."""
        self._stroke, self.key_pen.is_down = None, False
        self.history.edits = sheets.edits
        self._show_sheet(sheets.sheet, is_same_picture=False)

    def clear(self) -> None:
        """Take all ink away, and the label with it."""
        self.end_stroke()
        if not self.is_blank:
            self._put(Sheet(self._paper.blank(), None, None), Edit(DrawingEdit.CLEARING))

    def _put(self, sheet: Sheet, edit: Edit) -> None:
        self.history.remember(edit)
        self._show_sheet(sheet)

    def _show_sheet(self, sheet: Sheet, *, is_same_picture: bool | None = None) -> None:
        """Another sheet lies here now, perhaps the same picture with another label."""
        before, self._sheet = self._sheet, sheet
        if is_same_picture is None:
            is_same_picture = sheet.ink is before.ink and sheet.stored is before.stored
        self._ink = sheet.ink
        self.update()
        (self.relabelled if is_same_picture else self.changed).emit()
        self.history.changed.emit()

    # strokes

    def begin_stroke(self, place: QPointF, erases: bool, pressure: float = 1.0) -> None:
        takes_place = self.sheet.is_ready_made and not erases
        self._stroke = Stroke(self._paper.blank() if takes_place else self._ink, EMPTY if erases else INK)
        self.extend_stroke(place, pressure)

    def extend_stroke(self, place: QPointF, pressure: float = 1.0) -> None:
        if self._stroke is None:
            return
        self._stroke.add(self._on_paper(place), self._width(self._erases()) * pressure)
        self._ink = self._stroke.ink
        self.update()
        self.changed.emit()

    def end_stroke(self) -> None:
        if self._stroke is None:
            return
        erases, label = self._erases(), self.label
        self._stroke, self.key_pen.is_down = None, False
        if self._ink != self._sheet.ink:
            kind = DrawingEdit.ERASER_STROKE if erases else DrawingEdit.STROKE
            self._put(Sheet(self._ink, None, label), Edit(kind))

    def _erases(self) -> bool:
        """Whether the stroke that is under way takes ink away, or the next one would."""
        return self.eraser_is_chosen if self._stroke is None else self._stroke.grey == EMPTY

    def _width(self, erases: bool) -> float:
        return self._pen_width * (ERASER_SHARE if erases else 1.0)

    def _follow_pointer(self, place: QPointF | None) -> None:
        self._pointer = place
        self.update()

    # measures

    def paper_rect(self) -> QRectF:
        """Where the paper lies: as large as fits, in the middle."""
        size = QSize(self._paper.size).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2,
                      size.width(), size.height())

    def _on_paper(self, place: QPointF) -> QPointF:
        rect = self.paper_rect()
        dots = self._paper.size.width() / rect.width()
        return (place - rect.topLeft()) * dots

    # Qt's own

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.history.undo()
        elif _redoes(event):
            self.history.redo()
        elif event.key() in _CLEAR_KEYS:
            self.clear()
        else:
            super().keyPressEvent(event)
            return
        self.key_pen.tell()  # it may have been lifted

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.key_pen.leave_to_mouse()
        if self._stroke is None and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            erases = self.eraser_is_chosen or event.button() == Qt.MouseButton.RightButton
            self.begin_stroke(event.position(), erases)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow_pointer(event.position())
        if self.key_pen.is_down:
            return  # the stroke is the keys'
        if event.buttons():
            self.extend_stroke(event.position())
        else:  # whoever took the release away, nobody draws any more
            self.end_stroke()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.key_pen.is_down:
            self.extend_stroke(event.position())
        self.end_stroke()

    def tabletEvent(self, event: QTabletEvent) -> None:
        pressure = _LIGHTEST_TOUCH + _PRESSURE_SHARE * event.pressure()
        if event.type() == QEvent.Type.TabletPress:
            turned = event.pointerType() == QPointingDevice.PointerType.Eraser
            erases = self.eraser_is_chosen or turned or event.button() == Qt.MouseButton.RightButton
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.key_pen.leave_to_mouse()
            self.begin_stroke(event.position(), erases, pressure)
        elif event.type() == QEvent.Type.TabletMove:
            self._follow_pointer(event.position())
            if not self.key_pen.is_down:
                self.extend_stroke(event.position(), pressure)
        else:
            self.end_stroke()
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._follow_pointer(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._follow_pointer(None)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_USUAL_SIDE), self._theme.px(_USUAL_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = self.paper_rect()
        draw_picture(painter, rect, self._ink, self._colors, self._theme, ring=shows_ring(self))
        if self._stroke is None and self.is_blank:
            self._draw_invitation(painter, rect)
        if self._pointer is not None:
            self._draw_pen(painter, rect, self._pointer)
        self.key_pen.paint(painter, self._radius(rect, self.eraser_is_chosen), self._theme)
        painter.end()

    def _radius(self, rect: QRectF, erases: bool) -> float:
        return self._width(erases) / 2 * rect.width() / self._paper.size.width()

    def _draw_invitation(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(self._theme.text_dim)
        painter.setFont(self._theme.font(13))
        room = rect.adjusted(self._theme.px(8), self._theme.px(8), -self._theme.px(8), -self._theme.px(8))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.tr("Draw here"))

    def _draw_pen(self, painter: QPainter, rect: QRectF, place: QPointF) -> None:
        """A ring as large as the pen at the pointer; dashes stand for the eraser."""
        erases = self._erases()
        radius = self._radius(rect, erases)
        style = Qt.PenStyle.DashLine if erases else Qt.PenStyle.SolidLine
        painter.setPen(QPen(self._theme.outline, self._theme.px(1), style))
        painter.drawEllipse(place, radius, radius)


def _redoes(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Redo) or (
        event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier)


def _is_own_key(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or _redoes(event) or event.key() in _CLEAR_KEYS
