"""The page σ(z): curves, marks and words, each against an independent source."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.insight.activation_page import ActivationPage, Region, largest_slope, reading, z_limit
from gui.run.choice import Selection
from gui.run.session import Session
from simulator.activations import ACTIVATIONS, Activation, activation_named
from simulator.experiment import Experiment, Layer
from simulator.steps import Phase

Open = Callable[..., tuple[Session, ActivationPage]]


def with_z(activation: str, *z: float) -> Experiment:
    """A network of which neuron j of layer 1 has zⱼ = z[j] for every input: its weights are 0, its biases z."""
    count = len(z)
    return Experiment(data_set="circles", layers=(Layer(count, activation), Layer(1)),
                      initial_theta=(*(0.0,) * 2 * count, *z, *(1.0,) * count, 0.5))


@pytest.fixture
def open_page(open_any_page: Open, formulas: Formulas) -> Open:
    """Opens a page in a window of its own, by default as small as it gets."""
    def opened(experiment: Experiment, width: int = 496, height: int = 202, theme: Theme | None = None
               ) -> tuple[Session, ActivationPage]:
        return open_any_page(lambda session, own: ActivationPage(session, own, formulas), experiment, width=width,
                             height=height, theme=theme)

    return opened


def go(session: Session, phase: Phase, layer: int) -> None:
    while (session.moment.phase, session.moment.layer) != (phase, layer):
        session.navigator.next()
        session.worker.wait()


def heading(page: ActivationPage) -> str:
    return f"{page.title()} {page._note.text()}"


def test_the_neuron_is_marked_on_both_curves(open_page: Open) -> None:
    session, page = open_page(with_z("sigmoid", 4.2, -1.0, 0.5))
    session.select(Selection(1, 0))
    go(session, Phase.ACTIVATION, 1)
    value, slope = page.plots.curves()
    a = 1.0 / (1.0 + math.exp(-4.2))
    assert value.mark == pytest.approx((4.2, a), rel=1e-12)
    assert slope.mark == pytest.approx((4.2, a * (1.0 - a)), rel=1e-9)
    assert value.mark_text == "a = 0.985"
    assert slope.mark_text == "σ′ = 0.0146"
    assert value.others is not None
    assert sorted(value.others.tolist()) == [-1.0, 0.5]
    assert heading(page) == "Sigmoid layer 1, neuron 1"


@pytest.mark.parametrize("activation", [one for one in ACTIVATIONS if one.elementwise], ids=lambda one: one.name)
def test_the_second_curve_is_the_slope_of_the_first(open_page: Open, activation: Activation) -> None:
    session, page = open_page(with_z(activation.name, 0.5, 0.5))
    go(session, Phase.ACTIVATION, 1)
    value, slope = page.plots.curves()
    differences = (value.y[2:] - value.y[:-2]) / (value.z[2:] - value.z[:-2])
    away = np.array([all(abs(z - kink) > 0.1 for kink in activation.kinks) for z in value.z[1:-1]])
    np.testing.assert_allclose(slope.y[1:-1][away], differences[away], atol=4e-4)


@pytest.mark.parametrize(("activation", "z", "words"), [
    ("sigmoid", 4.5, "z = 4.50: saturated: σ′(z) = 0.0109 is 4\u202f% of its largest value."),
    ("sigmoid", -9.0, "z = −9.00: saturated: σ′(z) = 1.23·10⁻⁴ is 0.05\u202f% of its largest value."),
    ("sigmoid", 0.0, "z = 0: in the steep part: σ′(z) = 0.250 is 100\u202f% of its largest value."),
    ("tanh", 1.5, "z = 1.50: less steep: σ′(z) = 0.181 is 18\u202f% of its largest value."),
    ("relu", -0.5, "z = −0.500: switched off: z ≤ 0, σ′(z) = 0: no error comes through."),
    ("relu", 0.5, "z = 0.500: z > 0, σ′(z) = 1.00: all of the error comes through."),
    ("relu", 0.0, "z = 0: exactly at the corner, where σ′ doesn't exist; it is taken as 0."),
    ("leaky_relu", -0.5, "z = −0.500: saturated: σ′(z) = 0.0100 is 1\u202f% of its largest value."),
    ("identity", 3.0, "z = 3.00: σ′(z) = 1.00 for every z: it never saturates, but it never bends either."),
    ("step", 0.3, "The step is flat: σ′(z) = 0 for every z, so no error can come through it."),
])
def test_it_says_where_z_lies(open_page: Open, activation: str, z: float, words: str) -> None:
    session, page = open_page(with_z(activation, z, 0.2))
    session.select(Selection(1, 0))
    go(session, Phase.ACTIVATION, 1)
    assert page.words.text().replace("\N{WORD JOINER}", "") == words


def test_before_z_is_reached_there_are_curves_without_a_mark(open_page: Open) -> None:
    session, page = open_page(with_z("tanh", 0.7, 0.2))
    session.select(Selection(1, 0))
    assert session.moment.phase is Phase.INPUT
    assert page.words.text() == "z not known yet"
    assert all(curve.mark is None for curve in page.plots.curves())
    go(session, Phase.WEIGHTED_INPUT, 1)
    value, slope = page.plots.curves()
    assert value.mark is not None
    assert value.mark_text == "", "a comes with the next press"
    assert slope.mark_text.startswith("σ′ = ")
    go(session, Phase.ACTIVATION, 1)
    assert page.plots.curves()[0].mark_text.startswith("a = ")


def test_the_word_saturated_stands_where_the_simulator_says_it_is(open_page: Open) -> None:
    session, page = open_page(with_z("sigmoid", 1.0, 0.2))
    go(session, Phase.ACTIVATION, 1)
    sigmoid = activation_named("sigmoid")
    value, _ = page.plots.curves()
    assert value.flat == ((-6.0, sigmoid.saturated_below), (sigmoid.saturated_above, 6.0))
    for first, last in value.flat:
        inside = np.linspace(first, last, 11)
        a = sigmoid.value(inside)
        assert (a * (1.0 - a) <= 0.05 * 0.25 * (1 + 1e-9)).all()


def test_the_axis_reaches_as_far_as_z(open_page: Open) -> None:
    session, page = open_page(with_z("sigmoid", 250.0, 0.2))
    session.select(Selection(1, 0))
    go(session, Phase.ACTIVATION, 1)
    assert page.plots.curves()[0].z[-1] == 1000.0
    session.select(Selection(1, 1))
    assert page.plots.curves()[0].z[-1] == 6.0
    for z in (0.0, 5.0, 5.6, 79.0, 1e12):
        shown = replace(reading(session.moment, Selection(1, 1)), z=z)
        assert z_limit(shown) >= max(6.0, 1.05 * z)
    beyond = replace(reading(session.moment, Selection(1, 1)), z=1.7e308)
    assert z_limit(beyond) == 1e307, "there axes end"


def test_the_page_follows_the_equations_until_a_neuron_is_chosen(open_page: Open) -> None:
    session, page = open_page(with_z("tanh", 0.7, 0.2))
    go(session, Phase.ACTIVATION, 2)
    assert heading(page) == "Sigmoid layer 2, neuron 1"
    session.select(Selection(1, 1))
    assert heading(page) == "Tanh layer 1, neuron 2"
    go(session, Phase.BP1, 2)
    assert heading(page) == "Tanh layer 1, neuron 2"


def test_another_activation_can_be_laid_beside_it(open_page: Open) -> None:
    session, page = open_page(with_z("sigmoid", 0.7, 0.2))
    go(session, Phase.ACTIVATION, 1)
    keys = [page.comparison.itemData(number) for number in range(page.comparison.count())]
    page.comparison.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(keys.index("tanh")):
        QTest.keyClick(page.comparison, Qt.Key.Key_Down)
    value, slope = page.plots.curves()
    assert value.ghost is not None
    assert slope.ghost is not None
    np.testing.assert_allclose(value.ghost, np.tanh(value.z))
    np.testing.assert_allclose(slope.ghost, 1.0 - np.tanh(value.z) ** 2)
    assert value.name == "σ(z), dashed: Tanh"


def test_a_step_that_has_lost_the_error_says_so_and_the_perceptron_rule_does_not(open_page: Open) -> None:
    wrong = Experiment(data_set="and_gate", layers=(Layer(1, "step"),), cost="quadratic", batch_size=4,
                       shuffled=False, initial_theta=(1.0, 1.0, 0.5))  # everything but (0, 0), too, is 1
    session, page = open_page(wrong)
    go(session, Phase.BP1, 1)
    assert session.moment.sample.a[1][0] != session.moment.sample.target[0]
    assert page.words.text().startswith("Every δ is 0: the step function is flat")
    session.start_run(replace(wrong, cost="perceptron"))
    session.worker.wait()
    go(session, Phase.BP1, 1)
    assert "its δ is a − y" in page.words.text()


def test_softmax_is_shown_as_shares(open_page: Open) -> None:
    session, page = open_page(Experiment(data_set="three_classes", layers=(Layer(3, "tanh"), Layer(3, "softmax")),
                                         cost="categorical_cross_entropy"))
    session.select(Selection(2, 1))
    assert page.words.text() == "z not known yet"
    go(session, Phase.ACTIVATION, 2)
    assert page.words.text() == "Every z moves all of the shares: σ′ is a whole matrix."
    assert not page.comparison.isVisible()
    assert reading(session.moment, Selection(2, 1)).region is Region.SHARES
    page.grab()


def test_a_network_that_has_diverged_is_no_number(open_page: Open) -> None:
    session, page = open_page(with_z("tanh", 0.7, 0.2))
    go(session, Phase.ACTIVATION, 1)
    session.moment.sample.z[1][0] = math.inf
    session.select(Selection(1, 0))
    assert "no number any more" in page.words.text()
    page.grab()


def test_largest_slopes_are_those_of_the_textbooks() -> None:
    known = {"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0, "leaky_relu": 1.0, "identity": 1.0, "step": 0.0}
    for name, expected in known.items():
        assert largest_slope(activation_named(name)) == pytest.approx(expected, abs=1e-12)


# painting


def discs(page: ActivationPage, color: QColor) -> list[QPoint]:
    """Pixels inside of a disc of this colour: letters are thinner."""
    image: QImage = page.plots.grab().toImage()

    def has(x: int, y: int) -> bool:
        return image.pixelColor(x, y) == color

    return [QPoint(x, y) for y in range(3, image.height() - 3) for x in range(3, image.width() - 3)
            if has(x, y) and has(x - 2, y) and has(x + 2, y) and has(x, y - 2) and has(x, y + 2)]


def test_the_dot_is_seen_at_its_place_in_the_colour_of_its_sign(open_page: Open) -> None:
    theme = Theme()
    session, page = open_page(with_z("tanh", 1.2, -1.2))
    go(session, Phase.ACTIVATION, 1)
    places = []
    for neuron, color in ((0, theme.positive), (1, theme.negative)):
        session.select(Selection(1, neuron))
        QApplication.processEvents()
        found = discs(page, color)
        assert found
        places.append((np.mean([point.x() for point in found]), np.mean([point.y() for point in found])))
    assert places[0][0] > places[1][0], "the larger z is on the right"
    assert places[0][1] < places[1][1], "and its a is higher"


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True), Theme(scale=2.0)], ids=["light", "dark", "large"])
@pytest.mark.parametrize("name", [one.name for one in ACTIVATIONS if one.elementwise])
def test_every_activation_can_be_painted_in_every_look(open_page: Open, name: str, theme: Theme) -> None:
    session, page = open_page(with_z(name, 0.7, -30.0), theme=theme)
    go(session, Phase.ACTIVATION, 1)
    for neuron in (0, 1):
        session.select(Selection(1, neuron))
        page.grab()
