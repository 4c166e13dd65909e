"""The expression as one types it: taken over after a pause, underlined where it can't be read, brought back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.transport.keys import takes_text
from gui.workspaces.graph.graph_column import TextEditor
from simulator.errors import Phrase
from simulator.expressions import ExpressionError
from simulator.expressions.parser import LONGEST
from simulator.graph.text import read_graph

NEURON = "z = w*x + b\nL = (z - y)^2"


@pytest.fixture
def editor(show: Callable[..., QWidget]) -> TextEditor:
    editor = TextEditor(Theme())
    show(editor)
    editor.show_text(NEURON)
    editor.edit.setFocus()
    return editor


def refusal(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        read_graph(text)
    return caught.value


def press(editor: TextEditor, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(editor.edit, key, modifier)


def replace_all(editor: TextEditor, text: str) -> None:
    press(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for letter in text:
        if letter == "\n":
            press(editor, Qt.Key.Key_Return)
        else:
            QApplication.sendEvent(editor.edit, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier,
                                                          letter))


def test_what_is_typed_is_offered_once_after_a_pause(editor: TextEditor, qtbot: QtBot,
                                                      record: Callable[..., list[object]]) -> None:
    offered = record(editor.entered)
    with qtbot.waitSignal(editor.entered):
        replace_all(editor, "L = w*x")
    assert offered == ["L = w*x"]


def test_ctrl_and_enter_offer_it_at_once_and_enter_begins_a_line(editor: TextEditor,
                                                                record: Callable[..., list[object]]) -> None:
    offered = record(editor.entered)
    replace_all(editor, "z = w*x")
    press(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor.edit, "L = z^2")
    press(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert offered == ["z = w*x\nL = z^2"]


def test_it_is_offered_when_the_focus_leaves(editor: TextEditor, record: Callable[..., list[object]]) -> None:
    offered = record(editor.entered)
    replace_all(editor, "L = w*x")
    editor.edit.clearFocus()
    assert offered == ["L = w*x"]


def test_a_text_that_was_refused_is_not_offered_again(editor: TextEditor,
                                                      record: Callable[..., list[object]]) -> None:
    offered = record(editor.entered)
    editor.entered.connect(lambda text: editor.show_error(refusal(text)))
    replace_all(editor, "L = w*")
    editor.take_over()
    editor.take_over()
    editor.edit.clearFocus()
    assert offered == ["L = w*"]


@pytest.mark.parametrize(("text", "wrong"), [
    ("a = sigmid(z)\nL = a", "sigmid"),
    ("z = w*x +\nL = z^2", "+"),
    ("L = (w*x", "("),
    ("𝑤 = 2\nL = x + foo(3)", "foo"),
])
def test_the_place_is_underlined_and_the_reason_stands_below(editor: TextEditor, text: str, wrong: str) -> None:
    replace_all(editor, text)
    editor.take_over()
    editor.show_error(refusal(text))
    assert editor.edit.underlined() == wrong
    assert editor.message.isVisible()
    assert editor.message.text()
    assert editor.text() == text, "what somebody is typing stays"


def test_typing_on_takes_the_underline_away_and_mending_takes_the_reason_away(editor: TextEditor) -> None:
    editor.edit.moveCursor(editor.edit.textCursor().MoveOperation.End)
    QTest.keyClicks(editor.edit, "+")
    editor.take_over()
    editor.show_error(ExpressionError(Phrase("something is missing"), len(NEURON), 1))
    assert editor.edit.underlined() == "+"
    press(editor, Qt.Key.Key_Backspace)
    assert editor.edit.underlined() == ""
    assert not editor.message.isVisible()


def test_escape_brings_the_last_good_text_back_and_the_keys_belong_to_the_window(editor: TextEditor) -> None:
    replace_all(editor, "L = w*")
    editor.take_over()
    editor.show_error(refusal("L = w*"))
    press(editor, Qt.Key.Key_Escape)
    assert editor.text() == NEURON
    assert not editor.message.isVisible()
    assert editor.edit.underlined() == ""
    assert not editor.edit.hasFocus()


def test_the_transports_keys_stay_out_while_one_types(editor: TextEditor) -> None:
    assert takes_text(QApplication.focusWidget())


def test_showing_the_text_that_stands_there_leaves_the_cursor_alone(editor: TextEditor) -> None:
    cursor = editor.edit.textCursor()
    cursor.setPosition(5)
    editor.edit.setTextCursor(cursor)
    editor.show_text(NEURON)
    assert editor.edit.textCursor().position() == 5


def test_it_grows_with_its_lines_up_to_a_limit(editor: TextEditor) -> None:
    heights = []
    for lines in (1, 3, 6, 30):
        editor.show_text("\n".join(["x = 1"] * lines))
        QApplication.processEvents()
        heights.append(editor.edit.height())
    assert heights[0] < heights[1] < heights[2] < heights[3] < 300
    assert editor.edit.verticalScrollBar().maximum() > 0
    editor.show_text("a\nb\nc")
    QApplication.processEvents()
    assert editor.edit.verticalScrollBar().maximum() == 0, "all of a short text is seen"


def test_a_pasted_novel_is_cut_but_still_refused_as_too_long(editor: TextEditor) -> None:
    QApplication.clipboard().setText("x + " * 50_000)
    editor.edit.selectAll()
    editor.edit.paste()
    assert LONGEST < len(editor.text()) < 2 * LONGEST
    assert "at most" in str(refusal(editor.text()))
    editor.revert()
