"""What follows from initial weights, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.insight.start_report import StartRow
from gui.number_text import count, number, percent
from simulator.first_pass import Outcome

translate = QCoreApplication.translate
_DIGITS = 2
_MOST_SPREADS = 4


def start_words(row: StartRow) -> str:
    """One or two sentences; each is said only where it is true."""
    texts = {
        Outcome.ALIKE: _alike,
        Outcome.FLAT: lambda _: translate(
            "Start", "σ′ = 0 everywhere: no δ comes through, whatever the weights are."),
        Outcome.SATURATED: _saturated,
        Outcome.SINGLE_LAYER: lambda _: translate(
            "Start", "No hidden layer: nothing can fade on its way, and even zeros are a good start."),
        Outcome.FADES: lambda one: translate(
            "Start", "Signals fade layer by layer: the spread of a goes {spreads}.").format(spreads=_spreads(one)),
        Outcome.GROWS: lambda one: translate(
            "Start", "Signals explode layer by layer: the spread of a goes {spreads}.").format(spreads=_spreads(one)),
        Outcome.KEEPS: lambda one: translate(
            "Start", "Signals come through: the spread of a goes {spreads}.").format(spreads=_spreads(one)),
    }
    sentences = [texts[row.outcome](row)]
    dead, possible = row.dead
    if dead and row.outcome is not Outcome.ALIKE:
        sentences.append(translate("Start", "Dead, off for every sample: {dead} of {count} neurons.").format(
            dead=count(dead), count=count(possible)))
    return " ".join(sentences)


def _alike(row: StartRow) -> str:
    if len(row.alike) == len(row.spreads) - 2:
        return translate("Start", "All neurons of a layer are alike: they get the same δ and stay alike.")
    return translate("Start", "All neurons of layer {layers} are alike: they get the same δ and stay alike.").format(
        layers=", ".join(str(layer) for layer in row.alike))


def _saturated(row: StartRow) -> str:
    text = translate("Start", "Saturated: σ′ ≈ 0 for {share} of the hidden activations, and δ is multiplied by it.") \
        if len(row.spreads) > 2 else \
        translate("Start", "Saturated: σ′ ≈ 0 for {share} of the outputs, and δ is multiplied by it.")
    return text.format(share=percent(row.saturated, 0))


def _spreads(row: StartRow) -> str:
    """From the input to the last hidden layer (the output where there is none)."""
    spreads: Sequence[float] = row.spreads[:max(len(row.spreads) - 1, 2)]
    texts = [number(spread, _DIGITS) for spread in spreads]
    if len(texts) > _MOST_SPREADS:
        texts = [*texts[:_MOST_SPREADS - 2], "…", texts[-1]]
    return " → ".join(texts)
