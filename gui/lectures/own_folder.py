"""The folder of one's own lectures: nothing in it is ever half written, or overwritten by something else."""

from __future__ import annotations

import itertools
import os
import re
import tomllib
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from documents.atomic import make_private, not_written, write_whole
from lectures.network import LARGEST_FILE as LARGEST_NUMBERS
from lectures.reading import LARGEST_FILE, too_much_to_read
from simulator.errors import Explained, Phrase
from simulator.regular_files import read_regular

ENDING, DRAFT_ENDING, BACKUP_ENDING = ".toml", ".draft", ".bak"
"""Of a lecture; of a text that isn't one yet: what it was before stays beside it; and of what was written by hand,
with its comments, before the editor wrote over it."""
FIRST_NAME = "my_lecture"
_LONGEST_NAME = 60
_MOST_BACKUPS = 1000
_COMMENT = re.compile(r"^\s*#|\s#", re.MULTILINE)


def usual_folder() -> Path:
    """Where this person's lectures live."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "lectures"


class OwnFolder:
    """Lectures by name; a name is that of a file without its ending.

    Parameters
    ----------
    path
        The folder; it is made when something is saved.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = usual_folder() if path is None else path
        self._known: dict[str, str | None] = {}
        self._commented: set[str] = set()

    def names(self) -> tuple[str, ...]:
        """All names, in their order; those of drafts as well."""
        found = {path.stem for ending in (ENDING, DRAFT_ENDING) for path in self.path.glob(f"*{ending}")}
        return tuple(sorted(found))

    def path_of(self, name: str) -> Path:
        """The file of a lecture."""
        return self.path / f"{name}{ENDING}"

    def draft_path_of(self, name: str) -> Path:
        """The file of what isn't a lecture yet."""
        return self.path / f"{name}{DRAFT_ENDING}"

    def has_draft(self, name: str) -> bool:
        """Whether the newest text of this name has problems."""
        return os.path.lexists(self.draft_path_of(name))  # unlike exists(), it asks for no right to look

    def new_name(self, wanted: str = FIRST_NAME) -> str:
        """A name that nothing has yet: the wanted one, or that with a number."""
        stem = re.sub(r"[^\w-]+", "_", wanted).strip("_")[:_LONGEST_NAME] or FIRST_NAME
        try:
            taken = {path.stem.casefold() for path in self.path.iterdir()}
        except OSError:  # it isn't there, or may not be listed
            taken = set()
        names = itertools.chain((stem,), (f"{stem}_{number}" for number in itertools.count(2)))
        return next(name for name in names if name.casefold() not in taken and not self._is_there(name))

    def text_of(self, name: str) -> str:
        """The newest text of this name: the draft, if there is one.

        Where the lecture was changed by another program since, the draft becomes a lecture of its own.

        Raises
        ------
        Explained
            If it can't be read.
        """
        lecture, draft = self.path_of(name), self.draft_path_of(name)
        self._known[name] = _content(lecture)
        if self.has_draft(name) and _is_newer(lecture, draft):
            try:
                draft.rename(self.path_of(self.new_name(f"{name}_draft")))
            except OSError as error:
                raise not_written(draft, error) from error
        text = _read(draft if self.has_draft(name) else lecture)
        if _COMMENT.search(self._known[name] or ""):
            self._commented.add(name)
        return text

    def save(self, name: str, text: str) -> str:
        """Keeps a lecture; a draft of it is done with.

        Returns
        -------
        The name that it has now. It is another one if somebody else has changed the file since it was read or saved
        here: that stays as it is.

        Raises
        ------
        Explained
            If it can't be written.
        """
        name = self._free(name)
        if name in self._commented:
            self._keep_comments(name)
        _write(self.path_of(name), text)
        self._known[name] = text
        draft = self.draft_path_of(name)
        try:
            draft.unlink(missing_ok=True)
        except OSError as error:
            raise not_written(draft, error) from error
        return name

    def save_draft(self, name: str, text: str) -> str:
        """Keeps a text that has problems beside the lecture as it was before; see `save`.

        Where there is no lecture to keep, it is written as one, with its problems: then it stands in the list.
        """
        name = self._free(name)
        if not os.path.lexists(self.path_of(name)):
            return self.save(name, text)
        _write(self.draft_path_of(name), text)
        self._known.setdefault(name, None)
        return name

    def copy_of(self, source: Path) -> str:
        """A copy of a lecture, with the files that it names, under a new name.

        Raises
        ------
        Explained
            If it can't be read or written.
        """
        stem = re.sub(r"^\d+_", "", source.stem)
        name = self.new_name(f"my_{stem}" if not stem.startswith("my_") else stem)
        return self.save(name, self._with_weights(source, _read(source)))

    def _with_weights(self, source: Path, text: str) -> str:
        """Copies the files that a lecture names; where another one has the name already, the text gets a free one."""
        if source.parent == self.path:
            return text
        try:
            named = _weights_in({} if too_much_to_read(text) else tomllib.loads(text))
        except (ValueError, RecursionError):
            return text
        for name in sorted(named):
            beside = source.parent / name
            if Path(name).name != name:
                continue
            try:
                content = read_regular(beside, LARGEST_NUMBERS)
            except OSError:  # the copy then has the same problem as the lecture
                continue
            copy = self._place_for(beside, content)
            if not os.path.lexists(copy):
                _write(copy, content)
            text = text.replace(f'"{name}"', f'"{copy.name}"')
        return text

    def _place_for(self, file: Path, content: bytes) -> Path:
        """Where a file is copied to, or lies already: the first name that nothing else has."""
        names = (file.name, *(f"{file.stem}_{number}{file.suffix}" for number in range(2, _MOST_BACKUPS + 1)))
        free = (self.path / name for name in names
                if not os.path.lexists(self.path / name) or _bytes(self.path / name) == content)
        return next(free, self.path / file.name)

    def _keep_comments(self, name: str) -> None:
        """What somebody has written by hand stays beside the lecture: the editor's text has no comments."""
        text = self._known.get(name) or ""
        backups = (self.path / f"{name}{BACKUP_ENDING}{number}" for number in ("", *range(2, _MOST_BACKUPS + 1)))
        for backup in backups:
            if not os.path.lexists(backup):
                _write(backup, text)
                break
            if _content(backup) == text:
                break
        self._commented.discard(name)

    def _is_there(self, name: str) -> bool:
        return any(os.path.lexists(path) for path in (self.path_of(name), self.draft_path_of(name)))

    def _free(self, name: str) -> str:
        """The name itself as long as nobody else has written to its file."""
        return name if _content(self.path_of(name)) == self._known.get(name) else self.new_name(name)


