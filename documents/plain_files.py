"""Files that come from anywhere, opened without waiting, and files and folders that are their owner's alone."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

OWNER_ONLY_FOLDER, OWNER_ONLY_FILE = 0o700, 0o600
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class NotPlainError(OSError):
    """Something other than a file has the name of one: a folder, a pipe, a device, a socket."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "it is no plain file", str(path))


def open_plain(path: Path) -> BufferedReader:
    """Open a file for reading; opening it never waits, and reading it ends.

    Raises
    ------
    NotPlainError
        If it is a folder, a pipe, a device or a socket, or a link to one.
    OSError
        If it can't be opened; a name that no file can have is told in the same way.
    """
    try:
        _check_plain(path, path.stat())  # opening some devices does something already
        handle = os.open(path, _FLAGS)
    except ValueError as error:  # a character in the name that no name has
        raise OSError(errno.EINVAL, str(error), str(path)) from error
    try:
        _check_plain(path, os.fstat(handle))  # it may be another one by now
        return open(handle, "rb")  # noqa: PTH123 - it is open already
    except BaseException:
        os.close(handle)
        raise


def _check_plain(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotPlainError(path)


def read_plain(path: Path, most: int) -> bytes:
    """Return the content of a file that has so many bytes at most.

    Raises
    ------
    OSError
        If it can't be read, is no plain file, or is larger.
    """
    with open_plain(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most} bytes", str(path))
    return content


def make_private(folder: Path) -> None:
    """Make a folder that its owner alone may look into, or make one so that is there already.

    Raises
    ------
    OSError
        If it can't be made. Where only its rights can't be changed it stays as it is.
    """
    folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    keep_private(folder, OWNER_ONLY_FOLDER)


def keep_private(path: Path, mode: int = OWNER_ONLY_FILE) -> None:
    """Take from everyone else what rights they have to a file or folder of this owner."""
    with suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) & ~mode:
            path.chmod(mode)


def private_opener(path: str, flags: int) -> int:
    """For `open(…, opener=private_opener)`: a file that is new belongs to its owner alone, whatever the umask."""
    return os.open(path, flags, OWNER_ONLY_FILE)
