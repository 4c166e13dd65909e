"""The equation panel in a window: it follows the session, fits its room, checks at idle, and can be copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, QTranslator
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from gui.equations import equation_panel
from gui.equations.equation_panel import EquationPanel
from gui.equations.layer_terms import all_formulas
from gui.equations.notation import Equation, Number, Sentence, Statement, Symbol, row
from gui.equations.run_layout import Page
from gui.equations.words import Say
from gui.foundation.formulas import Formulas
from gui.foundation.theme import SMALLEST_TEXT, Theme, blend
from gui.run.choice import Selection
from gui.run.jobs import Activity
from gui.run.session import Session
from simulator.experiment import Experiment, Layer
from simulator.steps import Granularity, Phase

CIRCLES = Experiment(data_set="circles", layers=(Layer(6, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
ADAM = replace(CIRCLES, optimizer="adam", regularisation="l2", regularisation_strength=2.0)
MNIST = Experiment(layers=(Layer(30), Layer(10)))
SOFTMAX = Experiment(layers=(Layer(20, "relu"), Layer(10, "softmax")), cost="categorical_cross_entropy")

NewPanel = Callable[..., EquationPanel]


@pytest.fixture
def formulas(light_look: None) -> Iterator[Formulas]:
    made = Formulas(Theme())
    yield made
    made.close()


@pytest.fixture
def new_panel(qtbot: QtBot, formulas: Formulas) -> Iterator[NewPanel]:
    """A shown panel of a session of its own."""
    sessions: list[Session] = []

    def made(experiment: Experiment = CIRCLES, theme: Theme | None = None, width: int = 790,
             height: int = 196) -> EquationPanel:
        session = Session(experiment)
        sessions.append(session)
        theme = theme or Theme()
        formulas.set_theme(theme)
        for latex in all_formulas(session.network, experiment):
            formulas.size(latex, 20)
        panel = EquationPanel(session, theme, formulas)
        panel.setProperty("session", session)
        qtbot.addWidget(panel)
        panel.resize(width, height)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    yield made
    for session in sessions:
        session.close()


def session_of(panel: EquationPanel) -> Session:
    session = panel.property("session")
    assert isinstance(session, Session)
    return session


def go_to(panel: EquationPanel, phase: Phase, layer: int) -> None:
    session = session_of(panel)
    while (session.moment.phase, session.moment.layer) != (phase, layer):
        session.navigator.next()
        session.worker.wait()


def texts(page: Page | None) -> str:
    assert page is not None
    return " ".join(ink.text for ink in page.inks)


def test_what_is_painted_is_the_line_with_the_digits_that_it_needs(new_panel: NewPanel) -> None:
    panel = new_panel()
    statements = (Statement((Symbol("z"),), (row(Number(1.95611), "·", Number(0.24994)),), Number(1.95611 * 0.24994)),
                  Statement((Symbol("z"),), (row(Number(0.1), "·", Number(0.3)),), Number(0.04)))
    panel.view.show_equation(Equation(Phase.INPUT, Sentence(Say.VALUES, {"count": 2}), (), statements))
    assert texts(panel.view.page).replace("\N{MATHEMATICAL ITALIC SMALL Z}", "z") == (
        "z = 1.956 · 0.2499 = 0.489 z = 0.100000 · 0.300000 ≈ 0.0400")


def test_the_title_says_the_phase_and_the_neuron(new_panel: NewPanel) -> None:
    panel = new_panel()
    assert panel.title_text() == "Input 2 numbers"
    go_to(panel, Phase.WEIGHTED_INPUT, 1)
    session_of(panel).select(Selection(1, 3))
    assert panel.title_text() == "Weighted input Layer 1, neuron 4"
    go_to(panel, Phase.BP2, 1)
    assert panel.title_text() == "BP2 Error of layer 1, neuron 4"


def test_an_output_is_named_with_what_it_stands_for(new_panel: NewPanel) -> None:
    panel = new_panel(MNIST)
    go_to(panel, Phase.BP1, 2)
    session_of(panel).select(Selection(2, 7))
    assert panel.title_text() == "BP1 Error of layer 2, neuron 8 (“7”)"


def test_the_numbers_follow_what_is_chosen(new_panel: NewPanel) -> None:
    panel = new_panel()
    go_to(panel, Phase.BP4, 1)
    session = session_of(panel)
    for neuron in range(2):
        session.select(Selection(1, neuron, 1))
        moment = session.moment
        gradient = moment.sample.a[0][1] * moment.sample.delta[1][neuron]
        page = panel.view.page
        assert page is not None
        result = next(ink for ink in page.inks if ink.value == gradient)
        assert any(frame.contains(result.x, result.y) for frame in page.results)
        assert panel.title_text() == f"BP4 Weight from input 2 to layer 1, neuron {neuron + 1}"


def test_a_neuron_of_another_layer_that_is_clicked_shows_what_last_happened_to_it(new_panel: NewPanel) -> None:
    panel = new_panel()
    session = session_of(panel)
    go_to(panel, Phase.BP2, 1)
    session.select(Selection(2, 0))
    assert panel.title_text().startswith("BP1")
    session.navigator.next()
    assert panel.title_text().startswith("BP3"), "with the next move the panel shows what happens again"


def test_every_phase_of_a_step_is_shown(new_panel: NewPanel) -> None:
    panel = new_panel(replace(CIRCLES, batch_size=1))
    session, seen = session_of(panel), set()
    while session.moment.address.step == 0:
        seen.add(session.moment.phase)
        page = panel.view.page
        assert page is not None
        assert page.formulas
        assert page.results
        session.navigator.next()
        session.worker.wait()
    assert seen == set(Phase)


# the check


def test_the_check_comes_by_itself_when_nothing_else_goes_on(new_panel: NewPanel, qtbot: QtBot) -> None:
    panel = new_panel()
    go_to(panel, Phase.BP1, 2)
    assert panel.check_text() == ""
    height = panel.view.page.height if panel.view.page else 0
    qtbot.waitUntil(lambda: panel.check_text() != "")
    assert panel.check_text().startswith("check: nudging z^2_1 by ±h changes C_x at the rate ")
    assert panel.check_text().endswith("digits")
    assert panel.view.page is not None
    assert panel.view.page.height == height, "its room was kept free"


def test_a_derivative_is_checked_only_once(
        new_panel: NewPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    requests = []
    real = equation_panel.checked
    monkeypatch.setattr(equation_panel, "checked", lambda moment, request: (requests.append(request),
                                                                            real(moment, request))[1])
    panel = new_panel()
    session = session_of(panel)
    go_to(panel, Phase.BP1, 2)
    qtbot.waitUntil(lambda: panel.check_text() != "")
    session.navigator.next()
    qtbot.waitUntil(lambda: panel.check_text() != "")
    session.navigator.back()
    assert panel.check_text() != ""
    assert len(requests) == len(set(requests)) == 2


def test_nothing_is_checked_while_training(
        new_panel: NewPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = new_panel()
    session = session_of(panel)
    busy: list[Activity] = []
    monkeypatch.setattr(equation_panel, "checked", lambda *_: busy.append(session.navigator.activity))
    go_to(panel, Phase.BP1, 2)
    session.navigator.train(50)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.TRAINING)
    qtbot.waitUntil(lambda: session.navigator.activity is Activity.IDLE)
    assert Activity.TRAINING not in busy


def test_a_hidden_panel_does_nothing_until_it_is_shown(new_panel: NewPanel) -> None:
    panel = new_panel()
    panel.hide()
    go_to(panel, Phase.COST, 2)
    assert panel.title_text().startswith("Input")
    panel.show()
    assert panel.title_text().startswith("Cost")


def test_a_panel_that_was_thrown_away_hears_no_more_of_the_session(new_panel: NewPanel) -> None:
    panel = new_panel()
    session = session_of(panel)
    panel.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    session.navigator.next()
    session.worker.wait()


# room


def outside(page: Page, width: int, height: int) -> list[str]:
    """What is cut off."""
    room = QRectF(0, 0, width, height)
    found = []
    for ink in page.inks:
        right = ink.x + page.typesetter.width(ink.text, ink.face)
        if not room.contains(QRectF(ink.x, ink.y - 1, right - ink.x, 1)):
            found.append(ink.text)
    return found + ([f"{page.height} > {height}"] if page.height > height else [])


@pytest.mark.parametrize(("width", "height", "scale"), [(1100, 230, 1.0), (790, 196, 1.0), (524, 176, 1.0),
                                                        (790, 392, 2.0), (300, 180, 1.0)])
@pytest.mark.parametrize("experiment", [MNIST, SOFTMAX, ADAM], ids=["mnist", "softmax", "adam"])
def test_everything_fits_and_no_letter_is_smaller_than_12_pixels(
        new_panel: NewPanel, experiment: Experiment, width: int, height: int, scale: float) -> None:
    panel = new_panel(replace(experiment, batch_size=1), Theme(scale=scale), width, height)
    session = session_of(panel)
    while session.moment.address.step == 0:
        page = panel.view.page
        assert page is not None
        assert outside(page, panel.view.width(), panel.view.height()) == []
        assert min(font.pixelSize() for font in page.typesetter.fonts.values()) >= SMALLEST_TEXT * scale
        session.navigator.next()
        session.worker.wait()


def test_where_there_is_less_room_fewer_terms_are_written_and_more_are_counted(new_panel: NewPanel) -> None:
    panel = new_panel(MNIST, width=1100, height=230)
    go_to(panel, Phase.WEIGHTED_INPUT, 1)
    assert "772" in texts(panel.view.page)
    panel.resize(420, 176)
    narrow = panel.view.page
    assert narrow is not None
    assert narrow.level.terms < 12
    assert str(784 - narrow.level.terms) in texts(narrow)


class Stretched(QTranslator):
    """A language whose sentences are half as long again."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return text + " " + "ㅇ" * (len(text) // 2) if context == "EquationWords" else ""


