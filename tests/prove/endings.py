"""The program ended from outside at random moments, while it trains and is drawn and edited in: what is kept of it.

`python tests/prove/endings.py SIGTERM --count 100` starts the program so many times, each time in folders of its own,
and says how old the oldest thing was that was lost. DISPLAY ends the X server that the program is shown on, and
SIGKILL is there for comparison: of that one no program hears.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).absolute().parents[2]))

from documents.document import Document, read_document
from simulator.changes import ParameterChange
from tests.prove.outside import own_folders

ROOT = Path(__file__).absolute().parents[2]
DISPLAY = "DISPLAY"
SOCKETS = Path("/", "tmp")
"""Where an X server puts its lock and its socket, whatever TMPDIR says."""
ENDINGS = ("SIGTERM", "SIGINT", "SIGHUP", DISPLAY)
STARTS, WORKS, ENDS = 120.0, (0.2, 3.0), 60.0
"""Seconds that the program has to start, that is worked with it, and that it has to end."""
_LONGER = {"SIGKILL": (0.2, 12.0)}
"""Where only what was kept before is left."""
_DRIVER = """
import json, random, signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_DFL)
for number in sys.argv[5:]:
    signal.signal(int(number), signal.SIG_IGN)
from PySide6.QtCore import QPoint, Qt, QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
import gui.app as app
from gui.command_line import Options
from gui.digits.canvas import DigitCanvas
from gui.digits.paper import grey_values

journal, seed, experiment, busy = open(sys.argv[1], "ab", 0), int(sys.argv[2]), sys.argv[3], sys.argv[4]
dice, shown = random.Random(seed), app._show


def in_a_dialog(window):
    QMessageBox(QMessageBox.Icon.Question, "Deltaflow", "?", parent=window).exec()


def in_python(window):
    while True:
        pass


def in_a_call(window):
    QThread.sleep(1000)


def in_the_end(window):
    window.desk.keep_at_once = lambda: in_a_call(window)


class Driver:
    def __init__(self, window):
        self.window, self.edits = window, 0
        if busy == "in_the_end":
            in_the_end(window)
            self.tell(busy=1)
            return
        if busy:
            session = window.session
            session.set_parameter(0, 1 / 1024)
            self.tell(edit=1, length=session.run_length)
            window.desk.copied.connect(lambda _: (self.tell(busy=1), globals()[busy](window)))
            window.desk.keep_now()
            return
        self.timer = QTimer(window, interval=30)
        self.timer.timeout.connect(self.work)
        self.timer.start()

    def tell(self, **what):
        journal.write(json.dumps({"at": time.monotonic(), **what}).encode() + b"\\n")

    def work(self):
        session = self.window.session
        self.tell(length=session.run_length)
        chance = dice.random()
        if chance < 0.1 and not session.is_training:
            session.navigator.train(dice.choice((0.05, 1, 20)))
        elif chance < 0.2:
            self.edits += 1
            session.set_parameter(0, self.edits / 1024)
            self.tell(edit=self.edits)
        elif chance < 0.3:
            canvas = self.window.findChild(DigitCanvas)
            if canvas is not None and canvas.isVisible():
                places = [QPoint(dice.randrange(canvas.width()), dice.randrange(canvas.height())) for _ in range(4)]
                QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
                for place in places[1:]:
                    QTest.mouseMove(canvas, place)
                QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])
                sheet = self.window.workspaces["network"].page.workspace.digits.sheet()
                self.tell(ink=int(grey_values(sheet.ink).astype(int).sum()))


def show(qt, program, options):
    drivers.append(Driver(program.window))
    return shown(qt, program, options)


