"""Opening and saving experiments, and saving pictures and numbers of what is in view."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from documents.atomic import write_export
from documents.data_files import told_name
from documents.programs import ENDING, Library, write_program
from documents.weights import NPZ, SAFETENSORS, read_weights, write_weights
from gui.documents.recent import fill_recent_menu
from gui.foundation.language import error_text, file_text
from gui.run.notices import Notice, NoticeAction, NoticeKind
from gui.run.session import Session
from gui.run.training_worker import Errand
from gui.workspaces.window import Window, file_place
from simulator.arrays import Array
from simulator.errors import Explained, message_text
from simulator.network import Network

if TYPE_CHECKING:
    from gui.documents.desk import Desk
    from gui.workspaces.contract import Table
    from gui.workspaces.panel_pictures import Panel


# Taking the network out of the program, and weights into it.

class Exports(QObject):
    """Asks for files, and writes or reads them beside the window's thread.

    What is written is what is in view: the weights of the moment, the sample of the moment.

    Parameters
    ----------
    window
        A part of the main window.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._writing = Errand(self)
        self._writing.done.connect(self._say)
        self._reading = Errand(self)
        self._reading.done.connect(self._take)
        for errand in (self._writing, self._reading):
            errand.failed.connect(self._complain)

    def export_weights(self) -> None:
        """Asks for a name and writes all weights and biases in view."""
        moment = self._session.moment
        path, _ = self.asked_for(self.tr("Export weights"), "weights.npz", (
            (self.tr("NumPy archives (*.npz)"), NPZ),
            (self.tr("Safetensors, for PyTorch (*.safetensors)"), SAFETENSORS)))
        if path is not None:
            said = self.tr("{file} holds the {count} weights and biases in view.").format(
                file=file_text(path), count=f"{moment.network.parameter_count:,}")

            def write(_: object) -> str:
                write_weights(moment.network, moment.theta, path)
                return said

            self._writing.start(write)

    def import_weights(self) -> None:
        """Asks for a file and goes on with its weights and biases; they must fit the network."""
        kinds = self.tr("Weights (*.npz *.safetensors);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import weights"),
                                              file_place(self._window), kinds)
        if name:
            self.import_from(Path(name))

    def import_from(self, path: Path) -> None:
        """Goes on with the weights and biases in a file; they must fit the network."""
        network = self._session.moment.network
        self._reading.start(lambda _: (path, network, read_weights(network, path)))

    def export_program(self) -> None:
        """Asks for a name and writes the network as a program that runs the sample in view."""
        moment = self._session.moment
        kinds = ((self.tr("Python with NumPy (*.py)"), ENDING), (self.tr("Python with PyTorch (*.py)"), ENDING))
        path, kind = self.asked_for(self.tr("Export network as a program"), "network.py", kinds)
        if path is not None:
            library = Library.PYTORCH if kind == 1 else Library.NUMPY
            said = self.tr("{file} is written. It needs nothing of Deltaflow: run it with “python {file}”.").format(
                file=file_text(path))

            def write(_: object) -> str:
                write_program(moment, library, path)
                return said

            self._writing.start(write)

    def asked_for(self, title: str, name: str, kinds: tuple[tuple[str, str], ...]) -> tuple[Path | None, int]:
        """The file to be written, and the number of its kind; no file if somebody thought better of it.

        Whoever chooses another kind than the first means it, whatever the name ends with; otherwise an ending counts
        that somebody has typed. What else follows a dot, as in "run 1.5", is a part of the name.

        Parameters
        ----------
        title, name
            Of the dialog, and the name that it begins with.
        kinds
            What can be chosen: in words for the dialog, and its ending.
        """
        texts = [text for text, _ in kinds]
        given, chosen = QFileDialog.getSaveFileName(self._window, title, file_place(self._window, name),
                                                    ";;".join(texts))
        if not given:
            return None, 0
        kind, typed = texts.index(chosen) if chosen in texts else 0, Path(given)
        known = {ending for _, ending in kinds}
        ending = typed.suffix.lower()
        if ending == kinds[kind][1] or (ending in known and kind == 0):
            return typed, kind
        path = typed.with_suffix(kinds[kind][1]) if ending in known else typed.with_name(typed.name + kinds[kind][1])
        return (path if self._is_free(path, typed) else None), kind

    def _is_free(self, path: Path, typed: Path) -> bool:
        """Whether a file may be written whose name isn't quite what was typed; if not, it is said why."""
        # Path.exists raises for a mount that is dead, and for a folder that one may not look into
        is_free = path == typed or not os.path.exists(path)  # noqa: PTH110
        if not is_free:  # nobody was asked whether it may be written over
            self._complain(self.tr("{file} is there already. Type its whole name to write over it, or choose another "
                                   "name.").format(file=file_text(path)))
        return is_free

    def _take(self, found: tuple[Path, Network, Array]) -> None:
        path, network, theta = found
        if network != self._session.moment.network:
            self._complain(self.tr("The network has changed while {file} was read. Import it again.").format(
                file=file_text(path)))
            return
        try:
            self._session.set_theta(theta)
        except ValueError as error:
            self._complain(error_text(error))
            return
        message = self.tr("The network goes on with the weights and biases from {file}.").format(file=file_text(path))
        self._session.tell(Notice(NoticeKind.MESSAGE, {"message": message}, (NoticeAction.UNDO,)))

    def _say(self, message: str) -> None:
        self._session.tell(Notice(NoticeKind.MESSAGE, {"message": message}))

    def _complain(self, message: str) -> None:
        self._session.tell(Notice(NoticeKind.ERROR, {"message": message}))


