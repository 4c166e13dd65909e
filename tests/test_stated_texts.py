"""Every number that a text of the window states: of entries it is worked out from the entry, elsewhere it is known.

The lectures have their own tests. Here are titles and descriptions of presets, surfaces, graphs and all that an entry
is called, page texts, tooltips, errors and help, in both languages, as they stand among the translations.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from inspect import signature
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from gui.run.hand import PER_NOTCH
from simulator.activations import activation_named
from simulator.comparison import Pair
from simulator.datasets.data_set import DataSet
from simulator.datasets.drawing import BOX_SIZE
from simulator.datasets.mnist import IMAGE_SHAPE
from simulator.descent.race import TOO_LARGE
from simulator.descent.stops import BEGINNING, Part, Stride, following
from simulator.evaluation import Evaluation, evaluate
from simulator.experiment import preset, preset_about, preset_title, presets
from simulator.graph.examples import example_named
from simulator.graph.graph import GraphNumbers
from simulator.graph.graph import evaluate as evaluated
from simulator.graph.stops import GraphStride
from simulator.graph.text import read_graph
from simulator.initializers import INITIALIZERS
from simulator.landscape.critical_points import CriticalPoint, PointKind, find_critical_points
from simulator.landscape.landscape import labelled
from simulator.propagation import outputs
from simulator.steps import Granularity, Phase
from simulator.surfaces.catalogue import surface_named
from simulator.timeline import Timeline
from simulator.training import Trainer
from tests.prove.statements import numbers_in

ROOT = Path(__file__).resolve().parents[1]
ENTRIES = ("Experiments", "Names")
"""Contexts of what entries are called and say of themselves."""


# what the entries are


@cache
def data_of(name: str) -> DataSet:
    return preset(name).open_data()


@cache
def timeline_of(name: str, steps: int) -> Timeline:
    """A preset's run that has come so far."""
    timeline = Timeline(Trainer(preset(name), data_of(name)))
    for _ in range(steps):
        timeline.advance()
    return timeline


@cache
def after(name: str, steps: int) -> Evaluation:
    """How a preset does after so many steps."""
    timeline = timeline_of(name, steps)
    return evaluate(timeline.trainer.network, timeline.trainer.data, timeline.end)


def has_begun_on_a_plateau(name: str) -> bool:
    """Whether all outputs and the slope are nearly 0 at the start."""
    trainer, data = timeline_of(name, 0).trainer, data_of(name)
    theta, rows = trainer.initial_state().theta, np.arange(data.train.count)
    is_small = np.abs(outputs(trainer.network, theta, data.train.inputs(rows))).max() < 0.01
    return bool(is_small and np.linalg.norm(trainer.gradient(theta, rows)) < 0.001)


def weights(name: str, count: int) -> list[object]:
    return [f"{value:g}" for value in preset(name).initial_theta[:count]]


def neurons(name: str) -> list[int]:
    return [layer.neurons for layer in preset(name).layers]


def nands(name: str, *triple: float) -> int:
    """How many neurons of a circuit are NANDs, with all of their inputs joined to one signal too."""
    experiment = preset(name)
    sizes = (data_of(name).train.raw.shape[1], *neurons(name))
    theta, found, place = experiment.initial_theta, 0, 0
    for below, here in pairwise(sizes):
        rows = np.array(theta[place:place + below * here]).reshape(here, below)
        biases = np.array(theta[place + below * here:place + below * here + here])
        place += (below + 1) * here
        found += int(((rows.sum(axis=1) == -4.0) & (biases == 3.0)).sum())
    return found


@cache
def points_of(name: str) -> tuple[CriticalPoint, ...]:
    return find_critical_points(surface_named(name).surface)


def minima(name: str) -> int:
    return sum(point.kind is PointKind.MINIMUM for point in points_of(name))


def graph(name: str) -> GraphNumbers:
    example = example_named(name)
    return evaluated(read_graph(example.text), example.values)


