"""What a document holds, as plain values: made by the window when it saves, and handed to it when it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.arrays import Bytes
from simulator.comparison import Compared
from simulator.descent.remedies import Remedy
from simulator.descent.setup import DescentSetup
from simulator.descent.stops import Place, Stride
from simulator.graph.network_text import Wanted
from simulator.graph.stops import GraphStride
from simulator.network import Network
from simulator.run import Run
from simulator.steps import Granularity
from simulator.training import OwnSample


@dataclass(frozen=True, eq=False)
class Drawing:
    """What lies on the canvas.

    Attributes
    ----------
    ink
        The paper's grey values, shape (height, width).
    stored
        A sample of the data that lies there untouched: its number in the test part, and its pixels, shape
        (rows, columns). None for a drawing.
    label
        Number of the class that it is said to belong to; None where that is unknown.
    is_ready_made
        Whether the person has drawn none of it, so that their first stroke takes its place.
    """

    ink: Bytes
    stored: tuple[int, Bytes] | None
    label: int | None
    is_ready_made: bool = False


@dataclass(frozen=True, eq=False)
class NetworkPart:
    """The Network workspace.

    Attributes
    ----------
    run
        With its timeline and its cursor.
    second
        The run beside it and the setting in which it differs, if two are compared.
    selection
        (layer, neuron, source) of what was chosen: source is None for the neuron itself.
    granularity
        How far Next and Back go.
    own_sample
        A sample of one's own that is ready to be learned or followed.
    drawing
        What lies on the canvas; None where there is none.
    """

    run: Run
    second: tuple[Run, Compared] | None = None
    selection: tuple[int, int, int | None] | None = None
    granularity: Granularity = Granularity.LAYER
    own_sample: OwnSample | None = None
    drawing: Drawing | None = None


@dataclass(frozen=True, eq=False)
class DescentPart:
    """The Descent workspace. Its races are run again by whoever opens the document.

    Attributes
    ----------
    setup, remedy, place, chosen, stride, logarithmic, basins, batch
        As in the window's session: what was chosen, what is compared, where the transport bar stands, (lane, runner)
        that is looked at, how far Next goes, and the overlays.
    """

    setup: DescentSetup
    remedy: Remedy | None
    place: Place
    chosen: tuple[int, int]
    stride: Stride
    logarithmic: bool
    basins: bool
    batch: bool


@dataclass(frozen=True)
class Derivative:
    """A derivative of a network.

    Attributes
    ----------
    network
        The document's own, unless that has got another shape since.
    wanted
        What its cost is differentiated by.
    """

    network: Network
    wanted: Wanted


@dataclass(frozen=True, eq=False)
class GraphPart:
    """The Graph workspace.

    Attributes
    ----------
    text
        The expression.
    derivative
        What it is of a network, if it was made from one; its text follows from that.
    values
        Of the variables, by name.
    position, chosen
        Number of the stop, and of the node that is looked at.
    descending, learning_rate, costs
        What gradient descent changes, η, and L at its start and after every update.
    title
        Where the graph comes from: the key of an example, words, or "" for one's own.
    stride
        How far Next and Back go.
    by_hand
        Whether somebody has changed the values since they came from outside.
    """

    text: str
    derivative: Derivative | None
    values: Mapping[str, float]
    position: int
    chosen: int | None
    descending: tuple[str, ...]
    learning_rate: float
    costs: tuple[float, ...]
    title: str
    stride: GraphStride
    by_hand: bool


@dataclass(frozen=True, eq=False)
class Document:
    """All that one file keeps.

    Attributes
    ----------
    network, descent, graph
        The workspaces; those that nobody has looked at yet may be missing.
    view
        What the window keeps of itself: plain values as JSON has them.
    """

    network: NetworkPart
    descent: DescentPart | None = None
    graph: GraphPart | None = None
    view: Mapping[str, Any] = field(default_factory=dict)
