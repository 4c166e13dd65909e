"""Weights and biases on their own: NumPy's .npz and .safetensors, with the names that PyTorch gives them.

The names are those of the `state_dict()` of `nn.Sequential(nn.Linear, nn.Sigmoid, nn.Linear, …)`: "0.weight",
"0.bias", "2.weight", … PyTorch keeps W as we do, shape (neurons, inputs). What is read may come from anywhere, so
names, shapes and kinds of numbers are compared with the network before a number is read.
"""

from __future__ import annotations

import errno
import io
import math
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from safetensors import SafetensorError, deserialize
from safetensors.numpy import save

from documents.atomic import write_whole
from documents.values import Damaged
from simulator.arrays import Array
from simulator.errors import Explained, Phrase, name_list
from simulator.network import Network
from simulator.regular_files import open_regular

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


# Arrays with names as .npz and .safetensors files hold them; nothing in a file is run or believed

LARGEST_FILE = 32 << 20
"""Bytes beyond what a network's weights take; a file is read as a whole, and its arrays are a second copy."""
LONGEST_HEADER, LONGEST_NPY_HEADER = 1 << 20, 4096
MOST_ARRAYS = 1000

KINDS = ("float64", "float32", "float16")
BFLOAT16 = "bfloat16"

_HEADER = re.compile(r"\{'descr': '([<>|=]?\w{1,9})', 'fortran_order': (True|False), "
                     r"'shape': \(((?:\d{1,15}(?:, ?|(?=\))))*)\), ?\}\s*", re.ASCII)
"""The header of an .npy file as NumPy writes it. It is Python, and reading it as such would be running it."""
_SAFETENSORS_KINDS = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": BFLOAT16,
                      "I64": "int64", "I32": "int32", "I16": "int16", "I8": "int8", "U8": "uint8", "BOOL": "bool"}
_DIRECTORY_ENTRY = b"PK\x01\x02"


@dataclass(frozen=True)
class StoredArray:
    """An array in a file.

    Attributes
    ----------
    shape, kind
        As the file says; `kind` is the name of its kind of numbers, one of `KINDS`, `BFLOAT16`, or another.
    read
        Its numbers as float64, of this shape. Raises one of `DAMAGED` if they aren't there.
    """

    shape: tuple[int, ...]
    kind: str
    read: Callable[[], Array]


DAMAGED = (ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError,
           SafetensorError)
"""What reading a damaged file may raise: RuntimeError where a part is encrypted, NotImplementedError where it is
packed in an unusual way."""


def stored_arrays(path: Path, expected_size: int) -> dict[str, StoredArray]:
    """The arrays in an .npz or .safetensors file, by name; which of them it is tells its content, not its ending.

    Parameters
    ----------
    expected_size
        Bytes that are looked for; a file that is much larger is refused unread.

    Raises
    ------
    Explained
        If the file can't be read or is neither.
    """
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            limit = LARGEST_FILE + expected_size
            if size > limit:
                raise Explained(Phrase(
                    "{file} has {size} MB; weights of this network take {expected} MB at most. Choose the file of a "
                    "network like this one", file=path.name, size=-(-size >> 20), expected=limit >> 20))
            content = file.read(limit)  # whatever its size was, it may have grown
    except OSError as error:
        is_none = error.errno in (errno.ENOENT, errno.EINVAL)  # or it is a folder, a pipe, a device
        reason = Phrase("there is no such file") if is_none else error.strerror or error
        raise Explained(Phrase("{file} can't be read ({error}); choose another file", file=path,
                               error=reason)) from error
    try:
        return _of_npz(content) if content[:2] == b"PK" else _of_safetensors(content)
    except DAMAGED as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: BaseException) -> Explained:
    """The error for a file whose content can't be made sense of."""
    return Explained(Phrase("{file} is no whole .npz or .safetensors file ({error}); export the weights again",
                            file=path.name, error=error.phrase if isinstance(error, Explained) else error))


# .safetensors


