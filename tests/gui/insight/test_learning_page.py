"""The page "Learning": the factor that is small is named in words, marked among the bars, and counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import number
from gui.insight.learning_page import LearningPage
from gui.run.choice import Selection
from gui.run.session import Session
from simulator.experiment import Experiment, Layer
from simulator.learning_counts import layer_counts
from simulator.learning_speed import Cause, Role
from simulator.steps import Address, Granularity, Phase
from simulator.training import OwnSample
from tests.prove.cut_text import cut_texts, runs_of

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(2, "tanh"), Layer(1)), batch_size=10)
XOR = Experiment(data_set="xor_gate", layers=(Layer(3, "tanh"), Layer(1)), batch_size=1, shuffled=False,
                 cost="quadratic", learning_rate=1.0,
                 initial_theta=(1.0, -1.0, 0.8, 1.2, -0.9, 0.7, 0.1, 0.3, 0.6, 1.0, -1.2, 0.9, -0.4))

Open = Callable[..., tuple[Session, LearningPage]]


@pytest.fixture
def open_page(open_any_page: Open) -> Open:
    """Opens a page in a window of its own."""
    def opened(experiment: Experiment = CIRCLES, **how: Any) -> tuple[Session, LearningPage]:
        return open_any_page(LearningPage, experiment, **how)

    return opened


def with_parameters(**changes: float) -> Experiment:
    """The XOR network with some entries of θ replaced, such as t6=0.001."""
    theta = list(XOR.initial_theta)
    for name, value in changes.items():
        theta[int(name[1:])] = value
    return replace(XOR, initial_theta=tuple(theta))


def test_a_weight_that_moves_is_said_to_move_and_by_how_much(open_page: Open) -> None:
    session, page = open_page(XOR)
    session.select(Selection(2, 0, 1))
    moment = session.moment
    assert moment.after is not None
    index = session.network.weight_index(2, 0, 1)
    change = number(float(moment.after.theta[index] - moment.state.theta[index]), 3)
    gradient = number(float(moment.record.gradient[index]), 3)
    assert page.title() == "How this weight moves"
    assert page.factors.verdict_text().startswith(f"It moves by {change} in this step.")
    assert page.factors.change_text() == f"Δw^2_1,2 = −η · ∂C/∂w^2_1,2 = −1 · {gradient} = {change}"


@pytest.mark.parametrize("width", [240, 300, 340, 700])
def test_the_change_is_written_to_its_end_however_narrow_the_page(open_page: Open, width: int) -> None:
    session, page = open_page(XOR)
    session.select(Selection(2, 0, 1))
    page.window().resize(width, 260)
    assert cut_texts(page.factors) == []
    written = "".join(run.text for run in runs_of(page.factors)).replace(" ", "")
    assert written.endswith(page.factors.change_text().rpartition(" = ")[2])


def test_a_verdict_with_too_many_lines_ends_with_a_mark_and_is_whole_on_hover(open_page: Open) -> None:
    session, page = open_page(with_parameters(t6=0.003))
    session.select(Selection(2, 0, 0))
    page.factors.setFixedWidth(110)
    page.factors.resize(110, page.factors.height())
    written = [run.text for run in runs_of(page.factors)]
    assert any(text.endswith("…") for text in written)
    assert "Nothing that is multiplied by it gets large." in page.factors.toolTip()
    page.factors.setFixedWidth(700)
    page.factors.resize(700, page.factors.height())
    assert "Nothing that is multiplied by it" not in page.factors.toolTip()


def test_a_quiet_source_is_told_with_its_number(open_page: Open) -> None:
    session, page = open_page(with_parameters(t6=0.003))
    session.select(Selection(2, 0, 0))
    assert page.title() == "Why didn't this weight move?"
    assert page.factors.verdict_text() == \
        "a^1_1 = 0.00300: low activation. Nothing that is multiplied by it gets large."


def test_a_pixel_that_is_black_in_the_whole_batch_is_told_as_such(open_page: Open) -> None:
    session, page = open_page(Experiment())
    session.select(Selection(1, 3, 0))
    assert page.factors.verdict_text() == \
        "a^0_1 = 0 in all 10 samples: no activation. Whatever is multiplied by it is 0."


@pytest.mark.parametrize(("experiment", "place", "says"), [
    (replace(with_parameters(t12=8.0), learning_rate=0.1), Selection(2, 0, 1), "σ′(z^2_1) ="),
    (with_parameters(t10=0.0005), Selection(1, 1), "Little error comes from the next layer:"),
    (replace(XOR, learning_rate=1e-6), Selection(2, 0, 1), "The gradient is not small, but the learning rate is:"),
    (replace(XOR, frozen=(10,)), Selection(2, 0, 1), "It is frozen: no step changes w^2_1,2."),
    (replace(XOR, layers=(Layer(3, "step"), Layer(1))), Selection(1, 0, 0), "A step is flat: σ′ = 0 everywhere."),
    (replace(with_parameters(t6=-5.0), layers=(Layer(3, "relu"), Layer(1)), batch_size=4), Selection(1, 0),
     "z^1_1 ≤ 0 in all 4 samples of this batch: off."),
    (replace(XOR, batch_size=4, initial_theta=(1.0, -1.0, 0.8, 1.2, -0.9, 0.7, 0.1, 0.3, 0.6, 0.0, 0.0, 0.0, 0.0)),
     Selection(2, 0), "The samples cancel one another:"),
])
def test_the_small_factor_is_named(open_page: Open, experiment: Experiment, place: Selection, says: str) -> None:
    session, page = open_page(experiment)
    session.select(place)
    assert page.factors.verdict_text().startswith(says)


def test_an_error_that_is_small_above_has_its_reason_there(open_page: Open) -> None:
    session, page = open_page(with_parameters(t10=0.0005))
    session.select(Selection(1, 1))
    assert page.factors.verdict_text().endswith("The weights that lead on from this neuron are small, or cancel.")
    session, page = open_page(with_parameters(t12=30.0))
    session.select(Selection(1, 1))
    assert page.factors.verdict_text().endswith("Layer 2 is saturated: hardly any error comes through it.")
    session, page = open_page(with_parameters(t12=-4.0))  # the answer 0 is nearly right
    session.select(Selection(1, 1))
    assert page.factors.verdict_text().endswith("The errors δ of layer 2 are small already.")


def test_a_sample_that_is_only_followed_teaches_nothing(open_page: Open) -> None:
    session, page = open_page()
    session.select(Selection(2, 0, 1))
    session.navigator.follow_sample(OwnSample(np.array([0.5, 0.5]), np.array([1.0])))
    session.worker.wait()
    assert page.factors.verdict_text() == \
        "Nothing is learned from this sample: it is only followed through the network."
    assert page.factors.diagnosis is not None
    assert page.factors.diagnosis.cause is Cause.NOT_LEARNED


def test_a_bias_has_the_activation_one(open_page: Open) -> None:
    session, page = open_page()
    session.select(Selection(2, 1))
    diagnosis = page.factors.diagnosis
    assert diagnosis is not None
    assert diagnosis.factor(Role.ACTIVATION) is None
    assert page.title().endswith(("this bias moves", "this bias move?"))
    assert page.factors.change_text().startswith("Δb^2_2 = −η · ∂C/∂b^2_2")


def test_the_factors_follow_the_sample_in_view_and_the_choice(open_page: Open) -> None:
    session, page = open_page()
    session.select(Selection(2, 0, 3))
    before = page.factors.diagnosis
    session.navigator.go_to(Address(0, 4, session.moment.address.station, 0))
    session.worker.wait()
    after = page.factors.diagnosis
    assert before is not None and after is not None  # noqa: PT018
    of_sample = [factor.of_sample for factor in after.factors if factor.of_sample is not None]
    record = session.moment.record
    assert np.prod(of_sample) == pytest.approx(record.a[1][4, 3] * record.delta[2][4, 0])
    assert [one.size for one in before.factors] == [one.size for one in after.factors]


def test_while_nothing_is_chosen_it_is_what_the_equations_follow(open_page: Open) -> None:
    session, page = open_page()
    go = session.moment.route.index(Phase.BP2, 1)
    session.navigator.go_to(Address(0, 0, go, 3))
    session.worker.wait()
    assert page.place() == session.focus
    session.select(Selection(2, 1, 0))
    assert page.place() == Selection(2, 1, 0)


def test_dead_and_saturated_neurons_are_counted_layer_by_layer(open_page: Open) -> None:
    two = replace(CIRCLES, layers=(Layer(6, "relu"), Layer(5, "tanh"), Layer(1)), initializer="normal", seed=6)
    session, page = open_page(two)
    relu, tanh, _ = layer_counts(session.moment)
    lines = page.counts.text().split("\n")
    assert lines[0] == "dead saturated"
    assert lines[1] == f"layer 1 {relu.dead} of 6 –"
    assert lines[2].startswith(f"layer 2 – {tanh.saturated} of 5 · ")
    assert lines[-1] == "inputs that are 0: 0 of 2"


def test_pixels_that_are_black_throughout_are_counted(open_page: Open) -> None:
    session, page = open_page(Experiment())
    black = int(np.count_nonzero(~session.moment.record.inputs.any(axis=0)))
    assert page.counts.text().endswith(f"inputs that are 0: {black} of 784")


def test_a_narrow_page_leaves_the_counts_out(open_page: Open) -> None:
    _, page = open_page(width=430)
    assert page.counts.isHidden()
    page.resize(700, 230)
    assert page.counts.isVisible()


@pytest.mark.parametrize(("activation", "says"), [
    ("relu", "The errors δ of layer 2 are small already."),
    ("tanh", "The errors δ of layer 2 are small already."),
])
def test_a_layer_is_not_blamed_for_errors_that_are_small_before_they_come_to_it(
        open_page: Open, activation: str, says: str) -> None:
    """Half of a ReLU layer is always off; where the output is right, that isn't why nothing comes through."""
    deep = replace(CIRCLES, layers=(Layer(3, "tanh"), Layer(2, activation), Layer(1)), batch_size=4, seed=2)
    theta = np.zeros(20)
    theta[:9] = [1.0, 0.5, -0.3, 0.8, 0.4, -0.7, 0.1, 0.2, -0.1]
    theta[9:17] = [-1.0, 0.6, 0.5, 0.9, -0.4, 0.3, -9.0, 9.0]  # one neuron of layer 2 is at either end
    theta[17:] = [0.01, 0.001, 0.0]
    session, page = open_page(replace(deep, initial_theta=tuple(theta.tolist())))
    session.select(Selection(1, 0))
    assert page.factors.verdict_text().endswith(says)


