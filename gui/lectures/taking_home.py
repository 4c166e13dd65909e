"""Handouts and animations: written by a second, unseen run of the program, so that this one goes on meanwhile."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QProcess, QSize

from gui.language import file_text
from gui.lectures.animation import write_animation
from gui.lectures.handout import write_handout
from gui.lectures.walker import LectureWalker
from gui.notices import Notice, NoticeKind
from simulator.errors import message_text

if TYPE_CHECKING:
    from gui.formulas import Formulas
    from gui.main_window import MainWindow
    from lectures.model import Lecture

translate = QCoreApplication.translate

HANDOUT_WINDOW = QSize(1360, 860)
ANIMATION_WINDOW = QSize(1120, 700)
_COMMAND_LINE = re.compile(r"^deltaflow: (?:argument --\w+: )?|; see --help$")
"""What a person who has typed nothing need not read."""
_MAIN = Path(__file__).resolve().parents[2] / "main.py"


def write(window: MainWindow, lecture: Lecture, formulas: Formulas, language: str, *, handout: Path | None,
          animation: Path | None, beat: int | None) -> None:
    """Writes what is asked for of a lecture, with a window that nobody else uses.

    Raises
    ------
    Explained
        If a scene can't be set, or a file can't be written.
    """
    walker = LectureWalker(window, lecture)
    if handout is not None:
        window.lectures.director.set_pace(0.0)
        write_handout(lecture, handout, walker, language, formulas)
    if animation is not None:
        write_animation(lecture, animation, walker, language, beat=beat)


def write_aside(window: MainWindow, name: str, option: str, ending: str, kinds: str, language: str, *,
                dark: bool) -> None:
    """Asks for a file's name and lets a second run of the program write it.

    Parameters
    ----------
    option
        Of the command line, such as --handout.
    """
    title = translate("TakingHome", "Save handout") if option == "--handout" else \
        translate("TakingHome", "Save animation")
    path, _ = window.files.exports.asked_for(title, f"{Path(name).stem}{ending}", ((kinds, ending),))
    if path is None:
        return
    process = QProcess(window)
    process.setObjectName(str(path))  # what the window cleans up if it is closed before
    script = [] if getattr(sys, "frozen", False) else [str(_MAIN)]
    process.setProgram(sys.executable)
    process.setArguments([*script, "--lecture", name, option, str(path), "--language", language,
                          "--theme", "dark" if dark else "light"])
    process.finished.connect(lambda code, _: _tell_end(window, process, path, code))
    process.errorOccurred.connect(lambda error: _tell_start(window, process, path, error))
    tell(window, translate("TakingHome", "{file} is being written; you can go on meanwhile.").format(
        file=file_text(path)))
    process.start()


def _tell_end(window: MainWindow, process: QProcess, path: Path, code: int) -> None:
    if code == 0:
        tell(window, translate("TakingHome", "{file} is ready.").format(file=file_text(path)))
    else:
        reason = bytes(process.readAllStandardError().data()).decode(errors="replace").strip().splitlines()
        tell(window, translate("TakingHome", "{file} was not written: {reason}").format(
            file=file_text(path), reason=message_text(_COMMAND_LINE.sub("", reason[-1])) if reason else code),
             error=True)
    process.deleteLater()


def _tell_start(window: MainWindow, process: QProcess, path: Path, error: QProcess.ProcessError) -> None:
    if error is QProcess.ProcessError.FailedToStart:
        tell(window, translate("TakingHome", "{file} was not written: {reason}").format(
            file=file_text(path), reason=process.errorString()), error=True)
        process.deleteLater()


def tell(window: MainWindow, message: str, *, error: bool = False) -> None:
    """A line over the foot of the page."""
    window.session.tell(Notice(NoticeKind.ERROR if error else NoticeKind.MESSAGE, {"message": message}))
