"""IDX files: what is written comes back, and whatever is wrong with a file is said in one sentence."""

from __future__ import annotations

import gzip
import os
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.datasets.idx import IdxError, find_companions, open_idx_data_set, read_idx, read_pair


def idx_bytes(*shape: int, numbers: bytes | None = None, kind: int = 8) -> bytes:
    """An IDX file written by hand: 0, 0, kind, dimensions, sizes, then the numbers 0, 1, 2, …, modulo 7."""
    if numbers is None:
        numbers = bytes(place % 7 for place in range(int(np.prod(shape))))
    return struct.pack(f">BBBB{len(shape)}I", 0, 0, kind, len(shape), *shape) + numbers


def written(path: Path, content: bytes, *, zipped: bool = False) -> Path:
    path.write_bytes(gzip.compress(content) if zipped else content)
    return path


def assert_refused(path: Path, *fragments: str) -> None:
    """The file is refused with a message that names it, what is wrong, and (after a semicolon) what to do."""
    with pytest.raises(IdxError) as caught:
        read_idx(path)
    message = str(caught.value)
    assert message.startswith(path.name)
    assert "; " in message
    for fragment in fragments:
        assert fragment in message


@pytest.mark.parametrize("zipped", [False, True])
def test_numbers_come_back_in_the_shape_of_the_header(tmp_path: Path, zipped: bool) -> None:
    path = written(tmp_path / "images", idx_bytes(2, 3, 2, numbers=bytes(range(12))), zipped=zipped)

    numbers = read_idx(path)

    assert numbers.dtype == np.uint8
    assert numbers.tolist() == [[[0, 1], [2, 3], [4, 5]], [[6, 7], [8, 9], [10, 11]]]


def test_gzip_is_recognised_by_content_and_not_by_name(tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.gz", idx_bytes(5))
    zipped = written(tmp_path / "zipped", idx_bytes(5), zipped=True)

    assert read_idx(plain).tolist() == read_idx(zipped).tolist() == [0, 1, 2, 3, 4]


def test_a_gzip_file_of_several_members_is_read_to_its_end(tmp_path: Path) -> None:
    content = idx_bytes(100)
    path = tmp_path / "members.gz"
    path.write_bytes(gzip.compress(content[:50]) + gzip.compress(content[50:]))

    assert read_idx(path).tolist() == [place % 7 for place in range(100)]


def test_a_missing_file_is_named_with_its_folder(tmp_path: Path) -> None:
    assert_refused(tmp_path / "absent", "does not exist", str(tmp_path))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert_refused(tmp_path, "is not a file")


def test_a_name_longer_than_any_file_name_is_refused() -> None:
    with pytest.raises(IdxError):
        read_idx(Path("x" * 5000))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert_refused(tmp_path / "pipe", "is not a file")


@pytest.mark.parametrize("zipped", [False, True])
def test_an_empty_file_is_refused(tmp_path: Path, zipped: bool) -> None:
    assert_refused(written(tmp_path / "images", b"", zipped=zipped), "is empty")


@pytest.mark.parametrize(
    "content",
    [
        b"\0",
        b"<!DOCTYPE html>",
        b"\0\1\x08\1\0\0\0\1x",
        b"\0\0\x07\1\0\0\0\1x",
        b"\0\0\x08\0x",
        b"\0\0\x08\xc8" * 300,
    ],
    ids=["one byte", "a web page", "second byte", "unknown kind", "no dimension", "200 dimensions"],
)
def test_a_file_of_another_format_is_refused_with_its_first_bytes(tmp_path: Path, content: bytes) -> None:
    assert_refused(written(tmp_path / "images", content), "is not an IDX file", content[:4].hex(" "))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (9, "signed bytes"),
        (11, "16-bit integers"),
        (12, "32-bit integers"),
        (13, "32-bit floats"),
        (14, "64-bit floats"),
    ],
)
def test_numbers_other_than_unsigned_bytes_are_refused_by_name(tmp_path: Path, kind: int, words: str) -> None:
    path = written(tmp_path / "images", idx_bytes(2, numbers=bytes(16), kind=kind))

    assert_refused(path, f"holds {words}", "convert")