def test_a_source_that_is_silent_only_where_there_is_an_error_is_not_called_silent(open_page: Open) -> None:
    """Two step neurons: the second lets δ through nowhere that the first is 1."""
    gates = Experiment(data_set="xor_gate", layers=(Layer(1, "relu"), Layer(1, "relu"), Layer(1, "identity")),
                       cost="quadratic", batch_size=4, shuffled=False,
                       initial_theta=(1.0, 1.0, -1.5, -4.0, 1.0, 1.0, 0.5))
    session, page = open_page(gates)
    record = session.moment.record
    assert record.a[1].any()
    assert record.delta[2].any()
    assert not (record.a[1] * record.delta[2]).any()
    session.select(Selection(2, 0, 0))
    assert page.factors.verdict_text() == "In each sample a^1_1 or δ^2_1 is 0: the gradient is their product."


def test_a_softmax_that_is_sure_of_the_wrong_class_is_not_called_right(open_page: Open) -> None:
    """With the quadratic cost the Jacobian of softmax keeps the error of a wrong answer back."""
    wrong = Experiment(data_set="three_classes", layers=(Layer(3, "softmax"),), cost="quadratic", batch_size=30,
                       initial_theta=(0.0,) * 6 + (40.0, 0.0, 0.0))
    session, page = open_page(wrong)
    session.select(Selection(1, 0))
    assert page.factors.verdict_text().endswith("σ′ of layer 1 lets hardly any error through.")
    right = replace(wrong, cost="categorical_cross_entropy")
    session, page = open_page(right)
    session.select(Selection(1, 0))
    assert "lets hardly any" not in page.factors.verdict_text()