def test_longer_languages_fit_as_well(new_panel: NewPanel, qapp: QApplication) -> None:
    translator = Stretched()
    qapp.installTranslator(translator)
    try:
        panel = new_panel(SOFTMAX, width=524, height=192)
        for phase, layer in ((Phase.WEIGHTED_INPUT, 1), (Phase.BP1, 2), (Phase.BP4, 1)):
            go_to(panel, phase, layer)
            page = panel.view.page
            assert page is not None
            assert "ㅇ" in panel.title_text()
            assert outside(page, panel.view.width(), panel.view.height()) == []
    finally:
        qapp.removeTranslator(translator)


def test_the_hint_gives_way_to_the_title(new_panel: NewPanel) -> None:
    panel = new_panel(width=790)
    hint = "click a neuron or an edge to follow its numbers"
    assert panel._hint.shown_text() == hint
    panel.resize(300, 196)
    QApplication.processEvents()
    assert panel._hint.shown_text() == ""


# painting


def count_pixels(panel: EquationPanel, color: QColor) -> int:
    image = panel.view.grab().toImage()
    return sum(image.pixelColor(x, y) == color for y in range(image.height()) for x in range(image.width()))


def test_signs_are_seen_in_colour_and_as_signs(new_panel: NewPanel) -> None:
    theme = Theme(dark=True)
    panel = new_panel(theme=theme)
    go_to(panel, Phase.BP2, 1)
    error = session_of(panel).moment.sample.delta[1]
    for neuron, color in ((int(error.argmax()), theme.delta_positive), (int(error.argmin()), theme.delta_negative)):
        session_of(panel).select(Selection(1, neuron))
        assert count_pixels(panel, blend(theme.text, color, 0.8)) > 10
        page = panel.view.page
        assert page is not None
        result = next(ink for ink in page.inks if ink.value == error[neuron])
        assert result.text.startswith("−") == (error[neuron] < 0)


