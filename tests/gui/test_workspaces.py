"""The two workspaces in one window: each has its own place, keys and changes, and the other rests meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.app import Deltaflow
from gui.run.jobs import Activity
from gui.run.notices import Notice, NoticeKind
from gui.workspaces.descent.page import DescentPage
from simulator.descent.stops import BEGINNING, Stride, place_after
from simulator.steps import Granularity
from tests.gui.descent.conftest import cleared
from tests.gui.shared_program import ended, started

KEY, LEFT, NO_KEYS = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Window:
    """The window, and somebody in front of it."""

    def __init__(self, program: Deltaflow, qtbot: QtBot) -> None:
        self.program = program
        self.main = program.window
        self.session = program.session
        self._qtbot = qtbot

    @property
    def descent(self) -> DescentPage:
        """The page of the Descent workspace, once it was shown."""
        assert self.main.workspaces["descent"].page is not None
        return self.main.workspaces["descent"].page

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Presses keys; the window hands them on."""
        for key in keys:
            QTest.keyClick(self.main.windowHandle(), key, modifier)
            self.session.worker.wait()

    def click(self, widget: QWidget) -> None:
        """Clicks into the middle of a widget."""
        QTest.mouseClick(self.main.windowHandle(), LEFT, NO_KEYS, widget.mapTo(self.main, widget.rect().center()))

    def settle(self) -> None:
        """Waits until nothing goes on and all events have arrived."""
        arrived: list[bool] = []
        QTimer.singleShot(0, self.main, lambda: arrived.append(True))
        self._qtbot.waitUntil(lambda: bool(arrived) and self.session.navigator.is_settled and self.main.is_settled)

    def wait(self, condition: object) -> None:
        """Waits until something is so."""
        self._qtbot.waitUntil(condition)

    def to_network(self) -> None:
        """To the Network workspace."""
        self.press(KEY.Key_1, modifier=ALT)
        assert self.main.pages.currentWidget() is self.main.workspaces["network"].page

    def to_descent(self) -> DescentPage:
        """To the Descent workspace."""
        self.press(KEY.Key_2, modifier=ALT)
        assert self.main.pages.currentWidget() is self.descent
        return self.descent


@pytest.fixture
def window(shared_program: Deltaflow, qtbot: QtBot) -> Iterator[Window]:
    """The Network workspace, and no Descent workspace yet; the run goes on from test to test."""
    shared_program.window.activateWindow()
    yield Window(shared_program, qtbot)
    shared_program.session.navigator.pause()
    shared_program.session.worker.wait()
    cleared(shared_program)


@pytest.fixture
def own_window(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Window]:
    """The same in a program of its own, whose look can change."""
    program = started(qapp)
    program.window.activateWindow()
    yield Window(program, qtbot)
    ended(program)


def test_the_descent_workspace_is_made_when_it_is_first_wanted(window: Window) -> None:
    assert window.main.workspaces["descent"].page is None
    network, descent, *_ = window.main.top_bar.workspaces.segments()
    window.click(descent)
    page = window.descent
    assert page.isVisible()
    assert not window.main.workspaces["network"].page.workspace.isVisible()
    assert page.home.hasFocus()
    window.settle()
    assert page.workspace.pictures[0].map.scene is not None
    window.click(network)
    assert window.main.workspaces["network"].page.workspace.isVisible()
    assert not page.isVisible()
    assert window.main.workspaces["network"].page.workspace.stage.canvas.hasFocus()
    window.click(descent)
    assert window.descent is page


def test_the_keys_move_the_workspace_that_is_shown_and_no_other(window: Window) -> None:
    page = window.to_descent()
    moment = window.session.moment
    window.press(KEY.Key_2, KEY.Key_Right, KEY.Key_PageDown, KEY.Key_3, KEY.Key_Right)
    assert page.session.place == place_after(10)
    assert window.session.moment is moment
    assert window.session.navigator.granularity is not Granularity.SAMPLE
    window.press(KEY.Key_Home)
    assert page.session.place == BEGINNING
    window.press(KEY.Key_End)
    here = page.session.place
    window.to_network()
    window.press(KEY.Key_Right, KEY.Key_PageDown, KEY.Key_4, KEY.Key_Right, KEY.Key_End, KEY.Key_Home, KEY.Key_Right)
    assert window.session.moment is not moment
    assert page.session.place == here
    assert page.session.granularity is Stride.TEN_STEPS


