"""The card below the graph: the chain rule at the stop in view, with numbers, the gate's pattern, and a check."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.number_text import MINUS, count, number
from gui.foundation.theme import Theme
from gui.widgets.buttons import PushButton
from gui.widgets.card import Card
from gui.widgets.plain_text import PlainLabel
from gui.workspaces.graph.chain_view import ChainLine, ChainView, Sentence, chain_lines, node_line
from gui.workspaces.graph.view_words import derivative_word, output_word, shown, sum_text, word_of
from simulator.graph.checking import Check, Gate, GatePattern, check, gathered_at, pattern_of
from simulator.graph.graph import Graph, GraphNode, GraphNumbers
from simulator.graph.stops import Stop, StopKind, stops_of

# What each operation is called, and what it does with the derivative that comes back to it, in words.

translate = QCoreApplication.translate


def operation_title(graph: Graph, node: int) -> str:
    """At which operation one is, such as "at the addition z"."""
    it = graph.nodes[node]
    if it.kind is None:
        return it.name
    title = _TITLES.get(it.kind.name)
    text = title() if title is not None else translate("GateWords", "at {function}").format(function=it.kind.symbol)
    return f"{text} {it.name}" if it.name else text


_TITLES = {
    "add": lambda: translate("GateWords", "at the addition"),
    "subtract": lambda: translate("GateWords", "at the subtraction"),
    "multiply": lambda: translate("GateWords", "at the multiplication"),
    "divide": lambda: translate("GateWords", "at the division"),
    "power": lambda: translate("GateWords", "at the power"),
    "negate": lambda: translate("GateWords", "at the negation"),
    "exp": lambda: translate("GateWords", "at the exponential"),
    "log": lambda: translate("GateWords", "at the logarithm"),
    "sqrt": lambda: translate("GateWords", "at the square root"),
    "sin": lambda: translate("GateWords", "at the sine"),
    "cos": lambda: translate("GateWords", "at the cosine"),
    "tan": lambda: translate("GateWords", "at the tangent"),
    "tanh": lambda: translate("GateWords", "at tanh"),
    "sigmoid": lambda: translate("GateWords", "at the sigmoid"),
    "relu": lambda: translate("GateWords", "at ReLU"),
    "abs": lambda: translate("GateWords", "at the absolute value"),
    "max": lambda: translate("GateWords", "at the maximum"),
    "min": lambda: translate("GateWords", "at the minimum"),
}


def pattern_sentence(numbers: GraphNumbers, gate: Gate, source: int) -> str:
    """What the gate does with the derivative on its way to a node.

    Parameters
    ----------
    source
        The node that the product travels to.
    """
    graph = numbers.graph
    node = graph.nodes[gate.node]
    name = "" if node.kind is None else node.kind.name
    match gate.pattern:
        case GatePattern.PASSES_ON if name == "add":
            return translate("GateWords", "an addition passes the error on unchanged: that is why ∂C/∂b = δ")
        case GatePattern.PASSES_ON:
            return translate("GateWords", "a subtraction passes the error on unchanged to what it subtracts from")
        case GatePattern.PASSES_NEGATED if name == "negate":
            return translate("GateWords", "a negation turns the sign of the error round")
        case GatePattern.PASSES_NEGATED:
            return translate("GateWords", "a subtraction turns the sign of the error round for what is subtracted")
        case GatePattern.SWAPS:
            return translate("GateWords", "a multiplication swaps: each gets the other factor times the error; that "
                                          "is why ∂C/∂w = a·δ")
        case GatePattern.ROUTES:
            return _routed(graph, gate, node, source)
        case GatePattern.ADDS_UP:
            text = translate("GateWords", "{node} is used {count} times: each use sends a contribution, and their "
                                          "sum is the derivative")
            return text.format(node=word_of(graph, gate.node), count=count(len(gate.contributions)))
    return _scaled(node, gate)


def _routed(graph: Graph, gate: Gate, node: GraphNode, source: int) -> str:
    name = "" if node.kind is None else node.kind.name
    if name == "relu":
        if gate.is_tied:
            return translate("GateWords", "ReLU stands at its kink, z = 0: by convention nothing gets through")
        return translate("GateWords", "ReLU is on: the error passes unchanged") if gate.lets_through else translate(
            "GateWords", "ReLU is off: its slope is 0, and nothing gets through")
    if gate.is_tied:
        return translate("GateWords", "both are equal here, a kink: by convention the first one gets the whole error")
    word = word_of(graph, source)
    if name == "max":
        text = translate("GateWords", "a maximum routes: {node} is the largest and gets the whole error") \
            if gate.lets_through else translate("GateWords", "a maximum routes: {node} is not the largest and gets "
                                                             "nothing")
    else:
        text = translate("GateWords", "a minimum routes: {node} is the smallest and gets the whole error") \
            if gate.lets_through else translate("GateWords", "a minimum routes: {node} is not the smallest and gets "
                                                             "nothing")
    return text.format(node=word)


def _scaled(node: GraphNode, gate: Gate) -> str:
    name = "" if node.kind is None else node.kind.name
    if name == "sigmoid":
        text = translate("GateWords", "σ scales the error by its slope, here {slope}, and never by more than ¼")
    elif name == "tanh":
        text = translate("GateWords", "tanh scales the error by its slope, here {slope}, and never by more than 1")
    elif name == "power":
        text = translate("GateWords", "a power scales the error by its slope, here {slope}")
    elif name == "divide":
        text = translate("GateWords", "a division scales the error by its slope, here {slope}")
    else:
        text = translate("GateWords", "{function} scales the error by its slope, here {slope}")
    return text.format(function="" if node.kind is None else node.kind.symbol, slope=shown(gate.local))


# What a numerical check of a derivative has found, in words and as a table.

AGREES, DIFFERS = "✓", "✗"
_FEWEST_DIGITS = 5
_DIGITS = 3
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def check_sentence(graph: Graph, one: Check) -> str:
    """The line for one node."""
    node, output = word_of(graph, one.node), output_word(graph)
    if not math.isfinite(one.numeric):
        text = translate("CheckWords", "check: {output} is not defined on both sides of {node}, so that nothing can "
                                       "be said")
        return text.format(output=output, node=node)
    if one.kink is not None:
        text = translate("CheckWords", "check: {output} has a kink here: its slope is {left} on one side and {right} "
                                       "on the other, and the chain rule takes {analytic} by convention")
        return text.format(output=output, left=shown(one.left), right=shown(one.right), analytic=shown(one.analytic))
    if one.numeric == one.analytic == 0.0:
        text = translate("CheckWords", "check: nudging {node} by ±{step} does not change {output}")
        return text.format(node=node, step=step_text(one.step), output=output)
    values = {"node": node, "step": step_text(one.step), "output": output, "rate": number(one.numeric, _DIGITS),
              "digits": count(one.digits_agreeing)}
    if one.agrees and one.digits_agreeing >= _FEWEST_DIGITS:
        return translate("CheckWords", "check: nudging {node} by ±{step} changes {output} at the rate {rate}: agrees "
                                       "to {digits} digits").format(**values)
    if one.agrees:
        return translate("CheckWords", "check: nudging {node} by ±{step} changes {output} by less than rounding "
                                       "does, so that no difference is seen").format(**values)
    return translate("CheckWords", "check: nudging {node} by ±{step} changes {output} at the rate {rate}: this is "
                                   "another number!").format(**values)


def summary(graph: Graph, checks: Sequence[Check]) -> str:
    """All checks in one sentence."""
    wrong = sum(not one.agrees for one in checks)
    if wrong:
        text = translate("CheckWords", "{wrong} of {count} derivatives differ from what nudging each node gives")
        return text.format(wrong=count(wrong), count=count(len(checks)))
    text = translate("CheckWords", "all {count} derivatives agree with what nudging each node gives")
    return text.format(count=count(len(checks)))


def table(graph: Graph, checks: Sequence[Check], theme: Theme) -> str:
    """Variables first, then all other nodes, as rich text: chain rule, nudging, digits, and a mark."""
    ordered = sorted(checks, key=lambda one: (not graph.nodes[one.node].is_variable, graph.variables.index(one.node)
                                              if graph.nodes[one.node].is_variable else -one.node))
    dim = theme.text_dim.name()
    heads = ("", translate("CheckWords", "chain rule"), translate("CheckWords", "nudging"),
             translate("CheckWords", "digits"), "")
    side = theme.px(14)
    rows = [_row([f'<span style="color:{dim}">{head}</span>' for head in heads], side)]
    rows += [_row([html.escape(derivative_word(graph, one.node)), shown(one.analytic), _numeric(one), _digits(one),
                   _mark(one, theme)], side) for one in ordered]
    return f'<table cellspacing="0" cellpadding="0">{"".join(rows)}</table>'


def table_text(graph: Graph, checks: Sequence[Check]) -> list[str]:
    """The lines of the table in plain words, for screen readers."""
    return [f"{derivative_word(graph, one.node)}: {shown(one.analytic)}, {_numeric(one)}, "
            f"{AGREES if one.agrees else DIFFERS}" for one in checks]


def step_text(step: float) -> str:
    """A power of ten: 10⁻⁵."""
    exponent = round(math.log10(step)) if step > 0.0 else 0
    if math.isclose(step, 10.0 ** exponent, rel_tol=1e-6):
        return "10" + str(exponent).translate(_SUPERSCRIPTS)
    return number(step, 2)


def _numeric(one: Check) -> str:
    if one.kink is not None:
        return translate("CheckWords", "{left} | {right}").format(left=shown(one.left), right=shown(one.right))
    return number(one.numeric, _DIGITS) if math.isfinite(one.numeric) else MINUS


def _digits(one: Check) -> str:
    if one.kink is not None:
        return translate("CheckWords", "kink")
    return count(one.digits_agreeing) if one.digits_agreeing or not one.agrees else "≈"


def _mark(one: Check, theme: Theme) -> str:
    color, mark = (theme.good, AGREES) if one.agrees else (theme.error, DIFFERS)
    return f'<span style="color:{color.name()}">{mark}</span>'


def _row(cells: Sequence[str], side: int) -> str:
    sides = ("right" if place else "left" for place in range(len(cells)))
    return "<tr>" + "".join(f'<td align="{align}" style="padding:{side // 7}px {side}px {side // 7}px 0">{cell}</td>'
                            for align, cell in zip(sides, cells, strict=True)) + "</tr>"


_PATIENCE = 150
"""Milliseconds at which nothing else happens before a check is worth its time."""
_NARROW = 620
"""A card less wide than this shows a sum before its contributions, which are below each other there."""
_AHEAD = 4
"""Stops ahead whose formulas are made ready."""
_CHECKED_BY_ITSELF = 200
"""Nodes of the largest graph that is checked without anybody asking."""


class ChainCard(Card):
    """What happens at a stop, or at the node that somebody has chosen, as far as it has come by then.

    Attributes
    ----------
    view
        The painted lines.
    check_all, table
        The button that shows the check of every derivative instead, and what it shows.

    Signals
    -------
    check_wanted
        Somebody wants to see the check of every derivative: answer with `show_checks`.
    """

    check_wanted = Signal()

    def __init__(self, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._formulas = formulas
        self._numbers: GraphNumbers | None = None
        self._position = 0
        self._stop = Stop(StopKind.START)
        self._node = -1
        self._checks: dict[int, Check] = {}
        self._pattern = ""
        self.view = ChainView(theme, formulas)
        self.view.rested.connect(self._prerender)
        self._scrolled_view = _scrolled(self.view)
        self.table = QLabel()
        self.table.setTextFormat(Qt.TextFormat.RichText)
        self.table.setFont(theme.font(13, tabular=True))
        self.table.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.verdict = PlainLabel()
        self.verdict.setFont(theme.font(13))
        self.verdict.setWordWrap(True)
        self.check_all = PushButton(self.tr("Check all"), theme)
        self.check_all.setCheckable(True)
        self.check_all.setToolTip(self.tr("Nudge every node a little and compare the change of the output with its "
                                          "derivative"))
        self.check_all.toggled.connect(self._on_toggled)
        self.add_to_header(self.check_all)
        self._pages = QStackedLayout()
        self.body.addLayout(self._pages, 1)
        self._pages.addWidget(self._scrolled_view)
        self._page_of_checks = QWidget()
        column = QVBoxLayout(self._page_of_checks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.verdict)
        column.addWidget(_scrolled(self.table), 1)
        self._pages.addWidget(self._page_of_checks)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._check_now)
        self.setMinimumHeight(theme.px(120))

    def show_moment(self, numbers: GraphNumbers, position: int, chosen: int | None) -> None:
        """Show a stop of `stops_of(graph)`; or a node, at the last stop by then at which something happens to it."""
        if self._numbers is not numbers:
            self._checks = {}
        self._numbers, self._position = numbers, position
        self._stop, self._node = _stop_in_view(numbers, position, chosen)
        self._show()
        self._plan_check()

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what the check of every derivative has found."""
        self._checks = {one.node: one for one in checks}
        self._show()

    def text(self) -> str:
        """All that is said, in plain words."""
        return "\n".join([f"{self._mark.text()} {self.title()}".strip(), self._pattern, *self.view.texts(),
                          *self.view.sentences()])

    # the stop

    def _show(self) -> None:
        numbers, stop = self._numbers, self._stop
        if numbers is None:
            return
        if self.check_all.isChecked():
            self._show_table(numbers)
            return
        self._show_title(numbers, stop)
        above, below = self._pattern_lines()
        self.view.show_lines(self._lines(numbers, stop), [*self._sentences(numbers, stop), *below], above)

    def _lines(self, numbers: GraphNumbers, stop: Stop) -> tuple[ChainLine, ...]:
        if stop.kind is not StopKind.START or self._node < 0:
            return chain_lines(numbers, stop, total_first=self.width() < self._theme.px(_NARROW))
        return (node_line(numbers, self._node),)

    def _show_title(self, numbers: GraphNumbers, stop: Stop) -> None:
        graph, theme = numbers.graph, self._theme
        self._pattern = ""
        if stop.kind is StopKind.PRODUCT:
            gate = pattern_of(graph, numbers, stop.edge)
            title = operation_title(graph, gate.node)
            self._pattern = pattern_sentence(numbers, gate, stop.node)
        elif stop.kind is StopKind.SUM:
            title = self.tr("summed at {node}").format(node=word_of(graph, stop.node))
            gathered = gathered_at(graph, stop.node)
            self._pattern = pattern_sentence(numbers, gathered, stop.node) if gathered is not None else ""
        elif stop.kind is StopKind.SEED:
            title = self.tr("begins at {output}").format(output=output_word(graph))
            self._pattern = self.tr("the output changes exactly as much as itself")
        elif stop.kind is StopKind.VALUE:
            title = operation_title(graph, stop.node)
        elif self._node >= 0:
            title = self.tr("of {node}").format(node=word_of(graph, self._node))
        else:
            title = self.tr("the variables have their values")
        if stop.is_backward:
            self.set_mark(self.tr("Chain rule"), theme.delta_positive)
        elif stop.kind is StopKind.START and self._node < 0:
            self.set_mark(self.tr("Start"), theme.text)
        else:
            self.set_mark(self.tr("Value"), theme.positive)
        self.set_title(title)
        self.setAccessibleName(f"{self._mark.text()} {title}")
        self._place_pattern()

    def _place_pattern(self) -> None:
        """On the right of the title where there is room for all of it, otherwise below it."""
        self.set_note(self._pattern if self._has_room_for_pattern() else "")

    def _has_room_for_pattern(self) -> bool:
        px = self._theme.px
        labels = (self._mark, self._title)
        used = sum(label.fontMetrics().horizontalAdvance(label.text()) for label in labels)
        wanted = self._note.fontMetrics().horizontalAdvance(self._pattern) + 2
        around = self.check_all.sizeHint().width() + 4 * px(8) + 2 * px(16)
        return used + wanted + around <= self.width()

    def _pattern_lines(self) -> tuple[list[Sentence], list[Sentence]]:
        """Above the formulas, or below them where it takes several lines: what happens here must stay in view."""
        if not self._pattern or self._has_room_for_pattern():
            return [], []
        found = [Sentence(self._pattern)]
        fits = self._note.fontMetrics().horizontalAdvance(self._pattern) <= self._scrolled_view.viewport().width()
        return (found, []) if fits else ([], found)

    def _sentences(self, numbers: GraphNumbers, stop: Stop) -> list[Sentence]:
        graph = numbers.graph
        found: list[Sentence] = []
        if stop.kind is StopKind.START:
            if self._node < 0:
                found.append(Sentence(self.tr("Forward, every operation gets its value, from the variables to "
                                              "{output}; then the chain rule goes back over every edge.").format(
                    output=output_word(graph))))
            elif graph.nodes[self._node].kind is not None:
                found.append(Sentence(self.tr("It is not computed yet.")))
            return found
        if stop.kind is StopKind.PRODUCT:
            edges = graph.contributions[stop.node]
            if len(edges) > 1:
                arrived = edges[:edges.index(stop.edge) + 1]
                text = self.tr("contribution {place} of {count} to {derivative}; so far: {sum}")
                found.append(Sentence(text.format(
                    place=count(len(arrived)), count=count(len(edges)), derivative=derivative_word(graph, stop.node),
                    sum=sum_text([float(numbers.products[edge]) for edge in arrived], is_complete=False)), "text"))
                return found
        one = self._checks.get(stop.node) if stop.is_backward and stop.kind is not StopKind.SEED else None
        if one is not None:
            found.append(Sentence(check_sentence(graph, one), "dim" if one.agrees else "error"))
        return found

    def _prerender(self) -> None:
        """Typesets what the next presses of a key lead to, while there is time."""
        if self._numbers is not None:
            stops, here = stops_of(self._numbers.graph), self._position
            for stop in (*stops[here + 1:here + 1 + _AHEAD], *stops[max(here - 1, 0):here]):
                self._formulas.prerender(line.formula for line in chain_lines(self._numbers, stop))

    # the check

    def _plan_check(self) -> None:
        """Small graphs are checked as soon as there is time for it."""
        numbers = self._numbers
        wanted = numbers is not None and not self._checks and self.isVisible() and (
            self.check_all.isChecked() or (self._stop.is_backward
                                           and len(numbers.graph.nodes) <= _CHECKED_BY_ITSELF))
        if wanted:
            self._later.start(_PATIENCE)
        else:
            self._later.stop()

    def _check_now(self) -> None:
        numbers = self._numbers
        if self.check_all.isChecked():
            self.check_wanted.emit()
        elif numbers is not None:
            graph = numbers.graph
            given = {graph.nodes[node].name: float(numbers.values[node]) for node in graph.variables}
            self.show_checks(check(graph, given))

    def _on_toggled(self, shown: bool) -> None:
        self._pages.setCurrentWidget(self._page_of_checks if shown else self._scrolled_view)
        self.check_all.setText(self.tr("Chain rule") if shown else self.tr("Check all"))
        if shown and not self._checks:
            self.check_wanted.emit()
        self._show()

    def _show_table(self, numbers: GraphNumbers) -> None:
        graph, checks = numbers.graph, list(self._checks.values())
        self.set_mark("")
        self.set_note("")
        self.set_title(self.tr("Check of every derivative"))
        # what stands there stays until the numbers are there again
        self.table.setEnabled(bool(checks))
        if checks:
            self.verdict.setText(summary(graph, checks))
            self.table.setText(table(graph, checks, self._theme))
            self.table.setAccessibleName("; ".join(table_text(graph, checks)))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._plan_check()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._later.stop()


def _stop_in_view(numbers: GraphNumbers, position: int, chosen: int | None) -> tuple[Stop, int]:
    """The stop to be shown and, where it is none of the node that was chosen, that node; otherwise −1."""
    stops = stops_of(numbers.graph)
    if chosen is None or stops[position].node == chosen:
        return stops[position], -1
    past = next((stop for stop in reversed(stops[:position + 1]) if stop.node == chosen), None)
    return (Stop(StopKind.START), chosen) if past is None else (past, -1)


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    area.setWidget(content)
    return area
