"""Entries that the program doesn't know, one of each kind and each in one place, are at home in the whole window."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from documents.programs import Library, write_program
from gui.app import Deltaflow
from gui.equations.arithmetic import worked_out
from gui.foundation.theme import Theme, contrast
from gui.workspaces.descent.racer_looks import racer_looks
from gui.workspaces.descent.workspace import lane_title
from lectures.reading import read_lecture
from simulator.descent.racer import Racer
from simulator.descent.remedies import Remedy
from simulator.descent.stops import Stride
from simulator.experiment import Experiment, Layer
from simulator.optimizers import OPTIMIZERS
from simulator.steps import Granularity
from tests.foreign_entries import register
from tests.gui.descent.test_racer_looks import VISIONS, lab
from tests.gui.documents.person import Person
from tests.trial_entries import ADAMW, DIFFERENCE, EGG_BOX, GELU, HUBER, SEED, TRIAL


@pytest.fixture(autouse=True)
def trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them stand in their tables."""
    for table, entry in TRIAL:
        register(monkeypatch, table, entry)


def run() -> Experiment:
    """An experiment in which everything is foreign."""
    return Experiment(data_set="stripes", features=("x1", "radius"), layers=(Layer(4, "gelu"), Layer(1, "sigmoid")),
                      cost="huber", initializer="lecun", optimizer="adamw", learning_rate=0.01,
                      regularisation="elastic", regularisation_strength=0.5, batch_size=10, seed=3)


@pytest.fixture
def program(start: Callable[..., Deltaflow]) -> Deltaflow:
    """The program with that experiment."""
    program = start(experiment="xor")
    program.session.start_run(run())
    program.session.worker.wait()
    program.settle()
    return program


def test_menus_offer_them_by_their_names(program: Deltaflow) -> None:
    boxes = program.window.findChildren(QComboBox)
    offered = {box.itemText(number) for box in boxes for number in range(box.count())}
    offered |= {part.strip() for text in offered for part in text.split("·")}
    assert {GELU.label, HUBER.label, ADAMW.label, "Elastic net", "LeCun", "Stripes"} <= offered


def test_a_run_of_them_is_stepped_shown_on_every_page_and_taken_back(program: Deltaflow, qtbot: QtBot) -> None:
    session, workspace = program.session, program.window.workspaces["network"].page.workspace
    begin = session.moment.theta
    for key in workspace.below.page_keys():
        workspace.below.show_page(key)
        for granularity in Granularity:
            session.navigator.next(granularity)
            session.worker.wait()
        program.window.grab()
    assert not np.array_equal(session.moment.theta, begin)
    session.navigator.first()
    session.worker.wait()
    np.testing.assert_array_equal(session.moment.theta, begin)


def test_the_calculation_of_an_activation_and_the_rule_of_an_optimizer_are_worked_out() -> None:
    assert GELU.calculation is not None
    for z in (-3.0, -0.4, 1.7):
        assert worked_out(GELU.calculation.text, {"z": z}) == pytest.approx(GELU.value(np.array([z]))[0], rel=1e-12)
    assert HUBER.calculation is not None
    assert worked_out(HUBER.calculation.summand, {"a": 3.0, "y": 0.5}) == pytest.approx(2.0)
    values = {"θ": 2.0, "η": 0.1, "epsilon": 1e-8, "weight_decay": 0.5}
    known = {**values, "m\u0302": 0.3, "s\u0302": 0.09}
    assert worked_out(dict(ADAMW.assignments)["θ"], known) == pytest.approx(2.0 - 0.1 - 0.1, rel=1e-6)


def test_the_exported_program_gives_the_same_outputs(program: Deltaflow, tmp_path: Path) -> None:
    moment = program.session.moment
    path = tmp_path / "network.py"
    write_program(moment, Library.NUMPY, path)
    names = runpy.run_path(str(path))
    np.testing.assert_allclose(names["outputs"](names["x"]), moment.sample.a[-1], rtol=1e-12)
    assert "torch.tanh" in (write_program(moment, Library.PYTORCH, path) or path.read_text(encoding="utf-8"))