def test_space_plays_where_one_looks(window: Window) -> None:
    page = window.to_descent()
    page.session.set_speed(0.25)
    window.press(KEY.Key_Space)
    assert page.session.activity is Activity.PLAYING
    assert not window.session.is_playing
    window.press(KEY.Key_Space)
    window.to_network()
    window.session.navigator.set_speed(0.25)
    window.press(KEY.Key_Space)
    assert window.session.is_playing
    assert page.session.activity is Activity.IDLE


def test_training_has_its_key_and_its_buttons_in_the_network_workspace_only(window: Window) -> None:
    page, training = window.to_descent(), window.main.workspaces["network"].control
    assert not training.isVisible()
    window.press(KEY.Key_T)
    assert window.session.navigator.activity is Activity.IDLE
    assert page.session.place == BEGINNING
    window.to_network()
    assert training.isVisible()
    window.press(KEY.Key_T)
    window.wait(lambda: window.session.navigator.activity is Activity.IDLE)
    assert window.session.run_length > 1


def test_each_workspace_undoes_its_own_changes(window: Window) -> None:
    bar = window.main.top_bar
    window.session.change_settings(learning_rate=0.125)
    assert bar.undo_button.isEnabled()
    page = window.to_descent()
    assert not bar.undo_button.isEnabled()
    window.press(KEY.Key_Z, modifier=CONTROL)
    assert window.session.experiment.learning_rate == 0.125
    surface = page.session.setup.surface
    page.session.choose_surface("bowl")
    assert bar.undo_button.isEnabled()
    window.to_network()
    window.click(bar.undo_button)
    assert window.session.experiment.learning_rate != 0.125
    assert page.session.setup.surface == "bowl"
    assert bar.redo_button.isEnabled()
    window.to_descent()
    assert not bar.redo_button.isEnabled()
    window.click(bar.undo_button)
    assert page.session.setup.surface == surface
    window.press(KEY.Key_Y, modifier=CONTROL)
    assert page.session.setup.surface == "bowl"
    assert window.session.experiment.learning_rate != 0.125


def test_who_turns_to_the_other_workspace_stops_the_play_of_this_one(window: Window) -> None:
    page = window.to_descent()
    page.session.set_speed(32.0)
    window.press(KEY.Key_Space)
    window.wait(lambda: page.session.place.step > 2)
    window.to_network()
    assert page.session.activity is Activity.IDLE
    here = page.session.place
    window.session.navigator.set_speed(32.0)
    window.press(KEY.Key_Space)
    window.to_descent()
    assert not window.session.is_playing
    moment = window.session.moment
    window.settle()
    assert (page.session.place, window.session.moment) == (here, moment)
    assert page.workspace.chart.surface.cursor_position() == here.steps_made


def test_a_distant_step_is_no_longer_recorded_in_the_background(window: Window) -> None:
    page = window.to_descent()
    page.session.go_to_step(100_000)
    assert page.session.activity is Activity.TRAVELLING
    window.to_network()
    assert page.session.activity is Activity.IDLE
    length = page.session.length
    window.settle()
    assert page.session.length == length


def test_training_stops_when_one_turns_to_the_other_workspace(window: Window) -> None:
    window.session.navigator.train(5000)
    window.wait(lambda: window.session.is_training)
    window.to_descent()
    window.wait(lambda: window.session.navigator.activity is Activity.IDLE)
    length = window.session.run_length
    window.to_network()
    window.settle()
    assert window.session.run_length == length
    window.press(KEY.Key_Right)


def test_f6_and_f8_hide_the_parts_of_the_workspace_that_is_shown(window: Window) -> None:
    page = window.to_descent()
    window.press(KEY.Key_F6, KEY.Key_F8)
    assert not page.workspace.left.isVisible()
    assert not page.workspace.right.isVisible()
    window.to_network()
    assert window.main.workspaces["network"].page.workspace.digits.isVisible()
    assert window.main.workspaces["network"].page.workspace.charts.isVisible()
    window.press(KEY.Key_F8)
    assert not window.main.workspaces["network"].page.workspace.charts.isVisible()
    window.to_descent()
    assert not page.workspace.right.isVisible()
    window.press(KEY.Key_F6, KEY.Key_F8)
    assert page.workspace.left.isVisible()
    assert page.workspace.right.isVisible()
    window.to_network()
    assert not window.main.workspaces["network"].page.workspace.charts.isVisible()
    window.press(KEY.Key_F8)
    assert window.main.workspaces["network"].page.workspace.charts.isVisible()


def test_f6_works_after_the_menus_were_looked_at_in_another_workspace(window: Window) -> None:
    page = window.to_descent()
    window.to_network()
    window.main.menus.refresh()  # the menu "View" lists the parts of the Network workspace now
    window.to_descent()
    window.press(KEY.Key_F6)
    assert not page.workspace.left.isVisible()
    window.press(KEY.Key_F6)
    assert page.workspace.left.isVisible()


