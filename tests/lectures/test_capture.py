"""What was captured builds the same scene again."""

from __future__ import annotations

from dataclasses import fields, replace
from types import MappingProxyType

import numpy as np
import pytest

from lectures.model import Beat, Change, GraphPlace, Instant, Lecture, Sample, Target
from lectures.network_capture import origin_of
from lectures.reading import read_lecture
from lectures.scene import Scene, action_between, applied, captured
from lectures.texts import Text
from lectures.writing import written
from simulator.errors import Explained
from simulator.experiment import Layer, preset, presets, with_change
from simulator.training import OwnSample

START = Scene()


def scene_of(*changes: Change) -> Scene:
    scene = START
    for change in changes:
        scene = applied(scene, change)
    return scene


def network(experiment: str = "xor", **more: object) -> Change:
    return Change(workspace="network", experiment=experiment, **more)  # type: ignore[arg-type]


def through_a_file(change: Change) -> Change:
    """The change as it is read again."""
    said = Text(MappingProxyType({"en": "…"}))
    reading = read_lecture(written(Lecture("one", said, said, (Beat(said, said, scene=change),))), "one")
    assert reading.problems == ()
    assert reading.lecture is not None
    return reading.lecture.beats[0].scene


def named(change: Change) -> dict[str, object]:
    """What a change says."""
    return {one.name: value for one in fields(change) if (value := getattr(change, one.name)) not in (None, {})}


@pytest.mark.parametrize("name", presets())
def test_a_preset_is_recognised_and_needs_no_settings(name: str) -> None:
    assert origin_of(preset(name)) == (name, {})


def test_an_experiment_names_the_preset_it_comes_from_and_only_what_differs() -> None:
    changed = with_change(preset("moons"), noise=0.3, learning_rate=3.0, layers=(Layer(3, "tanh"), Layer(1)))
    name, settings = origin_of(changed)
    assert name == "moons"
    assert set(settings) == {"noise", "learning_rate", "layers"}
    assert with_change(preset(name), **settings) == changed


@pytest.mark.parametrize("changes", [
    (network(),),
    (network("and_by_hand", hand=True, show=("transport", "charts")),),
    (network("moons", steps=57, page="batch", edges="gradient"),),
    (network("moons", steps=57, granularity="neuron", select=Target("weight", 2, 0, 1)),),
    (network("moons", steps=3, at=Instant("bp2", 1, neuron=2, sample=4)),),
    (network("moons", steps=3, at=Instant("mean", 2)),),
    (network("moons", steps=3, at=Instant("update", 1, neuron=1)),),
    (network("moons", settings=MappingProxyType({"learning_rate": 2.0, "seed": 7}), steps=12),),
    (network("moons", steps=20, sample=Sample("train", number=3)),),
    (network("moons", steps=20, sample=Sample("test", number=8), at=Instant("z", 1, neuron=2)),),
    (network("moons", steps=20, sample=Sample("own", inputs=(0.25, -0.5), target=(1.0,))),),
    (network(parameters={Target("weight", 1, 0, 1): -2.0, Target("bias", 2, 0): 0.5}, steps=9),),
    (network("four_equations", next=7),),
    (Change(workspace="descent", surface="two_valleys", show=("left",)),),
    (Change(workspace="descent", surface="two_valleys", steps=12, part="direction", starts=((0.5, 1.0), (1.0, 1.0)),
            runner=(1, 2), granularity="part"),),
    (Change(workspace="descent", surface="two_valleys", optimizers=(("adam", 0.2, ()), ("momentum", None, (0.5,))),
            logarithmic=True, basins=True),),
    (Change(workspace="descent", surface="two_valleys", compare=("learning_rate", 0.7), steps=5, runner=(2, 1)),),
    (Change(workspace="descent", expression="a^2 + 3*b^2", window=((-2.0, -2.0), (2.0, 3.0)), steps=4),),
    (Change(workspace="graph", graph="shared", place=GraphPlace("end")),),
    (Change(workspace="graph", graph="shared", granularity="edge", next=4),),
    (Change(workspace="graph", graph="weight_decay", values={"w": 1.5}, node="C", descend=("w",),
            learning_rate=0.2),),
    (Change(workspace="graph", text="z = w*x\nL = z^2", values={"w": 3.0, "x": 2.0},
            place=GraphPlace("value", "z")),),
])
def test_a_captured_scene_is_the_same_scene_again_whatever_stood_there_before(changes: tuple[Change, ...]) -> None:
    scene = scene_of(*changes)
    change = captured(scene)
    assert applied(START, change).digest == scene.digest
    assert applied(START, through_a_file(change)).digest == scene.digest
    other = scene_of(network("xor", steps=5, page="matrix", hand=True, select=Target("neuron", 1, 0)),
                     Change(workspace="descent", surface="saddle", steps=3, granularity="part"),
                     Change(workspace="graph", graph="ratio", granularity="pass"))
    again = applied(other, change)
    assert again.digest[1] == scene.digest[1]
    seen = ("workspace", "show", *(("page", "edges", "hand") if scene.view.workspace == "network" else ()))
    assert all(getattr(again.view, name) == getattr(scene.view, name) for name in seen)


