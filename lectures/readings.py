"""The numbers of a scene by name: what conditions compare, and what the numbers in a text come from.

Of the network: ``x_1``, ``y_1`` (input and target), ``z1_2``, ``a1_2``, ``delta1_2``, ``slope1_2`` (layer, neuron:
z, a, δ, σ′(z)), ``w1_2_3``, ``b1_2`` and their derivatives ``dw1_2_3``, ``db1_2`` of C_x (layer, to, from), all
counted from 1; ``n1``, the size of a layer; ``C``, the cost of the sample in view, and the settings and counts of
`_COUNTS`; ``cost``, ``accuracy``, ``test_cost``, ``test_accuracy`` of the weights in view.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import numpy as np

from simulator.evaluation import TRAIN_SAMPLES, measure
from simulator.moment import Moment
from simulator.run import Run
from simulator.steps import Phase

NETWORK_NAME = re.compile(
    r"(?P<vector>x|y)_(?P<place>\d+)|(?P<neuron>z|a|delta|slope|b|db)(?P<layer>\d+)_(?P<j>\d+)"
    r"|(?P<weight>w|dw)(?P<weight_layer>\d+)_(?P<to>\d+)_(?P<source>\d+)|n(?P<size>\d+)")


class Readings(Mapping[str, float]):
    """Numbers that are worked out when they are asked for.

    Parameters
    ----------
    look
        Gives a number by its name; raises a LookupError where there is none of that name.
    """

    def __init__(self, look: Callable[[str], float]) -> None:
        self._look = look
        self._known: dict[str, float] = {}

    def __getitem__(self, name: str) -> float:
        if name not in self._known:
            try:
                self._known[name] = float(self._look(name))
            except LookupError:
                raise KeyError(name) from None
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def network_readings(run: Run, *, seen_only: bool = False) -> Readings:
    """The numbers of a run at the instant in view.

    Parameters
    ----------
    seen_only
        Whether what the pass has not come to yet has no number.
    """
    measured: dict[bool, tuple[float, float]] = {}

    def look(name: str) -> float:
        moment = run.moment
        if seen_only and not _is_seen(moment, name):
            raise KeyError(name)
        if name in _COUNTS:
            return _COUNTS[name](run, moment)
        if name in _MEASURED:
            of_test = name.startswith("test_")
            if of_test not in measured:
                measured[of_test] = _measured(run, moment, of_test=of_test)
            return measured[of_test][name.endswith("accuracy")]
        match = NETWORK_NAME.fullmatch(name)
        if match is None:
            raise KeyError(name)
        return _number(moment, match)

    return Readings(look)


_COUNTS: Mapping[str, Callable[[Run, Moment], float]] = MappingProxyType({
    "C": lambda run, moment: moment.sample.cost,
    "theta_count": lambda run, moment: moment.network.parameter_count,
    "eta": lambda run, moment: run.state.experiment.learning_rate,
    "M": lambda run, moment: moment.data.train.count,
    "m": lambda run, moment: run.state.experiment.batch_size,
    "steps": lambda run, moment: run.timeline.length,
    "step": lambda run, moment: moment.state.step + 1,
    "epoch": lambda run, moment: moment.state.epoch + 1,
    "epochs": lambda run, moment: run.timeline.end.epoch,
    "steps_an_epoch": lambda run, moment: moment.steps_in_epoch,
    "step_cost": lambda run, moment: moment.record.cost,
    "predicted": lambda run, moment: moment.predicted_class,
    "is_right": lambda run, moment: float(moment.predicted_class == moment.true_class),
    "is_drawn": lambda run, moment: float(run.followed is not None),
})
NETWORK_COUNTS = frozenset(_COUNTS)
_MEASURED = frozenset({"cost", "accuracy", "test_cost", "test_accuracy"})
NETWORK_NAMES = NETWORK_COUNTS | _MEASURED
"""Besides those of single neurons and weights: see `NETWORK_NAME`."""


def _is_seen(moment: Moment, name: str) -> bool:
    """Whether the pass in view has come to a number; those of the whole run and the weights are always there."""
    if name in ("C", "predicted", "is_right"):
        return moment.reached(Phase.ACTIVATION, moment.network.depth) > 0 if name != "C" else moment.knows_cost
    match = NETWORK_NAME.fullmatch(name)
    if match is None:
        return True
    kind = match["neuron"] or match["weight"]
    layer, neuron = int(match["layer"] or match["weight_layer"] or 0), int(match["j"] or match["to"] or 0)
    if kind not in _REACHED or not 1 <= layer <= moment.network.depth:
        return True
    return _REACHED[kind](moment, layer) >= neuron


_REACHED: Mapping[str, Callable[[Moment, int], int]] = MappingProxyType({
    "z": Moment.reached_z, "slope": Moment.reached_z, "a": Moment.reached_a, "delta": Moment.reached_delta,
    "dw": Moment.reached_gradient, "db": lambda moment, layer: moment.reached(Phase.BP3, layer),
})
"""For how many neurons of a layer a number is known."""


def _measured(run: Run, moment: Moment, *, of_test: bool) -> tuple[float, float]:
    """Cost and accuracy over all training (at most 10,000) or test samples, for the weights in view."""
    data = moment.data
    part = data.test if of_test else data.train
    state, theta = run.state, run.state.theta
    known = next((one for one in run.timeline.history.evaluations if one.step == state.step), None)
    if moment.phase is Phase.UPDATE and not run.is_at_end_of_step:
        known, theta = None, moment.theta  # new for the neurons that are done
    if known is not None:
        return (known.test_cost, known.test_accuracy) if of_test else (known.train_cost, known.train_accuracy)
    indices = np.arange(min(part.count, TRAIN_SAMPLES) if part is data.train else part.count)
    return measure(moment.network, data, part, theta, indices)


def _number(moment: Moment, match: re.Match[str]) -> float:
    found = match.groupdict()
    sample, network = moment.sample, moment.network
    if found["vector"]:
        return float((sample.inputs if found["vector"] == "x" else sample.target)[_from_one(found["place"])])
    if found["size"] is not None:
        return network.sizes[int(found["size"])]
    if found["weight"]:
        layer, to, source = int(found["weight_layer"]), _from_one(found["to"]), _from_one(found["source"])
        if not 1 <= layer <= network.depth:
            raise KeyError(match.string)
        if found["weight"] == "w":
            return float(moment.weights[layer][to, source])
        return float(sample.delta[layer][to] * sample.a[layer - 1][source])
    layer, neuron = int(found["layer"]), _from_one(found["j"])
    if not (1 if found["neuron"] != "a" else 0) <= layer <= network.depth:
        raise KeyError(match.string)
    kind = found["neuron"]
    if kind == "slope" and not network.activation(layer).elementwise:
        raise KeyError(match.string)  # softmax has no slope of its own for each neuron
    if kind == "slope":
        z, a = sample.z[layer][np.newaxis], sample.a[layer][np.newaxis]
        return float(network.activation(layer).derivative(z, a)[0, neuron])
    arrays = {"z": sample.z, "a": sample.a, "delta": sample.delta, "db": sample.delta, "b": moment.biases}
    return float(arrays[kind][layer][neuron])


def _from_one(text: str) -> int:
    number = int(text) - 1
    if number < 0:
        raise KeyError(text)
    return number
