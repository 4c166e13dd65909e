"""What an entry says of itself that isn't so, in sentences that name it: each statement against a second source.

Kernels are held against the expression and against differences, formulas are worked out from their LaTeX, programs
are run, and words have to be there. The tests ask for every entry that there is, and know none by name.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from simulator import derived
from simulator.activations import Activation
from simulator.arrays import Array
from simulator.costs import Cost
from simulator.datasets.data_set import DataSet
from simulator.datasets.features import Feature
from simulator.declared import Number, OneOf, Row, Text, Whole
from simulator.descent.remedies import RemedyEntry
from simulator.descent.setup import DescentSetup
from simulator.errors import Explained
from simulator.expressions import parse
from simulator.graph.examples import GraphExample
from simulator.graph.graph import evaluate
from simulator.graph.text import read_graph
from simulator.initializers import Initializer
from simulator.optimizers import Optimizer, initial_memory
from simulator.regularisation import Regularisation
from simulator.surfaces.catalogue import SurfaceEntry
from simulator.surfaces.models import Model
from tests.simulator.latex_values import Unreadable, latex_value

Lies = Iterator[str]
_Z = np.array([[-7.3, -2.1, -0.9, -0.2, 0.15, 0.6, 1.4, 3.3, 8.2]])
_FAR = np.concatenate([np.linspace(-30.0, 30.0, 301), [-1e300, -1e4, -800.0, 800.0, 1e4, 1e300]])[np.newaxis]


def lies_of(entry: Any) -> list[str]:
    """Everything about an entry that isn't so; empty for a true one."""
    kinds: tuple[tuple[Any, Callable[[Any], Lies]], ...] = (
        (Activation, _activation), (Cost, _cost), (Optimizer, _optimizer), (Regularisation, _regularisation),
        (Initializer, _initializer), (Feature, _feature), (DataSet, _data_set), (GraphExample, _example),
        (RemedyEntry, _remedy))
    look = next((look for kind, look in kinds if isinstance(entry, kind)), _surface)
    words = [f"{name} is empty" for name in ("label", "about", "symbol")
             if isinstance(getattr(entry, name, "x"), str) and not getattr(entry, name, "x").strip()]
    if "about" not in " ".join(words) and not getattr(entry, "about", "Yes.").endswith("."):
        words.append("about is no sentence")
    with np.errstate(all="ignore"):
        return [f"{type(entry).__name__} {entry.name!r}: {lie}" for lie in (*words, *look(entry))]


def _differs(what: str, found: Array, wanted: Array, rtol: float = 1e-9, atol: float = 1e-12) -> Lies:
    found, wanted = np.broadcast_arrays(np.asarray(found, dtype=float), np.asarray(wanted, dtype=float))
    wrong = ~np.isclose(found, wanted, rtol=rtol, atol=atol, equal_nan=True)
    if wrong.any():
        place = tuple(np.argwhere(wrong)[0])
        yield f"{what}: {found[place]:.6g} instead of {wanted[place]:.6g}"


def _formula(what: str, formula: str, values: Mapping[str, Any], wanted: Array, atol: float = 1e-8) -> Lies:
    try:
        yield from _differs(f"{what} isn't its value", latex_value(formula, values), wanted, 1e-5, atol)
    except Unreadable as error:
        yield f"{what} can't be read at {error}"


def _slope(function: Callable[[Array], Array], at: Array, h: float = 1e-3) -> Array:
    """The five-point formula."""
    one, two = (function(at + step) - function(at - step) for step in (h, 2.0 * h))
    return (8.0 * one - two) / (12.0 * h)


def _activation(one: Activation) -> Lies:
    z = _Z[:, [bool(all(abs(z - kink) > 0.01 for kink in one.kinks)) for z in _Z[0]]]
    a = one.value(z)
    if one.expression:
        true = replace(one, value=derived.DERIVED, derivative=derived.DERIVED, backward=derived.DERIVED)
        yield from _differs("value isn't its expression", a, true.value(z), 1e-10)
    else:
        true = one
    steps = np.eye(z.shape[1])[:, np.newaxis, :]
    # row j: how every a changes with z of neuron j
    jacobian = np.array([_slope(lambda h, step=step: one.value(z + h * step), np.zeros((1, 1)))[0]
                         for step in steps])
    yield from _differs("derivative isn't that of the value", one.derivative(z, a)[0], jacobian.diagonal(), 1e-7,
                        1e-9)
    arriving = np.linspace(-1.5, 2.0, z.shape[1])[np.newaxis]
    yield from _differs("backward isn't the product with the derivative", one.backward(z, a, arriving)[0],
                        jacobian @ arriving[0], 1e-6, 1e-8)
    apart = jacobian - np.diag(jacobian.diagonal())
    if one.elementwise == bool(apart.any()):
        yield f"elementwise is {one.elementwise}, but neurons depend on {'others' if apart.any() else 'themselves'}"
    values = {"z": z, "z_j": z, "z_k": z, "a_j": a, "a_k": a, r"\sigma": one.value}
    yield from _formula("formula", one.formula.partition(" = ")[2], values, a)
    yield from _formula("derivative_formula", one.derivative_formula.partition(" = ")[2], values,
                        one.derivative(z, a))
    yield from _program(one)
    yield from _statements(one)


