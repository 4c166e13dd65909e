"""The page of a workspace: its parts over a transport bar, and its keys."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme import Theme
from gui.transport.keys import install_keys
from gui.transport.player import Player
from gui.transport.transport_card import TransportCard
from gui.view_menu import ViewMenu


class Undoable(Protocol):
    """What has changes that can be undone."""

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        ...

    @property
    def can_redo(self) -> bool:
        """Whether an undone change can be made again."""
        ...

    @property
    def undo_name(self) -> str:
        """What the change to undo is called, in the language of the window; empty if there is none."""
        ...

    @property
    def redo_name(self) -> str:
        """What the change to make again is called; empty if there is none."""
        ...

    @property
    def undo_changed(self) -> SignalInstance:
        """Tells that one of these is different."""
        ...

    def undo(self) -> None:
        """Takes the last change back."""

    def redo(self) -> None:
        """Makes it again."""


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
