"""IDX files opened from the set-up card."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.run.session import Session
from gui.setup.choices import OPEN_FILES
from gui.setup.setup_card import SetupCard
from tests.gui.setup.conftest import CIRCLES, box, choose, click


def write_idx(path: Path, numbers: np.ndarray) -> Path:
    shape = numbers.shape
    data = struct.pack(">BBBB", 0, 0, 8, len(shape)) + struct.pack(f">{len(shape)}I", *shape)
    path.write_bytes(gzip.compress(data + numbers.astype(np.uint8).tobytes()))
    return path


@pytest.fixture
def idx_files(tmp_path: Path) -> Path:
    """Twelve pictures of 3 × 3 pixels in three classes; the path of the images."""
    rng = np.random.default_rng(0)
    write_idx(tmp_path / "train-labels-idx1-ubyte.gz", np.arange(12) % 3)
    return write_idx(tmp_path / "train-images-idx3-ubyte.gz", rng.integers(0, 256, (12, 3, 3)))


def test_files_are_opened_in_the_background_and_become_a_draft(
        card: SetupCard, session: Session, qtbot: QtBot, idx_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(idx_files), ""))
    choose(box(card, "data_set"), OPEN_FILES)
    qtbot.waitUntil(lambda: card.draft.is_pending)
    assert card.draft.sizes == (9, 4, 2, 3)
    assert box(card, "data_set").currentText() == f"train-images-idx3-ubyte.gz · {12}"
    click(card.bar.start)
    session.worker.wait()
    assert session.data.name == "idx"
    assert session.network.sizes == (9, 4, 2, 3)
    choose(box(card, "data_set"), "circles")
    choose(box(card, "data_set"), "idx")
    assert not card.draft.is_pending


def test_a_damaged_file_is_explained_under_the_data_set_and_the_run_stays(
        card: SetupCard, session: Session, qtbot: QtBot, idx_files: Path) -> None:
    idx_files.write_bytes(idx_files.read_bytes()[:40])
    card.open_idx(idx_files)
    message = card.rows.rows["data_set"].message
    qtbot.waitUntil(message.isVisible)
    assert "train-images-idx3-ubyte.gz is" in message.text()
    assert session.experiment == CIRCLES
    assert not card.draft.is_pending


def test_who_opens_no_file_changes_nothing(card: SetupCard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    choose(box(card, "data_set"), OPEN_FILES)
    assert box(card, "data_set").key() == "circles"
    assert not card.draft.is_pending
