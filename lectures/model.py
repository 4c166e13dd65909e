"""What a lecture is made of. All of it is plain values that were checked when the file was read."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from lectures.pages import page_names
from lectures.texts import NO_TEXT, Text
from simulator.errors import Explained, Phrase, name_list
from simulator.expressions import OPERATIONS, Expression, parse
from simulator.expressions.parser import TokenKind, tokens_of
from simulator.network import Network
from simulator.steps import Phase

_COMPARISON = re.compile(r"(==|>=|<=|>|<)")
_CONSTANTS = frozenset({"pi", "π", "e"})
_FUNCTIONS = frozenset(spelling for one in OPERATIONS for spelling in one.spellings)
_EQUAL = 1e-9
"""Numbers that differ by less than this count as equal."""


@dataclass(frozen=True)
class Quantity:
    """An expression of numbers that a scene has.

    Attributes
    ----------
    expression
        Its `names` are those of readings.
    """

    expression: Expression

    @property
    def names(self) -> tuple[str, ...]:
        """The readings that it needs."""
        return self.expression.names

    def value(self, readings: Mapping[str, float]) -> float:
        """Its value.

        Raises
        ------
        KeyError
            If there is no such reading in the scene.
        """
        numbers = {name: np.array(readings[name], dtype=np.float64) for name in self.names}
        return float(self.expression.values(**numbers))


@dataclass(frozen=True)
class Condition:
    """Two quantities compared."""

    text: str
    left: Quantity
    comparison: str
    right: Quantity

    def is_met(self, readings: Mapping[str, float]) -> bool:
        """Whether it holds; nothing holds of what is not a number.

        Raises
        ------
        KeyError
            If the scene has no such reading.
        """
        left, right = self.left.value(readings), self.right.value(readings)
        if math.isnan(left) or math.isnan(right):
            return False
        return {"==": abs(left - right) < _EQUAL, ">=": left >= right - _EQUAL, "<=": left <= right + _EQUAL,
                ">": left > right, "<": left < right}[self.comparison]


def quantity_of(text: str) -> Quantity:
    """Reads an expression of readings, such as 100·accuracy or a1_2·(1 − a1_2).

    Raises
    ------
    ExpressionError
        If it is none.
    """
    names = dict.fromkeys(token.text for token in tokens_of(text) if token.kind is TokenKind.NAME
                          and token.text not in _FUNCTIONS | _CONSTANTS)
    return Quantity(parse(text, tuple(names)))


def condition_of(text: str) -> Condition:
    """Reads a comparison of two expressions.

    Raises
    ------
    Explained
        If it is none.
    """
    parts = _COMPARISON.split(text)
    if len(parts) != 3:
        raise Explained(Phrase('"{text}" is no condition; compare two quantities with ==, >=, <=, > or <, as in '
                               "{example}", text=text, example="accuracy >= 0.95"))
    return Condition(text.strip(), quantity_of(parts[0]), parts[1], quantity_of(parts[2]))


# What a lecture can name on the stage: a neuron, a weight, a bias, a layer, a part of the window, a region

PHASES: Mapping[str, Phase] = MappingProxyType({
    "input": Phase.INPUT, "z": Phase.WEIGHTED_INPUT, "a": Phase.ACTIVATION, "cost": Phase.COST, "bp1": Phase.BP1,
    "bp2": Phase.BP2, "bp3": Phase.BP3, "bp4": Phase.BP4, "mean": Phase.MEAN_GRADIENT, "update": Phase.UPDATE,
})
"""How a file calls them."""

_TARGET = re.compile(r"(?:x\[(?P<input>\d+)\]|a(?P<layer>\d+)\[(?P<neuron>\d+)\]"
                     r"|b(?P<bias_layer>\d+)\[(?P<bias>\d+)\]"
                     r"|w(?P<weight_layer>\d+)\[(?P<to>\d+),\s*(?P<source>\d+)\])")
_PARTS = ("stage", "sample", "setup", "equations", "charts", "transport", "training", "left", "right", "below", "map",
          "surface", "step", "graph", "chain", "output", "weights")


@dataclass(frozen=True, order=True)
class Target:
    """A neuron, a weight or a bias of a network; counted from 0 here, from 1 in files and on the screen.

    Attributes
    ----------
    kind
        "neuron", "weight" or "bias".
    layer
        0 for an input.
    source
        Of a weight; −1 otherwise.
    """

    kind: str
    layer: int
    neuron: int
    source: int = -1

    def __str__(self) -> str:
        if self.kind == "weight":
            return f"w{self.layer}[{self.neuron + 1},{self.source + 1}]"
        if self.layer == 0:
            return f"x[{self.neuron + 1}]"
        return f"{'b' if self.kind == 'bias' else 'a'}{self.layer}[{self.neuron + 1}]"

    def exists_in(self, sizes: tuple[int, ...]) -> bool:
        """Whether a network of these sizes has it."""
        if not (0 <= self.layer < len(sizes) and 0 <= self.neuron < sizes[self.layer]):
            return False
        return self.kind != "weight" or (self.layer > 0 and 0 <= self.source < sizes[self.layer - 1])

    def index(self, network: Network) -> int:
        """Its place in θ; only weights and biases have one."""
        if self.kind == "weight":
            return network.weight_index(self.layer, self.neuron, self.source)
        return network.bias_index(self.layer, self.neuron)


def target_of(text: str) -> Target:
    """Reads x[1], a1[2], w1[2,1] or b1[2].

    Raises
    ------
    Explained
        If it is none of these.
    """
    match = _TARGET.fullmatch(text.strip())
    found = {name: int(value) for name, value in match.groupdict().items() if value} if match else {}
    if not found or 0 in (value for name, value in found.items() if name != "layer") or found.get("layer") == 0:
        raise Explained(Phrase('"{text}" names nothing in a network; write {examples}, counted from 1', text=text,
                               examples="x[1], a1[2], w1[2,1], b1[2]"))
    if "input" in found:
        return Target("neuron", 0, found["input"] - 1)
    if "neuron" in found:
        return Target("neuron", found["layer"], found["neuron"] - 1)
    if "bias" in found:
        return Target("bias", found["bias_layer"], found["bias"] - 1)
    return Target("weight", found["weight_layer"], found["to"] - 1, found["source"] - 1)


@dataclass(frozen=True)
class Mark:
    """What lights up.

    Attributes
    ----------
    kind
        "target", "layer", "part", "node", "edge" (of a graph) or "region".
    target, layer
        Of the network.
    name
        Of a part of the window, one of `part_names`; of a graph's node; or of two nodes, for the edge between them.
    region
        Of a surface: (a₀, b₀, a₁, b₁).
    """

    kind: str
    target: Target | None = None
    layer: int = 0
    name: str = ""
    region: tuple[float, float, float, float] | None = None


def part_names() -> tuple[str, ...]:
    """Parts of the window that can light up; a page below the stage does under its own name."""
    return tuple(dict.fromkeys((*_PARTS, *page_names())))


def mark_of(text: str) -> Mark:
    """Reads "a1[2]", "w1[2,1]", "layer 1", "part equations", "node z", "edge w z" or "region 0 0 1 1".

    Raises
    ------
    Explained
        If it is none of these.
    """
    word, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if word == "layer" and rest.isdecimal():
        return Mark("layer", layer=int(rest))
    if word == "part" and rest in part_names():
        return Mark("part", name=rest)
    if word == "node" and rest:
        return Mark("node", name=rest)
    if word == "edge" and len(rest.split()) == 2:
        return Mark("edge", name=rest)
    if word == "region":
        region = _numbers(rest)
        if len(region) == 4:
            return Mark("region", region=(region[0], region[1], region[2], region[3]))
    if word in ("layer", "part", "node", "edge", "region"):
        raise Explained(Phrase('"{text}" can\'t light up; write {examples} (parts: {parts})', text=text,
                               examples="layer 1, part equations, node z, edge w z, region 0 0 1 1",
                               parts=name_list(part_names())))
    return Mark("target", target=target_of(text))


def _numbers(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(word) for word in text.split())
    except ValueError:
        return ()


# What a lecture is made of. All of it is plain values that were checked when the file was read

NETWORK, DESCENT, GRAPH = "network", "descent", "graph"
EDGES = ("auto", "weights", "signal", "gradient", "learning")
"""What the edges on the stage can show."""
SHOWN = MappingProxyType({
    NETWORK: ("sample", "setup", "equations", "charts", "output", "weights", "transport", "training"),
    DESCENT: ("left", "right", "transport"),
    GRAPH: ("left", "right", "below", "transport"),
})
"""What can be in view besides the stage, by workspace; everything else is hidden while a lecture goes on.

