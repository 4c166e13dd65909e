"""The transport bar, operated with a real mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.run.jobs import Activity
from gui.run.playback import SPEEDS
from gui.run.session import Session
from gui.transport.position_text import position_text
from gui.transport.transport_bar import Arrangement, StepTimeline, TransportBar
from gui.widgets.labels import ProgressLine
from simulator.experiment import Experiment, Layer
from simulator.steps import START, Address, Granularity, Phase
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
OWN = OwnSample(np.array([0.3, -0.2]), np.array([1.0]))
LEFT = Qt.MouseButton.LeftButton
Bar = Callable[..., TransportBar]


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


@pytest.fixture
def make_bar(qtbot: QtBot, light_look: None) -> Iterator[Bar]:
    """Shows a bar at the foot of a window of some width."""
    windows: list[QWidget] = []

    def made(session: Session, width: int = 1440, theme: Theme | None = None) -> TransportBar:
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        bar = TransportBar(session, theme or Theme())
        column = QVBoxLayout(window)
        column.addStretch(1)
        column.addWidget(bar)
        window.setMinimumSize(1, 1)
        window.resize(width, 300)
        with qtbot.waitExposed(window):
            window.show()
        return bar

    yield made
    windows.clear()


@pytest.fixture
def bar(make_bar: Bar, session: Session) -> TransportBar:
    return make_bar(session)


def station_point(timeline: StepTimeline, station: int, share: float = 0.5) -> QPoint:
    """A point of a station's cell in the bar."""
    span = timeline.scale.station_span(station)
    return QPointF(span.left + share * span.width, timeline.rows.bar(span).center().y()).toPoint()


def sample_point(timeline: StepTimeline, sample: int) -> QPoint:
    """The middle of a sample's tick."""
    span = timeline.scale.sample_span.piece(sample, timeline.scale.batch_size)
    return timeline.rows.samples(span).center().toPoint()


def color_at(timeline: StepTimeline, point: QPoint) -> QColor:
    return QColor(timeline.grab().toImage().pixelColor(point))


# Buttons and words


def test_next_and_back_move_the_mark(bar: TransportBar, session: Session) -> None:
    QTest.mouseClick(bar.moves.next, LEFT)
    QTest.mouseClick(bar.moves.next, LEFT)
    assert session.moment.address == Address(0, 0, 2, 3)
    QTest.mouseClick(bar.moves.back, LEFT)
    assert session.moment.address == Address(0, 0, 1, 3)


def test_next_takes_the_chosen_granularity(bar: TransportBar, session: Session) -> None:
    QTest.mouseClick(bar.granularity.segments()[3], LEFT)
    assert session.navigator.granularity is Granularity.STEP
    QTest.mouseClick(bar.moves.next, LEFT)
    assert session.moment.address == session.moment.route.end_of_step(0, 10)


def test_the_granularity_chosen_elsewhere_is_shown(bar: TransportBar, session: Session) -> None:
    for place, granularity in enumerate(Granularity):
        session.navigator.set_granularity(granularity)
        assert bar.granularity.index() == place


def test_first_and_last_lead_to_the_ends_of_the_run(bar: TransportBar, session: Session) -> None:
    for _ in range(3):
        session.navigator.next(Granularity.STEP)
    QTest.mouseClick(bar.moves.first, LEFT)
    session.worker.wait()
    assert session.moment.address == START
    QTest.mouseClick(bar.moves.last, LEFT)
    session.worker.wait()
    assert session.moment.address == session.moment.route.end_of_step(2, 10)


def test_play_becomes_pause_and_back(bar: TransportBar, session: Session) -> None:
    assert (bar.moves.play.icon_name(), bar.moves.play.toolTip()) == ("play", "Play (Space)")
    QTest.mouseClick(bar.moves.play, LEFT)
    assert session.is_playing
    assert (bar.moves.play.icon_name(), bar.moves.play.toolTip()) == ("pause", "Pause (Space)")
    QTest.mouseClick(bar.moves.play, LEFT)
    assert session.navigator.activity is Activity.IDLE
    assert bar.moves.play.icon_name() == "play"


