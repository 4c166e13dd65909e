"""The loss along the way: what is drawn of each racer, how its scale is chosen, and where a click leads."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.workspaces.descent.descent_chart import ChartCurve, DescentChart
from gui.workspaces.descent.racer_looks import racer_looks
from simulator.arrays import Array
from simulator.descent.racer import Racer

LEFT = Qt.MouseButton.LeftButton
LOOKS = racer_looks([Racer("gradient_descent"), Racer("momentum")], Theme())
FALLING = 4.0 * 0.9 ** np.arange(51)
FASTER = 4.0 * 0.8 ** np.arange(31)


@pytest.fixture
def chart(show: Callable[..., QWidget]) -> DescentChart:
    chart = DescentChart(Theme())
    chart.setFixedSize(360, 200)
    show(chart)
    return chart


def curve(costs: Array, which: int = 0, *, has_ended: bool = False, batches: Array | None = None) -> ChartCurve:
    return ChartCurve(costs, LOOKS[which], batches, has_ended)


def place(chart: DescentChart, step: float) -> QPoint:
    QApplication.processEvents()
    return QPoint(chart.surface.position_of(step, 0.0).toPoint().x(), chart.surface.height() // 2)


def test_before_the_first_step_a_calm_sentence_stands_there(chart: DescentChart) -> None:
    chart.show_curves([curve(np.array([4.0]))], 0)
    assert not chart.surface.isVisible()


def test_every_racer_has_a_curve_of_its_own_length(chart: DescentChart) -> None:
    chart.show_curves([curve(FALLING), curve(FASTER, 1)], 3)
    for which, costs in enumerate((FALLING, FASTER)):
        x, y = chart.curve_data(which)
        assert x.tolist() == list(range(len(costs)))
        assert y.tolist() == costs.tolist()
    assert "GD" in chart.legend.text()
    assert LOOKS[1].color.name() in chart.legend.text()


def test_the_line_stands_at_the_present_step(chart: DescentChart) -> None:
    chart.show_curves([curve(FALLING)], 14)
    assert chart.surface.cursor_position() == 14
    chart.show_curves([curve(FALLING)], 15)
    assert chart.surface.cursor_position() == 15


@pytest.mark.parametrize("step", [1, 17, 50])
def test_a_click_chooses_the_step(chart: DescentChart, qtbot: QtBot, step: int) -> None:
    chart.show_curves([curve(FALLING)], 3)
    with qtbot.waitSignal(chart.step_chosen) as chosen:
        QTest.mouseClick(chart.surface.viewport(), LEFT, pos=place(chart, step))
    assert chosen.args == [step]


def test_a_click_beside_the_way_chooses_its_nearest_end(chart: DescentChart,
                                                        record: Callable[..., list[object]]) -> None:
    chart.show_curves([curve(FALLING)], 3)
    chosen = record(chart.step_chosen)
    for step in (-3, 55):
        QTest.mouseClick(chart.surface.viewport(), LEFT, pos=place(chart, step))
    assert chosen == [0, 50]


def test_on_the_logarithmic_scale_a_steady_fall_is_a_straight_line(chart: DescentChart) -> None:
    chart.show_curves([curve(FALLING)], 0)
    QTest.mouseClick(chart.logarithmic, LEFT, pos=QPoint(6, chart.logarithmic.height() // 2))
    assert chart.logarithmic.isChecked()
    _, y = chart.curve_data(0)
    assert y == pytest.approx(math.log10(4.0) + math.log10(0.9) * np.arange(51))


def test_costs_below_zero_have_no_logarithm_and_the_switch_says_so(chart: DescentChart) -> None:
    chart.logarithmic.setChecked(True)
    chart.show_curves([curve(-FALLING)], 0)
    assert not chart.logarithmic.isEnabled()
    assert "No cost here is above 0" in chart.logarithmic.toolTip()
    assert chart.curve_data(0)[1].tolist() == (-FALLING).tolist()
    low, high = chart.surface.value_range()
    assert low <= -4.0 < high


def test_ten_thousand_steps_keep_every_peak(chart: DescentChart) -> None:
    costs = 1.0 + 0.1 * np.sin(np.arange(10_001) / 7.0)
    costs[7321] = 1.9
    chart.show_curves([curve(costs)], 10_000)
    x, y = chart.curve_data(0)
    assert len(x) <= 600
    assert np.nanmax(y) == 1.9


def test_the_cost_of_mini_batches_is_drawn_behind(chart: DescentChart) -> None:
    batches = FALLING[:-1] * (1.0 + 0.2 * np.cos(np.arange(50)))
    chart.show_curves([curve(FALLING, batches=batches)], 5)
    assert chart.batch_data(0)[1].tolist() == batches.tolist()
    chart.show_curves([curve(FALLING)], 5)
    assert len(chart.batch_data(0)[0]) == 0


@pytest.mark.parametrize("logarithmic", [False, True])
def test_one_that_runs_away_does_not_flatten_the_others(chart: DescentChart, *, logarithmic: bool) -> None:
    away = 4.0 * 3.0 ** np.arange(40)
    chart.logarithmic.setChecked(logarithmic)
    chart.show_curves([curve(away, has_ended=True), curve(FASTER, 1)], 3)
    low, high = chart.surface.value_range()
    assert (10.0 ** high if logarithmic else high) <= 100.0
    assert "up to 1.62·10¹⁹" in chart.surface.note.text()
    x, y = chart.end_data(0)
    assert x.tolist() == [39.0], "the mark of its end stands at its last step, where it can be seen"
    assert low < y[0] < high
    assert len(chart.end_data(1)[0]) == 0


def test_a_way_that_leaves_the_domain_ends_with_a_mark_at_its_last_cost(chart: DescentChart) -> None:
    chart.show_curves([curve(np.array([4.0, 3.0, 2.0, np.nan]), has_ended=True)], 3)
    x, y = chart.end_data(0)
    assert (x.tolist(), y.tolist()) == ([3.0], [2.0])


def test_costs_that_are_no_numbers_are_gaps(chart: DescentChart) -> None:
    chart.show_curves([curve(np.array([np.nan, np.inf, np.nan]), has_ended=True)], 1)
    assert np.isnan(chart.curve_data(0)[1]).all()
    assert len(chart.end_data(0)[0]) == 0


def test_the_pointer_reads_every_cost_at_a_step(chart: DescentChart) -> None:
    chart.show_curves([curve(FALLING), curve(FASTER, 1)], 3)
    QTest.mouseMove(chart.surface.viewport(), place(chart, 10))
    QTest.mouseMove(chart.surface.viewport(), place(chart, 11))
    text = chart.surface.note.text()
    assert "after 11 steps" in text
    assert "GD 1.26" in text
    assert "M 0.344" in text


def test_other_racers_take_the_place_of_the_former_ones(chart: DescentChart) -> None:
    chart.show_curves([curve(FALLING), curve(FASTER, 1)], 3)
    chart.show_curves([curve(FASTER, 1)], 3)
    assert chart.curve_data(0)[1].tolist() == FASTER.tolist()
    assert len(chart.curve_data(1)[0]) == 0
    assert chart.legend.text() == ""


def test_the_second_of_two_descents_is_dashed_in_curve_and_legend(chart: DescentChart) -> None:
    first, second = curve(np.array([3.0, 2.0])), curve(np.array([3.0, 1.0]))
    chart.show_curves([first, replace(second, is_dashed=True)], 1)
    styles = [items[1].opts["pen"].style() for items in chart._drawn[:2]]
    assert styles == [Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine]
    assert [stroke in chart.legend.text() for stroke in "━╍"] == [True, True]
