"""The foot of the set-up card: reset and new weights, or what to do with changes that begin a new run."""

from __future__ import annotations

import math
import time
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import Theme
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.push_button import PushButton


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
