"""The files that were opened or saved last, newest first."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths
from PySide6.QtWidgets import QMenu

from gui.foundation.language import file_text
from gui.foundation.settings import kept_texts
from gui.widgets.plain_text import plain_tip
from simulator.errors import value_text

_LONGEST_FOLDER, _LONGEST_PATH = 80, 300
MOST = 10
_KEY = "documents/recent"


class RecentFiles:
    """Remembered for the next start where there are settings.

    Parameters
    ----------
    settings
        Where they are kept; without them they are forgotten with the program.
    """

    def __init__(self, settings: QSettings | None) -> None:
        self._settings = settings
        self._paths = _kept(settings)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Ten at most, newest first; some of them may be gone."""
        return self._paths

    def add(self, path: Path) -> None:
        """This one is the newest."""
        path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the links of a person's folders
        self._take((path, *(other for other in self._paths if other != path))[:MOST])

    def clear(self) -> None:
        """Forgets all of them."""
        self._take(())

    def _take(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        if self._settings is not None:
            self._settings.setValue(_KEY, [str(path) for path in paths])


def fill_recent_menu(menu: QMenu, paths: tuple[Path, ...], open_path: Callable[[Path], None],
                     clear: Callable[[], None]) -> None:
    """Lists the files in a menu; one that is gone can't be chosen, and says so."""
    menu.clear()
    names = [path.name for path in paths]
    for number, path in enumerate(paths, 1):
        # two files of the same name are told apart by their folders
        name = file_text(path)
        if names.count(path.name) > 1:
            name = f"{name} — {value_text(path.parent, _LONGEST_FOLDER)}"
        key = f"&{number} " if number < MOST else ""
        entry = menu.addAction(f"{key}{name.replace('&', '&&')}", partial(open_path, path))
        entry.setToolTip(plain_tip(value_text(path, _LONGEST_PATH)))
        entry.setStatusTip(value_text(path, _LONGEST_PATH))
        if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises for a mount that is dead
            entry.setEnabled(False)
            entry.setText(QCoreApplication.translate("RecentFiles", "{file} (not there any more)").format(
                file=entry.text()))
    if paths:
        menu.addSeparator()
    menu.addAction(QCoreApplication.translate("RecentFiles", "Clear the list"), clear).setEnabled(bool(paths))
    menu.setToolTipsVisible(True)


def usual_folder(paths: Iterable[Path]) -> Path:
    """Where a person looks for the next file: the folder of the first of these that is there, or their documents."""
    folders = (path.parent for path in paths)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    # Path.is_dir raises for a mount that is dead, and for a folder that one may not look into
    return next((folder for folder in folders if os.path.isdir(folder)), documents)  # noqa: PTH112


def _kept(settings: QSettings | None) -> tuple[Path, ...]:
    return tuple(map(Path, kept_texts(settings, _KEY)))[:MOST]
