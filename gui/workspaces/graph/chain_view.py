"""The painted lines of the chain rule: formulas, numbers behind them, and words below."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.equations.arithmetic import filled, read
from gui.equations.notation import (
    AS_ENTERED,
    TERM_DIGITS,
    Item,
    Items,
    Mark,
    Number,
    Operator,
    Power,
    Statement,
    Sum,
    Term,
    Tone,
    rounded,
)
from gui.equations.rounding import EQUAL, NEARLY, plain, shown_line
from gui.equations.run_layout import FRAME, Face, Ink, Piece, Typesetter
from gui.foundation.formulas import Formulas
from gui.foundation.theme import SMALLEST_TEXT, Theme, blend
from gui.insight.lettering import Lettering, Words
from gui.workspaces.graph.graph_formulas import (
    TooLong,
    applied,
    filled_in,
    formula_latex,
    is_short_number,
    name_latex,
    number_latex,
    output_latex,
    value_number,
)
from simulator.graph.graph import Graph, GraphNumbers
from simulator.graph.stops import Stop, StopKind

# What the chain rule does at a stop of a graph: formulas, and the same with numbers.

# How the derivative of each operation is written, and how it is worked out.

Rule = tuple[tuple[str, ...], str]
"""LaTeX in pieces, among which u and v are the arguments as factors, U and V without brackets, f the value; and
how it is worked out, if that can be read off."""


def local_rule(graph: Graph, node: int, slot: int) -> Rule:
    """The derivative of an operation with respect to one of its arguments; empty where a number says it all."""
    kind = graph.nodes[node].kind
    assert kind is not None, "only operations have rules"
    if kind.name == "power":
        exponent = graph.nodes[graph.nodes[node].arguments[1]].value
        if slot == 1:
            return ("u", "^{", "v", r"}\,\ln ", "u"), ""
        if exponent is None:
            return ("v", r"\,", "u", "^{", "v", "-1}"), ""
        if exponent == 2.0:
            return (r"2\,", "u"), "2 · u"
        if exponent == 3.0:
            return (r"3\,", "u", "^2"), "3 · u²"
        return (number_latex(exponent), r"\,", "u", "^{", number_latex(exponent - 1.0), "}"), ""
    return _RULES.get((kind.name, slot), ((), ""))


_RULES: Mapping[tuple[str, int], Rule] = MappingProxyType({
    ("multiply", 0): (("V",), "v"),
    ("multiply", 1): (("U",), "u"),
    ("divide", 0): ((r"\frac{1}{", "v", "}"), "1 / v"),
    ("divide", 1): ((r"-\frac{", "U", "}{", "v", "^2}"), ""),
    ("exp", 0): ((r"\exp(", "U", ")"), ""),
    ("log", 0): ((r"\frac{1}{", "U", "}"), "1 / u"),
    ("sqrt", 0): ((r"\frac{1}{2\sqrt{", "U", "}}"), "1 / ( 2 · √u )"),
    ("sin", 0): ((r"\cos(", "U", ")"), ""),
    ("cos", 0): ((r"-\sin(", "U", ")"), ""),
    ("tan", 0): ((r"1 + \tan^2(", "U", ")"), "1 + f²"),
    ("tanh", 0): ((r"1 - \tanh^2(", "U", ")"), "1 − f²"),
    ("sigmoid", 0): ((r"\sigma'(", "U", r") = ", "f", r"\,(1 - ", "f", ")"), "f · ( 1 − f )"),
    ("relu", 0): ((r"\mathrm{relu}'(", "U", ")"), ""),
    ("abs", 0): ((r"\mathrm{sgn}(", "U", ")"), ""),
})


_WRITTEN_OUT = 6
"""A node without a name is written out in a derivative if it has no more parts than these."""
_LETTERS = ("u", "v", "s", "t", "p", "q", "m", "n")
_MOST_IN_FORMULA = 30
_MOST_CONTRIBUTIONS = 4
_MOST_DIGITS = 7


@dataclass(frozen=True, eq=False)
class ChainLine:
    """A formula in LaTeX and, behind it, what the numbers give.

    Attributes
    ----------
    continues
        Whether it may stand beside the one before it, where there is room.
    """

    formula: str
    statement: Statement | None = None
    continues: bool = False


def chain_lines(numbers: GraphNumbers, stop: Stop, *, total_first: bool = False) -> tuple[ChainLine, ...]:
    """What happens at a stop, line by line; a sum behind its contributions, or where there is little room first."""
    graph = numbers.graph
    match stop.kind:
        case StopKind.START:
            return (_value_formula(graph, graph.output),)
        case StopKind.VALUE:
            return (_value_line(numbers, stop.node),)
        case StopKind.SEED:
            output = output_latex(graph)
            return (ChainLine(rf"\frac{{\partial {output}}}{{\partial {output}}}",
                              Statement((), ((Mark("1"),),), None)),)
        case StopKind.PRODUCT:
            return tuple(_product_lines(numbers, stop.edge))
    return tuple(_sum_lines(numbers, stop.node, total_first=total_first))


def node_line(numbers: GraphNumbers, node: int) -> ChainLine:
    """A variable or a number with its value; an operation that has none yet as a formula."""
    it = numbers.graph.nodes[node]
    if it.kind is not None:
        return _value_formula(numbers.graph, node)
    name = name_latex(it.name) if it.name else number_latex(float(numbers.values[node]))
    return ChainLine(name, Statement((), ((value_number(numbers, node),),), None) if it.name else None)


# forward


def _value_formula(graph: Graph, node: int) -> ChainLine:
    it = graph.nodes[node]
    left = output_latex(graph) if node == graph.output else name_latex(it.name) if it.name else ""
    try:
        right = formula_latex(graph, node, most=_MOST_IN_FORMULA)
    except TooLong:
        right = r"\ldots"
    return ChainLine(f"{left} = {right}" if left else right)


def _value_line(numbers: GraphNumbers, node: int) -> ChainLine:
    try:
        items, of_values = filled_in(numbers, node, _MOST_IN_FORMULA), False
    except TooLong:
        items, of_values = _of_values(numbers, node), True
    result = Number(float(numbers.values[node]), Tone.SIGNAL)
    if read(items) is None:
        items, sign = _with_enough_digits(numbers, node, items, result, of_values=of_values)
        statement = Statement((), (items, (Operator(sign), result)), None)
    else:
        statement = Statement((), (items,), result)
    return replace(_value_formula(numbers.graph, node), statement=statement)


def _of_values(numbers: GraphNumbers, node: int) -> Items:
    """An operation with the values of its arguments, however they came about."""
    it = numbers.graph.nodes[node]
    assert it.kind is not None, "variables and numbers are not computed"
    leaves = [value_number(numbers, argument) for argument in it.arguments]
    if it.kind.name == "power":
        return (Power(leaves[0], leaves[1]),)
    return applied(it.kind.name, it.kind.symbol, [((leaf,), 1 if leaf.value < 0 else 5) for leaf in leaves])[0]


def _with_enough_digits(numbers: GraphNumbers, node: int, items: Items, result: Number, *, of_values: bool
                        ) -> tuple[Items, str]:
    """The row with so many digits of its numbers that they give the result as it is rounded."""
    for digits in range(TERM_DIGITS, _MOST_DIGITS + 1):
        with np.errstate(all="ignore"):
            value = _worked_out(numbers, node, digits, of_values=of_values, is_first=True)
        if np.isfinite(value) and rounded(value, result.digits)[0] == rounded(result.value, result.digits)[0]:
            return tuple(_with_digits(item, digits) for item in items), EQUAL
    return tuple(_with_digits(item, TERM_DIGITS + 1) for item in items), NEARLY


def _with_digits(item: Item, digits: int) -> Item:
    if isinstance(item, Number):
        return item if item.is_exact else replace(item, digits=digits)
    if isinstance(item, Power) and isinstance(item.base, Number) and not item.base.is_exact:
        return Power(replace(item.base, digits=digits), item.exponent)
    return item


def _worked_out(numbers: GraphNumbers, node: int, digits: int, *, of_values: bool, is_first: bool = False) -> float:
    """What a row gives whose numbers have so many digits."""
    it = numbers.graph.nodes[node]
    if it.kind is None or (not is_first and (it.name or of_values)):
        leaf = value_number(numbers, node)
        return leaf.value if leaf.is_exact else rounded(leaf.value, digits)[0]
    parts = [np.float64(_worked_out(numbers, one, digits, of_values=of_values)) for one in it.arguments]
    return float(it.kind.value(*parts))


# backward


class _Names:
    """How the nodes of a derivative are written; what is too long gets a letter, which is explained behind."""

    def __init__(self, graph: Graph, nodes: tuple[int, ...]) -> None:
        self._graph = graph
        taken = {node.name for node in graph.nodes}
        letters = iter(letter for letter in _LETTERS if letter not in taken)
        self.letters: dict[int, str] = {}
        for node in dict.fromkeys(nodes):
            if not graph.nodes[node].name and node != graph.output and self._written(node) is None:
                self.letters[node] = next(letters, "u")

    def word(self, node: int) -> str:
        """A node in a derivative."""
        if node == self._graph.output:
            return output_latex(self._graph)
        it = self._graph.nodes[node]
        return name_latex(it.name) if it.name else self.letters.get(node) or self._written(node) or ""

    def quotient(self, above: int, below: int) -> str:
        """∂above/∂below."""
        return rf"\frac{{\partial {self.factor(above)}}}{{\partial {self.factor(below)}}}"

    def explanations(self) -> Iterator[ChainLine]:
        """What the letters stand for."""
        for node, letter in self.letters.items():
            others = {one: word for one, word in self.letters.items() if one != node}
            try:
                right = formula_latex(self._graph, node, names=others, most=_MOST_IN_FORMULA)
            except TooLong:
                right = r"\ldots"
            yield ChainLine(f"{letter} = {right}", continues=True)

    def factor(self, node: int) -> str:
        """The same as a factor, or behind ∂: what is joined by a sign gets brackets."""
        it = self._graph.nodes[node]
        is_joined = it.kind is not None and not it.name and node != self._graph.output and not it.kind.spellings
        return f"({self.word(node)})" if is_joined and node not in self.letters else self.word(node)

    def _written(self, node: int) -> str | None:
        try:
            return formula_latex(self._graph, node, most=_WRITTEN_OUT)
        except TooLong:
            return None


def _product_lines(numbers: GraphNumbers, edge: int) -> Iterator[ChainLine]:
    graph, it = numbers.graph, numbers.graph.edges[edge]
    names = _names_of(graph, (edge,))
    is_whole = len(graph.outgoing[it.source]) == 1
    left = names.quotient(graph.output, it.source)
    local = _local_line(numbers, edge, names)
    if it.target == graph.output:
        yield local if is_whole else _from_output(numbers, edge, names)
    else:
        product = rf"{names.quotient(graph.output, it.target)} \cdot {names.quotient(it.target, it.source)}"
        yield ChainLine(f"{left} = {product}" if is_whole else product, _product(numbers, edge))
        if not _is_constant(graph, edge):
            yield replace(local, continues=True)
    yield from names.explanations()


def _sum_lines(numbers: GraphNumbers, node: int, *, total_first: bool) -> Iterator[ChainLine]:
    graph = numbers.graph
    edges = graph.contributions[node]
    shown = edges if len(edges) <= _MOST_CONTRIBUTIONS else ()
    names = _names_of(graph, shown)
    contributions: list[ChainLine] = []
    for place, edge in enumerate(shown):
        target = graph.edges[edge].target
        if target == graph.output:
            line = _from_output(numbers, edge, names)
        else:
            line = ChainLine(rf"{names.quotient(graph.output, target)} \cdot {names.quotient(target, node)}",
                             _product(numbers, edge))
        contributions.append(replace(line, continues=place > 0))
    products = numbers.products[list(edges)]

    def term(place: int) -> Term:
        value = float(products[place])
        return Term((Number(value, Tone.ERROR, unsigned=True),), value < 0.0)

    total = Number(float(numbers.derivatives[node]), Tone.ERROR)
    line = ChainLine(names.quotient(graph.output, node),
                     Statement((), (Sum(products, term, tone=Tone.ERROR),), total))
    yield from (line, *contributions) if total_first else (*contributions, line)
    yield from names.explanations()


def _from_output(numbers: GraphNumbers, edge: int, names: _Names) -> ChainLine:
    """A contribution that comes straight from the output: one of several, which is not yet the derivative."""
    _, has_rule, rule = _local_line(numbers, edge, names).formula.rpartition(" = ")
    right = rule if has_rule else number_latex(float(numbers.locals[edge]))
    return ChainLine(rf"1 \cdot {f'({right})' if right.startswith('-') or ' ' in right else right}",
                     _product(numbers, edge))


def _names_of(graph: Graph, edges: tuple[int, ...]) -> _Names:
    ends = [(graph.edges[edge].target, graph.edges[edge].source) for edge in edges]
    return _Names(graph, tuple(node for pair in ends for node in pair))


def _product(numbers: GraphNumbers, edge: int) -> Statement:
    target = numbers.graph.edges[edge].target
    arriving = _factor(float(numbers.derivatives[target]), Tone.ERROR)
    local = _factor(float(numbers.locals[edge]), Tone.PLAIN)
    second: Items = (Mark("("), local, Mark(")")) if local.value < 0 or "·" in local.text else (local,)
    first: Items = (Mark("("), arriving, Mark(")")) if "·" in arriving.text else (arriving,)
    return Statement((), ((*first, Operator("·"), *second),), Number(float(numbers.products[edge]), Tone.ERROR))


def _factor(value: float, tone: Tone) -> Number:
    return Number(value, tone, digits=AS_ENTERED if is_short_number(value) else TERM_DIGITS)


def _is_constant(graph: Graph, edge: int) -> bool:
    kind = graph.nodes[graph.edges[edge].target].kind
    assert kind is not None, "only operations have arguments"
    return isinstance(kind.first[graph.edges[edge].slot], float)


def _local_line(numbers: GraphNumbers, edge: int, names: _Names) -> ChainLine:
    """The local derivative: by its rule, and with numbers."""
    graph, it = numbers.graph, numbers.graph.edges[edge]
    target = graph.nodes[it.target]
    assert target.kind is not None, "only operations have arguments"
    left = names.quotient(it.target, it.source)
    value = Number(float(numbers.locals[edge]))
    if _is_constant(graph, edge):
        return ChainLine(left, Statement((), (), value))
    formula, calculation = local_rule(graph, it.target, it.slot)
    words = [names.word(argument) for argument in target.arguments]
    factors = [names.factor(argument) for argument in target.arguments]
    texts = {"u": factors[0], "v": factors[-1], "f": names.word(it.target) if target.name or it.target == graph.output
             else rf"\sigma({words[0]})", "U": words[0], "V": words[-1]}
    right = "".join(texts.get(part, part) for part in formula)
    quantities = {letter: value_number(numbers, argument) for letter, argument in
                  zip("uv", target.arguments, strict=False)}
    quantities["f"] = Number(float(numbers.values[it.target]), Tone.SIGNAL)
    if calculation in quantities:
        statement = Statement((), ((quantities[calculation],),), None)
    elif calculation:
        statement = Statement((), (filled(calculation, quantities),), value)
    else:
        statement = Statement((), (), value)
    return ChainLine(f"{left} = {right}" if right else left, statement)


_FORMULA, _SMALLER, _NUMBER = 20.0, 17.0, 17.0
_MOST_TERMS = 8
_LINE_GAP = 6
_WORD_GAP = 4
_BEHIND_FORMULA = 0.32
"""Between a formula and the sign behind it, in heights of the numbers' letters."""
_INDENT = 1.6
_BESIDE = 1.8
"""Between two formulas in a row, in the same heights."""
_STRENGTH = 0.85
_REST = 30
"""Milliseconds without a move after which formulas are worth their time."""


