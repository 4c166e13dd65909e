"""Where the cursor stands, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from gui.run.session import Session
from gui.transport.position_text import (
    PositionText,
    part_label,
    position_text,
    sample_text,
    training_text,
    travelling_text,
    widest_texts,
)
from gui.transport.timeline import Part
from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment
from simulator.steps import Address, Granularity, Phase
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
OWN = OwnSample(np.array([0.3, -0.2]), np.array([1.0]))


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


def at(session: Session, phase: Phase, layer: int, sample: int = 0, neuron: int | None = None) -> Moment:
    route, here = session.moment.route, session.moment.address
    station = route.index(phase, layer)
    last = route.neuron_count(station) - 1
    session.navigator.go_to(Address(here.step, sample, station, last if neuron is None else neuron))
    return session.moment


def words(moment: Moment, *, by_neuron: bool = False) -> PositionText:
    return position_text(moment, by_neuron=by_neuron)


@pytest.mark.parametrize(("phase", "layer", "titles"), [
    (Phase.INPUT, 0, ("Forward · input", "Input")),
    (Phase.WEIGHTED_INPUT, 1, ("Forward · weighted input · layer 1", "z · layer 1")),
    (Phase.ACTIVATION, 2, ("Forward · activation · layer 2", "a · layer 2")),
    (Phase.COST, 2, ("Cost C of the sample", "Cost")),
    (Phase.BP1, 2, ("Backward · BP1 · layer 2", "BP1 · layer 2")),
    (Phase.BP2, 1, ("Backward · BP2 · layer 1", "BP2 · layer 1")),
    (Phase.BP3, 2, ("Gradients · BP3 · layer 2", "BP3 · layer 2")),
    (Phase.BP4, 1, ("Gradients · BP4 · layer 1", "BP4 · layer 1")),
])
def test_the_title_names_phase_and_layer(session: Session, phase: Phase, layer: int, titles: tuple[str, ...]) -> None:
    assert words(at(session, phase, layer)).titles == titles


def test_epoch_step_and_sample_are_counted_from_one(session: Session) -> None:
    session.navigator.next(Granularity.STEP)
    session.navigator.next(Granularity.STEP)
    moment = at(session, Phase.BP2, 1, sample=2)
    steps = session.data.train.count // 10
    assert (moment.state.epoch, moment.address.step, moment.address.sample) == (0, 1, 2)
    assert words(moment).details[0] == f"epoch 1 · step 2 of {steps} · sample 3 of 10"


def test_the_second_epoch_begins_with_its_first_step(session: Session) -> None:
    session.navigator.next(Granularity.EPOCH)
    session.worker.wait()
    session.navigator.next(Granularity.LAYER)
    assert words(session.moment).details[0].startswith("epoch 2 · step 1 of ")


def test_large_numbers_are_grouped_by_narrow_spaces(session: Session) -> None:
    moment = replace(session.moment, steps_in_epoch=6000)
    assert words(moment).details[0] == "epoch 1 · step 1 of 6\u202f000 · sample 1 of 10"


def test_the_details_become_shorter_and_shorter(session: Session) -> None:
    details = words(replace(session.moment, steps_in_epoch=20)).details
    assert details == ("epoch 1 · step 1 of 20 · sample 1 of 10", "step 1 of 20 · sample 1 of 10",
                       "step 1 · sample 1", "step 1")


@pytest.mark.parametrize(("phase", "title"), [
    (Phase.MEAN_GRADIENT, "Mean gradient · layer 2"), (Phase.UPDATE, "Update · layer 2")])
def test_behind_the_samples_all_of_them_count(session: Session, phase: Phase, title: str) -> None:
    text = words(at(session, phase, 2, sample=9))
    assert text.titles[0] == title
    assert text.details[0].endswith(" · all 10 samples")


def test_a_batch_of_one_needs_no_sample(qapp: QApplication) -> None:
    session = Session(Experiment(data_set="xor_gate", layers=(Layer(1),), batch_size=1))
    assert words(session.moment).details == ("epoch 1 · step 1 of 4", "step 1 of 4", "step 1")
    session.close()


def test_neuron_by_neuron_the_neuron_is_named(session: Session) -> None:
    text = words(at(session, Phase.BP2, 1, neuron=2), by_neuron=True)
    assert text.titles == ("Backward · BP2 · layer 1 · neuron 3", "BP2 · layer 1 · neuron 3")
    assert "Neuron 3 of 4." in text.sentence


def test_an_incomplete_layer_is_always_told(session: Session) -> None:
    assert words(at(session, Phase.BP2, 1, neuron=0)).titles[0] == "Backward · BP2 · layer 1 · neuron 1"
    assert words(at(session, Phase.BP2, 1, neuron=3)).titles[0] == "Backward · BP2 · layer 1"


def test_the_only_neuron_of_a_layer_needs_no_number(session: Session) -> None:
    assert words(at(session, Phase.BP1, 2), by_neuron=True).titles[0] == "Backward · BP1 · layer 2"


def test_a_followed_sample_says_that_nothing_is_learned(session: Session) -> None:
    session.navigator.follow_sample(OWN)
    assert words(session.moment).details == ("your sample · nothing is learned", "your sample")
    digit = replace(session.moment, data=data_set_named("mnist"))
    assert words(digit).details == ("your digit · nothing is learned", "your digit")
    assert words(digit).sentence == "The sample lies at the input. This is your digit; nothing is learned."


def test_a_learned_sample_says_in_which_step(session: Session) -> None:
    for _ in range(3):
        session.navigator.next(Granularity.STEP)
    session.learn_sample(OWN)
    assert session.moment.address.step == 3
    assert words(session.moment).details == ("your sample, learned · step 4", "your sample · step 4")
    digit = replace(session.moment, data=data_set_named("mnist"))
    assert words(digit).details[0] == "your digit, learned · step 4"


def test_the_sentence_tells_everything(session: Session) -> None:
    moment = replace(at(session, Phase.BP2, 1, sample=2), steps_in_epoch=6000)
    assert words(moment).sentence == ("Backward pass, BP2: the errors δ of layer 1 from layer 2. "
                                      "Epoch 1, step 1 of 6\u202f000, sample 3 of 10.")


def test_work_under_way_is_told_with_its_step(session: Session) -> None:
    moment = replace(session.moment, steps_in_epoch=6000)
    for text, title in ((training_text(moment), "Training"), (travelling_text(moment), "Travelling")):
        assert (text.titles, text.details[0]) == ((title,), "epoch 1 · step 1 of 6\u202f000")
        assert text.sentence == f"{title}. Epoch 1, step 1 of 6\u202f000."


def test_room_is_made_for_every_title_and_for_the_largest_numbers(session: Session) -> None:
    widest = widest_texts(session.moment)
    for station in range(len(session.moment.route.stations)):
        address = Address(0, 9, station, session.moment.route.neuron_count(station) - 1)
        session.navigator.go_to(address)
        text = words(session.moment)
        assert text.titles[0] in widest.titles
        assert len(text.details[0]) <= max(map(len, widest.details))


class Marked(QTranslator):
    """Marks every text that was asked for in the right context."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return f"«{source}»" if context == "Position" else None

    def isEmpty(self) -> bool:  # noqa: N802  Qt's name
        return False


def test_every_text_can_be_translated_and_keeps_no_empty_place(session: Session, qapp: QApplication) -> None:
    translator = Marked()
    qapp.installTranslator(translator)
    try:
        texts = [part_label(part) for part in Part] + [sample_text(2, 10)]
        for _ in range(2 * len(session.moment.route.sample_stations)):
            text = words(session.moment, by_neuron=True)
            texts += [*text.titles, *text.details, text.sentence, *training_text(session.moment).titles]
            session.navigator.next(Granularity.LAYER)
    finally:
        qapp.removeTranslator(translator)
    assert all(text.startswith("«") and text.endswith("»") for text in texts)
    assert not any("{" in text or "}" in text for text in texts)
