"""The list shows all lectures, how far one has come, and what is wrong with those that can't be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, SignalInstance
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.lectures.lecture_list import LectureList, ListRows, Row
from gui.lectures.progress import LectureProgress
from lectures.library import Entry
from lectures.problems import Problem
from simulator.errors import Phrase
from tests.gui.lectures.panel_samples import NAND, OWN, XOR, Shelf, entry

Key = Qt.Key
BROKEN = Entry("broken", Path("broken.toml"), True, None, (
    Problem("broken.toml", 5, 1, Phrase("there is no {what}", what="stage")),
    Problem("broken.toml", 7, 0, Phrase("something else"))))


@pytest.fixture
def progress() -> LectureProgress:
    made = LectureProgress(None)
    made.note("05_xor", 1, 3)
    return made


@pytest.fixture
def shown(qtbot: QtBot, light_look: None, progress: LectureProgress) -> LectureList:
    library = Shelf(entry(NAND), entry(XOR), entry(OWN, is_own=True), BROKEN)
    made = LectureList(library, progress, Theme(), "en")
    qtbot.addWidget(made)
    made.resize(1000, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def starts(shown: LectureList) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    shown.start_wanted.connect(lambda name, beat: found.append((name, beat)))
    return found


def told_on_hover(rows: ListRows, number: int) -> str:
    """The tooltip over a row; "" where there is none."""
    for tip in QApplication.topLevelWidgets():
        if tip.metaObject().className() == "QTipLabel":
            tip.close()  # at once, and not after a while
    place = rows.visualItemRect(rows.item(number)).center()
    QApplication.sendEvent(rows.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, rows.mapToGlobal(place)))
    return QToolTip.text() if QToolTip.isVisible() else ""


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_row(rows: ListRows, number: int) -> None:
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(number)).center())


def test_one_s_own_lectures_stand_in_a_section_of_their_own(shown: LectureList) -> None:
    assert [(row.lead, row.title, row.note) for row in shown.lectures.rows()] == [
        ("", "The course", ""), ("4", "Everything is NANDs", "0 / 1"), ("5", "XOR: one line can't, two can", "2 / 3"),
        ("", "Your own", ""), ("", "My own", "0 / 2"), ("", "broken.toml", "2 problems")]


def test_enter_starts_and_goes_on_where_one_was(shown: LectureList, starts: list[tuple[str, int]]) -> None:
    press(Key.Key_Return)
    press(Key.Key_Down)
    assert shown.detail.start.text() == "Continue with beat 2"
    press(Key.Key_Return)
    click(shown.detail.again)
    assert starts == [("04_nand", 0), ("05_xor", 1), ("05_xor", 0)]


def test_the_arrows_lead_to_the_beats_and_back(shown: LectureList, starts: list[tuple[str, int]]) -> None:
    press(Key.Key_Down, Key.Key_Right)
    assert shown.detail.beats.hasFocus()
    assert shown.detail.beats.key() == "1", "the beat that was seen last"
    press(Key.Key_Down, Key.Key_Return)
    assert starts == [("05_xor", 2)]
    press(Key.Key_Left)
    assert shown.lectures.hasFocus()


def test_who_gives_the_list_the_keyboard_gives_it_to_its_rows(shown: LectureList) -> None:
    shown.new.setFocus()
    shown.setFocus(Qt.FocusReason.OtherFocusReason)
    assert shown.lectures.hasFocus()


def test_headlines_are_stepped_over(shown: LectureList) -> None:
    press(Key.Key_Down, Key.Key_Down)
    assert shown.detail.entry().name == "mine"
    press(Key.Key_Up)
    assert shown.detail.entry().name == "05_xor"


def test_esc_closes(shown: LectureList, record: Callable[[SignalInstance], list[object]]) -> None:
    closed = record(shown.closed)
    press(Key.Key_Escape)
    press(Key.Key_Right, Key.Key_Escape)
    click(shown.close_button)
    assert len(closed) == 3


def test_a_click_chooses_a_lecture_and_starts_a_beat(shown: LectureList, starts: list[tuple[str, int]]) -> None:
    click_row(shown.lectures, 2)
    assert shown.detail.entry().name == "05_xor"
    assert starts == []
    assert [row.title for row in shown.detail.beats.rows()] == ["Four points, two classes", "A question",
                                                               "On your own"]
    assert [row.note for row in shown.detail.beats.rows()] == ["✓", "✓", ""]
    click_row(shown.detail.beats, 2)
    assert starts == [("05_xor", 2)]


def test_a_lecture_with_problems_names_them_and_can_only_be_edited(
        shown: LectureList, starts: list[tuple[str, int]], record: Callable[[SignalInstance], list[object]]) -> None:
    edited = record(shown.edit_wanted)
    shown.choose("broken")
    assert shown.detail._problems.isVisible()
    assert shown.detail._problems.text() == ("broken.toml, line 5, beat 1: there is no stage\n\n"
                                            "broken.toml, line 7: something else")
    press(Key.Key_Return)
    assert starts == []
    assert not any(button.isEnabled() for button in (shown.detail.start, shown.detail.handout,
                                                     shown.detail.animation))
    click(shown.detail.edit)
    assert edited == ["broken.toml"]


@pytest.mark.parametrize(("name", "words"), [("05_xor", "Copy and edit"), ("mine", "Edit")])
def test_buttons_tell_which_lecture_is_meant(shown: LectureList, name: str, words: str,
                                             record: Callable[[SignalInstance], list[object]]) -> None:
    signals = [record(signal) for signal in (shown.edit_wanted, shown.handout_wanted, shown.animation_wanted)]
    new = record(shown.new_wanted)
    shown.choose(name)
    assert shown.detail.edit.text() == words
    for button in (shown.detail.edit, shown.detail.handout, shown.detail.animation, shown.new):
        click(button)
    # one's own are told by their files: they may have the name of another one
    assert signals == [[name if name == "05_xor" else f"{name}.toml"]] * 3
    assert len(new) == 1


def test_when_it_comes_back_it_knows_what_was_seen_meanwhile(shown: LectureList, progress: LectureProgress) -> None:
    shown.choose("05_xor")
    shown.hide()
    progress.note("05_xor", 2, 3)
    shown.show()
    row = next(row for row in shown.lectures.rows() if row.key == "05_xor")
    assert (row.note, row.share) == ("3 / 3", 1.0)
    assert shown.detail.entry().name == "05_xor"
    assert shown.detail.start.text() == "Start"


def test_an_empty_library_is_no_harm(qtbot: QtBot, light_look: None) -> None:
    made = LectureList(Shelf(), LectureProgress(None), Theme(), "en")
    qtbot.addWidget(made)
    made.show()
    assert not made.detail.isVisible()
    assert made.new.isVisible()


def test_a_row_that_is_shortened_tells_the_whole_of_it_on_hover(show: Callable[..., QWidget]) -> None:
    rows = ListRows(Theme(), "Lectures")
    rows.set_rows([Row("long", "A title", lead="1", text="a summary that has many more words than there is room for"),
                   Row("short", "Another", lead="2", text="short")])
    rows.setFixedWidth(220)
    show(rows)
    assert told_on_hover(rows, 0) == "A title\na summary that has many more words than there is room for"
    assert told_on_hover(rows, 1) == ""
