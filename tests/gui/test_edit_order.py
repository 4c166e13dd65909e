"""One Ctrl+Z for the whole Network page: what was done last is undone first, be it drawn, set or learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.digits.canvas import DigitCanvas
from gui.digits.digit_card import DigitCard
from gui.digits.drawing_panel import DrawingPanel
from gui.digits.rows_panel import RowsPanel
from gui.foundation.theme import install_fonts
from gui.run.edit_history import EditOrder
from simulator.experiment import preset

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Person:
    """Somebody who draws, sets and undoes."""

    def __init__(self, program: Deltaflow) -> None:
        self.program = program
        self.session = program.session

    @property
    def card(self) -> DigitCard:
        return self.program.window.workspaces["network"].page.workspace.digits

    @property
    def panel(self) -> DrawingPanel:
        assert isinstance(self.card.panel, DrawingPanel)
        return self.card.panel

    @property
    def canvas(self) -> DigitCanvas:
        return self.panel.canvas

    @property
    def order(self) -> EditOrder:
        assert self.program.window.workspaces["network"].page is not None
        return self.program.window.workspaces["network"].page.undoable

    def draw(self, height: float, button: Qt.MouseButton = LEFT) -> None:
        """A line across the paper."""
        width = self.canvas.width()
        y = round(height * self.canvas.height())
        QTest.mousePress(self.canvas, button, pos=QPoint(round(0.2 * width), y))
        QTest.mouseMove(self.canvas, QPoint(round(0.8 * width), y))
        QTest.mouseRelease(self.canvas, button, pos=QPoint(round(0.8 * width), y))
        self.program.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
        """A key for whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.program.window, key, modifiers)
        self.program.settle()

    def undo(self) -> None:
        """The key of the window: the stage has the focus."""
        self.program.window.page.home.setFocus()
        self.key(Qt.Key.Key_Z)

    def redo(self) -> None:
        self.program.window.page.home.setFocus()
        self.key(Qt.Key.Key_Z, CONTROL | SHIFT)

    def press(self, button: QWidget) -> None:
        QTest.mouseClick(button, LEFT)
        self.program.settle()

    def set_rate(self, rate: float) -> None:
        self.session.change_settings(learning_rate=rate)
        self.program.settle()

    @property
    def names(self) -> tuple[str, str]:
        return self.order.undo_name, self.order.redo_name


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Person]:
    """In front of the program as it is at its first start."""
    install_fonts()
    program = Deltaflow(qapp, Options(theme="light", language="en", size=(1440, 900)), remembers=False)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    program.window.page.home.setFocus()
    program.settle()
    yield Person(program)
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


def test_strokes_and_settings_are_undone_in_the_order_in_which_they_were_made(person: Person) -> None:
    sheets = [person.canvas.sheet]
    person.draw(0.3)
    sheets.append(person.canvas.sheet)
    person.set_rate(0.1)
    person.draw(0.36, RIGHT)
    person.press(person.panel.header.clear)
    assert person.order.undo_name == "clearing"
    person.undo()
    assert person.names == ("stroke of the eraser", "clearing")
    person.undo()
    assert person.canvas.sheet is sheets[1]
    assert person.names == ("learning rate 0.3 → 0.1", "stroke of the eraser")
    person.undo()
    assert person.session.experiment.learning_rate == 0.3
    assert person.canvas.sheet is sheets[1]
    person.undo()
    assert person.canvas.sheet is sheets[0]
    assert person.names == ("", "stroke")
    assert not person.order.can_undo
    for name in ("stroke", "learning rate 0.3 → 0.1", "stroke of the eraser", "clearing"):
        assert person.order.redo_name == name
        person.redo()
    assert person.session.experiment.learning_rate == 0.1
    assert person.canvas.is_blank
    assert person.names == ("clearing", "")


def test_on_the_canvas_the_key_takes_back_strokes_only(person: Person) -> None:
    person.draw(0.3)
    person.set_rate(0.1)
    assert person.canvas.hasFocus(), "who has drawn there is there"
    person.key(Qt.Key.Key_Z)
    assert person.session.experiment.learning_rate == 0.1
    assert not person.canvas.history.can_undo
    assert person.names == ("learning rate 0.3 → 0.1", "stroke")
    person.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert person.canvas.history.can_undo
    assert person.names == ("learning rate 0.3 → 0.1", "")


