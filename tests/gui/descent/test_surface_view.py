"""The surface in three dimensions under mouse and keys."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.figures.loss.camera import Camera
from gui.figures.loss.scene import Mover, Scene
from gui.figures.loss.surface_view import RADIANS_PER_PIXEL, SurfaceView
from gui.foundation.theme import Theme
from gui.widgets.keyboard import shows_ring
from simulator.landscape.landscape import Landscape, landscape_of
from simulator.surfaces.catalogue import function_named
from simulator.surfaces.surface import Window, own_surface

LEFT, RIGHT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WINDOW = Window((-2.0, -2.0), (2.0, 2.0))
MAGENTA = QColor("#ff00ff")

Open = Callable[..., SurfaceView]
Turn = Callable[..., bool]


def landscape(text: str, window: Window = WINDOW) -> Landscape:
    return landscape_of(own_surface(text, window), 61, 61, logarithmic=False)


@pytest.fixture(scope="module")
def valleys() -> Landscape:
    return landscape_of(function_named("two_valleys").surface, 61, 61, logarithmic=False)


@pytest.fixture
def open_view(qtbot: QtBot, light_look: None) -> Open:
    def opened(scene: Landscape | Scene, camera: Camera | None = None, size: tuple[int, int] = (520, 480),
               theme: Theme | None = None) -> SurfaceView:
        view = SurfaceView(theme or Theme())
        qtbot.addWidget(view)
        view.resize(*size)
        view.show_scene(scene if isinstance(scene, Scene) else Scene(scene))
        with qtbot.waitExposed(view):
            view.show()
        if camera is not None:
            view.set_camera(camera)
        qtbot.waitUntil(lambda: view.is_sharp)
        return view

    return opened


def place(view: SurfaceView, a: float, b: float) -> QPoint:
    """Where a point of the surface is drawn."""
    position = view.to_widget(a, b)
    assert position is not None
    return position.toPoint()


def drag(view: SurfaceView, start: QPoint, by: QPoint, button: Qt.MouseButton = LEFT,
         keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.mousePress(view, button, keys, start)
    QTest.mouseMove(view, start + by / 2)
    QTest.mouseMove(view, start + by)
    QTest.mouseRelease(view, button, keys, start + by)


def ball(a: float, b: float) -> Mover:
    return Mover(np.array(((a, b),)), MAGENTA)


# clicks

@pytest.mark.parametrize("point", [(1.2, -1.6), (-2.4, -1.0), (1.9, 2.1), (-1.3, 1.0)])
def test_a_click_chooses_the_place_of_the_surface_that_is_drawn_there(open_view: Open, qtbot: QtBot,
                                                                      valleys: Landscape, point: tuple[float, float]
                                                                      ) -> None:
    view = open_view(valleys)
    assert view.is_seen(*point)
    with qtbot.waitSignal(view.start_chosen) as chosen:
        QTest.mouseClick(view, LEFT, NO_KEYS, place(view, *point))
    assert chosen.args == pytest.approx(point, abs=0.05)
    assert all(round(value, 3) == value for value in chosen.args)


def test_a_click_beside_the_surface_or_with_the_right_button_chooses_nothing(open_view: Open, qtbot: QtBot,
                                                                             valleys: Landscape) -> None:
    view = open_view(valleys)
    with qtbot.assertNotEmitted(view.start_chosen):
        QTest.mouseClick(view, LEFT, NO_KEYS, QPoint(4, 4))
        QTest.mouseClick(view, RIGHT, NO_KEYS, place(view, 0.0, 0.0))


def test_a_click_into_a_hole_chooses_nothing(open_view: Open, qtbot: QtBot) -> None:
    view = open_view(landscape("a + b + 0*ln(a² + b² - 0.5)"))
    assert view.to_widget(0.0, 0.0) is None
    corner, other = view.to_widget(-1.0, -1.0), view.to_widget(1.0, 1.0)
    assert corner is not None
    assert other is not None
    with qtbot.assertNotEmitted(view.start_chosen):
        QTest.mouseClick(view, LEFT, NO_KEYS, ((corner + other) / 2).toPoint())


# turning

def test_a_drag_turns_by_its_length_and_chooses_nothing(open_view: Open, qtbot: QtBot, valleys: Landscape) -> None:
    view = open_view(valleys)
    before = view.camera
    with qtbot.assertNotEmitted(view.start_chosen):
        drag(view, place(view, 0.0, 0.0), QPoint(60, 20))
    assert view.camera.azimuth == pytest.approx(before.azimuth - 60 * RADIANS_PER_PIXEL)
    assert view.camera.elevation == pytest.approx(before.elevation + 20 * RADIANS_PER_PIXEL)


def test_the_near_side_follows_the_hand(open_view: Open, valleys: Landscape) -> None:
    view = open_view(valleys)
    x, y = view.projection().away
    near = (-3.0 * x, -3.0 * y)  # within the window of ±3
    before = place(view, *near)
    drag(view, QPoint(260, 240), QPoint(30, 0))
    assert place(view, *near).x() > before.x()


def test_while_it_turns_the_picture_is_coarse_and_then_it_becomes_sharp(open_view: Open, qtbot: QtBot,
                                                                       valleys: Landscape) -> None:
    view = open_view(valleys)
    QTest.mousePress(view, LEFT, NO_KEYS, QPoint(260, 240))
    QTest.mouseMove(view, QPoint(300, 240))
    QTest.mouseMove(view, QPoint(320, 240))
    assert not view.is_sharp
    QTest.mouseRelease(view, LEFT, NO_KEYS, QPoint(320, 240))
    qtbot.waitSignal(view.settled).wait()
    assert view.is_sharp


@pytest.mark.parametrize(("button", "keys"), [(RIGHT, NO_KEYS), (LEFT, SHIFT)])
def test_dragging_with_the_right_button_or_with_shift_moves_the_picture_along(
        open_view: Open, valleys: Landscape, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
    view = open_view(valleys)
    before, camera = place(view, 1.0, 1.0), view.camera
    drag(view, QPoint(260, 240), QPoint(30, -20), button, keys)
    assert (view.camera.azimuth, view.camera.elevation) == (camera.azimuth, camera.elevation)
    moved = place(view, 1.0, 1.0) - before
    assert (moved.x(), moved.y()) == (30, -20)


def test_the_wheel_keeps_the_place_under_the_pointer(open_view: Open, turn_wheel: Turn, valleys: Landscape) -> None:
    view = open_view(valleys)
    middle = QPointF(view.rect().center())
    before = view.to_parameters(middle)
    assert before is not None
    assert turn_wheel(view, 3)
    assert view.camera.zoom == pytest.approx(1.0015 ** 360)
    assert view.to_parameters(middle) == pytest.approx(before, abs=0.03)


def test_the_button_back_is_there_only_when_the_view_has_changed(open_view: Open, valleys: Landscape) -> None:
    view = open_view(valleys)
    back = view.buttons[2]
    assert not back.isVisible()
    drag(view, QPoint(260, 240), QPoint(60, 0))
    assert back.isVisible()
    QTest.mouseClick(back, LEFT)
    assert view.camera == Camera()
    assert not back.isVisible()


def test_a_double_click_beside_the_surface_leads_back(open_view: Open, valleys: Landscape) -> None:
    view = open_view(valleys, Camera(azimuth=1.0))
    QTest.mouseDClick(view, LEFT, NO_KEYS, QPoint(4, 4))
    assert view.camera == Camera()


def test_buttons_zoom_in_and_out(open_view: Open, valleys: Landscape) -> None:
    view = open_view(valleys)
    QTest.mouseClick(view.buttons[1], LEFT)
    assert view.camera.zoom == pytest.approx(1.25)
    QTest.mouseClick(view.buttons[0], LEFT)
    assert view.camera.zoom == pytest.approx(1.0)


def test_keys_turn_tilt_and_zoom_once_the_keyboard_has_come_here(show: Callable[..., QWidget], valleys: Landscape
                                                                 ) -> None:
    view = SurfaceView(Theme())
    window = show(view)
    view.show_scene(Scene(valleys))
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert view.hasFocus()
    assert shows_ring(view)
    before = view.camera
    for key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_Up, Qt.Key.Key_Plus):
        QTest.keyClick(view, key)
    assert view.camera.azimuth > before.azimuth
    assert view.camera.elevation > before.elevation
    assert view.camera.zoom > before.zoom
    QTest.keyClick(view, Qt.Key.Key_F)
    assert view.camera == Camera()


# reading off

def test_the_place_under_the_pointer_is_said_until_it_has_left(open_view: Open, record: Callable[..., list],
                                                              valleys: Landscape) -> None:
    view = open_view(valleys)
    said = record(view.hovered)
    QTest.mouseMove(view, place(view, 2.0, 1.5))
    assert said[-1] == pytest.approx((2.0, 1.5), abs=0.05)
    a, b = view.place or (math.nan, math.nan)
    cost = float(valleys.surface.costs(np.array(a), np.array(b)))
    assert [text.split()[0] for text in view.words()] == ["a", "b", "C", "‖∇C‖"]
    assert float(view.words()[2].split()[-1]) == pytest.approx(cost, rel=0.01)
    assert view.cursor().shape() is Qt.CursorShape.CrossCursor
    QTest.mouseMove(view, QPoint(4, 4))
    assert said[-1] is None
    assert view.words() == []
    assert view.cursor().shape() is Qt.CursorShape.OpenHandCursor


def test_a_critical_point_and_a_ball_say_what_they_are(open_view: Open, valleys: Landscape) -> None:
    local = next(point for point in valleys.points if not point.is_global)
    view = open_view(Scene(valleys, (replace(ball(2.0, 2.0), name="Momentum"),)))
    QTest.mouseMove(view, place(view, local.a, local.b))
    assert view.words()[0] == "local minimum"
    QTest.mouseMove(view, place(view, 2.0, 2.0) - QPoint(0, 4))
    assert view.words()[0] == "Momentum"


def test_what_is_found_on_the_surface_is_told_to_a_screen_reader(open_view: Open, valleys: Landscape) -> None:
    description = open_view(valleys).accessibleDescription()
    assert "1 global minimum" in description
    assert "1 local minimum" in description


def test_before_there_is_a_scene_the_view_is_empty_and_answers_to_nothing(qtbot: QtBot, light_look: None) -> None:
    view = SurfaceView(Theme())
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    drag(view, QPoint(20, 20), QPoint(40, 0))
    assert view.camera == Camera()
    assert view.grab().toImage().pixelColor(80, 80) == Theme().card


def test_on_a_screen_with_finer_pixels_the_picture_is_finer_and_clicks_hit(
        open_view: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, valleys: Landscape) -> None:
    monkeypatch.setattr(SurfaceView, "devicePixelRatioF", lambda view: 2.0)
    view = open_view(valleys)
    with qtbot.waitSignal(view.start_chosen) as chosen:
        QTest.mouseClick(view, LEFT, NO_KEYS, place(view, 1.2, -1.6))
    assert chosen.args == pytest.approx((1.2, -1.6), abs=0.05)
    ground = view.made_ground()
    assert ground is not None
    assert (ground.image.width(), ground.image.height()) == (2 * view.width(), 2 * view.height())
