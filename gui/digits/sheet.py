"""What lies on the canvas, and what lay there before: every stroke can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from gui.edit_history import EditHistory
from gui.edits import Edit
from simulator.arrays import Bytes


@dataclass(frozen=True, eq=False)
class StoredDigit:
    """A sample of the data that is shown exactly as it is stored.

    Attributes
    ----------
    index
        Its number in the test part, counted from 0.
    pixels
        Its picture, shape (rows, columns).
    label
        Number of the class that it truly belongs to.
    """

    index: int
    pixels: Bytes
    label: int


@dataclass(frozen=True, eq=False)
class Sheet:
    """One state of the canvas.

    Attributes
    ----------
    ink
        The paper; nobody paints on it any more.
    stored
        The sample that lies there untouched, or None for a drawing.
    label
        Number of the class that it is said to belong to: the target y. None where that is unknown.
    is_ready_made
        Whether the person has neither drawn nor looked for it: their first stroke takes its place.
    """

    ink: QImage
    stored: StoredDigit | None
    label: int | None
    is_ready_made: bool = False

    @property
    def is_drawing(self) -> bool:
        """Whether the person has made it; the next stroke goes on with it."""
        return self.stored is None and not self.is_ready_made


class Sheets:
    """The sheet on the canvas between those before it and those that were undone.

    Attributes
    ----------
    edits
        What can be undone; each sheet of it takes 78 KB.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.edits: EditHistory[Sheet] = EditHistory()
        self._sheet = sheet

    @property
    def sheet(self) -> Sheet:
        """The sheet on the canvas."""
        return self._sheet

    def put(self, sheet: Sheet, edit: Edit) -> None:
        """A new sheet: one step that can be undone."""
        self.edits.remember(self._sheet, edit)
        self._sheet = sheet

    def undo(self) -> None:
        """Back to the sheet before, if there is one."""
        if self.edits.can_undo:
            self._sheet = self.edits.undo(self._sheet)

    def redo(self) -> None:
        """Forward to the sheet that was undone last, if there is one."""
        if self.edits.can_redo:
            self._sheet = self.edits.redo(self._sheet)
