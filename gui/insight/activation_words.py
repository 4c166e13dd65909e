"""What the activation page says about a neuron, in whole sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.equations.flat_layers import lost_in
from gui.insight.neuron_reading import Reading, Region
from gui.number_text import never_whole, number, percent
from simulator.moment import Moment

_DIGITS = 3


def sentence(moment: Moment, shown: Reading) -> str:
    """Where the neuron lies on its curve, and what becomes of an error there."""
    if shown.region is Region.FLAT:
        return _flat(moment, shown)
    unknown = shown.region is Region.SHARES and moment.reached_z(shown.place.layer) == 0
    text = _templates()[Region.UNKNOWN if unknown else shown.region]
    if shown.z is None or shown.slope is None:
        return text
    whole_percents = 0 if shown.share >= 0.01 or shown.share == 0.0 else 2
    return text.format(z=number(shown.z, _DIGITS), slope=never_whole(shown.slope, _DIGITS),
                       share=percent(shown.share, whole_percents))


def _flat(moment: Moment, shown: Reading) -> str:
    """The step: either it has just lost the whole error of this sample, or it is about to, or it doesn't matter."""
    layer = shown.place.layer
    lost = lost_in(moment)
    if lost is not None and lost >= layer and moment.reached_delta(layer) > 0:
        return QCoreApplication.translate(
            "EquationWords", "Every δ is 0: the step function is flat, σ′(z) = 0, so no weight can learn. "
            "That is why the sigmoid was made.")
    if moment.network.cost.reads_z and layer == moment.network.depth:
        return QCoreApplication.translate(
            "ActivationPage", "The step is flat: σ′(z) = 0. The perceptron rule does without σ′: its δ is a − y.")
    return QCoreApplication.translate(
        "ActivationPage", "The step is flat: σ′(z) = 0 for every z, so no error can come through it.")


def _templates() -> dict[Region, str]:
    return {
        Region.UNKNOWN: QCoreApplication.translate("ActivationPage", "z not known yet"),
        Region.NOT_FINITE: QCoreApplication.translate(
            "ActivationPage", "z is no number any more: the weights have grown beyond all bounds."),
        Region.EVEN: QCoreApplication.translate(
            "ActivationPage", "z = {z}: σ′(z) = {slope} for every z: it never saturates, but it never bends either."),
        Region.CORNER: QCoreApplication.translate(
            "ActivationPage", "z = {z}: exactly at the corner, where σ′ doesn't exist; it is taken as {slope}."),
        Region.DEAD: QCoreApplication.translate(
            "ActivationPage", "z = {z}: switched off: z ≤ 0, σ′(z) = 0: no error comes through."),
        Region.SATURATED: QCoreApplication.translate(
            "ActivationPage", "z = {z}: saturated: σ′(z) = {slope} is {share} of its largest value."),
        Region.BETWEEN: QCoreApplication.translate(
            "ActivationPage", "z = {z}: less steep: σ′(z) = {slope} is {share} of its largest value."),
        Region.STEEP: QCoreApplication.translate(
            "ActivationPage", "z = {z}: in the steep part: σ′(z) = {slope} is {share} of its largest value."),
        Region.WHOLE: QCoreApplication.translate(
            "ActivationPage", "z = {z}: z > 0, σ′(z) = {slope}: all of the error comes through."),
        Region.SHARES: QCoreApplication.translate(
            "ActivationPage", "Every z moves all of the shares: σ′ is a whole matrix."),
    }
