"""Weights in files: written as PyTorch names them, and read without believing anything that a file says."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from documents.weights import ENDINGS, layer_names, named_arrays, read_weights, write_weights
from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.errors import Explained, Phrase
from simulator.network import Network

NETWORK = Network((3, 4, 2), (activation_named("tanh"), activation_named("sigmoid")), cost_named("quadratic"))
SHAPES = {"0.weight": (4, 3), "0.bias": (4,), "2.weight": (2, 4), "2.bias": (2,)}
THETA = np.random.default_rng(1).normal(size=NETWORK.parameter_count)
each_ending = pytest.mark.parametrize("ending", ENDINGS)


def put(path: Path, arrays: Mapping[str, np.ndarray]) -> Path:
    """A file as somebody else writes it."""
    if path.suffix == ".npz":
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    else:
        save_file(dict(arrays), path)
    return path


def with_names(*names: str) -> dict[str, np.ndarray]:
    """Our weights under other names."""
    return dict(zip(names, named_arrays(NETWORK, THETA).values(), strict=True))


def safetensors_of(header: object, data: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


@each_ending
def test_what_is_written_is_read_to_the_last_bit(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"weights{ending}"
    write_weights(NETWORK, THETA, path)
    assert np.array_equal(read_weights(NETWORK, path), THETA)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_the_names_and_shapes_are_those_of_pytorchs_sequential(tmp_path: Path) -> None:
    for ending, load in ((".npz", lambda path: dict(np.load(path))), (".safetensors", load_file)):
        path = tmp_path / f"weights{ending}"
        write_weights(NETWORK, THETA, path)
        arrays = load(path)
        assert {name: array.shape for name, array in arrays.items()} == SHAPES
        assert arrays["2.weight"][1, 3] == THETA[NETWORK.weight_index(2, 1, 3)]
        assert arrays["0.bias"][2] == THETA[NETWORK.bias_index(1, 2)]


def test_a_safetensors_file_says_what_network_it_belongs_to(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    write_weights(NETWORK, THETA, path)
    with safe_open(path, "np") as file:
        assert file.metadata() == {"format": "pt", "program": "deltaflow", "sizes": "3-4-2",
                                   "activations": "tanh,sigmoid", "cost": "quadratic"}


@each_ending
@pytest.mark.parametrize("kind", [np.float64, np.float32, np.float16])
def test_numbers_with_fewer_digits_are_taken_as_they_are(ending: str, kind: type, tmp_path: Path) -> None:
    few = THETA.astype(kind)
    path = put(tmp_path / f"weights{ending}",
               {name: array.astype(kind) for name, array in named_arrays(NETWORK, THETA).items()})
    assert np.array_equal(read_weights(NETWORK, path), few.astype(np.float64))


def test_bfloat16_is_the_upper_half_of_a_float32(tmp_path: Path) -> None:
    whole = np.arange(1.0, 1.0 + NETWORK.parameter_count) / -8.0  # few enough digits
    header, data = {}, b""
    for name, array in named_arrays(NETWORK, whole).items():
        upper = (array.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()
        header[name] = {"dtype": "BF16", "shape": array.shape, "data_offsets": [len(data), len(data) + len(upper)]}
        data += upper
    path = tmp_path / "weights.safetensors"
    path.write_bytes(safetensors_of(header, data))
    assert np.array_equal(read_weights(NETWORK, path), whole)


@each_ending
@pytest.mark.parametrize("names", [
    ("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"),
    ("layers.9.weight", "layers.9.bias", "layers.10.weight", "layers.10.bias"),
    ("net.model.0.weight", "net.model.0.bias", "net.model.3.weight", "net.model.3.bias"),
])
def test_other_names_are_layers_in_the_order_in_which_people_count(ending: str, names: tuple[str, ...],
                                                                   tmp_path: Path) -> None:
    path = put(tmp_path / f"weights{ending}", dict(reversed(with_names(*names).items())))
    assert np.array_equal(read_weights(NETWORK, path), THETA)


def test_columns_first_is_read_as_well(tmp_path: Path) -> None:
    arrays = {name: np.asfortranarray(array) for name, array in named_arrays(NETWORK, THETA).items()}
    assert np.array_equal(read_weights(NETWORK, put(tmp_path / "weights.npz", arrays)), THETA)


def test_a_single_layer_may_have_no_name(tmp_path: Path) -> None:
    neuron = Network((2, 1), (activation_named("step"),), cost_named("quadratic"))
    path = put(tmp_path / "weights.npz", {"weight": np.array([[-2.0, -2.0]]), "bias": np.array([3.0])})
    assert read_weights(neuron, path).tolist() == [-2.0, -2.0, 3.0]


# What doesn't fit


@each_ending
@pytest.mark.parametrize(("change", "message"), [
    ({"2.weight": np.ones((2, 5))}, r"'2\.weight' \(layer 2\) has the shape 2×5, but this .* needs 2×4; choose"),
    ({"0.weight": np.ones((3, 4))}, r"'0\.weight' \(layer 1\) has the shape 3×4, but .* needs 4×3; transpose it"),
    ({"0.bias": np.ones(4, dtype=np.int32)}, r"kind int32; weights are float64, .* Convert them to float64"),
    ({"2.bias": np.array([1.0, np.nan])}, r"'2\.bias' holds nan, which is no finite number; export weights from"),
    ({"2.bias": np.array([-np.inf, 0.0])}, r"'2\.bias' holds -inf, which is no finite number"),
    ({"4.weight": np.ones((1, 2)), "4.bias": np.ones(1)}, r"another number of layers: 3, not 2 as in 3-4-2; choose"),
    ({"4.weight": np.ones((1, 2))}, r"lacks '4\.bias'; a layer needs weights and biases"),
    ({"running_mean": np.ones(2)}, r"'running_mean' is neither the weights nor the biases of a layer; .* Take it"),
])
def test_what_does_not_fit_is_named_with_its_layer_its_shape_and_a_remedy(
        ending: str, change: dict[str, np.ndarray], message: str, tmp_path: Path) -> None:
    path = put(tmp_path / f"weights{ending}", named_arrays(NETWORK, THETA) | change)
    with pytest.raises(Explained, match=message) as caught:
        read_weights(NETWORK, path)
    assert path.name in str(caught.value)


def test_weights_that_are_not_finite_are_not_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    write_weights(NETWORK, THETA, path)
    with pytest.raises(Explained, match="go back to a step before training ran away"):
        write_weights(NETWORK, np.full_like(THETA, np.inf), path)
    assert np.array_equal(read_weights(NETWORK, path), THETA), "the old file is still there"


def test_an_ending_that_says_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Explained, match=r"\.npz, \.safetensors, got weights\.pt; give it one of these endings"):
        write_weights(NETWORK, THETA, tmp_path / "weights.pt")


def test_there_is_a_name_for_every_layer() -> None:
    assert layer_names(NETWORK) == [("0.weight", "0.bias"), ("2.weight", "2.bias")]


# Damaged files


@each_ending
def test_a_mutated_file_is_read_or_refused_with_a_message(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"weights{ending}"
    write_weights(NETWORK, THETA, path)
    whole = path.read_bytes()
    rng = np.random.default_rng(7)
    said: set[str] = set()
    for _ in range(400):
        content = bytearray(whole)
        match rng.integers(4):
            case 0:
                content = content[:rng.integers(len(content))]
            case 1:
                start = rng.integers(len(content))
                content[start:start + rng.integers(1, 40)] = rng.bytes(rng.integers(40))
            case _:
                for place in rng.integers(0, min(len(content), 400), rng.integers(1, 6)):
                    content[place] = rng.integers(256)
        path.write_bytes(content)
        try:
            theta = read_weights(NETWORK, path)
        except Explained as error:
            said.add(str(error))
        else:
            assert np.isfinite(theta).all()
    assert len(said) > 10
    assert all(path.name in message for message in said)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.npz", tmp_path):
        with pytest.raises(Explained, match=r"can't be read .*choose another file") as caught:
            read_weights(NETWORK, path)
        assert caught.value.phrase.values["error"] == Phrase("there is no such file"), "it can be translated"
