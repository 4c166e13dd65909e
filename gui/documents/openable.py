"""Which files can be opened, and what each of them becomes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from documents.data_files import allowed_file
from documents.values import Damaged, DocumentError
from gui.command_line import DOCUMENT_FILE, LECTURE_FILE
from gui.digits.paper import Paper, first_sample, first_sheet, grey_values
from gui.foundation.language import file_text
from gui.foundation.theme import Theme
from gui.setup.draft import answer_of
from gui.widgets.buttons import icon_pixmap
from gui.widgets.plain_text import PlainLabel
from simulator.datasets.data_set import DataSet
from simulator.datasets.table import open_table
from simulator.errors import Explained, Phrase
from simulator.experiment import (
    OPENED_FILES,
    OPENED_TABLE,
    Experiment,
    Layer,
    SettingError,
    experiment_from_json,
    preset,
    with_change,
)
from simulator.regular_files import open_regular
from simulator.run import Run
from simulator.steps import START

if TYPE_CHECKING:
    from documents.document import Document


ENDING = DOCUMENT_FILE
FIRST_EXPERIMENT = "mnist"
"""What the program and a new document begin with."""
WEIGHTS = frozenset({".npz", ".safetensors"})
_EXPERIMENT, _PACKED, _IDX = ".json", ".gz", "ubyte"
LARGEST_EXPERIMENT = 20_000_000
"""Bytes of an experiment's file: one with half a million known weights has as many."""
TABLES = frozenset({".csv", ".tsv", ".txt"})
"""Endings of files that hold a table."""
IDX_ENDINGS = ("ubyte", ".gz")
"""Endings of the names of IDX files."""


class Kind(Enum):
    """What is in a file, by its name."""

    DOCUMENT = "document"
    RUN = "run"
    """An experiment, a table or an IDX file: a new document with a run of it."""
    LECTURE = "lecture"
    WEIGHTS = "weights"


def kind_of(path: Path) -> Kind | None:
    """What is in a file; None for one whose name says nothing that could be opened."""
    ending = path.suffix.lower()
    if ending == ENDING:
        return Kind.DOCUMENT
    if ending in TABLES or ending in (_EXPERIMENT, _PACKED) or path.name.lower().endswith(_IDX):
        return Kind.RUN
    if ending in WEIGHTS:
        return Kind.WEIGHTS
    return Kind.LECTURE if ending == LECTURE_FILE else None


def name_filters() -> str:
    """For the dialog that asks for a file."""
    def text(words: str, *endings: str) -> str:
        return f"{words} ({' '.join(f'*{ending}' for ending in endings)})"

    runs = (_EXPERIMENT, *sorted(TABLES), _IDX, _PACKED)
    return ";;".join((
        text(QCoreApplication.translate("Desk", "Everything that can be opened"), ENDING, *runs, LECTURE_FILE,
             *sorted(WEIGHTS)),
        text(QCoreApplication.translate("Desk", "Deltaflow documents"), ENDING),
        text(QCoreApplication.translate("Desk", "Experiments, tables and IDX files"), *runs),
        text(QCoreApplication.translate("Desk", "Lectures"), LECTURE_FILE),
        text(QCoreApplication.translate("Desk", "Weights"), *sorted(WEIGHTS)),
        QCoreApplication.translate("Desk", "All files (*)")))


def promise(path: Path, *, takes_weights: bool) -> str:
    """What will come of a file that is held over the window, in words; "" for one that can't be used."""
    kind = kind_of(path)
    if kind is None or (kind is Kind.WEIGHTS and not takes_weights):
        return ""
    if kind is Kind.LECTURE:
        text = QCoreApplication.translate("Desk", "Drop to begin the lecture {file}")
    elif kind is Kind.WEIGHTS:
        text = QCoreApplication.translate("Desk", "Drop to take over the weights in {file}")
    else:
        text = QCoreApplication.translate("Desk", "Drop to open {file}")
    return text.format(file=file_text(path))


