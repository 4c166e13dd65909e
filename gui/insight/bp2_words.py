"""What is said below the matrices of BP2 about the cell that is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.equations.notation import Number, Tone, neuron_symbol, row, weight_symbol
from gui.insight.bp2_values import Bp2Values
from gui.insight.lettering import Lettering, Words
from gui.number_text import count

translate = QCoreApplication.translate
_MOST_SUMMANDS = 3


class Bp2Words:
    """Writes about an edge, a row or a column of the matrices."""

    def __init__(self, lettering: Lettering) -> None:
        self._lettering = lettering

    def hint(self) -> Words:
        """While nothing is pointed at."""
        return self._lettering.words(translate(
            "Bp2Page", "Every cell of the first matrix is an edge: click it, and it is selected on the stage."))

    def about(self, values: Bp2Values, neuron: int | None, behind: int | None) -> tuple[Words, ...]:
        """Lines about neuron k of layer l, neuron j of layer l+1, or the edge between them: the longer form first."""
        if neuron is not None and behind is not None:
            return self._edge(values, neuron, behind)
        if neuron is not None:
            return self._result(values, neuron)
        return self._error(values, behind or 0)

    def _edge(self, values: Bp2Values, neuron: int, behind: int) -> tuple[Words, ...]:
        layer = values.layer
        weight = Number(float(values.weights[neuron, behind]), Tone.SIGNAL)
        left = row(weight_symbol(layer + 1, behind, neuron), "·", neuron_symbol("δ", layer + 1, behind))
        if behind >= values.known_errors:
            told = self._lettering.words(
                translate("Bp2Page", "{weight} = {value}; {error} is not known yet"),
                weight=row(weight_symbol(layer + 1, behind, neuron)), value=row(weight),
                error=row(neuron_symbol("δ", layer + 1, behind)))
            return (told,)
        short = self._lettering.words(
            "{left} = {factors} = {product}", left=left,
            factors=row(weight, "·", Number(float(values.errors[behind]), Tone.ERROR)),
            product=row(Number(float(values.products[neuron, behind]), Tone.ERROR)))
        where = self._lettering.words(
            translate("Bp2Page", "comes back along the edge between neuron {source} of layer {layer} and neuron "
                                 "{target} of layer {next}"),
            source=count(neuron + 1), layer=count(layer), target=count(behind + 1), next=count(layer + 1))
        return (*short, *where), short

    def _result(self, values: Bp2Values, neuron: int) -> tuple[Words, ...]:
        layer, columns = values.layer, values.shape[1]
        left = row(neuron_symbol("δ", layer, neuron))
        slope = row("σ′", "(", neuron_symbol("z", layer, neuron), ")")
        if neuron >= values.known_results:
            told = self._lettering.words(translate("Bp2Page", "{left} is not known yet: it comes with BP2 of layer "
                                                              "{layer}"), left=left, layer=count(layer))
            return (told,)
        factors = row(Number(float(values.sums[neuron]), Tone.ERROR), "·",
                      Number(float(values.slopes[neuron]), Tone.SIGNAL))
        result = row(Number(float(values.results[neuron]), Tone.ERROR))
        short = self._lettering.words("{left} = {factors} = {result}", left=left, factors=factors, result=result)
        shown = range(columns if columns <= _MOST_SUMMANDS else 2)
        total = " + ".join([*(f"{{w{behind}}} {{d{behind}}}" for behind in shown),
                            *(["…"] if columns > _MOST_SUMMANDS else [])])
        template = f"{{left}} = ({total}) · {{slope}}" if columns > 1 else f"{{left}} = {total} · {{slope}}"
        symbols = {f"w{behind}": row(weight_symbol(layer + 1, behind, neuron)) for behind in shown} | \
            {f"d{behind}": row(neuron_symbol("δ", layer + 1, behind)) for behind in shown}
        whole = self._lettering.words(template + " = {factors} = {result}", left=left, slope=slope, factors=factors,
                                      result=result, **symbols)
        return whole, short

    def _error(self, values: Bp2Values, behind: int) -> tuple[Words, ...]:
        left = row(neuron_symbol("δ", values.layer + 1, behind))
        if behind >= values.known_errors:
            return (self._lettering.words(translate("Bp2Page", "{left} is not known yet"), left=left),)
        short = self._lettering.words("{left} = {value}", left=left,
                                      value=row(Number(float(values.errors[behind]), Tone.ERROR)))
        where = self._lettering.words(translate("Bp2Page", "goes back to every neuron of layer {layer}, over its own "
                                                           "column of weights"), layer=count(values.layer))
        return (*short, *where), short
