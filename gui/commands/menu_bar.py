"""The menus of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWhatsThis, QWidget

from gui.commands.look_menus import LookMenus
from gui.foundation.language import error_text
from gui.foundation.theme import Theme
from gui.run.jobs import Activity
from gui.run.notices import Notice, NoticeKind
from gui.workspaces.window import Window

if TYPE_CHECKING:
    from gui.commands.palette import Palette
    from gui.transport.keys import Player


# The menu of what goes on in time: playing, stepping, training. What it says fits the page in view.

class RunMenu(QMenu):
    """Made anew each time it opens: its keys belong to the transport bar, and are only shown here."""

    def __init__(self, window: Window, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._window = window
        self.aboutToShow.connect(self._list)

    def _list(self) -> None:
        clear(self)
        self._list_moves(self._window.page.player)
        self._list_more()

    def _list_moves(self, player: Player) -> None:
        is_idle = player.activity is Activity.IDLE
        self._add(self.tr("&Play") if is_idle else self.tr("&Pause"), player.toggle_play, "Space")
        self.addSeparator()
        self._add(self.tr("&Next"), player.next, "Right", tip=self.tr("On in time; nothing is changed"))
        self._add(self.tr("&Back"), player.back, "Left", tip=self.tr("Back in time; nothing is changed"))
        self._add(self.tr("Next, one grain coarser"), lambda: player.next(player.granularity.coarser), "Shift+Right")
        self._add(self.tr("Back, one grain coarser"), lambda: player.back(player.granularity.coarser), "Shift+Left")
        self._add(self.tr("To the be&ginning"), player.first, "Home")
        self._add(self.tr("To the &end of what has been made"), player.last, "End")
        self.addSeparator()
        far = self.addMenu(self.tr("&How far one press goes"))
        segments = self._window.page.transport.granularity.segments()
        for number, (segment, granularity) in enumerate(zip(segments, player.granularities, strict=True), 1):
            entry = self._add(segment.text(), partial(player.set_granularity, granularity),
                              str(number), menu=far)
            entry.setCheckable(True)
            entry.setChecked(granularity == player.granularity)

    def _list_more(self) -> None:
        """What the workspace in view has besides."""
        entries = tuple(self._window.current.run_entries())
        if entries:
            self.addSeparator()
        for one in entries:
            if one is None:
                self.addSeparator()
            else:
                self._add(one.text, one.does, one.keys, tip=one.tip).setEnabled(one.is_possible)

    def _add(self, text: str, does: Callable[[], object], keys: str = "", *, tip: str = "",
             menu: QMenu | None = None) -> QAction:
        entry = (menu or self).addAction(text)
        entry.triggered.connect(lambda _=False: does())
        entry.setStatusTip(tip)
        if keys and keys not in self._window.lent_keys:
            show_key(entry, keys)
        return entry


def show_key(entry: QAction, keys: str) -> None:
    """Write a key beside an entry; pressing it is somebody else's business.

    It is no shortcut of the entry, whatever its context: Qt would hear it while the menu is open, and an arrow that
    is to go to the next menu would take a step, too.
    """
    entry.setText(f"{entry.text()}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")


def clear(menu: QMenu, *, keep: int = 0) -> None:
    """Take all entries but the first ones out of a menu; the chosen one may still be at work."""
    for entry in menu.actions()[keep:]:
        menu.removeAction(entry)
        part = entry.menu()
        if isinstance(part, QMenu):
            part.deleteLater()
        else:
            entry.deleteLater()


# The menu of lectures: all of them, and the tools for presenting the one in view.

class LectureMenu(QMenu):
    """Made anew each time it opens, but for its first entry.

    Attributes
    ----------
    all
        The entry that opens the list, with a key of its own.
    """

    def __init__(self, window: Window, title: str, language: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._window = window
        self._language = language
        self.all = self.addAction(self.tr("&All lectures"), window.lectures.toggle_list)
        self.all.setShortcut(QKeySequence("Alt+L"))
        self.all.setStatusTip(self.tr("Walk through the course, one beat at a time"))
        self.aboutToShow.connect(self._list)

    def _list(self) -> None:
        from gui.lectures.panel_words import lecture_heading  # noqa: PLC0415 - loaded when it is first wanted

        clear(self, keep=1)
        lectures = self._window.lectures
        if lectures.is_open:
            self._list_tools()
        self.addSeparator()
        for entry in lectures.library.entries():
            if entry.lecture is not None:
                title = lecture_heading(entry.lecture, self._language).replace("&", "&&")
                self._add(title, partial(self._start, str(entry.path) if entry.is_own else entry.name))

    def _list_tools(self) -> None:
        self._add(self.tr("&Leave the lecture"), self._window.lectures.leave)
        self.addSeparator()
        tools = (("full_screen", self.tr("&Full screen"), "F5"), ("spotlight", self.tr("&Spotlight"), "S"),
                 ("pointer", self.tr("&Pointer"), "L"), ("notes", self.tr("&Notes"), "N"),
                 ("blank", self.tr("&Blank screen"), "B"))
        for tool, text, keys in tools:
            show_key(self._add(text, partial(self._use, tool)), keys)

    def _use(self, tool: str) -> None:
        panel = self._window.lectures.panel
        if panel is not None:
            panel.tool_wanted.emit(tool)

    def _start(self, name: str) -> None:
        try:
            self._window.lectures.open_named(name)
        except ValueError as error:
            self._window.session.tell(Notice(NoticeKind.ERROR, {"message": error_text(error)}))

    def _add(self, text: str, does: Callable[[], object]) -> QAction:
        entry = self.addAction(text)
        entry.triggered.connect(lambda _=False: does())
        return entry


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

    def __init__(self, window: Window, content: QWidget, looks: LookMenus, theme: Theme,
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
        self._workspaces: dict[str, QAction] = {}
        for number, (name, workspace) in enumerate(window.workspaces.items(), 1):
            entry = self._add(menu, workspace.menu_title(), partial(window.show_workspace, name), f"Alt+{number}")
            entry.setCheckable(True)
            self._workspaces[name] = entry
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
        for name, entry in self._workspaces.items():
            entry.setChecked(name == window.current.name)
        self._full.setChecked(window.isFullScreen())
        clear(self._parts)
        window.page.view.aboutToShow.emit()
        for part in window.page.view.actions():  # the page listens to its keys, as long as it is in view
            entry = self._shown(self._parts, part.text(), part.trigger, part.shortcut().toString())
            entry.setCheckable(True)
            entry.setChecked(part.isChecked())
        clear(self._pages)
        for workspace in window.workspaces.values():
            for one in workspace.page_entries():
                entry = self._shown(self._pages, one.text, one.does, one.keys)
                entry.setCheckable(True)
                entry.setChecked(one.is_on is True)

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
        from gui.commands.palette import Palette, commands_of  # noqa: PLC0415

        if self.palette is not None:
            self._put_palette_away()
            return
        self.refresh()
        commands = [*commands_of(self.bar)]
        for workspace in self._window.workspaces.values():
            commands += workspace.commands()
        self.palette = Palette(commands, self._theme, self._content)
        self.palette.closed.connect(self._forget_palette)

    def show_about(self) -> None:
        """What the program is, and the licences of what is in it."""
        from gui.commands.about import AboutDialog  # noqa: PLC0415

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
