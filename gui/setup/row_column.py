"""Rows of settings one below the other, and how their fields are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.foundation.language import error_text
from gui.foundation.number_text import field_text, parse_count, parse_number
from gui.foundation.theme import Theme
from gui.setup.draft import Draft
from gui.setup.setting_row import SettingField, SettingRow, setting_about
from gui.widgets.fields import Check, ChoiceBox, Number, Step
from gui.widgets.plain_text import PlainLabel

CheckSetting = Callable[[str, Any, int | None], None]
"""Raises a SettingError if a value (of a layer's size, where a place is given) can't be used."""


class RowColumn(QWidget):
    """A column of rows.

    Attributes
    ----------
    rows
        By the name of the setting in `Experiment`.

    Signals
    -------
    setting_changed(str, object)
        Name and new value of a setting of `Experiment`.
    objected()
        A number could not be taken over, or can again.
    """

    setting_changed = Signal(str, object)
    objected = Signal()

    def __init__(self, check: CheckSetting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check = check
        self._theme = theme
        self.rows: dict[str, SettingRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))

    def add_heading(self, text: str) -> None:
        """A small headline over the rows that follow."""
        heading = PlainLabel(text)
        heading.setFont(self._theme.font(12, semibold=True))
        heading.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        heading.setFixedHeight(self._theme.px(26))
        self._column.addWidget(heading)

    def add_row(self, setting: str, label: str, field: QWidget, *, extra: QWidget | None = None,
                below: bool = False) -> SettingRow:
        """A row with any field."""
        row = SettingRow(label, field, self._theme, extra=extra, below=below)
        row.set_about(setting_about(setting))
        self.rows[setting] = row
        self._column.addWidget(row)
        return row

    def add_choice(self, setting: str, label: str, items: Sequence[tuple[str, str]]) -> ChoiceBox:
        """A row with a choice; what is chosen is not told yet."""
        box = ChoiceBox(items, self._theme)
        self.add_row(setting, label, box)
        return box

    def add_number(self, setting: str, label: str, value: Number, *, extra: QWidget | None = None,
                   parse: Callable[[str], Number] | None = None, text_of: Callable[[Number], str] | None = None,
                   step: Step | None = None) -> SettingField:
        """A row with a number; a whole one where `value` is."""
        read = parse or (parse_count if isinstance(value, int) else parse_number)
        field = self.number_field(value, lambda text: self.checked(setting, read(text)), text_of=text_of, step=step)
        field.committed.connect(partial(self.setting_changed.emit, setting))
        self.add_row(setting, label, field, extra=extra)
        return field

    def number_field(self, value: Number, check: Check, *, text_of: Callable[[Number], str] | None = None,
                     step: Step | None = None) -> SettingField:
        """A field whose objections are told."""
        field = SettingField(value, check, self._theme, step=step, text_of=text_of or setting_text)
        field.objected.connect(lambda _: self.objected.emit())
        return field

    def checked(self, setting: str, value: Any, place: int | None = None) -> Any:
        """The value; raises a SettingError if it can't be used."""
        self._check(setting, value, place)
        return value

    def box(self, setting: str) -> ChoiceBox:
        """The choice of a row."""
        box = self.rows[setting].field
        assert isinstance(box, ChoiceBox)
        return box

    def set_number(self, setting: str, value: Number | None) -> None:
        """Show a number in its row; None leaves what stands there."""
        field = self.rows[setting].field
        assert isinstance(field, SettingField)
        if value is not None:
            field.set_value(value)

    def fields(self) -> list[SettingField]:
        """All fields of numbers."""
        return [row.field for row in self.rows.values() if isinstance(row.field, SettingField)]

    def has_error(self) -> bool:
        """Whether something stands in a field that can't be used."""
        return any(field.error() for field in self.fields())

    def revert(self) -> None:
        """Throw away what somebody has typed."""
        for field in self.fields():
            field.revert()

    def mark(self, draft: Draft) -> None:
        """Mark the settings that differ from the run, and say at each why it can't be used."""
        for setting, row in self.rows.items():
            row.set_changed(setting in draft.settings and draft.is_changed(setting))
            error = draft.objection(setting)
            row.set_message(error_text(error) if error else "")
            row.fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), super().minimumSizeHint().height())


def setting_text(value: Number) -> str:
    """As fields write numbers, without the idle zero of 1e−08."""
    return re.sub("e([-\N{MINUS SIGN}+]?)0+", r"e\1", field_text(value))
