"""The page of the Graph workspace."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.formulas import Formulas
from gui.graph.graph_bar import GraphBar
from gui.graph.graph_session import GraphSession
from gui.graph.join import NetworkJoin
from gui.graph.workspace import GraphWorkspace
from gui.pages import Page
from gui.session import Session
from gui.theme import Theme
from gui.view_menu import ViewMenu


class GraphPage(Page):
    """The Graph workspace over its transport bar.

    Parameters
    ----------
    former
        The page that this one takes the place of.
    """

    def __init__(self, session: GraphSession, join: NetworkJoin, network: Session, theme: Theme, formulas: Formulas,
                 former: GraphPage | None) -> None:
        self.session = session
        self.join = join
        workspace = former.workspace if former is not None else None
        self.workspace: GraphWorkspace = GraphWorkspace(session, join, network, theme, formulas, workspace)
        self.bar = GraphBar(session, theme)
        super().__init__(self.workspace, self.bar, session, theme)
        self.undoable = session
        self.view = ViewMenu(self.workspace, (("left", self.tr("Expression and values"), "F6"),
                                              ("right", self.tr("Multiplications and descent"), "F8")), self)

    @property
    def home(self) -> QWidget:
        return self.workspace.view

    @property
    def centre_parts(self) -> tuple[QWidget, ...]:
        return self.workspace.centre, self.workspace.below

    @property
    def is_settled(self) -> bool:
        return self.workspace.is_settled