drivers, app._show = [], show
sys.exit(app.run(Options(theme="light", language="en", experiment=experiment)))
"""


@dataclass(frozen=True)
class Ended:
    """One end of the program.

    Attributes
    ----------
    status
        Exit status as `subprocess` tells it: the negative number of a signal that it died of.
    seconds
        From the end that was asked for to that of the process.
    lost
        Age in seconds of the oldest thing done that the copy doesn't hold, when the end was asked for; 0 if all of it
        is there.
    said
        What was printed as an error.
    """

    status: int
    seconds: float
    lost: float
    said: str


@contextmanager
def x_server() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """An X server of one's own: the name of its display, and its process."""
    read, write = os.pipe()
    number = random.SystemRandom().randrange(1000, 30_000)  # the first ones are those of others
    server = subprocess.Popen(["Xvfb", f":{number}", "-displayfd", str(write), "-screen", "0", "1280x800x24",
                               "-nolisten", "tcp", "-noreset"], pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            assert told.readline().strip() == str(number), "the X server has started"
        yield f":{number}", server
    finally:
        server.kill()
        server.wait()
        for left in (f"{SOCKETS}/.X{number}-lock", f"{SOCKETS}/.X11-unix/X{number}"):
            Path(left).unlink(missing_ok=True)


@contextmanager
def heard_signals() -> Iterator[None]:
    """Children that are started within hear all signals, also if this process was started to ignore some (`nohup`).

    What is ignored is inherited, and Python keeps to it; where there is a handler, a child begins with the default.
    """
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    ignored = [one for one in numbers if signal.getsignal(one) is signal.SIG_IGN]
    for one in ignored:
        signal.signal(one, lambda *_: None)
    try:
        yield
    finally:
        for one in ignored:
            signal.signal(one, signal.SIG_IGN)


@contextmanager
def at_work(folder: Path, seed: int, experiment: str, platform: Mapping[str, str], *, busy: str = "",
            ignored: Sequence[signal.Signals] = ()) -> Iterator[subprocess.Popen[bytes]]:
    """The program in a folder of its own; somebody works with it from now on.

    Parameters
    ----------
    busy
        What its first thread does instead, once a copy is made: `in_a_dialog`, `in_python`, `in_a_call`, or
        `in_the_end`, which never comes to its end.
    ignored
        Signals that it is started without, as `nohup` does.
    """
    journal, errors = folder / "journal", folder / "errors"
    environment = {**os.environ, **own_folders(folder), **platform, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}

    with errors.open("wb") as said, heard_signals():
        arguments = [str(journal), str(seed), experiment, busy, *(str(one.value) for one in ignored)]
        process = subprocess.Popen([sys.executable, "-c", _DRIVER, *arguments], cwd=folder, env=environment,
                                   stderr=said, stdout=said)
    try:
        begin = time.monotonic()
        while ("busy" if busy else "length") not in (journal.read_text() if journal.exists() else ""):
            assert process.poll() is None, errors.read_text()
            assert time.monotonic() - begin < STARTS, "it starts"
            time.sleep(0.02)
        yield process
    finally:
        process.kill()
        process.wait()


def end_once(how: str, seed: int, folder: Path, experiment: str, busy: str = "") -> Ended:
    """Starts the program in a folder, works with it for a random while, and ends it."""
    if how != DISPLAY:
        return _end_once(how, seed, folder, experiment, {"QT_QPA_PLATFORM": "offscreen"}, None, busy)
    with x_server() as (name, server):
        return _end_once(how, seed, folder, experiment, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": name}, server, busy)


def _end_once(how: str, seed: int, folder: Path, experiment: str, platform: Mapping[str, str],
              server: subprocess.Popen[bytes] | None, busy: str) -> Ended:
    with at_work(folder, seed, experiment, platform, busy=busy) as process:
        time.sleep(0.0 if busy else random.Random(seed).uniform(*_LONGER.get(how, WORKS)))
        asked = time.monotonic()
        if server is not None:
            server.kill()
        else:
            process.send_signal(signal.Signals[how])
        status = process.wait(ENDS)
        seconds = time.monotonic() - asked
    return Ended(status, seconds, _lost(folder, asked), (folder / "errors").read_text())


def _lost(folder: Path, asked: float) -> float:
    """Age of the oldest thing in the journal that no copy holds."""
    done = [json.loads(line) for line in (folder / "journal").read_text().splitlines() if line.endswith("}")]
    found = [path for path in folder.rglob("*.deltaflow") if path.parent.name == "recovery"]
    assert len(found) <= 1
    length = edits = 0
    ink = None
    if found:
        document = read_document(found[0], folder / "cache", found[0].with_suffix(".data"))
        length, edits, ink = document.network.run.timeline.length, _edits(document), _ink(document)
    drawn = [one for one in done if "ink" in one]
    known = {one["ink"]: number for number, one in enumerate(drawn)}
    reached = known.get(ink, -1)
    lost = [one for one in done if one.get("length", 0) > length or one.get("edit", 0) > edits]
    lost += drawn[reached + 1:]
    return max((asked - one["at"] for one in lost), default=0.0)


def _edits(document: Document) -> int:
    """Number of the newest edit that a document holds."""
    changes = document.network.run.timeline.past().changes.values()
    values = [change.value for made in changes for change in made if isinstance(change, ParameterChange)]
    return max((round(1024 * value) for value in values), default=0)


def _ink(document: Document) -> int | None:
    drawing = document.network.drawing
    return None if drawing is None else int(drawing.ink.astype(int).sum())


def trial(how: str, count: int, seed: int = 1) -> list[Ended]:
    """So many ends."""
    ended = []
    for number in range(count):
        with tempfile.TemporaryDirectory() as folder:
            experiment = ("mnist", "spiral", "xor")[number % 3]
            ended.append(end_once(how, 1000 * seed + number, Path(folder), experiment))
    return ended


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("how", choices=(*ENDINGS, "SIGKILL"))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    ends = trial(given.how, given.count, given.seed)
    lost, seconds = [one.lost for one in ends], sorted(one.seconds for one in ends)
    print(f"{given.count} ends by {given.how}: {sum(age > 0 for age in lost)} lost anything, the oldest "
          f"{max(lost):.2f} s old; ended within {seconds[len(seconds) // 2]:.2f} s (median), {seconds[-1]:.2f} s "
          f"(worst); statuses {sorted({one.status for one in ends})}; "
          f"said {sorted({line for one in ends for line in one.said.splitlines()})[:6]}")
