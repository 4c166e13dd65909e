"""Columns of which somebody chooses those in view, and whose gaps can be dragged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from gui.theme import Theme


class PartedColumns(QSplitter):
    """The columns of a workspace, side by side.

    Parameters
    ----------
    former
        The columns that these take the place of: the same ones are in view.

    Signals
    -------
    parts_changed
        Other parts are in view.
    """

    parts_changed = Signal()

    def __init__(self, theme: Theme, former: PartedColumns | None, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._wants: dict[str, bool] = former.wants() if former is not None else {}
        self._sizes_chosen = False

    def show_part(self, part: str, shown: bool) -> None:
        """Show a part, or leave its room to the others."""
        self._wants[part] = shown
        self._arrange()
        self.parts_changed.emit()

    def wants(self) -> dict[str, bool]:
        """Which parts somebody has asked to see, or not to see."""
        return dict(self._wants)

    def set_wants(self, wants: dict[str, bool]) -> None:
        """Show and hide what was asked for at another time."""
        self._wants = dict(wants)
        self._arrange()
        self.parts_changed.emit()

    def _let_drag(self, *splitters: QSplitter) -> None:
        """The gaps of these splitters can be dragged, and nothing dragged away."""
        for splitter in splitters:
            splitter.setHandleWidth(self._theme.px(10))
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._keep_sizes)

    def _keep_sizes(self) -> None:
        """Somebody has dragged a gap."""
        raise NotImplementedError

    def _arrange(self) -> None:
        """Gives every part in view its room."""
        raise NotImplementedError
