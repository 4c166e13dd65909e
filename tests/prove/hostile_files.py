"""Hostile files, opened in the window one after the other: each is read or refused, in 1 s and 300 MB.

`python tests/prove/hostile_files.py lectures --count 3000 --seed 1` makes and opens them, each batch in a program of
its own so that a crash is found, and prints what was wrong; `all` takes the kinds in turn. `--first 17 --count 1
--keep FOLDER` makes one of them again. Measured are the processor's time and the memory for reading and showing it;
of a whole start, what it takes more than one without settings.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":  # before Qt and numpy are loaded
    sys.path.insert(0, str(Path(__file__).absolute().parents[2]))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from gui.app import Deltaflow
from gui.command_line import Options
from gui.commands.look_menus import kept_look
from gui.documents.desk import Desk
from gui.documents.question import Question
from gui.documents.recent import RecentFiles
from gui.documents.recovery import RecoveryOffer, new_copy
from gui.foundation.settings import open_settings
from gui.foundation.theme import install_fonts
from gui.foundation.waiting import wait_until
from gui.lectures.handout import write_handout
from gui.lectures.progress import LectureProgress
from gui.lectures.room import LectureRoom
from gui.window.main_window import MainWindow, WindowMemory
from lectures import library
from lectures.model import Lecture, Stop
from lectures.workspaces import WORKSPACES
from simulator.datasets import data_set_named
from tests.documents.mutations import ODD_VALUES, mutated_documents, sources
from tests.prove import hostile_lectures, mutations
from tests.prove.outside import own_folders
from tests.prove.watching import Watch

PROJECT = Path(__file__).absolute().parents[2]
MOST_SECONDS, MOST_MEGABYTES = 1.0, 300.0
BATCH = 50
_PATIENCE = 600.0
"""Seconds by the clock that a batch may take: nothing is measured with it, but a reader that waits for ever ends."""
_LONGEST_SETTLING = 60.0
_SHARE_IN_PLACE = 0.04
"""Of the files in whose place stands a pipe, a folder, a device, 4 GB of zeros."""
_SHARE_SHIPPED, _SHARE_SCENES = 0.15, 0.35
"""Of the lectures: those that ship with the program, their bytes or their scenes mutated; the prose of the others is
hostile."""
_SECONDS_ASIDE = 0.3
"""Of the processor, in which a scene may be made beside the window before it is given up."""
_EVERY_START = 8
"""One settings file of so many is read by a whole start of the program, the others by all that reads settings."""


@dataclass
class Findings:
    """What became of files: how many were read or refused, the costs of the dearest, and all that was wrong."""

    outcomes: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    costs: dict[str, tuple[float, float]] = field(default_factory=dict)

    def __str__(self) -> str:
        costs = ", ".join(f"{kind} {seconds:.2f} s {megabytes:.0f} MB"
                          for kind, (seconds, megabytes) in sorted(self.costs.items()))
        return f"{dict(sorted(self.outcomes.items()))}, at most {costs}; {len(self.troubles)} troubles"

    def note(self, kind: str, cost: tuple[float, float]) -> None:
        """Keep the seconds of the processor and the megabytes that the dearest files of a kind take."""
        seconds, megabytes = self.costs.get(kind, (0.0, 0.0))
        self.costs[kind] = max(seconds, cost[0]), max(megabytes, cost[1])

    def add(self, other: Findings) -> None:
        """Those of another batch."""
        self.outcomes += other.outcomes
        self.troubles += other.troubles
        for kind, cost in other.costs.items():
            self.note(kind, cost)


def tried(kind: str, count: int, seed: int, *, first: int = 0, batch: int = BATCH, keep: Path | None = None,
          tell: Callable[[str], None] = lambda line: None) -> Findings:
    """Opens so many files of a kind, each batch in a program of its own.

    Parameters
    ----------
    keep
        Where the files of the last batch stay; otherwise they are gone with it.
    tell
        Is told what is wrong, as soon as it is found, and how far it is.
    """
    findings = Findings()
    begin, end = first, first + count
    while begin < end:
        with tempfile.TemporaryDirectory() as temporary:
            one, begin = _batch(kind, begin, min(batch, end - begin), seed, keep or Path(temporary),
                                keeps=keep is not None)
        for trouble in one.troubles:
            tell(trouble)
        findings.add(one)
        tell(f"{begin - first} of {count} files: {findings}")
    return findings


def _batch(kind: str, first: int, count: int, seed: int, folder: Path, *, keeps: bool) -> tuple[Findings, int]:
    """What became of them, and the first one that wasn't tried: one that ends the program ends the batch, too."""
    command = [sys.executable, str(Path(__file__).absolute()), kind, "--child", str(folder), "--first", str(first),
               "--count", str(count), "--seed", str(seed), *(["--keep", str(folder)] if keeps else [])]
    findings, number = Findings(), first - 1
    try:
        ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=_PATIENCE,
                               stdin=subprocess.DEVNULL, env={**os.environ, **own_folders(folder / "own")})
        output, errors, status = ended.stdout, ended.stderr, str(ended.returncode)
    except subprocess.TimeoutExpired as error:
        output, errors = ((text or b"").decode(errors="replace") for text in (error.stdout, error.stderr))
        status = "none: it waits for ever"
    for line in output.splitlines():
        told = json.loads(line)
        number = told["number"]
        findings.outcomes[f"{kind_of(kind, number)} {told['outcome']}"] += 1
        findings.note(kind_of(kind, number), (told["seconds"], told["megabytes"]))
        wrong = list(told["troubles"])
        if told["seconds"] > MOST_SECONDS:
            wrong.append(f"takes {told['seconds']:.2f} s of the processor: {told['said']}")
        if told["megabytes"] > MOST_MEGABYTES:
            wrong.append(f"takes {told['megabytes']:.0f} MB: {told['said']}")
        what = f"{kind_of(kind, number)} {number} of seed {seed}, {told['what']}"
        findings.troubles += [f"{what}: {one}" for one in wrong]
    is_whole = number == first + count - 1
    if not is_whole or status != "0":
        findings.troubles.append(f"{kind_of(kind, number + 1)} {number + 1} of seed {seed}: the program has ended, "
                                 f"status {status}\n{errors[-3000:]}")
    elif "Traceback" in errors:
        findings.troubles.append(f"{kind} {first} to {number} of seed {seed}: {errors[-3000:]}")
    return findings, min(number + (1 if is_whole else 2), first + count)


