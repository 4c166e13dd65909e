"""How a change of the scene is shown moving: pieces of work for the sessions, with waits between them.

A performance is a generator. It yields what it waits for, and is taken up again when that has come. It never decides
where the scene ends: that is known beforehand, see `lectures.scene`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from gui.lectures.stagehand import Stagehand
from lectures.descent import descent_applied
from lectures.graph import graph_applied
from lectures.model import DESCENT, GRAPH, Change, Sample
from lectures.network import NetworkScene, drawn_ink, drawn_pixels, part_of, quarter_of_an_epoch, steps_wanted
from lectures.readings import network_readings
from lectures.scene import Scene
from simulator.graph.state import GraphState
from simulator.run import Run
from simulator.training import OwnSample

TICK = 0.033
"""Seconds between two pictures of something that moves smoothly."""
_USUAL = {"parameters": 1.5, "training": 2.5, "drawing": 2.0, "descent": 3.0, "values": 1.5}
_PAUSE = 0.35
"""Seconds to look at what a press of Next has brought, besides the time that the picture moves."""
_MOST_PRESSES = 40
"""More stops than these are gone over in larger strides."""


@dataclass(frozen=True)
class Wait:
    """What a performance waits for.

    Attributes
    ----------
    seconds
        At least so long, at the usual pace.
    until
        And until this is so.
    """

    seconds: float = 0.0
    until: Callable[[], bool] = lambda: True


Performance = Iterator[Wait]


def perform(stage: Stagehand, before: Scene, change: Change, after: Scene) -> Performance:
    """Shows how a scene becomes another one.

    Parameters
    ----------
    after
        What the change makes of `before`; of a long training not known yet, and then equal to it.
    """
    if after.view != before.view:
        stage.set_view(after.view)
    if after.view.workspace == DESCENT:
        yield from _descend(stage, before, change, after)
    elif after.view.workspace == GRAPH:
        yield from _step_graph(stage, before, change, after)
    elif change.experiment is None and change.weights is None and not change.settings:
        yield from _move_network(stage, before, change, after)


def train_long(stage: Stagehand, run: Run, change: Change) -> Performance:
    """Training that takes long is done by the session itself, so that it can be watched: quarter by quarter."""
    network, most = stage.network, steps_wanted(run, change)
    while run.timeline.length < most and not _is_met(run, change):
        quarter = quarter_of_an_epoch(run)
        length = run.timeline.length
        network.navigator.train_steps(min(length // quarter * quarter + quarter, most) - length)
        yield Wait(until=lambda: stage.is_free)
        if run.timeline.length == length:
            return


def is_trained(run: Run, ready: Run, change: Change) -> bool:
    """Whether a run has come from `ready` to where a change leads it, by training alone."""
    past, before = run.timeline.past(), ready.timeline.past()
    untouched = past.changes == before.changes and past.own_samples.keys() == before.own_samples.keys()
    return untouched and (run.timeline.length == steps_wanted(ready, change) or _is_met(run, change))


def _is_met(run: Run, change: Change) -> bool:
    return change.until is not None and change.until.is_met(network_readings(run))


# the network


def _move_network(stage: Stagehand, before: Scene, change: Change, after: Scene) -> Performance:
    assert before.network is not None, "the Network workspace is in view"
    assert after.network is not None, "the Network workspace is in view"
    if change.parameters:
        yield from _move_parameters(stage, before.network.run, change)
    if change.trains:
        yield from _train(stage, after.network.run, change)
    if change.sample is not None:
        yield from _follow(stage, change.sample, after.network, change)
    if change.at is not None:
        yield from _walk(stage, after.network, change)
    if change.granularity is not None:
        stage.network.navigator.set_granularity(after.network.granularity)
    for _ in range(abs(change.next or 0)):
        if (change.next or 0) > 0:
            stage.network.navigator.next()
        else:
            stage.network.navigator.back()
        yield Wait(until=lambda: stage.is_calm)
        yield Wait(_PAUSE)


def _move_parameters(stage: Stagehand, run: Run, change: Change) -> Performance:
    """Weights go smoothly to where the change sets them, all of them together."""
    session, seconds = stage.network, _seconds(stage, change, "parameters")
    places = {target.index(run.trainer.network): value for target, value in change.parameters.items()}
    start = {index: float(session.moment.theta[index]) for index in places}
    count = max(round(seconds / TICK), 1)
    for tick in range(1, count + 1):
        share = _eased(tick / count)
        for index, value in places.items():
            now = value if tick == count else start[index] + share * (value - start[index])
            session.set_parameter(index, now, continues=tick < count)
        yield Wait(TICK, lambda: stage.is_free)


def _train(stage: Stagehand, goal: Run, change: Change) -> Performance:
    session, wanted = stage.network, goal.timeline.length
    if wanted <= session.run_length:
        session.navigator.go_to_step(goal.address.step)
        yield Wait(until=lambda: stage.is_free)
        return
    ticks = max(_seconds(stage, change, "training") / TICK / 2, 1.0)
    piece = max(math.ceil((wanted - session.run_length) / ticks), 1)
    while session.run_length < wanted:
        length = session.run_length
        session.navigator.train_steps(min(piece, wanted - length))
        yield Wait(2 * TICK, lambda: stage.is_free)
        if session.run_length == length:
            return


def _follow(stage: Stagehand, sample: Sample, after: NetworkScene, change: Change) -> Performance:
    session, data = stage.network, after.run.trainer.data
    if sample.part == "drawn" and data.image_shape is not None:
        count = max(round(_seconds(stage, change, "drawing") / TICK / 2), 1)
        for tick in range(1, count):
            strokes = part_of(sample.strokes, tick / count)
            pixels = drawn_pixels(strokes, data.image_shape).ravel().astype(np.float64) * data.scale
            drawn = OwnSample(pixels, data.target_table[sample.label])
            session.navigator.show_sample(drawn)
            stage.lay_ink(drawn, np.rint(255 * drawn_ink(strokes, data.image_shape)).astype(np.uint8))
            yield Wait(2 * TICK, lambda: stage.is_free)
    if after.run.followed is None:
        session.navigator.leave_sample()
    else:
        session.navigator.show_sample(after.run.followed)
        stage.lay_on_card(after)
    yield Wait(until=lambda: stage.is_calm)
    if sample.part != "drawn":
        yield Wait(change.seconds or 0.0)


def _walk(stage: Stagehand, after: NetworkScene, change: Change) -> Performance:
    """To an instant of the same pass stop by stop, as far as there are few of them; otherwise in one go."""
    session = stage.network
    goal = after.run.moment.address if change.next is None else None
    if goal is None:
        return
    route, here = session.moment.route, session.moment.address
    stops = 0
    address = here if here < goal and (here.step, here.sample) == (goal.step, goal.sample) else None
    while address is not None and address < goal and stops <= _MOST_PRESSES:
        address = route.following(address, session.navigator.granularity, session.moment.record.batch_size)
        stops += 1
    if address == goal and stops <= _MOST_PRESSES:
        for _ in range(stops):
            session.navigator.next()
            yield Wait(until=lambda: stage.is_calm)
            yield Wait(_PAUSE)
        return
    session.navigator.go_to(goal)
    yield Wait(until=lambda: stage.is_calm)


# descents


def _descend(stage: Stagehand, before: Scene, change: Change, after: Scene) -> Performance:
    """What is chosen is set at once; then everybody moves."""
    goal, session = after.states[DESCENT], stage.descent
    chosen = replace(change, steps=None, next=None, part=None, runner=None)
    ready = replace(descent_applied(before.states.get(DESCENT), chosen), chosen=goal.chosen)
    stage.set_descent(ready)
    made, wanted = ready.place.steps_made, goal.place.steps_made
    count = min(max(round(_seconds(stage, change, "descent") / TICK), 1), max(abs(wanted - made), 1))
    if change.part is None and wanted != made:
        for tick in range(1, count + 1):
            session.go_to_step(round(made + (wanted - made) * tick / count))
            yield Wait(_seconds(stage, change, "descent") / count, lambda: stage.is_free)
    session.go_to(goal.place)
    yield Wait(until=lambda: stage.is_free)


# graphs


def _step_graph(stage: Stagehand, before: Scene, change: Change, after: Scene) -> Performance:
    session, goal = stage.graph, after.states[GRAPH]
    began = before.states.get(GRAPH)
    if began is None or began.graph is not goal.graph or change.derivative is not None:
        moment = None if after.network is None else after.network.run.moment
        ready = graph_applied(began, _without_moves(change), moment)
        stage.set_scene(after.with_states({GRAPH: ready}))
    else:
        yield from _move_values(stage, began, change, goal)
    if change.descend is not None:
        session.set_descending(goal.descending)
    session.set_learning_rate(goal.learning_rate)
    updates = change.updates or 0
    piece = max(-(-updates // _MOST_PRESSES), 1)
    for done in range(0, updates, piece):
        session.update(min(piece, updates - done))
        yield Wait(0.15, lambda: stage.is_free)
    session.set_granularity(goal.stride)
    here = session.position
    ways = max(abs(goal.position - here), 1)
    stride = max(ways // _MOST_PRESSES, 1)
    while session.position != goal.position:
        left = goal.position - session.position
        session.go_to(session.position + (min(left, stride) if left > 0 else max(left, -stride)))
        yield Wait(0.45 if ways <= _MOST_PRESSES // 2 else 0.2)
    session.choose(goal.chosen)


def _move_values(stage: Stagehand, before: GraphState, change: Change, goal: GraphState) -> Performance:
    session, seconds = stage.graph, _seconds(stage, change, "values")
    count = max(round(seconds / TICK), 1) if change.values else 0
    for tick in range(1, count + 1):
        for name, value in change.values.items():
            first = before.values[name]
            now = value if tick == count else first + _eased(tick / count) * (value - first)
            session.set_value(name, now, continues=tick < count)
        yield Wait(TICK)


def _without_moves(change: Change) -> Change:
    return replace(change, updates=None, place=None, next=None, node=None)


def _seconds(stage: Stagehand, change: Change, kind: str) -> float:
    """How long something moves; where nobody looks at pictures on the way, or wants any, it is there at once."""
    if not stage.waits_for_pictures or stage.is_still:
        return 0.0
    return _USUAL[kind] if change.seconds is None else change.seconds


def _eased(share: float) -> float:
    """Slow at both ends."""
    return share * share * (3 - 2 * share)
