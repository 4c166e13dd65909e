"""The timeline of the step, clicked and dragged with a real mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme, blend
from gui.run.session import Session
from gui.transport.transport_bar import StepTimeline
from simulator.experiment import Experiment, Layer
from simulator.steps import START, Address, Granularity, Phase
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
OWN = OwnSample(np.array([0.3, -0.2]), np.array([1.0]))
LEFT = Qt.MouseButton.LeftButton
Record = Callable[..., list[object]]


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


@pytest.fixture
def make_timeline(qtbot: QtBot, light_look: None) -> Callable[[Session], StepTimeline]:
    def made(session: Session) -> StepTimeline:
        timeline = StepTimeline(session, Theme())
        qtbot.addWidget(timeline)
        timeline.resize(440, 52)
        with qtbot.waitExposed(timeline):
            timeline.show()
        return timeline

    return made


@pytest.fixture
def timeline(make_timeline: Callable[[Session], StepTimeline], session: Session) -> StepTimeline:
    return make_timeline(session)


def station_point(timeline: StepTimeline, station: int, share: float = 0.5) -> QPoint:
    """A point of a station's cell in the bar."""
    span = timeline.scale.station_span(station)
    return QPointF(span.left + share * span.width, timeline.rows.bar(span).center().y()).toPoint()


def sample_point(timeline: StepTimeline, sample: int) -> QPoint:
    """The middle of a sample's tick."""
    span = timeline.scale.sample_span.piece(sample, timeline.scale.batch_size)
    return timeline.rows.samples(span).center().toPoint()


