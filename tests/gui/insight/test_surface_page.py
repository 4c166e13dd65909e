"""The page of the network's cost over a plane: planes by mouse and key, numbers that match, pictures that keep up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.insight.surface_page import SurfacePage
from gui.landscape.picture import CostOf, PlaneKind, SlicePicture, Wishes
from gui.run.choice import Selection
from gui.run.session import Session
from gui.workspaces.network.stage import NetworkStage
from simulator.evaluation import measure
from simulator.experiment import Experiment, Layer, preset, with_change

CIRCLES = Experiment("circles", (Layer(3, "tanh"), Layer(1)), seed=4, learning_rate=0.5)
LEFT = Qt.MouseButton.LeftButton

OpenPage = Callable[..., tuple[Session, SurfacePage]]


@pytest.fixture
def open_page(open_any_page: Callable[..., tuple[Session, Any]], qtbot: QtBot) -> OpenPage:
    def opened(experiment: Experiment = CIRCLES, *, width: int = 820, height: int = 340, theme: Theme | None = None,
               wishes: Wishes | None = None, shown: bool = True) -> tuple[Session, SurfacePage]:
        session, page = open_any_page(partial(SurfacePage, wishes=wishes), experiment, width=width, height=height,
                                      theme=theme, shown=shown)
        if shown:
            settle(qtbot, page)
        return session, page

    return opened


def settle(qtbot: QtBot, page: SurfacePage) -> None:
    qtbot.waitUntil(lambda: page.is_settled)


def picture(page: SurfacePage) -> SlicePicture:
    assert page.picture is not None
    return page.picture


def train(session: Session, qtbot: QtBot, page: SurfacePage, steps: int) -> None:
    session.navigator.train(steps * session.experiment.batch_size / session.data.train.count)
    session.worker.wait()
    settle(qtbot, page)


def cost(session: Session) -> float:
    """C of all training samples at the present θ, as the charts measure it."""
    data = session.data
    rows = np.arange(data.train.count)
    return measure(session.network, data, data.train, session.run.state.theta, rows)[0]


def choose_plane(page: SurfacePage, kind: PlaneKind) -> None:
    """By the arrow keys."""
    box = page.chooser.kinds
    steps = box.findData(kind.value) - box.currentIndex()
    for _ in range(abs(steps)):
        QTest.keyClick(box, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def open_stage(session: Session, qtbot: QtBot) -> NetworkStage:
    session.navigator.set_speed(32.0)
    stage = NetworkStage(session, Theme())
    stage.resize(800, 540)
    qtbot.addWidget(stage)
    with qtbot.waitExposed(stage):
        stage.show()
    qtbot.waitUntil(lambda: not stage.canvas.is_moving)
    return stage


def click_edge(stage: NetworkStage, layer: int, neuron: int, source: int, t: float = 0.5) -> None:
    frame = stage.canvas.frame
    assert frame is not None
    left, right = (frame.layout.columns[place] for place in (layer - 1, layer))
    s = t * t * (3 - 2 * t)
    y = (1 - s) * float(left.y[source]) + s * float(right.y[neuron])
    QTest.mouseClick(stage.canvas, LEFT, Qt.KeyboardModifier.NoModifier,
                     frame.view.point((1 - t) * left.x + t * right.x, y).toPoint())


# what is seen


def test_map_and_surface_show_the_same_final_picture_with_the_network_on_it(open_page: OpenPage) -> None:
    session, page = open_page()
    scene = page.map.scene
    assert scene is not None
    assert page.surface.scene is scene
    assert scene.landscape is picture(page).landscape
    assert scene.landscape.is_final
    assert scene.movers[0].path[-1] == pytest.approx(picture(page).place)
    theta = session.run.state.theta
    assert page.wishes.indices is not None
    assert picture(page).place == pytest.approx(tuple(theta[list(page.wishes.indices)]))


@pytest.mark.parametrize("dark", [False, True])
def test_the_ball_of_the_network_is_painted_at_its_place(open_page: OpenPage, dark: bool) -> None:
    _, page = open_page(theme=Theme(dark=dark))
    ball = page.map.scene.movers[0].color  # type: ignore[union-attr]
    place = page.map.to_widget(picture(page).place).toPoint()
    seen = page.map.grab().toImage().pixelColor(place)
    assert max(abs(seen.red() - ball.red()), abs(seen.green() - ball.green()), abs(seen.blue() - ball.blue())) < 60


def test_the_gauge_tells_the_cost_of_the_network_as_the_charts_measure_it(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    train(session, qtbot, page, 7)
    (_, real), (_, projected), (_, distance) = page.gauge.texts()
    assert real == projected == number(cost(session), 4)
    assert distance == "0"
    assert page.about.text() == "A slice through 13 dimensions: its lowest point is not the network's minimum."


def test_beside_a_plane_that_stays_the_network_has_a_cost_of_its_own(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    QTest.mouseClick(page.chooser.follow, LEFT, pos=QPoint(8, page.chooser.follow.height() // 2))
    settle(qtbot, page)
    landscape = picture(page).landscape
    train(session, qtbot, page, 25)
    gauge = picture(page).gauge
    assert gauge.cost == pytest.approx(cost(session), rel=1e-12)
    assert gauge.distance == pytest.approx(np.linalg.norm(np.delete(
        session.run.state.theta - session.run.trainer.initial_state().theta, list(page.wishes.indices or ()))))
    (_, real), (_, projected), (_, distance) = page.gauge.texts()
    assert real != projected
    assert distance == number(gauge.distance, 3)
    if landscape.surface.window == picture(page).landscape.surface.window:
        assert picture(page).landscape is landscape


def test_the_page_says_of_which_step_and_which_samples_the_picture_is(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page(width=1100)
    train(session, qtbot, page, 7)
    assert page._note.text() == "at step 7 · mean over all 200 training samples"
    page.hide()
    train(session, qtbot, page, 3)
    page._show_picture(picture(page))
    page.show()
    page._show_note()
    assert page._note.text().startswith("drawn at step 7, now at 10")
    settle(qtbot, page)
    assert page._note.text().startswith("at step 10 · ")


def test_where_both_parameters_are_on_the_plane_nothing_is_kept_back(open_page: OpenPage) -> None:
    _, page = open_page(preset("not_plateau"))
    assert "this is the whole of its cost" in page.about.text()
    assert picture(page).landscape.surface.symbols == ("w¹₁₁", "b¹₁")
    assert picture(page).landscape.plateau.any(), "it starts on a plateau, and the map says so"
    assert any(entry.text.startswith("plateau") for entry in page.legend.entries)


# which plane


def test_two_edges_are_chosen_by_clicking_them_on_the_stage(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    stage = open_stage(session, qtbot)
    click_edge(stage, 1, 0, 0, 0.3)
    QTest.mouseClick(page.chooser.pick, LEFT)
    assert page.chooser.pick.text() == "Click the first edge …"
    click_edge(stage, 1, 0, 0, 0.3)
    assert page.chooser.pick.text() == "w¹₁₁ and … click another"
    click_edge(stage, 2, 0, 2, 0.5)
    settle(qtbot, page)
    assert page.chooser.pick.text() == "Choose two edges"
    assert not page.chooser.pick.isChecked()
    assert picture(page).landscape.surface.symbols == ("w¹₁₁", "w²₁₃")
    assert (page.chooser.first.currentText(), page.chooser.second.currentText()) == ("w¹₁₁", "w²₁₃")


def test_a_neuron_stands_for_its_bias_when_two_are_chosen(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    QTest.mouseClick(page.chooser.pick, LEFT)
    session.select(Selection(1, 1))
    session.select(None)
    session.select(Selection(2, 0, 1))
    settle(qtbot, page)
    assert picture(page).landscape.surface.symbols == ("b¹₂", "w²₁₂")


def test_clicks_on_the_stage_change_nothing_while_nobody_chooses(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    wishes = page.wishes
    QTest.mouseClick(page.chooser.pick, LEFT)
    session.select(Selection(1, 0, 0))
    QTest.mouseClick(page.chooser.pick, LEFT)  # not this time
    session.select(Selection(1, 2, 1))
    assert page.wishes == wishes


def test_back_on_two_parameters_the_last_two_edges_that_were_chosen_are_taken(open_page: OpenPage,
                                                                             qtbot: QtBot) -> None:
    session, page = open_page()
    for edge in (Selection(1, 0, 1), Selection(1, 2, 0), Selection(2, 0, 1)):
        session.select(edge)
    choose_plane(page, PlaneKind.RANDOM)
    settle(qtbot, page)
    choose_plane(page, PlaneKind.PARAMETERS)
    settle(qtbot, page)
    assert picture(page).landscape.surface.symbols == ("w¹₃₁", "w²₁₂")


def test_the_same_parameter_twice_is_refused_in_place_and_the_picture_stays(open_page: OpenPage,
                                                                           qtbot: QtBot) -> None:
    _, page = open_page()
    before = picture(page)
    first, second = page.chooser.first, page.chooser.second
    while second.key() != first.key():
        QTest.keyClick(second, Qt.Key.Key_Down if second.currentIndex() < first.currentIndex() else Qt.Key.Key_Up)
        settle(qtbot, page)
    assert page.reason.isVisible()
    assert page.reason.text().startswith("a plane needs two different parameters")
    assert page.map.scene is not None
    if page.picture is before:
        assert page.map.scene.landscape is before.landscape
    QTest.keyClick(second, Qt.Key.Key_Down)
    settle(qtbot, page)
    assert page.reason.isHidden()


def test_new_directions_are_drawn_by_a_click_and_their_seed_is_shown(open_page: OpenPage, qtbot: QtBot) -> None:
    _, page = open_page()
    choose_plane(page, PlaneKind.RANDOM)
    settle(qtbot, page)
    before = picture(page)
    assert page.chooser.seed.text() == "seed 1"
    QTest.mouseClick(page.chooser.redraw, LEFT)
    settle(qtbot, page)
    assert page.chooser.seed.text() == "seed 2"
    assert not np.allclose(picture(page).plane.first, before.plane.first)


def test_components_are_refused_at_the_start_and_drawn_behind_a_few_steps(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    before = page.map.scene
    choose_plane(page, PlaneKind.COMPONENTS)
    settle(qtbot, page)
    assert "at least 3 different points" in page.reason.text()
    assert page.map.scene is before
    train(session, qtbot, page, 12)
    assert page.reason.isHidden()
    assert page.chooser.facts.text().startswith("PC₁ shows ")
    assert picture(page).wishes.kind is PlaneKind.COMPONENTS


def test_the_gradient_is_uphill_on_the_map(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    train(session, qtbot, page, 12)
    choose_plane(page, PlaneKind.GRADIENT)
    settle(qtbot, page)
    a, b = picture(page).place
    slope = picture(page).landscape.surface.gradients(np.array(a), np.array(b))
    assert slope[0] > 0.0
    assert slope[1] == pytest.approx(0.0, abs=1e-9)
    assert page.chooser.facts.text().startswith(f"‖∇C‖ = {number(float(slope[0]), 3)}.")


# whose cost


def test_the_number_of_samples_is_typed(open_page: OpenPage, qtbot: QtBot) -> None:
    _, page = open_page(width=1100)
    QTest.keyClick(page.chooser.cost_of, Qt.Key.Key_Down)
    field = page.chooser.subset
    assert field.isVisible()
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "50")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert picture(page).sample_count == 50
    assert "mean over 50 of 200 training samples" in page._note.text()
    QTest.keyClicks(field.line, "900")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert "at most the 200 training samples" in field.error()
    assert picture(page).sample_count == 50


def test_the_cost_of_the_batch_changes_from_step_to_step(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    for _ in range(2):
        QTest.keyClick(page.chooser.cost_of, Qt.Key.Key_Down)
    settle(qtbot, page)
    assert picture(page).cost_of is CostOf.BATCH
    assert picture(page).gauge.cost == pytest.approx(session.moment.record.cost, rel=1e-12)
    before = picture(page).landscape.costs
    train(session, qtbot, page, 2)
    assert not np.allclose(picture(page).landscape.costs, before)


# keeping up


def test_stepping_moves_the_network_on_the_map(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    before = picture(page)
    train(session, qtbot, page, 1)
    assert picture(page).step == session.run.state.step > before.step
    assert picture(page).place != before.place


def test_a_page_out_of_sight_works_out_nothing_and_has_no_thread(open_page: OpenPage, qtbot: QtBot) -> None:
    threads = threading.active_count()
    session, page = open_page(shown=False)
    train(session, qtbot, page, 3)
    assert page.picture is None
    page.show()
    qtbot.waitUntil(lambda: page.picture is not None)
    page.hide()
    assert page.is_settled
    seen = page.picture
    train(session, qtbot, page, 3)
    assert page.picture is seen
    assert threading.active_count() <= threads + 1


def test_another_network_gets_choices_of_its_own(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    session.start_run(with_change(CIRCLES, layers=(Layer(1),)))
    session.worker.wait()
    settle(qtbot, page)
    assert page.chooser.first.count() == 3
    assert len(picture(page).plane.origin) == 3
    assert page.reason.isHidden()


def test_a_page_that_is_taken_away_while_it_is_seen_ends_its_thread(open_page: OpenPage, qtbot: QtBot) -> None:
    session, page = open_page()
    thread = page._worker._worker._thread
    assert thread is not None
    assert thread.isRunning()
    ended = []
    thread.finished.connect(lambda: ended.append(True), Qt.ConnectionType.DirectConnection)
    session.navigator.next()
    delete(page)
    assert ended == [True]
    session.navigator.next()  # whatever still listened would raise an error now


# room


def test_where_there_is_no_room_the_choices_take_the_place_of_the_surface(open_page: OpenPage, qtbot: QtBot) -> None:
    _, page = open_page(width=496, height=260)
    assert page.surface.isVisible()
    assert not page.chooser.isVisible()
    assert page.line.text().endswith("the plane goes through it")
    QTest.mouseClick(page.options, LEFT)
    QApplication.processEvents()
    assert page.chooser.isVisible()
    assert page.map.isVisible()
    assert not page.surface.isVisible()
    page.resize(900, 300)
    QApplication.processEvents()
    assert page.chooser.isVisible()
    assert page.surface.isVisible()
    assert not page.options.isVisible()