def test_taking_the_mark_pauses_play(bar: TransportBar, session: Session) -> None:
    session.navigator.play()
    QTest.mouseClick(bar.timeline, LEFT, pos=station_point(bar.timeline, 7))
    assert (session.is_playing, session.moment.address.station) == (False, 7)


def test_the_words_follow_the_cursor(bar: TransportBar, session: Session) -> None:
    session.navigator.next()
    assert bar.position.text() == position_text(session.moment, by_neuron=False)
    session.navigator.set_granularity(Granularity.NEURON)
    assert bar.position.text() == position_text(session.moment, by_neuron=True)
    assert bar.position.toolTip() == bar.position.accessibleName() == bar.position.text().sentence


def test_the_speed_goes_through_its_steps(bar: TransportBar, session: Session) -> None:
    assert bar.speed.text() == "1×"
    QTest.mouseClick(bar.speed.faster, LEFT)
    assert (session.navigator.speed, bar.speed.text()) == (2.0, "2×")
    for _ in range(3):
        QTest.mouseClick(bar.speed.slower, LEFT)
    assert (session.navigator.speed, bar.speed.text()) == (0.25, "0.25×")
    assert (bar.speed.slower.isEnabled(), bar.speed.faster.isEnabled()) == (False, True)
    session.navigator.set_speed(3.0)
    QTest.mouseClick(bar.speed.faster, LEFT)
    assert session.navigator.speed == 4.0, "from a speed between two steps to the next step"


def test_the_speed_reached_with_tab_is_changed_with_the_arrows(bar: TransportBar, session: Session) -> None:
    bar.speed.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in SPEEDS:
        QTest.keyClick(bar.speed, Qt.Key.Key_Right)
    assert session.navigator.speed == SPEEDS[-1]
    QTest.keyClick(bar.speed, Qt.Key.Key_Left)
    assert session.navigator.speed == SPEEDS[-2]


# Training


def test_while_training_the_mark_rests_and_a_line_tells_the_progress(
        bar: TransportBar, session: Session, qtbot: QtBot) -> None:
    line = bar.timeline.findChild(ProgressLine)
    assert not line.isVisible()
    with qtbot.waitSignal(session.navigator.progress_changed):
        session.navigator.train(2000)
    assert session.is_training
    assert line.isVisible()
    assert line.fraction() == pytest.approx(session.navigator.progress, abs=1e-3)
    assert bar.position.text().titles == ("Training",)
    assert bar.moves.play.icon_name() == "pause"
    colors = {color_at(bar.timeline, station_point(bar.timeline, station)).name() for station in range(1, 5)}
    assert Theme().text.name() not in colors, "no mark"
    QTest.mouseClick(bar.timeline, LEFT, pos=station_point(bar.timeline, 1))
    assert session.is_training, "the timeline can't be dragged meanwhile"
    QTest.mouseClick(bar.moves.play, LEFT)
    session.worker.wait()
    assert not line.isVisible()
    assert bar.position.text().titles[0] == "Update · layer 1"


def test_after_training_the_timeline_belongs_to_the_step_in_view(bar: TransportBar, session: Session) -> None:
    session.navigator.follow_sample(OWN)
    session.navigator.train(0.2)
    session.worker.wait()
    session.navigator.leave_sample()
    assert bar.timeline.scale.batch_size == 10
    QTest.mouseClick(bar.timeline, LEFT, pos=sample_point(bar.timeline, 2))
    assert session.moment.address.sample == 2


# Whose sample


def test_without_a_sample_of_one_s_own_there_is_only_the_run(bar: TransportBar) -> None:
    own, training = bar.switch.segments()
    assert (own.text(), own.isEnabled(), own.toolTip()) == ("My sample", False, "Choose a sample first")
    assert training.isChecked()


def test_one_goes_back_and_forth_between_one_s_sample_and_the_run(bar: TransportBar, session: Session) -> None:
    session.navigator.next(Granularity.STEP)
    session.navigator.follow_sample(OWN)
    session.navigator.next()
    own, training = bar.switch.segments()
    assert own.isChecked()
    QTest.mouseClick(training, LEFT)
    assert not session.is_following
    assert session.moment.address == session.moment.route.end_of_step(0, 10)
    QTest.mouseClick(own, LEFT)
    assert session.is_following
    assert session.run.followed is OWN
    assert session.moment.phase is Phase.INPUT


