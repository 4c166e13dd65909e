"""The program with lectures of its own, and somebody who holds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.lectures.director import Director
from gui.lectures.panel import LecturePanel
from gui.lectures.room import LectureRoom
from gui.lectures.stagehand import Stagehand
from gui.run.session import Session
from lectures.library import Library
from lectures.model import NETWORK, Lecture, Stop
from lectures.scene import scene_at
from simulator.experiment import preset
from simulator.run import Run
from simulator.steps import START, Granularity
from tests.gui.hands import Hands

ALT = Qt.KeyboardModifier.AltModifier

FIRST = """
title = { en = "Gates", ko = "게이트" }
summary = { en = "A few.", ko = "몇 개." }

[[beat]]
title = { en = "Four points", ko = "네 점" }
text = { en = "They can't be parted.", ko = "나눌 수 없습니다." }
notes = { en = "Wait.", ko = "기다립니다." }
scene = { workspace = "network", experiment = "xor_points", show = ["charts"] }

[[beat]]
title = { en = "By hand", ko = "손으로" }
text = { en = "A weight moves.", ko = "가중치가 움직입니다." }
scene = { show = ["equations"], edges = "weights" }
[[beat.action]]
parameters = { "w1[1,2]" = -2.0 }
seconds = 0.4
[[beat.action]]
next = 2

[[beat]]
title = { en = "A question", ko = "질문" }
text = { en = "What next?", ko = "다음은?" }
[beat.question]
text = { en = "What is it?", ko = "무엇일까요?" }
choices = { en = ["this", "that"], ko = ["이것", "저것"] }
answer = 2
then = { en = "That.", ko = "저것." }
[[beat.question.action]]
next = 1

[[beat]]
title = { en = "Training", ko = "훈련" }
text = { en = "It learns.", ko = "배웁니다." }
[[beat.action]]
steps = 60
seconds = 0.3

[[beat]]
title = { en = "Yours", ko = "여러분" }
text = { en = "Try.", ko = "해 보세요." }
[beat.try]
text = { en = "Make the weight large.", ko = "가중치를 키우세요." }
controls = ["hand", "transport"]
goal = "w1_1_1 > 5"
done = { en = "Done.", ko = "됐습니다." }

[[beat]]
title = { en = "Downhill", ko = "내리막" }
text = { en = "A ball.", ko = "공." }
scene = { workspace = "descent", surface = "bowl", show = ["left"] }
[[beat.action]]
steps = 12
seconds = 0.3

[[beat]]
title = { en = "As a graph", ko = "그래프" }
text = { en = "Edges.", ko = "간선." }
scene = { workspace = "graph", text = "y = a*b + b", values = { a = 2.0, b = 3.0 }, show = ["below"] }
[[beat.action]]
at = { stop = "end" }
"""

SECOND = """
title = { en = "Down", ko = "아래로" }
summary = { en = "A ball.", ko = "공." }

[[beat]]
title = { en = "Begin", ko = "시작" }
text = { en = "A ball.", ko = "공." }
scene = { workspace = "descent", surface = "saddle", show = ["left", "transport"] }

[[beat]]
title = { en = "End", ko = "끝" }
text = { en = "It rolls.", ko = "구릅니다." }
scene = { steps = 3 }
"""

ANIMATED, ASKED, TRAINED, TASK, DOWNHILL, GRAPH = 1, 2, 3, 4, 5, 6
"""Beats of the first lecture."""


class Theatre(Hands):
    """The window with a lecture in it, or without one."""

    def __init__(self, program: Deltaflow, qtbot: QtBot, folder: Path) -> None:
        super().__init__(program, qtbot)
        for name, text in (("01_gates", FIRST), ("02_down", SECOND)):
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        self.settings = QSettings(str(folder / "kept.ini"), QSettings.Format.IniFormat)
        room = self.room
        room._library, room._settings, room._progress = Library(((folder, False),)), self.settings, None
        self.director.set_pace(0.0)
        self.window.resize(1280, 820)
        self.window.activateWindow()
        self.session.take_up(began(), None, Granularity.LAYER)
        self.settle()

    @property
    def room(self) -> LectureRoom:
        return self.window.lectures

    @property
    def director(self) -> Director:
        return self.room.director

    @property
    def stage(self) -> Stagehand:
        return self.director.stage

    @property
    def session(self) -> Session:
        return self.window.session

    @property
    def panel(self) -> LecturePanel:
        assert self.room.panel is not None
        return self.room.panel

    @property
    def lecture(self) -> Lecture:
        return self.room.usable("01_gates")

    @property
    def stop(self) -> Stop | None:
        return self.director.stop

    def settle(self) -> None:
        """Waits until nothing moves; what is only measured or painted beside it goes on."""
        arrived: list[bool] = []
        QTimer.singleShot(0, self.window, lambda: arrived.append(True))
        self.wait(lambda: arrived and self.director.is_settled and self.stage.is_calm)

    def open(self, beat: int = 0, name: str = "01_gates") -> None:
        """Begins a lecture, and waits until its scene stands."""
        self.room.open(self.room.usable(name), beat)
        self.settle()

    def leave(self) -> None:
        """Ends it, and waits until all is as it was."""
        self.room.leave()
        self.settle()

    def agrees(self) -> None:
        """What stands in the window is the scene that belongs to this stop."""
        lecture, stop = self.director.lecture, self.stop
        assert lecture is not None
        assert stop is not None
        assert self.stage.scene().digest == scene_at(lecture, stop).digest, stop

    def change_look(self, **changes: Any) -> None:
        super().change_look(**changes)
        self.program.settle()

    def focus_home(self) -> None:
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.window.page.home.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Without a lecture, and as at the beginning."""
        window, room = self.window, self.room
        if room._presenting is not None:
            room._presenting.clear()
        if window.isFullScreen():
            window.showNormal()
        room.close_list()
        room.leave()
        window.show_workspace(NETWORK)
        self.settle()
        for page in (window.workspaces["descent"].page, window.workspaces["graph"].page):
            if page is not None:
                page.session.take_back(page.session.beginning)
        QTest.mouseMove(window, QPoint(1, 1))
        self.settle()


def began() -> Run:
    """A run of one's own, at its first instant."""
    experiment = preset("xor")
    run = Run(experiment, experiment.open_data())
    run.arrive(run.timeline.begin(), START)
    return run


