"""The values of the variables: a line for each, with a slider, a number, and whether gradient descent changes it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QStyle, QVBoxLayout, QWidget

from gui.foundation.number_text import MINUS, field_text, parse_number
from gui.foundation.theme import Theme
from gui.setup.row_column import setting_text
from gui.setup.setting_row import MessageLabel, SettingField
from gui.widgets.buttons import CheckBox
from gui.widgets.fields import Number, linear_step
from gui.widgets.keyboard import SLIDING_KEYS, KeyboardFocus
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import plain_tip

_STEPS = 200
"""Steps of a slider from 0 to its end."""
_USUAL_END = 2.0
_DIGITS, _LONGEST = 4, 7
"""Digits of a value that isn't short, and the signs that a field has room for."""
BOX, FIELD = 20, 74
_NARROWEST_NAME, _WIDEST_NAME = 18, 72


def slider_end(value: float) -> float:
    """Where the slider of a value ends on both sides: 2, or the next of 5, 10, 20, 50 … that leaves some room.

    Examples
    --------
    >>> slider_end(0.8), slider_end(-2.0), slider_end(3.0), slider_end(77.0)
    (2.0, 5.0, 5.0, 100.0)
    """
    size = abs(value)
    if size < _USUAL_END:
        return _USUAL_END
    decade = 10.0 ** math.floor(math.log10(size))
    return float(f"{next(rung * decade for rung in (2.0, 5.0, 10.0, 20.0) if rung * decade > size):.12g}")


def value_text(value: Number) -> str:
    """A value as it stands in a narrow field: all of it if it is short, otherwise four digits, or fewer to fit.

    Examples
    --------
    >>> value_text(0.25), value_text(0.82163), value_text(0.009758731)
    ('0.25', '0.8216', '0.00976')
    """
    whole = setting_text(value)
    rounded = [f"{value:.{digits}g}".replace("-", MINUS) for digits in range(_DIGITS, 1, -1)]
    texts = [whole, *rounded] if len(whole) <= len(rounded[0]) + 1 else rounded
    return next((text for text in texts if len(text) <= _LONGEST), texts[-1])


class ValueRow(QWidget):
    """One variable.

    Attributes
    ----------
    slider, field, descends
        What it is changed with, and the box that says whether gradient descent changes it.
    message
        Why it can't have the value that somebody wanted.

    Signals
    -------
    wanted(str, float, bool)
        The variable of this name shall have this value; whether the slider is still held.
    released(str)
        The slider of this variable was let go.
    ticked(str, bool)
        Gradient descent shall change this variable, or not.
    """

    wanted = Signal(str, float, bool)
    released = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = ""
        self._value = 0.0
        self.label = ElidedLabel("", theme)
        self.slider = ValueSlider(theme)
        self.field = SettingField(0.0, parse_number, theme, text_of=value_text, step=linear_step(0.1))
        self.field.setFixedWidth(theme.px(FIELD))
        self.descends = CheckBox("", theme)
        self.descends.setFixedWidth(theme.px(BOX))
        self.message = MessageLabel(theme, "error")
        self.slider.moved.connect(self._on_moved)
        self.slider.let_go.connect(self._on_let_go)
        self.field.committed.connect(self._on_committed)
        self.field.objected.connect(self.message.show_text)
        self.descends.clicked.connect(self._on_ticked)
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        line.addWidget(self.label)
        line.addWidget(self.slider, 1)
        line.addWidget(self.field)
        line.addWidget(self.descends)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addLayout(line)
        column.addWidget(self.message)

    def show_variable(self, name: str, value: float, *, descends: bool, can_descend: bool = True) -> None:
        """Show a variable; gradient descent can change it where its derivative is asked for."""
        if name != self.name:
            self.slider.drop()
            self.name = name
            self.label.setText(name)
            self.field.set_name(self.tr("Value of {name}").format(name=name))
            self.slider.setAccessibleName(name)
            for part in (self.field, self.slider):
                part.setToolTip(plain_tip(self.tr("Value of {name}").format(name=name)))
            self.descends.setAccessibleName(self.tr("Gradient descent changes {name}").format(name=name))
            self.descends.setToolTip(plain_tip(self.descends.accessibleName()))
            self.field.revert()
            self.message.show_text("")
        self.descends.setChecked(descends)
        self.descends.setEnabled(can_descend)
        if value != self._value:
            self.message.show_text("")
        self._value = value
        self.field.set_value(value)
        self.field.line.setToolTip(plain_tip(field_text(value) if value_text(value) != setting_text(value) else ""))
        self.slider.show_value(value)

    def show_refusal(self, reason: str) -> None:
        """Say why the value that was wanted can't be had; the former one stays."""
        self.field.set_value(self._value)
        self.field.revert()
        self.message.show_text(reason)
        if not self.slider.is_held:
            self.slider.show_value(self._value)

    def _on_moved(self, value: float) -> None:
        self.wanted.emit(self.name, value, self.slider.is_held)

    def _on_let_go(self) -> None:
        self.slider.show_value(self._value)
        self.released.emit(self.name)

    def _on_committed(self, value: object) -> None:
        self.wanted.emit(self.name, float(value), False)  # type: ignore[arg-type]

    def _on_ticked(self, descends: bool) -> None:
        self.ticked.emit(self.name, descends)