def test_a_relu_is_not_called_saturated(open_page: Open) -> None:
    gate = Experiment(data_set="circles", layers=(Layer(2, "relu"), Layer(1)), batch_size=200, cost="quadratic",
                      learning_rate=0.01, initial_theta=(1.0, 0.0, 0.0, 1.0, -1.9, 0.0, 1.0, 1.0, 0.0))
    session, page = open_page(gate)
    on = (session.moment.record.z[1][:, 0] > 0).mean()
    assert 0 < on < 0.05
    session.select(Selection(1, 0))
    assert "switched off where the errors are." in page.factors.verdict_text()
    assert "saturation" not in page.factors.verdict_text()


def test_a_rate_with_which_weights_explode_is_not_marked_as_small(open_page: Open) -> None:
    session, page = open_page(Experiment(data_set="sine", layers=(Layer(1, "identity"),), cost="quadratic",
                                         learning_rate=1.0, batch_size=10, initializer="normal_sigma",
                                         initial_number=1e12))
    session.select(Selection(1, 0))
    diagnosis = page.factors.diagnosis
    assert diagnosis is not None
    assert diagnosis.smallest.role is Role.RATE
    assert page.title() == "How this bias moves"
    assert "smallest factor" not in page.factors.verdict_text()
    assert "of a typical weight" in page.factors.verdict_text()


