"""The timeline of a descent, clicked and dragged with a real mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme, blend
from gui.run.jobs import Activity
from gui.transport.timeline import Span
from gui.workspaces.descent import descent_player
from gui.workspaces.descent.descent_session import DescentSession
from gui.workspaces.descent.page import DescentTimeline, part_about
from simulator.descent.setup import DescentSetup
from simulator.descent.stops import BEGINNING, Part, Place, place_after
from simulator.steps import Phase

LEFT = Qt.MouseButton.LeftButton
Record = Callable[..., list[object]]
STEPS = 40


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[DescentSession]:
    monkeypatch.setattr(descent_player, "SLICE", 60.0)  # recorded at once, however busy the computer is
    session = DescentSession(DescentSetup("bowl"))
    session.go_to_step(STEPS)
    session.go_to(Place(9, Part.GRADIENT))
    yield session
    session.close()


@pytest.fixture
def timeline(qtbot: QtBot, light_look: None, session: DescentSession) -> DescentTimeline:
    timeline = DescentTimeline(session, Theme())
    qtbot.addWidget(timeline)
    timeline.resize(440, 52)
    with qtbot.waitExposed(timeline):
        timeline.show()
    return timeline


def part_point(timeline: DescentTimeline, part: Part, share: float = 0.5) -> QPoint:
    """A point of a part in the bar."""
    span = timeline.part_span(part)
    return QPointF(span.left + share * span.width, timeline.rows.bar(span).center().y()).toPoint()


def step_point(timeline: DescentTimeline, steps: int) -> QPoint:
    """The point on the line of all steps where so many are made."""
    x = timeline.step_x(steps)
    return QPointF(x, timeline.rows.samples(Span(x, x)).center().y()).toPoint()


def drag(timeline: DescentTimeline, points: list[QPoint]) -> None:
    QTest.mousePress(timeline, LEFT, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(timeline, point)
    QTest.mouseRelease(timeline, LEFT, pos=points[-1])


def color_at(timeline: DescentTimeline, point: QPoint) -> QColor:
    return QColor(timeline.grab().toImage().pixelColor(point))


def places(session: DescentSession) -> list[Place]:
    """Grows by the place each time that it changes."""
    seen: list[Place] = []
    session.moved.connect(lambda: seen.append(session.place))
    return seen


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_click_on_a_part_shows_that_part_of_the_step(
        timeline: DescentTimeline, session: DescentSession, part: Part, share: float) -> None:
    QTest.mouseClick(timeline, LEFT, pos=part_point(timeline, part, share))
    assert session.place == Place(9, part)


def test_a_click_on_the_name_under_a_part_shows_it_as_well(
        timeline: DescentTimeline, session: DescentSession) -> None:
    label = timeline.rows.labels(timeline.part_span(Part.MOVE)).center().toPoint()
    QTest.mouseClick(timeline, LEFT, pos=label)
    assert session.place == Place(9, Part.MOVE)


def test_dragging_over_the_parts_passes_through_them_and_back(
        timeline: DescentTimeline, session: DescentSession) -> None:
    seen = places(session)
    drag(timeline, [part_point(timeline, part) for part in (*Part, Part.DIRECTION)])
    assert seen == [Place(9, Part.DIRECTION), Place(9, Part.MOVE), Place(9, Part.DIRECTION)]


def test_the_step_line_is_dragged_to_any_step_in_both_directions(
        timeline: DescentTimeline, session: DescentSession) -> None:
    seen = places(session)
    drag(timeline, [step_point(timeline, steps) for steps in (10, 25, STEPS, 18, 0)])
    assert seen == [place_after(steps) for steps in (10, 25, STEPS, 18, 0)]
    assert seen[-1] == BEGINNING


def test_a_drag_stays_on_the_line_where_it_began(timeline: DescentTimeline, session: DescentSession) -> None:
    start = step_point(timeline, 10)
    drag(timeline, [start, QPoint(step_point(timeline, 30).x(), 0)])
    assert session.place == place_after(30)
    here = part_point(timeline, Part.GRADIENT)
    drag(timeline, [here, QPoint(part_point(timeline, Part.MOVE).x(), step_point(timeline, 3).y())])
    assert session.place == Place(29, Part.MOVE)


def test_beyond_its_ends_a_drag_stays_at_the_end(timeline: DescentTimeline, session: DescentSession) -> None:
    start = step_point(timeline, 10)
    drag(timeline, [start, start + QPoint(3000, 100)])
    assert session.place == place_after(STEPS)
    drag(timeline, [start, start - QPoint(3000, 100)])
    assert session.place == BEGINNING
    assert session.length == STEPS, "nothing new is recorded"


def test_a_drag_within_a_step_or_a_part_moves_nothing(timeline: DescentTimeline, session: DescentSession) -> None:
    seen = places(session)
    drag(timeline, [part_point(timeline, Part.DIRECTION, share) for share in (0.2, 0.5, 0.8)])
    drag(timeline, [step_point(timeline, 12) + QPoint(x, 0) for x in (0, 1, 2, 0)])
    assert seen == [Place(9, Part.DIRECTION), place_after(12)]


def test_moving_over_it_without_a_button_or_with_another_one_moves_nothing(
        timeline: DescentTimeline, session: DescentSession) -> None:
    seen = places(session)
    QTest.mouseMove(timeline, step_point(timeline, 30))
    QTest.mouseClick(timeline, Qt.MouseButton.RightButton, pos=step_point(timeline, 30))
    assert seen == []
    QTest.mouseClick(timeline, LEFT, pos=step_point(timeline, 5))
    for steps in (20, 30):
        QTest.mouseMove(timeline, step_point(timeline, steps))
        assert timeline.toolTip() == f"step {steps} of {STEPS}", "it has seen the pointer"
    assert seen == [place_after(5)]


def test_taking_hold_of_it_pauses_play(timeline: DescentTimeline, session: DescentSession) -> None:
    session.toggle_play()
    QTest.mouseClick(timeline, LEFT, pos=step_point(timeline, 20))
    assert (session.activity, session.place) == (Activity.IDLE, place_after(20))


def test_what_is_under_the_pointer_is_told(timeline: DescentTimeline) -> None:
    for part in Part:
        QTest.mouseMove(timeline, part_point(timeline, part))
        assert timeline.toolTip() == part_about(part)
    QTest.mouseMove(timeline, step_point(timeline, 17))
    assert timeline.toolTip() == f"step 17 of {STEPS}"


def test_parts_that_are_done_have_their_colour_and_those_ahead_a_pale_one(
        timeline: DescentTimeline, session: DescentSession) -> None:
    theme = Theme()
    gradient = theme.phase_color(Phase.ACTIVATION)
    move = theme.phase_color(Phase.UPDATE)
    here = {part: part_point(timeline, part, 0.3) for part in Part}
    assert color_at(timeline, here[Part.GRADIENT]).name() == gradient.name()
    assert color_at(timeline, here[Part.MOVE]).name() == blend(theme.card, move, 0.3).name()
    session.go_to(Place(9, Part.MOVE))
    assert color_at(timeline, here[Part.MOVE]).name() == move.name()


def test_the_mark_on_the_step_line_stands_where_the_steps_are(
        timeline: DescentTimeline, session: DescentSession) -> None:
    text = Theme().text.name()
    for steps in (5, 20, 35):
        session.go_to_step(steps)
        assert color_at(timeline, step_point(timeline, steps)).name() == text
        assert color_at(timeline, step_point(timeline, steps + 2)).name() != text
    assert timeline.step_x(0) < timeline.step_x(STEPS) <= timeline.width()


def test_a_mark_that_is_dragged_after_more_steps_were_made_finds_them_on_the_line(
        timeline: DescentTimeline, session: DescentSession) -> None:
    session.go_to_step(400)
    QTest.mouseClick(timeline, LEFT, pos=step_point(timeline, 400))
    assert session.place == place_after(400)
    QTest.mouseClick(timeline, LEFT, pos=step_point(timeline, 200))
    assert abs(session.place.steps_made - 200) <= 1, "a pixel is a step wide"


def test_without_labels_it_is_lower_and_works_the_same(timeline: DescentTimeline, session: DescentSession) -> None:
    height = timeline.sizeHint().height()
    timeline.set_labels_shown(False)
    assert timeline.sizeHint().height() < height
    QTest.mouseClick(timeline, LEFT, pos=part_point(timeline, Part.DIRECTION))
    assert session.place == Place(9, Part.DIRECTION)
    QTest.mouseClick(timeline, LEFT, pos=step_point(timeline, 30))
    assert session.place == place_after(30)


def test_all_names_have_room_at_the_width_that_it_asks_for(timeline: DescentTimeline) -> None:
    timeline.resize(timeline.width_for_labels(), 52)
    for part, after in zip(Part, [*list(Part)[1:], None], strict=True):
        span = timeline.part_span(part)
        assert span.width > 0
        if after is not None:
            assert span.right < timeline.part_span(after).left
    assert timeline.part_span(Part.MOVE).right <= timeline.width()
