"""The rows that say what is learned: which data, how many samples of them, and what the network gets to see."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.language import phrase_text
from gui.number_text import NARROW_SPACE, count, parse_number
from gui.setup import choices
from gui.setup.draft import Adaptation, Draft
from gui.setup.feature_chips import FeatureChips
from gui.setup.row_column import CheckSetting, RowColumn
from gui.theme import Theme
from gui.widgets.icon_button import IconButton
from gui.widgets.number_field import Number, linear_step
from gui.widgets.plain_text import plain_tip
from simulator.data_settings import OPENED_TABLE, TEST_SHARE
from simulator.datasets.data_set import AS_THEY_ARE
from simulator.datasets.features import coordinates
from simulator.errors import Phrase
from simulator.settings import SettingError

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
