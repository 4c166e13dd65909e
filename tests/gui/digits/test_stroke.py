"""The line of a stroke: smooth, through every point, and the same for screen and network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from gui.digits.canvas import Stroke
from gui.digits.paper import INK, Paper, grey_values
from gui.run.session import Session

if TYPE_CHECKING:
    from tests.gui.digits.conftest import Desk

LEFT = Qt.MouseButton.LeftButton
CENTRE, RADIUS = 140.0, 90.0


def ring(angles: np.ndarray, width: float) -> np.ndarray:
    """The ink of a stroke through points of a circle."""
    stroke = Stroke(Paper((28, 28)).blank(), INK)
    for angle in angles:
        stroke.add(QPointF(CENTRE + RADIUS * np.cos(angle), CENTRE + RADIUS * np.sin(angle)), width)
    return grey_values(stroke.ink).copy()


def distances(ink: np.ndarray) -> np.ndarray:
    """How far from the middle each dot with ink is."""
    rows, columns = np.nonzero(ink > 127)
    return np.hypot(columns + 0.5 - CENTRE, rows + 0.5 - CENTRE)


def test_twelve_points_of_a_circle_become_a_circle_and_no_polygon() -> None:
    ink = ring(np.linspace(0.0, 1.5 * np.pi, 10), 4.0)
    # chords between points 30° apart come 3 dots nearer to the middle than the circle
    assert distances(ink).min() == pytest.approx(RADIUS - 2.0, abs=1.6)
    assert distances(ink).max() == pytest.approx(RADIUS + 2.0, abs=1.2)


def test_the_line_goes_through_every_point_however_unevenly_they_lie() -> None:
    rng = np.random.default_rng(5)
    stroke = Stroke(Paper((28, 28)).blank(), INK)
    points = np.cumsum(rng.uniform(0.2, 12.0, (20, 2)) * (1, 0.4), axis=0) + 10.0
    for x, y in points:
        stroke.add(QPointF(x, y), 3.0)
    ink = grey_values(stroke.ink)
    assert stroke.point_count == 20
    assert all(ink[int(y), int(x)] > 127 for x, y in points)


def test_a_piece_that_is_settled_does_not_change_any_more() -> None:
    angles = np.linspace(0.0, 1.2 * np.pi, 9)
    short, whole = ring(angles[:-2], 6.0), ring(angles, 6.0)
    end = CENTRE + RADIUS * np.cos(angles[-4]), CENTRE + RADIUS * np.sin(angles[-4])
    rows, columns = np.indices(short.shape)
    settled = (columns > end[0] + 8) & (rows > CENTRE - 20)
    assert np.array_equal(short[settled], whole[settled])


def test_the_paper_on_the_screen_is_what_the_network_reads(desk: Desk, session: Session) -> None:
    desk.clear()
    desk.stroke((0.2, 0.3), (0.5, 0.15), (0.75, 0.35), (0.4, 0.6), (0.7, 0.85))
    desk.settle()
    canvas = desk.drawing.canvas
    picture = canvas.grab().toImage()
    lightness = np.array([[picture.pixelColor(x, y).lightness() for x in range(8, picture.width() - 8, 3)]
                          for y in range(8, picture.height() - 8, 3)])
    ink, scale = desk.ink(), canvas.paper.size.width() / canvas.width()
    read = ink[(np.arange(8, picture.height() - 8, 3) * scale).astype(int)][
        :, (np.arange(8, picture.width() - 8, 3) * scale).astype(int)]
    clear = (read == 0) | (read == 255)
    assert ((lightness < 128) == (read > 127))[clear].mean() > 0.98
    assert np.array_equal(session.moment.sample.inputs, canvas.seen().ravel() * desk.drawing.data.scale)


def test_no_move_computes_a_prediction_and_a_frame_computes_one(desk: Desk, session: Session,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    desk.clear()
    desk.settle()
    shown: list[np.ndarray] = []
    show = session.navigator.show_sample
    monkeypatch.setattr(session.navigator, "show_sample", lambda sample: (shown.append(sample.inputs), show(sample)))
    canvas, wide = desk.drawing.canvas, desk.drawing.canvas.width()
    QTest.mousePress(canvas, LEFT, pos=desk.at(0.3, 0.1))
    for y in np.linspace(0.1, 0.9, 50):
        canvas.extend_stroke(QPointF(0.3 * wide, float(y) * wide))
    assert shown == []
    assert desk.card.is_pending
    desk.settle()
    assert len(shown) == 1
    assert np.array_equal(shown[0], desk.card.own_sample().inputs)
    QTest.mouseRelease(canvas, LEFT, pos=desk.at(0.3, 0.9))


def test_the_place_of_the_release_is_a_point_of_the_line(desk: Desk) -> None:
    desk.clear()
    canvas = desk.drawing.canvas
    QTest.mousePress(canvas, LEFT, pos=desk.at(0.2, 0.2))
    QTest.mouseRelease(canvas, LEFT, pos=desk.at(0.8, 0.8))
    assert desk.ink()[220, 220] > 127
    assert desk.ink()[140, 140] > 127
