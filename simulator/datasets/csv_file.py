"""Rows of a CSV file, one by one, with the number of their line; whatever is wrong with the file is said at once.

Comma, semicolon or tab may divide the columns (RFC 4180 for quotation marks); the text is UTF-8, with or without a
byte order mark.
"""

from __future__ import annotations

import csv
import io
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

from simulator.errors import Explained, Phrase
from simulator.regular_files import open_regular

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
