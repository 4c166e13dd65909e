"""Training for a long time with everything drawn: what a frame costs and how much memory is in use, as time goes by.

`python tests/prove/soak.py --experiment mnist --minutes 3` prints a line for every tenth of the time and ends with
the change from the second tenth, when all is warm, to the last one. The cost of every step is kept on purpose, 8
bytes each, so that each can be pointed at, saved and returned to: that record is told apart from what is in use
besides.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":  # before Qt and numpy are loaded
    sys.path.insert(0, str(Path(__file__).absolute().parents[2]))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.theme import install_fonts
from tests.prove.outside import own_folders

PARTS = 10
MOST_STEPS = 2_000_000_000


@dataclass(frozen=True)
class Part:
    """A tenth of the time.

    Attributes
    ----------
    steps
        Of the run, at its end.
    frames
        Pictures of the network a second.
    work
        Milliseconds of the main thread's time for each.
    memory
        Megabytes in use at its end, without the record of the steps' costs.
    record
        Megabytes of that.
    """

    steps: int
    frames: float
    work: float
    memory: float
    record: float


class _Frames(QObject):
    """Counts what is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.count += 1
        return False


def memory_in_use() -> float:
    """Megabytes of this process, without what could be given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def soak(app: QApplication, experiment: str, seconds: float) -> list[Part]:
    """Trains for so long, and measures each tenth of it."""
    program = Deltaflow(app, Options(theme="light", language="en", experiment=experiment, size=(1440, 900)),
                        remembers=False)
    program.window.show()
    program.settle()
    frames = _Frames()
    program.window.workspaces["network"].page.workspace.stage.canvas.installEventFilter(frames)
    session = program.session
    session.navigator.train_steps(MOST_STEPS)
    parts = []
    for _ in range(PARTS):
        began, work, painted = time.perf_counter(), time.thread_time(), frames.count
        while (passed := time.perf_counter() - began) < seconds / PARTS:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        painted = max(frames.count - painted, 1)
        work = time.thread_time() - work
        steps, memory = session.run_length, memory_in_use()
        record = 8e-6 * steps
        parts.append(Part(steps, painted / passed, 1e3 * work / painted, memory - record, record))
        print(f"{steps:>11,} steps, {parts[-1].frames:5.1f} pictures a second, {parts[-1].work:6.1f} ms of work "
              f"each, {memory:6.1f} MB, {record:5.1f} of them for the record of the costs", flush=True)
    session.navigator.pause()
    program.settle()
    program.window.close()
    program.end()
    return parts


def change(parts: list[Part]) -> tuple[float, float]:
    """Of the work for a frame and of the memory, as shares: from the second tenth to the last."""
    return parts[-1].work / parts[1].work - 1.0, parts[-1].memory / parts[1].memory - 1.0


def main() -> int:
    """Trains, prints, and gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--experiment", default="mnist")
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--allowed", type=float, help="growth of either, as a share")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ.update(own_folders(Path(name)))
        app = QApplication(sys.argv[:1])
        app.setApplicationName("Deltaflow")
        install_fonts()
        frame, memory = change(soak(app, chosen.experiment, 60.0 * chosen.minutes))
    print(f"{chosen.experiment}: work for a frame {100 * frame:+.1f} %, memory {100 * memory:+.1f} %")
    return int(chosen.allowed is not None and max(frame, memory) > chosen.allowed)


if __name__ == "__main__":
    sys.exit(main())
