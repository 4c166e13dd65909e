"""The Graph workspace: the expression, its graph over the chain rule, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.equations.equation_panel import EquationPanel
from gui.figures.chart import MOST_POINTS, NO_POINTS, Points, Range, StepChart, caption
from gui.figures.envelope import envelope
from gui.figures.frame import round_up
from gui.foundation.formulas import Formulas
from gui.foundation.kept_layout import PartedColumns, SplitterShares, known_wishes
from gui.foundation.language import error_text
from gui.foundation.number_text import count, number, parse_number
from gui.foundation.theme import Theme, blend
from gui.run.session import Session
from gui.setup.row_column import setting_text
from gui.setup.setting_row import MessageLabel, SettingField
from gui.widgets.buttons import PushButton
from gui.widgets.card import Card
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.whats_this import WindowPart, explain, explain_page
from gui.workspaces.graph.chain_card import ChainCard
from gui.workspaces.graph.graph_column import GraphColumn
from gui.workspaces.graph.graph_session import GraphSession
from gui.workspaces.graph.graph_view import GraphView
from gui.workspaces.graph.join import NetworkJoin
from gui.workspaces.graph.network_picture import NetworkPicture
from gui.workspaces.graph.view_words import derivative_word, output_word
from lectures.pages import PAGES
from simulator.arrays import Array
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Explained
from simulator.graph.checking import check
from simulator.graph.counting import Counts, counts_of, counts_until, reused_at
from simulator.graph.graph import Graph
from simulator.graph.stops import stops_of

# Gradient descent on the chosen variables: the learning rate, one update or many, and the output along the way.

COUNTS = (1, 10, 100)
_DIGITS = 3
_FIELD = 72


class DescentCard(Card):
    """Updates, and what they have made of the output.

    Attributes
    ----------
    rate
        The field of η.
    buttons
        For 1, 10 and 100 updates.
    surface
        Where the curve is.
    message
        Why the last update could not be made, or what has to be chosen first.

    Signals
    -------
    update_wanted(int)
        Somebody wants so many updates.
    rate_chosen(float)
        Somebody wants this learning rate; it is a positive number.
    """

    update_wanted = Signal(int)
    rate_chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Gradient descent"), theme, parent=parent)
        self._costs: tuple[float, ...] = ()
        self._names: tuple[str, ...] = ()
        self.chosen = ElidedLabel("", theme, tone="dim")
        self.rate = SettingField(0.1, lambda text: LEARNING_RATE.check(parse_number(text)), theme,
                                 text_of=setting_text)
        self.rate.setFixedWidth(theme.px(_FIELD))
        self.rate.set_name(self.tr("Learning rate η"))
        self.rate.setToolTip(self.tr("Learning rate η: each update takes η times its derivative from a variable"))
        self.buttons = tuple(self._button(updates) for updates in COUNTS)
        self.message = MessageLabel(theme, "error")
        self.outcome = MessageLabel(theme, "dim")
        foot = QHBoxLayout()
        foot.addWidget(self.outcome, 1)
        foot.addWidget(caption(theme, self.tr("updates")), 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.chart = StepChart(theme, Qt.Corner.TopRightCorner, "", foot, self.readout)
        self.surface = self.chart.surface
        self.chart.empty.setFont(theme.font(12))
        self.surface.setCursor(Qt.CursorShape.ArrowCursor)
        self._curve = self.surface.add_curve(theme.text, 2, dots=True)
        self._lay_out()
        self.rate.committed.connect(self._on_rate)
        self.rate.objected.connect(self.message.show_text)

    def show_descent(self, names: Sequence[str], learning_rate: float, costs: Sequence[float]) -> None:
        """Show the chosen variables, η, and L at the start and after every update; none where none was made."""
        is_other = tuple(costs) != self._costs or tuple(names) != self._names
        self._names, former = tuple(names), self._costs
        self.rate.set_value(learning_rate)
        self.chosen.setText(self.tr("changes {names}").format(names=", ".join(names)) if names
                            else self.tr("nothing chosen"))
        for button in self.buttons:
            button.setEnabled(bool(names))
        self.chart.empty.setText(self.tr("Make an update to see the output fall") if names
                                 else self.tr("Tick a variable below ∇ on the left: descent changes it"))
        if is_other and not self.rate.error():
            self.message.show_text("")
        self._costs = tuple(costs)
        if self._costs != former or is_other:
            self._draw()

    def show_refusal(self, error: Explained) -> None:
        """Say why no further update can be made."""
        made = len(self._costs) - 1
        reason = error_text(error)
        if made > 0:
            text = self.tr("Stopped after {count} updates: {reason}") if made > 1 else self.tr(
                "Stopped after 1 update: {reason}")
            reason = text.format(count=count(made), reason=reason)
        self.message.show_text(reason)

    def curve_data(self) -> Points:
        """Updates and costs as they are drawn."""
        x, y = self._curve.getData()
        return NO_POINTS if x is None else (x, y)

    def _button(self, updates: int) -> PushButton:
        text = self.tr("1 update") if updates == 1 else count(updates)
        button = PushButton(text, self._theme)
        button.setToolTip(plain_tip(self.tr("Make 1 update of the chosen variables") if updates == 1 else self.tr(
            "Make {count} updates of the chosen variables").format(count=count(updates))))
        button.setAccessibleName(button.toolTip())
        button.clicked.connect(partial(self._on_button, updates))
        return button

    def _lay_out(self) -> None:
        px = self._theme.px
        first = QHBoxLayout()
        first.setSpacing(px(6))
        eta = PlainLabel("η")
        eta.setFont(self._theme.font(13))
        eta.setBuddy(self.rate)
        first.addWidget(self.chosen, 1)
        first.addWidget(eta)
        first.addWidget(self.rate)
        second = QHBoxLayout()
        second.setSpacing(px(6))
        for place, button in enumerate(self.buttons):
            second.addWidget(button, 3 if not place else 2)
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.body.addWidget(self.message)
        self.body.addWidget(self.chart, 1)

    def _draw(self) -> None:
        costs, updates = np.array(self._costs), max(len(self._costs) - 1, 0)
        if not self.chart.show_length(updates, is_empty=not updates):
            self.surface.set_readout(None)
            self.outcome.show_text("")
            return
        shown = self._range(costs)
        self.chart.draw_below(self._curve, envelope(costs, MOST_POINTS), shown)
        self.surface.set_range(shown)
        self.surface.set_cursor(updates)
        text = self.tr("{cost} after 1 update") if updates == 1 else self.tr("{cost} after {count} updates")
        self.outcome.show_text(text.format(cost=number(self._costs[-1], _DIGITS), count=count(updates)))

    def _range(self, costs: Array) -> Range:
        """All of a cost that falls; of one that grows as much as tells that it does."""
        start, low, high = float(costs[0]), float(costs.min()), float(costs.max())
        span = max(start - low, abs(start), 1e-12)
        top = min(high, start + 2.0 * span)
        floor = 0.0 if low >= 0.0 else -round_up(-low)
        ceiling = round_up(top) if top > 0.0 else 0.0
        cost = number(high, _DIGITS)
        beyond = (self.tr("↑ up to {cost}").format(cost=cost), f"↑ {cost}") if high > ceiling else ()
        return Range(self.chart.steps, floor, ceiling if ceiling > floor else floor + 1.0, beyond)

    def _on_button(self, updates: int) -> None:
        self.update_wanted.emit(updates)

    def _on_rate(self, rate: object) -> None:
        self.rate_chosen.emit(float(rate))  # type: ignore[arg-type]

    def readout(self, updates: int) -> str:
        """What there is to read after so many updates."""
        when = self.tr("at the start") if updates == 0 else self.tr("after {count}").format(count=count(updates))
        return f"{when}: {number(self._costs[updates], _DIGITS)}"

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(190))


# Why backpropagation is cheap: the multiplications of three ways to all derivatives, as bars that grow.

_BAR, _TEXT, _GAP = 9, 18, 8
_MOST_DIGITS = 9
_FAINT = 0.25


@dataclass(frozen=True)
class Bar:
    """One way: how many it has taken up to now, and how many it takes in the end."""

    name: str
    made: int
    all: int
    is_ours: bool = False

    @property
    def text(self) -> str:
        """The number beside the bar."""
        return count_text(self.all)


def count_text(n: int) -> str:
    """A whole number of any length: written out if it is short, otherwise with a power of ten."""
    digits = str(n) if n < 10 ** 300 else ""
    if digits and len(digits) <= _MOST_DIGITS:
        return count(n)
    return number(float(n), 3) if digits else "> 10³⁰⁰"


class CountsCard(Card):
    """Bars for backpropagation, each derivative by itself, and nudging each; full ones are what it takes in the end.

    Attributes
    ----------
    bars
        The painted part.
    sentence, reuse
        What is gained, and what is used again at the stop in view.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Multiplications"), theme, parent=parent)
        self._graph: Graph | None = None
        self._names = (self.tr("backpropagation"), self.tr("each by itself"), self.tr("nudging each"))
        self.bars = CountBars(theme)
        self.reuse, self.sentence = MessageLabel(theme, "text"), MessageLabel(theme, "dim")
        tip = self.tr("Counted is each product of a local derivative and what has travelled so far: one for every "
                      "edge that is crossed, products by 1 and −1 among them.\n"
                      "Backpropagation crosses every edge once, for all variables together. Each by itself: the "
                      "edges between one variable and the output, for one variable after the other. Nudging each: "
                      "the operations of two passes forward for each variable, which gives only approximations.")
        self.setToolTip(plain_tip(tip))
        self._column.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(12))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.bars)
        column.addWidget(self.reuse)
        column.addWidget(self.sentence)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        area.setWidget(content)
        self.body.addWidget(area, 1)
        self.setMinimumHeight(theme.px(120))

    def show_counts(self, graph: Graph, position: int) -> None:
        """Show what has been multiplied when one stands at a stop."""
        made, total = counts_until(graph, position), counts_of(graph)
        parts = ((made.backpropagation, total.backpropagation), (made.each_alone, total.each_alone),
                 (made.finite_differences, total.finite_differences))
        self.bars.show_bars([Bar(name, *part, is_ours=not place) for place, (name, part) in
                             enumerate(zip(self._names, parts, strict=True))])
        reused = reused_at(graph, stops_of(graph)[position])
        self.reuse.show_text(self.tr("{derivative} is known already and is used again.").format(
            derivative=derivative_word(graph, reused[0])) if reused else "")
        if graph is not self._graph:
            self._graph = graph
            self.sentence.show_text(self._in_words(graph, total))

    def _in_words(self, graph: Graph, total: Counts) -> str:
        output = output_word(graph)
        if len(graph.asked) == 1:
            gain = self.tr("With a single variable nothing can be shared with others.")
        else:
            text = self.tr("One pass back gives all {count} derivatives of {output}: what is known nearer to it is "
                           "used again by all that lies before.")
            gain = text.format(count=count(len(graph.asked)), output=output)
        if total.every_path > total.each_alone:
            paths = self.tr("Every path to {output} multiplied out by itself: {count}.").format(
                output=output, count=count_text(total.every_path))
            return f"{gain} {paths}"
        return gain


