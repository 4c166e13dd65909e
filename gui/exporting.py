"""Taking the network out of the program, and weights into it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from documents.programs import ENDING, Library, write_program
from documents.weights import NPZ, SAFETENSORS, read_weights, write_weights
from gui.errand import Errand
from gui.file_place import file_place
from gui.language import error_text, file_text
from gui.notices import Notice, NoticeAction, NoticeKind
from gui.session import Session
from simulator.arrays import Array
from simulator.network import Network


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