# the program that opens them


class Memory:
    """Megabytes of this process, at most since it was asked last, above what it had then."""

    def __init__(self) -> None:
        self._status, self._forget = Path("/proc/self/status"), Path("/proc/self/clear_refs")
        self._before = 0.0

    def begin(self) -> None:
        """Measures from here on."""
        with contextlib.suppress(OSError):  # where it can't be forgotten, only new heights are seen
            self._forget.write_text("5", encoding="ascii")
        self._before = self._read("VmHWM")

    def growth(self) -> float:
        """Since then, at most."""
        return self._read("VmHWM") - self._before

    def _read(self, name: str) -> float:
        lines = self._status.read_text(encoding="ascii", errors="replace").splitlines()
        return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1e3


class Opener:
    """A program, and the ways in which a person, or its start, opens files in it.

    Attributes
    ----------
    dearest
        Seconds of the processor that the dearest act has taken so far: a person checks a lecture, opens it, goes on
        and writes it down one after the other.
    """

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app, self._folder = app, folder
        self.program = Deltaflow(app, Options(theme="light", language="en", experiment="xor", size=(1200, 800)),
                                 remembers=False)
        self.program.window.show()
        self.program.window.lectures.director.set_pace(0.0)
        self._failures: list[str] = []
        self._usual: dict[str, str] = {}
        self.dearest, self._since = 0.0, time.process_time()
        self.window.lectures.director.failed.connect(self._failures.append)
        self.settle()
        self._make_pages()

    def _make_pages(self) -> None:
        """Make every page: what the first file that needs one takes longer isn't that file's fault."""
        for name in (*WORKSPACES, next(iter(WORKSPACES))):
            self.window.show_workspace(name)
            self.settle()
        below = self.window.workspaces["network"].page.workspace.below
        for key in (*below.page_keys(), below.page_keys()[0]):
            below.show_page(key)
            self.settle()

    @property
    def window(self) -> MainWindow:
        """Its window."""
        return self.program.window

    def begin(self) -> None:
        """From here on it is measured what is done."""
        self.dearest, self._since = 0.0, time.process_time()

    def end_act(self) -> None:
        """What a person has asked for is done; what comes now is another thing."""
        now = time.process_time()
        self.dearest, self._since = max(self.dearest, now - self._since), now

    def settle(self) -> None:
        """Waits until nothing moves any more."""
        self.wait(lambda: self.program.session.navigator.is_settled and self.window.is_settled
                  and self.program._formulas.is_idle())

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Handles events until something is so."""
        if not wait_until(is_so, _LONGEST_SETTLING):
            raise AssertionError("it doesn't come to rest")
        self._app.processEvents()

    def told(self) -> str:
        """What the window says was wrong; it says it no longer."""
        notice = self.program.session.notice
        self.program.session.tell(None)
        if notice is None or "message" not in notice.values:
            return ""
        return str(notice.values["message"])

    def file(self, path: Path) -> str:
        """A document, a table, an IDX file, an experiment."""
        self.window.desk.refusal = ""
        self.window.desk.open_path(path)
        self.settle()
        told = self.told()
        return f"refused: {self.window.desk.refusal or told}" if self.window.desk.refusal or told else "read"

    def lecture(self, path: Path) -> str:
        """A lecture: it is checked, shown in its panel with notes, questions and answers, and written on paper."""
        return self._lecture(path, walks=True)

    def first_beat(self, path: Path) -> str:
        """A lecture whose scenes may take long: it is checked, and its beginning is shown with notes.

        What is made beside the window is given up after a while, as a person may at any time.
        """
        return self._lecture(path, walks=False)

    def _lecture(self, path: Path, *, walks: bool) -> str:
        words = io.StringIO()
        with contextlib.redirect_stdout(words):
            status = library.main([str(path)])
        self.end_act()
        room, failed = self.window.lectures, self._failures
        failed.clear()
        self.window.desk.open_path(path)
        if not room.is_open:
            told = self.told()
            if status == 0 or not told:
                raise AssertionError(f"it is checked with {words.getvalue()!r}, and the window says {told!r}")
            return f"refused: {told}"
        lecture = room.director.lecture
        assert lecture is not None, "it is open"
        assert room.panel is not None, "it is open"
        is_whole = True
        try:
            room.panel.tool_wanted.emit("notes")
            if walks:
                self._walk(lecture)
                self._write_down(lecture)
            else:
                is_whole = self._wait_a_while()
                if is_whole and not failed and status:
                    is_whole = self._go_where(words.getvalue())
        finally:
            room.leave()
            self.settle()
        self.told()
        if is_whole and bool(failed) != bool(status):
            raise AssertionError(f"it is checked with {words.getvalue()!r}, and in the window it failed: {failed}")
        return f"refused: {failed[0]}" if failed else "read"

    def _walk(self, lecture: Lecture) -> None:
        director = self.window.lectures.director
        self.settle()
        self.end_act()
        for beat in lecture.beats:
            if beat.question is not None:
                director.choose(1)
                self.settle()
                self.end_act()
            director.next()
            self.settle()
            self.end_act()

    def _wait_a_while(self) -> bool:
        """Wait for the scene as long as is decent; whether it stands."""
        director, ends = self.window.lectures.director, time.process_time() + _SECONDS_ASIDE
        self._app.processEvents()
        while not director.is_settled:
            if time.process_time() > ends:
                return False
            self._app.processEvents()
            time.sleep(0.001)
        return True

    def _go_where(self, words: str) -> bool:
        """Go to the beat of which the check says that it can't be made; whether it was tried to the end."""
        found = re.search(r"beat (\d+)", words)
        if found is None:
            return True
        self.window.lectures.director.go_to_stop(Stop(int(found[1]) - 1))
        if self._wait_a_while() and not self._failures:
            self.window.lectures.director.go_to_stop(Stop(int(found[1]) - 1, revealed=True))
        return self._wait_a_while()

    def _write_down(self, lecture: Lecture) -> None:
        write_handout(lecture, self._folder / "handout.pdf", _NoPictures(lecture), "en",
                      self.program._formulas)
        self.end_act()

    def copies(self, path: Path) -> str:
        """What a crash has left behind, offered by the start, brought back or discarded."""
        former = self.window.desk
        former.close()
        desk = self.window.desk = Desk(self.window, None, recovery_folder=path.parent, asks=True,
                                       cache_folder=self._folder / "cache")
        desk.set_look(self.program.theme, "en")
        try:
            desk.offer_recovery()
            self._app.processEvents()
            dialog = QApplication.activeModalWidget() or next(
                (one for one in self.window.findChildren(RecoveryOffer) if one.isVisible()), None)
            if isinstance(dialog, RecoveryOffer):
                dialog.rows[0].back.click()
                self.settle()
                told = self.told()
                return f"refused: {told}" if told else "read"
            return f"refused: {self.told() or 'nothing is offered'}"
        finally:
            desk.asks = False
            desk.close()
            self.window.desk = Desk(self.window, None, recovery_folder=None, asks=False,
                                    cache_folder=self._folder / "cache")
            self.window.desk.set_look(self.program.theme, "en")

    def settings(self, path: Path) -> str:
        """All that reads settings; the window is arranged by them."""
        os.environ["XDG_CONFIG_HOME"] = str(path.parent.parent)
        settings = open_settings()
        kept_look(settings)
        RecentFiles(settings)
        progress = LectureProgress(settings)
        progress.where_to_go_on("05_xor", 12)
        room = LectureRoom(self.window, settings)
        room._kept_scale()
        memory = WindowMemory(self.window, settings)
        memory.restore()
        self.settle()
        memory.keep()
        for part in (memory, room):
            part.setParent(None)
            part.deleteLater()
        self.told()
        return "refused: it is put aside" if os.path.lexists(f"{path}.damaged") else "read"

    def usual_settings(self) -> dict[str, str]:
        """What the window keeps of itself, as it stands in a file."""
        if not self._usual:
            file = self._folder / "usual.conf"
            settings = QSettings(str(file), QSettings.Format.IniFormat)
            memory = WindowMemory(self.window, settings)
            memory.restore()
            for name in WORKSPACES:
                self.window.show_workspace(name)
            memory.keep()
            memory.setParent(None)
            self._usual["window/view"] = str(settings.value("window/view"))
            settings.sync()
            line = next(one for one in file.read_text(encoding="utf-8").splitlines() if one.startswith("geometry="))
            self._usual["window/geometry"] = line.removeprefix("geometry=")
            self.settle()
        return self._usual

    def start(self, path: Path) -> str:
        """A start of the program with these settings; it costs more than reading them."""
        os.environ["XDG_CONFIG_HOME"] = str(path.parent.parent)
        program = Deltaflow(self._app, Options(experiment="xor"), remembers=True)
        program.window.show()
        program.settle()
        program.window.desk.asks = False
        program.window.close()
        program.end()
        for part in (program.window, program):
            part.setParent(None)
            part.deleteLater()
        return "read"


