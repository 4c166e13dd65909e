"""The page of the Descent workspace."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.descent.descent_bar import DescentBar
from gui.descent.descent_session import DescentSession
from gui.descent.workspace import DescentWorkspace
from gui.pages import Page
from gui.theme import Theme
from gui.view_menu import ViewMenu


class DescentPage(Page):
    """The Descent workspace over its transport bar.

    Parameters
    ----------
    former
        The page that this one takes the place of.
    """

    def __init__(self, session: DescentSession, theme: Theme, former: DescentPage | None) -> None:
        self.session = session
        workspace = former.workspace if former is not None else None
        self.workspace: DescentWorkspace = DescentWorkspace(session, theme, workspace)
        self.bar = DescentBar(session, theme)
        super().__init__(self.workspace, self.bar, session, theme)
        self.undoable = session
        self.view = ViewMenu(self.workspace, (("left", self.tr("Surface and optimizers"), "F6"),
                                              ("right", self.tr("Loss and step"), "F8")), self)

    @property
    def home(self) -> QWidget:
        return self.workspace.pictures[0].surface

    @property
    def centre_parts(self) -> tuple[QWidget, ...]:
        return self.workspace.centre, self.workspace.below

    @property
    def is_settled(self) -> bool:
        return self.workspace.is_settled
