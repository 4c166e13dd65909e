"""The command line: what can be asked for, and one clear line about what can't."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

WORKSPACES = ("network", "descent", "graph")
SMALLEST_SIZE = (800, 560)
LARGEST_SIDE = 16_384
MOST_STEPS = 100_000
_PRESETS = Path(__file__).resolve().parents[1] / "assets" / "experiments"


class UsageError(Exception):
    """Something on the command line, or around it, that the program can't start with: one line for the person."""


@dataclass(frozen=True)
class Options:
    """What the command line asks for.

    Attributes
    ----------
    file
        An experiment (JSON), a table (CSV), or one of the IDX files of a data set.
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
    if given.file is not None and not given.file.is_file():
        raise UsageError(f"there is no file {given.file}; give an experiment (.json), a table (.csv) or an "
                         "IDX file")
    if given.file is not None and given.experiment is not None:
        raise UsageError("a FILE and --experiment exclude each other; give one of them")
    options = Options(**vars(given))
    return replace(options, workspace="descent") if options.surface is not None else options


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="deltaflow", allow_abbrev=False,
        description="See how a neural network learns: draw a digit and follow it through a multi-layer perceptron, "
                    "forward and back, one step at a time.",
        epilog="In the window: Space plays, the arrows step, Shift with them steps further, 1 to 5 choose how far.")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE",
                        help="an experiment (.json), a table (.csv), or one of the IDX files of a data set")
    parser.add_argument("--workspace", type=_workspace, default="network", metavar="network|descent|graph",
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
    parser.add_argument("--steps", type=_steps, default=0, metavar="N",
                        help="press Next N times first, layer by layer")
    return parser


def _preset_names() -> list[str]:
    """From the names of their files: the experiments themselves need numpy, which `--help` does without."""
    return sorted(path.stem for path in _PRESETS.glob("*.json"))


def _workspace(text: str) -> str:
    if text not in WORKSPACES:
        raise argparse.ArgumentTypeError(f"unknown workspace {text!r}; choose network, descent or graph")
    return text


def _experiment(text: str) -> str:
    if text not in _preset_names():
        raise argparse.ArgumentTypeError(f"unknown experiment {text!r}; choose one of {', '.join(_preset_names())}")
    return text


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != ".png":
        name = path.stem or "picture"
        raise argparse.ArgumentTypeError(f"a picture is written as .png, got {text!r}; try {name}.png")
    if not path.absolute().parent.is_dir():
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
