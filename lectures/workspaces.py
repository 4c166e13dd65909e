"""What lectures know of each workspace: its keys in a change, and how its state is read, set and captured.

A scene has a state for each workspace that was used so far, by its name. All that goes through the workspaces goes
through `WORKSPACES`; another workspace is another line there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from lectures import descent, graph, network
from lectures.in_force import InForce
from lectures.model import DESCENT, GRAPH, NETWORK, Change
from lectures.network import Work
from lectures.network_capture import captured_network, network_action
from lectures.network_reading import KEYS as NETWORK_KEYS
from lectures.network_reading import read_network
from lectures.problems import Given
from lectures.readings import Readings, network_readings
from simulator.descent.stops import Stride
from simulator.errors import Explained
from simulator.graph.stops import GraphStride
from simulator.graph.text import read_graph
from simulator.moment import Moment
from simulator.steps import Granularity

States = Mapping[str, Any]
"""By workspace; each has a `digest` that tells it from others."""
_SECONDS_A_DESCENT_STEP, _SECONDS_AN_UPDATE = 80e-6, 150e-6
_STEPS_A_PRESS = 10
"""Of a descent, at most, unless an epoch is longer."""


@dataclass(frozen=True)
class LectureWorkspace:
    """One workspace.

    Attributes
    ----------
    keys
        Of a change, besides those that all workspaces share.
    strides
        How far one press of Next can lead.
    read
        Reads the fields of a change that belong to it: what is given by key, what is in force, the lecture's folder.
    applied
        The states that a change makes other ones, its own among them: from all states, the change, the lecture's
        folder, and how the work tells how far it is.
    readings
        The numbers of its state by name.
    captured, action
        The change that builds a state, and the one that leads from a state to another; last the network's moment.
    begins_anew
        Whether nothing that was there before has a part in what comes after a change.
    seconds
        How long making a change takes: from all states, the change and the lecture's folder.
    """

    keys: tuple[str, ...]
    strides: type[Enum]
    read: Callable[[Mapping[str, Given], InForce, str], dict[str, Any]]
    applied: Callable[[States, Change, str, Work], dict[str, Any]]
    readings: Callable[[Any], Readings]
    captured: Callable[[Any, Moment | None], Change]
    action: Callable[[Any, Any, Moment | None], Change]
    begins_anew: Callable[[Change], bool]
    seconds: Callable[[States, Change, str], float]


def moment_of(states: States) -> Moment | None:
    """Of the network in view, from which other states may be derived."""
    state = states.get(NETWORK)
    return None if state is None else state.run.moment


def _network_applied(states: States, change: Change, folder: str, work: Work) -> dict[str, Any]:
    return {NETWORK: network.network_applied(states.get(NETWORK), change, folder, work)}


def _descent_applied(states: States, change: Change, _folder: str, _work: Work) -> dict[str, Any]:
    return {DESCENT: descent.descent_applied(states.get(DESCENT), change)}


def _graph_applied(states: States, change: Change, _folder: str, _work: Work) -> dict[str, Any]:
    stage = states.get(NETWORK)
    state = graph.graph_applied(states.get(GRAPH), change, moment_of(states))
    if stage is None or state.made is None:
        return {GRAPH: state}
    # stage and graph stand at the same instant
    here = stage.run.moment.address
    address = state.made.address(state.position, here.step, here.sample)
    if address == here or state.made.position(here) == state.position:
        return {GRAPH: state}
    run = stage.run.twin()
    run.move(address)
    return {GRAPH: state, NETWORK: replace(stage, run=run)}


def _begins_a_descent(change: Change) -> bool:
    return change.surface is not None or (change.expression is not None and change.window is not None)


def _begins_a_graph(change: Change) -> bool:
    if change.text is None:
        return change.graph is not None
    try:
        return set(read_graph(change.text).names) <= set(change.values)
    except Explained:
        return False


def _seconds_of_descent(_states: States, change: Change, _folder: str) -> float:
    return _SECONDS_A_DESCENT_STEP * ((change.steps or 0) + abs(change.next or 0) * _STEPS_A_PRESS)


WORKSPACES: Mapping[str, LectureWorkspace] = {
    NETWORK: LectureWorkspace(
        NETWORK_KEYS, Granularity, read_network, _network_applied, lambda state: network_readings(state.run),
        lambda state, _: captured_network(state), lambda before, now, _: network_action(before, now),
        lambda change: change.experiment is not None,
        lambda states, change, folder: network.seconds_of(states.get(NETWORK), change, folder)),
    DESCENT: LectureWorkspace(
        descent.KEYS, Stride, lambda given, state, _: descent.read_descent(given, state), _descent_applied,
        descent.descent_readings, lambda state, _: descent.captured_descent(state),
        lambda before, now, _: descent.descent_action(before, now), _begins_a_descent, _seconds_of_descent),
    GRAPH: LectureWorkspace(
        graph.KEYS, GraphStride, lambda given, state, _: graph.read_graph_change(given, state), _graph_applied,
        graph.graph_readings, graph.captured_graph, graph.graph_action, _begins_a_graph,
        lambda _states, change, _folder: _SECONDS_AN_UPDATE * (change.updates or 0)),
}
