"""What is raised for a document that can't be used."""

from __future__ import annotations

from pathlib import Path

from simulator.errors import Explained, Phrase

OPEN_ANOTHER = Phrase("open another file, or an older copy of this one")


class DocumentError(Explained):
    """A document that can't be opened: which file, why, and what to do about it.

    Attributes
    ----------
    path
        The file.
    reason, remedy
        The parts of the sentence.
    is_unforeseen
        Whether no check has found it, but the mathematics failed on it.
    """

    def __init__(self, path: Path, reason: Phrase, remedy: Phrase = OPEN_ANOTHER, *,
                 is_unforeseen: bool = False) -> None:
        file = path.name or path
        super().__init__(Phrase("{file} can't be opened: {reason}; {remedy}", file=file, reason=reason,
                                remedy=remedy))
        self.args = (path, reason, remedy)
        self.path = path
        self.is_unforeseen = is_unforeseen
        self.reason = reason
        self.remedy = remedy


class Damaged(Explained):
    """A part of a document that can't be used; whoever knows the file tells its name as well.

    Attributes
    ----------
    remedy
        What to do about it.
    """

    def __init__(self, reason: Phrase, remedy: Phrase = OPEN_ANOTHER) -> None:
        super().__init__(reason)
        self.args = (reason, remedy)
        self.remedy = remedy
