"""Files and folders that are their owner's alone."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from simulator.regular_files import check_kind

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
