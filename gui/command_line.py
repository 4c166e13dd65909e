"""The command line: what can be asked for, and one clear line about what can't."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from gui.version import VERSION
from gui.workspaces import NAMES

SMALLEST_SIZE = (800, 560)
LARGEST_SIDE = 16_384
MOST_STEPS = 100_000
_ASSETS = Path(__file__).resolve().parents[1] / "assets"
_PRESETS = _ASSETS / "experiments"
LECTURES = _ASSETS / "lectures"
DOCUMENT_FILE = ".deltaflow"
"""That of `documents.document`, which takes a while to be loaded."""
LECTURE_FILE = ".toml"
_NUMBERED = re.compile(r"0*(\d+)_(.+)")


class UsageError(Exception):
    """Something on the command line, or around it, that the program can't start with: one line for the person."""


@dataclass(frozen=True)
class Options:
    """What the command line asks for.

    Attributes
    ----------
    file
        A document, an experiment (JSON), a table (CSV), or one of the IDX files of a data set.
    surface
        What the Descent workspace begins with; None for the usual one.
    theme, language
        None where nothing was said: then what was chosen last time counts.
    screenshot
        Where to write a picture of the window, instead of showing it.
    size
        Width and height of the window in pixels.
    steps
        How many times Next is pressed at the start.
    lecture
        The lecture to open: the name of one that ships with the program, such as "05_xor", or a file's path that ends
        in .toml.
    beat
        Of the lecture, from 1; 0 where nothing was said: its first one, and all of it in an animation.
    handout, animation
        Where to write the lecture as PDF, as animated GIF, instead of showing the window.
    check_lecture
        A file whose problems are printed, instead of showing the window.
    """

    file: Path | None = None
    workspace: str = "network"
    experiment: str | None = None
    surface: str | None = None
    theme: str | None = None
    language: str | None = None
    screenshot: Path | None = None
    size: tuple[int, int] | None = None
    steps: int = 0
    lecture: str | None = None
    beat: int = 0
    handout: Path | None = None
    animation: Path | None = None
    check_lecture: Path | None = None

    @property
    def needs_display(self) -> bool:
        """Whether a window is shown, and not only something written."""
        return all(one is None for one in (self.screenshot, self.handout, self.animation, self.check_lecture))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see --help")


def parse(arguments: list[str]) -> Options:
    """Reads the arguments behind the program's name; `--help` prints and exits.

    Raises
    ------
    UsageError
        If a value can't be used.
    """
    given = _parser().parse_args(arguments)
    if given.file is not None and not _is_there(given.file, given.file.is_file):
        raise UsageError(f"there is no file {given.file}; give a document (.deltaflow), an experiment "
                         "(.json), a table (.csv) or an IDX file")
    if given.file is not None and given.file.suffix.lower() == LECTURE_FILE:
        raise UsageError(f"{given.file} is a lecture; open it with --lecture {given.file}")
    if given.file is not None and given.experiment is not None:
        raise UsageError("a FILE and --experiment exclude each other; give one of them")
    said = {name: value for name, value in vars(given).items() if value is not None}
    _check_document_options(said)
    _check_lecture_options(said)
    options = Options(**said)
    return replace(options, workspace="descent") if options.surface is not None else options


def beat_index(options: Options, count: int) -> int:
    """Number from 0 of the beat to open, of a lecture with so many.

    Raises
    ------
    UsageError
        If the lecture has no such beat.
    """
    if options.beat > count:
        raise UsageError(f"the lecture {options.lecture} has {count} beats, got --beat {options.beat}; choose 1 to "
                         f"{count}")
    return max(options.beat - 1, 0)


def _check_document_options(said: dict[str, object]) -> None:
    """A document says itself what is in view and where it stands."""
    file = said.get("file")
    if isinstance(file, Path) and file.suffix.lower() == DOCUMENT_FILE:
        other = next((name for name in ("workspace", "surface", "steps") if name in said), None)
        if other is not None:
            raise UsageError(f"{file} and {_option(other)} exclude each other: a document opens where it was saved; "
                             "give one of them")