def used(name: str, variable: str) -> int:
    """How often a variable stands in a graph's text."""
    return len(re.findall(rf"\b{re.escape(variable)}\b", example_named(name).text))


def steps_on(name: str, rate: float, reach: float) -> int:
    """Steps of gradient descent until it is so near the lowest minimum."""
    entry, place = surface_named(name), points_of(name)[0]
    a, b = (np.array([value]) for value in entry.start)
    for step in range(100_000):
        if np.hypot(a - place.a, b - place.b)[0] < reach:
            return step
        gradient = entry.surface.gradients(a, b)
        a, b = a - rate * gradient[:, 0], b - rate * gradient[:, 1]
    return 100_000


def slope_bound(name: str) -> float:
    z = np.linspace(-9.0, 9.0, 3601)
    activation = activation_named(name)
    return float(activation.derivative(z, activation.value(z)).max())


def steps_to_the_cliff() -> int:
    """Steps, in tens, before the cost has fallen by a twentieth; within thirty more it has fallen to a tenth."""
    timeline = timeline_of("not_plateau", 0)
    costs = []
    while len(costs) < 1100:
        costs.append(evaluate(timeline.trainer.network, timeline.trainer.data, timeline.end).train_cost)
        timeline.advance()
    edge = int(np.flatnonzero(np.array(costs) < 0.95 * costs[0])[0])
    return edge // 10 * 10 if costs[edge + 30] < 0.1 * costs[0] else 0


def hills_and_hollows() -> list[object]:
    """Of what the samples of a preset lie on, on a grid."""
    points = np.linspace(-1.0, 1.0, 21)
    x1, x2 = (one.ravel() for one in np.meshgrid(points, points))
    raw, values = data_of("regression_hills").train.raw, data_of("regression_hills").train.values
    assert values is not None
    nearest = np.hypot(raw[:, :1] - x1, raw[:, 1:] - x2).argmin(axis=0)
    signs = np.sign(np.where(np.abs(values[nearest, 0]) > 0.3, values[nearest, 0], 0.0)).reshape(21, 21)
    return [int(labelled(signs == sign).max()) + 1 for sign in (1.0, -1.0)]


