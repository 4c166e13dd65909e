"""What a network learns from: samples with their answers, divided into a training and a test part."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from simulator.arrays import Array, Bytes, Indices
from simulator.datasets.features import PLANE, Feature, coordinates, feature_named
from simulator.errors import Explained, Phrase
from simulator.regular_files import SourceFile

# Samples that belong together, read when they are first asked for.

Samples = tuple[Bytes | Array, Indices | Array]
"""Raw numbers, shape (count, width), and the answers: the number of each sample's class, int64 of shape (count,), or
the values that the outputs should have, float64 of shape (count, n_L)."""


class Part:
    """Samples that belong together, such as the 60,000 training digits.

    The raw numbers stay as they were stored (a byte for each pixel) and only the samples of one batch are ever turned
    into float64, so MNIST takes 55 MB and not 440. A part is safe to use from several threads at once: whichever
    comes first reads, the others wait for it.

    Parameters
    ----------
    count, input_count
        Samples and inputs of each sample, n₀; known without reading.
    scale
        What a raw number is multiplied by to become an input: 1/255 for grey values.
    read
        Makes the samples; called once. If it raises ValueError, the part keeps the error and raises it anew whenever
        its samples are asked for.
    prepare
        From raw numbers, shape (m, width), to inputs, shape (m, n₀), where that takes more than a factor. The inputs
        of all samples are kept then.
    width
        Raw numbers of each sample, where they are not as many as its inputs.
    """

    def __init__(self, count: int, input_count: int, scale: float, read: Callable[[], Samples], *,
                 prepare: Callable[[Array], Array] | None = None, width: int | None = None) -> None:
        self.count = count
        self.input_count = input_count
        self.scale = scale
        self.width = input_count if width is None else width
        self._read = read
        self._prepare = prepare
        self._prepared: Array | None = None
        self._values: Array | None = None
        self._lock = threading.Lock()
        self._samples: tuple[Bytes | Array, Indices] | None = None
        self._error: ValueError | None = None

    @classmethod
    def of(cls, raw: Bytes | Array, answers: Indices | Array, scale: float = 1.0, *,
           prepare: Callable[[Array], Array] | None = None, input_count: int | None = None) -> Part:
        """A part whose samples are at hand already: see `Samples` for the shapes."""
        width = raw.shape[1]
        part = cls(raw.shape[0], width if input_count is None else input_count, scale, lambda: (raw, answers),
                   prepare=prepare, width=width)
        part.load()
        return part

    @property
    def loaded(self) -> bool:
        """Whether the samples are in memory, so that asking for them takes no time."""
        return self._samples is not None

    def load(self) -> None:
        """Reads the samples now, if they aren't there yet. Raises as `raw` does."""
        if self._samples is None:
            self._load()

    @property
    def raw(self) -> Bytes | Array:
        """The numbers as they are stored, shape (count, width); read-only.

        Raises
        ------
        ValueError
            If they cannot be read; it says which file, why, and what to do.
        """
        return (self._samples or self._load())[0]

    @property
    def labels(self) -> Indices:
        """The number of each sample's class, shape (count,); read-only. All 0 where the answers are values.

        Raises as `raw` does.
        """
        return (self._samples or self._load())[1]

    @property
    def values(self) -> Array | None:
        """What the outputs should be, shape (count, n_L); None where the answers are classes."""
        self.load()
        return self._values

    @property
    def samples(self) -> Samples:
        """Raw numbers and answers, as they were read. Raises as `raw` does."""
        values = self.values
        return self.raw, self.labels if values is None else values

    def inputs(self, indices: Indices) -> Array:
        """x of the chosen samples, shape (m, n₀): a row for each index.

        Ask for a batch, not for the whole part: float64 takes eight times the memory of the bytes.
        """
        raw = (self._samples or self._load())[0]
        if self._prepared is not None:
            return self._prepared.take(indices, axis=0)
        inputs: Array = np.multiply(raw.take(indices, axis=0), self.scale)
        return inputs

    def _load(self) -> tuple[Bytes | Array, Indices]:
        with self._lock:
            if self._error is not None:
                raise _anew(self._error)
            if self._samples is None:
                try:
                    self._take(self._read())
                except ValueError as error:
                    self._error = _anew(error)
                    raise
            assert self._samples is not None, "taking samples sets them"
            return self._samples

    def _take(self, samples: Samples) -> None:
        raw, answers = samples
        self._check(raw, answers)
        if self._prepare is not None:
            self._prepared = self._prepare(np.asarray(raw, dtype=np.float64))
            self._prepared.flags.writeable = False
        if answers.ndim == 2:
            self._values = answers.astype(np.float64, copy=False)
            self._values.flags.writeable = False
            labels: Indices = np.zeros(self.count, dtype=np.int64)
        else:
            labels = answers.astype(np.int64, copy=False)
        for array in (raw, labels):
            array.flags.writeable = False
        self._samples = raw, labels

    def _check(self, raw: Bytes | Array, answers: Indices | Array) -> None:
        expected = (self.count, self.width), (self.count,)
        if (raw.shape, answers.shape[:1]) != expected:
            raise Explained(
                Phrase(
                    "inputs and labels must have the shapes {expected_inputs} and {expected_labels}, "
                    "got {inputs} and {labels}; give every sample one row and one label",
                    expected_inputs=expected[0],
                    expected_labels=expected[1],
                    inputs=raw.shape,
                    labels=answers.shape,
                )
            )


