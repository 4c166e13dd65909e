"""Digits drawn on a real X11 display at a hand's speed: what of them comes to the paper, and what they are read as.

The window runs in a process of its own, since a hand doesn't wait for it. `Pen` is the hand: it leads the pointer
through XTest, as a mouse does. The window's process (`python tests/prove/pen.py --epochs 2`) trains its network on
and on while it is drawn on; it reads a word a line from its input and answers each with a line of JSON:

    place   where the paper is on the screen, and how many of its dots are a pixel
    clear   takes all ink away
    read    waits for the reading of what was drawn: its class, the number of points that the lines go through, and
            how much ink lies at each place given after the word
    calm    stops training
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # before Qt and numpy are loaded
    sys.path.insert(0, str(Path(__file__).absolute().parents[2]))
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
from PySide6.QtCore import QPointF, QSocketNotifier
from PySide6.QtWidgets import QApplication

from gui.app import Deltaflow
from gui.command_line import Options
from gui.digits.paper import grey_values
from gui.foundation.theme import install_fonts
from tests.prove.outside import own_folders

Point = tuple[float, float]
Line = tuple[Point, ...]

DIGITS: dict[int, tuple[Line, ...]] = {
    0: (((.52, .16), (.36, .22), (.28, .42), (.30, .64), (.42, .82), (.58, .80), (.70, .62), (.71, .38), (.62, .20),
         (.50, .16)),),
    1: (((.56, .14), (.53, .38), (.50, .62), (.47, .86)),),
    2: (((.30, .32), (.38, .18), (.54, .14), (.66, .24), (.64, .40), (.50, .58), (.36, .74), (.28, .84), (.44, .83),
         (.60, .83), (.74, .84)),),
    3: (((.32, .22), (.48, .14), (.64, .20), (.66, .34), (.54, .44), (.42, .48), (.58, .50), (.69, .62), (.66, .76),
         (.50, .85), (.32, .80)),),
    4: (((.36, .16), (.32, .32), (.29, .50), (.44, .52), (.60, .51), (.72, .50)),
        ((.66, .18), (.63, .40), (.60, .62), (.57, .86))),
    5: (((.70, .17), (.54, .17), (.40, .18), (.38, .32), (.36, .46), (.52, .42), (.66, .50), (.68, .66), (.58, .80),
         (.42, .85), (.30, .78)),),
    6: (((.60, .14), (.46, .26), (.36, .44), (.31, .64), (.40, .82), (.56, .83), (.66, .70), (.60, .57), (.46, .57),
         (.35, .68)),),
    7: (((.28, .20), (.44, .19), (.60, .18), (.72, .18), (.64, .38), (.56, .58), (.48, .86)),),
    8: (((.64, .24), (.52, .15), (.38, .22), (.40, .38), (.54, .48), (.66, .62), (.62, .80), (.46, .85), (.36, .74),
         (.42, .58), (.56, .44), (.66, .30), (.62, .22)),),
    9: (((.66, .30), (.54, .17), (.39, .24), (.37, .40), (.50, .48), (.63, .42), (.67, .28), (.65, .50), (.60, .68),
         (.55, .86)),),
}
"""How each is written, in shares of the paper."""


def written(digit: int, seed: int) -> list[np.ndarray]:
    """The lines of a digit as a hand would write it another time: leaning, of another size, a little off.

    Each has shape (points, 2), in shares of the paper, its points a thousandth of the paper apart or so.
    """
    rng = np.random.default_rng([digit, seed])
    lean, wide, high = rng.uniform(-0.12, 0.12), rng.uniform(0.88, 1.1), rng.uniform(0.92, 1.06)
    lines = []
    for line in DIGITS[digit]:
        corners = np.array(line) + rng.normal(0.0, 0.006, (len(line), 2)) - 0.5
        corners = corners * (wide, high)
        corners[:, 0] -= lean * corners[:, 1]
        lines.append(_rounded(corners + 0.5))
    return lines


def _rounded(corners: np.ndarray, points: int = 400) -> np.ndarray:
    """A hand's line through the corners: parabolas from middle to middle of its sides."""
    middles = (corners[:-1] + corners[1:]) / 2
    t = np.linspace(0.0, 1.0, 40)[:, np.newaxis]
    parts = [corners[:1], *((1 - t)**2 * middles[n] + 2 * t * (1 - t) * corners[n + 1] + t**2 * middles[n + 1]
                            for n in range(len(middles) - 1)), corners[-1:]]
    path = np.concatenate(parts)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    even = np.linspace(0.0, along[-1], points)
    return np.column_stack([np.interp(even, along, path[:, axis]) for axis in (0, 1)])


