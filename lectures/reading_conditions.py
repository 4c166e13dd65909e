"""Reads conditions and the sources of numbers, and looks whether their readings can exist where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from lectures.descent import DESCENT_NAMES
from lectures.in_force import InForce
from lectures.model import DESCENT, GRAPH, NETWORK, Condition, condition_of, quantity_of
from lectures.problems import Given, nearest, shown
from lectures.readings import NETWORK_NAMES
from simulator.errors import Explained, Phrase, name_list

_PLAIN = {NETWORK: tuple(sorted(NETWORK_NAMES)), DESCENT: tuple(sorted(DESCENT_NAMES)),
          GRAPH: ("L", "eta", "updates")}
"""Readings that need no number, by workspace."""
_EXAMPLES = {NETWORK: "x_1, y_1, z1_2, a1_2, delta1_2, slope1_2, w1_2_3, b1_2, dw1_2_3, db1_2, n0",
             DESCENT: "a_1_2, b_1_2, C_1_2", GRAPH: "z, d_z"}
_NUMBERED = re.compile(r"(?:(?P<outer>[xy])_(?P<unit>\d+)|n(?P<size>\d+)"
                       r"|(?P<inner>z|a|delta|slope|b|db)(?P<layer>\d+)_(?P<neuron>\d+)"
                       r"|d?w(?P<weight>\d+)_(?P<to>\d+)_(?P<source>\d+))")
_OF_RUNNER = re.compile(r"[abC]_(\d+)_(\d+)")
_LONGEST = 500
_Read = TypeVar("_Read")


def condition(given: Given, states: Sequence[InForce]) -> Condition | None:
    """A comparison of two quantities, whose readings exist in one of the states."""
    text = given.word()
    return None if text is None else _checked(given, text, condition_of, _names_of_condition, states)


def conditions(given: Given, states: Sequence[InForce]) -> tuple[Condition, ...]:
    """A condition, or a list of them."""
    items = given.items('["accuracy == 1"]') if not isinstance(given.value, str) else [given]
    if given.value == []:
        given.refuse(Phrase("{key} is empty; write a condition such as {example}", key=given.key,
                            example="accuracy == 1"))
    return tuple(found for item in items if (found := condition(item, states)) is not None)


def quantity(given: Given, states: Sequence[InForce]) -> str | None:
    """The text of an expression of readings that exist in one of the states."""
    text = given.word()
    if text is None:
        return None
    found = _checked(given, text, quantity_of, lambda one: one.names, states)
    return None if found is None else text


def _names_of_condition(one: Condition) -> tuple[str, ...]:
    return (*one.left.names, *one.right.names)


def _checked(given: Given, text: str, read: Callable[[str], _Read], names: Callable[[_Read], Sequence[str]],
             states: Sequence[InForce]) -> _Read | None:
    if len(text) > _LONGEST:
        given.refuse(Phrase("{key} has {count} characters, at most {most} can be read; shorten it", key=given.key,
                            count=len(text), most=_LONGEST))
        return None
    try:
        found = read(text)
    except (Explained, RecursionError) as error:
        given.refuse_for(error)
        return None
    refused = None
    for state in states:
        reasons = [reason for name in names(found) if (reason := why_not(name, state)) is not None]
        if not reasons:
            return found
        refused = refused or reasons[0]
    if refused is not None:
        given.refuse(Phrase("{key}: {reason}", key=given.key, reason=refused))
    return None if refused is not None else found


def why_not(name: str, state: InForce) -> Phrase | None:
    """Why there is no reading of this name; None if there can be one."""
    if name in _PLAIN[state.workspace]:
        return None
    if state.workspace == NETWORK:
        return _not_of_network(name, state)
    if state.workspace == GRAPH:
        return _not_of_graph(name, state)
    match = _OF_RUNNER.fullmatch(name)
    if match is None:
        return _unknown(name, state, ())
    lanes = state.lanes
    lane, number = int(match.group(1)), int(match.group(2))
    if not lanes or (1 <= lane <= len(lanes) and 1 <= number <= len(lanes[lane - 1].runners)):
        return None
    return Phrase("{name} names no runner: there are {counts}, counted from 1; choose one of them", name=shown(name),
                  counts=_counts([len(one.runners) for one in lanes]))


def _counts(counts: Sequence[int]) -> str:
    return ", ".join(f"{count} in lane {lane}" for lane, count in enumerate(counts, 1))


def _unknown(name: str, state: InForce, more: Sequence[str]) -> Phrase:
    known = (*_PLAIN[state.workspace], *more)
    like = nearest(name, known)
    names = name_list((*known[:60], _EXAMPLES[state.workspace]))
    if like:
        return Phrase("there is no reading {name} in the workspace {workspace}; perhaps you mean {nearest}? There "
                      "are {names}", name=shown(name), workspace=state.workspace, nearest=like, names=names)
    return Phrase("there is no reading {name} in the workspace {workspace}; there are {names}: choose one of them",
                  name=shown(name), workspace=state.workspace, names=names)


def _not_of_network(name: str, state: InForce) -> Phrase | None:
    match = _NUMBERED.fullmatch(name)
    if match is None:
        return _unknown(name, state, ())
    if state.network is None:
        return None
    sizes = state.network.sizes
    found = match.groupdict()
    last = len(sizes) - 1
    if found["outer"]:
        layer, neuron, source = (0 if found["outer"] == "x" else last), int(found["unit"]), 1
    elif found["size"]:
        layer, neuron, source = int(found["size"]), 1, 1
    elif found["inner"]:
        layer, neuron, source = int(found["layer"]), int(found["neuron"]), 1
    else:
        layer, neuron, source = int(found["weight"]), int(found["to"]), int(found["source"])
    lowest = 0 if found["outer"] or found["size"] or found["inner"] == "a" else 1
    if lowest <= layer <= last and 1 <= neuron <= sizes[layer] and 1 <= source <= sizes[max(layer - 1, 0)]:
        return None
    return Phrase("{name} does not exist in the network {sizes}; neurons are counted from 1 and layers from 1 to "
                  "{last}: choose another one", name=shown(name), sizes="-".join(map(str, sizes)), last=last)


def _not_of_graph(name: str, state: InForce) -> Phrase | None:
    if state.graph is None:
        return None
    names = state.node_names
    if name in names or (name.startswith("d_") and name[2:] in (*names, "L")):
        return None
    return _unknown(name, state, names)
