"""The foot of the set-up card: reset and new weights, or what to do with changes that begin a new run."""

from __future__ import annotations

import math
import time
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.theme import Theme
from gui.widgets.push_button import PushButton


class DraftBar(QWidget):
    """Two buttons at a time.

    Signals
    -------
    start_wanted, discard_wanted, reset_wanted, new_weights_wanted
        Somebody pressed a button.
    """

    start_wanted = Signal()
    discard_wanted = Signal()
    reset_wanted = Signal()
    new_weights_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.reset = PushButton(self.tr("Reset"), theme, icon_name="reset")
        self.reset.setToolTip(reset_text())
        self.new_weights = PushButton(self.tr("New weights"), theme, icon_name="random")
        self.new_weights.setToolTip(new_weights_text())
        self.start = PushButton(self.tr("Start new run"), theme, primary=True)
        self.discard = PushButton(self.tr("Discard"), theme)
        self.discard.setToolTip(self.tr("Show the settings of the present run again"))
        self.text = QLabel(self.tr("These changes start a new run"))
        self.text.setFont(theme.font(12))
        self.text.setWordWrap(True)
        for button, signal in ((self.reset, self.reset_wanted), (self.new_weights, self.new_weights_wanted),
                               (self.start, self.start_wanted), (self.discard, self.discard_wanted)):
            button.clicked.connect(partial(self._pressed, signal))
        self._was_pending, self._settled_at = False, -math.inf
        self._lay_out()
        self.show_pending(False, True)

    def _lay_out(self) -> None:
        self._always = self._row(self.reset, self.new_weights)
        self._pending = self._row(self.start, self.discard)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(self._theme.px(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        for widget in (rule, self.text, self._always, self._pending):
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
        if signal in (self.start_wanted, self.discard_wanted) or not came_just_now:
            signal.emit()

    def show_pending(self, pending: bool, can_start: bool) -> None:
        """Offer to start or discard changes where there are some, otherwise to reset."""
        if self._was_pending and not pending:
            self._settled_at = time.monotonic()
        self._was_pending = pending
        self.text.setVisible(pending)
        self._pending.setVisible(pending)
        self._always.setVisible(not pending)
        self.start.setEnabled(can_start)
        self.start.setToolTip("" if can_start else self.tr("First mend the settings marked in red"))


def reset_text() -> str:
    """What Reset does."""
    return QCoreApplication.translate("DraftBar", "Back to the first step, with the same initial weights")


def new_weights_text() -> str:
    """What New weights does."""
    return QCoreApplication.translate("DraftBar", "Back to the first step, with other initial weights: a new seed")
