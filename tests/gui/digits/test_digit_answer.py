"""What the network sees of a drawing and says to it; its label; following and learning it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import number
from gui.run.notices import NoticeKind
from gui.run.session import Session
from simulator.costs import cost_named
from simulator.datasets.drawing import prepare_digit
from simulator.moment import Occasion
from simulator.steps import Granularity, Phase

if TYPE_CHECKING:
    from tests.gui.digits.conftest import Desk

LEFT = Qt.MouseButton.LeftButton


def leave_sample(session: Session, qtbot: QtBot) -> None:
    """Lets the run's own step come into view, which may have to be made first."""
    session.navigator.leave_sample()
    qtbot.waitUntil(lambda: session.moment.occasion is Occasion.TRAINING)


# What the network sees and says


def test_the_moment_has_the_picture_prepared_as_mnist_was(desk: Desk, session: Session) -> None:
    desk.clear()
    desk.stroke((0.1, 0.1), (0.15, 0.4), (0.3, 0.5))
    desk.settle()
    assert session.moment.occasion is Occasion.FOLLOWED
    assert session.moment.sample.inputs.reshape(28, 28) == pytest.approx(prepare_digit(desk.ink()) / 255, rel=1e-15)


def test_the_prediction_changes_while_the_button_is_still_down(desk: Desk, session: Session,
                                                               record: Callable[..., list[object]]) -> None:
    moments = record(session.moment_changed)
    canvas = desk.drawing.canvas
    QTest.mousePress(canvas, LEFT, pos=desk.at(0.2, 0.2))
    for y in (0.3, 0.5, 0.7):
        QTest.mouseMove(canvas, desk.at(0.2, y))
        desk.settle()
        assert np.array_equal(session.moment.sample.inputs, desk.card.own_sample().inputs)
    assert len(moments) >= 3
    QTest.mouseRelease(canvas, LEFT, pos=desk.at(0.2, 0.7))


def test_many_pieces_of_a_stroke_in_one_turn_are_shown_once(desk: Desk, session: Session,
                                                            record: Callable[..., list[object]]) -> None:
    desk.settle()
    moments = record(session.moment_changed)
    for y in np.linspace(0.1, 0.9, 30):
        desk.drawing.canvas.begin_stroke(QPointF(desk.at(0.3, float(y))), erases=False)
    assert moments == []
    desk.settle()
    assert len(moments) == 1


def test_the_card_says_the_class_and_the_activation_of_the_moment(desk: Desk, session: Session) -> None:
    desk.clear()
    desk.stroke((0.5, 0.1), (0.5, 0.5), (0.5, 0.9))
    desk.settle()
    a = session.moment.sample.a[-1]
    assert session.moment.predicted_class == int(np.argmax(a))
    text = desk.drawing.verdict_label.text()
    assert text == f"looks like {session.moment.predicted_class} · a = {number(float(a.max()), 3)}"
    assert desk.drawing.verdict_label.accessibleName() == text


def test_the_small_picture_shows_what_the_network_sees(desk: Desk) -> None:
    desk.clear()
    desk.stroke((0.1, 0.1), (0.1, 0.3))
    desk.settle()
    seen = desk.drawing.seen
    picture = seen.grab().toImage()
    pixels = desk.card.own_sample().inputs.reshape(28, 28)
    side = seen.width() / 28
    for row, column in ((14, 14), (14, 4), (9, 14), (23, 23)):
        shown = picture.pixelColor(round((column + 0.5) * side), round((row + 0.5) * side)).lightness()
        assert (shown < 128) == (pixels[row, column] > 0.5), (row, column)


def test_no_number_is_shown_before_the_signal_has_come_to_the_output(desk: Desk, session: Session) -> None:
    QTest.mouseClick(desk.card.buttons.follow, LEFT)
    verdict = desk.drawing.verdict_label
    assert session.moment.phase is Phase.INPUT
    assert verdict.text() == "looks like ? · not yet"
    while session.moment.reached_a(2) < 10:
        assert verdict.verdict() is None
        session.navigator.next(Granularity.LAYER)
    assert verdict.verdict() is not None
    assert f"looks like {session.moment.predicted_class} " in verdict.text()