Derived = Callable[[], list[object]]
MEASURED = ROOT / "tests"
"""Below it are the tests of what takes longer to see."""
FACTS: dict[str, Derived | Path] = {
    # presets
    "150 ReLU neurons": lambda: neurons("mnist_98")[:1],
    "98 % of the test digits": MEASURED / "benchmarks/test_learning_bench.py",
    "Digits, 98 %": MEASURED / "benchmarks/test_learning_bench.py",
    "30 sigmoid neurons": lambda: neurons("mnist")[:1],
    "about 95 % after two epochs": MEASURED / "benchmarks/test_learning_bench.py",
    "the weights 2, 2 and the bias −3": lambda: weights("and_by_hand", 3),
    "the weights −2, −2 and the bias 3": lambda: weights("nand_by_hand", 3),
    "the weight −2 and the bias 1": lambda: weights("not_by_hand", 2),
    "both inputs are.": lambda: [data_of("and_by_hand").train.raw.shape[1]],
    "All weights begin at 0": lambda: [int(np.abs(Trainer(
        preset("zeros_symmetry"), data_of("zeros_symmetry")).initial_state().theta).max())],
    "All weights start at zero": MEASURED / "simulator/test_presets_of_failure.py",
    "four of them do no more than one": lambda: neurons("zeros_symmetry")[:1],
    "they are 0 for every sample": MEASURED / "simulator/test_presets_of_failure.py",
    "Bump from two sigmoids": lambda: neurons("curve_bump")[:1],
    "Two sigmoids, one up and one down": lambda: neurons("curve_bump")[:1],
    "A 2-3-2 network": lambda: [data_of("four_equations").train.raw.shape[1], *neurons("four_equations")],
    "A second NAND": lambda: [f"#{nands('and_two_nands')}"],
    "on both inputs, −2 − 2 = −4": lambda: [2, -2, 2, -4] if preset(
        "and_two_nands").initial_theta[3:4] == (-4.0,) else [],
    "AND from two NANDs": lambda: [nands("and_two_nands")],
    "OR from three NANDs": lambda: [nands("or_three_nands")],
    "Two NANDs as NOT": lambda: neurons("or_three_nands")[:1],
    "the third is on unless both": lambda: [f"#{nands('or_three_nands')}", 2],
    "XOR from four NANDs": lambda: [nands("xor_four_nands")],
    "build XOR: four of them": lambda: [nands("xor_four_nands")],
    "comparison of two": lambda: [len(signature(Pair).parameters)],
    "two binary digits": lambda: [data_of("half_adder_nands").train.raw.shape[1]],
    "Half adder": lambda: ["1/2"],
    "Four classes": lambda: neurons("four_classes")[-1:],
    "with four outputs": lambda: neurons("four_classes")[-1:],
    "add up to 1 everywhere": lambda: [1],
    "Three classes": lambda: neurons("three_classes")[-1:],
    "with three outputs": lambda: neurons("three_classes")[-1:],
    "Four equations, by hand": lambda: [sum(one.name.startswith("BP") for one in Phase)],
    "With four hidden neurons it is learned": lambda: neurons("xor")[:1] if after(
        "xor", 200).train_accuracy == 1.0 else [],
    "the plane 0.2 x₁ − 0.1 x₂ + 0.1": lambda: [f"{abs(value):.1f}" for value in np.linalg.lstsq(
        np.column_stack((data_of("regression_plane").train.raw, np.ones(data_of("regression_plane").train.count))),
        data_of("regression_plane").train.values, rcond=None)[0].ravel()],
    "the corner (1, 1)": lambda: [int(value) for value in data_of("and_gate").train.raw[
        data_of("and_gate").train.labels == 1][0]],
    "Online learning, m = 1": lambda: [preset("online_learning").batch_size],
    "990 steps on a plateau": lambda: [steps_to_the_cliff()],
    "Seed 11": lambda: [preset("xor_minimum_good").seed],
    "from seed 3": lambda: [preset("xor_minimum_bad").seed],
    "Seed 3: both ReLUs": lambda: [preset("xor_minimum_bad").seed, neurons("xor_minimum_bad")[0]],
    "C = 1/12": lambda: [f"1/{round(1.0 / after('xor_minimum_bad', 1000).train_cost)}"],
    "ends at C = 0": lambda: [round(1e6 * after("xor_minimum_good", 1000).train_cost)],
    "Six hidden layers of 8": lambda: [len(neurons("spiral_six_layers")) - 1, *{*neurons("spiral_six_layers")[:-1]}],
    "Spiral, six layers": lambda: [len(neurons("spiral_six_layers")) - 1],
    "every δ is 0": MEASURED / "simulator/test_presets_of_failure.py",
    "N(0, 1), η = 3": lambda: [0, 1, f"{preset('nielsen_quadratic').learning_rate:g}"],
    "four S-shaped pieces": lambda: neurons("curve_sine")[:1],
    "Two Gaussians": lambda: [len({*data_of("two_gaussians").train.labels.tolist()})],
    "Two half circles": lambda: [len({*data_of("moons").train.labels.tolist()}), "1/2"],
    "Two hidden layers of 12": lambda: [len(neurons("spiral")) - 1, *{*neurons("spiral")[:-1]}],
    "in about a hundred epochs": MEASURED / "simulator/test_presets.py",
    "Two hidden perceptrons draw two lines": lambda: neurons("xor_two_lines")[:1] * 2,
    "Two hills and two hollows": hills_and_hollows,
    "all outputs and ‖∇C‖ are near 0": lambda: [0] if has_begun_on_a_plateau("xor_plateau") else [],
    "4000 steps hardly lower the cost": lambda: [4000] if after("xor_plateau", 4000).train_cost > 0.97 * after(
        "xor_plateau", 0).train_cost else [],
    "four and two hidden neurons": lambda: neurons("xor_points")[:2],
    "XOR from two lines": lambda: neurons("xor_two_lines")[:1],
    "σ′ is nearly 0 everywhere": MEASURED / "simulator/test_presets_of_failure.py",
    # surfaces
    "every learning rate below 2": lambda: [round(2.0 / points_of("bowl")[0].curvatures[1])],
    "Twenty times as curved": lambda: [round(np.divide(*points_of("ravine")[0].curvatures[::-1]))],
    "one of the two minima": lambda: [minima("saddle")],
    "Two valleys": lambda: [minima("two_valleys")],
    "its minimum at (1, 1)": lambda: [round(points_of("rosenbrock")[0].a), round(points_of("rosenbrock")[0].b)],
    "only after thousands of steps": lambda: [] if 2_000 < steps_on(
        "rosenbrock", surface_named("rosenbrock").usual_rate, 0.1) < 90_000 else ["not so"],
    "Four minima of the same cost 0": lambda: [minima("himmelblau"), round(1e9 * max(
        point.cost for point in points_of("himmelblau") if point.kind is PointKind.MINIMUM))],
    "near every pair of whole numbers": lambda: [2] if all(np.hypot(
        point.a - round(point.a), point.b - round(point.b)) < 0.02 for point in points_of("rastrigin")
        if point.kind is PointKind.MINIMUM) else [],
    "Two minima lie opposite each other": lambda: [minima("line_tanh")],
    "both neurons have the same w and b. Two minima": lambda: [2, minima("tied_chain")],
    "second, true local minimum": lambda: [f"#{minima('two_minima')}"],
    "Which of the two descent finds": lambda: [minima("two_minima")],
    "Sigmoid neuron: two minima": lambda: [minima("two_minima")],
    "σ′(z) is almost 0": lambda: [0],
    "1-1-1 network v·relu(u·x + 1)": lambda: [*surface_sizes("line_relu"), 1],
    "1-1-1 network v·tanh": lambda: [*surface_sizes("line_tanh")],
    "The same, 1-1-1 with tied weights": lambda: [*surface_sizes("tied_chain")],
    # graphs
    "Product of three": lambda: [len(example_named("product").values)],
    "Chain of three": lambda: [example_named("chain").text.count("=")],
    "the three local ones": lambda: [example_named("chain").text.count("=")],
    "Network 2–2–1": lambda: [2, 2, 1] if used("network", "x1") == 2 else [],
    "all nine weights and biases": lambda: [sum(name[0] in "wvb" for name in example_named("network").values)],
    "Softmax of two": lambda: [sum(name.startswith("z") for name in example_named("softmax").values)],
    "leads to both outputs": lambda: [sum(name.startswith("z") for name in example_named("softmax").values)],
    "at most ¼, so that the derivative shrinks at each of the six": lambda: [
        f"1/{round(1.0 / slope_bound('sigmoid'))}", example_named("vanishing").text.count("sigmoid")],
    "used three times": lambda: [used("shared", "x")],
    "One weight, two samples": lambda: [used("samples", "w")],
    "by both samples": lambda: [used("samples", "w")],
    "along two paths, through the error": lambda: [used("weight_decay", "w")],
    "back along the second pulls it towards 0": lambda: ["#2", 0],
    "Maximum of three": lambda: [len(example_named("max").text.partition("max(")[2].partition(")")[0].split(","))],
    "the others get 0": lambda: sorted({f"{value:g}" for value in graph("max").derivatives[:3]})[:1],
    "the slope of ReLU is 0": lambda: [f"{slope_at('relu', -1.0):g}"],
    "reaches L along two paths; their": lambda: [used("ratio", "r") - 1],
    # names
    "N(0, 1)": lambda: [0, 1], "N(0, 1/√n)": lambda: [0, 1], "N(0, σ)": lambda: [0],
    "Zeros": lambda: [0] if any(one.name == "zeros" for one in INITIALIZERS) else [],
    "second direction": lambda: ["#2"],
}
"""Pieces of what entries say, and what is so."""


