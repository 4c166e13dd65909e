"""The file that samples were read from, so that one can tell later whether it still is what it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
