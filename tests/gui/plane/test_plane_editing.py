"""Points edited with real mouse and keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.plane.output_card import OutputCard
from gui.run.session import Session
from gui.transport.keys import install_keys
from simulator.experiment import Experiment, Layer
from simulator.steps import Granularity
from tests.gui.plane.conftest import (
    CIRCLES,
    HILLS,
    LEFT,
    NO_KEYS,
    RIGHT,
    SINE,
    THREE,
    XOR_GATE,
    Open,
    click,
    drag,
    edit,
    hover,
    place,
)

CORNER = (2.5, 2.5)
"""A place of the circles' window where no point is."""


def last(session: Session) -> list[float]:
    """The newest training point with its class or value."""
    train = session.data.train
    answer = train.labels[-1] if train.values is None else train.values[-1, 0]
    return [*train.raw[-1].tolist(), float(answer)]


def test_a_click_on_an_empty_place_adds_a_point_of_the_chosen_class_and_keeps_the_weights(open_card: Open) -> None:
    session, card = open_card(epochs=3)
    theta, count = session.moment.theta.copy(), session.data.train.count
    edit(card)
    assert card.plane.hasFocus()
    click(card, *CORNER)
    assert session.data.train.count == count + 1
    assert last(session) == pytest.approx([*CORNER, 0.0], abs=0.03)
    assert np.array_equal(session.moment.theta, theta)
    buttons = card.tools.buttons
    assert buttons is not None
    QTest.mouseClick(buttons.segments()[1], LEFT)
    click(card, -2.5, 2.5)
    assert last(session) == pytest.approx([-2.5, 2.5, 1.0], abs=0.03)
    assert session.data.train.count == count + 2


def test_the_keys_of_the_classes_choose_while_points_are_edited_and_nothing_else_then(open_card: Open) -> None:
    session, card = open_card(THREE)
    keys = install_keys(card.window(), session.navigator)
    edit(card)
    QTest.keyClick(card.plane, Qt.Key.Key_3)
    assert card.tools.index() == 2
    assert session.navigator.granularity is Granularity.LAYER, (
        "the window's shortcut of the same key has not been heard")
    click(card, -2.8, 2.8)
    assert last(session)[-1] == 2.0
    QTest.keyClick(card.plane, Qt.Key.Key_Escape)
    assert not card.plane.is_editing
    assert not card.header.pen.isChecked()
    QTest.keyClick(card.window(), Qt.Key.Key_3)
    assert session.navigator.granularity is Granularity.SAMPLE
    assert card.tools.index() == 2
    keys.deleteLater()


def test_a_dragged_point_is_seen_moving_and_moved_by_one_edit(open_card: Open) -> None:
    session, card = open_card()
    edit(card)
    start = tuple(session.data.train.raw[5].tolist())
    drag(card, start, CORNER, let_go=False)
    assert session.data.train.raw[5].tolist() == list(start)
    points = card.plane.points
    assert points is not None
    assert points.coordinates[5] == pytest.approx(CORNER, abs=0.05)
    QTest.mouseRelease(card.plane, LEFT, NO_KEYS, place(card, *CORNER))
    assert session.data.train.raw[5] == pytest.approx(CORNER, abs=0.05)
    assert session.data.train.count == 200
    session.history.undo()
    assert session.data.train.raw[5].tolist() == list(start)
    assert not session.history.can_undo


def test_a_point_that_is_dragged_outside_stays_at_the_edge(open_card: Open) -> None:
    session, card = open_card()
    edit(card)
    start = tuple(session.data.train.raw[5].tolist())
    QTest.mousePress(card.plane, LEFT, NO_KEYS, place(card, *start))
    QTest.mouseMove(card.plane, QPoint(card.plane.width() + 50, -40))
    QTest.mouseRelease(card.plane, LEFT, NO_KEYS, QPoint(card.plane.width() + 50, -40))
    assert session.data.train.raw[5].tolist() == [3.0, 3.0]


def test_a_click_on_a_point_that_is_not_moved_changes_nothing(open_card: Open) -> None:
    session, card = open_card()
    edit(card)
    click(card, *session.data.train.raw[5].tolist())
    assert not session.history.can_undo


