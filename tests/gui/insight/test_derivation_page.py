"""The page "Why": lines by button, key and click, numbers of the live sample, light on the stage, the assumptions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.equations.notation import Number, Statement, Sum
from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.insight.derivation_layout import statements
from gui.insight.derivation_page import DerivationPage
from gui.insight.lettering import text_of
from gui.run.choice import PointedOut, Selection
from gui.run.session import Session
from gui.workspaces.network.stage import NetworkStage
from simulator.derivations.lines import DERIVED, LineKind, derivation, layers_of
from simulator.derivations.numbers import subject_of
from simulator.experiment import Experiment, Layer
from simulator.steps import Granularity, Phase
from tests.waiting import MILLISECONDS, wait_until

XOR = Experiment(data_set="xor_gate", layers=(Layer(2, "sigmoid"), Layer(1)), cost="quadratic", batch_size=4,
                 shuffled=False, learning_rate=0.5)
CLASSES = Experiment(data_set="three_classes", layers=(Layer(4, "tanh"), Layer(3, "softmax")),
                     cost="categorical_cross_entropy", batch_size=5)
PERCEPTRON = Experiment(data_set="xor_gate", layers=(Layer(1, "step"),), cost="perceptron", batch_size=1)
LEFT = Qt.MouseButton.LeftButton

Open = Callable[..., tuple[Session, DerivationPage]]


@pytest.fixture
def open_page(open_any_page: Open, formulas: Formulas) -> Open:
    def opened(experiment: Experiment = XOR, width: int = 780, height: int = 380, theme: Theme | None = None
               ) -> tuple[Session, DerivationPage]:
        return open_any_page(lambda session, own: DerivationPage(session, own, formulas), experiment, width=width,
                             height=height, theme=theme)

    return opened


def go_to(session: Session, phase: Phase) -> None:
    """Press Next until this phase is in view."""
    session.navigator.set_granularity(Granularity.LAYER)
    while session.moment.phase is not phase:
        session.navigator.next()
        session.worker.wait()


def choose(page: DerivationPage, place: int) -> None:
    QTest.mouseClick(page.topics.segments()[place], LEFT)


def said(page: DerivationPage) -> str:
    """The reason of the present line."""
    return text_of(page.view.texts[-1].reason)


# lines


def test_it_begins_with_one_line_and_next_brings_another(open_page: Open) -> None:
    _, page = open_page()
    assert (page.topic, page.line, len(page.view.texts)) == (Phase.BP1, 0, 1)
    assert not page.previous.isEnabled()
    QTest.mouseClick(page.next, LEFT)
    assert [text.formula for text in page.view.texts] == [line.formula for line in page.lines()[:2]]
    assert page.place.text() == "2 of 6"
    QTest.mouseClick(page.previous, LEFT)
    assert len(page.view.texts) == 1


def test_behind_a_click_on_next_the_keys_go_on(open_page: Open) -> None:
    _, page = open_page()
    QTest.mouseClick(page.next, LEFT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert page.line == 2


def test_the_last_line_is_the_end(open_page: Open) -> None:
    _, page = open_page()
    for _ in range(9):
        QTest.mouseClick(page.next, LEFT)
    assert len(page.view.texts) == len(page.lines())
    assert not page.next.isEnabled()


def test_up_and_down_go_from_line_to_line(open_page: Open) -> None:
    _, page = open_page()
    page.view.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(3):
        QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert page.line == 3
    QTest.keyClick(page.view, Qt.Key.Key_Up)
    QTest.keyClick(page.view, Qt.Key.Key_Up)
    assert page.line == 1
    for _ in range(5):
        QTest.keyClick(page.view, Qt.Key.Key_Up)
    assert page.line == 0


def test_a_click_on_a_line_goes_back_to_it(open_page: Open) -> None:
    _, page = open_page(height=900)
    page.show_line(4)
    QTest.mouseClick(page.view, LEFT, pos=page.view.line_rect(1).center().toPoint())
    assert page.line == 1


def test_the_present_line_is_in_sight(open_page: Open) -> None:
    _, page = open_page(width=496, height=280)
    for number in range(len(page.lines())):
        page.show_line(number)
        QTest.qWait(1)
        QApplication.processEvents()
        port = page._area.viewport()
        rect = page.view.line_rect(number).toRect()
        assert port.rect().contains(QPoint(5, page.view.mapTo(port, rect.center()).y()))


def test_every_equation_keeps_the_lines_that_have_come(open_page: Open) -> None:
    _, page = open_page()
    page.show_line(3)
    choose(page, 2)
    assert page.line == 0
    choose(page, 0)
    assert page.line == 3


def test_a_page_made_anew_keeps_what_was_chosen(open_page: Open, formulas: Formulas) -> None:
    session, page = open_page()
    choose(page, 3)
    page.show_line(2)
    other = DerivationPage(session, Theme(dark=True), formulas)
    other.show_view_state(page.view_state())
    assert (other.topic, other.line, other.follows.isChecked()) == (Phase.BP4, 2, False)
    other.close()
    other.deleteLater()


# which equation, and for what


def test_the_equation_follows_the_steps_until_somebody_chooses_one(open_page: Open) -> None:
    session, page = open_page()
    for phase in (Phase.COST, *DERIVED):
        go_to(session, phase)
        assert page.topic is phase
        assert page.topics.index() == (*DERIVED, Phase.COST).index(phase)
    choose(page, 0)
    assert not page.follows.isChecked()
    go_to(session, Phase.BP2)
    assert page.topic is Phase.BP1
    QTest.mouseClick(page.follows, LEFT, pos=QPoint(8, page.follows.height() // 2))
    assert page.topic is Phase.BP2


def test_it_is_derived_for_the_neuron_or_weight_that_is_followed(open_page: Open) -> None:
    session, page = open_page()
    choose(page, 3)
    session.select(Selection(1, 1, 0))
    subject = page.subject()
    assert subject is not None
    assert (subject.layer, subject.neuron, subject.source) == (1, 1, 0)
    choose(page, 0)  # BP1 holds at the output only
    subject = page.subject()
    assert subject is not None
    assert (subject.layer, subject.neuron) == (2, 0)


def test_without_a_hidden_layer_there_is_no_bp2(open_page: Open) -> None:
    _, page = open_page(PERCEPTRON)
    assert not page.topics.segments()[1].isEnabled()
    assert "hidden layer" in page.topics.segments()[1].toolTip()
    page.show_topic(Phase.BP2)
    assert page.topic is Phase.BP1


def test_another_run_is_followed(open_page: Open) -> None:
    session, page = open_page()
    choose(page, 1)
    page.show_line(7)
    session.select(Selection(1, 1))
    session.start_run(PERCEPTRON)
    session.worker.wait()
    assert page.topic is Phase.BP1
    assert len(page.lines()) == 4


# numbers and words


def result_of(statement: Statement) -> float:
    assert statement.result is not None
    return statement.result.value


@pytest.mark.parametrize("experiment", [XOR, CLASSES, PERCEPTRON])
def test_the_numbers_are_those_of_the_sample(open_page: Open, experiment: Experiment) -> None:
    session, _ = open_page(experiment)
    moment = session.moment
    for phase in DERIVED:
        for layer in layers_of(moment.network, phase):
            subject = subject_of(moment, phase, layer, 0)
            for line in derivation(moment.network, phase):
                written = statements(moment, line, subject)
                assert written is not None
                if line.is_goal and phase in (Phase.BP1, Phase.BP2, Phase.BP3):
                    assert result_of(written[-1]) == pytest.approx(float(moment.sample.delta[layer][0]), rel=1e-12)


def test_the_sum_that_collapses_is_written_with_its_zeros(open_page: Open) -> None:
    session, _ = open_page(CLASSES)
    moment = session.moment
    subject = subject_of(moment, Phase.BP3, 2, 1)
    lines = {line.kind: line for line in derivation(moment.network, Phase.BP3)}
    chain = statements(moment, lines[LineKind.CHAIN], subject)
    collapse = statements(moment, lines[LineKind.COLLAPSE], subject)
    assert chain is not None
    assert collapse is not None
    total = chain[0].parts[0]
    assert isinstance(total, Sum)
    assert [value != 0.0 for value in total.values.tolist()] == [False, True, False]
    numbers = [item.value for part in collapse[0].parts if not isinstance(part, Sum) for item in part
               if isinstance(item, Number)]
    assert numbers == pytest.approx([0.0, abs(float(moment.sample.delta[2][1])), 1.0, 0.0])


def test_softmax_says_that_its_sum_stays(open_page: Open) -> None:
    _, page = open_page(CLASSES)
    page.show_line(1)
    assert "does not collapse" in said(page)
    page.show_line(99)
    assert "matrix J" in said(page)


def test_a_cost_that_is_read_from_z_is_said_to_violate_the_assumption(open_page: Open) -> None:
    _, page = open_page(PERCEPTRON)
    page.show_line(1)
    assert "violates assumption 2" in said(page)
    choose(page, 4)
    assert "Violated here: this cost contains z." in page.assumptions.output_text()


@pytest.mark.parametrize("experiment", [XOR, CLASSES, PERCEPTRON])
def test_every_line_has_its_sentence_and_can_be_drawn(open_page: Open, formulas: Formulas,
                                                      experiment: Experiment) -> None:
    _, page = open_page(experiment, width=900, height=420)
    for place in range(4):
        if not page.topics.segments()[place].isEnabled():
            continue
        choose(page, place)
        page.show_line(99)
        for text in page.view.texts:
            assert text_of(text.reason).endswith(".")
            assert "{" not in text_of(text.reason)
            assert formulas.size(text.formula, 17).width() > 0
    page.grab()


# light on the stage


def test_what_a_line_speaks_of_is_pointed_out(open_page: Open) -> None:
    session, page = open_page()
    session.select(Selection(1, 1))
    choose(page, 1)
    page.show_line(1)
    assert session.pointed_out == PointedOut(
        frozenset({Selection(1, 1), Selection(2, 0), Selection(2, 0, 1)}), Phase.BP2)
    page.show_line(0)
    assert session.pointed_out == PointedOut(frozenset({Selection(1, 1)}), Phase.BP2)
    choose(page, 4)
    assert session.pointed_out == PointedOut(frozenset({Selection(2, 0)}), Phase.COST)
    page.hide()
    assert session.pointed_out is None


def difference(before: QImage, after: QImage, area: QRectF) -> int:
    """Pixels of an area that have changed."""
    rect = area.toRect()
    return sum(before.pixel(x, y) != after.pixel(x, y) for x in range(rect.left(), rect.right())
               for y in range(rect.top(), rect.bottom()))


def test_the_stage_lights_up_what_is_pointed_out(qtbot: object, open_page: Open) -> None:
    session, page = open_page()
    stage = NetworkStage(session, Theme())
    stage.resize(700, 400)
    stage.show()
    QTest.qWaitForWindowExposed(stage, MILLISECONDS)
    canvas = stage.canvas
    wait_until(lambda: not canvas.is_moving)
    page.hide()
    before = canvas.grab().toImage()
    session.point_out(PointedOut(frozenset({Selection(1, 1), Selection(2, 0, 1)}), Phase.BP2))
    after = canvas.grab().toImage()
    assert canvas.frame is not None
    columns, view = canvas.frame.layout.columns, canvas.frame.view

    def around(layer: int, neuron: int) -> QRectF:
        centre = view.point(columns[layer].x, float(columns[layer].y[neuron]))
        reach = float(columns[layer].radius[neuron]) + 12
        return QRectF(centre - QPointF(reach, reach), centre + QPointF(reach, reach))

    assert difference(before, after, around(1, 1)) > 50
    assert difference(before, after, around(1, 0)) == 0
    session.point_out(None)
    assert canvas.grab().toImage() == before
    stage.close()
    stage.deleteLater()


# the assumptions


def test_the_cost_is_shown_as_the_mean_of_the_samples(open_page: Open) -> None:
    session, page = open_page()
    choose(page, 4)
    assert page.assumptions.isVisible()
    assert not page.next.isVisible()
    record = session.moment.record
    costs = 0.5 * ((record.a[-1] - record.targets) ** 2).sum(axis=1)
    text = page.assumptions.mean_text()
    assert f"{costs.mean():.3f}" in text
    for cost in costs.tolist():
        assert f"{cost:#.3g}" in text


def test_the_output_alone_is_said_to_matter(open_page: Open) -> None:
    session, page = open_page()
    choose(page, 4)
    text = page.assumptions.output_text()
    assert text.startswith("2 · C_x depends on a^2 alone")
    assert "act only through a^2" in text
    assert f"{session.moment.sample.cost:#.3g}" in text


def test_a_click_on_a_bar_goes_to_its_sample(open_page: Open) -> None:
    session, page = open_page()
    choose(page, 4)
    page.assumptions.grab()
    QTest.mouseClick(page.assumptions, LEFT, pos=page.assumptions.bar(2).center().toPoint())
    session.worker.wait()
    assert session.moment.address.sample == 2


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True), Theme(scale=2.0)], ids=["light", "dark", "large"])
@pytest.mark.parametrize("size", [(496, 182), (780, 380)])
def test_it_is_painted_in_every_look(open_page: Open, theme: Theme, size: tuple[int, int]) -> None:
    _, page = open_page(CLASSES, theme.px(size[0]), theme.px(size[1]), theme)
    for place in (0, 1, 4):
        choose(page, place)
        page.show_line(99)
        assert not page.grab().isNull()
    assert page.minimumSizeHint().width() <= theme.px(496)
    assert page.minimumSizeHint().height() <= theme.px(190)


def test_a_very_large_batch_is_painted(open_page: Open) -> None:
    session, page = open_page(Experiment(data_set="three_classes", layers=CLASSES.layers, cost=CLASSES.cost,
                                         batch_size=150))
    choose(page, 4)
    assert not page.grab().isNull()
    assert np.isfinite(session.moment.record.cost)