def _program(one: Activation) -> Lies:
    """What the sources give; functions of PyTorch that NumPy hasn't got are left to test_programs.py."""
    try:
        with warnings.catch_warnings(), np.errstate(all="warn", under="ignore"):
            warnings.simplefilter("error")
            found = eval(one.numpy_source, {"np": np, "z": _FAR})
    except Exception as error:  # noqa: BLE001 - whatever it raises, the source is wrong
        yield f"numpy_source fails: {error}"
        return
    yield from _differs("numpy_source isn't its value", found, one.value(_FAR), 1e-10, 1e-300)
    if "torch.nn" in one.torch_source:
        return
    try:
        as_numpy = _torch_in_numpy(one.torch_source, _Z)
    except Exception as error:  # noqa: BLE001
        yield f"torch_source fails: {error}"
    else:
        yield from _differs("torch_source isn't its value", as_numpy, one.value(_Z), 1e-6)


class _Torch:
    """As much of PyTorch as the sources of activations use, in NumPy; the real one is asked where it is installed."""

    tanh, exp, sin, cos, tan, abs, sqrt, log, where = (
        np.tanh, np.exp, np.sin, np.cos, np.tan, np.abs, np.sqrt, np.log, np.where)
    maximum, minimum, logaddexp, zeros_like = np.maximum, np.minimum, np.logaddexp, np.zeros_like

    @staticmethod
    def sigmoid(z: Array) -> Array:
        return 1.0 / (1.0 + np.exp(-z))

    @staticmethod
    def relu(z: Array) -> Array:
        return np.maximum(z, 0.0)

    @staticmethod
    def as_tensor(value: float, dtype: Any) -> Array:
        return np.asarray(value, dtype=dtype)

    @staticmethod
    def softmax(z: Array, dim: int) -> Array:
        powers = np.exp(z - z.max(axis=dim, keepdims=True))
        return powers / powers.sum(axis=dim, keepdims=True)


def _torch_in_numpy(text: str, z: Array) -> Array:
    text = text.replace("keepdim=", "keepdims=").replace(".to(z.dtype)", ".astype(z.dtype)")
    return np.asarray(eval(text, {"torch": _Torch, "z": z}))


def _statements(one: Activation) -> Lies:
    grid = np.linspace(-60.0, 60.0, 12_001)[np.newaxis]
    if one.elementwise:
        a = one.value(grid)[0]
        low, high = one.output_range
        if a.min() < low - 1e-9 or a.max() > high + 1e-9:
            yield f"output_range is {low:g} to {high:g}, but σ takes {a.min():g} to {a.max():g}"
        slope = np.abs(one.derivative(grid, one.value(grid))[0])
        flat = slope <= 0.05 * slope.max() * (1.0 + 1e-6)
        said = one.saturated(grid)[0]
        if slope.max() and (said & ~flat).any():
            yield f"saturated at z = {grid[0][said & ~flat][0]:g}, but |σ′| is {slope[said & ~flat][0]:g} there"
        outer = (grid[0] < -50.0) | (grid[0] > 50.0)
        if (outer & flat & ~said).any():
            yield f"not saturated at z = {grid[0][outer & flat & ~said][0]:g}, but σ hardly changes there"
    adds_up = np.allclose(one.value(_Z).sum(axis=-1), 1.0)
    if adds_up != one.is_distribution:
        yield f"is_distribution is {one.is_distribution}, but the outputs add up to {one.value(_Z).sum():g}"


