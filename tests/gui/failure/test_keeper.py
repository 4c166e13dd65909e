"""An error that nobody expected is told and written down, nothing is lost, and the program goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.failure.keeper import FailureKeeper
from gui.failure.log import ProgramLog
from gui.foundation.theme import Theme
from tests.gui.failure.conftest import Accident

# pytest-qt would take the errors for itself, and fail the test for each
pytestmark = pytest.mark.qt_no_exception_capture

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key


def divide() -> None:
    raise ZeroDivisionError("by nothing")


def miss() -> None:
    raise IndexError("list index out of range")


def press(accident: Accident, key: Qt.Key) -> None:
    """A key for whatever window is in front."""
    window = accident.keeper.dialog or accident.window
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key)


def gone(accident: Accident) -> Callable[[], bool]:
    return lambda: accident.keeper.dialog is None


def test_an_error_behind_a_button_is_told_and_enter_goes_on(accident: Accident,
                                                            capsys: pytest.CaptureFixture) -> None:
    accident.window.clicked.connect(divide)
    QTest.mouseClick(accident.window, LEFT)
    assert accident.keeper.dialog is None  # not from inside of what has gone wrong
    dialog = accident.dialog()
    assert accident.kept == 1
    assert "ZeroDivisionError: by nothing" in dialog.report()
    assert "Deltaflow: 1.2.3" in dialog.report()
    assert "workspace: network" in dialog.report()
    assert dialog.details.isHidden()
    press(accident, KEY.Key_Return)
    accident.qtbot.waitUntil(gone(accident))
    assert "ZeroDivisionError: by nothing" in accident.written()
    assert "ZeroDivisionError: by nothing" in capsys.readouterr().err
    accident.window.clicked.disconnect(divide)
    with accident.qtbot.waitSignal(accident.window.clicked):
        QTest.mouseClick(accident.window, LEFT)


def test_the_report_is_copied_with_the_keyboard_and_read_on_the_screen(accident: Accident) -> None:
    accident.window.clicked.connect(divide)
    QTest.mouseClick(accident.window, LEFT)
    dialog = accident.dialog()
    order = []
    for _ in range(5):
        press(accident, KEY.Key_Tab)
        order.append(dialog.focusWidget())
    assert {dialog.copy, dialog.folder, dialog.quit, dialog.details_button, dialog.go_on} == set(order)
    while dialog.focusWidget() is not dialog.copy:
        press(accident, KEY.Key_Tab)
    with accident.qtbot.waitSignal(dialog.copied):
        press(accident, KEY.Key_Space)
    copied = QApplication.clipboard().text()
    assert copied == dialog.report()
    assert "def divide" not in copied
    assert "in divide" in copied
    while dialog.focusWidget() is not dialog.details_button:
        press(accident, KEY.Key_Tab)
    press(accident, KEY.Key_Return)
    assert dialog.isVisible()
    assert dialog.details.isVisible()
    assert dialog.details.toPlainText() == copied
    press(accident, KEY.Key_Escape)
    accident.qtbot.waitUntil(gone(accident))


def test_an_error_of_a_thread_is_told_by_the_window(accident: Accident) -> None:
    thread = threading.Thread(target=divide, name="survey")
    thread.start()
    thread.join()
    assert 'in the thread "survey"' in accident.dialog().report()


def test_an_error_thirty_times_a_second_opens_one_dialog_and_is_counted(accident: Accident) -> None:
    timer, ticks, opened = QTimer(accident.window), [], []
    accident.keeper.told.connect(opened.append)

    def tick() -> None:
        ticks.append(0)
        divide()

    timer.timeout.connect(tick)
    timer.start(1)
    dialog = accident.dialog()
    accident.qtbot.waitUntil(lambda: len(ticks) > 12)
    assert "more errors have followed" in dialog.more.text()
    assert dialog.more.isVisible()
    assert dialog.report().count("in divide") == 1
    press(accident, KEY.Key_Return)
    accident.qtbot.waitUntil(gone(accident))
    before = len(ticks)
    accident.qtbot.waitUntil(lambda: len(ticks) > before + 5)
    assert len(opened) == 1
    timer.stop()
    assert accident.written().count("in divide") == 1
    assert "uncaught, 10 times by now: ZeroDivisionError: by nothing" in accident.written()


def test_the_same_error_is_told_again_after_a_minute_then_after_two(accident: Accident) -> None:
    opened: list[object] = []
    accident.keeper.told.connect(opened.append)
    accident.window.clicked.connect(divide)
    for later, expected in ((0.0, 1), (59.0, 1), (2.0, 2), (61.0, 2), (60.0, 3)):
        accident.now += later
        QTest.mouseClick(accident.window, LEFT)
        QApplication.processEvents()
        assert len(opened) == expected
        if accident.keeper.dialog is not None:
            press(accident, KEY.Key_Return)


def test_another_error_is_told_although_the_first_is_quiet(accident: Accident) -> None:
    def first() -> None:
        divide()

    accident.window.clicked.connect(first)
    QTest.mouseClick(accident.window, LEFT)
    accident.dialog().go_on.click()
    accident.window.clicked.disconnect(first)
    accident.window.clicked.connect(miss)
    QTest.mouseClick(accident.window, LEFT)
    assert "IndexError" in accident.dialog().report()


def test_what_follows_while_the_dialog_is_open_is_in_its_report(accident: Accident) -> None:
    QTimer.singleShot(0, accident.window, divide)
    dialog = accident.dialog()
    QTimer.singleShot(0, accident.window, miss)
    accident.qtbot.waitUntil(dialog.more.isVisible)
    assert dialog.more.text() == "1 more error has followed."
    assert "Then: IndexError: list index out of range" in dialog.report()


def test_a_picture_that_cant_be_painted_is_told_once_the_painting_is_over(accident: Accident) -> None:
    accident.window.breaks_when_painted = True
    accident.window.update()
    dialog = accident.dialog()
    assert "LookupError: there is no such colour" in dialog.report()
    accident.window.update()
    dialog.go_on.click()
    QApplication.processEvents()
    assert accident.keeper.dialog is None


def test_an_open_menu_is_closed_so_that_the_dialog_has_the_keys(accident: Accident) -> None:
    menu = QMenu(accident.window)
    menu.addAction("something").triggered.connect(divide)
    menu.popup(accident.window.mapToGlobal(accident.window.rect().center()))
    QTimer.singleShot(0, accident.window, divide)
    accident.dialog()
    assert not menu.isVisible()
    press(accident, KEY.Key_Return)
    accident.qtbot.waitUntil(gone(accident))


def test_the_dialog_says_so_when_no_copy_can_be_kept(accident: Accident, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> str:
        raise OSError("no space left on device")

    monkeypatch.setattr(accident.keeper, "_keep_document", full)
    monkeypatch.setattr(accident.keeper, "_describe", full)
    QTimer.singleShot(0, accident.window, divide)
    dialog = accident.dialog()
    assert "no space left on device" in dialog.accessibleDescription()
    assert "Save it under another name" in dialog.accessibleDescription()
    assert "ZeroDivisionError" in dialog.report()


def test_the_dialog_says_when_the_copy_is_there(accident: Accident, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accident.keeper, "_keep_document", lambda: None)
    QTimer.singleShot(0, accident.window, divide)
    dialog = accident.dialog()
    assert "is being kept" in dialog.accessibleDescription()
    accident.keeper.tell_kept()
    assert "is kept" in dialog.accessibleDescription()
    accident.keeper.tell_kept("no space left on device")
    assert "No copy of your work could be kept (no space left on device)" in dialog.accessibleDescription()
    dialog.go_on.click()
    accident.keeper.tell_kept()  # too late, and no harm


def test_quit_asks_for_the_end(accident: Accident) -> None:
    QTimer.singleShot(0, accident.window, divide)
    dialog = accident.dialog()
    with accident.qtbot.waitSignal(accident.keeper.quit_wanted):
        QTest.mouseClick(dialog.quit, LEFT)
    assert accident.keeper.dialog is None


def test_an_error_of_something_thrown_away_is_only_written_down(accident: Accident) -> None:
    class Stubborn:
        def __del__(self) -> None:
            raise RuntimeError("I stay")

    Stubborn()
    QApplication.processEvents()
    assert "RuntimeError: I stay" in accident.written()
    assert accident.keeper.dialog is None


def test_an_error_that_can_t_even_be_put_into_words_harms_nobody(accident: Accident) -> None:
    class Mute(Exception):  # noqa: N818 - it has no words
        def __str__(self) -> str:
            raise ValueError("no words")

    def fail() -> None:
        raise Mute

    QTimer.singleShot(0, accident.window, fail)
    assert "Mute" in accident.dialog().report()


def test_an_endless_recursion_makes_a_report_of_bounded_length(accident: Accident) -> None:
    def deeper(level: int) -> int:
        return deeper(level + 1) + 1

    QTimer.singleShot(0, accident.window, lambda: deeper(0))
    report = accident.dialog().report()
    assert "RecursionError" in report
    assert len(report) < 40_000


def test_without_a_window_errors_are_printed_and_written_down(qtbot: QtBot, without_crash_dumps: None,
                                                              capsys: pytest.CaptureFixture) -> None:
    log = ProgramLog(None)
    log.begin("1.2.3", [])
    keeper = FailureKeeper(None, log, keep_document=str, describe=dict, theme=Theme, version="1.2.3")
    former = sys.excepthook
    keeper.install()
    try:
        QTimer.singleShot(0, keeper, divide)
        qtbot.waitUntil(lambda: any("ZeroDivisionError" in line for line in log.last_lines()))
    finally:
        keeper.uninstall()
        log.end()
    assert sys.excepthook is former
    assert "by nothing" in capsys.readouterr().err
    assert keeper.dialog is None
