"""Pictures are read off with the arrow keys as with the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.app import Deltaflow
from gui.foundation.number_text import signed
from gui.run.choice import Selection
from gui.widgets.keyboard import shows_ring

Start = Callable[..., Deltaflow]
Record = Callable[[SignalInstance], list[object]]
Keys = Qt.Key


def by_tab(widget: QWidget) -> None:
    widget.window().activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)


def press(widget: QWidget, *keys: Keys) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def test_the_weights_of_a_neuron_are_gone_through_and_one_is_chosen(start: Start) -> None:
    program = start(experiment="mnist")
    view = program.window.workspaces["network"].page.workspace.weights.view
    by_tab(view)
    assert view.hovered_weight == 0
    press(view, Keys.Key_Right, Keys.Key_Down, Keys.Key_Down)
    assert view.hovered_weight == 2 * 28 + 1
    weight = float(program.session.moment.weights[1][0][57])
    assert view.accessibleDescription().startswith(f"row 3, column 2: w = {signed(weight, 4)}")
    press(view, Keys.Key_Return)
    assert program.session.selection == Selection(1, 0, 57)
    program.window.workspaces["network"].page.workspace.stage.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.hovered_weight == -1


def test_the_map_of_the_output_is_read_off_and_points_are_put_and_taken(start: Start) -> None:
    program = start(experiment="xor_points")
    card = program.window.workspaces["network"].page.workspace.right.output
    assert card is not None
    by_tab(card.plane)
    press(card.plane, Keys.Key_Right)
    assert card.plane.hover is not None
    assert card.plane.accessibleDescription().startswith(card.foot.text())
    pen = card.header.pen
    by_tab(pen)
    press(pen, Keys.Key_Space)
    assert shows_ring(card.plane)
    count = program.session.data.train.count
    press(card.plane, Keys.Key_Down, Keys.Key_Down, Keys.Key_Return)
    assert program.session.data.train.count == count + 1
    press(card.plane, Keys.Key_Delete)
    assert program.session.data.train.count == count
    press(card.plane, Keys.Key_Escape)
    assert not card.plane.is_editing


def test_a_descent_is_started_on_the_map_by_keys(start: Start) -> None:
    window = start(workspace="descent").window
    assert window.workspaces["descent"].page is not None
    page = window.workspaces["descent"].page
    view, session = page.workspace.pictures[0].map, page.session
    a, b = session.setup.starts[0]
    by_tab(view)
    press(view, Keys.Key_Right, Keys.Key_Right, Keys.Key_Down)
    assert "C" in view.accessibleDescription()
    press(view, Keys.Key_Return)
    there = session.setup.starts[0]
    assert there[0] > a
    assert there[1] < b
    press(view, Keys.Key_Space)  # is still the window's
    assert session.activity.name == "PLAYING"
    session.pause()


def test_a_chart_is_read_off_step_by_step_and_travelled_in(start: Start) -> None:
    program = start(experiment="xor_points")
    session = program.session
    session.navigator.train_steps(30)
    program.settle()
    chart = program.window.workspaces["network"].page.workspace.charts.charts[0].surface
    by_tab(chart)
    press(chart, Keys.Key_Left, Keys.Key_Left)
    there = session.run_length - 2
    assert f"after {there} steps" in chart.accessibleDescription()
    press(chart, Keys.Key_Return)
    program.settle()
    assert session.moment.address.step == there - 1


def test_the_deck_the_bars_and_bp2_are_gone_through(start: Start, record: Record) -> None:
    program = start(experiment="xor_points", steps=8)
    below = program.window.workspaces["network"].page.workspace.below
    below.show_page("batch")
    program.settle()
    page = below.page("batch")
    for part in (page.deck, page.bars):
        by_tab(part)
        press(part, Keys.Key_Right, Keys.Key_Right, Keys.Key_Return)
        program.settle()
        assert program.session.moment.address.sample == 2
        program.session.navigator.go_to(program.session.moment.route.end_of_sample(0, 0))
        program.settle()
    below.show_page("bp2")
    program.settle()
    view = below.page("bp2").matrices
    assert shows_ring(view), "whoever was in a page by keys goes on in the next one by keys"
    press(view, Keys.Key_Down, Keys.Key_Return)
    chosen = program.session.selection
    assert chosen is not None
    assert chosen.source == 1
    assert "Enter" in view.accessibleDescription()


def test_timelines_say_where_they_stand_and_show_the_ring(start: Start) -> None:
    window = start(experiment="half_adder_nands").window
    for workspace in ("network", "descent", "graph"):
        window.show_workspace(workspace)
        line = window.page.transport.line
        by_tab(line)
        assert shows_ring(line)
        QTest.keyClick(line, Keys.Key_Right)
        assert line.accessibleDescription().startswith(window.page.transport.position.text().sentence)