def _cost(one: Cost) -> Lies:
    rng = np.random.default_rng(4)
    low, high = max(one.domain[0], -2.0), min(one.domain[1], 2.0)
    a = low + (high - low) * rng.uniform(0.06, 0.94, (6, 3))
    y = np.eye(3)[[0, 1, 2, 1, 0, 2]] if one.needs_one_hot or one.reads_z else rng.uniform(0.1, 0.9, (6, 3))
    if one.value is None or one.gradient is None:
        assert one.matched_value is not None
        z = a + np.sign(a)
        a = (z > 0.0).astype(float)
        yield from _formula("formula", one.formula.partition(" = ")[2], {"a_j": a, "y_j": y, "z_j": z},
                            one.matched_value(z, y)[:, np.newaxis])
        return
    value = one.value(a, y)
    if one.expression:
        true = replace(one, value=derived.DERIVED, gradient=derived.DERIVED)
        assert true.value is not None
        yield from _differs("value isn't its expression", value, true.value(a, y), 1e-10)
    units = np.eye(3)
    slopes = np.stack([_slope(lambda h, unit=unit: one.value(a + h * unit, y), np.zeros((1, 1)), 1e-4)
                       for unit in units], axis=-1)
    yield from _differs("gradient isn't that of the value", one.gradient(a, y), slopes.reshape(6, 3), 1e-4, 1e-7)
    values = {"a_j": a, "y_j": y}
    yield from _formula("formula", one.formula.partition(" = ")[2], values, value[:, np.newaxis])
    yield from _formula("gradient_formula", one.gradient_formula.partition(" = ")[2], values, one.gradient(a, y))


def _optimizer(one: Optimizer) -> Lies:
    rng = np.random.default_rng(6)
    theta, gradient = rng.standard_normal((2, 40))
    memory = tuple(np.abs(rng.standard_normal(40)) for _ in one.memory_symbols)
    true = replace(one, update=derived.DERIVED) if one.rule else one
    for step in (1, 2, 50):
        given = (theta, gradient, memory, step, 0.07, one.defaults)
        new, kept = one.update(*given)
        wanted, remembered = true.update(*given)
        yield from _differs("update isn't its rule", new, wanted, 1e-12)
        for symbol, vector, other in zip(one.memory_symbols, kept, remembered, strict=True):
            yield from _differs(f"update isn't its rule for {symbol}", vector, other, 1e-12)
        terms = one.terms(*given)
        if len({name for name, _ in terms}) < len(terms):
            yield "two terms have one name"
        yield from _differs("terms don't add up to the move", sum(vector for _, vector in terms), new - theta,
                            1e-9, 1e-13)
        yield from _assignments(one, given, new, kept)
    bound = one.stable_curvature(one.defaults)
    if bound is not None:
        for share, holds in ((0.99, True), (1.01, False)):
            if _converges(one, share * bound) != holds:
                yield f"stability: at {share:g} of η λ = {bound:g} it {'diverges' if holds else 'converges'}"
    for number in one.hyperparameters:
        try:
            number.check(number.default)
        except Explained as error:
            yield f"default: {error}"


def _assignments(one: Optimizer, given: tuple[Any, ...], new: Array, kept: tuple[Array, ...]) -> Lies:
    """The rule in LaTeX, one assignment after the other."""
    theta, gradient, memory, step, rate, numbers = given
    known: dict[str, Any] = {r"\theta": theta, "g": gradient, r"\eta": rate, "t": float(step),
                             **dict(zip(one.memory_symbols, memory, strict=True)),
                             **{number.symbol: value for number, value in
                                zip(one.hyperparameters, numbers, strict=True)}}
    try:
        for line in (part for formula in one.formulas for part in formula.split(r", \quad ")):
            name, right = (line.split(r" \leftarrow ") if r"\leftarrow" in line else line.split(" = "))
            known[name] = latex_value(right, known)
    except Unreadable as error:
        yield f"formulas can't be read at {error}"
        return
    for name, vector in (*zip(one.memory_symbols, kept, strict=True), (r"\theta", new)):
        yield from _differs(f"formulas give another {name}", known[name], vector, 1e-9, 1e-13)


def _converges(one: Optimizer, curvature: float) -> bool:
    theta, memory, rate = np.ones(1), initial_memory(one, 1), 2.0**-10
    for step in range(1, 4001):
        theta, memory = one.update(theta, curvature / rate * theta, memory, step, rate, one.defaults)
        if not abs(theta[0]) < 1e9:
            return False
    return bool(abs(theta[0]) < 1.0)


