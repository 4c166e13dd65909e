"""F1: the sheet of keys, which forgets none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from gui.app import Deltaflow
from gui.commands.key_sheet import KeySheet, key_sections, key_text

Start = Callable[..., Deltaflow]


def sheet_of(program: Deltaflow) -> KeySheet:
    QTest.keyClick(program.window, Qt.Key.Key_F1)
    sheets = program.window.findChildren(KeySheet)
    assert len(sheets) == 1
    return sheets[0]


def keys_in(window: QWidget) -> Iterator[str]:
    for shortcut in window.findChildren(QShortcut):
        yield shortcut.key().toString()
    for action in window.findChildren(QAction):
        if action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut:
            yield from (sequence.toString() for sequence in action.shortcuts())


def known_keys() -> set[str]:
    keys = {key for section in key_sections() for row in section.rows for key in row.keys if key != "…"}
    return {QKeySequence(key).toString() for key in keys} | {f"Ctrl+{number}" for number in range(10)}


def test_f1_opens_the_sheet_and_escape_closes_it(start: Start) -> None:
    program = start(experiment="xor")
    sheet = sheet_of(program)
    assert sheet.isVisible()
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Steps in time", "In a lecture", "→", "Ctrl+Shift+S"} <= texts
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not [one for one in program.window.findChildren(QDialog) if one.isVisible()]


def test_every_key_that_the_window_listens_to_is_on_the_sheet(start: Start) -> None:
    program = start(experiment="xor")
    for name in ("descent", "graph", "network"):
        program.window.show_workspace(name)
    program.window.lectures.open_named("xor", 0)
    program.settle()
    program.window.menus.refresh()
    aliases = {"Ctrl+=", ".", "Return", "Enter"}  # of keys that are there under another name
    missing = {key for key in keys_in(program.window) if key} - known_keys() - aliases
    assert not missing


@pytest.mark.parametrize(("key", "text"), [("Right", "→"), ("Shift+Left", "Shift+←"), ("Alt+Up", "Alt+↑"),
                                           ("Ctrl++", "Ctrl++"), ("Ctrl+-", "Ctrl+−"), ("+", "+"), ("…", "…"),
                                           ("Ctrl+Shift+Z", "Ctrl+Shift+Z"), ("F1", "F1")])
def test_arrows_are_written_as_arrows(qapp: QApplication, key: str, text: str) -> None:
    assert key_text(key) == text


def test_the_page_of_keys_has_every_key_of_the_sheet(project: object) -> None:
    from pathlib import Path  # noqa: PLC0415

    table = Path(str(project)).joinpath("docs", "keys.md").read_text(encoding="utf-8")
    words = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓", "PgDown": "Page Down", "PgUp": "Page Up",
             "Return": "Enter", "Del": "Delete", "-": "−"}
    missing = []
    for section in key_sections():
        for key in (key for row in section.rows for key in row.keys if key != "…"):
            last = key if len(key) == 1 else key.rpartition("+")[2] or "+"
            if words.get(last, last) not in table:
                missing.append(key)
    assert not missing
