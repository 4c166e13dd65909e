"""Every setting of a run in one frozen value: checked when it is made, and written to and read from JSON."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from simulator.activations import activation_named
from simulator.costs import accepts, cost_named
from simulator.datasets import data_set_named
from simulator.datasets.data_set import DataSet
from simulator.datasets.idx import find_companions, open_idx_data_set
from simulator.errors import Explained, Label, Phrase
from simulator.hyperparameters import HyperParameter
from simulator.initializers import initializer_named
from simulator.network import Network
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named

LEARNING_RATE = HyperParameter("learning_rate", "learning rate", r"\eta", 0.5, 0.0, math.inf)
OPENED_FILES = "idx"
"""Name of the data set of an experiment whose samples were opened from IDX files."""
CHANGEABLE_DURING_A_RUN = frozenset(
    {"learning_rate", "batch_size", "regularisation", "regularisation_strength", "optimizer_numbers"}
)
"""Settings that the next step can simply use; every other one begins a new run."""

ROWS_AT_ONCE = 2000
"""Larger batches are added up in parts of this many rows, so that they fit into memory and can be interrupted."""
LARGEST_LAYER = 10**15

_Checked = TypeVar("_Checked")
_PRESETS = Path(__file__).parents[1] / "assets" / "experiments"
_LONGEST_QUOTE = 40
_BYTES_PER_NUMBER = 8
_MEMORY_WITHOUT_ANSWER = 2 * 1024**3


class SettingError(Explained):
    """A setting that can't be used.

    Attributes
    ----------
    setting
        Name of the field of `Experiment`, so that a window can show the message beside it.
    place
        Number of the layer (from 1) for `layers`, otherwise None.
    """

    def __init__(self, setting: str, phrase: Phrase, place: int | None = None) -> None:
        super().__init__(phrase)
        self.args = (setting, phrase, place)
        self.setting = setting
        self.place = place


@dataclass(frozen=True)
class Layer:
    """Size and activation of one layer behind the input."""

    neurons: int
    activation: str = "sigmoid"


@dataclass(frozen=True)
class Experiment:
    """Every setting of a run.

    The activations, costs, initial weights, optimizers and regularisations are named as in their own modules. Making
    an experiment checks everything that can be known without the data; `fits` checks the rest.

    Attributes
    ----------
    layers
        The layers behind the input; the last one is the output.
    initial_number
        The number of the initial weights (σ, a bound, a constant) where they have one.
    seed
        Seed of the initial weights and of the order of the samples.
    shuffled
        Whether every epoch has an order of its own or all keep that of the data.
    optimizer_numbers
        In the order of the optimizer's `hyperparameters`; empty means their defaults.
    data_path
        Only for opened IDX files: one of them; the others are found beside it.

    Raises
    ------
    SettingError
        Names the setting, its value, the reason and a remedy.
    """

    data_set: str = "mnist"
    layers: tuple[Layer, ...] = (Layer(30), Layer(10))
    cost: str = "binary_cross_entropy"
    initializer: str = "normal_scaled"
    initial_number: float | None = None
    seed: int = 1
    optimizer: str = "gradient_descent"
    optimizer_numbers: tuple[float, ...] = field(default=())
    learning_rate: float = 0.3
    batch_size: int = 10
    shuffled: bool = True
    regularisation: str = "none"
    regularisation_strength: float = 0.0
    data_path: str = ""

    def __post_init__(self) -> None:
        _check_layers(self.layers)
        for setting, named in (("cost", cost_named), ("initializer", initializer_named),
                               ("optimizer", optimizer_named), ("regularisation", regularisation_named)):
            _raise_for(setting, named, getattr(self, setting))
        _check_whole("seed", Phrase("the seed"), self.seed, 0)
        _check_whole("batch_size", Phrase("the batch size"), self.batch_size, 1)
        self._set("learning_rate", _raise_for("learning_rate", LEARNING_RATE.check, self.learning_rate))
        self._fill_numbers()
        accepted = (cost_named(self.cost), activation_named(self.layers[-1].activation), self.layers[-1].neurons)
        _raise_for("cost", accepts, *accepted)

    def _fill_numbers(self) -> None:
        """Puts defaults where a number is needed and none was given, and checks the given ones."""
        wanted = optimizer_named(self.optimizer).hyperparameters
        numbers = self.optimizer_numbers or tuple(one.default for one in wanted)
        if len(numbers) != len(wanted):
            raise SettingError("optimizer_numbers", Phrase(
                "{optimizer} takes {wanted} numbers, got {given}; give all of them or none",
                optimizer=self.optimizer, wanted=len(wanted), given=len(numbers)))
        self._set("optimizer_numbers", tuple(_raise_for("optimizer_numbers", one.check, value)
                                             for one, value in zip(wanted, numbers, strict=True)))
        own = initializer_named(self.initializer).number
        if own is None:
            self._set("initial_number", None)
        else:
            initial = own.default if self.initial_number is None else self.initial_number
            self._set("initial_number", _raise_for("initial_number", own.check, initial))
        strength = regularisation_named(self.regularisation).strength
        self._set("regularisation_strength", 0.0 if strength is None else
                  _raise_for("regularisation_strength", strength.check, self.regularisation_strength))

    def _set(self, setting: str, value: object) -> None:
        """Fills in a default or a checked number while the experiment is being made."""
        object.__setattr__(self, setting, value)

    def open_data(self) -> DataSet:
        """The data set, which reads its samples when they are first needed.

        Raises
        ------
        Explained
            If there is no such data set, or its files can't be read.
        """
        if self.data_set == OPENED_FILES and not self.data_path:
            raise SettingError("data_path", Phrase("data_path is empty, but the data set {name} is read from files; "
                                                   "give the path of one of them", name=OPENED_FILES))
        if self.data_set == OPENED_FILES:
            return open_idx_data_set(*find_companions(Path(self.data_path)))
        return data_set_named(self.data_set)

    def network(self, data: DataSet) -> Network:
        """The network of this experiment on that data."""
        sizes = (data.input_count, *(layer.neurons for layer in self.layers))
        activations = tuple(activation_named(layer.activation) for layer in self.layers)
        return Network(sizes, activations, cost_named(self.cost))

    def fits(self, data: DataSet) -> Experiment:
        """This experiment, when the data, the outputs, the batch and the memory agree.

        Raises
        ------
        SettingError
            If they don't.
        """
        if self.layers[-1].neurons != data.output_count:
            raise SettingError("layers", Phrase(
                "{data} needs {count} output neurons, got {neurons}; set the last layer to {count}",
                data=Label(data.label), count=data.output_count, neurons=self.layers[-1].neurons), len(self.layers))
        if self.batch_size > data.train.count:
            raise SettingError("batch_size", Phrase(
                "the batch size must be at most M = {count}, the number of training samples, got {size}; "
                "{count} makes one step an epoch", count=data.train.count, size=self.batch_size))
        self._fits_memory(data)
        return self

    def _fits_memory(self, data: DataSet) -> None:
        sizes = (data.input_count, *(layer.neurons for layer in self.layers))
        parameters = sum(n_out * (n_in + 1) for n_in, n_out in pairwise(sizes))
        # θ before and after a step, the gradient, a temporary, the optimizer's memory twice and two checkpoints;
        # and z, a, δ and two temporaries of every sample that is in memory at once
        memories = optimizer_named(self.optimizer).memory_count
        rows = max(min(self.batch_size, ROWS_AT_ONCE), min(data.train.count, ROWS_AT_ONCE // 2))
        needed = _BYTES_PER_NUMBER * (parameters * (6 + 4 * memories) + 5 * rows * sum(sizes))
        free = free_memory()
        if needed > free:
            phrase = Phrase(
                "a network {sizes} has {parameters} weights and biases and needs {needed} GB, but {free} GB are "
                "free; make its layers smaller", sizes="-".join(str(size) for size in sizes), parameters=parameters,
                needed=f"{needed / 1024**3:.3g}", free=f"{free / 1024**3:.1f}")
            largest = max(range(len(self.layers)), key=lambda n: self.layers[n].neurons)
            raise SettingError("layers", phrase, 1 + largest)

    def to_json(self) -> str:
        """The experiment as text."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def experiment_from_json(text: str) -> Experiment:
    """Reads what `to_json` wrote; settings that are not given keep their defaults.

    Raises
    ------
    SettingError
        If the text is no JSON object, has an unknown setting, or a value can't be used.
    """
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise SettingError("", Phrase(
            "this is not an experiment: line {line}, column {column}: {problem}; save one and compare",
            line=error.lineno, column=error.colno, problem=error.msg)) from error
    except (ValueError, RecursionError) as error:
        raise SettingError("", Phrase("this is not an experiment: {problem}; save one and compare",
                                      problem=error)) from error
    if not isinstance(given, dict):
        raise SettingError("", Phrase("an experiment is a JSON object in braces {example}, got {given}; save one and "
                                      "compare", example="{ … }", given=json.dumps(given)[:_LONGEST_QUOTE]))
    known = {one.name for one in fields(Experiment)}
    unknown = sorted(set(given) - known)
    if unknown:
        raise SettingError(unknown[0], Phrase("unknown setting {name}; the settings are {known}",
                                              name=repr(unknown[0]), known=", ".join(sorted(known))))
    return Experiment(**_typed(given))


