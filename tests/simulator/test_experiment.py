"""Settings: what is accepted, how a bad value is refused, and the way to JSON and back."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import experiment as experiment_module
from simulator.datasets import DATA_SETS, data_set_named
from simulator.experiment import (
    CHANGEABLE_DURING_A_RUN,
    Experiment,
    Layer,
    SettingError,
    begins_new_run,
    experiment_from_json,
    free_memory,
    preset,
    presets,
    with_change,
)
from simulator.initializers import INITIALIZERS
from simulator.optimizers import OPTIMIZERS
from simulator.regularisation import REGULARISATIONS


def refused(**settings: Any) -> SettingError:
    with pytest.raises(SettingError) as caught:
        Experiment(**settings)
    return caught.value


@pytest.mark.parametrize(
    ("settings", "setting", "place", "words"),
    [
        ({"layers": ()}, "layers", None, "at least its output layer; add"),
        ({"layers": (Layer(10),) * 501}, "layers", None, "at most 500 layers, got 501; take some of them out"),
        ({"layers": (Layer(0), Layer(10))}, "layers", 1, "at least 1, got 0; try 1"),
        ({"layers": (Layer(30), Layer(-4))}, "layers", 2, "at least 1, got -4; try 1"),
        ({"layers": (Layer(True), Layer(10))}, "layers", 1, "whole number of at least 1, got True; try"),
        ({"layers": (Layer(3.0), Layer(10))}, "layers", 1, "whole number of at least 1, got 3.0; try"),  # type: ignore[arg-type]
        ({"layers": (Layer("3"), Layer(10))}, "layers", 1, "whole number of at least 1, got"),  # type: ignore[arg-type]
        ({"layers": (Layer(3, "sigma"), Layer(10))}, "layers", 1, "'sigma'; choose one of step, identity"),
        ({"layers": (Layer(3), Layer(3, "softmax"), Layer(10))}, "layers", 2, "layer 2 is hidden; choose another"),
        ({"cost": "cubic"}, "cost", None, "'cubic'; choose one of quadratic"),
        ({"cost": "categorical_cross_entropy"}, "cost", None, "got Sigmoid; choose Softmax"),
        ({"layers": (Layer(1, "softmax"),), "cost": "quadratic"}, "cost", None, "use at least 2 outputs"),
        ({"layers": (Layer(10, "relu"),)}, "cost", None, "got ReLU; choose Sigmoid"),
        ({"initializer": "ones"}, "initializer", None, "'ones'; choose one of zeros"),
        ({"initializer": "normal_sigma", "initial_number": -1.0}, "initial_number", None, "got -1; try 0.1"),
        ({"initializer": "uniform", "initial_number": math.nan}, "initial_number", None, "got nan; try 0.5"),
        ({"optimizer": "newton"}, "optimizer", None, "'newton'; choose one of gradient_descent"),
        ({"optimizer": "momentum", "optimizer_numbers": (1.0,)}, "optimizer_numbers", None, "got 1; try 0.9"),
        ({"optimizer": "adam", "optimizer_numbers": (0.9,)}, "optimizer_numbers", None, "takes 3 numbers, got 1"),
        ({"optimizer_numbers": (0.9,)}, "optimizer_numbers", None, "takes 0 numbers, got 1; give"),
        ({"regularisation": "l3"}, "regularisation", None, "'l3'; choose one of none, l1, l2"),
        ({"regularisation": "l2", "regularisation_strength": -1.0}, "regularisation_strength", None, "got -1; try 5"),
        ({"learning_rate": 0.0}, "learning_rate", None, "positive number, got 0; try 0.5"),
        ({"learning_rate": -0.1}, "learning_rate", None, "positive number, got -0.1; try 0.5"),
        ({"learning_rate": math.nan}, "learning_rate", None, "positive number, got nan; try 0.5"),
        ({"learning_rate": math.inf}, "learning_rate", None, "positive number, got inf; try 0.5"),
        ({"learning_rate": "fast"}, "learning_rate", None, "fast"),
        ({"learning_rate": None}, "learning_rate", None, "None"),
        ({"batch_size": 0}, "batch_size", None, "whole number of at least 1, got 0; try 1"),
        ({"batch_size": 2.5}, "batch_size", None, "whole number of at least 1, got 2.5; try 1"),
        ({"batch_size": True}, "batch_size", None, "whole number of at least 1, got True; try 1"),
        ({"seed": -1}, "seed", None, "whole number of at least 0, got -1; try 1"),
        ({"seed": 0.5}, "seed", None, "whole number of at least 0, got 0.5; try 1"),
    ],
)
def test_a_bad_value_is_refused_with_its_setting_the_value_and_a_remedy(
    settings: dict[str, Any], setting: str, place: int | None, words: str
) -> None:
    error = refused(**settings)
    assert (error.setting, error.place) == (setting, place)
    assert words in str(error)


def test_missing_numbers_are_filled_with_the_defaults_of_what_needs_them() -> None:
    adam = Experiment(optimizer="adam", initializer="uniform", regularisation="l2", regularisation_strength=2.0)
    assert adam.optimizer_numbers == (0.9, 0.999, 1e-8)
    assert adam.initial_number == 0.5
    assert adam.regularisation_strength == 2.0


def test_numbers_that_nothing_needs_are_dropped_so_that_equal_runs_are_equal_experiments() -> None:
    plain = Experiment(initializer="he", initial_number=3.0, regularisation="none", regularisation_strength=4.0)
    assert plain == Experiment(initializer="he")


# the data


@pytest.mark.parametrize("neurons", [1, 9, 11])
def test_the_output_layer_must_have_as_many_neurons_as_the_targets(neurons: int) -> None:
    with pytest.raises(SettingError, match=f"got {neurons}; set the last layer to 10$") as caught:
        Experiment(layers=(Layer(30), Layer(neurons))).fits(data_set_named("mnist"))
    assert (caught.value.setting, caught.value.place) == ("layers", 2)


def test_a_batch_can_be_as_large_as_the_training_data_but_not_larger() -> None:
    gate = data_set_named("xor_gate")
    fitting = Experiment("xor_gate", (Layer(1),), batch_size=4)
    assert fitting.fits(gate) is fitting
    with pytest.raises(SettingError, match=r"at most M = 4, .* got 5; 4 makes one step") as caught:
        Experiment("xor_gate", (Layer(1),), batch_size=5).fits(gate)
    assert caught.value.setting == "batch_size"


@pytest.mark.parametrize("sizes", [(10**9,), (10, 10**12), (200_000, 200_000, 3)])
def test_layers_that_do_not_fit_into_memory_are_refused_with_the_numbers(sizes: tuple[int, ...]) -> None:
    with pytest.raises(SettingError, match=r"needs [0-9.e+]+ GB, but [0-9.]+ GB are free; make its") as caught:
        Experiment(layers=(*(Layer(size) for size in sizes), Layer(10))).fits(data_set_named("mnist"))
    assert caught.value.setting == "layers"
    assert caught.value.place == 1 + sizes.index(max(sizes))
    assert "784-" + "-".join(map(str, sizes)) + "-10" in str(caught.value)


def test_an_optimizer_that_remembers_needs_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    # 23,860 parameters of 8 bytes: six times that without a memory, and 4 times more for each of Adam's two vectors;
    # and five matrices of 784 + 30 + 10 neurons for the 1,000 samples that an evaluation takes at once
    monkeypatch.setattr(experiment_module, "free_memory", lambda: 8 * (23_860 * 7 + 5 * 1000 * 824))
    mnist = data_set_named("mnist")
    Experiment().fits(mnist)
    with pytest.raises(SettingError, match="make its layers smaller"):
        Experiment(optimizer="adam").fits(mnist)


def test_the_free_memory_is_a_number_of_bytes_that_a_machine_can_have() -> None:
    assert 2**20 < free_memory() < 2**50


def test_the_data_set_of_an_experiment_is_opened_by_its_name() -> None:
    for data in DATA_SETS:
        layers = (Layer(data.output_count),)
        assert Experiment(data.name, layers, batch_size=2).fits(data).open_data() is data
    with pytest.raises(ValueError, match="'lunes'; choose one of mnist"):
        Experiment("lunes").open_data()


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    missing = tmp_path / "train-images-idx3-ubyte"
    with pytest.raises(ValueError, match="train-images-idx3-ubyte"):
        Experiment("idx", data_path=str(missing)).open_data()


def test_the_network_is_as_wide_as_the_data_and_as_deep_as_the_layers() -> None:
    experiment = Experiment("circles", (Layer(4, "tanh"), Layer(3, "relu"), Layer(1)))
    network = experiment.network(data_set_named("circles"))
    assert network.sizes == (2, 4, 3, 1)
    assert [one.name for one in network.activations] == ["tanh", "relu", "sigmoid"]
    assert network.cost.name == "binary_cross_entropy"


# JSON


layers = st.lists(st.builds(Layer, st.integers(1, 500), st.sampled_from(["tanh", "relu", "sigmoid"])), max_size=3)
experiments = st.builds(
    lambda optimizer, regularisation, **settings: Experiment(
        optimizer=optimizer.name, optimizer_numbers=optimizer.defaults, regularisation=regularisation, **settings),
    data_set=st.sampled_from(["mnist", "circles"]),
    layers=layers.map(lambda hidden: (*hidden, Layer(10))),
    cost=st.sampled_from(["quadratic", "binary_cross_entropy"]),
    initializer=st.sampled_from([one.name for one in INITIALIZERS]),
    seed=st.integers(0, 2**70),
    optimizer=st.sampled_from(OPTIMIZERS),
    learning_rate=st.floats(1e-300, 1e300),
    batch_size=st.integers(1, 10**6),
    shuffled=st.booleans(),
    regularisation=st.sampled_from([one.name for one in REGULARISATIONS]),
    regularisation_strength=st.floats(0.0, 1e300),
    data_path=st.text(st.characters(codec="utf-8"), max_size=8),
)


@given(experiments)
def test_an_experiment_comes_back_from_json_as_it_went(experiment: Experiment) -> None:
    assert experiment_from_json(experiment.to_json()) == experiment


def test_settings_that_the_text_leaves_out_keep_their_defaults() -> None:
    assert experiment_from_json("{}") == Experiment()
    assert experiment_from_json('{"layers": [{"neurons": 10}]}') == Experiment(layers=(Layer(10, "sigmoid"),))
    assert experiment_from_json('{"seed": 7}') == Experiment(seed=7)


@pytest.mark.parametrize(
    ("text", "setting", "words"),
    [
        ("", "", "line 1, column 1"),
        ('{\n  "seed": 1,,\n}', "", "line 2, column 13"),
        ("[1, 2]", "", "JSON object in braces"),
        ("null", "", "JSON object in braces"),
        ('{"sed": 1}', "sed", "unknown setting 'sed'; the settings are batch_size, cost"),
        ('{"layers": 30}', "layers", "got 30"),
        ('{"layers": [30, 10]}', "layers", "got [30, 10]"),
        ('{"layers": null}', "layers", '[{"neurons": 30, "activation": "sigmoid"}'),
        ('{"layers": [{"size": 30}]}', "layers", "got [{'size': 30}]"),
        ('{"layers": [{"neurons": "30"}]}', "layers", "whole number"),
        ('{"layers": [{"neurons": 30, "activation": 3}]}', "layers", "choose one of step"),
        ('{"optimizer": "momentum", "optimizer_numbers": 0.9}', "optimizer_numbers", "a list [0.9, …], got 0.9"),
        ('{"cost": 3}', "cost", "must be a text, got 3"),
        ('{"data_set": null}', "data_set", "must be a text, got None"),
        ('{"data_path": ["a"]}', "data_path", "must be a text"),
        ('{"shuffled": "yes"}', "shuffled", "true or false, got 'yes'"),
        ('{"shuffled": 1}', "shuffled", "true or false, got 1"),
        ('{"learning_rate": NaN}', "learning_rate", "got nan; try 0.5"),
        ('{"learning_rate": [0.5]}', "learning_rate", "got [0.5]; try 0.5"),
        ('{"batch_size": 10.0}', "batch_size", "got 10.0"),
        ('{"seed": true}', "seed", "got True"),
    ],
)
def test_a_text_that_is_no_experiment_is_refused_with_the_place_of_the_mistake(
    text: str, setting: str, words: str
) -> None:
    with pytest.raises(SettingError) as caught:
        experiment_from_json(text)
    assert caught.value.setting == setting
    assert words in str(caught.value)


def test_the_text_is_made_for_people_to_read() -> None:
    given = json.loads(Experiment(data_path="숫자/train-images.idx3-ubyte").to_json())
    assert given["layers"] == [{"neurons": 30, "activation": "sigmoid"}, {"neurons": 10, "activation": "sigmoid"}]
    assert "숫자" in Experiment(data_path="숫자").to_json()


# presets and changes


def test_every_experiment_that_ships_can_be_run_on_its_data() -> None:
    assert "mnist" in presets()
    for name in presets():
        experiment = preset(name)
        experiment.fits(experiment.open_data())


@pytest.mark.parametrize("name", ["mnits", "", "../experiments/mnist", "mnist.json"])
def test_an_unknown_preset_is_refused_with_the_names_of_the_known_ones(name: str) -> None:
    with pytest.raises(ValueError, match=r"choose one of .*mnist") as caught:
        preset(name)
    assert repr(name) in str(caught.value)


def test_another_optimizer_begins_with_its_own_numbers() -> None:
    adam = with_change(Experiment(optimizer="momentum", optimizer_numbers=(0.5,)), optimizer="adam")
    assert adam.optimizer_numbers == (0.9, 0.999, 1e-8)


def test_another_initializer_or_regularisation_begins_with_its_own_number() -> None:
    before = Experiment(initializer="constant", initial_number=-3.0)
    assert with_change(before, initializer="normal_sigma").initial_number == 0.1
    assert with_change(before, regularisation="l2").regularisation_strength == 5.0
    assert with_change(before, regularisation="none").regularisation_strength == 0.0


def test_a_change_that_can_not_be_leaves_the_experiment_as_it_was() -> None:
    before = Experiment()
    with pytest.raises(SettingError, match="got -1"):
        with_change(before, learning_rate=-1.0)
    assert before == Experiment()


def test_only_the_numbers_that_a_step_reads_can_change_in_the_middle_of_a_run() -> None:
    before = Experiment(optimizer="momentum")
    can = {"learning_rate": 0.1, "batch_size": 5, "regularisation": "l2", "optimizer_numbers": (0.5,),
           "frozen": (0, 3)}
    can_not = {"data_set": "circles", "layers": (Layer(10),), "cost": "quadratic", "initializer": "zeros", "seed": 2,
               "optimizer": "adam", "shuffled": False, "data_path": "x", "initial_number": 1.0,
               "initial_theta": (1.0,)}
    assert set(can) | {"regularisation_strength"} == CHANGEABLE_DURING_A_RUN
    for setting, value in can.items():
        assert not begins_new_run(before, with_change(before, **{setting: value})), setting
    constant = with_change(before, initializer="constant")
    for setting, value in can_not.items():
        assert begins_new_run(constant, with_change(constant, **{setting: value})), setting
