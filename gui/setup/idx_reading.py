"""Opening IDX files without holding up the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from simulator.datasets.idx import find_companions, open_idx_data_set


class IdxReader(QObject):
    """Reads the files of a data set in the background; a newer wish replaces an older one.

    Signals
    -------
    opened(str, object)
        Path of the file that was chosen, and the data set.
    failed(str, str)
        Path, and why it can't be used.
    """

    opened = Signal(str, object)
    failed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading: _Reading | None = None

    @property
    def is_reading(self) -> bool:
        """Whether files are being read."""
        return self._reading is not None

    def read(self, path: Path) -> None:
        """Begin to read the data set that a file belongs to."""
        self._reading = _Reading(path)
        self._reading.told.done.connect(self._tell)
        QThreadPool.globalInstance().start(self._reading)

    def _tell(self, path: str, data: object, reason: str) -> None:
        if self._reading is None or str(self._reading.path) != path:
            return
        self._reading = None
        if reason:
            self.failed.emit(path, reason)
        else:
            self.opened.emit(path, data)


class _Told(QObject):
    done = Signal(str, object, str)


class _Reading(QRunnable):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.setAutoDelete(False)  # Python deletes it
        self.path = path
        self.told = _Told()

    def run(self) -> None:
        try:
            data = open_idx_data_set(*find_companions(self.path))
        except ValueError as error:
            self.told.done.emit(str(self.path), None, str(error))
        else:
            self.told.done.emit(str(self.path), data, "")
