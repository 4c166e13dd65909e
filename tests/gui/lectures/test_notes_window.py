"""The speaker's window: it follows a lecture, and leads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.lectures.notes_window import LectureClock, NotesWindow, _place_beside, duration_text
from lectures.model import Beat, Lecture, Question, Stop, Task, stops_of
from lectures.texts import Text


def text(english: str, korean: str = "") -> Text:
    return Text({"en": english, "ko": korean or english})


LECTURE = Lecture("05_xor", text("XOR", "배타적 논리합"), text("About XOR"), (
    Beat(text("Four points", "네 점"), text("Look."), notes=text("Say **hello** and write $a^2$.", "인사합니다.")),
    Beat(text("A guess"), text("Guess."), question=Question(text("How large is it?"),
                                                          (text("large"), text("small")), 1)),
    Beat(text("A task"), text("Do."), task=Task(text("Find weights."), (), ())),
))


class Director(QObject):
    """Turns the leaves of a lecture, and shows nothing."""

    lecture_changed = Signal()
    stop_changed = Signal()
    performing_changed = Signal()
    goal_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lecture: Lecture | None = None
        self.stop: Stop | None = None
        self.chosen: int | None = None
        self.is_done = self.is_performing = False

    def _place(self) -> int:
        assert self.lecture is not None
        assert self.stop is not None
        return stops_of(self.lecture).index(self.stop)

    @property
    def can_back(self) -> bool:
        return self.lecture is not None and self._place() > 0

    @property
    def can_next(self) -> bool:
        return self.lecture is not None and self._place() + 1 < len(stops_of(self.lecture))

    def open(self, lecture: Lecture | None) -> None:
        self.lecture, self.stop = lecture, Stop(0) if lecture is not None else None
        self.lecture_changed.emit()
        self.stop_changed.emit()

    def next(self) -> None:
        self._go(1 if self.can_next else 0)

    def back(self) -> None:
        self._go(-1 if self.can_back else 0)

    def _go(self, by: int) -> None:
        assert self.lecture is not None
        self.stop = stops_of(self.lecture)[self._place() + by]
        self.stop_changed.emit()


@pytest.fixture
def director() -> Director:
    director = Director()
    director.open(LECTURE)
    return director


@pytest.fixture
def now() -> list[float]:
    return [1000.0]


@pytest.fixture
def clock(director: Director, now: list[float]) -> LectureClock:
    return LectureClock(director, lambda: now[0])


@pytest.fixture
def formulas(light_look: None) -> Iterator[Formulas]:
    formulas = Formulas(Theme())
    yield formulas
    formulas.close()


@pytest.fixture
def notes(director: Director, clock: LectureClock, formulas: Formulas, qtbot: QtBot) -> NotesWindow:
    notes = NotesWindow(director, Theme(), formulas, "en", clock)
    qtbot.addWidget(notes)
    with qtbot.waitExposed(notes):
        notes.show()
    notes.activateWindow()
    return notes


def press(notes: NotesWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(notes.windowHandle(), key, modifier)


def test_it_shows_the_notes_the_present_and_the_next_beat(notes: NotesWindow, qtbot: QtBot) -> None:
    content = notes.content
    assert content.place.text() == "1 / 3"
    assert content.title.markdown() == "**Four points**"
    assert content.following.text() == "Next: A guess"
    assert "XOR" in notes.windowTitle()
    qtbot.waitUntil(lambda: content.notes.document() is not None)
    document = content.notes.document()
    assert document is not None
    assert document.toPlainText().startswith("Say hello and write "), "Markdown is set, the formula is drawn"
    assert "$" not in document.toPlainText()


def test_the_keys_and_buttons_turn_the_leaves(notes: NotesWindow, director: Director) -> None:
    for key, expected in ((Qt.Key.Key_Right, Stop(1)), (Qt.Key.Key_PageDown, Stop(1, True)),
                          (Qt.Key.Key_Space, Stop(2)), (Qt.Key.Key_Right, Stop(2)), (Qt.Key.Key_Left, Stop(1, True)),
                          (Qt.Key.Key_PageUp, Stop(1))):
        press(notes, key)
        assert director.stop == expected
    QTest.mouseClick(notes.content.back_button, Qt.MouseButton.LeftButton)
    assert director.stop == Stop(0)
    assert not notes.content.back_button.isEnabled()
    QTest.mouseClick(notes.content.next_button, Qt.MouseButton.LeftButton)
    assert notes.content.place.text() == "2 / 3"


def test_at_the_end_next_is_out_of_use_unless_something_moves(notes: NotesWindow, director: Director) -> None:
    for _ in range(3):
        director.next()
    assert notes.content.following.text() == "This is the last beat."
    assert not notes.content.next_button.isEnabled()
    director.is_performing = True
    director.performing_changed.emit()
    assert notes.content.next_button.isEnabled(), "it finishes what moves"


def test_the_speaker_knows_the_answer_and_what_was_chosen(notes: NotesWindow, director: Director) -> None:
    assert notes.content.asked.isHidden()
    director.next()
    asked = notes.content.asked
    assert asked.isVisible()
    assert asked.markdown().split("\n")[:1] == ["How large is it?"]
    assert "- **B · small** ✓" in asked.markdown()
    assert "chosen" not in asked.markdown()
    director.chosen = 0
    director.next()
    assert "- A · large ← chosen" in asked.markdown()
    director.next()
    assert asked.markdown() == "Find weights."
    director.is_done = True
    director.goal_changed.emit()
    assert asked.markdown() == "Find weights. ✓"


def test_the_time_is_counted_since_the_lecture_was_opened(notes: NotesWindow, director: Director, clock: LectureClock,
                                                          now: list[float]) -> None:
    def shown() -> str:
        director.stop_changed.emit()
        return notes.content.elapsed.text()

    now[0] += 754
    assert shown() == "12:34"
    assert notes.content.elapsed.property("tone") == ""
    now[0] = 1000 + 46 * 60 + 5
    assert shown() == "46:05"
    assert notes.content.elapsed.property("tone") == "warning"
    assert notes.content.over.text() == "1:05 over", "said in words too, not by colour alone"
    QTest.mouseClick(notes.content.reset_button, Qt.MouseButton.LeftButton)
    assert notes.content.elapsed.text() == "0:00"
    assert notes.content.over.text() == ""
    director.open(None)
    now[0] += 100
    assert shown() == "0:00"
    director.open(LECTURE)
    now[0] += 3 * 3600 + 61
    assert shown() == "3:01:01"


def test_the_clock_of_the_wall_is_shown_and_goes_on(notes: NotesWindow, now: list[float], qtbot: QtBot) -> None:
    hours, minutes = notes.content.time.text().split(":")
    assert 0 <= int(hours) < 24
    assert 0 <= int(minutes) < 60
    now[0] += 5
    qtbot.waitUntil(lambda: notes.content.elapsed.text() == "0:05")


@pytest.mark.parametrize(("typed", "minutes"), [("90", 90), ("0", 1), ("999", 600), ("", 45)])
def test_another_length_can_be_planned(notes: NotesWindow, clock: LectureClock, typed: str, minutes: int) -> None:
    line = notes.content.planned.line
    line.setFocus()
    line.selectAll()
    press(notes, Qt.Key.Key_Delete)
    QTest.keyClicks(line, "x" + typed)
    press(notes, Qt.Key.Key_Return)
    assert clock.planned_minutes == minutes
    assert line.text() == str(minutes)
    assert notes.content.planned.error() == ""


def test_the_arrows_belong_to_whoever_types(notes: NotesWindow, director: Director) -> None:
    notes.content.planned.line.setFocus()
    press(notes, Qt.Key.Key_Left)
    press(notes, Qt.Key.Key_Right)
    assert director.stop == Stop(0)


def test_the_letters_grow_and_shrink(notes: NotesWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: notes.content.notes.document() is not None)
    usual, height = notes.letters, notes.content.notes.heightForWidth(300)
    for _ in range(3):
        press(notes, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert notes.letters == pytest.approx(usual * 1.15 ** 3)
    assert notes.content.notes.heightForWidth(300) > height
    QTest.mouseClick(notes.content.smaller, Qt.MouseButton.LeftButton)
    assert notes.letters == pytest.approx(usual * 1.15 ** 2)
    notes.set_theme(Theme(dark=True))
    assert notes.letters == pytest.approx(usual * 1.15 ** 2)
    press(notes, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert notes.letters == usual
    notes.set_letters(1)
    assert notes.letters == 12


def test_closing_it_ends_neither_the_lecture_nor_the_program(notes: NotesWindow, director: Director, qtbot: QtBot
                                                             ) -> None:
    with qtbot.waitSignal(notes.closed):
        press(notes, Qt.Key.Key_Escape)
    assert not notes.isVisible()
    assert director.lecture is LECTURE
    # the program waits for windows that have this: neither does closing it end the program, nor does it keep it alive
    assert not notes.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    director.next()
    with qtbot.waitExposed(notes):
        notes.show()
    assert notes.content.place.text() == "2 / 3", "it can be opened again"


def test_it_goes_on_in_another_theme_and_language(notes: NotesWindow, director: Director) -> None:
    director.next()
    director.back()
    notes.set_theme(Theme(dark=True))
    assert notes.content.title.markdown() == "**Four points**"
    notes.set_language("ko")
    assert notes.content.title.markdown() == "**네 점**"
    assert notes.content.notes.markdown() == "인사합니다."
    press(notes, Qt.Key.Key_Right)
    assert director.stop == Stop(1)


def test_without_a_lecture_it_says_so(notes: NotesWindow, director: Director) -> None:
    director.open(None)
    assert notes.content.notes.markdown() == "No lecture is open."
    assert not notes.content.next_button.isEnabled()
    press(notes, Qt.Key.Key_Right)
    assert notes.content.place.text() == ""


def test_the_remote_control_asks_for_a_black_screen_here_as_well(notes: NotesWindow, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_B, Qt.Key.Key_Period):
        with qtbot.waitSignal(notes.blank_wanted):
            press(notes, key)


@pytest.mark.parametrize(("key", "tool"), [(Qt.Key.Key_S, "spotlight"), (Qt.Key.Key_L, "pointer"),
                                           (Qt.Key.Key_F5, "full_screen"), (Qt.Key.Key_F11, "full_screen")])
def test_the_tools_for_the_audience_have_their_keys_here_as_well(notes: NotesWindow, qtbot: QtBot, key: Qt.Key,
                                                                 tool: str) -> None:
    with qtbot.waitSignal(notes.tool_wanted) as asked:
        press(notes, key)
    assert asked.args == [tool]


def test_with_one_screen_it_opens_beside_the_window(notes: NotesWindow, show: Callable[..., QWidget]) -> None:
    main = show()
    notes.hide()
    notes.open_beside(main)
    assert notes.isVisible()
    assert main.screen().availableGeometry().intersects(notes.frameGeometry())
    room = QRect(0, 0, 1920, 1080)
    size = QRect(0, 0, 600, 400)
    for window, left in ((QRect(0, 0, 1000, 800), 999), (QRect(900, 0, 1000, 800), 300), (room, 1320)):
        assert _place_beside(size, window, room).left() == left


@pytest.mark.parametrize(("seconds", "expected"), [(0, "0:00"), (59.9, "0:59"), (3599, "59:59"), (3600, "1:00:00")])
def test_a_duration_is_written_as_on_a_watch(seconds: float, expected: str) -> None:
    assert duration_text(seconds) == expected
