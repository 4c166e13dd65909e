"""Why a line of a derivation follows from the one before: one sentence each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.equations.notation import neuron_symbol, weight_symbol
from gui.insight.lettering import Value
from gui.language import translate_name
from gui.number_text import count
from simulator.costs import is_matched
from simulator.derivations.lines import Line, LineKind, Subject
from simulator.moment import Moment
from simulator.network import Network
from simulator.steps import Phase

translate = QCoreApplication.translate


def reason(line: Line, network: Network) -> str:
    """The sentence, with symbols as placeholders: see `symbols`."""
    if line.phase is Phase.BP1:
        return _bp1(line.kind, network)
    return {Phase.BP2: _bp2, Phase.BP3: _bp3, Phase.BP4: _bp4}[line.phase](line.kind)


def symbols(moment: Moment, line: Line, subject: Subject) -> dict[str, Value]:
    """What the placeholders of a sentence stand for."""
    layer, j = subject.layer, subject.neuron
    return {
        "z": (neuron_symbol("z", layer, j),), "a": (neuron_symbol("a", layer, j),),
        "delta": (neuron_symbol("δ", layer, j),), "b": (neuron_symbol("b", layer, j),),
        "w": (weight_symbol(layer, j, subject.source),), "source": (neuron_symbol("a", layer - 1, subject.source),),
        "next": (neuron_symbol("z", layer + 1, subject.following),),
        "next_w": (weight_symbol(layer + 1, subject.following, j),),
        "cost": translate_name(moment.network.cost.label),
        "rows": count(moment.network.sizes[layer]), "columns": count(moment.network.sizes[layer - 1]),
    }


def only_short() -> str:
    """What stands in the place of numbers that are 0 times infinity."""
    return translate("Why", "This output is rounded to 0 or 1: the factors would be 0 times infinity. "
                                   "Only a − y is exact here.")


def _bp1(kind: LineKind, network: Network) -> str:
    cost, output = network.cost, network.activations[-1]
    if kind is LineKind.SHORT:
        return _short(network)
    if kind is LineKind.MATRIX:
        if cost.reads_z:
            return translate("Why", "All outputs at once.")
        return translate("Why", "All outputs at once; ⊙ multiplies neuron by neuron (Hadamard product).") \
            if output.elementwise else \
            translate("Why", "All outputs at once: instead of the Hadamard product, the whole matrix J of "
                                    "derivatives, transposed.")
    if kind is LineKind.CHAIN and network.sizes[-1] == 1:
        return translate("Why", "Chain rule: a sum over every output on which the cost depends. This network "
                                "has only one, so there is one summand.")
    return {
        LineKind.DEFINITION: translate("Why", "A definition: the error of a neuron is how fast the cost "
                                                     "changes with its weighted input {z}."),
        LineKind.CHAIN: translate("Why", "Chain rule: the cost is a function of all outputs, so the sum runs "
                                                "over every output k."),
        LineKind.CHAIN_OF_OUTPUT: translate("Why", "Chain rule, a sum over every output k. With softmax {z} "
                                                          "is in every output and no ∂a/∂z is 0: the sum does not "
                                                          "collapse. This is BP1 for softmax."),
        LineKind.CHAIN_FROM_Z: translate("Why", "This cost is read from z, not from a alone: it violates "
                                                       "assumption 2. Away from its jump, a is constant; only the "
                                                       "summand k=j contains {z}, all others are 0."),
        LineKind.COLLAPSE: translate("Why", "The sum collapses: {z} reaches the cost only through {a}. For "
                                                   "every other k the derivative is 0."),
        LineKind.SLOPE: translate("Why", "{a} = σ({z}), so its derivative is the slope σ′({z}). This is BP1."),
        LineKind.COST_SLOPE: translate("Why", "The first factor belongs to the cost. That of this network: {cost}."),
        LineKind.MIXING: translate("Why", "The derivative of softmax put in; [k=j] is 1 for k=j and 0 "
                                                 "otherwise."),
        LineKind.COST_IN_SUM: translate("Why", "Cross-entropy has ∂C/∂a = −y/a: the a cancels in every "
                                                      "summand."),
    }[kind]


def _short(network: Network) -> str:
    cost, output = network.cost, network.activations[-1]
    if cost.reads_z:
        return translate("Why", "One summand is left. This takes the place of BP1: there is no ∂C/∂a and no "
                                       "σ′ in it.")
    if is_matched(cost, output) and not output.elementwise:
        return translate("Why", "Multiplied out: the targets add up to 1, so the error is output minus target.")
    return translate("Why", "Cost and activation fit each other: a factor of ∂C/∂a and σ′ cancel, and a − y is left.")


def _bp2(kind: LineKind) -> str:
    return {
        LineKind.DEFINITION: translate("Why", "The error of a hidden neuron is defined in the same way."),
        LineKind.CHAIN: translate("Why", "Chain rule: {z} reaches the cost through every neuron k of the next "
                                                "layer. This sum does not collapse."),
        LineKind.NAMED: translate("Why", "The first factor is the error of the next layer, which is known "
                                                "already: that is why we go backward."),
        LineKind.FORWARD: translate("Why", "For the second factor, look at how {next} was computed: {z} is in "
                                                  "one summand only, that with i=j."),
        LineKind.INNER: translate("Why", "All other summands are constant, their derivative is 0. What is left "
                                                "is {next_w} times the slope σ′({z})."),
        LineKind.SUBSTITUTED: translate("Why", "Put in: each error comes back along the weight on which the "
                                                      "signal went forward."),
        LineKind.FACTORED: translate("Why", "σ′({z}) does not depend on k and goes in front of the sum. This "
                                                   "is BP2."),
        LineKind.MATRIX: translate("Why", "The whole layer at once: the sum over k runs down a column of W, "
                                                 "which is a row of its transpose; ⊙ multiplies neuron by neuron."),
    }[kind]


def _bp3(kind: LineKind) -> str:
    return {
        LineKind.CHAIN: translate("Why", "Chain rule: a sum over the weighted inputs of all neurons i of the "
                                                "layer."),
        LineKind.COLLAPSE: translate("Why", "The sum collapses: only {z} contains {b}. Its first factor is, by "
                                                   "definition, the error {delta}."),
        LineKind.FORWARD: translate("Why", "How {z} was computed: {b} is simply added."),
        LineKind.INNER: translate("Why", "An addition passes every change on as it is: the derivative is 1."),
        LineKind.RESULT: translate("Why", "The derivative by the bias is the error itself. This is BP3."),
        LineKind.MATRIX: translate("Why", "All biases of the layer at once."),
    }[kind]


def _bp4(kind: LineKind) -> str:
    return {
        LineKind.CHAIN: translate("Why", "Chain rule: a sum over the weighted inputs of all neurons i of the "
                                                "layer."),
        LineKind.COLLAPSE: translate("Why", "The sum collapses: only {z} contains {w}. Its first factor is, by "
                                                   "definition, the error {delta}."),
        LineKind.FORWARD: translate("Why", "How {z} was computed: {w} is in one summand only, that with "
                                                  "i=k."),
        LineKind.INNER: translate("Why", "There it is multiplied by {source}; everything else is constant."),
        LineKind.RESULT: translate("Why", "Activation coming in times error going out. This is BP4."),
        LineKind.MATRIX: translate("Why", "All weights of the layer at once: every error times every "
                                                 "activation, a matrix of {rows} rows and {columns} columns."),
    }[kind]
