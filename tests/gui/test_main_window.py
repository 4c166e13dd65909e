"""The whole window, used with keys and mouse as a person would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.theme import install_fonts
from gui.run.jobs import Activity
from gui.run.notices import Notice, NoticeAction, NoticeKind
from simulator.moment import Occasion
from simulator.steps import Granularity, Phase


def started(qapp: QApplication, qtbot: QtBot, options: Options) -> Deltaflow:
    install_fonts()
    program = Deltaflow(qapp, options, remembers=False)
    with qtbot.waitExposed(program.window):
        program.window.show()
    program.window.activateWindow()
    program.settle()
    return program


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Deltaflow]:
    """The program as it is at its first start, on MNIST."""
    program = started(qapp, qtbot, Options(theme="light", language="en", size=(1440, 900)))
    yield program
    close(program)


@pytest.fixture
def small(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Deltaflow]:
    """The program with a small network."""
    program = started(qapp, qtbot, Options(experiment="xor", theme="light", language="en", size=(1024, 700)))
    yield program
    close(program)


def close(program: Deltaflow) -> None:
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


def press(program: Deltaflow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(program.window, key, modifier)
    program.session.worker.wait()


def test_at_the_first_start_a_digit_is_drawn_and_one_press_of_the_arrow_moves_something(program: Deltaflow) -> None:
    session = program.session
    assert session.network.sizes == (784, 30, 10)
    assert session.moment.phase is Phase.INPUT
    assert session.moment.sample.inputs.max() == 1.0, "there is ink on the canvas"
    before = program.window.workspaces["network"].page.workspace.stage.grab().toImage()
    press(program, Qt.Key.Key_Right)
    program.settle()
    assert session.moment.phase is Phase.WEIGHTED_INPUT
    assert program.window.workspaces["network"].page.workspace.stage.grab().toImage() != before


class Counter(QObject):
    """Counts what widgets are asked to do."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Paint, QEvent.Type.UpdateRequest):
            self.events.append(f"{event.type().name} {watched}")
        return False


@pytest.mark.parametrize("experiment", ["mnist", "xor"])
def test_at_rest_nothing_is_laid_out_or_painted_again(qapp: QApplication, qtbot: QtBot, former_look: None,
                                                     experiment: str) -> None:
    program = started(qapp, qtbot, Options(experiment=experiment, theme="light", size=(1200, 800)))
    counter = Counter()
    qapp.installEventFilter(counter)
    for _ in range(50):
        qapp.processEvents()
    qapp.removeEventFilter(counter)
    close(program)
    assert counter.events == []


def test_a_digit_is_followed_to_its_errors_and_back_with_the_arrows(program: Deltaflow) -> None:
    phases = []
    for _ in range(12):
        press(program, Qt.Key.Key_Right)
        phases.append(program.session.moment.phase)
    assert phases[:8] == [Phase.WEIGHTED_INPUT, Phase.ACTIVATION, Phase.WEIGHTED_INPUT, Phase.ACTIVATION, Phase.COST,
                          Phase.BP1, Phase.BP2, Phase.BP3]
    for _ in range(12):
        press(program, Qt.Key.Key_Left)
    assert program.session.moment.phase is Phase.INPUT


def test_one_epoch_is_trained_with_the_button_and_the_digit_is_seen_meanwhile(program: Deltaflow, qtbot: QtBot
                                                                              ) -> None:
    answers = []
    program.session.moment_changed.connect(lambda moment: answers.append(moment.sample.a[-1].copy()))
    QTest.mouseClick(program.window.workspaces["network"].control.button, Qt.MouseButton.LeftButton)
    assert program.session.is_training
    qtbot.waitUntil(lambda: program.session.navigator.activity is Activity.IDLE)
    assert program.session.run_length == 6000
    assert program.session.training_history.evaluations[-1].test_accuracy > 0.9
    assert program.session.moment.occasion is Occasion.FOLLOWED
    assert len(answers) > 5, "its answer was shown while the network learned"
    assert program.session.moment.predicted_class == 3


def test_the_train_button_becomes_a_stop_button(program: Deltaflow, qtbot: QtBot) -> None:
    button: QPushButton = program.window.workspaces["network"].control.button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Stop"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.session.navigator.activity is Activity.IDLE)
    assert button.text() == "Train"


