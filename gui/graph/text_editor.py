"""The lines into which an expression is typed; what can't be read is underlined where it stands."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from gui.language import error_text
from gui.setup.setting_row import MessageLabel
from gui.theme import FAMILIES, Theme
from simulator.errors import Explained
from simulator.expressions import ExpressionError
from simulator.expressions.parser import LONGEST

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
