"""Where one press of Next or Back leads: inside a step, or to another one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulator.moment import Moment
from simulator.steps import START, Address, Granularity, Route
from simulator.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to go to.

    Attributes
    ----------
    step
        The step of the run.
    address
        The instant in it; None for one that is known only when the step is: see `arrive`.
    granularity
        For `address` None: its first stop of this granularity, or its end where this is None.
    """

    step: int
    address: Address | None = None
    granularity: Granularity | None = None

    def arrive(self, route: Route, batch_size: int) -> Address:
        """The instant, once the step's batch is known."""
        if self.address is not None:
            # its batch may be a smaller one by now
            return self.address if self.address.sample < batch_size else replace(self.address, sample=batch_size - 1)
        if self.granularity is None:
            return route.end_of_step(self.step, batch_size)
        return route.first_stop(self.step, self.granularity, batch_size)


def next_stop(timeline: Timeline, moment: Moment, granularity: Granularity) -> Stop:
    """Where Next leads from a moment of the run."""
    here, route, size = moment.address, moment.route, moment.record.batch_size
    if granularity is Granularity.EPOCH:
        end = timeline.epoch_end_from(here.step)
        if end == here.step and here >= route.end_of_step(here.step, size):
            end = timeline.epoch_end_from(here.step + 1)
        return Stop(end)
    address = route.following(here, granularity, size)
    if address is not None:
        return Stop(here.step, address)
    return Stop(here.step + 1, granularity=granularity)


def previous_stop(timeline: Timeline, moment: Moment, granularity: Granularity) -> Stop | None:
    """Where Back leads from a moment of the run; None at its very start."""
    here = moment.address
    if granularity is Granularity.EPOCH:
        end = timeline.epoch_end_before(here.step)
        if end is not None:
            return Stop(end)
        return Stop(0, START) if here > START else None
    address = moment.route.preceding(here, granularity, moment.record.batch_size)
    if address is not None:
        return Stop(here.step, address)
    if here.step > 0:
        return Stop(here.step - 1)
    return Stop(0, START) if here > START else None