"charts" is all of the column at the right of the network; "output" and "weights" are one card of it alone.
"""



MOST_STEPS = 1_000_000
"""That a change can ask for."""


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Sample:
    """Which sample goes through the network, without being learned.

    Attributes
    ----------
    part
        "train" or "test", where `number` counts from 1; "own" for given numbers; "drawn" for strokes; "none" for
        the step of the run.
    number
        Of a sample of the data.
    inputs, target
        Of one's own.
    strokes, label
        Lines of points (x, y) in pixels of the picture, from its upper left corner, and the class that they mean.
    """

    part: str
    number: int = 0
    inputs: tuple[float, ...] = ()
    target: tuple[float, ...] = ()
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()
    label: int = 0


@dataclass(frozen=True)
class Instant:
    """An instant of a pass through the network; everything is counted from 1, as on the screen.

    Attributes
    ----------
    phase
        A key of `lectures.model.PHASES`.
    layer
        0 for the only one that the phase has.
    neuron
        0 for all of the layer.
    sample
        Of the batch; 0 for the one in view.
    """

    phase: str
    layer: int = 0
    neuron: int = 0
    sample: int = 0


@dataclass(frozen=True)
class GraphPlace:
    """A stop of a graph: "start", "forward" and "end" of all, or where a node's "value" or "derivative" is known."""

    kind: str
    node: str = ""


