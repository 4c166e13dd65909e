"""The page of a workspace: its parts over a transport bar, and its keys."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.edit_history import Undoable
from gui.theme import Theme
from gui.transport.keys import install_keys
from gui.transport.player import Player
from gui.transport.transport_card import TransportCard
from gui.view_menu import ViewMenu


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