def test_the_answer_to_the_drawing_is_shown_while_the_run_is_at_another_sample(
        desk: Desk, session: Session, qtbot: QtBot) -> None:
    session.navigator.show_sample(desk.card.own_sample())
    expected = desk.drawing.verdict_label.text()
    leave_sample(session, qtbot)
    assert desk.drawing.verdict_label.text() == expected


# The label


def test_the_label_is_3_at_first_and_unknown_as_soon_as_something_is_drawn(desk: Desk) -> None:
    assert desk.card.own_sample().target.tolist() == np.eye(10)[3].tolist()
    box = desk.drawing.label_chooser.box
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert desk.card.own_sample().target.tolist() == np.eye(10)[4].tolist()
    canvas = desk.drawing.canvas
    QTest.mousePress(canvas, LEFT, pos=desk.at(0.5, 0.1))
    QTest.mouseMove(canvas, desk.at(0.5, 0.5))
    assert desk.drawing.label_chooser.label() is None
    assert desk.drawing.label_chooser.box.currentText() == "?"
    assert desk.card.own_sample().target is None
    QTest.mouseRelease(canvas, LEFT, pos=desk.at(0.5, 0.9))
    assert desk.drawing.label_chooser.label() is None


def test_a_label_is_that_of_one_drawing(desk: Desk) -> None:
    choose = desk.drawing.choose_label
    desk.stroke((0.5, 0.1), (0.5, 0.9))
    choose(1)
    desk.stroke((0.3, 0.9), (0.7, 0.9))
    assert desk.drawing.canvas.label == 1, "a stroke goes on with what was called a 1"
    desk.clear()
    assert desk.drawing.canvas.label is None
    desk.stroke((0.5, 0.1), (0.5, 0.9))
    assert desk.drawing.canvas.label is None
    choose(1)
    desk.drawing.canvas.choose_eraser(True)
    desk.drawing.canvas.set_pen_width(60)
    desk.stroke(*[(0.5, y) for y in np.linspace(0.0, 1.0, 20)])
    assert desk.drawing.canvas.is_blank
    assert desk.drawing.canvas.label is None
    desk.drawing.canvas.history.undo()
    assert desk.drawing.canvas.label == 1


def test_a_test_digit_that_is_drawn_on_has_no_label_any_more(desk: Desk) -> None:
    desk.press(desk.card.buttons.random)
    assert desk.drawing.canvas.label is not None
    desk.stroke((0.1, 0.1), (0.3, 0.1))
    assert desk.drawing.canvas.label is None


def test_the_first_stroke_takes_the_place_of_the_ready_made_digit(desk: Desk, session: Session) -> None:
    example = desk.ink()
    desk.stroke((0.1, 0.1), (0.1, 0.3))
    desk.settle()
    assert not desk.ink()[100:].any()
    assert session.moment.sample.inputs.reshape(28, 28) == pytest.approx(prepare_digit(desk.ink()) / 255, rel=1e-15)
    desk.stroke((0.9, 0.7), (0.9, 0.9))
    assert desk.ink()[:100].any(), "the second stroke goes on with the first"
    desk.drawing.canvas.history.undo()
    desk.drawing.canvas.history.undo()
    assert np.array_equal(desk.ink(), example)
    assert desk.drawing.canvas.label == 3
    desk.drawing.canvas.history.redo()
    assert not desk.ink()[100:].any()


def test_the_eraser_works_on_the_ready_made_digit(desk: Desk) -> None:
    before = desk.ink()
    desk.stroke((0.4, 0.1), (0.6, 0.3), button=Qt.MouseButton.RightButton)
    assert 0 < desk.ink().sum() < before.sum()
    assert desk.drawing.canvas.label is None
    desk.stroke((0.1, 0.1), (0.1, 0.3))
    assert desk.ink()[150:].any(), "it is the person's own by now"


