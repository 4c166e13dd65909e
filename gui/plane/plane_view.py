"""The map or the curve under mouse and keys: hovered, clicked, edited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from gui.plane.marks import point_radius
from gui.plane.picture import Picture
from gui.plane.plane_canvas import Hover, PlaneCanvas
from gui.plane.point_editor import PointEditor, answers_of
from gui.plane.points import nearest
from gui.theme import Theme
from gui.widgets.keyboard_cursor import KeyboardCursor, step_within
from gui.widgets.keyboard_focus import shows_ring

_REACH = 4.0
"""A point is hit so far beside it."""
_DIGIT_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7,
               Qt.Key.Key_8, Qt.Key.Key_9)
_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class PlaneView(PlaneCanvas):
    """A canvas whose points can be followed, or edited.

    While points are edited and the view has the focus, 1, 2, … choose what new points are, Delete and Backspace take
    away the point under the pointer, and Escape ends it.

    Attributes
    ----------
    leads_on
        Whether something happens when a point is clicked.

    Signals
    -------
    hovered
        A Hover, or None.
    clicked
        The Hover of a point that was clicked, while nothing is edited.
    edited
        A PointSet: the training points as they shall be, perhaps none. What is drawn stays until other points come.
    answer_chosen(int)
        A key has chosen what new points are: a number of `answers_of`.
    left
        Escape: no more editing.
    """

    hovered = Signal(object)
    clicked = Signal(object)
    edited = Signal(object)
    answer_chosen = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.walk = KeyboardCursor(self, self._is_own_key)
        self.leads_on = True
        self._is_editing = False
        self._answer = 0
        self._editor = PointEditor()
        self._pressed: Hover | None = None
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)
        self._value = ""
        self.setAccessibleName(self.tr("Map of the output"))

    @property
    def is_editing(self) -> bool:
        """Whether points are edited."""
        return self._is_editing

    @property
    def answer(self) -> int:
        """What new points are: a number of `answers_of`."""
        return self._answer

    def set_editing(self, editing: bool) -> None:
        """Edit points from now on, or don't."""
        self._is_editing = editing
        self._message = ""
        self._drop()
        self._fit_focus()
        if editing:
            before = QApplication.focusWidget()  # whoever has come here by keys goes on with keys
            self.setFocus(Qt.FocusReason.TabFocusReason if shows_ring(before) else Qt.FocusReason.OtherFocusReason)
        elif not shows_ring(self):
            self.clearFocus()
        self._look_again()

    def _fit_focus(self) -> None:
        """Keys have something to do where there is a picture; a click gives them to the map while it is edited."""
        policy = Qt.FocusPolicy.StrongFocus if self._is_editing else \
            Qt.FocusPolicy.TabFocus if self._picture is not None else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def set_answer(self, index: int) -> None:
        """Choose what new points are."""
        self._answer = index

    def say(self, message: str) -> None:
        """Write something over the map until the next click or key; the points are as they were."""
        self._message = message
        self._drop()

    def show_picture(self, picture: Picture | None, names: tuple[str, str] = ("", "")) -> None:
        before = self._picture
        super().show_picture(picture, names)
        self._fit_focus()
        if before is None or picture is None or before.train is not picture.train:
            self._message = ""
            self._drop()
        elif self._editor.is_holding:
            return
        self._look_again()

    # pointing

    def _found(self, position: QPointF) -> Hover | None:
        """What there is at a position."""
        picture, frame = self._picture, self.frame()
        if picture is None or not frame.area.contains(position):
            return None
        reach = point_radius(picture.train.whole, frame, self._theme) + _REACH * self._theme.scale
        for points, is_test in ((picture.train, False), (picture.test, True)):
            if points is not None and not (is_test and self._is_editing):
                positions = points.positions(picture.output)
                index = nearest(frame.places(positions), (position.x(), position.y()), reach)
                if index is not None:
                    return Hover((float(positions[index, 0]), float(positions[index, 1])), index, is_test)
        return Hover(frame.to_point(position))

    def _look_again(self) -> None:
        """What is below the pointer now."""
        hover = self._found(self._pointer) if self._pointer is not None else None
        cursor = self._cursor_for(hover is not None and hover.index is not None)
        if self.cursor().shape() is not cursor:
            self.setCursor(cursor)
        if hover != self._hover:
            self._hover = hover
            self.update()
        self.hovered.emit(hover)

    def _cursor_for(self, on_point: bool) -> Qt.CursorShape:
        if self._is_editing:
            return Qt.CursorShape.SizeAllCursor if on_point else Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if on_point and self.leads_on else Qt.CursorShape.ArrowCursor

    # the keyboard

    def _walked_area(self) -> QRectF:
        return QRectF(self.frame().area).adjusted(0, 0, -1, -1)

    def first_point(self) -> QPointF:
        return self._walked_area().center()

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        return step_within(self._walked_area(), point, right, down, self._theme)

    def point_with_keys(self, point: QPointF | None) -> None:
        self._pointer = point
        self._look_again()

    def take_with_keys(self, point: QPointF) -> None:
        """What a click does there."""
        picture, hover = self._picture, self._hover
        self._clear_message()
        if picture is None or hover is None or self._editor.is_holding:
            return
        if self._is_editing:
            self._press(picture, hover, point)
            self._release()
            self._look_again()
        elif hover.index is not None:
            self.clicked.emit(hover)

    def set_value_text(self, text: str) -> None:
        """What is said of the map, or of the place that is pointed at."""
        self._value = text
        self.walk.tell_value()

    def value_text(self) -> str:
        return self._value

    def keys_text(self) -> str:
        if self._is_editing:
            return self.tr("The arrow keys move a pointer, Enter puts a point there, Delete takes one away, digits "
                           "choose what new points are, Escape ends it.")
        return self.tr("The arrow keys move a pointer that reads off the output, Enter on a point follows it.")

    # editing

    def _drop(self) -> None:
        """Nothing is being done to the points any more."""
        self._editor.cancel()
        self._take_over()

    def _take_over(self) -> None:
        """Draw the points as the editor has them."""
        self._preview, self._held = self._editor.preview, self._editor.index
        self.update()

    def _press(self, picture: Picture, found: Hover, position: QPointF) -> None:
        answers = answers_of(picture)
        answer = answers[min(self._answer, len(answers) - 1)] if answers else None
        self._editor.press(picture, self.frame(), position, found.index, answer)
        self._take_over()

    def _release(self) -> None:
        points = self._editor.release()
        self._take_over()
        if points is not None:
            self.edited.emit(points)

    def delete_hovered(self) -> None:
        """Take away the point under the pointer."""
        picture, hover = self._picture, self._hover
        if picture is not None and hover is not None and hover.index is not None and not self._editor.is_holding:
            self.edited.emit(picture.train.without(hover.index))

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self._clear_message()
        self._look_again()
        self._pressed = self._hover
        picture, hover = self._picture, self._hover
        if self._is_editing and picture is not None and hover is not None and not self._editor.is_holding:
            if event.button() is Qt.MouseButton.LeftButton:
                self._press(picture, hover, event.position())
            elif event.button() is Qt.MouseButton.RightButton:
                self.delete_hovered()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._editor.is_holding:
            self._editor.move(event.position())
            self._take_over()
        else:
            self._look_again()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        if self._editor.is_holding:
            self._release()
        elif not self._is_editing and pressed is not None and pressed.index is not None and pressed == self._hover:
            self.clicked.emit(pressed)
        self._look_again()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick clicks are two points

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._is_editing:
            event.accept()
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        if not self._editor.is_holding:
            self._look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._is_own_key(event):
            super().keyPressEvent(event)
            return
        self._clear_message()
        if event.key() in _DELETE_KEYS:
            self.delete_hovered()
        elif event.key() == Qt.Key.Key_Escape:
            if self._editor.is_holding:
                self._drop()
            else:
                self.left.emit()
        else:
            self._answer = _DIGIT_KEYS.index(Qt.Key(event.key()))
            self.answer_chosen.emit(self._answer)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if shows_ring(self):
            painter = QPainter(self)
            self.walk.paint(painter, self._theme, cross=True)
            painter.end()
        elif self._is_editing and self.hasFocus() and self._picture is not None:
            painter = QPainter(self)
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            painter.drawRect(self.frame().area)  # its keys act
            painter.end()

    def _is_own_key(self, event: QKeyEvent) -> bool:
        picture = self._picture
        if not self._is_editing or picture is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        return key in (*_DELETE_KEYS, Qt.Key.Key_Escape) or key in _DIGIT_KEYS[:len(answers_of(picture))]

    def _clear_message(self) -> None:
        if self._message:
            self._message = ""
            self.update()
