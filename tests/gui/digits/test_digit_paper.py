"""Paper, sheets and the first digit: what the network sees of a drawing."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QPainter

from gui.digits.paper import INK, Paper, Sheet, first_sample, first_sheet, grey_image, grey_values, pen
from gui.run.edit_history import History
from gui.run.edits import DrawingEdit, Edit
from simulator.datasets import MNIST, data_set_named
from simulator.datasets.drawing import prepare_digit
from simulator.experiment import Experiment
from simulator.propagation import outputs
from simulator.training import Trainer

DIGIT_PAPER = Paper((28, 28))


def random_picture(shape: tuple[int, int]) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 256, shape, dtype=np.uint8)


@pytest.mark.parametrize(("shape", "size"), [((28, 28), (280, 280)), ((8, 8), (280, 280)), ((30, 20), (180, 270)),
                                             ((1, 5), (280, 56)), ((300, 400), (400, 300))])
def test_every_pixel_of_the_network_is_a_square_of_whole_dots(shape: tuple[int, int], size: tuple[int, int]) -> None:
    assert Paper(shape).size.toTuple() == size


@pytest.mark.parametrize("shape", [(8, 8), (30, 20), (3, 7)])
def test_an_enlarged_picture_is_averaged_back_to_itself_where_nothing_is_fitted(shape: tuple[int, int]) -> None:
    paper, picture = Paper(shape), random_picture(shape)
    assert np.array_equal(paper.seen(paper.enlarged(picture)), picture)


def test_a_pixel_of_other_shapes_is_the_mean_of_its_square() -> None:
    paper = Paper((8, 8))
    ink = paper.blank()
    painter = QPainter(ink)
    painter.fillRect(0, 0, 7, 35, "white")  # a fifth of the first pixel, whose square has 35 dots
    painter.end()
    expected = np.zeros((8, 8))
    expected[0, 0] = 255 / 5
    assert np.array_equal(paper.seen(ink), expected)


def test_a_drawing_for_28_by_28_pixels_is_prepared_as_mnist_was() -> None:
    ink = DIGIT_PAPER.blank()
    painter = QPainter(ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(20, INK))
    painter.drawLine(30, 30, 60, 140)
    painter.end()
    assert np.array_equal(DIGIT_PAPER.seen(ink), prepare_digit(grey_values(ink).copy()))
    assert DIGIT_PAPER.seen(ink).any()


def test_an_image_keeps_values_whose_rows_do_not_fill_whole_words() -> None:
    picture = random_picture((5, 7))
    assert np.array_equal(grey_values(grey_image(picture)), picture)


def sheet(label: int) -> Sheet:
    return Sheet(DIGIT_PAPER.blank(), None, label)


class Pile:
    """A sheet with its history, as a canvas has it."""

    def __init__(self) -> None:
        self.sheet = sheet(0)
        self.history: History[Sheet] = History(lambda: self.sheet, self._show, str)

    def _show(self, shown: Sheet) -> None:
        self.sheet = shown

    def put(self, label: int) -> None:
        self.history.remember(Edit(DrawingEdit.STROKE))
        self.sheet = sheet(label)


def test_sheets_are_taken_back_and_brought_again_in_their_order() -> None:
    pile = Pile()
    for label in (1, 2, 3):
        pile.put(label)
    history, seen = pile.history, []
    for step in (history.undo, history.undo, history.redo, history.undo, history.undo, history.undo):
        step()
        seen.append(pile.sheet.label)
    assert seen == [2, 1, 2, 1, 0, 0]
    assert not history.can_undo
    assert history.can_redo


def test_a_new_sheet_ends_the_future_that_was_taken_back() -> None:
    pile = Pile()
    pile.put(1)
    pile.history.undo()
    pile.put(2)
    pile.history.redo()
    assert pile.sheet.label == 2
    assert not pile.history.can_redo


def test_the_first_digit_is_a_3_that_a_network_reads_as_a_3_after_a_few_steps_of_training() -> None:
    trainer = Trainer(Experiment(), MNIST)
    state = trainer.initial_state()
    for _ in range(3000):
        state, _ = trainer.step(state)
    first = first_sample(MNIST)
    answer = outputs(trainer.network, state.theta, first.inputs.reshape(1, -1))[0]
    assert int(np.argmax(answer)) == 3
    assert answer[3] > 0.9
    assert np.array_equal(first.target, np.eye(10)[3])


def test_paper_stays_blank_where_no_class_is_called_3() -> None:
    blank = first_sheet(Paper((8, 8)), ("0", "1"))
    assert not grey_values(blank.ink).any()
    assert blank.label is None


def test_data_that_are_no_pictures_begin_with_their_first_row() -> None:
    first = first_sample(data_set_named("xor_gate"))
    assert first.inputs.tolist() == [0.0, 0.0]
    assert first.target.tolist() == [0.0]