def test_empty_paper_is_not_read_and_asks_for_a_drawing(desk: Desk, session: Session) -> None:
    desk.clear()
    desk.settle()
    assert desk.drawing.verdict_label.verdict() is None
    assert desk.drawing.verdict_label.text() == ""
    assert session.moment.phase is Phase.INPUT
    desk.press(desk.card.buttons.follow)
    assert session.notice.kind is NoticeKind.DRAWING_WANTED
    for granularity in Granularity:
        session.navigator.next(granularity)
    session.navigator.last()
    assert session.moment.phase is Phase.INPUT
    desk.press(desk.card.buttons.learn)
    assert session.notice.kind is NoticeKind.DRAWING_WANTED
    assert session.run_length == 0
    desk.stroke((0.5, 0.1), (0.5, 0.9))
    desk.settle()
    assert session.notice is None
    assert desk.drawing.verdict_label.verdict() is not None


def test_empty_paper_is_not_read_while_the_run_is_in_view(desk: Desk, session: Session, qtbot: QtBot) -> None:
    desk.clear()
    desk.settle()
    leave_sample(session, qtbot)
    desk.settle()
    assert desk.drawing.verdict_label.verdict() is None


def test_a_drawing_without_a_label_goes_forward_and_the_cost_asks_for_it(desk: Desk, session: Session) -> None:
    desk.stroke((0.5, 0.1), (0.5, 0.9))
    desk.press(desk.card.buttons.follow)
    phases = []
    while session.notice is None:
        phases.append(session.moment.phase)
        session.navigator.next(Granularity.LAYER)
    assert phases == [Phase.INPUT, *[Phase.WEIGHTED_INPUT, Phase.ACTIVATION] * 2]
    assert session.notice.kind is NoticeKind.ANSWER_WANTED
    assert session.notice.choices == tuple("0123456789")
    assert not session.moment.knows_cost
    assert desk.drawing.label_chooser.box.property("wanted") is True
    session.choose_answer(1)
    desk.settle()
    assert session.notice is None
    assert desk.drawing.canvas.label == 1
    assert session.moment.phase is Phase.COST
    assert session.moment.true_class == 1
    assert np.isfinite(session.moment.sample.cost)
    desk.drawing.canvas.history.undo()
    desk.settle()
    assert session.moment.phase is Phase.ACTIVATION
    assert not session.moment.has_answer


@pytest.mark.parametrize("move", ["last", "go_to", "play", "sample"])
def test_no_way_leads_behind_the_output_of_a_drawing_without_a_label(desk: Desk, session: Session, qtbot: QtBot,
                                                                     move: str) -> None:
    desk.stroke((0.5, 0.1), (0.5, 0.9))
    desk.press(desk.card.buttons.follow)
    if move == "last":
        session.navigator.last()
    elif move == "go_to":
        session.navigator.go_to(session.moment.route.end_of_step(session.moment.address.step, 1))
    elif move == "play":
        session.navigator.set_speed(16.0)
        session.navigator.play()
        qtbot.waitUntil(lambda: not session.is_playing)
    else:
        session.navigator.next(Granularity.SAMPLE)
    qtbot.waitUntil(lambda: session.notice is not None)
    assert session.notice.kind is NoticeKind.ANSWER_WANTED
    assert session.moment.phase is Phase.ACTIVATION
    assert session.moment.layer == session.network.depth


def test_learn_asks_for_the_label_and_learns_the_one_that_is_chosen(desk: Desk, session: Session) -> None:
    desk.stroke((0.5, 0.1), (0.5, 0.9))
    desk.settle()
    desk.press(desk.card.buttons.learn)
    assert session.notice.kind is NoticeKind.ANSWER_WANTED
    assert not session.run.has_step
    assert not session.history.can_undo
    session.choose_answer(7)
    desk.settle()
    assert session.moment.occasion is Occasion.LEARNED
    assert session.moment.true_class == 7


