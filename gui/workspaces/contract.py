"""What a workspace is to the rest of the program.

The window, its menus, documents, lectures, exports and what is remembered know a workspace by this alone: they go
through all that there are (see `gui.workspaces.registry`) and name none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme

if TYPE_CHECKING:
    from gui.workspaces.outlines import Outline
    from gui.workspaces.page import Page
    from lectures.model import Mark
    from lectures.readings import Readings
    from lectures.scene import Scene, View

Row = tuple[str | int | float | None, ...]
"""Of a table: texts, numbers, and None for what isn't known."""


class Host(Protocol):
    """What holds the workspaces: the window."""

    @property
    def workspaces(self) -> Mapping[str, Workspace]:
        """All of them by name, in the order of the menu."""
        ...

    def have_page(self, name: str) -> None:
        """Make the page of a workspace if it isn't there."""

    def show_workspace(self, name: str, *, under_list: bool = False) -> None:
        """Turn to the page of a workspace."""


@dataclass(frozen=True)
class PageLook:
    """How pages are made: in these colours and sizes, with formulas set by this."""

    theme: Theme
    formulas: Formulas


@dataclass(frozen=True)
class ViewChoice:
    """Something that can be chosen to be seen on a page: what it usually is, how it is read, and how it is shown.

    All values are plain JSON. What is shown may come from a file, so it may be anything; what is read is None where
    the page doesn't have it now.

    Attributes
    ----------
    is_kept_none
        Whether None is a choice of its own, and not that there is none.
    """

    usual: Any
    read: Callable[[Any], Any]
    show: Callable[[Any, Any], None]
    is_kept_none: bool = False


@dataclass(frozen=True)
class MenuEntry:
    """An entry of a menu.

    Attributes
    ----------
    keys
        That do it on the page; the menu only shows them.
    tip
        What it does, for the status line.
    """

    text: str
    does: Callable[[], object]
    keys: str = ""
    tip: str = ""
    is_possible: bool = True
    is_on: bool | None = None


@dataclass(frozen=True)
class Command:
    """Something that can be done.

    Attributes
    ----------
    title
        What it is called.
    group
        Where it stands: the menus above it.
    keys
        The key that does it, as it is written on the screen.
    does
        Do it.
    is_possible, is_on
        Whether it can be done now; whether it is ticked.
    """

    title: str
    group: str
    keys: str
    does: Callable[[], object]
    is_possible: bool = True
    is_on: bool = False


@dataclass(frozen=True, eq=False)
class Table:
    """A table of numbers.

    Attributes
    ----------
    key
        Part of the file's name.
    title
        What it holds, in the language of the window.
    header
        Names of the columns.
    make_rows
        Make the rows of the instant at which the table was asked for, one tuple a row.
    """

    key: str
    title: str
    header: tuple[str, ...]
    make_rows: Callable[[], Sequence[Row]]


