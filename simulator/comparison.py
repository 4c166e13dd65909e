"""Two runs side by side: which one setting they differ in, and where the second one stands while the first moves."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import Enum

from simulator.errors import Phrase
from simulator.experiment import Experiment
from simulator.optimizers import optimizer_named
from simulator.settings import SettingError
from simulator.steps import Address, Route


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