def _anew(error: ValueError) -> ValueError:
    """The same error without a traceback, which would grow from raise to raise and keep the arrays on its way."""
    return type(error)(*error.args)


# How samples are made: how many, how noisy, how they are divided, and with which seed.

Make = Callable[[np.random.Generator, int, float], Samples]
"""make(rng, count, noise) gives coordinates, shape (count, dimension), and answers: labels or values."""

MOST_SAMPLES = 100_000


@dataclass(frozen=True)
class DataOptions:
    """What can be chosen about samples that are made.

    Attributes
    ----------
    sample_count
        All samples, for training and for testing.
    noise
        Standard deviation of what is added; what it is added to says the data set.
    test_share
        Share of the samples that are kept for testing, 0 to 0.9; 0 means that the training samples serve for both.
    seed
        Seed of the generator.
    """

    sample_count: int
    noise: float = 0.0
    test_share: float = 0.5
    seed: int = 1

    @property
    def test_count(self) -> int:
        """Samples kept for testing; at least one stays for training."""
        return min(round(self.sample_count * self.test_share), self.sample_count - 1)

    @property
    def train_count(self) -> int:
        """Samples to learn from."""
        return self.sample_count - self.test_count


@dataclass(frozen=True)
class Recipe:
    """A way to make samples.

    Attributes
    ----------
    split
        split(options) gives the samples for training and those for testing.
    usual
        The options to begin with.
    largest_noise
        Noise lies between 0 and this; 0 where there is none to choose.
    is_counted
        Whether the number of samples can be chosen; a table has as many as it has rows.
    whole
        The samples that are divided, in their own order; None where they are drawn.
    """

    split: Callable[[DataOptions], tuple[Samples, Samples]]
    usual: DataOptions
    largest_noise: float = 0.0
    is_counted: bool = True
    whole: Samples | None = field(default=None, compare=False)

    @classmethod
    def of(cls, make: Make, usual: DataOptions, largest_noise: float) -> Recipe:
        """A recipe whose samples are drawn: more samples of one part leave those of the other as they are."""

        def split(options: DataOptions) -> tuple[Samples, Samples]:
            return (make(np.random.default_rng([options.seed, 0]), options.train_count, options.noise),
                    make(np.random.default_rng([options.seed, 1]), options.test_count, options.noise))

        return cls(split, usual, largest_noise)

    @classmethod
    def dividing(cls, raw: Bytes | Array, answers: Indices | Array, usual: DataOptions) -> Recipe:
        """A recipe that divides given samples, shuffled with the seed."""

        def split(options: DataOptions) -> tuple[Samples, Samples]:
            order = np.random.default_rng([options.seed, 0]).permutation(len(raw))
            train, test = order[options.test_count:], order[:options.test_count]
            return (raw[train], answers[train]), (raw[test], answers[test])

        return cls(split, usual, is_counted=False, whole=(raw, answers))


# Inputs that can be drawn: a line or a plane, and how its points become what the network gets.