@pytest.mark.parametrize("shown", ["network", "descent"])
def test_another_look_keeps_both_workspaces_whichever_is_shown(own_window: Window, shown: str) -> None:
    window = own_window
    page = window.to_descent()
    window.press(KEY.Key_3, KEY.Key_Right)
    surface = page.workspace.pictures[0].surface
    surface.set_camera(surface.camera.turned(0.4, 0.1))
    camera = surface.camera
    window.to_network()
    window.press(KEY.Key_Right)
    moment = window.session.moment
    if shown == "descent":
        window.to_descent()
    window.program.change_look(replace(window.program.look, theme="dark", language="ko"))
    window.settle()
    assert window.main.pages.currentWidget() is window.main.page
    assert window.main.page.isVisible()
    page = window.to_descent()
    window.settle()
    assert page.session.place == place_after(10)
    assert page.workspace.pictures[0].surface.camera == camera
    for view in (page.workspace.pictures[0].map, page.workspace.pictures[0].surface):
        scene = view.scene
        assert scene is not None, "there is a picture at once"
        assert len(scene.movers[0].path) == 11
    window.press(KEY.Key_Right)
    assert page.session.place == place_after(20)
    window.to_network()
    assert window.session.moment is moment
    window.press(KEY.Key_Right)
    assert window.session.moment is not moment


def test_a_workspace_that_is_not_in_view_is_made_in_a_new_look_when_one_turns_to_it(own_window: Window) -> None:
    window = own_window
    former = window.to_descent()
    window.settle()
    former.workspace.show_part("left", shown=False)
    window.to_network()
    for theme, language in (("dark", "ko"), ("light", "en"), ("dark", "ko")):
        window.program.change_look(replace(window.program.look, theme=theme, language=language))
        window.settle()
    assert window.descent is former, "nobody waited for what he doesn't see"
    former.session.choose_surface("himmelblau")  # as a document that is opened does
    page = window.to_descent()
    window.settle()
    assert page is not former
    assert page.view.actions()[0].text().startswith("곡면"), "in the language of the window"
    assert not page.workspace.wants()["left"], "its parts are as they were"
    ground = page.workspace.grab().toImage().pixelColor(1, 1)
    assert ground.lightness() < 60, "dark"
    assert page.session.setup.surface == "himmelblau"
    window.wait(lambda: not isValid(former))
    window.to_network()
    assert window.to_descent() is page, "once is enough"


def test_a_workspace_that_is_made_while_the_transport_is_hidden_hides_it_too(own_window: Window) -> None:
    window = own_window
    window.main.show_chrome(transport=False, training=False)  # as a lecture does
    page = window.to_descent()
    assert not page.transport.isVisible()
    window.main.show_chrome(transport=True, training=True)
    assert page.transport.isVisible()


def test_what_changed_while_nobody_looked_is_drawn_when_somebody_looks(window: Window) -> None:
    page = window.to_descent()
    window.settle()
    page.session.choose_surface("himmelblau")
    window.to_network()
    window.wait(lambda: page.session.is_settled)
    page.session.go_to_step(5)
    window.to_descent()
    lane = page.session.lanes[0]
    assert lane.landscape.is_final
    for view in (page.workspace.pictures[0].map, page.workspace.pictures[0].surface):
        assert view.scene is not None
        assert view.scene.landscape is lane.landscape
        assert len(view.scene.movers[0].path) == 6


def test_the_menu_of_the_parts_is_that_of_the_workspace(window: Window) -> None:
    page = window.to_descent()
    entries = page.view.actions()
    assert [entry.shortcut().toString() for entry in entries] == ["F6", "F8"]
    entries[0].trigger()
    assert not page.workspace.left.isVisible()
    page.view.aboutToShow.emit()
    assert [entry.isChecked() for entry in entries] == [False, True]


def test_what_went_wrong_is_told_over_either_workspace(window: Window) -> None:
    page = window.to_descent()
    window.main.session.tell(Notice(NoticeKind.ERROR, {"message": "by nothing"}))
    banner = window.main.banner
    assert banner.isVisible()
    centre = page.workspace.centre
    left = centre.mapTo(window.main, centre.rect().topLeft()).x()
    assert left <= banner.x()
    assert banner.geometry().right() <= left + centre.width()
    window.to_network()
    assert banner.isVisible()
    window.click(banner.close_button())
    assert not banner.isVisible()
