"""The menu that says which parts of the workspace are in view."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.network.arrangement import Part
from gui.network.workspace import NetworkWorkspace


class ViewMenu(QMenu):
    """One entry a part, with a key of its own."""

    def __init__(self, workspace: NetworkWorkspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._entries: dict[Part, QAction] = {}
        for part, text, key in ((Part.SAMPLE, self.tr("Sample and set-up"), "F6"),
                                (Part.EQUATIONS, self.tr("Equations and pages"), "F7"),
                                (Part.CHARTS, self.tr("Charts"), "F8")):
            entry = self.addAction(text)
            entry.setCheckable(True)
            entry.setShortcut(key)
            entry.triggered.connect(lambda _, part=part: self._toggle(part))
            window.addAction(entry)
            self._entries[part] = entry
        workspace.parts_changed.connect(self._show_parts)
        self.aboutToShow.connect(self._show_parts)

    def _toggle(self, part: Part) -> None:
        self._workspace.show_part(part, not self._workspace.is_shown(part))

    def _show_parts(self) -> None:
        for part, entry in self._entries.items():
            entry.setChecked(self._workspace.is_shown(part))