def _regularisation(one: Regularisation) -> Lies:
    w = np.array([-1.7, -0.4, 0.3, 2.2])
    places, strength, count = [slice(0, 4)], 3.0, 20

    def cost(weights: Array) -> float:
        return one.cost(weights, places, strength, count)

    added = np.zeros(4)
    one.add_gradient(added, w, places, strength, count)
    slopes = [(cost(w + 1e-5 * unit) - cost(w - 1e-5 * unit)) / 2e-5 for unit in np.eye(4)]
    yield from _differs("add_gradient isn't the derivative of the cost", added, np.array(slopes), 1e-5, 1e-8)
    if one.expression:
        true = replace(one, cost=derived.DERIVED)
        yield from _differs("cost isn't its expression", np.array(cost(w)),
                            np.array(true.cost(w, places, strength, count)), 1e-12)
    values = {"w": w, r"\lambda": strength, "M": count, "C_0": 0.0, r"\gradient": 0.0}
    yield from _formula("formula", one.formula.partition(" = ")[2], values, np.array(cost(w)))
    yield from _formula("gradient_formula", one.gradient_formula.partition("} = ")[2], values, added)


def _initializer(one: Initializer) -> Lies:
    n_in, n_out, number = 300, 200, 0.37
    rng = np.random.default_rng(5)
    weights = one.weights(rng, n_out, n_in, number)
    biases = np.concatenate([one.biases(rng, n_out, number) for _ in range(100)])
    if weights.shape != (n_out, n_in):
        yield f"weights have the shape {weights.shape}"
        return
    values: dict[str, Any] = {r"n_{\mathrm{in}}": n_in, r"n_{\mathrm{out}}": n_out}
    if one.number is not None:
        values[one.number.symbol] = number
    parts = one.formula.split(r", \quad ")
    for part in parts:
        left, sign, right = part.partition(" = ")
        if sign and left not in ("w", "b", "w, b"):
            values[left] = latex_value(right, values)
    for part in parts:
        left, _, right = part.partition(r" \sim ") if r"\sim" in part else part.partition(" = ")
        for name in set(left.split(", ")) & {"w", "b"}:
            yield from _drawn(name, weights if name == "w" else biases, right, values)


def _drawn(name: str, drawn: Array, right: str, values: Mapping[str, Any]) -> Lies:
    kind = right.partition("(")[0]
    if kind not in (r"\mathcal{N}", r"\mathcal{U}"):
        yield from _differs(f"{name} isn't what the formula says", drawn, latex_value(right, values))
        return
    low, high = (float(latex_value(text, values)) for text in
                 right.removeprefix(kind)[1:-1].replace("{-r}", "-r").split(", "))
    deviation = high if kind == r"\mathcal{N}" else (high - low) / math.sqrt(12.0)
    mean = low if kind == r"\mathcal{N}" else (low + high) / 2.0
    if abs(drawn.std() - deviation) > 0.03 * deviation or abs(drawn.mean() - mean) > 0.05 * deviation:
        yield f"{name} isn't what the formula says: deviation {drawn.std():.4g} instead of {deviation:.4g}"


def _feature(one: Feature) -> Lies:
    points = np.random.default_rng(1).normal(size=(50, 2))[:, :one.dimensions]
    known = {name: getattr(np, name) for name in ("sin", "cos", "tan", "exp", "log", "sqrt", "abs", "tanh")}
    known |= {name: points[:, place] for place, name in enumerate(("x1", "x2")[:one.dimensions])}
    try:
        yield from _differs("value isn't its source", one.value(points), eval(one.source, known), 1e-14)
    except Exception as error:  # noqa: BLE001
        yield f"source fails: {error}"
    if (one.dimensions == 1) != bool(one.line_symbol):
        yield f"line_symbol is {one.line_symbol!r} though it needs {one.dimensions} coordinates"


def _data_set(one: DataSet) -> Lies:
    for part in (one.train, one.test):
        if part.count < 1:
            yield "it has no samples"
            return
    rows = np.arange(min(one.train.count, 400))
    inputs, targets = one.train.inputs(rows), one.targets(one.train, rows)
    if not (np.isfinite(inputs).all() and np.isfinite(targets).all()):
        yield "it holds what is no number"
    if not one.is_regression:
        labels = one.train.labels[rows]
        if not {0, 1} <= set(labels.tolist()) <= set(range(len(one.class_labels))):
            yield f"it has the classes {sorted(set(labels.tolist()))}, and labels for {len(one.class_labels)}"
    if one.domain is not None:
        raw, low, high = one.train.raw[rows], np.array(one.domain.low), np.array(one.domain.high)
        if (raw < low - 1e-12).any() or (raw > high + 1e-12).any():
            yield "points lie outside of the domain that is drawn"
    if one.recipe is not None:
        again = one.made(replace(one.recipe.usual))
        if not np.array_equal(again.train.raw, one.train.raw):
            yield "the same seed makes other samples"


