"""What goes wrong in a handler that Qt calls is told, and neither Qt nor whoever has called Qt notices."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from gui.failure.keeper import OWN, guard
from tests.waiting import PATIENCE

PROGRAM = """
import sys
from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from gui.failure.keeper import guard_overrides

def made(place):
    class Broken(QWidget):
        __module__ = "gui.broken"
        def event(self, event):
            return super().event(event)
        def closeEvent(self, event):
            if place == "close": 1 / 0
        def paintEvent(self, event):
            if place == "paint": [][1]
        def resizeEvent(self, event):
            if place == "resize": no_such_name
        def sizeHint(self):
            if place == "size": 1 / 0
            return QSize(10, 10)
    return Broken

early, guards = sys.argv[1] == "early", guard_overrides
if not early: guards()
kind = made(sys.argv[2])
guards()
guards()  # twice is once
app = QApplication([])
sys.excepthook = lambda kind, error, trace: print("told", kind.__name__)
window = kind()
try:
    window.show()
    app.processEvents()
    window.adjustSize()
    if not window.close():
        print("asked again", window.close())
except ZeroDivisionError:
    print("raised")
print("goes on", window.isVisible())
"""


@pytest.mark.parametrize("when", ["early", "late"])
@pytest.mark.parametrize(("place", "told"), [
    ("close", "told ZeroDivisionError"), ("paint", "told IndexError"), ("resize", "told NameError"),
])
def test_an_error_in_a_handler_ends_there_and_the_program_goes_on(project: Path, when: str, place: str,
                                                                  told: str) -> None:
    said = run(project, when, place)
    assert said[-1] == "goes on False"
    assert {line for line in said[:-1] if line.startswith("told")} == {told}
    assert ("asked again True" in said) is (place == "close")  # whoever has not been asked loses nothing


def test_an_error_of_a_size_goes_to_whoever_has_asked(project: Path) -> None:
    assert "raised" in run(project, "late", "size")


def run(project: Path, *arguments: str) -> list[str]:
    """What the program prints; it has ended well."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    ended = subprocess.run(command, cwd=project, check=False, timeout=PATIENCE, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


@pytest.fixture
def guarded() -> Callable[[type], type]:
    def made(cls: type) -> type:
        cls.__module__ = f"{OWN}test"
        guard(cls)
        return cls

    return made


def test_what_isn_t_qt_s_stays_as_it_is_and_answers_stay(qtbot: QtBot, guarded: Callable[[type], type]) -> None:
    class Plain(QWidget):
        def ask(self) -> int:
            return 7

        def event(self, event: QEvent) -> bool:
            return event.type() == QEvent.Type.User or super().event(event)

        def sizeHint(self) -> QSize:
            return QSize(30, 40)

    before = Plain.ask
    widget = guarded(Plain)()
    qtbot.addWidget(widget)
    assert Plain.ask is before
    assert widget.sizeHint() == QSize(30, 40)
    assert widget.event(QEvent(QEvent.Type.User))


@pytest.mark.qt_no_exception_capture
def test_tests_hear_of_the_error_as_before(qtbot: QtBot, guarded: Callable[[type], type]) -> None:
    class Broken(QWidget):
        def closeEvent(self, event: object) -> None:
            raise LookupError("not there")

    widget = guarded(Broken)()
    qtbot.addWidget(widget)
    widget.show()
    with capture_exceptions() as errors:
        assert not widget.close()
        assert widget.close()
    assert [kind for kind, _, _ in errors] == [LookupError, LookupError]
