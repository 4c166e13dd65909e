"""Two runs that are compared: the second one stands where the first one stands, as long as both are finite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from simulator.comparison import beside
from simulator.navigation import Stop
from simulator.run import Run
from simulator.running import Arrival
from simulator.steps import Address
from simulator.training import Divergence


class Pair:
    """Two runs with networks of the same sizes, and the rule by which they stay abreast.

    Steps are matched by their numbers. A run that diverges stays at its last finite step, and the other one goes on.
    Neither of them is edited while they are compared.

    Attributes
    ----------
    first, second
        The runs.
    divergences
        Why either can't go on, as far as that is known.
    """

    def __init__(self, first: Run, second: Run) -> None:
        self.first, self.second = first, second
        self.divergences: tuple[Divergence | None, Divergence | None] = (None, None)

    @property
    def runs(self) -> tuple[Run, Run]:
        """Both of them."""
        return self.first, self.second

    def cursors(self) -> Self:
        """The same two runs, still on the same timelines, with cursors of their own at the same instant."""
        other = type(self)(self.first.cursor(), self.second.cursor())
        other.divergences = self.divergences
        return other

    def note(self, arrivals: Sequence[Arrival]) -> None:
        """Remembers who can't go on."""
        first, second = (known or arrival.divergence
                         for known, arrival in zip(self.divergences, arrivals, strict=True))
        self.divergences = first, second

    def leader(self, *, forwards: bool) -> Run:
        """The run from whose instant the next move starts: the first one, unless only the second one goes on."""
        first, second = self.first.address, self.second.address
        stuck = self.divergences[0] is not None and first.step == self._place(0, first.step + 1)
        if second.step > first.step or (forwards and stuck and self.first.is_at_end_of_step):
            return self.second
        return self.first

    def wanted(self, step: int) -> tuple[int | None, ...]:
        """The step that each run is to be brought to for the pair to be at `step`; None where it is there already."""
        return tuple(None if run.has_step and run.address.step == place else place
                     for run, place in zip(self.runs, self.places(step), strict=True))

    def places(self, step: int) -> tuple[int, int]:
        """The step that each run has in view while the pair is at `step`."""
        return self._place(0, step), self._place(1, step)

    def is_at(self, step: int) -> bool:
        """Whether both have in view what belongs to a step."""
        return all(number is None for number in self.wanted(step))

    def stays_abreast(self, arrivals: Sequence[Arrival]) -> bool:
        """Whether both would have come equally far if they took in these arrivals."""
        if any(arrival.step is None and not run.has_step for run, arrival in zip(self.runs, arrivals, strict=True)):
            return False
        steps = [run.address.step if arrival.step is None else arrival.step.record.step
                 for run, arrival in zip(self.runs, arrivals, strict=True)]
        return all(step == self._place(which, max(steps)) for which, step in enumerate(steps))

    def stand(self, stop: Stop) -> None:
        """Takes both to an instant, once its step (or the last finite one) is in view."""
        first, second = self.first, self.second
        _move(first, _arrived(first, stop))
        if second.address.step > first.address.step:
            _move(second, _arrived(second, stop))
        self.align()

    def align(self) -> None:
        """Takes the second run to the instant of the first one, in its step or in the way of a followed sample."""
        first, second = self.first, self.second
        if first.followed is not None:
            here = Address(second.state.step, 0, first.followed_address.station, first.followed_address.neuron)
            if second.followed is not first.followed:
                second.follow(first.followed, here)
            _move(second, here)
            return
        if second.followed is not None:
            second.leave_followed()
        size = second.moment.record.batch_size
        if second.address.step == first.address.step:
            _move(second, beside(first.address, second.route, size))
        elif second.address.step < first.address.step:
            _move(second, second.route.end_of_step(second.address.step, size))

    def _place(self, which: int, step: int) -> int:
        """Number of the step that a run has in view while the pair is at `step`."""
        divergence = self.divergences[which]
        return step if divergence is None else min(step, max(divergence.step - 1, 0))


def _arrived(run: Run, stop: Stop) -> Address:
    size = run.moment.record.batch_size
    if run.address.step == stop.step:
        return stop.arrive(run.route, size)
    return run.route.end_of_step(run.address.step, size)


def _move(run: Run, address: Address) -> None:
    if run.moment.address != address:
        run.move(address)