def surface_sizes(name: str) -> tuple[int, ...]:
    return surface_named(name).network.sizes  # type: ignore[attr-defined, no-any-return]


def slope_at(name: str, z: float) -> float:
    activation, at = activation_named(name), np.array([z])
    return float(activation.derivative(at, activation.value(at))[0])


# other texts: what their numbers are

_COUNTED = ("step|update|number|problem|weight|error|epoch|more error|global minimum|local minimum|saddle point|"
            "maximum")
"""What has a text of its own for 1, beside that for {count}."""
_BEFORE = "is|are|was|all|gets?|of|by|than|above|below|to|from|gradient|has|up to|not|between|runs from"
"""Before a zero or a one as mathematics has them."""
KNOWN = (
    r"by 1 and −1|runs from 0 to 1|1 for k=j and 0 otherwise",
    rf"(^|\b(?:after|Make|in|=) )1 (?={_COUNTED})",
    rf"(?:[=≤≥><≈] ?|\b(?:{_BEFORE}) (?:nearly |almost )?)[−-]?[01]\b(?![.,]?\d)(?! to \d| or)",
    r"\b0 or 1\b|\b1 or 0\b|\b0 times infinity\b|0 are the inputs|0 has no negative",
    r"\bcounted from 1\b|\b1 to (?=\{|M\b)|\b0 to (?=\{)|between 0 % and|at 0 %|label 0 only|; 0 means",
    r"\b([Tt]wo|[Bb]oth|[Ss]econd|[Tt]wice|pair)\b",  # a pair that stands beside the word
    r"(?:three single|three) quotes|double quotes|double-click|UTF-8|\w+\[\d(?:,\d)?\]",  # names
    r"(?:such as|write it like|try|such as accuracy ==|cost <|For example[^.]*|as a list) [−-]?[\[\d.e −to-]+",
    r"even zeros|the \{.*?\} of the plane is zero|three dimensions|^[12] · |assumption 2|1× is normal|0\.1 b\^2",
    r"1 for a bias \(BP3\)|\[0\.9, …\]|3e-4|0\.05",
)


