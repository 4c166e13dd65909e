"""Programs made of the network: they stand alone, can be read, and give the outputs that were shown."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
import warnings
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from documents.programs import MOST_WRITTEN_OUT, Library, program, raw_numbers, write_program
from simulator.activations import ACTIVATIONS, Activation
from simulator.datasets.features import FEATURES, Feature
from simulator.datasets.table import open_table
from simulator.errors import Explained
from simulator.experiment import OPENED_TABLE, Experiment, Layer, preset, with_change
from simulator.moment import Moment
from simulator.run import Run
from simulator.steps import START, Address
from simulator.training import OwnSample

NUMPY, PYTORCH = Library.NUMPY, Library.PYTORCH
PRINTED = re.compile(r"(.+): (\S+) \(Deltaflow: (\S+)\)")


def moment_of(experiment: Experiment) -> Moment:
    run = Run(experiment, experiment.open_data())
    run.arrive(run.timeline.begin(), START)
    return run.moment


def follow(moment: Moment, inputs: np.ndarray) -> Moment:
    """A sample of one's own in the same network."""
    run = Run(moment.experiment, moment.data)
    run.follow(OwnSample(np.asarray(inputs, dtype=np.float64), moment.sample.target), START)
    return run.moment


def printed(moment: Moment, folder: Path, library: Library = NUMPY) -> dict[str, float]:
    """What the program prints for each output, run as somebody would who has never heard of Deltaflow."""
    path = folder / "network.py"
    write_program(moment, library, path)
    ran = subprocess.run([sys.executable, "-I", "-W", "error", path], cwd=folder, capture_output=True, text=True,
                         encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    shown = moment.sample.a[-1]
    found = {name: float(value) for name, value, there in PRINTED.findall(ran.stdout)}
    assert list(found.values()) == pytest.approx(shown.tolist(), rel=1e-12, abs=1e-12)
    assert [float(there) for *_, there in PRINTED.findall(ran.stdout)] == pytest.approx(shown.tolist(), rel=1e-14)
    return found


def names_in(moment: Moment, folder: Path, library: Library = NUMPY) -> dict[str, Any]:
    """What is in the program once it has been run."""
    path = folder / "network.py"
    write_program(moment, library, path)
    return runpy.run_path(str(path))


# What activations and features say about themselves


def grid() -> np.ndarray:
    """Weighted inputs from everyday ones to those near the ends of float64, eleven neurons wide."""
    ends = [-1e300, -1e4, -800.0, -740.0, 710.0, 800.0, 1e4, 1e300]
    return np.concatenate([np.linspace(-30.0, 30.0, 2401), ends]).reshape(-1, 11)


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda activation: activation.name)
def test_every_activation_says_how_it_is_written_in_numpy_and_in_pytorch(activation: Activation) -> None:
    z = grid()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = eval(activation.numpy_source, {"np": np, "z": z})
    np.testing.assert_allclose(found, activation.value(z), rtol=1e-12, atol=1e-300)
    assert activation.name.isidentifier(), "so is the function called"
    names = {node.id for node in ast.walk(ast.parse(activation.torch_source)) if isinstance(node, ast.Name)}
    assert "z" in names
    assert names <= {"z", "torch"}


def test_pytorch_gives_the_values_of_every_activation_where_it_is_installed() -> None:
    torch = pytest.importorskip("torch")
    z = grid()
    for activation in ACTIVATIONS:
        found = eval(activation.torch_source, {"torch": torch, "z": torch.tensor(z)}).numpy()
        np.testing.assert_allclose(found, activation.value(z), rtol=1e-12, atol=1e-300, err_msg=activation.name)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_every_feature_says_how_it_is_written(feature: Feature) -> None:
    points = np.random.default_rng(1).normal(size=(50, 2))
    found = eval(feature.source, {**vars(np), "x1": points[:, 0], "x2": points[:, 1]})
    assert np.array_equal(found, feature.value(points))


# Programs that are run


def test_a_program_needs_nothing_but_numpy(tmp_path: Path) -> None:
    moment = moment_of(with_change(preset("spiral"), features=tuple(feature.name for feature in FEATURES)))
    text = program(moment, NUMPY)
    imported = [alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import | ast.ImportFrom)
                for alias in node.names]
    assert imported == ["numpy"]
    assert "np.stack([x1, x2, x1**2, x2**2, x1 * x2, np.sin(x1), np.sin(x2)" in text
    printed(moment, tmp_path)


def test_the_program_of_a_trained_digit_network_reproduces_its_answer(tmp_path: Path) -> None:
    experiment = with_change(preset("mnist"), layers=(Layer(30, "relu"), Layer(10, "softmax")),
                             cost="categorical_cross_entropy")
    run = Run(experiment, experiment.open_data())
    for step in range(20):
        run.arrive(run.timeline.advance(), Address(step, 3, 0, 0))
    assert list(printed(run.moment, tmp_path)) == list("0123456789")
    assert run.moment.network.parameter_count > MOST_WRITTEN_OUT
    text = program(run.moment, NUMPY)
    assert "return raw / 255" in text
    assert max(len(line) for line in text.splitlines()) <= 118


