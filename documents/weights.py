"""Weights and biases on their own: NumPy's .npz and .safetensors, with the names that PyTorch gives them.

The names are those of the `state_dict()` of `nn.Sequential(nn.Linear, nn.Sigmoid, nn.Linear, …)`: "0.weight",
"0.bias", "2.weight", … PyTorch keeps W as we do, shape (neurons, inputs). What is read may come from anywhere, so
names, shapes and kinds of numbers are compared with the network before a number is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import numpy as np
from safetensors.numpy import save

from documents.atomic import write_whole
from documents.weight_files import BFLOAT16, DAMAGED, KINDS, StoredArray, damaged, stored_arrays
from simulator.arrays import Array
from simulator.errors import Explained, Phrase, name_list
from simulator.network import Network

NPZ, SAFETENSORS = ".npz", ".safetensors"
ENDINGS = (NPZ, SAFETENSORS)

Names = tuple[str, str]
"""What the weights and the biases of a layer are called."""


def layer_names(network: Network) -> list[Names]:
    """PyTorch's names for the layers 1 … L: between two layers stands the activation, which has a number as well."""
    return [(f"{2 * place}.weight", f"{2 * place}.bias") for place in range(network.depth)]


def named_arrays(network: Network, theta: Array) -> dict[str, Array]:
    """θ as PyTorch's `state_dict()`: by name, weights of shape (neurons, inputs) and biases of shape (neurons,)."""
    arrays: dict[str, Array] = {}
    layers = zip(layer_names(network), network.weights(theta)[1:], network.biases(theta)[1:], strict=True)
    for (weight_name, bias_name), weights, biases in layers:
        arrays[weight_name], arrays[bias_name] = weights, biases
    return arrays


def check_finite(theta: Array) -> None:
    """Passes where a program could go on with these weights.

    Raises
    ------
    Explained
        If a number is not finite.
    """
    if not np.isfinite(theta).all():
        raise Explained(Phrase("some weights are not finite any more, and no program could go on with them; go back "
                               "to a step before training ran away and export those"))


def write_weights(network: Network, theta: Array, path: Path) -> None:
    """Writes all weights and biases as float64, whole or not at all; the ending says how: one of `ENDINGS`.

    Raises
    ------
    Explained
        If a number is not finite, the ending is none of ours, or the file can't be written.
    """
    check_finite(theta)
    arrays = named_arrays(network, theta)
    ending = path.suffix.lower()
    if ending == NPZ:
        write_whole(path, lambda file: _write_npz(arrays, file))
    elif ending == SAFETENSORS:
        content = save(arrays, _description(network))
        write_whole(path, lambda file: _write(content, file))
    else:
        raise Explained(Phrase("weights are exported as {endings}, got {file}; give it one of these endings",
                               endings=name_list(ENDINGS), file=path.name))


def read_weights(network: Network, path: Path) -> Array:
    """θ, shape (p,), from a file with the weights and biases of such a network.

    Arrays that are called as `write_weights` calls them are found by their names. Otherwise the layers are the pairs
    "….weight" and "….bias", in the order of their names as people count: fc2 stands before fc10.

    Raises
    ------
    Explained
        If the file can't be read, or its names, shapes or numbers don't fit; it names the layer and what is wanted.
    """
    arrays = stored_arrays(path, 8 * network.parameter_count)
    layers = _layers(network, arrays, path)
    theta = np.empty(network.parameter_count)
    places = zip(layers, network.weights(theta)[1:], network.biases(theta)[1:], strict=True)
    for layer, (names, *shares) in enumerate(places, 1):
        for name, share in zip(names, shares, strict=True):
            _check(arrays[name], share.shape, name, layer, path)
    # all of it is what it should be: only now are numbers read
    for names, *shares in zip(layers, network.weights(theta)[1:], network.biases(theta)[1:], strict=True):
        for name, share in zip(names, shares, strict=True):
            share[...] = _finite(arrays[name], name, path)
    return theta


