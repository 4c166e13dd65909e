"""What the answer to a sample is said to be: its class, or its value."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.foundation.number_text import MINUS, parse_number
from gui.foundation.theme import Theme
from gui.widgets.fields import ChoiceBox, NumberField
from gui.widgets.keyboard import restyle
from gui.widgets.plain_text import PlainLabel, plain_tip

UNKNOWN = "?"
"""How an answer that is unknown is written."""
_BESIDE_TEXT, _MOST_WIDTH = 46, 96
_VALUE_WIDTH = 76


class LabelChooser(QWidget):
    """The word "label" and a choice among the classes, with a "?" among them while the label is unknown.

    Signals
    -------
    chosen(int)
        Somebody chose another class: its number. `set_label` doesn't emit it.
    """

    chosen = Signal(int)

    def __init__(self, class_labels: tuple[str, ...], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._class_labels = class_labels
        self._word = PlainLabel()
        self._word.setProperty("tone", "dim")
        self._classes = [(str(number), label) for number, label in enumerate(class_labels)]
        self.box = ChoiceBox(self._classes, theme)
        self.box.chosen.connect(lambda key: self.chosen.emit(int(key)))
        self._word.setBuddy(self.box)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._word)
        self._row.addWidget(self.box, 1)
        self.set_theme(theme)
        self._set_texts()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._word.setFont(theme.font(12))
        self._row.setSpacing(theme.px(6))
        self.box.set_theme(theme)
        widest = max(self.box.fontMetrics().horizontalAdvance(label) for label in self._class_labels)
        self.box.setFixedWidth(min(widest + theme.px(_BESIDE_TEXT), theme.px(_MOST_WIDTH)))

    def label(self) -> int | None:
        """Number of the chosen class; None while it is unknown."""
        return int(self.box.key()) if self.box.key() else None

    def set_label(self, label: int | None) -> None:
        """Choose a class, or none, without emitting `chosen`."""
        if label is not None:
            if self.label() is None:
                self.box.set_items(self._classes)
            self.box.set_key(str(label))
        elif self.label() is not None:
            self.box.set_items([("", UNKNOWN), *self._classes])
            self.box.set_key("")

    def set_wanted(self, wanted: bool) -> None:
        """Whether it is asked for, and shown so."""
        restyle(self.box, "wanted", wanted)

    def _set_texts(self) -> None:
        self._word.setText(self.tr("label"))
        self.box.setAccessibleName(self.tr("Label"))
        tip = self.tr("What the sample is: the target y, from which the cost and the error δ are computed")
        for widget in (self._word, self.box):
            widget.setToolTip(plain_tip(tip))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()


class ValueField(QWidget):
    """The letter y and a field for the value that the output should have.

    Signals
    -------
    chosen(float)
        Somebody typed another value. `set_value` doesn't emit it.
    """

    chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = PlainLabel("y")
        self._letter.setProperty("tone", "dim")
        self.field = NumberField(0.0, parse_number, theme, text_of=short_number, name="y")
        self.field.committed.connect(lambda value: self.chosen.emit(float(value)))
        self._letter.setBuddy(self.field.line)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._letter)
        self._row.addWidget(self.field, 1)
        self.set_theme(theme)
        self._set_texts()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._letter.setFont(theme.font(13))
        self._row.setSpacing(theme.px(6))
        self.field.set_theme(theme)
        self.field.setFixedWidth(theme.px(_VALUE_WIDTH))

    def value(self) -> float:
        """The value in force; not a number while it is unknown."""
        return float(self.field.value())

    def set_value(self, value: float | None) -> None:
        """Another value, or an unknown one, without emitting `chosen`."""
        self.field.set_value(math.nan if value is None else value)

    def set_wanted(self, wanted: bool) -> None:
        """Whether it is asked for, and shown so."""
        restyle(self.field.line, "wanted", wanted)

    def _set_texts(self) -> None:
        self._letter.setToolTip(self.tr("The value that the output should have: the target y, from which the cost "
                                        "and the error δ are computed"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()


def short_number(x: float) -> str:
    """The number in a field; its value keeps all of its digits."""
    if math.isnan(x):
        return UNKNOWN
    return f"{x:.4g}".replace("-", MINUS)
