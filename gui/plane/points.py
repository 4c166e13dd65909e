"""The samples as points of a picture, and what becomes of them when somebody edits them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataSet, Part

MOST_POINTS = 2000
"""More are not drawn: they would cover one another. Nor can so many be edited one by one."""

Rows = tuple[tuple[float, ...], ...]
"""Samples as `Session.change_points` takes them: raw coordinates, then the number of the class or the values."""


@dataclass(frozen=True, eq=False)
class PointSet:
    """Samples of a part, at most `MOST_POINTS`: the first ones.

    Attributes
    ----------
    coordinates
        Raw, shape (count, dimension).
    answers
        The number of each point's class, int64 of shape (count,), or for regression its values, (count, n_L).
    target_table
        y of each class, shape (classes, n_L).
    whole
        How many samples the part has.
    """

    coordinates: Array
    answers: Indices | Array
    target_table: Array
    whole: int

    @classmethod
    def of(cls, data: DataSet, part: Part) -> PointSet:
        """The points of a part of the data."""
        values = part.values if data.is_regression else None
        answers = part.labels if values is None else values
        coordinates = np.asarray(part.raw[:MOST_POINTS], dtype=np.float64)
        return cls(coordinates, answers[:MOST_POINTS], data.target_table, part.count)

    def __len__(self) -> int:
        return len(self.coordinates)

    @property
    def is_whole(self) -> bool:
        """Whether every sample is there."""
        return self.whole == len(self)

    @property
    def has_classes(self) -> bool:
        """Whether the answers are classes and not values."""
        return self.answers.ndim == 1

    @cached_property
    def targets(self) -> Array:
        """y of every point, shape (count, n_L)."""
        targets: Array = self.target_table[self.labels] if self.has_classes else np.asarray(self.answers)
        return targets

    @property
    def labels(self) -> Indices:
        """The number of each point's class, shape (count,); only where the answers are classes."""
        return self.answers.astype(np.int64, copy=False)

    def positions(self, output: int = 0) -> Array:
        """Where the points are drawn, shape (count, 2): in the plane, or at x and the target of an output."""
        if self.coordinates.shape[1] == 1:
            return np.column_stack((self.coordinates, self.targets[:, output]))
        return self.coordinates

    def rows(self) -> Rows:
        """The samples as numbers: raw coordinates, then the class or the values."""
        answers = self.answers.reshape(len(self), -1)
        table = np.column_stack((self.coordinates, answers)).tolist()
        return tuple(tuple(row) for row in table)

    def added(self, place: tuple[float, ...], answer: float) -> PointSet:
        """One more point, at the end."""
        answers: Array = np.concatenate((self.answers, self._answer(answer)))
        coordinates = np.concatenate((self.coordinates, np.array([place])))
        return replace(self, coordinates=coordinates, answers=answers, whole=self.whole + 1)

    def moved(self, index: int, place: tuple[float, ...], answer: float | None = None) -> PointSet:
        """A point somewhere else, perhaps with another answer."""
        coordinates = self.coordinates.copy()
        coordinates[index] = place
        answers = self.answers
        if answer is not None:
            answers = answers.copy()
            answers[index] = self._answer(answer)[0]
        return replace(self, coordinates=coordinates, answers=answers)

    def without(self, index: int) -> PointSet:
        """One point less."""
        return replace(self, coordinates=np.delete(self.coordinates, index, axis=0),
                       answers=np.delete(self.answers, index, axis=0), whole=self.whole - 1)

    def _answer(self, answer: float) -> Array:
        """One answer in the shape and the type of the others."""
        return np.full((1, *self.answers.shape[1:]), answer).astype(self.answers.dtype)


@dataclass(frozen=True)
class Hover:
    """What the pointer is on.

    Attributes
    ----------
    place
        First and second coordinate there (of the point, if it is on one).
    index
        Number of the point, None beside them.
    is_test
        Whether it is a point of the test data.
    """

    place: tuple[float, float]
    index: int | None = None
    is_test: bool = False


def nearest(places: Array, point: tuple[float, float], reach: float) -> int | None:
    """The last of the places, shape (count, 2), that lies nearest to a point; None if none is within reach."""
    if len(places) == 0:
        return None
    distances = np.hypot(places[:, 0] - point[0], places[:, 1] - point[1])
    index = len(places) - 1 - int(np.argmin(distances[::-1]))
    return index if distances[index] <= reach else None