@dataclass(frozen=True)
class Domain:
    """The line x (dimension 1) or the plane x₁, x₂ (dimension 2).

    Attributes
    ----------
    low, high
        Corners of the window that pictures show, in raw coordinates; one number for each dimension.
    features
        What the network gets of a point, an input each; without any, the coordinates themselves.
    shift, factor
        Scaling before the features: (coordinate − shift) · factor; without them the coordinates stay as they are.
    """

    low: tuple[float, ...]
    high: tuple[float, ...]
    features: tuple[Feature, ...] = ()
    shift: tuple[float, ...] = ()
    factor: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        dimension = len(self.low)
        if not self.features:
            object.__setattr__(self, "features", coordinates(dimension))
        if not self.factor:
            object.__setattr__(self, "shift", (0.0,) * dimension)
            object.__setattr__(self, "factor", (1.0,) * dimension)

    @property
    def dimension(self) -> int:
        """1 for a line, 2 for a plane."""
        return len(self.low)

    @property
    def input_count(self) -> int:
        """n₀, a feature for each input."""
        return len(self.features)

    @cached_property
    def is_scaled(self) -> bool:
        """Whether the coordinates are shifted or multiplied before the network gets them."""
        return any(self.shift) or any(factor != 1.0 for factor in self.factor)

    @cached_property
    def has_plain_inputs(self) -> bool:
        """Whether the network gets the (scaled) coordinates alone, so that a neuron of layer 1 is a straight line."""
        return self.features == coordinates(self.dimension)

    @property
    def symbols(self) -> tuple[str, ...]:
        """x₁, x₂², …, one for each input."""
        return tuple(feature.symbol_for(self.dimension) for feature in self.features)

    def inputs(self, points: Array) -> Array:
        """What the network gets, shape (count, n₀), for points in raw coordinates, shape (count, dimension)."""
        scaled = self.scaled(points)
        return np.column_stack([feature.value(scaled) for feature in self.features])

    def scaled(self, points: Array) -> Array:
        """Points in scaled coordinates, shape as `points`."""
        return (points - np.array(self.shift)) * np.array(self.factor) if self.is_scaled else points

    def points(self, inputs: Array) -> Array | None:
        """The raw coordinates, shape (count, dimension), that have these inputs; None where they can't be told."""
        plain = coordinates(self.dimension)
        if any(feature not in self.features for feature in plain):
            return None
        scaled = inputs[:, [self.features.index(feature) for feature in plain]]
        unscaled: Array = scaled / np.array(self.factor) + np.array(self.shift)
        return unscaled


_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")

__all__ = ["AS_THEY_ARE", "SCALINGS", "DataOptions", "DataSet", "Domain", "Part", "Recipe", "Samples"]

AS_THEY_ARE = Phrase("the inputs are used as they are")
SCALINGS = ("none", "standardised")
"""What can be done to the columns of a table: nothing, or mean 0 and standard deviation 1 on the training samples."""
Points = Sequence[Sequence[float]]
"""Samples as a person puts them: raw coordinates, then the number of the class or the value."""


