"""Where the cursor stands, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.foundation.number_text import count
from gui.transport.timeline import Part
from simulator.moment import Moment, Occasion
from simulator.steps import Phase, Station

translate = QCoreApplication.translate

_Place = tuple[tuple[str, ...], str]
"""Details from long to short, and a sentence."""
_WIDE_EPOCH = 88


@dataclass(frozen=True)
class PositionText:
    """A position in two lines and as sentences.

    Attributes
    ----------
    titles, details
        The first and the second line, each as it is written where there is room, then shorter and shorter.
    sentence
        Everything in full: for the tooltip and for screen readers.
    """

    titles: tuple[str, ...]
    details: tuple[str, ...]
    sentence: str


def position_text(moment: Moment, *, by_neuron: bool) -> PositionText:
    """The position of a moment.

    Parameters
    ----------
    by_neuron
        Whether neurons are stepped through: the neuron is then named even when its layer is complete.
    """
    neuron_count = moment.route.neuron_count(moment.address.station)
    titles, explanation = station_titles(moment.station), station_sentence(moment.station)
    if neuron_count > 1 and (by_neuron or moment.neuron < neuron_count - 1):
        number = count(moment.neuron + 1)
        pattern = translate("Position", "{station} · neuron {neuron}")
        titles = tuple(pattern.format(station=title, neuron=number) for title in titles)
        done = translate("Position", "Neuron {neuron} of {count}.").format(neuron=number, count=count(neuron_count))
        explanation = f"{explanation} {done}"
    details, place = _place(moment)
    return PositionText(titles, details, f"{explanation} {place}")


def training_text(moment: Moment) -> PositionText:
    """How far training has come."""
    details, place = _step_place(moment)
    title = translate("Position", "Training")
    return PositionText((title,), details, f"{title}. {place}")


def travelling_text(moment: Moment) -> PositionText:
    """How far the way to another step has come."""
    details, place = _step_place(moment)
    title = translate("Position", "Travelling")
    return PositionText((title,), details, f"{title}. {place}")


def widest_texts(moment: Moment) -> PositionText:
    """The longest title, without a neuron, and details that a run such as this one's can show: to make room for."""
    titles = tuple(station_titles(station)[0] for station in moment.route.stations)
    size = moment.experiment.batch_size
    details, _ = _sample_place(moment, _WIDE_EPOCH, moment.steps_in_epoch, size, size)
    return PositionText(titles, details[:1], "")


def station_titles(station: Station) -> tuple[str, ...]:
    """Name of a station, as it is written where there is room, and shorter."""
    layer = count(station.layer)
    match station.phase:
        case Phase.INPUT:
            long, short = translate("Position", "Forward · input"), translate("Position", "Input")
        case Phase.WEIGHTED_INPUT:
            long = translate("Position", "Forward · weighted input · layer {layer}")
            short = translate("Position", "z · layer {layer}")
        case Phase.ACTIVATION:
            long = translate("Position", "Forward · activation · layer {layer}")
            short = translate("Position", "a · layer {layer}")
        case Phase.COST:
            long, short = translate("Position", "Cost C of the sample"), translate("Position", "Cost")
        case Phase.BP1 | Phase.BP2:
            long = translate("Position", "Backward · {equation} · layer {layer}")
            short = translate("Position", "{equation} · layer {layer}")
        case Phase.BP3 | Phase.BP4:
            long = translate("Position", "Gradients · {equation} · layer {layer}")
            short = translate("Position", "{equation} · layer {layer}")
        case Phase.MEAN_GRADIENT:
            long = translate("Position", "Mean gradient · layer {layer}")
            short = translate("Position", "Mean · layer {layer}")
        case Phase.UPDATE:
            long = short = translate("Position", "Update · layer {layer}")
    equation = station.phase.name
    return tuple(text.format(layer=layer, equation=equation) for text in (long, short))


def station_sentence(station: Station) -> str:
    """What happens at a station."""
    texts = {
        Phase.INPUT: translate("Position", "The sample lies at the input."),
        Phase.WEIGHTED_INPUT: translate("Position", "Forward pass: the weighted inputs z of layer {layer}."),
        Phase.ACTIVATION: translate("Position", "Forward pass: the activations a of layer {layer}."),
        Phase.COST: translate("Position", "The cost C of this sample: the output is compared with the target."),
        Phase.BP1: translate("Position", "Backward pass, BP1: the errors δ of the output layer."),
        Phase.BP2: translate("Position", "Backward pass, BP2: the errors δ of layer {layer} from layer {next}."),
        Phase.BP3: translate("Position", "Gradients, BP3: how the cost changes with the biases of layer {layer}."),
        Phase.BP4: translate("Position", "Gradients, BP4: how the cost changes with the weights of layer {layer}."),
        Phase.MEAN_GRADIENT: translate("Position", "The gradients of layer {layer}, averaged over the batch."),
        Phase.UPDATE: translate("Position", "The weights and biases of layer {layer} are updated."),
    }
    return texts[station.phase].format(layer=count(station.layer), next=count(station.layer + 1))


