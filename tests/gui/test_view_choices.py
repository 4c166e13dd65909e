"""What a person has chosen to see is kept by documents and in another look, and comes back behind a lecture."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from gui.app import Deltaflow
from gui.commands.look_menus import Look
from gui.figures.loss.camera import Camera
from gui.landscape.picture import PlaneKind
from gui.widgets.fields import ChoiceBox
from gui.window.main_window import MainWindow
from gui.workspaces.view_state import ARRANGEMENT, page_state, show_view_state, usual_page_state, view_state
from lectures.model import DESCENT, GRAPH, NETWORK
from simulator.steps import Phase

PAGES = ("activation", "why", "numbers", "surface")


def choose_everything(window: MainWindow) -> None:
    """Another choice than the usual one of everything that can be chosen, by the parts that a person has in hand."""
    window.show_workspace(DESCENT)
    descent = window.workspaces["descent"].page.workspace
    descent.pictures[0].surface.set_camera(Camera(1.0, 0.7, 1.5).moved(0.1, 0.2))
    descent.pictures[1].surface.set_camera(Camera(0.3, 0.6, 0.7))
    descent.chart.logarithmic.click()
    descent.take_turn(0)
    window.show_workspace(GRAPH)
    graph = window.workspaces["graph"].page.workspace
    graph.view.buttons[1].click()
    graph.chain.check_all.click()
    window.show_workspace(NETWORK)
    network = window.workspaces["network"].page.workspace
    network.take_turn(1)
    network.stage.canvas.zoom(2.0)
    network.charts.charts[0].chart.logarithmic.click()
    for box in network.right.output.options.boxes():
        box.setChecked(box.isEnabled())
    network.stage.choose_mode(2)
    for key in PAGES:
        network.below.show_page(key)
    pages = {key: network.below.page(key) for key in PAGES}
    pick(pages["activation"].comparison, "relu")
    pages["why"].show_topic(Phase.BP3)
    pages["why"].show_line(2)
    pages["numbers"].kinds.segments()[1].click()
    plane = pages["surface"].chooser
    pick(plane.kinds, PlaneKind.RANDOM.value)
    for button in (plane.redraw, plane.follow, plane.log):
        button.click()
    pages["surface"].surface.set_camera(Camera(0.5, 0.4, 2.0))


def pick(box: ChoiceBox, key: str) -> None:
    """Another entry of a choice, as by a click in its list."""
    index = box.findData(key)
    assert index >= 0, f"{key} is offered"
    box.setCurrentIndex(index)
    box.activated.emit(index)


def written(window: MainWindow) -> Any:
    """What a document would keep, with numbers rounded as pixels make them."""
    return json.loads(json.dumps(view_state(window)), parse_float=lambda text: round(float(text), 6))


def details(state: dict[str, Any]) -> dict[str, Any]:
    """All but what the scene of a lecture says itself."""
    return {key: value for key, value in state.items() if key not in ARRANGEMENT}


def test_each_workspace_tells_every_choice_and_none_is_as_usual_once_all_are_made(
        start: Callable[..., Deltaflow]) -> None:
    window = start(experiment="spiral").window
    choose_everything(window)
    for name in (NETWORK, DESCENT, GRAPH):
        workspace = window.workspaces[name]
        state, usual = details(page_state(workspace)), details(usual_page_state(workspace))
        assert state.keys() == usual.keys()
        assert [key for key in usual if state[key] == usual[key]] == []
    assert set(page_state(window.workspaces[NETWORK])["pages"]) == set(PAGES)


def test_another_look_and_another_window_show_what_was_chosen(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="spiral")
    window = program.window
    choose_everything(window)
    program.settle()
    before = written(window)
    program.change_look(Look("dark", "ko"))
    for name in (DESCENT, GRAPH, NETWORK):
        window.show_workspace(name)
    window.workspaces["network"].page.workspace.below.show_page("surface")
    program.settle()
    assert written(window) == before
    other = start(experiment="spiral")
    show_view_state(other.window, json.loads(json.dumps(before)))
    for name in (DESCENT, GRAPH, NETWORK):  # of a document they are made because they have work in them
        other.window.show_workspace(name)
    show_view_state(other.window, json.loads(json.dumps(before)))
    other.settle()
    assert written(other.window) == before
    page = other.window.workspaces["network"].page.workspace.below.page("surface")
    assert (page.wishes.kind, page.wishes.follows, page.wishes.logarithmic) == (PlaneKind.RANDOM, False, True)


def test_the_parameters_that_a_person_chose_outlast_another_run_of_the_same_network_only(
        start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor")
    below = program.window.workspaces["network"].page.workspace.below
    below.show_page("surface")
    program.settle()
    page = below.page("surface")
    assert "plane" not in page.view_state(), "what the page picks by itself it picks anew"
    pick(page.chooser.first, "5")
    pick(page.chooser.second, "1")
    assert page.view_state()["plane"]["indices"] == [5, 1]
    program.session.draw_new_weights()
    program.session.worker.wait()
    program.settle()
    assert page.wishes.indices == (5, 1)
    program.session.history.undo()
    program.session.worker.wait()
    program.settle()
    assert page.wishes.indices == (5, 1)


def test_a_lecture_comes_as_usual_wherever_its_scene_says_nothing_and_gives_back_what_was_chosen(
        start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="spiral")
    window, lectures = program.window, program.window.lectures
    choose_everything(window)
    program.settle()
    before = written(window)
    lectures.director.set_pace(0.0)
    for lecture, workspace in (("09_gradient_descent", DESCENT), ("12_graph", GRAPH), ("05_xor", NETWORK)):
        opened = lectures.usable(lecture)
        for beat in range(len(opened.beats)):
            lectures.open(opened, beat)
            program.settle()
            if window.current.name == workspace:
                break
        assert window.current.name == workspace
        there = window.workspaces[workspace]
        usual = {**details(usual_page_state(there)), "map": page_state(there).get("map")}
        seen = {**details(page_state(window.workspaces[workspace])), "map": usual["map"]}
        assert seen == usual
        if workspace == NETWORK:
            boxes = window.workspaces["network"].page.workspace.right.output.options.boxes()
            assert not any(box.isChecked() for box in boxes)
        choose_everything(window)
    lectures.leave()
    program.settle()
    assert written(window) == before


def test_what_is_turned_in_a_beat_stays_until_the_next_scene(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor")
    window, lectures = program.window, program.window.lectures
    lectures.director.set_pace(0.0)
    lecture = lectures.usable("09_gradient_descent")
    lectures.open(lecture)
    program.settle()
    while window.current.name != DESCENT:
        lectures.director.next()
        program.settle()
    surface = window.workspaces["descent"].page.workspace.pictures[0].surface
    surface.set_camera(Camera(1.0, 0.7, 1.5))
    program.change_look(Look("dark", "en"))
    program.settle()
    assert window.workspaces["descent"].page.workspace.pictures[0].surface.camera == Camera(1.0, 0.7, 1.5)
    lectures.open(lecture, lectures.director.beat_number)
    program.settle()
    assert window.workspaces["descent"].page.workspace.pictures[0].surface.camera == Camera()
    lectures.leave()
    program.settle()
