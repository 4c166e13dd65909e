"""What a network learns from: samples with their answers, divided into a training and a test part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from simulator.arrays import Array, Indices
from simulator.datasets.domain import Domain
from simulator.datasets.features import PLANE, coordinates, feature_named
from simulator.datasets.part import Part, Samples
from simulator.datasets.recipe import DataOptions, Recipe
from simulator.datasets.source_file import SourceFile
from simulator.errors import Explained, Phrase

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