def test_a_document_keeps_the_run(start: Callable[..., Deltaflow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
                                  tmp_path: Path) -> None:
    person = Person(start(experiment="xor"), qtbot, monkeypatch)
    person.session.start_run(run())
    person.session.worker.wait()
    person.work(0.2)
    wanted = person.session.moment
    person.save_to(tmp_path / "foreign.deltaflow")
    other = Person(start(experiment="xor"), qtbot, monkeypatch)
    other.desk.open_path(tmp_path / "foreign.deltaflow")
    other.settle()
    assert other.session.experiment == wanted.experiment
    np.testing.assert_array_equal(other.session.moment.theta, wanted.theta)


def test_a_lecture_sets_them() -> None:
    text = '''
title.en = "Foreign"
title.ko = "낯선 것"
[[beat]]
title.en = "One"
title.ko = "하나"
text.en = "Two"
text.ko = "둘"
[beat.scene]
experiment = "moons"
[beat.scene.settings]
layers = [{ neurons = 3, activation = "gelu" }, { neurons = 1, activation = "sigmoid" }]
cost = "huber"
optimizer = "adamw"
regularisation = "elastic"
initializer = "lecun"
[[beat]]
title.en = "Three"
title.ko = "셋"
text.en = "Four"
text.ko = "넷"
scene = { workspace = "descent", surface = "egg_box", optimizers = [{ name = "adamw", learning_rate = 0.1 }] }
[[beat]]
title.en = "Four"
title.ko = "넷"
text.en = "Five"
text.ko = "다섯"
scene = { surface = "neuron_quadratic", batch_size = 2, compare = { kind = "other_seed", value = 5 } }
[[beat]]
title.en = "Five"
title.ko = "다섯"
text.en = "Six"
text.ko = "여섯"
scene = { workspace = "graph", graph = "difference" }
'''
    assert read_lecture(text, "foreign", "").problems == ()


def test_all_optimizers_descend_on_a_foreign_surface_and_are_told_apart(start: Callable[..., Deltaflow],
                                                                       qtbot: QtBot) -> None:
    program = start(workspace="descent", surface=EGG_BOX.name)
    window = program.window
    session = window.workspaces["descent"].session
    assert session.setup.made.symbols == ("a", "b")
    session.edit(replace(session.setup, entrants=tuple(replace(one, runs=True) for one in session.setup.entrants)))
    assert [one.optimizer for one in session.setup.entrants][-1] == ADAMW.name
    for _ in range(3):
        session.next(Stride.TEN_STEPS)
    qtbot.waitUntil(lambda: session.is_settled)
    window.grab()
    lane = session.lanes[0]
    number = next(place for place, one in enumerate(lane.runners) if one.racer.optimizer == ADAMW.name)
    step = lane.trails[number].step(5)
    np.testing.assert_allclose(sum(term.vector for term in step.terms), step.theta_after - step.theta, atol=1e-12)
    decay = {term.symbol: term.vector for term in step.terms}["Δθ(θ)"]
    np.testing.assert_allclose(decay, -step.racer.learning_rate * 0.01 * step.theta, rtol=1e-12)


@pytest.mark.parametrize("dark", [False, True])
def test_an_optimizer_without_a_colour_has_one_that_nobody_takes_for_another(*, dark: bool) -> None:
    theme = Theme(dark)
    looks = racer_looks([Racer(one.name) for one in (*OPTIMIZERS, ADAMW)], theme)
    assert len({look.mark for look in looks}) == len({look.shape for look in looks}) == len(looks)
    assert contrast(looks[-1].color, theme.card) >= 3.5
    for vision in VISIONS.values():
        seen = [lab(look.color, vision) for look in looks]
        assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) > 19.0


def test_a_foreign_remedy_is_compared_named_undone_and_kept(start: Callable[..., Deltaflow], qtbot: QtBot,
                                                            monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    person = Person(start(workspace="descent", surface="neuron_quadratic"), qtbot, monkeypatch)
    workspace = person.window.workspaces["descent"]
    session, rows = workspace.session, workspace.page.workspace.left.remedies
    session.edit(replace(session.setup, batch_size=2))
    assert rows.kind.itemText(rows.kind.count() - 1) == SEED.label
    rows.kind.chosen.emit(SEED.name)
    qtbot.waitUntil(lambda: session.is_settled)
    assert [lane.setup.seed for lane in session.lanes] == [session.setup.seed, session.setup.seed + 1]
    assert session.history.undo_name == SEED.comparison
    rows.fields[SEED.name].committed.emit(7)
    assert (session.remedy, session.history.undo_name) == (Remedy(SEED.name, 7), SEED.value_label)
    assert rows.fields[SEED.name].value() == 7
    assert lane_title(session.lanes[1].setup, session.remedy) == "Seed 7"
    person.save_to(tmp_path / "foreign.deltaflow")
    other = Person(start(workspace="descent"), qtbot, monkeypatch)
    other.desk.open_path(tmp_path / "foreign.deltaflow")
    other.settle()
    assert other.window.workspaces["descent"].session.remedy == Remedy(SEED.name, 7)
    session.history.undo()
    session.history.undo()
    assert session.remedy is None


def test_a_foreign_example_is_in_the_list_and_opens(start: Callable[..., Deltaflow]) -> None:
    program = start(workspace="graph")
    session = program.window.workspaces["graph"].session
    session.open_example(DIFFERENCE)
    program.settle()
    program.window.grab()
    assert session.title == DIFFERENCE.name


def test_a_weight_below_foreign_layers_becomes_a_graph(program: Deltaflow, qtbot: QtBot) -> None:
    program.window.activateWindow()
    program.window.workspaces["graph"].show_derivative()
    program.settle()
    assert program.window.workspaces["graph"].page is not None
    QApplication.processEvents()
    program.window.grab()