def test_a_table_is_standardised_by_the_program_as_by_us(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    table = tmp_path / 'strange """ name.csv'
    rows = [f"{a},{b},{c},{label}" for (a, b, c), label in
            zip(rng.normal(5.0, 40.0, (30, 3)), ["rot", 'g"rün', "파랑"] * 10, strict=True)]
    table.write_text("\n".join(['height,wid\\th,"""",label', *rows]), encoding="utf-8")
    data = open_table(table).made(scaling="standardised")
    experiment = Experiment(data_set=OPENED_TABLE, data_path=str(table), cost="categorical_cross_entropy",
                            layers=(Layer(4, "tanh"), Layer(3, "softmax")), batch_size=5, scaling="standardised")
    run = Run(experiment, data)
    run.arrive(run.timeline.begin(), START)
    assert tuple(printed(run.moment, tmp_path)) == data.class_labels
    assert "raw = (raw - shift) * factor" in program(run.moment, NUMPY)


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda activation: activation.name)
def test_every_activation_can_be_in_a_program(activation: Activation, tmp_path: Path) -> None:
    hidden = activation.name if activation.elementwise else "sigmoid"
    experiment = with_change(preset("three_classes"), cost="quadratic",
                             layers=(Layer(5, hidden), Layer(3, activation.name)))
    moment = moment_of(experiment)
    for library in Library:
        if library is NUMPY or find_spec("torch") is not None:
            found = names_in(moment, tmp_path, library)
            assert float(abs(found["outputs"](found["x"]) - found["shown"]).max()) < 1e-12
    assert f"def {activation.name}(z):" in program(moment, PYTORCH)


def test_weights_are_written_out_to_the_last_bit(tmp_path: Path) -> None:
    moment = moment_of(preset("xor"))
    found = names_in(moment, tmp_path)
    for layer in (1, 2):
        assert np.array_equal(found[f"W{layer}"], moment.weights[layer])
        assert np.array_equal(found[f"b{layer}"], moment.biases[layer])
    assert "base64" not in program(moment, NUMPY)


def test_during_an_update_the_program_has_the_weights_that_the_outputs_in_view_come_from(tmp_path: Path) -> None:
    experiment = preset("xor")
    run = Run(experiment, experiment.open_data())
    run.arrive(run.timeline.advance())
    moment = run.moment
    assert not np.array_equal(moment.theta, moment.state.theta)
    assert "the update that Deltaflow showed came after" in program(moment, NUMPY)
    printed(moment, tmp_path)


def test_a_program_takes_many_samples_at_once(tmp_path: Path) -> None:
    moment = moment_of(preset("spiral"))
    found = names_in(moment, tmp_path)
    raw = np.asarray(moment.data.train.raw)
    outputs = found["outputs"](found["prepare"](raw))
    z = moment.data.train.inputs(np.arange(len(raw)))
    for layer, activation in enumerate(moment.network.activations, 1):
        z = activation.value(z @ moment.weights[layer].T + moment.biases[layer])
    assert outputs == pytest.approx(z, rel=1e-12)


def test_values_of_regression_have_no_class(tmp_path: Path) -> None:
    assert list(printed(moment_of(preset("regression_hills")), tmp_path)) == ["output"]
    assert "classes" not in program(moment_of(preset("regression_hills")), NUMPY)


def test_the_outputs_of_a_circuit_have_their_names(tmp_path: Path) -> None:
    assert list(printed(moment_of(preset("half_adder_nands")), tmp_path)) == ["sum", "carry"]


# One's own samples


def test_a_drawn_digit_is_written_as_grey_values(tmp_path: Path) -> None:
    moment = moment_of(with_change(preset("mnist"), layers=(Layer(4, "sigmoid"), Layer(10, "sigmoid"))))
    grey = np.random.default_rng(3).integers(0, 256, 784)
    own = follow(moment, grey * moment.data.scale)
    found = raw_numbers(own)
    assert found is not None
    assert np.array_equal(found, grey)
    printed(own, tmp_path)


@pytest.mark.parametrize("features", [(), ("x1_squared", "x1_x2")])
def test_a_point_of_ones_own_goes_through_the_program(features: tuple[str, ...], tmp_path: Path) -> None:
    moment = moment_of(with_change(preset("spiral"), features=features))
    own = follow(moment, [0.25, -1.5])
    printed(own, tmp_path)
    assert (raw_numbers(own) is None) == bool(features), "squares don't say which point it was"


# What can't be written


def test_weights_that_are_not_finite_are_refused_with_a_remedy() -> None:
    moment = moment_of(preset("xor"))
    theta = moment.state.theta.copy()
    theta[0] = np.inf
    with pytest.raises(Explained, match="go back to a step before training ran away"):
        program(replace(moment, state=replace(moment.state, theta=theta)), NUMPY)


def test_the_pytorch_program_of_digits_reproduces_them(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    printed(moment_of(preset("mnist")), tmp_path, PYTORCH)
