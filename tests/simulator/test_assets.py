"""The files that come with the program are the ones that they claim to be."""

from __future__ import annotations

import gzip
import hashlib
import struct
from pathlib import Path

import pytest

# Of the unpacked files: the packed ones differ from one gzip to the next.
MNIST_MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}


@pytest.mark.parametrize(("name", "md5"), MNIST_MD5.items())
def test_the_digits_are_the_original_ones(project: Path, name: str, md5: str) -> None:
    unpacked = gzip.decompress((project / "assets/data/mnist" / f"{name}.gz").read_bytes())
    assert hashlib.md5(unpacked, usedforsecurity=False).hexdigest() == md5


@pytest.mark.parametrize("name", MNIST_MD5)
def test_the_packed_digits_carry_no_name_and_no_time_so_that_packing_again_gives_the_same_bytes(
    project: Path, name: str
) -> None:
    with (project / "assets/data/mnist" / f"{name}.gz").open("rb") as packed:
        _magic, _method, flags, time = struct.unpack("<HBBI", packed.read(8))  # RFC 1952, section 2.3
    assert (flags, time) == (0, 0)


def test_the_digits_say_where_they_are_from_and_under_which_licence(project: Path) -> None:
    note = (project / "assets/data/mnist/README.txt").read_text(encoding="utf-8")
    assert "LeCun" in note
    assert "CC BY-SA 3.0" in note
    assert all(md5 in note for md5 in MNIST_MD5.values())


def test_both_weights_of_the_typeface_are_there_and_their_licence_lies_beside_them(project: Path) -> None:
    fonts = project / "assets/fonts"
    for weight in ("Regular", "SemiBold"):
        assert (fonts / f"Pretendard-{weight}.otf").read_bytes()[:4] == b"OTTO"  # OpenType with PostScript outlines
    licence = (fonts / "OFL.txt").read_text(encoding="utf-8")
    assert "Reserved Font Name Pretendard" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