class _NoPictures:
    """Shows nothing of a lecture: what its texts cost on paper is what counts."""

    def __init__(self, lecture: Lecture) -> None:
        self.stops = tuple(Stop(number) for number in range(len(lecture.beats)))

    def show(self, stop: Stop) -> None:
        """Nothing."""

    def picture(self, size: QSize) -> QPixmap:
        """An empty one."""
        pixmap = QPixmap(size)
        pixmap.fill()
        return pixmap


# the kinds: what writes a file, and what opens it

Written = tuple[str, Path, Callable[[Path], str]]
"""What has happened to a file, the file, and what opens it."""


def _one_of(*makers: Callable[[random.Random, Path, Path], Path], opens: str) -> Callable[..., Written]:
    def write(source: random.Random, folder: Path, opener: Opener, whole: list[bytes]) -> Written:
        made = source.choice(makers)
        path = made(source, folder, PROJECT)
        what = made.__name__
        if source.random() < _SHARE_IN_PLACE:
            what = mutations.put_in_place(source, path)
        return what, path, getattr(opener, opens)

    return write


def _document(source: random.Random, folder: Path, opener: Opener, whole: list[bytes]) -> Written:
    path = folder / "mutant.deltaflow"
    what = _mutant(source, path, whole)
    return what, path, opener.file


