"""Two runs side by side: which one setting they differ in, and where the second one stands while the first moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from enum import Enum
from typing import Self

from simulator.errors import Phrase, SettingError
from simulator.experiment import Experiment
from simulator.navigation import Stop
from simulator.optimizers import optimizer_named
from simulator.run import Run
from simulator.running import Arrival
from simulator.steps import Address, Route
from simulator.training import Divergence


class Compared(Enum):
    """The one setting in which two runs that are compared differ."""

    LEARNING_RATE = "learning_rate"
    ACTIVATION = "activation"
    """Of hidden layers or of the output; the sizes stay, so that both start from the same weights."""
    INITIAL_WEIGHTS = "initial_weights"
    BATCH_SIZE = "batch_size"
    OPTIMIZER = "optimizer"
    """With its numbers, and its usual learning rate where it brings that along."""


_SETTINGS_OF = {
    Compared.LEARNING_RATE: ("learning_rate",),
    Compared.ACTIVATION: ("layers",),
    Compared.INITIAL_WEIGHTS: ("initializer", "initial_number", "initial_theta"),
    Compared.BATCH_SIZE: ("batch_size",),
    Compared.OPTIMIZER: ("optimizer", "optimizer_numbers"),
}
_NAMES = {
    Compared.LEARNING_RATE: Phrase("the learning rate"),
    Compared.ACTIVATION: Phrase("the activation"),
    Compared.INITIAL_WEIGHTS: Phrase("the initial weights"),
    Compared.BATCH_SIZE: Phrase("the batch size"),
    Compared.OPTIMIZER: Phrase("the optimizer"),
}
_OTHER_NAMES = {
    "layers": Phrase("the sizes of the layers"),
    "cost": Phrase("the cost"),
    "seed": Phrase("the seed"),
    "shuffled": Phrase("the order of the samples"),
    "regularisation": Phrase("the regularisation"),
    "regularisation_strength": Phrase("the regularisation"),
    "frozen": Phrase("the frozen weights"),
}
_DATA = Phrase("the data")
_COMPARABLE = frozenset(name for names in _SETTINGS_OF.values() for name in names)


def with_same_frozen(first: Experiment, second: Experiment) -> Experiment:
    """The second experiment with what is frozen in the first: drawing weights anew releases it, comparing doesn't."""
    sizes, others = ([layer.neurons for layer in one.layers] for one in (first, second))
    is_alike = sizes == others and first.features == second.features
    return replace(second, frozen=first.frozen) if is_alike else second


def comparison_difference(first: Experiment, second: Experiment) -> Compared:
    """The one setting that the second experiment changes against the first.

    Another optimizer may bring its usual learning rate along. Where both begin with the same known θ, what would
    draw it makes no difference.

    Raises
    ------
    SettingError
        If nothing differs, or more than one setting, or something that the same start can't be kept for.
    """
    changed = [one.name for one in fields(Experiment) if getattr(first, one.name) != getattr(second, one.name)]
    if first.initial_theta and first.initial_theta == second.initial_theta:
        changed = [name for name in changed if name not in _SETTINGS_OF[Compared.INITIAL_WEIGHTS]]
    if "optimizer" in changed and second.learning_rate == optimizer_named(second.optimizer).usual_rate:
        changed = [name for name in changed if name != "learning_rate"]
    others = [name for name in changed if name not in _COMPARABLE]
    sizes = [tuple(layer.neurons for layer in one.layers) for one in (first, second)]
    if sizes[0] != sizes[1]:
        others.append("layers")
    if others:
        raise SettingError(others[0], Phrase(
            "two runs side by side have the same seed and samples, so they can differ in the learning rate, "
            "an activation, the initial weights, the batch size or the optimizer; set {other} back",
            other=_OTHER_NAMES.get(others[0], _DATA)))
    kinds = [kind for kind, names in _SETTINGS_OF.items() if not set(names).isdisjoint(changed)]
    if not kinds:
        raise SettingError("", Phrase("both runs would be the same; change one setting first"))
    if len(kinds) > 1:
        second_setting = next(name for name in changed if name in _SETTINGS_OF[kinds[1]])
        raise SettingError(second_setting, Phrase(
            "two runs side by side differ in one setting only, or nobody could tell what makes the difference: set "
            "{first} or {second} back", first=_NAMES[kinds[0]], second=_NAMES[kinds[1]]))
    return kinds[0]


def beside(address: Address, route: Route, batch_size: int) -> Address:
    """Where the second run stands in its step while the first one stands at an address of the step with that number.

    Parameters
    ----------
    route
        The stations of both: they have the same sizes.
    batch_size
        Samples in this step of the second run; a smaller batch waits at its last sample until the first run is done
        with its own.
    """
    is_batch_done = address.station >= len(route.sample_stations)
    sample = batch_size - 1 if is_batch_done else min(address.sample, batch_size - 1)
    return Address(address.step, sample, address.station, address.neuron)


# Two runs that are compared: the second one stands where the first one stands, as long as both are finite.

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
