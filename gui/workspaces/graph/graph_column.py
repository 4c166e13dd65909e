"""The left column of the Graph workspace: the expression, its formula, the values, and the ready expressions."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStyledItemDelegate,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.foundation.formulas import FormulaLabel, Formulas
from gui.foundation.language import error_text, translate_name
from gui.foundation.theme import FAMILIES, SMALLEST_TEXT, Theme
from gui.setup.setting_row import MessageLabel
from gui.widgets.card import Card
from gui.widgets.keyboard import PRESSING_KEYS, ROW_KEYS, KeyboardFocus, end_typing, shows_ring
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.workspaces.graph.graph_formulas import whole_latex
from gui.workspaces.graph.graph_session import GraphSession
from gui.workspaces.graph.value_rows import BOX, ValueRows
from simulator.errors import Explained
from simulator.expressions import ExpressionError
from simulator.expressions.parser import LONGEST
from simulator.graph.examples import EXAMPLES, example_named

# The lines into which an expression is typed; what can't be read is underlined where it stands.

PAUSE = 400
"""Milliseconds without a key after which what was typed is taken over."""
_FEWEST_LINES, _MOST_LINES = 2, 9
_MARGIN, _AROUND = 5, 7
"""Round the letters inside of the lines, and what the style sheet's frame takes outside of them at most."""
_MONOSPACED = ("SF Mono", "Menlo", "Cascadia Mono", "Consolas", "DejaVu Sans Mono", "Liberation Mono", "monospace")
_TOO_LONG = LONGEST + 1000
"""Characters of a pasted text that are kept: so many that it is still refused as too long."""


class TextEditor(QWidget):
    """An expression in one or several lines.

    What is typed is offered after a short pause, and when the focus leaves. Whoever takes it over answers with
    `show_text`, or with `show_error` if it can't be used: then the former text stays in force, and Escape brings it
    back.

    Attributes
    ----------
    edit
        Where one types.
    message
        Why the text can't be used.

    Signals
    -------
    entered(str)
        Somebody has typed this.
    """

    entered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._refused: str | None = None
        self.edit = _Lines(theme)
        self.edit.setAccessibleName(self.tr("Expression"))
        self.edit.setPlaceholderText("L = (w*x - y)^2")
        self.edit.setToolTip(self.tr("One line for each name, such as z = w*x + b; the last line is what is derived. "
                                     "There are + − * / ^, exp, ln, sigmoid, tanh, relu, max, min, sqrt, sin, cos, "
                                     "tan, abs, and the numbers e and pi. It is taken over as you type."))
        self.message = MessageLabel(theme, "error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.edit)
        column.addWidget(self.message)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.take_over)
        self.edit.textChanged.connect(self._on_typed)
        self.edit.left.connect(self._on_left)
        self.edit.escaped.connect(self.revert)
        self.edit.finished.connect(self._on_left)

    def text(self) -> str:
        """What stands in the lines."""
        return self.edit.toPlainText()

    def show_text(self, text: str) -> None:
        """Show what is in force; a text that stands there already is not touched, nor is the place of the cursor."""
        self._text = text
        self._refused = None
        self._pause.stop()
        if text != self.text():
            self.edit.replace(text)
            self._pause.stop()
        self._show_reason("")

    def go_on_from(self, former: TextEditor) -> None:
        """Take over what stands in the editor that this one takes the place of, and isn't in force."""
        if former.text() != former._text:
            self.edit.replace(former.text())
            self.take_over()

    def show_error(self, error: Explained) -> None:
        """Say why the text in the lines can't be used, and underline the place."""
        self._refused = self.text()
        self._show_reason(error_text(error))
        if isinstance(error, ExpressionError):
            self.edit.underline(error.place, error.length)

    def take_over(self) -> None:
        """Offer at once what has been typed."""
        self._pause.stop()
        text = self.text()
        if text == self._text:
            self.show_text(text)
        elif text != self._refused:
            self.entered.emit(text)

    def revert(self) -> None:
        """Bring the text in force back."""
        self.show_text(self._text)
        self.edit.clearFocus()

    def _on_typed(self) -> None:
        if len(self.text()) > _TOO_LONG:
            self.edit.replace(self.text()[:_TOO_LONG])
        if self.text() == self._text:
            self.show_text(self._text)
            return
        self.edit.underline(0, 0)  # the place was that of the former text; the reason stays until the next pause
        self._pause.start()

    def _on_left(self) -> None:
        if self.text() != self._text:
            self.take_over()

    def _show_reason(self, reason: str) -> None:
        self.message.show_text(reason)
        self.edit.setAccessibleDescription(reason)
        if not reason:
            self.edit.underline(0, 0)


