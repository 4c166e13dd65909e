"""Where a dialog for files begins to look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.documents.recent import usual_folder

if TYPE_CHECKING:
    from gui.documents.desk import Desk


def file_place(part: QWidget, name: str = "") -> str:
    """A name in the folder of the document, of what was opened last, or in a person's documents.

    Without it Qt would take the folder that the program was started in, which from a menu is nobody's.

    Parameters
    ----------
    part
        Any part of the main window.
    """
    desk: Desk | None = getattr(part.window(), "desk", None)
    if desk is None:
        return name
    folder: Path = usual_folder([*filter(None, (desk.path,)), *desk.recent()])
    return str(folder / name)