def presets() -> tuple[str, ...]:
    """Names of the experiments that ship with the program."""
    return tuple(sorted(path.stem for path in _PRESETS.glob("*.json")))


def preset(name: str) -> Experiment:
    """The experiment of that name.

    Raises
    ------
    Explained
        If there is none; the message names all that exist.
    """
    if name not in presets():
        raise Explained(Phrase("unknown experiment {name}; choose one of {known}",
                               name=repr(name), known=", ".join(presets())))
    return experiment_from_json((_PRESETS / f"{name}.json").read_text(encoding="utf-8"))


def with_change(experiment: Experiment, **settings: Any) -> Experiment:
    """The same experiment with some settings changed; raises `SettingError` as making one does."""
    changed = {name for name, value in settings.items() if getattr(experiment, name) != value}
    if "optimizer" in changed:
        settings.setdefault("optimizer_numbers", ())
    if "initializer" in changed:
        settings.setdefault("initial_number", None)
    if "regularisation" in changed:
        strength = _raise_for("regularisation", regularisation_named, settings["regularisation"]).strength
        settings.setdefault("regularisation_strength", strength.default if strength else 0.0)
    return replace(experiment, **settings)


def begins_new_run(before: Experiment, after: Experiment) -> bool:
    """Whether the change from one to the other can't be made in the middle of a run."""
    return any(getattr(before, one.name) != getattr(after, one.name)
               for one in fields(Experiment) if one.name not in CHANGEABLE_DURING_A_RUN)


