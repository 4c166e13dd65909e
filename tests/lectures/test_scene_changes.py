"""What becomes of a scene when what it was made from changes under it."""

from __future__ import annotations

import numpy as np
import pytest

from lectures.descent import descent_applied
from lectures.model import Change, Instant, Sample, Target
from lectures.readings import network_readings
from lectures.scene import Scene, applied, takes_long
from simulator.descent.race import Race


def after(*changes: Change) -> Scene:
    scene = Scene()
    for change in changes:
        scene = applied(scene, change)
    return scene


def test_a_graph_of_a_network_that_is_gone_stands_by_itself() -> None:
    joined = after(Change(experiment="xor"),
                   Change(workspace="graph", derivative=Target("weight", 1, 3, 0)))
    alone = applied(applied(joined, Change(workspace="network", experiment="and_by_hand")), Change(workspace="graph"))
    assert joined.states["graph"].made is not None
    assert alone.states["graph"].made is None
    assert alone.states["graph"].values == joined.states["graph"].values


def test_the_last_batch_of_an_epoch_may_be_shorter_than_the_sample_that_is_named() -> None:
    scene = after(Change(experiment="moons", settings={"batch_size": 7}, epochs=1.0, at=Instant("z", 1, sample=7)))
    assert scene.network is not None
    moment = scene.network.run.moment
    assert moment.address.sample == moment.record.batch_size - 1 < 6


def test_updates_of_a_graph_stop_at_the_last_values_that_are_numbers() -> None:
    scene = after(Change(workspace="graph", text="q = (w*x)^2", values={"w": 1.0, "x": 2.0}, descend=("w",),
                         learning_rate=1000.0, updates=3000))
    assert 1 < len(scene.states["graph"].costs) < 3000
    assert scene.readings["d_L"] == 1.0


def test_after_going_back_the_learning_rate_is_that_of_the_step_in_view() -> None:
    scene = after(Change(experiment="moons", steps=20), Change(settings={"learning_rate": 9.0}),
                  Change(steps=30))
    assert scene.readings["eta"] == 9.0
    assert applied(scene, Change(steps=5)).readings["eta"] == 0.02


def test_a_softmax_neuron_has_no_slope_of_its_own() -> None:
    scene = after(Change(experiment="three_classes", sample=Sample("train", number=1)))
    assert scene.network is not None
    with pytest.raises(KeyError):
        network_readings(scene.network.run)["slope1_1"]


def test_what_was_run_is_not_run_again_for_a_few_presses_more(monkeypatch: pytest.MonkeyPatch) -> None:
    far = descent_applied(None, Change(surface="bowl", steps=500))
    assert far.races[0].length == 500
    steps = []
    advance = Race._advance

    def counted(race: Race) -> None:
        steps.append(race.length)
        advance(race)

    monkeypatch.setattr(Race, "_advance", counted)
    further = descent_applied(far, Change(next=3))
    assert further.place.steps_made == 503
    assert steps == [500, 501, 502]
    assert far.races[0].length == 500
    again = descent_applied(None, Change(surface="bowl", steps=503))
    assert np.array_equal(further.races[0].trails[0].path(503), again.races[0].trails[0].path(503))
    other = descent_applied(further, Change(learning_rate=0.01))
    assert not np.array_equal(other.races[0].trails[0].path(503), again.races[0].trails[0].path(503))


@pytest.mark.parametrize(("change", "is_long"), [
    (Change(workspace="descent", surface="bowl", steps=50_000), True),
    (Change(workspace="descent", surface="bowl", steps=200), False),
    (Change(workspace="graph", text="y = a*b", values={"a": 1.0, "b": 2.0}, updates=50_000), True),
    (Change(workspace="graph", text="y = a*b", values={"a": 1.0, "b": 2.0}, updates=50), False),
    (Change(experiment="circles", granularity="epoch", next=1000), True),
    (Change(experiment="circles", granularity="layer", next=5), False),
])
def test_many_steps_take_long_wherever_they_are_made(change: Change, is_long: bool) -> None:
    assert takes_long(Scene(), [change]) is is_long
    assert takes_long(Scene(), [change], unseen_only=True) is is_long
