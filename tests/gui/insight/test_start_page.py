"""The page of initial weights: rows that say only what is true, axes that can be compared, and runs beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.insight.start_page import BINS, Axis, StartPage, histogram, start_report, start_words
from gui.run.session import Session
from simulator.comparison import Compared
from simulator.experiment import Experiment, Layer, with_change
from simulator.first_pass import Outcome
from simulator.training import NEVER

TANH = Experiment("circles", (Layer(8, "tanh"), Layer(8, "tanh"), Layer(8, "tanh"), Layer(1)), seed=3)
RELU = with_change(TANH, layers=(Layer(8, "relu"), Layer(8, "relu"), Layer(8, "relu"), Layer(1)))


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(TANH)
    yield session
    session.close()


@pytest.fixture
def page(session: Session, show: Callable[..., QWidget], qtbot: QtBot) -> StartPage:
    page = StartPage(session, Theme())
    show(page).resize(760, 420)
    qtbot.waitUntil(lambda: page.is_complete)
    return page


def names(page: StartPage) -> list[str]:
    return [row.name.text() for row in page.rows]


def test_the_run_comes_first_and_then_every_other_way_to_begin(page: StartPage) -> None:
    assert names(page) == ["This run: N(0, 1/√n)", "Zeros", "N(0, σ), σ = 0.01", "N(0, σ), σ = 5", "Xavier", "He"]
    assert [row.button.isVisibleTo(page) for row in page.rows] == [False, *[True] * 5]


def test_each_row_says_what_follows(page: StartPage) -> None:
    words = [row.words.text() for row in page.rows]
    assert words[1] == "All neurons of a layer are alike: they get the same δ and stay alike."
    assert words[2].startswith("Signals fade layer by layer: the spread of a goes 0.99 → ")
    assert words[3].startswith("Saturated: σ′ ≈ 0 for ")
    assert words[4].startswith("Signals come through: the spread of a goes 0.99 → ")
    assert "alike" not in " ".join(words[2:])


def test_a_button_starts_the_comparison_with_these_initial_weights(page: StartPage, session: Session,
                                                                   qtbot: QtBot) -> None:
    session.change_settings(learning_rate=0.7)
    QTest.mouseClick(page.rows[3].button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.navigator.comparison is not None)
    assert session.navigator.comparison is not None
    assert session.navigator.comparison.compared is Compared.INITIAL_WEIGHTS
    assert session.navigator.comparison.experiment.initial_number == 5.0
    assert session.navigator.comparison.experiment.learning_rate == 0.7, "all other settings are those of the run"
    theta = session.navigator.comparison.moment.state.theta
    assert theta.std() == pytest.approx(5.0, rel=0.2)


def test_settings_that_make_no_difference_leave_the_rows_as_they_are(page: StartPage, session: Session) -> None:
    rows = page.rows
    session.reset()
    session.change_settings(learning_rate=0.1)
    session.start_run(with_change(TANH, batch_size=50))
    session.worker.wait()
    assert page.is_complete
    assert page.rows is rows


def test_another_network_is_measured_anew(page: StartPage, session: Session, qtbot: QtBot) -> None:
    rows = page.rows
    session.start_run(RELU)
    session.worker.wait()
    qtbot.waitUntil(lambda: page.rows is not rows and page.is_complete)
    assert page.rows[3].words.text().startswith("Signals explode layer by layer")


def test_a_hidden_page_measures_nothing_until_it_is_shown(page: StartPage, session: Session, qtbot: QtBot) -> None:
    rows = page.rows
    page.hide()
    session.start_run(RELU)
    session.worker.wait()
    assert page.is_complete
    assert page.rows is rows
    page.show()
    qtbot.waitUntil(lambda: page.rows is not rows)


def test_the_weights_of_the_run_are_not_repeated(session: Session, page: StartPage, qtbot: QtBot) -> None:
    rows = page.rows
    session.start_run(with_change(TANH, initializer="xavier"))
    session.worker.wait()
    qtbot.waitUntil(lambda: page.rows is not rows)
    assert names(page) == ["This run: Xavier", "Zeros", "N(0, σ), σ = 0.01", "N(0, σ), σ = 5", "He"]


def test_the_axes_stand_over_the_pictures_beside_the_scroll_bar(page: StartPage, qtbot: QtBot) -> None:
    page.window().resize(560, 260)
    axes = page._head.itemAt(1).widget()
    picture = page.rows[0].picture
    qtbot.waitUntil(lambda: page._scroll_area.verticalScrollBar().isVisible())
    qtbot.waitUntil(lambda: axes.width() == picture.width())
    assert axes.mapTo(page, axes.rect().topLeft()).x() == picture.mapTo(page, picture.rect().topLeft()).x()


@pytest.mark.parametrize("dark", [False, True])
def test_histograms_are_painted_in_the_colours_of_their_signs(session: Session, show: Callable[..., QWidget],
                                                              qtbot: QtBot, dark: bool) -> None:
    theme = Theme(dark=dark)
    page = StartPage(session, theme)
    show(page).resize(900, 600)
    qtbot.waitUntil(lambda: page.is_complete)
    image = page.rows[4].picture.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    for color in (theme.positive, theme.negative, theme.delta_positive, theme.delta_negative, theme.sunken):
        assert color.name() in colors


# the report behind it


def test_all_rows_share_the_axes_and_no_value_is_lost() -> None:
    report = start_report(TANH, TANH.open_data(), None, NEVER)
    for row in report.rows:
        for strips in row.strips:
            assert len(strips) == 4
            for strip in strips:
                assert strip.shares.sum() == pytest.approx(1.0)
    z, a, delta = report.axes
    assert a == Axis(-1.0, 1.0), "from the least to the largest that tanh and sigmoid have"
    assert z.high == -z.low > 4.3, "the sigmoid of the output saturates inside of it"
    assert delta.high == -delta.low


@pytest.mark.parametrize(("experiment", "outcome"), [
    (with_change(TANH, initializer="constant"), Outcome.ALIKE),
    (with_change(TANH, layers=(Layer(3, "step"), Layer(1)), initializer="xavier"), Outcome.FLAT)])
def test_other_outcomes_have_words_of_their_own(experiment: Experiment, outcome: Outcome) -> None:
    own = start_report(experiment, experiment.open_data(), None, NEVER).rows[0]
    assert own.outcome is outcome
    assert start_words(own)


@pytest.mark.parametrize(("output", "cost", "says"), [
    ("sigmoid", "binary_cross_entropy", "No hidden layer:"),
    ("step", "perceptron", "No hidden layer:"),
    ("step", "quadratic", "σ′ = 0 everywhere: no δ comes through"),
    ("sigmoid", "quadratic", "Saturated: σ′ ≈ 0 for "),
])
def test_without_a_hidden_layer_nothing_is_said_of_hidden_neurons(output: str, cost: str, says: str) -> None:
    """The perceptron rule and δ = a − y do without σ′: then a flat σ keeps no δ back."""
    single = with_change(TANH, layers=(Layer(1, output),), cost=cost, initializer="normal_sigma", initial_number=20.0)
    own = start_report(single, single.open_data(), None, NEVER).rows[0]
    assert start_words(own).startswith(says)
    assert "hidden activations" not in start_words(own)
    assert "layer by layer" not in start_words(own)


def test_the_page_says_how_many_samples_were_measured(page: StartPage) -> None:
    assert page._note.text() == "a first pass of 200 samples"


def test_dead_neurons_are_counted_in_words() -> None:
    own = start_report(with_change(RELU, seed=1, initializer="he"), RELU.open_data(), None, NEVER).rows[0]
    assert own.dead[0] > 0
    assert f"Dead, off for every sample: {own.dead[0]} of 24 neurons." in start_words(own)


def test_values_outside_of_an_axis_are_counted_at_its_ends() -> None:
    values = np.array([[-9.0, -0.1, 0.0, 0.1, 9.0, 9.0, np.nan, np.inf]])
    strip = histogram(values, Axis(-1.0, 1.0))
    assert strip.shares[0] == 1 / 8
    assert strip.shares[BINS - 1] == 4 / 8
    assert strip.shares[BINS // 2] == 1 / 8
    assert (strip.below, strip.above) == (1 / 8, 4 / 8)


def test_regression_and_a_single_neuron_have_a_report_too() -> None:
    sine = Experiment("sine", (Layer(4, "tanh"), Layer(1, "identity")), cost="quadratic")
    single = with_change(TANH, layers=(Layer(1),))
    for experiment in (sine, single):
        assert len(start_report(experiment, experiment.open_data(), None, NEVER).rows) == 6