class Workspace(QObject):
    """One workspace: its session, its page once it is there, and what others ask of it.

    Each has a class of its own. What is loaded with the page and the session is imported where it is first wanted:
    a start doesn't wait for a workspace that it doesn't show.

    Parameters
    ----------
    host
        What holds it.

    Attributes
    ----------
    name
        In documents, lectures, settings and on the command line.
    is_made_at_start
        Whether the page is there from the start on; others are made when they are first shown.
    page
        A `Page`, if it is there; None otherwise.
    view_choices
        All that can be chosen to be seen on the page, by name; what isn't among it belongs to the session.

    Signals
    -------
    status_changed
        `status_text` is different, or the control's size.
    """

    name: ClassVar[str]
    page: Any
    is_made_at_start: ClassVar[bool] = False
    view_choices: ClassVar[Mapping[str, ViewChoice]] = {}
    status_changed = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__(host if isinstance(host, QObject) else None)
        self.host = host

    # the window

    def menu_title(self) -> str:
        """What it is called, with the letter that chooses it marked by an ampersand."""
        raise NotImplementedError

    def title(self) -> str:
        """What it is called."""
        raise NotImplementedError

    @property
    def session(self) -> Any:
        """What is stepped through, played and undone here; with it the page is made, if it isn't there."""
        raise NotImplementedError

    @property
    def is_there(self) -> bool:
        """Whether the page is there."""
        return self.page is not None

    def made_page(self) -> Any:
        """The page, which is made if it isn't there."""
        if self.page is None:
            self.host.have_page(self.name)
        assert self.page is not None, "it was made"
        return self.page

    def make_page(self, look: PageLook) -> Page:
        """Make a page, in the place of the one that there is."""
        raise NotImplementedError

    def pause(self) -> None:
        """Stop whatever goes on."""
        if self.is_there:
            self.page.player.pause()

    def close(self) -> None:
        """End the threads."""
        if self.is_there:
            self.session.close()

    def status_text(self) -> str:
        """What is worked on, for the window's head."""
        return ""

    def make_control(self, theme: Theme) -> QWidget | None:
        """A control for the window's head, in view with the page; None for none."""
        return None

    def show_control(self, *, shown: bool) -> None:
        """Let the control and its keys be used, or not."""

    def run_entries(self) -> Iterator[MenuEntry | None]:
        """What the menu Run has besides playing and stepping; None is a line between two groups."""
        return iter(())

    def page_entries(self) -> Iterator[MenuEntry]:
        """The pages that can be shown below the stage."""
        return iter(())

    def commands(self) -> Iterator[Command]:
        """What can be gone to by name, besides the entries of the menus."""
        return iter(())

    def open_at(self, steps: int) -> None:
        """Go so many steps from the beginning: what the command line asks for."""
        raise NotImplementedError

    # what is seen

    def view_signals(self) -> Iterable[SignalInstance]:
        """Tell that something else was chosen to be seen on the page, besides dragged gaps."""
        return ()

    # exports and reports

    def tables(self) -> tuple[Table, ...]:
        """The numbers that can be saved; the most wanted table stands first."""
        return ()

    def card_keys(self) -> dict[QWidget, str]:
        """Names for the files of cards whose class doesn't say what they show."""
        return {}

    def card_titles(self) -> dict[QWidget, str]:
        """Titles of cards whose headline changes from instant to instant."""
        return {}

    def report(self) -> dict[str, Callable[[], object]]:
        """What is open here, by name, for a report of an error; each may fail for the error's own reason."""
        return {}

    # documents

    def stored(self) -> Any:
        """What a document keeps of it; None for nothing."""
        return None

    def stored_view(self) -> dict[str, Any]:
        """What a document's view has of it besides the choices."""
        return {}

    def lay(self, stored: Any, view: Mapping[str, Any]) -> None:
        """Bring what `stored` and `stored_view` have told into view, or the beginning."""

    def mark(self) -> object:
        """What tells one state of the work from another; None as long as it is what everyone begins with."""
        return None

    def work_signal(self) -> SignalInstance | None:
        """Tells that `mark` may be different; None where the session counts its work itself, or isn't there."""
        signal: SignalInstance | None = self.session.history.changed if self.is_there else None
        return signal

    # lectures

    @property
    def is_free(self) -> bool:
        """Whether nothing is under way that a lecture has to wait for."""
        raise NotImplementedError

    @property
    def is_calm(self) -> bool:
        """Whether no picture moves, either."""
        return self.is_free

    @property
    def is_busy(self) -> bool:
        """Whether what stands there belongs to a thread now, and can't be read."""
        return False

    def reading_signals(self) -> Iterable[SignalInstance]:
        """Tell that the readings may be different."""
        return ()

    def scene_part(self) -> Any:
        """What stands there now, as a part of a scene; it isn't copied: it is only true until something moves."""
        raise NotImplementedError

    def captured_part(self) -> Any:
        """The same, copied, with whatever goes on stopped."""
        raise NotImplementedError

    def readings(self) -> Readings:
        """The numbers of what stands there now, as far as they can be seen."""
        raise NotImplementedError

    def lay_scene(self, scene: Scene) -> None:
        """Bring a scene's part into view."""
        raise NotImplementedError

    def show_view(self, view: View) -> None:
        """Show the parts of a scene's view, and hide the others."""
        raise NotImplementedError

    def clear_away(self, shown: frozenset[str]) -> None:
        """Take cards away that a lecture does without, also after the page was made anew."""

    def show_usual(self) -> None:
        """Show what scenes don't speak of, and `view_choices` doesn't have, as everyone begins with it."""

    def seen_view(self, view: View) -> View:
        """The view as the page has it: a person may have changed it since the lecture set it."""
        return replace(view, workspace=self.name)

    def shown_parts(self) -> tuple[str, ...]:
        """Which parts are shown now, as lectures call them."""
        raise NotImplementedError

    def mark_chosen(self) -> str:
        """What is chosen now, as something that lights up; empty for nothing."""
        return ""

    def keep(self) -> Any:
        """Everything that a lecture is going to change."""
        raise NotImplementedError

    def give_parts_back(self, kept: Any) -> None:
        """Show the parts that were shown when `keep` was called; None if the page wasn't there then."""

    def take_back(self, kept: Any, then: Callable[[], None]) -> None:
        """Bring back what was kept, and call `then` when it stands there; None is the beginning."""
        raise NotImplementedError

    def part_widgets(self, name: str) -> tuple[QWidget | None, ...]:
        """The widgets that lectures call by this name; none where there is no such part."""
        return ()

    def mark_outlines(self, mark: Mark, theme: Theme) -> Iterator[tuple[QWidget, Outline]]:
        """Where something lies that a lecture lights up: each outline in pixels of the widget before it."""
        return iter(())


def cards_around(keys: Mapping[QWidget, str]) -> dict[QWidget, str]:
    """The cards in which these widgets stand, each with the key of its widget."""
    found: dict[QWidget, str] = {}
    for widget, key in keys.items():
        around: QWidget | None = widget
        while around is not None and around.property("part") != "card":
            around = around.parentWidget()
        if around is not None:
            found[around] = key
    return found
