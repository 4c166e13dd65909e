"""The buttons that say what a new point is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.figures.colors import class_colors
from gui.figures.frame import Frame
from gui.foundation.number_text import signed
from gui.foundation.theme import Theme
from gui.plane.marks import paint_point
from gui.plane.picture import Picture
from gui.plane.points import PointSet
from gui.widgets.buttons import SegmentedControl
from gui.widgets.plain_text import plain_tip

# What a hand does to the points: add, move, delete.

VALUES = (-1.0, 0.0, 1.0)
"""What a new point of a regression in the plane can be given."""


def answers_of(picture: Picture) -> tuple[float, ...]:
    """The answers that a new point can be given; none where the place of the click says it: y of a curve."""
    if not picture.data.is_regression:
        return tuple(float(number) for number in range(len(picture.data.class_labels)))
    return () if picture.is_line else VALUES


class PointEditor:
    """One press of the mouse, from its beginning to its end, and the points as they would be then.

    Attributes
    ----------
    preview
        The points with what is being done to them; None while nothing is.
    index
        The point that is held, −1 while none is.
    """

    def __init__(self) -> None:
        self.preview: PointSet | None = None
        self.index = -1
        self._picture: Picture | None = None
        self._frame: Frame | None = None
        self._pressed = QPointF()
        self._grip = QPointF()
        self._is_new = False
        self._has_moved = False

    @property
    def is_holding(self) -> bool:
        """Whether a point is held."""
        return self.index >= 0

    def press(self, picture: Picture, frame: Frame, position: QPointF, found: int | None,
              answer: float | None) -> None:
        """Takes a point, or puts a new one there.

        Parameters
        ----------
        found
            The point under the pointer.
        answer
            Class or value of a new point; None where its place says it.
        """
        self._picture, self._frame, self._pressed = picture, frame, position
        self._is_new = self._has_moved = found is None
        if found is None:
            place, height = self._place(position)
            self.preview = picture.train.added(place, height if answer is None else answer)
            self.index, self._grip = len(picture.train), QPointF()
        else:
            first, second = picture.train.positions(picture.output)[found].tolist()
            self.preview, self.index = picture.train, found
            self._grip = frame.to_widget((first, second)) - position

    def move(self, position: QPointF) -> None:
        """Takes the point along."""
        if self.preview is None or self._picture is None:
            return
        if not self._has_moved:
            if (position - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._has_moved = True
        place, height = self._place(position + self._grip)
        by_place = self._picture.is_line and self._picture.data.is_regression
        self.preview = self.preview.moved(self.index, place, height if by_place else None)

    def release(self) -> PointSet | None:
        """Lets go: the points as they are now, or None if nothing has become of it. The preview stays."""
        self.index = -1
        if not self._has_moved:
            self.preview = None
        return self.preview

    def cancel(self) -> None:
        """Everything is as it was."""
        self.preview, self.index = None, -1

    def _place(self, position: QPointF) -> tuple[tuple[float, ...], float]:
        """Raw coordinates of a position, and the height of it in a plot over x."""
        picture, frame = self._picture, self._frame
        assert picture is not None
        assert frame is not None
        first, second = frame.rounded(frame.to_point(frame.inside(position)))
        return ((first,), second) if picture.is_line else ((first, second), 0.0)


_MARK_RADIUS = 4.5
_MARK_ROOM = 14
_PADDING = 6
_MOST_BUTTONS = 9
"""As many as there are keys."""


@dataclass(frozen=True)
class Answer:
    """What a point can be: its name, and how it is drawn."""

    name: str
    color: QColor
    shape: int


class PointTools(QWidget):
    """A button for each class, or for each value of a regression in the plane.

    Attributes
    ----------
    buttons
        The row of buttons; None before there is anything to choose.

    Signals
    -------
    chosen(int)
        What new points are: a number of `answers_of`.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answers: tuple[Answer, ...] = ()
        self.buttons: SegmentedControl | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on; the buttons are made anew by the next `offer`."""
        self._theme = theme
        self._answers = ()

    def offer(self, picture: Picture) -> None:
        """Buttons for what a point of these data can be."""
        numbers, theme = answers_of(picture)[:_MOST_BUTTONS], self._theme
        if picture.data.is_regression:
            answers = tuple(Answer(signed(value, 1), theme.signed_color(value, 1.0), 0) for value in numbers)
        else:
            colors = class_colors(len(picture.data.class_labels), theme)
            answers = tuple(Answer(picture.data.class_labels[int(number)], colors[int(number)], int(number))
                            for number in numbers)
        if answers != self._answers:
            self._answers = answers
            self._build()

    def index(self) -> int:
        """The button that is down."""
        return self.buttons.index() if self.buttons is not None else 0

    def choose(self, index: int) -> None:
        """Press a button without `chosen`."""
        if self.buttons is not None and index < len(self.buttons.segments()):
            self.buttons.set_index(index)

    def _build(self) -> None:
        former = self.buttons
        index = former.index() if former is not None else 0
        if former is not None:
            self._row.removeWidget(former)
            former.hide()
            former.deleteLater()
            self.buttons = None
        if not self._answers:
            return
        self.buttons = SegmentedControl([answer.name for answer in self._answers], self._theme,
                                        name=self.tr("Kind of new point"), parent=self)
        self._row.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignLeft)
        for number, (button, answer) in enumerate(zip(self.buttons.segments(), self._answers, strict=True)):
            side = self._theme.px(_MARK_ROOM)
            button.setIcon(self._icon(answer))
            button.setIconSize(QSize(side, side))
            button.setToolTip(plain_tip(self.tr("{name}: new points are of this kind (key {key})").format(
                name=answer.name, key=number + 1)))
        self.buttons.set_index(min(index, len(self._answers) - 1))
        self.buttons.changed.connect(self.chosen)
        self._fit()

    def _icon(self, answer: Answer) -> QIcon:
        theme, ratio = self._theme, self.devicePixelRatioF()
        side = theme.px(_MARK_ROOM)
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, radius = QPointF(side / 2, side / 2), _MARK_RADIUS * theme.scale
        paint_point(painter, centre, radius, answer.color, answer.shape, theme)
        painter.end()
        return QIcon(pixmap)

    def _fit(self) -> None:
        """Names with keys, names, or the marks alone: as much as there is room for."""
        if self.buttons is None:
            return
        names = [answer.name for answer in self._answers]
        with_keys = [self.tr("{name} · key {key}").format(name=name, key=number)
                     for number, name in enumerate(names, 1)]
        bare = [""] * len(names)
        texts = next((texts for texts in (with_keys, names) if self._needed(texts) <= self.width()), bare)
        for button, text in zip(self.buttons.segments(), texts, strict=True):
            button.setText(text)
            button.setFixedWidth(self._width_of(button, text))

    def _needed(self, texts: list[str]) -> int:
        buttons = self.buttons.segments() if self.buttons is not None else ()
        widths = (self._width_of(button, text) for button, text in zip(buttons, texts, strict=True))
        return sum(widths) + 2 * self._theme.px(1)

    def _width_of(self, button: QPushButton, text: str) -> int:
        px = self._theme.px
        words = button.fontMetrics().horizontalAdvance(text) + px(5) if text else 0
        return px(_MARK_ROOM) + words + 2 * px(_PADDING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._theme.px(28))