class CountBars(QWidget):
    """A name, a number and a bar below them for each way."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: list[Bar]) -> None:
        """Show these."""
        if tuple(bars) == self._bars:
            return
        is_other = len(bars) != len(self._bars)
        self._bars = tuple(bars)
        self.setAccessibleName("; ".join(f"{bar.name}: {self._number(bar)}" for bar in bars))
        if is_other:
            self.updateGeometry()
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def bar_rect(self, place: int) -> QRectF:
        """The room of a bar whose way takes the most."""
        px = self._theme.px
        top = place * px(_TEXT + _BAR + _GAP) + px(_TEXT)
        return QRectF(0.0, top, self.width(), px(_BAR))

    def filled_rect(self, place: int) -> QRectF:
        """What is filled of it up to now."""
        return self._part(place, self._bars[place].made)

    def _part(self, place: int, n: int) -> QRectF:
        rect, most = self.bar_rect(place), max((bar.all for bar in self._bars), default=0)
        share = n / most if most else 0.0
        return QRectF(rect.left(), rect.top(), rect.width() * share, rect.height())

    def _number(self, bar: Bar) -> str:
        if bar.made == bar.all:
            return bar.text
        return self.tr("{made} of {all}").format(made=count_text(bar.made), all=bar.text)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(200), max(len(self._bars), 3) * px(_TEXT + _BAR + _GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._theme, self._theme.px
        font = theme.font(13, tabular=True)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for place, bar in enumerate(self._bars):
            rect = self.bar_rect(place)
            text = self._number(bar)
            line = QRectF(0.0, rect.top() - px(_TEXT), self.width(), px(_TEXT))
            painter.setPen(theme.text)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            room = line.width() - metrics.horizontalAdvance(text) - px(8)
            painter.setPen(theme.text if bar.is_ours else theme.text_dim)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                             metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, room))
            color = theme.delta_positive if bar.is_ours else theme.outline
            self._paint_bar(painter, self._part(place, bar.all), blend(theme.card, color, _FAINT))
            self._paint_bar(painter, self._part(place, bar.made), color)
        painter.end()

    def _paint_bar(self, painter: QPainter, rect: QRectF, color: QColor) -> None:
        if rect.width() <= 0.0:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        radius = min(rect.height(), rect.width()) / 2
        painter.drawRoundedRect(rect, radius, radius)


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
        explain_page(PAGES[0], self.equation)
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
