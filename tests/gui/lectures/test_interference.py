"""Whatever somebody does while a lecture is in view, the lecture and what was there before it stay as they must."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from gui.figures.loss.camera import Camera
from gui.workspaces.network.arrangement import Part
from gui.workspaces.view_state import view_state
from lectures import scene as scenes
from lectures.model import DESCENT, NETWORK, Stop
from tests.gui.lectures import theatre as beats
from tests.gui.lectures.theatre import Theatre


@pytest.fixture
def on_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training counts as long, however short it is."""
    monkeypatch.setattr(scenes, "AT_ONCE_SECONDS", 0.0)


def another_rate(theatre: Theatre) -> None:
    theatre.session.change_settings(learning_rate=3.0)


def other_weights(theatre: Theatre) -> None:
    theatre.session.draw_new_weights()


def a_weight(theatre: Theatre) -> None:
    theatre.session.set_parameter(0, 9.0)


def pause(theatre: Theatre) -> None:
    for _ in range(2):
        theatre.session.navigator.pause()


@pytest.mark.parametrize("interfere", [another_rate, other_weights, a_weight, pause])
def test_a_long_training_that_somebody_interferes_with_ends_as_it_must(theatre: Theatre, on_a_thread: None,
                                                                     interfere: Callable[[Theatre], None]) -> None:
    director = theatre.director
    theatre.open(beats.ASKED)
    director.next()
    theatre.settle()
    done: list[bool] = []

    def once() -> None:
        if theatre.session.is_training and not done:
            done.append(True)
            interfere(theatre)

    theatre.session.navigator.activity_changed.connect(once)
    director.next()
    theatre.settle()
    theatre.session.navigator.activity_changed.disconnect(once)
    assert done
    assert director.stop == Stop(beats.TRAINED)
    theatre.agrees()
    director.back()
    director.next()
    theatre.settle()
    theatre.agrees()


def test_what_a_student_has_chosen_to_see_outlasts_another_look(own_theatre: Theatre) -> None:
    theatre = own_theatre
    theatre.open(beats.ANIMATED)
    window = theatre.window
    below = window.workspaces["network"].page.workspace.below
    page = next(key for key in below.page_keys() if key != below.key())
    window.workspaces["network"].page.workspace.below.show_page(page)
    window.workspaces["network"].page.workspace.stage.choose_mode(2)
    window.workspaces["network"].page.workspace.show_part(Part.SAMPLE, True)
    theatre.room._presenting.use("spotlight")
    theatre.change_look(theme="dark")
    workspace = window.workspaces["network"].page.workspace
    assert (workspace.below.key(), workspace.stage.modes.index()) == (page, 2)
    assert workspace.wanted[Part.SAMPLE]
    assert not window.workspaces["network"].page.bar.isVisible(), "what the lecture does without isn't there"
    assert theatre.panel.foot.tools["spotlight"].isChecked()
    window.show_workspace(DESCENT)
    theatre.change_look(theme="light")
    assert window.current.name == DESCENT
    theatre.room.toggle_list()
    theatre.change_look(theme="dark")
    assert theatre.room.list is not None
    theatre.room.close_list()


def test_what_a_student_turns_and_ticks_does_not_stay_behind(theatre: Theatre) -> None:
    window = theatre.window
    window.show_workspace(DESCENT)
    surface = window.workspaces["descent"].page.workspace.pictures[0].surface
    surface.set_camera(Camera(1.0, 0.7, 1.5))
    window.workspaces["descent"].page.session.show_batch(False)
    window.show_workspace(NETWORK)
    theatre.settle()
    before = view_state(window)
    theatre.open(beats.DOWNHILL)
    surface.set_camera(Camera(0.2, 0.3, 0.8))
    window.workspaces["descent"].page.session.show_batch(True)
    theatre.director.go_to(0)
    theatre.settle()
    card = window.workspaces["network"].page.workspace.right.output
    card.options.discrete.setChecked(not card.options.discrete.isChecked())
    theatre.leave()
    assert view_state(window) == before
    assert not window.workspaces["descent"].page.session.shows_batch


def test_a_lecture_opened_right_after_another_was_left_keeps_what_is_ones_own(theatre: Theatre) -> None:
    session = theatre.session
    session.navigator.train_steps(30)
    session.worker.wait()
    own, length = session.run, session.run_length
    for _ in range(3):
        theatre.room.open(theatre.lecture)
        session.navigator.train(100_000)
        theatre.wait(lambda: session.is_training)
        theatre.room.leave()
    theatre.room.open(theatre.lecture)
    assert session.aside is not None
    assert session.aside.run.timeline.length == length
    theatre.settle()
    theatre.leave()
    assert session.run is own


def test_the_list_stays_while_what_moves_under_it_goes_on(theatre: Theatre) -> None:
    theatre.open()
    theatre.director.set_pace(0.3)
    theatre.director.next()
    assert theatre.director.is_performing
    theatre.room.toggle_list()
    theatre.settle()
    assert theatre.room.list is not None
    assert theatre.window.pages.currentWidget() is theatre.room.list
    theatre.room.close_list()
    theatre.agrees()


def test_at_the_last_stop_a_key_and_the_button_finish_what_moves(theatre: Theatre) -> None:
    for way in ("key", "button"):
        theatre.open(beats.DOWNHILL)
        theatre.director.set_pace(5.0)
        theatre.director.next()
        assert theatre.director.is_performing
        assert not theatre.director.can_next
        if way == "key":
            theatre.press(Qt.Key.Key_Right)
        else:
            theatre.panel.foot.next.click()
        assert theatre.director.lecture is not None, "the lecture isn't left in the middle of it"
        theatre.director.set_pace(0.0)
        theatre.settle()
        theatre.agrees()
        theatre.leave()


def test_the_menu_and_the_list_go_on_at_the_same_beat(theatre: Theatre) -> None:
    for beat, expected in ((beats.TRAINED, beats.TRAINED), (beats.GRAPH, 0)):
        theatre.open(beat)
        theatre.leave()
        theatre.room.open_named("01_gates")
        theatre.settle()
        assert theatre.stop == Stop(expected)
        theatre.leave()


def test_full_screen_that_the_window_manager_ends_is_ended(theatre: Theatre) -> None:
    theatre.open()
    theatre.room._presenting.use("full_screen")
    assert theatre.panel.foot.tools["full_screen"].isChecked() or not theatre.panel.foot.tools[
        "full_screen"].isCheckable()
    theatre.window.showNormal()
    theatre.window.showFullScreen()  # by the person's own hand
    theatre.leave()
    assert theatre.window.isFullScreen()
    theatre.window.showNormal()