def part_label(part: Part) -> str:
    """What stands under a part of the timeline."""
    labels = {
        Part.FORWARD: translate("Position", "forward"),
        Part.COST: translate("Position", "cost"),
        Part.BACKWARD: translate("Position", "backward δ"),
        Part.GRADIENTS: translate("Position", "gradients"),
        Part.MEAN_GRADIENT: translate("Position", "mean gradient"),
        Part.UPDATE: translate("Position", "update"),
    }
    return labels[part]


def sample_text(sample: int, size: int) -> str:
    """Which sample of a batch, counted from 0, that is."""
    return translate("Position", "sample {sample} of {count}").format(sample=count(sample + 1), count=count(size))


def _place(moment: Moment) -> _Place:
    """Whose sample it is, and where in the run."""
    if moment.occasion is Occasion.FOLLOWED:
        return _followed_place(moment)
    if moment.occasion is Occasion.LEARNED:
        return _learned_place(moment)
    size = moment.record.batch_size
    if size == 1:
        return _step_place(moment)
    if moment.address.station < len(moment.route.sample_stations):
        return _sample_place(moment, moment.state.epoch + 1, moment.state.step_in_epoch + 1,
                             moment.address.sample + 1, size)
    return _filled(
        moment, (translate("Position", "epoch {epoch} · step {step} of {steps} · all {count} samples"),
                 translate("Position", "step {step} of {steps} · all {count} samples"),
                 translate("Position", "step {step} · {count} samples"), translate("Position", "step {step}")),
        translate("Position", "Epoch {epoch}, step {step} of {steps}, all {count} samples."), count=size)


def _followed_place(moment: Moment) -> _Place:
    if not moment.has_answer:
        if moment.data.image_shape is not None and not moment.sample.inputs.any():
            return ((translate("Position", "nothing is drawn yet"), translate("Position", "nothing drawn")),
                    translate("Position", "Nothing is drawn yet."))
        if moment.data.image_shape is not None:
            return ((translate("Position", "your digit · label unknown"), translate("Position", "your digit")),
                    translate("Position", "This is your digit; its label is unknown, so it has no cost."))
        return ((translate("Position", "your sample · answer unknown"), translate("Position", "your sample")),
                translate("Position", "This is your sample; its right answer is unknown, so it has no cost."))
    if moment.data.image_shape is not None:
        return ((translate("Position", "your digit · nothing is learned"), translate("Position", "your digit")),
                translate("Position", "This is your digit; nothing is learned."))
    return ((translate("Position", "your sample · nothing is learned"), translate("Position", "your sample")),
            translate("Position", "This is your sample; nothing is learned."))


def _learned_place(moment: Moment) -> _Place:
    if moment.data.image_shape is not None:
        details = (translate("Position", "your digit, learned · step {step}"),
                   translate("Position", "your digit · step {step}"))
        sentence = translate("Position", "This is your digit, learned in step {step} of the run.")
    else:
        details = (translate("Position", "your sample, learned · step {step}"),
                   translate("Position", "your sample · step {step}"))
        sentence = translate("Position", "This is your sample, learned in step {step} of the run.")
    return _filled(moment, details, sentence, step=moment.address.step + 1)


def _step_place(moment: Moment) -> _Place:
    return _filled(moment, (translate("Position", "epoch {epoch} · step {step} of {steps}"),
                            translate("Position", "step {step} of {steps}"), translate("Position", "step {step}")),
                   translate("Position", "Epoch {epoch}, step {step} of {steps}."))


def _sample_place(moment: Moment, epoch: int, step: int, sample: int, size: int) -> _Place:
    return _filled(
        moment, (translate("Position", "epoch {epoch} · step {step} of {steps} · sample {sample} of {count}"),
                 translate("Position", "step {step} of {steps} · sample {sample} of {count}"),
                 translate("Position", "step {step} · sample {sample}"), translate("Position", "step {step}")),
        translate("Position", "Epoch {epoch}, step {step} of {steps}, sample {sample} of {count}."),
        epoch=epoch, step=step, sample=sample, count=size)


def _filled(moment: Moment, patterns: tuple[str, ...], sentence: str, **numbers: int) -> _Place:
    """The texts with their numbers; epoch and step are the moment's unless others are given."""
    given = {"epoch": moment.state.epoch + 1, "step": moment.state.step_in_epoch + 1, "steps": moment.steps_in_epoch}
    texts = {name: count(number) for name, number in (given | numbers).items()}
    return tuple(pattern.format(**texts) for pattern in patterns), sentence.format(**texts)