@pytest.mark.parametrize("zipped", [False, True])
def test_a_header_cut_short_is_refused(tmp_path: Path, zipped: bool) -> None:
    path = written(tmp_path / "images", idx_bytes(2, 3, 2)[:9], zipped=zipped)

    assert_refused(path, "cut off within its header")


def test_a_header_with_a_dimension_of_zero_is_refused(tmp_path: Path) -> None:
    assert_refused(written(tmp_path / "images", idx_bytes(0, 28, 28)), "holds no numbers", "0 × 28 × 28")


@pytest.mark.parametrize("zipped", [False, True])
def test_too_few_numbers_are_counted(tmp_path: Path, zipped: bool) -> None:
    path = written(tmp_path / "images", idx_bytes(100, 5, 5)[:-1], zipped=zipped)

    assert_refused(path, "is cut off", "100 × 5 × 5 = 2,500 bytes", "only 2,499 follow")


@pytest.mark.parametrize("zipped", [False, True])
def test_numbers_beyond_the_promised_ones_are_refused(tmp_path: Path, zipped: bool) -> None:
    path = written(tmp_path / "images", idx_bytes(10, 5, 5) + b"x", zipped=zipped)

    assert_refused(path, "is too long", "10 × 5 × 5 = 250 bytes")


@pytest.mark.parametrize("zipped", [False, True])
def test_an_absurd_header_is_refused_before_any_memory_is_taken(tmp_path: Path, zipped: bool) -> None:
    path = written(tmp_path / "images", idx_bytes(2**32 - 1, 2**32 - 1, 2**32 - 1, numbers=b"abc"), zipped=zipped)

    tracemalloc.start()
    assert_refused(path, "damaged header", "4,294,967,295")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 1_000_000


def test_a_zipped_header_that_could_be_true_takes_no_more_memory_than_the_contents(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).bytes(100_000)
    path = written(tmp_path / "images", idx_bytes(90_000_000, numbers=noise), zipped=True)

    tracemalloc.start()
    assert_refused(path, "is cut off", "only 100,000 follow")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 4_000_000


def test_a_gzip_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(idx_bytes(40, 5, 5))

    for length in range(2, len(packed)):
        assert_refused(written(tmp_path / "images.gz", packed[:length]), "is cut off", "download it again")


def test_numbers_between_empty_members_and_zeros_that_fill_up_are_found(tmp_path: Path) -> None:
    content, empty = idx_bytes(100), gzip.compress(b"")
    parts = (empty * 300, gzip.compress(content[:3]), empty, bytes(40_000), gzip.compress(content[3:]), bytes(512))

    assert read_idx(written(tmp_path / "images.gz", b"".join(parts))).tolist() == [place % 7 for place in range(100)]


def test_a_gzip_file_of_very_many_empty_members_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "images.gz", gzip.compress(b"") * 20_000 + gzip.compress(idx_bytes(100)))

    assert_refused(path, "is damaged", "10,000 parts")


def test_a_wrong_checksum_is_refused_although_all_numbers_are_there(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(idx_bytes(40, 5, 5)))
    packed[-8] ^= 1

    assert_refused(written(tmp_path / "images.gz", bytes(packed)), "is damaged", "data check")


