"""Walks through all that Deltaflow shows, and finds the text that can't be read there.

    python tests/prove/text_tour.py [PATTERN …] [--language en] [--scale 1.5] [--size 1024x700] [--pictures FOLDER]

Each stop of the tour is looked at in every size and language; ``PATTERN`` chooses stops by name, as ``lecture-05*``.
A picture is kept of each stop where something was found.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from gui.app import Deltaflow
from gui.command_line import Options
from gui.run.notices import Notice, NoticeAction, NoticeKind
from gui.workspaces.graph.graph_session import GraphSession
from lectures.library import Library, builtin_folder
from lectures.model import stops_of
from simulator.descent.remedies import REMEDIES
from simulator.errors import Explained
from simulator.experiment import preset, presets, with_change
from simulator.graph.examples import EXAMPLES
from simulator.surfaces.catalogue import SURFACES
from tests.prove.cut_text import noted_in_pictures, unreadable_texts

SIZES = ((1024, 700), (1440, 900), (1920, 1080))
LANGUAGES = ("en", "ko")
_LAYOUTS = 6
"""Columns that make room for each other ask for another layout, which makes others ask."""
Stops = Iterator[str]
"""Names of what is in view, each yielded while it is."""


@dataclass(frozen=True)
class Found:
    """Text that can't be read, and where on the tour."""

    stop: str
    look: str
    what: str

    def __str__(self) -> str:
        return f"{self.stop} {self.look} {self.what}"


def find(program: Deltaflow, stop: str, sizes: Sequence[tuple[int, int]] = SIZES, pictures: Path | None = None
         ) -> list[Found]:
    """What can't be read in any window of the program, in each size of the main one."""
    found: list[Found] = []
    for width, height in sizes:
        program.window.resize(width, height)
        program.settle()
        for _ in range(_LAYOUTS):
            QCoreApplication.processEvents()
        look = f"{program.language}-{width}x{height}-{program.look.scale:g}"
        with noted_in_pictures() as noted:
            for window in _windows():
                window.update()
                picture = window.grab()
                here = {Found(stop, look, str(one)) for one in unreadable_texts(window)}
                found += sorted(here, key=str)
                if here and pictures is not None:
                    pictures.mkdir(parents=True, exist_ok=True)
                    picture.save(str(pictures / f"{stop}-{look}-{type(window).__name__}.png"))
        found += [Found(stop, look, str(one)) for one in noted]
    return found


def _windows() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets()
            if one.isVisible() and one.metaObject().className() != "QTipLabel"]


# what there is to see


def experiments(program: Deltaflow) -> Stops:
    """Every experiment that ships with the program, before the first step and on the way back."""
    session = program.session
    program.window.show_workspace("network")
    for name in presets():
        experiment = preset(name)
        session.start_run(experiment)
        session.worker.wait()
        session.answer(None)
        yield f"experiment-{name}-00"
        for _ in range(12):
            session.navigator.next()
            session.worker.wait()
        yield f"experiment-{name}-12"


def trained(program: Deltaflow) -> Stops:
    """Runs that have a past, with each page below the stage."""
    session, window = program.session, program.window
    window.show_workspace("network")
    for name, steps in (("xor", 400), ("mnist", 300), ("spiral", 200), ("curve_sine", 200),
                        ("regression_hills", 100)):
        session.start_run(preset(name))
        session.worker.wait()
        session.navigator.train_steps(steps)
        session.worker.wait()
        session.answer(None)
        for page in window.workspaces["network"].page.workspace.below.page_keys():
            window.workspaces["network"].page.workspace.below.show_page(page)
            yield f"trained-{name}-{page}"
        window.workspaces["network"].page.workspace.below.show_page(window.workspaces["network"].page.workspace.below.page_keys()[0])


