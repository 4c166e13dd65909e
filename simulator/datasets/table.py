"""A table of numbers with a label in each row, opened from a CSV file.

The names of the columns may stand in the first line. The label is the column called so (see `LABEL_NAMES`), or else
the last one; all the others are numbers and become the inputs. A seeded shuffle divides the samples into training
and test, and the columns can be standardised: see `DataSet.made`.
"""

from __future__ import annotations

import csv
import io
import itertools
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

import numpy as np

from simulator.arrays import Array, Bytes, Indices
from simulator.datasets.data_set import DataOptions, DataSet, Domain, Part, Recipe
from simulator.datasets.features import PLANE
from simulator.datasets.points import BINARY_TARGETS
from simulator.errors import Explained, Phrase, value_text
from simulator.regular_files import SourceFile, open_regular

# Rows of a CSV file, one by one, with the number of their line; whatever is wrong with the file is said at once.
#
# Comma, semicolon or tab may divide the columns (RFC 4180 for quotation marks); the text is UTF-8, with or without a
# byte order mark.

MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
LARGEST_FILE = 200
"""Megabytes (10⁶ bytes)."""
LONGEST_LINE = 1_000_000
LONGEST_QUOTE = 40
"""Characters of a cell that a message shows."""

DELIMITERS = (";", "\t", ",")
"""In the order in which they are tried: a comma may stand within the numbers of a file that is divided otherwise."""
SAMPLED_LINES = 20
"""Lines by which the delimiter is found."""
CHUNK = 1 << 20

CHOOSE_ANOTHER = Phrase("choose another file")
SAVE_AS_TEXT = Phrase("save the table as CSV in UTF-8 and open that")
SHORTEN = Phrase("cut the file and open a part")


class TableError(Explained):
    """A table that can't be used: which file, why, and what to do about it."""

    def __init__(self, path: Path, reason: Phrase, remedy: Phrase = CHOOSE_ANOTHER) -> None:
        file = path.name or path
        super().__init__(Phrase("{file}: {reason}; {remedy}", file=file, reason=reason, remedy=remedy))
        self.args = (path, reason, remedy)
        self.path = path
        self.reason = reason
        self.remedy = remedy


class Row(NamedTuple):
    """The cells of a row, and the number of the line (from 1) where it ends."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Rows:
    """The rows of a file that have anything in them.

    Attributes
    ----------
    decimal_comma
        Whether 1,5 can be a number: not where commas divide the columns.
    rows
        To be read once, while the file is open. Raises as `open_rows` does.
    """

    decimal_comma: bool
    rows: Iterator[Row]


@contextmanager
def open_rows(path: Path) -> Iterator[Rows]:
    """The rows of a CSV file, while it is open.

    Raises
    ------
    TableError
        If the file is missing, unreadable, too large, no text, or its quotation marks don't match; also if whoever
        reads the rows runs out of memory.
    """
    try:
        _check_kind(path)
        with open_regular(path) as file:
            _check_content(path, file)
            file.seek(0)
            # What is no UTF-8 becomes surrogates, by which `_lines` finds it and can name the line.
            stream = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
            lines = _lines(path, stream)
            first = list(itertools.islice(lines, SAMPLED_LINES))
            delimiter = _delimiter(first)
            yield Rows(delimiter != ",", _rows(path, itertools.chain(first, lines), delimiter))
    except OSError as error:
        reason = Phrase("the file can't be read ({error})", error=error.strerror or error)
        raise TableError(path, reason, Phrase("check the disk and your permission")) from error
    except MemoryError as error:
        reason = Phrase("the file doesn't fit into memory")
        raise TableError(path, reason, Phrase("close other programs, or cut the file and open a part")) from error


def shortened(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"


def quoted(text: str) -> str:
    """The beginning of a cell in quotation marks, for a message."""
    return repr(shortened(text))


def _check_kind(path: Path) -> None:
    """Passes for what is a file, as far as can be seen without opening it."""
    if path.is_dir():
        raise TableError(path, Phrase("this is a folder"), Phrase("choose a CSV file in it"))
    if not path.exists():
        reason = Phrase("there is no such file in {folder}", folder=path.parent)
        raise TableError(path, reason, Phrase("check the name, or choose another file"))
    if not path.is_file():
        raise TableError(path, Phrase("this is no file that can be read"))


def _check_content(path: Path, stream: BinaryIO) -> None:
    """Passes for a text that isn't too large."""
    size = os.fstat(stream.fileno()).st_size
    if size > LARGEST_FILE * 10**6:
        reason = Phrase("the file has {size} MB, but at most {limit} MB are read", size=f"{size / 10**6:,.0f}",
                        limit=LARGEST_FILE)
        raise TableError(path, reason, SHORTEN)
    lines, chunk = 0, stream.read(CHUNK)
    # UTF-16, which spreadsheets call Unicode text, has zero bytes as well.
    if b"\0" in chunk:
        raise TableError(path, Phrase("this is no text file"), SAVE_AS_TEXT)
    while chunk and lines <= MOST_ROWS + 1:
        lines += chunk.count(b"\n")
        chunk = stream.read(CHUNK)
    if lines > MOST_ROWS + 1:
        raise too_many_rows(path)


def too_many_rows(path: Path) -> TableError:
    """The error for a file with more than `MOST_ROWS`."""
    reason = Phrase("the file has more than {limit} rows, and no more are read", limit=f"{MOST_ROWS:,}")
    return TableError(path, reason, SHORTEN)


def _lines(path: Path, stream: TextIO) -> Iterator[str]:
    number = 0
    while text := stream.readline(LONGEST_LINE + 1):
        number += 1
        if number > MOST_ROWS + 1:
            raise too_many_rows(path)
        if len(text) > LONGEST_LINE:
            reason = Phrase("line {line} has more than {limit} characters", line=number, limit=f"{LONGEST_LINE:,}")
            raise TableError(path, reason)
        if not text.isascii() and any("\udc80" <= character <= "\udcff" for character in text):
            raise TableError(path, Phrase("line {line} is no text in UTF-8", line=number), SAVE_AS_TEXT)
        if "\0" in text:
            raise TableError(path, Phrase("line {line} is no text", line=number), SAVE_AS_TEXT)
        yield text


def _delimiter(lines: list[str]) -> str:
    """What divides the columns: what divides all of these lines into equally many, or else one of them into most."""
    columns: dict[str, list[int]] = {}
    for delimiter in DELIMITERS:
        try:
            reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
            columns[delimiter] = [len(cells) for cells in reader if cells]
        except csv.Error:
            continue
    for delimiter, widths in columns.items():
        if widths and widths[0] > 1 and len(set(widths)) == 1:
            return delimiter
    return max(columns, key=lambda delimiter: max(columns[delimiter], default=0), default=",")


def _rows(path: Path, lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            reason = Phrase("the row that ends in line {line} can't be read ({error})", line=reader.line_num,
                            error=error)
            raise TableError(path, reason, Phrase("check the quotation marks there")) from error
        if cells is None:
            return
        if len(cells) > MOST_COLUMNS:
            reason = Phrase("line {line} has {count} columns, but at most {limit} are read", line=reader.line_num,
                            count=f"{len(cells):,}", limit=f"{MOST_COLUMNS:,}")
            raise TableError(path, reason, SHORTEN)
        if any(cell and not cell.isspace() for cell in cells):
            yield Row(reader.line_num, cells)


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