@dataclass(frozen=True, eq=False)
class DataSet:
    """Everything that can be learned from one source; two data sets are equal only if they are the same object.

    Attributes
    ----------
    name
        The key in experiments and on the command line.
    label
        The name on the screen.
    image_shape
        (rows, columns) if the inputs are the pixels of a picture, row by row; None otherwise.
    class_labels
        What each class is called; empty for regression, where the answers are values.
    target_table
        y of each class, shape (classes, n_L): the identity matrix for one-hot targets. For regression (0, n_L).
    train, test
        The same object if there is nothing to keep apart, as for the gates with their four rows.
    domain
        The line or plane that the inputs come from, if they can be drawn.
    recipe, options
        How the samples are made, and what was chosen for these; None where they are simply there.
    column_names, output_names
        What the raw numbers and the outputs are called, where they have names.
    is_truth_table
        Whether every possible input is there.
    scaling
        What is done to the raw numbers before the network gets them.
    shift, factor
        The same in numbers, one for each column: (raw number − shift) · factor; empty where it is nothing.
    is_remade
        Whether features, scaling or points were chosen for it.
    files
        What the samples were read from, if they were opened: in the order in which its kind of data names them.
    """

    name: str
    label: str
    image_shape: tuple[int, int] | None
    class_labels: tuple[str, ...]
    target_table: Array
    train: Part
    test: Part
    domain: Domain | None = None
    recipe: Recipe | None = None
    options: DataOptions | None = None
    column_names: tuple[str, ...] = ()
    output_names: tuple[str, ...] = ()
    is_truth_table: bool = False
    scaling: Phrase = field(default=AS_THEY_ARE)
    shift: tuple[float, ...] = ()
    factor: tuple[float, ...] = ()
    is_remade: bool = False
    files: tuple[SourceFile, ...] = ()

    @classmethod
    def made_by(cls, recipe: Recipe, name: str, label: str, class_labels: tuple[str, ...], target_table: Array,
                domain: Domain) -> DataSet:
        """A data set with the usual options of its recipe; the samples are made when they are first asked for."""
        empty = Part.of(np.empty((0, domain.dimension)), np.empty(0, dtype=np.int64))
        bare = cls(name, label, None, class_labels, target_table, empty, empty, domain, recipe, recipe.usual)
        return bare.made(recipe.usual)

    @property
    def input_count(self) -> int:
        """n₀, the width of the input layer."""
        return self.train.input_count

    @property
    def output_count(self) -> int:
        """n_L, the width of the output layer."""
        return int(self.target_table.shape[1])

    @property
    def scale(self) -> float:
        """What a raw number is multiplied by to become an input."""
        return self.train.scale

    @property
    def has_own_test(self) -> bool:
        """Whether the test part holds samples that are not learned from."""
        return self.test is not self.train

    @property
    def is_regression(self) -> bool:
        """Whether the answers are values and not classes."""
        return not self.class_labels

    @property
    def input_names(self) -> tuple[str, ...]:
        """What each input is called: x₁, x₂², or the name of its column; empty if the inputs have no names."""
        plain = self.domain is None or self.domain.has_plain_inputs
        if self.column_names and plain:
            return self.column_names
        return self.domain.symbols if self.domain is not None else ()

    @property
    def _coordinate_names(self) -> tuple[str, ...]:
        """What the raw numbers are called."""
        if self.column_names or self.domain is None:
            return self.column_names
        return tuple(feature.symbol_for(self.domain.dimension) for feature in coordinates(self.domain.dimension))

    def targets(self, part: Part, indices: Indices) -> Array:
        """y of the chosen samples, shape (m, n_L)."""
        if self.class_labels:
            return self.target_table.take(part.labels.take(indices), axis=0)
        assert part.values is not None, "regression has values"
        return part.values.take(indices, axis=0)

    def made(self, options: DataOptions | None = None, *, features: Sequence[str] = (), scaling: str = "none",
             train_points: Points | None = None) -> DataSet:
        """The same data made in another way.

        Parameters
        ----------
        options
            For data with a recipe; None keeps those of this data set.
        features
            Names of what the network gets of a point; none are the coordinates themselves.
        scaling
            One of `SCALINGS`, for the columns of a table.
        train_points
            Training samples put by hand, in place of those that the recipe makes.

        Raises
        ------
        Explained
            If these data can't be made that way.
        """
        if self.domain is None and (features or train_points is not None):
            raise Explained(Phrase("only data in the plane or on a line have features and points; {data} has none",
                                   data=self.name))
        if self.is_truth_table and train_points is not None:
            raise Explained(Phrase("{data} is a truth table: its rows are given and can't be moved", data=self.name))
        if scaling != "none" and (self.recipe is None or self.recipe.is_counted):
            raise Explained(Phrase("only the columns of a table can be standardised; {data} is used as it is",
                                   data=self.name))
        chosen = options or self.options
        train, test = self._sources(chosen)
        if train_points is not None:
            train = _Source.of(self._samples_of(train_points))
        shift, factor, said = _standardisation(train, self._coordinate_names) if scaling == "standardised" else \
            ((), (), AS_THEY_ARE if self.recipe is not None else self.scaling)
        domain = self.domain
        if domain is not None:
            domain = replace(domain, features=tuple(feature_named(name) for name in features), shift=shift,
                             factor=factor)
        prepare = domain.inputs if domain is not None else _scaling(shift, factor) if factor else None
        new_train = train.part(prepare, domain)
        new_test = test.part(prepare, domain) if test is not None and test.count else new_train
        return replace(self, train=new_train, test=new_test, domain=domain, options=chosen, scaling=said,
                       shift=shift, factor=factor,
                       is_remade=bool(features) or scaling != "none" or train_points is not None)

    def _sources(self, options: DataOptions | None) -> tuple[_Source, _Source | None]:
        """Training and test samples; None for the test where the training samples serve for both."""
        recipe = self.recipe
        if recipe is None or options is None:
            train = _Source(self.train.count, self.train.width, lambda: self.train.samples)
            return train, _Source(self.test.count, self.test.width, lambda: self.test.samples) \
                if self.has_own_test else None
        width = self.domain.dimension if self.domain is not None else len(self.column_names)
        return (_Source(options.train_count, width, lambda: recipe.split(options)[0]),
                _Source(options.test_count, width, lambda: recipe.split(options)[1]))

    def _samples_of(self, points: Points) -> Samples:
        """Points put by hand as samples."""
        width = self.domain.dimension if self.domain is not None else 0
        answers = width + (self.output_count if self.is_regression else 1)
        if len(points) == 0:
            raise Explained(Phrase("a network needs at least one sample to learn from; add a point"))
        for number, point in enumerate(points, 1):
            if len(point) != answers or not np.isfinite(np.asarray(point, dtype=np.float64)).all():
                raise Explained(Phrase("point {number} must be {count} finite numbers, got {point}", number=number,
                                       count=answers, point=repr(tuple(point))))
            if not self.is_regression and not (float(point[-1]).is_integer()
                                               and 0 <= point[-1] < len(self.class_labels)):
                raise Explained(Phrase(
                    "the class of point {number} must be a whole number from 0 to {last}, got {given}",
                    number=number, last=len(self.class_labels) - 1, given=point[-1]))
        table = np.array(points, dtype=np.float64)
        raw = np.ascontiguousarray(table[:, :width])
        if self.is_regression:
            return raw, np.ascontiguousarray(table[:, width:])
        return raw, table[:, width].astype(np.int64)


