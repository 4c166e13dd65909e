"""A run and a cursor on it: which instant of which step is in view, or which sample of one's own is followed."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from typing import Self

from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.experiment import Experiment
from simulator.moment import Moment, moment_of_followed, moment_of_step, moved
from simulator.steps import START, Address, Phase, Route
from simulator.timeline import Past, Step, Timeline
from simulator.training import OwnSample, Trainer, TrainingState


@dataclass(frozen=True)
class Bookmark:
    """A run's past with the place of its cursor, to come back to."""

    past: Past
    address: Address
    step_in_view: bool
    followed: OwnSample | None
    followed_address: Address


class Run:
    """One run of an experiment with the cursor on it.

    Its first θ can be given in place of that of the experiment: `start`, shape (p,).

    Until a step is in view (see `arrive`) the run stands before its first step; only a followed sample can be seen.

    Attributes
    ----------
    trainer, timeline
        What makes the steps and what keeps them.
    """

    def __init__(self, experiment: Experiment, data: DataSet, start: Array | None = None) -> None:
        self.trainer = Trainer(experiment, data, start)
        self.timeline = Timeline(self.trainer)
        self.route = Route(self.trainer.network.sizes)
        self._step: Step | None = None
        self._address = START
        self._followed: OwnSample | None = None
        self._followed_address = START
        self._moment: Moment | None = None

    @property
    def moment(self) -> Moment:
        """The instant in view.

        Raises
        ------
        LookupError
            If nothing is in view yet.
        """
        if self._moment is None:
            self._moment = self._look()
        return self._moment

    @property
    def has_step(self) -> bool:
        """Whether a step of the run is in view, or behind the followed sample."""
        return self._step is not None

    @property
    def followed(self) -> OwnSample | None:
        """The sample of one's own that is followed, if one is."""
        return self._followed

    @property
    def followed_address(self) -> Address:
        """Where in its way the followed sample is."""
        return self._followed_address

    @property
    def address(self) -> Address:
        """Where the cursor stands in the run, whether a sample is followed or not."""
        return self._address

    @property
    def is_at_end_of_step(self) -> bool:
        """Whether the step in view is complete: its update is made."""
        return self._step is not None and self._address >= self.route.end_of_step(
            self._address.step, self._step.record.batch_size)

    @property
    def state(self) -> TrainingState:
        """The state that the cursor stands in: after the step in view when that is complete, otherwise before it."""
        if self._step is None:
            return self.timeline.end
        if self.is_at_end_of_step:
            return self.timeline.changed(self._step.after)
        return self._step.before

    def arrive(self, step: Step, address: Address | None = None) -> None:
        """Brings a step into view, at its end if no address is given."""
        self._step = step
        self._address = address or self.route.end_of_step(step.record.step, step.record.batch_size)
        self._moment = None
        if self._followed is not None and not self._followed_address_is_open():
            self._followed_address = self.answer_address
        self._renumber_followed()

    def move(self, address: Address) -> None:
        """Another instant of the step, or of the followed sample's way, that is in view; see `end_of_way`."""
        moment = self.moment
        if self._followed is None:
            self._address = address
        else:
            address = self._followed_address = min(address, self.end_of_way)
        self._moment = moved(moment, self.trainer, address)

    def follow(self, sample: OwnSample, address: Address) -> None:
        """Brings a sample of one's own into view, no farther than its `end_of_way`; nothing is learned."""
        self._followed, self._followed_address, self._moment = sample, address, None
        self._renumber_followed()

    def leave_followed(self) -> None:
        """Goes back to the run's own step."""
        self._followed, self._moment = None, None

    @property
    def answer_address(self) -> Address:
        """In the followed sample's way; see `answer_to`."""
        return self.answer_to(self._followed)

    def answer_to(self, sample: OwnSample | None) -> Address:
        """In a sample's way: the forward pass is complete and its cost known.

        Where the right answer is unknown there is no cost: the output is known. Where nothing is drawn yet there is
        nothing to answer: the empty picture is at the input.
        """
        route, depth = Route(self.trainer.network.sizes, learns=False), self.trainer.network.depth
        start = Address(self.state.step, 0, 0, 0)
        if sample is not None and self.is_empty(sample):
            return start
        phase = Phase.COST if sample is None or sample.target is not None else Phase.ACTIVATION
        return route.with_neurons_complete(replace(start, station=route.index(phase, depth)))

    def is_empty(self, sample: OwnSample) -> bool:
        """Whether a sample is paper on which nothing is drawn: no ink, and no answer of which one could say more."""
        return sample.target is None and self.trainer.data.image_shape is not None and not sample.inputs.any()

    @property
    def end_of_way(self) -> Address:
        """How far the followed sample can go: where its right answer is unknown, to the network's answer."""
        if self._followed is None or self._followed.target is not None:
            return Route(self.trainer.network.sizes, learns=False).end_of_step(self.state.step, 1)
        return self.answer_address

    def step_to_edit(self, *, whole_step: bool) -> int:
        """The step from which a change made now is in force: the one in view, as long as the change can matter in it.

        Where another m waits for the next step, whatever is changed now waits with it.

        Parameters
        ----------
        whole_step
            True for a change of the batch, which must come before everything else of a step; False for one that can
            be taken in until the update begins (a weight, the learning rate).
        """
        if self._step is None:
            return self.timeline.length
        here = self._address
        if self._other_batches_wait():
            return here.step + 1
        begun = self.route.stations[here.station].phase is Phase.UPDATE
        if here == Address(here.step, 0, 0, 0) or not (whole_step or begun):
            return here.step
        return here.step + 1

    def _other_batches_wait(self) -> bool:
        """Whether m was changed behind the step in view, which is the last one."""
        assert self._step is not None, "the caller has looked"
        end = self.timeline.end
        return self._address.step + 1 == end.step and \
            end.experiment.batch_size != self._step.before.experiment.batch_size

    def cursor(self) -> Self:
        """The same run, still on the same timeline, with a cursor of its own at the same instant."""
        return copy.copy(self)

    def part(self) -> Self:
        """Goes its own way from here: the timeline becomes a twin of the one it shared with another cursor."""
        self.timeline = self.timeline.twin()
        return self

    def twin(self) -> Self:
        """The same run at the same instant, going its own way from here."""
        return self.cursor().part()

    def bookmark(self) -> Bookmark:
        """The run as it is now."""
        return Bookmark(self.timeline.past(), self._address, self._step is not None, self._followed,
                        self._followed_address)

    def return_to(self, mark: Bookmark) -> Self:
        """The run as it was, except that `mark.address` has to be brought into view again (if a step was)."""
        self.timeline.return_to(mark.past)
        self._followed, self._followed_address = mark.followed, mark.followed_address
        if not mark.step_in_view:
            self._step, self._address = None, START
        if self._followed is not None:
            self._moment = None
        return self

    def look_again(self) -> None:
        """After a change of θ by hand: a followed sample goes through the changed network."""
        if self._followed is not None:
            self._moment = None

    def _look(self) -> Moment:
        if self._followed is not None:
            return moment_of_followed(self.trainer, self.state, self._followed, self._followed_address)
        if self._step is None:
            raise LookupError("no step is in view yet; bring one with arrive()")
        return moment_of_step(self.trainer, self._step, self._address, own=self.timeline.is_own(self._address.step))

    def _followed_address_is_open(self) -> bool:
        """Whether the followed sample is on its way, and not only its answer looked at: then it stays where it is."""
        return self._followed_address.station < self.answer_address.station

    def _renumber_followed(self) -> None:
        here = self._followed_address
        self._followed_address = min(Address(self.state.step, 0, here.station, here.neuron), self.end_of_way)
