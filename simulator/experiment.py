"""Every setting of a run in one frozen value: checked when it is made, and written to and read from JSON."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from simulator.activations import activation_named
from simulator.costs import accepts, cost_named
from simulator.datasets import DATA_SETS, data_set_named
from simulator.datasets.data_set import MOST_SAMPLES, SCALINGS, DataOptions, DataSet, Recipe
from simulator.datasets.features import feature_named
from simulator.datasets.idx import find_companions, open_idx_data_set
from simulator.datasets.table import USUAL_TEST_SHARE, open_table
from simulator.errors import Explained, Label, Phrase, SettingError, check_whole, name_list, raise_for
from simulator.hyperparameters import HyperParameter
from simulator.initializers import initializer_named
from simulator.network import Network
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named

# How much memory is free.

_MEMORY_WITHOUT_ANSWER = 2 * 1024**3


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


# The settings of an experiment that say which samples it learns from.

OPENED_FILES, OPENED_TABLE = "idx", "table"
"""Names of the data sets of experiments whose samples were opened from IDX files, or from a table (CSV)."""
TEST_SHARE = HyperParameter("test_share", "share of test samples", r"\tau", 0.5, 0.0, 0.9, low_included=True,
                            high_included=True)
NOISE = HyperParameter("noise", "noise", r"\sigma", 0.0, 0.0, 1.0, low_included=True, high_included=True)
"""What every recipe limits in its own way, see `noise_of`."""
_OPTIONS_OF_A_TABLE = DataOptions(0, test_share=USUAL_TEST_SHARE)


def data_settings(data_set: str, sample_count: int | None, noise: float | None, test_share: float | None,
                  data_seed: int | None) -> dict[str, int | float | None]:
    """These settings, checked, with the data set's usual numbers for None; all None where there is nothing to choose.

    Raises
    ------
    SettingError
        If one of them can't be used.
    """
    recipe = next((one.recipe for one in DATA_SETS if one.name == data_set), None)
    if recipe is None and data_set != OPENED_TABLE:
        return dict.fromkeys(("sample_count", "noise", "test_share", "data_seed"))
    usual = recipe.usual if recipe is not None else _OPTIONS_OF_A_TABLE
    share = raise_for("test_share", TEST_SHARE.check, usual.test_share if test_share is None else test_share)
    seed = usual.seed if data_seed is None else data_seed
    check_whole("data_seed", Phrase("the seed of the data"), seed, 0)
    if recipe is None:
        return {"sample_count": None, "noise": None, "test_share": share, "data_seed": seed}
    count = usual.sample_count if sample_count is None else sample_count
    check_whole("sample_count", Phrase("the number of samples"), count, 2, most=MOST_SAMPLES)
    checked = raise_for("noise", noise_of(recipe).check, usual.noise if noise is None else noise)
    return {"sample_count": count, "noise": checked, "test_share": share, "data_seed": seed}


def noise_of(recipe: Recipe) -> HyperParameter:
    """The noise that a recipe permits."""
    return replace(NOISE, default=recipe.usual.noise, high=recipe.largest_noise)


def check_preparation(scaling: str, features: tuple[str, ...]) -> None:
    """Passes for a known scaling and known features, each of them once.

    Raises
    ------
    SettingError
        Otherwise.
    """
    if scaling not in SCALINGS:
        raise SettingError("scaling", Phrase("there is no scaling {name}; choose one of {known}", name=repr(scaling),
                                             known=name_list(SCALINGS)))
    for name in features:
        raise_for("features", feature_named, name)
    if len(set(features)) < len(features):
        raise SettingError("features", Phrase("every input feature can be given once, got {names}",
                                              names=name_list(features)))


__all__ = ["CHANGEABLE_DURING_A_RUN", "DATA_SETTINGS", "LARGEST_LAYER", "LEARNING_RATE", "MOST_LAYERS",
           "OPENED_FILES", "OPENED_TABLE", "ROWS_AT_ONCE", "Experiment", "Layer", "SettingError", "begins_new_run",
           "same_data", "with_change"]

LEARNING_RATE = HyperParameter("learning_rate", "learning rate", r"\eta", 0.5, 0.0, math.inf)
DATA_SETTINGS = ("data_set", "data_path", "sample_count", "noise", "test_share", "data_seed", "features", "scaling",
                 "train_points")
"""Settings that the samples depend on."""
CHANGEABLE_DURING_A_RUN = frozenset(
    {"learning_rate", "batch_size", "regularisation", "regularisation_strength", "optimizer_numbers", "frozen"}
)
"""Settings that the next step can simply use; every other one begins a new run."""

ROWS_AT_ONCE = 2000
"""Larger batches are added up in parts of this many rows, so that they fit into memory and can be interrupted."""
LARGEST_LAYER = 10**15
MOST_LAYERS = 500

_BYTES_PER_NUMBER = 8


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
        Only for opened files: one of the IDX files (the others are found beside it), or the table.
    sample_count, noise, test_share, data_seed
        See `DataOptions`; None for data that are simply there, and the data set's usual ones where nothing is given.
    features
        Names of what the network gets of a point in the plane or on a line; empty for the coordinates themselves.
    scaling
        One of `SCALINGS`.
    train_points
        Training samples put by hand in place of the data set's own: raw coordinates, then the class or the values.
    initial_theta
        The first weights and biases, all of θ, where they are known; empty if the initializer draws them.
    frozen
        Places in θ that no step changes.

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
    sample_count: int | None = None
    noise: float | None = None
    test_share: float | None = None
    data_seed: int | None = None
    features: tuple[str, ...] = ()
    scaling: str = "none"
    train_points: tuple[tuple[float, ...], ...] | None = None
    initial_theta: tuple[float, ...] = ()
    frozen: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _check_layers(self.layers)
        for setting, named in (("cost", cost_named), ("initializer", initializer_named),
                               ("optimizer", optimizer_named), ("regularisation", regularisation_named)):
            raise_for(setting, named, getattr(self, setting))
        check_whole("seed", Phrase("the seed"), self.seed, 0)
        check_whole("batch_size", Phrase("the batch size"), self.batch_size, 1)
        self._set("learning_rate", raise_for("learning_rate", LEARNING_RATE.check, self.learning_rate))
        self._fill_numbers()
        self._fill_data_settings()
        self._check_parameters()
        accepted = (cost_named(self.cost), activation_named(self.layers[-1].activation), self.layers[-1].neurons)
        raise_for("cost", accepts, *accepted)

    def _fill_numbers(self) -> None:
        """Puts defaults where a number is needed and none was given, and checks the given ones."""
        wanted = optimizer_named(self.optimizer).hyperparameters
        numbers = self.optimizer_numbers or tuple(one.default for one in wanted)
        if len(numbers) != len(wanted):
            raise SettingError("optimizer_numbers", Phrase(
                "{optimizer} takes {wanted} numbers, got {given}; give all of them or none",
                optimizer=self.optimizer, wanted=len(wanted), given=len(numbers)))
        self._set("optimizer_numbers", tuple(raise_for("optimizer_numbers", one.check, value)
                                             for one, value in zip(wanted, numbers, strict=True)))
        own = initializer_named(self.initializer).number
        if own is None:
            self._set("initial_number", None)
        else:
            initial = own.default if self.initial_number is None else self.initial_number
            self._set("initial_number", raise_for("initial_number", own.check, initial))
        strength = regularisation_named(self.regularisation).strength
        self._set("regularisation_strength", 0.0 if strength is None else
                  raise_for("regularisation_strength", strength.check, self.regularisation_strength))

    def _fill_data_settings(self) -> None:
        """Puts the data set's usual numbers where none were given, and checks the given ones."""
        for setting, value in data_settings(self.data_set, self.sample_count, self.noise, self.test_share,
                                            self.data_seed).items():
            self._set(setting, value)
        check_preparation(self.scaling, self.features)

    def _check_parameters(self) -> None:
        """Passes where known weights are numbers and frozen places can be places."""
        for value in self.initial_theta:
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise SettingError("initial_theta", Phrase("a weight or bias must be a finite number, got {value}; "
                                                           "try 0", value=repr(value)))
        for place in self.frozen:
            check_whole("frozen", Phrase("the place of a frozen weight"), place, 0)
        self._set("frozen", tuple(sorted(set(self.frozen))))

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
        if self.data_set in (OPENED_FILES, OPENED_TABLE) and not self.data_path:
            raise SettingError("data_path", Phrase("data_path is empty, but the data set {name} is read from files; "
                                                   "give the path of one of them", name=self.data_set))
        if self.data_set == OPENED_FILES:
            return self.data_from(open_idx_data_set(*find_companions(Path(self.data_path))))
        if self.data_set == OPENED_TABLE:
            return self.data_from(open_table(Path(self.data_path)))
        return self.data_from(data_set_named(self.data_set))

    def data_from(self, data: DataSet) -> DataSet:
        """The data set as this experiment wants it, from one of the same source; the same object if it is so already.

        Raises
        ------
        SettingError
            If it can't be made that way.
        """
        options = None
        if data.recipe is not None:
            usual = data.recipe.usual
            count = self.sample_count if data.recipe.is_counted and self.sample_count is not None else \
                usual.sample_count
            options = DataOptions(count, self.noise or 0.0,
                                  usual.test_share if self.test_share is None else self.test_share,
                                  usual.seed if self.data_seed is None else self.data_seed)
        as_it_is = options == data.options and not self.features and self.scaling == "none"
        if as_it_is and self.train_points is None and not data.is_remade:
            made = data
        else:
            setting = "train_points" if self.train_points is not None else "features"
            made = raise_for(setting, lambda: data.made(options, features=self.features, scaling=self.scaling,
                                                        train_points=self.train_points))
        if made.recipe is not None:
            made.train.load()  # samples that are made are there at once
        return made

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
        self._fits_parameters(data)
        return self

    def _fits_parameters(self, data: DataSet) -> None:
        network = self.network(data)
        sizes, parameters = network.sizes, network.parameter_count
        if self.initial_theta and len(self.initial_theta) != parameters:
            raise SettingError("initial_theta", Phrase(
                "a network {sizes} has {parameters} weights and biases, but {given} initial values are given; give "
                "all of them or none", sizes="-".join(str(size) for size in sizes), parameters=parameters,
                given=len(self.initial_theta)))
        if self.frozen and self.frozen[-1] >= parameters:
            raise SettingError("frozen", Phrase(
                "the weights and biases are numbered 0 to {last}, but number {place} is frozen; take it out",
                last=parameters - 1, place=self.frozen[-1]))

    def _fits_memory(self, data: DataSet) -> None:
        network = self.network(data)
        sizes, parameters = network.sizes, network.parameter_count
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


