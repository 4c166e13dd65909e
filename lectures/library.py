"""The lectures that there are: those that ship with the program, and a person's own."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from lectures.model import Lecture, Stop, key_of, stops_of
from lectures.network import Work
from lectures.problems import Problem
from lectures.reading import LARGEST_FILE, read_lecture
from lectures.scene import Scene, applied, changes_of, takes_long
from simulator.errors import Explained, Phrase, name_list
from simulator.regular_files import open_regular, read_regular
from simulator.training import Interrupted

_ENDING = ".toml"
_NUMBER = re.compile(r"0*(\d+)_(.+)")


@dataclass(frozen=True)
class Entry:
    """A file.

    Attributes
    ----------
    name
        That of the file without the ending.
    path
        Where it lies.
    is_own
        Whether it is the person's own; the others come with the program.
    lecture
        None if there are problems.
    problems
        All that is wrong with it.
    """

    name: str
    path: Path
    is_own: bool
    lecture: Lecture | None
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        """Tells it from all others, as that of its lecture does."""
        return key_of(self.name, is_own=self.is_own)


def builtin_folder() -> Path:
    """Where the lectures lie that ship with the program."""
    return Path(__file__).resolve().parents[1] / "assets" / "lectures"


def read_file(path: Path, *, is_own: bool) -> Entry:
    """Reads one file; whatever is wrong with it becomes a problem."""
    name = _name(path)
    try:
        with open_regular(path) as file:
            data = file.read(LARGEST_FILE + 1)  # of a larger one it is enough to know that it is
    except (OSError, ValueError) as error:
        return _unread(name, path, is_own, 1, Phrase("the file can't be read ({problem}); look whether it is there "
                                                     "and may be read", problem=_reason(error)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) <= LARGEST_FILE:
            line = data.count(b"\n", 0, error.start) + 1
            return _unread(name, path, is_own, line, Phrase("this is no text in UTF-8; save it as UTF-8 in the "
                                                            "editor that it comes from"))
        text = " " * len(data)  # the last character is cut in two; the size is what is wrong
    reading = read_lecture(text.replace("\r\n", "\n"), name, str(path.parent))
    lecture = None if reading.lecture is None else replace(reading.lecture, is_own=is_own)
    return Entry(name, path, is_own, lecture, reading.problems)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _unread(name: str, path: Path, is_own: bool, line: int, phrase: Phrase) -> Entry:
    return Entry(name, path, is_own, None, (Problem(path.name, line, 0, phrase),))


class Library:
    """All lectures of some folders.

    Parameters
    ----------
    folders
        Each with whether its lectures are the person's own. A folder that isn't there has none.
    """

    def __init__(self, folders: Sequence[tuple[Path, bool]]) -> None:
        self._folders = tuple((Path(folder), is_own) for folder, is_own in folders)
        self._known: dict[Path, tuple[tuple[int, int], Entry]] = {}

    def entries(self) -> tuple[Entry, ...]:
        """All of them by the names of their files, one's own behind the others; files that have changed are read
        anew.
        """
        return tuple(self._entry(path, is_own) for path, is_own in self._paths())

    def following(self, lecture: Lecture) -> Lecture | None:
        """The lecture after this one in its part of the library, if there is one; no others are read for it."""
        paths = [(path, is_own) for path, is_own in self._paths() if is_own == lecture.is_own]
        keys = [key_of(_name(path), is_own=is_own) for path, is_own in paths]
        behind = paths[keys.index(lecture.key) + 1:] if lecture.key in keys else []
        entries = (self._entry(path, is_own) for path, is_own in behind)
        return next((entry.lecture for entry in entries if entry.lecture is not None), None)

    def named(self, name: str) -> Entry:
        """A lecture by its name "05_xor", its number "5", its name without the number "xor", or the path of a file.

        Raises
        ------
        Explained
            If there is none.
        """
        is_path = name.endswith(_ENDING) or "/" in name or "\\" in name
        if is_path and os.path.lexists(name):  # where there is no file, reading it says what is there instead
            return read_file(Path(name), is_own=True)
        files = self._paths()
        wanted = name.removesuffix(_ENDING)
        for matches in (lambda known: known == wanted, lambda known: _parts(known)[1] == wanted,
                        lambda known: wanted.isdecimal() and _parts(known)[0] == wanted.lstrip("0")):
            found = next((file for file in files if matches(_name(file[0]))), None)
            if found is not None:
                return self._entry(*found)
        if is_path:
            raise Explained(Phrase("there is no file {name}; write the path of a .toml file", name=repr(name)))
        raise Explained(Phrase("there is no lecture {name}; choose one of {known}, or write the path of a .toml file",
                               name=repr(name), known=name_list(_name(path) for path, _ in files) or "—"))

    def _paths(self) -> list[tuple[Path, bool]]:
        """All files, one's own behind the others, each with whether it is one's own."""
        ordered = sorted(self._folders, key=lambda folder: folder[1])
        return [(path, is_own) for folder, is_own in ordered for path in _files(folder)]

    def _entry(self, path: Path, is_own: bool) -> Entry:
        try:
            status = path.stat()
        except OSError:
            return read_file(path, is_own=is_own)
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._known.get(path)
        # a file of weights beside it may be there by now: what had problems is looked at again
        if known is not None and known[0] == stamp and not known[1].problems:
            return known[1]
        entry = read_file(path, is_own=is_own)
        self._known[path] = (stamp, entry)
        return entry


def _files(folder: Path) -> list[Path]:
    try:
        return sorted((path for path in folder.iterdir() if path.suffix == _ENDING), key=lambda path: path.name)
    except OSError:
        return []


def _name(path: Path) -> str:
    return path.name.removesuffix(_ENDING)


def _parts(name: str) -> tuple[str, str]:
    """Number and rest of a name such as 05_xor."""
    match = _NUMBER.fullmatch(name)
    return (match.group(1), match.group(2)) if match else ("", name)


# Checks files of lectures, and prints all that is wrong with them

REHEARSAL_SECONDS = 0.7
"""Of the processor, for the scenes of one lecture: what trains for longer is left to the window."""
_FAILURES = (ArithmeticError, LookupError, ValueError)
"""What a scene that can't be made raises; the window says so and keeps the scene before."""
_LARGEST_FILE = 2**21


