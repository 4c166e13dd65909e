"""The workspaces that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.workspaces.contract import Host, Workspace
from gui.workspaces.descent.entry import DescentEntry
from gui.workspaces.graph.entry import GraphEntry
from gui.workspaces.network.entry import NetworkEntry

if TYPE_CHECKING:
    from gui.run.session import Session
    from simulator.descent.setup import DescentSetup


def make_workspaces(host: Host, session: Session, setup: DescentSetup | None) -> dict[str, Workspace]:
    """All of them by name, in the order of the menu.

    Parameters
    ----------
    session
        The network's, which is there from the start.
    setup
        What the Descent workspace begins with.
    """
    network, graph = NetworkEntry(host, session), GraphEntry(host)
    network.graph_wanted.connect(graph.show_derivative)
    found = (network, DescentEntry(host, setup), graph)
    return {workspace.name: workspace for workspace in found}
