"""Checks files of lectures: `python -m lectures.check FILE…` prints all that is wrong with them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from lectures.library import read_file


def main(arguments: Sequence[str]) -> int:
    """Exit status 1 if there is any problem, 2 if no file is named."""
    if not arguments:
        sys.stderr.write("name the files to check, such as assets/lectures/05_xor.toml\n")
        return 2
    status = 0
    for argument in arguments:
        entry = read_file(Path(argument), is_own=True)
        lines = [str(problem) for problem in entry.problems]
        if entry.lecture is not None:
            lines = [f"{entry.path.name}: {len(entry.lecture.beats)} beats, no problem"]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        status = status or (1 if entry.problems else 0)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