@dataclass(frozen=True)
class Change:
    """How a scene becomes another one, in this order; what isn't named stays.

    Attributes
    ----------
    workspace, show, page, edges, hand
        What is in view; `hand`: whether weights can be changed on the stage.
    experiment, settings, weights
        A new run of a preset, with other settings, from given weights (numbers, or the name of a file beside the
        lecture).
    parameters
        Weights and biases that are set by hand, by target.
    steps, epochs, until, at_most
        Training goes on until so many steps, epochs are made in all, or until a condition is met at the end of a
        quarter of an epoch, at most so many epochs in all. In Descent: the steps that are made.
    sample, at
        Which sample is followed, and the instant.
    surface, expression, window, optimizers, starts, batch_size, seed, compare, logarithmic, basins, part, runner
        Of the Descent workspace; `optimizers`: (name, η or None, numbers) of all that move; `compare`: (kind, value
        or None) of a remedy, ("", None) for none; `part` of the step in view; `runner`: (lane, number) that is looked
        at, from 1.
    graph, text, values, derivative, descend, learning_rate, updates, place, node
        Of the Graph workspace; `derivative`: of the network in view by this weight, bias or neuron; `updates` are
        made in addition.
    granularity, next
        How far one press goes (a value of the workspace's strides), and so many presses of Next.
    select
        What is chosen on the stage; None leaves it, () chooses nothing.
    seconds
        How long it takes to be shown, where it is an action; None for the usual time.
    """

    workspace: str | None = None
    show: tuple[str, ...] | None = None
    page: str | None = None
    edges: str | None = None
    hand: bool | None = None
    experiment: str | None = None
    settings: Mapping[str, Any] = field(default_factory=_nothing)
    weights: tuple[float, ...] | str | None = None
    parameters: Mapping[Target, float] = field(default_factory=_nothing)
    steps: int | None = None
    epochs: float | None = None
    until: Condition | None = None
    at_most: float | None = None
    sample: Sample | None = None
    at: Instant | None = None
    surface: str | None = None
    expression: str | None = None
    window: tuple[tuple[float, float], tuple[float, float]] | None = None
    optimizers: tuple[tuple[str, float | None, tuple[float, ...]], ...] | None = None
    starts: tuple[tuple[float, float], ...] | None = None
    batch_size: int | None = None
    seed: int | None = None
    compare: tuple[str, Any] | None = None
    logarithmic: bool | None = None
    basins: bool | None = None
    part: str | None = None
    runner: tuple[int, int] | None = None
    graph: str | None = None
    text: str | None = None
    values: Mapping[str, float] = field(default_factory=_nothing)
    derivative: Target | None = None
    descend: tuple[str, ...] | None = None
    learning_rate: float | None = None
    updates: int | None = None
    place: GraphPlace | None = None
    node: str | None = None
    granularity: str | None = None
    next: int | None = None
    select: Target | tuple[()] | None = None
    seconds: float | None = None

    @property
    def trains(self) -> bool:
        """Whether steps are made by it."""
        return (self.steps, self.epochs, self.until) != (None, None, None)


