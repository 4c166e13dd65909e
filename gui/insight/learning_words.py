"""The diagnosis of a weight in words: what its factors are called, and which of them is small."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.equations.layer_terms import derivative
from gui.equations.notation import Items, Symbol, neuron_symbol, row, weight_symbol
from gui.foundation.language import translate_name
from gui.foundation.number_text import count, field_text, number, percent
from gui.insight.lettering import Lettering, Value, Words
from gui.run.choice import Selection
from simulator.activations import Activation
from simulator.learning_speed import (
    SMALL,
    Cause,
    Diagnosis,
    Factor,
    Role,
    SlopePart,
    holds_error_back,
    typical_weight,
)
from simulator.moment import Moment
from simulator.optimizers import optimizer_named

translate = QCoreApplication.translate
_DIGITS = 3


class LearningWords:
    """Writes about one diagnosis of one weight or bias."""

    def __init__(self, lettering: Lettering, moment: Moment, place: Selection, diagnosis: Diagnosis) -> None:
        self._lettering = lettering
        self._moment = moment
        self._place = place
        self._diagnosis = diagnosis

    # symbols

    def parameter(self) -> Symbol:
        """The weight or the bias."""
        place = self._place
        if place.source is None:
            return neuron_symbol("b", place.layer, place.neuron)
        return weight_symbol(place.layer, place.neuron, place.source)

    def _activation(self) -> Items:
        place = self._place
        if place.source is None:
            return ()
        return row(neuron_symbol("a", place.layer - 1, place.source))

    def _slope(self) -> Items:
        return row(Symbol("σ′"), "(", neuron_symbol("z", self._place.layer, self._place.neuron), ")")

    def _error(self) -> Items:
        place = self._place
        if self._diagnosis.slope_part is not SlopePart.FACTOR:
            return row(neuron_symbol("δ", place.layer, place.neuron))
        return derivative(Symbol("C", lower="x"), neuron_symbol("a", place.layer, place.neuron))

    def label(self, role: Role, *, in_short: bool = False) -> Words:
        """Symbol and name of a factor."""
        words = self._lettering.words
        match role:
            case Role.ACTIVATION:
                return words(translate("LearningPage", "{symbol} activation"), symbol=self._activation())
            case Role.SLOPE:
                return words(translate("LearningPage", "{symbol} slope"), symbol=self._slope())
            case Role.ERROR if in_short or self._place.layer == self._moment.network.depth:
                return words(translate("LearningPage", "{symbol} error"), symbol=self._error())
            case Role.ERROR:
                return words(translate("LearningPage", "{symbol} error from the next layer"), symbol=self._error())
            case Role.AGREEMENT:
                return words(translate("LearningPage", "agreement") if in_short else
                             translate("LearningPage", "agreement of samples"))
            case _ if self._is_plain_descent():
                return words(translate("LearningPage", "{symbol} learning rate"), symbol=row(Symbol("η")))
            case _:
                return words(translate("LearningPage", "effective rate"))

    def bias_label(self) -> Words:
        """What stands in the place of the activation of a bias."""
        return self._lettering.words(translate("LearningPage", "1 for a bias (BP3)"))

    # sentences

    def title(self) -> str:
        """The question that the page answers."""
        moves, is_bias = self._diagnosis.cause is Cause.MOVES, self._place.source is None
        if is_bias:
            return translate("LearningPage", "How this bias moves") if moves else \
                translate("LearningPage", "Why didn't this bias move?")
        return translate("LearningPage", "How this weight moves") if moves else \
            translate("LearningPage", "Why didn't this weight move?")

    def verdict(self) -> Words:
        """The answer: a phrase and what it means."""
        phrase, meaning, values = self._answer()
        return (*self._lettering.strong_words(phrase, **values), *self._lettering.words(meaning, **values))

    def _answer(self) -> tuple[str, str, dict[str, Value]]:
        diagnosis = self._diagnosis
        if diagnosis.cause in (Cause.LOW_ACTIVATION, Cause.SATURATED, Cause.DEAD, Cause.FLAT, Cause.SMALL_ERROR):
            return self._small_factor()
        values: dict[str, Value] = {"symbol": row(self.parameter()),
                                    "change": number(diagnosis.change or 0.0, _DIGITS)}
        match diagnosis.cause:
            case Cause.CANCELLING:
                agreement = diagnosis.factor(Role.AGREEMENT)
                values["share"] = percent(agreement.size if agreement is not None else 0.0, 1)
                return (translate("LearningPage", "The samples cancel one another:"),
                        translate("LearningPage", "each of them pulls, but in opposite directions; {share} is left."),
                        values)
            case Cause.LEARNING_RATE:
                values["typical"] = number(typical_weight(self._moment, self._place.layer), 2)
                return (translate("LearningPage", "The gradient is not small, but the learning rate is:"),
                        translate("LearningPage", "a step of {change} is little for weights of about {typical}."),
                        values)
            case Cause.TOGETHER:
                return (translate("LearningPage", "No factor is small by itself, but their product is."),
                        self._compared(values, translate(
                            "LearningPage", "The update is {share} of a typical weight of this layer.")), values)
            case Cause.FROZEN:
                return (translate("LearningPage", "It is frozen:"),
                        translate("LearningPage", "no step changes {symbol}."), values)
            case Cause.NOT_LEARNED:
                return (translate("LearningPage", "Nothing is learned from this sample:"),
                        translate("LearningPage", "it is only followed through the network."), values)
        return self._moving(values)

    def _compared(self, values: dict[str, Value], template: str) -> str:
        """How large the step is beside the weights of the layer; nothing where they are all 0."""
        typical = typical_weight(self._moment, self._place.layer)
        if typical == 0:
            return ""
        values["share"] = percent(abs(self._diagnosis.change or 0.0) / typical, 2)
        return template

    def _moving(self, values: dict[str, Value]) -> tuple[str, str, dict[str, Value]]:
        phrase = translate("LearningPage", "It moves by {change} in this step.")
        smallest = self._diagnosis.smallest
        if not smallest.is_small or smallest.role is Role.RATE:  # a rate that moves the weight is no small one
            return phrase, self._compared(values, translate(
                "LearningPage", "That is {share} of a typical weight of this layer.")), values
        if optimizer_named(self._moment.experiment.optimizer).is_plain:
            return phrase, translate("LearningPage", "Its smallest factor is marked."), values
        values["optimizer"] = translate_name(optimizer_named(self._moment.experiment.optimizer).label)
        return phrase, translate("LearningPage", "Its gradient is small, but {optimizer} makes up for it."), values

    def _small_factor(self) -> tuple[str, str, dict[str, Value]]:
        diagnosis, place = self._diagnosis, self._place
        smallest = diagnosis.smallest
        values: dict[str, Value] = {"value": number(smallest.size, _DIGITS), "count": count(diagnosis.rows)}
        match diagnosis.cause:
            case Cause.LOW_ACTIVATION:
                return self._low_activation(values)
            case Cause.SATURATED:
                values |= {"symbol": self._slope(), "share": percent(smallest.share, 1)}
                return *self._saturated(), values
            case Cause.DEAD:
                values["symbol"] = row(neuron_symbol("z", place.layer, place.neuron))
                return (self._of_rows(translate("LearningPage", "{symbol} ≤ 0: the neuron is switched off."),
                                      translate(
                                          "LearningPage", "{symbol} ≤ 0 in all {count} samples of this batch: off.")),
                        translate("LearningPage", "σ′ = 0, and no error comes through."), values)
            case Cause.FLAT:
                return (translate("LearningPage", "A step is flat: σ′ = 0 everywhere."),
                        translate("LearningPage", "No error comes through, and nothing is learned."), values)
        values["symbol"] = self._error()
        if place.layer == self._moment.network.depth:
            # the δ of a softmax has its σ′ in it
            values["next"] = count(place.layer)
            reason = translate("LearningPage", "The output is nearly what it should be.") if self._is_right() else \
                translate("LearningPage", "σ′ of layer {next} lets hardly any error through.")
            return translate("LearningPage", "The error is small: {value}."), reason, values
        values["next"] = count(place.layer + 1)
        phrase = translate("LearningPage", "Little error comes from the next layer: {value}.")
        return phrase, self._why_above(), values

    def _low_activation(self, values: dict[str, Value]) -> tuple[str, str, dict[str, Value]]:
        place = self._place
        values["symbol"] = self._activation()
        if self._diagnosis.smallest.size > 0:
            return (self._of_rows(translate("LearningPage", "{symbol} = {value}: low activation."),
                                  translate("LearningPage", "{symbol} is {value} on average: low activation.")),
                    translate("LearningPage", "Nothing that is multiplied by it gets large."), values)
        if not self._is_silent():
            values["delta"] = row(neuron_symbol("δ", place.layer, place.neuron))
            return (translate("LearningPage", "In each sample {symbol} or {delta} is 0:"),
                    translate("LearningPage", "the gradient is their product."), values)
        return (self._of_rows(translate("LearningPage", "{symbol} = 0: the activation is 0."),
                              translate("LearningPage", "{symbol} = 0 in all {count} samples: no activation.")),
                translate("LearningPage", "Whatever is multiplied by it is 0."), values)

    def _saturated(self) -> tuple[str, str]:
        if not _can_saturate(self._moment.network.activation(self._place.layer)):
            return (translate("LearningPage", "{symbol} is {value} on average: switched off where the errors are."),
                    translate("LearningPage", "Only {share} of the error comes through."))
        return (self._of_rows(translate("LearningPage", "{symbol} = {value}: saturation."),
                              translate("LearningPage", "{symbol} is {value} on average: saturation.")),
                translate("LearningPage", "Only {share} of the steepest slope is left for the error to come "
                                          "through."))

    def _is_right(self) -> bool:
        """Whether this output is near its targets: where σ′ is in δ, a small δ doesn't say so."""
        if self._diagnosis.slope_part is not SlopePart.JACOBIAN:
            return True
        record, sample, neuron = self._moment.record, self._moment.sample, self._place.neuron
        a, targets = (record.a[-1], record.targets) if len(record.a) else (sample.a[-1][np.newaxis], sample.target)
        return float(np.abs(a - targets)[:, neuron].mean()) < SMALL

    def _why_above(self) -> str:
        """BP2 multiplies weights and δ of the layer behind: which of them is small."""
        moment, above = self._moment, self._place.layer + 1
        kept = len(moment.record.delta) > 0
        delta = np.abs(moment.record.delta[above] if kept else moment.sample.delta[above])
        error = self._diagnosis.factor(Role.ERROR)
        if error is None or float(delta.mean(axis=0).max()) >= SMALL * error.reference:
            return translate("LearningPage", "The weights that lead on from this neuron are small, or cancel.")
        if holds_error_back(moment, above):
            if _can_saturate(moment.network.activation(above)):
                return translate("LearningPage", "Layer {next} is saturated: hardly any error comes through it.")
            return translate("LearningPage", "σ′ of layer {next} lets hardly any error through.")
        return translate("LearningPage", "The errors δ of layer {next} are small already.")

    def _is_silent(self) -> bool:
        """Whether the activation is 0 in every sample, and not only in those with an error."""
        place, record = self._place, self._moment.record
        if place.source is None or not len(record.a):
            return True
        return not record.a[place.layer - 1][:, place.source].any()

    def _of_rows(self, single: str, several: str) -> str:
        return single if self._diagnosis.rows == 1 else several

    # numbers

    def note(self) -> Words:
        """Why σ′ has no bar, where it has none."""
        texts = {
            SlopePart.FACTOR: "",
            SlopePart.CANCELS: translate("LearningPage", "σ′ cancels for this cost: δ = a − y."),
            SlopePart.JACOBIAN: translate("LearningPage", "Softmax has no σ′ of a single neuron: it is in δ."),
            SlopePart.NONE: translate("LearningPage", "The perceptron rule has no σ′: δ = a − y."),
        }
        return self._lettering.words(texts[self._diagnosis.slope_part])

    def change(self, *, in_short: bool = False) -> Words:
        """Δw = −η · ∂C/∂w with its numbers; in short without the symbols on the right."""
        words, diagnosis, experiment = self._lettering.words, self._diagnosis, self._moment.experiment
        mean = derivative(Symbol("C"), self.parameter())
        gradient = number(diagnosis.gradient, _DIGITS)
        if diagnosis.change is None:
            return words("{mean} = {gradient}", mean=mean, gradient=gradient)
        left, change = row("Δ", self.parameter()), number(diagnosis.change, _DIGITS)
        if self._is_plain_descent() and diagnosis.cause is not Cause.FROZEN:
            bracketed = f"({gradient})" if diagnosis.gradient < 0 else gradient
            if in_short:
                return words("{left} = −{number} · {gradient} = {change}", left=left,
                             number=field_text(experiment.learning_rate), gradient=bracketed, change=change)
            return words("{left} = −{rate} · {mean} = −{number} · {gradient} = {change}", left=left,
                         rate=row(Symbol("η")), mean=mean, number=field_text(experiment.learning_rate),
                         gradient=bracketed, change=change)
        # no product: another optimizer makes the change of more than this gradient
        return words("{left} = {change}, {mean} = {gradient}", left=left, change=change, mean=mean,
                     gradient=gradient)

    def _is_plain_descent(self) -> bool:
        """Whether Δw is −η times the gradient of the batch and nothing else."""
        experiment = self._moment.experiment
        return optimizer_named(experiment.optimizer).is_plain and experiment.regularisation_strength == 0

    def heading(self) -> str:
        """Above the column of the batch."""
        rows = self._diagnosis.rows
        return "" if rows == 1 else translate("LearningPage", "mean of {count}").format(count=count(rows))

    def heading_of_sample(self) -> str:
        """Above the column of the sample in view."""
        return translate("LearningPage", "sample {number}").format(number=count(self._moment.address.sample + 1))

    @staticmethod
    def size(factor: Factor) -> str:
        """A factor's number; of agreement the share that is left."""
        return percent(factor.size, 1) if factor.role is Role.AGREEMENT else number(factor.size, _DIGITS)


def _can_saturate(activation: Activation) -> bool:
    """Whether σ runs out flat: a ReLU is switched off there, and a step is flat everywhere."""
    return not activation.reaches_bounds
