"""Opens files that come from anywhere: a pipe, a device or a folder in the place of a file is refused at once."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

_MODE = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY"))
"""Without O_NONBLOCK opening a pipe would wait until something is written into it."""
_KINDS = ((stat.S_ISDIR, "it is a folder"), (stat.S_ISFIFO, "it is a pipe"), (stat.S_ISSOCK, "it is a socket"),
          (stat.S_ISCHR, "it is a device"), (stat.S_ISBLK, "it is a device"))


class NotRegularError(OSError):
    """A folder, a pipe, a device or a socket has the name of a file: `strerror` says which."""


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file to be read, without ever waiting for anything but its disk.

    Raises
    ------
    NotRegularError
        If it is something else, or a link to something else.
    OSError
        If there is none, or it can't be read.
    """
    try:
        # a device is never opened: opening some of them already does something
        check_kind(path.stat().st_mode)
        handle = os.open(path, _MODE)
    except ValueError as error:  # such as a zero in the path
        raise OSError(errno.EINVAL, "there can't be such a path") from error
    try:
        check_kind(os.fstat(handle).st_mode)  # what was looked at may have been replaced meanwhile
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path, most: int) -> bytes:
    """All bytes of a regular file that has at most so many.

    Raises
    ------
    OSError
        As `open_regular` does, and if there are more.
    """
    with open_regular(path) as file:
        content = file.read(most + 1)  # of a larger one it is enough to know that it is
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return content


def check_kind(mode: int) -> None:
    """Pass for the mode of a regular file, as `stat` gives it; raise `NotRegularError` for any other."""
    if not stat.S_ISREG(mode):
        found = next((words for is_kind, words in _KINDS if is_kind(mode)), "it is no file")
        raise NotRegularError(errno.EINVAL, found)


# The file that samples were read from, so that one can tell later whether it still is what it was.

@dataclass(frozen=True)
class SourceFile:
    """A file as it was when it was read.

    Attributes
    ----------
    path
        Where it was.
    size, changed
        Its bytes, and when it was last written to, in nanoseconds.
    """

    path: Path
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> SourceFile:
        """The file as it is now; raises `OSError` if nobody can look at it."""
        state = path.stat()
        return cls(path, state.st_size, state.st_mtime_ns)

    @property
    def is_unchanged(self) -> bool:
        """Whether it is still there as it was."""
        try:
            return self.path.is_file() and SourceFile.of(self.path) == self
        except (OSError, ValueError):
            return False
