"""The left column of the Graph workspace: the expression, its formula, the values, and the ready expressions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from gui.formulas import FormulaLabel, Formulas
from gui.graph.example_list import ExampleList
from gui.graph.graph_formulas import whole_latex
from gui.graph.graph_session import GraphSession
from gui.graph.text_editor import TextEditor
from gui.graph.value_rows import BOX, ValueRows
from gui.language import error_text, translate_name
from gui.setup.setting_row import MessageLabel
from gui.theme import SMALLEST_TEXT, Theme
from gui.widgets.card import Card
from gui.widgets.plain_text import PlainLabel
from simulator.errors import Explained
from simulator.graph.examples import EXAMPLES, example_named

_FORMULA = 18
_LEAST_EXAMPLES = 128
_SCROLL_BAR, _BEFORE_SCROLL_BAR = 10, 4


class GraphColumn(QSplitter):
    """What is derived and at which values in one card, the ready expressions in another; each scrolls.

    Attributes
    ----------
    editor, formula, about, values, examples
        Its parts.
    """

    def __init__(self, session: GraphSession, theme: Theme, formulas: Formulas,
                 former: GraphColumn | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._session = session
        self._theme = theme
        self._formulas = formulas
        self.editor = TextEditor(theme)
        self.formula = FormulaLabel(formulas, "", _FORMULA, theme, parent=self)
        self.about = MessageLabel(theme, "dim", self)
        self.values = ValueRows(theme)
        self.examples = ExampleList(theme)
        self._latex = ""
        self._lay_out(theme)
        self.editor.entered.connect(self._enter)
        self.values.wanted.connect(self._set_value)
        self.values.released.connect(self._end_gesture)
        self.values.ticked.connect(self._set_descends)
        self.examples.chosen.connect(self._open)
        formulas.rendered.connect(self._on_rendered)
        session.graph_changed.connect(self._show_graph)
        session.numbers_changed.connect(self._show_values)
        session.descent_changed.connect(self._show_values)
        self._show_graph()
        if former is not None:
            self.editor.go_on_from(former.editor)

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, px(_BEFORE_SCROLL_BAR) + px(_SCROLL_BAR), 0)
        lines.setSpacing(px(8))
        lines.addWidget(self.editor)
        # a formula gives way: where it is too wide for the column it isn't shown
        self.formula.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        lines.addWidget(self.formula)
        lines.addWidget(self.about)
        lines.addWidget(_hairline(theme))
        heading = QHBoxLayout()
        heading.addWidget(_heading(self.tr("Values"), theme))
        heading.addStretch(1)
        nabla = PlainLabel("∇")
        nabla.setFont(theme.font(13))
        nabla.setProperty("tone", "dim")
        nabla.setFixedWidth(px(BOX))
        nabla.setToolTip(self.tr("Gradient descent changes the variables that are ticked; the others stay as they "
                                 "are, as the inputs and the target of a network do."))
        heading.addWidget(nabla)
        lines.addLayout(heading)
        lines.addWidget(self.values)
        lines.addStretch(1)
        self._content = content
        self._upper = upper = Card(self.tr("Expression"), theme)
        self.area = _scrolled(content)
        self.area.verticalScrollBar().rangeChanged.connect(self._on_scroll_range)
        upper.body.addWidget(self.area)
        upper.setMinimumHeight(px(160))
        content.installEventFilter(self)
        self._lower = lower = Card(self.tr("Ready expressions"), theme)
        lower.body.addWidget(self.examples, 1)
        lower.setMinimumHeight(px(_LEAST_EXAMPLES))
        for number, card in enumerate((upper, lower)):
            self.addWidget(card)
            self.setCollapsible(number, False)
        self.setHandleWidth(px(10))
        self.setStretchFactor(0, 1)
        self.setMinimumWidth(px(220))
        self._sizes_chosen = False
        self.splitterMoved.connect(self._keep_sizes)

    def _keep_sizes(self) -> None:
        self._sizes_chosen = True

    def _on_scroll_range(self, _: int, most: int) -> None:
        """The scroll bar takes the margin's place: what is broken into lines is always equally wide."""
        lines = self._content.layout()
        if lines is not None:
            bar = 0 if most > 0 else self._theme.px(_SCROLL_BAR)
            lines.setContentsMargins(0, 0, self._theme.px(_BEFORE_SCROLL_BAR) + bar, 0)

    def _share_room(self) -> None:
        """The values are as high as they need to be; the ready expressions have the rest, and always some."""
        if self._sizes_chosen:
            return
        content, room = self._content, self.height() - self.handleWidth()
        around = self._upper.height() - self.area.height()
        needed = around + (content.heightForWidth(self.area.viewport().width()) if content.hasHeightForWidth()
                           else content.minimumSizeHint().height())
        least = max(self._theme.px(_LEAST_EXAMPLES), room // 4)
        upper = max(min(needed, room - least), 0)
        self.setSizes([upper, room - upper])

    # what is done

    def _enter(self, text: str) -> None:
        try:
            self._session.set_text(text)
        except Explained as error:
            self.editor.show_error(error)

    def _set_value(self, name: str, value: float, is_held: bool) -> None:
        try:
            self._session.set_value(name, value, continues=is_held)
        except Explained as error:
            row = self.values.row(name)
            row.show_refusal(error_text(error))
            self.area.ensureWidgetVisible(row.message, 0, 0)
        else:
            self.values.row(name).message.show_text("")

    def _end_gesture(self, name: str) -> None:
        self._session.set_value(name, self._session.values[name])

    def _set_descends(self, name: str, descends: bool) -> None:
        chosen = {*self._session.descending, name} if descends else {*self._session.descending} - {name}
        self._session.set_descending(tuple(one for one in self._session.graph.names if one in chosen))

    def _open(self, key: str) -> None:
        self._session.open_example(example_named(key))

    # what is shown

    def _show_graph(self) -> None:
        session = self._session
        self.editor.show_text(session.graph.text)
        example = next((one for one in EXAMPLES if one.name == session.title), None)
        self.examples.set_key("" if example is None else example.name)
        self._upper.set_note("" if example is not None else session.title)
        self.about.show_text("" if example is None else translate_name(example.about))
        self._latex = whole_latex(session.graph)
        if self._latex:
            self._formulas.request(self._latex)
        self._show_formula()
        self._show_values()

    def _show_values(self) -> None:
        session = self._session
        asked = {session.graph.nodes[number].name for number in session.graph.asked}
        self.values.show_values(session.graph.names, session.values, session.descending, asked)

    def _show_formula(self) -> None:
        """The formula, if its letters can be large enough in this width."""
        latex = self._latex if self._latex and self._formulas.is_ready(self._latex) else ""
        if latex:
            room = self.area.width() - self._theme.px(_SCROLL_BAR) - self._theme.px(_BEFORE_SCROLL_BAR)
            try:
                width = self._formulas.size(latex, SMALLEST_TEXT + 1).width()
            except ValueError:
                latex = ""
            else:
                latex = latex if width <= room else ""
        self.formula.set_latex(latex)
        self.formula.setVisible(bool(latex))

    def _on_rendered(self, latex: str) -> None:
        if latex == self._latex:
            self._show_formula()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_room()
        elif isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._show_formula()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()


def _heading(text: str, theme: Theme) -> QLabel:
    heading = PlainLabel(text)
    heading.setFont(theme.font(13, semibold=True))
    return heading


def _hairline(theme: Theme) -> QFrame:
    hairline = QFrame()
    hairline.setFixedHeight(theme.px(1))
    hairline.setProperty("part", "rule")
    return hairline


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    area.setWidget(content)
    return area
