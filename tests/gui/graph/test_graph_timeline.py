"""The timeline of a graph, clicked and dragged with a real mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme, blend
from gui.run.jobs import Activity
from gui.workspaces.graph.graph_session import GraphSession
from gui.workspaces.graph.page import GraphTimeline
from simulator.graph.examples import EXAMPLES, GraphExample, example_named
from simulator.graph.stops import StopKind

LEFT = Qt.MouseButton.LeftButton
Open = Callable[..., tuple[GraphSession, GraphTimeline]]


@pytest.fixture
def open_line(qtbot: QtBot, light_look: None) -> Iterator[Open]:
    sessions: list[GraphSession] = []

    def opened(example: str = "neuron_quadratic", size: tuple[int, int] = (440, 52), theme: Theme | None = None
               ) -> tuple[GraphSession, GraphTimeline]:
        session = GraphSession(example_named(example))
        sessions.append(session)
        line = GraphTimeline(session, theme or Theme())
        qtbot.addWidget(line)
        line.resize(*size)
        with qtbot.waitExposed(line):
            line.show()
        return session, line

    yield opened
    for session in sessions:
        session.close()


def point_of(line: GraphTimeline, position: int, share: float = 0.5) -> QPoint:
    """A point of the cell of a stop, in the bar."""
    span = line.span_of(position)
    return QPointF(span.left + share * span.width, line.rows.bar(span).center().y()).toPoint()


def color_at(line: GraphTimeline, point: QPoint) -> QColor:
    return QColor(line.grab().toImage().pixelColor(point))


def is_nearly(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_click_on_a_cell_leads_to_its_stop(open_line: Open, share: float) -> None:
    session, line = open_line()
    for position in (*range(1, len(session.stops)), 3, 1):
        QTest.mouseClick(line, LEFT, pos=point_of(line, position, share))
        assert session.position == position


def test_a_click_before_the_first_cell_leads_to_the_start(open_line: Open) -> None:
    session, line = open_line()
    session.last()
    QTest.mouseClick(line, LEFT, pos=QPoint(1, point_of(line, 1).y()))
    assert session.position == 0


def test_a_click_behind_the_last_cell_leads_to_the_end(open_line: Open) -> None:
    session, line = open_line()
    QTest.mouseClick(line, LEFT, pos=QPoint(line.width() - 1, point_of(line, 1).y()))
    assert session.position == len(session.stops) - 1


def test_a_click_on_the_names_below_counts_as_well(open_line: Open) -> None:
    session, line = open_line()
    span = line.span_of(9)
    QTest.mouseClick(line, LEFT, pos=QPoint(round((span.left + span.right) / 2), line.height() - 4))
    assert session.position == 9


def test_dragging_passes_through_all_stops_to_the_end_and_back_to_the_start(open_line: Open) -> None:
    session, line = open_line()
    end, seen = len(session.stops) - 1, []
    session.moved.connect(lambda: seen.append(session.position))
    QTest.mousePress(line, LEFT, pos=QPoint(0, point_of(line, 1).y()))
    for position in (*range(1, end + 1), *range(end - 1, 0, -1)):
        QTest.mouseMove(line, point_of(line, position))
    QTest.mouseMove(line, QPoint(-30, 5))
    QTest.mouseRelease(line, LEFT, pos=QPoint(-30, 5))
    assert seen == [*range(1, end + 1), *range(end - 1, -1, -1)]
    QTest.mouseMove(line, point_of(line, 4))
    assert session.position == 0, "after the button was let go nothing is dragged"


def test_dragging_far_beyond_the_end_stays_at_the_end(open_line: Open) -> None:
    session, line = open_line()
    QTest.mousePress(line, LEFT, pos=point_of(line, 2))
    QTest.mouseMove(line, QPoint(5000, 10))
    QTest.mouseRelease(line, LEFT, pos=QPoint(5000, 10))
    assert session.position == len(session.stops) - 1


def test_other_buttons_do_nothing(open_line: Open) -> None:
    session, line = open_line()
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        QTest.mousePress(line, button, pos=point_of(line, 3))
        QTest.mouseMove(line, point_of(line, 5))
        QTest.mouseRelease(line, button, pos=point_of(line, 5))
    assert session.position == 0


def test_a_click_pauses_play(open_line: Open) -> None:
    session, line = open_line()
    session.set_speed(0.25)
    session.toggle_play()
    QTest.mouseClick(line, LEFT, pos=point_of(line, 5))
    assert session.activity is Activity.IDLE
    assert session.position == 5


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
@pytest.mark.parametrize("size", [(240, 40), (440, 52), (900, 52)], ids=str)
def test_every_stop_has_its_cell_in_order_within_the_widget(open_line: Open, example: GraphExample,
                                                             size: tuple[int, int]) -> None:
    session, line = open_line(example.name, size)
    former = line.span_of(0)
    for position in range(1, len(session.stops)):
        span = line.span_of(position)
        assert former.right <= span.left + 1e-9
        assert span.right > span.left
        assert line.position_at((span.left + span.right) / 2) == position
        former = span
    assert 0 <= line.span_of(0).left
    assert former.right <= line.width()


def test_the_seed_is_the_first_cell_of_the_part_backward(open_line: Open) -> None:
    session, line = open_line()
    seed = next(number for number, stop in enumerate(session.stops) if stop.kind is StopKind.SEED)
    assert line.span_of(seed).left > line.span_of(seed - 1).right + 1


def test_what_is_done_has_its_colour_and_what_lies_ahead_is_pale(open_line: Open) -> None:
    session, line = open_line()
    theme = Theme()
    seed = next(number for number, stop in enumerate(session.stops) if stop.kind is StopKind.SEED)
    for here in (0, 3, seed - 1, seed, seed + 2, len(session.stops) - 1):
        session.go_to(here)
        for position in (1, 2, seed - 1, seed, len(session.stops) - 2):
            if position == here or position == here + 1:
                continue  # the mark stands at its edge
            full = theme.positive if position < seed else theme.delta_positive
            wanted = full if position <= here else blend(theme.card, full, 0.3)
            assert is_nearly(color_at(line, point_of(line, position)), wanted), (here, position)


def test_the_mark_stands_at_the_end_of_the_stop_in_view(open_line: Open) -> None:
    session, line = open_line()
    for position in (0, 1, 4, len(session.stops) - 1):
        session.go_to(position)
        x = line.span_of(position).right
        knob = line.rows.knob(round(x)).center().toPoint()
        assert is_nearly(color_at(line, knob), Theme().text)


def test_a_graph_of_hundreds_of_stops_is_drawn_and_clicked(open_line: Open) -> None:
    session, line = open_line()
    session.set_text("\n".join(["a0 = x", *(f"a{n + 1} = sin(a{n} + w{n})" for n in range(200)), "L = a200"]))
    assert len(session.stops) > 800
    theme = Theme()
    session.last()
    for position in (30, 250):
        assert is_nearly(color_at(line, point_of(line, position)), theme.positive)
    for share in (0.1, 0.4, 0.6, 0.9):
        x = line.width() * share
        QTest.mouseClick(line, LEFT, pos=QPoint(round(x), point_of(line, 1).y()))
        span = line.span_of(session.position)
        assert span.left - 1 <= round(x) <= span.right + 1


def test_another_graph_has_other_cells_at_once(open_line: Open) -> None:
    session, line = open_line()
    before = line.span_of(2).width
    session.open_example(example_named("network"))
    line.repaint()
    assert line.span_of(2).width < before
    QTest.mouseClick(line, LEFT, pos=point_of(line, len(session.stops) - 1, 0.9))
    assert session.position == len(session.stops) - 1


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True), Theme(scale=2.0)], ids=["light", "dark", "double"])
def test_the_names_have_room_in_the_width_that_is_asked_for(open_line: Open, theme: Theme) -> None:
    _, line = open_line(theme=theme)
    line.set_labels_shown(True)
    line.resize(line.width_for_labels(), line.sizeHint().height())
    for name, part in zip(("forward", "backward"), line._spans(), strict=True):
        assert line._label_width(name) <= part.width + 1
    line.set_labels_shown(False)
    assert line.sizeHint().height() < line.height()