def test_while_training_one_s_sample_is_shown_without_stopping(
        bar: TransportBar, session: Session, qtbot: QtBot) -> None:
    session.navigator.follow_sample(OWN)
    session.navigator.leave_sample()
    with qtbot.waitSignal(session.navigator.progress_changed):
        session.navigator.train(2000)
    QTest.mouseClick(bar.switch.segments()[0], LEFT)
    assert session.is_training
    assert session.is_following
    assert session.moment.knows_cost
    session.worker.stop()
    session.worker.wait()


def test_a_sample_that_fits_no_longer_is_forgotten(bar: TransportBar, session: Session) -> None:
    session.navigator.follow_sample(OWN)
    session.navigator.leave_sample()
    assert bar.switch.segments()[0].isEnabled()
    session.start_run(Experiment(data_set="mnist", layers=(Layer(10),)))
    session.worker.wait()
    assert (bar.switch.segments()[0].text(), bar.switch.segments()[0].isEnabled()) == ("My digit", False)


# Sizes


PARTS = ("moves", "granularity", "speed", "switch", "timeline", "position")


@pytest.mark.parametrize(("width", "scale", "arrangement"), [
    (1920, 1.0, Arrangement.WIDE), (1440, 1.0, Arrangement.WIDE), (1024, 1.0, Arrangement.COMPACT),
    (800, 1.0, Arrangement.TWO_ROWS), (1920, 2.0, Arrangement.COMPACT), (1440, 2.0, Arrangement.TWO_ROWS)])
def test_all_parts_have_room_at_every_width(
        make_bar: Bar, session: Session, width: int, scale: float, arrangement: Arrangement) -> None:
    theme = Theme(scale=scale)
    bar = make_bar(session, width, theme)
    assert bar.arrangement() is arrangement
    places = [getattr(bar, part).geometry() for part in PARTS]
    assert all(bar.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for number, one in enumerate(places) for other in places[number + 1:])
    for name in ("moves", "granularity", "speed", "switch"):
        part = getattr(bar, name)
        assert part.width() >= part.minimumSizeHint().width(), f"{name} is cut off"
    assert bar.timeline.width() >= theme.px(200)
    assert bar.timeline.height() >= bar.timeline.sizeHint().height()
    assert bar.minimumSizeHint().width() <= bar.width()


def test_the_bar_follows_its_window_from_wide_to_narrow_and_back(bar: TransportBar, qtbot: QtBot) -> None:
    window = bar.window()
    for width, height in ((1440, 64), (1024, 64), (720, 104), (1440, 64)):
        window.resize(width, 300)
        qtbot.waitUntil(lambda height=height: bar.height() == height)
        qtbot.waitUntil(lambda: bar.geometry().bottom() <= window.rect().bottom())


def test_the_words_don_t_push_the_timeline_about(bar: TransportBar, session: Session) -> None:
    widths = set()
    for _ in range(40):
        session.navigator.next()
        widths.add(bar.timeline.width())
    assert len(widths) == 1


def test_words_without_room_are_shortened_and_the_tooltip_has_all(make_bar: Bar, session: Session) -> None:
    bar = make_bar(session, 720)
    session.navigator.go_to(Address(0, 2, session.moment.route.index(Phase.WEIGHTED_INPUT, 1), 3))
    title, detail = bar.position.shown()
    assert title == "z · layer 1"
    assert detail in ("step 1 of 20 · sample 3 of 10", "step 1 · sample 3")
    assert "Epoch 1" in bar.position.toolTip()


def test_a_bar_that_is_gone_leaves_the_session_in_peace(
        make_bar: Bar, session: Session, qtbot: QtBot) -> None:
    bar = make_bar(session)
    with qtbot.waitSignal(bar.destroyed):
        bar.deleteLater()
    session.navigator.next()
    session.navigator.set_speed(4.0)
    session.navigator.set_granularity(Granularity.STEP)
    session.navigator.follow_sample(OWN)