def _surface(one: SurfaceEntry) -> Lies:
    try:
        surface = one.surface
        at = np.array([one.start])
        cost = float(surface.costs(at[:, 0], at[:, 1])[0])
    except Explained as error:
        yield f"its text can't be read: {error}"
        return
    if not surface.window.contains(*one.start) or not math.isfinite(cost):
        yield f"start {one.start} lies outside of the window or has no cost"
        return
    lowest, here = cost, at
    for _ in range(300):
        here = here - one.usual_rate * surface.gradients(here[:, 0], here[:, 1])
        now = float(surface.costs(here[:, 0], here[:, 1])[0])
        lowest = min(lowest, now) if math.isfinite(now) else math.nan
    if not lowest < cost:
        yield f"usual_rate: descent with η = {one.usual_rate:g} gets nowhere from the start"
    if isinstance(one, Model):
        yield from _answers(one)
    a, b = (np.linspace(low, high, 41) for low, high in zip(surface.window.low, surface.window.high, strict=True))
    if one.logarithmic and np.nanmin(surface.costs(a[:, np.newaxis], b)) < -1e-9:
        yield "logarithmic, but it has negative costs"


def _answers(one: Model) -> Lies:
    """What a model answers, by the formula that it shows."""
    x, (first, second) = np.linspace(-3.0, 3.0, 13), one.symbols
    try:
        formula = parse(one.formula, ("x", first, second))
    except Explained as error:
        yield f"formula can't be read: {error}"
        return
    for a, b in ((0.7, -0.4), (-1.3, 0.9)):
        yield from _differs("formula isn't what it answers", one.outputs(a, b, x), formula.values(
            **{"x": x, first: np.full_like(x, a), second: np.full_like(x, b)}))


def _example(one: GraphExample) -> Lies:
    try:
        graph = read_graph(one.text)
    except Explained as error:
        yield f"its text can't be read: {error}"
        return
    if set(graph.names) != set(one.values):
        yield f"values are given for {sorted(one.values)}, and its variables are {sorted(graph.names)}"
        return
    if not set(one.descending) <= set(one.values):
        yield "descending names what is no variable"
        return
    values, before = dict(one.values), math.inf
    for _ in range(101):
        numbers = evaluate(graph, values)
        now = float(numbers.values[graph.output])
        if not now <= before + 1e-12:
            yield f"learning_rate: with η = {one.learning_rate:g} L rises"
            return
        before = now
        for name, node in zip(graph.names, graph.variables, strict=True):
            if name in one.descending:
                values[name] -= one.learning_rate * float(numbers.derivatives[node])


_COMPANIONS = {"surface": {"starts", "learning_rate", "window"}, "optimizer": {"learning_rate", "numbers"}}
"""Settings that another surface or optimizer may bring along."""


def _settings(setup: DescentSetup) -> dict[str, Any]:
    """What a descent of one optimizer is made of."""
    one = next(entrant for entrant in setup.entrants if entrant.runs)
    return {"surface": setup.surface, "expression": setup.expression, "window": setup.window, "starts": setup.starts,
            "batch_size": setup.batch_size, "seed": setup.seed, "optimizer": one.optimizer,
            "learning_rate": one.learning_rate, "numbers": one.numbers}


def _remedy(one: RemedyEntry) -> Lies:
    words = ("field", "comparison", "value_label")
    yield from (f"{name} is empty" for name in words if not getattr(one, name).strip())
    setup = DescentSetup("neuron_quadratic").first_alone
    value = one.first(setup)
    before, after = _settings(setup), _settings(one.change(setup, value))
    changed = {name for name in before if before[name] != after[name]}
    if one.changes not in before:
        yield f"changes names {one.changes!r}, which is no setting of a descent"
        return
    if one.changes not in changed:
        yield f"changes is {one.changes}, but {', '.join(sorted(changed)) or 'nothing'} changes"
    for other in sorted(changed - {one.changes} - _COMPANIONS.get(one.changes, set())):
        yield f"changes is {one.changes}, but {other} changes as well"
    kinds = {Number: float, Text: str, OneOf: str, Whole: int, Row: tuple}
    if not isinstance(value, kinds.get(type(one.kind), object)):
        yield f"kind is {type(one.kind).__name__}, but the first value is {value!r}"
    names = [name for name, _ in one.choices(setup)] if one.choices is not None else [value]
    if value not in names:
        yield f"choices don't hold {value!r}, which is taken at first"
    for name in names:
        if not str(one.title(one.change(setup, name))).strip():
            yield "title is empty"
    try:
        one.check(setup, value)
        one.change(setup, value)
    except Explained as error:
        yield f"check refuses what is taken at first: {error}"
