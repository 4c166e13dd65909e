"""The panel below the stage: pages by mouse and by key, made when they are wanted, kept when it is made anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.equations.equation_panel import EquationPanel
from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.insight.lower_panel import _SIDE, _TITLE_ROOM, LowerPanel
from gui.run.choice import Selection
from gui.run.session import Session
from gui.transport.keys import install_keys
from simulator.experiment import Experiment, Layer, with_change
from simulator.steps import Phase

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)))
STEPS = Experiment(data_set="xor_gate", layers=(Layer(2, "step"), Layer(1, "step")), cost="quadratic", batch_size=1,
                   shuffled=False, initial_theta=(1.0, -1.0, 2.0, 1.0, -0.5, 0.5, 1.0, -2.0, 1.5))
DEEP = Experiment(data_set="spiral", layers=(*[Layer(12, "leaky_relu")] * 9, Layer(1)))
LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

Open = Callable[..., LowerPanel]


@pytest.fixture
def formulas(light_look: None) -> Iterator[Formulas]:
    made = Formulas(Theme())
    yield made
    made.close()


@pytest.fixture
def open_panel(qtbot: QtBot, formulas: Formulas) -> Iterator[Open]:
    """A panel in a window that has the keys of the program and a line to type into."""
    sessions: list[Session] = []

    def opened(experiment: Experiment = CIRCLES, width: int = 1000, height: int = 202,
               former: LowerPanel | None = None) -> LowerPanel:
        session = Session(experiment)
        sessions.append(session)
        window = QWidget()
        qtbot.addWidget(window)
        panel = LowerPanel(session, Theme(), formulas, former)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel, 1)
        line = QLineEdit()
        column.addWidget(line)
        column.setSpacing(0)
        install_keys(window, session.navigator)
        panel.setProperty("session", session)
        panel.setFixedHeight(height)
        window.resize(width, height + line.sizeHint().height())
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return panel

    yield opened
    for session in sessions:
        session.close()


def in_sight(panel: LowerPanel) -> str:
    """The key of the only page that can be seen."""
    seen = [key for key in panel.page_keys() if key in panel._pages and panel.page(key).isVisible()]
    assert len(seen) == 1
    return seen[0]


def test_it_begins_with_the_equations(open_panel: Open) -> None:
    panel = open_panel()
    assert panel.key() == in_sight(panel) == "equations"
    assert isinstance(panel.equations, EquationPanel)
    assert panel.page("equations") is panel.equations


def test_a_page_is_loaded_and_made_when_it_is_first_wanted(open_panel: Open) -> None:
    sys.modules.pop("gui.insight.matrix_page", None)
    panel = open_panel()
    assert "gui.insight.matrix_page" not in sys.modules
    panel.show_page("matrix")
    assert "gui.insight.matrix_page" in sys.modules
    page = panel.page("matrix")
    panel.show_page("equations")
    panel.show_page("matrix")
    assert panel.page("matrix") is page


def test_a_click_on_a_segment_brings_its_page(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    for key, segment in zip(panel.page_keys(), panel.segments.segments(), strict=True):
        if key != panel.key():
            with qtbot.waitSignal(panel.page_changed) as heard:
                QTest.mouseClick(segment, LEFT)
            assert heard.args == [key]
        assert in_sight(panel) == key


def test_control_and_a_digit_bring_the_page_and_leave_the_digit_itself_to_the_transport(open_panel: Open) -> None:
    panel = open_panel()
    session = panel.property("session")
    line = panel.window().findChild(QLineEdit)
    line.setFocus()
    granularity = session.navigator.granularity
    for number, key in enumerate(panel.page_keys(), 1):
        QTest.keyClick(line, Qt.Key(int(Qt.Key.Key_0) + number % 10), CONTROL if number <= 10 else CONTROL | SHIFT)
        assert in_sight(panel) == key
        assert panel.segments.index() == number - 1
        held = "Ctrl" if number <= 10 else "Ctrl+Shift"
        assert f"{held}+{number % 10}" in panel.segments.segments()[number - 1].toolTip()
    assert session.navigator.granularity is granularity


def test_the_keys_of_the_session_work_whatever_page_is_in_view(open_panel: Open) -> None:
    panel = open_panel()
    session = panel.property("session")
    panel.window().setFocus()
    for key in panel.page_keys():
        panel.show_page(key)
        before = session.moment
        QTest.keyClick(panel.window(), Qt.Key.Key_Right)
        session.worker.wait()
        assert session.moment is not before


def test_where_the_row_does_not_fit_the_choice_is_folded_away(open_panel: Open) -> None:
    panel = open_panel(width=496)
    assert panel.choice.isVisible()
    assert not panel.segments.isVisible()
    QTest.keyClick(panel.choice, Qt.Key.Key_Down)
    assert in_sight(panel) == panel.choice.key() == panel.page_keys()[1]
    panel.window().resize(1000, 230)
    QApplication.processEvents()
    assert panel.segments.isVisible()
    assert panel.segments.index() == 1


@pytest.mark.parametrize("width", [496, 700, 1000])
def test_no_headline_lies_below_the_choice(open_panel: Open, width: int) -> None:
    panel = open_panel(width=width)
    for key in panel.page_keys():
        panel.show_page(key)
        QApplication.processEvents()
        chooser = panel.choice if panel.choice.isVisible() else panel.segments
        taken = QRect(chooser.mapTo(panel, QPoint(0, 0)), chooser.size())
        for label in panel.page(key).findChildren(QLabel):
            if label.isVisible() and label.text():
                place = QRect(label.mapTo(panel, QPoint(0, 0)), label.size())
                assert not taken.intersects(place), (key, label.text())


def test_every_page_fits_into_the_smallest_panel(open_panel: Open) -> None:
    panel = open_panel(width=496, height=182)
    for key in panel.page_keys():
        panel.show_page(key)
        QApplication.processEvents()
        page = panel.page(key)
        assert page.minimumSizeHint().width() <= 496, key
        assert page.minimumSizeHint().height() <= 190, key


def test_every_headline_has_room_beside_the_row_of_pages(open_panel: Open) -> None:
    panel = open_panel(DEEP)
    narrowest = panel.segments.sizeHint().width() + _TITLE_ROOM + 2 * _SIDE
    panel.window().resize(narrowest, panel.window().height())
    QApplication.processEvents()
    assert panel.segments.isVisible()
    for key in panel.page_keys():
        panel.show_page(key)
        QApplication.processEvents()
        assert panel.page(key).minimumSizeHint().width() <= narrowest, key


def test_a_panel_made_anew_keeps_the_page(open_panel: Open) -> None:
    former = open_panel()
    former.show_page("activation")
    panel = open_panel(former=former)
    assert panel.key() == in_sight(panel) == "activation"
    assert panel.segments.index() == panel.page_keys().index("activation")


def test_of_two_runs_the_panel_says_whose_numbers_it_shows(open_panel: Open) -> None:
    panel = open_panel()
    session = panel.property("session")
    letter = panel._chooser.findChild(QLabel)
    assert letter.isHidden()
    width = panel._room_left[0].width()
    session.start_comparison(with_change(session.experiment, learning_rate=2.0))
    session.worker.wait()
    assert letter.isVisible()
    assert letter.text() == "A"
    assert panel._room_left[0].width() > width, "no headline lies below it"
    assert panel.segments.isVisible(), "the letter takes no page away"
    session.end_comparison()
    session.worker.wait()
    assert letter.isHidden()


@pytest.mark.parametrize("width", [1000, 800, 496])
def test_why_says_which_neuron_it_is_about_however_narrow_its_header_is(open_panel: Open, width: int) -> None:
    panel = open_panel(CIRCLES, width, 300)
    panel.show_page("why")
    QApplication.processEvents()
    page = panel.page("why")
    assert "layer 2, neuron 1" in (page._note.shown_text(), page.place.text().split(" · ")[0])
    assert "…" not in page._note.shown_text()


def test_pages_that_are_out_of_sight_do_no_work(open_panel: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = open_panel()
    session = panel.property("session")
    for key in ("activation", "matrix", "equations"):
        panel.show_page(key)
    calls: list[object] = []
    monkeypatch.setattr("gui.insight.activation_page.reading", lambda *_: calls.append(1))
    monkeypatch.setattr("gui.insight.matrix_page.collapsed", lambda *_: calls.append(1))
    session.navigator.next()
    session.worker.wait()
    assert calls == []


@pytest.mark.parametrize(("width", "height"), [(1000, 230), (496, 202), (496, 170)])
def test_why_a_step_does_not_learn_is_said_however_small_the_panel_is(
    open_panel: Open, width: int, height: int
) -> None:
    panel = open_panel(STEPS, width, height)
    session = panel.property("session")
    while session.moment.phase is not Phase.BP1 or session.moment.sample.a[-1][0] == session.moment.sample.target[0]:
        session.navigator.next()
        session.worker.wait()
    page = panel.equations.view.page
    assert page is not None
    assert "Every δ is 0: the step function is flat" in " ".join(ink.text for ink in page.inks)
    assert page.height <= panel.equations.view.height()


def test_the_session_outlives_every_page(open_panel: Open) -> None:
    panel = open_panel()
    session = panel.property("session")
    for key in panel.page_keys():
        panel.show_page(key)
    panel.window().close()
    delete(panel)
    session.navigator.next()  # whatever still listened would raise an error now
    session.select(Selection(1, 1))
    session.worker.wait()
    session.select(None)
    session.start_run(STEPS)
    session.worker.wait()


def test_an_unknown_page_is_refused(open_panel: Open) -> None:
    with pytest.raises(KeyError):
        open_panel().page("nothing")
