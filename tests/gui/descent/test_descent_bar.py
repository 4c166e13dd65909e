"""The transport bar of a descent: buttons, words and the keys of the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.run.jobs import Activity
from gui.run.playback import SPEEDS
from gui.transport.keys import install_keys
from gui.transport.timeline import Span
from gui.transport.transport_card import Arrangement
from gui.workspaces.descent import descent_player
from gui.workspaces.descent.descent_session import DescentSession
from gui.workspaces.descent.page import DescentBar
from simulator.descent.setup import DescentSetup
from simulator.descent.stops import BEGINNING, Part, Place, Stride, place_after

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[DescentSession]:
    monkeypatch.setattr(descent_player, "SLICE", 60.0)  # recorded at once, however busy the computer is
    session = DescentSession(DescentSetup("neuron_cross_entropy"))
    yield session
    session.close()


class Window(QWidget):
    """The bar under a place that has the focus and a line to type in, with the keys of the window."""

    def __init__(self, session: DescentSession) -> None:
        super().__init__()
        self.stage, self.line = QWidget(), QLineEdit()
        self.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar = DescentBar(session, Theme())
        self.keys = install_keys(self, session)
        column = QVBoxLayout(self)
        for part in (self.stage, self.line, self.bar):
            column.addWidget(part)
        self.resize(1400, 300)


@pytest.fixture
def window(qtbot: QtBot, light_look: None, session: DescentSession) -> Window:
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.stage.setFocus()
    return window


def words(window: Window) -> tuple[str, str]:
    """Title and longest detail of the position."""
    text = window.bar.position.text()
    return text.titles[0], text.details[0]


# Buttons


def test_next_and_back_step_and_first_and_last_lead_to_the_ends(window: Window, session: DescentSession) -> None:
    moves = window.bar.moves
    for _ in range(3):
        QTest.mouseClick(moves.next, LEFT)
    assert session.place == place_after(3)
    QTest.mouseClick(moves.back, LEFT)
    assert session.place == place_after(2)
    QTest.mouseClick(moves.first, LEFT)
    assert session.place == BEGINNING
    QTest.mouseClick(moves.last, LEFT)
    assert session.place == place_after(session.length)


@pytest.mark.parametrize(("number", "stride", "place"), [
    (0, Stride.PART, Place(0, Part.DIRECTION)), (1, Stride.STEP, place_after(1)),
    (2, Stride.TEN_STEPS, place_after(10)), (3, Stride.LONG, place_after(100))])
def test_next_takes_the_chosen_stride(
        window: Window, session: DescentSession, number: int, stride: Stride, place: Place) -> None:
    QTest.mouseClick(window.bar.granularity.segments()[number], LEFT)
    assert session.granularity is stride
    QTest.mouseClick(window.bar.moves.next, LEFT)
    assert session.place == place


def test_a_stride_chosen_elsewhere_is_shown(window: Window, session: DescentSession) -> None:
    for number, stride in enumerate(Stride):
        session.set_granularity(stride)
        assert window.bar.granularity.index() == number


def test_play_becomes_pause_and_back(window: Window, session: DescentSession) -> None:
    play = window.bar.moves.play
    assert play.icon_name() == "play"
    QTest.mouseClick(play, LEFT)
    assert (session.activity, play.icon_name()) == (Activity.PLAYING, "pause")
    QTest.mouseClick(play, LEFT)
    assert (session.activity, play.icon_name()) == (Activity.IDLE, "play")


def test_the_speed_goes_through_its_steps(window: Window, session: DescentSession) -> None:
    QTest.mouseClick(window.bar.speed.faster, LEFT)
    assert (session.speed, window.bar.speed.text()) == (2.0, "2×")
    for _ in SPEEDS:
        QTest.mouseClick(window.bar.speed.slower, LEFT)
    assert session.speed == SPEEDS[0]


def test_the_timeline_in_the_bar_is_dragged(window: Window, session: DescentSession) -> None:
    session.go_to_step(50)
    timeline = window.bar.timeline
    points = [QPointF(timeline.step_x(steps), timeline.rows.samples(Span(0, 0)).center().y()).toPoint()
              for steps in (50, 20, 35)]
    QTest.mousePress(timeline, LEFT, pos=points[0])
    for point, steps in zip(points[1:], (20, 35), strict=True):
        QTest.mouseMove(timeline, point)
        assert session.place == place_after(steps)
        assert words(window)[1].startswith(f"step {steps} of 50")
    QTest.mouseRelease(timeline, LEFT, pos=points[-1])


# Words


def test_the_words_tell_whose_step_is_in_view_and_which_part_of_it(window: Window, session: DescentSession) -> None:
    assert words(window) == ("Gradient descent · gradient", "step 1 of 1")
    session.go_to(Place(6, Part.DIRECTION))
    assert words(window) == ("Gradient descent · direction", "step 7 of 7")
    session.edit(replace(session.setup, entrants=tuple(
        replace(one, runs=one.optimizer in ("gradient_descent", "adam")) for one in session.setup.entrants)))
    session.choose(0, 1)
    assert words(window)[0] == "Adam · direction"
    position = window.bar.position
    assert position.toolTip() == position.accessibleName() == position.text().sentence


def test_with_mini_batches_the_epoch_is_told_and_is_the_longest_stride(
        window: Window, session: DescentSession) -> None:
    longest = window.bar.granularity.segments()[3]
    assert longest.text() == "100 steps"
    session.edit(replace(session.setup, batch_size=4))
    assert longest.text() == "Epoch"
    assert "once through all samples" in longest.toolTip()
    session.set_granularity(Stride.LONG)
    QTest.mouseClick(window.bar.moves.next, LEFT)
    assert session.place == place_after(3), "10 samples in batches of 4"
    assert words(window)[1] == "step 3 of 3 · epoch 1"
    QTest.mouseClick(window.bar.moves.next, LEFT)
    assert words(window)[1] == "step 6 of 6 · epoch 2"
    session.history.undo()
    assert longest.text() == "100 steps"
    assert "epoch" not in words(window)[1]


def test_while_a_far_step_is_recorded_the_words_tell_how_far_it_is(
        qtbot: QtBot, window: Window, session: DescentSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(descent_player, "SLICE", 0.0)
    session.go_to_step(2000)
    assert session.activity is Activity.TRAVELLING
    title, detail = words(window)
    assert title == "Recording"
    assert detail.endswith(" of 2\N{NARROW NO-BREAK SPACE}000")
    assert window.bar.moves.play.icon_name() == "pause"
    qtbot.waitUntil(lambda: session.activity is Activity.IDLE)
    assert words(window)[0] == "Gradient descent · move"
    assert window.bar.moves.play.icon_name() == "play"


@pytest.mark.parametrize(("width", "arrangement"), [
    (1500, Arrangement.WIDE), (840, Arrangement.COMPACT), (680, Arrangement.TWO_ROWS)])
def test_it_fits_windows_of_any_width(
        qtbot: QtBot, window: Window, session: DescentSession, width: int, arrangement: Arrangement) -> None:
    window.resize(width, 300)
    qtbot.waitUntil(lambda: window.bar.arrangement() is arrangement)
    parts = (window.bar.moves, window.bar.granularity, window.bar.speed, window.bar.timeline, window.bar.position)
    rects = [part.geometry() for part in parts]
    assert all(window.bar.rect().contains(rect) for rect in rects)
    assert not any(one.intersects(other) for place, one in enumerate(rects) for other in rects[:place])


# Keys


@pytest.mark.parametrize(("key", "modifier", "place"), [
    (Key.Key_Right, Qt.KeyboardModifier.NoModifier, place_after(21)),
    (Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, place_after(21)),
    (Key.Key_Left, Qt.KeyboardModifier.NoModifier, place_after(19)),
    (Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, place_after(19)),
    (Key.Key_Right, SHIFT, place_after(30)), (Key.Key_Left, SHIFT, place_after(10)),
    (Key.Key_Home, Qt.KeyboardModifier.NoModifier, BEGINNING),
    (Key.Key_End, Qt.KeyboardModifier.NoModifier, place_after(25))])
def test_keys_move_through_the_descent(
        window: Window, session: DescentSession, key: Qt.Key, modifier: Qt.KeyboardModifier, place: Place) -> None:
    session.go_to_step(25)
    session.go_to_step(20)
    QTest.keyClick(window.stage, key, modifier)
    assert session.place == place


def test_space_plays_and_pauses(window: Window, session: DescentSession) -> None:
    QTest.keyClick(window.stage, Key.Key_Space)
    assert (session.activity, session.place) == (Activity.PLAYING, place_after(1))
    QTest.keyClick(window.stage, Key.Key_Space)
    assert session.activity is Activity.IDLE


@pytest.mark.parametrize(("key", "stride"), [
    (Key.Key_1, Stride.PART), (Key.Key_2, Stride.STEP), (Key.Key_3, Stride.TEN_STEPS), (Key.Key_4, Stride.LONG)])
def test_a_digit_chooses_the_stride(
        window: Window, session: DescentSession, key: Qt.Key, stride: Stride) -> None:
    session.set_granularity(Stride.LONG if stride is not Stride.LONG else Stride.PART)
    QTest.keyClick(window.stage, key)
    assert session.granularity is stride


def test_part_by_part_the_keys_go_through_a_step_and_back(window: Window, session: DescentSession) -> None:
    QTest.keyClick(window.stage, Key.Key_1)
    seen = [session.place]
    for _ in range(5):
        QTest.keyClick(window.stage, Key.Key_Right)
        seen.append(session.place)
    assert seen == [Place(step, part) for step in (0, 1) for part in Part]
    for place in seen[-2::-1]:
        QTest.keyClick(window.stage, Key.Key_Left)
        assert session.place == place


def test_whoever_types_is_left_alone(window: Window, session: DescentSession) -> None:
    window.line.setFocus()
    for key in (Key.Key_1, Key.Key_Space, Key.Key_Left, Key.Key_Right, Key.Key_Home):
        QTest.keyClick(window.line, key)
    assert window.line.text() == "1 "
    assert (session.place, session.activity, session.granularity) == (BEGINNING, Activity.IDLE, Stride.STEP)
    timeline = window.bar.timeline
    QTest.mouseClick(timeline, LEFT, pos=timeline.rect().center())
    QTest.keyClick(timeline, Key.Key_End)
    QTest.keyClick(timeline, Key.Key_Right)
    assert session.place > BEGINNING, "a click on the timeline gives the keys back"


def test_a_descent_that_diverges_is_played_to_its_end_and_back_with_keys(
        qtbot: QtBot, window: Window, session: DescentSession) -> None:
    session.choose_surface("ravine")
    session.change_entrant(0, replace(session.setup.entrants[0], learning_rate=0.5))
    session.set_speed(SPEEDS[-1])
    QTest.keyClick(window.stage, Key.Key_Space)
    qtbot.waitUntil(lambda: session.activity is Activity.IDLE)
    end = session.place
    assert session.is_over
    assert end == place_after(session.length)
    QTest.keyClick(window.stage, Key.Key_Right)
    assert session.place == end
    QTest.keyClick(window.stage, Key.Key_Left)
    assert session.place == place_after(session.length - 1)
