"""All fields of the set-up card, one below the other; they show a draft and tell what somebody wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.foundation.language import error_text, phrase_text, translate_name
from gui.foundation.number_text import NARROW_SPACE, count, parse_count, parse_number
from gui.foundation.theme import Theme
from gui.setup import choices
from gui.setup.choices import experiment_about
from gui.setup.draft import Adaptation, Draft
from gui.setup.row_column import CheckSetting, RowColumn
from gui.setup.setting_row import NO_BREAK_SPACE, MessageLabel, SettingField, SettingRow, number_about, symbol_text
from gui.widgets.buttons import IconButton, PushButton
from gui.widgets.fields import ChoiceBox, Number, linear_step
from gui.widgets.keyboard import PRESSING_KEYS, KeyboardFocus
from gui.widgets.plain_text import PlainLabel, plain_tip
from simulator.activations import ACTIVATIONS
from simulator.datasets.data_set import AS_THEY_ARE
from simulator.datasets.features import Feature, coordinates, features_for
from simulator.errors import Phrase, SettingError
from simulator.experiment import OPENED_TABLE, TEST_SHARE, Layer
from simulator.hyperparameters import HyperParameter
from simulator.initializers import initializer_named
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named

# What the network gets of a point: a chip for each input that can be switched on or off.

class FeatureChips(QWidget):
    """A chip for every feature; in as many lines as they need.

    Signals
    -------
    chosen(object)
        The names of the features that somebody wants; an empty tuple means the coordinates themselves.
    refused()
        Somebody tried to switch off the last one.
    """

    chosen = Signal(object)
    refused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dimension = 0
        self._chips: list[_Chip] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(_HEIGHT))

    def chips(self) -> tuple[QToolButton, ...]:
        """The chips, in the order of `FEATURES`."""
        return tuple(self._chips)

    def show_features(self, dimension: int, features: Sequence[Feature]) -> None:
        """Show which features of points with so many coordinates are on."""
        if dimension != self._dimension:
            self._make_chips(dimension)
        for chip in self._chips:
            chip.setChecked(chip.feature in features)

    def _make_chips(self, dimension: int) -> None:
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._dimension = dimension
        self._chips = [_Chip(feature, feature.symbol_for(dimension), self._theme, self)
                       for feature in features_for(dimension)]
        for chip in self._chips:
            chip.clicked.connect(lambda _=False, chip=chip: self._on_clicked(chip))
            chip.show()
        self._flow()

    def _on_clicked(self, chip: _Chip) -> None:
        wanted = tuple(one.feature for one in self._chips if one.isChecked())
        if not wanted:
            chip.setChecked(True)
            self.refused.emit()
        else:
            plain = wanted == coordinates(self._dimension)
            self.chosen.emit(() if plain else tuple(feature.name for feature in wanted))

    def _flow(self) -> None:
        """Lays the chips out in as few lines of equally many as they fit into."""
        widths, gap, height = [chip.sizeHint().width() for chip in self._chips], self._theme.px(4), \
            self._theme.px(_HEIGHT)
        starts = _line_starts(widths, gap, self.width())
        for start, end in pairwise((*starts, len(widths))):
            x, y = 0, starts.index(start) * (height + gap)
            for chip, width in zip(self._chips[start:end], widths[start:end], strict=True):
                chip.setGeometry(x, y, width, height)
                x += width + gap
        whole = max(len(starts) * (height + gap) - gap, 0)
        if whole != self.height():
            self.setFixedHeight(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()


_HEIGHT = 26


def _line_starts(widths: Sequence[int], gap: int, room: int) -> list[int]:
    """Number of the first chip of each line; none for no chips."""
    starts: list[int] = []
    for lines in range(1, len(widths) + 1):
        each = -(-len(widths) // lines)
        starts = list(range(0, len(widths), each))
        if all(sum(widths[start:start + each]) + gap * (each - 1) <= room for start in starts):
            break
    return starts


class _Chip(QToolButton):

    def __init__(self, feature: Feature, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        KeyboardFocus(self, PRESSING_KEYS)
        self.feature = feature
        self._theme = theme
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(self.tr("The network gets {feature}").format(feature=text)))
        self.setFont(theme.font(13))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._theme.px(8)
        return QSize(width, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        color = self._theme.on_accent if self.isChecked() else self._theme.text
        painter.setPen(color if self.isEnabled() else self._theme.text_disabled)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


# The rows that say what is learned: which data, how many samples of them, and what the network gets to see.

_NUMBERS = ("sample_count", "noise", "test_share", "data_seed")
_NOISE_STEP, _SHARE_STEP, _COUNT_STEP = 0.05, 0.05, 10


class DataRows(RowColumn):
    """The rows of the data.

    Signals
    -------
    data_set_chosen(str)
        Key of a data set, `gui.setup.choices.OPEN_FILES`, `OPEN_TABLE`, or the name of an opened one.
    data_seed_wanted()
        Somebody wants another seed of the data, whichever.
    """

    data_set_chosen = Signal(str)
    data_seed_wanted = Signal()

    def __init__(self, draft: Draft, check: CheckSetting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(check, theme, parent)
        self.add_heading(self.tr("Data"))
        box = self.add_choice("data_set", self.tr("data set"), choices.data_set_choices(draft))
        box.setMaxVisibleItems(choices.MOST_VISIBLE)
        box.chosen.connect(self.data_set_chosen)
        self.add_number("sample_count", self.tr("samples"), 100, step=linear_step(_COUNT_STEP))
        self.add_number("noise", self.tr("noise"), 0.0, step=linear_step(_NOISE_STEP))
        self.add_number("test_share", self.tr("share for testing"), 0.5, parse=parse_share, text_of=share_text,
                        step=linear_step(_SHARE_STEP))
        dice = IconButton("random", self.tr("Other points, by chance"), theme)
        dice.clicked.connect(self.data_seed_wanted)
        self.add_number("data_seed", self.tr("seed of the data"), 1, extra=dice)
        self.chips = FeatureChips(theme)
        self.chips.chosen.connect(partial(self.setting_changed.emit, "features"))
        self.chips.refused.connect(self._refuse_last_chip)
        self.add_row("features", self.tr("inputs of the network"), self.chips, below=True)
        scaling = self.add_choice("scaling", self.tr("scaling"), choices.scaling_choices())
        scaling.chosen.connect(partial(self.setting_changed.emit, "scaling"))

    def show_draft(self, draft: Draft) -> None:
        """Show the data of a draft; `mark` then tells what differs from the run."""
        data, recipe = draft.data, draft.data.recipe
        self.box("data_set").set_items(choices.data_set_choices(draft))
        self.box("data_set").set_key(draft.settings["data_set"])
        self.box("scaling").set_key(draft.settings["scaling"])
        for setting in _NUMBERS:
            self.set_number(setting, draft.settings[setting])
        if data.domain is not None:
            self.chips.show_features(data.domain.dimension, data.domain.features)
        shown = {
            "sample_count": recipe is not None and recipe.is_counted,
            "noise": recipe is not None and recipe.largest_noise > 0,
            "test_share": recipe is not None,
            "data_seed": recipe is not None,
            "features": data.domain is not None,
            "scaling": data.name == OPENED_TABLE,
        }
        for setting, is_shown in shown.items():
            self.rows[setting].setVisible(is_shown)
        self._show_notes(draft)

    def _show_notes(self, draft: Draft) -> None:
        data, points = draft.data, draft.settings["train_points"]
        scaling = phrase_text(data.scaling)
        self.rows["data_set"].setToolTip(plain_tip(scaling))
        notes = [scaling] if data.scaling != AS_THEY_ARE or data.name == OPENED_TABLE else []
        if points is not None:
            notes.insert(0, self.tr("{count} training points put by hand").format(count=count(len(points))))
        elif Adaptation.POINTS in draft.adapted:
            notes.insert(0, self.tr("the points put by hand are set aside"))
        self.rows["data_set"].note.show_text("\n".join(notes))
        train = count(data.train.count)
        note = self.tr("{train} to learn from, {test} to test").format(train=train, test=count(data.test.count)) \
            if data.has_own_test else self.tr("{train} to learn from and to test").format(train=train)
        self.rows["test_share"].note.show_text(note)
        names = zip(coordinates(len(data.column_names)), data.column_names, strict=True) \
            if data.domain is not None and data.column_names else ()
        self.rows["features"].note.show_text(" · ".join(
            f"{feature.symbol_for(len(data.column_names))} = {name}" for feature, name in names))

    def _refuse_last_chip(self) -> None:
        self.rows["features"].set_message(self.tr("The network needs at least one input"))

    def show_data_error(self, reason: str) -> None:
        """Say why a data set can't be used."""
        self.rows["data_set"].set_message(reason)

    def show_data_note(self, text: str) -> None:
        """Say what goes on with a data set."""
        self.rows["data_set"].set_message("")
        self.rows["data_set"].note.show_text(text)