class _Lines(QPlainTextEdit):
    """As high as its text needs, up to a limit.

    Signals
    -------
    left, escaped, finished
        The focus has gone elsewhere; Escape; Ctrl and Enter.
    """

    left = Signal()
    escaped = Signal()
    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFont(editor_font(theme))
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.px(_MARGIN))
        # once all of a change has been laid out
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self.fit)
        self.document().documentLayout().documentSizeChanged.connect(self._fitting.start)
        self.fit()

    def replace(self, text: str) -> None:
        """Another text; the cursor stays where it is as well as it can."""
        place = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def underline(self, place: int, length: int) -> None:
        """Mark some characters as wrong; where there are none, the last one before the place. 0, 0 takes it away."""
        text = self.toPlainText()
        if length == 0 and place > 0:
            kept = text[:place].rstrip()
            place, length = max(len(kept) - 1, 0), 1
        if length == 0 or not text:
            if self.extraSelections():
                self.setExtraSelections([])
            return
        wrong = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(text[:place]))
        cursor.setPosition(_units(text[:place + length]), QTextCursor.MoveMode.KeepAnchor)
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(self._theme.error)
        wave.setForeground(self._theme.error)
        wrong.cursor, wrong.format = cursor, wave
        self.setExtraSelections([wrong])

    def underlined(self) -> str:
        """The characters that are marked as wrong."""
        return "".join(one.cursor.selectedText().replace("\u2029", "\n")
                       for one in self.extraSelections())

    def fit(self) -> None:
        """Take the height that the lines need."""
        spacing = self.fontMetrics().lineSpacing()
        margin = self._theme.px(_MARGIN)
        needed, block = float(margin), self.document().firstBlock()  # (the last block has the lower margin in it)
        while block.isValid() and needed <= (_MOST_LINES + 1) * spacing:
            needed += self.blockBoundingRect(block).height()  # of a long line that is broken, all of its parts
            block = block.next()
        most = math.ceil((_MOST_LINES + 0.5) * spacing) + margin
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > most else
                                        Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # where the last line has too little room Qt scrolls
        height = min(max(math.ceil(needed), _FEWEST_LINES * spacing + 2 * margin), most)
        self.setFixedHeight(height + 2 * self._theme.px(_AROUND))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) \
                and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) \
                and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fitting.start()


def editor_font(theme: Theme) -> QFont:
    """A font in which all letters are equally wide, so that what belongs together stands below one another."""
    font = theme.font(13)
    font.setFamilies([*_MONOSPACED, *FAMILIES])
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def _units(text: str) -> int:
    """The length of a text as Qt counts it: letters beyond the 65,536 first of Unicode count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


# The ready expressions: a list of names; what there is to see in each is its tool tip.

_ROW = 26


class ExampleList(QListWidget):
    """One line for each expression; a click opens it, as Enter does with the one that ↑ and ↓ have led to.

    Signals
    -------
    chosen(str)
        The key of a `GraphExample` to be opened.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, ROW_KEYS | PRESSING_KEYS)
        self._theme = theme
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setAccessibleName(self.tr("Ready expressions"))
        self.setAccessibleDescription(self.tr("↑ and ↓ choose a row, Enter takes it"))
        palette = self.palette()
        for role, color in ((QPalette.ColorRole.Base, Qt.GlobalColor.transparent),
                            (QPalette.ColorRole.Highlight, theme.sunken), (QPalette.ColorRole.HighlightedText,
                                                                           theme.text)):
            palette.setColor(role, color)
        self.setPalette(palette)
        for example in EXAMPLES:
            item = QListWidgetItem(translate_name(example.label))
            item.setData(Qt.ItemDataRole.UserRole, example.name)
            item.setToolTip(plain_tip(translate_name(example.about)))
            item.setSizeHint(QSize(0, theme.px(_ROW)))
            self.addItem(item)
        self.set_key("")

    def key(self) -> str:
        """The key of the expression in view; empty if it is none of these."""
        return self._key

    def set_key(self, key: str) -> None:
        """Mark the expression in view; a key that is none of these marks nothing."""
        self._key = key
        theme, found = self._theme, None
        for item in self._items():
            is_it = item.data(Qt.ItemDataRole.UserRole) == key
            found = item if is_it else found
            item.setFont(theme.font(13, semibold=is_it))
            item.setForeground(theme.text if is_it else theme.text_dim)
        if found is None:
            self.setCurrentRow(-1)
            self.clearSelection()
        elif found is not self.currentItem():
            self.setCurrentItem(found)
            self._show_current()

    def rows_height(self) -> int:
        """What all lines need."""
        return self.count() * self._theme.px(_ROW)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(number) for number in range(self.count())]

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _show_current(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_current()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self.rows_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), 3 * self._theme.px(_ROW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a press alone selects nothing: one may let go elsewhere
        end_typing()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.itemAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentItem())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if shows_ring(self):
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            item = self.currentItem()
            frame = self.viewport().rect() if item is None else self.visualItemRect(item)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), self._theme.px(5), self._theme.px(5))
            painter.end()


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
