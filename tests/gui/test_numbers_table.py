"""The numbers of what is in view, as tables, and the menu that saves them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.workspaces.contract import Row
from gui.workspaces.numbers_table import graph_rows, history_rows, network_rows, trail_rows, write_csv
from simulator.descent.race import Race
from simulator.descent.racer import Racer
from simulator.errors import Explained
from simulator.evaluation import Evaluation, History
from simulator.experiment import preset
from simulator.graph.graph import evaluate
from simulator.graph.text import read_graph
from simulator.moment import Moment
from simulator.propagation import outputs
from simulator.run import Run
from simulator.steps import START, Address, Phase
from simulator.surfaces.surface import Window, own_surface

VALUE, Z, A, SLOPE, DELTA, GRADIENT, MEAN = range(5, 12)


def moment_at(name: str, phase: Phase, layer: int) -> Moment:
    """The first step of a preset, where a station of its first sample is complete."""
    experiment = preset(name)
    run = Run(experiment, experiment.open_data())
    run.arrive(run.timeline.begin(), START)
    route = run.moment.route
    address = route.with_neurons_complete(Address(0, 0, route.index(phase, layer), 0))
    run.arrive(run.timeline.begin(), address)
    return run.moment


def by_name(rows: list[Row]) -> dict[str, Row]:
    return {str(row[0]): row for row in rows}


def test_every_neuron_weight_and_bias_has_a_row_of_its_own() -> None:
    rows = network_rows(moment_at("xor", Phase.BP4, 1))
    kinds = [row[1] for row in rows]
    assert (kinds.count("neuron"), kinds.count("weight"), kinds.count("bias"), kinds.count("cost")) == (7, 12, 5, 1)
    assert len({row[0] for row in rows}) == len(rows), "no name stands twice"
    assert by_name(rows)["w2[1,3]"][2:5] == (2, 1, 3), "counted as on the screen"


def test_gradients_are_what_nudging_a_weight_does_to_the_cost() -> None:
    moment = moment_at("xor", Phase.BP4, 1)
    rows, network, sample = by_name(network_rows(moment)), moment.network, moment.sample

    def cost(theta: np.ndarray) -> float:
        out = outputs(network, theta, sample.inputs[np.newaxis])
        return float(network.cost.value(out, sample.target[np.newaxis])[0])

    for name, index in (("w1[2,1]", network.weight_index(1, 1, 0)), ("w2[1,4]", network.weight_index(2, 0, 3)),
                        ("b1[3]", network.bias_index(1, 2)), ("b2[1]", network.bias_index(2, 0))):
        nudge = np.zeros(network.parameter_count)
        nudge[index] = 1e-6
        slope = (cost(moment.theta + nudge) - cost(moment.theta - nudge)) / 2e-6
        assert rows[name][GRADIENT] == pytest.approx(slope, rel=1e-6, abs=1e-9)
        assert rows[name][VALUE] == moment.theta[index]
    assert rows["C_x"][VALUE] == pytest.approx(cost(moment.theta))


def test_a_weighted_input_can_be_added_up_from_the_rows() -> None:
    rows = by_name(network_rows(moment_at("xor", Phase.ACTIVATION, 2)))
    summed = rows["b1[2]"][VALUE] + sum(rows[f"w1[2,{k}]"][VALUE] * rows[f"x[{k}]"][A] for k in (1, 2))  # type: ignore
    assert rows["a1[2]"][Z] == pytest.approx(summed)
    a = rows["a1[2]"][A]
    assert isinstance(a, float)
    assert a == pytest.approx(np.tanh(summed))
    assert rows["a1[2]"][SLOPE] == pytest.approx(1 - a * a)


def test_what_is_not_computed_yet_stays_empty() -> None:
    at_start = network_rows(moment_at("xor", Phase.INPUT, 0))
    assert {column for row in at_start for column in range(Z, MEAN + 1) if row[column] is not None} == {A}
    assert "C_x" not in by_name(at_start)
    forward = by_name(network_rows(moment_at("xor", Phase.ACTIVATION, 1)))
    assert forward["a1[1]"][A] is not None
    assert forward["a2[1]"][Z] is None
    backward = by_name(network_rows(moment_at("xor", Phase.BP1, 2)))
    assert backward["a2[1]"][DELTA] is not None
    assert backward["a1[1]"][DELTA] is None
    assert backward["w2[1,1]"][GRADIENT] is None


def test_the_mean_gradient_appears_when_it_is_formed() -> None:
    before, moment = (moment_at("xor", phase, 2) for phase in (Phase.BP4, Phase.MEAN_GRADIENT))
    assert by_name(network_rows(before))["w2[1,1]"][MEAN] is None
    rows = by_name(network_rows(moment))
    assert rows["w2[1,1]"][MEAN] == moment.record.gradient[moment.network.weight_index(2, 0, 0)]
    assert rows["w1[1,1]"][MEAN] is None, "layer 1 follows later"


def test_the_digits_have_a_row_for_each_of_their_23_860_parameters() -> None:
    rows = network_rows(moment_at("mnist", Phase.UPDATE, 1))
    assert sum(row[1] in ("weight", "bias") for row in rows) == 23_860


def test_history_pairs_costs_and_evaluations_of_the_same_weights() -> None:
    history = History()
    assert history_rows(history) == []
    history.add(Evaluation(0, 0.7, 0.5, 4, 0.8, 0.25, 4))
    history.append(0.6)
    history.append(0.5)
    history.add(Evaluation(2, 0.4, 1.0, 4, 0.5, float("nan"), 0))
    assert history_rows(history) == [(0, 0.6, 0.7, 0.5, 0.8, 0.25), (1, 0.5, None, None, None, None),
                                     (2, None, 0.4, 1.0, 0.5, None)]


def test_trails_follow_the_closed_form_of_a_bowl() -> None:
    surface = own_surface("a^2 + b^2", Window((-4.0, -4.0), (4.0, 4.0)))
    race = Race(surface, [Racer("gradient_descent", 0.1, start=(2.0, 1.0)), Racer("gradient_descent", 0.25,
                                                                                 start=(-1.0, 0.0))])
    race.extend_to(5)
    rows = trail_rows([race.trails], 5)
    assert [row[:6] for row in rows[::6]] == [("A", 1, "gradient_descent", 0.1, None, 0),
                                              ("A", 2, "gradient_descent", 0.25, None, 0)]
    for row in rows[:6]:
        factor = 0.8 ** row[5]  # type: ignore[operator]
        assert row[6:] == pytest.approx((2 * factor, factor, 5 * factor ** 2, 4 * factor, 2 * factor,
                                         2 * factor * 5 ** 0.5))


def test_a_graph_has_its_derivatives_once_they_are_known() -> None:
    numbers = evaluate(read_graph("L = x*y + x"), {"x": 3.0, "y": 2.0})
    count = len(numbers.graph.nodes)
    names = [node.name or str(number) for number, node in enumerate(numbers.graph.nodes)]
    start = {row[1]: row for row in graph_rows(numbers, 0, names)}
    assert start["x"][2:] == ("variable", 3.0, None)
    assert start["L"][3:] == (None, None)
    from simulator.graph.stops import stops_of  # noqa: PLC0415

    end = {row[1]: row for row in graph_rows(numbers, len(stops_of(numbers.graph)) - 1, names)}
    assert len(end) == count
    assert end["x"][4] == 3.0, "∂L/∂x = y + 1"
    assert end["y"][4] == 3.0, "∂L/∂y = x"
    assert end["L"][2:] == ("add", 9.0, 1.0)


def test_a_file_holds_every_digit_and_spreadsheets_know_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    write_csv(path, ("이름", "σ′(z)"), [("a, b", 0.1 + 0.2), ("c", None), ("d", 1e-300)])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file))
    assert read == [["이름", "σ′(z)"], ["a, b", "0.30000000000000004"], ["c", ""], ["d", "1e-300"]]


def test_a_folder_that_is_none_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(Explained, match=r"numbers\.csv can't be written .*choose another folder"):
        write_csv(tmp_path / "nowhere" / "numbers.csv", ("a",), [])


@pytest.mark.parametrize(("options", "names", "column"), [
    ({"experiment": "xor", "steps": 3}, ["network", "history"], "σ′(z)"),
    ({"workspace": "descent", "steps": 4}, ["descent"], "|∇C|"),
    ({"workspace": "graph", "steps": 4}, ["graph"], "∂L/∂"),
])
def test_the_menu_saves_the_numbers_of_the_page_in_view(
        start: Callable[..., Deltaflow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        options: dict[str, object], names: list[str], column: str) -> None:
    files = start(**options).window.files
    asked: list[str] = []

    def answer(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return str(tmp_path / Path(name).stem), kinds  # typed without an ending

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    files.menu.aboutToShow.emit()
    actions = files.numbers.actions()
    assert len(actions) == len(names)
    for action in actions:
        action.trigger()
        path = tmp_path / asked[-1]
        qtbot.waitUntil(lambda path=path: path.is_file() and path.stat().st_size > 0)  # type: ignore[misc]
    assert asked == [f"{name}.csv" for name in names]
    header = (tmp_path / asked[0]).read_text(encoding="utf-8-sig").splitlines()[0]
    assert column in header
    qtbot.waitUntil(lambda: not files._writing.is_under_way)
    assert files._main.top_bar.line() == f"Saved {asked[-1]}"


def test_a_table_that_cant_be_written_is_told_in_the_window(
        start: Callable[..., Deltaflow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = start(workspace="graph")
    nowhere = str(tmp_path / "nowhere" / "graph.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (nowhere, ""))
    program.window.files.menu.aboutToShow.emit()
    with qtbot.waitSignal(program.session.notice_changed):
        program.window.files.numbers.actions()[0].trigger()
    assert "graph.csv can't be written" in str(program.session.notice)
    assert program.window.banner.isVisible()