def share_text(share: Number) -> str:
    """A share in per cent, as it stands in a field."""
    return f"{round(100 * share, 6):g}{NARROW_SPACE}%"


def parse_share(text: str) -> float:
    """The share that somebody typed in per cent, with the sign or without it.

    Raises
    ------
    Explained
        If it is no number.
    SettingError
        If it is none that can be used: told in per cent, as it was typed.
    """
    per_cent = parse_number(text.strip().removesuffix("%"))
    if not TEST_SHARE.low <= per_cent / 100 <= TEST_SHARE.high:
        raise SettingError("test_share", Phrase(
            "the share for testing lies between 0 % and {most} %, got {given} %; at 0 % the training samples serve "
            "for both", most=f"{100 * TEST_SHARE.high:g}", given=f"{per_cent:g}"))
    return float(f"{per_cent / 100:.12g}")


# The layers of the network, one line each: size, activation, and a button that takes it away.

CheckSize = Callable[[int, str], int]
"""From a layer's number and the typed text to its size; raises ValueError with the reason."""


class LayerRows(QWidget):
    """A line for every layer behind the input.

    Signals
    -------
    size_changed(int, int), activation_changed(int, str)
        Number of the layer, from 1, and what somebody set.
    removed(int)
        Somebody took a layer away.
    objected()
        A size could not be taken over, or can again.
    """

    size_changed = Signal(int, int)
    activation_changed = Signal(int, str)
    removed = Signal(int)
    objected = Signal()

    def __init__(self, check_size: CheckSize, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check_size = check_size
        self._theme = theme
        self._rows: list[LayerRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self.note = MessageLabel(theme, "dim")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._column.addWidget(self.note)

    def rows(self) -> tuple[LayerRow, ...]:
        """The lines, from layer 1 to the output."""
        return tuple(self._rows)

    def has_error(self) -> bool:
        """Whether a size stands there that can't be used."""
        return any(row.neurons.error() for row in self._rows)

    def revert(self) -> None:
        """Throw away what somebody has typed."""
        for row in self._rows:
            row.neurons.revert()

    def show_draft(self, draft: Draft) -> None:
        """Show the layers of a draft."""
        # a line belongs to its place: lines are exchanged only when their number changes
        if len(self._rows) != len(draft.layers):
            self._make_rows(draft)
        for place, (row, layer) in enumerate(zip(self._rows, draft.layers, strict=True), 1):
            running = draft.running.layers
            before = running[place - 1] if len(running) == len(draft.layers) else None
            row.show_layer(layer, before, draft)
            error = draft.objection("layers", place)
            row.message.show_text(row.neurons.error() or (error_text(error) if error else ""))

    def _make_rows(self, draft: Draft) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for place in range(1, len(draft.layers) + 1):
            row = LayerRow(place, place == len(draft.layers), self._check_size, self._theme, self)
            row.neurons.committed.connect(lambda size, place=place: self.size_changed.emit(place, size))
            row.neurons.objected.connect(self.objected)
            row.activation.chosen.connect(lambda name, place=place: self.activation_changed.emit(place, name))
            row.remove.clicked.connect(lambda _=False, place=place: self.removed.emit(place))
            self._column.insertWidget(place - 1, row)
            row.show()  # the layout would show it one turn of the event loop later: a flicker
            self._rows.append(row)


class LayerRow(QWidget):
    """One layer.

    Attributes
    ----------
    neurons, activation, remove
        The fields and the button; the output's number of neurons follows the data, and it can't be removed.
    """

    def __init__(self, place: int, is_output: bool, check_size: CheckSize, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_output = is_output
        self._theme = theme
        self.number = PlainLabel(str(place))
        self.number.setFont(theme.font(13, tabular=True))
        self.number.setFixedWidth(theme.px(16))
        self.number.setToolTip(self.tr("output layer") if is_output else self.tr("hidden layer"))
        self.neurons = SettingField(1, lambda text: check_size(place, text), theme,
                                 name=self.tr("neurons of layer {layer}").format(layer=place))
        self.neurons.setFixedWidth(theme.px(56))
        self.neurons.setToolTip(plain_tip(self.tr("Number of neurons of layer {layer}").format(layer=place)))
        self.neurons.setEnabled(not is_output)
        self.activation = ChoiceBox([], theme, name=self.tr("activation of layer {layer}").format(layer=place))
        self.remove = IconButton("close", self.tr("Remove this layer"), theme, size=24, look="flat")
        self.message = MessageLabel(theme, "error", self)
        self.neurons.objected.connect(self.message.show_text)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(4))
        line.addWidget(self.number)
        line.addWidget(self.neurons)
        line.addWidget(self.activation, 1)
        line.addWidget(self.remove)
        # the output's line has no button, but its fields end where those of the others do
        policy = self.remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(3))
        column.addLayout(line)
        column.addWidget(self.message)
        self.remove.setVisible(not self._is_output)

    def show_layer(self, layer: Layer, before: Layer | None, draft: Draft) -> None:
        """Show a layer of a draft; `before` is the same layer of the run, None where there is none."""
        self.neurons.set_value(layer.neurons)
        # softmax mixes the neurons of a layer: it belongs to an output of several
        choices = [one for one in ACTIVATIONS if one.elementwise or (self._is_output and draft.data.output_count > 1)
                   or one.name == layer.activation]
        if self.activation.count() != len(choices):
            self.activation.set_items([(one.name, translate_name(one.label)) for one in choices])
        self.activation.set_key(layer.activation)
        self.number.setFont(self._theme.font(13, semibold=layer != before, tabular=True))
        if self._is_output:
            self.neurons.setToolTip(plain_tip(self.tr("As many outputs as {data} needs").format(
                data=translate_name(draft.data.label))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), super().minimumSizeHint().height())


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
