"""The rows of the data: how many samples, how noisy, which inputs; and first weights that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import NARROW_SPACE
from gui.foundation.theme import Theme
from gui.run.session import Session
from gui.setup.choices import KNOWN_WEIGHTS
from gui.setup.setup_card import SetupCard
from gui.widgets.buttons import IconButton
from simulator.experiment import preset
from tests.gui.setup.conftest import CIRCLES, box, choose, click, field, type_into

DATA_ROWS = ("sample_count", "noise", "test_share", "data_seed", "features", "scaling")


def visible(card: SetupCard) -> list[str]:
    return [setting for setting in DATA_ROWS if card.rows.rows[setting].isVisible()]


def message(card: SetupCard, setting: str) -> str:
    shown = card.rows.rows[setting].message
    return shown.text() if shown.isVisible() else ""


def note(card: SetupCard, setting: str) -> str:
    shown = card.rows.rows[setting].note
    return shown.text() if shown.isVisible() else ""


def chip(card: SetupCard, text: str) -> QToolButton:
    return next(one for one in card.rows.data.chips.chips() if one.text() == text)


def switched_on(card: SetupCard) -> list[str]:
    return [one.text() for one in card.rows.data.chips.chips() if one.isChecked()]


@pytest.fixture
def card_of(show: Callable[..., QWidget]) -> Iterator[Callable[[str], SetupCard]]:
    sessions: list[Session] = []

    def made(name: str) -> SetupCard:
        sessions.append(Session(preset(name)))
        card = SetupCard(sessions[-1], Theme())
        show(card).resize(320, 900)
        return card

    yield made
    for session in sessions:
        session.close()


# the rows


@pytest.mark.parametrize(("name", "rows"), [
    ("circles", ["sample_count", "noise", "test_share", "data_seed", "features"]),
    ("curve_sine", ["sample_count", "noise", "test_share", "data_seed", "features"]),
    ("nand_by_hand", ["features"]), ("mnist", [])])
def test_only_what_can_be_chosen_for_the_data_is_shown(card_of: Callable[[str], SetupCard], name: str,
                                                       rows: list[str]) -> None:
    assert visible(card_of(name)) == rows


def test_the_card_says_what_is_done_to_the_inputs(card: SetupCard) -> None:
    assert card.rows.rows["data_set"].toolTip() == "the inputs are used as they are"
    choose(box(card, "data_set"), "mnist")
    assert "255" in note(card, "data_set")


def test_fewer_samples_make_a_draft_and_then_a_run(card: SetupCard, session: Session, qtbot: QtBot) -> None:
    assert note(card, "test_share") == "200 to learn from, 200 to test"
    type_into(field(card, "sample_count").line, "50")
    assert note(card, "test_share") == "25 to learn from, 25 to test"
    assert session.data.train.count == 200
    with qtbot.waitSignal(session.run_changed):
        click(card.bar.start)
    session.worker.wait()
    assert session.data.train.count == 25
    assert session.experiment.sample_count == 50
    assert not card.draft.is_pending


def test_noise_goes_up_and_down_in_steps_within_its_limits(card: SetupCard) -> None:
    line = field(card, "noise").line
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    for _ in range(3):
        QTest.keyClick(line, Qt.Key.Key_Up)
    assert card.draft.settings["noise"] == 0.15
    for _ in range(5):
        QTest.keyClick(line, Qt.Key.Key_Down)
    assert card.draft.settings["noise"] == 0.0
    assert not card.draft.is_pending


@pytest.mark.parametrize(("text", "share"), [("20", 0.2), ("20 %", 0.2), ("33.3%", 0.333), ("0", 0.0), ("90", 0.9)])
def test_the_share_for_testing_is_written_in_per_cent(card: SetupCard, text: str, share: float) -> None:
    type_into(field(card, "test_share").line, text)
    assert card.draft.settings["test_share"] == share
    assert field(card, "test_share").line.text() == f"{text.strip(' %')}{NARROW_SPACE}%"


def test_a_share_of_nothing_is_said_to_test_on_what_was_learned(card: SetupCard) -> None:
    type_into(field(card, "test_share").line, "0")
    assert note(card, "test_share") == "400 to learn from and to test"


def test_the_dice_draws_other_points(card: SetupCard, session: Session) -> None:
    before = card.draft.data.train.raw.copy()
    dice = next(one for one in card.rows.rows["data_seed"].findChildren(IconButton))
    click(dice)
    assert card.draft.settings["data_seed"] != CIRCLES.data_seed
    assert (card.draft.data.train.raw != before).any()
    assert session.experiment == CIRCLES


@pytest.mark.parametrize(("setting", "text", "reason"), [
    ("sample_count", "0", "at least 2, got 0"), ("sample_count", "many", "not a whole number"),
    ("sample_count", "1000000", "at most 100000"), ("noise", "-1", "got -1"), ("noise", "0.7", "got 0.7"),
    ("test_share", "95", "between 0 % and 90 %, got 95 %"), ("test_share", "-5", "got -5 %"),
    ("test_share", "half", "not a number"), ("data_seed", "-1", "at least 0")])
def test_samples_that_can_not_be_are_explained_under_their_field_and_nothing_is_lost(
        card: SetupCard, session: Session, setting: str, text: str, reason: str) -> None:
    card.rows.add_layer.click()
    type_into(field(card, setting).line, text)
    assert reason in message(card, setting)
    assert not card.bar.start.isEnabled()
    assert len(card.draft.layers) == 4, "the other change is still there"
    assert session.experiment == CIRCLES
    QTest.keyClick(field(card, setting).line, Qt.Key.Key_Escape)
    assert message(card, setting) == ""
    assert card.bar.start.isEnabled()


def test_a_batch_that_is_larger_than_the_samples_shrinks_and_the_card_says_so(card: SetupCard) -> None:
    type_into(field(card, "sample_count").line, "10")
    assert field(card, "batch_size").line.text() == "5"
    assert "as many as Circles has" in note(card, "batch_size")
    assert "5/5 = 1 step an epoch" in note(card, "batch_size")


# the inputs


def test_inputs_are_switched_on_and_off_by_a_click(card: SetupCard, session: Session) -> None:
    assert switched_on(card) == ["x₁", "x₂"]
    click(chip(card, "x₁²"))
    click(chip(card, "x₁"))
    assert switched_on(card) == ["x₂", "x₁²"]
    assert card.draft.settings["features"] == ("x2", "x1_squared")
    click(chip(card, "x₁x₂"))
    assert card.draft.sizes[0] == 3
    assert "3 – 4 – 2 – 1" in note(card, "layers")
    click(card.bar.start)
    session.worker.wait()
    assert session.network.sizes[0] == 3
    assert session.data.input_names == ("x₂", "x₁²", "x₁x₂")


def test_the_last_input_stays_on(card: SetupCard) -> None:
    click(chip(card, "x₁"))
    click(chip(card, "x₂"))
    assert switched_on(card) == ["x₂"]
    assert "at least one input" in message(card, "features")
    click(chip(card, "sin x₁"))
    assert switched_on(card) == ["x₂", "sin x₁"]
    assert message(card, "features") == ""


def test_an_input_is_switched_by_the_keyboard(card: SetupCard) -> None:
    sine = chip(card, "sin x₂")
    sine.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(sine, Qt.Key.Key_Space)
    assert switched_on(card) == ["x₁", "x₂", "sin x₂"]
    QTest.keyClick(sine, Qt.Key.Key_Return)
    assert not card.draft.is_pending


def test_on_a_line_there_are_other_inputs(card: SetupCard) -> None:
    choose(box(card, "data_set"), "sine")
    assert [one.text() for one in card.rows.data.chips.chips()] == ["x", "x²", "sin x"]
    assert switched_on(card) == ["x"]


@pytest.mark.parametrize("width", [240, 300, 420])
def test_the_chips_fit_into_the_column_without_covering_one_another(card: SetupCard, width: int) -> None:
    card.window().resize(width + 22, 700)
    QApplication.processEvents()
    chips = card.rows.data.chips.chips()
    room = card.rows.data.chips.rect()
    assert all(room.contains(one.geometry()) for one in chips)
    assert not any(one.geometry().intersects(other.geometry()) for one, other in combinations(chips, 2))
    assert all(one.fontMetrics().horizontalAdvance(one.text()) < one.width() for one in chips)


# points put by hand, and weights that are known


def test_points_put_by_hand_are_counted_and_their_end_is_told(card: SetupCard, session: Session) -> None:
    session.change_points([(0.0, 0.0, 1.0), (2.0, 2.0, 0.0), (-2.0, 1.0, 0.0)])
    session.worker.wait()
    assert "3 training points put by hand" in note(card, "data_set")
    type_into(field(card, "noise").line, "0.1")
    assert "set aside" in note(card, "data_set")
    click(card.bar.discard)
    assert "3 training points put by hand" in note(card, "data_set")


def test_known_weights_are_shown_as_given_until_others_are_drawn(card_of: Callable[[str], SetupCard]) -> None:
    card = card_of("nand_by_hand")
    assert box(card, "initializer").currentText() == "as given"
    choose(box(card, "initializer"), "zeros")
    assert card.draft.settings["initial_theta"] == ()
    assert card.draft.is_pending
    assert box(card, "initializer").currentText() == "Zeros"
    choose(box(card, "initializer"), KNOWN_WEIGHTS)
    assert not card.draft.is_pending
    choose(box(card, "initializer"), "normal_sigma")
    assert card.rows.rows["initial_number"].isVisible()


def test_known_weights_that_do_not_fit_any_more_are_told(card_of: Callable[[str], SetupCard]) -> None:
    card = card_of("xor_two_lines")
    click(card.rows.add_layer)
    assert box(card, "initializer").currentText() == "Zeros"
    assert "don't fit" in note(card, "initializer")
    click(card.rows.layers.rows()[1].remove)
    assert box(card, "initializer").currentText() == "as given"
    assert not card.draft.is_pending


def test_without_known_weights_there_is_nothing_given(card: SetupCard) -> None:
    assert box(card, "initializer").findData(KNOWN_WEIGHTS) < 0


# what a preset is there for


def test_the_card_says_what_a_preset_shows(card: SetupCard) -> None:
    choose(box(card, "experiment"), "features_circle")
    assert box(card, "experiment").currentText() == "Circle from squares"
    assert note(card, "experiment").startswith("One neuron without a hidden layer draws a circle")
    assert switched_on(card) == ["x₁²", "x₂²"]
    type_into(field(card, "seed").line, "3")
    assert note(card, "experiment") == ""