def read(path: Path, cache: Path, allowed: Collection[Path] = ()) -> Document:
    """The document in a file, or a new one with a run of what is in it; may run on any thread.

    Parameters
    ----------
    cache
        Folder for data that a document brings along.
    allowed
        Files of this computer that it may take its samples from: a person has agreed.

    Raises
    ------
    ValueError
        If it can't be read.
    """
    from documents.document import read_document  # noqa: PLC0415

    if kind_of(path) is Kind.DOCUMENT:
        return read_document(path, cache, allowed=allowed)
    return beginning_of(*opened(path, allowed))


def opened(path: Path, allowed: Collection[Path] = ()) -> tuple[Experiment, DataSet]:
    """The experiment in a JSON file with its data, or a usual one on the data of an IDX file or a table.

    Parameters
    ----------
    allowed
        Files to which a person has agreed: no other one is opened that only an experiment names.

    Raises
    ------
    ValueError
        If the file is none of these, or can't be read.
    """
    if path.suffix.lower() == _EXPERIMENT:
        experiment = _experiment_in(path)
        if _names_data(experiment):
            try:
                data_path = allowed_file(experiment.data_path, path.absolute().parent, allowed)
            except Damaged as error:
                raise DocumentError(path, error.phrase, error.remedy, unasked=error.unasked) from error
            experiment = replace(experiment, data_path=str(data_path))
        return experiment, experiment.open_data()
    if path.suffix.lower() in TABLES:
        return _table(path)
    if not path.name.lower().endswith(IDX_ENDINGS):
        raise Explained(Phrase("{file} is of no kind that can be opened here; choose a document (.deltaflow), an "
                               "experiment (.json), a table (.csv) or an IDX file (such as train-images-idx3-ubyte)",
                               file=path.name))
    usual = Experiment(data_set=OPENED_FILES, data_path=os.path.realpath(path))
    data = usual.open_data()
    *hidden, output = usual.layers
    # as many outputs as there are classes, and no batch larger than the data
    layers = (*hidden, replace(output, neurons=data.output_count))
    return with_change(usual, layers=layers, batch_size=min(usual.batch_size, data.train.count)), data


def names_data(path: Path) -> bool:
    """Whether a file is an experiment that names the file of its samples."""
    try:
        return path.suffix.lower() == _EXPERIMENT and _names_data(_experiment_in(path))
    except ValueError:
        return False


def _names_data(experiment: Experiment) -> bool:
    return experiment.data_set in (OPENED_FILES, OPENED_TABLE) and bool(experiment.data_path)


