"""Opening and saving experiments, and saving pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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
    """The menu with what can be opened and saved.

    Attributes
    ----------
    menu
        For a button.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._errand = Errand(self)
        self._errand.done.connect(self._begin)
        self._errand.failed.connect(self._tell)
        self.menu = QMenu(window)
        for text, keys, slot in (
            (self.tr("Open…"), "Ctrl+O", self.open),
            (self.tr("Save experiment…"), "Ctrl+S", self.save),
            (self.tr("Save picture of the window…"), "Ctrl+P", self.save_picture),
        ):
            action = self.menu.addAction(text, slot)
            action.setShortcut(QKeySequence(keys))
            window.addAction(action)

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
        picture = self._window.window().grab()
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save picture"), "deltaflow.png",
                                              self.tr("Pictures (*.png)"))
        if name and not picture.save(name):
            self._tell(self.tr("{file} can't be written. Choose another folder.").format(file=Path(name).name))

    def _tell(self, message: str) -> None:
        self._session.tell(Notice(NoticeKind.ERROR, {"message": message}))
