"""The page "Batch": the deck is clicked, and the gradients of its samples add up to that of the step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.equations.equation_panel import equation
from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.insight.batch_page import BatchPage
from gui.run.choice import Selection
from gui.run.session import Session
from gui.widgets.labels import ElidedLabel
from simulator.experiment import Experiment, Layer
from simulator.steps import Address, Granularity, Phase
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(2, "tanh"), Layer(1)), batch_size=10)
LEFT = Qt.MouseButton.LeftButton

Open = Callable[..., tuple[Session, BatchPage]]


@pytest.fixture
def open_page(open_any_page: Open) -> Open:
    """Opens a page in a window of its own."""
    def opened(experiment: Experiment = CIRCLES, **how: Any) -> tuple[Session, BatchPage]:
        return open_any_page(BatchPage, experiment, **how)

    return opened


def go(session: Session, phase: Phase, layer: int, sample: int = 0, neuron: int | None = None) -> None:
    route = session.moment.route
    station = route.index(phase, layer)
    last = route.neuron_count(station) - 1
    session.navigator.go_to(Address(session.moment.address.step, sample, station, last if neuron is None else neuron))
    session.worker.wait()


def steps(session: Session, count: int) -> None:
    for _ in range(count):
        session.navigator.next(Granularity.STEP)
        session.worker.wait()


# the deck


@pytest.mark.parametrize(("batch_size", "facts"), [
    (10, "M = 200, m = 10: M/m = 20 steps make one epoch"),
    (30, "M = 200, m = 30: 7 steps make one epoch, the last with 20 samples"),
    (1, "M = 200, m = 1: online learning, 200 steps make one epoch"),
    (200, "M = m = 200: plain gradient descent, one step an epoch"),
])
def test_the_page_says_how_the_samples_are_dealt_out(open_page: Open, batch_size: int, facts: str) -> None:
    session, page = open_page(Experiment(data_set="circles", layers=(Layer(1),), batch_size=batch_size))
    assert page.facts.text() == facts
    assert page.title() == f"Epoch 1, step 1 of {-(-200 // batch_size)}"
    steps(session, 1)
    session.navigator.next(Granularity.LAYER)
    assert page.title() == ("Epoch 2, step 1 of 1" if batch_size == 200 else
                            f"Epoch 1, step 2 of {-(-200 // batch_size)}")


def test_only_gradient_descent_is_called_plain(open_page: Open) -> None:
    _, page = open_page(Experiment(data_set="circles", layers=(Layer(1),), batch_size=200, optimizer="adam",
                                   learning_rate=0.001))
    assert page.facts.text() == "M = m = 200: all samples in one batch, one step an epoch"


def test_a_low_page_says_it_in_its_header(open_page: Open) -> None:
    _, page = open_page(height=160)
    assert page.facts.isHidden()
    shown = [label.text() for label in page.findChildren(ElidedLabel) if label.isVisible()]
    assert page.facts_text() in shown


@pytest.mark.parametrize(("batch_size", "facts"), [(10, "M/m = 200/10 = 20"), (30, "M/m = 200/30")])
def test_a_header_without_room_for_the_sentence_says_it_in_symbols(open_page: Open, batch_size: int, facts: str
                                                                   ) -> None:
    _, page = open_page(replace(CIRCLES, batch_size=batch_size), height=160, width=380)
    assert page._note.text() == page._note.shown_text() == facts


def test_a_click_on_a_card_of_the_batch_goes_to_that_sample_at_the_same_instant(open_page: Open, qtbot: QtBot
                                                                                ) -> None:
    session, page = open_page()
    go(session, Phase.BP2, 1)
    with qtbot.waitSignal(session.moment_changed):
        QTest.mouseClick(page.deck, LEFT, pos=page.deck.centre_of(6))
    here = session.moment
    assert (here.address.sample, here.phase, here.layer) == (6, Phase.BP2, 1)
    assert here.sample.index == here.record.indices[6]
    assert page.deck.deck is not None
    assert page.deck.deck.sample == 6


def test_behind_the_samples_a_click_shows_the_whole_pass_of_one(open_page: Open, qtbot: QtBot) -> None:
    session, page = open_page()
    steps(session, 1)
    with qtbot.waitSignal(session.moment_changed):
        QTest.mouseClick(page.bars, LEFT, pos=page.bars.bar(2).center().toPoint())
    assert session.moment.address == session.moment.route.end_of_sample(0, 2)


def test_a_click_beside_the_batch_does_nothing(open_page: Open) -> None:
    session, page = open_page()
    go(session, Phase.BP2, 1)
    before = session.moment
    cards = page.deck.cards
    assert cards is not None
    x = round(sum(cards.span(50, 51)) / 2)
    QTest.mouseClick(page.deck, LEFT, pos=QPoint(x, page.deck.centre_of(0).y()))
    QTest.mouseClick(page.deck, LEFT, pos=QPoint(page.deck.width() - 1, page.deck.height() - 1))
    assert session.moment is before


def test_hovering_says_which_sample_a_card_is(open_page: Open) -> None:
    session, page = open_page()
    QTest.mouseMove(page.deck, page.deck.centre_of(3))
    row = int(session.moment.record.indices[3])
    label = session.data.class_labels[int(session.data.train.labels[row])]
    assert page.deck.toolTip() == f"sample {row + 1}, class “{label}” · in this step: 4 of 10"
    assert page.deck.cursor().shape() == Qt.CursorShape.PointingHandCursor
    steps(session, 2)
    session.navigator.next(Granularity.LAYER)
    assert page.deck.text_at(0).endswith("· done")
    assert page.deck.text_at(30).endswith("its turn comes in the next step")
    assert page.deck.text_at(199).endswith("its turn comes in 17 steps")


def test_the_batch_is_framed_and_done_cards_are_dimmer_than_those_to_come(open_page: Open) -> None:
    session, page = open_page()
    steps(session, 9)
    session.navigator.next(Granularity.LAYER)
    image, deck, cards = page.deck.grab().toImage(), page.deck.deck, page.deck.cards
    assert deck is not None and cards is not None  # noqa: PT018
    left, right = cards.span(deck.done, deck.done + deck.size)
    frame = [image.pixelColor(round((left + right) / 2), y) for y in range(8)]
    assert any(color.lightness() < 90 for color in frame)

    def strength(first: int, last: int) -> float:
        """The mean saturation of the picture over some cards."""
        low, high = (round(x) for x in cards.span(first, last))
        return float(np.mean([QColor(image.pixelColor(x, y)).saturation() for x in range(low, high)
                              for y in range(10, 30)]))

    assert strength(0, 80) < 0.7 * strength(100, 200)


def test_nobody_is_sent_to_a_sample_while_it_trains_or_an_own_one_is_followed(open_page: Open, qtbot: QtBot) -> None:
    session, page = open_page()
    own = OwnSample(np.array([0.5, 0.5]), np.array([1.0]))
    session.navigator.follow_sample(own)
    session.worker.wait()
    assert page.title() == "Your own sample: nothing is learned"
    followed = session.moment
    QTest.mouseClick(page.deck, LEFT, pos=QPoint(20, 20))
    assert session.moment is followed


def test_an_own_sample_that_is_learned_lies_beside_the_deck(open_page: Open) -> None:
    session, page = open_page()
    steps(session, 2)
    session.learn_sample(OwnSample(np.array([0.5, 0.5]), np.array([1.0])))
    session.worker.wait()
    assert page.title() == "Your own sample, outside the epoch"
    assert page.deck.deck is not None
    assert (page.deck.deck.done, page.deck.deck.size) == (20, 0)
    assert page.bars.gradients is not None
    assert page.bars.gradients.size == 1


# assumption 1


def test_only_the_samples_that_are_done_are_summed_up(open_page: Open) -> None:
    session, page = open_page()
    session.select(Selection(2, 1, 3))
    go(session, Phase.BP4, 2, sample=2)
    record = session.moment.record
    own = [record.a[1][x, 3] * record.delta[2][x, 1] for x in range(10)]
    shown = page.bars.gradients
    assert shown is not None
    assert shown.values == pytest.approx(own)
    assert (shown.done, shown.mean) == (3, pytest.approx(sum(own[:3]) / 3))
    assert page.bars.mean_text() == f"mean of 3 of 10: {number(sum(own[:3]) / 3, 3)}"
    assert page.bars.name_text() == "∂C_x/∂w^2_2,4 = a^1_4·δ^2_2 of each sample"
    go(session, Phase.BP4, 2, sample=2, neuron=0)  # the turn of neuron 2 comes later
    assert page.bars.gradients is not None
    assert page.bars.gradients.done == 2
    go(session, Phase.INPUT, 0, sample=0)
    assert page.bars.mean_text() == "no sample is done yet"


def test_the_mean_of_all_is_the_gradient_that_the_equation_ends_with(open_page: Open) -> None:
    session, page = open_page()
    for place in (Selection(2, 1, 3), Selection(2, 0)):
        session.select(place)
        go(session, Phase.MEAN_GRADIENT, 2, sample=9)
        statements = equation(session.moment, session.focus).statements
        result = statements[0 if place.source is not None else 1].result
        assert result is not None
        shown = page.bars.gradients
        assert shown is not None and shown.is_formed  # noqa: PT018
        assert shown.mean == result.value
        assert shown.mean == pytest.approx(float(shown.values.mean()))
        assert shown.running_means()[-1] == pytest.approx(shown.mean)


def test_of_a_neuron_the_error_of_each_sample_is_shown(open_page: Open) -> None:
    session, page = open_page()
    session.select(Selection(1, 2))
    go(session, Phase.BP2, 1, sample=9)
    assert page.bars.gradients is not None
    assert page.bars.gradients.values == pytest.approx(session.moment.record.delta[1][:, 2])
    assert page.bars.name_text() == "δ^1_3 of each sample"
    QTest.mouseMove(page.bars, page.bars.bar(4).center().toPoint())
    assert page.bars.toolTip() == f"sample 5 of 10: δ = {number(session.moment.record.delta[1][4, 2], 3)}"


def test_bars_go_up_for_positive_and_down_for_negative_and_are_pale_ahead(open_page: Open) -> None:
    session, page = open_page(height=300)
    session.select(Selection(2, 1, 3))
    go(session, Phase.BP4, 2, sample=4)
    shown = page.bars.gradients
    assert shown is not None
    image, theme = page.bars.grab().toImage(), Theme()
    largest = float(np.abs(shown.values).max())
    for sample, value in enumerate(shown.values.tolist()):
        if abs(value) < 0.3 * largest:
            continue
        room = page.bars.bar(sample)
        column = [image.pixelColor(round(room.left() + 0.3 * room.width()), y) for y in range(image.height())]
        color = theme.delta_positive if value > 0 else theme.delta_negative
        full = [y for y, pixel in enumerate(column) if pixel == color]
        assert bool(full) is (sample < 5), sample


def test_a_batch_whose_samples_are_not_kept_says_so_and_still_has_its_mean(open_page: Open) -> None:
    session, page = open_page(Experiment(layers=(Layer(3), Layer(10)), batch_size=2500))
    session.select(Selection(2, 1, 2))
    go(session, Phase.MEAN_GRADIENT, 1, sample=2499)
    index = session.network.weight_index(2, 1, 2)
    assert "2\N{NARROW NO-BREAK SPACE}500 samples were added up in parts" in page.bars.name_text()
    assert page.bars.mean_text() == f"∂C/∂w^2_2,3 = {number(float(session.moment.record.gradient[index]), 3)}"


def test_an_input_has_no_error(open_page: Open) -> None:
    session, page = open_page()
    session.select(Selection(0, 1))
    session.navigator.first()
    session.worker.wait()
    assert page.bars.gradients is None
    assert page.bars.name_text().startswith("An input has no δ")


# calm


def test_a_page_that_is_not_in_view_does_nothing(open_page: Open, qtbot: QtBot) -> None:
    session, page = open_page(shown=False)
    steps(session, 2)
    assert page.deck.deck is None
    with qtbot.waitExposed(page):
        page.show()
    assert page.deck.deck is not None
    assert page.deck.deck.done == 10


def test_another_run_brings_another_deck(open_page: Open, qtbot: QtBot) -> None:
    session, page = open_page()
    with qtbot.waitSignal(session.run_changed):
        session.start_run(Experiment(data_set="xor_gate", layers=(Layer(2), Layer(1)), batch_size=4))
    session.worker.wait()
    assert page.deck.deck is not None
    assert page.deck.deck.count == 4
    assert page.facts_text() == "M = m = 4: plain gradient descent, one step an epoch"


def test_the_page_keeps_up_with_a_run_that_trains(open_page: Open, qtbot: QtBot) -> None:
    session, page = open_page()
    session.navigator.train(2)
    session.worker.wait()
    moment = session.moment
    assert page.deck.deck is not None
    assert page.deck.deck.order[page.deck.deck.done:page.deck.deck.done + 10].tolist() == \
        moment.record.indices.tolist()
