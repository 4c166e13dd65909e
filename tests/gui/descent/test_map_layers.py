"""Trails: what is drawn of them, and that adding to a picture is the same as painting it anew."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPixmap

from gui.figures.frame import Frame
from gui.figures.loss.scene import Mover
from gui.figures.loss.trails import Room, TrailLayers, clipped, drawn_segments, finite_part, stepping_stones, thinned
from gui.foundation.theme import Theme
from simulator.arrays import Array
from simulator.boundary import Truth

ROOM = Room(0.0, 0.0, 400.0, 300.0)
FRAME = Frame(QRectF(0.0, 0.0, 400.0, 300.0), (0.0, 0.0), (4.0, 3.0))
RED = QColor("#ff0000")


class Pictures:
    """Counts how often everything is painted anew."""

    def __init__(self) -> None:
        self.made = 0
        self.layers = TrailLayers(self.empty)

    def empty(self) -> QPixmap:
        self.made += 1
        layer = QPixmap(400, 300)
        layer.fill(Qt.GlobalColor.transparent)
        return layer

    def of(self, *paths: Array, look: str = "look") -> list[QImage]:
        movers = [Mover(path, RED) for path in paths]
        return [layer.toImage() for layer in self.layers.pictures(movers, FRAME, look, Theme())]


@pytest.fixture
def spiral() -> Array:
    angle = np.linspace(0.0, 20.0, 400)
    radius = 1.3 * np.exp(-angle / 10.0)
    return np.column_stack((2.0 + radius * np.cos(angle), 1.5 + radius * np.sin(angle)))


def ink(image: QImage) -> Truth:
    opaque: Truth = np.frombuffer(image.constBits(), np.uint8).reshape(300, 400, 4)[..., 3] > 127
    return opaque


def look_alike(first: list[QImage], second: list[QImage]) -> bool:
    """But for smooth edges, which are painted twice where two pieces join."""
    return all((ink(one) != ink(other)).mean() < 0.002 and ink(one).any()
               for one, other in zip(first, second, strict=True))


def length(segments: Array) -> float:
    return float(np.hypot(*(segments[:, 1] - segments[:, 0]).T).sum())


def test_step_by_step_gives_the_same_picture_as_all_at_once(qapp: object, spiral: Array) -> None:
    slowly = Pictures()
    for count in range(1, 200, 7):
        slowly.of(spiral[:count])
    stepped, whole = slowly.of(spiral[:200]), Pictures().of(spiral[:200])
    assert slowly.made == 2
    assert look_alike(stepped, whole)


def test_going_back_a_few_steps_starts_from_an_earlier_picture(qapp: object, spiral: Array) -> None:
    pictures = Pictures()
    pictures.of(spiral[:300])
    for count in (299, 290, 220):
        assert look_alike(pictures.of(spiral[:count]), Pictures().of(spiral[:count]))
        assert pictures.made == 2
    pictures.of(spiral[:100])
    assert pictures.made == 4


def test_after_a_long_way_forward_a_few_steps_back_are_cheap(qapp: object, spiral: Array) -> None:
    pictures = Pictures()
    for count in (1, 2, 300, 301):
        pictures.of(spiral[:count])
    assert look_alike(pictures.of(spiral[:250]), Pictures().of(spiral[:250]))
    assert pictures.made == 2
    pictures.of(spiral[:150])
    assert pictures.made == 4


def test_another_way_or_another_look_is_painted_anew(qapp: object, spiral: Array) -> None:
    pictures = Pictures()
    pictures.of(spiral)
    pictures.of(spiral + 0.1)
    pictures.of(spiral + 0.1, look="dark")
    pictures.of(spiral + 0.1, spiral, look="dark")
    assert pictures.made == 8


def test_a_way_of_one_point_leaves_no_trace(qapp: object) -> None:
    assert all(image.pixelColor(200, 150).alpha() == 0 for image in Pictures().of(np.array([(2.0, 1.5)])))


def test_ways_are_drawn_up_to_where_they_are_no_numbers() -> None:
    places = np.array([(1.0, 1.0), (2.0, 2.0), (np.nan, 3.0), (4.0, 4.0)])
    np.testing.assert_array_equal(finite_part(places), places[:2])


def test_pieces_are_clipped_at_the_edge() -> None:
    across, beside = [(-100.0, 150.0), (500.0, 150.0)], [(-5.0, -5.0), (-1.0, 400.0)]
    inside = [(10.0, 10.0), (20.0, 20.0)]
    pieces = np.array([across, beside, inside])
    np.testing.assert_allclose(clipped(pieces, ROOM), [[(0.0, 150.0), (400.0, 150.0)], [(10.0, 10.0), (20.0, 20.0)]])


def test_a_way_to_and_fro_is_drawn_once() -> None:
    places = np.tile(np.array([(10.0, 10.0), (50.0, 60.0)]), (500, 1))
    assert len(drawn_segments(places, ROOM)) == 1


def test_a_long_slow_way_stays_in_one_piece() -> None:
    angle = np.linspace(0.0, 60.0, 9000)
    places = np.column_stack((200.0 + 2.0 * angle * np.cos(angle), 150.0 + 2.0 * angle * np.sin(angle)))
    segments = drawn_segments(places, ROOM, 2000)
    np.testing.assert_allclose(segments[1:, 0], segments[:-1, 1])
    assert length(segments) == pytest.approx(length(np.stack((places[:-1], places[1:]), axis=1)), rel=0.01)


def test_a_tangle_is_thinned_but_keeps_its_shape_and_its_end() -> None:
    places = np.array((200.0, 150.0)) + 30.0 * np.random.default_rng(3).normal(size=(10_000, 2))
    pieces = np.stack((places[:-1], places[1:]), axis=1)
    kept = thinned(pieces, ROOM, 600)
    assert len(kept) <= 640
    np.testing.assert_array_equal(kept[-40:], pieces[-40:])
    np.testing.assert_allclose(kept.min(axis=(0, 1)), pieces.min(axis=(0, 1)), atol=12.0)
    np.testing.assert_allclose(kept.max(axis=(0, 1)), pieces.max(axis=(0, 1)), atol=12.0)


def test_few_pieces_are_all_drawn() -> None:
    pieces = np.random.default_rng(0).uniform(0.0, 300.0, size=(50, 2, 2))
    assert thinned(pieces, ROOM, 50) is pieces


def test_only_long_steps_have_dots() -> None:
    places = np.array([(0.0, 0.0), (20.0, 0.0), (21.0, 0.0), (22.0, 0.0), (40.0, 0.0)])
    assert stepping_stones(places, 8.0).tolist() == [True, True, False, True, True]
