"""The bar at the head of the window: what is run, training, undo, and how the window looks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from gui.commands.look_menus import LookMenus
from gui.foundation.theme import Theme
from gui.run.edit_history import Undoable
from gui.widgets.access import announce
from gui.widgets.buttons import IconButton, PushButton, SegmentedControl
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.whats_this import WindowPart, explain
from gui.workspaces.contract import Workspace
from gui.workspaces.page import Page

SECONDS_OF_A_MESSAGE = 6
_LEAST_LINE = 40
"""Width of the line in the middle, at scale 1, before anything else gives way to it."""


class TopBar(QFrame):
    """The bar.

    In its middle stands a line: what is run, and for a while what has just been done.

    Signals
    -------
    theme_toggled
        Light or dark was asked for.
    workspace_chosen
        The name of a workspace.
    lectures_wanted
        The list of lectures, or away with it.
    """

    theme_toggled = Signal()
    workspace_chosen = Signal(str)
    lectures_wanted = Signal()

    def __init__(self, theme: Theme, looks: LookMenus, files: QMenu, workspaces: Mapping[str, Workspace],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self._name = PlainLabel("Deltaflow")
        self._name.setFont(theme.font(16, semibold=True))
        self._all = dict(workspaces)
        self._current = next(iter(self._all.values()))
        self.workspaces = SegmentedControl([one.title() for one in self._all.values()], theme,
                                           name=self.tr("Workspace"))
        for number, segment in enumerate(self.workspaces.segments(), 1):
            segment.setToolTip(plain_tip(self.tr("Alt+{number}").format(number=number)))
        self.lectures = PushButton(self.tr("Lectures"), theme, icon_name="lecture")
        self.lectures.setToolTip(self.tr("Walk through the course, one beat at a time (Alt+L)"))
        self.lectures.clicked.connect(self.lectures_wanted)
        self._line = ElidedLabel("", theme)
        self._message = self._hint = ""
        self._passing = QTimer(self, singleShot=True, interval=1000 * SECONDS_OF_A_MESSAGE)
        self._passing.timeout.connect(self._forget_message)
        controls = {name: one.make_control(theme) for name, one in self._all.items()}
        self._controls = {name: control for name, control in controls.items() if control is not None}
        self.undo_button = self._icon("undo", "", theme)
        self.redo_button = self._icon("redo", "", theme)
        self._undoable: Undoable | None = None
        self._shows_controls = True
        self.undo_button.clicked.connect(self._undo)
        self.redo_button.clicked.connect(self._redo)
        languages = self._menu_button("language", self.tr("Language"), theme, looks.languages)
        sizes = self._menu_button("zoom-in", self.tr("Text size: larger for a projector"), theme, looks.sizes)
        look = self._icon("sun" if theme.dark else "moon",
                          self.tr("Light window") if theme.dark else self.tr("Dark window"), theme)
        look.clicked.connect(self.theme_toggled)
        self._files = self._menu_button("open", self.tr("Open and save"), theme, files)
        self._parts = self._menu_button("panel", self.tr("What is in view"), theme, QMenu(self))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(8))
        row.addWidget(self._name)
        row.addSpacing(theme.px(8))
        row.addWidget(self.workspaces)
        row.addWidget(self.lectures)
        row.addSpacing(theme.px(8))
        row.addWidget(self._line, 1)
        for control in self._controls.values():
            row.addWidget(control)
        row.addSpacing(theme.px(8))
        for button in (self.undo_button, self.redo_button, self._files, self._parts, sizes, languages, look):
            row.addWidget(button)
        self._least_line = theme.px(_LEAST_LINE)
        self._giving_way = ((self.undo_button, self.redo_button), (self._files,), (self._parts,),
                            (sizes, languages, look), (self._name,))
        for part, widgets in ((WindowPart.WORKSPACES, (self.workspaces,)), (WindowPart.COURSE, (self.lectures,)),
                              (WindowPart.HISTORY, (self.undo_button, self.redo_button)),
                              (WindowPart.FILES, (self._files,)), (WindowPart.PARTS, (self._parts,)),
                              (WindowPart.LOOK, (sizes, languages, look))):
            explain(part, *widgets)
        self.workspaces.changed.connect(self._choose_workspace)
        for workspace in self._all.values():
            workspace.status_changed.connect(self._on_status)
        self._show_line()

    def show_page(self, name: str, page: Page) -> None:
        """Show the buttons of a page, and whose workspace it is."""
        self._current = self._all[name]
        self.workspaces.set_index(list(self._all).index(name))
        self._show_line()
        self._show_controls()
        self._parts.setMenu(page.view)
        if self._undoable is not None:
            self._undoable.changed.disconnect(self._show_undo)
        self._undoable = page.undoable
        self._undoable.changed.connect(self._show_undo)
        self._show_undo()
        self._fit()

    def show_controls(self, shown: bool) -> None:
        """Show the control of the workspace in view, where it has one, or hide it."""
        self._shows_controls = shown
        self._show_controls()
        self._fit()

    def _show_controls(self) -> None:
        for name, control in self._controls.items():
            control.setVisible(name == self._current.name and self._shows_controls)

    def say(self, message: str) -> None:
        """Tell for a few seconds what has been done."""
        self._message = message
        self._show_line()
        announce(self, message)
        if message:
            self._passing.start()

    def hint(self, text: str) -> None:
        """Tell what the entry of a menu under the pointer does; nothing any more for an empty text."""
        if text != self._hint:
            self._hint = text
            self._show_line()

    def line(self) -> str:
        """What the line says."""
        return self._line.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is too little room for all, what can be found elsewhere gives way: nothing is squeezed.

        The program's name stands in the window's title, and what the buttons do in the menus.
        """
        row, margins = self._row, self._row.contentsMargins()
        staying = [part for part in (self.workspaces, self.lectures, *self._controls.values()) if not part.isHidden()]
        room = self.width() - margins.left() - margins.right() - self._least_line - 5 * row.spacing()
        room -= sum(part.sizeHint().width() + row.spacing() for part in staying)
        for parts in self._giving_way:
            room -= sum(part.sizeHint().width() + row.spacing() for part in parts)
            for part in parts:
                part.setVisible(room >= 0)

    def _choose_workspace(self, index: int) -> None:
        self.workspace_chosen.emit(list(self._all)[index])

    def _undo(self) -> None:
        if self._undoable is not None:
            self._undoable.undo()

    def _redo(self) -> None:
        if self._undoable is not None:
            self._undoable.redo()

    def _icon(self, icon: str, tooltip: str, theme: Theme) -> IconButton:
        return IconButton(icon, tooltip, theme, look="flat")

    def _menu_button(self, icon: str, tooltip: str, theme: Theme, menu: QMenu) -> IconButton:
        button = self._icon(icon, tooltip, theme)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _on_status(self) -> None:
        self._show_line()
        self._fit()

    def _forget_message(self) -> None:
        self._message = ""
        self._show_line()

    def _show_line(self) -> None:
        self._line.setText(self._hint or self._message or self._current.status_text())

    def _show_undo(self) -> None:
        if self._undoable is None:
            return
        for button, possible, name, named, plain in (
                (self.undo_button, self._undoable.can_undo, self._undoable.undo_name,
                 self.tr("Undo: {change} (Ctrl+Z)"), self.tr("Undo the last change (Ctrl+Z)")),
                (self.redo_button, self._undoable.can_redo, self._undoable.redo_name,
                 self.tr("Redo: {change} (Ctrl+Shift+Z)"), self.tr("Do it again (Ctrl+Shift+Z)"))):
            button.setEnabled(possible)
            button.set_tooltip(named.format(change=name) if possible and name else plain)
