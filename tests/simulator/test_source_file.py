"""Whether the file that samples were opened from still is what it was."""

from __future__ import annotations

import os
from pathlib import Path

from simulator.datasets.table import open_table
from simulator.regular_files import SourceFile


def test_a_file_is_unchanged_until_somebody_writes_to_it_or_takes_it_away(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("1,2,a\n3,4,b\n", encoding="utf-8")
    source = SourceFile.of(path)
    assert source.is_unchanged
    path.write_text("1,2,a\n3,5,b\n", encoding="utf-8")
    os.utime(path, ns=(1, source.changed + 1))
    assert not source.is_unchanged
    path.unlink()
    assert not source.is_unchanged


def test_a_table_knows_its_file_also_when_it_is_made_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("1,2,3,a\n3,4,7,b\n5,6,9,a\n", encoding="utf-8")
    data = open_table(path)
    assert [file.path for file in data.files] == [path]
    assert data.made(scaling="standardised").files == data.files
    assert data.recipe is not None
    assert data.recipe.whole is not None
    assert data.recipe.whole[0].tolist() == [[1, 2, 3], [3, 4, 7], [5, 6, 9]]