class FileMenu(QObject):
    """The menu with what can be opened and saved; what can be saved is that of the page in view.

    Parameters
    ----------
    desk
        Where the document lies.
    window
        A part of the main window.

    Attributes
    ----------
    menu
        For the menu bar and a button.
    recent
        Its menu of the documents that were opened last, made anew when `menu` opens.
    pictures, numbers
        Its menus of panels and of tables, likewise.
    """

    def __init__(self, session: Session, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._desk = desk
        self._window = window
        self._writing = Errand(self)
        self._writing.failed.connect(self._tell)
        self._writing.done.connect(self._say_saved)
        self.exports = Exports(session, window)
        self.menu = QMenu(self.tr("&File"), window)
        self._add(self.tr("&New"), "Ctrl+N", desk.new, self.tr("A fresh run of the first experiment"))
        self._add(self.tr("&Open…"), "Ctrl+O", desk.open, self.tr("A document, an experiment, a table, or IDX files"))
        self.recent = self.menu.addMenu(self.tr("Open &recent"))
        self.menu.addSeparator()
        self._add(self.tr("&Save"), "Ctrl+S", desk.save,
                  self.tr("The run with all its steps and changes, in one file"))
        self._add(self.tr("Save &as…"), "Ctrl+Shift+S", desk.save_as, self.tr("The same under another name"))
        self.menu.addSeparator()
        self._fill_exports()
        self.menu.addSeparator()
        quits = self._add(self.tr("&Quit"), "Ctrl+Q", self._quit, "")
        quits.setMenuRole(QAction.MenuRole.QuitRole)
        self.menu.aboutToShow.connect(self._list_what_is_in_view)

    def _fill_exports(self) -> None:
        exports = self.menu.addMenu(self.tr("&Export"))
        for text, slot, tip in (
            (self.tr("&Settings of the experiment…"), self.save,
             self.tr("What the run begins with, as JSON, without its steps")),
            (self.tr("&Weights and biases…"), self.exports.export_weights,
             self.tr("As .npz or .safetensors, named as PyTorch names them")),
            (self.tr("Network as a &program…"), self.exports.export_program,
             self.tr("A short program for NumPy or PyTorch that gives the same outputs")),
        ):
            exports.addAction(text, slot).setStatusTip(tip)
        self.menu.addAction(self.tr("&Import weights and biases…"), self.exports.import_weights).setStatusTip(
            self.tr("From .npz or .safetensors; Undo brings the present ones back"))
        self._add(self.tr("Save &picture of the window…"), "Ctrl+P", self.save_picture, "")
        self.pictures = self.menu.addMenu(self.tr("Save picture o&f"))
        self.numbers = self.menu.addMenu(self.tr("Save num&bers (CSV)"))

    def _add(self, text: str, keys: str, slot: Callable[[], object], tip: str) -> QAction:
        """An entry with a key of its own, which works while the menu bar is hidden, too."""
        entry = self.menu.addAction(text)
        entry.triggered.connect(lambda _=False: slot())
        entry.setShortcut(QKeySequence(keys))
        entry.setAutoRepeat(False)
        entry.setStatusTip(tip)
        self._window.addAction(entry)
        return entry

    @property
    def _main(self) -> Window:
        return cast("Window", self._window.window())

    def _quit(self) -> None:
        self._main.close()

    def save(self) -> None:
        """Asks for a name and writes the experiment in force."""
        path, _ = self.exports.asked_for(self.tr("Save experiment"), "experiment.json",
                                         ((self.tr("Experiments (*.json)"), ".json"),))
        if path is not None:
            self.save_file(path)

    def save_file(self, path: Path) -> None:
        """Writes the experiment in force."""
        experiment = self._session.experiment
        told = replace(experiment, data_path=told_name(experiment.data_path, path.absolute().parent))
        content = told.to_json().encode("utf-8")
        try:
            write_export(path, lambda file: file.write(content))
        except Explained as error:
            self._tell(error_text(error))
            return
        if told.data_path and not (path.absolute().parent / told.data_path).is_file():
            self._desk.said.emit(self.tr("Saved {file}. To be opened it needs {data} beside it").format(
                file=file_text(path), data=file_text(told.data_path)))
        else:
            self._say_saved(path)

    def save_picture(self) -> None:
        """Asks for a name and writes a picture of the whole window."""
        from gui.workspaces.panel_pictures import panels_of  # noqa: PLC0415 - only those who save something wait for it

        self.save_panel(panels_of(self._main)[0])

    def save_panel(self, panel: Panel) -> None:
        """Asks for a name and writes a picture of a part of the window."""
        from gui.workspaces.panel_pictures import save_panel  # noqa: PLC0415

        path, _ = self.exports.asked_for(self.tr("Save picture"), f"{panel.key}.png", (
            (self.tr("Pictures (*.png)"), ".png"), (self.tr("Scalable pictures (*.svg)"), ".svg")))
        if path is not None:
            try:
                save_panel(panel, path)
            except ValueError as error:
                self._tell(error_text(error))
            else:
                self._say_saved(path)

    def save_table(self, table: Table) -> None:
        """Asks for a name and writes a table of numbers."""
        from gui.workspaces.numbers_table import save_table  # noqa: PLC0415

        path, _ = self.exports.asked_for(self.tr("Save numbers"), f"{table.key}.csv",
                                         ((self.tr("Tables (*.csv)"), ".csv"),))
        if path is not None:
            def write(_: object) -> Path:
                save_table(table, path)
                return path

            self._writing.start(write)

    def _list_what_is_in_view(self) -> None:
        from gui.workspaces.panel_pictures import panels_of  # noqa: PLC0415

        fill_recent_menu(self.recent, self._desk.recent(), self._desk.open_path, self._desk.clear_recent)
        self.pictures.clear()
        for panel in panels_of(self._main)[1:]:
            self.pictures.addAction(_as_entry(panel.title), partial(self.save_panel, panel))
        self.numbers.clear()
        for table in self._main.current.tables():
            self.numbers.addAction(_as_entry(table.title), partial(self.save_table, table))

    def _say_saved(self, path: Path) -> None:
        self._desk.said.emit(self.tr("Saved {file}").format(file=file_text(path)))

    def _tell(self, message: str) -> None:
        self._session.tell(Notice(NoticeKind.ERROR, {"message": message_text(message)}))


def _as_entry(title: str) -> str:
    """A title in a menu: an ampersand in it is no key, and an ellipsis says that a name is asked for."""
    return f"{title.replace('&', '&&')}…"
