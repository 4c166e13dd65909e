"""Changed settings that are not applied: training asks which network is meant, however it is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.run.jobs import Activity
from gui.run.notices import NoticeAction, NoticeKind
from tests.gui.setup.conftest import box, choose, field, type_into
from tests.waiting import MILLISECONDS

Start = Callable[..., Deltaflow]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def program(start: Start, qtbot: QtBot) -> Deltaflow:
    """A small network in view, and other data chosen but not applied."""
    program = start(experiment="circles", size=(1440, 900))
    setup = program.window.workspaces["network"].page.workspace.setup
    choose(box(setup, "data_set"), "xor")
    assert setup.draft.is_pending
    with qtbot.waitActive(program.window):  # again, after the list of the choice
        program.window.activateWindow()
    return program


def settle(program: Deltaflow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.session.navigator.activity is Activity.IDLE, timeout=MILLISECONDS)


def press_the_button(program: Deltaflow) -> None:
    QTest.mouseClick(program.window.workspaces["network"].control.button, LEFT)


def press_the_key(program: Deltaflow) -> None:
    program.window.workspaces["network"].page.workspace.stage.canvas.setFocus()
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_T)


def choose_in_the_menu(program: Deltaflow) -> None:
    menu = next(action.menu() for action in program.window.menus.bar.actions() if action.text() == "&Run")
    menu.aboutToShow.emit()
    next(entry for entry in menu.actions() if entry.text().startswith("Train")).trigger()


def choose_in_the_palette(program: Deltaflow) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    line = QApplication.focusWidget()
    QTest.keyClicks(line, "train")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


WAYS = [press_the_button, press_the_key, choose_in_the_menu, choose_in_the_palette]


@pytest.mark.parametrize("train", WAYS, ids=["button", "key", "menu", "palette"])
def test_training_asks_first(program: Deltaflow, train: Callable[[Deltaflow], None]) -> None:
    before = program.session.run_length
    train(program)
    notice, session = program.session.notice, program.session
    assert notice is not None
    assert notice.kind is NoticeKind.SETTINGS_WAIT
    assert notice.actions == (NoticeAction.APPLY, NoticeAction.TRAIN)
    assert program.window.banner.isVisible()
    assert session.navigator.activity is Activity.IDLE
    assert session.run_length == before, "nothing is trained before it is answered"


def test_apply_and_train_trains_what_was_chosen_for_as_many_epochs(program: Deltaflow, qtbot: QtBot) -> None:
    program.window.workspaces["network"].control.epochs.set_key("2")
    press_the_key(program)
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Return)
    settle(program, qtbot)
    session = program.session
    assert session.experiment.data_set == "xor"
    assert not program.window.workspaces["network"].page.workspace.setup.draft.is_pending
    each = -(-session.data.train.count // session.experiment.batch_size)
    assert session.run_length == 2 * each


def test_or_the_network_in_view_is_trained_and_the_changes_wait_on(program: Deltaflow, qtbot: QtBot) -> None:
    press_the_button(program)
    QTest.mouseClick(program.window.banner.actions_offered()[1], LEFT)
    settle(program, qtbot)
    session = program.session
    assert session.experiment.data_set == "circles"
    assert session.run_length >= -(-session.data.train.count // session.experiment.batch_size)
    assert program.window.workspaces["network"].page.workspace.setup.draft.is_pending
    assert not program.window.banner.isVisible()


def test_what_cannot_be_applied_is_said_and_the_network_in_view_can_still_be_trained(
        program: Deltaflow, qtbot: QtBot) -> None:
    setup = program.window.workspaces["network"].page.workspace.setup
    type_into(field(setup, "learning_rate").line, "fast")
    press_the_button(program)
    assert program.session.notice is not None
    assert program.session.notice.actions == (NoticeAction.TRAIN,)
    assert "red" in program.window.banner.message()
    QTest.mouseClick(program.window.banner.actions_offered()[0], LEFT)
    settle(program, qtbot)
    assert program.session.experiment.data_set == "circles"
    assert program.session.run_length > 1


def test_play_says_so_and_plays_the_network_in_view(program: Deltaflow, qtbot: QtBot) -> None:
    program.window.workspaces["network"].page.workspace.stage.canvas.setFocus()
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Space)
    assert program.session.is_playing
    assert program.session.notice is not None
    assert program.session.notice.kind is NoticeKind.SETTINGS_WAIT
    assert not program.window.banner.actions_offered()[0].hasFocus(), "Space goes on meaning Pause"
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Space)
    assert not program.session.is_playing
    QTest.mouseClick(program.window.banner.actions_offered()[0], LEFT)
    settle(program, qtbot)
    assert program.session.experiment.data_set == "xor"


@pytest.mark.parametrize("key", [Qt.Key.Key_4, Qt.Key.Key_5], ids=["step", "epoch"])
def test_next_says_so_once_where_it_makes_steps(program: Deltaflow, qtbot: QtBot, key: Qt.Key) -> None:
    session, canvas = program.session, program.window.workspaces["network"].page.workspace.stage.canvas
    canvas.setFocus()
    before = session.run_length
    QTest.keyClick(canvas, key)
    while session.run_length == before:
        assert session.notice is None, "nothing has been made"
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        settle(program, qtbot)
    assert session.notice is not None
    assert session.notice.kind is NoticeKind.SETTINGS_WAIT
    assert session.notice.actions == (NoticeAction.APPLY,)
    session.answer(None)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    settle(program, qtbot)
    assert session.notice is None, "it has been told"
    choose(box(program.window.workspaces["network"].page.workspace.setup, "data_set"), "moons")
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    settle(program, qtbot)
    assert session.notice is not None, "these are other changes"


def test_the_question_goes_with_the_changes(program: Deltaflow) -> None:
    press_the_button(program)
    assert program.window.banner.isVisible()
    QTest.mouseClick(program.window.workspaces["network"].page.workspace.setup.bar.discard, LEFT)
    assert program.session.notice is None
    assert not program.window.banner.isVisible()


def test_without_changes_training_begins_at_once(start: Start, qtbot: QtBot) -> None:
    program = start(experiment="circles")
    press_the_key(program)
    assert program.session.notice is None
    settle(program, qtbot)
    assert program.session.run_length > 1


def test_a_changed_learning_rate_needs_no_question(start: Start, qtbot: QtBot) -> None:
    program = start(experiment="circles")
    type_into(field(program.window.workspaces["network"].page.workspace.setup, "learning_rate").line, "0.05")
    press_the_key(program)
    assert program.session.notice is None or program.session.notice.kind is not NoticeKind.SETTINGS_WAIT
    settle(program, qtbot)
    assert program.session.run_length > 1
