"""The deck of an epoch: the samples in the order in which the steps draw them, and where their cards lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.arrays import Array, Indices
from simulator.moment import Moment, Occasion
from simulator.training import Trainer

_GAPS = (6.0, 4.0, 3.0, 2.0, 0.0)
_LEAST_PITCH = 2.0
_LEAST_PITCH_WITH_GAPS = 2.4
_LEAST_PITCH_OF_A_WINDOW = 3.0
_WIDEST_PITCH = 26.0
_BATCHES_IN_A_WINDOW = 3


@dataclass(frozen=True, eq=False)
class Deck:
    """One epoch's samples and how far the steps have come.

    Attributes
    ----------
    order
        Rows of the training data in the order of the epoch, shape (M,).
    done
        Samples that the steps before this one have used.
    size
        Samples of this step's batch, the cards [done, done + size); 0 where the step uses none of the deck.
    batch_size
        m of the batches to come.
    sample
        Which of the batch's samples is in view, counted from 0.
    """

    order: Indices
    done: int
    size: int
    batch_size: int
    sample: int = 0

    @property
    def count(self) -> int:
        """M."""
        return len(self.order)

    def step_of(self, place: int) -> int:
        """How many steps after this one (negative: before it) a card is drawn."""
        return (place - self.done) // self.batch_size


def deck_of(moment: Moment, trainer: Trainer) -> Deck:
    """The deck that a moment's step draws from; an own sample is beside it."""
    state = moment.state
    size = moment.record.batch_size if moment.occasion is Occasion.TRAINING else 0
    return Deck(trainer.order(state.epoch), state.samples_done, size, state.experiment.batch_size,
                moment.address.sample)


@dataclass(frozen=True, eq=False)
class DeckLayout:
    """Where the cards lie on a line: all of them, or a window around this step's batch where they are too many.

    Attributes
    ----------
    first, count
        The cards [first, first + count) are laid out.
    pitch
        From one card to the next, without the gaps.
    gap
        What is left free between two batches.
    is_window
        Whether these aren't all.
    """

    deck: Deck
    first: int
    count: int
    pitch: float
    gap: float
    is_window: bool

    @cached_property
    def lefts(self) -> Array:
        """x of the left ends of the cards, shape (count + 1,); the last is where they end."""
        places = np.arange(self.first, self.first + self.count + 1)
        borders = (places - self.deck.done) // self.deck.batch_size
        borders -= borders[0]
        borders[-1] = borders[-2] if self.count else 0
        lefts: Array = (places - self.first) * self.pitch + borders * self.gap
        return lefts

    def span(self, first: int, last: int) -> tuple[float, float]:
        """x where the cards [first, last) begin and end, as far as they are in view."""
        low = min(max(first - self.first, 0), self.count)
        high = min(max(last - self.first, 0), self.count)
        if high <= low:
            return float(self.lefts[low]), float(self.lefts[low])
        return float(self.lefts[low]), float(self.lefts[high - 1]) + self.pitch

    def place_at(self, x: float) -> int | None:
        """The card at an x, None beside them all; a gap belongs to the card before it."""
        if not self.count or not 0.0 <= x < float(self.lefts[-1]):
            return None
        return self.first + int(np.searchsorted(self.lefts[:-1], x, side="right")) - 1


def lay_out(deck: Deck, width: float, scale: float) -> DeckLayout:
    """The cards on a line of this width; measures are those of scale 1."""
    borders = max(-(-deck.count // deck.batch_size) - 1, 0)
    # a gap between single cards says nothing
    gaps = _GAPS if deck.batch_size > 1 else _GAPS[-1:]
    for gap in gaps:
        pitch = min((width - borders * gap * scale) / max(deck.count, 1), _WIDEST_PITCH * scale)
        if pitch >= (_LEAST_PITCH_WITH_GAPS if gap else _LEAST_PITCH) * scale:
            return DeckLayout(deck, 0, deck.count, pitch, gap * scale, is_window=False)
    return _window(deck, width, scale)


def _window(deck: Deck, width: float, scale: float) -> DeckLayout:
    size = max(deck.size, 1)
    gap = _GAPS[0] * scale if deck.batch_size > 1 else 0.0
    pitch = (width - (_BATCHES_IN_A_WINDOW + 1) * gap) / (_BATCHES_IN_A_WINDOW * size)
    pitch = min(max(pitch, _LEAST_PITCH_OF_A_WINDOW * scale), _WIDEST_PITCH * scale)
    with_its_gap = pitch + gap / deck.batch_size
    count = min(max(int((width - gap) / with_its_gap), 1), deck.count)
    middle = deck.done + (size / 2 if size <= count else deck.sample)
    first = min(max(round(middle - count / 2), 0), deck.count - count)
    return DeckLayout(deck, first, count, pitch, gap, is_window=True)
