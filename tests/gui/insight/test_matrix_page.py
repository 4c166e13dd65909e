"""The page "Matrix": the product of the layers, the straight line, and the way to a network without bends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.insight.matrix_page import MatrixPage, bent_row, boundary_text, product_row, unscaled, without_bends
from gui.run.session import Session
from simulator.experiment import Experiment, Layer
from simulator.propagation import collapsed

STRAIGHT = Experiment(data_set="circles", layers=(Layer(2, "identity"), Layer(1, "sigmoid")),
                      initial_theta=(1.0, 2.0, 3.0, 4.0, 1.0, -1.0, 1.0, -1.0, 5.0))
"""W = (−2 −2), b = 7, worked out by hand in the tests of `simulator.propagation`."""
BENT = replace(STRAIGHT, layers=(Layer(2, "tanh"), Layer(1, "sigmoid")))

Open = Callable[..., tuple[Session, MatrixPage]]


@pytest.fixture
def open_page(open_any_page: Open, formulas: Formulas) -> Open:
    """Opens a page in a window of its own, by default as small as it gets."""
    def opened(experiment: Experiment, width: int = 496, height: int = 202, theme: Theme | None = None
               ) -> tuple[Session, MatrixPage]:
        return open_any_page(lambda session, own: MatrixPage(session, own, formulas), experiment, width=width,
                             height=height, theme=theme)

    return opened


def spaces(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{EM SPACE}", " ")


def test_layers_without_bends_are_one_matrix_and_one_line(open_page: Open) -> None:
    _, page = open_page(STRAIGHT)
    assert spaces(page.words.text()) == ("However many layers: one matrix, one straight line. "
                                         "−2.00 x₁ − 2.00 x₂ + 7.00 = 0")
    assert page.check.isVisible()
    assert not page.try_identity.isVisible()
    assert page.formula.latex() == r"z^{2} = W a^0 + b, \;\; W = W^{2} W^{1}"


def test_both_ways_give_the_same_output_for_the_sample_in_view(open_page: Open) -> None:
    session, page = open_page(STRAIGHT)
    x1, x2 = session.moment.sample.inputs
    a = 1.0 / (1.0 + np.exp(2.0 * x1 + 2.0 * x2 - 7.0))
    first, second = (part.split(" ")[0].rstrip(",") for part in page.check.text().split("a = ")[1:])
    assert float(first.replace("·10⁻", "e-")) == pytest.approx(a, rel=1e-5)
    assert first == second


def test_the_line_is_where_the_answer_changes(open_page: Open) -> None:
    session, _ = open_page(replace(STRAIGHT, layers=(Layer(2, "identity"), Layer(1, "identity")), cost="quadratic"))
    moment = session.moment
    one = collapsed(moment.network, moment.theta)
    assert one is not None
    assert boundary_text(moment, one) == "−2.00 x₁ − 2.00 x₂ + 7.00 = 0.500"


def test_a_curve_without_bends_is_a_straight_line(open_page: Open) -> None:
    _, page = open_page(Experiment(data_set="sine", layers=(Layer(1, "identity"), Layer(1, "identity")),
                                   cost="quadratic", initial_theta=(2.0, 1.0, -3.0, 0.5)))
    # y = −3 (2 x + 1) + ½
    assert spaces(page.words.text()).endswith("y = −6.00 x − 2.50")


@pytest.mark.parametrize(("experiment", "words"), [
    (replace(STRAIGHT, layers=(Layer(1, "step"),), cost="perceptron", initial_theta=(1.0, -1.0, 0.5)),
     "A single layer is one matrix: one straight line. 1.00 x₁ − 1.00 x₂ + 0.500 = 0"),
    (Experiment(data_set="three_classes", layers=(Layer(2, "identity"), Layer(3, "softmax")),
                cost="categorical_cross_entropy"), "However many layers: one matrix, straight lines only."),
    (Experiment(layers=(Layer(4, "identity"), Layer(10))), "However many layers: one matrix, flat boundaries."),
])
def test_it_says_what_one_matrix_can_draw(open_page: Open, experiment: Experiment, words: str) -> None:
    _, page = open_page(experiment)
    assert spaces(page.words.text()) == words


def test_squares_as_inputs_draw_no_straight_line(open_page: Open) -> None:
    _, page = open_page(replace(STRAIGHT, features=("x1_squared", "x2_squared")))
    assert spaces(page.words.text()) == ("However many layers: one matrix, one flat boundary. "
                                         "−2.00 x₁² − 2.00 x₂² + 7.00 = 0")


def test_zeros_draw_no_line(open_page: Open) -> None:
    _, page = open_page(replace(STRAIGHT, initial_theta=(), initializer="zeros"))
    assert page.words.text() == "Every weight of the one matrix is 0: the same output everywhere, and no boundary."


def test_of_scaled_data_the_line_is_told_in_the_coordinates_of_the_map(open_page: Open) -> None:
    """Both sides of the line that is written answer differently, in raw coordinates."""
    session, _ = open_page(STRAIGHT)
    domain = replace(session.data.domain, shift=(2.0, -1.0), factor=(0.5, 4.0))
    moment = session.moment
    one = collapsed(moment.network, moment.theta)
    assert one is not None
    raw = np.random.default_rng(1).normal(size=(50, 2))
    np.testing.assert_allclose(unscaled(one, domain).z(raw), one.z(domain.inputs(raw)), atol=1e-12)
    # −2 (x₁ − 2)/2 − 2 · 4 (x₂ + 1) + 7
    scaled = replace(moment, data=replace(moment.data, domain=domain))
    assert boundary_text(scaled, one) == "−1.00 x₁ − 8.00 x₂ + 1.00 = 0"


def test_the_layer_that_bends_is_named(open_page: Open) -> None:
    _, page = open_page(BENT)
    assert page.words.text().startswith("Layer 1 is Tanh: it bends, so the layers can't be multiplied into one.")
    assert page.try_identity.isVisible()
    assert not page.check.isVisible()


def test_try_identity_begins_a_run_without_bends_that_can_be_undone(open_page: Open) -> None:
    session, page = open_page(BENT)
    QTest.mouseClick(page.try_identity, Qt.MouseButton.LeftButton)
    session.worker.wait()
    assert [layer.activation for layer in session.experiment.layers] == ["identity", "sigmoid"]
    assert "one matrix, one straight line" in page.words.text()
    session.history.undo()
    session.worker.wait()
    assert session.experiment == BENT
    assert page.words.text().startswith("Layer 1 is Tanh")


def test_everything_else_of_the_experiment_stays() -> None:
    deep = Experiment(data_set="spiral", layers=(Layer(8, "relu"), Layer(8, "tanh"), Layer(1)), learning_rate=0.07)
    assert without_bends(deep) == replace(deep, layers=(Layer(8, "identity"), Layer(8, "identity"), Layer(1)))


def test_the_product_follows_the_weights(open_page: Open) -> None:
    session, page = open_page(STRAIGHT)
    session.set_parameter(8, 6.0)
    session.worker.wait()
    assert spaces(page.words.text()).endswith("+ 8.00 = 0")


# the matrices


def test_the_row_multiplies_from_the_last_layer_to_the_first() -> None:
    rng = np.random.default_rng(1)
    factors = [rng.normal(size=shape) for shape in ((4, 2), (3, 4), (1, 3))]
    product = factors[2] @ factors[1] @ factors[0]
    row = product_row(factors, product, np.zeros(1))
    assert [one.letter + one.upper for one in row.matrices] == ["W3", "W2", "W1", "W", "b"]
    assert row.signs == ("", "", "=", ",")
    np.testing.assert_allclose(row.matrices[0].values @ row.matrices[1].values @ row.matrices[2].values,
                               row.matrices[3].values)


def test_between_the_matrices_of_a_bent_network_stands_its_sigma() -> None:
    factors = [np.ones((2, 2))] * 3
    assert bent_row(factors, [True, False]).signs == ("", "σ")


def test_numbers_give_way_to_cells_where_there_is_no_room(open_page: Open) -> None:
    session, page = open_page(STRAIGHT, width=900)
    assert page.matrices.written_out() == (True,) * 4
    wide = replace(STRAIGHT, layers=(Layer(6, "identity"), Layer(6, "identity"), Layer(1)), initial_theta=())
    session.start_run(wide)
    session.worker.wait()
    assert page.matrices.written_out() == (False, False, False, True, True)
    session.start_run(Experiment(layers=(Layer(30, "identity"), Layer(10))))
    session.worker.wait()
    assert page.matrices.written_out() == (False,) * 4


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True), Theme(scale=2.0)], ids=["light", "dark", "large"])
def test_the_formula_is_shown_beside_the_matrices_where_there_is_room(open_page: Open, theme: Theme) -> None:
    _, page = open_page(STRAIGHT, theme.px(900), theme.px(230), theme)
    assert page.formula.isVisible()
    page.resize(theme.px(496), theme.px(202))
    QApplication.processEvents()
    assert not page.formula.isVisible()
    page.grab()
