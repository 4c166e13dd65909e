"""One setting changed, and a second run beside the present one."""

from __future__ import annotations

from gui.run.session import Session
from gui.setup.setup_card import SetupCard
from simulator.comparison import Compared
from tests.gui.setup.conftest import CIRCLES, box, choose, click, field, type_into


def test_a_change_that_waits_can_be_compared_with_the_run(card: SetupCard, session: Session) -> None:
    assert not card.bar.compare.isVisible()
    choose(box(card, "initializer"), "he")
    assert card.bar.compare.isEnabled()
    click(card.bar.compare)
    session.worker.wait()
    assert session.navigator.comparison is not None
    assert session.navigator.comparison.compared is Compared.INITIAL_WEIGHTS
    assert session.experiment == CIRCLES
    assert session.navigator.comparison.experiment.initializer == "he"
    assert not card.draft.is_pending


def test_the_learning_rate_waits_for_a_comparison_too_once_somebody_wants_one(card: SetupCard, session: Session
                                                                             ) -> None:
    click(card.compare)
    assert card.bar.compare.isVisible()
    assert not card.bar.compare.isEnabled()
    assert "change one setting" in card.bar.compare.toolTip()
    type_into(field(card, "learning_rate").line, "0.03")
    session.worker.wait()
    assert session.experiment == CIRCLES
    assert card.bar.compare.isEnabled()
    click(card.bar.compare)
    session.worker.wait()
    assert session.navigator.comparison is not None
    assert session.navigator.comparison.compared is Compared.LEARNING_RATE
    assert not card.compare.isChecked()
    assert field(card, "learning_rate").line.text() == "0.3"


def test_two_changes_can_not_be_compared_and_the_button_says_why(card: SetupCard) -> None:
    click(card.compare)
    choose(box(card, "initializer"), "he")
    type_into(field(card, "batch_size").line, "20")
    assert not card.bar.compare.isEnabled()
    assert "one setting only" in card.bar.compare.toolTip()
    type_into(field(card, "batch_size").line, "10")
    assert card.bar.compare.isEnabled()


def test_what_gives_the_runs_another_start_can_not_be_compared(card: SetupCard, session: Session) -> None:
    click(card.compare)
    type_into(field(card, "sample_count").line, "100")
    assert not card.bar.compare.isEnabled()
    assert "the data" in card.bar.compare.toolTip()
    click(card.bar.start)
    session.worker.wait()
    assert session.data.train.count == 50
    assert not card.compare.isChecked()
    assert card.bar.reset.isVisible()


def test_who_wants_no_comparison_any_more_sees_the_run_again(card: SetupCard, session: Session) -> None:
    click(card.compare)
    type_into(field(card, "learning_rate").line, "0.03")
    click(card.compare)
    assert field(card, "learning_rate").line.text() == "0.3"
    assert card.bar.reset.isVisible()
    click(card.compare)
    click(card.bar.discard)
    assert not card.compare.isChecked()
    type_into(field(card, "learning_rate").line, "0.03")
    session.worker.wait()
    assert session.experiment.learning_rate == 0.03, "changes are made at once again"


def test_a_number_that_is_wrong_is_no_comparison(card: SetupCard) -> None:
    click(card.compare)
    type_into(field(card, "learning_rate").line, "0")
    assert not card.bar.compare.isEnabled()
    assert "in red" in card.bar.compare.toolTip()