def tails(context: str) -> list[str]:
    """What the tooltips of the strides of a bar end with."""
    return [found[1] for text in texts(context) for found in [re.search(r"\((\d)\)$", text)] if found]


OTHERS: dict[str, Derived] = {
    "fitted into 20×20": lambda: [BOX_SIZE, BOX_SIZE],
    "of 28×28": lambda: [*IMAGE_SHAPE],
    "16-bit integers": lambda: [8 * np.dtype(np.int16).itemsize],
    "32-bit integers": lambda: [8 * np.dtype(np.int32).itemsize],
    "32-bit floats": lambda: [8 * np.dtype(np.float32).itemsize],
    "64-bit floats": lambda: [8 * np.dtype(np.float64).itemsize],
    "the range 0 to 255": lambda: [0, np.iinfo(np.uint8).max],
    "divided by 255": lambda: [np.iinfo(np.uint8).max],
    "have three: count, rows, columns": lambda: [1 + len(IMAGE_SHAPE)],
    "digits run from 0 to 9": lambda: [0, neurons("mnist")[-1] - 1],
    "images with 00 00 08 03": lambda: ["00", "00", "08", f"0{1 + len(IMAGE_SHAPE)}"],
    "points have 1 or 2 coordinates": lambda: [1, 2],
    "has more than five": lambda: [5],
    "at least 3 different points": lambda: [3],
    "1 output always gives 1, whatever the weights are; use at least 2": lambda: [
        1, round(float(activation_named("softmax").value(np.array([[-3.7]]))[0, 0])), 2],
    "at most {most} million in all": lambda: [1_000_000],
    "must have 2 to 9 choices": lambda: [2, 9],
    "never by more than ¼": lambda: [f"1/{round(1.0 / slope_bound('sigmoid'))}"],
    "never by more than 1": lambda: [round(slope_bound("tanh"))],
    "0.1 more, 0.1 less": lambda: [PER_NOTCH, PER_NOTCH],
    "beyond 10¹⁵⁰": lambda: [10] if TOO_LARGE == 1e150 else [],
    "the four equations of backpropagation": lambda: [sum(one.name.startswith("BP") for one in Phase)],
    "Three views of learning: Network": lambda: [3],
    "in three parts: the gradient, the direction that the optimizer makes of it, the move": lambda: [len(Part)],
    "three ways to all derivatives take: backpropagation, each derivative by itself, and nudging": lambda: [3],
    "10 steps": lambda: [following(BEGINNING, Stride.TEN_STEPS).steps_made],
    "go ten steps (3)": lambda: [following(BEGINNING, Stride.TEN_STEPS).steps_made, 3],
    **{f"({number})": (lambda number=number: [number]) for number in range(1, 6)},  # type: ignore[misc]
}
_IDIOMS = (
    ("check: {output} is not defined on both sides of {node}, so that nothing can be said",
     "both sides", "양쪽 모두"),
    ("no copies for a crash can be kept in {folder}",
     "can be kept", "둘 수"),
    ("columns {first} and {second} are both called {name}",
     "both", ""),
    ("has the dimensions {shape}, but grey images have three: count, rows, columns",
     "three", "셋입니다"),
    ("a picture is written as .png or .svg, got {file}; choose one of these endings",
     "one of these", "둘 중"),
    (("the share for testing lies between 0 % and {most} %, got {given} %; at 0 % the training samples serve "
     "for both"),
     "for both", ""),
    ("the size of layer {layer} must be at most {largest}; try 100",
     "at most", "둘 수"),
    ("weights are exported as {endings}, got {file}; give it one of these endings",
     "one of these", "둘 중"),
    ("write all keys either in the braces or below a header, not both",
     "not both", "한 곳에만"),
    (("{activation} mixes all neurons of a layer and belongs to the output, but layer {layer} is hidden; choose "
     "another activation there"),
     "belongs to", "둘 수"),
    ("{file} has {width} × {height} pixels, at most {most} million in all can be shown; make it smaller",
     "million", "백만"),
    ("{term}: a number below 0 has no powers but whole ones; change the values that lead there",
     "below 0", "음수"),
    ("{term}: a number below 0 has no square root; change the values that lead there",
     "below 0", "음수"),
    ("Half adder from NANDs",
     "Half adder", "반가산기"),
    ("Half adder",
     "Half adder", "반가산기"),
    ("The classes overlap: one line is the best there is, and some points stay on its wrong side.",
     "The classes", "두 클래스"),
    ("Two half circles that reach into each other are divided by a bent line.",
     "half circles", "반원"),
    ("Two sigmoids, one up and one down, make a bump: with enough of them any curve can be built.",
     "Two sigmoids, one up and one down", "올라가는 시그모이드와 내려가는 시그모이드"),
    ("the gradient is their product.",
     "their", "둘의"),
    (("The weight reaches L along two paths, through the error and through its own square; what comes back "
     "along the second pulls it towards 0."),
     "two paths", "길"),
    (("Change weights by hand (W): drag an edge or a neuron up or down, turn the wheel over it, or double-click "
     "it to type a value"),
     "double-click", "더블클릭"),
    (("{name} has been stuck in the <b>saddle point</b> at {place} {since}: it has no slope, though C falls to "
     "both sides. A small push would set it free."),
     "no slope, though C falls to both sides", "기울기는 0"),
    (("{name} has been standing on the <b>maximum</b> at {place} {since}: it has no slope, and so no way down "
     "is seen. A small push would set it free."),
     "no slope", "기울기가 0"),
    (("The network has only these two parameters: this is the whole of its cost, and its minima are the "
     "network's."),
     "these two", "이 둘뿐"),
    (("Several parts take turns here, because the window has no room for all of them at once: choose the one to "
     "be seen. In a larger window they stand beside one another."),
     "no room", "둘 자리가 없어서"),
)
OTHERWISE = {english: (en, ko) for english, en, ko in _IDIOMS}
"""Texts that state their numbers by an idiom in one of the languages: words of both that say the same."""


