"""Which surface, from where, and how many samples a step sees."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.foundation.language import error_text, translate_name
from gui.foundation.number_text import parse_count, parse_number
from gui.foundation.theme import Theme
from gui.setup.row_column import setting_text
from gui.setup.setting_row import MessageLabel, SettingField, SettingRow, setting_about
from gui.widgets.buttons import IconButton, PushButton
from gui.widgets.fields import ChoiceBox, linear_step
from gui.widgets.keyboard import restyle
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.workspaces.descent.descent_session import DescentSession
from simulator.descent.setup import LARGEST_COORDINATE, OWN, DescentSetup, check_window
from simulator.errors import Explained, Phrase, SettingError
from simulator.expressions import ExpressionError
from simulator.surfaces.catalogue import SURFACES, model_of
from simulator.surfaces.surface import Window, own_surface

# The line into which a surface is typed, and its window; what can't be read is marked where it stands.

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


class SurfaceRows(QWidget):
    """The first section of the left column.

    Attributes
    ----------
    surface, about, expression, start, random, alone, batch, other_order
        Its parts; `start` holds the fields of both parameters.

    Signals
    -------
    edited(object)
        Somebody wants this `DescentSetup`.
    """

    edited = Signal(object)

    def __init__(self, session: DescentSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._shows_about = True
        self.surface = ChoiceBox(_choices(self.tr("Own expression")), theme, name=self.tr("Surface"))
        self.surface.insertSeparator(sum(model_of(entry) is not None for entry in SURFACES))
        self.surface.insertSeparator(len(SURFACES) + 1)
        self.surface.setMaxVisibleItems(len(SURFACES) + 3)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setFont(theme.font(12))
        self.about.setProperty("tone", "dim")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.expression = ExpressionField(theme)
        self.start = [self._coordinate(number) for number in (0, 1)]
        self.random = PushButton(self.tr("Random starts"), theme, icon_name="random")
        self.random.setToolTip(self.tr("Several starts anywhere in the window; press again for others"))
        self.alone = PushButton(self.tr("One start"), theme)
        self.alone.setToolTip(self.tr("Only the first of the starts"))
        self.batch = SettingField(1, self._checked_batch, theme, step=linear_step(1))
        self.other_order = IconButton("random", self.tr("Another order of the samples, by chance"), theme)
        self._batch_row = SettingRow(self.tr("batch size m"), self.batch, theme, extra=self.other_order)
        self._batch_row.set_about(setting_about("batch_size"))
        self._lay_out()
        self.surface.chosen.connect(self._choose)
        self.expression.committed.connect(self._choose_own)
        self.random.clicked.connect(session.start_at_random)
        self.alone.clicked.connect(session.start_alone)
        self.batch.committed.connect(self._change_batch)
        self.other_order.clicked.connect(self._change_order)
        self.show_setup(session.setup)

    def show_setup(self, setup: DescentSetup) -> None:
        """Show what is chosen."""
        entry = setup.entry
        self.surface.set_key(setup.surface)
        about = translate_name(entry.about) if entry is not None else ""
        self.about.setText(about)
        self.about.setVisible(bool(about) and self._shows_about)
        self.surface.setToolTip(plain_tip(about))
        self.expression.setVisible(setup.surface == OWN)
        self.expression.show_expression(setup.expression, setup.window)
        several = len(setup.starts) > 1
        for number, (field, symbol) in enumerate(zip(self.start, setup.made.symbols, strict=True)):
            field.set_value(setup.starts[0][number])
            field.setEnabled(not several)
            field.set_name(self.tr("Start, {symbol}").format(symbol=symbol))
            field.setToolTip(plain_tip(
                self.tr("Where the descent starts, in units of {symbol}").format(symbol=symbol)))
        self._start_label.setText(self.tr("start ({first}, {second})").format(
            first=setup.made.symbols[0], second=setup.made.symbols[1]))
        self.alone.setVisible(several)
        self._batch_row.setVisible(bool(setup.sample_count))
        if setup.sample_count:
            self.batch.set_value(setup.batch_size or setup.sample_count)
            self._batch_row.note.show_text(
                self.tr("m of M = {count} samples a step, {steps} steps an epoch").format(
                    count=setup.sample_count, steps=-(-setup.sample_count // setup.batch_size)) if setup.batch_size
                else self.tr("all M = {count} samples: the full cost").format(count=setup.sample_count))
            self.other_order.setEnabled(bool(setup.batch_size))

    def show_about(self, shown: bool) -> None:
        """Whether the sentence about the surface stands below its name; it is the name's tool tip in any case."""
        self._shows_about = shown
        self.about.setVisible(shown and bool(self.about.text()))

    def _lay_out(self) -> None:
        px = self._theme.px
        self._start_label = PlainLabel()
        self._start_label.setFont(self._theme.font(13))
        self._start_label.setProperty("tone", "dim")
        start = QHBoxLayout()
        start.setSpacing(px(4))
        start.addWidget(self._start_label, 1)
        for field in self.start:
            field.setFixedWidth(px(68))
            start.addWidget(field)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(6))
        buttons.addWidget(self.random, 1)
        buttons.addWidget(self.alone, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        for part in (self.surface, self.about, self.expression):
            column.addWidget(part)
        column.addLayout(start)
        column.addLayout(buttons)
        column.addWidget(self._batch_row)

    def _coordinate(self, number: int) -> SettingField:
        field = SettingField(0.0, _checked_coordinate, self._theme, text_of=setting_text, step=linear_step(0.1))
        field.committed.connect(lambda value: self._change_start(number, value))
        return field

    def _checked_batch(self, text: str) -> int:
        size, count = parse_count(text), self._session.setup.sample_count
        if not 1 <= size <= count:
            raise SettingError("batch_size", Phrase(
                "the batch size must be 1 to M = {count}, the number of samples, got {size}; M means the full cost",
                count=count, size=size))
        self._with_batch(size)  # full descent is shown beside it: more may move then than can
        return size

    def _choose(self, key: str) -> None:
        setup = self._session.setup
        if key != OWN:
            self.edited.emit(setup.on_surface(key))
            return
        text = getattr(setup.entry, "text", "")  # a test function is where one's own begins
        window = setup.shown_window if text else setup.window
        self.edited.emit(setup.with_own(text or setup.expression, window))

    def _choose_own(self, text: str, window: Window) -> None:
        self.edited.emit(self._session.setup.with_own(text, window))

    def _change_start(self, number: int, value: float) -> None:
        start = list(self._session.setup.starts[0])
        start[number] = value
        self.edited.emit(self._session.setup.with_start(0, start[0], start[1]))

    def _change_batch(self, size: int) -> None:
        self.edited.emit(self._with_batch(size))

    def _with_batch(self, size: int) -> DescentSetup:
        setup = self._session.setup
        return replace(setup, batch_size=0 if size == setup.sample_count else size)

    def _change_order(self) -> None:
        setup = self._session.setup
        self.edited.emit(replace(setup, seed=setup.seed + 1))


def _choices(own: str) -> list[tuple[str, str]]:
    return [*((entry.name, translate_name(entry.label)) for entry in SURFACES), (OWN, own)]


def _checked_coordinate(text: str) -> float:
    value = parse_number(text)
    if abs(value) > LARGEST_COORDINATE:
        raise SettingError("start", Phrase(
            "the start must lie between −{most} and {most}, got {value}; choose a place on the map",
            most=f"{LARGEST_COORDINATE:g}", value=f"{value:g}"))
    return value
