"""The number that has been made at the position in view, in words: read out with the position."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.choice import Selection
from gui.number_text import count, never_whole
from simulator.moment import Moment
from simulator.steps import Phase

translate = QCoreApplication.translate


def made_text(moment: Moment, focus: Selection) -> str:
    """What this station has made of the neuron or weight in focus; empty where that belongs to another layer.

    Parameters
    ----------
    focus
        What the equations follow.
    """
    layer, phase = moment.layer, moment.phase
    if phase is Phase.COST:
        return f"C_x = {never_whole(float(moment.sample.cost))}."
    if phase is Phase.INPUT or focus.layer != layer or focus.neuron >= moment.reached(phase, layer):
        return ""
    if focus.source is not None and focus.source >= moment.network.sizes[layer - 1]:
        return ""  # of the network before: another focus is about to be found
    name = translate("MadeText", "Neuron {number}: {symbol} = {value}.")
    value = _value(moment, focus)
    if value is None:
        return ""
    if focus.source is not None and phase in (Phase.BP4, Phase.MEAN_GRADIENT, Phase.UPDATE):
        name = translate("MadeText", "Weight from {source} to neuron {number}: {symbol} = {value}.")
    symbol, number = value
    return name.format(number=count(focus.neuron + 1), symbol=symbol, value=never_whole(number),
                       source=count((focus.source or 0) + 1))


def _value(moment: Moment, focus: Selection) -> tuple[str, float] | None:
    """Symbol and number of what is made."""
    layer, neuron, sample = moment.layer, focus.neuron, moment.sample
    source, record = focus.source, moment.record
    made: tuple[str, float] | None = None
    match moment.phase:
        case Phase.WEIGHTED_INPUT:
            made = "z", sample.z[layer][neuron]
        case Phase.ACTIVATION:
            made = "a", sample.a[layer][neuron]
        case Phase.BP1 | Phase.BP2:
            made = "δ", sample.delta[layer][neuron]
        case Phase.BP3:
            made = "∂C_x/∂b", sample.delta[layer][neuron]
        case Phase.BP4 if source is not None:
            made = "∂C_x/∂w", sample.delta[layer][neuron] * sample.a[layer - 1][source]
        case Phase.MEAN_GRADIENT if source is not None:
            made = "∂C/∂w", moment.network.weights(record.gradient)[layer][neuron, source]
        case Phase.MEAN_GRADIENT:
            made = "∂C/∂b", moment.network.biases(record.gradient)[layer][neuron]
        case Phase.UPDATE if source is not None:
            made = "w", moment.weights[layer][neuron, source]
        case Phase.UPDATE:
            made = "b", moment.biases[layer][neuron]
    return None if made is None else (made[0], float(made[1]))
