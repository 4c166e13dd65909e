"""The network in view as a short program that stands alone: one file that needs only NumPy, or only PyTorch.

A student should be able to read it from top to bottom: the activations, how a sample becomes inputs, the layers one
after the other, the numbers, and at the end the sample in view with the outputs that were shown. It reproduces them
to rounding, because it calculates with float64 as we do.
"""

from __future__ import annotations

import base64
import math
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np

from documents.atomic import write_whole
from documents.weights import check_finite
from simulator.activations import Activation
from simulator.arrays import Array, Bytes
from simulator.datasets.data_set import DataSet
from simulator.datasets.features import coordinates
from simulator.moment import Moment

ENDING = ".py"
MOST_WRITTEN_OUT = 300
"""Networks with more weights and biases have them packed; so many fill three pages."""


class Library(Enum):
    """What a program calculates with."""

    NUMPY = "numpy"
    PYTORCH = "pytorch"


@dataclass(frozen=True)
class _Dialect:
    """How something is said in a library."""

    label: str
    imports: str
    prefix: str
    array: Callable[[str], str]
    stack: Callable[[str], str]
    eye: Callable[[int], str]
    unpack: str
    activation: Callable[[Activation], str]


_DIALECTS = {
    Library.NUMPY: _Dialect(
        label="NumPy",
        imports="import numpy as np",
        prefix="np",
        array="np.array({})".format,
        stack="np.stack([{}], axis=-1)".format,
        eye="np.eye({})".format,
        unpack='np.frombuffer(base64.b64decode(text), dtype="<f8").reshape(shape)',
        activation=lambda activation: activation.numpy_source,
    ),
    Library.PYTORCH: _Dialect(
        label="PyTorch",
        imports="import torch",
        prefix="torch",
        array="torch.tensor({}, dtype=torch.float64)".format,
        stack="torch.stack([{}], dim=-1)".format,
        eye="torch.eye({}, dtype=torch.float64)".format,
        unpack="torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float64).reshape(shape)",
        activation=lambda activation: activation.torch_source,
    ),
}


def write_program(moment: Moment, library: Library, path: Path) -> None:
    """Writes the program, whole or not at all. Raises as `program` does, and if the file can't be written."""
    content = program(moment, library).encode()
    write_whole(path, partial(_write, content))


def _write(content: bytes, file: BinaryIO) -> None:
    file.write(content)


def program(moment: Moment, library: Library) -> str:
    """The text of a program that runs the sample of a moment through its network.

    Its weights are those that the outputs in view were worked out with: while the update of a step is shown, they are
    the ones before it.

    Raises
    ------
    Explained
        If a weight is not finite.
    """
    check_finite(moment.state.theta)
    dialect = _DIALECTS[library]
    network = moment.network
    is_packed = network.parameter_count > MOST_WRITTEN_OUT
    parts = [_head(moment, dialect, is_packed=is_packed)]
    parts += [_activation(activation, dialect) for activation in dict.fromkeys(network.activations)]
    parts += [_prepare(moment.data, dialect), _forward(moment)]
    if is_packed:
        parts.append(_unpack(dialect))
    parts += [_numbers(moment, dialect, is_packed=is_packed), _sample(moment, dialect), _main(moment.data)]
    return "\n\n\n".join(parts) + "\n"


def _head(moment: Moment, dialect: _Dialect, *, is_packed: bool) -> str:
    network, data = moment.network, moment.data
    sizes = "-".join(map(str, network.sizes))
    names = f" Its inputs are {plain(', '.join(data.input_names))}." if 0 < len(data.input_names) <= 20 else ""
    about = f"""It is a multi-layer perceptron with the layers {sizes}, as Deltaflow showed it. What it learns is
        "{plain(data.label)}"; steps of training so far: {moment.state.step}.{names}"""
    use = f"""Run it with Python and {dialect.label}: at its end it prints the outputs for one sample, and beside them
        those that Deltaflow showed."""
    paragraphs = "\n\n".join(filled(" ".join(text.split())) for text in (about, use))
    standard = "import base64\n\n" if is_packed else ""
    return f'"""A neural network.\n\n{paragraphs}\n"""\n\n{standard}{dialect.imports}'


def _activation(activation: Activation, dialect: _Dialect) -> str:
    return f"def {activation.name}(z):\n    return {dialect.activation(activation)}"


