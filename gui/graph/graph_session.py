"""The graph in view and everything that can be done to it; every change can be undone."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from gui.graph.graph_player import GraphPlayer
from gui.labour import Activity
from gui.undo import DEPTH
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Explained
from simulator.graph.descending import GraphDescent
from simulator.graph.evaluation import GraphNumbers, evaluate
from simulator.graph.examples import EXAMPLES, GraphExample
from simulator.graph.graph import Graph
from simulator.graph.stops import GraphStride
from simulator.graph.text import read_graph

FIRST_EXAMPLE = "neuron_quadratic"
_SLICE = 0.008
"""Seconds of updates between two events."""
FIRST_VALUE = 0.5
"""What a variable begins with that nobody has given a value."""


@dataclass(frozen=True, eq=False)
class Kept:
    """All that a session stands for at an instant, to be taken back."""

    memento: _Memento
    stride: GraphStride
    done: tuple[_Memento, ...]
    undone: tuple[_Memento, ...]


@dataclass(frozen=True, eq=False)
class _Memento:
    """What was in view before a change."""

    numbers: GraphNumbers
    values: Mapping[str, float]
    position: int
    chosen: int | None
    names: tuple[str, ...]
    learning_rate: float
    costs: tuple[float, ...]
    title: str
    by_hand: bool


class GraphSession(GraphPlayer):
    """The state of the Graph workspace.

    Attributes
    ----------
    values
        Of the variables, by name.
    chosen
        Number of the node that is looked at, or None.
    descending, learning_rate
        Which variables gradient descent changes, and η.
    costs
        L at the start of the descent and after every update; empty where none was made.
    title
        Where the graph comes from: the key of an example, words for a derivative of the network, or "" for one's own.
    by_hand
        Whether somebody has changed the values since they came from outside.
    beginning
        What was in view at the very beginning.

    Signals
    -------
    graph_changed
        Another graph; its numbers are other ones, too.
    numbers_changed
        The same graph at other values.
    chosen_changed
        Another node is looked at.
    descent_changed
        An update was made, or other variables are to be changed.
    stopped(object)
        Why no further update can be made: an `Explained`; the last good values stay.
    undo_changed
        What can be undone.
    """

    graph_changed = Signal()
    numbers_changed = Signal()
    chosen_changed = Signal()
    descent_changed = Signal()
    stopped = Signal(object)
    undo_changed = Signal()

    def __init__(self, example: GraphExample | None = None, parent: QObject | None = None) -> None:
        example = example or next((one for one in EXAMPLES if one.name == FIRST_EXAMPLE), EXAMPLES[0])
        self.values: dict[str, float] = dict(example.values)
        super().__init__(evaluate(read_graph(example.text), self.values), parent)
        self.chosen: int | None = None
        self.descending: tuple[str, ...] = tuple(example.descending)
        self.learning_rate = float(example.learning_rate)
        self.costs: tuple[float, ...] = ()
        self.title = example.name
        self.by_hand = False
        self._done: list[_Memento] = []
        self._undone: list[_Memento] = []
        self._in_gesture = False
        self._updates_left = 0
        self._is_first_slice = False
        self._updates = QTimer(self)
        self._updates.setInterval(0)
        self._updates.timeout.connect(self._update_once)
        self.beginning = self.keep()

    @property
    def activity(self) -> Activity:
        """What goes on."""
        return Activity.TRAINING if self._updates.isActive() else super().activity

    @property
    def is_settled(self) -> bool:
        """Whether nothing goes on."""
        return self.activity is Activity.IDLE

    def close(self) -> None:
        """Ends everything that goes on."""
        self.pause()

    def pause(self) -> None:
        """Stops playing and updating; a slider that is still held has made its change."""
        super().pause()
        self._in_gesture = False
        self._stop_updates()

    def toggle_play(self) -> None:
        """Pauses whatever goes on, or plays on from here."""
        if self._updates.isActive():
            self.pause()
        else:
            super().toggle_play()

    # changes

    def set_text(self, text: str) -> None:
        """Another expression; variables that had a value keep it.

        Raises
        ------
        ExpressionError
            If it can't be read, or is not defined at the values: with the place. The graph in view stays.
        """
        graph = read_graph(text)
        values = {name: self.values.get(name, FIRST_VALUE) for name in graph.names}
        self._show(graph, values, tuple(name for name in self.descending if name in values), self.learning_rate, "")

    def open_example(self, example: GraphExample) -> None:
        """One of the ready expressions."""
        self._show(read_graph(example.text), dict(example.values), tuple(example.descending),
                   float(example.learning_rate), example.name)

    def show_graph(self, graph: Graph, given: Mapping[str, float], title: str) -> None:
        """A graph that comes from elsewhere, such as a derivative of the network.

        Raises
        ------
        ExpressionError
            If it is not defined at these values.
        """
        self._show(graph, dict(given), (), self.learning_rate, title)

    def set_value(self, name: str, value: float, *, continues: bool = False) -> None:
        """Another value of a variable.

        Parameters
        ----------
        continues
            Whether a slider is still held: all that it does is undone at once.

        Raises
        ------
        ExpressionError
            If the graph is not defined there; the former value stays.
        """
        if value != self.values[name]:
            self._stop_updates()
            numbers = evaluate(self.graph, {**self.values, name: value})
            self._remember(continues=continues)
            self.by_hand = True
            self._take_values({**self.values, name: value}, numbers)
            self._forget_costs()
        else:
            self._in_gesture = self._in_gesture and continues

    def set_values(self, values: Mapping[str, float]) -> None:
        """Other values from outside, such as those of the network's present sample; not for the undo list.

        Raises
        ------
        ExpressionError
            If the graph is not defined there.
        """
        numbers = evaluate(self.graph, values)
        self._stop_updates()
        self.by_hand = False
        self._take_values(dict(values), numbers)
        self._forget_costs()

    def choose(self, node: int | None) -> None:
        """Looks at a node."""
        if node != self.chosen:
            self.chosen = node
            self.chosen_changed.emit()

    def set_descending(self, names: tuple[str, ...]) -> None:
        """Which variables gradient descent changes."""
        if names != self.descending:
            self._stop_updates()
            self._remember()
            self.descending = names
            self.descent_changed.emit()

    def set_learning_rate(self, rate: float) -> None:
        """Another η.

        Raises
        ------
        Explained
            If it isn't positive.
        """
        rate = LEARNING_RATE.check(rate)
        if rate != self.learning_rate:
            self._stop_updates()
            self._remember()
            self.learning_rate = rate
            self.descent_changed.emit()

    def update(self, count: int = 1) -> None:
        """Makes so many updates of the chosen variables, a few at a time; all of them are undone at once."""
        if self.descending and count > 0:
            self.pause()
            self._is_first_slice = True
            self._updates_left = count
            self._updates.start()
            self.activity_changed.emit()

    # undo

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether an undone change can be made again."""
        return bool(self._undone)

    def undo(self) -> None:
        """Takes the last change back."""
        if self._done:
            self.pause()
            self._undone.append(self._memento())
            self._restore(self._done.pop())

    def redo(self) -> None:
        """Makes it again."""
        if self._undone:
            self.pause()
            self._done.append(self._memento())
            self._restore(self._undone.pop())

    # lectures

    def take_up(self, numbers: GraphNumbers, values: Mapping[str, float], position: int, chosen: int | None,
                names: tuple[str, ...], learning_rate: float, costs: tuple[float, ...], title: str,
                stride: GraphStride) -> None:
        """Brings a graph into view as it stands, without a way back: so a lecture sets its scene."""
        memento = _Memento(numbers, dict(values), position, chosen, names, learning_rate, costs, title, by_hand=False)
        self.take_back(Kept(memento, stride, (), ()))

    def keep(self) -> Kept:
        """What is in view now, with all that can be undone, for `take_back`."""
        return Kept(self._memento(), self.granularity, tuple(self._done), tuple(self._undone))

    def take_back(self, kept: Kept) -> None:
        """Brings back what was in view."""
        self.pause()
        self.set_granularity(kept.stride)
        self._done, self._undone = list(kept.done), list(kept.undone)
        self._restore(kept.memento)

    # how it is done

    def _show(self, graph: Graph, values: dict[str, float], descending: tuple[str, ...], learning_rate: float,
              title: str) -> None:
        numbers = evaluate(graph, values)
        self.pause()
        self._remember()
        self.numbers, self.values = numbers, values
        self.descending, self.learning_rate, self.title = descending, learning_rate, title
        self.position, self.chosen, self.costs, self.by_hand = 0, None, (), False
        self._tell_all(self.graph_changed)

    def _take_values(self, values: dict[str, float], numbers: GraphNumbers) -> None:
        self.values, self.numbers = values, numbers
        self.numbers_changed.emit()

    def _stop_updates(self) -> None:
        if self._updates.isActive():
            self._updates.stop()
            self.activity_changed.emit()

    def _forget_costs(self) -> None:
        if self.costs:
            self.costs = ()
            self.descent_changed.emit()

    def _update_once(self) -> None:
        """One slice: as many updates as there is time for, unless the graph is not defined any more on the way."""
        until = time.perf_counter() + _SLICE
        costs = list(self.costs or (float(self.numbers.values[self.graph.output]),))
        values, numbers, end = dict(self.values), self.numbers, None
        while self._updates_left > 0 and end is None and (numbers is self.numbers or time.perf_counter() < until):
            descent = GraphDescent(self.graph, values, self.descending, self.learning_rate)
            try:
                further = dict(descent.next_values(numbers))
                numbers = evaluate(self.graph, further)
            except Explained as error:
                end = error
                break
            values = further
            costs.append(float(numbers.values[self.graph.output]))
            self._updates_left -= 1
        if numbers is not self.numbers:
            if self._is_first_slice:  # where not a single update can be made there is nothing to undo
                self._remember()
                self._is_first_slice = False
            self.costs, self.by_hand = tuple(costs), True
            self._take_values(values, numbers)
            self.descent_changed.emit()
        if end is not None or self._updates_left <= 0:
            self.pause()
        if end is not None:
            self.stopped.emit(end)

    def _memento(self) -> _Memento:
        return _Memento(self.numbers, dict(self.values), self.position, self.chosen, self.descending,
                        self.learning_rate, self.costs, self.title, self.by_hand)

    def _remember(self, *, continues: bool = False) -> None:
        if not self._in_gesture:
            self._done = [*self._done, self._memento()][-DEPTH:]
            self._undone.clear()
            self.undo_changed.emit()
        self._in_gesture = continues

    def _restore(self, memento: _Memento) -> None:
        is_other = memento.numbers.graph is not self.graph
        self.numbers, self.values = memento.numbers, dict(memento.values)
        self.position, self.chosen, self.costs = memento.position, memento.chosen, memento.costs
        self.descending, self.learning_rate, self.title = memento.names, memento.learning_rate, memento.title
        self.by_hand = memento.by_hand
        self._tell_all(self.graph_changed if is_other else self.numbers_changed)

    def _tell_all(self, changed: SignalInstance) -> None:
        changed.emit()
        self.moved.emit()
        self.chosen_changed.emit()
        self.descent_changed.emit()
        self.undo_changed.emit()
