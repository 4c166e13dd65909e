"""Numbers, names and functions as Python's source has them, in lines that can be read."""

from __future__ import annotations

import base64
import math
import textwrap
from collections.abc import Sequence

import numpy as np

from simulator.arrays import Array, Bytes

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
