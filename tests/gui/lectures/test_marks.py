"""What a lecture speaks of lights up, wherever it is in the window, until the light is put out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.theme import Theme, install_fonts
from gui.lectures.presenting import Marks, part_widgets
from gui.run.choice import PointedOut, Selection
from gui.window.main_window import MainWindow
from gui.workspaces.descent.entry import kept_region
from gui.workspaces.graph.entry import named_edges, named_nodes
from gui.workspaces.outlines import LINE
from lectures.model import mark_of, part_names
from simulator.experiment import preset
from simulator.graph.text import read_graph
from simulator.steps import Phase

THEME = Theme()
NEURON = "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2"


def started(qapp: QApplication, qtbot: QtBot, options: Options) -> Deltaflow:
    install_fonts()
    program = Deltaflow(qapp, options, remembers=False)
    with qtbot.waitExposed(program.window):
        program.window.show()
    program.settle()
    return program


def close(program: Deltaflow) -> None:
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Deltaflow]:
    program = started(qapp, qtbot, Options(experiment="xor", theme="light", language="en", size=(1200, 800)))
    yield program
    close(program)


@pytest.fixture
def window(program: Deltaflow) -> MainWindow:
    return program.window


@pytest.fixture
def marks(window: MainWindow) -> Marks:
    return Marks(window, THEME)


def show(marks: Marks, *texts: str) -> None:
    marks.show([mark_of(text) for text in texts])


def picture(window: QWidget) -> QImage:
    return window.grab().toImage()


def boxes(marks: Marks) -> list[QRect]:
    return [outline.path.boundingRect().toAlignedRect() for outline in marks.outlines]


def place_of(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def is_lit(picture: QImage, place: QPointF, theme: Theme = THEME) -> bool:
    """Whether the colour of the light is within two pixels of a place."""
    colors = (picture.pixelColor(round(place.x()) + x, round(place.y()) + y) for x in range(-2, 3)
              for y in range(-2, 3))
    return any(color == theme.focus for color in colors)


def test_neurons_weights_and_layers_light_up_on_the_stage(window: MainWindow, marks: Marks) -> None:
    session = window.session
    show(marks, "a1[2]", "w2[1,3]", "b1[4]", "layer 2")
    assert session.pointed_out is not None
    assert session.pointed_out.places == {Selection(1, 1), Selection(2, 0, 2), Selection(1, 3), Selection(2, 0)}
    marks.clear()
    assert session.pointed_out is None


def test_they_have_the_colour_of_the_phase_if_it_is_fit(window: MainWindow, marks: Marks) -> None:
    session = window.session
    show(marks, "a1[2]")
    assert session.moment.phase is Phase.INPUT
    assert session.pointed_out == PointedOut(frozenset({Selection(1, 1)}), Phase.ACTIVATION), "not the grey of inputs"
    for phase, lit in ((Phase.COST, Phase.ACTIVATION), (Phase.BP1, Phase.BP1)):
        while session.moment.phase is not phase:
            session.navigator.next()
            session.worker.wait()
        assert session.pointed_out == PointedOut(frozenset({Selection(1, 1)}), lit), "not the amber of the cost"


def test_what_others_light_up_in_between_does_not_end_it(window: MainWindow, marks: Marks, qtbot: QtBot) -> None:
    session = window.session
    show(marks, "a1[2]")
    other = PointedOut(frozenset({Selection(1, 0)}), Phase.BP1)
    session.point_out(other)
    assert session.pointed_out == other
    session.point_out(None)
    qtbot.waitUntil(lambda: session.pointed_out is not None)
    assert session.pointed_out is not None
    assert session.pointed_out.places == {Selection(1, 1)}
    session.point_out(other)
    marks.clear()
    assert session.pointed_out == other, "only the lecture's own light is put out"


def test_a_layer_mark_follows_another_network(window: MainWindow, marks: Marks) -> None:
    show(marks, "layer 1")
    window.session.start_run(preset("xor_points"))
    size = window.session.network.sizes[1]
    assert window.session.pointed_out is not None
    assert window.session.pointed_out.places == {Selection(1, neuron) for neuron in range(size)}


def test_a_part_has_a_ring_around_its_card(program: Deltaflow, window: MainWindow, marks: Marks) -> None:
    before = picture(window)
    show(marks, "part equations")
    card = place_of(window.workspaces["network"].page.workspace.below, window)
    assert [box.contains(card) for box in boxes(marks)] == [True]
    assert boxes(marks)[0].width() - card.width() < 12
    after = picture(window)
    middle = QPointF(boxes(marks)[0].left(), card.center().y())
    assert is_lit(after, middle)
    assert not is_lit(before, middle)
    inside = card.adjusted(4, 4, -4, -4)
    assert after.copy(inside) == before.copy(inside), "the card itself stays as it is"
    marks.clear()
    program.settle()
    assert picture(window) == before


def test_the_ring_follows_its_card_and_goes_with_it(program: Deltaflow, window: MainWindow, marks: Marks,
                                                    qtbot: QtBot) -> None:
    show(marks, "part charts")
    for size in ((1400, 900), (1100, 760)):
        window.resize(*size)
        program.settle()
        card = place_of(window.workspaces["network"].page.workspace.charts, window)
        assert [box.contains(card) for box in boxes(marks)] == [True]
        assert is_lit(picture(window), QPointF(boxes(marks)[0].left(), card.center().y()))
    window.workspaces["network"].page.workspace.right.hide()
    assert boxes(marks) == []
    window.workspaces["network"].page.workspace.right.show()
    program.settle()
    assert len(boxes(marks)) == 1


def test_the_ring_is_where_the_card_is_on_the_screen_without_being_told(program: Deltaflow, window: MainWindow,
                                                                        marks: Marks, qtbot: QtBot) -> None:
    show(marks, "part equations")
    program.settle()
    sheet = marks._sheet
    splitter = window.workspaces["network"].page.workspace._centre
    qtbot.waitUntil(lambda: sheet._drawn == marks.outlines)
    drawn = sheet._drawn
    top, bottom = splitter.sizes()
    splitter.setSizes([top - 60, bottom + 60])
    assert marks.outlines != drawn
    qtbot.waitUntil(lambda: sheet._drawn == marks.outlines)  # only because what lies beneath was painted again


def test_every_part_of_the_contract_is_somewhere(window: MainWindow) -> None:
    found: set[str] = set()
    for name in ("network", "descent", "graph"):
        window.show_workspace(name)
        found |= {part for part in part_names() if part_widgets(window, part)}
    window.show_workspace("network")
    below = window.workspaces["network"].page.workspace.below
    for page in below.page_keys():
        below.show_page(page)
        assert part_widgets(window, page) == (below,)
        found.add(page)
    assert found == set(part_names())


def test_what_is_not_in_view_is_silently_not_drawn(window: MainWindow, marks: Marks) -> None:
    show(marks, "a9[9]", "w3[1,1]", "layer 7", "node nobody", "edge w nobody", "region 50 50 60 60", "part step",
         "part chain")
    for name in ("network", "descent", "graph"):
        window.show_workspace(name)
        allowed = {"network": 0, "descent": 1, "graph": 1}[name]
        assert len([box for box in boxes(marks) if not box.isEmpty()]) == allowed
        picture(window)


def test_nodes_and_edges_of_a_graph_follow_zoom_and_shift(program: Deltaflow, window: MainWindow, marks: Marks
                                                          ) -> None:
    window.show_workspace("graph")
    assert window.workspaces["graph"].page is not None
    window.workspaces["graph"].session.show_graph(read_graph(NEURON), {"w": 0.8, "x": 1.5, "b": -0.3, "y": 1.0}, "")
    program.settle()
    show(marks, "node z", "edge w x")
    view = window.workspaces["graph"].page.workspace.view
    node, = named_nodes(view.graph, "z") if view.graph is not None else ()
    for factor, by in ((1.0, QPointF()), (2.0, QPointF(20, -15))):
        view.zoom(factor, QPointF(view.width() / 2, view.height() / 2))
        assert view.frame is not None
        view.set_frame(view.frame.moved(by))
        program.settle()
        centre = view.mapTo(window, view.frame.centre(node))
        ring = marks.outlines[0].path.boundingRect()
        assert (ring.center() - centre).manhattanLength() < 0.01
        assert ring.height() / 2 > view.frame.radius
        assert is_lit(picture(window), QPointF(ring.left(), centre.y()))


def test_the_ring_of_a_node_leaves_its_numbers_whole(program: Deltaflow, window: MainWindow, marks: Marks) -> None:
    window.show_workspace("graph")
    assert window.workspaces["graph"].page is not None
    window.workspaces["graph"].session.show_graph(read_graph(NEURON), {"w": 0.8, "x": 1.5, "b": -0.3, "y": 1.0}, "")
    program.settle()
    for _ in range(40):
        window.workspaces["graph"].page.session.next()
    show(marks, "node z", "node w", "node a")
    program.settle()
    view = window.workspaces["graph"].page.workspace.view
    assert view.scene is not None
    labels = [label.rect.translated(QPointF(view.mapTo(window, QPoint()))) for label in view.scene.labels.values()]
    assert labels
    for outline in marks.outlines:
        line = outline.path.boundingRect().adjusted(-LINE / 2, -LINE / 2, LINE / 2, LINE / 2)
        assert not any(line.intersects(label) for label in labels)


def test_an_edge_may_lead_over_operations_without_a_name() -> None:
    graph = read_graph(NEURON)
    names = [node.name for node in graph.nodes]
    ways = [[(graph.edges[edge].source, graph.edges[edge].target) for edge in named_edges(graph, *pair)]
            for pair in (("z", "a"), ("w", "z"), ("b", "z"), ("w", "a"), ("a", "L"))]
    product, = (edge.target for edge in graph.edges if edge.source == names.index("w"))
    w, b, z, a = (names.index(name) for name in "wbza")
    assert ways[:4] == [[(z, a)], [(w, product), (product, z)], [(b, z)], []]
    assert ways[4][0][0] == a
    assert ways[4][-1][1] == graph.output


def test_a_region_is_lit_on_the_map_and_on_the_surface(program: Deltaflow, window: MainWindow, marks: Marks) -> None:
    window.show_workspace("descent")
    assert window.workspaces["descent"].page is not None
    lane = window.workspaces["descent"].page.workspace.pictures[0]
    program.settle()
    show(marks, "region -2 0.5 -0.5 2")
    after = picture(window)
    for a, b in ((-2.0, 1.2), (-0.5, 1.2), (-1.2, 0.5), (-1.2, 2.0)):
        assert is_lit(after, lane.map.mapTo(window, lane.map.to_widget((a, b))))
    # the far sides of the region, which nothing hides
    seen = [(a, b) for a, b in ((-2.0, 1.2), (-0.5, 1.2), (-1.2, 0.5), (-1.2, 2.0)) if lane.surface.is_seen(a, b)]
    assert seen
    for a, b in seen:
        place = lane.surface.to_widget(a, b)
        assert place is not None
        assert is_lit(after, lane.surface.mapTo(window, place))
    before = marks.outlines
    lane.surface.set_camera(lane.surface.camera.turned(0.4, 0.0))
    program.settle()
    assert marks.outlines[-1] != before[-1], "it turns with the surface"
    window.resize(1300, 850)
    program.settle()
    corner = lane.map.mapTo(window, lane.map.to_widget((-2.0, 2.0)))
    assert (marks.outlines[0].path.boundingRect().topLeft() - corner).manhattanLength() < 1.0


@pytest.mark.parametrize(("region", "expected"), [
    ((0.0, 0.0, 1.0, 2.0), (0.0, 0.0, 1.0, 2.0)),
    ((1.0, 2.0, 0.0, 0.0), (0.0, 0.0, 1.0, 2.0)),
    ((3.0, -9.0, 9.0, 9.0), (3.0, -4.0, 4.0, 4.0)),
    ((1.0, 1.0, 1.0, 1.0), (0.52, 0.52, 1.48, 1.48)),
    ((5.0, 5.0, 6.0, 6.0), None),
])
def test_a_region_is_kept_within_the_map_and_is_never_too_small_to_be_seen(
        region: tuple[float, float, float, float], expected: tuple[float, float, float, float] | None) -> None:
    kept = kept_region(region, (-4.0, -4.0), (4.0, 4.0))
    assert kept == (pytest.approx(expected) if expected is not None else None)


def test_the_light_outlasts_a_change_of_theme(program: Deltaflow, window: MainWindow, marks: Marks) -> None:
    show(marks, "a1[2]", "part equations")
    light = window.session.pointed_out
    theme = Theme(dark=True)
    window.compose(theme, "en", program._formulas)
    marks.set_theme(theme)
    program.settle()
    assert window.session.pointed_out == light
    card = place_of(window.workspaces["network"].page.workspace.below, window)
    box, = boxes(marks)
    assert box.contains(card)
    assert is_lit(picture(window), QPointF(box.left(), card.center().y()), theme)


def test_the_picture_of_the_inputs_is_ringed_as_a_whole(qapp: QApplication, qtbot: QtBot, former_look: None) -> None:
    program = started(qapp, qtbot, Options(theme="light", language="en", size=(1200, 800)))
    marks = Marks(program.window, THEME)
    show(marks, "layer 0")
    assert program.session.pointed_out is None, "784 little rings would be no light"
    canvas = program.window.workspaces["network"].page.workspace.stage.canvas
    ring, = boxes(marks)
    assert place_of(canvas, program.window).contains(ring)
    height = ring.height()
    canvas.zoom(1.5, QPointF(0, 0))
    program.settle()
    assert boxes(marks)[0].height() > 1.3 * height
    close(program)
