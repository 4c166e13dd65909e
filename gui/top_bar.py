"""The bar at the head of the window: what is run, training, undo, and how the window looks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from gui.labour import Activity
from gui.language import LANGUAGES, translate_name
from gui.number_text import percent
from gui.pages import Page, Undoable
from gui.session import Session
from gui.theme import Theme
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icon_button import IconButton
from gui.widgets.progress_line import ProgressLine
from gui.widgets.push_button import PushButton
from gui.widgets.segmented_control import SegmentedControl

EPOCHS = (1, 2, 5, 10, 30)
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)


class TrainingControl(QWidget):
    """Trains for some epochs at full speed, shows how far it is, and stops at any instant."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.epochs = ChoiceBox([(str(n), self._epochs_text(n)) for n in EPOCHS], theme)
        self.epochs.setAccessibleName(self.tr("How many epochs to train"))
        self.button = PushButton(self.tr("Train"), theme, primary=True)
        self.button.setToolTip(self.tr("Train at full speed (T)"))
        self.button.setMinimumWidth(theme.px(84))
        self._progress = ProgressLine(theme)
        self._progress.setFixedWidth(theme.px(96))
        self._share = QLabel()
        self._share.setFont(theme.font(13, tabular=True))
        self._share.setMinimumWidth(theme.px(44))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part in (self._progress, self._share, self.epochs, self.button):
            row.addWidget(part)
        self.button.clicked.connect(self.toggle)
        session.activity_changed.connect(self._show_activity)
        session.progress_changed.connect(self._show_progress)
        self._show_activity()

    def toggle(self) -> None:
        """Starts training, or stops it."""
        if self._session.activity in (Activity.TRAINING, Activity.TRAVELLING):
            self._session.stop()
        else:
            self._session.train(int(self.epochs.key()))

    def _epochs_text(self, count: int) -> str:
        return self.tr("1 epoch") if count == 1 else self.tr("{count} epochs").format(count=count)

    def _show_activity(self) -> None:
        busy = self._session.activity in (Activity.TRAINING, Activity.TRAVELLING)
        self.button.setText(self.tr("Stop") if busy else self.tr("Train"))
        self.epochs.setVisible(not busy)
        self._progress.setVisible(busy)
        self._share.setVisible(busy)
        self._show_progress(self._session.progress)

    def _show_progress(self, fraction: float) -> None:
        self._progress.set_fraction(fraction)
        self._share.setText(percent(fraction, 0))


class TopBar(QFrame):
    """The bar.

    Signals
    -------
    theme_toggled
        Light or dark was asked for.
    language_chosen, scale_chosen
        A language's code; a text size, 1 for normal.
    workspace_chosen
        The name of a workspace.
    lectures_wanted
        The list of lectures, or away with it.
    """

    theme_toggled = Signal()
    language_chosen = Signal(str)
    scale_chosen = Signal(float)
    workspace_chosen = Signal(str)
    lectures_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, language: str, files: QMenu, workspaces: Sequence[str],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self._session = session
        self._name = QLabel("Deltaflow")
        self._name.setFont(theme.font(16, semibold=True))
        self._names = tuple(workspaces)
        self.workspaces = SegmentedControl([self._workspace_text(name) for name in self._names], theme,
                                           name=self.tr("Workspace"))
        for number, segment in enumerate(self.workspaces.segments(), 1):
            segment.setToolTip(self.tr("Alt+{number}").format(number=number))
        self.lectures = PushButton(self.tr("Lectures"), theme, icon_name="lecture")
        self.lectures.setToolTip(self.tr("Walk through the course, one beat at a time (Alt+L)"))
        self.lectures.clicked.connect(self.lectures_wanted)
        self._run = ElidedLabel("", theme)
        self.training = TrainingControl(session, theme)
        self.undo_button = self._icon("undo", self.tr("Undo the last change (Ctrl+Z)"), theme)
        self.redo_button = self._icon("redo", self.tr("Do it again (Ctrl+Shift+Z)"), theme)
        self._undoable: Undoable | None = None
        self._is_network = self._shows_training = True
        self.undo_button.clicked.connect(self._undo)
        self.redo_button.clicked.connect(self._redo)
        languages = self._menu_button("language", self.tr("Language"), theme, self._language_menu(language))
        sizes = self._menu_button("zoom-in", self.tr("Text size: larger for a projector"), theme,
                                  self._scale_menu(theme))
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
        row.addWidget(self._run, 1)
        self._stretch = QWidget()
        row.addWidget(self._stretch, 1)
        row.addWidget(self.training)
        row.addSpacing(theme.px(8))
        for button in (self.undo_button, self.redo_button, self._files, self._parts, sizes, languages, look):
            row.addWidget(button)
        self.workspaces.changed.connect(self._choose_workspace)
        session.run_changed.connect(self._show_run)
        self._show_run()

    def show_page(self, name: str, page: Page) -> None:
        """Show the buttons of a page, and whose workspace it is."""
        is_network = name == self._names[0]
        self.workspaces.set_index(self._names.index(name))
        self._is_network = is_network
        self._run.setVisible(is_network)
        self._stretch.setVisible(not is_network)
        self.training.setVisible(is_network and self._shows_training)
        self._parts.setMenu(page.view)
        if self._undoable is not None:
            self._undoable.undo_changed.disconnect(self._show_undo)
        self._undoable = page.undoable
        self._undoable.undo_changed.connect(self._show_undo)
        self._show_undo()
        self._fit()

    def show_training(self, shown: bool) -> None:
        """Show what trains, where the page has it, or hide it."""
        self._shows_training = shown
        self.training.setVisible(self._is_network and shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is too little room for all, the program's name gives way: the window's title has it, too."""
        row = self._row
        items = (row.itemAt(number) for number in range(row.count()))
        parts = [part for part in (item.widget() for item in items if item is not None)
                 if part is not None and part is not self._name and not part.isHidden()]
        wanted = sum(part.minimumSizeHint().width() + row.spacing() for part in parts)
        margins = row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - wanted - 4 * row.spacing()
        self._name.setVisible(room >= self._name.sizeHint().width())

    def _workspace_text(self, name: str) -> str:
        return {"network": self.tr("Network"), "descent": self.tr("Descent"), "graph": self.tr("Graph")}[name]

    def _choose_workspace(self, index: int) -> None:
        self.workspace_chosen.emit(self._names[index])

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

    def _language_menu(self, current: str) -> QMenu:
        menu = QMenu(self)
        for code, own_name in LANGUAGES:
            action = menu.addAction(own_name)
            action.setCheckable(True)
            action.setChecked(code == current)
            action.setData(code)
        menu.triggered.connect(lambda action: self.language_chosen.emit(action.data()))
        return menu

    def _scale_menu(self, theme: Theme) -> QMenu:
        menu = QMenu(self)
        for scale in SCALES:
            action = menu.addAction(percent(scale, 0))
            action.setCheckable(True)
            action.setChecked(scale == theme.scale)
            action.setData(scale)
        menu.triggered.connect(lambda action: self.scale_chosen.emit(action.data()))
        return menu

    def _show_run(self) -> None:
        sizes = "–".join(str(size) for size in self._session.network.sizes)
        self._run.setText(self.tr("{data} · network {sizes}").format(
            data=translate_name(self._session.data.label), sizes=sizes))

    def _show_undo(self) -> None:
        if self._undoable is not None:
            self.undo_button.setEnabled(self._undoable.can_undo)
            self.redo_button.setEnabled(self._undoable.can_redo)
