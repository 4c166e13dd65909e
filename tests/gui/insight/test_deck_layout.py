"""Where the cards of a deck lie, and what is on them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.figures.colors import class_colors
from gui.foundation.theme import Theme
from gui.insight.deck_strip import CardFaces, Deck, DeckLayout, deck_of, lay_out
from simulator.datasets import DATA_SETS
from simulator.experiment import Experiment, Layer
from simulator.moment import moment_of_step
from simulator.steps import Address
from simulator.timeline import Timeline
from simulator.training import OwnSample, Trainer


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    total = draw(st.integers(1, 3000))
    batch_size = draw(st.integers(1, total))
    done = draw(st.integers(0, (total - 1) // batch_size)) * batch_size
    size = min(batch_size, total - done)
    return Deck(np.arange(total), done, size, batch_size, draw(st.integers(0, size - 1)))


@given(decks(), st.integers(120, 1600), st.sampled_from([1.0, 1.5, 2.0]))
def test_cards_lie_side_by_side_inside_of_the_strip(deck: Deck, width: int, scale: float) -> None:
    layout = lay_out(deck, float(width), scale)
    assert layout.count >= 1
    assert (np.diff(layout.lefts) >= layout.pitch - 1e-6).all()
    assert layout.lefts[0] == 0.0
    if layout.count > 1:
        assert layout.lefts[-1] <= width + 1e-6
    assert layout.is_window or (layout.first, layout.count) == (0, deck.count)


@given(decks(), st.integers(120, 1600))
def test_the_sample_in_view_is_always_among_the_cards(deck: Deck, width: int) -> None:
    layout = lay_out(deck, float(width), 1.0)
    assert layout.first <= deck.done + deck.sample < layout.first + layout.count


@given(decks(), st.integers(120, 1600), st.floats(0.0, 1.0))
def test_the_card_at_an_x_is_the_one_whose_room_holds_it(deck: Deck, width: int, share: float) -> None:
    layout = lay_out(deck, float(width), 1.0)
    place = layout.first + min(int(share * layout.count), layout.count - 1)
    left, right = layout.span(place, place + 1)
    assert layout.place_at((left + right) / 2) == place
    assert layout.place_at(-1.0) is None
    assert layout.place_at(float(layout.lefts[-1]) + 1.0) is None


@given(decks(), st.integers(300, 1600))
def test_gaps_stand_between_batches_and_nowhere_else(deck: Deck, width: int) -> None:
    layout: DeckLayout = lay_out(deck, float(width), 1.0)
    if not layout.gap or layout.count < 2:
        return
    for place in range(layout.first + 1, layout.first + layout.count):
        free = layout.lefts[place - layout.first] - layout.lefts[place - layout.first - 1] - layout.pitch
        border = (place - deck.done) % deck.batch_size == 0
        assert free == pytest.approx(layout.gap if border else 0.0, abs=1e-6)


def test_of_a_large_deck_only_some_hundred_cards_are_looked_at() -> None:
    for batch_size in (1, 10, 100, 1000, 60_000):
        deck = Deck(np.arange(60_000), 0, batch_size, batch_size)
        layout = lay_out(deck, 900.0, 1.0)
        assert layout.is_window
        assert layout.count <= 300


def test_the_deck_is_the_order_in_which_the_steps_draw_the_samples() -> None:
    experiment = Experiment(data_set="circles", layers=(Layer(1),), batch_size=30)
    trainer = Trainer(experiment, experiment.open_data())
    timeline = Timeline(trainer)
    seen: list[int] = []
    for step in [timeline.begin(), *(timeline.advance() for _ in range(6))]:
        deck = deck_of(moment_of_step(trainer, step, Address(step.record.step, 0, 0, 0), own=False), trainer)
        assert deck.order[deck.done:deck.done + deck.size].tolist() == step.record.indices.tolist()
        seen += deck.order[deck.done:deck.done + deck.size].tolist()
    assert sorted(seen) == list(range(200))
    assert deck.size == 20  # what is left of 200 after six batches of 30


def test_an_own_sample_takes_no_card_of_the_deck() -> None:
    experiment = Experiment(data_set="xor_gate", layers=(Layer(1),), batch_size=2)
    trainer = Trainer(experiment, experiment.open_data())
    timeline = Timeline(trainer)
    first = timeline.begin()
    timeline.learn(1, OwnSample(np.array([0.5, 0.5]), np.array([1.0])))
    step = timeline.advance()
    deck = deck_of(moment_of_step(trainer, step, Address(1, 0, 0, 0), own=True), trainer)
    assert (deck.done, deck.size) == (first.record.batch_size, 0)


def painted(data_set: str, rows: list[int], pitch: float = 10.0) -> QImage:
    image = QImage(round(pitch * len(rows)), 26, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    data = next(one for one in DATA_SETS if one.name == data_set)
    CardFaces(data, Theme()).paint(painter, np.array(rows), np.arange(len(rows)) * pitch, pitch,
                                   QRectF(0, 0, image.width(), 26), 1.0)
    painter.end()
    return image


def test_a_class_is_told_by_the_height_of_its_band_as_well_as_by_its_colour(qapp: object) -> None:
    image = painted("and_gate", [0, 3])  # 0 and 0 is 0, 1 and 1 is 1
    zero, one = class_colors(2, Theme())
    assert QColor(image.pixelColor(4, 3)) != zero
    assert QColor(image.pixelColor(4, 22)) == zero
    assert QColor(image.pixelColor(14, 3)) == one
    assert QColor(image.pixelColor(14, 22)) != one


def test_digits_are_drawn_as_pictures(qapp: object) -> None:
    image = painted("mnist", [0, 1, 2], pitch=26.0)
    dark = [sum(image.pixelColor(x, y).lightness() < 100 for x in range(26 * card, 26 * card + 26) for y in range(26))
            for card in range(3)]
    assert min(dark) > 15


def test_values_are_columns_as_high_as_they_are_large(qapp: object) -> None:
    data = next(one for one in DATA_SETS if one.is_regression)
    assert data.train.values is not None
    order = np.argsort(data.train.values[:, 0])
    image = painted(data.name, [int(order[0]), int(order[-1])])
    assert image.pixelColor(4, 3) == image.pixelColor(4, 20) != image.pixelColor(4, 23)
    assert image.pixelColor(14, 3) == image.pixelColor(14, 20) == image.pixelColor(14, 23)
