"""From what stands in the workspaces to the parts of a document, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from documents.document import Document, NetworkPart
from gui.run.choice import Selection
from gui.run.snapshot import Snapshot
from gui.workspaces.view_state import show_view_state, view_state
from gui.workspaces.window import Window
from simulator.comparison import Pair


@dataclass(frozen=True, eq=False)
class Around:
    """Everything in the window but the runs: it never changes once it is taken.

    Attributes
    ----------
    parts
        What the document keeps of each workspace, by its name; None for nothing.
    view
        What is seen.
    """

    parts: Mapping[str, Any]
    view: Mapping[str, Any]


def around(window: Window) -> Around:
    """What is in view around the runs now."""
    view = view_state(window)
    for workspace in window.workspaces.values():
        view |= workspace.stored_view()
    return Around({name: workspace.stored() for name, workspace in window.workspaces.items()}, view)


def document_of(snapshot: Snapshot, around_it: Around) -> Document:
    """The document of what was in view; the runs of the snapshot belong to it."""
    chosen = snapshot.selection
    selection = None if chosen is None else (chosen.layer, chosen.neuron, chosen.source)
    others = dict(around_it.parts)
    network = NetworkPart(snapshot.run, snapshot.second, selection, snapshot.granularity, snapshot.own_sample,
                          others.pop("network"))
    return Document(network, others, around_it.view)


def snapshot_of(network: NetworkPart) -> Snapshot:
    """What the session of the Network workspace is to show."""
    pair = None if network.second is None else (Pair(network.run, network.second[0]), network.second[1])
    selection = None if network.selection is None else Selection(*network.selection)
    return Snapshot(network.run, pair, selection, network.granularity, network.own_sample)


def lay_around(window: Window, document: Document) -> None:
    """Bring everything into view that stands around the runs, which are there already."""
    for name, workspace in window.workspaces.items():
        workspace.lay(document.network.drawing if name == "network" else document.others.get(name),
                       document.view)
    if document.view:
        show_view_state(window, dict(document.view))
    else:  # a new one: the parts stay as they are
        window.show_workspace("network")
