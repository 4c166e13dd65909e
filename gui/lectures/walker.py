"""Walks through a lecture by itself, for a handout or an animation: scene by scene, with pictures of the window."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QImage, QPixmap

from gui.panel_pictures import picture_of
from gui.waiting import wait_until
from lectures.model import Lecture, Stop, stops_of
from simulator.errors import Explained, Phrase

if TYPE_CHECKING:
    from gui.main_window import MainWindow

LONGEST_WAIT = 120.0
"""Seconds for a scene, however much is trained in it."""
_FRAME = 100
"""Milliseconds between two pictures of what moves."""
_ANIMATION_LENGTH = 6.0
"""Seconds of moving pictures of a stop at most; what takes longer is shown in fewer pictures."""


class LectureWalker:
    """Goes through a lecture in a window of its own.

    Parameters
    ----------
    window
        Nobody else uses it, and it needn't be seen.
    """

    def __init__(self, window: MainWindow, lecture: Lecture) -> None:
        self._window = window
        self._lecture = lecture
        self._director = window.lectures.director
        self._problem = ""
        self._director.failed.connect(self._on_failure)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All stops of the lecture."""
        return stops_of(self._lecture)

    def show(self, stop: Stop) -> None:
        """Sets the scene of a stop; it stands and is painted when this returns.

        Raises
        ------
        Explained
            If it can't be set.
        """
        if self._director.lecture is None:
            self._window.lectures.open(self._lecture, stop.beat)
        if self._director.stop != stop or stop.revealed:
            self._director.go_to_stop(stop)
        self._wait()

    def picture(self, size: QSize) -> QPixmap:
        """The workspace without the lecture's panel, laid out at this size, with twice as many pixels."""
        window = self._window
        beside = window.size() - window.pages.size()
        window.resize(size + beside)
        self._wait()
        return picture_of(window.pages)

    def frames(self, stop: Stop) -> Iterator[tuple[QImage, int]]:
        """Goes on to a stop: pictures of the window while something moves, and one of the scene that stands then."""
        director = self._director
        follows = director.can_next and director.stop is not None and \
            self.stops.index(stop) == self.stops.index(director.stop) + 1
        if not follows:
            self.show(stop)
            yield self._frame(), _FRAME
            return
        director.next()
        begun = time.monotonic()
        shown = 0
        while not self._stands() and time.monotonic() - begun < LONGEST_WAIT:
            if shown * _FRAME < 1000 * _ANIMATION_LENGTH:
                yield self._frame(), _FRAME
                shown += 1
            self._let_pass(_FRAME / 1000)
        self._wait()
        yield self._frame(), _FRAME

    def _frame(self) -> QImage:
        return self._window.grab().toImage()

    def _stands(self) -> bool:
        return self._director.is_settled and self._window.page.is_settled and self._window.session.is_settled

    def _wait(self) -> None:
        stands = wait_until(self._stands, LONGEST_WAIT)
        QCoreApplication.processEvents()
        if not stands:
            self._problem = self._problem or QCoreApplication.translate("LectureWalker", "it takes too long")
        if self._problem:
            problem, self._problem = self._problem, ""
            raise Explained(Phrase("beat {beat} can't be shown: {problem}", beat=self._director.beat_number + 1,
                                   problem=problem))

    def _let_pass(self, seconds: float) -> None:
        wait_until(lambda: False, seconds)

    def _on_failure(self, reason: str) -> None:
        self._problem = reason
