"""A slider with its name and its value above it."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStyle, QVBoxLayout, QWidget

from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.widgets.keyboard import SLIDING_KEYS, KeyboardFocus
from gui.widgets.plain_text import PlainLabel


class SliderWithValue(QWidget):
    """A number between two ends, set by sliding.

    Parameters
    ----------
    label
        What the number is.
    low, high, value
        The ends and the value at the beginning.
    steps
        How many equal steps lie between the ends.
    logarithmic
        Equal steps multiply instead of adding; both ends must then be positive.
    text_of
        How the value is written.

    Signals
    -------
    changed(float)
        Somebody moved the slider. `set_value` doesn't emit it.

    Raises
    ------
    ValueError
        If the ends aren't in order, or not positive for a logarithmic slider.
    """

    changed = Signal(float)

    def __init__(self, label: str, low: float, high: float, value: float, theme: Theme, *, steps: int = 100,
                 logarithmic: bool = False, text_of: Callable[[float], str] = number,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if not low < high or (logarithmic and low <= 0):
            raise ValueError(f"a slider needs low < high (and both positive if logarithmic), got {low} and {high}")
        self._low, self._high, self._steps, self._logarithmic = low, high, steps, logarithmic
        self._value = value
        self._text_of = text_of
        self._label = PlainLabel(label)
        self._label.setProperty("tone", "dim")
        self._value_label = PlainLabel()
        self._value_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.slider = _Slider(steps)
        self.slider.setAccessibleName(label)
        self.slider.valueChanged.connect(self._on_moved)
        self._label.setBuddy(self.slider)
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self._value_label, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(row)
        self._column.addWidget(self.slider)
        self.setFocusProxy(self.slider)
        self.set_theme(theme)
        self.set_value(value)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._label.setFont(theme.font(13))
        self._value_label.setFont(theme.font(13, tabular=True))
        self._column.setSpacing(theme.px(4))
        self.slider.setFixedHeight(theme.px(20))

    def value(self) -> float:
        """The value in force: as it was set, not rounded to the slider's steps."""
        return self._value

    def set_value(self, value: float) -> None:
        """Another value from outside; the slider's button goes to the step nearest to it."""
        self._value = value
        self._show_value()
        self.slider.setValue(self._position_of(value))

    def set_label(self, label: str) -> None:
        """Another name."""
        self._label.setText(label)
        self.slider.setAccessibleName(label)

    def _on_moved(self, position: int) -> None:
        # The slider also reports the position that set_value gives it: that one is the present value's own.
        if position == self._position_of(self._value):
            return
        self._value = self._value_at(position)
        self._show_value()
        self.changed.emit(self._value)

    def _show_value(self) -> None:
        text = self._text_of(self._value)
        self._value_label.setText(text)
        self.slider.setAccessibleDescription(text)

    def _value_at(self, position: int) -> float:
        share = position / self._steps
        if self._logarithmic:
            return float(f"{self._low * (self._high / self._low) ** share:.12g}")
        return float(f"{self._low + (self._high - self._low) * share:.12g}")

    def _position_of(self, value: float) -> int:
        bounded = min(max(value, self._low), self._high)
        if self._logarithmic:
            return round(math.log(bounded / self._low) / math.log(self._high / self._low) * self._steps)
        return round((bounded - self._low) / (self._high - self._low) * self._steps)


class _Slider(QSlider):

    def __init__(self, steps: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        KeyboardFocus(self, SLIDING_KEYS)
        self.setRange(0, steps)
        self.setPageStep(max(steps // 10, 1))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            # Go where the pointer is, so that the press takes hold of the button instead of paging towards it.
            handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
            place, way = round(event.position().x()) - handle // 2, self.width() - handle
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, way))
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
