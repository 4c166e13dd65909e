"""The graph in view and everything that can be done to it; every change can be undone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, SignalInstance

from gui.foundation.language import translate_name
from gui.foundation.number_text import count, field_text
from gui.run.edit_history import EditHistory, History
from gui.run.edit_words import shortened, value_text
from gui.run.edits import Edit, GraphEdit
from gui.run.jobs import Activity
from gui.run.playback import SPEEDS, Playback
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Explained
from simulator.graph.examples import EXAMPLES, GraphExample
from simulator.graph.graph import Graph, GraphNumbers, evaluate
from simulator.graph.state import FIRST_EXAMPLE, FIRST_VALUE, GraphState
from simulator.graph.stops import GraphDescent, GraphStride, Stop, following, preceding, stops_of
from simulator.graph.text import read_graph

# Moving through a graph: forward to the value of L, and backward along the chain rule, one stop at a time.

class GraphPlayer(QObject):
    """A graph with its numbers at one stop: a `Player`.

    Attributes
    ----------
    numbers
        All numbers of the graph at the present values.
    position
        Number of the stop in view.

    Signals
    -------
    moved
        Another stop is in view.
    granularity_changed, speed_changed, activity_changed
        As their names say.
    """

    moved = Signal()
    granularity_changed = Signal(object)
    speed_changed = Signal(float)
    activity_changed = Signal()
    granularities = tuple(GraphStride)

    def __init__(self, numbers: GraphNumbers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.numbers = numbers
        self.position = 0
        self.granularity = GraphStride.NODE
        self.speed = 1.0
        self._playback = Playback(self._play_on, self)
        self._playback.playing_changed.connect(self.activity_changed)

    @property
    def graph(self) -> Graph:
        """The graph in view."""
        return self.numbers.graph

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All of its stops."""
        return stops_of(self.graph)

    @property
    def stop(self) -> Stop:
        """The one in view."""
        return self.stops[self.position]

    @property
    def activity(self) -> Activity:
        """What goes on."""
        return Activity.PLAYING if self._playback.is_playing else Activity.IDLE

    def next(self, granularity: GraphStride | None = None) -> None:
        """One press of Next."""
        self._go(following(self.stops, self.position, granularity or self.granularity))

    def back(self, granularity: GraphStride | None = None) -> None:
        """One press of Back."""
        self._playback.pause()
        self._go(preceding(self.stops, self.position, granularity or self.granularity))

    def first(self) -> None:
        """Before anything is computed."""
        self.go_to(0)

    def last(self) -> None:
        """Where all derivatives are known."""
        self.go_to(len(self.stops) - 1)

    def go_to(self, position: int) -> None:
        """To any stop."""
        self._playback.pause()
        self._go(position)

    def set_granularity(self, granularity: GraphStride) -> None:
        """Chooses how far one press goes."""
        if granularity is not self.granularity:
            self.granularity = granularity
            self.granularity_changed.emit(granularity)

    def set_speed(self, speed: float) -> None:
        """Chooses how fast Play goes; 1 is normal."""
        speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if speed != self.speed:
            self.speed = speed
            self._playback.set_speed(speed)
            self.speed_changed.emit(speed)

    def toggle_play(self) -> None:
        """Pauses, or plays on from here."""
        if self._playback.is_playing:
            self.pause()
        else:
            self._playback.play()

    def pause(self) -> None:
        """Stops playing."""
        self._playback.pause()

    def _go(self, position: int) -> None:
        position = min(max(position, 0), len(self.stops) - 1)
        if position != self.position:
            self.position = position
            self.moved.emit()

    def _play_on(self) -> bool:
        before = self.position
        self.next()
        return self.position not in (before, len(self.stops) - 1)


# Edits of the Graph workspace in words, short enough for a menu.

translate = QCoreApplication.translate


def edit_text(edit: Edit) -> str:
    """What an edit is called in the language of the window."""
    values = edit.values
    if edit.kind is GraphEdit.EXPRESSION:
        return translate("Edits", "expression {text}").format(text=shortened(values["text"]))
    if edit.kind is GraphEdit.EXAMPLE:
        label = next((one.label for one in EXAMPLES if one.name == values["title"]), values["title"])
        return translate("Edits", "example “{name}”").format(name=translate_name(label))
    if edit.kind is GraphEdit.DERIVATIVE:
        return translate("Edits", "derivative {title} of the network").format(title=values["title"])
    if edit.kind is GraphEdit.VALUE:
        return translate("Edits", "{name} = {value}").format(name=values["name"], value=value_text(values["after"]))
    if edit.kind is GraphEdit.LEARNING_RATE:
        return translate("Edits", "learning rate {before} → {after}").format(
            before=field_text(values["before"]), after=field_text(values["after"]))
    if edit.kind is GraphEdit.DESCENDING:
        names = values["names"]
        return translate("Edits", "variables to change: {names}").format(names=", ".join(names)) if names else \
            translate("Edits", "no variable to change")
    return translate("Edits", "one update") if values["count"] == 1 else \
        translate("Edits", "{count} updates").format(count=count(values["count"]))


_SLICE = 0.008
"""Seconds of updates between two events."""


