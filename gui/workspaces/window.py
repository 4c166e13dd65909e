"""What documents and lectures ask of the window, without knowing what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from gui.run.session import Session
from gui.workspaces.contract import Workspace
from gui.workspaces.page import Page

if TYPE_CHECKING:
    from lectures.library import Library
    from lectures.model import Lecture


class Documents(Protocol):
    """What lectures and the report of an error know of documents."""

    @property
    def name(self) -> str:
        """The name of the open document."""
        ...

    def lecture_begins(self) -> None:
        """What is in view now is the person's document until they come back."""


class Lectures(Protocol):
    """What documents know of lectures."""

    @property
    def is_open(self) -> bool:
        """Whether a lecture is in view."""
        ...

    @property
    def list(self) -> QWidget | None:
        """The list of all lectures, while it is in view."""
        ...

    @property
    def library(self) -> Library:
        """The lectures that there are."""
        ...

    @property
    def panel(self) -> Any:
        """What stands beside the picture while a lecture is in view; None otherwise."""
        ...

    @property
    def director(self) -> Any:
        """What carries lectures out."""
        ...

    def usable(self, name: str) -> Lecture:
        """The lecture of this name or in this file."""
        ...

    def open(self, lecture: Lecture, beat: int = 0) -> None:
        """Begin a lecture."""

    def open_named(self, name: str) -> None:
        """Begin the lecture of this name or in this file."""

    def toggle_list(self) -> None:
        """Bring the list of all lectures into view, or put it away."""

    def leave(self) -> None:
        """End the lecture in view, if there is one."""


class Window(QMainWindow):
    """The main window as documents and lectures know it.

    Attributes
    ----------
    session
        The network's session: it is there from the start, and tells what has to be told.
    workspaces
        All of them by name, in the order of the menu.
    current
        The one in view.
    pages
        In which the pages lie, and the list of lectures.
    desk, lectures
        What documents and lectures know of each other.
    files
        The menu File, which asks for names of files.
    top_bar
        At the head of the window.
    lent_keys
        Keys of the transport bars that others have now.
    is_still
        Whether motion is reduced: values jump to where they belong.

    Signals
    -------
    page_made(object)
        The workspace whose page is there, perhaps in the place of another one.
    reset_wanted()
        The window is wanted as it was at the first start.
    """

    page_made = Signal(object)
    reset_wanted = Signal()

    session: Session
    files: Any
    top_bar: QWidget
    lent_keys: frozenset[str]
    is_still: bool
    workspaces: Mapping[str, Workspace]
    current: Workspace
    pages: QStackedWidget
    desk: Documents
    lectures: Lectures

    @property
    def page(self) -> Page:
        """The page in view."""
        raise NotImplementedError

    def have_page(self, name: str) -> None:
        """Make the page of a workspace if it isn't there."""
        raise NotImplementedError

    def show_workspace(self, name: str, *, under_list: bool = False) -> None:
        """Turn to the page of a workspace; a list of lectures gives way to it, unless the page stays under it."""
        raise NotImplementedError

    def file_place(self, name: str = "") -> str:
        """Where a dialog for files begins to look: in the folder of the document, or of what was opened last."""
        raise NotImplementedError

    def undo(self) -> None:
        """Undo the last change of the page in view."""
        self.page.undoable.undo()

    def redo(self) -> None:
        """Redo the change of the page in view that was undone last."""
        self.page.undoable.redo()

    def toggle_full_screen(self) -> None:
        """The whole screen without menus, or back."""
        raise NotImplementedError

    def pause(self) -> None:
        """Stop whatever goes on in any workspace."""
        for workspace in self.workspaces.values():
            workspace.pause()

    def show_chrome(self, *, transport: bool, training: bool) -> None:
        """Show the transport bars and what trains, or leave their room to the picture."""
        raise NotImplementedError

    def lend_keys(self, keys: frozenset[str]) -> None:
        """Leave keys of the transport bars to others."""
        raise NotImplementedError


def file_place(part: QWidget, name: str = "") -> str:
    """Where a dialog for files begins to look, from any part of the window.

    Without it Qt would take the folder that the program was started in.
    """
    window = part.window()
    return window.file_place(name) if isinstance(window, Window) else name
