"""The map under a real mouse, and what its pixels show."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gui.figures.colors import viridis
from gui.figures.frame import fitted_frame, is_to_scale
from gui.figures.loss.map_view import MapView
from gui.figures.loss.scene import Arrow, Mover, Scene
from gui.foundation.theme import Theme
from simulator.landscape.landscape import Landscape, landscape_of
from simulator.surfaces.catalogue import function_named
from simulator.surfaces.surface import Window

BLUE, RED = QColor("#0000ff"), QColor("#ff0000")
LEFT = Qt.MouseButton.LeftButton

Open = Callable[..., MapView]


@pytest.fixture(scope="module")
def valleys() -> Landscape:
    return landscape_of(function_named("two_valleys").surface, 61, 61, logarithmic=False)


@pytest.fixture
def opened(qtbot: QtBot, light_look: None) -> Iterator[Open]:
    def view_of(scene: Scene, size: tuple[int, int] = (460, 440), theme: Theme | None = None) -> MapView:
        view = MapView(theme or Theme())
        qtbot.addWidget(view)
        view.resize(*size)
        view.show_scene(scene)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return view_of


def at(view: MapView, place: tuple[float, float]) -> QPoint:
    return view.to_widget(place).toPoint()


def picture(view: MapView) -> QImage:
    return view.grab().toImage()


def pixel(view: MapView, place: tuple[float, float]) -> QColor:
    return picture(view).pixelColor(at(view, place))


def distance(first: QColor, second: QColor) -> int:
    return max(abs(first.red() - second.red()), abs(first.green() - second.green()),
               abs(first.blue() - second.blue()))


def heard(signal: object) -> list[tuple[object, ...]]:
    values: list[tuple[object, ...]] = []
    signal.connect(lambda *arguments: values.append(arguments))  # type: ignore[attr-defined]
    return values


# what is seen

def test_the_colours_are_viridis_of_the_costs(opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys))
    image, agreeing = picture(view), 0
    places = [(a, b) for a in np.linspace(-2.7, 2.7, 12).tolist() for b in np.linspace(-2.7, 2.7, 12).tolist()]
    for a, b in places:
        cost = float(valleys.surface.costs(np.array(a), np.array(b)))
        share = (cost - valleys.scale.low) / (valleys.scale.high - valleys.scale.low)
        agreeing += distance(image.pixelColor(at(view, (a, b))), viridis(share)) <= 6
    assert agreeing >= 0.75 * len(places)  # the others lie on contours and marks


def test_low_b_is_at_the_bottom(opened: Open) -> None:
    tilted = landscape_of(function_named("rosenbrock").surface, 61, 61, logarithmic=True)
    frame = opened(Scene(tilted)).frame()
    assert frame is not None
    assert frame.to_widget((0.0, -1.0)).y() == pytest.approx(frame.area.bottom())


def test_ball_and_trail_have_the_colour_of_their_mover(opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, (Mover(np.array([(-2.0, 0.0), (0.0, -2.0), (2.0, -2.0)]), BLUE),)))
    assert distance(pixel(view, (2.0, -2.0)), BLUE) < 20
    assert distance(pixel(view, (-1.0, -1.0)), BLUE) < 60


def test_the_chosen_ball_lies_on_the_others(opened: Open, valleys: Landscape) -> None:
    here = np.array([(2.0, 2.0)])
    movers = (Mover(here, RED, is_chosen=True), Mover(here, BLUE))
    assert distance(pixel(opened(Scene(valleys, movers)), (2.0, 2.0)), RED) < 20


def test_who_left_the_window_is_marked_at_the_edge(opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, (Mover(np.array([(2.0, -2.0), (40.0, -2.0)]), RED),)))
    frame = view.frame()
    assert frame is not None
    edge = QPoint(round(frame.area.right() - 11), round(frame.y(-2.0)))
    assert distance(picture(view).pixelColor(edge), RED) < 20


@pytest.mark.parametrize("end", [(np.nan, np.nan), (np.inf, 0.0), (1e300, -1e300)])
def test_a_diverged_mover_is_drawn_without_complaint(opened: Open, valleys: Landscape,
                                                            end: tuple[float, float]) -> None:
    view = opened(Scene(valleys, (Mover(np.array([(2.0, -2.0), (2.5, -2.0), end]), RED,
                                        arrows=(Arrow((2.5, -2.0), end, RED, "v"),)),)))
    assert not picture(view).isNull()


def test_minima_and_the_saddle_are_named_with_their_costs(opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys))
    picture(view)
    names = sorted(label.split("  ")[0] for label in view.labels)
    assert names == ["global minimum", "local minimum", "saddle point"]
    for point in valleys.points:
        assert any(f"{point.cost:.3g}"[:4] in label for label in view.labels)


def test_many_points_have_marks_but_no_names(opened: Open) -> None:
    rastrigin = landscape_of(function_named("rastrigin").surface, 81, 81, logarithmic=False)
    view = opened(Scene(rastrigin), (340, 330))
    picture(view)
    assert len(rastrigin.points) > 40
    assert len(view.labels) <= 1


def test_arrows_carry_their_symbols(opened: Open, valleys: Landscape) -> None:
    arrow = Arrow((-2.0, -2.0), (1.0, 0.5), RED, "−η∇C")
    view = opened(Scene(valleys, (Mover(np.array([(-2.0, -2.0)]), BLUE, arrows=(arrow,)),)))
    assert distance(pixel(view, (-1.5, -1.75)), RED) < 80
    assert "−η∇C" in view.labels


@pytest.mark.parametrize("side", [(-1, 0), (1, 0), (0, -1), (0, 1)])
def test_the_symbol_of_an_arrow_that_ends_beside_a_name_does_not_cover_it(opened: Open, valleys: Landscape,
                                                                           side: tuple[int, int]) -> None:
    view = opened(Scene(valleys))
    picture(view)
    frame = view.frame()
    assert frame is not None
    for name in tuple(view._labels):
        half = QPointF(side[0] * name.room.width() / 2, side[1] * name.room.height() / 2)
        way = QPointF(*side)
        tip, tail = (frame.to_point(name.room.center() + half + away * way) for away in (7.0, 45.0))
        arrow = Arrow(tail, (tip[0] - tail[0], tip[1] - tail[1]), RED, "∇C")
        view.show_scene(Scene(valleys, (Mover(np.array([tail]), BLUE, arrows=(arrow,)),)))
        picture(view)
        symbol, = view._arrow_labels
        assert not any(symbol.room.intersects(one.room) for one in view._labels), name.text


def test_an_arrow_out_of_the_map_is_cut_at_its_edge(opened: Open, valleys: Landscape) -> None:
    arrow = Arrow((2.0, -2.0), (500.0, 0.0), RED, "v")
    view = opened(Scene(valleys, (Mover(np.array([(2.0, -2.0)]), BLUE, arrows=(arrow,)),)))
    assert distance(pixel(view, (2.6, -2.0)), RED) < 80
    assert "v" in view.labels


def test_a_ghost_draws_lines_where_there_were_none(opened: Open, valleys: Landscape) -> None:
    plain = picture(opened(Scene(valleys)))
    ghost = picture(opened(Scene(valleys, ghost=valleys.costs + 0.2 * np.sin(3.0 * valleys.a))))
    assert plain != ghost


# the mouse

def test_a_start_is_dragged(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, starts=((2.0, 2.0), (-2.0, -2.0))))
    moves, clicks = heard(view.start_moved), heard(view.start_chosen)
    qtbot.mousePress(view, LEFT, pos=at(view, (-2.0, -2.0)))
    for place in ((-1.5, -1.5), (1.0, -1.0)):
        qtbot.mouseMove(view, at(view, place))
    qtbot.mouseRelease(view, LEFT, pos=at(view, (1.0, -1.0)))
    assert [move[0] for move in moves] == [1, 1, 1]
    assert [move[3] for move in moves] == [True, True, False]
    assert moves[-1][1:3] == pytest.approx((1.0, -1.0), abs=0.03)
    assert not clicks


def test_a_start_that_goes_while_it_is_dragged_is_let_go(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, starts=((2.0, 2.0), (-2.0, -2.0))))
    moves, clicks = heard(view.start_moved), heard(view.start_chosen)
    qtbot.mousePress(view, LEFT, pos=at(view, (-2.0, -2.0)))
    qtbot.mouseMove(view, at(view, (-1.5, -1.5)))
    view.show_scene(Scene(valleys, starts=((2.0, 2.0),)))  # by undo
    qtbot.mouseMove(view, at(view, (1.0, -1.0)))
    qtbot.mouseRelease(view, LEFT, pos=at(view, (1.0, -1.0)))
    assert [(number, is_held) for number, _, _, is_held in moves] == [(1, True)]
    assert not clicks


def test_a_dragged_start_stays_on_the_map(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, starts=((2.0, 2.0),)))
    moves = heard(view.start_moved)
    qtbot.mousePress(view, LEFT, pos=at(view, (2.0, 2.0)))
    qtbot.mouseMove(view, at(view, (2.5, 2.5)))
    qtbot.mouseMove(view, at(view, (2.5, 2.5)) + QPoint(900, -900))
    qtbot.mouseRelease(view, LEFT, pos=at(view, (2.5, 2.5)) + QPoint(900, -900))
    assert moves[-1] == (0, 3.0, 3.0, False)


def test_a_start_taken_at_its_rim_does_not_jump(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, starts=((0.0, 2.0),)))
    moves = heard(view.start_moved)
    rim, shift = at(view, (0.0, 2.0)) + QPoint(8, 0), QPoint(0, 70)
    qtbot.mousePress(view, LEFT, pos=rim)
    qtbot.mouseMove(view, rim + shift)
    qtbot.mouseRelease(view, LEFT, pos=rim + shift)
    assert moves[-1][1] == pytest.approx(0.0, abs=0.02)


def test_a_start_that_is_only_clicked_stays(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, starts=((2.0, 2.0),)))
    moves, clicks = heard(view.start_moved), heard(view.start_chosen)
    qtbot.mouseClick(view, LEFT, pos=at(view, (2.0, 2.0)))
    assert not moves
    assert not clicks


def test_a_drag_ends_when_the_map_is_hidden(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, starts=((2.0, 2.0),)))
    moves = heard(view.start_moved)
    qtbot.mousePress(view, LEFT, pos=at(view, (2.0, 2.0)))
    qtbot.mouseMove(view, at(view, (1.0, 1.0)))
    view.hide()
    assert [move[3] for move in moves] == [True, False]


def test_a_start_in_the_hand_may_vanish(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, starts=((2.0, 2.0),)))
    qtbot.mousePress(view, LEFT, pos=at(view, (2.0, 2.0)))
    qtbot.mouseMove(view, at(view, (1.0, 1.0)))
    view.show_scene(Scene(valleys))
    qtbot.mouseMove(view, at(view, (0.5, 1.0)))
    qtbot.mouseRelease(view, LEFT, pos=at(view, (0.5, 1.0)))
    assert view.start_places() == []


def test_a_click_on_the_free_map_chooses_a_start(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, starts=((2.0, 2.0),)))
    clicks = heard(view.start_chosen)
    qtbot.mouseClick(view, LEFT, pos=at(view, (-1.0, 0.5)))
    assert clicks[0] == pytest.approx((-1.0, 0.5), abs=0.02)


def test_clicks_beside_the_map_and_with_other_buttons_choose_nothing(qtbot: QtBot, opened: Open, valleys: Landscape
                                                                     ) -> None:
    view = opened(Scene(valleys))
    clicks = heard(view.start_chosen)
    qtbot.mouseClick(view, LEFT, pos=QPoint(2, 2))
    qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=at(view, (1.0, 1.0)))
    assert not clicks


def test_a_hand_that_slides_over_the_map_chooses_nothing(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys))
    clicks = heard(view.start_chosen)
    qtbot.mousePress(view, LEFT, pos=at(view, (-1.0, 0.5)))
    qtbot.mouseMove(view, at(view, (1.0, 0.5)))
    qtbot.mouseRelease(view, LEFT, pos=at(view, (1.0, 0.5)))
    assert not clicks


def test_the_cursor_says_what_can_be_done(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, starts=((2.0, 2.0),)))
    shapes = []
    for position in (at(view, (-1.0, 0.5)), at(view, (2.0, 2.0)), QPoint(1, 1)):
        qtbot.mouseMove(view, position)
        shapes.append(view.cursor().shape())
    assert shapes == [Qt.CursorShape.CrossCursor, Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ArrowCursor]


def test_hovering_is_reported_and_read_off(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys))
    places = heard(view.hovered)
    qtbot.mouseMove(view, at(view, (-0.5, -1.5)))
    assert places[-1][0] == pytest.approx((-0.5, -1.5), abs=0.02)
    texts = view.readout()
    assert [text[:3] for text in texts] == ["a =", "b =", "C ≈", "‖∇C"]
    assert float(texts[2].split()[-1]) == pytest.approx(
        float(valleys.surface.costs(np.array(-0.5), np.array(-1.5))), rel=0.02)
    qtbot.mouseMove(view, QPoint(1, 1))
    assert places[-1] == (None,)
    assert view.readout() == []


def test_a_mark_under_the_pointer_says_what_it_is(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys))
    best = next(point for point in valleys.points if point.is_global)
    qtbot.mouseMove(view, at(view, (best.a, best.b)))
    assert view.readout()[0] == "global minimum"
    assert view.readout()[-1].startswith("C = ")


def test_a_ball_under_the_pointer_says_whose_it_is(qtbot: QtBot, opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys, (Mover(np.array([(2.0, -2.0)]), RED, "Adam"),)))
    qtbot.mouseMove(view, at(view, (2.0, -2.0)))
    assert view.readout()[0] == "Adam"


# the frame

def test_a_window_that_is_nearly_square_is_drawn_to_scale(light_look: None) -> None:
    frame = fitted_frame((700, 300), (-3.0, -2.0), (3.0, 2.5), ("a", "b"), Theme(), (6.0, 4.5))
    assert frame.area.width() / 6.0 == pytest.approx(frame.area.height() / 4.5, rel=0.01)
    assert is_to_scale(Window((0.0, 0.0), (1.0, 1.5)))


def test_a_long_window_fills_the_map(light_look: None) -> None:
    window = Window((-3.0, -1.0), (3.0, 1.0))
    assert not is_to_scale(window)
    frame = fitted_frame((400, 380), window.low, window.high, ("a", "b"), Theme())
    assert frame.area.width() > 340
    assert frame.area.height() > 330


def test_a_stretched_map_says_so(opened: Open, valleys: Landscape) -> None:
    ravine = landscape_of(function_named("ravine").surface, 61, 61, logarithmic=False)
    assert "scales" in opened(Scene(ravine)).accessibleDescription()
    assert "scales" not in opened(Scene(valleys)).accessibleDescription()


def test_it_can_be_read_aloud(opened: Open, valleys: Landscape) -> None:
    said = opened(Scene(valleys)).accessibleDescription()
    assert said.startswith("1 global minimum, 1 local minimum, 1 saddle point. The arrow keys move a pointer")


def test_it_follows_theme_and_scale(opened: Open, valleys: Landscape) -> None:
    view = opened(Scene(valleys), (500, 480))
    before = picture(view)
    view.set_theme(Theme(dark=True, scale=2.0))
    assert picture(view) != before
    assert view.minimumSizeHint().width() == 2 * MapView(Theme()).minimumSizeHint().width()


@pytest.mark.parametrize("size", [(1, 1), (30, 20), (160, 140), (900, 200)])
def test_no_size_is_too_small(opened: Open, valleys: Landscape, size: tuple[int, int]) -> None:
    path = np.array([(2.0, 2.0), (0.0, 0.0)])
    view = opened(Scene(valleys, (Mover(path, RED, arrows=(Arrow((0.0, 0.0), (1.0, 1.0), RED, "v"),)),),
                        starts=((2.0, 2.0),)), size)
    view._pointer = QPointF(10, 10)
    assert not picture(view).isNull()


def test_without_a_scene_it_is_empty_and_deaf(qtbot: QtBot, light_look: None) -> None:
    view = MapView(Theme())
    qtbot.addWidget(view)
    clicks = heard(view.start_chosen)
    view.resize(200, 200)
    qtbot.mouseMove(view, QPoint(50, 50))
    qtbot.mouseClick(view, LEFT, pos=QPoint(50, 50))
    assert not clicks
    assert not view.grab().isNull()
