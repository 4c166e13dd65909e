"""All fields of the set-up card, one below the other; they show a draft and tell what somebody wants."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.language import error_text, translate_name
from gui.number_text import count, parse_count, parse_number
from gui.setup import choices
from gui.setup.data_rows import DataRows
from gui.setup.draft import Adaptation, Draft
from gui.setup.layer_rows import LayerRows
from gui.setup.preset_names import experiment_about
from gui.setup.row_column import CheckSetting, RowColumn
from gui.setup.setting_row import NO_BREAK_SPACE, SettingField, SettingRow
from gui.setup.setting_tips import number_about
from gui.setup.symbols import symbol_text
from gui.theme import Theme
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.icon_button import IconButton
from gui.widgets.push_button import PushButton
from simulator.experiment import SettingError
from simulator.hyperparameters import HyperParameter
from simulator.initializers import initializer_named
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named

_FOLLOWS = {"sample_count": "data_set", "train_points": "data_set", "data_path": "data_set",
            "initial_theta": "initializer", "frozen": "initializer"}
"""Where a setting without a row of its own is spoken about."""


class SettingRows(RowColumn):
    """The rows of all settings.

    Attributes
    ----------
    rows
        Those of the data among them; "experiment" is the choice among the presets.
    data
        The rows of the data.
    layers
        The lines of the layers.

    Signals
    -------
    experiment_chosen(str), data_set_chosen(str)
        Key of a preset; key of a data set, of one that was opened, or of what opens one (see `gui.setup.choices`).
    known_weights_wanted()
        Somebody wants the known weights of the run again.
    layer_wanted()
        Somebody wants one more layer.
    seed_wanted(), data_seed_wanted()
        Somebody wants another seed, whichever.
    """

    experiment_chosen = Signal(str)
    data_set_chosen = Signal(str)
    known_weights_wanted = Signal()
    layer_wanted = Signal()
    seed_wanted = Signal()
    data_seed_wanted = Signal()

    def __init__(self, draft: Draft, check: CheckSetting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(check, theme, parent)
        self._draft = draft
        self._number_rows: list[SettingRow] = []
        self._choice("experiment", self.tr("experiment")).chosen.connect(self.experiment_chosen)
        self.box("experiment").setMaxVisibleItems(choices.MOST_VISIBLE)
        self.rows["experiment"].note.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.data = DataRows(draft, check, theme)
        for mine, its in ((self.data_set_chosen, self.data.data_set_chosen), (self.objected, self.data.objected),
                          (self.data_seed_wanted, self.data.data_seed_wanted),
                          (self.setting_changed, self.data.setting_changed)):
            its.connect(mine)
        self.rows |= self.data.rows
        self._column.addWidget(self.data)
        self._add_network()
        self._add_how_it_is_learned()

    def _add_network(self) -> None:
        self.add_heading(self.tr("Network"))
        self.add_layer = PushButton(self.tr("Add layer"), self._theme, icon_name="plus")
        self.add_layer.setToolTip(self.tr("One more hidden layer, before the output"))
        self.add_layer.clicked.connect(self._on_add_layer)
        self.add_row("layers", self.tr("layers"), self.add_layer)
        self.layers = LayerRows(lambda place, text: self.checked("layers", parse_count(text), place), self._theme)
        self.layers.objected.connect(self.objected)
        self._column.addWidget(self.layers)
        self._choice("initializer", self.tr("initial weights")).chosen.connect(self._on_initializer)
        self.add_number("initial_number", "", 1.0)

    def _add_how_it_is_learned(self) -> None:
        self.add_heading(self.tr("Learning"))
        for setting, label in (("cost", self.tr("cost")), ("optimizer", self.tr("optimizer"))):
            self._choice(setting, label).chosen.connect(partial(self.setting_changed.emit, setting))
        self._optimizer_place = self._column.count()
        self.add_number("learning_rate", self.tr("learning rate η"), 0.5)
        self.add_number("batch_size", self.tr("batch size m"), 10)
        order = ChoiceBox(choices.order_choices(), self._theme)
        order.chosen.connect(lambda key: self.setting_changed.emit("shuffled", key == "shuffled"))
        self.add_row("shuffled", self.tr("order of samples"), order)
        dice = IconButton("random", self.tr("Another seed, by chance"), self._theme)
        dice.clicked.connect(self._on_dice)
        self.add_number("seed", self.tr("seed"), 1, extra=dice)
        self._choice("regularisation", self.tr("regularisation")).chosen.connect(
            partial(self.setting_changed.emit, "regularisation"))
        self.add_number("regularisation_strength", self.tr("strength λ"), 0.0)

    def _choice(self, setting: str, label: str) -> ChoiceBox:
        return self.add_choice(setting, label, choices.CHOICES[setting](self._draft))

    def _preset_of(self, draft: Draft) -> str:
        """The preset whose settings these are."""
        return next((name for name, experiment in choices.known_presets().items() if experiment == draft.outcome),
                    choices.OWN_SETTINGS)

    def number_rows(self) -> tuple[SettingRow, ...]:
        """The rows of the optimizer's numbers."""
        return tuple(self._number_rows)

    def all_rows(self) -> list[SettingRow]:
        """The rows that have a name and something to set, in their order on the screen."""
        return [row for row in self.findChildren(SettingRow) if row.name and not row.isHidden()]

    def has_error(self) -> bool:
        """Whether something stands in a field that can't be used."""
        return self.layers.has_error() or super().has_error()

    def revert(self) -> None:
        """Throw away what somebody has typed."""
        self.layers.revert()
        super().revert()

    def fields(self) -> list[SettingField]:
        """All fields of numbers but those of the layers."""
        return [*super().fields(), *(row.field for row in self._number_rows if isinstance(row.field, SettingField))]

    def show_draft(self, draft: Draft) -> None:
        """Show the settings of a draft, mark what differs from the run, and say what can't be used."""
        self._draft = draft
        for setting, choices_for in choices.CHOICES.items():
            self.box(setting).set_items(choices_for(draft))
        name = self._preset_of(draft)
        self.box("experiment").set_key(name)
        self.box("initializer").set_key(
            choices.KNOWN_WEIGHTS if draft.settings["initial_theta"] else draft.settings["initializer"])
        for setting in ("cost", "optimizer", "regularisation"):
            self.box(setting).set_key(draft.settings[setting])
        self.box("shuffled").set_key("shuffled" if draft.settings["shuffled"] else "fixed")
        for setting in ("seed", "learning_rate", "batch_size", "regularisation_strength"):
            self.set_number(setting, draft.settings[setting])
        self.data.show_draft(draft)
        self.layers.show_draft(draft)
        self._show_initial_number()
        self._show_optimizer_numbers()
        self.rows["regularisation_strength"].setVisible(
            regularisation_named(draft.settings["regularisation"]).strength is not None)
        self._show_notes(name)
        self.mark(draft)

    def _on_add_layer(self) -> None:
        self.layer_wanted.emit()

    def _on_dice(self) -> None:
        self.seed_wanted.emit()

    def _on_initializer(self, key: str) -> None:
        if key == choices.KNOWN_WEIGHTS:
            self.known_weights_wanted.emit()
        else:
            self.setting_changed.emit("initializer", key)

    def _show_initial_number(self) -> None:
        number = initializer_named(self._draft.settings["initializer"]).number
        row = self.rows["initial_number"]
        row.setVisible(number is not None and not self._draft.settings["initial_theta"])
        if number is not None:
            row.set_label(_label(number))
            self.set_number("initial_number", self._draft.settings["initial_number"])

    def _show_optimizer_numbers(self) -> None:
        wanted = optimizer_named(self._draft.settings["optimizer"]).hyperparameters
        labels = [_label(one) for one in wanted]
        if [row.field.accessibleName() for row in self._number_rows] != labels:
            self._make_number_rows(labels, wanted)
        for row, value in zip(self._number_rows, self._draft.settings["optimizer_numbers"], strict=True):
            assert isinstance(row.field, SettingField)
            row.field.set_value(value)

    def _make_number_rows(self, labels: list[str], wanted: Sequence[HyperParameter]) -> None:
        for row in self._number_rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._number_rows = []
        for place, label in enumerate(labels):
            value = self._draft.settings["optimizer_numbers"][place]
            field = self.number_field(value, partial(self._check_optimizer_number, place))
            field.committed.connect(lambda number, place=place: self.setting_changed.emit(
                "optimizer_numbers", self._optimizer_numbers(place, number)))
            row = SettingRow(label, field, self._theme)
            row.set_about(number_about(wanted[place]))
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

    def _show_notes(self, preset_name: str) -> None:
        draft, adapted = self._draft, self._draft.adapted
        total, size = draft.data.train.count, draft.settings["batch_size"]
        data = translate_name(draft.data.label)
        self.rows["experiment"].note.show_text(experiment_about(preset_name) if preset_name else "")
        in_epoch = -(-total // size)
        steps = (self.tr("{fraction} = 1 step an epoch") if in_epoch == 1 else
                 self.tr("{fraction} = {steps} steps an epoch")).format(
            fraction=f"{count(total)}/{count(size)}" if total % size == 0 else f"⌈{count(total)}/{count(size)}⌉",
            steps=count(in_epoch))
        if Adaptation.BATCH_SIZE in adapted:
            steps = self.tr("as many as {data} has").format(data=data) + "\n" + steps
        self.rows["batch_size"].note.show_text(steps)
        sizes = " – ".join(str(size) for size in draft.sizes)
        is_other = draft.sizes[0] != draft.running_data.input_count or draft.is_changed("layers")
        self.rows["layers"].note.show_text(sizes if is_other else "")
        known = self.tr("the known weights don't fit this network") if Adaptation.WEIGHTS in adapted else ""
        self.rows["initializer"].note.show_text(known)
        self.rows["cost"].note.show_text(self._note_on_cost(data))
        self.layers.note.show_text(self._note_on_output(data))
        usual = self.tr("usual for this optimizer") if Adaptation.LEARNING_RATE in adapted else ""
        self.rows["learning_rate"].note.show_text(usual)

    def _note_on_cost(self, data: str) -> str:
        adapted = self._draft.adapted
        if adapted >= {Adaptation.COST, Adaptation.OUTPUT_ACTIVATION}:
            return self.tr("suits {data}").format(data=data)
        return self.tr("follows the output's activation") if Adaptation.COST in adapted else ""

    def _note_on_output(self, data: str) -> str:
        adapted = self._draft.adapted
        notes = []
        if Adaptation.OUTPUT_SIZE in adapted:
            notes.append(self.tr("output of size {count}, as {data} needs").format(
                count=self._draft.sizes[-1], data=data))
        if Adaptation.OUTPUT_ACTIVATION in adapted:
            notes.append(self.tr("the output's activation suits {data}").format(data=data)
                         if Adaptation.COST in adapted else self.tr("the output's activation follows the cost"))
        return "\n".join(notes)

    def mark(self, draft: Draft) -> None:
        """Mark the settings that differ from the run, and say at each why it can't be used."""
        super().mark(draft)
        for setting, place in _FOLLOWS.items():
            error = draft.objection(setting)
            if error is not None and setting not in self.rows:
                self.rows[place].set_message(error_text(error))
        if draft.is_changed("initial_theta"):
            self.rows["initializer"].set_changed(True)
        running = draft.running.optimizer_numbers
        for number, row in enumerate(self._number_rows):
            row.set_changed(draft.is_changed("optimizer") or draft.settings["optimizer_numbers"][number]
                            != running[number])
            row.fit()

    def show_error(self, error: SettingError) -> None:
        """Say under its field why a setting can't be used."""
        row = self.rows.get(error.setting) or self.rows[_FOLLOWS.get(error.setting, "data_set")]
        row.set_message(error_text(error))


def _label(number: HyperParameter) -> str:
    return f"{translate_name(number.label)}{NO_BREAK_SPACE}{symbol_text(number.symbol)}"
