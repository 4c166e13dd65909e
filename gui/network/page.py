"""The page of the Network workspace."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from gui.edit_order import EditOrder
from gui.formulas import Formulas
from gui.network.arrangement import Part
from gui.network.workspace import NetworkWorkspace
from gui.session import Session
from gui.theme import Theme
from gui.transport.transport_bar import TransportBar
from gui.view_menu import ViewMenu
from gui.workspaces.page import Page


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
        super().__init__(self.workspace, self.bar, session.navigator, theme)
        # it lasts as long as the session and the card whose edits it puts into one order
        self.undoable: EditOrder = former.undoable if former is not None else \
            EditOrder((session.history, self.workspace.digits.history), session)
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