def drag(timeline: StepTimeline, points: list[QPoint]) -> None:
    QTest.mousePress(timeline, LEFT, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(timeline, point)
    QTest.mouseRelease(timeline, LEFT, pos=points[-1])


def color_at(timeline: StepTimeline, point: QPoint) -> QColor:
    return QColor(timeline.grab().toImage().pixelColor(point))


def test_a_click_goes_to_the_station_under_the_pointer(timeline: StepTimeline, session: Session) -> None:
    station = session.moment.route.index(Phase.BP2, 1)
    QTest.mouseClick(timeline, LEFT, pos=station_point(timeline, station))
    assert session.moment.address == Address(0, 0, station, 3), "with all of its neurons"


def test_dragging_the_mark_passes_through_the_stops_of_the_step(
        timeline: StepTimeline, session: Session, record: Record) -> None:
    moments = record(session.moment_changed)
    stations = range(len(session.moment.route.stations))
    drag(timeline, [station_point(timeline, station) for station in stations])
    addresses = [moment.address for moment in moments]
    assert [address.station for address in addresses] == list(stations)[1:]
    assert addresses == sorted(addresses)
    assert session.moment.phase is Phase.UPDATE


def test_a_drag_within_a_station_moves_nothing(timeline: StepTimeline, session: Session, record: Record) -> None:
    station = session.moment.route.index(Phase.COST, 2)
    moments = record(session.moment_changed)
    drag(timeline, [station_point(timeline, station, share) for share in (0.2, 0.5, 0.8, 0.5)])
    assert len(moments) == 1


def test_dragging_neuron_by_neuron_passes_through_the_neurons(
        timeline: StepTimeline, session: Session, record: Record) -> None:
    session.navigator.set_granularity(Granularity.NEURON)
    moments = record(session.moment_changed)
    station = session.moment.route.index(Phase.WEIGHTED_INPUT, 1)
    drag(timeline, [station_point(timeline, station, share) for share in (0.1, 0.4, 0.6, 0.9)])
    assert [moment.address for moment in moments] == [Address(0, 0, station, neuron) for neuron in range(4)]


def test_a_drag_that_goes_beyond_the_end_stays_at_the_end(timeline: StepTimeline, session: Session) -> None:
    start = station_point(timeline, 0)
    drag(timeline, [start, start + QPoint(3000, 200)])
    assert session.moment.address == session.moment.route.end_of_step(0, 10)


def test_a_drag_to_the_update_and_back_comes_to_the_same_sample(timeline: StepTimeline, session: Session) -> None:
    session.navigator.go_to(Address(0, 4, 1, 3))
    route = session.moment.route
    points = [station_point(timeline, station) for station in (1, len(route.stations) - 1, 2)]
    QTest.mousePress(timeline, LEFT, pos=points[0])
    QTest.mouseMove(timeline, points[1])
    assert session.moment.address == route.end_of_step(0, 10)
    QTest.mouseMove(timeline, points[2])
    QTest.mouseRelease(timeline, LEFT, pos=points[2])
    assert (session.moment.address.sample, session.moment.address.station) == (4, 2)


def test_the_samples_of_the_batch_are_dragged_through_at_the_same_instant(
        timeline: StepTimeline, session: Session, record: Record) -> None:
    station = session.moment.route.index(Phase.BP2, 1)
    session.navigator.go_to(Address(0, 0, station, 3))
    moments = record(session.moment_changed)
    drag(timeline, [sample_point(timeline, sample) for sample in (0, 1, 2, 5, 9)])
    assert [moment.address for moment in moments] == [Address(0, sample, station, 3) for sample in (1, 2, 5, 9)]


def test_sample_by_sample_a_click_shows_the_whole_pass(timeline: StepTimeline, session: Session) -> None:
    session.navigator.set_granularity(Granularity.SAMPLE)
    QTest.mouseClick(timeline, LEFT, pos=sample_point(timeline, 6))
    assert session.moment.address == session.moment.route.end_of_sample(0, 6)


def test_a_large_batch_is_a_bar_that_can_be_dragged(make_timeline: Callable[[Session], StepTimeline]) -> None:
    session = Session(Experiment(data_set="circles", layers=(Layer(4), Layer(1)), batch_size=200))
    timeline = make_timeline(session)
    QTest.mouseClick(timeline, LEFT, pos=sample_point(timeline, 120))
    assert session.moment.address.sample == pytest.approx(120, abs=1), "a pixel is nearly as wide as a sample"
    session.close()


def test_another_button_moves_nothing(timeline: StepTimeline, session: Session) -> None:
    QTest.mouseClick(timeline, Qt.MouseButton.RightButton, pos=station_point(timeline, 5))
    assert session.moment.address == START


def test_hovering_tells_phase_and_layer_or_the_sample(timeline: StepTimeline, session: Session) -> None:
    QTest.mouseMove(timeline, station_point(timeline, session.moment.route.index(Phase.BP4, 2)))
    assert timeline.toolTip() == "Gradients · BP4 · layer 2"
    QTest.mouseMove(timeline, sample_point(timeline, 6))
    assert timeline.toolTip() == "sample 7 of 10"


def test_a_followed_sample_has_neither_batch_nor_update(timeline: StepTimeline, session: Session) -> None:
    session.navigator.follow_sample(OWN)
    assert timeline.scale.batch_size == 1
    last = len(timeline.scale.route.stations) - 1
    QTest.mouseClick(timeline, LEFT, pos=station_point(timeline, last))
    assert (session.is_following, session.moment.phase) == (True, Phase.BP4)
    below = timeline.rows.samples(timeline.scale.sample_span).center().toPoint()
    QTest.mouseMove(timeline, below)
    assert timeline.toolTip() == "Cost C of the sample", "what lies above, for there is no batch"


def test_what_is_done_has_the_full_colour_of_its_phase(timeline: StepTimeline, session: Session) -> None:
    theme, route = Theme(), session.moment.route
    there = route.index(Phase.ACTIVATION, 1)
    session.navigator.go_to(Address(0, 0, there, 3))
    before, after = there - 1, there + 1
    assert color_at(timeline, station_point(timeline, before)) == theme.phase_color(Phase.WEIGHTED_INPUT)
    pale = blend(theme.card, theme.phase_color(Phase.WEIGHTED_INPUT), 0.3)
    assert color_at(timeline, station_point(timeline, after)) == pale
    mark = QPoint(round(timeline.scale.station_span(there).middle), station_point(timeline, there).y())
    assert color_at(timeline, mark) == theme.text


def test_the_tick_of_the_sample_in_view_stands_out(timeline: StepTimeline, session: Session) -> None:
    session.navigator.go_to(Address(0, 3, 1, 3))
    colors = [color_at(timeline, sample_point(timeline, sample)) for sample in (2, 3, 4)]
    assert colors[:2] == [Theme().outline, Theme().text]
    assert colors[2] not in colors[:2]
