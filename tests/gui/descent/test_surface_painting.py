"""What is painted on the surface in three dimensions, and when it is computed anew."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.figures.loss import surface_view
from gui.figures.loss.camera import Camera
from gui.figures.loss.scene import Arrow, Mover, Scene
from gui.figures.loss.surface_painter import ball_of
from gui.figures.loss.surface_view import SurfaceView
from gui.figures.marks import class_shape
from gui.foundation.theme import Theme
from simulator.landscape.landscape import Landscape, landscape_of
from simulator.surfaces.surface import Window, own_surface

WINDOW = Window((-2.0, -2.0), (2.0, 2.0))
MAGENTA = QColor("#ff00ff")
HIDDEN, SEEN = (0.0, 1.5), (0.0, -1.5)
"""Behind the ridge of the hill and before it, looked at along b."""
ALONG_B = Camera(azimuth=0.0, elevation=0.25)

Open = Callable[..., SurfaceView]


def landscape(text: str, window: Window = WINDOW) -> Landscape:
    return landscape_of(own_surface(text, window), 61, 61, logarithmic=False)


@pytest.fixture(scope="module")
def hill() -> Landscape:
    """A ridge along a."""
    return landscape("2exp(-b²) + 0.01a²")


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


def picture(view: SurfaceView) -> QImage:
    QApplication.processEvents()
    return view.grab().toImage()


def count_of(view: SurfaceView, is_wanted: Callable[[np.ndarray], np.ndarray]) -> int:
    """How many pixels have a colour, by their red, green and blue of shape (…, 3)."""
    return int(is_wanted(colors_of(picture(view))).sum())


def colors_of(image: QImage) -> np.ndarray:
    """Red, green and blue, shape (height, width, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[..., 2::-1].astype(int)


def magenta(colors: np.ndarray) -> np.ndarray:
    return (colors[..., 0] > 110) & (colors[..., 2] > 110) & (colors[..., 1] < 0.45 * colors[..., 0])


def ball(a: float, b: float) -> Mover:
    return Mover(np.array(((a, b),)), MAGENTA)


# what is painted

def test_a_ball_behind_a_hill_is_not_painted(open_view: Open, hill: Landscape) -> None:
    view = open_view(Scene(hill, (ball(*SEEN),)), ALONG_B)
    assert count_of(view, magenta) > 80
    view.show_scene(Scene(hill, (ball(*HIDDEN),)))
    assert not view.is_seen(*HIDDEN)
    assert count_of(view, magenta) == 0


def test_the_chosen_ball_is_faint_behind_a_hill_and_never_lost(open_view: Open, hill: Landscape) -> None:
    bare = picture(open_view(Scene(hill), ALONG_B))
    view = open_view(Scene(hill, (replace(ball(*HIDDEN), is_chosen=True),)), ALONG_B)
    assert not view.is_seen(*HIDDEN)
    assert count_of(view, magenta) == 0, "only faint"
    spot = place(view, *HIDDEN) - QPoint(0, 4)
    before, after = bare.pixelColor(spot), picture(view).pixelColor(spot)
    assert after.red() > before.red() + 20
    assert after.green() < before.green() + 5


def test_a_ball_at_the_ridge_is_painted_in_part(open_view: Open, hill: Landscape) -> None:
    view = open_view(Scene(hill, (ball(0.0, 0.0),)), ALONG_B)
    whole = count_of(view, magenta)
    counts = []
    for b in np.linspace(0.1, 0.6, 11).tolist():
        view.show_scene(Scene(hill, (ball(0.0, b),)))
        counts.append(count_of(view, magenta))
    assert any(0.2 * whole < seen < 0.8 * whole for seen in counts)
    assert counts[-1] == 0


@pytest.mark.parametrize("shape", range(6))
def test_a_ball_has_the_outline_of_its_optimizer_as_on_the_map(open_view: Open, hill: Landscape, shape: int) -> None:
    mover = replace(ball(*SEEN), shape=shape, is_chosen=True)
    view = open_view(Scene(hill, (mover,)), Camera(elevation=1.0), theme=Theme(scale=2.0))
    ground = view.made_ground()
    assert ground is not None
    it = ball_of(mover, ground.sight, Theme(scale=2.0))
    assert it is not None
    centre, half = QPointF(*it.centre), it.half
    box = QRect((centre - QPointF(half, half)).toPoint(), QSize(2 * half, 2 * half))
    seen = magenta(colors_of(picture(view).copy(box)))
    alike = []
    for number in range(6):
        image = QImage(box.size(), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.translate(centre - box.topLeft())
        painter.scale(0.79 * it.radius, 0.79 * it.radius)
        painter.fillPath(class_shape(number), MAGENTA)
        painter.end()
        expected = magenta(colors_of(image))
        alike.append((seen & expected).sum() / (seen | expected).sum())
    assert int(np.argmax(alike)) == shape
    assert alike[shape] > 0.8


def test_a_trail_is_faint_where_a_hill_hides_it(open_view: Open, hill: Landscape) -> None:
    def path(b: float) -> np.ndarray:
        return np.column_stack((np.linspace(-1.5, 1.5, 40), np.full(40, b)))

    view = open_view(Scene(hill, (Mover(path(SEEN[1]), MAGENTA),)), ALONG_B)
    assert count_of(view, magenta) > 300
    view.show_scene(Scene(hill, (Mover(path(HIDDEN[1]), MAGENTA),)))
    assert count_of(view, magenta) < 20


def test_holes_show_the_ground_of_the_card_or_the_floor(open_view: Open) -> None:
    view = open_view(landscape("a + b + 0*ln(a² + b² - 0.5)"), Camera(elevation=1.2))
    x, y = ((view.to_widget(-1.0, -1.0) or QPointF()) + (view.to_widget(1.0, 1.0) or QPointF())).toTuple()
    color = picture(view).pixelColor(round(x / 2), round(y / 2))
    assert color.saturation() < 20
    assert color.lightness() > 230


def test_an_arrow_and_starts_are_laid_onto_the_surface(open_view: Open, hill: Landscape) -> None:
    arrow = Arrow(SEEN, (1.0, 0.0), MAGENTA, "−η∇C")
    mover = Mover(np.array((SEEN,)), QColor("#2563eb"), arrows=(arrow,), is_chosen=True)
    view = open_view(Scene(hill, (mover,), starts=(SEEN,)), ALONG_B)
    tip = place(view, 1.0, SEEN[1])
    near = picture(view).copy(tip.x() - 8, tip.y() - 6, 10, 12)
    colors = [near.pixelColor(x, y) for x in range(near.width()) for y in range(near.height())]
    assert any(color.red() > 200 and color.green() < 80 and color.blue() > 200 for color in colors)


def test_a_ghost_is_drawn_over_the_surface(open_view: Open, hill: Landscape) -> None:
    view = open_view(hill)
    before = picture(view)
    view.show_scene(Scene(hill, ghost=hill.costs + 0.5))
    assert picture(view) != before
    view.show_scene(Scene(hill))
    assert picture(view) == before


@pytest.mark.parametrize("path", [((0.0, 0.0), (50.0, 3.0)), ((0.0, 0.0), (math.nan, math.inf)), ((9.0, 9.0),),
                                  ((0.0, 0.0), (1e300, -1e300)), ((0.0, 0.0),) * 3])
def test_ways_that_leave_the_window_or_all_numbers_are_no_trouble(open_view: Open, hill: Landscape,
                                                                  path: tuple[tuple[float, float], ...]) -> None:
    arrow = Arrow((0.5, 0.5), (math.inf, 1.0), MAGENTA, "v")
    long = Arrow((0.5, 0.5), (1e30, 1.0), MAGENTA, "v")
    mover = Mover(np.array(path), MAGENTA, "a", (arrow, long), is_chosen=True)
    view = open_view(Scene(hill, (mover,), starts=((99.0, 0.0), (math.nan, 0.0))))
    assert not picture(view).isNull()


def test_a_surface_without_any_cost_is_drawn_as_an_empty_box(open_view: Open) -> None:
    view = open_view(Scene(landscape("ln(a - 99)"), (ball(0.0, 0.0),)))
    QTest.mouseMove(view, QPoint(250, 250))
    assert view.place is None
    assert not picture(view).isNull()


# speed

def test_the_surface_is_not_computed_again_when_only_balls_move(open_view: Open, monkeypatch: pytest.MonkeyPatch,
                                                                hill: Landscape) -> None:
    view = open_view(hill)
    picture(view)
    computed: list[object] = []
    monkeypatch.setattr(surface_view, "rasterise", lambda *arguments: computed.append(arguments))
    for a in (0.0, 0.5, 1.0):
        view.show_scene(Scene(hill, (ball(a, -1.0),)))
        picture(view)
    assert not computed


# looks

def test_the_theme_changes_ground_and_letters(open_view: Open, hill: Landscape) -> None:
    view = open_view(hill)
    dark = Theme(dark=True, scale=1.5)
    view.set_theme(dark)
    assert picture(view).pixelColor(3, 3) == dark.card
    assert view.buttons[0].width() == dark.px(26)
