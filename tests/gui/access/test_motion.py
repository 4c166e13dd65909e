"""Where less motion is asked for, pictures jump: nothing travels, slides or fades, and everything still works."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow, platform_reduces_motion
from gui.foundation.theme import Theme
from gui.lectures.performance import perform
from gui.lectures.presenting import BlankScreen
from gui.workspaces.network.transition import Way
from lectures.model import Change, target_of
from lectures.scene import applied

Start = Callable[..., Deltaflow]


def still(program: Deltaflow) -> Deltaflow:
    """The program after somebody has chosen less motion."""
    looks = program.window.looks
    looks.calm.trigger()
    program.settle()
    return program


def test_the_stage_goes_to_a_neighbour_at_once_and_plays_on(start: Start, qtbot: QtBot) -> None:
    program = start(experiment="xor_points")
    canvas = program.window.workspaces["network"].page.workspace.stage.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas._transition is not None
    assert canvas._transition.travel.way is Way.RIGHTWARDS
    program = still(program)
    canvas, session = program.window.workspaces["network"].page.workspace.stage.canvas, program.session
    assert canvas.is_still
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(canvas, key)
        assert canvas._transition.travel.way is Way.AT_ONCE
        assert canvas._transition.bundle is None
    program.window.workspaces["network"].page.workspace.stage.choose_mode(1)
    assert canvas._transition.travel.way is Way.AT_ONCE
    begun = session.moment.address
    session.navigator.set_speed(8.0)
    session.navigator.toggle_play()
    qtbot.waitUntil(lambda: session.moment.address > begun)
    session.navigator.pause()


def moves_of(program: Deltaflow) -> int:
    """How many values of a weight are seen while a lecture's action moves it."""
    window, seen = program.window, set()
    stage = window.lectures.director.stage
    scene = stage.scene()
    change = Change(parameters={target_of("w1[1,1]"): 2.0})
    after = applied(scene, change)
    for _ in perform(stage, scene, change, after):
        seen.add(float(program.session.moment.weights[1][0, 0]))
    return len(seen)


def test_what_a_lecture_moves_jumps_to_where_it_belongs(start: Start) -> None:
    program = start(experiment="xor_points")
    assert moves_of(program) > 10
    program.session.history.undo()
    program = still(program)
    assert moves_of(program) == 1


def test_the_hint_on_the_black_screen_does_not_fade(qtbot: QtBot, light_look: None) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    blank = BlankScreen(window, Theme())
    middle = blank._fading.duration() * 9 // 10

    def opacity() -> float:
        blank._fading.setCurrentTime(middle)
        return float(blank._fading.currentValue())

    assert 0.0 < opacity() < 1.0
    blank.set_theme(Theme(still=True))
    assert opacity() == 1.0


def test_a_still_theme_is_another_theme() -> None:
    assert Theme(still=True) != Theme()


def test_a_style_whose_animations_take_no_time_asks_for_less_motion(qapp: QApplication, former_look: None) -> None:
    class Calm(QProxyStyle):
        def styleHint(self, hint: QStyle.StyleHint, *others: object) -> int:
            return 0 if hint is QStyle.StyleHint.SH_Widget_Animation_Duration else super().styleHint(hint, *others)

    assert not platform_reduces_motion()
    qapp.setStyle(Calm("Fusion"))
    assert platform_reduces_motion()


@pytest.mark.parametrize(("said", "expected"), [("MotionPreference.ReducedMotion", True),
                                                ("MotionPreference.NoPreference", False)])
def test_what_qt_says_of_motion_comes_first(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, said: str,
                                            expected: bool) -> None:
    hints = SimpleNamespace(accessibility=lambda: SimpleNamespace(motionPreference=lambda: said))
    monkeypatch.setattr(type(qapp), "styleHints", lambda _: hints, raising=False)
    assert platform_reduces_motion() is expected