# the texts


@cache
def messages() -> tuple[tuple[str, str, str], ...]:
    """Context, English and Korean of every text."""
    tree = ET.parse(ROOT / "assets" / "translations" / "deltaflow_ko.ts")
    found = []
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found.append((context.findtext("name", ""), message.findtext("source", ""),
                          "".join(translation.itertext())))
    return tuple(found)


def texts(*contexts: str) -> list[str]:
    return [source for context, source, _ in messages() if context in contexts]


def plain(text: str) -> str:
    """A text without marks, places for values, "one" and "first"."""
    text = re.sub(r"<[^>]*>", " ", text)
    return re.sub(r"\b([Oo]ne|[Ff]irst|[Oo]nce|[Ss]ingle)\b", "…", text)


def left_of(text: str, pieces: Iterator[str]) -> str:
    """A text without the pieces of it that are known, the longest first."""
    for piece in sorted(pieces, key=len, reverse=True):
        text = text.replace(piece, " … ")
    return text


def stated(text: str, language: str = "en") -> list[str]:
    return list(numbers_in(re.sub(r"\{[^}]*\}", "…", plain(text)), language))


def test_every_number_that_an_entry_states_is_worked_out() -> None:
    unknown = [f"{context}: {text}" for context in ENTRIES for text in texts(context)
               if stated(left_of(text, iter(FACTS)))]
    assert not unknown, "say in FACTS what is so:\n" + "\n".join(unknown)


