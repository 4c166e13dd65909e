"""Writing a file so that it is the old one or the new one, whole, whatever happens on the way."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import secrets
import stat
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from simulator.errors import Explained, Phrase
from simulator.regular_files import check_kind

ENDING = ".part"
"""Of a file that is being written."""
_NAME_KEPT = 40
"""Characters of the file's name that the name of the new one begins with: names have a largest length."""
_OLD = 24 * 3600.0
"""Seconds after which nobody is writing any more."""
_HOST = zlib.crc32(platform.node().encode("utf-8", "replace"))
_TOKEN_BYTES = 4


class NotWritten(Explained):
    """A file that can't be written.

    Attributes
    ----------
    reason
        Why, for whoever says it in another sentence: a `Phrase`, or what the system says.
    """

    def __init__(self, phrase: Phrase, reason: object) -> None:
        super().__init__(phrase)
        self.args = (phrase, reason)
        self.reason = reason


def write_whole(path: Path, write: Callable[[BinaryIO], object], *, private: bool = False) -> None:
    """Writes a file, all or nothing: killed at any instant, the old file or the new one is there.

    The new one is written beside it and takes its place when it is complete on the disk. It keeps the rights of an
    old one, and a link stays a link to it. What earlier writers left behind when they were killed is cleaned away.

    Parameters
    ----------
    write
        Writes the content into the open file, which can be sought in.
    private
        Whether its owner alone may read it, whatever the umask and whatever rights an old one has.

    Raises
    ------
    NotWritten
        If it can't be written; and whatever `write` raises. The old file stays as it is then.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode_of(target)
    except (OSError, ValueError) as error:  # some names can't be those of files at all
        raise not_written(path, error) from error
    try:
        clean_up(target)
        own = f"{_prefix(target)}{_HOST:08x}-{os.getpid()}-{secrets.token_hex(_TOKEN_BYTES)}{ENDING}"
        unfinished = target.with_name(own)
        try:
            # nobody else may look into it before it has the rights of the old one
            opener = private_opener if private or mode is not None else None
            with open(unfinished, "xb", opener=opener) as file:
                if mode is not None and not private:
                    unfinished.chmod(mode)
                write(file)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise not_written(path, error) from error


def write_export(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Writes what is taken out of the program, all or nothing as `write_whole` does.

    Raises
    ------
    Explained
        If it can't be written: elsewhere it can, and nothing is lost meanwhile.
    """
    try:
        write_whole(path, write)
    except NotWritten as error:
        raise Explained(Phrase("{file} can't be written ({reason}); choose another folder", file=path.name,
                               reason=error.reason)) from error


def not_written(path: Path, error: Exception) -> NotWritten:
    """What is raised for a file that can't be written."""
    reason = error.phrase if isinstance(error, Explained) else getattr(error, "strerror", None) or error
    # Path.is_dir would raise where the folder lies on a mount that is dead
    if isinstance(error, FileNotFoundError) and not os.path.isdir(path.parent):  # noqa: PTH112
        return NotWritten(Phrase("{file} can't be written: there is no folder {folder}; choose another one",
                                 file=path.name, folder=path.parent), reason)
    return NotWritten(Phrase("{file} can't be written ({error}); look whether the disk is full or the folder is "
                             "write-protected", file=path, error=reason), reason)


def _mode_of(target: Path) -> int | None:
    """The rights of the file that is there; None if there is none.

    Raises
    ------
    OSError
        If nobody may look at it.
    Explained
        If it is no file, or one that nobody may write to: taking its place would only need a right to the folder.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise Explained(Phrase("it is no file"))
    if not os.access(target, os.W_OK):
        raise Explained(Phrase("it is write-protected"))
    return stat.S_IMODE(mode)


def _prefix(target: Path) -> str:
    return f".{target.name[:_NAME_KEPT]}-"


def clean_up(target: Path, *, own: bool = False) -> None:
    """Takes away what writers of this file have left behind that were killed.

    Parameters
    ----------
    own
        Whether this process is about to be gone, too: what it has begun to write is taken away as well.
    """
    pattern = re.compile(re.escape(_prefix(target)) + rf"(?P<host>[0-9a-f]{{8}})-(?P<process>\d{{1,10}})-"
                         rf"[0-9a-f]{{{2 * _TOKEN_BYTES}}}{re.escape(ENDING)}")
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            match = pattern.fullmatch(entry.name)
            if match is None:
                continue
            with contextlib.suppress(OSError):
                is_own_host = int(match["host"], 16) == _HOST
                process = int(match["process"])
                is_gone = is_own_host and (not _runs(process) or (own and process == os.getpid()))
                if is_gone or time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD:
                    Path(entry.path).unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Whether there is a process of this number on this machine, as far as one can ask."""
    if os.name != "posix":  # elsewhere asking with a signal may end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OverflowError:
        return False
    except OSError:
        return True
    return True


def _sync_folder(folder: Path) -> None:
    """So that the new name outlives a power cut; there are file systems that can't."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# Files and folders that are their owner's alone

OWNER_ONLY_FOLDER, OWNER_ONLY_FILE = 0o700, 0o600


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
        found = path.stat().st_mode
        is_own_kind = stat.S_ISREG(found) or stat.S_ISDIR(found)  # a link may lead to a device, which is everyone's
        if is_own_kind and stat.S_IMODE(found) & ~mode:
            path.chmod(mode)


def private_opener(path: str, flags: int) -> int:
    """For `open(…, opener=private_opener)`: a file that is new belongs to its owner alone, whatever the umask.

    Raises
    ------
    NotRegularError
        If a pipe, a device, a socket or a folder stands there: opening a pipe would wait for its other end.
    """
    if os.path.lexists(path):
        with suppress(FileNotFoundError):  # a link to a file that will be there
            check_kind(os.stat(path).st_mode)  # noqa: PTH116 - what `open` gives is a text
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), OWNER_ONLY_FILE)
    try:
        check_kind(os.fstat(handle).st_mode)  # what was looked at may have been replaced meanwhile
    except BaseException:
        os.close(handle)
        raise
    return handle
