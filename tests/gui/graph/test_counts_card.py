"""The multiplications of three ways: numbers, growing bars, and what is used again."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QWidget

from gui.foundation.theme import Theme
from gui.workspaces.graph.workspace import CountsCard, count_text
from simulator.graph.examples import example_named
from simulator.graph.graph import Graph
from simulator.graph.stops import StopKind, stops_of
from simulator.graph.text import read_graph


@pytest.fixture
def card(show: Callable[..., QWidget]) -> CountsCard:
    card = CountsCard(Theme())
    show(card).resize(300, 420)
    return card


def neuron() -> Graph:
    return read_graph(example_named("neuron_quadratic").text)


def test_at_the_end_all_three_ways_are_counted(card: CountsCard) -> None:
    graph = neuron()
    card.show_counts(graph, len(stops_of(graph)) - 1)
    # 8 edges lead from a variable to L; w and x have 5 on their way, b 4, y 2; 5 operations, twice for 4 variables
    assert [(bar.made, bar.all, bar.text) for bar in card.bars.bars()] == [(8, 8, "8"), (16, 16, "16"),
                                                                           (40, 40, "40")]
    assert "all 4 derivatives of L" in card.sentence.text()
    assert "Every path" not in card.sentence.text(), "without a shared value it is the same as each by itself"


def test_the_bars_grow_while_one_steps_back_and_shrink_on_the_way_forward(card: CountsCard) -> None:
    graph = neuron()
    widths, stops = [], stops_of(graph)
    for position in range(len(stops)):
        card.show_counts(graph, position)
        widths.append([card.bars.filled_rect(place).width() for place in range(3)])
    first = next(place for place, stop in enumerate(stops) if stop.kind is StopKind.PRODUCT)
    assert widths[first - 1] == [0.0, 0.0, 0.0]
    for before, after in pairwise(widths):
        assert all(one <= other for one, other in zip(before, after, strict=True))
    assert widths[-1][2] == card.bars.bar_rect(2).width()
    assert widths[-1][0] == pytest.approx(widths[-1][2] * 8 / 40)
    card.show_counts(graph, first)
    assert card.bars.accessibleName() == "backpropagation: 1 of 8; each by itself: 0 of 16; nudging each: 0 of 40"


def test_what_is_known_already_is_named_where_it_is_used_again(card: CountsCard) -> None:
    graph = neuron()
    told = []
    for position in range(len(stops_of(graph))):
        card.show_counts(graph, position)
        told.append(card.reuse.text() if card.reuse.isVisible() else "")
    assert "∂L/∂z is known already and is used again." in told
    assert told[0] == ""


def test_paths_that_multiply_are_told(card: CountsCard) -> None:
    graph = read_graph("a = x*x + y\nb = a*a + y\nL = b*b + y")
    card.show_counts(graph, 0)
    # x: 8 paths of 6 edges; y: 4 paths of 5 from the first line, 2 of 3 from the second, 1 of 1 from the last
    assert "Every path to L multiplied out by itself: 75." in card.sentence.text()
    assert card.bars.bars()[1].all == 18, "x and y have 9 different edges each on their ways"


@pytest.mark.parametrize(("n", "text"), [(0, "0"), (23820, "23\N{NARROW NO-BREAK SPACE}820"), (10 ** 12, "1.00·10¹²"),
                                         (10 ** 400, "> 10³⁰⁰")])
def test_counts_of_any_length_can_be_written(n: int, text: str) -> None:
    assert count_text(n) == text


def test_what_is_counted_is_explained(card: CountsCard) -> None:
    assert "one for every edge" in card.toolTip()
