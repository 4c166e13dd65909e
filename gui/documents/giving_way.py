"""Whether the document may give way to another one, or to nothing: nothing unsaved goes without being asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gui.documents.changes import Changes
from gui.documents.question import Questions
from gui.documents.saving import Saving

_NEVER = ()
"""A mark that no work has."""


class GivingWay:
    """Asks what shall become of unsaved changes, one question at a time.

    Parameters
    ----------
    name
        What the document is called.
    pause
        Ends what goes on in the window: it would only make more of what is saved or dropped.
    save
        Begins to save, perhaps after another question.

    Attributes
    ----------
    is_asked
        Whether a person is being asked, or waits for what was answered to be done.
    asks
        Whether a person is there to be asked.
    """

    def __init__(self, changes: Changes, saving: Saving, questions: Questions, *, name: Callable[[], str],
                 pause: Callable[[], None], save: Callable[[], None]) -> None:
        self._changes, self._saving, self._questions = changes, saving, questions
        self._name, self._pause, self._save = name, pause, save
        self._agreed_at: tuple[Any, ...] = _NEVER
        self._dropped: tuple[Any, ...] = _NEVER
        self._left: tuple[Any, ...] = _NEVER
        self.is_asked = False
        self.asks = False

    def may(self) -> bool:
        """Asks, if anything is unsaved that wasn't dropped before; False if the document is to stay."""
        if self.is_asked:
            return False
        self.is_asked, self._agreed_at = True, _NEVER  # what was agreed to before is in question again
        try:
            may = self._may()
        finally:
            self.is_asked = False
        if may:
            self._agreed_at = self._changes.mark()
        return may

    @property
    def is_agreed(self) -> bool:
        """Whether nothing has been done since the document was allowed to go."""
        return self._changes.mark() == self._agreed_at

    @property
    def is_dropped(self) -> bool:
        """Whether a person has said that what is there now needn't be saved."""
        return self._changes.mark() == self._dropped

    def leave(self) -> None:
        """What is there now is left to the next start: the desktop's session ends, and asks no questions."""
        self._left = self._changes.mark()

    @property
    def is_left(self) -> bool:
        """Whether nothing has been done since it was left to the next start."""
        return self._changes.mark() == self._left

    def stays(self) -> None:
        """Nothing came in its place: what was given up is as unsaved as before."""
        self._dropped = _NEVER

    def _may(self) -> bool:
        while True:
            self._saving.wait()  # where it ended later, its file would be taken for that of what comes now
            if not self.asks or not self._changes.is_any or self.is_dropped:
                return True
            answer = self._questions.about_unsaved(self._name())
            if answer == "cancel":
                return False
            self._pause()
            if answer == "drop":
                self._dropped = self._changes.mark()
                return True
            if not self._save_and_wait():
                return False  # what was done while it was being saved is asked about, too

    def _save_and_wait(self) -> bool:
        """Saves all that there is; False where it couldn't be, or wasn't wanted after all."""
        self._saving.wait()
        self._saving.was_saved = False
        self._save()
        self._saving.wait()
        return self._saving.was_saved