def test_a_new_look_keeps_the_moment(small: Deltaflow) -> None:
    press(small, Qt.Key.Key_Right)
    press(small, Qt.Key.Key_Right)
    moment, sheet = small.session.moment, small.window.grab().toImage()
    small.change_look(replace(small.look, theme="dark", scale=1.5))
    small.settle()
    assert small.session.moment is moment
    assert brightness(small.window.grab().toImage()) < brightness(sheet) / 2
    press(small, Qt.Key.Key_Right)
    assert small.session.moment is not moment


def test_a_new_look_keeps_what_was_drawn_wanted_and_chosen(program: Deltaflow) -> None:
    workspace = program.window.workspaces["network"].page.workspace
    canvas = workspace.digits.panel.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    QTest.mouseMove(canvas, QPoint(60, 40))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    program.settle()
    drawn = workspace.digits.own_sample().inputs.copy()
    workspace.setup.rows.layer_wanted.emit()
    workspace.stage.choose_mode(2)
    program.change_look(replace(program.look, language="ko", theme="dark"))
    program.settle()
    new = program.window.workspaces["network"].page.workspace
    assert new is not workspace
    assert (new.digits.own_sample().inputs == drawn).all()
    assert new.setup.draft.sizes == (784, 30, 30, 10)
    assert new.stage.modes.index() == 2


def brightness(image: QImage) -> float:
    small = image.scaled(24, 24, mode=Qt.TransformationMode.SmoothTransformation)
    return sum(QColor(small.pixel(x, y)).lightnessF() for x in range(24) for y in range(24)) / 24**2


def test_parts_are_sent_away_and_called_back_with_a_key(small: Deltaflow) -> None:
    workspace = small.window.workspaces["network"].page.workspace
    before = workspace.stage.width()
    QTest.keyClick(small.window, Qt.Key.Key_F8)
    assert not workspace.charts.isVisible()
    QTest.keyClick(small.window, Qt.Key.Key_F6)
    assert not workspace.digits.isVisible()
    small.settle()
    assert workspace.stage.width() > before
    small.change_look(replace(small.look, theme="dark"))
    small.settle()
    charts = small.window.workspaces["network"].page.workspace.charts
    assert not charts.isVisible(), "what was sent away stays away in another look"
    QTest.keyClick(small.window, Qt.Key.Key_F8)
    assert small.window.workspaces["network"].page.workspace.charts.isVisible()