@dataclass(frozen=True, eq=False)
class Kept:
    """All that a session stands for at an instant, to be taken back."""

    state: GraphState
    edits: EditHistory[GraphState]


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
    history
        What can be undone.
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
    """

    graph_changed = Signal()
    numbers_changed = Signal()
    chosen_changed = Signal()
    descent_changed = Signal()
    stopped = Signal(object)

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
        self.history: History[GraphState] = History(lambda: self.state, self._restore, edit_text, self,
                                                    when_free=self._when_still)
        self._updates_left = self._updates_made = 0
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
        self.history.break_gesture()
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
        self._show(graph, values, tuple(name for name in self.descending if name in values), self.learning_rate, "",
                   Edit(GraphEdit.EXPRESSION, {"text": text}))

    def open_example(self, example: GraphExample) -> None:
        """One of the ready expressions."""
        self._show(read_graph(example.text), dict(example.values), tuple(example.descending),
                   float(example.learning_rate), example.name, Edit(GraphEdit.EXAMPLE, {"title": example.name}))

    def show_graph(self, graph: Graph, given: Mapping[str, float], title: str) -> None:
        """A graph that comes from elsewhere, such as a derivative of the network.

        Raises
        ------
        ExpressionError
            If it is not defined at these values.
        """
        self._show(graph, dict(given), (), self.learning_rate, title, Edit(GraphEdit.DERIVATIVE, {"title": title}))

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
            self.history.note(Edit(GraphEdit.VALUE, {"name": name, "before": self.values[name], "after": value}),
                              continues=continues)
            self.by_hand = True
            self._take_values({**self.values, name: value}, numbers)
            self._forget_costs()
        else:
            self.history.end_gesture(continues=continues)

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
            self.history.note(Edit(GraphEdit.DESCENDING, {"names": names}))
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
            self.history.note(Edit(GraphEdit.LEARNING_RATE, {"before": self.learning_rate, "after": rate}))
            self.learning_rate = rate
            self.descent_changed.emit()

    def update(self, count: int = 1) -> None:
        """Makes so many updates of the chosen variables, a few at a time; all of them are undone at once."""
        if self.descending and count > 0:
            self.pause()
            self._is_first_slice = True
            self._updates_left, self._updates_made = count, 0
            self._updates.start()
            self.activity_changed.emit()

    # lectures

    @property
    def state(self) -> GraphState:
        """All that is chosen and seen."""
        return GraphState(self.numbers, dict(self.values), self.position, self.chosen, self.descending,
                          self.learning_rate, self.costs, self.title, self.granularity, self.by_hand)

    def take_up(self, state: GraphState) -> None:
        """Bring a graph into view as it stands, without a way back."""
        self.take_back(Kept(state, EditHistory()))

    def keep(self) -> Kept:
        """What is in view now, with all that can be undone, for `take_back`."""
        return Kept(self.state, self.history.edits.copy())

    def take_back(self, kept: Kept) -> None:
        """Brings back what was in view."""
        self.pause()
        self.set_granularity(kept.state.stride)
        self.history.edits = kept.edits.copy()
        self._restore(kept.state)

    # how it is done

    def _show(self, graph: Graph, values: dict[str, float], descending: tuple[str, ...], learning_rate: float,
              title: str, edit: Edit) -> None:
        numbers = evaluate(graph, values)
        self.pause()
        self.history.note(edit)
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
            self.history.changed.emit()  # all updates are one edit

    def _forget_costs(self) -> None:
        if self.costs:
            self.costs = ()
            self.descent_changed.emit()

    def _update_once(self) -> None:
        """One slice: as many updates as there is time for, unless the graph is not defined any more on the way."""
        until = time.perf_counter() + _SLICE
        costs = list(self.costs or (float(self.numbers.values[self.graph.output]),))
        values, numbers, end, before = dict(self.values), self.numbers, None, self._updates_left
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
            self._updates_made += before - self._updates_left
            edit = Edit(GraphEdit.UPDATES, {"count": self._updates_made})
            if self._is_first_slice:  # where not a single update can be made there is nothing to undo
                self.history.note(edit)
                self._is_first_slice = False
            else:
                self.history.edits.widen(edit)
            self.costs, self.by_hand = tuple(costs), True
            self._take_values(values, numbers)
            self.descent_changed.emit()
        if end is not None or self._updates_left <= 0:
            self.pause()
        if end is not None:
            self.stopped.emit(end)

    def _when_still(self, action: Callable[[], None]) -> None:
        self.pause()
        action()

    def _restore(self, state: GraphState) -> None:
        is_other = state.graph is not self.graph
        self.numbers, self.values = state.numbers, dict(state.values)
        self.position, self.chosen, self.costs = state.position, state.chosen, state.costs
        self.descending, self.learning_rate, self.title = state.descending, state.learning_rate, state.title
        self.by_hand = state.by_hand
        self._tell_all(self.graph_changed if is_other else self.numbers_changed)

    def _tell_all(self, changed: SignalInstance) -> None:
        changed.emit()
        self.moved.emit()
        self.chosen_changed.emit()
        self.descent_changed.emit()
        self.history.changed.emit()
