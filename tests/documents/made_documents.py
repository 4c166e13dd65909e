"""Documents for tests: small ones with everything in them, and ways to compare runs to the last bit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from documents.document import (
    Document,
    Drawing,
    NetworkPart,
    read_document,
    write_document,
)
from simulator.changes import ParameterChange, SettingsChange, ThetaChange
from simulator.comparison import Compared
from simulator.descent.remedies import Remedy
from simulator.descent.setup import DescentSetup
from simulator.descent.state import DescentState
from simulator.descent.stops import Part, Place, Stride
from simulator.evaluation import evaluate
from simulator.experiment import Experiment, Layer, preset, with_change
from simulator.graph.graph import evaluate as evaluate_graph
from simulator.graph.network_text import Wanted
from simulator.graph.of_network import derivative_graph
from simulator.graph.state import GraphState
from simulator.graph.stops import GraphStride
from simulator.run import Run
from simulator.steps import START, Address, Granularity
from simulator.training import OwnSample


def begun(experiment: Experiment, steps: int = 1, start: Any = None) -> Run:
    """A run so many steps long, the last of them complete."""
    run = Run(experiment, experiment.open_data(), start)
    run.arrive(run.timeline.begin(), START)
    return trained(run, steps - 1)


def trained(run: Run, steps: int) -> Run:
    """The same run, longer, with its newest step complete in view."""
    for _ in range(steps):
        run.arrive(run.timeline.advance())
    return run


def edited_run() -> Run:
    """A run of XOR in which everything was changed that can be, and that has been measured."""
    run = begun(preset("xor"), 40)
    timeline = run.timeline
    timeline.change(30, ParameterChange(2, 0.1 + 0.2))
    trained(run, 10)
    timeline.change(35, SettingsChange(with_change(timeline.end.experiment, learning_rate=0.37, batch_size=3)))
    trained(run, 9)
    timeline.learn(41, OwnSample(np.array([0.25, 0.75]), np.array([1.0])))
    trained(run, 7)
    timeline.change(46, SettingsChange(with_change(timeline.end.experiment, frozen=(0, 5))))
    trained(run, 5)
    timeline.change(50, ThetaChange(timeline.end.theta * np.pi))
    timeline.change(50, ParameterChange(4, -0.0))
    trained(run, 12)
    while (state := timeline.to_evaluate) is not None:
        timeline.evaluated(evaluate(run.trainer.network, run.trainer.data, state))
    run.arrive(timeline.step(44), Address(44, 1, 3, 0))
    return run


def full_document() -> Document:
    """One in which every part is there."""
    run = edited_run()
    own = OwnSample(np.array([0.5, 0.125]), np.array([0.0]))
    run.follow(own, Address(run.state.step, 0, 4, 0))
    drawing = Drawing(np.arange(35, dtype=np.uint8).reshape(5, 7), (1, np.full((4, 4), 9, dtype=np.uint8)), 1)
    network = NetworkPart(run, None, (1, 2, 0), Granularity.NEURON, own, drawing)
    setup = DescentSetup().with_start(0, 0.1 + 0.2, -1.5)
    remedy = Remedy("learning_rate", 0.3)
    descent = DescentState(setup, remedy, Place(17, Part.DIRECTION), (1, 0), Stride.TEN_STEPS, logarithmic=True)
    wanted = Wanted(1, 0, is_bias=True)
    made = derivative_graph(run.trainer.network, wanted)
    values = made.values(run.state.theta, own.inputs, own.target)
    graph = GraphState(evaluate_graph(made.graph, values), values, 7, 3, (next(iter(values)),), 0.125,
                       (0.1 + 0.2, 0.25), "∂C/∂b", GraphStride.NODE, by_hand=True, made=made)
    view = {"workspace": "graph", "pages": [1, None, {"오": 0.1}]}
    return Document(network, {"descent": descent, "graph": graph}, view)


def compared_document() -> Document:
    """Two runs side by side."""
    first = begun(preset("xor"), 25)
    second = begun(with_change(first.trainer.experiment, learning_rate=1.25), 25)
    return Document(NetworkPart(first, (second, Compared.LEARNING_RATE)))


def table_document(folder: Path, rows: int = 12) -> Document:
    """A run on a table that was opened from a file in the folder."""
    path = folder / "flowers.csv"
    path.write_text("length,width,label\n" + "".join(
        f"{row * 0.1!r},{(row * 7 % 5) / 3!r},{'rose' if row % 3 else 'tulip'}\n" for row in range(rows)),
        encoding="utf-8")
    experiment = Experiment("table", (Layer(3), Layer(1)), data_path=str(path), batch_size=4)
    return Document(NetworkPart(begun(experiment, 5)))


def saved_and_opened(document: Document, folder: Path) -> Document:
    """What is read from what was written."""
    path = folder / "kept.deltaflow"
    write_document(document, path)
    return read_document(path, folder / "cache")


def opened_again(run: Run, folder: Path) -> Run:
    """The run after it was saved and opened."""
    return saved_and_opened(Document(NetworkPart(run)), folder).network.run


def bits(run: Run) -> tuple[Any, ...]:
    """All that the next step of a run depends on, to the last bit; where its samples lie as a file is none of it."""
    end = run.timeline.end
    return (end.theta.tobytes(), tuple(one.tobytes() for one in end.memory), end.step, end.epoch, end.step_in_epoch,
            end.samples_done, replace(end.experiment, data_path=""), run.timeline.history.costs.tobytes())
