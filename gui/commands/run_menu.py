"""The menu of what goes on in time: playing, stepping, training. What it says fits the page in view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui.labour import Activity

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.transport.player import Player


class RunMenu(QMenu):
    """Made anew each time it opens: its keys belong to the transport bar, and are only shown here."""

    def __init__(self, window: MainWindow, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._window = window
        self.aboutToShow.connect(self._list)

    def _list(self) -> None:
        clear(self)
        self._list_moves(self._window.page.player)
        if self._window.shown == "network":
            self._list_training()

    def _list_moves(self, player: Player) -> None:
        is_idle = player.activity is Activity.IDLE
        self._add(self.tr("&Play") if is_idle else self.tr("&Pause"), player.toggle_play, "Space")
        self.addSeparator()
        self._add(self.tr("&Next"), player.next, "Right", tip=self.tr("On in time; nothing is changed"))
        self._add(self.tr("&Back"), player.back, "Left", tip=self.tr("Back in time; nothing is changed"))
        self._add(self.tr("Next, one grain coarser"), lambda: player.next(player.granularity.coarser), "Shift+Right")
        self._add(self.tr("Back, one grain coarser"), lambda: player.back(player.granularity.coarser), "Shift+Left")
        self._add(self.tr("To the be&ginning"), player.first, "Home")
        self._add(self.tr("To the &end of what has been made"), player.last, "End")
        self.addSeparator()
        far = self.addMenu(self.tr("&How far one press goes"))
        segments = self._window.page.transport.granularity.segments()
        for number, (segment, granularity) in enumerate(zip(segments, player.granularities, strict=True), 1):
            entry = self._add(segment.text(), partial(player.set_granularity, granularity),
                              str(number), menu=far)
            entry.setCheckable(True)
            entry.setChecked(granularity == player.granularity)

    def _list_training(self) -> None:
        window, session = self._window, self._window.session
        training = window.top_bar.training
        self.addSeparator()
        entry = self._add(training.button.text(), training.toggle, "T")
        entry.setEnabled(training.isVisible())
        self.addSeparator()
        self._add(self.tr("Re&set"), session.reset, tip=self.tr("Begins anew from the same initial weights"))
        self._add(self.tr("New &weights"), session.draw_new_weights,
                  tip=self.tr("Begins anew from other initial weights"))
        digits = window.workspace.digits
        self.addSeparator()
        self._add(self.tr("&Follow your sample"), digits.follow, tip=self.tr("Through the network, without learning"))
        self._add(self.tr("&Learn your sample"), digits.learn, tip=self.tr("One update with it alone"))
        buttons = digits.buttons
        searches = ((buttons.random, self.tr("&Random sample")), (buttons.wrong, self.tr("Next wr&ong sample")))
        for button, text in searches:
            self._add(text, button.click).setEnabled(buttons.offers(button))

    def _add(self, text: str, does: Callable[[], object], keys: str = "", *, tip: str = "",
             menu: QMenu | None = None) -> QAction:
        entry = (menu or self).addAction(text)
        entry.triggered.connect(lambda _=False: does())
        entry.setStatusTip(tip)
        if keys and keys not in self._window.lent_keys:
            show_key(entry, keys)
        return entry


def show_key(entry: QAction, keys: str) -> None:
    """Write a key beside an entry; pressing it is somebody else's business.

    It is no shortcut of the entry, whatever its context: Qt would hear it while the menu is open, and an arrow that
    is to go to the next menu would take a step, too.
    """
    entry.setText(f"{entry.text()}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")


def clear(menu: QMenu, *, keep: int = 0) -> None:
    """Take all entries but the first ones out of a menu; the chosen one may still be at work."""
    for entry in menu.actions()[keep:]:
        menu.removeAction(entry)
        part = entry.menu()
        if isinstance(part, QMenu):
            part.deleteLater()
        else:
            entry.deleteLater()
