"""Where a document is to be saved, and what is to be opened: the desktop's own dialogs for files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.documents.openable import ENDING, name_filters
from gui.documents.question import Questions
from gui.documents.recent import usual_folder


def where_to_save(window: QWidget, path: Path | None, recent: Sequence[Path],
                  questions: Questions | None) -> Path | None:
    """The file that a person has chosen, with its ending; None if they have chosen none.

    Parameters
    ----------
    path
        Where the document is kept now, if it is.
    questions
        Asks about a file that exists and that the dialog hasn't asked about; None if nobody is to be asked.
    """
    untitled = QCoreApplication.translate("Desk", "Untitled")
    kinds = QCoreApplication.translate("Desk", "Deltaflow documents (*{ending})").format(ending=ENDING)
    name, _ = QFileDialog.getSaveFileName(window, QCoreApplication.translate("Desk", "Save as"),
                                          str(path or usual_folder(recent) / f"{untitled}{ENDING}"), kinds)
    if not name:
        return None
    chosen = Path(name)
    if chosen.suffix.lower() == ENDING:
        return chosen
    chosen = chosen.with_name(chosen.name + ENDING)  # of this name the dialog hasn't asked whether it is in use
    if questions is None or not os.path.exists(chosen):  # noqa: PTH110 - Path.exists raises for a dead mount
        return chosen
    answer = questions.about_existing_file(chosen.name)
    if answer == "rename":
        return where_to_save(window, path, recent, questions)
    return chosen if answer == "overwrite" else None


def what_to_open(window: QWidget, path: Path | None, recent: Sequence[Path]) -> Path | None:
    """The file that a person has chosen; None if they have chosen none."""
    folder = usual_folder([*filter(None, (path,)), *recent])
    name, _ = QFileDialog.getOpenFileName(window, QCoreApplication.translate("Desk", "Open"), str(folder),
                                          name_filters())
    return Path(name) if name else None
