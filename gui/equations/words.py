"""The panel's sentences: from keys to the language of the window."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject

from simulator.steps import Phase

# The keys of the panel's sentences; `words` has the sentences.

class Say(Enum):
    """Every sentence of the panel."""

    PIXELS = auto()
    VALUES = auto()
    ONE_VALUE = auto()
    NEURON = auto()
    NEURON_LABELLED = auto()
    COST_OF_SAMPLE = auto()
    ERROR = auto()
    ERROR_LABELLED = auto()
    BIAS = auto()
    BIAS_LABELLED = auto()
    WEIGHT = auto()
    WEIGHT_FROM_INPUT = auto()
    BATCH = auto()
    OPTIMIZER = auto()

    MORE_TERMS = auto()
    MORE_SAMPLES = auto()
    MORE_ZEROS = auto()

    PIXEL_SHOWN = auto()
    NOT_REACHED = auto()
    STRONGEST_WEIGHT = auto()
    NO_GRADIENT = auto()
    SHORT_FORM = auto()
    ONLY_SHORT_FORM = auto()
    SATURATED = auto()
    NO_SLOPE = auto()
    EVERY_ERROR_LOST = auto()
    LOST_BEHIND = auto()
    NO_ERROR_ARRIVES = auto()
    READ_FROM_Z = auto()
    NO_MISTAKE = auto()
    PERCEPTRON_RULE = auto()
    FROZEN = auto()
    CORNER = auto()
    NO_ACTIVATION = auto()
    PARTS_NOT_KEPT = auto()

    CHECK_AGREES = auto()
    CHECK_AGREES_SHORT = auto()
    CHECK_UNCHANGED = auto()
    CHECK_ROUNDING = auto()
    CHECK_CORNER = auto()
    CHECK_INFINITE = auto()
    CHECK_DISAGREES = auto()


URGENT = frozenset({Say.EVERY_ERROR_LOST, Say.LOST_BEHIND, Say.FROZEN})
"""What must be said even where there is room for one sentence only: without it the numbers can't be understood."""


