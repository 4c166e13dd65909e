"""The page "BP2": its matrices multiply to the error, every cell is an edge of the stage, and large layers fit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.insight.bp2_layout import BLOCKS, Block, Bp2Layout, Measures, arranged, bp2_layer, bp2_values
from gui.insight.bp2_page import Bp2Page, Pointed
from gui.run.choice import Selection
from gui.run.session import Session
from simulator.experiment import Experiment, Layer
from simulator.steps import Address, Granularity, Phase

XOR = Experiment(data_set="xor_gate", layers=(Layer(2, "tanh"), Layer(1)), batch_size=4)
DEEP = Experiment(data_set="circles", layers=(Layer(4, "relu"), Layer(3, "softplus"), Layer(2, "tanh"), Layer(1)),
                  batch_size=2)
FLAT = Experiment(data_set="and_gate", layers=(Layer(1),), batch_size=4)
LARGE = Experiment(data_set="circles", layers=(Layer(30, "tanh"), Layer(24, "tanh"), Layer(1)), batch_size=2)
LEFT = Qt.MouseButton.LeftButton

Open = Callable[..., tuple[Session, Bp2Page]]


@pytest.fixture
def open_page(open_any_page: Open, formulas: Formulas) -> Open:
    def opened(experiment: Experiment, width: int = 780, height: int = 230, theme: Theme | None = None
               ) -> tuple[Session, Bp2Page]:
        return open_any_page(lambda session, own: Bp2Page(session, own, formulas), experiment, width=width,
                             height=height, theme=theme)

    return opened


def go(session: Session, phase: Phase, layer: int, neuron: int = 0) -> None:
    session.navigator.go_to(Address(0, 0, session.moment.route.index(phase, layer), neuron))


def layout_of(page: Bp2Page) -> Bp2Layout:
    layout = page.matrices.layout_of_cells
    assert layout is not None
    return layout


def point_at(page: Bp2Page, block: Block, row: int, column: int = 0) -> QPoint:
    left, top, width, height = layout_of(page).cell(block, row, column)
    return (page.matrices.origin + QPointF(left + width / 2, top + height / 2)).toPoint()


# the numbers


@pytest.mark.parametrize("experiment", [XOR, DEEP, LARGE], ids=["xor", "deep", "large"])
def test_the_matrices_multiply_to_the_error_of_the_layer(open_page: Open, experiment: Experiment) -> None:
    session, _ = open_page(experiment)
    session.navigator.go_to(session.moment.route.end_of_sample(0, 1))
    moment = session.moment
    for layer in range(1, moment.network.depth):
        values = bp2_values(moment, layer)
        assert values.weights.shape == (moment.network.sizes[layer], moment.network.sizes[layer + 1])
        np.testing.assert_allclose(values.weights @ values.errors * values.slopes, moment.sample.delta[layer],
                                   rtol=1e-12, atol=1e-15)
        assert (values.known_errors, values.known_slopes, values.known_results) == (
            values.shape[1], values.shape[0], values.shape[0])


def test_what_comes_later_is_not_known(open_page: Open) -> None:
    session, _ = open_page(XOR)
    found = []
    for phase, layer, neuron in ((Phase.INPUT, 0, 0), (Phase.ACTIVATION, 1, 0), (Phase.COST, 2, 0), (Phase.BP1, 2, 0),
                                 (Phase.BP2, 1, 0), (Phase.BP2, 1, 1)):
        go(session, phase, layer, neuron)
        values = bp2_values(session.moment, 1)
        found.append((values.known_slopes, values.known_errors, values.known_results))
    assert found == [(0, 0, 0), (1, 0, 0), (2, 0, 0), (2, 1, 0), (2, 1, 1), (2, 1, 2)]


# which layer


def test_while_bp2_goes_on_its_layer_is_shown(open_page: Open) -> None:
    session, page = open_page(DEEP)
    for layer in (3, 2, 1):
        go(session, Phase.BP2, layer)
        assert page.layer() == layer
        assert page.title() == f"Error of layer {layer}"


def test_what_is_chosen_comes_first_until_the_next_move(open_page: Open) -> None:
    session, page = open_page(DEEP)
    go(session, Phase.BP2, 3)
    session.select(Selection(2, 1, 3))
    assert page.layer() == 1
    session.navigator.next(Granularity.LAYER)
    session.navigator.next(Granularity.LAYER)
    assert session.moment.phase is Phase.BP2
    assert page.layer() == session.moment.layer


@pytest.mark.parametrize(("selection", "layer"), [
    (Selection(0, 1), 1), (Selection(1, 2), 1), (Selection(1, 2, 0), 1), (Selection(3, 0, 1), 2),
    (Selection(4, 0), 3), (Selection(4, 0, 1), 3),
])
def test_every_selection_has_a_hidden_layer(open_page: Open, selection: Selection, layer: int) -> None:
    session, _ = open_page(DEEP)
    assert bp2_layer(session.moment, selection) == layer


def test_a_network_without_a_hidden_layer_says_so(open_page: Open) -> None:
    session, page = open_page(FLAT)
    assert page.layer() is None
    assert page.words.isVisible()
    assert not page.matrices.isVisible()
    session.start_run(XOR)
    session.worker.wait()
    assert page.matrices.isVisible()
    assert not page.words.isVisible()


# cells and edges


def test_a_click_on_every_cell_selects_its_edge(open_page: Open) -> None:
    session, page = open_page(DEEP)
    session.select(Selection(1, 0))
    for source in range(4):
        for neuron in range(3):
            QTest.mouseClick(page.matrices, LEFT, pos=point_at(page, Block.WEIGHTS, source, neuron))
            assert session.selection == Selection(2, neuron, source)
            assert page.layer() == 1
            assert page.matrices.pointed == Pointed(source, neuron)


def test_a_click_on_an_error_or_a_slope_selects_its_neuron(open_page: Open) -> None:
    session, page = open_page(DEEP)
    session.select(Selection(1, 0))
    for block, row, selection in ((Block.ERRORS, 2, Selection(2, 2)), (Block.SLOPES, 3, Selection(1, 3)),
                                  (Block.RESULTS, 1, Selection(1, 1))):
        session.select(Selection(1, 0))
        QTest.mouseClick(page.matrices, LEFT, pos=point_at(page, block, row))
        assert session.selection == selection


def test_an_edge_that_is_selected_on_the_stage_is_framed_here(open_page: Open) -> None:
    session, page = open_page(XOR)
    session.navigator.go_to(session.moment.route.end_of_sample(0, 1))
    layout = layout_of(page)
    left, top, _, height = layout.cell(Block.WEIGHTS, 1, 0)
    corner = (page.matrices.origin + QPointF(left, top + height / 2)).toPoint()

    def is_framed() -> bool:
        QApplication.processEvents()
        found = QColor(page.matrices.grab().toImage().pixelColor(corner))
        return found.lightness() < 90

    assert not is_framed()
    session.select(Selection(2, 0, 1))
    assert is_framed()
    session.select(Selection(2, 0, 0))
    assert not is_framed()


def test_pointing_tells_of_the_cell_and_leaving_forgets_it(open_page: Open) -> None:
    session, page = open_page(XOR)
    session.navigator.go_to(session.moment.route.end_of_sample(0, 1))
    QTest.mouseMove(page.matrices, point_at(page, Block.WEIGHTS, 1, 0) + QPoint(1, 0))
    QTest.mouseMove(page.matrices, point_at(page, Block.WEIGHTS, 1, 0))
    assert page.matrices.pointed == Pointed(1, 0)
    assert page.matrices.told().startswith("w^2_1,2·δ^2_1 =")
    assert page.matrices.told().endswith("neuron 2 of layer 1 and neuron 1 of layer 2")
    QTest.mouseMove(page.matrices, QPoint(page.matrices.width() - 2, 2))
    assert page.matrices.pointed.is_nothing
    assert session.selection is None


def test_the_result_is_told_with_its_summands(open_page: Open) -> None:
    session, page = open_page(DEEP)
    session.navigator.go_to(session.moment.route.end_of_sample(0, 1))
    session.select(Selection(1, 2))
    assert page.matrices.told().replace(" ", "").startswith(
        "δ^1_3=(w^2_1,3δ^2_1+w^2_2,3δ^2_2+w^2_3,3δ^2_3)·σ′(z^1_3)=")


def test_what_is_not_known_is_told_so(open_page: Open) -> None:
    session, page = open_page(XOR)
    session.select(Selection(2, 0, 1))
    assert page.matrices.told().endswith("is not known yet")
    session.select(Selection(1, 1))
    assert "not known yet: it comes with BP2 of layer 1" in page.matrices.told()


# room


def measures(scale: float = 1.0) -> Measures:
    return Measures(scale, 22.0 * scale, 60.0 * scale, (8.0 * scale, 28.0 * scale, 28.0 * scale), 7.0 * scale)


@pytest.mark.parametrize("shape", [(1, 1), (2, 1), (4, 3), (8, 8), (30, 10), (100, 60), (3, 200)])
@pytest.mark.parametrize("size", [(240.0, 50.0), (460.0, 84.0), (780.0, 130.0), (1200.0, 400.0)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_blocks_fit_and_stand_beside_one_another(shape: tuple[int, int], size: tuple[float, float], scale: float
                                                     ) -> None:
    width, height = size[0] * scale, size[1] * scale
    layout = arranged(shape, width, height, measures(scale))
    end = 0.0
    for block in BLOCKS:
        left, top, wide, high = layout.box(block)
        assert left >= end
        assert top >= -1e-9
        assert top + high <= height + 1e-9
        end = left + wide
    assert end <= width + 1e-9
    assert layout.rows[1] - layout.rows[0] == layout.count(Block.WEIGHTS)[0] >= 1


def test_numbers_where_there_is_room_and_colours_where_there_is_not() -> None:
    assert arranged((2, 1), 780.0, 130.0, measures()).written == (True,) * 4
    assert arranged((4, 20), 780.0, 500.0, measures()).written == (False, True, True, True)
    assert arranged((12, 8), 780.0, 130.0, measures()).written == (False,) * 4


def test_a_point_finds_the_cell_that_it_lies_in() -> None:
    layout = arranged((30, 24), 780.0, 130.0, measures(), (7, 5))
    for block in BLOCKS:
        rows = layout.columns if block is Block.ERRORS else layout.rows
        for row in range(*rows):
            left, top, width, height = layout.cell(block, row, layout.columns[0])
            found = layout.at(left + width / 2, top + height / 2)
            expected = {Block.WEIGHTS: (row, layout.columns[0]), Block.ERRORS: (None, row)}.get(block, (row, None))
            assert found == expected
    assert layout.at(-3.0, 10.0) is None


def test_of_a_large_layer_a_part_is_shown_and_the_wheel_moves_it(open_page: Open,
                                                                 turn_wheel: Callable[..., bool]) -> None:
    session, page = open_page(LARGE, width=900)
    session.navigator.go_to(session.moment.route.end_of_sample(0, 1))
    first, last = layout_of(page).rows
    assert (first, last < 30) == (0, True)
    assert page.matrices.part_text().startswith(f"layer 1: neurons 1 to {last} of 30")
    assert turn_wheel(page.matrices, -3)
    assert layout_of(page).rows == (3, last + 3)
    turn_wheel(page.matrices, -100)
    assert layout_of(page).rows[1] == 30
    turn_wheel(page.matrices, 100)
    assert layout_of(page).rows[0] == 0


def test_an_edge_that_is_out_of_view_is_brought_into_view(open_page: Open) -> None:
    session, page = open_page(LARGE)
    session.select(Selection(2, 20, 27))
    layout = layout_of(page)
    assert layout.rows[0] <= 27 < layout.rows[1]
    assert layout.columns[0] <= 20 < layout.columns[1]
    QTest.mouseClick(page.matrices, LEFT, pos=point_at(page, Block.WEIGHTS, layout.rows[0], layout.columns[0]))
    assert session.selection == Selection(2, layout.columns[0], layout.rows[0])


def test_the_wheel_over_a_whole_layer_is_left_to_others(open_page: Open, turn_wheel: Callable[..., bool]) -> None:
    _, page = open_page(XOR)
    assert page.matrices.part_text() == ""
    turn_wheel(page.matrices, -1)
    assert layout_of(page).rows == (0, 2)


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True), Theme(scale=2.0)], ids=["light", "dark", "large"])
@pytest.mark.parametrize("experiment", [XOR, DEEP, LARGE, FLAT], ids=["xor", "deep", "large", "flat"])
def test_it_can_be_painted_at_every_step(open_page: Open, theme: Theme, experiment: Experiment) -> None:
    session, page = open_page(experiment, theme.px(496), theme.px(182), theme)
    for _ in range(12):
        page.grab()
        session.navigator.next(Granularity.LAYER)


def test_the_formula_stands_only_where_the_matrices_leave_room(open_page: Open, formulas: Formulas, qtbot: QtBot
                                                               ) -> None:
    _, page = open_page(XOR, width=900)
    qtbot.waitUntil(formulas.is_idle)
    qtbot.waitUntil(lambda: page.formula.sizeHint().width() > 100)  # it has heard that the formula is ready
    QApplication.processEvents()
    assert page.formula.isVisible()
    assert page.formula.x() > page.matrices.x() + page.matrices.cells_end()
    page.resize(496, 202)
    qtbot.waitUntil(lambda: not page.formula.isVisible())