def test_a_change_is_undone_with_control_z(small: Deltaflow) -> None:
    small.session.change_settings(learning_rate=0.125)
    QTest.keyClick(small.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert small.session.experiment.learning_rate != 0.125
    QTest.keyClick(small.window, Qt.Key.Key_Z,
                   Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert small.session.experiment.learning_rate == 0.125


def test_what_happened_is_told_above_the_picture_and_answered_there(small: Deltaflow) -> None:
    banner = small.window.banner
    assert not banner.isVisible()
    small.session.reset()
    small.session.worker.wait()
    assert banner.isVisible()
    QTest.mouseClick(banner.actions_offered()[0], Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
    small.session.tell(Notice(NoticeKind.FUTURE_FORGOTTEN, {"first": 6, "last": 1200}, (NoticeAction.UNDO,)))
    assert "6" in banner.message()
    QTest.mouseClick(banner.close_button(), Qt.MouseButton.LeftButton)
    assert small.session.notice is None


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_after_a_click_space_belongs_to_the_window(small: Deltaflow, qtbot: QtBot) -> None:
    small.session.navigator.set_speed(0.25)
    for button in small.window.workspaces["network"].page.workspace.weights.findChildren(QAbstractButton)[:2]:
        click(button)
        QTest.keyClick(small.window, Qt.Key.Key_Space)
        assert small.session.is_playing
        QTest.keyClick(small.window, Qt.Key.Key_Space)
        assert not small.session.is_playing


def test_closing_a_notice_with_the_keyboard_gives_the_keys_to_the_stage(program: Deltaflow) -> None:
    program.session.reset()
    program.session.worker.wait()
    close_button = program.window.banner.close_button()
    close_button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(close_button, Qt.Key.Key_Space)
    assert not program.window.banner.isVisible()
    ink = program.window.workspaces["network"].page.workspace.digits.own_sample().inputs.copy()
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Space)
    program.session.navigator.pause()
    assert program.window.workspaces["network"].page.workspace.stage.canvas.hasFocus()
    digits = program.window.workspaces["network"].page.workspace.digits
    assert (digits.own_sample().inputs == ink).all(), "Space has not erased the drawing"


def test_after_a_learning_rate_was_typed_the_arrows_step_again(small: Deltaflow) -> None:
    field = small.window.workspaces["network"].page.workspace.setup.rows.rows["learning_rate"].field
    QTest.mouseClick(field.line, Qt.MouseButton.LeftButton)
    field.line.selectAll()
    QTest.keyClicks(field.line, "0.25")
    QTest.keyClick(field.line, Qt.Key.Key_PageDown)
    assert small.session.moment.address.station == 1, "a presenter's remote works while somebody types"
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert small.session.experiment.learning_rate == 0.25
    press(small, Qt.Key.Key_Right)
    assert small.session.moment.address.station == 2


def test_a_notice_moves_nothing_and_goes_when_one_goes_on(small: Deltaflow) -> None:
    before = small.window.workspaces["network"].page.workspace.geometry()
    small.session.reset()
    small.session.worker.wait()
    assert small.window.banner.isVisible()
    assert small.window.workspaces["network"].page.workspace.geometry() == before
    press(small, Qt.Key.Key_Right)
    assert not small.window.banner.isVisible()


def test_a_notice_stays_at_the_foot_of_the_stage_whatever_changes(small: Deltaflow) -> None:
    def distance() -> int:
        stage, banner = small.window.workspaces["network"].page.workspace.stage, small.window.banner
        assert banner.isVisible()
        left = stage.mapTo(small.window, QPoint(0, 0)).x()
        assert left <= banner.x() <= banner.geometry().right() <= left + stage.width()
        return stage.mapTo(small.window, QPoint(0, stage.height())).y() - banner.geometry().bottom()

    small.session.tell(Notice(NoticeKind.ERROR, {"message": "something"}))
    expected = distance()
    QTest.keyClick(small.window, Qt.Key.Key_F8)
    small.settle()
    assert distance() == expected
    small.change_look(replace(small.look, theme="dark"))
    small.settle()
    assert distance() == expected


def test_undoing_what_was_trained_since_says_so_and_offers_it_again(small: Deltaflow, qtbot: QtBot) -> None:
    small.session.change_settings(learning_rate=0.25)
    small.session.navigator.train(20)
    qtbot.waitUntil(lambda: small.session.navigator.activity is Activity.IDLE and small.session.run_length >= 20)
    length = small.session.run_length
    small.session.history.undo()
    small.session.worker.wait()
    assert small.session.notice.kind is NoticeKind.UNDONE
    click(small.window.banner.actions_offered()[0])
    small.session.worker.wait()
    assert small.session.run_length == length


def test_at_the_end_of_a_followed_digits_way_learning_is_offered(program: Deltaflow) -> None:
    press(program, Qt.Key.Key_End)
    press(program, Qt.Key.Key_Right)
    click(program.window.banner.actions_offered()[0])
    program.session.worker.wait()
    assert program.session.moment.occasion is Occasion.LEARNED


def test_the_chosen_number_of_epochs_outlasts_another_look(small: Deltaflow) -> None:
    small.window.workspaces["network"].control.epochs.set_key("30")
    small.window.workspaces["network"].control.epochs.chosen.emit("30")
    small.change_look(replace(small.look, theme="dark"))
    assert small.window.workspaces["network"].control.epochs.key() == "30"


def test_keys_1_to_5_choose_how_far_a_press_goes(small: Deltaflow) -> None:
    for key, granularity in zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5), Granularity,
                                strict=True):
        press(small, key)
        assert small.session.navigator.granularity is granularity


def test_an_experiment_is_saved_and_opened_again(small: Deltaflow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "mine.json"
    small.session.change_settings(learning_rate=0.75)
    small.window.files.save_file(file)
    small.session.change_settings(learning_rate=0.5)
    with qtbot.waitSignal(small.session.run_changed):
        small.window.desk.open_path(file)
    assert small.session.experiment.learning_rate == 0.75


def test_a_file_that_cant_be_read_is_told_and_the_run_stays(small: Deltaflow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "train-images-idx3-ubyte"
    file.write_bytes(b"\0\0\x08\x03")
    run = small.session.run
    with qtbot.waitSignal(small.session.notice_changed):
        small.window.desk.open_path(file)
    assert small.session.run is run
    assert small.window.banner.isVisible()
    assert "train-images-idx3-ubyte" in small.window.banner.message()
