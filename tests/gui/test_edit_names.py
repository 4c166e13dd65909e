"""What edits are called in the menu: with their numbers, in the language of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.foundation.language import install_language
from gui.run.notices import NoticeAction
from gui.run.session import Session
from gui.workspaces.descent.descent_session import DescentSession
from gui.workspaces.graph.graph_session import GraphSession
from simulator.experiment import Experiment, Layer, preset, with_change
from simulator.graph.examples import EXAMPLES
from simulator.surfaces.surface import Window
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
OWN = OwnSample(np.array([0.3, -0.2]), np.array([1.0]))


@pytest.fixture
def begun(qtbot: QtBot) -> Iterator[Callable[[Experiment], Session]]:
    """Begins sessions."""
    sessions: list[Session] = []

    def begin(experiment: Experiment) -> Session:
        sessions.append(Session(experiment))
        return sessions[-1]

    yield begin
    for session in sessions:
        session.close()


@pytest.fixture
def session(begun: Callable[[Experiment], Session]) -> Session:
    return begun(CIRCLES)


def change(**settings: object) -> Callable[[Session], None]:
    return lambda session: session.change_settings(**settings)


def begin(**settings: object) -> Callable[[Session], None]:
    return lambda session: session.start_run(with_change(session.experiment, **settings))


def freeze(*places: int) -> Callable[[Session], None]:
    return change(frozen=places)


EDITS: dict[str, Callable[[Session], None]] = {
    "learning rate 0.3 → 0.1": change(learning_rate=0.1),
    "batch size 10 → 32": change(batch_size=32),
    "regularisation None → L2": change(regularisation="l2"),
    "2 settings": change(learning_rate=0.1, batch_size=32),
    "freezing of w¹₁₂": freeze(1),
    "freezing of b²₁": freeze(16),
    "freezing of 2 weights": freeze(1, 2),
    "weight w¹₂₁ = 0.5": lambda session: session.set_parameter(2, 0.5),
    "bias b²₁ = −1": lambda session: session.set_parameter(16, -1.0),
    "weight w¹₁₁ = 0.3333": lambda session: session.set_parameter(0, 1 / 3),
    "imported weights": lambda session: session.set_theta(np.zeros(17)),
    "layers 2-4-1 → 2-8-1": begin(layers=(Layer(8, "tanh"), Layer(1))),
    "activation Tanh → ReLU": begin(layers=(Layer(4, "relu"), Layer(1))),
    "optimizer Gradient descent → Adam": begin(optimizer="adam", learning_rate=0.001),
    "noise 0 → 0.3": begin(noise=0.3),
    "a new run: XOR gate 2-4-1": lambda session: session.start_run(preset("xor")),
    "a new run: Circles 2-4-1": lambda session: session.start_run(session.experiment),
    "new start": lambda session: session.reset(),
    "new weights": lambda session: session.draw_new_weights(),
    "2 deleted points": lambda session: session.change_points(points_of(session)[2:]),
    "added point": lambda session: session.change_points([*points_of(session), (0.1, 0.2, 1.0)]),
    "moved point": lambda session: session.change_points([(0.1, 0.2, 1.0), *points_of(session)[1:]]),
    "learning of your sample": lambda session: session.learn_sample(OWN),
    "comparison of two learning rates": lambda session: session.start_comparison(
        with_change(CIRCLES, learning_rate=0.05)),
}


def points_of(session: Session) -> list[tuple[float, ...]]:
    train = session.data.train
    return [(*map(float, point), float(label)) for point, label in zip(train.raw, train.labels, strict=True)]


@pytest.mark.parametrize("name", list(EDITS))
def test_an_edit_of_the_network_is_named_with_its_numbers(session: Session, name: str) -> None:
    assert (session.history.undo_name, session.history.redo_name) == ("", "")
    EDITS[name](session)
    session.worker.wait()
    assert session.history.undo_name == name
    session.history.undo()
    session.worker.wait()
    assert (session.history.undo_name, session.history.redo_name) == ("", name)
    session.history.redo()
    session.worker.wait()
    assert (session.history.undo_name, session.history.redo_name) == (name, "")


def test_a_number_of_the_optimizer_is_called_by_its_name(begun: Callable[[Experiment], Session]) -> None:
    session = begun(with_change(CIRCLES, optimizer="momentum"))
    session.change_settings(optimizer_numbers=(0.5,))
    assert session.history.undo_name == "momentum 0.9 → 0.5"


def test_a_weight_that_is_set_free_is_released(session: Session) -> None:
    session.change_settings(frozen=(1,))
    session.change_settings(frozen=())
    assert session.history.undo_name == "release of w¹₁₂"


def test_a_movement_of_the_hand_is_named_by_where_it_has_come_to(session: Session) -> None:
    for number, value in enumerate((0.1, 0.2, 0.3)):
        session.set_parameter(2, value, continues=number > 0)
    assert session.history.undo_name == "weight w¹₂₁ = 0.3"
    session.history.undo()
    assert not session.history.can_undo


def test_a_run_that_goes_on_more_slowly_says_from_where(begun: Callable[[Experiment], Session]) -> None:
    session = begun(with_change(CIRCLES, layers=(Layer(4, "identity"), Layer(1, "identity")), cost="quadratic",
                                learning_rate=30.0))
    session.navigator.train(5)
    session.worker.wait()
    assert session.notice is not None
    step = session.notice.values["back_to"]
    session.answer(NoticeAction.GO_BACK_AND_SLOW_DOWN)
    session.worker.wait()
    assert session.history.undo_name == f"slower from step {step}"


def test_a_file_of_ones_own_is_called_by_its_name(session: Session, tmp_path: Path) -> None:
    table = tmp_path / "penguins.csv"
    table.write_text("a,b,kind\n" + "".join(f"{row},{row * row % 7},{row % 2}\n" for row in range(20)), "utf-8")
    other = with_change(session.experiment, data_set="table", data_path=str(table), batch_size=5)
    session.start_run(other)
    session.worker.wait()
    assert session.history.undo_name == "a new run: penguins.csv 2-4-1"


def test_names_follow_the_language(session: Session, qapp: QApplication) -> None:
    session.change_settings(learning_rate=0.1)
    before = session.history.undo_name
    install_language(qapp, "ko")
    korean = session.history.undo_name
    install_language(qapp, "en")
    assert session.history.undo_name == before
    assert "0.3 → 0.1" in korean, "the numbers are the same in every language"


# the other workspaces


@pytest.fixture
def descent(qtbot: QtBot) -> Iterator[DescentSession]:
    session = DescentSession()
    yield session
    session.close()


def entrant(number: int, **changes: object) -> Callable[[DescentSession], None]:
    return lambda session: session.change_entrant(number, replace(session.setup.entrants[number], **changes))


DESCENTS: dict[str, Callable[[DescentSession], None]] = {
    "surface Rosenbrock": lambda session: session.choose_surface("rosenbrock"),
    "surface a^2 + b^2": lambda session: session.choose_own("a^2 + b^2", Window((-1.0, -1.0), (1.0, 1.0))),
    "start at (0.5, 0.25)": lambda session: session.move_start(0, 0, 0.5, 0.25),
    "8 starts": lambda session: session.start_at_random(),
    "Adam takes part": entrant(5, runs=True),
    "comparison of two learning rates": lambda session: session.compare("learning_rate"),
}


@pytest.mark.parametrize("name", list(DESCENTS))
def test_an_edit_of_a_descent_is_named(descent: DescentSession, name: str) -> None:
    DESCENTS[name](descent)
    assert descent.history.undo_name == name
    descent.history.undo()
    assert (descent.history.undo_name, descent.history.redo_name) == ("", name)


def test_a_number_of_an_optimizer_is_named_with_both_of_its_values(descent: DescentSession) -> None:
    rate = descent.setup.entrants[0].learning_rate
    entrant(0, learning_rate=0.125)(descent)
    assert descent.history.undo_name == f"Gradient descent: learning rate {rate} → 0.125"


@pytest.fixture
def graph(qtbot: QtBot) -> Iterator[GraphSession]:
    session = GraphSession()
    yield session
    session.close()


def test_edits_of_a_graph_are_named(graph: GraphSession) -> None:
    graph.set_text("x^2 + y")
    assert graph.history.undo_name == "expression x^2 + y"
    graph.set_value("x", 2.5)
    assert graph.history.undo_name == "x = 2.5"
    graph.set_learning_rate(0.25)
    assert graph.history.undo_name.endswith("→ 0.25")
    graph.set_descending(("x", "y"))
    assert graph.history.undo_name == "variables to change: x, y"
    graph.open_example(EXAMPLES[1])
    assert graph.history.undo_name.startswith("example “")
    for _ in range(5):
        graph.history.undo()
    assert (graph.history.undo_name, graph.history.redo_name) == ("", "expression x^2 + y")


def test_updates_are_one_edit_and_counted(graph: GraphSession, qtbot: QtBot) -> None:
    graph.set_text("x^2")
    graph.set_descending(("x",))
    graph.update(12)
    qtbot.waitUntil(lambda: graph.is_settled)
    assert graph.history.undo_name == "12 updates"
    graph.update(1)
    qtbot.waitUntil(lambda: graph.is_settled)
    assert graph.history.undo_name == "one update"
    graph.history.undo()
    assert (graph.history.undo_name, graph.history.redo_name) == ("12 updates", "one update")


def test_a_slider_is_named_by_where_it_has_come_to(graph: GraphSession) -> None:
    graph.set_text("x^2")
    first = graph.values["x"]
    for value in (0.6, 0.7, 0.8):
        graph.set_value("x", value, continues=True)
    graph.set_value("x", 0.8)
    assert graph.history.undo_name == "x = 0.8"
    graph.history.undo()
    assert graph.values["x"] == first