def test_a_run_that_was_only_trained_is_told_by_its_steps_and_not_by_its_weights() -> None:
    change = captured(scene_of(network("moons", steps=57)))
    assert named(change) == {"workspace": "network", "show": (), "experiment": "moons", "steps": 57}


def test_after_an_edit_in_the_middle_the_weights_are_written_down() -> None:
    scene = scene_of(network("moons", steps=20), Change(parameters={Target("bias", 1, 1): 4.0}),
                     Change(sample=Sample("train", number=5)))
    change = captured(scene)
    again = applied(START, change)
    assert change.steps is None
    assert scene.network is not None
    assert again.network is not None
    old, new = scene.network.run.moment, again.network.run.moment
    assert np.array_equal(np.array(change.weights), old.theta)
    assert np.array_equal(new.theta, old.theta)
    assert new.sample.cost == old.sample.cost


def test_a_step_after_an_edit_is_shown_by_its_sample_with_the_same_numbers() -> None:
    scene = scene_of(network("moons", steps=20), Change(parameters={Target("bias", 1, 1): 4.0}), Change(next=6))
    assert scene.network is not None
    moment = scene.network.run.moment
    again = applied(START, captured(scene))
    assert again.network is not None
    shown = again.network.run.moment
    assert (shown.phase, shown.layer, shown.neuron) == (moment.phase, moment.layer, moment.neuron)
    # a row of a batch and the same row alone may differ in the last bit
    assert all(np.allclose(one, other, rtol=1e-12, atol=0)
               for one, other in zip(shown.sample.delta, moment.sample.delta, strict=True))


def test_too_many_weights_are_refused_with_a_remedy() -> None:
    layers = (Layer(2000, "tanh"), Layer(1))
    scene = scene_of(network("moons", settings=MappingProxyType({"layers": layers}), steps=1),
                     Change(parameters={Target("bias", 1, 1): 4.0}))
    with pytest.raises(Explained, match=r"8001 weights .* train a new run"):
        captured(scene)


def test_a_sample_of_ones_own_that_was_learned_is_no_step_that_could_be_made_again() -> None:
    scene = scene_of(network("moons", steps=4))
    assert scene.network is not None
    run = scene.network.run
    run.timeline.learn(4, OwnSample(np.array([0.5, 0.5]), np.array([1.0])))
    run.arrive(run.timeline.advance())
    change = captured(scene)
    assert change.sample is not None
    assert change.sample.inputs == (0.5, 0.5)
    assert change.weights is not None


@pytest.mark.parametrize(("before", "action"), [
    (network("moons"), Change(next=6)),
    (network("moons", steps=3, granularity="step"), Change(next=4)),
    (network("moons", steps=3), Change(steps=200)),
    (network("moons", steps=30), Change(parameters={Target("weight", 1, 0, 1): -2.0})),
    (network("moons", steps=30), Change(settings=MappingProxyType({"learning_rate": 1.5}))),
    (network("moons", steps=30), Change(sample=Sample("test", number=4))),
    (network("moons", steps=30, sample=Sample("test", number=4)), Change(at=Instant("input"))),
    (network("moons", steps=30, sample=Sample("test", number=4)), Change(sample=Sample("none"))),
    (network("moons", select=Target("neuron", 1, 0)), Change(select=(), page="batch", edges="signal", hand=True)),
    (Change(workspace="descent", surface="two_valleys"), Change(next=3)),
    (Change(workspace="descent", surface="two_valleys"), Change(steps=40)),
    (Change(workspace="descent", surface="two_valleys", steps=4), Change(compare=("optimizer", "momentum"))),
    (Change(workspace="descent", surface="two_valleys", compare=("learning_rate", 0.9)), Change(compare=("", None))),
    (Change(workspace="graph", graph="samples"), Change(updates=5)),
    (Change(workspace="graph", graph="samples"), Change(next=3)),
    (Change(workspace="graph", graph="samples"), Change(values={"w": 2.0}, node="c1")),
])
def test_an_action_says_no_more_than_what_has_changed(before: Change, action: Change) -> None:
    first = scene_of(before)
    second = applied(first, action)
    found = action_between(first, second)
    assert applied(first, found).digest == second.digest
    assert named(found) == named(action)


def test_nothing_done_is_no_action() -> None:
    scene = scene_of(network("moons", steps=30, sample=Sample("test", number=4)))
    assert named(action_between(scene, scene)) == {}


def test_another_experiment_is_a_scene_of_its_own() -> None:
    first = scene_of(network("moons", steps=30))
    second = scene_of(network("xor", steps=5))
    change = action_between(first, second)
    assert applied(first, change).digest == second.digest
    assert change.experiment == "xor"


def test_a_derivative_of_the_network_is_captured_beside_its_network() -> None:
    beneath = scene_of(network("xor", steps=5, sample=Sample("train", number=2)))
    scene = applied(beneath, Change(workspace="graph", derivative=Target("weight", 1, 0, 1), place=GraphPlace("end")))
    change = captured(scene)
    assert change.derivative == Target("weight", 1, 0, 1)
    assert applied(beneath, change).digest == scene.digest
    assert replace(change, seconds=None) == change
