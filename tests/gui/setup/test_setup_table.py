"""A table (CSV) opened from the set-up card, by Open, and from the command line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.documents.openable import opened
from gui.run.session import Session
from gui.setup.choices import OPEN_TABLE
from gui.setup.setup_card import SetupCard
from simulator.experiment import OPENED_TABLE, Layer, experiment_from_json
from tests.gui.setup.conftest import CIRCLES, box, choose, click, field, type_into


def write(path: Path, count: int, classes: str = "ab") -> Path:
    rng = np.random.default_rng(0)
    numbers = rng.normal((170.0, 0.0), (10.0, 1.0), (count, 2))
    rows = [f"{length:.2f},{width:.3f},{classes[number % len(classes)]}"
            for number, (length, width) in enumerate(numbers)]
    path.write_text("length,width,label\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write(tmp_path / "lengths.csv", 60)


def test_a_table_is_opened_in_the_background_and_becomes_a_draft(
        card: SetupCard, session: Session, qtbot: QtBot, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    choose(box(card, "data_set"), OPEN_TABLE)
    qtbot.waitUntil(lambda: card.draft.is_pending)
    assert box(card, "data_set").currentText() == "lengths.csv · 42"
    assert card.rows.rows["features"].note.text() == "x₁ = length · x₂ = width"
    assert not card.rows.rows["sample_count"].isVisible()
    assert card.rows.rows["test_share"].isVisible()
    click(card.bar.start)
    session.worker.wait()
    assert (session.data.name, session.data.train.count) == (OPENED_TABLE, 42)
    choose(box(card, "data_set"), "circles")
    choose(box(card, "data_set"), OPENED_TABLE)
    assert not card.draft.is_pending


def test_the_columns_of_a_table_can_be_standardised_and_the_card_says_how(
        card: SetupCard, session: Session, qtbot: QtBot, table: Path) -> None:
    assert not card.rows.rows["scaling"].isVisible()
    card.open_table(table)
    qtbot.waitUntil(lambda: card.draft.is_pending)
    choose(box(card, "scaling"), "standardised")
    train = card.draft.data.train
    mean = train.raw[:, 0].mean()
    assert f"length − {mean:.4g}" in card.rows.rows["data_set"].note.text()
    type_into(field(card, "test_share").line, "50")
    click(card.bar.start)
    session.worker.wait()
    assert session.data.train.inputs(np.arange(30)).std(axis=0) == pytest.approx([1.0, 1.0])
    saved = experiment_from_json(session.experiment.to_json())
    assert saved == session.experiment
    assert np.array_equal(saved.open_data().train.raw, session.data.train.raw)


@pytest.mark.parametrize(("content", "reason"), [
    ("x,y,label\n1,2,a\n1,two,b\n", "'two'"),
    ("x,y,label\n1,2,a\n1,,b\n", "holds nothing"),
    ("x,y,label\n1,2,a\n3,4,a\n", "same label"),
    ("label\na\nb\n", "one column"),
    ("x,y,label\n1,2,0.5\n3,4,1.5\n", "no class"),
    ("", "empty")])
def test_a_table_that_cant_be_used_is_explained_under_the_data_set_and_nothing_is_lost(
        card: SetupCard, session: Session, qtbot: QtBot, tmp_path: Path, content: str, reason: str) -> None:
    card.rows.add_layer.click()
    path = tmp_path / "wrong.csv"
    path.write_text(content, encoding="utf-8")
    card.open_table(path)
    message = card.rows.rows["data_set"].message
    qtbot.waitUntil(message.isVisible)
    assert "wrong.csv" in message.text()
    assert reason in message.text()
    assert session.experiment == CIRCLES
    assert len(card.draft.layers) == 4, "the draft is as it was"


def test_the_whole_message_about_a_table_is_brought_into_view(card: SetupCard, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "regression.csv"
    path.write_text("x1,x2,y\n0.5,0.25,0.677\n0.125,0.5,0.25\n", encoding="utf-8")
    card.window().resize(card.window().width(), 230)
    card.open_table(path)
    message = card.rows.rows["data_set"].message
    qtbot.waitUntil(message.isVisible)
    qtbot.waitUntil(lambda: message.visibleRegion().boundingRect().height() == message.height())


def test_while_a_large_table_is_read_the_window_goes_on(card: SetupCard, session: Session, qtbot: QtBot,
                                                        tmp_path: Path) -> None:
    path = write(tmp_path / "large.csv", 100_000)
    card.open_table(path)
    assert "Reading large.csv" in card.rows.rows["data_set"].note.text()
    assert not card.draft.is_pending
    type_into(field(card, "learning_rate").line, "0.05")
    session.worker.wait()
    assert session.experiment.learning_rate == 0.05
    qtbot.waitUntil(lambda: card.draft.data.name == OPENED_TABLE)
    assert card.draft.data.train.count == 70_000


def test_too_many_rows_are_refused_with_the_limit(card: SetupCard, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "million.csv"
    path.write_text("x,label\n" + "1,a\n2,b\n" * 500_000, encoding="utf-8")
    card.open_table(path)
    message = card.rows.rows["data_set"].message
    qtbot.waitUntil(message.isVisible)
    assert "100,000" in message.text()


# Open, and the command line


@pytest.mark.parametrize(("classes", "cost", "output"), [
    ("ab", "binary_cross_entropy", Layer(1, "sigmoid")), ("abcd", "categorical_cross_entropy", Layer(4, "softmax"))])
def test_a_table_alone_makes_an_experiment_that_fits_it(tmp_path: Path, classes: str, cost: str, output: Layer
                                                        ) -> None:
    experiment, data = opened(write(tmp_path / "lengths.csv", 12, classes))
    assert (experiment.cost, experiment.layers[-1]) == (cost, output)
    assert experiment.fits(data) is experiment
    assert (data.train.count, experiment.batch_size) == (8, 8)