class Pen:
    """A hand on the pointer of an X11 display."""

    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        assert self._display, f"the display {display} does not answer"

    def close(self) -> None:
        """Let go."""
        self._x.XCloseDisplay(self._display)

    def move(self, x: int, y: int) -> None:
        """To a place on the screen."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def press(self, *, down: bool, button: int = 1) -> None:
        """Put it down, or lift it."""
        self._test.XTestFakeButtonEvent(self._display, button, int(down), ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def draw(self, places: Sequence[tuple[int, int]], seconds: float) -> None:
        """One line through these places, evenly in time."""
        self.move(*places[0])
        self.press(down=True)
        began = time.monotonic()
        for number, place in enumerate(places[1:], 1):
            time.sleep(max(0.0, began + seconds * number / (len(places) - 1) - time.monotonic()))
            self.move(*place)
        self.press(down=False)


@dataclass(frozen=True)
class Reading:
    """What came of a digit.

    Attributes
    ----------
    digit
        As which class it was read; None for no answer.
    sent
        Places through which the pen went.
    put_down
        Points that the line on the paper goes through.
    inked
        How many of the places have ink.
    """

    digit: int | None
    sent: int
    put_down: int
    inked: int


class DrawnOn:
    """The window's process, and the pen on it."""

    def __init__(self, environment: dict[str, str], epochs: float = 2.0) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).absolute()), "--epochs", str(epochs), "--folder", self._folder.name],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._pen = Pen(environment["DISPLAY"])
        self.place: dict[str, float] = self.ask("place")

    def ask(self, word: str) -> Any:
        """A word and its answer."""
        assert self._process.stdin is not None, "it is a pipe"
        assert self._process.stdout is not None, "it is a pipe"
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the window's process has ended"
        return json.loads(line)

    def draw(self, digit: int, seed: int, *, seconds: float, rate: float) -> Reading:
        """Draw a digit and read it.

        Parameters
        ----------
        seconds
            For all of its lines; the pen comes to as many places a second as `rate` says.
        """
        self.ask("clear")
        lines = written(digit, seed)
        sent: list[tuple[int, int]] = []
        for line in lines:
            share = seconds / len(lines)
            chosen = np.linspace(0, len(line) - 1, max(3, round(share * rate))).round().astype(int)
            places = [self._on_screen(x, y) for x, y in line[chosen]]
            places = [here for here, before in zip(places, [None, *places], strict=False) if here != before]
            self._pen.draw(places, share)
            sent += places
        answer = self.ask("read " + json.dumps(sent))
        return Reading(answer["digit"], len(sent), answer["points"], sum(ink > 127 for ink in answer["ink"]))

    def _on_screen(self, x: float, y: float) -> tuple[int, int]:
        place = self.place
        return round(place["x"] + x * place["side"]), round(place["y"] + y * place["side"])

    def close(self) -> None:
        """End it."""
        self._pen.close()
        assert self._process.stdin is not None, "it is a pipe"
        assert self._process.stdout is not None, "it is a pipe"
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()
        self._folder.cleanup()


def main() -> int:
    """The window that is drawn on."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--folder", required=True)
    chosen = parser.parse_args()
    os.environ.update(own_folders(Path(chosen.folder)))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Deltaflow")
    install_fonts()
    program = Deltaflow(app, Options(theme="light", language="en", size=(1440, 900)), remembers=False)
    program.window.show()
    program.settle()
    if chosen.epochs:
        program.session.navigator.train(chosen.epochs)
        program.session.worker.wait()
        program.session.navigator.train(1000.0)
    strokes: dict[int, Any] = {}

    def note_stroke() -> None:
        stroke = _canvas(program)._stroke
        if stroke is not None:
            strokes[id(stroke)] = stroke

    _canvas(program).changed.connect(note_stroke)
    words: dict[str, Callable[..., Any]] = {
        "place": partial(_place, program), "clear": partial(_clear, program, strokes),
        "read": partial(_read, program, strokes), "calm": partial(_calm, program)}

    def answer() -> None:
        word, _, rest = sys.stdin.readline().strip().partition(" ")
        if not word:
            program.session.navigator.pause()
            app.quit()
            return
        print(json.dumps(words[word](*([json.loads(rest)] if rest else []))), flush=True)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(answer)
    app.exec()
    program.window.close()
    program.end()
    return 0


def _canvas(program: Deltaflow) -> Any:
    return program.window.workspaces["network"].page.workspace.digits.panel.canvas


def _place(program: Deltaflow) -> dict[str, float]:
    canvas = _canvas(program)
    rect = canvas.paper_rect()
    corner = canvas.mapToGlobal(rect.topLeft())
    return {"x": corner.x(), "y": corner.y(), "side": rect.width()}


def _clear(program: Deltaflow, strokes: dict[int, Any]) -> bool:
    strokes.clear()
    _canvas(program).clear()
    return True


def _calm(program: Deltaflow) -> bool:
    program.session.navigator.pause()
    return True


def _read(program: Deltaflow, strokes: dict[int, Any], places: list[tuple[int, int]]) -> dict[str, Any]:
    card, canvas = program.window.workspaces["network"].page.workspace.digits, _canvas(program)
    until = time.monotonic() + 30.0
    while (canvas._stroke is not None or card.is_pending or canvas.is_blank) and time.monotonic() < until:
        QApplication.processEvents()
    ink = grey_values(canvas.sheet.ink)
    high, wide = ink.shape
    dots = [canvas._on_paper(canvas.mapFromGlobal(QPointF(*place))) for place in places]
    verdict = card.panel.verdict_label.verdict()
    return {"digit": None if verdict is None else verdict.predicted,
            "points": sum(stroke.point_count for stroke in strokes.values()),
            "ink": [int(ink[min(max(int(dot.y()), 0), high - 1), min(max(int(dot.x()), 0), wide - 1)])
                    for dot in dots]}


if __name__ == "__main__":
    sys.exit(main())