def test_a_flipped_bit_anywhere_in_the_packed_numbers_is_refused(tmp_path: Path) -> None:
    # The first ten bytes are gzip's own header (time, operating system), which carries no numbers.
    intact = gzip.compress(idx_bytes(40, 5, 5, numbers=np.random.default_rng(1).bytes(1000)))

    for place in range(10, len(intact), 7):
        packed = bytearray(intact)
        packed[place] ^= 0b100
        assert_refused(written(tmp_path / "images.gz", bytes(packed)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from([b"", b"\0\0\x08", b"\0\0\x08\1\0\0\0", b"\x1f\x8b\x08\0"]), rest=st.binary(max_size=40))
def test_any_bytes_are_either_read_or_refused(tmp_path: Path, start: bytes, rest: bytes) -> None:
    path = written(tmp_path / "anything", start + rest)
    try:
        assert read_idx(path).size > 0
    except IdxError as error:
        message = str(error)
    else:
        message = ""

    assert message == "" or message.startswith("anything ")


def pair(folder: Path, images: bytes, labels: bytes, part: str = "train") -> tuple[Path, Path]:
    return (
        written(folder / f"{part}-images-idx3-ubyte", images),
        written(folder / f"{part}-labels-idx1-ubyte.gz", labels, zipped=True),
    )


def test_a_pair_gives_a_row_for_each_image(tmp_path: Path) -> None:
    raw, numbers, image_shape = read_pair(*pair(tmp_path, idx_bytes(3, 2, 4), idx_bytes(3, numbers=b"\1\0\2")))

    assert raw.shape == (3, 8)
    assert raw.dtype == np.uint8
    assert numbers.tolist() == [1, 0, 2]
    assert numbers.dtype == np.int64
    assert image_shape == (2, 4)


def test_images_and_labels_of_different_number_are_refused_with_both_counts(tmp_path: Path) -> None:
    with pytest.raises(IdxError, match=r"train-images.* holds 3 images, but train-labels.* holds 4 labels; choose"):
        read_pair(*pair(tmp_path, idx_bytes(3, 2, 2), idx_bytes(4)))


def test_exchanged_files_are_refused_with_their_dimensions(tmp_path: Path) -> None:
    images, labels = pair(tmp_path, idx_bytes(3, 2, 2), idx_bytes(3))

    with pytest.raises(IdxError, match=r"dimensions 3 × 2 × 2, but labels have only one, their count; choose"):
        read_pair(labels, images)
    with pytest.raises(IdxError, match=r"dimensions 3, but grey images have three: count, rows, columns; choose"):
        read_pair(labels, labels)


def test_colour_images_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IdxError, match=r"dimensions 3 × 2 × 2 × 3, but grey images have three"):
        read_pair(*pair(tmp_path, idx_bytes(3, 2, 2, 3), idx_bytes(3)))


def test_rows_without_a_picture_are_accepted(tmp_path: Path) -> None:
    data_set = open_idx_data_set(*pair(tmp_path, idx_bytes(3, 5), idx_bytes(3)))

    assert (data_set.image_shape, data_set.input_count, data_set.output_count) == (None, 5, 3)


def test_an_opened_data_set_has_its_own_classes_and_test_part(tmp_path: Path) -> None:
    train = pair(tmp_path, idx_bytes(3, 2, 2, numbers=bytes(range(12))), idx_bytes(3, numbers=b"\0\x0b\1"))
    test = pair(tmp_path, idx_bytes(2, 2, 2, numbers=b"\xff" * 8), idx_bytes(2, numbers=b"\x0c\3"), part="t10k")

    data_set = open_idx_data_set(*train, *test)

    assert (data_set.name, data_set.label) == ("idx", "train-images-idx3-ubyte")
    assert data_set.image_shape == (2, 2)
    assert data_set.class_labels == ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
    assert (data_set.train.count, data_set.test.count) == (3, 2)
    assert data_set.has_own_test
    assert data_set.test.inputs(np.array([1])).tolist() == [[1.0, 1.0, 1.0, 1.0]]
    assert data_set.targets(data_set.test, np.array([0])).tolist() == [[0.0] * 12 + [1.0]]


def test_without_test_files_the_training_part_stands_in(tmp_path: Path) -> None:
    data_set = open_idx_data_set(*pair(tmp_path, idx_bytes(3, 2, 2), idx_bytes(3)))

    assert data_set.test is data_set.train
    assert not data_set.has_own_test