class EquationWords(QObject):
    """Whole sentences with placeholders in braces. They are translated when the object is made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences = self._titles() | self._notes() | self._checks()
        self._phases = self._phase_names()
        self.hint = self.tr("click a neuron or an edge to follow its numbers")
        self.copy_latex = self.tr("Copy as LaTeX")
        self.copy_numbers = self.tr("Copy all numbers")
        self.rounding = self.tr(
            "The results come from the exact numbers. Where the rounded ones that are shown don't give the result, "
            "it has the sign ≈.")

    def sentence(self, key: Say) -> str:
        """The sentence with its placeholders."""
        return self._sentences[key]

    def phase(self, phase: Phase) -> str:
        """The name of a phase, as it stands before a title."""
        return self._phases[phase]

    def _phase_names(self) -> dict[Phase, str]:
        return {
            Phase.INPUT: self.tr("Input"),
            Phase.WEIGHTED_INPUT: self.tr("Weighted input"),
            Phase.ACTIVATION: self.tr("Activation"),
            Phase.COST: self.tr("Cost"),
            Phase.BP1: "BP1",
            Phase.BP2: "BP2",
            Phase.BP3: "BP3",
            Phase.BP4: "BP4",
            Phase.MEAN_GRADIENT: self.tr("Mean gradient"),
            Phase.UPDATE: self.tr("Update"),
        }

    def _titles(self) -> dict[Say, str]:
        return {
            Say.PIXELS: self.tr("{count} pixels"),
            Say.VALUES: self.tr("{count} numbers"),
            Say.ONE_VALUE: self.tr("1 number"),
            Say.NEURON: self.tr("Layer {layer}, neuron {neuron}"),
            Say.NEURON_LABELLED: self.tr("Layer {layer}, neuron {neuron} (“{label}”)"),
            Say.COST_OF_SAMPLE: self.tr("{cost} of this sample"),
            Say.ERROR: self.tr("Error of layer {layer}, neuron {neuron}"),
            Say.ERROR_LABELLED: self.tr("Error of layer {layer}, neuron {neuron} (“{label}”)"),
            Say.BIAS: self.tr("Bias of layer {layer}, neuron {neuron}"),
            Say.BIAS_LABELLED: self.tr("Bias of layer {layer}, neuron {neuron} (“{label}”)"),
            Say.WEIGHT: self.tr("Weight from neuron {source} to layer {layer}, neuron {neuron}"),
            Say.WEIGHT_FROM_INPUT: self.tr("Weight from input {source} to layer {layer}, neuron {neuron}"),
            Say.BATCH: self.tr("Batch of m = {count}"),
            Say.OPTIMIZER: self.tr("{optimizer} with learning rate η = {rate}"),
        }

    def _notes(self) -> dict[Say, str]:
        return {
            Say.MORE_TERMS: self.tr("({count} more terms)"),
            Say.MORE_SAMPLES: self.tr("({count} more samples)"),
            Say.MORE_ZEROS: self.tr("({count} more, all 0)"),
            Say.PIXEL_SHOWN: self.tr("{lit} pixels are not 0. Shown is the one in row {row}, column {column}."),
            Say.NOT_REACHED: self.tr("The turn of this neuron comes later: press Next."),
            Say.STRONGEST_WEIGHT: self.tr(
                "Of the {count} weights that arrive at this neuron, {symbol} has the strongest gradient."),
            Say.NO_GRADIENT: self.tr(
                "All {count} weights that arrive at this neuron have the gradient 0; {symbol} is the first."),
            Say.SHORT_FORM: self.tr(
                "For this cost and activation the factors cancel: the short form is the same number."),
            Say.ONLY_SHORT_FORM: self.tr(
                "This output is so saturated that the long form would be 0 times infinity; the short form is exact."),
            Say.SATURATED: self.tr("The neuron is saturated: σ′ is small, and little of the error comes through."),
            Say.NO_SLOPE: self.tr("σ′ is 0 here: none of the error comes through this neuron."),
            Say.EVERY_ERROR_LOST: self.tr(
                "Every δ is 0: the step function is flat, σ′(z) = 0, so no weight can learn. "
                "That is why the sigmoid was made."),
            Say.LOST_BEHIND: self.tr(
                "No error arrives here: it was lost in layer {layer}, where the step function is flat, σ′(z) = 0."),
            Say.NO_ERROR_ARRIVES: self.tr(
                "The cost would not change with this layer's outputs: there is no error, whatever σ′ is."),
            Say.READ_FROM_Z: self.tr(
                "This cost is read from z, so that the step's σ′ = 0 doesn't stand in the way of the error."),
            Say.NO_MISTAKE: self.tr("This output is right, so δ = 0: the perceptron rule learns from mistakes only."),
            Say.PERCEPTRON_RULE: self.tr("With one sample a step this is Rosenblatt's perceptron rule."),
            Say.FROZEN: self.tr("{symbol} is frozen: it stays as it is, whatever its gradient."),
            Say.CORNER: self.tr(
                "{activation} has a corner at this z, where σ′ doesn't exist; it is taken as {slope}."),
            Say.NO_ACTIVATION: self.tr("The activation it comes from is 0: this sample doesn't move this weight."),
            Say.PARTS_NOT_KEPT: self.tr(
                "The gradients of {count} samples were added up in parts; the single ones are not kept."),
        }

    def _checks(self) -> dict[Say, str]:
        return {
            Say.CHECK_AGREES: self.tr(
                "check: nudging {symbol} by ±h changes {cost} at the rate {rate}; agrees to {digits} digits"),
            Say.CHECK_AGREES_SHORT: self.tr("check by nudging {symbol}: {rate}; agrees to {digits} digits"),
            Say.CHECK_UNCHANGED: self.tr(
                "check: nudging {symbol} by ±h doesn't change {cost}; agrees: the rate is 0"),
            Say.CHECK_ROUNDING: self.tr(
                "check: nudging {symbol} by ±h changes {cost} at the rate {rate}; agrees within its rounding"),
            Say.CHECK_CORNER: self.tr(
                "check: impossible here, a neuron stands on the corner or jump of its activation; "
                "nudging {symbol} by ±h gives {rate}"),
            Say.CHECK_INFINITE: self.tr("check: impossible here, {cost} is not finite when {symbol} is nudged"),
            Say.CHECK_DISAGREES: self.tr(
                "check: nudging {symbol} by ±h changes {cost} at the rate {rate}, which does not agree"),
        }
