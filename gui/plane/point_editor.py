"""What a hand does to the points: add, move, delete."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from gui.figures.frame import Frame
from gui.plane.picture import Picture
from gui.plane.points import PointSet

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
