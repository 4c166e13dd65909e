"""What is captured in the editor of lectures is what stands in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.lectures.editor_draft import scene_in_view
from gui.run.choice import Selection
from lectures.model import Stop
from lectures.scene import scene_at
from tests.gui.lectures.editor_desk import Desk, click


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, light_look: None) -> Iterator[Desk]:
    desk = Desk(tmp_path / "lectures", qtbot)
    yield desk
    desk.close()


def test_a_captured_scene_is_the_one_that_stands_in_the_window(desk: Desk) -> None:
    desk.session.navigator.train(1)
    desk.session.worker.wait()
    desk.session.select(Selection(1, 1, 0))
    desk.press_next(5)
    click(desk.editor.form.stage.capture_scene)
    desk.editor.save()
    scene = scene_at(desk.lecture(), Stop(0))
    assert scene.digest == scene_in_view(desk.window, scene.view.show).digest


def test_scenes_of_the_other_workspaces_are_captured_too(desk: Desk, qtbot: QtBot) -> None:
    window, form = desk.window, desk.editor.form
    window.show_workspace("descent")
    assert window.workspaces["descent"].page is not None
    descent = window.workspaces["descent"].page.session
    descent.choose_surface("bowl")
    descent.compare("optimizer")
    descent.go_to_step(7)
    qtbot.waitUntil(lambda: descent.target is None)
    click(form.stage.capture_scene)
    click(form.beats.add)
    window.show_workspace("graph")
    assert window.workspaces["graph"].page is not None
    window.workspaces["graph"].page.session.set_value("w", 1.25)
    for _ in range(3):
        window.workspaces["graph"].page.session.next()
    window.workspaces["graph"].page.session.choose(window.workspaces["graph"].page.session.graph.output)
    click(form.stage.capture_scene)
    click(form.stage.add_highlight)
    desk.editor.save()
    lecture = desk.lecture()
    here = scene_in_view(window, lecture.beats[1].scene.show or ())
    assert scene_at(lecture, Stop(1)).digest[1] == here.digest[1]
    assert lecture.beats[1].highlight[0].name == "L"
    window.show_workspace("descent")
    here = scene_in_view(window, lecture.beats[0].scene.show or ())
    assert scene_at(lecture, Stop(0)).digest[1] == here.digest[1]
    assert set(form.stage.boxes()) == {"left", "right", "below", "transport"}


def test_presses_since_the_scene_become_an_action_and_a_weight_set_by_hand_another_one(desk: Desk) -> None:
    stage = desk.editor.form.stage
    click(stage.capture_scene)
    desk.press_next(3)
    click(stage.capture_action)
    desk.session.set_parameter(0, -1.5)
    desk.session.worker.wait()
    click(stage.capture_action)
    desk.editor.save()
    first, second = desk.lecture().beats[0].actions
    assert first.next == 3
    assert {str(target): value for target, value in second.parameters.items()} == {"w1[1,1]": -1.5}
    scene = scene_at(desk.lecture(), Stop(0))
    assert scene.digest == scene_in_view(desk.window, scene.view.show).digest


def test_an_action_needs_a_scene_and_something_that_was_done(desk: Desk) -> None:
    stage = desk.editor.form.stage
    click(stage.capture_action)
    assert "Capture the scene first" in stage.message.text()
    click(stage.capture_scene)
    assert stage.message.text() == ""
    click(stage.capture_action)
    assert "Nothing has changed" in stage.message.text()


@pytest.mark.parametrize("way", ["add", "duplicate"])
def test_a_beat_that_is_put_before_the_captured_one_needs_a_scene_of_its_own(desk: Desk, way: str) -> None:
    stage, beats = desk.editor.form.stage, desk.editor.form.beats
    click(stage.capture_scene)
    click(beats.add)
    desk.session.set_parameter(0, 3.0)
    click(stage.capture_action)
    assert stage.message.text() == ""
    desk.editor._show_beat(0)
    click(beats.add if way == "add" else beats.duplicate)
    desk.session.set_parameter(1, 5.0)
    click(stage.capture_action)
    assert "Capture the scene first" in stage.message.text()


def test_what_is_chosen_on_the_stage_lights_up(desk: Desk) -> None:
    stage = desk.editor.form.stage
    click(stage.add_highlight)
    assert "Nothing is chosen" in stage.message.text()
    desk.session.select(Selection(1, 1, 0))
    click(stage.add_highlight)
    desk.session.select(Selection(2, 0))
    click(stage.add_highlight)
    desk.editor.save()
    assert [str(mark.target) for mark in desk.lecture().beats[0].highlight] == ["w1[2,1]", "a2[1]"]
    click(stage.clear_highlight)
    desk.editor.save()
    assert desk.lecture().beats[0].highlight == ()


def test_parts_that_are_ticked_are_those_in_view(desk: Desk) -> None:
    boxes = desk.editor.form.stage.boxes()
    wanted = {"charts", "training"}
    for name, box in boxes.items():
        if box.isChecked() != (name in wanted):
            box.click()
    desk.editor.save()
    assert set(desk.lecture().beats[0].scene.show or ()) == wanted
