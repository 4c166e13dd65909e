"""Pictures of the cost from a thread of their own: asked for at any time, thrown away only when they were of use."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.landscape.picture import SlicePicture
from gui.landscape.question import Question
from gui.landscape.surveyor import Surveyor
from gui.training_worker import Post, ShouldStop, TrainingWorker
from simulator.errors import Explained
from simulator.training import Interrupted

PATIENCE, PATIENCE_ON_THE_WAY = 0.1, 0.4
"""Seconds that somebody waits for a better picture rather than see a coarse one: of something new, and of what is in
view already and has only moved."""
LONGEST = 0.5
"""Seconds after which a picture that is finished coarse gives way to that of the network as it is by then."""


class SurveyWorker(QObject):
    """Draws what was asked last.

    While the network moves, questions come faster than they can be answered. A picture under way is then finished, at
    least coarse, before the newest question takes its turn: so there are pictures at every speed.

    Signals
    -------
    pictured(object)
        A SlicePicture; coarse or final.
    refused(object)
        The Explained that says why there is none.
    """

    pictured = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = TrainingWorker(self)
        self._worker.arrived.connect(self._on_arrived)
        self._worker.ended.connect(self._on_ended)
        self._surveyor = Surveyor()
        self._next: tuple[Question, float] | None = None
        self._begun = 0.0
        self._has_arrived = False
        self._is_given_up = False
        # whoever is taken away without having been hidden takes this with it: a running thread must not go that way
        self.destroyed.connect(self._worker.close)

    @property
    def is_busy(self) -> bool:
        """Whether a picture is under way."""
        return self._worker.is_busy or self._next is not None

    def ask(self, question: Question, *, moved: bool) -> None:
        """Ask for a picture.

        Parameters
        ----------
        moved
            Whether the same was wanted before and only the network has moved: then the picture under way is of use.
        """
        self._next = question, PATIENCE_ON_THE_WAY if moved else PATIENCE
        if not self._worker.is_busy:
            self._begin()
        elif not moved:
            self._give_up()
        else:
            self._give_way()

    def forget(self) -> None:
        """There is another run: nothing of the former one is of use any more."""
        self._surveyor = Surveyor()
        self._next = None
        if self._worker.is_busy:
            self._give_up()

    def close(self) -> None:
        """Ends the thread; the next question begins a new one."""
        self._next = None
        self._worker.close()

    def _begin(self) -> None:
        if self._next is None:
            return
        (question, patience), self._next = self._next, None
        self._begun, self._has_arrived, self._is_given_up = time.monotonic(), False, False
        self._worker.start(partial(_survey, self._surveyor, question, patience))

    def _give_up(self) -> None:
        self._is_given_up = True
        self._worker.stop()

    def _give_way(self) -> None:
        """A picture that was seen, and takes long to get better, makes room for a new one."""
        if self._next is not None and self._has_arrived and time.monotonic() - self._begun > LONGEST:
            self._worker.stop()

    def _on_arrived(self, picture: SlicePicture) -> None:
        if self._is_given_up:
            return
        self._has_arrived = True
        self.pictured.emit(picture)
        self._give_way()

    def _on_ended(self, result: object, error: object) -> None:
        if not self._is_given_up:
            if isinstance(error, Explained):
                self.refused.emit(error)
            elif isinstance(result, SlicePicture):
                self.pictured.emit(result)
        if isinstance(error, Exception) and not isinstance(error, Explained | Interrupted):
            raise error
        if not self._worker.is_busy:
            self._begin()


def _survey(surveyor: Surveyor, question: Question, patience: float, should_stop: ShouldStop,
            post: Post) -> SlicePicture:
    return surveyor.survey(question, patience, should_stop, post)
