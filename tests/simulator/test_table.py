"""Tables: numbers, names and labels come out as they stand in the file, and every mistake is named."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulator.datasets import DataSet
from simulator.datasets.data_set import DataOptions
from simulator.datasets.mnist import MNIST
from simulator.datasets.table import TableError, open_table

Table = Callable[[str], Path]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    def written(text: str) -> Path:
        path = tmp_path / "points.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return written


def all_rows(data: DataSet) -> list[list[float | str]]:
    """Every row of the table, training and test, as numbers and the label; sorted."""
    parts = {id(part): part for part in (data.train, data.test)}.values()
    return sorted([*map(float, raw), data.class_labels[label]] for part in parts
                  for raw, label in zip(part.raw.tolist(), part.labels.tolist(), strict=True))


def refusal(path: Path) -> str:
    """The message for a table that isn't read; it begins with the file and ends with a remedy."""
    with pytest.raises(TableError) as caught:
        open_table(path)
    message = str(caught.value)
    assert message.startswith(path.name)
    assert "; " in message
    return message


def test_numbers_and_labels_are_those_of_the_file(table: Table) -> None:
    data = open_table(table("width,height,label\n1,2,b\n3.5,-4e1,a\n5,6,b\n"))

    assert all_rows(data) == [[1, 2, "b"], [3.5, -40, "a"], [5, 6, "b"]]
    assert (data.name, data.label, data.class_labels) == ("table", "points.csv", ("a", "b"))
    assert data.column_names == ("width", "height")
    assert (data.input_count, data.output_count) == (2, 1)
    assert data.targets(data.train, np.arange(data.train.count)).shape == (data.train.count, 1)


def test_more_than_two_classes_become_an_output_each(table: Table) -> None:
    data = open_table(table("1,10\n2,9\n3,2\n4,10\n"))

    assert data.class_labels == ("2", "9", "10"), "whole numbers are sorted by size"
    assert data.target_table.tolist() == np.eye(3).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "1,2,a\n3,4,b\n",
        "1,2,a\r\n3,4,b\r\n",
        "1,2,a\r3,4,b",
        "\ufeff1;2;a\n3;4;b\n",
        "1\t2\ta\n3\t4\tb\n",
        "\n1,2,a\n\n , ,\n3,4,b\n\n",
        ' 1 , "2", a \n3,4, "b"\n',
        "x,y,label\n1,2,a\n3,4,b\n",
        "x;y;label\n1,0;2,0;a\n3,0;4,0;b\n",
        "Label,x,y\na,1,2\nb,3,4\n",
        "x,Class,y\n1,a,2\n3,b,4\n",
        '"x","the\nheight","TARGET"\n1,2,a\n3,4,b\n',
    ],
)
def test_delimiters_line_ends_decimal_commas_and_headers_are_recognised(table: Table, text: str) -> None:
    assert all_rows(open_table(table(text))) == [[1, 2, "a"], [3, 4, "b"]]


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("a,b,c", 2),
        ("y,a,b", 0),
        ("x,y,c", 2),
        ("y,label,c", 1),
        ("Klasse,b,c", 0),
        ("a,정답,라벨", 2),
        (",b,c", 2),
    ],
)
def test_the_label_is_the_column_called_so_or_the_last_one(table: Table, header: str, label: int) -> None:
    data = open_table(table(f"{header}\n7,8,9\n1,2,3\n"))
    assert data.class_labels == tuple(sorted(("789"[label], "123"[label])))


def test_columns_without_names_are_called_x_with_a_number(table: Table) -> None:
    assert open_table(table("1,2,3,a\n4,5,6,b\n")).column_names == ("x₁", "x₂", "x₃")
    assert open_table(table(",b,c,label\n1,2,3,a\n4,5,6,b\n")).column_names == ("#1", "b", "c")


def test_one_or_two_columns_can_be_drawn_in_a_window_with_a_margin(table: Table) -> None:
    plane = open_table(table("0,5,a\n10,5,b\n")).domain
    assert plane is not None
    assert (plane.low, plane.high) == ((-1.0, 4.0), (11.0, 6.0))
    line = open_table(table("0,a\n10,b\n")).domain
    assert line is not None
    assert (line.low, line.high) == ((-1.0,), (11.0,))
    assert open_table(table("1,2,3,a\n4,5,6,b\n")).domain is None