def test_another_label_changes_the_cost_in_view(desk: Desk, session: Session) -> None:
    desk.stroke((0.5, 0.1), (0.5, 0.9))
    desk.drawing.choose_label(3)
    desk.settle()
    QTest.keyClick(desk.drawing.label_chooser.box, Qt.Key.Key_Down)
    desk.settle()
    sample = session.moment.sample
    cost = cost_named("binary_cross_entropy").value(sample.a[-1].reshape(1, -1), np.eye(10)[[4]])[0]
    assert sample.target.tolist() == np.eye(10)[4].tolist()
    assert sample.cost == pytest.approx(float(cost), rel=1e-12)


def test_another_label_does_not_move_a_digit_that_is_being_followed(desk: Desk, session: Session) -> None:
    QTest.mouseClick(desk.card.buttons.follow, LEFT)
    session.navigator.next(Granularity.LAYER)
    address = session.moment.address
    QTest.keyClick(desk.drawing.label_chooser.box, Qt.Key.Key_Down)
    desk.settle()
    assert session.moment.address == address
    assert session.moment.true_class == 4


def test_another_label_does_not_take_the_run_out_of_view(desk: Desk, session: Session, qtbot: QtBot) -> None:
    leave_sample(session, qtbot)
    QTest.keyClick(desk.drawing.label_chooser.box, Qt.Key.Key_Down)
    desk.settle()
    assert session.moment.occasion is Occasion.TRAINING


# Following and learning


def test_follow_puts_the_drawing_at_the_input_and_nothing_is_learned(desk: Desk, session: Session) -> None:
    length = session.run_length
    desk.clear()
    desk.stroke((0.5, 0.1), (0.5, 0.9))
    QTest.mouseClick(desk.card.buttons.follow, LEFT)  # before the event loop has turned
    desk.settle()
    assert session.is_following
    assert session.moment.phase is Phase.INPUT
    assert session.moment.sample.inputs.reshape(28, 28) == pytest.approx(prepare_digit(desk.ink()) / 255, rel=1e-15)
    assert session.run_length == length


def test_learn_makes_one_update_with_the_drawing_and_its_label(desk: Desk, session: Session) -> None:
    length = session.run_length
    before = desk.card.own_sample()
    QTest.keyClick(desk.card.buttons.learn, Qt.Key.Key_Return)
    assert session.moment.occasion is Occasion.LEARNED
    assert session.run_length == length + 1
    assert np.array_equal(session.moment.sample.inputs, before.inputs)
    assert np.array_equal(session.moment.sample.target, before.target)
    session.navigator.next(Granularity.STEP)
    session.navigator.show_sample(before)
    after = session.moment.sample.cost
    session.history.undo()
    session.navigator.show_sample(before)
    assert after < session.moment.sample.cost


def test_drawing_during_training_shows_the_answer_of_the_present_weights(desk: Desk, session: Session,
                                                                         qtbot: QtBot) -> None:
    session.navigator.train(3.0)
    assert session.is_training
    desk.stroke((0.3, 0.1), (0.3, 0.9))
    desk.settle()
    assert session.is_training
    assert np.array_equal(session.moment.sample.inputs, desk.card.own_sample().inputs)
    first = session.moment
    qtbot.waitUntil(lambda: session.moment.state.step > first.state.step + 20)
    assert np.array_equal(session.moment.sample.inputs, desk.card.own_sample().inputs)
    assert not np.array_equal(session.moment.sample.a[-1], first.sample.a[-1])
    session.worker.stop()
    qtbot.waitUntil(lambda: not session.is_training)
    # numbers follow a run that trains with some delay
    qtbot.waitUntil(lambda: f"looks like {session.moment.predicted_class} " in desk.drawing.verdict_label.text())
