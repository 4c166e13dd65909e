"""Files and folders that are their owner's alone."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

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
        if stat.S_IMODE(path.stat().st_mode) & ~mode:
            path.chmod(mode)


def private_opener(path: str, flags: int) -> int:
    """For `open(…, opener=private_opener)`: a file that is new belongs to its owner alone, whatever the umask."""
    return os.open(path, flags, OWNER_ONLY_FILE)
