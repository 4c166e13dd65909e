"""All fields of the set-up card, one below the other; they show a draft and tell what somebody wants."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.language import error_text, translate_name
from gui.number_text import count, field_text, parse_count, parse_number
from gui.setup import choices
from gui.setup.draft import Adaptation, Draft
from gui.setup.layer_rows import LayerRows
from gui.setup.setting_row import NO_BREAK_SPACE, SettingField, SettingRow
from gui.setup.symbols import symbol_text
from gui.theme import Theme
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.icon_button import IconButton
from gui.widgets.number_field import Number, Step
from gui.widgets.push_button import PushButton
from simulator.experiment import SettingError, preset, presets
from simulator.hyperparameters import HyperParameter
from simulator.initializers import initializer_named
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named

CheckSetting = Callable[[str, Any, int | None], None]
"""Raises a SettingError if a value (of a layer's size, where a place is given) can't be used."""


class SettingRows(QWidget):
    """The rows of all settings.

    Attributes
    ----------
    rows
        By the name of the setting in `Experiment`; "experiment" is the choice among the presets.
    layers
        The lines of the layers.

    Signals
    -------
    experiment_chosen(str), data_set_chosen(str)
        Key of a preset; key of a data set, `gui.setup.choices.OPEN_FILES` or "idx".
    setting_changed(str, object)
        Name and new value of a setting of `Experiment`.
    layer_wanted()
        Somebody wants one more layer.
    seed_wanted()
        Somebody wants another seed, whichever.
    objected()
        A number could not be taken over, or can again.
    """

    experiment_chosen = Signal(str)
    data_set_chosen = Signal(str)
    setting_changed = Signal(str, object)
    layer_wanted = Signal()
    seed_wanted = Signal()
    objected = Signal()

    def __init__(self, draft: Draft, check: CheckSetting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._check = check
        self._theme = theme
        self._presets = {name: preset(name) for name in presets()}
        self.rows: dict[str, SettingRow] = {}
        self._number_rows: list[SettingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._add_what_is_learned()
        self._add_how_it_is_learned()

    def _add_what_is_learned(self) -> None:
        self._choice("experiment", self.tr("experiment")).chosen.connect(self.experiment_chosen)
        self._choice("data_set", self.tr("data set")).chosen.connect(self.data_set_chosen)
        self.add_layer = PushButton(self.tr("Add layer"), self._theme, icon_name="plus")
        self.add_layer.setToolTip(self.tr("One more hidden layer, before the output"))
        self.add_layer.clicked.connect(self._on_add_layer)
        self._add("layers", self.tr("layers"), self.add_layer)
        self.layers = LayerRows(lambda place, text: self._checked("layers", parse_count(text), place), self._theme)
        self.layers.objected.connect(self.objected)
        self._column.addWidget(self.layers)
        self._choice("cost", self.tr("cost"))
        self._choice("initializer", self.tr("initial weights"))
        self._number("initial_number", "", 1.0)

    def _add_how_it_is_learned(self) -> None:
        self._choice("optimizer", self.tr("optimizer"))
        self._optimizer_place = self._column.count()
        self._number("learning_rate", self.tr("learning rate η"), 0.5)
        self._number("batch_size", self.tr("batch size m"), 10)
        order = ChoiceBox(choices.order_choices(), self._theme)
        order.chosen.connect(lambda key: self.setting_changed.emit("shuffled", key == "shuffled"))
        self._add("shuffled", self.tr("order of samples"), order)
        dice = IconButton("random", self.tr("Another seed, by chance"), self._theme)
        dice.clicked.connect(self._on_dice)
        self._number("seed", self.tr("seed"), 1, extra=dice)
        self._choice("regularisation", self.tr("regularisation"))
        self._number("regularisation_strength", self.tr("strength λ"), 0.0)

    def _add(self, setting: str, label: str, field: QWidget, extra: QWidget | None = None) -> SettingRow:
        row = SettingRow(label, field, self._theme, extra=extra)
        self.rows[setting] = row
        self._column.addWidget(row)
        return row

    def _choice(self, setting: str, label: str) -> ChoiceBox:
        box = ChoiceBox(choices.CHOICES[setting](self._draft), self._theme)
        if setting not in ("experiment", "data_set"):
            box.chosen.connect(partial(self.setting_changed.emit, setting))
        self._add(setting, label, box)
        return box

    def _number(self, setting: str, label: str, value: Number, extra: QWidget | None = None) -> None:
        parse = parse_count if isinstance(value, int) else parse_number
        field = self._field(value, lambda text: self._checked(setting, parse(text)))
        field.committed.connect(partial(self.setting_changed.emit, setting))
        self._add(setting, label, field, extra)

    def _field(self, value: Number, check: Callable[[str], Number], step: Step | None = None) -> SettingField:
        field = SettingField(value, check, self._theme, step=step, text_of=_field_text)
        field.objected.connect(lambda _: self.objected.emit())
        return field

    def _checked(self, setting: str, value: Any, place: int | None = None) -> Any:
        self._check(setting, value, place)
        return value

    def _preset_of(self, draft: Draft) -> str:
        """The preset whose settings these are."""
        return next((name for name, experiment in self._presets.items() if experiment == draft.outcome),
                    choices.OWN_SETTINGS)

    def number_rows(self) -> tuple[SettingRow, ...]:
        """The rows of the optimizer's numbers."""
        return tuple(self._number_rows)

    def has_error(self) -> bool:
        """Whether something stands in a field that can't be used."""
        return self.layers.has_error() or any(field.error() for field in self._fields())

    def revert(self) -> None:
        """Throw away what somebody has typed."""
        self.layers.revert()
        for field in self._fields():
            field.revert()

    def _fields(self) -> list[SettingField]:
        rows = [*self.rows.values(), *self._number_rows]
        return [row.field for row in rows if isinstance(row.field, SettingField)]

    def show_draft(self, draft: Draft) -> None:
        """Show the settings of a draft, mark what differs from the run, and say what can't be used."""
        self._draft = draft
        for setting, choices_for in choices.CHOICES.items():
            self._box(setting).set_items(choices_for(draft))
        self._box("experiment").set_key(self._preset_of(draft))
        for setting in ("data_set", "cost", "initializer", "optimizer", "regularisation"):
            self._box(setting).set_key(draft.settings[setting])
        self._box("shuffled").set_key("shuffled" if draft.settings["shuffled"] else "fixed")
        for setting in ("seed", "learning_rate", "batch_size", "regularisation_strength"):
            self._set_number(setting, draft.settings[setting])
        self.layers.show_draft(draft)
        self._show_initial_number()
        self._show_optimizer_numbers()
        self.rows["regularisation_strength"].setVisible(
            regularisation_named(draft.settings["regularisation"]).strength is not None)
        self._show_notes()
        self._mark()

    def _on_add_layer(self) -> None:
        self.layer_wanted.emit()

    def _on_dice(self) -> None:
        self.seed_wanted.emit()

    def _box(self, setting: str) -> ChoiceBox:
        box = self.rows[setting].field
        assert isinstance(box, ChoiceBox)
        return box

    def _set_number(self, setting: str, value: Number) -> None:
        field = self.rows[setting].field
        assert isinstance(field, SettingField)
        field.set_value(value)

    def _show_initial_number(self) -> None:
        number = initializer_named(self._draft.settings["initializer"]).number
        row = self.rows["initial_number"]
        row.setVisible(number is not None)
        if number is not None:
            row.set_label(_label(number))
            self._set_number("initial_number", self._draft.settings["initial_number"])

    def _show_optimizer_numbers(self) -> None:
        wanted = optimizer_named(self._draft.settings["optimizer"]).hyperparameters
        labels = [_label(one) for one in wanted]
        if [row.field.accessibleName() for row in self._number_rows] != labels:
            self._make_number_rows(labels)
        for row, value in zip(self._number_rows, self._draft.settings["optimizer_numbers"], strict=True):
            assert isinstance(row.field, SettingField)
            row.field.set_value(value)

    def _make_number_rows(self, labels: list[str]) -> None:
        for row in self._number_rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._number_rows = []
        for place, label in enumerate(labels):
            value = self._draft.settings["optimizer_numbers"][place]
            field = self._field(value, partial(self._check_optimizer_number, place))
            field.committed.connect(lambda number, place=place: self.setting_changed.emit(
                "optimizer_numbers", self._optimizer_numbers(place, number)))
            row = SettingRow(label, field, self._theme)
            self._column.insertWidget(self._optimizer_place + place, row)
            row.show()  # the layout would show it one turn of the event loop later: a flicker
            self._number_rows.append(row)

    def _optimizer_numbers(self, place: int, number: float) -> tuple[float, ...]:
        numbers = self._draft.settings["optimizer_numbers"]
        return (*numbers[:place], float(number), *numbers[place + 1:])

    def _check_optimizer_number(self, place: int, text: str) -> float:
        number = parse_number(text)
        self._check("optimizer_numbers", self._optimizer_numbers(place, number), None)
        return number

    def _show_notes(self) -> None:
        draft, adapted = self._draft, self._draft.adapted
        total, size = draft.data.train.count, draft.settings["batch_size"]
        data = translate_name(draft.data.label)
        steps = self.tr("{fraction} = {steps} steps an epoch").format(
            fraction=f"{count(total)}/{count(size)}" if total % size == 0 else f"⌈{count(total)}/{count(size)}⌉",
            steps=count(-(-total // size)))
        if Adaptation.BATCH_SIZE in adapted:
            steps = self.tr("as many as {data} has").format(data=data) + "\n" + steps
        self.rows["batch_size"].note.show_text(steps)
        self.rows["data_set"].note.show_text("")
        sizes = " – ".join(str(size) for size in draft.sizes)
        is_other = draft.is_changed("layers") or draft.is_changed("data_set")
        self.rows["layers"].note.show_text(sizes if is_other else "")
        follows = self.tr("follows the output's activation") if Adaptation.COST in adapted else ""
        self.rows["cost"].note.show_text(follows)
        self.layers.note.show_text(self._note_on_output(data))
        usual = self.tr("usual for this optimizer") if Adaptation.LEARNING_RATE in adapted else ""
        self.rows["learning_rate"].note.show_text(usual)

    def _note_on_output(self, data: str) -> str:
        adapted = self._draft.adapted
        notes = []
        if Adaptation.OUTPUT_SIZE in adapted:
            notes.append(self.tr("output of size {count}, as {data} needs").format(
                count=self._draft.sizes[-1], data=data))
        if Adaptation.OUTPUT_ACTIVATION in adapted:
            notes.append(self.tr("the output's activation follows the cost"))
        return "\n".join(notes)

    def _mark(self) -> None:
        draft = self._draft
        for setting, row in self.rows.items():
            if setting == "experiment":
                continue
            row.set_changed(draft.is_changed(setting))
            error = draft.objection(setting)
            row.set_message(error_text(error) if error else "")
            row.fit()
        for place, row in enumerate(self._number_rows):
            running = draft.running.optimizer_numbers
            row.set_changed(draft.is_changed("optimizer") or draft.settings["optimizer_numbers"][place]
                            != running[place])
            row.fit()

    def show_error(self, error: SettingError) -> None:
        """Say under its field why a setting can't be used."""
        row = self.rows.get(error.setting) or self.rows["data_set"]
        row.set_message(error_text(error))

    def show_data_error(self, reason: str) -> None:
        """Say why a data set can't be used."""
        self.rows["data_set"].set_message(reason)

    def show_data_note(self, text: str) -> None:
        """Say what goes on with a data set."""
        self.rows["data_set"].set_message("")
        self.rows["data_set"].note.show_text(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), super().minimumSizeHint().height())


def _field_text(value: Number) -> str:
    """As fields write numbers, without the idle zero of 1e−08."""
    return re.sub("e([-\N{MINUS SIGN}+]?)0+", r"e\1", field_text(value))


def _label(number: HyperParameter) -> str:
    return f"{translate_name(number.label)}{NO_BREAK_SPACE}{symbol_text(number.symbol)}"