def with_change(experiment: Experiment, **settings: Any) -> Experiment:
    """The same experiment with some settings changed; raises `SettingError` as making one does.

    What belonged to a setting that changes goes with it: the numbers of an optimizer, the noise of a data set, the
    known weights of a network of another shape.
    """
    changed = {name for name, value in settings.items() if getattr(experiment, name) != value}
    if "optimizer" in changed:
        settings.setdefault("optimizer_numbers", ())
    if "initializer" in changed:
        settings.setdefault("initial_number", None)
    if "regularisation" in changed:
        strength = raise_for("regularisation", regularisation_named, settings["regularisation"]).strength
        settings.setdefault("regularisation_strength", strength.default if strength else 0.0)
    if changed & {"data_set", "data_path"}:
        _forget(settings, experiment, "sample_count", "noise", "test_share", "data_seed", "features", "scaling",
                "train_points")
    elif changed & {"sample_count", "noise", "test_share", "data_seed"}:
        _forget(settings, experiment, "train_points")
    if "initializer" in changed or _changes_shape(experiment, settings):
        _forget(settings, experiment, "initial_theta", "frozen")
    return replace(experiment, **settings)


def _forget(settings: dict[str, Any], experiment: Experiment, *names: str) -> None:
    """Puts the defaults for settings that were not given themselves."""
    defaults = {one.name: one.default for one in fields(experiment)}
    for name in names:
        settings.setdefault(name, defaults[name])