@dataclass(frozen=True)
class Sentence:
    """Words below the lines."""

    text: str
    tone: str = "dim"


@dataclass
class _Row:
    """The row that is being filled: its upper edge, heights around its baseline, and where it ends by now."""

    top: float
    above: float
    below: float
    end: float


@dataclass
class _Page:
    """What is painted, with places on the page."""

    formulas: list[tuple[str, float, QPointF]] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    results: list[QRectF] = field(default_factory=list)
    words: list[tuple[float, Words, QColor]] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    """Formulas whose size was not known yet."""
    height: float = 0.0
    row: _Row | None = None
    _began: tuple[int, int, int] = (0, 0, 0)

    def begin_row(self) -> None:
        """What comes now stands in another row."""
        self._began = len(self.formulas), len(self.inks), len(self.results)

    def add(self, piece: Piece, x: float, baseline: float, size: float) -> None:
        """A piece at a place; a result with its frame, for letters of a size."""
        self.inks.extend(ink.moved(x, baseline) for ink in piece.inks)
        if piece.is_result:
            left = x + piece.inks[-1].x - FRAME * size
            self.results.append(QRectF(left, baseline - 0.98 * size, x + piece.width - left, 1.34 * size))

    def lower(self, row: _Row, by: float) -> None:
        """Make room above the baseline of a row for something higher that joins it."""
        if by <= 0.0:
            return
        formulas, inks, results = self._began
        self.formulas[formulas:] = [(latex, size_px, corner + QPointF(0.0, by))
                                    for latex, size_px, corner in self.formulas[formulas:]]
        self.inks[inks:] = [ink.moved(0.0, by) for ink in self.inks[inks:]]
        self.results[results:] = [frame.translated(0.0, by) for frame in self.results[results:]]
        row.above += by


