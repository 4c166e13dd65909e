"""The panel says what the beat in view says, and its buttons lead through the lecture."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.lectures.panel import TOOL_KEYS, TOOLS, LecturePanel
from gui.lectures.panel_body import Verdict
from gui.lectures.panel_words import goal_text
from gui.lectures.progress import LectureProgress
from lectures.model import Beat, Lecture
from tests.gui.lectures.panel_samples import NAND, OWN, XOR, QuietDirector, Shelf, entry, text

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def formulas(light_look: None, qtbot: QtBot) -> Iterator[Formulas]:
    made = Formulas(Theme())
    made.prerender(["x"])
    qtbot.waitUntil(made.is_warm)
    yield made
    made.close()


@pytest.fixture
def progress() -> LectureProgress:
    return LectureProgress(None)


@pytest.fixture
def panel(qtbot: QtBot, formulas: Formulas, progress: LectureProgress) -> Iterator[Callable[..., LecturePanel]]:
    """Opens the panel beside nothing at all."""
    windows: list[QWidget] = []

    def shown(director: QuietDirector, *, language: str = "en", height: int = 640,
              scale: float = 1.0) -> LecturePanel:
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        library = Shelf(entry(NAND), entry(XOR), entry(OWN, is_own=True))
        made = LecturePanel(director, library, progress, Theme(), formulas, language, text_scale=scale)
        row = QHBoxLayout(window)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(made)
        window.resize(made.preferred_width(), height)
        with qtbot.waitExposed(window):
            window.show()
        return made

    yield shown
    windows.clear()


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def test_it_says_title_text_and_place_of_the_beat(panel: Callable[..., LecturePanel]) -> None:
    shown = panel(QuietDirector(XOR))
    assert shown.accessibleName() == "5 · XOR: one line can't, two can"
    assert shown.body.title.accessibleName().endswith("Four points, two classes")
    assert "back through the same weights" in shown.body.text.accessibleName()
    assert shown.foot.strip.accessibleName() == "beat 1 of 3"


def test_it_speaks_the_language_that_it_is_given(panel: Callable[..., LecturePanel]) -> None:
    shown = panel(QuietDirector(XOR), language="ko")
    assert shown.body.title.accessibleName().endswith("네 점, 두 클래스")


def test_next_and_back_lead_through_the_beats(panel: Callable[..., LecturePanel], progress: LectureProgress) -> None:
    director = QuietDirector(XOR)
    shown = panel(director)
    assert not shown.foot.back.isEnabled()
    click(shown.foot.next)
    assert director.stop.beat == 1
    assert shown.body.title.accessibleName().endswith("A question")
    click(shown.foot.back)
    assert director.stop.beat == 0
    assert (progress.last("05_xor"), progress.furthest("05_xor")) == (0, 1)


def test_next_answers_a_question_first(panel: Callable[..., LecturePanel]) -> None:
    director = QuietDirector(XOR, 1)
    shown = panel(director)
    assert shown.foot.next.text() == "Answer"
    assert not shown.body.question.then.isVisible()
    click(shown.foot.next)
    assert director.stop.revealed
    assert shown.foot.next.text() == "Next →"
    assert [button.verdict for button in shown.body.question.choices] == [
        Verdict.NOT_CHOSEN, Verdict.RIGHT, Verdict.NOT_CHOSEN]


def test_a_wrong_answer_is_marked_beside_the_right_one_and_explained(panel: Callable[..., LecturePanel]) -> None:
    director = QuietDirector(XOR, 1)
    shown = panel(director)
    click(shown.body.question.choices[0])
    assert director.chosen == 0
    assert [button.verdict for button in shown.body.question.choices] == [
        Verdict.WRONG, Verdict.RIGHT, Verdict.NOT_CHOSEN]
    assert [button.isEnabled() for button in shown.body.question.choices] == [False] * 3
    assert shown.body.question.choices[0].accessibleName() == "large: wrong"
    assert shown.body.question.then.isVisible()


def test_marks_differ_by_sign_and_by_colour(panel: Callable[..., LecturePanel], qtbot: QtBot) -> None:
    director = QuietDirector(XOR, 1)
    shown = panel(director)
    click(shown.body.question.choices[0])
    wrong, right, neither = (button.grab().toImage() for button in shown.body.question.choices)
    frames = [image.pixelColor(image.width() // 2, 0).name() for image in (wrong, right)]
    assert frames == [Theme().error.name(), Theme().good.name()]
    signs = [{image.pixel(x, y) for x in range(image.width() - 24, image.width() - 8)
              for y in range(image.height() // 2 - 8, image.height() // 2 + 8)} for image in (wrong, right, neither)]
    assert len(signs[2]) == 1, "nothing stands there"
    assert all(len(sign) > 1 for sign in signs[:2])
    shapes = [[[image.pixelColor(image.width() - 24 + x, image.height() // 2 - 8 + y) != Theme().card
                for x in range(16)] for y in range(16)] for image in (wrong, right)]
    assert shapes[0] != shapes[1], "one can tell them apart without their colours, too"


def test_going_back_to_a_question_asks_it_again(panel: Callable[..., LecturePanel]) -> None:
    director = QuietDirector(XOR, 1)
    shown = panel(director)
    click(shown.body.question.choices[1])
    click(shown.foot.back)
    assert [button.verdict for button in shown.body.question.choices] == [Verdict.OPEN] * 3
    assert not shown.body.question.then.isVisible()


def test_a_goal_is_ticked_when_it_is_reached_and_the_praise_comes_with_the_last(
        panel: Callable[..., LecturePanel]) -> None:
    director = QuietDirector(XOR, 2)
    task = panel(director).body.task
    assert [row.is_met for row in task.goals] == [False, False]
    director.reach(True, False)
    assert [row.is_met for row in task.goals] == [True, False]
    assert not task.done.isVisible()
    director.reach(True, True)
    assert [row.is_met for row in task.goals] == [True, True]
    assert task.done.isVisible()


@pytest.mark.parametrize(("condition", "words"), [
    ("accuracy == 1", "accuracy = 1"), ("w1_1_2 < -1.5", "$w^{1}_{12}$ < −1.5"),
    ("100*test_accuracy >= 95", "100·test accuracy ≥ 95"), ("delta2_1 > 0", r"$\delta^{2}_{1}$ > 0"),
    ("w1_10_2 != 3", "$w^{1}_{10,2}$ != 3"), ("d_z <= eta", r"$\partial L/\partial z$ ≤ $\eta$"),
    ("L > 0.05", "$L$ > 0.05"), ("b1_2 == a", "$b^{1}_{2}$ = $a$"),
    ("dw1_1_2 == 0", r"$\partial C/\partial w^{1}_{12}$ = 0")])
def test_conditions_are_written_as_in_the_lecture(condition: str, words: str) -> None:
    assert goal_text(condition) == words


@pytest.mark.parametrize(("lecture", "text_of_button"), [(NAND, "Next lecture →"), (XOR, "Done"), (OWN, "Done")])
def test_after_the_last_beat_comes_the_next_lecture_if_there_is_one(
        panel: Callable[..., LecturePanel], record: Callable[[SignalInstance], list[object]], lecture: Lecture,
        text_of_button: str) -> None:
    director = QuietDirector(lecture, len(lecture.beats) - 1)
    shown = panel(director)
    wanted = record(shown.next_lecture_wanted)
    assert shown.foot.next.text() == text_of_button
    click(shown.foot.next)
    assert len(wanted) == (text_of_button != "Done")
    assert (director.lecture is None) == (text_of_button == "Done")


def test_a_click_on_the_strip_jumps_to_a_beat(panel: Callable[..., LecturePanel]) -> None:
    director = QuietDirector(XOR)
    shown = panel(director)
    QTest.mouseClick(shown.foot.strip, LEFT, pos=shown.foot.strip.piece(2).center().toPoint())
    assert director.stop.beat == 2


def test_the_text_grows_from_100_to_200_per_cent_and_the_panel_gets_wider(
        panel: Callable[..., LecturePanel], record: Callable[[SignalInstance], list[object]]) -> None:
    shown = panel(QuietDirector(XOR))
    scales, width = record(shown.text_scale_changed), shown.preferred_width()
    height = shown.body.title.heightForWidth(1000)
    for _ in range(6):
        click(shown.foot.larger)
    assert scales == [1.25, 1.5, 1.75, 2.0]
    assert not shown.foot.larger.isEnabled()
    assert shown.preferred_width() > 1.4 * width
    assert shown.body.title.heightForWidth(1000) == pytest.approx(2 * height, abs=2)
    click(shown.foot.smaller)
    assert shown.text_scale == 1.75


def test_a_size_that_there_is_not_becomes_the_nearest(panel: Callable[..., LecturePanel]) -> None:
    assert panel(QuietDirector(XOR), scale=1.6).text_scale == 1.5


def test_each_tool_has_a_button_that_names_its_key_and_shows_whether_it_is_on(
        panel: Callable[..., LecturePanel], record: Callable[[SignalInstance], list[object]]) -> None:
    shown = panel(QuietDirector(XOR))
    wanted = record(shown.tool_wanted)
    for name in TOOLS:
        assert f"({TOOL_KEYS[name]})" in shown.foot.tools[name].toolTip()
        click(shown.foot.tools[name])
    assert wanted == list(TOOLS)
    assert not any(button.isChecked() for button in shown.foot.tools.values()), "nobody has switched anything on"
    shown.set_tool("spotlight", True)
    assert shown.foot.tools["spotlight"].isChecked()


def test_list_and_close_are_at_hand(panel: Callable[..., LecturePanel],
                                    record: Callable[[SignalInstance], list[object]]) -> None:
    director = QuietDirector(XOR)
    shown = panel(director)
    wanted = record(shown.list_wanted)
    click(shown.list)
    assert len(wanted) == 1
    click(shown.close_button)
    assert director.lecture is None


def test_training_tells_how_far_it_has_come_and_a_failure_why(panel: Callable[..., LecturePanel]) -> None:
    director = QuietDirector(XOR)
    shown = panel(director)
    state = shown._state
    assert not state.isVisible()
    director.progress_changed.emit(0.42)
    assert state.text() == "training … 42 %"
    director.progress_changed.emit(-1.0)
    assert not state.isVisible()
    director.failed.emit("there is no data")
    assert state.isVisible()
    assert state.text() == "there is no data"
    director.next()
    assert not state.isVisible()


def test_a_long_beat_begins_at_its_top_and_what_comes_is_scrolled_to(
        panel: Callable[..., LecturePanel], qtbot: QtBot) -> None:
    long = Beat(text("Long"), text("A paragraph of some length.\n\n" * 30), question=XOR.beats[1].question)
    director = QuietDirector(Lecture("01_long", text("Long"), text(""), (long, long)))
    shown = panel(director, height=480)
    bar = shown.body.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0
    assert shown.foot.more.isVisible()
    director.choose(0)
    then = shown.body.question.then
    qtbot.waitUntil(lambda: then.isVisible() and shown.body.viewport().rect().contains(
        then.mapTo(shown.body.viewport(), QPoint(0, then.height() - 1))))
    director.next()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0


def test_a_question_below_the_text_comes_into_view_before_it_is_answered(panel: Callable[..., LecturePanel],
                                                                         qtbot: QtBot) -> None:
    long = Beat(text("Long"), text("A paragraph of some length.\n\n" * 30), question=XOR.beats[1].question)
    director = QuietDirector(Lecture("01_long", text("Long"), text(""), (long,)))
    shown = panel(director, height=480)
    qtbot.waitUntil(lambda: shown.body.verticalScrollBar().maximum() > 0)
    last, viewport = shown.body.question.choices[-1], shown.body.viewport()
    click(shown.foot.next)
    assert not director.stop.revealed
    assert viewport.rect().contains(last.mapTo(viewport, QPoint(0, last.height() - 1)))
    click(shown.foot.next)
    assert director.stop.revealed


def test_a_button_turns_to_what_is_below_and_goes_at_the_end(panel: Callable[..., LecturePanel],
                                                             qtbot: QtBot) -> None:
    long = Beat(text("Long"), text("A paragraph of some length.\n\n" * 30))
    shown = panel(QuietDirector(Lecture("01_long", text("Long"), text(""), (long,))), height=480)
    qtbot.waitUntil(shown.foot.more.isVisible)
    bar = shown.body.verticalScrollBar()
    for _ in range(9):
        if shown.foot.more.isVisible():
            click(shown.foot.more)
    assert bar.value() == bar.maximum()
    assert not shown.foot.more.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_is_wider_than_the_panel(panel: Callable[..., LecturePanel], language: str, scale: float) -> None:
    director = QuietDirector(XOR)
    shown = panel(director, language=language, scale=scale)
    for beat in range(3):
        director.go_to(beat)
        assert shown.body.widget().minimumSizeHint().width() <= shown.body.viewport().width()
        assert shown.foot.minimumSizeHint().width() <= shown.foot.width()


def test_nothing_in_it_takes_the_keys_of_the_lecture_away_by_a_click(panel: Callable[..., LecturePanel]) -> None:
    shown = panel(QuietDirector(XOR, 1))
    shown.window().setFocus()
    click(shown.foot.larger)
    click(shown.body.question.choices[0])
    click(shown.body.viewport())
    assert not any(child.hasFocus() for child in shown.findChildren(QWidget))


def test_whoever_answers_by_key_goes_on_by_key(panel: Callable[..., LecturePanel], qtbot: QtBot) -> None:
    director = QuietDirector(XOR, 1)
    shown = panel(director)
    with qtbot.waitActive(shown.window()):
        shown.window().activateWindow()
    shown.body.question.choices[1].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(shown.body.question.choices[1], Qt.Key.Key_Return)
    assert director.chosen == 1
    assert shown.foot.next.hasFocus()
    QTest.keyClick(shown.foot.next, Qt.Key.Key_Return)
    assert director.stop.beat == 2


def test_tab_leads_from_the_head_over_the_answers_to_the_foot(panel: Callable[..., LecturePanel]) -> None:
    director = QuietDirector(XOR, 0)
    shown = panel(director)
    director.go_to(1)
    choices = shown.body.question.choices
    parts = [shown.close_button]
    while parts[-1] is not shown.foot.back:
        following = parts[-1].nextInFocusChain()
        while following.focusPolicy() == Qt.FocusPolicy.NoFocus:
            following = following.nextInFocusChain()
        parts.append(following)
    assert tuple(part for part in parts[1:-1] if part is not shown.foot.strip) == choices


def test_it_can_be_made_without_a_lecture_and_get_one_later(panel: Callable[..., LecturePanel]) -> None:
    director = QuietDirector()
    shown = panel(director)
    director.open(XOR, 1)
    assert shown.body.question is not None
    director.leave()
    director.open(NAND)
    assert shown.body.question is None
    assert shown.accessibleName().startswith("4 · ")
