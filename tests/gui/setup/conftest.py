"""A set-up card in a window, and how it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.run.session import Session
from gui.setup.setting_row import SettingField
from gui.setup.setup_card import SetupCard
from gui.widgets.fields import ChoiceBox
from simulator.experiment import Experiment, Layer

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(2, "tanh"), Layer(1)), learning_rate=0.3)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


@pytest.fixture
def card(session: Session, show: Callable[..., QWidget]) -> SetupCard:
    card = SetupCard(session, Theme())
    show(card).resize(320, 900)
    return card


def field(card: SetupCard, setting: str) -> SettingField:
    found = card.rows.rows[setting].field
    assert isinstance(found, SettingField)
    return found


def box(card: SetupCard, setting: str) -> ChoiceBox:
    found = card.rows.rows[setting].field
    assert isinstance(found, ChoiceBox)
    return found


def type_into(line: QLineEdit, text: str) -> None:
    """As a person does: click, select all, type, Enter."""
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def choose(box: ChoiceBox, key: str) -> None:
    """With the keyboard: open the list, go to the entry, Enter."""
    target = box.findData(key)
    assert target >= 0, key
    box.setFocus(Qt.FocusReason.TabFocusReason)
    box.showPopup()
    view = box.view()
    QTest.keyClick(view, Qt.Key.Key_Home)
    for _ in range(target):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
