"""A monkey in front of the program: seeded, with a real mouse, a wheel and keys, wherever a hand could go.

It knows little about the program's parts: it walks whatever windows, widgets, menus, shortcuts and dialogs there
are, so that new ones are tried by themselves. To see again what a test reports: `python tests/prove/monkey.py --seed
7 --events 2000`. Every event has a random generator of its own; only what goes on in threads differs.
"""

from __future__ import annotations

import argparse
import ctypes
import faulthandler
import gc
import os
import random
import sys
import tempfile
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from pathlib import Path
from statistics import median

if __name__ == "__main__":  # before Qt and numpy are loaded
    sys.path.insert(0, str(Path(__file__).absolute().parents[2]))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from gui.app import Deltaflow, Look
from gui.command_line import Options
from gui.foundation.theme import install_fonts
from tests.prove.deeds import Deeds
from tests.prove.outside import Desktop, own_folders
from tests.prove.watching import Watch

LAST_EVENTS = 30
_DEEPEST = 5
"""Event loops within one another in which it still does something."""
_MOST_TRIES = 30
"""To close a window, or to begin anew, where one answer of three is that all stays as it is."""
_NESTED = 15
"""Milliseconds after which it goes on in an event loop within another, as an open menu has one."""


@dataclass
class Findings:
    """What a monkey has found.

    Attributes
    ----------
    troubles
        Errors, warnings and hangs, in words; empty when all is well.
    events
        Events by their kind.
    memory
        Megabytes in use at rest, those that the system counts, and widgets, with the number of events before: see
        `Monkey.rest`. The system counts also what lies free between what is in use.
    """

    troubles: list[str] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[int, float, float, int]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def growth(self, column: int = 1) -> float:
        """Of the memory in use, from the second third of the measurements to the last one, as a share."""
        third = max(1, len(self.memory) // 3)
        numbers = [one[column] for one in self.memory]
        return median(numbers[-third:]) / median(numbers[-2 * third:-third] or numbers) - 1.0


class _Heap(ctypes.Structure):
    """What mallinfo2 of the C library gives."""

    _fields_ = tuple((name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"))


def _give_up_what_is_only_quicker() -> None:
    """Empties Qt's store of pictures and the caches of functions: they are bounded, and fill up only slowly."""
    QPixmapCache.clear()
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and one.cache_parameters()["maxsize"] is not None:
            one.cache_clear()


def memory_in_use() -> tuple[float, float]:
    """Megabytes that are allocated, and that the system counts."""
    library = ctypes.CDLL(None)
    gc.collect()
    library.malloc_trim(0)
    library.mallinfo2.restype = _Heap
    heap = library.mallinfo2()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return (heap.uordblks + heap.hblkhd) / 1e6, pages * os.sysconf("SC_PAGESIZE") / 1e6


class Monkey:
    """One monkey, and the program that it has to itself.

    Parameters
    ----------
    folder
        For everything that is written.
    trail
        A file in which every event is noted before it happens, for when the whole process dies.
    """

    def __init__(self, app: QApplication, seed: int, folder: Path, trail: Path | None = None) -> None:
        self._app = app
        self._seed = seed
        self._trail = trail.open("w", encoding="utf-8") if trail is not None else None
        self._desktop = Desktop(folder, random.Random(f"{seed} desktop"))
        self._ending = random.Random(f"{seed} end")
        self.watch = Watch(before=self._how)
        self.last: deque[str] = deque(maxlen=LAST_EVENTS)
        self.findings = Findings()
        self._count, self._until, self._depth = 0, 0, 0
        self._done_at, self._plays = 0.0, False
        self._looker = QTimer()
        self._looker.setSingleShot(True)  # so that it goes on in event loops within its own turn
        self._looker.setInterval(_NESTED)
        self._looker.timeout.connect(self._look)
        self.program: Deltaflow | None = None

    def play(self, events: int, *, rests: int = 0, most_troubles: int = 1) -> Findings:
        """Does so many things, and looks at the memory so many times, evenly."""
        with self._desktop.in_place():
            self._looker.start()
            self._start()
            self.watch.begin()
            try:
                for part in range(max(1, rests)):
                    self._until = events * (part + 1) // max(1, rests)
                    while self._count < self._until and len(self.watch.troubles) < most_troubles:
                        self._do_something()
                        self.watch.beat()
                        self._turn()
                        if not self.program.window.isVisible():
                            self._start_again()
                    if rests:
                        self.findings.memory.append((self._count, *self.rest()))
            finally:
                self.watch.during = "the end of the program"
                with self.watch.looking_away():
                    self._stop()
                self.watch.end()
                self._looker.stop()
        self.findings.troubles = [*self.watch.troubles, *(f"a hang: {turn}" for turn in self.watch.hangs)]
        return self.findings

    def rest(self) -> tuple[float, float, int]:
        """Brings the program to where it always uses the same memory, and gives that with the number of widgets."""
        program, watch = self.program, self.watch
        assert program is not None, "it was started"
        watch.during = "coming to rest"
        with watch.looking_away():
            self._plays = False  # questions are answered meanwhile
            try:
                return self._at_rest(program)
            finally:
                self._plays = True

    @staticmethod
    def _at_rest(program: Deltaflow) -> tuple[float, float, int]:
        for _ in range(20):
            open_one = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if open_one is None:
                break
            open_one.close()
            QApplication.processEvents()
        program.window.lectures.leave()
        program.window.pause()
        program.settle()
        if program.window.lectures.editor is not None:  # it stays open until it is closed, with 200 widgets
            program.window.lectures.editor.closed.emit()
        for name in ("descent", "graph", "network"):
            program.window.show_workspace(name)
            program.settle()
        for _ in range(_MOST_TRIES):
            program.window.desk.new()  # and nothing to undo
            program.settle()
            if not program.window.desk.is_changed:
                break
        program.memory.reset()
        for theme in ("dark", "light"):
            program.change_look(Look(theme, "en", 1.0))
        program.window.resize(1440, 900)
        for name in ("descent", "graph", "network"):
            program.window.show_workspace(name)
            program.settle()
        for part in (program.session.data.train, program.session.data.test):
            part.load()  # 55 MB that stay, whenever they are first wanted
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        _give_up_what_is_only_quicker()
        return (*memory_in_use(), len(QApplication.allWidgets()))

    @staticmethod
    def _turn() -> None:
        """A turn of an event loop proper: processEvents alone leaves what is to be deleted later where it is."""
        loop = QEventLoop()
        QTimer.singleShot(0, loop, loop.quit)
        loop.exec()

    def _do_something(self) -> None:
        source = random.Random(f"{self._seed} {self._count}")
        deeds = Deeds(self.program, source, self._desktop, self._note)
        self._depth += 1
        self._count += 1
        self._done_at = time.perf_counter()
        try:
            self.watch.beat()
            kind = deeds.something()
        finally:
            self._depth -= 1
            self._done_at = time.perf_counter()
        self.watch.beat()
        self.findings.events[kind] += 1

    def _look(self) -> None:
        """Goes on where a menu or a dialog has an event loop of its own, which nobody else would ever end."""
        self._looker.start()
        open_one = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if open_one is None or 1e3 * (time.perf_counter() - self._done_at) < _NESTED:
            return
        if not self._plays:
            self._answer()
        elif self._count >= self._until:
            open_one.close()
        elif self._depth < _DEEPEST:
            self._do_something()

    def _answer(self) -> None:
        """Answers a question at the start or the end of the program with any of the answers."""
        asked = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        answers = [one for one in asked.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
        self._done_at = time.perf_counter()
        if answers:
            self._ending.choice(answers).click()
        else:
            asked.close()

    def _note(self, what: str, target: QWidget | None = None) -> None:
        text = f"{self._count}: {what}"
        self.last.append(text)
        self.watch.during = f"event {text}"
        if target is not None:
            self.findings.seen[type(target).__name__] += 1
        if self._trail is not None:
            self._trail.write(text + "\n")
            self._trail.flush()

    def _how(self) -> str:
        events = "\n  ".join(self.last)
        return (f"again: python tests/prove/monkey.py --seed {self._seed} --events {self._count + 20}\n"
                f"the last events:\n  {events}")

    def _start(self) -> None:
        self._plays = False
        look = random.Random(f"{self._seed} look {self._count}")
        options = Options(theme=look.choice(("light", "dark")), language=look.choice(("en", "ko")),
                          experiment=look.choice(("xor", "spiral", "mnist")), size=(1280, 800))
        self.program = Deltaflow(self._app, options, remembers=True)
        self.program.window.show()
        self.program.window.activateWindow()
        self.program.settle()
        self._plays = True

    def _stop(self) -> None:
        self._plays = False
        program, self.program = self.program, None
        if program is None:
            return
        for _ in range(_MOST_TRIES):
            if program.window.close():
                break
        else:
            self.watch.tell("the window can't be closed, whatever is answered")
        program.window.deleteLater()
        program.end()
        program.setParent(None)
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _start_again(self) -> None:
        """The window was closed, as some key does."""
        with self.watch.looking_away():
            self._stop()
            self._start()


def report(monkey: Monkey, seconds: float) -> str:
    """What it did, in a few lines."""
    findings, watch = monkey.findings, monkey.watch
    by_clock, by_work = watch.longest
    kinds = ", ".join(f"{count} {kind}" for kind, count in findings.events.most_common())
    lines = [f"{findings.events.total()} events in {seconds:.0f} s on {len(findings.seen)} kinds of widgets: {kinds}",
             f"{watch.turns} turns of the event loop; the longest: {by_clock}".strip(),
             f"the one with the most work: {by_work}".strip(),
             f"{len(watch.waits)} turns that were long by the clock only"]
    if findings.memory:
        rests = ", ".join(f"{used:.0f} MB ({counted:.0f} for the system), {widgets} widgets after {events}"
                          for events, used, counted, widgets in findings.memory)
        growth, counted = 100 * findings.growth(), 100 * findings.growth(2)
        lines += [f"at rest: {rests}", f"growth {growth:+.1f} % ({counted:+.1f} % for the system)"]
    return "\n".join(lines)


def main() -> int:
    """Lets a monkey play, prints what it found, and gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--rests", type=int, default=0, help="how often the memory is looked at")
    parser.add_argument("--growth", type=float, help="of the memory, as a share, that is allowed")
    parser.add_argument("--all", action="store_true", help="don't stop at the first trouble")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(own_folders(folder))
        trail = Path(tempfile.gettempdir()) / f"monkey-{os.getpid()}.txt"
        print(f"its events are noted in {trail}", flush=True)
        faulthandler.enable()
        app = QApplication(sys.argv[:1])
        app.setApplicationName("Deltaflow")
        install_fonts()
        monkey = Monkey(app, chosen.seed, folder, trail)
        began = time.perf_counter()
        findings = monkey.play(chosen.events, rests=chosen.rests, most_troubles=10**9 if chosen.all else 1)
        print(report(monkey, time.perf_counter() - began))
        for turn in monkey.watch.waits:
            print("waited:", turn)
        for trouble in findings.troubles:
            print("-" * 100, trouble, sep="\n")
    grew = chosen.growth is not None and findings.growth() > chosen.growth
    if grew:
        print(f"the memory grew by {100 * findings.growth():.1f} %, allowed are {100 * chosen.growth:.0f} %")
    return 1 if findings.troubles or grew else 0


if __name__ == "__main__":
    sys.exit(main())
