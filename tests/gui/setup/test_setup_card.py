"""The set-up card: what changes at once, what waits for a new run, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import NARROW_SPACE
from gui.foundation.theme import Theme
from gui.run.session import Session
from gui.setup.setting_row import SettingField, SettingRow
from gui.setup.setup_card import SetupCard
from simulator.experiment import preset, with_change
from tests.gui.setup.conftest import CIRCLES, box, choose, click, field, type_into


def test_the_card_shows_the_settings_of_the_run(card: SetupCard) -> None:
    assert field(card, "learning_rate").line.text() == "0.3"
    assert field(card, "batch_size").line.text() == "10"
    assert box(card, "data_set").key() == "circles"
    assert [row.neurons.line.text() for row in card.rows.layers.rows()] == ["4", "2", "1"]
    assert [row.activation.key() for row in card.rows.layers.rows()] == ["tanh", "tanh", "sigmoid"]
    assert card.rows.rows["batch_size"].note.text() == "200/10 = 20 steps an epoch"
    assert not card.bar.start.isVisible()


def test_a_batch_size_that_leaves_a_rest_is_counted_up(card: SetupCard) -> None:
    type_into(field(card, "batch_size").line, "64")
    assert card.rows.rows["batch_size"].note.text() == "⌈200/64⌉ = 4 steps an epoch"


def test_the_learning_rate_changes_at_once_and_the_run_goes_on(card: SetupCard, session: Session) -> None:
    session.navigator.next()
    session.worker.wait()
    run = session.run
    type_into(field(card, "learning_rate").line, "0.05")
    session.worker.wait()
    assert session.experiment.learning_rate == 0.05
    assert session.run is run
    assert not card.bar.start.isVisible()


@pytest.mark.parametrize(("setting", "text", "value"), [("batch_size", "20", 20), ("learning_rate", "1e-3", 1e-3)])
def test_numbers_change_without_a_new_run(card: SetupCard, session: Session, setting: str, text: str,
                                          value: float) -> None:
    run = session.run
    type_into(field(card, setting).line, text)
    session.worker.wait()
    assert getattr(session.experiment, setting) == value
    assert session.run is run


def test_regularisation_changes_without_a_new_run_and_brings_its_strength(card: SetupCard, session: Session) -> None:
    run = session.run
    assert not card.rows.rows["regularisation_strength"].isVisible()
    choose(box(card, "regularisation"), "l2")
    session.worker.wait()
    assert (session.experiment.regularisation, session.experiment.regularisation_strength) == ("l2", 5.0)
    type_into(field(card, "regularisation_strength").line, "0.25")
    session.worker.wait()
    assert session.experiment.regularisation_strength == 0.25
    assert session.run is run


def test_a_new_layer_waits_for_a_new_run(card: SetupCard, session: Session, qtbot: QtBot) -> None:
    click(card.rows.add_layer)
    assert session.experiment == CIRCLES
    assert len(card.rows.layers.rows()) == 4
    assert card.bar.start.isVisible()
    with qtbot.waitSignal(session.run_changed):
        click(card.bar.start)
    assert session.network.sizes == (2, 4, 2, 2, 1)
    assert not card.bar.start.isVisible()
    assert card.bar.reset.isVisible()


def test_a_layer_can_be_removed_but_not_the_output(card: SetupCard) -> None:
    rows = card.rows.layers.rows()
    assert [row.remove.isVisible() for row in rows] == [True, True, False]
    click(rows[0].remove)
    assert card.draft.sizes == (2, 2, 1)
    assert not card.rows.layers.rows()[-1].neurons.isEnabled()


def test_discard_brings_the_run_back_into_view(card: SetupCard, session: Session) -> None:
    click(card.rows.add_layer)
    choose(box(card, "cost"), "quadratic")
    type_into(field(card, "seed").line, "77")
    click(card.bar.discard)
    assert card.draft.outcome == session.experiment == CIRCLES
    assert field(card, "seed").line.text() == "1"
    assert box(card, "cost").key() == "binary_cross_entropy"
    assert not card.bar.discard.isVisible()


def test_while_there_is_a_draft_even_the_learning_rate_waits(card: SetupCard, session: Session) -> None:
    choose(box(card, "optimizer"), "adam")
    type_into(field(card, "learning_rate").line, "0.001")
    session.worker.wait()
    assert session.experiment == CIRCLES
    click(card.bar.start)
    session.worker.wait()
    assert session.experiment == with_change(CIRCLES, optimizer="adam", learning_rate=0.001)


def test_an_optimizer_brings_fields_for_its_numbers(card: SetupCard, session: Session) -> None:
    choose(box(card, "optimizer"), "momentum")
    click(card.bar.start)
    session.worker.wait()
    (row,) = card.rows.number_rows()
    assert row.label.text() == "momentum\N{NO-BREAK SPACE}μ"
    assert isinstance(row.field, SettingField)
    run = session.run
    type_into(row.field.line, "0.5")
    session.worker.wait()
    assert session.experiment.optimizer_numbers == (0.5,)
    assert session.run is run


def test_another_data_set_adapts_what_must_follow_and_says_so(card: SetupCard, session: Session) -> None:
    choose(box(card, "experiment"), "mnist_98")
    click(card.bar.start)
    session.worker.wait()
    choose(box(card, "data_set"), "xor_gate")
    assert card.draft.sizes == (2, 150, 1)
    assert field(card, "batch_size").line.text() == "4"
    assert "as many as XOR gate has" in card.rows.rows["batch_size"].note.text()
    assert "XOR gate" in card.rows.layers.note.text()
    click(card.bar.start)
    session.worker.wait()
    assert session.data.name == "xor_gate"


def test_a_preset_becomes_a_draft_and_then_the_run(card: SetupCard, session: Session) -> None:
    choose(box(card, "experiment"), "xor")
    assert session.experiment == CIRCLES
    click(card.bar.start)
    session.worker.wait()
    assert session.experiment == preset("xor")
    assert box(card, "experiment").key() == "xor"


def test_choosing_settings_of_ones_own_changes_nothing(session: Session, card: SetupCard) -> None:
    choose(box(card, "experiment"), "xor")
    choose(box(card, "experiment"), "")
    assert box(card, "experiment").key() == "xor", "as long as nothing is changed it is the experiment that it was"
    assert card.draft.outcome == preset("xor")
    assert session.experiment == CIRCLES


def test_settings_that_are_no_presets_are_called_ones_own(card: SetupCard) -> None:
    choose(box(card, "experiment"), "circles")
    assert box(card, "experiment").currentText() == "Circles"
    type_into(field(card, "seed").line, "3")
    assert box(card, "experiment").key() == ""


def test_the_dice_draws_another_seed(card: SetupCard) -> None:
    seed_row = card.rows.rows["seed"]
    dice = [child for child in seed_row.children() if isinstance(child, QWidget) and child.toolTip()][-1]
    click(dice)
    assert card.draft.settings["seed"] != CIRCLES.seed
    assert card.bar.start.isVisible()


def test_in_a_low_card_reset_and_new_weights_move_into_the_header(
        session: Session, show: Callable[..., QWidget], qtbot: QtBot) -> None:
    card = SetupCard(session, Theme())
    window = show(card)
    window.resize(300, 200)
    QApplication.processEvents()
    assert card.reset.isVisible()
    assert not card.bar.isVisible()
    with qtbot.waitSignal(session.run_changed):
        click(card.new_weights)
    assert session.experiment.seed != CIRCLES.seed
    card.rows.add_layer.click()
    assert card.bar.start.isVisible(), "a draft can be started all the same"
    window.resize(300, 900)
    QApplication.processEvents()
    assert not card.reset.isVisible()


def test_reset_begins_anew_with_the_same_weights_and_new_weights_with_others(
        card: SetupCard, session: Session, qtbot: QtBot) -> None:
    theta = session.moment.state.theta.copy()
    session.navigator.train(1)
    qtbot.waitUntil(lambda: session.run_length >= 20)
    session.worker.wait()
    with qtbot.waitSignal(session.run_changed):
        click(card.bar.reset)
    assert np.array_equal(session.moment.state.theta, theta)
    with qtbot.waitSignal(session.run_changed):
        click(card.bar.new_weights)
    assert not np.array_equal(session.moment.state.theta, theta)
    assert field(card, "seed").line.text() == str(session.experiment.seed) != "1"


@pytest.mark.parametrize(("setting", "text", "reason"), [
    ("learning_rate", "0", "must be a positive number, got 0"), ("learning_rate", "-1", "got -1"),
    ("learning_rate", "fast", '"fast" is not a number'), ("batch_size", "201", "at most M = 200"),
    ("batch_size", "0", "at least 1"), ("batch_size", "2.5", "not a whole number"), ("seed", "-1", "at least 0")])
def test_a_wrong_number_is_explained_under_its_field_and_the_run_stays(
        card: SetupCard, session: Session, setting: str, text: str, reason: str) -> None:
    row = card.rows.rows[setting]
    type_into(field(card, setting).line, text)
    session.worker.wait()
    assert reason in row.message.text()
    assert row.message.isVisible()
    assert row.message.mapTo(card, QPoint()).y() > field(card, setting).mapTo(card, QPoint()).y()
    assert session.experiment == CIRCLES
    QTest.keyClick(field(card, setting).line, Qt.Key.Key_Escape)
    assert not row.message.isVisible()
    assert field(card, setting).line.text() == str(getattr(CIRCLES, setting))


@pytest.mark.parametrize(("text", "reason"), [("0", "at least 1"), ("wide", "not a whole number"),
                                              ("90000000", "make its layers smaller")])
def test_a_wrong_layer_size_is_explained_under_its_layer(card: SetupCard, session: Session, text: str,
                                                         reason: str) -> None:
    row = card.rows.layers.rows()[1]
    type_into(row.neurons.line, text)
    assert reason in row.message.text()
    assert row.message.isVisible()
    assert not card.rows.layers.rows()[0].message.isVisible()
    assert card.draft.outcome == session.experiment == CIRCLES


def test_nothing_can_be_started_while_a_field_is_wrong(card: SetupCard) -> None:
    click(card.rows.add_layer)
    type_into(field(card, "learning_rate").line, "0")
    assert not card.bar.start.isEnabled()
    type_into(field(card, "learning_rate").line, "0.1")
    assert card.bar.start.isEnabled()


def test_a_cost_without_a_fitting_output_is_explained_under_the_cost(card: SetupCard) -> None:
    choose(box(card, "cost"), "categorical_cross_entropy")
    assert "outputs" in card.rows.rows["cost"].message.text()
    assert not card.bar.start.isEnabled()
    click(card.bar.discard)
    assert not card.rows.rows["cost"].message.isVisible()


def test_the_wheel_scrolls_the_card_and_changes_no_field(card: SetupCard, session: Session,
                                                         turn_wheel: Callable[..., bool]) -> None:
    card.window().resize(300, 340)
    QApplication.processEvents()
    before = card.draft
    rows = [row for row in card.rows.rows.values() if row.isVisible()]
    for row in rows:
        assert not turn_wheel(row.field, -1), "the field leaves the wheel to the scroll area"
    assert card.draft is before
    bar = card.scroll_area.verticalScrollBar()
    assert turn_wheel(card.scroll_area.viewport(), -1)
    assert bar.value() > 0


@pytest.mark.parametrize("width", [250, 300])
def test_every_row_fits_into_a_narrow_column(card: SetupCard, width: int) -> None:
    card.window().resize(width + 22, 400)
    choose(box(card, "optimizer"), "adam")
    choose(box(card, "initializer"), "normal_sigma")
    QApplication.processEvents()
    viewport = card.scroll_area.viewport()
    for row in card.findChildren(SettingRow):
        if row.isVisible():
            right = row.field.mapTo(viewport, row.field.rect().topRight()).x()
            assert 0 <= row.field.mapTo(viewport, QPoint()).x() < right < viewport.width()


def test_numbers_of_samples_are_grouped(card: SetupCard) -> None:
    assert f"60{NARROW_SPACE}000" in box(card, "data_set").itemText(box(card, "data_set").findData("mnist"))


def test_the_second_click_of_a_double_click_on_discard_presses_nothing(
        card: SetupCard, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QApplication, "doubleClickInterval", lambda: 60_000)  # however slow the machine is
    run = session.run
    card.rows.add_layer.click()
    click(card.bar.discard)
    for button in (card.bar.reset, card.bar.new_weights):
        click(button)
    session.worker.wait()
    assert session.run is run
