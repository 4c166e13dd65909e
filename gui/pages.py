"""The pages of the window: each a workspace with its transport bar and its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.edit_order import EditOrder
from gui.formulas import Formulas
from gui.network.arrangement import Part
from gui.network.workspace import NetworkWorkspace
from gui.session import Session
from gui.theme import Theme
from gui.transport.keys import install_keys
from gui.transport.player import Player
from gui.transport.transport_bar import TransportBar
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


class NetworkPage(Page):
    """The page of the Network workspace.

    Parameters
    ----------
    former
        The page that this one takes the place of.
    """

    def __init__(self, session: Session, theme: Theme, formulas: Formulas, former: NetworkPage | None) -> None:
        workspace = former.workspace if former is not None else None
        self.workspace: NetworkWorkspace = NetworkWorkspace(session, theme, formulas, workspace)
        self.bar = TransportBar(session, theme)
        super().__init__(self.workspace, self.bar, session, theme)
        # it lasts as long as the session and the card whose edits it puts into one order
        self.undoable: EditOrder = former.undoable if former is not None else \
            EditOrder((session, self.workspace.digits), session)
        self.view = ViewMenu(self.workspace, ((Part.SAMPLE, self.tr("Sample and set-up"), "F6"),
                                              (Part.EQUATIONS, self.tr("Equations and pages"), "F7"),
                                              (Part.CHARTS, self.tr("Charts"), "F8")), self)

    def train_with(self, toggle: Callable[[], None]) -> None:
        """Gives the key T to the training."""
        self._training_key = QShortcut("T", self, toggle)
        graph_key = QShortcut("G", self, self.workspace.stage.graph_wanted.emit)
        for key in (self._training_key, graph_key):
            key.setAutoRepeat(False)

    def set_training_key(self, *, in_use: bool) -> None:
        """Whether T trains: not where what trains is hidden."""
        self._training_key.setEnabled(in_use)

    @property
    def home(self) -> QWidget:
        return self.workspace.stage.canvas

    @property
    def centre_parts(self) -> tuple[QWidget, ...]:
        return self.workspace.stages, self.workspace.below

    @property
    def is_settled(self) -> bool:
        return self.workspace.is_settled
