"""Checks files of lectures: `python -m lectures.check FILE…` prints all that is wrong with them."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from lectures.effort import takes_long
from lectures.library import Entry, read_file
from lectures.model import Lecture, Stop, stops_of
from lectures.problems import Problem
from lectures.scene import Scene, applied, changes_of
from lectures.work import Work
from simulator.errors import Explained, Phrase
from simulator.regular_files import read_regular
from simulator.training import Interrupted

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