def _check_lecture_options(said: dict[str, object]) -> None:
    """What can't be asked for together, or not without a lecture."""
    outputs = [name for name in ("screenshot", "handout", "animation", "check_lecture") if name in said]
    if len(outputs) > 1:
        raise UsageError(f"{_option(outputs[0])} and {_option(outputs[1])} exclude each other; give one of them")
    needing = (("beat", "--beat 3"), ("handout", "--handout xor.pdf"), ("animation", "--animation xor.gif"))
    for name, example in needing:
        if name in said and "lecture" not in said:
            raise UsageError(f"{_option(name)} needs a lecture; add it, as in --lecture xor {example}")
    if "beat" in said and "handout" in said:
        raise UsageError("--beat and --handout exclude each other: a handout has all beats; leave --beat out")
    alone = "lecture" if "lecture" in said else "check_lecture" if "check_lecture" in said else None
    if alone is not None:
        beginnings = ("file", "workspace", "experiment", "surface", "steps", "lecture")
        other = next((name for name in beginnings if name in said and name != alone), None)
        if other is not None:
            why = "a lecture sets its own scene" if alone == "lecture" else "a check reads one file and ends"
            raise UsageError(f"{_option(alone)} and {_option(other)} exclude each other: {why}; give one of them")


def _option(name: str) -> str:
    return "a FILE" if name == "file" else f"--{name.replace('_', '-')}"


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="deltaflow", allow_abbrev=False,
        description="See how a neural network learns: draw a digit and follow it through a multi-layer perceptron, "
                    "forward and back, one step at a time.",
        epilog="In the window: Space plays, the arrows step, Shift with them steps further, 1 to 5 choose how far.")
    parser.add_argument("--version", action="version", version=f"deltaflow {VERSION}",
                        help="print the version and exit")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE",
                        help="a document (.deltaflow), an experiment (.json), a table (.csv), or one of the IDX "
                             "files of a data set")
    parser.add_argument("--workspace", type=_workspace, metavar="network|descent|graph",
                        help="the workspace to open")
    parser.add_argument("--experiment", type=_experiment, metavar="NAME",
                        help=f"one of the experiments that ship with the program: {', '.join(_preset_names())}; not "
                             "together with a FILE")
    parser.add_argument("--surface", metavar="NAME",
                        help="the loss surface that the Descent workspace begins with, such as himmelblau; it opens "
                             "that workspace")
    parser.add_argument("--theme", choices=("light", "dark", "system"),
                        help="light or dark window; otherwise as last time, and at first as the system's")
    parser.add_argument("--language", choices=("en", "ko", "system"),
                        help="English or Korean; otherwise as last time, and at first as the system's")
    parser.add_argument("--screenshot", type=_picture, metavar="OUT.png",
                        help="write a picture of the whole window and exit; needs no display")
    parser.add_argument("--size", type=_size, metavar="1440x900", help="width and height of the window in pixels")
    parser.add_argument("--steps", type=_steps, metavar="N", help="press Next N times first, layer by layer")
    _add_lecture_options(parser)
    return parser


def _add_lecture_options(parser: argparse.ArgumentParser) -> None:
    names = ", ".join(_lecture_names())
    parser.add_argument("--lecture", type=_lecture, metavar="NAME",
                        help=f"open a lecture: one of those that ship with the program ({names}), its number, or a "
                             "file (.toml) of your own; with --screenshot a picture of it is written")
    parser.add_argument("--beat", type=_beat, metavar="N", help="the beat of the lecture to open, from 1")
    parser.add_argument("--handout", type=_handout, metavar="OUT.pdf",
                        help="write the lecture as a handout and exit; needs no display")
    parser.add_argument("--animation", type=_animation, metavar="OUT.gif",
                        help="write a walk through the lecture, or through one --beat, as an animation and exit; "
                             "needs no display")
    parser.add_argument("--check-lecture", type=_lecture_file, metavar="FILE",
                        help="print what is wrong with a lecture's file and exit: status 1 if anything is")


