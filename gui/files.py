"""Opening and saving experiments, and saving pictures and numbers of what is in view."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from gui.errand import Errand
from gui.language import error_text
from gui.notices import Notice, NoticeKind
from gui.session import Session
from gui.setup.pairing import answer_of
from simulator.datasets.data_set import DataSet
from simulator.datasets.table import open_table
from simulator.errors import Explained, Phrase
from simulator.experiment import OPENED_FILES, OPENED_TABLE, Experiment, Layer, SettingError, with_change
from simulator.experiment_files import experiment_from_json

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.numbers_table import Table
    from gui.panel_pictures import Panel

TABLES = frozenset({".csv", ".tsv", ".txt"})
"""Endings of files that hold a table."""


def opened(path: Path) -> tuple[Experiment, DataSet]:
    """The experiment in a JSON file with its data, or a usual one on the data of an IDX file or a table.

    Raises
    ------
    ValueError
        If the file is none of these, or can't be read.
    """
    if path.suffix.lower() == ".json":
        try:
            experiment = experiment_from_json(path.read_text(encoding="utf-8"))
        except SettingError as error:
            raise Explained(Phrase("{file}: {problem}", file=path.name, problem=error.phrase)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise Explained(Phrase("{file} can't be read ({error}); choose another file",
                                   file=path, error=error)) from error
        return experiment, experiment.open_data()
    if path.suffix.lower() in TABLES:
        return _table(path)
    usual = Experiment(data_set=OPENED_FILES, data_path=str(path.resolve()))
    data = usual.open_data()
    *hidden, output = usual.layers
    # as many outputs as there are classes, and no batch larger than the data
    layers = (*hidden, replace(output, neurons=data.output_count))
    return with_change(usual, layers=layers, batch_size=min(usual.batch_size, data.train.count)), data


def _table(path: Path) -> tuple[Experiment, DataSet]:
    """Eight hidden neurons on the table in a file."""
    data = open_table(path)
    answer = answer_of(data).value
    experiment = Experiment(
        data_set=OPENED_TABLE, data_path=str(path.resolve()), cost=answer[0], initializer="xavier",
        layers=(Layer(8, "tanh"), Layer(data.output_count, answer[1])), batch_size=min(10, data.train.count))
    return experiment, experiment.data_from(data)


class FileMenu(QObject):
    """The menu with what can be opened and saved; what can be saved is that of the page in view.

    Parameters
    ----------
    window
        A part of the main window.

    Attributes
    ----------
    menu
        For a button.
    pictures, numbers
        Its menus of panels and of tables, made anew when `menu` opens.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._errand = Errand(self)
        self._errand.done.connect(self._begin)
        self._writing = Errand(self)
        for errand in (self._errand, self._writing):
            errand.failed.connect(self._tell)
        self.menu = QMenu(window)
        for text, keys, slot in (
            (self.tr("Open…"), "Ctrl+O", self.open),
            (self.tr("Save experiment…"), "Ctrl+S", self.save),
            (self.tr("Save picture of the window…"), "Ctrl+P", self.save_picture),
        ):
            action = self.menu.addAction(text, slot)
            action.setShortcut(QKeySequence(keys))
            window.addAction(action)
        self.pictures = self.menu.addMenu(self.tr("Save picture of"))
        self.numbers = self.menu.addMenu(self.tr("Save numbers (CSV)"))
        self.menu.aboutToShow.connect(self._list_what_is_in_view)

    @property
    def _main(self) -> MainWindow:
        return cast("MainWindow", self._window.window())

    def open(self) -> None:
        """Asks for an experiment, a table or an IDX file and begins a run of it."""
        kinds = self.tr("Experiments, tables and IDX files (*.json *.csv *.tsv *.txt *ubyte *.gz);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open"), "", kinds)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Begins a run of an experiment or of a data set; the run in view stays where the file can't be used."""
        self._errand.start(lambda _: opened(path))

    def _begin(self, found: tuple[Experiment, DataSet]) -> None:
        try:
            self._session.start_run(*found)
        except ValueError as error:
            self._tell(error_text(error))
            return
        show_workspace = getattr(self._window.window(), "show_workspace", None)
        if show_workspace is not None:
            show_workspace("network")  # from wherever it was opened

    def save(self) -> None:
        """Asks for a name and writes the experiment in force."""
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save experiment"), "experiment.json",
                                              self.tr("Experiments (*.json)"))
        if name:
            self.save_file(Path(name))

    def save_file(self, path: Path) -> None:
        """Writes the experiment in force."""
        try:
            path.write_text(self._session.experiment.to_json(), encoding="utf-8")
        except OSError as error:
            self._tell(self.tr("{file} can't be written: {reason}. Choose another folder.").format(
                file=path.name, reason=error.strerror))

    def save_picture(self) -> None:
        """Asks for a name and writes a picture of the whole window."""
        from gui.panel_pictures import panels_of  # noqa: PLC0415 - only those who save something wait for it

        self.save_panel(panels_of(self._main)[0])

    def save_panel(self, panel: Panel) -> None:
        """Asks for a name and writes a picture of a part of the window."""
        from gui.panel_pictures import save_panel  # noqa: PLC0415

        pixels, lines = self.tr("Pictures (*.png)"), self.tr("Scalable pictures (*.svg)")
        name, kind = QFileDialog.getSaveFileName(self._window, self.tr("Save picture"), f"{panel.key}.png",
                                                 f"{pixels};;{lines}")
        if name:
            try:
                save_panel(panel, _with_ending(Path(name), ".svg" if kind == lines else ".png"))
            except ValueError as error:
                self._tell(error_text(error))

    def save_table(self, table: Table) -> None:
        """Asks for a name and writes a table of numbers."""
        from gui.numbers_table import save_table  # noqa: PLC0415

        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save numbers"), f"{table.key}.csv",
                                              self.tr("Tables (*.csv)"))
        if name:
            path = _with_ending(Path(name), ".csv")
            self._writing.start(lambda _: save_table(table, path))

    def _list_what_is_in_view(self) -> None:
        from gui.numbers_table import tables_of  # noqa: PLC0415
        from gui.panel_pictures import panels_of  # noqa: PLC0415

        self.pictures.clear()
        for panel in panels_of(self._main)[1:]:
            self.pictures.addAction(_as_entry(panel.title), partial(self.save_panel, panel))
        self.numbers.clear()
        for table in tables_of(self._main):
            self.numbers.addAction(_as_entry(table.title), partial(self.save_table, table))

    def _tell(self, message: str) -> None:
        self._session.tell(Notice(NoticeKind.ERROR, {"message": message}))


def _with_ending(path: Path, ending: str) -> Path:
    """A name that somebody has typed without one."""
    return path if path.suffix else path.with_name(path.name + ending)


def _as_entry(title: str) -> str:
    """A title in a menu: an ampersand in it is no key, and an ellipsis says that a name is asked for."""
    return f"{title.replace('&', '&&')}…"
