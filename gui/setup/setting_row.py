"""One setting: its name on the left, its field on the right, and what there is to say about it below."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.foundation.language import phrase_text, translate_name
from gui.foundation.theme import Theme
from gui.widgets.fields import ChoiceBox, NumberField
from gui.widgets.keyboard import restyle
from gui.widgets.plain_text import PlainLabel, plain_tip
from simulator.hyperparameters import HyperParameter

# A symbol of a formula as plain text, for labels.

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def symbol_text(latex: str) -> str:
    r"""A Greek or Latin letter with a number below it, such as \\beta_1, as text: β₁."""
    name, _, index = latex.partition("_")
    if name.startswith("\\"):
        # Unicode spells the letter Λ without a b
        letter = re.sub(r"^\\(var)?", "", name).replace("lambda", "lamda")
        name = unicodedata.lookup(f"GREEK SMALL LETTER {letter.upper()}")
    return name + index.strip("{}").translate(_SUBSCRIPTS)


# What each setting does, and its unit: the tooltips of the set-up.

translate = QCoreApplication.translate


def setting_about(setting: str) -> str:
    """What a setting of `Experiment` does; empty for one that has nothing to add to its name."""
    texts = {
        "experiment": translate("SettingTips", "A ready experiment: all settings at once"),
        "data_set": translate("SettingTips", "What is learned from; your own files can be opened here too"),
        "sample_count": translate("SettingTips", "How many samples are made, for learning and testing together"),
        "noise": translate("SettingTips", "How far samples are scattered, in units of the coordinates"),
        "test_share": translate("SettingTips", "Share of the samples that is only tested on, in per cent"),
        "data_seed": translate("SettingTips", "Whole number from which the samples are drawn: the same number, the "
                               "same samples"),
        "features": translate("SettingTips", "What the network gets of each point"),
        "scaling": translate("SettingTips", "Whether columns are brought to a common size before they are used"),
        "layers": translate("SettingTips", "Number of neurons and activation function of each layer"),
        "initializer": translate("SettingTips", "How the weights and biases are drawn before the first step"),
        "initial_number": translate("SettingTips", "The number that the initial weights depend on"),
        "cost": translate("SettingTips", "What is made small: how far outputs are from targets, mean over the batch"),
        "optimizer": translate("SettingTips", "How a step follows from the mean gradient"),
        "learning_rate": translate("SettingTips", "η: how far a step goes, as a factor of the mean gradient"),
        "batch_size": translate("SettingTips", "m: how many samples make one step"),
        "shuffled": translate("SettingTips", "Whether the samples are shuffled anew in each epoch"),
        "seed": translate("SettingTips", "Whole number from which weights and order are drawn: the same number, the "
                          "same run"),
        "regularisation": translate("SettingTips", "What keeps the weights small, added to the cost"),
        "regularisation_strength": translate("SettingTips", "λ: how much the size of the weights counts in the cost"),
    }
    return texts.get(setting, "")


def number_about(number: HyperParameter) -> str:
    """A number of an optimizer: its symbol, and what it can be."""
    return translate("SettingTips", "{symbol}: {label}, {range}").format(
        symbol=symbol_text(number.symbol), label=translate_name(number.label), range=phrase_text(number.requirement))


FIELD_WIDTH = 112
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_NARROWEST_LABEL = 0.4


class SettingField(NumberField):
    """A number field that leaves the message about a wrong number to its row, which has more room for it.

    Signals
    -------
    objected(str)
        Why the typed text can't be taken over; empty when all is well again.
    """

    objected = Signal(str)
    _reason = ""

    def set_error(self, reason: str) -> None:
        """Mark the line and tell the row why."""
        self._reason = reason
        self.line.setAccessibleDescription(reason)
        restyle(self.line, "wrong", bool(reason))
        self.objected.emit(reason)

    def error(self) -> str:
        """Why the text in the line could not be taken over; empty when all is well."""
        return self._reason

    def revert(self) -> None:
        """Throw away what somebody has typed."""
        self._show_value()


class MessageLabel(QLabel):
    """A quiet line or a reason in the error colour, as high as its text needs; hidden when there is none."""

    def __init__(self, theme: Theme, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(theme.font(12))
        self.hide()

    def show_text(self, text: str) -> None:
        """Say this; say nothing when it is empty."""
        self.setText(text)
        self.setVisible(bool(text))


class SettingRow(QWidget):
    """A label and a field beside it, or above it where both don't fit; a note and a message below.

    Parameters
    ----------
    label
        Name of the setting.
    field
        What it is changed with.
    extra
        A button behind the field.
    below
        Whether the field stands under the label even where there is room beside it.
    """

    def __init__(self, label: str, field: QWidget, theme: Theme, *, extra: QWidget | None = None,
                 below: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = label
        self._below = below
        self._arrangement: tuple[bool, int] | None = None
        self.field = field
        self._extra = extra
        self.label = PlainLabel(label)
        self.label.setFont(theme.font(13))
        self.label.setProperty("tone", "dim")
        self.label.setWordWrap(True)
        self.label.setBuddy(field)
        self._name_field(label)
        field.setMinimumWidth(theme.px(72))
        self.note = MessageLabel(theme, "dim", self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.message = MessageLabel(theme, "error", self)
        self._lay_out()
        if isinstance(field, SettingField):
            field.objected.connect(self.message.show_text)

    def _lay_out(self) -> None:
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(self._theme.px(6))
        self._line.addWidget(self.label, 1)
        self._field_line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._field_line.setSpacing(self._theme.px(4))
        self._field_line.addWidget(self.field, 1)
        if self._extra is not None:
            self._field_line.addWidget(self._extra)
        self._line.addLayout(self._field_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(3))
        column.addLayout(self._line)
        column.addWidget(self.note)
        column.addWidget(self.message)

    def set_label(self, label: str) -> None:
        """Another name."""
        self._name = label
        self._name_field(label)
        self.set_changed(bool(self.label.property("changed")))

    @property
    def name(self) -> str:
        """What the setting is called."""
        return self._name

    def go_to(self) -> None:
        """Put the keyboard into the field, by hand as it were: it shows where one is."""
        field = self.field.line if isinstance(self.field, NumberField) else self.field
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def _name_field(self, label: str) -> None:
        if isinstance(self.field, NumberField):
            self.field.set_name(label)
        else:
            self.field.setAccessibleName(label)

    def set_about(self, about: str) -> None:
        """What the setting does, and its unit: the tooltip of the row and of its field."""
        self.setToolTip(plain_tip(about))
        if not self.field.toolTip():
            self.field.setToolTip(plain_tip(about))

    def set_changed(self, changed: bool, before: str = "") -> None:
        """Mark the setting as one that differs from the run; `before` says what the run has."""
        self.label.setProperty("changed", changed)
        self.label.setText(f"{self._name}{NO_BREAK_SPACE}•" if changed else self._name)
        self.label.setFont(self._theme.font(13, semibold=changed))
        self.label.setToolTip(plain_tip(before if changed else ""))
        restyle(self.label, "tone", "" if changed else "dim")

    def set_message(self, reason: str) -> None:
        """Why this setting can't be used; what the field itself objects to comes first."""
        own = self.field.error() if isinstance(self.field, SettingField) else ""
        self.message.show_text(own or reason)

    def fit(self) -> None:
        """Put the field beside the label or, where both don't fit, under it."""
        width, gap = self.width(), self._theme.px(6)
        wanted = self._wanted_width()
        metrics = self.label.fontMetrics()
        words = max(metrics.horizontalAdvance(word) for word in self.label.text().split(" "))
        whole = metrics.horizontalAdvance(self.label.text())
        for_label = min(whole, max(words, round(_NARROWEST_LABEL * width)))
        extra = self._extra.sizeHint().width() + self._theme.px(4) if self._extra is not None else 0
        beside = not self._below and for_label + gap + wanted + extra <= width
        arrangement = (beside, wanted if beside else 0)
        if arrangement == self._arrangement:  # whatever is set on a layout asks for another fit: that would never end
            return
        self._arrangement = arrangement
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(gap if beside else self._theme.px(3))
        self.field.setFixedWidth(wanted) if beside else self._give_whole_width()

    def _give_whole_width(self) -> None:
        self.field.setMinimumWidth(self._theme.px(72))
        self.field.setMaximumWidth(16777215)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, self.field.sizePolicy().verticalPolicy())

    def _wanted_width(self) -> int:
        """As wide as its neighbours, wider where its text needs it."""
        extra = self._extra.sizeHint().width() + self._theme.px(4) if self._extra is not None else 0
        usual = self._theme.px(FIELD_WIDTH) - extra
        if isinstance(self.field, ChoiceBox):
            text = self.field.fontMetrics().horizontalAdvance(self.field.currentText())
            return max(usual, text + self._theme.px(8 + 24 + 14))
        return usual

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(96), super().minimumSizeHint().height())
