"""Test digits, wrong ones, and pictures of another size."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import count
from gui.run.session import Session
from simulator.datasets import MNIST
from simulator.datasets.data_set import DataSet, Part
from simulator.experiment import Experiment
from simulator.propagation import outputs

if TYPE_CHECKING:
    from tests.gui.digits.conftest import Desk, OpenDesk, OpenSession

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_random_test_digit_comes_with_its_exact_pixels_its_number_and_its_label(
        desk: Desk, session: Session) -> None:
    desk.press(desk.card.buttons.random)
    index = desk.card.panel.stored_index()
    assert index is not None
    assert np.array_equal(session.moment.sample.inputs, MNIST.test.inputs(np.array([index]))[0])
    label = int(MNIST.test.labels[index])
    assert session.moment.true_class == label
    assert desk.drawing.label_chooser.label() == label
    assert desk.card.status.text() == f"test digit {count(index + 1)}, label {label}"


def test_one_random_digit_follows_another(desk: Desk) -> None:
    found = set()
    for _ in range(5):
        desk.press(desk.card.buttons.random)
        found.add(desk.card.panel.stored_index())
    assert len(found) == 5


def test_a_test_digit_is_shown_enlarged_pixel_by_pixel(desk: Desk) -> None:
    desk.press(desk.card.buttons.random)
    pixels = MNIST.test.raw[desk.card.panel.stored_index()].reshape(28, 28)
    assert np.array_equal(desk.ink()[5::10, 5::10], pixels)
    assert np.array_equal(desk.ink().reshape(28, 10, 28, 10).min(axis=(1, 3)), pixels)


def test_drawing_on_a_test_digit_goes_on_from_it_and_can_be_taken_back_to_the_exact_digit(
        desk: Desk, session: Session) -> None:
    first = desk.card.own_sample()
    desk.press(desk.card.buttons.random)
    stored, before, exact = desk.card.panel.stored_index(), desk.ink(), desk.card.own_sample()
    canvas = desk.drawing.canvas
    QTest.mousePress(canvas, LEFT, pos=QPoint(10, 10))
    QTest.mouseMove(canvas, QPoint(40, 12))
    assert desk.card.panel.stored_index() is None
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(40, 12))
    desk.settle()
    assert (desk.ink() >= before).all()
    assert desk.card.status.text() == "right button erases"
    assert not np.array_equal(session.moment.sample.inputs, exact.inputs)
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.card.panel.stored_index() == stored
    assert np.array_equal(session.moment.sample.inputs, exact.inputs)
    QTest.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert np.array_equal(session.moment.sample.inputs, first.inputs)
    assert session.moment.true_class == 3


def test_next_wrong_finds_the_wrong_digits_one_after_the_other(desk: Desk, session: Session) -> None:
    theta, test = session.moment.theta, MNIST.test
    answers = np.argmax(outputs(session.network, theta, test.inputs(np.arange(200))), axis=1)
    wrong = np.flatnonzero(answers != test.labels[:200])
    found = []
    for _ in range(20):
        desk.press(desk.card.buttons.wrong)
        found.append(desk.card.panel.stored_index())
        verdict = desk.drawing.verdict_label.verdict()
        assert verdict is not None
        assert verdict.predicted == answers[found[-1]] != session.moment.true_class
    assert found == wrong[:20].tolist()


def test_a_wrong_answer_to_a_test_digit_is_marked(desk: Desk) -> None:
    desk.press(desk.card.buttons.wrong)
    assert desk.drawing.verdict_label._class.property("tone") == "error"
    QTest.keyClick(desk.drawing.canvas, Qt.Key.Key_Delete)
    desk.settle()
    assert desk.drawing.verdict_label._class.property("tone") != "error"


def test_the_window_goes_on_while_a_wrong_digit_is_searched(desk: Desk, qtbot: QtBot,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    go_on: list[bool] = []

    def slow(*arguments: object) -> int:
        should_stop = arguments[-1]
        while not go_on and not should_stop():  # type: ignore[operator]
            pass
        return 17

    monkeypatch.setattr("gui.digits.digit_card.next_wrong", slow)
    QTest.mouseClick(desk.card.buttons.wrong, LEFT)
    assert desk.card.status.text() == "searching …"
    QApplication.processEvents()
    assert desk.card.panel.stored_index() is None
    go_on.append(True)
    qtbot.waitUntil(lambda: desk.card.panel.stored_index() == 17)


def test_what_is_drawn_during_a_search_is_not_replaced_by_what_is_found(desk: Desk) -> None:
    QTest.mouseClick(desk.card.buttons.wrong, LEFT)
    canvas = desk.drawing.canvas
    QTest.mouseClick(canvas, LEFT, pos=QPoint(10, 10))
    desk.settle()
    assert desk.card.panel.stored_index() is None
    assert desk.card.status.text() == "right button erases"


def test_test_data_that_cannot_be_read_are_reported_on_the_card(
        open_session: OpenSession, open_desk: OpenDesk, tiny_pictures: DataSet,
        tiny_experiment: Experiment) -> None:
    def fail() -> tuple[np.ndarray, np.ndarray]:
        raise ValueError("t10k-images is cut off; download it again")

    data = replace(tiny_pictures, test=Part(5, 64, 1 / 255, fail))
    desk = open_desk(open_session(tiny_experiment, data))
    desk.press(desk.card.buttons.random)
    assert desk.card.status.text() == "t10k-images is cut off; download it again"
    desk.press(desk.card.buttons.wrong)
    assert desk.card.status.text() == "t10k-images is cut off; download it again"
    assert desk.card.panel.stored_index() is None


# Pictures of another size


def test_pictures_of_another_size_are_averaged_and_the_hint_says_so(
        open_session: OpenSession, open_desk: OpenDesk, tiny_pictures: DataSet,
        tiny_experiment: Experiment) -> None:
    session = open_session(tiny_experiment, tiny_pictures)
    desk = open_desk(session)
    assert not desk.ink().any()
    canvas = desk.drawing.canvas
    QTest.mouseClick(canvas, LEFT, pos=canvas.rect().center())
    desk.settle()
    means = desk.ink().reshape(8, 35, 8, 35).mean(axis=(1, 3))
    assert session.moment.sample.inputs.reshape(8, 8) == pytest.approx(np.rint(means) / 255)
    assert "8×8" in desk.drawing.seen.toolTip()
    assert "mean" in desk.drawing.seen.toolTip()
    desk.press(desk.card.buttons.random)
    assert desk.card.status.text().startswith("training digit ")
