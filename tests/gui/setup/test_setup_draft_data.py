"""What follows in a draft from other data, other samples, other inputs and known weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gui.setup.draft import SETTINGS, Adaptation, Draft
from simulator.datasets import DATA_SETS, DataSet, data_set_named
from simulator.datasets.table import open_table
from simulator.experiment import DATA_SETTINGS, OPENED_TABLE, Experiment, Layer, preset, presets, with_change

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(2, "tanh"), Layer(1)), learning_rate=0.3)
POINTS = ((0.0, 0.0, 1.0), (2.0, 2.0, 0.0), (-2.0, 1.0, 0.0))


def draft_of(experiment: Experiment) -> Draft:
    return Draft.of(experiment, experiment.open_data())


def outcome(draft: Draft) -> Experiment:
    assert isinstance(draft.outcome, Experiment), draft.outcome
    return draft.outcome


# what is answered


@pytest.mark.parametrize("data", DATA_SETS, ids=lambda data: data.name)
@pytest.mark.parametrize("name", ["circles", "mnist_98", "nand_by_hand", "half_adder_nands", "regression_hills",
                                  "three_classes", "perceptron_separable", "not_by_hand"])
def test_every_data_set_can_be_chosen_in_every_kind_of_experiment(name: str, data: DataSet) -> None:
    draft = draft_of(preset(name)).change_data(data)
    result = outcome(draft)
    assert result.layers[-1].neurons == data.output_count
    made = result.open_data()
    assert made.train.count == draft.data.train.count
    if data.is_regression and data.name != preset(name).data_set:
        assert (result.cost, result.layers[-1].activation) == ("quadratic", "identity")
    assert not draft.change_data(draft.running_data, draft.running.data_path).is_pending


@pytest.mark.parametrize(("data_set", "cost", "activation"), [
    ("three_classes", "categorical_cross_entropy", "softmax"),
    ("four_classes", "categorical_cross_entropy", "softmax"),
    ("hills", "quadratic", "identity"), ("sine", "quadratic", "identity"),
    ("half_adder", "binary_cross_entropy", "sigmoid"), ("moons", "binary_cross_entropy", "sigmoid")])
def test_output_and_cost_suit_what_the_data_ask_for(data_set: str, cost: str, activation: str) -> None:
    result = outcome(draft_of(CIRCLES).change_data(data_set_named(data_set)))
    assert (result.cost, result.layers[-1].activation) == (cost, activation)


def test_values_after_classes_after_values_come_with_the_usual_output_each_time() -> None:
    hills = draft_of(preset("regression_hills"))
    classes = hills.change_data(data_set_named("circles"))
    assert (outcome(classes).cost, outcome(classes).layers[-1].activation) == ("binary_cross_entropy", "sigmoid")
    curve = classes.change_data(data_set_named("sine"))
    assert (outcome(curve).cost, outcome(curve).layers[-1].activation) == ("quadratic", "identity")


def test_perceptrons_stay_perceptrons_on_another_gate() -> None:
    adder = outcome(draft_of(preset("nand_by_hand")).change_data(data_set_named("half_adder")))
    assert (adder.cost, adder.layers) == ("perceptron", (Layer(2, "step"),))


# which samples


@pytest.mark.parametrize(("setting", "value"), [("sample_count", 50), ("noise", 0.3), ("test_share", 0.2),
                                                ("data_seed", 7)])
def test_other_samples_are_there_at_once_and_going_back_brings_those_of_the_run(setting: str, value: float) -> None:
    draft = draft_of(CIRCLES)
    changed = draft.change(**{setting: value})
    assert [one for one in SETTINGS if changed.is_changed(one)] == [setting]
    assert outcome(changed) == with_change(CIRCLES, **{setting: value})
    assert np.array_equal(changed.data.train.raw, outcome(changed).open_data().train.raw)
    assert not np.array_equal(changed.data.train.raw, draft.data.train.raw)
    back = changed.change(**{setting: getattr(CIRCLES, setting)})
    assert not back.is_pending
    assert back.data is draft.running_data


def test_a_share_of_nothing_tests_on_the_training_samples() -> None:
    data = draft_of(CIRCLES).change(test_share=0.0).data
    assert data.test is data.train
    assert data.train.count == 400


def test_the_batch_is_as_large_as_fewer_samples_permit_and_grows_again() -> None:
    draft = draft_of(with_change(CIRCLES, batch_size=100)).change(sample_count=60)
    assert outcome(draft).batch_size == 30
    assert Adaptation.BATCH_SIZE in draft.adapted
    more = draft.change(sample_count=300)
    assert outcome(more).batch_size == 100
    assert Adaptation.BATCH_SIZE not in more.adapted


@pytest.mark.parametrize(("setting", "value"), [
    ("sample_count", 0), ("sample_count", 1), ("sample_count", 10**7), ("noise", -0.1), ("noise", 0.51),
    ("test_share", 0.95), ("data_seed", -1), ("features", ("x3",))])
def test_samples_that_can_not_be_are_refused_and_those_of_before_stay(setting: str, value: object) -> None:
    draft = draft_of(CIRCLES)
    refused = draft.change(**{setting: value})
    error = refused.objection(setting)
    assert error is not None
    assert refused.data is draft.data
    assert not refused.change(**{setting: getattr(CIRCLES, setting)}).is_pending


def test_another_data_set_brings_its_own_numbers() -> None:
    draft = draft_of(with_change(CIRCLES, sample_count=50, noise=0.4, features=("x1_squared", "x2_squared")))
    gaussians = draft.change_data(data_set_named("two_gaussians"))
    assert (outcome(gaussians).sample_count, outcome(gaussians).noise, outcome(gaussians).features) == (400, 0.7, ())
    gate = gaussians.change_data(data_set_named("xor_gate"))
    assert [gate.settings[name] for name in ("sample_count", "noise", "test_share", "data_seed")] == [None] * 4
    back = gate.change_data(draft.running_data)
    assert not back.is_pending
    assert back.data is draft.running_data


def test_inputs_can_be_chosen_for_every_point_of_the_plane() -> None:
    squares = draft_of(CIRCLES).change(features=("x1_squared", "x2_squared", "x1_x2"))
    assert squares.sizes == (3, 4, 2, 1)
    assert squares.data.input_names == ("x₁²", "x₂²", "x₁x₂")
    assert not squares.change(features=()).is_pending


# points put by hand


@pytest.mark.parametrize(("setting", "value"), [("sample_count", 50), ("noise", 0.3), ("test_share", 0.2),
                                                ("data_seed", 7)])
def test_points_put_by_hand_are_set_aside_when_the_samples_are_made_anew(setting: str, value: float) -> None:
    edited = with_change(CIRCLES, train_points=POINTS, batch_size=3)
    draft = draft_of(edited)
    assert draft.data.train.count == 3
    anew = draft.change(**{setting: value})
    assert outcome(anew).train_points is None
    assert Adaptation.POINTS in anew.adapted
    assert anew.data.train.count > 3
    back = anew.change(**{setting: getattr(edited, setting)})
    assert not back.is_pending
    assert back.data.train.count == 3


def test_points_put_by_hand_stay_with_other_inputs_and_go_with_other_data() -> None:
    draft = draft_of(with_change(CIRCLES, train_points=POINTS, batch_size=3))
    assert outcome(draft.change(features=("x1",))).train_points == POINTS
    other = draft.change_data(data_set_named("moons"))
    assert outcome(other).train_points is None
    assert other.data.train.count == 200
    assert not other.change_data(draft.running_data).is_pending


def test_a_point_that_is_moved_meanwhile_takes_no_wish_away() -> None:
    draft = draft_of(CIRCLES).change(seed=9).add_layer()
    moved = with_change(CIRCLES, train_points=POINTS, batch_size=3)
    followed = draft.follow(moved, moved.open_data())
    assert (followed.sizes, followed.settings["seed"]) == ((2, 4, 2, 2, 1), 9)
    assert outcome(followed).train_points == POINTS
    assert followed.data.train.count == 3


# known weights


def test_known_weights_go_with_another_shape_and_return_with_their_own() -> None:
    circuit = preset("xor_four_nands")
    draft = draft_of(circuit)
    wider = draft.change_layer(1, neurons=4)
    assert (outcome(wider).initial_theta, outcome(wider).frozen) == ((), ())
    assert Adaptation.WEIGHTS in wider.adapted
    assert not wider.change_layer(1, neurons=3).is_pending
    for other in (draft.add_layer(), draft.remove_layer(1), draft.change(features=("x1", "x2", "x1_x2")),
                  draft.change(features=("x1_squared", "x2")), draft.change_data(data_set_named("half_adder"))):
        assert (outcome(other).initial_theta, outcome(other).frozen) == ((), ())


@pytest.mark.parametrize("change", [{"seed": 5}, {"learning_rate": 0.1}, {"cost": "perceptron"}, {"shuffled": True}])
def test_known_weights_stay_with_everything_else(change: dict[str, object]) -> None:
    draft = draft_of(preset("xor_four_nands")).change(**change)
    assert outcome(draft).initial_theta == preset("xor_four_nands").initial_theta
    assert outcome(draft).frozen == preset("xor_four_nands").frozen


def test_known_weights_stay_with_another_activation_and_on_another_gate() -> None:
    nand = draft_of(preset("nand_by_hand"))
    assert outcome(nand.change_layer(1, activation="sigmoid")).initial_theta == (-2, -2, 3)
    assert outcome(nand.change_data(data_set_named("or_gate"))).initial_theta == (-2, -2, 3)


def test_who_chooses_how_to_draw_weights_gets_no_known_ones_any_more() -> None:
    circuit = preset("xor_four_nands")
    drawn = draft_of(circuit).change(initializer=circuit.initializer)
    assert (outcome(drawn).initial_theta, outcome(drawn).frozen) == ((), ())
    assert outcome(drawn.change(seed=4)).initial_theta == (), "an unrelated change doesn't bring them back"
    assert drawn.can_have_weights_of_the_run
    assert not drawn.with_weights_of_the_run().is_pending
    assert not drawn.add_layer().can_have_weights_of_the_run


@pytest.mark.parametrize("name", presets())
def test_a_preset_can_be_loaded_into_a_draft_with_its_data(name: str) -> None:
    experiment = preset(name)
    loaded = draft_of(CIRCLES).change(sample_count=20).load(experiment, experiment.open_data())
    assert outcome(loaded) == experiment
    assert loaded.adapted == frozenset()


# tables


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A hundred rows: two columns of numbers and three classes."""
    path = tmp_path / "flowers.csv"
    rng = np.random.default_rng(0)
    rows = [f"{100 + 10 * rng.normal():.2f},{rng.normal():.3f},{'abc'[number % 3]}" for number in range(100)]
    path.write_text("length,width,label\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_table_is_divided_and_standardised_as_it_is_wished(table: Path) -> None:
    draft = draft_of(CIRCLES).change_data(open_table(table), str(table))
    assert (outcome(draft).data_set, outcome(draft).data_path) == (OPENED_TABLE, str(table))
    assert (draft.data.train.count, draft.data.test.count) == (70, 30)
    assert (outcome(draft).cost, outcome(draft).layers[-1]) == ("categorical_cross_entropy", Layer(3, "softmax"))
    scaled = draft.change(scaling="standardised", test_share=0.5)
    assert scaled.data.train.count == 50
    inputs = scaled.data.train.inputs(np.arange(50))
    assert inputs.mean(axis=0) == pytest.approx([0.0, 0.0], abs=1e-12)
    assert inputs.std(axis=0) == pytest.approx([1.0, 1.0])
    assert np.array_equal(inputs, outcome(scaled).open_data().train.inputs(np.arange(50)))
    assert outcome(scaled.change_data(data_set_named("circles"))).scaling == "none"


def test_a_run_of_a_table_is_found_again_after_looking_at_other_data(table: Path) -> None:
    running = outcome(draft_of(CIRCLES).change_data(open_table(table), str(table)).change(scaling="standardised"))
    draft = draft_of(running)
    there = draft.change_data(data_set_named("moons"))
    assert not there.change_data(draft.running_data, str(table)).is_pending
    assert any(there.is_changed(setting) for setting in DATA_SETTINGS)