def _prepare(data: DataSet, dialect: _Dialect) -> str:
    lines, domain = [], data.domain
    features = domain.features if domain is not None and not domain.has_plain_inputs else ()
    if data.factor:
        lines += [f"shift = {dialect.array(written_numbers(data.shift))}",
                  f"factor = {dialect.array(written_numbers(data.factor))}", "raw = (raw - shift) * factor"]
    if features:
        assert domain is not None, "only a domain has features"
        lines += [f"{coordinate.name} = raw[..., {place}]"
                  for place, coordinate in enumerate(coordinates(domain.dimension))]
        sources = (re.sub(r"\b([a-z]\w*)\(", rf"{dialect.prefix}.\1(", feature.source) for feature in features)
        lines.append(f"return {dialect.stack(', '.join(sources))}")
    else:
        lines.append(_scaled(data.scale))
    what = "as they are" if lines == ["return raw"] else "made ready for the network"
    return written_function("prepare(raw)", f"The numbers of a sample, {what}.", lines)


def _scaled(scale: float) -> str:
    if scale == 1.0:
        return "return raw"
    divisor = round(1.0 / scale)
    return f"return raw / {divisor}" if 1.0 / divisor == scale else f"return raw * {scale!r}"


def _forward(moment: Moment) -> str:
    network = moment.network
    lines = ["a = x"]
    for layer, activation in enumerate(network.activations, 1):
        neurons = network.sizes[layer]
        lines += [f"z = a @ W{layer}.T + b{layer}  # layer {layer}: {neurons} neuron{'s' * (neurons != 1)}",
                  f"a = {activation.name}(z)"]
    summary = "The activations of the last layer for the inputs x: forward, layer by layer."
    return written_function("outputs(x)", summary, [*lines, "return a"])


def _unpack(dialect: _Dialect) -> str:
    return written_function("unpacked(text, *shape)", "Numbers that are packed: base64 of little-endian float64.",
                     [f"return {dialect.unpack}"])


def _numbers(moment: Moment, dialect: _Dialect, *, is_packed: bool) -> str:
    network, theta = moment.network, moment.state.theta
    said = "# W has a row of weights for each neuron of its layer, b a bias."
    if not np.array_equal(theta, moment.theta):
        said += "\n# The outputs were worked out with these; the update that Deltaflow showed came after that."
    parts = [said]
    layers = zip(network.weights(theta)[1:], network.biases(theta)[1:], strict=True)
    for layer, (weights, biases) in enumerate(layers, 1):
        for name, numbers in ((f"W{layer}", weights), (f"b{layer}", biases)):
            shape = ", ".join(map(str, numbers.shape))
            value = f"unpacked({packed_numbers(numbers)}, {shape})" if is_packed else \
                dialect.array(written_numbers(numbers))
            parts.append(f"{name} = {value}")
    return "\n\n".join(parts)


def _sample(moment: Moment, dialect: _Dialect) -> str:
    """The sample in view, what it's called, and the outputs that were shown for it."""
    data, sample = moment.data, moment.sample
    raw = raw_numbers(moment)
    x = "prepare(raw)"
    if raw is None:
        x, raw = "raw  # these are the inputs themselves: nothing has to be prepared", sample.inputs
    elif data.image_shape is not None:
        raw = _grey(raw).reshape(data.image_shape)
    flat = ".reshape(-1)" if raw.ndim == 2 else ""
    lines = ["# The sample in view, and the outputs that Deltaflow showed for it", "",
             f"raw = {dialect.array(written_numbers(raw))}{flat}", f"x = {x}",
             f"shown = {dialect.array(written_numbers(sample.a[-1]))}", f"names = {_names(data)}"]
    if not data.is_regression:
        classes, targets = written_strings(data.class_labels), dialect.array(written_numbers(data.target_table))
        if _is_one_hot(data):
            classes, targets = "names", dialect.eye(len(data.class_labels))
        lines += [f"classes = {classes}", f"targets = {targets}"]
    return "\n".join(lines)


def _main(data: DataSet) -> str:
    lines = ['if __name__ == "__main__":',
             "    a = outputs(x)",
             "    for name, here, there in zip(names, a, shown):",
             '        print(f"{name}: {here:.15g} (Deltaflow: {there:.15g})")']
    if not data.is_regression:
        lines += ["    nearest = ((targets - a) ** 2).sum(-1).argmin()",
                  '    print(f"The answer is {classes[nearest]}, whose target is nearest.")']
    return "\n".join([*lines, '    print(f"Largest difference: {abs(a - shown).max():.3g}")'])


