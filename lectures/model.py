"""What a lecture is made of. All of it is plain values that were checked when the file was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from lectures.conditions import Condition
from lectures.places import Mark, Target
from lectures.texts import NO_TEXT, Text

NETWORK, DESCENT, GRAPH = "network", "descent", "graph"
WORKSPACES = (NETWORK, DESCENT, GRAPH)
PAGES = ("equations", "batch", "activation", "learning", "matrix", "start", "surface", "why", "bp2",
         "numbers")
"""Keys of the pages below the stage."""
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
        A key of `lectures.places.PHASES`.
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
