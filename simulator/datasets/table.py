"""A table of numbers with a label in each row, opened from a CSV file.

The names of the columns may stand in the first line. The label is the column called so (see `LABEL_NAMES`), or else
the last one; all the others are numbers and become the inputs. A seeded shuffle divides the samples into training
and test, and the columns can be standardised: see `DataSet.made`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.arrays import Array, Bytes, Indices
from simulator.datasets.csv_file import MOST_ROWS, Row, Rows, TableError, open_rows, quoted, shortened, too_many_rows
from simulator.datasets.data_set import DataOptions, DataSet, Domain, Part, Recipe
from simulator.datasets.features import PLANE
from simulator.datasets.gates import BINARY_TARGETS
from simulator.datasets.source_file import SourceFile
from simulator.errors import Phrase, value_text

USUAL_TEST_SHARE = 0.3
MOST_CLASSES = 50
_LONGEST_LABEL = 60
LARGEST_NUMBER = 1e100
"""Sums of squares of 100,000 such numbers are finite."""
LARGEST_CLASS = 10**15
"""Whole numbers up to here are exact as they are read."""
LONGEST_LABEL = 40
ROWS_AT_ONCE = 256
WINDOW_MARGIN = 0.1
"""The window reaches beyond the data by this share of their range, on each side."""

LABEL_NAMES = ("label", "labels", "class", "classes", "target", "klasse", "ziel", "레이블", "라벨", "클래스", "y")
"""What a column of labels is called, in capital or small letters; the first of them that is there counts."""

CORRECT_IT = Phrase("correct it, or take the row out")
FILL_IT = Phrase("fill it, or take the row out")
LABELS_ARE = Phrase("labels are words or whole numbers; put them into a column called label, or into the last one")


@dataclass(frozen=True)
class _Columns:
    """What the columns of a file are: `names` of all of them, empty without a header, and where the label stands."""

    path: Path
    count: int
    label: int
    names: tuple[str, ...]
    decimal_comma: bool

    @property
    def input_names(self) -> tuple[str, ...]:
        """The names of the columns of numbers; x₁, x₂, … where they have none."""
        if self.names:
            return self.names[:self.label] + self.names[self.label + 1:]
        return tuple("x" + str(number).translate(_SUBSCRIPTS) for number in range(1, self.count))

    def place(self, line: int, column: int) -> Phrase:
        """Where a cell stands; columns count from 0 here, and from 1 for people."""
        if self.names:
            return Phrase("line {line}, column {column} ({name})", line=line, column=column + 1,
                          name=shortened(self.names[column]))
        return Phrase("line {line}, column {column}", line=line, column=column + 1)

    def wrong(self, line: int, column: int, what: Phrase, remedy: Phrase = CORRECT_IT) -> TableError:
        """The error for a cell."""
        reason = Phrase("{place} {what}", place=self.place(line, column), what=what)
        return TableError(self.path, reason, remedy)


_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def open_table(path: Path) -> DataSet:
    """A data set from a CSV file, read at once so that whatever is wrong with it is known at once.

    Two classes become one output that is 0 or 1, more become an output each. Words are sorted by the alphabet, whole
    numbers by size. Tables with one or two columns of numbers have a domain, so that they can be drawn.

    Raises
    ------
    TableError
        If the file can't be used; it names the line, the column, the value, the reason and a remedy.
    """
    with open_rows(path) as file:
        source = SourceFile.of(path)
        columns, rows = _columns(path, file)
        raw, cells = _read(columns, rows)
        class_labels, labels = _classes(columns, cells)
        return _data_set(columns, raw, class_labels, labels, source)


def _data_set(columns: _Columns, raw: Array | Bytes, class_labels: tuple[str, ...], labels: Indices,
              source: SourceFile) -> DataSet:
    usual = DataOptions(len(raw), test_share=USUAL_TEST_SHARE)
    targets = BINARY_TARGETS if len(class_labels) == len(BINARY_TARGETS) else np.eye(len(class_labels))
    names = columns.input_names
    domain = None
    if len(names) <= PLANE:
        raw = raw.astype(np.float64)
        domain = _window(raw)
    recipe = Recipe.dividing(raw, labels, usual)
    nothing = Part.of(np.empty((0, len(names))), np.empty(0, dtype=np.int64))
    return DataSet("table", value_text(columns.path.name, _LONGEST_LABEL), None, class_labels, targets, nothing,
                   nothing, domain=domain, recipe=recipe, options=usual, column_names=names,
                   files=(source,)).made(usual)


def _window(points: Array) -> Domain:
    """The window around points: their range and a little more; something around a column that never changes."""
    low, high = points.min(axis=0), points.max(axis=0)
    margin = np.where(high > low, WINDOW_MARGIN * (high - low), np.maximum(1.0, WINDOW_MARGIN * np.abs(high)))
    return Domain(tuple((low - margin).tolist()), tuple((high + margin).tolist()))


# The first row


def _columns(path: Path, file: Rows) -> tuple[_Columns, Iterator[Row]]:
    """What the first row says about the columns, and all rows of samples."""
    first = next(file.rows, None)
    if first is None:
        raise TableError(path, Phrase("the file is empty"))
    width = len(first.cells)
    if width == 1:
        reason = Phrase("there is one column only")
        raise TableError(path, reason, Phrase("a table needs columns of numbers and one of labels, with a comma, "
                                              "semicolon or tab between them"))
    if not _is_header(first.cells, file.decimal_comma):
        return _Columns(path, width, width - 1, (), file.decimal_comma), itertools.chain((first,), file.rows)
    names = tuple(_name(cell, place) for place, cell in enumerate(first.cells))
    for place, name in enumerate(names):
        if name in names[:place]:
            reason = Phrase("columns {first} and {second} are both called {name}", first=names.index(name) + 1,
                            second=place + 1, name=quoted(name))
            raise TableError(path, reason, Phrase("give every column a name of its own in line {line}",
                                                  line=first.line))
    columns = _Columns(path, width, _label_column(names), names, file.decimal_comma)
    return columns, _without_header(columns, first, file.rows)


def _is_header(cells: list[str], decimal_comma: bool) -> bool:
    """Whether these are names. Only the first may be missing, where a spreadsheet has put the numbers of the rows."""
    return all(cell.strip() for cell in cells[1:]) and all(_number(cell, decimal_comma) is None for cell in cells)


def _name(cell: str, place: int) -> str:
    return " ".join(cell.split()) or f"#{place + 1}"


def _label_column(names: tuple[str, ...]) -> int:
    """Where the label stands. A column y beside an x is a coordinate."""
    lower = [name.lower() for name in names]
    for name in LABEL_NAMES:
        if name in lower and not (name == "y" and "x" in lower):
            return lower.index(name)
    return len(names) - 1


def _without_header(columns: _Columns, header: Row, rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        if row.cells == header.cells:
            reason = Phrase("line {line} repeats the names of the columns", line=row.line)
            raise TableError(columns.path, reason, Phrase("take the line out"))
        yield row


# The other rows


def _number(cell: str, decimal_comma: bool) -> float | None:
    """The number in a cell, also an infinite one or nan; None if there is none."""
    try:
        # Python reads 1_000 as 1000; nobody else does.
        return None if "_" in cell else float(cell.replace(",", ".") if decimal_comma else cell)
    except ValueError:
        return None


def _read(columns: _Columns, rows: Iterator[Row]) -> tuple[Array | Bytes, list[tuple[int, str]]]:
    """The numbers, shape (count, width), and of each row the number of its line and its label."""
    blocks: list[Array | Bytes] = []
    block: list[Row] = []
    labels: list[tuple[int, str]] = []
    for row in rows:
        if len(row.cells) != columns.count:
            reason = Phrase("line {line} has {count} columns, but the first row has {expected}", line=row.line,
                            count=len(row.cells), expected=columns.count)
            raise TableError(columns.path, reason, CORRECT_IT)
        if len(labels) == MOST_ROWS:
            raise too_many_rows(columns.path)
        labels.append((row.line, row.cells.pop(columns.label).strip()))
        block.append(row)
        if len(block) == ROWS_AT_ONCE:
            blocks.append(_numbers(columns, block))
            block = []
    if block:
        blocks.append(_numbers(columns, block))
    if not blocks:
        raise TableError(columns.path, Phrase("there are names of columns, but no rows of numbers"))
    raw: Array | Bytes = np.concatenate(blocks, dtype=np.result_type(*blocks))
    return raw, labels


def _numbers(columns: _Columns, rows: list[Row]) -> Array | Bytes:
    """The numbers of rows whose labels have been taken out, shape (rows, width).

    They are bytes if they can be, as grey values are: those take an eighth of the memory.
    """
    cells: Iterator[str] = itertools.chain.from_iterable(row.cells for row in rows)
    if columns.decimal_comma:
        cells = (cell.replace(",", ".") for cell in cells)
    try:
        numbers = np.fromiter(map(float, cells), np.float64, len(rows) * (columns.count - 1))
    except ValueError:
        raise _first_wrong(columns, rows) from None
    # Not a number (nan) compares as False.
    if not (np.abs(numbers) <= LARGEST_NUMBER).all() or any("_" in "".join(row.cells) for row in rows):
        raise _first_wrong(columns, rows)
    block = numbers.reshape(len(rows), -1)
    if block.min() < 0.0 or block.max() > 255.0 or (block != np.floor(block)).any():
        return block
    return block.astype(np.uint8)


def _first_wrong(columns: _Columns, rows: list[Row]) -> TableError:
    """The error for the first cell of these rows that is no number that can be used."""
    places = [column for column in range(columns.count) if column != columns.label]
    for line, column, cell in ((row.line, *one) for row in rows for one in zip(places, row.cells, strict=True)):
        value = _number(cell, columns.decimal_comma)
        if not cell.strip():
            return columns.wrong(line, column, Phrase("holds nothing"), FILL_IT)
        if value is None:
            return columns.wrong(line, column, Phrase("holds {value}, which is no number", value=quoted(cell)))
        if not math.isfinite(value):
            return columns.wrong(line, column, Phrase("holds {value}, which is no finite number", value=quoted(cell)))
        if abs(value) > LARGEST_NUMBER:
            return columns.wrong(line, column, Phrase("holds {value}, but numbers reach to {limit} at most",
                                                      value=quoted(cell), limit=f"{LARGEST_NUMBER:g}"))
    raise AssertionError("rows that can't be read have a cell that can't")


# The labels


def _classes(columns: _Columns, cells: list[tuple[int, str]]) -> tuple[tuple[str, ...], Indices]:
    """What the classes are called, and the number of each row's class, shape (count,)."""
    label_of: dict[str, str | int] = {}
    labels: set[str | int] = set()
    for line, cell in cells:
        if cell not in label_of:
            label_of[cell] = _label(columns, line, cell)
            labels.add(label_of[cell])
        if len(labels) > MOST_CLASSES:
            what = Phrase("holds {value}, which makes {count} classes, but there can be {limit} at most",
                          value=quoted(cell), count=len(labels), limit=MOST_CLASSES)
            raise columns.wrong(line, columns.label, what, LABELS_ARE)
    if len(labels) == 1:
        reason = Phrase("every row has the same label, {value}", value=quoted(cells[0][1]))
        raise TableError(columns.path, reason, Phrase("open a table with two classes or more; labels stand in the "
                                                      "column called label, or else in the last one"))
    order = {label: number for number, label in enumerate(sorted(labels, key=_place_in_order))}
    return tuple(str(label) for label in order), np.array([order[label_of[cell]] for _line, cell in cells], np.int64)


def _place_in_order(label: str | int) -> tuple[int, str, str]:
    """Whole numbers by size, then words by the alphabet, whatever their capital letters."""
    return (label, "", "") if isinstance(label, int) else (LARGEST_CLASS + 1, label.casefold(), label)


def _label(columns: _Columns, line: int, cell: str) -> str | int:
    """The class that a cell names: a whole number, or a word."""
    if not cell:
        raise columns.wrong(line, columns.label, Phrase("has no label"), FILL_IT)
    value = _number(cell, columns.decimal_comma)
    if value is None and len(cell) > LONGEST_LABEL:
        what = Phrase("holds {value}, but a label has {limit} characters at most", value=quoted(cell),
                      limit=LONGEST_LABEL)
        raise columns.wrong(line, columns.label, what, Phrase("shorten it"))
    if value is None:
        return " ".join(cell.split())
    if not value.is_integer() or abs(value) > LARGEST_CLASS:
        raise columns.wrong(line, columns.label, Phrase("holds {value}, which is no class", value=quoted(cell)),
                            LABELS_ARE)
    return int(value)