def main(arguments: Sequence[str]) -> int:
    """Exit status 1 if there is any problem, 2 if no file is named."""
    if not arguments:
        sys.stderr.write("name the files to check, such as assets/lectures/05_xor.toml\n")
        return 2
    status = 0
    for argument in arguments:
        entry = read_file(Path(argument), is_own=True)
        problems, untried = entry.problems, ""
        if entry.lecture is not None:
            problems, beat = _rehearsed(entry, entry.lecture)
            untried = f"; the scenes from beat {beat} on take longer to make and were not tried" if beat else ""
        lines = [str(problem) for problem in problems]
        if entry.lecture is not None and not problems:
            lines = [f"{entry.path.name}: {len(entry.lecture.beats)} beats, no problem{untried}"]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        status = status or (1 if problems else 0)
    return status


def _rehearsed(entry: Entry, lecture: Lecture) -> tuple[tuple[Problem, ...], int]:
    """Make the scene of every stop; return the first that can't be made, and the first beat without time for it.

    What comes behind a scene that can't be made stands on it and says nothing of its own.
    """
    ends = time.process_time() + REHEARSAL_SECONDS
    work, scene = Work(should_stop=lambda: time.process_time() > ends), Scene(folder=lecture.folder)
    for stop in stops_of(lecture):
        try:
            for change in changes_of(lecture.beats[stop.beat], stop):
                if work.should_stop() or takes_long(scene, (change,), unseen_only=True):
                    return (), stop.beat + 1
                scene = applied(scene, change, work)
        except Interrupted:
            return (), stop.beat + 1
        except _FAILURES as error:
            return (_unmade(entry, stop, error),), 0
    return (), 0


def _unmade(entry: Entry, stop: Stop, error: Exception) -> Problem:
    reason = error.phrase if isinstance(error, Explained) else str(error)
    text = ""
    with suppress(OSError, UnicodeDecodeError):  # it may be another one by now
        text = read_regular(entry.path, _LARGEST_FILE).decode("utf-8-sig")
    heads = [number for number, line in enumerate(text.splitlines(), 1)
             if "".join(line.partition("#")[0].split()) == "[[beat]]"]
    line = heads[stop.beat] if stop.beat < len(heads) else 1
    return Problem(entry.path.name, line, stop.beat + 1, Phrase("its scene can't be made: {reason}", reason=reason))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
