"""Whatever a person has done to a run, it can be saved and opened."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from simulator.changes import Change, ParameterChange, SettingsChange, ThetaChange
from simulator.experiment import preset, with_change
from simulator.navigation import next_stop, previous_stop
from simulator.optimizers import OPTIMIZERS
from simulator.run import Run
from simulator.steps import START, Address, Granularity, Route
from simulator.training import Divergence, OwnSample
from tests.documents.made_documents import begun, bits, opened_again

DATA = ("xor", "moons", "regression_plane", "curve_sine", "three_classes")


class Person:
    """Somebody who does at random what can be done to a run."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        optimizer = self.random.choice([one.name for one in OPTIMIZERS])
        experiment = with_change(preset(self.random.choice(DATA)), optimizer=optimizer, learning_rate=0.03)
        self.run: Run = begun(experiment, self.random.choice((1, 2, 30)))
        self.deeds = (self.train, self.train, self.step, self.step, self.go_back, self.change, self.change,
                      self.learn, self.follow, self.leave)

    def do(self, count: int) -> None:
        for _ in range(count):
            self.random.choice(self.deeds)()

    def train(self) -> None:
        try:
            for _ in range(self.random.choice((1, 7, 40))):
                self.run.arrive(self.run.timeline.advance())
        except Divergence:
            return

    def step(self) -> None:
        run = self.run
        if run.followed is not None:
            return
        back = self.random.random() < 0.5
        stop = (previous_stop if back else next_stop)(run.timeline, run.moment, self.random.choice(list(Granularity)))
        if stop is None or stop.step >= run.timeline.length:
            return
        step = run.timeline.step(stop.step)
        run.arrive(step, stop.arrive(run.route, step.record.batch_size))

    def go_back(self) -> None:
        run = self.run
        if run.timeline.length > 0:
            run.arrive(run.timeline.step(self.random.randrange(run.timeline.length)))

    def change(self) -> None:
        run, random = self.run, self.random
        size, now = run.trainer.network.parameter_count, run.state.experiment
        changes: list[Change] = [
            ParameterChange(random.randrange(size), random.gauss(0.0, 1.0)),
            ThetaChange(np.array([random.gauss(0.0, 1.0) for _ in range(size)])),
            SettingsChange(with_change(now, learning_rate=random.uniform(0.001, 0.2))),
            SettingsChange(with_change(now, batch_size=random.randrange(1, run.trainer.data.train.count))),
            SettingsChange(with_change(now, frozen=tuple(random.sample(range(size), random.randrange(size))))),
            SettingsChange(with_change(now, regularisation="l2", regularisation_strength=0.1)),
        ]
        step = min(run.step_to_edit(whole_step=random.random() < 0.5), run.timeline.length)
        run.timeline.change(step, random.choice(changes), keep_own=random.random() < 0.5)
        self.look_at(step)

    def sample(self) -> OwnSample:
        sizes = self.run.trainer.network.sizes
        targets = self.run.trainer.data.targets(self.run.trainer.data.train, np.array([0]))[0]
        return OwnSample(np.array([self.random.gauss(0.0, 1.0) for _ in range(sizes[0])]), targets)

    def learn(self) -> None:
        step = min(self.run.step_to_edit(whole_step=True), self.run.timeline.length)
        self.run.timeline.learn(step, self.sample())
        self.look_at(step)

    def follow(self) -> None:
        route = Route(self.run.trainer.network.sizes, learns=False)
        self.run.follow(self.sample(), Address(0, 0, self.random.randrange(len(route.stations)), 0))

    def leave(self) -> None:
        self.run.leave_followed()

    def look_at(self, step: int) -> None:
        """What the window does after an edit; at times nobody has come to it yet."""
        run = self.run
        if self.random.random() < 0.2:
            return
        try:
            made = run.timeline.advance() if step == run.timeline.length else run.timeline.step(step)
        except Divergence:
            return
        run.arrive(made, Address(step, 0, 0, 0))


@pytest.mark.parametrize("seed", range(60))
def test_it_opens_as_it_was_and_goes_on_as_it_would_have(seed: int, tmp_path: Path) -> None:
    person = Person(seed)
    person.do(14)
    before = person.run
    after = opened_again(before, tmp_path)
    assert bits(after) == bits(before)
    assert (after.followed is None) == (before.followed is None)
    if before.address.step < before.timeline.length:
        assert (after.address, after.followed_address) == (before.address, before.followed_address)
        assert after.moment.theta.tobytes() == before.moment.theta.tobytes()
        assert [a.tobytes() for a in after.moment.sample.a] == [a.tobytes() for a in before.moment.sample.a]
    elif before.timeline.length == 0 and before.followed is None:
        assert after.address == START
        before.timeline.begin()
    middle = before.timeline.length // 2
    assert after.timeline.state(middle).theta.tobytes() == before.timeline.state(middle).theta.tobytes()
    for run in (before, after):
        try:
            for _ in range(20):
                run.timeline.advance()
        except Divergence:
            continue
    assert bits(after) == bits(before)
