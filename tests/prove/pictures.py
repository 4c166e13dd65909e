"""Pictures of all that Deltaflow shows, and where two sets of them differ.

    python tests/prove/pictures.py take FOLDER [PATTERN]    as light-1440x900-en/lecture-03-07.png
    python tests/prove/pictures.py compare BEFORE AFTER     the names of those that differ, and how much

Each is made by a program of its own from what its command line takes, so that a set from before a change can be
compared with one from after it, however much has moved inside. ``PATTERN`` chooses names: ``*1440x900-en/lecture*``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("LC_ALL", "C.UTF-8")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

PRESSES = (0, 3, 7, 12, 26)
"""Presses of Next after which an experiment is looked at: forward, backward, in the next sample, after an update."""
LOOKS = tuple((theme, size, language) for theme in ("light", "dark") for size in ("1440x900", "1024x700")
              for language in ("en", "ko"))


def views() -> Iterator[tuple[str, list[str]]]:
    """Name and command line of each thing that is worth a picture."""
    from lectures.library import Library, builtin_folder
    from simulator.experiment import presets
    from simulator.surfaces.catalogue import SURFACES

    for experiment in presets():
        for presses in PRESSES:
            yield f"experiment-{experiment}-{presses:02}", ["--experiment", experiment, "--steps", str(presses)]
    for surface in SURFACES:
        for steps in (0, 40):
            yield f"surface-{surface.name}-{steps}", ["--surface", surface.name, "--steps", str(steps)]
    for steps in (0, 5, 14):
        yield f"graph-{steps:02}", ["--workspace", "graph", "--steps", str(steps)]
    for number, entry in enumerate(Library(((builtin_folder(), False),)).entries(), 1):
        assert entry.lecture is not None, f"{entry.path} can't be read"
        for beat in range(1, len(entry.lecture.beats) + 1):
            yield f"lecture-{number:02}-{beat:02}", ["--lecture", str(number), "--beat", str(beat)]


def pictures() -> Iterator[tuple[str, list[str]]]:
    """Each view in each look; the large English one first."""
    everything = list(views())
    for theme, size, language in LOOKS:
        for name, options in everything:
            look = ["--theme", theme, "--size", size, "--language", language]
            yield f"{theme}-{size}-{language}/{name}", [*options, *look]


def take(folder: Path, pattern: str) -> None:
    """Make the pictures whose names match, leaving out those that are there already."""
    from PySide6.QtWidgets import QApplication

    from gui.app import Deltaflow
    from gui.command_line import parse
    from gui.foundation.theme import install_fonts

    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    install_fonts()
    for name, arguments in pictures():
        path = folder / f"{name}.png"
        if path.exists() or not fnmatchcase(name, pattern):
            continue
        options = parse([*arguments, "--screenshot", str(folder / "unused.png")])
        program = Deltaflow(app, options, remembers=False)
        program.window.show()
        if options.lecture is not None:
            program.open_lecture(options)
        program.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        program.window.grab().save(str(path))
        program.window.close()
        program.end()
        program.window.deleteLater()
        program.deleteLater()
        app.processEvents()


def compare(before: Path, after: Path) -> int:
    """Print the pictures that differ, the most different first; return how many."""
    import numpy as np
    from PIL import Image

    names = {path.relative_to(folder) for folder in (before, after) for path in folder.rglob("*.png")}
    differing: list[tuple[float, Path]] = []
    for name in sorted(names):
        if not ((before / name).exists() and (after / name).exists()):
            differing.append((1.0, name))
            continue
        first, second = (np.asarray(Image.open(folder / name).convert("RGB")) for folder in (before, after))
        changed = 1.0 if first.shape != second.shape else float((first != second).any(axis=2).mean())
        if changed:
            differing.append((changed, name))
    for changed, name in sorted(differing, reverse=True):
        print(f"{100.0 * changed:8.3f} %  {name}")
    print(f"{len(differing)} of {len(names)} differ")
    return len(differing)


def main(arguments: list[str]) -> int:
    """Do what the command line says; the exit status is 1 if pictures differ, 2 if it isn't understood."""
    match arguments:
        case ["take", folder, *pattern] if len(pattern) <= 1:
            take(Path(folder), pattern[0] if pattern else "*")
            return 0
        case ["compare", before, after]:
            return int(compare(Path(before), Path(after)) > 0)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
