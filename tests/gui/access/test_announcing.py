"""The position that somebody has gone to is read out, once, with the number that was made there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.foundation.number_text import never_whole
from simulator.steps import Phase

Start = Callable[..., Deltaflow]
Record = Callable[[SignalInstance], list[object]]


@pytest.fixture
def listening() -> Iterator[None]:
    """A screen reader is there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_the_position_is_read_out_with_the_number_that_was_made(start: Start, qtbot: QtBot, listening: None) -> None:
    program = start(experiment="xor_points")
    window = program.window
    with qtbot.waitSignal(window.workspaces["network"].page.bar.announced) as told:
        QTest.keyClick(window.page.home, Qt.Key.Key_Right)
    session = program.session
    assert session.moment.phase is Phase.WEIGHTED_INPUT
    z = session.moment.sample.z[1][session.focus.neuron]
    assert told.args[0].startswith("Forward pass: the weighted inputs z of layer 1.")
    assert told.args[0].endswith(f"Neuron {session.focus.neuron + 1}: z = {never_whole(float(z))}.")


def test_of_several_moves_in_a_row_the_last_is_read_out(start: Start, qtbot: QtBot, listening: None, record: Record
                                                        ) -> None:
    window = start(experiment="xor_points").window
    heard = record(window.workspaces["network"].page.bar.announced)
    with qtbot.waitSignal(window.workspaces["network"].page.bar.announced):
        for _ in range(4):
            QTest.keyClick(window.page.home, Qt.Key.Key_Right)
    assert len(heard) == 1
    assert "activations a of layer 2" in str(heard[0])


def test_nothing_is_read_out_while_it_plays_and_the_place_where_it_stops_is(start: Start, qtbot: QtBot,
                                                                          listening: None, record: Record) -> None:
    program = start(experiment="xor_points")
    window, session = program.window, program.session
    heard = record(window.workspaces["network"].page.bar.announced)
    session.navigator.set_speed(8.0)
    session.navigator.toggle_play()
    begun = session.moment.address
    qtbot.waitUntil(lambda: session.moment.address.sample >= begun.sample + 2)
    assert heard == []
    with qtbot.waitSignal(window.workspaces["network"].page.bar.announced):
        session.navigator.pause()
    assert len(heard) == 1


def test_a_descent_and_a_graph_say_their_numbers(start: Start, qtbot: QtBot, listening: None) -> None:
    window = start(workspace="descent").window
    assert window.workspaces["descent"].page is not None
    with qtbot.waitSignal(window.workspaces["descent"].page.transport.announced) as told:
        QTest.keyClick(window.page.home, Qt.Key.Key_Right)
    assert "C = " in told.args[0]
    window.show_workspace("graph")
    assert window.workspaces["graph"].page is not None
    with qtbot.waitSignal(window.workspaces["graph"].page.transport.announced) as told:
        QTest.keyClick(window.page.home, Qt.Key.Key_Right)
    assert told.args[0].endswith("w·x = 1.20.")


def test_where_nobody_listens_nothing_is_made_of_it(start: Start, record: Record) -> None:
    window = start(experiment="xor_points").window
    heard = record(window.workspaces["network"].page.bar.announced)
    QTest.keyClick(window.page.home, Qt.Key.Key_Right)
    assert not window.workspaces["network"].page.bar._rest.isActive()
    assert heard == []


def test_the_picture_of_the_network_says_what_is_chosen_with_its_numbers(start: Start) -> None:
    program = start(experiment="xor_points", steps=3)
    canvas = program.window.workspaces["network"].page.workspace.stage.canvas
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    chosen = program.session.selection
    assert chosen is not None
    z = float(program.session.moment.sample.z[chosen.layer][chosen.neuron])
    said = canvas.accessibleDescription()
    assert said.startswith(f"Layer {chosen.layer}, neuron {chosen.neuron + 1}, z = {never_whole(z)}")
    assert "[ and ] go to another layer" in said
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    a = float(program.session.moment.sample.a[chosen.layer][chosen.neuron])
    assert f"a = {never_whole(a)}" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.accessibleDescription() == said
