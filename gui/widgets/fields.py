"""A field for one number."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from gui.foundation.language import error_text
from gui.foundation.number_text import MINUS, field_text
from gui.foundation.theme import Theme
from gui.widgets.keyboard import BY_KEY, KEEPS_RING, KeyboardFocus, restyle
from gui.widgets.plain_text import plain_tip

# A choice among many, folded away.

class ChoiceBox(QComboBox):
    """A list to choose from; every entry has a key that doesn't depend on the language.

    The wheel turns it only while it has the focus, so that scrolling a panel changes nothing by accident.

    Parameters
    ----------
    items
        Pairs of key and text.

    Signals
    -------
    chosen(str)
        Somebody chose another entry: its key. `set_key` and `set_items` don't emit it.
    """

    chosen = Signal(str)

    def __init__(self, items: Sequence[tuple[str, str]], theme: Theme, *, name: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, {Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})
        self.setAccessibleName(name)
        # on some platforms screen readers take what is chosen for its name, and read this too
        self.setToolTip(plain_tip(name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # AdjustToContents would resize the box behind the layout's back; sizeHint below follows the entries instead.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._key = ""
        self.set_items(items)
        self.activated.connect(self._on_activated)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.setFont(theme.font(13))
        self.setFixedHeight(theme.px(28))
        self.view().setFont(theme.font(13))

    def key(self) -> str:
        """Key of the chosen entry; empty when there is none."""
        return self._key

    def set_key(self, key: str) -> None:
        """Choose an entry without emitting `chosen`.

        Raises
        ------
        ValueError
            If no entry has this key.
        """
        index = self.findData(key)
        if index < 0:
            known = ", ".join(str(self.itemData(number)) for number in range(self.count()))
            raise ValueError(f'there is no choice "{key}"; there are {known}')
        self._key = key
        self.setCurrentIndex(index)

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Other entries; the chosen one stays chosen if it is among them, else the first is."""
        self.clear()
        for key, text in items:
            self.addItem(text, key)
        self.updateGeometry()
        keys = [key for key, _ in items]
        if keys:
            self.set_key(self._key if self._key in keys else keys[0])
        else:
            self._key = ""

    def _on_activated(self, index: int) -> None:
        key = str(self.itemData(index))
        if key != self._key:
            self._key = key
            self.chosen.emit(key)

    def _elided(self, text: str) -> str:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option,
                                           QStyle.SubControl.SC_ComboBoxEditField, self).width()
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room)

    def event(self, event: QEvent) -> bool:
        text = self.currentText()
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._elided(text) != text:
            QToolTip.showText(event.globalPos(), plain_tip("\n".join(filter(None, (text, self.toolTip())))), self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._elided(option.currentText)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def sizeHint(self) -> QSize:
        texts = [self.itemText(number) for number in range(self.count())]
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
        return QSize(widest + self._theme.px(8 + 24 + 12), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(72), self._theme.px(28))


Number = float | int
Check = Callable[[str], Number]
Step = Callable[[Number, int], Number]
"""From a value and a number of steps (negative: downwards) to the value so many steps away."""

_NOTCH = 120


def linear_step(size: Number) -> Step:
    """Steps of equal size."""
    def step(value: Number, count: int) -> Number:
        moved = value + count * size
        return moved if isinstance(moved, int) else float(f"{moved:.12g}")

    return step


def geometric_step(factor: float) -> Step:
    """Steps that multiply."""
    def step(value: Number, count: int) -> Number:
        return float(f"{value * factor ** count:.6g}")

    return step


def ladder_step(value: Number, count: int) -> Number:
    """Steps along 1, 2, 5, 10, 20, 50 … and their tenths: for numbers whose order of magnitude matters."""
    if value == 0 or not math.isfinite(value):
        return value
    rungs = (1.0, 2.0, 5.0)
    exponent = math.floor(math.log10(abs(value)) + 1e-9)
    leading = abs(value) / 10.0 ** exponent
    place = max(number for number, rung in enumerate(rungs) if rung <= leading * (1 + 1e-9))
    between = leading > rungs[place] * (1 + 1e-9)
    place += count + (1 if between and count < 0 else 0)
    decades, rung = divmod(place, len(rungs))
    return math.copysign(float(f"{rungs[rung]:g}e{exponent + decades}"), value)


class NumberField(QWidget):
    """A line to type a number into. Enter, or leaving the field, takes it over.

    What can't be taken over stays in the line with the reason under it, and the old value stays in force; Escape
    brings it back. The wheel (only while the field has the focus) and ↑ ↓ go up and down in steps.

    Parameters
    ----------
    value
        The value at the beginning.
    check
        From the typed text to the value; raises ValueError whose message is shown under the field.
    step
        How ↑, ↓ and the wheel move: by default by 1 for whole numbers and along 1, 2, 5, 10 … for others.
    text_of
        How a value is written in the line; `check` must be able to read it.
    name
        What the number is, for screen readers.

    Attributes
    ----------
    line : QLineEdit
        The line itself; it has the focus for the field.

    Signals
    -------
    committed(object)
        Somebody set another value, an int or a float as `check` returned it. `set_value` doesn't emit it.
    """

    committed = Signal(object)

    def __init__(self, value: Number, check: Check, theme: Theme, *, step: Step | None = None,
                 text_of: Callable[[Number], str] = field_text, name: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._check = check
        self._step = step or (linear_step(1) if isinstance(value, int) else ladder_step)
        self._text_of = text_of
        self._reason = ""
        self._wheel_angle = 0
        self.line = _Line()
        self.set_name(name)
        self.line.setText(text_of(value))
        self.line.left.connect(self._take_over)
        self.line.turned.connect(self._turn)
        self._error = QLabel()
        self._error.setProperty("tone", "error")
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setWordWrap(True)
        self._error.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.line)
        self._column.addWidget(self._error)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.set_theme(theme)

    def set_name(self, name: str) -> None:
        """What the number is, for screen readers: they read it with the line, which has the focus."""
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.line.setFont(theme.font(13, tabular=True))
        self.line.setFixedHeight(theme.px(28))
        self.line.setMinimumWidth(theme.px(56))
        self._error.setFont(theme.font(12))
        self._column.setSpacing(theme.px(4))

    def value(self) -> Number:
        """The value in force."""
        return self._value

    def set_value(self, value: Number) -> None:
        """Another value from outside. What somebody is typing survives if the value in force is the same."""
        if value != self._value:
            self._value = value
            self._show_value()

    def error(self) -> str:
        """Why the text in the line could not be taken over; empty when all is well."""
        return self._reason

    def set_enabled(self, enabled: bool, reason: str = "") -> None:
        """Put the field in or out of use; the reason becomes its tooltip."""
        self.setEnabled(enabled)
        self.setToolTip(plain_tip(reason))

    def set_error(self, reason: str) -> None:
        """Show a reason under the field, and which value counts meanwhile; an empty one takes it away."""
        self._reason = reason
        in_force = self.tr("{value} stays in force.").format(value=self._text_of(self._value))
        self._error.setText(f"{reason}\n{in_force}" if reason else "")
        self._error.setVisible(bool(reason))
        self.line.setAccessibleDescription(reason)
        restyle(self.line, "wrong", bool(reason))

    def _take_over(self) -> None:
        if not self.line.isModified():
            return
        try:
            value = self._check(self.line.text().strip().replace(MINUS, "-"))
        except ValueError as error:
            self.set_error(error_text(error))
            return
        self._commit(value)

    def _commit(self, value: Number) -> None:
        changed = value != self._value
        self._value = value
        self._show_value()
        if changed:
            self.committed.emit(value)

    def _turn(self, angle: int) -> None:
        """Fine wheels and touch pads report parts of a notch: they add up."""
        self._wheel_angle += angle
        notches = int(self._wheel_angle / _NOTCH)
        self._wheel_angle -= notches * _NOTCH
        if notches:
            self._take_over()
            self._move(notches)

    def _show_value(self) -> None:
        self.line.setText(self._text_of(self._value))
        self.set_error("")

    def _move(self, count: int) -> None:
        """Go some steps up or down; a step that leaves the allowed range isn't made."""
        try:
            value = self._check(self._text_of(self._step(self._value, count)).replace(MINUS, "-"))
        except ValueError:
            return
        self._commit(value)

    def _finish(self) -> None:
        """After a click and Enter the keys belong to the window again; whoever came by Tab goes on from here."""
        if self.line.came_by_key or self.error():
            self.line.selectAll()
        else:
            self.line.clearFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_over()
            self._finish()
        elif key == Qt.Key.Key_Escape and (self.line.isModified() or self.error()):
            self._show_value()
            self._finish()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._take_over()
            self._move(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)


class _Line(QLineEdit):
    """The line itself. It keeps the keys that the field understands from the window's shortcuts."""

    left = Signal()
    turned = Signal(int)
    came_by_key = False
    _keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Space)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in self._keys:
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            event.accept()
            self.turned.emit(event.angleDelta().y())
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in KEEPS_RING:
            self.came_by_key = event.reason() in BY_KEY

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