def _mutant(source: random.Random, path: Path, whole: list[bytes]) -> str:
    (what, content), = mutated_documents(source.randrange(2**32), 1, whole)
    path.write_bytes(content)
    return mutations.put_in_place(source, path) if source.random() < _SHARE_IN_PLACE else what


def _copy(source: random.Random, folder: Path, opener: Opener, whole: list[bytes]) -> Written:
    place = folder / "recovery"
    place.mkdir()
    copy = new_copy(place)
    assert copy is not None, "the folder was made for it"
    copy.release()
    what = _mutant(source, copy.document_path, whole)
    usual: dict[str, object] = {"path": "/a/b.deltaflow", "signature": [10**18, 4000], "kept_at": 1.7e9}
    about = json.dumps(usual).encode()
    if source.random() < 0.5:
        for name in source.sample(sorted(usual), source.choice((1, 1, 3))):
            usual[name] = source.choice(ODD_VALUES + mutations.ODD_ABOUTS)
        about = json.dumps(usual).encode()
    copy.document_path.with_suffix(".json").write_bytes(
        about if source.random() < 0.5 else mutations.mutated(source, about, whole[0]))
    if source.random() < 0.2:  # a document that names files, and has others, or none, beside it
        files = copy.document_path.with_suffix(".data")
        files.mkdir()
        for number in range(source.choice((1, 5, 300))):
            name = source.choice(("x", "sha256", f"{number:064x}", "한", "n" * 200)) + str(number)
            mutations.put_in_place(source, files / name)
    for number in range(source.choice((0, 0, 0, 1, 60))):  # more than one
        other = copy.document_path.with_name(source.choice((f"{number}", f"{number}\n<b>", "한" * 60 + str(number)))
                                             + source.choice((".deltaflow", ".lock", ".json", ".data")))
        if not os.path.lexists(other):
            mutations.put_in_place(source, other)
    if source.random() < 0.2:
        other = copy.document_path.with_suffix(source.choice((".json", ".lock", ".data")))
        what += f", {other.suffix}: {mutations.put_in_place(source, other)}"
    elif source.random() < 0.2:
        lock = b"4194304\nDeltaflow\nhost\n"
        copy.document_path.with_suffix(".lock").write_bytes(mutations.mutated(source, lock, whole[0]))
    return what, copy.document_path, opener.copies