@pytest.mark.parametrize(("activation", "bias", "says"), [
    ("tanh", 9.0, "Layer 2 is saturated: hardly any error comes through it."),
    ("relu", -9.0, "σ′ of layer 2 lets hardly any error through."),
    ("step", 0.5, "σ′ of layer 2 lets hardly any error through."),
])
def test_the_layer_that_holds_the_error_back_is_named(open_page: Open, activation: str, bias: float, says: str
                                                      ) -> None:
    deep = replace(CIRCLES, layers=(Layer(3, "tanh"), Layer(2, activation), Layer(1)), batch_size=4)
    theta = np.full(20, 0.5)
    theta[15:17] = bias
    theta[17:] = [1.0, 1.0, 0.0]
    session, page = open_page(replace(deep, initial_theta=tuple(theta.tolist())))
    session.select(Selection(1, 0))
    assert page.factors.verdict_text().endswith(says)


@pytest.mark.parametrize(("cost", "layer", "note"), [
    ("binary_cross_entropy", Layer(1, "sigmoid"), "σ′ cancels for this cost: δ = a − y."),
    ("perceptron", Layer(1, "step"), "The perceptron rule has no σ′: δ = a − y."),
    ("quadratic", Layer(1, "sigmoid"), ""),
])
def test_where_the_output_has_no_slope_of_its_own_that_is_said(open_page: Open, cost: str, layer: Layer, note: str
                                                               ) -> None:
    session, page = open_page(Experiment(data_set="and_gate", layers=(layer,), cost=cost, batch_size=1))
    session.select(Selection(1, 0, 1))
    diagnosis = page.factors.diagnosis
    assert diagnosis is not None
    assert (diagnosis.factor(Role.SLOPE) is None) is bool(note)
    assert page.factors.note_text() == note


def test_another_optimizer_has_no_single_rate(open_page: Open) -> None:
    session, page = open_page(replace(CIRCLES, optimizer="adam", learning_rate=0.001))
    session.select(Selection(2, 0, 1))
    assert page.factors.change_text().startswith("Δw^2_1,2 = ")
    assert "η" not in page.factors.change_text()
    assert "·" not in page.factors.change_text().replace("·10", ""), "two statements, not a product of two numbers"


def test_the_named_factor_is_marked_by_a_pointer_and_not_by_colour_alone(open_page: Open) -> None:
    session, page = open_page(with_parameters(t6=0.003))

    def pointers() -> int:
        """Dark pixels at the left end, where nothing but a pointer stands below the verdict."""
        image = page.factors.grab().toImage()
        return sum(image.pixelColor(x, y).lightness() < 60 for x in range(6) for y in range(24, image.height()))

    session.select(Selection(2, 0, 1))
    assert pointers() == 0
    session.select(Selection(2, 0, 0))
    assert pointers() > 10


@pytest.mark.parametrize("width", [440, 620, 780, 1100])
def test_no_name_of_a_factor_runs_into_its_bar(open_page: Open, width: int) -> None:
    session, page = open_page(width=width)
    session.select(Selection(1, 3, 1))
    bars = page.factors
    assert bars.diagnosis is not None
    assert bars._words is not None
    for factor in bars.diagnosis.factors:
        if factor.role is not Role.RATE:
            label = bars._words.label(factor.role, in_short=bars._is_narrow())
            assert bars._lettering.width(label) < bars._track(bars.diagnosis, 0.0).left() - 11
    assert bars._track(bars.diagnosis, 0.0).right() < bars.width() - 72
    assert bars._track(bars.diagnosis, 0.0).width() > 40


def test_a_page_that_is_not_in_view_does_nothing(open_page: Open, qtbot: QtBot) -> None:
    session, page = open_page(shown=False)
    session.navigator.next(Granularity.STEP)
    session.worker.wait()
    assert page.factors.diagnosis is None
    with qtbot.waitExposed(page):
        page.show()
    assert page.factors.diagnosis is not None
