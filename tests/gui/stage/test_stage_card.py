"""The card beside the pointer: it tells the moment in view, and leaves open what comes next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import never_whole
from gui.run.choice import Selection
from gui.workspaces.network.hover_card import keep_cards_away, known_numbers
from gui.workspaces.network.pointing import layer_rect
from gui.workspaces.network.stage import NetworkStage
from simulator.experiment import Experiment
from simulator.steps import Granularity, Phase
from tests.gui.stage.conftest import DIGITS, SMALL, WIDE, Open, beside, go, on_edge, settle


def told(stage: NetworkStage) -> list[str]:
    return stage.canvas.card.text().splitlines()[1:]


@pytest.mark.parametrize("experiment", [SMALL, DIGITS], ids=["small", "digits"])
def test_under_a_resting_pointer_the_numbers_are_those_of_each_moment_that_comes(
        qtbot: QtBot, open_stage: Open, experiment: Experiment) -> None:
    session, stage = open_stage(experiment)
    QTest.mouseMove(stage.canvas, beside(stage, 1, 2))
    steps = 0
    for granularity in (*[Granularity.LAYER] * 9, *[Granularity.STEP] * 2):
        session.navigator.next(granularity)
        rows = known_numbers(session.moment, Selection(1, 2))
        assert told(stage) == [f"{symbol} = {never_whole(value)}" for symbol, value, _ in rows]
        steps += 1
    session.navigator.back(Granularity.LAYER)
    rows = known_numbers(session.moment, Selection(1, 2))
    assert told(stage) == [f"{symbol} = {never_whole(value)}" for symbol, value, _ in rows]
    assert steps == 11
    settle(qtbot, stage)


def test_it_does_not_open_by_itself(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    QTest.mouseMove(stage.canvas, beside(stage, 1, 2))
    QTest.mouseMove(stage.canvas, QPoint(3, 3))
    assert not stage.canvas.card.isVisible()
    session.navigator.next(Granularity.LAYER)
    assert not stage.canvas.card.isVisible()
    settle(qtbot, stage)


def covered(card: QRect, stage: NetworkStage, layer: int) -> bool:
    frame = stage.canvas.frame
    assert frame is not None
    return card.toRectF().intersects(layer_rect(frame, layer))


@pytest.mark.parametrize("experiment", [SMALL, DIGITS, WIDE], ids=["small", "digits", "wide"])
def test_it_stays_off_the_layer_to_which_the_signal_or_the_error_goes_next(
        qtbot: QtBot, open_stage: Open, experiment: Experiment) -> None:
    session, stage = open_stage(experiment)
    sizes = session.network.sizes
    go(qtbot, session, stage, Phase.ACTIVATION, 1)
    for layer in range(1, len(sizes)):
        for neuron in sorted({0, sizes[layer] // 2, sizes[layer] - 1}):
            QTest.mouseMove(stage.canvas, beside(stage, layer, neuron))
            card = stage.canvas.card
            assert card.isVisible()
            assert stage.canvas.rect().contains(card.geometry())
            if layer + 1 < len(sizes):
                assert not covered(card.geometry(), stage, layer + 1), f"forward, neuron {neuron} of layer {layer}"
    go(qtbot, session, stage, Phase.BP1, len(sizes) - 1)
    for layer in range(len(sizes) - 1, 0, -1):
        for neuron in sorted({0, sizes[layer] // 2, sizes[layer] - 1}):
            QTest.mouseMove(stage.canvas, beside(stage, layer, neuron))
            assert not covered(stage.canvas.card.geometry(), stage, layer - 1), f"back, {neuron} of layer {layer}"


def test_beside_an_edge_it_stays_off_the_neuron_to_which_the_signal_goes(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    go(qtbot, session, stage, Phase.WEIGHTED_INPUT, 2)
    QTest.mouseMove(stage.canvas, on_edge(stage, 2, 0, 1, 0.6))
    assert stage.canvas.card.isVisible()
    assert not covered(stage.canvas.card.geometry(), stage, 2)


def test_while_a_lecturer_points_none_opens_and_the_open_one_goes(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    QTest.mouseMove(stage.canvas, beside(stage, 1, 2))
    assert stage.canvas.card.isVisible()
    keep_cards_away(stage.window(), away=True)
    assert not stage.canvas.card.isVisible()
    session.navigator.next(Granularity.LAYER)
    QTest.mouseMove(stage.canvas, beside(stage, 1, 1))
    assert not stage.canvas.card.isVisible()
    keep_cards_away(stage.window(), away=False)
    QTest.mouseMove(stage.canvas, beside(stage, 1, 2))
    assert stage.canvas.card.isVisible()
    settle(qtbot, stage)