def _settings(source: random.Random, folder: Path, opener: Opener, whole: list[bytes]) -> Written:
    own = folder / "Deltaflow"
    own.mkdir()
    path = mutations.settings(source, own, opener.usual_settings())
    what = mutations.settings.__name__
    is_start = source.randrange(_EVERY_START) == 0
    if source.random() < _SHARE_IN_PLACE:
        what = mutations.put_in_place(source, path)
    return what, path, opener.start if is_start else opener.settings


def _lecture(source: random.Random, folder: Path, opener: Opener, whole: list[bytes]) -> Written:
    share = source.random()
    if share < _SHARE_SHIPPED:
        return mutations.lecture.__name__, mutations.lecture(source, folder, PROJECT), opener.first_beat
    if share < _SHARE_SHIPPED + _SHARE_SCENES:
        return _one_of(hostile_lectures.hostile_scenes, opens="first_beat")(source, folder, opener, whole)
    return _one_of(hostile_lectures.hostile_lecture, opens="lecture")(source, folder, opener, whole)


KINDS: dict[str, Callable[[random.Random, Path, Opener, list[bytes]], Written]] = {
    "documents": _document,
    "lectures": _lecture,
    "tables": _one_of(mutations.table, mutations.odd_table, mutations.bomb_table, opens="file"),
    "IDX": _one_of(mutations.idx, mutations.lying_idx, mutations.odd_gzip, mutations.odd_neighbour, opens="file"),
    "copies": _copy,
    "settings": _settings,
}


