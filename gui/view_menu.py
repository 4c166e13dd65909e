"""The menu that says which parts of a workspace are in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class Parted(Protocol):
    """A workspace whose parts can be shown and hidden."""

    @property
    def parts_changed(self) -> SignalInstance:
        """Other parts are in view."""
        ...

    def is_shown(self, part: Any) -> bool:
        """Whether a part is in view."""
        ...

    def show_part(self, part: Any, shown: bool) -> None:
        """Show a part, or leave its room to the others."""


class ViewMenu(QMenu):
    """One entry a part, with a key of its own.

    Parameters
    ----------
    parts
        Part, name and key of every entry.
    """

    def __init__(self, workspace: Parted, parts: Sequence[tuple[Any, str, str]], window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._entries: dict[Any, QAction] = {}
        for part, text, key in parts:
            entry = self.addAction(text)
            entry.setCheckable(True)
            entry.setShortcut(key)
            entry.setAutoRepeat(False)
            entry.triggered.connect(lambda _, part=part: self._toggle(part))
            window.addAction(entry)
            self._entries[part] = entry
        workspace.parts_changed.connect(self._show_parts)
        self.aboutToShow.connect(self._show_parts)

    def _toggle(self, part: Any) -> None:
        self._workspace.show_part(part, not self._workspace.is_shown(part))

    def _show_parts(self) -> None:
        for part, entry in self._entries.items():
            entry.setChecked(self._workspace.is_shown(part))