@dataclass(frozen=True)
class _Source:
    """Samples that are made when they are first asked for."""

    count: int
    width: int
    read: Callable[[], Samples]

    @classmethod
    def of(cls, samples: Samples) -> _Source:
        return cls(len(samples[0]), samples[0].shape[1], lambda: samples)

    def part(self, prepare: Callable[[Array], Array] | None, domain: Domain | None) -> Part:
        input_count = domain.input_count if domain is not None else self.width
        return Part(self.count, input_count, 1.0, self.read, prepare=prepare, width=self.width)


def _scaling(shift: tuple[float, ...], factor: tuple[float, ...]) -> Callable[[Array], Array]:
    shifts, factors = np.array(shift), np.array(factor)
    return lambda raw: (raw - shifts) * factors


def _written(value: float) -> str:
    """A number within a formula, with four digits: 1.002·10⁶, (−0.5)."""
    digits, _, exponent = f"{abs(value):.4g}".partition("e")
    text = f"{digits}·10{str(int(exponent)).translate(_SUPERSCRIPTS)}" if exponent else digits
    return f"(−{text})" if value < 0 else text


SMALLEST_DEVIATION = float(np.finfo(np.float64).tiny)
"""Below, numbers have fewer digits than others, and 1 divided by them is infinite soon."""
_TINY = 1e-140


def _standardisation(train: _Source, names: Sequence[str]) -> tuple[tuple[float, ...], tuple[float, ...], Phrase]:
    """Shift and factor of each column, from the training samples; a column that never changes keeps its factor."""
    raw = np.asarray(train.read()[0], dtype=np.float64)
    mean, deviation = raw.mean(axis=0), raw.std(axis=0)
    low, high = raw.min(axis=0), raw.max(axis=0)
    # the squares of tiny numbers are lost below all others; those of the same digits with another exponent are not
    for column in np.flatnonzero((deviation < _TINY) & (low < high)).tolist():
        power = int(np.frexp(max(-low[column], high[column]))[1])
        deviation[column] = np.ldexp(np.ldexp(raw[:, column], -power).std(), power)
        if deviation[column] < SMALLEST_DEVIATION:
            raise Explained(Phrase(
                "the standard deviation of column {column} ({name}) is {deviation}, too small to be divided by; use "
                "the columns as they are, or another unit in this one", column=column + 1, name=names[column],
                deviation=f"{deviation[column]:.3g}"))
    # rounding may have made the deviation of equal numbers a little more than 0
    deviation[low == high] = 1.0
    said = Phrase("every column is shifted by its mean and divided by its standard deviation")
    if len(mean) == 1:
        said = Phrase("{name} is used as ({name} − {mean}) / {deviation}", name=names[0], mean=_written(mean[0]),
                      deviation=_written(deviation[0]))
    elif len(mean) == PLANE:
        said = Phrase("{first} is used as ({first} − {mean1}) / {deviation1}, {second} as ({second} − {mean2}) / "
                      "{deviation2}", first=names[0], second=names[1], mean1=_written(mean[0]),
                      mean2=_written(mean[1]), deviation1=_written(deviation[0]), deviation2=_written(deviation[1]))
    return tuple(mean.tolist()), tuple((1.0 / deviation).tolist()), said