NO_CHANGE = Change()


@dataclass(frozen=True)
class Question:
    """Something to predict before it is shown.

    Attributes
    ----------
    choices, answer
        What can be chosen, and the number of the right one from 0.
    then
        What is said once somebody has chosen.
    actions, highlight
        What is shown then.
    """

    text: Text
    choices: tuple[Text, ...]
    answer: int
    then: Text = NO_TEXT
    actions: tuple[Change, ...] = ()
    highlight: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Task:
    """Something to try.

    Attributes
    ----------
    controls
        What comes into view for it: members of `SHOWN`, and "hand".
    goals
        Met when all of them are.
    done
        What is said then.
    """

    text: Text
    controls: tuple[str, ...]
    goals: tuple[Condition, ...]
    done: Text = NO_TEXT


@dataclass(frozen=True)
class Beat:
    """One thing that is said and shown.

    Attributes
    ----------
    scene
        Set at once when the beat begins.
    actions
        Shown moving, one after the other.
    numbers
        What numbers written in the text come from: an expression of `lectures.readings` by what is written.
    plain
        Numbers in the text that come from nowhere in the scene, such as a year.
    line
        Of the file.
    """

    title: Text
    text: Text
    notes: Text = NO_TEXT
    scene: Change = NO_CHANGE
    actions: tuple[Change, ...] = ()
    highlight: tuple[Mark, ...] = ()
    question: Question | None = None
    task: Task | None = None
    numbers: Mapping[str, str] = field(default_factory=_nothing)
    plain: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Lecture:
    """A lecture.

    Attributes
    ----------
    name
        That of its file without the ending.
    folder
        Where the files lie that it names.
    is_own
        Whether it is the person's own; it may have the name of one that comes with the program.
    """

    name: str
    title: Text
    summary: Text
    beats: tuple[Beat, ...]
    folder: str = ""
    is_own: bool = False

    @property
    def key(self) -> str:
        """Tells it from all others: see `key_of`."""
        return key_of(self.name, is_own=self.is_own)


def key_of(name: str, *, is_own: bool) -> str:
    """What tells a lecture from all others, of which an own one may have the same name."""
    return f"own/{name}" if is_own else name


@dataclass(frozen=True, order=True)
class Stop:
    """Where a lecture can stand: at a beat, before or after its question is answered."""

    beat: int
    revealed: bool = False


def stops_of(lecture: Lecture) -> tuple[Stop, ...]:
    """All stops in their order; a beat with a question has two."""
    return tuple(Stop(number, revealed) for number, beat in enumerate(lecture.beats)
                 for revealed in ((False, True) if beat.question is not None else (False,)))
