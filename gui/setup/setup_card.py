"""The set-up card: what is learned by what kind of network and how, to see and to change."""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.foundation.language import error_text, file_text
from gui.foundation.theme import Theme
from gui.run.jobs import Activity
from gui.run.notices import Notice, NoticeAction, NoticeKind
from gui.run.session import Session
from gui.run.training_worker import Errand
from gui.setup.choices import OPEN_FILES, OPEN_TABLE, OWN_SETTINGS, known_presets
from gui.setup.draft import OPENED, Draft
from gui.setup.setting_rows import SettingRows
from gui.widgets.buttons import IconButton, PushButton
from gui.widgets.card import Card
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.workspaces.window import file_place
from simulator.comparison import comparison_difference, with_same_frozen
from simulator.datasets import DataSet, data_set_named
from simulator.datasets.idx import find_companions, open_idx_data_set
from simulator.datasets.table import open_table
from simulator.experiment import CHANGEABLE_DURING_A_RUN, Experiment, SettingError

# The foot of the set-up card: reset and new weights, or what to do with changes that begin a new run.

class DraftBar(QWidget):
    """Two buttons, or three while there is a draft.

    Signals
    -------
    start_wanted, compare_wanted, discard_wanted, reset_wanted, new_weights_wanted
        Somebody pressed a button.
    """

    start_wanted = Signal()
    compare_wanted = Signal()
    discard_wanted = Signal()
    reset_wanted = Signal()
    new_weights_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.reset = PushButton(self.tr("Reset"), theme, icon_name="reset")
        self.reset.setToolTip(plain_tip(reset_text()))
        self.new_weights = PushButton(self.tr("New weights"), theme, icon_name="random")
        self.new_weights.setToolTip(plain_tip(new_weights_text()))
        self.start = PushButton(self.tr("Start new run"), theme, primary=True)
        self.compare = PushButton(self.tr("Compare with this run"), theme, icon_name="compare")
        self.discard = PushButton(self.tr("Discard"), theme)
        self.discard.setToolTip(self.tr("Show the settings of the present run again"))
        self.text = PlainLabel()
        self.text.setFont(theme.font(12))
        self.text.setWordWrap(True)
        for button, signal in ((self.reset, self.reset_wanted), (self.new_weights, self.new_weights_wanted),
                               (self.start, self.start_wanted), (self.compare, self.compare_wanted),
                               (self.discard, self.discard_wanted)):
            button.clicked.connect(partial(self._pressed, signal))
        self._was_pending, self._settled_at = False, -math.inf
        self._lay_out()
        self.show_pending(False)

    def _lay_out(self) -> None:
        self._always = self._row(self.reset, self.new_weights)
        self._pending = self._row(self.start, self.discard)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(self._theme.px(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        for widget in (rule, self.text, self._always, self._pending, self.compare):
            column.addWidget(widget)

    def _row(self, *buttons: PushButton) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(8))
        for button in buttons:
            line.addWidget(button, 1)
        return row

    def _pressed(self, signal: SignalInstance) -> None:
        # the second click of a double click must not press what has just come to lie under the pointer
        came_just_now = time.monotonic() - self._settled_at < QApplication.doubleClickInterval() / 1000
        if signal not in (self.reset_wanted, self.new_weights_wanted) or not came_just_now:
            signal.emit()

    def show_pending(self, pending: bool, *, is_changed: bool = True, is_comparing: bool = False,
                     start_objection: str = "", compare_objection: str = "") -> None:
        """Offer to start, to compare or to discard changes where there are some, otherwise to reset.

        Parameters
        ----------
        pending
            Whether there is a draft.
        is_changed
            Whether anything is changed in it.
        is_comparing
            Whether it is there to be compared: then it is said why that can't be done yet.
        start_objection, compare_objection
            Why that can't be done; empty if it can.
        """
        if self._was_pending and not pending:
            self._settled_at = time.monotonic()
        self._was_pending = pending
        self.text.setText(self.tr("These changes start a new run") if is_changed else
                          self.tr("Change one setting, then compare it with this run"))
        self.text.setVisible(pending)
        self._pending.setVisible(pending)
        self.compare.setVisible(pending and (is_comparing or not compare_objection))
        self._always.setVisible(not pending)
        for button, objection, purpose in (
                (self.start, start_objection, ""),
                (self.compare, compare_objection, self.tr("Two runs side by side, from the same weights and with the "
                                                          "same order of samples"))):
            button.setEnabled(not objection)
            button.setToolTip(plain_tip(objection or purpose))


def reset_text() -> str:
    """What Reset does."""
    return QCoreApplication.translate("DraftBar", "Back to the first step, with the same initial weights")


def new_weights_text() -> str:
    """What New weights does."""
    return QCoreApplication.translate("DraftBar", "Back to the first step, with other initial weights: a new seed")


def compare_text() -> str:
    """What Compare does."""
    return QCoreApplication.translate("DraftBar", "Compare: change one setting and see both runs side by side")


LARGEST_RANDOM_SEED = 10_000
LOW = 300
"""A card lower than this has no room for buttons at its foot."""


class SetupCard(Card):
    """Every setting of the run.

    What the next step can simply use (η, m, regularisation, the optimizer's numbers) is changed at once. Everything
    else is collected in a draft, which a button turns into a new run, or into one beside the present run; until then
    the run goes on as it is. While there is a draft, all changes go into it; the button "compare" begins one in which
    nothing is changed yet.

    Parameters
    ----------
    draft
        That of a former card, to go on with.

    Attributes
    ----------
    rows
        The fields.
    bar
        The buttons at the foot.
    compare
        The button in the header that lets every change wait, so that it can be compared with the run.
    reset, new_weights
        The buttons in the header, which take the place of those at the foot in a low card.
    """

    def __init__(self, session: Session, theme: Theme, draft: Draft | None = None, parent: QWidget | None = None
                 ) -> None:
        super().__init__(self.tr("Set-up"), theme, parent=parent)
        self._session = session
        self._draft = draft or Draft.of(session.experiment, session.data)
        self._steps = session.run_length
        self._told: Draft | None = None
        self.rows = SettingRows(self._draft, self.check, theme)
        self.bar = DraftBar(theme)
        self.compare = IconButton("compare", compare_text(), theme, look="flat")
        self.compare.setCheckable(True)
        self.reset = IconButton("reset", reset_text(), theme, look="flat")
        self.new_weights = IconButton("random", new_weights_text(), theme, look="flat")
        self._errand = Errand(self)
        self._lay_out(theme)
        self._connect_rows()
        self.compare.clicked.connect(self._on_compare)
        self.bar.start_wanted.connect(lambda: self._start(0))
        self.bar.compare_wanted.connect(self._start_comparison)
        self.bar.discard_wanted.connect(self._discard)
        for signal in (self.bar.reset_wanted, self.reset.clicked):
            signal.connect(lambda: self._try(session.reset))
        for signal in (self.bar.new_weights_wanted, self.new_weights.clicked):
            signal.connect(lambda: self._try(session.draw_new_weights))
        self._errand.done.connect(self._on_opened)
        self._errand.failed.connect(self._on_failed)
        session.run_changed.connect(self._follow_session)
        session.settings_changed.connect(self._follow_session)
        session.settings_wanted.connect(self._start)
        session.navigator.activity_changed.connect(self._on_activity)
        session.moment_changed.connect(self._on_moment)
        self._show()

    def _lay_out(self, theme: Theme) -> None:
        self.scroll_area = QScrollArea()
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled = QWidget()
        scrolled.setProperty("part", "scrolled")
        column = QVBoxLayout(scrolled)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.addWidget(self.rows)
        column.addStretch(1)
        self.scroll_area.setWidget(scrolled)
        self.add_to_header(self.compare)
        self.add_to_header(self.reset)
        self.add_to_header(self.new_weights)
        self.body.addWidget(self.scroll_area, 1)
        self.body.addWidget(self.bar)

    def _connect_rows(self) -> None:
        rows = self.rows
        rows.experiment_chosen.connect(self._load_preset)
        rows.data_set_chosen.connect(self._choose_data_set)
        rows.setting_changed.connect(self._change)
        rows.layers.size_changed.connect(lambda place, size: self._take(
            self._draft.change_layer(place, neurons=size)))
        rows.layers.activation_changed.connect(lambda place, name: self._take(
            self._draft.change_layer(place, activation=name)))
        rows.layers.removed.connect(lambda place: self._take(self._draft.remove_layer(place)))
        rows.layer_wanted.connect(lambda: self._take(self._draft.add_layer()))
        rows.known_weights_wanted.connect(lambda: self._take(self._draft.with_weights_of_the_run()))
        rows.seed_wanted.connect(lambda: self._change("seed", self._other_seed("seed")))
        rows.data_seed_wanted.connect(lambda: self._change("data_seed", self._other_seed("data_seed")))
        rows.objected.connect(self._show_bar)

    @property
    def draft(self) -> Draft:
        """What is wanted, changed or not."""
        return self._draft

    def open_idx(self, path: Path) -> None:
        """Put the data set of an IDX file into the draft, when it has been read."""
        self._open(path, lambda: open_idx_data_set(*find_companions(path)))

    def open_table(self, path: Path) -> None:
        """Put the table of a CSV file into the draft, when it has been read."""
        self._open(path, lambda: open_table(path))

    def _open(self, path: Path, read: Callable[[], DataSet]) -> None:
        self.rows.data.show_data_note(self.tr("Reading {file} …").format(file=file_text(path)))
        self._errand.start(lambda _: (str(path), read()))

    def offer_training(self, epochs: int) -> bool:
        """Ask which network shall be trained, where changed settings wait; whether there was anything to ask."""
        return self._tell_of_waiting(epochs, NoticeAction.TRAIN)

    def _on_activity(self) -> None:
        if self._session.navigator.activity is Activity.PLAYING:
            self._tell_of_waiting(0)

    def _on_moment(self) -> None:
        """A press of Next that makes steps goes on without the settings that wait: it is told once of a draft."""
        before, self._steps = self._steps, self._session.run_length
        if self._steps > before and self._told is not self._draft and not self._session.is_in_lecture:
            self._tell_of_waiting(0)

    def _tell_of_waiting(self, epochs: int, *actions: NoticeAction) -> bool:
        """That changed settings are not in force; whether there are any."""
        if self._draft.is_pending:
            self._told = self._draft
            apply = (NoticeAction.APPLY,) if self._can_start else ()
            self._session.tell(Notice(NoticeKind.SETTINGS_WAIT, {"epochs": epochs, "can_start": int(self._can_start)},
                                      (*apply, *actions)))
        return self._draft.is_pending

    @property
    def _can_start(self) -> bool:
        """Whether a run with the settings of the draft can begin."""
        return self._draft.error is None and not self.rows.has_error()

    def check(self, setting: str, value: Any, place: int | None = None) -> None:
        """Refuse a value that can't be used.

        Raises
        ------
        SettingError
            Why it can't.
        """
        draft = self._draft
        trial = draft.change(**{setting: value}) if place is None else draft.change_layer(place, neurons=value)
        error = trial.objection(setting, place)
        if error is not None:
            raise error

    def _change(self, setting: str, value: Any) -> None:
        if setting in CHANGEABLE_DURING_A_RUN and not self._is_collecting:
            self._try(partial(self._session.change_settings, **{setting: value}))
        else:
            self._take(self._draft.change(**{setting: value}))

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self._show()
        notice = self._session.notice
        if notice is not None and notice.kind is NoticeKind.SETTINGS_WAIT and not draft.is_pending:
            self._session.tell(None)

    @property
    def _is_collecting(self) -> bool:
        """Whether changes wait, and are not made at once."""
        return self._draft.is_pending or self.compare.isChecked()

    def _load_preset(self, name: str) -> None:
        if name == OWN_SETTINGS:
            self._show()  # they come about by changing something: until then it is the experiment that it was
            return
        experiment = known_presets()[name]
        self._take(self._draft.load(experiment, experiment.open_data()))

    def _choose_data_set(self, name: str) -> None:
        if name in (OPEN_FILES, OPEN_TABLE):
            self._ask_for_files(name)
        elif name in OPENED:
            self._take(self._draft.change_data(self._session.data, self._session.experiment.data_path))
        else:
            self._take(self._draft.change_data(data_set_named(name)))

    def _ask_for_files(self, kind: str) -> None:
        self._show()
        title, kinds, opens = (self.tr("Open IDX files"), self.tr("IDX files (*ubyte*)"), self.open_idx) \
            if kind == OPEN_FILES else \
            (self.tr("Open a table"), self.tr("Tables (*.csv *.tsv *.txt)"), self.open_table)
        name, _ = QFileDialog.getOpenFileName(self, title, file_place(self), kinds + ";;" + self.tr("All files (*)"))
        if name:
            opens(Path(name))

    def _on_opened(self, opened: tuple[str, DataSet]) -> None:
        path, data = opened
        self._take(self._draft.change_data(data, path))

    def _on_failed(self, reason: str) -> None:
        self._show()
        self._show_data_error(reason)

    def _show_data_error(self, reason: str) -> None:
        self.rows.data.show_data_error(reason)
        QTimer.singleShot(0, self, self._scroll_to_data)  # when it has its height

    def _scroll_to_data(self) -> None:
        """The whole message is in view, and the choice that it is about."""
        row = self.rows.rows["data_set"]
        for part in (row.message, row.field):
            self.scroll_area.ensureWidgetVisible(part, 0, self._theme.px(6))

    def _on_compare(self) -> None:
        if not self.compare.isChecked():
            self._discard()
        self._show_bar()

    def _start_comparison(self) -> None:
        outcome = self._draft.outcome
        if isinstance(outcome, Experiment):
            self._try(partial(self._session.start_comparison, outcome), self._discard)

    def _start(self, epochs: int) -> None:
        """A run with what is wanted, trained for so many epochs."""
        outcome = self._draft.outcome
        if isinstance(outcome, Experiment):
            self._try(partial(self._session.start_run, outcome, self._draft.data), partial(self._go_on, epochs))

    def _go_on(self, epochs: int) -> None:
        self.compare.setChecked(False)
        self._show_bar()
        if epochs:
            self._session.navigator.train(epochs)

    def _discard(self) -> None:
        self.compare.setChecked(False)
        self.rows.revert()
        self._take(self._draft.discard())

    def _try(self, edit: Callable[[], None], afterwards: Callable[[], None] = lambda: None) -> None:
        """Makes an edit of the session; why it can't be made is shown at its field."""
        try:
            edit()
        except SettingError as error:
            self._show()
            self.rows.show_error(error)
        except ValueError as error:  # the data can't be read
            self._show()
            self._show_data_error(error_text(error))
        else:
            afterwards()

    def _follow_session(self) -> None:
        self._take(self._draft.follow(self._session.experiment, self._session.data))

    def _show(self) -> None:
        self.rows.show_draft(self._draft)
        self._show_bar()

    def _show_bar(self) -> None:
        pending, is_low = self._is_collecting, self.height() < self._theme.px(LOW)
        mend = "" if self._can_start else self.tr("First fix the settings marked in red")
        self.bar.show_pending(pending, is_changed=self._draft.is_pending, is_comparing=self.compare.isChecked(),
                              start_objection=mend, compare_objection=mend or self._objection_to_comparing())
        self.bar.setVisible(pending or not is_low)
        self.reset.setVisible(is_low and not pending)
        self.new_weights.setVisible(is_low and not pending)

    def _objection_to_comparing(self) -> str:
        """Why the draft can't run beside the present run."""
        outcome = self._draft.outcome
        try:
            if isinstance(outcome, Experiment):
                running = self._session.experiment
                comparison_difference(running, with_same_frozen(running, outcome))
        except SettingError as error:
            return error_text(error)
        return ""

    def _other_seed(self, setting: str) -> int:
        seed = secrets.randbelow(LARGEST_RANDOM_SEED - 1)
        return seed + 1 if seed >= self._draft.settings[setting] else seed

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_bar()