def test_the_numbers_do_not_wait_for_a_formula_that_is_not_ready(
        new_panel: NewPanel, formulas: Formulas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = new_panel()
    with monkeypatch.context() as patch:
        patch.setattr(formulas, "is_ready", lambda latex: False)
        go_to(panel, Phase.WEIGHTED_INPUT, 1)
        waiting = panel.view.page
        assert waiting is not None
        assert waiting.results
        empty = panel.view.grab().toImage()
    formulas.rendered.emit(waiting.formulas[0].latex)
    assert panel.view.page is not waiting
    assert panel.view.grab().toImage() != empty


def test_pointing_at_a_term_names_what_it_stands_for(new_panel: NewPanel) -> None:
    panel = new_panel()
    go_to(panel, Phase.WEIGHTED_INPUT, 1)
    session_of(panel).select(Selection(1, 2))
    page = panel.view.page
    assert page is not None
    place = page.spots[1][0].center().toPoint()
    QApplication.sendEvent(panel.view, QHelpEvent(QEvent.Type.ToolTip, place, panel.view.mapToGlobal(place)))
    assert QToolTip.text() == "<i>w</i><sup>1</sup><sub>3,2</sub> · <i>a</i><sup>0</sup><sub>2</sub>"
    QToolTip.hideText()


# copying


def open_menu(panel: EquationPanel, qtbot: QtBot) -> QMenu:
    middle = panel.view.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, panel.view.mapToGlobal(middle))
    QApplication.sendEvent(panel.view, event)
    menu = panel.findChild(QMenu)
    assert isinstance(menu, QMenu)
    qtbot.waitExposed(menu)
    return menu


@pytest.mark.parametrize(("downs", "expected"), [(1, r"z^{1}_{1} = "), (2, "z^1_1")])
def test_the_right_button_copies_the_equation(new_panel: NewPanel, qtbot: QtBot, downs: int, expected: str) -> None:
    panel = new_panel()
    session_of(panel).navigator.set_granularity(Granularity.NEURON)
    go_to(panel, Phase.WEIGHTED_INPUT, 1)
    menu = open_menu(panel, qtbot)
    for _ in range(downs):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: expected in QGuiApplication.clipboard().text())
