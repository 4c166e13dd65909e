"""Offers what a crash has left behind, and sees what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from documents.private_files import OWNER_ONLY_FOLDER, keep_private
from gui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.documents.recovery import Copy
    from gui.documents.recovery_offer import RecoveryOffer


class Recovering(QObject):
    """The copies of processes that are gone.

    Signals
    -------
    wanted(object)
        This Copy is to be brought back; it belongs to whoever hears it.
    damaged(object)
        Something in the folder can't be a copy, and was put aside: the places where it is now.
    """

    wanted = Signal(object)
    damaged = Signal(object)

    def __init__(self, folder: Path | None, window: QWidget) -> None:
        super().__init__(window)
        self._folder = folder
        self._window = window
        self._theme, self._language = Theme(), "en"
        self._copies: list[Copy] = []
        self._wanted: Copy | None = None
        self.offered: RecoveryOffer | None = None

    def set_look(self, theme: Theme, language: str) -> None:
        """Asks in another theme and language from now on."""
        self._theme, self._language = theme, language

    def offer(self) -> None:
        """Asks about what there is, if there is anything; the window can be painted meanwhile."""
        if self._folder is None or self.offered is not None:
            return
        # they may take a look at many files
        from gui.documents.recovery import left_behind, put_damaged_aside  # noqa: PLC0415

        keep_private(self._folder, OWNER_ONLY_FOLDER)
        aside = put_damaged_aside(self._folder)
        if aside:
            self.damaged.emit(aside)
        self._copies = left_behind(self._folder)
        if not self._copies:
            return
        from gui.documents.recovery_offer import RecoveryOffer  # noqa: PLC0415

        self.offered = RecoveryOffer(self._copies, self._theme, self._language, self._window)
        self.offered.wanted.connect(self._on_wanted)
        self.offered.discarded.connect(self._on_discarded)
        self.offered.finished.connect(self._on_finished)
        self.offered.open()

    def close(self) -> None:
        """Leaves what there is for the next start."""
        if self.offered is not None:
            self.offered.reject()

    def _on_wanted(self, copy: Copy) -> None:
        self._wanted = copy
        self._copies.remove(copy)

    def _on_discarded(self, copy: Copy) -> None:
        self._copies.remove(copy)
        copy.remove()

    def _on_finished(self) -> None:
        """Those that nobody has decided about are there at the next start."""
        offered, self.offered = self.offered, None
        if offered is not None:
            offered.setParent(None)
            offered.deleteLater()
        for copy in self._copies:
            copy.release()
        wanted, self._wanted, self._copies = self._wanted, None, []
        if wanted is not None:
            self.wanted.emit(wanted)