def _changes_shape(experiment: Experiment, settings: Mapping[str, Any]) -> bool:
    """Whether the change may give the network another shape: other sizes, or other inputs."""
    layers: tuple[Layer, ...] = settings.get("layers", experiment.layers)
    sizes = [layer.neurons for layer in layers] != [layer.neurons for layer in experiment.layers]
    return sizes or any(settings.get(name, getattr(experiment, name)) != getattr(experiment, name)
                        for name in ("data_set", "data_path", "features"))


def same_data(one: Experiment, other: Experiment) -> bool:
    """Whether both learn from the same samples."""
    return all(getattr(one, setting) == getattr(other, setting) for setting in DATA_SETTINGS)


def begins_new_run(before: Experiment, after: Experiment) -> bool:
    """Whether the change from one to the other can't be made in the middle of a run."""
    return any(getattr(before, one.name) != getattr(after, one.name)
               for one in fields(Experiment) if one.name not in CHANGEABLE_DURING_A_RUN)


def _check_layers(layers: tuple[Layer, ...]) -> None:
    if not layers:
        raise SettingError("layers", Phrase("a network needs at least its output layer; add a layer"))
    if len(layers) > MOST_LAYERS:
        raise SettingError("layers", Phrase("a network has at most {most} layers, got {count}; take some of them out",
                                            most=MOST_LAYERS, count=len(layers)))
    for place, layer in enumerate(layers, 1):
        check_whole("layers", Phrase("the size of layer {layer}", layer=place), layer.neurons, 1, place)
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


