"""What stands beside the bars of a batch: symbols and numbers in short sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.equations.error_terms import derivative
from gui.equations.notation import Items, Symbol, neuron_symbol, row, weight_symbol
from gui.insight.batch_gradients import BatchGradients
from gui.insight.lettering import Lettering, Words, unknown_answer
from gui.number_text import count, number

translate = QCoreApplication.translate
_DIGITS = 3


class BatchWords:
    """Writes about the gradients of a batch; about None it says why there are none."""

    def __init__(self, lettering: Lettering) -> None:
        self._lettering = lettering

    def name(self, shown: BatchGradients | None, *, is_answer_known: bool = True) -> Words:
        """What the bars are."""
        words = self._lettering.words
        if not is_answer_known:
            return words(unknown_answer())
        if shown is None:
            return words(translate("BatchBars", "An input has no δ: choose a neuron or a weight behind it."))
        if not shown.is_kept:
            template = translate("BatchBars", "The gradients of {count} samples were added up in parts; "
                                              "the single ones are not kept.")
            return words(template, count=count(shown.size))
        own, of_sample, _ = _symbols(shown)
        template = translate("BatchBars", "{symbol} of the sample") if shown.size == 1 else \
            translate("BatchBars", "{symbol} of each sample")
        if shown.place.source is None:
            return words(template, symbol=own)
        return (*words("{left} =", left=of_sample), *words(template, symbol=own))

    def mean(self, shown: BatchGradients | None, *, in_short: bool = False) -> tuple[Words, ...]:
        """What the mean is, line by line."""
        if shown is None or (shown.mean is None and not shown.is_kept):
            return ()
        words, (_, of_sample, of_mean) = self._lettering.words, _symbols(shown)
        if shown.mean is None:
            return (words(translate("BatchBars", "no sample is done yet")),)
        value = number(shown.mean, _DIGITS)
        if not shown.is_formed and shown.size == 1:
            return (words("{sample} = {value}", sample=of_sample, value=value),)
        if not shown.is_formed:
            done, size = count(shown.done), count(shown.size)
            return (words(translate("BatchBars", "mean of {done} of {size}: {value}"), done=done, size=size,
                          value=value),)
        result = words("{mean} = {value}", mean=of_mean, value=value)
        if in_short or not shown.is_kept or shown.size == 1:
            return (result,)
        return result, words("= {rule} Σ {sample}", rule=row("(1/", Symbol("m"), ")"), sample=of_sample)

    @staticmethod
    def of_sample(shown: BatchGradients, sample: int) -> str:
        """The numbers of one bar."""
        values = {"number": count(sample + 1), "size": count(shown.size),
                  "value": number(float(shown.values[sample]), _DIGITS)}
        if shown.place.source is None:
            return translate("BatchBars", "sample {number} of {size}: δ = {value}").format(**values)
        return translate("BatchBars", "sample {number} of {size}: a · δ = {a} · {delta} = {value}").format(
            a=number(float(shown.activations[sample]), _DIGITS), delta=number(float(shown.errors[sample]), _DIGITS),
            **values)


def _symbols(shown: BatchGradients) -> tuple[Items, Items, Items]:
    """What is shown of a sample, the derivative of its cost, and the derivative of the mean cost."""
    place = shown.place
    if place.source is None:
        own = row(neuron_symbol("δ", place.layer, place.neuron))
        parameter = neuron_symbol("b", place.layer, place.neuron)
    else:
        parameter = weight_symbol(place.layer, place.neuron, place.source)
        own = row(neuron_symbol("a", place.layer - 1, place.source), "·",
                  neuron_symbol("δ", place.layer, place.neuron))
    return own, derivative(Symbol("C", lower="x"), parameter), derivative(Symbol("C"), parameter)