def comparison(program: Deltaflow) -> Stops:
    """Two runs side by side, at rest and with a past."""
    session, window = program.session, program.window
    window.show_workspace("network")
    for name, changes in (("xor", {"learning_rate": 0.01}), ("mnist", {"batch_size": 100}),
                          ("circles", {"optimizer": "adam"}), ("curve_sine", {"learning_rate": 0.001})):
        session.start_run(preset(name))
        session.worker.wait()
        session.start_comparison(with_change(session.experiment, **changes))
        session.worker.wait()
        yield f"comparison-{name}-0"
        for _ in range(9):
            session.navigator.next()
            session.worker.wait()
        yield f"comparison-{name}-9"
        session.navigator.train_steps(120)
        session.worker.wait()
        for page in window.workspaces["network"].page.workspace.below.page_keys():
            window.workspaces["network"].page.workspace.below.show_page(page)
            yield f"comparison-{name}-120-{page}"
        window.workspaces["network"].page.workspace.below.show_page(window.workspaces["network"].page.workspace.below.page_keys()[0])


def digits(program: Deltaflow) -> Stops:
    """A drawing of one's own, blank paper, a question about it, and training."""
    session, window = program.session, program.window
    window.show_workspace("network")
    session.start_run(preset("mnist"))
    session.worker.wait()
    session.answer(None)
    card = window.workspaces["network"].page.workspace.digits
    card.panel.canvas.clear()
    yield "digits-blank"
    _draw_stroke(card.panel.canvas)
    program.settle()
    card.follow()
    session.worker.wait()
    for _ in range(3):
        session.navigator.next()
        session.worker.wait()
    yield "digits-own"
    session.navigator.ask_for_answer(session.run.followed)
    yield "digits-question"
    session.answer(None)
    session.navigator.train(1)
    yield "digits-training"
    session.navigator.pause()
    session.worker.wait()


def _draw_stroke(canvas: QWidget) -> None:
    width, height = canvas.width(), canvas.height()
    places = [QPoint(round(width * x), round(height * y)) for x, y in ((0.4, 0.25), (0.5, 0.5), (0.55, 0.75))]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])


def notices(program: Deltaflow) -> Stops:
    """Everything that the session can tell."""
    session, window = program.session, program.window
    window.show_workspace("network")
    session.start_run(preset("xor"))
    session.worker.wait()
    session.navigator.train_steps(3)
    session.worker.wait()
    numbers: dict[str, float | str] = {
        "step": 123456, "cost_before": 0.123456, "cost_after": 98765.4, "largest_gradient": 1.2345e9,
        "learning_rate": 30.0, "in_memory": 0, "smaller_learning_rate": 0.0375, "back_to": 123450, "first": 1001,
        "last": 123456, "learns": 1, "is_digit": 1, "steps": 12345, "epochs": 30, "can_start": 1,
        "message": program.tr("The log lies in {folder}.").format(folder="a/folder" * 12)}
    for kind in NoticeKind:
        if kind is NoticeKind.LEARNING_FAILS:
            continue
        actions = {NoticeKind.DIVERGENCE: (NoticeAction.GO_BACK_AND_SLOW_DOWN, NoticeAction.UNDO),
                   NoticeKind.SETTINGS_WAIT: (NoticeAction.APPLY, NoticeAction.TRAIN),
                   NoticeKind.NEW_RUN: (NoticeAction.UNDO,), NoticeKind.UNDONE: (NoticeAction.REDO,),
                   NoticeKind.FUTURE_FORGOTTEN: (NoticeAction.UNDO,), NoticeKind.END_OF_PASS: (NoticeAction.LEARN,),
                   NoticeKind.COMPARISON_ENDED: (NoticeAction.UNDO,)}.get(kind, ())
        choices = tuple("0123456789") if kind is NoticeKind.ANSWER_WANTED else ()
        session.tell(Notice(kind, numbers, actions, choices))
        yield f"notice-{kind.value}"
    session.answer(None)
    for name in ("too_fast", "dead_relu", "perceptron_xor"):
        session.start_run(preset(name))
        session.worker.wait()
        session.navigator.train_steps(2000)
        session.worker.wait()
        yield f"notice-from-{name}"
        session.answer(None)