class ChainView(QWidget):
    """As high as its lines need in its width.

    Typesetting a formula takes longer than a frame, so that it is only done where one stays for a moment; the numbers
    are there at once.

    Signals
    -------
    rested
        The same lines have been in view for a moment, and their formulas are being typeset.
    """

    rested = Signal()

    def __init__(self, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formulas = formulas
        self._typesetter = Typesetter(theme, _NUMBER, lambda _: "", str)
        self._lettering = Lettering(theme, 13)
        self._colors = {Tone.SIGNAL: (theme.positive, theme.negative),
                        Tone.ERROR: (theme.delta_positive, theme.delta_negative)}
        self._lines: tuple[ChainLine, ...] = ()
        self._sentences: tuple[Sentence, ...] = ()
        self._heading: tuple[Sentence, ...] = ()
        self._pages: dict[int, _Page] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        formulas.rendered.connect(self._on_rendered)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._on_rest)

    def show_lines(self, lines: Sequence[ChainLine], sentences: Sequence[Sentence],
                   heading: Sequence[Sentence] = ()) -> None:
        """Show these lines, with words below and above them."""
        self._lines, self._sentences, self._heading = tuple(lines), tuple(sentences), tuple(heading)
        self._rest.start()
        self.setAccessibleDescription("; ".join([*self.texts(), *self.sentences()]))
        self._renew()

    def texts(self) -> tuple[str, ...]:
        """The numbers of every line in plain words."""
        return tuple(statement_text(line.statement) for line in self._lines if line.statement is not None)

    def formulas(self) -> tuple[str, ...]:
        """The formulas in LaTeX."""
        return tuple(line.formula for line in self._lines)

    def sentences(self) -> tuple[str, ...]:
        """The words above and below the lines."""
        return tuple(one.text for one in (*self._heading, *self._sentences))

    def _renew(self) -> None:
        self._pages.clear()
        self.updateGeometry()
        self.update()

    def _on_rest(self) -> None:
        self._formulas.prerender(line.formula for line in self._lines)
        self.rested.emit()

    def _on_rendered(self, latex: str) -> None:
        if any(line.formula == latex for line in self._lines):
            self._renew()

    def _page(self, width: int) -> _Page:
        if width not in self._pages:
            if len(self._pages) > 4:
                self._pages.clear()
            self._pages[width] = self._laid_out(float(width))
        return self._pages[width]

    def _laid_out(self, width: float) -> _Page:
        page = _Page()
        for sentence in self._heading:
            self._place_words(page, sentence, width)
        for line in self._lines:
            self._place_line(page, line, width)
        for sentence in self._sentences:
            page.height += self._theme.px(_WORD_GAP)
            self._place_words(page, sentence, width)
        return page

    def _place_words(self, page: _Page, sentence: Sentence, width: float) -> None:
        color = self._theme.text_dim if sentence.tone == "dim" else getattr(self._theme, sentence.tone)
        # a brace would be a placeholder
        words = self._lettering.words(sentence.text.replace("{", "(").replace("}", ")"))
        for part in self._lettering.lines(words, width):
            page.words.append((page.height + self._lettering.ascent, part, color))
            page.height += self._lettering.line_height

    def _place_line(self, page: _Page, line: ChainLine, width: float) -> None:
        """A formula and, on its baseline as far as there is room, what the numbers give."""
        typesetter = self._typesetter
        pieces = [] if line.statement is None else typesetter.pieces(line.statement, _MOST_TERMS)
        gap, indent = _BEHIND_FORMULA * typesetter.size, _INDENT * typesetter.size
        behind = gap + sum(piece.width + piece.space for piece in pieces) if pieces else 0.0
        if not self._formulas.is_ready(line.formula):
            page.unknown.add(line.formula)
        size_px, size, ascent = self._measure(line.formula, width, behind)
        whole = size.width() + behind
        start, row = 0.0, page.row
        above, below = ascent, size.height() - ascent
        if pieces:
            above, below = max(above, typesetter.ascent), max(below, typesetter.line_height - typesetter.ascent)
        if line.continues and row is not None and row.end + _BESIDE * typesetter.size + whole <= width:
            start = row.end + _BESIDE * typesetter.size
            page.lower(row, above - row.above)
            above, below = row.above, max(below, row.below)
            top = row.top
        else:
            top = page.height + (self._theme.px(_LINE_GAP) if page.formulas else 0)
            page.begin_row()
        baseline = top + above
        page.formulas.append((line.formula, size_px, QPointF(start, baseline - ascent)))
        bottom = top + above + below
        x, is_broken = start + size.width(), False
        for number, piece in enumerate(pieces):
            space = piece.space if number else gap
            needed = space + piece.width
            if number == 0 and len(pieces) > 1:  # a sign is not left alone at the end of a row
                needed += pieces[1].space + pieces[1].width
            if x > indent and x + needed > width:
                baseline = bottom + typesetter.ascent
                bottom += typesetter.line_height
                x, space, is_broken = indent, 0.0, True
            x += space
            page.add(piece, x, baseline, typesetter.size)
            x += piece.width
        page.row = None if is_broken else _Row(top, above, below, x)
        page.height = bottom

    def _measure(self, latex: str, width: float, behind: float) -> tuple[float, QSizeF, float]:
        """Size of the letters, and the formula's own; a little smaller where so all of the line has room."""
        formulas = self._formulas
        if formulas.is_ready(latex):
            try:
                needed = formulas.size(latex, _FORMULA).width()
                size_px = _FORMULA
                if needed > width:
                    size_px = max(float(SMALLEST_TEXT), _FORMULA * width / needed)
                elif needed * _SMALLER / _FORMULA + behind <= width < needed + behind:
                    size_px = _SMALLER
                return size_px, formulas.size(latex, size_px), formulas.ascent(latex, size_px)
            except ValueError:
                pass
        nominal = self._theme.px(_FORMULA)
        return _FORMULA, QSizeF(6.0 * nominal, 2.2 * nominal), 1.3 * nominal

    def _color(self, ink: Ink) -> QColor:
        pair = self._colors.get(ink.tone)
        if pair is None or ink.value == 0:
            return self._theme.text
        return self._theme.readable(blend(self._theme.text, pair[ink.value < 0], _STRENGTH))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._page(width).height)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self.heightForWidth(max(self.width(), self._theme.px(240))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page, theme = self._page(self.width()), self._theme
        for latex, size_px, corner in page.formulas:
            if latex in page.unknown:  # it has become ready since then, and this room is not its own
                continue
            try:
                painter.drawPixmap(corner, self._formulas.pixmap(latex, size_px, theme.text,
                                                                 self.devicePixelRatioF()))
            except ValueError:  # then its text is better than nothing
                painter.setFont(self._typesetter.fonts[Face.MATH])
                painter.setPen(theme.text)
                painter.drawText(corner + QPointF(0, self._typesetter.ascent), latex)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.sunken)
        for frame in page.results:
            painter.drawRoundedRect(frame, theme.px(5), theme.px(5))
        for ink in page.inks:
            painter.setFont(self._typesetter.fonts[ink.face])
            painter.setPen(self._color(ink))
            painter.drawText(QPointF(ink.x, ink.y), ink.text)
        for baseline, words, color in page.words:
            self._lettering.paint(painter, 0.0, baseline, words, color)
        painter.end()


def statement_text(statement: Statement) -> str:
    """A statement as it is shown, in one line: "= −0.143 · 1 = −0.143"."""
    line = shown_line(statement)
    rows = [plain(items) for items, _ in line.rows]
    result = [] if line.result is None else [*([line.sign] if line.rows else []), line.result.text]
    return " ".join([plain(line.left), *rows, *result]).replace("( ", "(").replace(" )", ")")
