"""What lies on the canvas, and what lay there before: every stroke can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from simulator.arrays import Bytes

MOST_KEPT = 60
"""Sheets that can be gone back to; each takes 78 KB."""


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
        Number of the class that somebody says it belongs to: the target y.
    """

    ink: QImage
    stored: StoredDigit | None
    label: int


class SheetHistory:
    """The sheet on the canvas between those before it and those that were undone."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._before: tuple[Sheet, ...] = ()
        self._undone: tuple[Sheet, ...] = ()

    @property
    def sheet(self) -> Sheet:
        """The sheet on the canvas."""
        return self._sheet

    @property
    def can_undo(self) -> bool:
        """Whether there is a sheet before."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a sheet was undone."""
        return bool(self._undone)

    def put(self, sheet: Sheet) -> None:
        """A new sheet: one step that can be undone."""
        self._before = (*self._before, self._sheet)[-MOST_KEPT:]
        self._sheet, self._undone = sheet, ()

    def relabel(self, label: int) -> None:
        """The same sheet with another label; that is no step of its own."""
        self._sheet = replace(self._sheet, label=label)

    def undo(self) -> None:
        """Back to the sheet before, if there is one."""
        if self._before:
            self._undone = (self._sheet, *self._undone)
            *before, self._sheet = self._before
            self._before = tuple(before)

    def redo(self) -> None:
        """Forward to the sheet that was undone last, if there is one."""
        if self._undone:
            self._before = (*self._before, self._sheet)
            self._sheet, *undone = self._undone
            self._undone = tuple(undone)
