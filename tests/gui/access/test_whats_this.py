"""Every part of the window can be asked what it is for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.app import Deltaflow
from gui.widgets.whats_this import WindowPart, text_of
from lectures.pages import PAGES
from tests.gui.access.inspection import upwards


def test_every_part_has_a_few_sentences_of_its_own() -> None:
    texts = [*(text_of(part) for part in WindowPart), *(page.about for page in PAGES)]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert 60 <= len(text) <= 400
        assert text.endswith(".")


def said_of(widget: QWidget) -> str:
    """What Qt shows: its own text, or that of what it lies in."""
    return next((one.whatsThis() for one in upwards(widget) if one.whatsThis()), "")


def test_the_parts_of_the_window_say_what_they_are(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor_points")
    window = program.window
    workspace = window.workspaces["network"].page.workspace
    program.settle()
    expected = {
        WindowPart.STAGE: workspace.stage.canvas, WindowPart.TRANSPORT: window.workspaces["network"].page.bar.moves,
        WindowPart.TIMELINE: window.workspaces["network"].page.bar.line, WindowPart.SAMPLE: workspace.digits,
        WindowPart.SETUP: workspace.setup, WindowPart.OUTPUT: workspace.right.output.plane,
        WindowPart.COST: workspace.charts.charts[0].surface, WindowPart.ACCURACY: workspace.charts.charts[1].surface,
        WindowPart.WEIGHTS: workspace.weights.view,
        WindowPart.WORKSPACES: window.top_bar.workspaces.segments()[1], WindowPart.COURSE: window.top_bar.lectures,
        WindowPart.HISTORY: window.top_bar.undo_button, WindowPart.PAGES: workspace.below.segments.segments()[2],
    }
    for button in window.top_bar.findChildren(QAbstractButton):
        assert said_of(button), button.toolTip()
    for page in PAGES:
        assert said_of(workspace.below.page(page.name)) == page.about
    window.show_workspace("descent")
    window.show_workspace("graph")
    descent, graph = window.workspaces["descent"].page.workspace, window.workspaces["graph"].page.workspace
    pictures = descent.pictures[0]
    expected |= {
        WindowPart.MAP: pictures.map, WindowPart.LEGEND: pictures.legend, WindowPart.RELIEF: pictures.surface,
        WindowPart.RACERS: descent.left, WindowPart.OUTCOMES: descent.left.outcomes,
        WindowPart.DESCENT_STEP: descent.step, WindowPart.DESCENT_CHART: descent.chart.surface,
        WindowPart.GRAPH: graph.view, WindowPart.CHAIN: graph.chain, WindowPart.EXPRESSION: graph.left,
        WindowPart.TURNS: descent.turns.segments()[0],
        WindowPart.DESCENT_TIMELINE: window.workspaces["descent"].page.bar.timeline,
        WindowPart.GRAPH_TRANSPORT: window.workspaces["graph"].page.bar.moves,
        WindowPart.GRAPH_TIMELINE: window.workspaces["graph"].page.bar.timeline,
        WindowPart.GRAPH_COUNTS: graph.counts, WindowPart.GRAPH_DESCENT: graph.descent.buttons[0],
        WindowPart.GRAPH_NETWORK: graph.network,
    }
    for page in (window.workspaces["descent"].page, window.workspaces["graph"].page):
        for control in (*page.workspace.findChildren(QAbstractButton), *page.transport.findChildren(QAbstractButton)):
            assert said_of(control), f"{control.accessibleName()} {control.toolTip()}"
    window.lectures.toggle_list()
    expected[WindowPart.LECTURES] = window.lectures.list
    for part, widget in expected.items():
        assert said_of(widget) == text_of(part), part
    window.lectures.list.detail.start.click()
    program.settle()
    assert said_of(window.lectures.panel) == text_of(WindowPart.LECTURE)


def test_pages_keep_their_texts_in_another_look(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="xor_points")
    program.change_look(type(program.look)(theme="dark", language="en"))
    program.settle()
    assert said_of(program.window.workspaces["network"].page.workspace.stage.canvas) == text_of(WindowPart.STAGE)