def test_a_shuffle_with_a_seed_divides_the_rows(table: Table) -> None:
    text = "".join(f"{number},{number % 2}\n" for number in range(100))
    data = open_table(table(text))
    assert data.options is not None
    again, other = data.made(data.options), data.made(replace(data.options, seed=2))
    half = data.made(replace(data.options, test_share=0.5))

    assert (data.train.count, data.test.count) == (70, 30)
    assert (half.train.count, half.test.count) == (50, 50)
    assert all_rows(data) == all_rows(other) == sorted([float(n), str(n % 2)] for n in range(100))
    assert again.train.raw.tolist() == data.train.raw.tolist() != other.train.raw.tolist()
    assert data.train.raw.ravel().tolist() != sorted(data.train.raw.ravel().tolist())


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_standardised_training_columns_have_mean_0_and_deviation_1(table: Table, columns: int) -> None:
    rows = np.random.default_rng(1).normal(50.0, 7.0, (80, columns))
    text = "".join(",".join(map(str, row)) + f",{number % 2}\n" for number, row in enumerate(rows.tolist()))
    data = open_table(table(text)).made(scaling="standardised")
    inputs = data.train.inputs(np.arange(data.train.count))

    np.testing.assert_allclose(inputs.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(inputs.std(axis=0), 1.0, rtol=1e-12)
    # the test part is scaled by the numbers of the training part
    mean, deviation = data.train.raw.mean(axis=0), data.train.raw.std(axis=0)
    test = data.test.inputs(np.arange(data.test.count))
    np.testing.assert_allclose(test, (data.test.raw - mean) / deviation, rtol=1e-9)
    if columns < 3:
        assert f"{mean[0]:.4g}" in str(data.scaling)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("\n \n", "the file is empty"),
        ("a,b,label\n", "there are names of columns, but no rows of numbers"),
        ("label\n1\n2\n", "there is one column only; a table needs"),
        ("1 2 3\n4 5 6\n", "there is one column only"),
        ("a,b,label\n1,2,x\n1,oops,y\n", "line 3, column 2 (b) holds 'oops', which is no number; correct"),
        ("1,2,x\nhe said,2,y\n", "line 2, column 1 holds 'he said', which is no number"),
        ("oops,2,0\n1,2,1\n", "line 1, column 1 holds 'oops', which is no number"),
        ("a,b,label\n1,2,x\n1_000,2,y\n", "line 3, column 1 (a) holds '1_000', which is no number"),
        ("a;b;label\n1.234,5;2;x\n", "line 2, column 1 (a) holds '1.234,5', which is no number"),
        ("a,label,b\n1,x,2\n3,y, \n", "line 3, column 3 (b) holds nothing; fill it, or take the row out"),
        ("a,b,label\n1,2,x\n3,4,\n", "line 3, column 3 (label) has no label; fill it"),
        ("a,b,label\n1,2,x\n3,y\n", "line 3 has 2 columns, but the first row has 3; correct it"),
        ("1,5;2,5;x\n3,5;y\n", "line 2 has 2 columns, but the first row has 3"),
        ("1,2,x\n3,4,y,5\n", "line 2 has 4 columns, but the first row has 3"),
        ("a,b,label\n1,2,x\n3,4,x\n", "every row has the same label, 'x'; open a table with two classes"),
        ("1,nan,x\n3,4,y\n", "line 1, column 2 holds 'nan', which is no finite number"),
        ("a,b,label\n1,2,x\n3,-Infinity,y\n", "line 3, column 2 (b) holds '-Infinity', which is no finite number"),
        ("1,2,x\n3,1e101,y\n", "line 2, column 2 holds '1e101', but numbers reach to 1e+100 at most"),
        ("a,b,price\n1,2,0.131\n3,4,2\n", "line 2, column 3 (price) holds '0.131', which is no class; labels are"),
        ("1,2,x\n3,4,nan\n", "line 2, column 3 holds 'nan', which is no class"),
        ("1,2,1\n3,4,1e16\n", "line 2, column 3 holds '1e16', which is no class"),
        ("a,b,a\n1,2,x\n", "columns 1 and 3 are both called 'a'; give every column a name of its own in line 1"),
        ("a,b,label\n1,2,x\na,b,label\n3,4,y\n", "line 3 repeats the names of the columns; take the line out"),
        ("1," + "long " * 20 + "\n2,b\n", "column 2 holds 'long long long long long long long long …', but a label"),
        ("".join(f"1,c{n}\n" for n in range(60)), "line 51, column 2 holds 'c50', which makes 51 classes, but"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(table: Table, text: str, message: str) -> None:
    assert message in refusal(table(text))


def test_labels_that_are_written_differently_can_be_the_same_number(table: Table) -> None:
    assert open_table(table("1,1\n2,1.0\n3,01\n4,2\n")).class_labels == ("1", "2")


def test_words_beside_numbers_are_classes_as_well(table: Table) -> None:
    assert open_table(table("1,2\n2,Two\n3,10\n4,one\n5,Two\n")).class_labels == ("2", "10", "one", "Two")


def test_a_hundred_thousand_rows_are_read_and_one_more_is_not(table: Table) -> None:
    rows = "0.5,a\n1.5,b\n" * 50_000
    data = open_table(table(rows))
    assert data.train.count + data.test.count == 100_000
    message = "more than 100,000 rows, and no more are read; cut the file and open a part"
    assert message in refusal(table(rows + "1,a"))


def test_grey_values_stay_bytes(table: Table) -> None:
    pixels = MNIST.test.raw[:300]
    text = "".join(",".join(map(str, row)) + f",{label}\n" for row, label in
                   zip(pixels.tolist(), MNIST.test.labels[:300].tolist(), strict=True))
    data = open_table(table(text))

    assert data.train.raw.dtype == np.uint8
    assert sorted(data.train.raw.tolist() + data.test.raw.tolist()) == sorted(pixels.tolist())
    assert data.train.inputs(np.array([0])).dtype == np.float64
    # one number that is none in a later block, and all of them are floats
    mixed = open_table(table(text + ",".join(["0.5"] * 784) + ",1\n"))
    assert mixed.train.raw.dtype == np.float64


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(table: Table) -> None:
    path = table("1,a\n2,b\n")
    path.chmod(0)
    assert "can't be read (Permission denied); check the disk and your permission" in refusal(path)


CELL = st.one_of(st.sampled_from(["", " ", "1", "2.5", "-3", "nan", "inf", "a", "b", "1,5", '"', '"x"', "1e400", "é",
                                  "label", "y", "\r", "\n", "\0", "\ufeff", "1_0", "٣", "{file}", "\ud7ff", "0x1"]),
                 st.text(max_size=6), st.floats().map(str), st.integers().map(str))
TEXT = st.builds(lambda rows, comma, end: end.join(comma.join(row) for row in rows),
                 st.lists(st.lists(CELL, max_size=5), max_size=8), st.sampled_from([",", ";", "\t"]),
                 st.sampled_from(["\n", "\r\n", "\r"])).map(lambda text: text.encode("utf-8", "surrogatepass"))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(TEXT, st.binary(max_size=200)))
@example(content=b"1,1\n1,2\n")
@example(content=b"\xff\xfe1\0,\x002\0")
def test_whatever_is_in_a_file_it_is_read_or_refused_with_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "anything.csv"
    path.write_bytes(content)
    try:
        data = open_table(path)
    except TableError:
        refusal(path)
        return
    for made in (data, data.made(scaling="standardised")):
        for part in (made.train, made.test):
            assert np.isfinite(part.inputs(np.arange(part.count))).all()
            assert set(part.labels.tolist()) <= set(range(len(data.class_labels)))
    assert 2 <= len(data.class_labels) <= 50


def test_a_column_that_never_changes_keeps_its_size(table: Table) -> None:
    rows = "\n".join(f"0.1,{number},{number % 2}" for number in range(30))
    data = open_table(table(f"a,b,label\n{rows}\n")).made(scaling="standardised")
    inputs = data.train.inputs(np.arange(data.train.count))
    assert np.abs(inputs[:, 0]).max() < 1e-12
    assert inputs[:, 1].mean() == pytest.approx(0.0, abs=1e-12)
    assert inputs[:, 1].std() == pytest.approx(1.0)


def test_the_scaling_is_written_without_programmers_notation(table: Table) -> None:
    rows = "\n".join(("1000000,-0.00005,a", "5000000,-0.00004,b")[number % 2] for number in range(40))
    data = open_table(table(f"x,y,label\n{rows}\n")).made(DataOptions(40, test_share=0.0), scaling="standardised")
    # means 3·10⁶ and −4.5·10⁻⁵, deviations 2·10⁶ and 5·10⁻⁶
    assert str(data.scaling) == "x is used as (x − 3·10⁶) / 2·10⁶, y as (y − (−4.5·10⁻⁵)) / 5·10⁻⁶"


def test_only_tables_are_standardised() -> None:
    with pytest.raises(ValueError, match="only the columns of a table"):
        MNIST.made(scaling="standardised")
