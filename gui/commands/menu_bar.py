"""The menus of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWhatsThis, QWidget

from gui.commands.lecture_menu import LectureMenu
from gui.commands.look_menus import LookMenus
from gui.commands.run_menu import RunMenu, clear, show_key
from gui.network.arrangement import Part
from gui.notices import Notice, NoticeKind
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.commands.palette import Palette
    from gui.main_window import MainWindow

WORKSPACES = ("network", "descent", "graph")


class Menus(QObject):
    """File, Edit, View, Run, Lectures and Help.

    The keys of some entries belong to somebody else, such as the arrows to the transport bar: these are only shown.

    Parameters
    ----------
    window
        What they are the menus of.
    content
        What fills it: it has the keys, so that they work while the bar is hidden.

    Attributes
    ----------
    bar
        The menu bar.
    palette
        The list of all commands, while it is open.
    undo, redo
        Entries with the name of what they take back and make again.
    """

    def __init__(self, window: MainWindow, content: QWidget, looks: LookMenus, theme: Theme,
                 language: str) -> None:
        super().__init__(content)
        self._window = window
        self._content = content
        self._looks = looks
        self._theme = theme
        self.palette: Palette | None = None
        self.bar = QMenuBar()
        self.bar.setAccessibleName(self.tr("Menus"))
        self.bar.addMenu(window.files.menu)
        self._edit = self.bar.addMenu(self.tr("&Edit"))
        self._view = self.bar.addMenu(self.tr("&View"))
        self.run = RunMenu(window, self.tr("&Run"), self.bar)
        self.bar.addMenu(self.run)
        self._lectures = LectureMenu(window, self.tr("Le&ctures"), language, self.bar)
        self.bar.addMenu(self._lectures)
        content.addAction(self._lectures.all)
        self._help = self.bar.addMenu(self.tr("&Help"))
        self._fill_edit()
        self._fill_help()
        self._fill_view()
        opening = QAction(content)  # Qt itself opens them with F10 on Windows only
        opening.setShortcut("F10")
        opening.setAutoRepeat(False)
        opening.triggered.connect(self.open_first)
        content.addAction(opening)
        self._edit.aboutToShow.connect(self.name_edits)
        self._view.aboutToShow.connect(self._list_views)
        for menu in self._menus:
            menu.aboutToShow.connect(self._put_palette_away)  # it has entries that are about to be made anew

    def refresh(self) -> None:
        """Bring all menus up to date, as opening each of them does."""
        for menu in self._menus:
            menu.aboutToShow.emit()

    @property
    def _menus(self) -> tuple[QMenu, ...]:
        """Those whose entries change."""
        return self._window.files.menu, self._edit, self._view, self.run, self._lectures

    def open_first(self) -> None:
        """Opens the menus with the first of them; where there is no room for the bar, the list of all commands."""
        if self.bar.isVisible():
            self.bar.setActiveAction(self.bar.actions()[0])
        else:
            self.show_palette()

    # edit

    def _fill_edit(self) -> None:
        window = self._window
        self.undo = self._add(self._edit, self.tr("&Undo"), window.undo, "Ctrl+Z",
                              tip=self.tr("Takes your last change back; ← goes back in time and changes nothing"))
        self.redo = self._add(self._edit, self.tr("&Redo"), window.redo, "Ctrl+Shift+Z",
                              tip=self.tr("Makes the change again; → goes on in time and changes nothing"))
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])

    def name_edits(self) -> None:
        """Say what would be taken back."""
        undoable = self._window.page.undoable
        self.undo.setText(self.tr("&Undo: {change}").format(change=_plain(undoable.undo_name))
                          if undoable.can_undo and undoable.undo_name else self.tr("&Undo"))
        self.redo.setText(self.tr("&Redo: {change}").format(change=_plain(undoable.redo_name))
                          if undoable.can_redo and undoable.redo_name else self.tr("&Redo"))
        self.undo.setEnabled(undoable.can_undo)
        self.redo.setEnabled(undoable.can_redo)

    # view

    def _fill_view(self) -> None:
        menu, window, looks = self._view, self._window, self._looks
        names = (self.tr("&Network"), self.tr("&Descent"), self.tr("&Graph"))
        self._workspaces: list[QAction] = []
        for number, (name, text) in enumerate(zip(WORKSPACES, names, strict=True), 1):
            entry = self._add(menu, text, partial(window.show_workspace, name), f"Alt+{number}")
            entry.setCheckable(True)
            self._workspaces.append(entry)
        menu.addSeparator()
        self._parts = QMenu(self.tr("&Parts in view"), menu)
        self._pages = QMenu(self.tr("Page &below the stage"), menu)
        menu.addMenu(self._parts)
        menu.addMenu(self._pages)
        menu.addSeparator()
        for part in (looks.themes, looks.languages, looks.sizes):
            menu.addMenu(part)
        menu.addAction(looks.calm)
        menu.addSeparator()
        self._full = self._add(menu, self.tr("&Full screen"), window.toggle_full_screen, "F11")
        self._full.setCheckable(True)
        self._add(menu, self.tr("Put everything bac&k…"), window.reset_wanted.emit,
                  tip=self.tr("Layout, theme, language and text size as at the first start; your work stays"))

    def _list_views(self) -> None:
        window = self._window
        for name, entry in zip(WORKSPACES, self._workspaces, strict=True):
            entry.setChecked(name == window.shown)
        self._full.setChecked(window.isFullScreen())
        clear(self._parts)
        window.page.view.aboutToShow.emit()
        for part in window.page.view.actions():  # the page listens to its keys, as long as it is in view
            entry = self._shown(self._parts, part.text(), part.trigger, part.shortcut().toString())
            entry.setCheckable(True)
            entry.setChecked(part.isChecked())
        clear(self._pages)
        below = window.workspace.below
        for number, key in enumerate(below.page_keys(), 1):
            entry = self._shown(self._pages, below.page_label(key), partial(self._show_page, key),
                                f"Ctrl+{number % 10}")
            entry.setCheckable(True)
            entry.setChecked(key == below.key())

    def _show_page(self, key: str) -> None:
        self._window.show_workspace("network")
        workspace = self._window.workspace
        workspace.below.show_page(key)
        if not workspace.is_shown(Part.EQUATIONS):
            workspace.show_part(Part.EQUATIONS, True)

    # help

    def _fill_help(self) -> None:
        menu = self._help
        self._add(menu, self.tr("&Keys"), self.show_keys, "F1", tip=self.tr("All keys on one sheet"))
        self._add(menu, self.tr("&Find a command…"), self.show_palette, "Ctrl+K",
                  tip=self.tr("Type a few letters of what you want to do"))
        self._add(menu, self.tr("&What's this?"), QWhatsThis.enterWhatsThisMode, "Shift+F1",
                  tip=self.tr("Then click what you want explained"))
        menu.addSeparator()
        self._add(menu, self.tr("Folder with the &log"), self.open_log_folder)
        about = self._add(menu, self.tr("&About Deltaflow"), self.show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def show_keys(self) -> None:
        """The sheet with all keys."""
        from gui.commands.key_sheet import KeySheet  # noqa: PLC0415 - only those who want it wait for it

        KeySheet(self._theme, self._window).open()

    def show_palette(self) -> None:
        """The list of all commands, or away with it."""
        from gui.commands.finding import commands_of  # noqa: PLC0415
        from gui.commands.palette import Palette  # noqa: PLC0415
        from gui.commands.places import places_of  # noqa: PLC0415

        if self.palette is not None:
            self._put_palette_away()
            return
        self.refresh()
        commands = [*commands_of(self.bar), *places_of(self._window)]
        self.palette = Palette(commands, self._theme, self._content)
        self.palette.closed.connect(self._forget_palette)

    def show_about(self) -> None:
        """What the program is, and the licences of what is in it."""
        from gui.about import AboutDialog  # noqa: PLC0415

        about = AboutDialog(self._theme, self._window)
        about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about.open()

    def open_log_folder(self) -> None:
        """The folder with the log, in the desktop's file manager; where there is none, its name."""
        from gui.failure.log import log_folder, open_log_folder  # noqa: PLC0415

        if not open_log_folder():
            message = self.tr("The log lies in {folder}.").format(folder=log_folder())
            self._window.session.tell(Notice(NoticeKind.MESSAGE, {"message": message}))

    def _put_palette_away(self) -> None:
        if self.palette is not None:
            self.palette.close_palette()

    def _forget_palette(self) -> None:
        self.palette = None
        self._window.page.home.setFocus(Qt.FocusReason.OtherFocusReason)

    # entries

    def _add(self, menu: QMenu, text: str, does: Callable[[], object], keys: str = "", *, tip: str = "") -> QAction:
        """An entry, with a key of its own."""
        entry = menu.addAction(text)
        entry.triggered.connect(lambda _=False: does())
        entry.setStatusTip(tip)
        if keys:
            entry.setShortcut(QKeySequence(keys))
            entry.setAutoRepeat(False)
            self._content.addAction(entry)
        return entry

    def _shown(self, menu: QMenu, text: str, does: Callable[[], object], keys: str) -> QAction:
        """An entry that shows a key which somebody else listens to."""
        entry = menu.addAction(text)
        entry.triggered.connect(lambda _=False: does())
        show_key(entry, keys)
        return entry


def _plain(text: str) -> str:
    """An ampersand in a name marks no key."""
    return text.replace("&", "&&")