def test_every_number_that_another_text_states_is_known() -> None:
    unknown = []
    for context, text, _ in messages():
        rest = left_of(re.sub(r"<[^>]*>", " ", text), iter(OTHERS))
        for pattern in KNOWN:
            rest = re.sub(pattern, " … ", rest)
        if context not in ENTRIES and stated(rest):
            unknown.append(f"{context}: {stated(rest)} of {text}")
    assert not unknown, "say in OTHERS what is so:\n" + "\n".join(unknown)


@pytest.mark.parametrize("piece", OTHERS)
def test_what_another_text_states_is_so(piece: str) -> None:
    elsewhere = {context for context, _, _ in messages()} - {*ENTRIES}
    assert any(piece in text for text in texts(*elsewhere)), "no text says so any more"
    assert stated(piece) == [str(value) for value in OTHERS[piece]()]


@pytest.mark.parametrize(("context", "strides"), [
    ("TransportBar", Granularity), ("DescentBar", Stride), ("GraphBar", GraphStride)])
def test_the_keys_that_tooltips_name_are_those_of_the_strides(context: str, strides: type[Enum]) -> None:
    assert sorted({*tails(context)}) == [str(number) for number in range(1, len(strides) + 1)]


def test_both_languages_state_the_same_numbers() -> None:
    unknown = []
    for _, english, korean in messages():
        en, ko = OTHERWISE.get(english, ("", ""))
        assert en in english
        assert ko in korean, english
        first, second = ({*stated(text.replace(words, " … ") if words else text, language)} - {"1", "#1"}
                         for text, words, language in ((english, en, "en"), (korean, ko, "ko")))
        if first != second:
            unknown.append(f"{sorted(first ^ second)}: {english} | {korean}")
    assert not unknown, "mend the translation, or name the idiom in OTHERWISE:\n" + "\n".join(unknown)


@pytest.mark.parametrize("piece", FACTS)
def test_what_an_entry_states_is_so(piece: str) -> None:
    assert any(piece in text for text in texts(*ENTRIES)), "no entry says so any more"
    source = FACTS[piece]
    if isinstance(source, Path):
        (name,) = {name for name in presets() for said in (preset_title(name), preset_about(name)) if piece in said}
        assert f'preset("{name}")' in source.read_text(encoding="utf-8"), "nothing measures it any more"
    else:
        assert stated(piece) == [str(value) for value in source()]