def test_the_small_buttons_of_the_canvas_do_so_too_and_leave_the_order_in_order(person: Person) -> None:
    person.draw(0.3)
    person.draw(0.5)
    person.set_rate(0.1)
    person.press(person.panel.header.undo)
    assert person.names == ("learning rate 0.3 → 0.1", "stroke")
    person.undo()
    assert person.session.experiment.learning_rate == 0.3
    assert person.names == ("stroke", "stroke"), "the stroke was made before the learning rate was changed"
    person.redo()
    assert person.names == ("stroke", "learning rate 0.3 → 0.1")
    person.redo()
    assert person.session.experiment.learning_rate == 0.1
    assert person.names == ("learning rate 0.3 → 0.1", "")


def test_a_new_edit_ends_what_could_be_made_again_wherever_that_was(person: Person) -> None:
    person.draw(0.3)
    person.undo()
    assert person.names == ("", "stroke")
    person.set_rate(0.1)
    assert person.names == ("learning rate 0.3 → 0.1", "")
    person.redo()
    assert not person.canvas.history.can_undo
    # the paper's own button still brings the stroke back, and then the order knows it again
    person.press(person.panel.header.redo)
    assert person.canvas.history.can_undo
    person.undo()
    assert person.session.experiment.learning_rate == 0.3
    person.undo()
    assert not person.canvas.history.can_undo
    assert person.names == ("", "stroke")


def test_another_digit_and_another_label_are_edits_of_the_drawing(person: Person) -> None:
    label = person.canvas.label
    person.panel.label_chooser.box.chosen.emit("7")
    person.program.settle()
    assert person.order.undo_name == f"label {label} → 7"
    assert int(person.card.own_sample().target.argmax()) == 7
    person.press(person.card.buttons.random)
    assert person.order.undo_name == "another digit"
    person.undo()
    assert person.canvas.label == 7
    person.undo()
    assert person.canvas.label == label
    assert person.panel.label_chooser.label() == label
    assert int(person.card.own_sample().target.argmax()) == label
    assert person.session.moment.sample.target.argmax() == label, "the cost in view is that of the former label"


def test_the_order_outlasts_another_look(person: Person) -> None:
    person.draw(0.3)
    person.set_rate(0.1)
    person.undo()
    order = person.order
    person.program.change_look(replace(person.program.look, theme="dark"))
    person.program.settle()
    assert person.order is order
    assert person.names == ("stroke", "learning rate 0.3 → 0.1")
    person.redo()
    assert person.session.experiment.learning_rate == 0.1


def test_what_was_drawn_comes_back_with_the_run_that_it_was_drawn_for(person: Person) -> None:
    person.draw(0.3)
    drawn = person.canvas.sheet
    person.session.start_run(preset("xor"))
    person.program.settle()
    assert isinstance(person.card.panel, RowsPanel)
    assert person.order.undo_name == "a new run: XOR gate 2-4-1"
    person.undo()
    assert person.canvas.sheet is drawn
    assert person.names == ("stroke", "a new run: XOR gate 2-4-1")
    person.undo()
    assert person.canvas.sheet is not drawn
    person.redo()
    person.redo()
    assert isinstance(person.card.panel, RowsPanel)


def test_what_a_lecture_lays_on_the_card_is_no_edit_and_what_was_there_comes_back_with_its_edits(
        person: Person) -> None:
    person.draw(0.3)
    person.set_rate(0.1)
    drawn = person.canvas.sheet
    aside, sheets = person.session.set_aside(), person.card.set_aside()
    assert person.names == ("", "")
    person.card.lay(person.session.own_sample, -1)
    assert person.names == ("", "")
    person.draw(0.6)
    assert person.names == ("stroke", "")
    person.session.take_back(aside, lambda: person.card.take_back(sheets))
    person.program.settle()
    assert person.canvas.sheet is drawn
    assert person.names == ("learning rate 0.3 → 0.1", "")
    person.undo()
    assert person.names == ("stroke", "learning rate 0.3 → 0.1")
    person.undo()
    assert person.names == ("", "stroke")
