"""Where the matrices of BP2 stand: pure geometry, in logical pixels.

    (Wˡ⁺¹)ᵀ  δˡ⁺¹  ⊙  σ′(zˡ)  =  δˡ

Cells with numbers where all of them fit, cells with colours where they don't, and of a layer that is still too large
a part that can be moved. Row k of the first matrix, of σ′ and of the result belong to neuron k of layer l, column j
of the first and row j of the second matrix to neuron j of layer l+1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from gui.run.choice import Selection
from simulator.arrays import Array
from simulator.moment import Moment
from simulator.steps import Phase

# The matrices of BP2 for one hidden layer of the sample in view, as far as they are known at the moment.

@dataclass(frozen=True, eq=False)
class Bp2Values:
    """δˡ = (Wˡ⁺¹)ᵀ δˡ⁺¹ ⊙ σ′(zˡ) with its numbers.

    Attributes
    ----------
    layer
        l.
    weights
        (Wˡ⁺¹)ᵀ, shape (n_l, n_{l+1}): row k holds the weights that lead out of neuron k.
    errors
        δˡ⁺¹, shape (n_{l+1},), of which the first `known_errors` are there.
    slopes
        σ′(zˡ), shape (n_l,), of which the first `known_slopes` are there.
    results
        δˡ, shape (n_l,), of which the first `known_results` are there.
    """

    layer: int
    weights: Array
    errors: Array
    slopes: Array
    results: Array
    known_errors: int
    known_slopes: int
    known_results: int

    @property
    def shape(self) -> tuple[int, int]:
        """n_l and n_{l+1}."""
        rows, columns = self.weights.shape
        return rows, columns

    @cached_property
    def products(self) -> Array:
        """wˡ⁺¹ⱼₖ δˡ⁺¹ⱼ, what each edge carries back, shape (n_l, n_{l+1})."""
        return self.weights * self.errors

    @cached_property
    def sums(self) -> Array:
        """(Wˡ⁺¹)ᵀ δˡ⁺¹ = ∂C_x/∂aˡ, shape (n_l,)."""
        return self.products.sum(axis=1)


def bp2_layer(moment: Moment, selection: Selection | None, *, chosen: bool = False) -> int | None:
    """Which hidden layer is shown; None if there is none.

    While BP2 goes on it is the layer in turn; otherwise that of the neuron, or before the weight, that is selected.

    Parameters
    ----------
    chosen
        Whether somebody has selected something since the last move: then that comes first.
    """
    last = moment.network.depth - 1
    if last < 1:
        return None
    if moment.phase is Phase.BP2 and not chosen:
        return moment.layer
    layer = moment.layer
    if selection is not None:
        layer = selection.layer if selection.source is None else selection.layer - 1
    return min(max(layer, 1), last)


def bp2_values(moment: Moment, layer: int) -> Bp2Values:
    """The numbers of a layer, 1 … L−1."""
    sample, network = moment.sample, moment.network
    with np.errstate(all="ignore"):
        slopes = network.activation(layer).derivative(sample.z[layer], sample.a[layer])
    return Bp2Values(layer, network.weights(moment.state.theta)[layer + 1].T, sample.delta[layer + 1], slopes,
                     sample.delta[layer], moment.reached_delta(layer + 1), moment.reached_a(layer),
                     moment.reached_delta(layer))


class Block(IntEnum):
    """One of the four matrices, from left to right."""

    WEIGHTS = 0
    ERRORS = 1
    SLOPES = 2
    RESULTS = 3


BLOCKS = tuple(Block)
_LARGEST_CELL = 18.0
_SMALLEST_CELL = 9.0
_CELL_OF_A_PART = 12.0
_LEAST_COLUMN = 22.0
"""Width of a single column of colours, so that it can be pointed at."""


@dataclass(frozen=True)
class Measures:
    """Lengths that depend on the fonts and the scale.

    Attributes
    ----------
    scale
        Of the theme.
    line
        Height of a cell with a number.
    number
        Width of a cell with a number.
    gaps
        Between the blocks, three: a product, ⊙, =.
    bracket
        Width of a bracket with its distance from the cells.
    """

    scale: float
    line: float
    number: float
    gaps: tuple[float, float, float]
    bracket: float


@dataclass(frozen=True)
class Bp2Layout:
    """Everything about the place of a cell.

    Attributes
    ----------
    lefts, widths
        Of the cells of each block, and the width of one.
    top, middle, height
        Upper edge of the tallest block, the height of the centres of all, height of a cell.
    written
        Whether each block has numbers.
    rows, columns
        Of layer l and of layer l+1 the neurons in view, [first, last).
    """

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    top: float
    middle: float
    height: float
    written: tuple[bool, ...]
    rows: tuple[int, int]
    columns: tuple[int, int]

    def count(self, block: Block) -> tuple[int, int]:
        """Rows and columns in view."""
        rows, columns = self.rows[1] - self.rows[0], self.columns[1] - self.columns[0]
        return {Block.WEIGHTS: (rows, columns), Block.ERRORS: (columns, 1)}.get(block, (rows, 1))

    def box(self, block: Block) -> tuple[float, float, float, float]:
        """Left, top, width and height of all cells of a block."""
        rows, columns = self.count(block)
        height = rows * self.height
        return self.lefts[block], self.middle - height / 2, columns * self.widths[block], height

    def cell(self, block: Block, row: int, column: int = 0) -> tuple[float, float, float, float]:
        """Left, top, width and height of one cell; numbers of neurons count from the first of the layer."""
        left, top, _, _ = self.box(block)
        first = self.columns[0] if block is Block.ERRORS else self.rows[0]
        across = column - self.columns[0] if block is Block.WEIGHTS else 0
        return (left + across * self.widths[block], top + (row - first) * self.height, self.widths[block],
                self.height)

    def at(self, x: float, y: float) -> tuple[int | None, int | None] | None:
        """Neuron k of layer l and neuron j of layer l+1 under a point, as far as it tells; None beside the cells."""
        for block in BLOCKS:
            left, top, width, height = self.box(block)
            if left <= x < left + width and top <= y < top + height:
                row = int((y - top) / self.height)
                if block is Block.WEIGHTS:
                    return self.rows[0] + row, self.columns[0] + int((x - left) / self.widths[block])
                return (None, self.columns[0] + row) if block is Block.ERRORS else (self.rows[0] + row, None)
        return None


def arranged(shape: tuple[int, int], width: float, height: float, measures: Measures,
             first: tuple[int, int] = (0, 0)) -> Bp2Layout:
    """The layout of matrices of n_l rows and n_{l+1} columns.

    Parameters
    ----------
    width, height
        The room for the cells with their brackets.
    first
        The first row and column in view, where not all of them fit.
    """
    rows, columns = shape
    around = sum(measures.gaps) + 2 * measures.bracket * len(BLOCKS)
    free, tallest = width - around, max(rows, columns)
    cell = min(measures.line, height / tallest)
    smallest = _SMALLEST_CELL * measures.scale
    if cell < smallest:
        cell = _CELL_OF_A_PART * measures.scale
    elif cell < measures.line:
        cell = min(cell, _LARGEST_CELL * measures.scale)
    with_line = cell >= measures.line
    column = measures.number if with_line and 3 * measures.number + 2 * smallest <= free else \
        min(_LEAST_COLUMN * measures.scale, free / 5)
    room = free - 3 * column
    all_written = column == measures.number and columns * measures.number <= room
    wide = measures.number if all_written else max(min(cell, room / columns), smallest)
    most = max(int(height / cell), 1)
    shown_rows, shown_columns = min(rows, most), min(columns, most, max(int(room / wide), 1))
    places = tuple(min(max(begin, 0), total - shown) for begin, total, shown
                   in zip(first, shape, (shown_rows, shown_columns), strict=True))
    widths = (wide, column, column, column)
    sizes = (wide * shown_columns, column, column, column)
    lefts, x = [], 0.0
    for block in BLOCKS:
        lefts.append(x + measures.bracket)
        x += sizes[block] + 2 * measures.bracket + (measures.gaps[block] if block < len(measures.gaps) else 0.0)
    high = max(shown_rows, shown_columns) * cell
    top = max(height - high, 0.0) / 2
    is_written = column == measures.number
    return Bp2Layout(tuple(lefts), widths, top, top + high / 2, cell, (all_written, *[is_written] * 3),
                     (places[0], places[0] + shown_rows), (places[1], places[1] + shown_columns))