def draft(program: Deltaflow) -> Stops:
    """The settings, with changes that wait."""
    session, window = program.session, program.window
    window.show_workspace("network")
    session.start_run(preset("circles"))
    session.worker.wait()
    window.workspaces["network"].page.workspace.show_settings()
    yield "settings"
    setup = window.workspaces["network"].page.workspace.setup
    setup.change(batch_size=5) if hasattr(setup, "change") else None
    yield "settings-changed"
    window.workspaces["network"].page.workspace.take_turn(0)


def descent(program: Deltaflow) -> Stops:
    """Every surface, at its start and on the way, with several starts, and compared."""
    window = program.window
    window.show_workspace("descent")
    session = window.workspaces["descent"].session
    for surface in SURFACES:
        session.choose_surface(surface.name)
        yield f"descent-{surface.name}-00"
        session.go_to_step(40)
        yield f"descent-{surface.name}-40"
    for name in ("valley", "himmelblau", *(one.name for one in SURFACES[:2])):
        if name not in {one.name for one in SURFACES}:
            continue
        session.choose_surface(name)
        for kind in REMEDIES:
            try:
                session.compare(kind)
            except Explained:
                continue
            session.go_to_step(25)
            yield f"descent-compared-{name}-{kind}"
            session.change_remedy(None)
        session.start_at_random()
        session.go_to_step(25)
        session.show_basins(True)
        yield f"descent-starts-{name}"
        session.show_basins(False)
        session.start_alone()


def turned(program: Deltaflow) -> Stops:
    """A surface from all sides."""
    window = program.window
    window.show_workspace("descent")
    session = window.workspaces["descent"].session
    session.choose_surface(SURFACES[0].name)
    session.go_to_step(20)
    assert window.workspaces["descent"].page is not None
    surface = window.workspaces["descent"].page.workspace.pictures[0].surface
    for azimuth in range(-180, 180, 30):
        for elevation in (8, 30, 60, 80):
            surface.set_camera(replace(surface.camera, azimuth=math.radians(azimuth),
                                       elevation=math.radians(elevation)))
            yield f"turned-{azimuth}-{elevation}"


def graphs(program: Deltaflow) -> Stops:
    """Every example of the Graph workspace, and derivatives of a network."""
    window = program.window
    window.show_workspace("graph")
    session: GraphSession = window.workspaces["graph"].session
    for example in EXAMPLES:
        session.open_example(example)
        yield f"graph-{example.name}-00"
        for _ in range(6):
            session.next()
        yield f"graph-{example.name}-06"
        session.go_to_end() if hasattr(session, "go_to_end") else [session.next() for _ in range(40)]
        yield f"graph-{example.name}-end"


def lectures(program: Deltaflow) -> Stops:
    """Every stop of every lecture."""
    window = program.window
    director = window.lectures.director
    director.set_pace(0.0)
    for number, entry in enumerate(Library(((builtin_folder(), False),)).entries(), 1):
        assert entry.lecture is not None, f"{entry.path} can't be read"
        window.lectures.open(entry.lecture)
        for stop in stops_of(entry.lecture):
            director.go_to_stop(stop)
            program.settle()
            question = entry.lecture.beats[stop.beat].question
            if stop.revealed and question is not None:
                director.choose((question.answer + 1) % len(question.choices))
            yield f"lecture-{number:02}-{stop.beat + 1:02}{'-answer' if stop.revealed else ''}"
    window.lectures.leave()