def _preset_names() -> list[str]:
    """From the names of their files: the experiments themselves need numpy, which `--help` does without."""
    return sorted(path.stem for path in _PRESETS.glob("*.json"))


def _workspace(text: str) -> str:
    if text not in NAMES:
        raise argparse.ArgumentTypeError(f"unknown workspace {text!r}; choose network, descent or graph")
    return text


def _experiment(text: str) -> str:
    if text not in _preset_names():
        raise argparse.ArgumentTypeError(f"unknown experiment {text!r}; choose one of {', '.join(_preset_names())}")
    return text


def _lecture_names() -> list[str]:
    return sorted(path.stem for path in LECTURES.glob(f"*{LECTURE_FILE}"))


def _lecture(text: str) -> str:
    """The full name, where only its number or what stands behind it is given; a file's path as it is."""
    if text.lower().endswith(LECTURE_FILE):
        return str(_lecture_file(text))
    names = _lecture_names()
    for name in names:
        match = _NUMBERED.fullmatch(name)
        if text == name or (match is not None and text.lstrip("0") in match.groups()):
            return name
    raise argparse.ArgumentTypeError(f"unknown lecture {text!r}; choose one of {', '.join(names)}, or give a file "
                                     f"({LECTURE_FILE})")


def _lecture_file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != LECTURE_FILE:
        raise argparse.ArgumentTypeError(f"a lecture is a {LECTURE_FILE} file, got {text!r}; try "
                                         f"{path.stem or 'lecture'}{LECTURE_FILE}")
    if not _is_there(path, path.is_file):
        raise argparse.ArgumentTypeError(f"there is no file {text}; give a lecture ({LECTURE_FILE})")
    return path


def _is_there(path: Path, test: Callable[[], bool]) -> bool:
    """Whether a path passes a test; one that can't be looked at is refused with the system's reason."""
    try:
        return test()
    except OSError as error:
        raise UsageError(f"{path} can't be looked at ({error.strerror}); give another one") from error


def _beat(text: str) -> int:
    if not text.isdecimal() or len(text) > 4 or int(text) == 0:
        raise argparse.ArgumentTypeError(f"a beat is a whole number from 1, got {text!r}; try 1")
    return int(text)


def _picture(text: str) -> Path:
    return _output(text, "a picture", ".png")


def _handout(text: str) -> Path:
    return _output(text, "a handout", ".pdf")


def _animation(text: str) -> Path:
    return _output(text, "an animation", ".gif")


def _output(text: str, what: str, ending: str) -> Path:
    """Where something can be written."""
    path = Path(text)
    if path.suffix.lower() != ending:
        name = path.stem or what.rpartition(" ")[2]
        raise argparse.ArgumentTypeError(f"{what} is written as {ending}, got {text!r}; try {name}{ending}")
    if not _is_there(path.absolute().parent, path.absolute().parent.is_dir):
        raise argparse.ArgumentTypeError(f"there is no folder {path.absolute().parent}; make it first")
    return path


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.lower().partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"a size is written as width x height, got {text!r}; try 1440x900")
    size = (int(width), int(height))
    if size[0] < SMALLEST_SIZE[0] or size[1] < SMALLEST_SIZE[1] or max(size) > LARGEST_SIDE:
        raise argparse.ArgumentTypeError(f"the window is at least {SMALLEST_SIZE[0]}x{SMALLEST_SIZE[1]} and at most "
                                         f"{LARGEST_SIDE}x{LARGEST_SIDE} large, got {text!r}; try 1440x900")
    return size


def _steps(text: str) -> int:
    if not text.isdecimal() or len(text) > len(str(MOST_STEPS)) or int(text) > MOST_STEPS:
        raise argparse.ArgumentTypeError(f"the steps are a whole number from 0 to {MOST_STEPS}, got {text!r}; try 5")
    return int(text)