def _weights_in(value: object) -> set[str]:
    """The files that a lecture names."""
    if isinstance(value, list):
        return set().union(*map(_weights_in, value))
    if not isinstance(value, dict):
        return set()
    own = value.get("weights")
    found = {own} if isinstance(own, str) else set()
    return found.union(*map(_weights_in, value.values()))


def _bytes(path: Path) -> bytes | None:
    """What is in a file of numbers; None if it can't be one."""
    try:
        return read_regular(path, LARGEST_NUMBERS)
    except OSError:
        return None


def _read(path: Path) -> str:
    try:
        # some editors begin a file with a byte order mark
        return _unix_lines(read_regular(path, LARGEST_FILE).decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise Explained(Phrase("{file} can't be read ({error}); choose another lecture", file=path.name,
                               error=error)) from error


def _is_newer(path: Path, other: Path) -> bool:
    try:
        return path.stat().st_mtime_ns > other.stat().st_mtime_ns
    except OSError:
        return False


def _content(path: Path) -> str | None:
    """What stands in a file; None if there is none."""
    try:
        return _unix_lines(read_regular(path, LARGEST_FILE).decode("utf-8-sig", "replace"))
    except OSError:
        return None


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _write(path: Path, content: str | bytes) -> None:
    """All or nothing: whatever happens on the way, the file is the old one or the new one."""
    try:
        make_private(path.parent)
    except OSError as error:
        raise not_written(path, error) from error
    data = content.encode("utf-8") if isinstance(content, str) else content
    write_whole(path, lambda file: file.write(data), private=True)