def speaking(program: Deltaflow) -> Stops:
    """What belongs to lectures: the list of them, the notes, larger letters, the editor."""
    rooms = program.window.lectures
    rooms.toggle_list()
    assert rooms.list is not None
    for entry in rooms.library.entries():
        rooms.list.choose(entry.key)
        yield f"list-{entry.name}"
    rooms.close_list()
    rooms.director.set_pace(0.0)
    rooms.open_named("05_xor", 1)
    program.settle()
    assert rooms.panel is not None
    rooms.panel.tool_wanted.emit("notes")
    for beat in range(6):
        rooms.director.go_to(beat)
        yield f"notes-{beat + 1}"
    rooms.panel.tool_wanted.emit("notes")
    for scale in (1.5, 2.0):
        rooms.panel.set_text_scale(scale)
        rooms.resized()
        for beat in range(4):
            rooms.director.go_to(beat)
            yield f"panel-{scale:g}-{beat + 1}"
    rooms.panel.set_text_scale(1.0)
    rooms.leave()
    program.settle()
    rooms._edit("05_xor")
    yield "editor"
    if rooms.editor is not None:
        rooms._close_editor()


def dialogs(program: Deltaflow) -> Stops:
    """Everything that opens over the window."""
    from gui.documents.question import Answer, Question
    from gui.failure.keeper import FailureDialog

    window, theme, tr = program.window, program.theme, program.tr
    window.show_workspace("network")
    window.menus.show_about()
    yield "about"
    _close_dialogs(program)
    window.menus.show_keys()
    yield "keys"
    _close_dialogs(program)
    window.menus.show_palette()
    yield "palette"
    window.menus.show_palette()
    question = Question(tr("Put the window back as it was at the first start?"),
                        tr("Theme, language, text size, columns and pages. Your work, your lectures and how far you "
                           "have come in the course stay."),
                        (Answer("reset", tr("Put &back")), Answer("cancel", tr("Cancel"))), theme, window)
    question.open()
    yield "question"
    _close_dialogs(program)
    failure = FailureDialog("ZeroDivisionError: division by zero", "", "report\n" * 40, None, theme, window)
    failure.show()
    yield "failure"
    failure.details_button.click()
    yield "failure-details"
    failure.close()
    failure.deleteLater()
    window.menus.refresh()
    for menu in window.menus.bar.findChildren(QMenu):
        if menu.actions() and menu.title():
            menu.popup(window.mapToGlobal(window.rect().topLeft()))
            yield f"menu-{menu.title().replace('&', '').replace('/', '-')}"
            menu.close()


def _close_dialogs(program: Deltaflow) -> None:
    for one in _windows():
        if one is not program.window:
            one.close()
            one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


PARTS: tuple[Callable[[Deltaflow], Stops], ...] = (
    experiments, trained, comparison, digits, notices, draft, descent, turned, graphs, lectures, speaking, dialogs)


def main(arguments: list[str]) -> int:
    """Print what was found; the exit status is 1 if anything was."""
    from gui.foundation.theme import install_fonts

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pattern", nargs="*", default=["*"])
    parser.add_argument("--part", action="append", choices=[one.__name__ for one in PARTS])
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--size", action="append")
    parser.add_argument("--pictures", type=Path)
    given = parser.parse_args(arguments)
    sizes = [tuple(map(int, one.split("x"))) for one in given.size or ()] or SIZES
    app = QApplication(sys.argv[:1])
    install_fonts()
    times: Counter[str] = Counter()
    with noted_in_pictures():  # what is drawn while nothing is looked at is in view later
        program = Deltaflow(app, Options(theme="light", language="en", size=SIZES[0]), remembers=False)
        program.window.show()
        for language in given.language or LANGUAGES:
            program.change_look(replace(program.look, language=language, scale=given.scale))
            for part in PARTS:
                if given.part and part.__name__ not in given.part:
                    continue
                for stop in part(program):
                    if any(fnmatchcase(stop, pattern) for pattern in given.pattern):
                        found = find(program, stop, sizes, given.pictures)
                        for one in found:
                            times[one.what] += 1
                            if times[one.what] == 1:
                                print(one, flush=True)
    program.window.close()
    program.end()
    print(f"\n{len(times)} found; how often:")
    for what, often in times.most_common():
        print(f"{often:6}  {what}")
    return int(bool(times))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
