"""The LaTeX of every phase, in one place; activations, costs, optimizers and regularisations bring their own."""

from __future__ import annotations

from collections.abc import Iterator

from gui.equations.notation import Formula, Rank
from simulator.activations import Activation
from simulator.costs import Cost, is_matched
from simulator.experiment import Experiment
from simulator.network import Network
from simulator.optimizers import optimizer_named
from simulator.regularisation import Regularisation, regularisation_named

INPUT = (Formula(r"a^0_k = x_k"), Formula(r"a^0 = x", Rank.EXTRA))

WEIGHTED_INPUT = (
    Formula(r"z^l_j = \sum_k w^l_{jk} \, a^{l-1}_k + b^l_j"),
    Formula(r"z^l = W^l a^{l-1} + b^l", Rank.EXTRA),
)

BP2 = Formula(r"\delta^l_j = \sigma'(z^l_j) \, \sum_k w^{l+1}_{kj} \, \delta^{l+1}_k")
BP2_MATRIX = Formula(r"\delta^l = (W^{l+1})^{\top} \delta^{l+1} \, \odot \, \sigma'(z^l)", Rank.EXTRA)

BP3 = (Formula(r"\frac{\partial C_x}{\partial b^l_j} = \delta^l_j"),)
BP4 = (
    Formula(r"\frac{\partial C_x}{\partial w^l_{jk}} = a^{l-1}_k \, \delta^l_j"),
    Formula(r"\frac{\partial C_x}{\partial W^l} = \delta^l \, (a^{l-1})^{\top}", Rank.EXTRA),
)

PERCEPTRON_RULE = (
    Formula(r"w^L_{jk} \leftarrow w^L_{jk} + \eta \, (y_j - a^L_j) \, a^{L-1}_k", Rank.EXTRA),
    Formula(r"b^L_j \leftarrow b^L_j + \eta \, (y_j - a^L_j)", Rank.EXTRA),
)

_ACTIVATION = Formula(r"a^l_j = \sigma(z^l_j)")
_MEAN_COST = Formula(r"C = \frac{1}{m} \sum_x C_x", Rank.EXTRA)
_BP1 = Formula(r"\delta^L_j = \frac{\partial C_x}{\partial a^L_j} \, \sigma'(z^L_j)")
_BP1_VECTOR = Formula(r"\delta^L = \nabla_{a} C_x \, \odot \, \sigma'(z^L)", Rank.EXTRA)
_BP1_JACOBIAN = Formula(
    r"\delta^L_j = \sum_k \frac{\partial C_x}{\partial a^L_k} \, \frac{\partial a^L_k}{\partial z^L_j}")
_BP1_FROM_Z = Formula(r"\delta^L_j = \frac{\partial C_x}{\partial z^L_j}")
_BP1_SHORT = Formula(r"\delta^L_j = a^L_j - y_j", Rank.SECOND)


def activation(used: Activation) -> tuple[Formula, ...]:
    """Of a layer with this activation."""
    if not used.elementwise:
        return (Formula(used.formula),)
    return _ACTIVATION, Formula(used.formula)


def cost(used: Cost) -> tuple[Formula, ...]:
    """Of the cost of one sample."""
    return Formula(used.formula), _MEAN_COST


def bp1(used: Cost, output: Activation) -> tuple[Formula, ...]:
    """The error of the output; behind the general form the short one, where the factors cancel."""
    short = (_BP1_SHORT,) if is_matched(used, output) else ()
    if used.reads_z:
        return _BP1_FROM_Z, *short
    gradient = Formula(used.gradient_formula, Rank.EXTRA)
    if not output.elementwise:
        return _BP1_JACOBIAN, Formula(output.derivative_formula, Rank.SECOND), *short, gradient
    return _BP1, *short, gradient, Formula(output.derivative_formula, Rank.EXTRA), _BP1_VECTOR


def bp2(used: Activation) -> tuple[Formula, ...]:
    """The error of a hidden layer with this activation."""
    return BP2, Formula(used.derivative_formula, Rank.EXTRA), BP2_MATRIX


def active_regularisation(experiment: Experiment) -> Regularisation | None:
    """The regularisation that changes the gradient, or None."""
    kind = regularisation_named(experiment.regularisation)
    return kind if kind.strength is not None and experiment.regularisation_strength > 0 else None


def cost_letter(regularisation: Regularisation | None) -> str:
    """What the mean cost of the samples is called: C₀ where a regularisation adds something to it."""
    return "C" if regularisation is None else "C_0"


def mean_gradient(regularisation: Regularisation | None) -> tuple[Formula, ...]:
    """The gradient of the mean cost of the batch, from BP3 and BP4."""
    mean = rf"\partial {cost_letter(regularisation)}"
    return (
        Formula(rf"\frac{{{mean}}}{{\partial w^l_{{jk}}}} = \frac{{1}}{{m}} \sum_x a^{{l-1}}_k \, \delta^l_j"),
        Formula(rf"\frac{{{mean}}}{{\partial b^l_j}} = \frac{{1}}{{m}} \sum_x \delta^l_j", Rank.EXTRA),
    )


def update(rule: tuple[str, ...], regularisation: Regularisation | None) -> tuple[Formula, ...]:
    """The optimizer's assignments; before them what the regularisation makes of g."""
    formulas = (*(Formula(latex, Rank.SECOND) for latex in rule[:-1]), Formula(rule[-1]))
    if regularisation is None:
        return (*formulas, Formula(r"g = \frac{\partial C}{\partial \theta}", Rank.EXTRA))
    return Formula(f"g = {regularisation.gradient_formula}", Rank.SECOND), *formulas


def all_formulas(network: Network, experiment: Experiment) -> Iterator[str]:
    """Everything that a run can show, in the order in which it comes."""
    regularisation = active_regularisation(experiment)
    output = network.activations[-1]
    groups = (
        INPUT, WEIGHTED_INPUT, *(activation(used) for used in network.activations), cost(network.cost),
        bp1(network.cost, output), *(bp2(used) for used in network.activations[:-1]), BP3, BP4,
        mean_gradient(regularisation),
        update(optimizer_named(experiment.optimizer).formulas, regularisation),
        PERCEPTRON_RULE if network.cost.reads_z else (),
    )
    yield from dict.fromkeys(formula.latex for group in groups for formula in group)
