"""How much of the program a key sets in motion: calls are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow

HOUSE = tuple(str(Path(__file__).parents[2] / folder) for folder in ("gui", "simulator"))
MOST = 1_050
"""Calls of functions of ours between the key and the moment in all views: 915, and room for other numbers."""


def test_a_press_of_next_reaches_all_views_in_few_calls(start: Callable[..., Deltaflow], qtbot: QtBot) -> None:
    program = start()
    navigator, count = program.session.navigator, 0

    def is_settled() -> bool:
        return navigator.is_settled and program.window.is_settled

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code.co_filename.startswith(HOUSE)

    qtbot.waitUntil(is_settled)
    QTest.keyClick(program.window, Qt.Key.Key_Right)  # what is made once is made
    qtbot.waitUntil(is_settled)
    before = program.session.moment
    sys.setprofile(note)
    try:
        QTest.keyClick(program.window, Qt.Key.Key_Right)
    finally:
        sys.setprofile(None)
    assert program.session.moment is not before
    assert count <= MOST, f"{count} calls"
