"""From a moment and what is followed in it to the equation that the panel shows: a pure function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import numpy as np

from gui.equations import error_terms, layer_terms, phase_formulas, update_terms
from gui.equations.notation import (
    AS_ENTERED,
    CheckRequest,
    Equation,
    Number,
    Place,
    Rank,
    Sentence,
    Statement,
    counted,
    neuron_symbol,
    weight_symbol,
)
from gui.equations.say import Say
from simulator.arrays import Array
from simulator.moment import Moment
from simulator.optimizers import optimizer_named
from simulator.steps import Address, Phase


class Followed(Protocol):
    """A neuron, or the weight that leads to it from `source`; all counted from 0."""

    @property
    def layer(self) -> int: ...

    @property
    def neuron(self) -> int: ...

    @property
    def source(self) -> int | None: ...


def equation(moment: Moment, followed: Followed) -> Equation:
    """The equation of the moment's phase, with the numbers of what is followed.

    What doesn't belong to the layer in which something happens is replaced by the neuron in turn. A neuron whose turn
    has not come has a formula, but no numbers.
    """
    place = placed(moment, followed)
    with np.errstate(all="ignore"):  # in a run that diverges numbers are infinite, and are shown so
        made = _EQUATIONS[moment.phase](moment, place)
    done = moment.reached(moment.phase, moment.layer) if moment.layer else moment.network.sizes[0]
    if moment.phase is Phase.COST or place.neuron < done:
        return made
    return Equation(made.phase, made.title, made.formulas, notes=(Sentence(Say.NOT_REACHED),))


def seen_from(moment: Moment, followed: Followed) -> Moment:
    """The moment or, if what is followed lies in another layer, the last instant when something happened there."""
    if followed.layer in (0, moment.layer):
        return moment
    stations = moment.route.stations
    for station in range(moment.address.station, 0, -1):
        if stations[station].layer == followed.layer:
            here = moment.address
            last = moment.route.neuron_count(station) - 1
            return replace(moment, address=Address(here.step, here.sample, station, last))
    return moment


def placed(moment: Moment, followed: Followed) -> Place:
    """What is followed, in the layer of the moment."""
    sizes, layer = moment.network.sizes, moment.layer
    if layer == 0:
        if followed.layer == 0 and followed.neuron < sizes[0]:
            return Place(0, followed.neuron)
        if followed.layer == 1 and followed.source is not None and followed.source < sizes[0]:
            return Place(0, followed.source)
        return Place(0, int(np.argmax(np.abs(moment.sample.inputs))))
    if followed.layer != layer or followed.neuron >= sizes[layer]:
        return Place(layer, min(moment.neuron, sizes[layer] - 1))
    known = followed.source is not None and followed.source < sizes[layer - 1]
    return Place(layer, followed.neuron, followed.source if known else None)


def _neuron_title(moment: Moment, place: Place, plain: Say, labelled: Say) -> Sentence:
    values: dict[str, int | str] = {"layer": place.layer, "neuron": counted(place.neuron)}
    labels = moment.data.class_labels
    if place.layer == moment.network.depth and len(labels) == moment.network.sizes[-1]:
        return Sentence(labelled, {**values, "label": labels[place.neuron]})
    return Sentence(plain, values)


def _weight_title(place: Place, source: int) -> Sentence:
    return Sentence(Say.WEIGHT if place.layer > 1 else Say.WEIGHT_FROM_INPUT,
                    {"layer": place.layer, "neuron": counted(place.neuron), "source": counted(source)})


def _input(moment: Moment, place: Place) -> Equation:
    inputs, shape = moment.sample.inputs, moment.data.image_shape
    notes: tuple[Sentence, ...] = ()
    if shape is None:
        title = Sentence(Say.VALUES, {"count": len(inputs)}) if len(inputs) > 1 else Sentence(Say.ONE_VALUE)
    else:
        title = Sentence(Say.PIXELS, {"count": len(inputs)})
        row, column = divmod(place.neuron, shape[1])
        lit = int(np.count_nonzero(inputs))
        notes = (Sentence(Say.PIXEL_SHOWN, {"lit": lit, "row": counted(row), "column": counted(column)}),)
    return Equation(Phase.INPUT, title, phase_formulas.INPUT, layer_terms.input_statements(moment, place), notes)


def _weighted_input(moment: Moment, place: Place) -> Equation:
    return Equation(Phase.WEIGHTED_INPUT, _neuron_title(moment, place, Say.NEURON, Say.NEURON_LABELLED),
                    phase_formulas.WEIGHTED_INPUT, layer_terms.weighted_input_statements(moment, place))


def _activation(moment: Moment, place: Place) -> Equation:
    return Equation(Phase.ACTIVATION, _neuron_title(moment, place, Say.NEURON, Say.NEURON_LABELLED),
                    phase_formulas.activation(moment.network.activation(place.layer)),
                    layer_terms.activation_statements(moment, place))


def _cost(moment: Moment, place: Place) -> Equation:
    cost = moment.network.cost
    return Equation(Phase.COST, Sentence(Say.COST_OF_SAMPLE, {"cost": cost.label}), phase_formulas.cost(cost),
                    layer_terms.cost_statements(moment, place))


def _bp1(moment: Moment, place: Place) -> Equation:
    network = moment.network
    statements, notes = error_terms.bp1_statements(moment, place)
    return Equation(Phase.BP1, _neuron_title(moment, place, Say.ERROR, Say.ERROR_LABELLED),
                    phase_formulas.bp1(network.cost, network.activations[-1]), statements, notes, _nudged_z(place))


def _bp2(moment: Moment, place: Place) -> Equation:
    return Equation(Phase.BP2, _neuron_title(moment, place, Say.ERROR, Say.ERROR_LABELLED),
                    phase_formulas.bp2(moment.network.activation(place.layer)),
                    error_terms.bp2_statements(moment, place), error_terms.slope_notes(moment, place),
                    _nudged_z(place))


def _nudged_z(place: Place) -> CheckRequest:
    return CheckRequest(place.layer, place.neuron, None, neuron_symbol("z", place.layer, place.neuron))


def _nudged_parameter(moment: Moment, place: Place) -> CheckRequest:
    chosen = update_terms.parameter(moment, place)
    return CheckRequest(place.layer, place.neuron, chosen.index, chosen.symbol)


def _bp3(moment: Moment, place: Place) -> Equation:
    return Equation(Phase.BP3, _neuron_title(moment, place, Say.BIAS, Say.BIAS_LABELLED), phase_formulas.BP3,
                    error_terms.bp3_statements(moment, place),
                    check=_nudged_parameter(moment, Place(place.layer, place.neuron)))


def _bp4(moment: Moment, place: Place) -> Equation:
    sample = moment.sample
    gradients = sample.a[place.layer - 1] * sample.delta[place.layer][place.neuron]
    source, notes = _source(place, gradients)
    place = replace(place, source=source)
    if sample.a[place.layer - 1][source] == 0.0:
        notes = (*notes, Sentence(Say.NO_ACTIVATION))
    return Equation(Phase.BP4, _weight_title(place, source), phase_formulas.BP4,
                    error_terms.bp4_statements(moment, place, source), notes, _nudged_parameter(moment, place))


def _source(place: Place, gradients: Array) -> tuple[int, tuple[Sentence, ...]]:
    """The chosen weight, or the one with the largest gradient of those that arrive at the neuron."""
    if place.source is not None:
        return place.source, ()
    source = int(np.argmax(np.abs(gradients)))
    symbol = weight_symbol(place.layer, place.neuron, source)
    if len(gradients) == 1:
        return source, ()
    say = Say.STRONGEST_WEIGHT if gradients[source] else Say.NO_GRADIENT
    return source, (Sentence(say, {"count": len(gradients), "symbol": symbol}),)


def _mean_gradient(moment: Moment, place: Place) -> Equation:
    source, notes = _source(place, moment.network.weights(moment.record.gradient)[place.layer][place.neuron])
    place = replace(place, source=source)
    count = moment.record.batch_size
    if not len(moment.record.a):
        notes = (Sentence(Say.PARTS_NOT_KEPT, {"count": count}), *notes)
    statements = (update_terms.mean_gradient_statement(moment, place),
                  update_terms.mean_gradient_statement(moment, replace(place, source=None), Rank.EXTRA))
    return Equation(Phase.MEAN_GRADIENT, Sentence(Say.BATCH, {"count": count}),
                    phase_formulas.mean_gradient(phase_formulas.active_regularisation(moment.experiment)),
                    statements, notes)


def _update(moment: Moment, place: Place) -> Equation:
    experiment = moment.experiment
    optimizer = optimizer_named(experiment.optimizer)
    title = Sentence(Say.OPTIMIZER, {"optimizer": optimizer.label,
                                     "rate": Number(experiment.learning_rate, digits=AS_ENTERED)})
    formulas = phase_formulas.update(optimizer.formulas, phase_formulas.active_regularisation(experiment))
    rule: tuple[Sentence, ...] = ()
    if update_terms.is_perceptron_rule(moment, place.layer):
        formulas = (formulas[0], *phase_formulas.PERCEPTRON_RULE, *formulas[1:])
        rule = (Sentence(Say.PERCEPTRON_RULE),)
    if moment.after is None:
        return Equation(Phase.UPDATE, title, formulas)
    source, notes = _source(place, moment.network.weights(moment.record.gradient)[place.layer][place.neuron])
    place = replace(place, source=source)
    chosen = update_terms.parameter(moment, place)
    if chosen.index in experiment.frozen:
        notes = (Sentence(Say.FROZEN, {"symbol": chosen.symbol}), *notes)
    bias = update_terms.update_statements(moment, moment.after, replace(place, source=None))
    statements: tuple[Statement, ...] = (*update_terms.update_statements(moment, moment.after, place),
                                         *(replace(statement, rank=Rank.EXTRA) for statement in bias))
    return Equation(Phase.UPDATE, title, formulas, statements, (*notes, *rule))


_EQUATIONS: dict[Phase, Callable[[Moment, Place], Equation]] = {
    Phase.INPUT: _input,
    Phase.WEIGHTED_INPUT: _weighted_input,
    Phase.ACTIVATION: _activation,
    Phase.COST: _cost,
    Phase.BP1: _bp1,
    Phase.BP2: _bp2,
    Phase.BP3: _bp3,
    Phase.BP4: _bp4,
    Phase.MEAN_GRADIENT: _mean_gradient,
    Phase.UPDATE: _update,
}