def _of_safetensors(content: bytes) -> dict[str, StoredArray]:
    if len(content) < 8 or int.from_bytes(content[:8], "little") > LONGEST_HEADER:
        raise Damaged(Phrase("it has no header"))
    arrays: dict[str, StoredArray] = {}
    for name, stored in deserialize(content):  # type: ignore[no-untyped-call]  # checks that the sizes match
        kind = _SAFETENSORS_KINDS.get(stored["dtype"], stored["dtype"].lower())
        shape = tuple(stored["shape"])
        arrays[name] = StoredArray(shape, kind, partial(_numbers, stored["data"], kind, shape))
    return arrays


def _numbers(data: bytes, kind: str, shape: tuple[int, ...]) -> Array:
    """Little-endian numbers as float64."""
    if kind == BFLOAT16:  # the upper half of a float32; NumPy has no such kind
        halves = np.frombuffer(data, "<u2").astype(np.uint32)
        return (halves << 16).view(np.float32).astype(np.float64).reshape(shape)
    numbers: Array = np.frombuffer(data, np.dtype(kind).newbyteorder("<")).astype(np.float64).reshape(shape)
    return numbers


# .npz: a zip of .npy files


def _of_npz(content: bytes) -> dict[str, StoredArray]:
    if content.count(_DIRECTORY_ENTRY) > MOST_ARRAYS:  # a long directory alone can fill the memory
        raise Damaged(Phrase("it holds too many parts"))
    archive = zipfile.ZipFile(io.BytesIO(content))
    arrays: dict[str, StoredArray] = {}
    for part in archive.infolist():
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Damaged(Phrase("it is packed in an unusual way"))
        name = part.filename.removesuffix(".npy")
        if name in arrays:
            raise Damaged(Phrase("{name} is there twice", name=repr(name)))
        with archive.open(part) as file:
            kind, is_fortran, shape = _npy_header(file.read(12), file.read)
        arrays[name] = StoredArray(shape, kind.name, partial(_npy_numbers, archive, part, kind, is_fortran, shape))
    return arrays


def _npy_header(start: bytes, read: Callable[[int], bytes]) -> tuple[np.dtype[Any], bool, tuple[int, ...]]:
    """Kind, order and shape of an .npy file: Python's NEP 1.

    Parameters
    ----------
    start
        Its first 12 bytes.
    read
        Reads on.
    """
    versions = {(1, 0): 2, (2, 0): 4}  # bytes of the length
    if start[:6] != b"\x93NUMPY" or tuple(start[6:8]) not in versions:
        raise Damaged(Phrase("one of its parts is no .npy file"))
    width = versions[start[6], start[7]]
    length = int.from_bytes(start[8:8 + width], "little")
    rest = start[8 + width:]
    if not len(rest) <= length <= LONGEST_NPY_HEADER:
        raise Damaged(Phrase("the header of one of its parts is too long or too short"))
    header = _HEADER.fullmatch((rest + read(length - len(rest))).decode("latin-1"))
    if header is None:
        raise Damaged(Phrase("one of its parts holds no plain numbers"))
    kind, order, numbers = header.groups()
    try:
        return np.dtype(kind), order == "True", tuple(int(number) for number in re.findall(r"\d+", numbers))
    except TypeError as error:
        raise Damaged(Phrase("one of its parts holds no plain numbers")) from error


def _npy_numbers(archive: zipfile.ZipFile, part: zipfile.ZipInfo, kind: np.dtype[Any], is_fortran: bool,
                 shape: tuple[int, ...]) -> Array:
    """The numbers of an .npy file whose header has been looked at."""
    count = math.prod(shape)
    with archive.open(part) as file:
        _npy_header(file.read(12), file.read)
        data = file.read(count * kind.itemsize + 1)
    if len(data) != count * kind.itemsize:
        raise Damaged(Phrase("{name} holds more or fewer numbers than its header says", name=repr(part.filename)))
    numbers: Array = np.frombuffer(data, kind).astype(np.float64)
    return numbers.reshape(shape[::-1]).T.copy() if is_fortran else numbers.reshape(shape)