def _experiment_in(path: Path) -> Experiment:
    try:
        return experiment_from_json(_text_of(path))
    except SettingError as error:
        raise Explained(Phrase("{file}: {problem}", file=path.name, problem=error.phrase)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Explained(Phrase("{file} can't be read ({error}); choose another file",
                               file=path, error=error)) from error


def _text_of(path: Path) -> str:
    """The text of an experiment's file: of one that can't be one not more is read than shows it."""
    with open_regular(path) as file:
        content = file.read(LARGEST_EXPERIMENT + 1)
    if len(content) > LARGEST_EXPERIMENT:
        raise Explained(Phrase("{file} is larger than {most} MB, so it is no experiment; choose another file",
                               file=path.name, most=LARGEST_EXPERIMENT // 1_000_000))
    return content.decode("utf-8")


def _table(path: Path) -> tuple[Experiment, DataSet]:
    """Eight hidden neurons on the table in a file."""
    data = open_table(path)
    answer = answer_of(data).value
    experiment = Experiment(
        data_set=OPENED_TABLE, data_path=os.path.realpath(path), cost=answer[0], initializer="xavier",
        layers=(Layer(8, "tanh"), Layer(data.output_count, answer[1])), batch_size=min(10, data.train.count))
    return experiment, experiment.data_from(data)


def first_document() -> Document:
    """What the program begins with; see `begun`."""
    experiment = preset(FIRST_EXPERIMENT)
    return beginning_of(experiment, experiment.open_data())


def beginning_of(experiment: Experiment, data: DataSet) -> Document:
    """A new run at its beginning; see `begun`."""
    from documents.document import Document, NetworkPart  # noqa: PLC0415

    run = Run(experiment, data)
    if data.image_shape is None:
        run.arrive(run.timeline.begin(), START)
    return Document(NetworkPart(run))


def begun(document: Document) -> Document:
    """The document with the digit that is drawn already, where its run waits for one.

    It is drawn by the window's thread: Qt is not asked for anything by others.
    """
    from documents.document import Drawing  # noqa: PLC0415

    run = document.network.run
    if run.has_step or run.followed is not None:
        return document
    data = run.trainer.data
    assert data.image_shape is not None, "any other run stands at its first step"
    own, sheet = first_sample(data), first_sheet(Paper(data.image_shape), data.class_labels)
    run.follow(own, START)
    drawing = Drawing(grey_values(sheet.ink).copy(), None, sheet.label, sheet.is_ready_made)
    return replace(document, network=replace(document.network, own_sample=own, drawing=drawing))


# A file that is dragged onto the window: what will come of it is said before it is let go.

_VEIL = 200
"""How much of the window the veil hides, of 255."""


class DropVeil(QWidget):
    """Lies over the whole window while a file is held above it."""

    def __init__(self, text: str, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAcceptDrops(False)
        self.setAccessibleName(text)
        sign = PlainLabel()
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign.setPixmap(icon_pixmap("open", theme.text, theme.px(36), self.devicePixelRatioF()))
        self.words = QLabel(text)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(16, semibold=True))
        card = QFrame()
        card.setProperty("part", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(theme.px(28),) * 4)
        inside.setSpacing(theme.px(10))
        inside.addWidget(sign)
        inside.addWidget(self.words)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(theme.px(48),) * 4)
        lines.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        card.setFixedWidth(min(theme.px(420), max(window.width() - theme.px(96), 1)))
        self.setGeometry(window.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._theme.window)
        ground.setAlpha(_VEIL)
        painter.fillRect(self.rect(), ground)
        edge = self._theme.px(16)
        painter.setPen(QPen(self._theme.focus, self._theme.px(2), Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), edge, edge)


class DropTarget(QObject):
    """Lets a window take files that are dropped anywhere on it.

    Parameters
    ----------
    promise
        What will come of a file, in words; "" for a file that can't be used: the pointer says so.

    Signals
    -------
    dropped(object)
        The Path that was let go. Whoever has dragged it doesn't wait for what is done with it.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget, promise: Callable[[Path], str]) -> None:
        super().__init__(window)
        self._window = window
        self._promise = promise
        self._theme = Theme()
        self.veil: DropVeil | None = None
        self._let_go: Path | None = None
        self._after = QTimer(self, singleShot=True, interval=0)
        self._after.timeout.connect(self._tell)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme

    def close(self) -> None:
        """Takes no more files."""
        self._after.stop()
        self._window.removeEventFilter(self)
        self._window.setAcceptDrops(False)
        self._unveil()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            self._enter(event)
            return True
        if isinstance(event, QDragMoveEvent):
            event.setAccepted(self.veil is not None)
            return True
        if isinstance(event, QDropEvent):
            self._drop(event)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._unveil()
            return True
        if event.type() == QEvent.Type.Resize and self.veil is not None:
            self.veil.setGeometry(self._window.rect())
        return False

    def _enter(self, event: QDragEnterEvent) -> None:
        path = dragged_file(event)
        text = "" if path is None else self._promise(path)
        self._unveil()
        if not text:
            event.ignore()
            return
        self.veil = DropVeil(text, self._theme, self._window)
        self.veil.show()
        self.veil.raise_()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _drop(self, event: QDropEvent) -> None:
        path = dragged_file(event)
        self._unveil()
        if path is None or not self._promise(path):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._let_go = path
        self._after.start()

    def _tell(self) -> None:
        path, self._let_go = self._let_go, None
        if path is not None:
            self.dropped.emit(path)

    def _unveil(self) -> None:
        if self.veil is not None:
            veil, self.veil = self.veil, None
            veil.hide()
            veil.deleteLater()


def dragged_file(event: QDropEvent) -> Path | None:
    """The one file of this machine that is dragged; None for several, for a folder, and for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if os.path.isfile(path) else None  # noqa: PTH113 - Path.is_file raises for a mount that is dead
