"""The page of a workspace: its parts over a transport bar, and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from gui.foundation.theme import Theme
from gui.run.edit_history import Undoable
from gui.transport.keys import Player, install_keys
from gui.transport.transport_card import TransportCard

# The menu that says which parts of a workspace are in view.

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


class Page(QWidget):
    """A workspace over its transport bar.

    Attributes
    ----------
    transport, player
        The bar, and what it moves.
    view
        The menu of its parts.
    undoable
        Whose changes are undone here.
    keys
        Those of the transport bar.
    """

    view: ViewMenu
    undoable: Undoable

    def __init__(self, workspace: QWidget, transport: TransportCard, player: Player, theme: Theme) -> None:
        super().__init__()
        self.transport = transport
        self.player = player
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        lines.setSpacing(theme.px(10))
        lines.addWidget(workspace, 1)
        lines.addWidget(transport)
        # the keys of a page that isn't shown are out of use
        self.keys = install_keys(self, player)

    def lend_keys(self, keys: frozenset[str]) -> None:
        """Leave keys to somebody else; what the buttons say of their keys goes with them."""
        self.keys.lend(keys)
        self.transport.moves.tell_keys(told=not keys)

    @property
    def home(self) -> QWidget:
        """What has the keyboard when nothing else has."""
        raise NotImplementedError

    @property
    def banner_place(self) -> QWidget:
        """What makes room at its foot for a message: the lowest part of the middle."""
        return next(part for part in reversed(self.centre_parts) if not part.isHidden())

    @property
    def is_settled(self) -> bool:
        """Whether no picture is still moving or being made."""
        raise NotImplementedError

    def watch(self, watcher: QObject) -> None:
        """Lets somebody see when the place of the banner moves or changes its size, or another one is its place."""
        for part in self.centre_parts:
            part.installEventFilter(watcher)

    @property
    def centre_parts(self) -> tuple[QWidget, ...]:
        """What stands in the middle, from the highest to the lowest; the last one may be hidden."""
        raise NotImplementedError