ALL = "all"


def kind_of(kind: str, number: int) -> str:
    """That of a file; where all kinds are opened they come in turn."""
    return tuple(KINDS)[number % len(KINDS)] if kind == ALL else kind


def _open_them(kind: str, first: int, count: int, seed: int, folder: Path, *, keeps: bool) -> None:
    """Opens files, and prints a line of JSON for each; unless it `keeps` them they are gone then."""
    app = QApplication([])
    app.setApplicationName("Deltaflow")
    install_fonts()
    watch, memory = Watch(), Memory()
    opener = Opener(app, folder)
    Question.ask = lambda self: next(iter(self._buttons))  # type: ignore[method-assign]
    whole: list[bytes] = []
    if kind in ("documents", "copies", ALL):
        (folder / "sources").mkdir()
        whole = sources(folder / "sources")
    # the first time takes longer: what is loaded, and which pages are made then
    for path in sorted((folder / "sources").glob("*.deltaflow")):
        opener.file(path)
    opener.file(PROJECT / "assets/experiments/xor.json")
    if kind in ("lectures", ALL):
        opener.lecture(PROJECT / "assets/lectures/05_xor.toml")
        data_set_named("mnist").train.load()
    usual = _usual_start(opener, folder) if kind in ("settings", ALL) else 0.0
    watch.begin()
    for number in range(first, first + count):
        one = kind_of(kind, number)
        source = random.Random(f"{seed} {one} {number}")
        own = folder / str(number)
        own.mkdir()
        try:
            what, path, read = KINDS[one](source, own, opener, whole)
        except Exception:
            traceback.print_exc()  # the watch would hear of it, and nobody would hear of the watch
            raise
        watch.during, watch.troubles = what, []
        memory.begin()
        opener.begin()
        try:
            said = read(path)
        except Exception as error:  # noqa: BLE001 - it is what is looked for
            said = "raised"
            watch.tell(f"{type(error).__name__}: {error}")
        opener.end_act()
        seconds = opener.dearest - (usual if read == opener.start else 0.0)
        outcome = "started" if read == opener.start and said == "read" else said.partition(":")[0]
        print(json.dumps({"number": number, "what": what, "outcome": outcome, "said": said[:300], "seconds": seconds,
                          "megabytes": memory.growth(), "troubles": watch.troubles}), flush=True)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if not keeps:
            shutil.rmtree(own, ignore_errors=True)
    watch.end()
    opener.window.close()
    opener.program.end()


def _usual_start(opener: Opener, folder: Path) -> float:
    """Seconds that a start takes where there are no settings."""
    began = time.process_time()
    opener.start(folder / "no settings" / "Deltaflow" / "Deltaflow.conf")
    return time.process_time() - began


def main(arguments: list[str]) -> int:
    """Exit status 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=(*KINDS, ALL))
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child is not None:
        _open_them(options.kind, options.first, options.count, options.seed, options.child,
                   keeps=options.keep is not None)
        return 0
    findings = tried(options.kind, options.count, options.seed, first=options.first, batch=options.batch,
                     keep=options.keep, tell=lambda line: print(line, flush=True))
    print(f"{options.kind}: {findings}")
    return 1 if findings.troubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
