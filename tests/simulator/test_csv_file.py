"""CSV files: which are refused before they are read, and how the rows of the others are told apart."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest

from simulator.datasets import table as csv_file
from simulator.datasets.table import TableError, open_rows


def cells_of(path: Path) -> list[tuple[int, list[str]]]:
    with open_rows(path) as file:
        return [(row.line, row.cells) for row in file.rows]


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(path: Path) -> str:
    with pytest.raises(TableError) as caught:
        cells_of(path)
    return str(caught.value)


def test_rows_know_their_lines_even_when_cells_have_several(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", '\na,"one\ntwo"\n\n"x ""y""",z\n')
    assert cells_of(path) == [(3, ["a", "one\ntwo"]), (5, ['x "y"', "z"])]


@pytest.mark.parametrize(
    ("text", "rows", "decimal_comma"),
    [
        ("1,2\n3,4\n", [["1", "2"], ["3", "4"]], False),
        ("1,5;2,5\n3,5;4,5\n", [["1,5", "2,5"], ["3,5", "4,5"]], True),
        ("1,5\t2,5\n3,5\t4,5\n", [["1,5", "2,5"], ["3,5", "4,5"]], True),
        ("1,a;b\n2,c\n", [["1", "a;b"], ["2", "c"]], False),
        ('"a;b;c",1\n"d;e;f",2\n', [["a;b;c", "1"], ["d;e;f", "2"]], False),
        ("alone\n", [["alone"]], True),
    ],
)
def test_the_delimiter_is_what_divides_all_lines_alike(
    tmp_path: Path, text: str, rows: list[list[str]], decimal_comma: bool
) -> None:
    path = written(tmp_path / "t.csv", text)
    assert [cells for _line, cells in cells_of(path)] == rows
    with open_rows(path) as file:
        assert file.decimal_comma is decimal_comma


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is no text file; save the table as CSV in UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "this is no text file; save the table as CSV in UTF-8"),
        ("1,2\nMaß,3\n".encode("cp1252"), "line 2 is no text in UTF-8; save the table as CSV in UTF-8"),
        ("1,2\n정답,3\n".encode("cp949"), "line 2 is no text in UTF-8"),
        (b"1,2\n" * (1 << 19) + b"\0", "line 524289 is no text"),
        (b'1,"2\n3,4\n', "the row that ends in line 2 can't be read (unexpected end of data); check the quotation"),
        (b'1,"2"3\n3,4\n', "the row that ends in line 1 can't be read"),
        (b"1," * 1001 + b"1\n", "line 1 has 1,002 columns, but at most 1,000 are read"),
        (b"7" * 1_000_001, "line 1 has more than 1,000,000 characters"),
        (b"7" * 200_000 + b",1\n", "the row that ends in line 1 can't be read (field larger than field limit"),
    ],
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, content: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "MOST_ROWS", 10**6)
    assert message in refusal(written(tmp_path / "t.csv", content))


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.csv").startswith(f"gone.csv: there is no such file in {tmp_path}; check the name")
    assert refusal(tmp_path) == f"{tmp_path.name}: this is a folder; choose a CSV file in it"
    assert "no such file" in refusal(Path("nul\0byte"))
    assert "can't be read (File name too long)" in refusal(tmp_path / ("n" * 300))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "no file that can be read" in refusal(tmp_path / "pipe.csv")


def test_a_file_that_cannot_be_opened_is_refused_with_the_reason_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "t.csv", "1,2\n")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(csv_file, "open_regular", forbidden)
    assert refusal(path) == "t.csv: the file can't be read (Permission denied); check the disk and your permission"


def test_a_reader_that_runs_out_of_memory_says_so(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="doesn't fit into memory; close other programs"), \
            open_rows(written(tmp_path / "t.csv", "1,2\n")):
        raise MemoryError


def test_files_beyond_the_limits_are_refused_without_reading_them(tmp_path: Path) -> None:
    million = written(tmp_path / "million.csv", "0.125,0.5,a\n" * 1_000_000)
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as stream:
        stream.truncate(201 * 10**6)

    began = time.process_time()
    messages = refusal(million), refusal(huge)
    # reading a million rows takes a second and more; the limit is generous
    assert time.process_time() - began < 0.5

    assert "more than 100,000 rows, and no more are read; cut the file and open a part" in messages[0]
    assert "the file has 201 MB, but at most 200 MB are read" in messages[1]


def test_old_line_ends_count_as_lines_too(tmp_path: Path) -> None:
    assert "more than 100,000 rows" in refusal(written(tmp_path / "mac.csv", "1,2\r" * 100_002))


def test_a_long_cell_is_shown_in_part() -> None:
    assert csv_file.quoted("ab") == "'ab'"
    assert len(csv_file.quoted("x" * 1000)) < 50


def test_the_rows_of_numbers_that_numpy_writes_come_back(tmp_path: Path) -> None:
    numbers = np.random.default_rng(1).normal(size=(50, 4))
    np.savetxt(tmp_path / "t.csv", numbers, delimiter=",", fmt="%.17g")

    read = [[float(cell) for cell in cells] for _line, cells in cells_of(tmp_path / "t.csv")]

    np.testing.assert_array_equal(read, numbers)
