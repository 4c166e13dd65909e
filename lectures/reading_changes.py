"""Reads a change of the scene: what all workspaces share, and which keys belong to which of them."""

from __future__ import annotations

from typing import Any

from lectures.model import DESCENT, GRAPH, NETWORK, NO_CHANGE, SHOWN, WORKSPACES, Change
from lectures.problems import Given, nearest, shown
from lectures.reading_descent import read_descent
from lectures.reading_graph import read_graph_change
from lectures.reading_in_force import InForce
from lectures.reading_network import SETTINGS, read_network
from simulator.descent.stops import Stride
from simulator.errors import Phrase
from simulator.graph.stops import GraphStride
from simulator.steps import Granularity

COMMON = ("workspace", "show", "granularity", "next", "seconds")
KEYS = {
    NETWORK: ("experiment", "settings", "weights", "parameters", "steps", "epochs", "until", "at_most", "sample",
              "at", "select", "page", "edges", "hand"),
    DESCENT: ("surface", "expression", "window", "optimizers", "learning_rate", "starts", "batch_size", "seed",
              "compare", "logarithmic", "basins", "steps", "part", "runner"),
    GRAPH: ("graph", "text", "values", "derivative", "descend", "learning_rate", "updates", "at", "node"),
}
"""Keys of a change, by the workspace that must be in force."""
_STRIDES = {NETWORK: Granularity, DESCENT: Stride, GRAPH: GraphStride}
_MOST_PRESSES, _LONGEST_SECONDS = 1000, 60.0


def change_of(given: Given, state: InForce, folder: str) -> Change:
    """The change; the state becomes the one behind it."""
    if not isinstance(given.value, dict):
        given.table()
        return NO_CHANGE
    found: dict[str, Any] = {}
    if "workspace" in given.value:
        workspace = found["workspace"] = given.at("workspace", given.value["workspace"]).choice(WORKSPACES)
        state.workspace = workspace or state.workspace
    usable = _usable(given, state)
    if "show" in usable:
        found["show"] = parts_of(usable["show"], SHOWN[state.workspace])
    if state.workspace == NETWORK:
        _need_experiment(given, usable, state)
        found.update(read_network(usable, state, folder))
    else:
        found.update((read_descent if state.workspace == DESCENT else read_graph_change)(usable, state))
    if "granularity" in usable:
        found["granularity"] = usable["granularity"].choice([one.value for one in _STRIDES[state.workspace]])
    if "next" in usable:
        found["next"] = usable["next"].whole(-_MOST_PRESSES, _MOST_PRESSES)
    if "seconds" in usable:
        found["seconds"] = usable["seconds"].number(0.0, _LONGEST_SECONDS)
    return Change(**{key: value for key, value in found.items() if value is not None})


def _usable(given: Given, state: InForce) -> dict[str, Given]:
    """What belongs to the workspace in view."""
    everything = tuple(dict.fromkeys((*COMMON, *(key for keys in KEYS.values() for key in keys))))
    own = (*COMMON, *KEYS[state.workspace])
    usable = {}
    for key, value in given.value.items():
        one = given.at(key, value)
        if key in own:
            usable[key] = one
        elif state.workspace == NETWORK and key in SETTINGS:
            one.refuse(Phrase("there is no key {key} here; write it inside of settings = {example}", key=shown(key),
                              example="{ " + key + " = … }"))
        elif key in everything:
            owner = next(workspace for workspace, keys in KEYS.items() if key in keys)
            one.refuse(Phrase("{key} belongs to the workspace {owner}, but {workspace} is in view; write {example} "
                              "before it, or take it out", key=one.key, owner=owner, workspace=state.workspace,
                              example=f'workspace = "{owner}"'))
        else:
            one.refuse_key(own if nearest(key, own) or not nearest(key, everything) else everything)
    return usable


def parts_of(given: Given, known: tuple[str, ...]) -> tuple[str, ...]:
    """Parts of the window."""
    words = [item.choice(known) for item in given.items('["' + '", "'.join(known[:2]) + '"]')]
    return tuple(dict.fromkeys(word for word in words if word is not None))


def _need_experiment(given: Given, usable: dict[str, Given], state: InForce) -> None:
    if not state.has_experiment and "experiment" not in usable:
        given.refuse(Phrase("{key}: the network has no experiment yet; write one in the first beat that shows it, "
                            "such as {example}", key=given.key, example='experiment = "xor"'))
    state.has_experiment = True  # said once
