"""The Graph workspace: the expression, its graph over the chain rule, and what it costs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gui.equations.equation_panel import EquationPanel
from gui.formulas import Formulas
from gui.graph.chain_card import ChainCard
from gui.graph.counts_card import CountsCard
from gui.graph.descent_card import DescentCard
from gui.graph.graph_column import GraphColumn
from gui.graph.graph_session import GraphSession
from gui.graph.graph_view import GraphView
from gui.graph.join import NetworkJoin
from gui.graph.network_picture import NetworkPicture
from gui.kept_layout import SplitterShares, known_wishes
from gui.language import error_text
from gui.parted_columns import PartedColumns
from gui.session import Session
from gui.theme import Theme
from gui.whats_this import WindowPart, explain
from gui.widgets.card import Card
from simulator.graph.checking import check
from simulator.graph.counting import reused_at

_LEFT, _RIGHT = 300, 260
_CHAIN_SHARE = 0.29
_NARROW = 760
"""Below this width, at scale 1, the right column waits behind the menu "View": the graph needs the room."""


class GraphWorkspace(PartedColumns):
    """Three columns, as wide as one drags the gaps between them.

    Attributes
    ----------
    left, view, chain, counts, descent, same, equation
        The parts; the last two are in view while the graph is a derivative of the network, in place of the descent,
        which joins them as soon as a variable is chosen for it.
    """

    def __init__(self, session: GraphSession, join: NetworkJoin, network: Session, theme: Theme, formulas: Formulas,
                 former: GraphWorkspace | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, former, parent)
        self._session = session
        self._join = join
        self.left: GraphColumn = GraphColumn(session, theme, formulas, former.left if former is not None else None)
        self.view = GraphView(theme)
        self.chain = ChainCard(theme, formulas)
        self.counts = CountsCard(theme)
        self.descent = DescentCard(theme)
        explain(WindowPart.GRAPH, self.view)
        explain(WindowPart.CHAIN, self.chain)
        explain(WindowPart.EXPRESSION, self.left)
        explain(WindowPart.GRAPH_COUNTS, self.counts)
        explain(WindowPart.GRAPH_DESCENT, self.descent)
        self.same = Card(self.tr("The same in the network"), theme)
        self.network = NetworkPicture(theme)
        self.same.body.addWidget(self.network, 1)
        self.equation = EquationPanel(network, theme, formulas)
        explain(WindowPart.GRAPH_NETWORK, self.same)
        explain(WindowPart.EQUATIONS, self.equation)
        self._lay_out()
        if former is not None:
            self._shares.restore(former.layout_state()["sizes"])
        self._connect()
        self.same.hide()
        self.equation.hide()
        self._show_graph()

    @property
    def is_settled(self) -> bool:
        """Whether nothing goes on."""
        return self._session.is_settled

    def is_shown(self, part: str) -> bool:
        """Whether the "left" or the "right" column, or what is "below" the graph, is in view."""
        return not {"left": self.left, "right": self.right, "below": self.below}[part].isHidden()

    def layout_state(self) -> dict[str, Any]:
        """Which parts somebody wants to see and how the room is divided among them, as plain JSON."""
        if self._sizes_chosen:
            self._shares.keep()
        return {"parts": dict(self._wants), "sizes": self._shares.state()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Arrange everything as `layout_state` has told; whatever can't be read is as usual."""
        self._shares.restore(state.get("sizes"))
        self._sizes_chosen = False
        self.set_wants(known_wishes(state.get("parts"), ("left", "right", "below")))

    def _lay_out(self) -> None:
        self.card = Card(self.tr("Computational graph"), self._theme)
        self.card.fill()
        self.card.body.setContentsMargins(0, 0, 0, self._theme.px(6))  # the picture leaves the card its round corners
        self.card.body.addWidget(self.view, 1)
        self.centre = QSplitter(Qt.Orientation.Vertical)
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.below = QSplitter(Qt.Orientation.Horizontal)
        for card in (self.chain, self.equation):
            self.below.addWidget(card)
        for column, parts in ((self.centre, (self.card, self.below)),
                              (self.right, (self.counts, self.same, self.descent))):
            for part in parts:
                column.addWidget(part)
        for column in (self.left, self.centre, self.right):
            self.addWidget(column)
        self._let_drag(self, self.centre, self.right, self.below)
        self.setStretchFactor(1, 1)
        self.centre.setStretchFactor(0, 1)
        self._shares: SplitterShares = SplitterShares({"columns": self, "rows": self.centre, "right": self.right,
                                                       "below": self.below})

    def _connect(self) -> None:
        session = self._session
        session.graph_changed.connect(self._show_graph)
        session.numbers_changed.connect(self._show_numbers)
        session.moved.connect(self._show_stop)
        session.chosen_changed.connect(self._show_stop)
        session.descent_changed.connect(self._show_descent)
        session.stopped.connect(self.descent.show_refusal)
        self.view.node_chosen.connect(session.choose)
        self.view.edge_chosen.connect(self._go_over)
        self._join.changed.connect(self._show_join)
        session.chosen_changed.connect(self._light_chosen)
        self.chain.check_wanted.connect(self._check)
        self.descent.update_wanted.connect(session.update)
        self.descent.rate_chosen.connect(session.set_learning_rate)

    def _keep_sizes(self) -> None:
        self._sizes_chosen = True
        self._shares.keep()

    def _show_graph(self) -> None:
        graph = self._session.graph
        self.view.show_graph(graph)
        self.card.set_note(self.tr("blue: values, forward · purple: ∂{output}/∂node, backward").format(
            output=graph.output_name))
        self._show_numbers()
        self._show_descent()
        self._show_join()

    def _show_join(self) -> None:
        """Stage, graph and equation light up together, while the graph is one of the network's."""
        join, theme = self._join, self._theme
        is_joined = join.made is not None
        if self.same.isHidden() == is_joined:
            for part in (self.same, self.equation):
                part.setVisible(is_joined)
            self._sizes_chosen = False
            self._show_descent()
            self._arrange()
        note = error_text(join.problem) if join.problem is not None else "" if join.agrees else self.tr(
            "The values are not those of the network any more.")
        self.network.show_lit(join.lit, join.moment, note)
        color = theme.phase_color(join.lit.phase) if join.lit is not None else None
        self.view.show_linked(*join.linked, color)

    def _light_chosen(self) -> None:
        """A chosen node lights up in the network, too."""
        self._join.light_node(self._session.chosen)

    def _show_numbers(self) -> None:
        self.view.show_numbers(self._session.numbers)
        self._show_stop()

    def _show_stop(self) -> None:
        session = self._session
        self.view.show_stop(session.position)
        self.view.show_chosen(session.chosen)
        self.view.show_reused(reused_at(session.graph, session.stop))
        self.chain.show_moment(session.numbers, session.position, session.chosen)
        self.counts.show_counts(session.graph, session.position)

    def _go_over(self, edge: int) -> None:
        """To where the product travels over an edge; over some none does, such as those of numbers."""
        stops = self._session.stops
        place = next((number for number, stop in enumerate(stops) if stop.edge == edge), None)
        if place is not None:
            self._session.choose(None)
            self._session.go_to(place)

    def _show_descent(self) -> None:
        session = self._session
        is_wanted = self._join.made is None or bool(session.descending)
        if self.descent.isHidden() == is_wanted:
            self.descent.setVisible(is_wanted)
            self._arrange()
        self.descent.show_descent(session.descending, session.learning_rate, session.costs)

    def _check(self) -> None:
        self.chain.show_checks(check(self._session.graph, self._session.values))

    def _arrange(self) -> None:
        px = self._theme.px
        self.left.setVisible(self._wants.get("left", True))
        self.right.setVisible(self._wants.get("right", self.width() >= px(_NARROW)))
        self.below.setVisible(self._wants.get("below", True))
        if self._sizes_chosen:
            return
        share = min(self.width() / max(px(1416), 1), 1.15)
        left, right = round(px(_LEFT) * max(share, 0.82)), round(px(_RIGHT) * max(share, 0.8))
        self.setSizes([left, max(self.width() - left - right, 1), right])
        height = max(self.height(), 1)
        self.centre.setSizes([round((1 - _CHAIN_SHARE) * height), round(_CHAIN_SHARE * height)])
        shares = (0.42, 0.58, 0.58) if self.same.isHidden() or self.descent.isHidden() else (0.22, 0.42, 0.36)
        self.right.setSizes([round(share * height) for share in shares])
        self.below.setSizes([1000, 1000])
        self._shares.apply()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
