"""What two compared runs are called, and where each of them stands, in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from gui.foundation.language import translate_name
from gui.foundation.number_text import count, field_text, number
from gui.setup.setting_row import symbol_text
from simulator.activations import activation_named
from simulator.comparison import Compared
from simulator.evaluation import Evaluation
from simulator.experiment import Experiment
from simulator.hyperparameters import HyperParameter
from simulator.initializers import initializer_named
from simulator.moment import Moment, Occasion
from simulator.optimizers import optimizer_named
from simulator.training import Divergence

translate = QCoreApplication.translate
_COST_DIGITS = 3


def side_names(first: Experiment, second: Experiment, compared: Compared) -> tuple[str, str]:
    """What tells each of two runs from the other: its value of the setting that is compared."""
    if compared is Compared.ACTIVATION:
        return _activations(first, second), _activations(second, first)
    if compared is Compared.OPTIMIZER:
        return _optimizer(first, second), _optimizer(second, first)
    name = {Compared.LEARNING_RATE: _learning_rate, Compared.BATCH_SIZE: _batch_size,
            Compared.INITIAL_WEIGHTS: initial_weights_name}[compared]
    return name(first), name(second)


def initial_weights_name(experiment: Experiment) -> str:
    """How the first weights and biases are drawn."""
    if experiment.initial_theta:
        return translate("Comparison", "given weights")
    initializer = initializer_named(experiment.initializer)
    name = translate_name(initializer.label)
    if initializer.number is None or experiment.initial_number is None:
        return name
    return f"{name}, {_assignment(initializer.number, experiment.initial_number)}"


def place_texts(moment: Moment, steps_done: int, measured: Evaluation | None) -> tuple[str, ...]:
    """Where a run stands and what its cost on the training data was when it was measured last, from the longest text
    to the shortest.

    Two runs are compared by that cost: the one of a batch of the step in view depends on which samples those are.

    Parameters
    ----------
    steps_done
        Updates that are made at the moment.
    measured
        None as long as nothing was measured: then only the place is told.
    """
    if moment.occasion is Occasion.FOLLOWED:
        places: tuple[str, ...] = (
            translate("Comparison", "after {steps} steps").format(steps=count(moment.state.step)),)
    else:
        step, epoch = count(moment.address.step + 1), count(moment.state.epoch + 1)
        places = (translate("Comparison", "step {step} · epoch {epoch}").format(step=step, epoch=epoch),
                  translate("Comparison", "step {step}").format(step=step))
    if measured is None:
        return places
    cost = number(measured.train_cost, _COST_DIGITS)
    text = alone = translate("Comparison", "training cost {cost}").format(cost=cost)
    if measured.step != steps_done:
        text = translate("Comparison", "training cost {cost} after {steps} steps").format(
            cost=cost, steps=count(measured.step)) if measured.step else \
            translate("Comparison", "training cost {cost} at the start").format(cost=cost)
    return (*(f"{place} · {text}" for place in places), text, alone)


def cost_reason(measured: Evaluation) -> str:
    """Which cost it is that two runs are compared by."""
    return translate("Comparison", "The mean cost over {count} training samples, measured after {steps} steps and "
                     "without regularisation: not that of the batch of the step in view.").format(
        count=count(measured.train_count), steps=count(measured.step))


def failing_text(place: str) -> str:
    """Where a run stands, and that it doesn't learn; its reason is `gui.run.notice_words.diagnosis_text`."""
    return translate("Comparison", "{place} · fails to learn").format(place=place)


def divergence_text(divergence: Divergence) -> str:
    """That a run can't go on, in few words."""
    return translate("Comparison", "diverged in step {step}").format(step=count(divergence.step + 1))


def divergence_reason(divergence: Divergence) -> str:
    """Why it can't go on."""
    after = divergence.cost_after
    if divergence.in_memory:
        return translate("Comparison", "In step {step} the optimizer's memory overflows, although the cost is "
                         "finite: the largest gradient is {gradient}. This run stays at the step before.").format(
            step=count(divergence.overflowed_in + 1), gradient=number(divergence.largest_gradient))
    return translate("Comparison", "In step {step} the cost goes from {before} to {after}: the largest gradient is "
                     "{gradient}, and the learning rate is η = {rate}. This run stays at its last finite step."
                     ).format(
        step=count(divergence.step + 1), before=number(divergence.cost_before),
        after=number(after) if math.isfinite(after) else translate("Comparison", "no finite number"),
        gradient=number(divergence.largest_gradient), rate=field_text(divergence.learning_rate))


def _learning_rate(experiment: Experiment) -> str:
    return f"η = {field_text(experiment.learning_rate)}"


def _batch_size(experiment: Experiment) -> str:
    return f"m = {count(experiment.batch_size)}"


def _activations(experiment: Experiment, other: Experiment) -> str:
    """The activations of the layers that differ, and which layers those are where it isn't all hidden ones."""
    layers = list(zip(experiment.layers, other.layers, strict=True))
    differing = [place for place, (own, its) in enumerate(layers, 1) if own.activation != its.activation]
    labels = {place: translate_name(activation_named(experiment.layers[place - 1].activation).label)
              for place in differing}
    if len(set(labels.values())) == 1 and differing == list(range(1, len(layers))):
        return labels[1]
    return ", ".join(
        translate("Comparison", "output {activation}").format(activation=label) if place == len(layers) else
        translate("Comparison", "layer {layer} {activation}").format(layer=place, activation=label)
        for place, label in labels.items())


def _optimizer(experiment: Experiment, other: Experiment) -> str:
    optimizer = optimizer_named(experiment.optimizer)
    parts = [translate_name(optimizer.label)]
    if experiment.optimizer == other.optimizer:
        given = zip(optimizer.hyperparameters, experiment.optimizer_numbers, other.optimizer_numbers, strict=True)
        parts += [_assignment(one, own) for one, own, its in given if own != its]
    if experiment.learning_rate != other.learning_rate:
        parts.append(_learning_rate(experiment))
    return ", ".join(parts)


def _assignment(parameter: HyperParameter, value: float) -> str:
    return f"{symbol_text(parameter.symbol)} = {field_text(value)}"
