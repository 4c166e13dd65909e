"""What is raised for a document that can't be used."""

from __future__ import annotations

import errno
from pathlib import Path

from simulator.errors import Explained, Phrase

OPEN_ANOTHER = Phrase("open another file, or an older copy of this one")
LOOK_AT_FILE = Phrase("look whether it is there and whether you may read it")
_TORN = Phrase("it is cut off or damaged")


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
    is_whole
        Whether nothing speaks against the file itself: it can be opened once the remedy has helped.
    unasked
        A file of this computer that it takes its samples from, if that is the reason: a person has to agree first.
    """

    def __init__(self, path: Path, reason: Phrase, remedy: Phrase = OPEN_ANOTHER, *,
                 is_unforeseen: bool = False, is_whole: bool = False, unasked: Path | None = None) -> None:
        file = path.name or path
        super().__init__(Phrase("{file} can't be opened: {reason}; {remedy}", file=file, reason=reason,
                                remedy=remedy))
        self.args = (path, reason, remedy)
        self.path = path
        self.is_unforeseen = is_unforeseen
        self.is_whole = is_whole
        self.unasked = unasked
        self.reason = reason
        self.remedy = remedy


class Damaged(Explained):
    """A part of a document that can't be used; whoever knows the file tells its name as well.

    Attributes
    ----------
    remedy
        What to do about it.
    is_whole
        Whether the document is whole, and something else is in the way: a full disk, say.
    unasked
        A file of this computer that it takes its samples from, if that is the reason: a person has to agree first,
        and it isn't looked at before.
    """

    def __init__(self, reason: Phrase, remedy: Phrase = OPEN_ANOTHER, *, is_whole: bool = False,
                 unasked: Path | None = None) -> None:
        super().__init__(reason)
        self.args = (reason, remedy)
        self.remedy = remedy
        self.is_whole = is_whole
        self.unasked = unasked


def torn(error: Exception | None = None) -> Damaged:
    """What is raised where reading goes wrong in the middle of a file: it is damaged, unless its disk has failed."""
    # `zipfile` goes to places before the beginning of a damaged file, which the system calls an invalid argument
    if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
        return unreadable(error)
    return Damaged(_TORN)


def unreadable(error: Exception) -> Damaged:
    """What is raised where the system refuses to read a file: nothing speaks against the file itself."""
    reason = getattr(error, "strerror", None) or error
    return Damaged(Phrase("it can't be read ({error})", error=reason), LOOK_AT_FILE, is_whole=True)


def unasked(file: Path) -> Damaged:
    """What is raised where samples would come from a file of this computer that a person hasn't agreed to open."""
    return Damaged(
        Phrase("it takes its samples from {file} on this computer, which is opened only if a person agrees",
               file=file), Phrase("open it in the window and answer there"), is_whole=True, unasked=file)
