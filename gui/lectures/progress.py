"""How far somebody has come in each lecture."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings, QUrl

from gui.foundation.settings import kept_text

_GROUP = "lectures"
_MOST_BEATS = 10_000


@dataclass(frozen=True)
class _Known:
    last: int
    furthest: int
    count: int


class LectureProgress:
    """The beats that were seen, by the name of the lecture; beats are counted from 0.

    Parameters
    ----------
    settings
        Where it is kept; without them it is forgotten with this object.
    """

    def __init__(self, settings: QSettings | None) -> None:
        self._settings = settings
        self._known: dict[str, _Known] = {}

    def note(self, name: str, beat: int, count: int) -> None:
        """A beat of a lecture of so many beats is in view."""
        if not 0 <= beat < count <= _MOST_BEATS:
            return
        before = self._find(name)
        furthest = max(beat, min(before.furthest, count - 1)) if before is not None else beat
        known = _Known(beat, furthest, count)
        if known == before:
            return
        self._known[name] = known
        if self._settings is not None:
            self._settings.setValue(_key(name), f"{known.last} {known.furthest} {known.count}")

    def last(self, name: str) -> int:
        """The beat that was in view last; the first one of a lecture that has never been opened."""
        known = self._find(name)
        return known.last if known is not None else 0

    def where_to_go_on(self, name: str, count: int) -> int:
        """The beat at which somebody goes on in a lecture of so many: the first one after it was seen to its end."""
        return min(self.last(name), count - 1) if self.is_begun(name) else 0

    def furthest(self, name: str) -> int:
        """The furthest beat that was in view; −1 for a lecture that has never been opened."""
        known = self._find(name)
        return known.furthest if known is not None else -1

    def is_begun(self, name: str) -> bool:
        """Whether it has been opened and not been left at its last beat."""
        known = self._find(name)
        return known is not None and 0 < known.last < known.count - 1

    def _find(self, name: str) -> _Known | None:
        if name not in self._known and self._settings is not None:
            kept = _read(kept_text(self._settings, _key(name)))
            if kept is not None:
                self._known[name] = kept
        return self._known.get(name)


def _key(name: str) -> str:
    # slashes would make groups, and some systems tell no capitals from small letters
    return f"{_GROUP}/{bytes(QUrl.toPercentEncoding(name).data()).decode('ascii')}"


def _read(value: str) -> _Known | None:
    """What was kept; None for anything else that may stand there."""
    words = value.split()
    if len(words) != 3 or not all(word.isascii() and word.isdecimal() and len(word) < 6 for word in words):
        return None
    last, furthest, count = map(int, words)
    return _Known(last, furthest, count) if last <= furthest < count <= _MOST_BEATS else None