def test_test_images_of_another_size_are_refused_with_both_sizes(tmp_path: Path) -> None:
    train = pair(tmp_path, idx_bytes(3, 2, 2), idx_bytes(3))
    test = pair(tmp_path, idx_bytes(3, 4, 1), idx_bytes(3), part="t10k")

    with pytest.raises(IdxError, match=r"t10k-images.* holds images of 4 × 1, but those of train-.* have 2 × 2;"):
        open_idx_data_set(*train, *test)


def test_half_a_test_part_is_refused(tmp_path: Path) -> None:
    images, labels = pair(tmp_path, idx_bytes(3, 2, 2), idx_bytes(3))

    with pytest.raises(IdxError, match="without its labels"):
        open_idx_data_set(images, labels, images, None)
    with pytest.raises(IdxError, match="without its images"):
        open_idx_data_set(images, labels, None, labels)


def test_a_single_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IdxError, match="label 0 only; choose labels of two classes"):
        open_idx_data_set(*pair(tmp_path, idx_bytes(3, 2, 2), idx_bytes(3, numbers=bytes(3))))


USUAL_SETS = [
    (
        "train-images-idx3-ubyte.gz",
        "train-labels-idx1-ubyte.gz",
        "t10k-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte.gz",
    ),
    ("train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"),
    (
        "emnist-letters-train-images-idx3-ubyte",
        "emnist-letters-train-labels-idx1-ubyte",
        "emnist-letters-test-images-idx3-ubyte.gz",
        "emnist-letters-test-labels-idx1-ubyte.gz",
    ),
]


@pytest.mark.parametrize("names", USUAL_SETS, ids=["MNIST", "with points", "EMNIST, half unpacked"])
@pytest.mark.parametrize("chosen", range(4))
def test_any_of_the_four_files_leads_to_the_others(tmp_path: Path, names: tuple[str, ...], chosen: int) -> None:
    for name in (*names, "other-train-images-idx3-ubyte", "other-train-labels-idx1-ubyte", "notes.txt"):
        (tmp_path / name).touch()

    assert find_companions(tmp_path / names[chosen]) == tuple(tmp_path / name for name in names)


def test_companions_of_the_same_spelling_are_preferred(tmp_path: Path) -> None:
    for name in ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"):
        (tmp_path / name).touch()
        (tmp_path / f"{name}.gz").touch()

    for suffix in ("", ".gz"):
        found = find_companions(tmp_path / f"train-labels-idx1-ubyte{suffix}")
        assert [file.name for file in found if file] == [
            f"train-images-idx3-ubyte{suffix}", f"train-labels-idx1-ubyte{suffix}"
        ]  # fmt: skip


def test_a_set_of_two_files_needs_no_train_in_its_names(tmp_path: Path) -> None:
    images, labels = tmp_path / "shapes-images-idx3-ubyte", tmp_path / "shapes-labels-idx1-ubyte"
    images.touch()
    labels.touch()

    assert find_companions(labels) == (images, labels, None, None)


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        ("train-images-idx3-ubyte", "labels"),
        ("train-labels-idx1-ubyte", "images"),
        ("t10k-labels-idx1-ubyte", "images"),
    ],
)
def test_a_missing_companion_is_named(tmp_path: Path, present: str, missing: str) -> None:
    (tmp_path / present).touch()

    with pytest.raises(IdxError, match=f"{present} has no training {missing} beside it; put the file"):
        find_companions(tmp_path / present)


def test_a_name_that_says_nothing_is_refused_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(IdxError, match=r"digits\.bin has a name that does not tell .*; rename .*train-images-idx3"):
        find_companions(tmp_path / "digits.bin")


def test_an_absent_file_has_no_companions(tmp_path: Path) -> None:
    with pytest.raises(IdxError, match="does not exist"):
        find_companions(tmp_path / "train-images-idx3-ubyte")
