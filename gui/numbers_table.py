"""The numbers of what is in view, as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.numbers_rows import Row, graph_rows, history_rows, network_rows, trail_rows, write_csv
from gui.run_view import RunView

if TYPE_CHECKING:
    from gui.descent.descent_session import DescentSession
    from gui.graph.graph_session import GraphSession
    from gui.main_window import MainWindow

translate = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class Table:
    """A table.

    Attributes
    ----------
    key
        Part of the file's name.
    title
        What it holds, in the language of the window.
    header
        Names of the columns.
    make_rows
        Makes the rows of the instant at which the table was asked for.
    """

    key: str
    title: str
    header: tuple[str, ...]
    make_rows: Callable[[], Sequence[Row]]

    @cached_property
    def rows(self) -> Sequence[Row]:
        """One tuple a row: texts, numbers, and None for what isn't known; made when they are first asked for."""
        return self.make_rows()


def tables_of(window: MainWindow) -> tuple[Table, ...]:
    """The tables of the workspace in view; the most wanted one stands first."""
    if window.page is window.descent:
        return (descent_table(window.descent.session),)
    if window.page is window.graph:
        return (graph_table(window.graph.session),)
    return network_tables(window.session)


def save_table(table: Table, path: Path) -> None:
    """Writes a table as CSV; may be done on a thread.

    Raises
    ------
    Explained
        If the file can't be written.
    """
    write_csv(path, table.header, table.rows)


def network_tables(run: RunView) -> tuple[Table, ...]:
    """The instant in view, and what the run has been like."""
    header = (translate("NumbersTable", "name"), translate("NumbersTable", "kind"),
              translate("NumbersTable", "layer"),
              translate("NumbersTable", "neuron"), translate("NumbersTable", "from neuron"),
              translate("NumbersTable", "value"), "z", "a", "σ′(z)", "δ", "∂C_x/∂w, ∂C_x/∂b", "∂C/∂w, ∂C/∂b")
    return (Table("network", translate("NumbersTable", "Network at this instant"), header,
                  partial(network_rows, run.moment)),
            Table("history", translate("NumbersTable", "Cost and accuracy of the run"), (
                translate("NumbersTable", "updates made"), translate("NumbersTable", "cost of the batch"),
                translate("NumbersTable", "training cost"), translate("NumbersTable", "training accuracy"),
                translate("NumbersTable", "test cost"), translate("NumbersTable", "test accuracy")),
                partial(history_rows, run.history.copy())))


def descent_table(session: DescentSession) -> Table:
    """The trails of everybody."""
    symbols = session.lanes[0].landscape.surface.symbols
    header = (translate("NumbersTable", "descent"), translate("NumbersTable", "runner"),
              translate("NumbersTable", "optimizer"), "η", "m", translate("NumbersTable", "steps made"), *symbols,
              "C",
              *(f"∂C/∂{symbol}" for symbol in symbols), "|∇C|")
    trails = tuple(lane.trails for lane in session.lanes)
    return Table("descent", translate("NumbersTable", "Steps of all that move"), header,
                 partial(trail_rows, trails, session.length))


def graph_table(session: GraphSession) -> Table:
    """Every node of the graph."""
    from gui.graph.graph_words import node_name  # noqa: PLC0415 - loaded with its workspace

    graph = session.graph
    output = node_name(graph, graph.output)
    header = (translate("NumbersTable", "number"), translate("NumbersTable", "name"),
              translate("NumbersTable", "operation"), translate("NumbersTable", "value"), f"∂{output}/∂")
    names = tuple(node_name(graph, number) for number in range(len(graph.nodes)))
    return Table("graph", translate("NumbersTable", "Nodes of the graph"), header,
                 partial(graph_rows, session.numbers, session.position, names))