@pytest.mark.parametrize("way", ["right", Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_the_point_under_the_pointer_is_deleted(open_card: Open, way: str | Qt.Key) -> None:
    session, card = open_card()
    edit(card)
    gone = session.data.train.raw[7].tolist()
    if isinstance(way, str):
        click(card, *gone, button=RIGHT)
    else:
        hover(card, *gone)
        QTest.keyClick(card.plane, way)
    assert session.data.train.count == 199
    assert gone not in session.data.train.raw.tolist()
    session.history.undo()
    assert session.data.train.raw[7].tolist() == gone


def test_escape_during_a_drag_only_lets_the_point_go_back(open_card: Open) -> None:
    session, card = open_card()
    edit(card)
    start = tuple(session.data.train.raw[5].tolist())
    drag(card, start, CORNER, let_go=False)
    QTest.keyClick(card.plane, Qt.Key.Key_Escape)
    QTest.mouseRelease(card.plane, LEFT, NO_KEYS, place(card, *CORNER))
    assert card.plane.is_editing
    assert not session.history.can_undo


def test_the_last_point_stays_and_it_is_said_why(open_card: Open) -> None:
    session, card = open_card(replace(CIRCLES, train_points=((0.5, 0.5, 1.0),), batch_size=1))
    edit(card)
    click(card, 0.5, 0.5, button=RIGHT)
    assert session.data.train.count == 1
    assert "at least one sample" in card.plane.message
    hover(card, 0.6, 0.6)
    assert card.plane.message, "moving the pointer doesn't take the sentence away"
    click(card, *CORNER)
    assert not card.plane.message
    assert session.data.train.count == 2


def test_every_edit_can_be_undone_and_made_again(open_card: Open) -> None:
    session, card = open_card()
    edit(card)
    for x in (-2.5, 0.0, 2.5):
        click(card, x, 2.8)
    assert session.data.train.count == 203
    for count in (202, 201, 200):
        session.history.undo()
        assert session.data.train.count == count
        assert card.plane.points is not None
        assert len(card.plane.points) == count
    session.history.redo()
    assert session.data.train.count == 201


def test_a_point_of_a_curve_gets_its_value_from_its_height(open_card: Open) -> None:
    session, card = open_card(SINE)
    edit(card)
    assert not card.tools.isVisible(), "there is nothing to choose"
    click(card, 1.0, -0.5)
    assert last(session) == pytest.approx([1.0, -0.5], abs=0.05)
    drag(card, (last(session)[0], last(session)[1]), (-1.0, 0.75))
    assert last(session) == pytest.approx([-1.0, 0.75], abs=0.05)


def test_a_point_of_a_regression_in_the_plane_gets_the_value_of_its_button(open_card: Open) -> None:
    session, card = open_card(HILLS)
    edit(card)
    for key, value in ((Qt.Key.Key_1, -1.0), (Qt.Key.Key_2, 0.0), (Qt.Key.Key_3, 1.0)):
        QTest.keyClick(card.plane, key)
        count = session.data.train.count
        free = free_place(session, card)
        click(card, *free)
        assert session.data.train.count == count + 1
        assert last(session)[-1] == value
        drag(card, (last(session)[0], last(session)[1]), free_place(session, card))
        assert last(session)[-1] == value


def free_place(session: Session, card: OutputCard) -> tuple[float, float]:
    """A place as far from all points as there is."""
    axis = np.linspace(-2.8, 2.8, 57)
    places = np.array([(x, y) for x in axis for y in axis])
    distances = np.hypot(*np.moveaxis(places[:, np.newaxis] - session.data.train.raw, 2, 0)).min(axis=1)
    x, y = places[int(np.argmax(distances))].tolist()
    return x, y


def test_a_truth_table_and_a_card_that_is_only_looked_at_have_no_pen(open_card: Open) -> None:
    assert not open_card(XOR_GATE)[1].header.pen.isVisible()
    session, card = open_card(editable=False)
    assert not card.header.pen.isVisible()
    click(card, *session.data.train.raw[3].tolist())
    assert not session.is_following


def test_editing_ends_when_the_data_of_another_run_cannot_be_edited(open_card: Open) -> None:
    session, card = open_card()
    edit(card)
    session.start_run(XOR_GATE)
    assert not card.plane.is_editing
    assert not card.header.pen.isVisible()


def test_an_edit_while_the_network_trains_stops_the_training_first(open_card: Open) -> None:
    session, card = open_card()
    edit(card)
    session.navigator.train(1000)
    click(card, *CORNER)
    session.worker.wait()
    QApplication.processEvents()
    assert session.data.train.count == 201
    assert not session.is_training


def test_on_a_line_with_classes_a_point_stands_where_its_class_is(open_card: Open, tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("x,label\n" + "\n".join(f"{x},{'yes' if x > 4 else 'no'}" for x in range(10)))
    session, card = open_card(Experiment(data_set="table", data_path=str(path), layers=(Layer(1),), batch_size=2))
    assert card.legend.names() == ("no", "yes")
    edit(card)
    QTest.keyClick(card.plane, Qt.Key.Key_2)
    click(card, 2.6, 0.5)
    assert last(session) == pytest.approx([2.6, 1.0], abs=0.05)
    points = card.plane.points
    assert points is not None
    assert points.positions()[-1].tolist() == last(session)