def free_memory() -> int:
    """Bytes of memory that are free, as far as the system tells; 2 GB where it doesn't."""
    try:
        pages = os.sysconf("SC_AVPHYS_PAGES") if "SC_AVPHYS_PAGES" in os.sysconf_names else 0
        free = pages * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return _MEMORY_WITHOUT_ANSWER
    # what the system uses as a cache for files counts as free: Linux tells it in MemAvailable only
    meminfo = Path("/proc/meminfo")
    if meminfo.exists():
        lines = (line.split() for line in meminfo.read_text(encoding="ascii").splitlines())
        free = next((int(words[1]) * 1024 for words in lines if words[0] == "MemAvailable:"), free)
    return free or _MEMORY_WITHOUT_ANSWER


def _typed(given: Mapping[str, Any]) -> dict[str, Any]:
    settings = dict(given)
    if "layers" in settings:
        try:
            settings["layers"] = tuple(Layer(**layer) for layer in settings["layers"])
        except TypeError as error:
            example = '[{"neurons": 30, "activation": "sigmoid"}, …]'
            raise SettingError("layers", Phrase("layers are given as {example}, got {value}", example=example,
                                                value=repr(settings["layers"]))) from error
    if "optimizer_numbers" in settings:
        if not isinstance(settings["optimizer_numbers"], list):
            raise SettingError("optimizer_numbers", Phrase(
                "the optimizer's numbers are given as a list [0.9, …], got {value}",
                value=repr(settings["optimizer_numbers"])))
        settings["optimizer_numbers"] = tuple(settings["optimizer_numbers"])
    for name in ("data_set", "cost", "initializer", "optimizer", "regularisation", "data_path"):
        if not isinstance(settings.get(name, ""), str):
            raise SettingError(name, Phrase("{name} must be a text, got {value}", name=name,
                                            value=repr(settings[name])))
    if not isinstance(settings.get("shuffled", True), bool):
        raise SettingError("shuffled", Phrase("shuffled must be true or false, got {value}",
                                              value=repr(settings["shuffled"])))
    return settings


def _check_layers(layers: tuple[Layer, ...]) -> None:
    if not layers:
        raise SettingError("layers", Phrase("a network needs at least its output layer; add a layer"))
    for place, layer in enumerate(layers, 1):
        _check_whole("layers", Phrase("the size of layer {layer}", layer=place), layer.neurons, 1, place)
        if layer.neurons > LARGEST_LAYER:
            raise SettingError("layers", Phrase("the size of layer {layer} must be at most {largest}; try 100",
                                                layer=place, largest=LARGEST_LAYER), place)
        try:
            activation = activation_named(layer.activation)
        except Explained as error:
            raise SettingError("layers", error.phrase, place) from error
        if not activation.elementwise and place < len(layers):
            raise SettingError("layers", Phrase(
                "{activation} mixes all neurons of a layer and belongs to the output, but layer {layer} is hidden; "
                "choose another activation there", activation=Label(activation.label), layer=place), place)


def _check_whole(setting: str, what: Phrase, value: object, low: int, place: int | None = None) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < low:
        raise SettingError(setting, Phrase(
            "{what} must be a whole number of at least {low}, got {value}; try {remedy}",
            what=what, low=low, value=repr(value), remedy=max(low, 1)), place)


def _raise_for(setting: str, check: Callable[..., _Checked], *values: Any) -> _Checked:
    """What the check returns; what it raises becomes a `SettingError`."""
    try:
        return check(*values)
    except Explained as error:
        raise SettingError(setting, error.phrase) from error
