"""The line into which a surface is typed, and its window; what can't be read is marked where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.language import error_text
from gui.number_text import parse_number
from gui.setup.row_column import setting_text
from gui.setup.setting_row import MessageLabel, SettingField
from gui.theme import Theme
from gui.widgets.keyboard_focus import restyle
from gui.widgets.plain_text import PlainLabel
from simulator.descent.setup import check_window
from simulator.errors import Explained
from simulator.expressions import ExpressionError
from simulator.surfaces.expression_surface import own_surface
from simulator.surfaces.surface import Window

_SYMBOLS = ("a", "b")


class ExpressionField(QWidget):
    """C(a, b) = … and where it is looked at.

    Attributes
    ----------
    line
        The text.
    ends
        Fields of the window: a from, a to, b from, b to.
    message
        Why the text or the window can't be used.

    Signals
    -------
    committed(str, object)
        Somebody wants this expression over this `Window`; both can be used.
    """

    committed = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text, self._window = "", Window((-1.0, -1.0), (1.0, 1.0))
        self.line = QLineEdit()
        self.line.setFont(theme.font(13))
        self.line.setFixedHeight(theme.px(28))
        self.line.setAccessibleName(self.tr("Cost as an expression in a and b"))
        self.setFocusProxy(self.line)
        self.line.setPlaceholderText("a^2 + b^2")
        self.line.setToolTip(self.tr("For example sin(a)^2 + 0.1 b^2, exp(−a² − b²), log(a), max(a, b). Enter takes "
                                     "it over."))
        self.line.returnPressed.connect(self._take_over)
        self.line.editingFinished.connect(self._take_over)
        self.line.textEdited.connect(self._check_quietly)
        self.message = MessageLabel(theme, "error")
        self.ends = [self._end(number) for number in range(4)]
        grid = QGridLayout()
        grid.setSpacing(theme.px(4))
        for row, symbol in enumerate(_SYMBOLS):
            grid.addWidget(self._label(self.tr("{symbol} from").format(symbol=symbol)), row, 0)
            grid.addWidget(self.ends[2 * row], row, 1)
            grid.addWidget(self._label(self.tr("to")), row, 2)
            grid.addWidget(self.ends[2 * row + 1], row, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.line)
        column.addWidget(self.message)
        column.addLayout(grid)

    def show_expression(self, text: str, window: Window) -> None:
        """Show what is in force; what somebody is typing survives if that is the same."""
        if (text, window) == (self._text, self._window):
            return
        self._text, self._window = text, window
        self.line.setText(text)
        for field, value in zip(self.ends, _ends(window), strict=True):
            field.set_value(value)
        self._show_error("")

    def go_on_from(self, former: ExpressionField) -> None:
        """Take over what stands in the line that this one takes the place of, and isn't in force."""
        if former.line.text().strip() != former._text:
            self.line.setText(former.line.text())
            self._take_over()

    def _label(self, text: str) -> QLabel:
        label = PlainLabel(text)
        label.setFont(self._theme.font(13))
        label.setProperty("tone", "dim")
        return label

    def _end(self, number: int) -> SettingField:
        field = SettingField(0.0, lambda text: self._checked_end(number, parse_number(text)), self._theme,
                             text_of=setting_text)
        field.set_name(self.tr("End of the window for {symbol}").format(symbol=_SYMBOLS[number // 2]))
        field.committed.connect(self._take_over_window)
        field.objected.connect(self.message.show_text)  # the expression is not to blame
        return field

    def _checked_end(self, number: int, value: float) -> float:
        ends = [*_ends(self._window)]
        ends[number] = value
        check_window(_window(ends))
        return value

    def _take_over_window(self) -> None:
        window = _window([float(field.value()) for field in self.ends])
        if window != self._window:
            self._window = window
            self.committed.emit(self._text, window)

    def _take_over(self) -> None:
        text = self.line.text().strip()
        if text == self._text:
            self._show_error("")
            return
        try:
            own_surface(text, self._window)
        except Explained as error:
            self._point_at(error)
            return
        self._show_error("")
        self._text = text
        self.committed.emit(text, self._window)

    def _point_at(self, error: Explained) -> None:
        """Says what is wrong, and selects it in the line."""
        self._show_error(error_text(error))
        if isinstance(error, ExpressionError) and error.length:
            lead = len(self.line.text()) - len(self.line.text().lstrip())
            self.line.setSelection(error.place + lead, error.length)
        elif isinstance(error, ExpressionError):
            self.line.setCursorPosition(error.place)

    def _check_quietly(self) -> None:
        """While somebody types nothing is blamed; what was blamed is taken back as soon as it is mended."""
        try:
            own_surface(self.line.text().strip(), self._window)
        except Explained:
            return
        self._show_error("")

    def _show_error(self, reason: str) -> None:
        self.message.show_text(reason)
        self.line.setAccessibleDescription(reason)
        restyle(self.line, "wrong", bool(reason))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.line.setText(self._text)
            self._show_error("")
            self.line.clearFocus()
        else:
            super().keyPressEvent(event)


def _ends(window: Window) -> tuple[float, float, float, float]:
    return window.low[0], window.high[0], window.low[1], window.high[1]


def _window(ends: list[float]) -> Window:
    return Window((ends[0], ends[2]), (ends[1], ends[3]))