# Experiments as files: read from JSON, and those that ship with the program.

_PRESETS = Path(__file__).parents[1] / "assets" / "experiments"
_LONGEST_QUOTE = 40
_MOST_SIGNS = {"{": 1000, "[": 200_000, ",": 1_000_000}
"""How often these can stand in an experiment: for its layers, its points, and its numbers. Counting them costs
nothing, reading them memory and time.
"""
_TITLE, _ABOUT, _STANDS_STILL = "title", "about", "stands_still"
"""Keys of a file that are no settings: what the experiment is called, a sentence about it, and whether it is there to
show how learning stands still."""


def experiment_from_json(text: str) -> Experiment:
    """Reads what `to_json` wrote; settings that are not given keep their defaults.

    Raises
    ------
    SettingError
        If the text is no JSON object, has an unknown setting, or a value can't be used.
    """
    for sign, most in _MOST_SIGNS.items():
        if (count := text.count(sign)) > most:
            raise SettingError("", Phrase("this is not an experiment: {sign} stands in it {count} times, and in an "
                                          "experiment at most {most} times; save one and compare", sign=f'"{sign}"',
                                          count=f"{count:,}", most=f"{most:,}"))
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
    given = {name: value for name, value in given.items() if name not in (_TITLE, _ABOUT, _STANDS_STILL)}
    unknown = sorted(set(given) - known)
    if unknown:
        raise SettingError(unknown[0], Phrase("unknown setting {name}; the settings are {known}",
                                              name=repr(unknown[0]), known=name_list(sorted(known))))
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
                               name=repr(name), known=name_list(presets())))
    return experiment_from_json((_PRESETS / f"{name}.json").read_text(encoding="utf-8"))


def preset_title(name: str) -> str:
    """What a preset is called, in English; its key where nobody has named it."""
    return str(_words(name).get(_TITLE, name.replace("_", " ")))


def preset_about(name: str) -> str:
    """A sentence about what a preset shows, in English; may be empty."""
    return str(_words(name).get(_ABOUT, ""))


def stands_still_on_purpose(experiment: Experiment) -> bool:
    """Whether it is a preset that is there to show how learning stands still, with whatever seed."""
    return replace(experiment, seed=0) in _lessons()


@cache
def _lessons() -> frozenset[Experiment]:
    return frozenset(replace(preset(name), seed=0) for name in presets() if _words(name).get(_STANDS_STILL))


def _words(name: str) -> dict[str, Any]:
    words: dict[str, Any] = json.loads((_PRESETS / f"{name}.json").read_text(encoding="utf-8"))
    return words


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
    _take_lists(settings)
    for name in ("data_set", "scaling", "cost", "initializer", "optimizer", "regularisation", "data_path"):
        if not isinstance(settings.get(name, ""), str):
            raise SettingError(name, Phrase("{name} must be a text, got {value}", name=name,
                                            value=repr(settings[name])))
    if not isinstance(settings.get("shuffled", True), bool):
        raise SettingError("shuffled", Phrase("shuffled must be true or false, got {value}",
                                              value=repr(settings["shuffled"])))
    return settings


def _take_lists(settings: dict[str, Any]) -> None:
    """Turns lists into the tuples that a frozen experiment has."""
    for name in ("features", "initial_theta", "frozen"):
        if not isinstance(settings.get(name, []), list):
            raise SettingError(name, Phrase("{name} must be a list [ … ], got {value}", name=name,
                                            value=repr(settings[name])[:_LONGEST_QUOTE]))
        settings[name] = tuple(settings.get(name, []))
    if settings.get("train_points") is not None:
        settings["train_points"] = _points(settings["train_points"])


def _points(given: object) -> tuple[tuple[float, ...], ...]:
    """Training points as they are stored: a list of lists of numbers."""
    rows: list[Any] = given if isinstance(given, list) else [given]
    for row in rows:
        numbers = row if isinstance(row, list) else [None]
        if any(isinstance(one, bool) or not isinstance(one, int | float) for one in numbers):
            raise SettingError("train_points", Phrase(
                "training points are given as {example}, got {value}", example="[[0.5, -1.2, 1], …]",
                value=repr(row)[:_LONGEST_QUOTE]))
    return tuple(tuple(float(one) for one in row) for row in rows)