def _write(content: bytes, file: BinaryIO) -> None:
    file.write(content)


def _write_npz(arrays: Mapping[str, Array], file: BinaryIO) -> None:
    np.savez(file, allow_pickle=False, **arrays)


def _description(network: Network) -> dict[str, str]:
    """What a .safetensors file says about itself; "format" is what PyTorch's programs look for."""
    return {
        "format": "pt",
        "program": "deltaflow",
        "sizes": "-".join(map(str, network.sizes)),
        "activations": ",".join(activation.name for activation in network.activations),
        "cost": network.cost.name,
    }


def _layers(network: Network, arrays: Mapping[str, StoredArray], path: Path) -> list[Names]:
    """The names of weights and biases of the layers 1 … L."""
    expected = layer_names(network)
    if set(arrays) == {name for names in expected for name in names}:
        return expected
    for name in arrays:
        if name.rpartition(".")[2] not in ("weight", "bias"):
            raise Explained(Phrase("{file}: {name} is neither the weights nor the biases of a layer; its name would "
                                   "end with weight or bias. Take it out", file=path.name, name=_quoted(name)))
    found = sorted({name.rpartition(".")[0] for name in arrays}, key=_as_counted)
    layers = [(f"{name}.weight", f"{name}.bias") if name else ("weight", "bias") for name in found]
    for name in (name for names in layers for name in names):
        if name not in arrays:
            raise Explained(Phrase("{file} lacks {name}; a layer needs weights and biases", file=path.name,
                                   name=_quoted(name)))
    if len(layers) != network.depth:
        raise Explained(Phrase("{file} belongs to a network with another number of layers: {given}, not {wanted} as "
                               "in {sizes}; choose another file, or change the layers of the network", file=path.name,
                               given=len(layers), wanted=network.depth, sizes="-".join(map(str, network.sizes))))
    return layers


def _as_counted(name: str) -> list[tuple[int, str]]:
    """A key that sorts names by the numbers in them; no name holds a number longer than a header."""
    return [(int(digits or 0) if len(digits) < 10 else 10**10, text)
            for text, digits in re.findall(r"([^0-9]*)([0-9]*)", name)]


def _check(array: StoredArray, wanted: tuple[int, ...], name: str, layer: int, path: Path) -> None:
    if array.shape == wanted[::-1] != wanted:
        raise Explained(Phrase("{file}: {name} (layer {layer}) has the shape {given}, but this network needs "
                               "{wanted}; transpose it, so that each neuron has a row of weights", file=path.name,
                               name=_quoted(name), layer=layer, given=_sizes(array.shape), wanted=_sizes(wanted)))
    if array.shape != wanted:
        raise Explained(Phrase("{file}: {name} (layer {layer}) has the shape {given}, but this network needs "
                               "{wanted}; choose another file, or change the sizes of the network", file=path.name,
                               name=_quoted(name), layer=layer, given=_sizes(array.shape), wanted=_sizes(wanted)))
    if array.kind not in (*KINDS, BFLOAT16):
        raise Explained(Phrase("{file}: {name} holds numbers of the kind {kind}; weights are {kinds}. Convert them "
                               "to float64", file=path.name, name=_quoted(name), kind=array.kind,
                               kinds=name_list((*KINDS, BFLOAT16))))


def _finite(array: StoredArray, name: str, path: Path) -> Array:
    try:
        numbers = array.read()
    except DAMAGED as error:
        raise damaged(path, error) from error
    finite = np.isfinite(numbers)
    if not finite.all():
        raise Explained(Phrase("{file}: {name} holds {value}, which is no finite number; export weights from before "
                               "training ran away", file=path.name, name=_quoted(name), value=numbers[~finite][0]))
    return numbers


def _quoted(name: str) -> str:
    """A name from a file, as long as a sentence can bear."""
    return repr(name if len(name) <= 40 else name[:39] + "…")


def _sizes(numbers: tuple[int, ...]) -> str:
    return "×".join(map(str, numbers)) if numbers else "–"