def raw_numbers(moment: Moment) -> Array | Bytes | None:
    """The sample in view before anything was done to it; None where that can't be told exactly.

    Somebody's own sample is known only by its inputs: what is done to raw numbers is turned round, and tried.
    """
    data, sample = moment.data, moment.sample
    if sample.index is not None:
        row: Array | Bytes = data.train.raw[sample.index]
        return row
    if data.domain is not None:
        point = moment.point
        is_same = point is not None and np.array_equal(data.domain.inputs(point[np.newaxis])[0], sample.inputs)
        return point if is_same else None
    if data.factor:
        raw = sample.inputs / np.array(data.factor) + np.array(data.shift)
        return raw if np.array_equal((raw - np.array(data.shift)) * np.array(data.factor), sample.inputs) else None
    raw = np.rint(sample.inputs / data.scale) if data.scale != 1.0 else sample.inputs
    return raw if np.array_equal(raw * data.scale, sample.inputs) else None


def _grey(raw: Array | Bytes) -> Array | Bytes:
    """Grey values as bytes, if that is what they are."""
    grey = raw.astype(np.uint8)
    return grey if np.array_equal(grey, raw) else raw


def _is_one_hot(data: DataSet) -> bool:
    count = len(data.class_labels)
    return data.target_table.shape == (count, count) and np.array_equal(data.target_table, np.eye(count))


def _names(data: DataSet) -> str:
    if data.output_names:
        return written_strings(data.output_names)
    if _is_one_hot(data):
        return written_strings(data.class_labels)
    return written_strings(["output"] if data.output_count == 1 else
                    [f"output {number}" for number in range(1, data.output_count + 1)])


# Numbers, names and functions as Python's source has them, in lines that can be read

WIDTH = 100
"""Characters of a line, without what it is indented by."""


def written_function(head: str, summary: str, lines: Sequence[str]) -> str:
    """A function with its docstring."""
    return f'def {head}:\n    """{summary}"""\n' + textwrap.indent("\n".join(lines), "    ")


def written_numbers(numbers: Array | Bytes | Sequence[float]) -> str:
    """Numbers in lists, exactly; a matrix has a list for each row, in a line of its own where that is long enough.

    Parameters
    ----------
    numbers
        Shape (count,) or (rows, columns).
    """
    table = np.asarray(numbers)
    if table.ndim == 2:
        return _in_lines(",\n".join(f"[{_row(row, WIDTH - 6)}]".replace("\n", "\n ") for row in table))
    line = _row(table, WIDTH - 5)
    return f"[{line}]" if "\n" not in line else _in_lines(line)


def packed_numbers(numbers: Array) -> str:
    """Numbers as base64 of little-endian float64, in quotation marks and in lines."""
    text = base64.b64encode(np.ascontiguousarray(numbers).astype("<f8").tobytes()).decode()
    lines = "\n".join(text[start:start + WIDTH] for start in range(0, len(text), WIDTH))
    return f'"""\n{lines}\n"""'


def written_strings(texts: Sequence[str]) -> str:
    """Texts in a list, exactly, whatever is in them."""
    quoted = map(repr, texts)
    line = ", ".join(quoted)
    return f"[{line}]" if len(line) < WIDTH - 2 else _in_lines(",\n".join(map(repr, texts)))


def plain(text: str) -> str:
    """A text from outside that can't end the docstring that it stands in."""
    return "".join(letter if letter.isprintable() and letter not in '"\\' else " " for letter in text)


def filled(text: str, width: int = WIDTH) -> str:
    """A text in lines."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def _in_lines(text: str) -> str:
    return "[\n" + textwrap.indent(text, "    ") + ",\n]"


def _row(numbers: Array | Bytes, width: int) -> str:
    """Numbers with commas between them; grey values stay in one line, so that they stand below one another."""
    if numbers.dtype == np.uint8:
        return ",".join(f"{number:3d}" for number in numbers.tolist())
    return filled(", ".join(map(_number, numbers.tolist())), width)


def _number(value: float) -> str:
    return repr(value) if math.isfinite(value) else f'float("{value}")'