class ValueRows(QWidget):
    """All variables below one another.

    Attributes
    ----------
    rows
        In the order of the variables; those that are not needed are hidden.

    Signals
    -------
    wanted, released, ticked
        As in `ValueRow`.
    """

    wanted = Signal(str, float, bool)
    released = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[ValueRow] = []
        self._names: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))

    def show_values(self, names: Sequence[str], values: Mapping[str, float], descending: Sequence[str],
                    asked: Collection[str] | None = None) -> None:
        """Show these variables in this order.

        Parameters
        ----------
        asked
            Those whose derivatives are asked for; None for all.
        """
        while len(self.rows) < len(names):
            row = ValueRow(self._theme, self)
            row.wanted.connect(self.wanted)
            row.released.connect(self.released)
            row.ticked.connect(self.ticked)
            self._column.addWidget(row)
            self.rows.append(row)
        for number, row in enumerate(self.rows):
            if number < len(names):
                name = names[number]
                row.show_variable(name, values[name], descends=name in descending,
                                  can_descend=asked is None or name in asked)
            row.setVisible(number < len(names))
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._align()

    def row(self, name: str) -> ValueRow:
        """The line of a variable."""
        return next(row for row in self.rows if row.name == name and not row.isHidden())

    def _align(self) -> None:
        """All sliders begin at the same place."""
        px = self._theme.px
        metrics = self.rows[0].label.fontMetrics() if self.rows else self.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) + 1 for name in self._names), default=0)
        width = min(max(widest, px(_NARROWEST_NAME)), px(_WIDEST_NAME))
        for row in self.rows:
            row.label.setFixedWidth(width)


class ValueSlider(QSlider):
    """A slider whose ends move outwards with the value.

    Attributes
    ----------
    is_held
        Whether the mouse has it; its ends stay meanwhile.

    Signals
    -------
    moved(float)
        Somebody moved it to this value.
    let_go
        The mouse has let go of it.
    """

    moved = Signal(float)
    let_go = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        KeyboardFocus(self, SLIDING_KEYS)
        self.is_held = False
        self._end = _USUAL_END
        self._shown = 0
        self.setRange(-_STEPS, _STEPS)
        self.setPageStep(_STEPS // 10)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme.px(20))
        self.setMinimumWidth(theme.px(48))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._on_changed)

    @property
    def end(self) -> float:
        """The value at its right end; the left one is the same below 0."""
        return self._end

    def show_value(self, value: float) -> None:
        """Go to the step that is nearest to a value; while it is held it stays where the mouse has it."""
        self.setAccessibleDescription(value_text(value))
        if self.is_held:
            return
        self._end = slider_end(value)
        self._shown = min(max(round(value / self._end * _STEPS), -_STEPS), _STEPS)
        self.setValue(self._shown)

    def drop(self) -> None:
        """What it was held for is gone: the mouse moves nothing until it is pressed again."""
        self.is_held = False

    def _on_changed(self, position: int) -> None:
        # it also reports the step that show_value gives it: that one is the present value's own
        if position != self._shown:
            self._shown = position
            self.moved.emit(float(f"{self._end * position / _STEPS:.12g}"))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and self.is_held:
            self.is_held = False
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.is_held = True
            # go where the pointer is, so that the press takes hold of the button instead of paging towards it
            handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
            place, way = round(event.position().x()) - handle // 2, self.width() - handle
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, way))
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.is_held:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.is_held:
            self.is_held = False
            self.let_go.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # scrolling the column must not change a value
