"""The numbers of what is in view, as tables for a spreadsheet."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from documents.atomic import write_export
from gui.workspaces.graph.view_words import schedule_of
from simulator.arrays import Array
from simulator.descent.trail import Trail
from simulator.evaluation import History
from simulator.graph.graph import GraphNumbers
from simulator.moment import Moment
from simulator.steps import Phase

if TYPE_CHECKING:
    from gui.workspaces.contract import Row, Table


# Numbers as rows of a table: pure functions of what is in view, without any window.
#
# Numbers are handed on as they are, with all of their digits; what isn't computed yet at the instant in view is None.


_LANES = "AB"


def network_rows(moment: Moment) -> list[Row]:
    """A row for each neuron, each weight and each bias, layer by layer, and one for the cost of the sample.

    Columns: name, kind, layer, neuron, source (all counted from 1), value, z, a, σ′(z), δ, gradient of the sample,
    mean gradient. The value of a weight or bias is that of the instant in view.
    """
    found: list[Row] = [(f"x[{number}]", "neuron", 0, number, None, None, None, a, None, None, None, None)
                        for number, a in enumerate(moment.sample.a[0].tolist(), 1)]
    for layer in range(1, moment.network.depth + 1):
        found += _neurons(moment, layer)
        found += _weights(moment, layer)
        found += _biases(moment, layer)
    if moment.knows_cost:
        found.append(("C_x", "cost", None, None, None, float(moment.sample.cost), *repeat(None, 6)))
    return found


def _neurons(moment: Moment, layer: int) -> list[Row]:
    sample, activation = moment.sample, moment.network.activation(layer)
    z, a, delta = (_first(values[layer], known) for values, known in (
        (sample.z, moment.reached_z(layer)), (sample.a, moment.reached_a(layer)),
        (sample.delta, moment.reached_delta(layer))))
    slope: list[float | None] = [None] * len(z)
    if activation.elementwise:  # softmax has no slope of one z
        with np.errstate(all="ignore"):
            slopes = activation.derivative(sample.z[layer][np.newaxis], sample.a[layer][np.newaxis])[0]
        slope = _first(slopes, moment.reached_a(layer))
    return [(f"a{layer}[{number}]", "neuron", layer, number, None, None, *numbers, None, None)
            for number, numbers in enumerate(zip(z, a, slope, delta, strict=True), 1)]


def _weights(moment: Moment, layer: int) -> list[Row]:
    sources = moment.network.sizes[layer - 1]
    known = moment.reached_gradient(layer) * sources
    with np.errstate(all="ignore"):
        gradient = np.outer(moment.sample.delta[layer], moment.sample.a[layer - 1])  # BP4
    own = _first(gradient.ravel(), known)
    mean = _first(moment.record.gradient[moment.network.weight_slice(layer)],
                  moment.reached(Phase.MEAN_GRADIENT, layer) * sources)
    values = moment.weights[layer].ravel().tolist()
    found: list[Row] = []
    for place, (value, one, average) in enumerate(zip(values, own, mean, strict=True)):
        neuron, source = place // sources + 1, place % sources + 1
        found.append((f"w{layer}[{neuron},{source}]", "weight", layer, neuron, source, value, None, None, None, None,
                      one, average))
    return found


def _biases(moment: Moment, layer: int) -> list[Row]:
    own = _first(moment.sample.delta[layer], moment.reached(Phase.BP3, layer))  # BP3
    mean = _first(moment.record.gradient[moment.network.bias_slice(layer)],
                  moment.reached(Phase.MEAN_GRADIENT, layer))
    values = moment.biases[layer].tolist()
    return [(f"b{layer}[{neuron}]", "bias", layer, neuron, None, value, None, None, None, None, one, average)
            for neuron, (value, one, average) in enumerate(zip(values, own, mean, strict=True), 1)]


def _first(values: Array, known: int) -> list[float | None]:
    """The numbers that are known, and None for the others."""
    return [*values[:known].tolist(), *repeat(None, len(values) - known)]


def history_rows(history: History) -> list[Row]:
    """A row for every θ of the run, from the initial one on.

    Columns: updates made before, the cost of the batch that the next step uses, and, where they were measured, the
    costs and accuracies on training and test data, without regularisation.
    """
    measured = {one.step: one for one in history.evaluations}
    costs = history.costs.tolist()
    found: list[Row] = []
    for step in range(max(len(costs), *(step + 1 for step in measured), 0)):
        cost, one = costs[step] if step < len(costs) else None, measured.get(step)
        numbers: Row = (None,) * 4 if one is None else (
            one.train_cost, _known(one.train_accuracy), one.test_cost, _known(one.test_accuracy))
        found.append((step, cost, *numbers))
    return found


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value  # there are no classes, or no test data


def trail_rows(lanes: Sequence[Sequence[Trail]], length: int) -> list[Row]:
    """A row for each place of each trail.

    Columns: lane (A or B), number of the runner, optimizer, η, m (None for the full cost), steps made, a, b, C, and
    the gradient of the full cost with its length.

    Parameters
    ----------
    lanes
        Trails of each descent.
    length
        Steps after which every trail is cut off.
    """
    found: list[Row] = []
    for letter, trails in zip(_LANES, lanes, strict=False):
        for number, trail in enumerate(trails, 1):
            racer = trail.racer
            beginning = (letter, number, racer.optimizer, racer.learning_rate, racer.batch_size or None)
            gradients = trail.gradients(length)
            columns = (trail.path(length).tolist(), trail.costs(length).tolist(), gradients.tolist(),
                       np.hypot(gradients[:, 0], gradients[:, 1]).tolist())
            found += [(*beginning, step, *place, cost, *gradient, slope)
                      for step, (place, cost, gradient, slope) in enumerate(zip(*columns, strict=True))]
    return found


def graph_rows(numbers: GraphNumbers, position: int, names: Sequence[str]) -> list[Row]:
    """A row for each node.

    Columns: number from 1, name, operation, value, and the derivative of the output with respect to it.

    Parameters
    ----------
    position
        The stop in view: what comes later is None.
    names
        What the nodes are called.
    """
    graph, schedule = numbers.graph, schedule_of(numbers.graph)
    values = np.where(schedule.values <= position, numbers.values, np.nan).tolist()
    derivatives = np.where(schedule.derivatives <= position, numbers.derivatives, np.nan).tolist()
    found: list[Row] = []
    for number, (node, name) in enumerate(zip(graph.nodes, names, strict=True)):
        operation = node.kind.name if node.kind is not None else "number" if node.is_number else "variable"
        found.append((number + 1, name, operation, _known(values[number]), _known(derivatives[number])))
    return found


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    """Writes a table: UTF-8 with the mark by which spreadsheets know it, commas, every digit of a number.

    All or nothing: until it is complete an older file stays as it is.

    Raises
    ------
    Explained
        If the file can't be written.
    """
    def write(file: BinaryIO) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            writer = csv.writer(text)
            writer.writerow(header)
            writer.writerows(rows)
        finally:
            text.detach()  # the file is closed by whoever has opened it

    write_export(path, write)


def save_table(table: Table, path: Path) -> None:
    """Write a table as CSV; may be done on a thread.

    Raises
    ------
    Explained
        If the file can't be written.
    """
    write_csv(path, table.header, table.make_rows())
