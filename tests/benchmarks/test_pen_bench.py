"""Thirty digits drawn with a real pointer while the network trains: fast ones are read as the slow ones are."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.prove.pen import DIGITS, DrawnOn, Reading

SEEDS = range(3)
SLOW, FAST = 1.6, 0.4
"""Seconds for a digit."""
RATE = 100
"""Moves a second."""


@pytest.fixture
def window(x11_environment: dict[str, str]) -> Iterator[DrawnOn]:
    """A network that has been trained for two epochs, and is trained on."""
    drawn_on = DrawnOn(x11_environment, epochs=2.0)
    yield drawn_on
    drawn_on.close()


def test_thirty_fast_digits_are_read_as_the_slow_ones_and_no_point_of_them_is_lost(window: DrawnOn) -> None:
    readings: dict[float, list[tuple[int, Reading]]] = {}
    for seconds in (SLOW, FAST):
        readings[seconds] = [(digit, window.draw(digit, seed, seconds=seconds, rate=RATE))
                             for seed in SEEDS for digit in DIGITS]
        right = sum(reading.digit == digit for digit, reading in readings[seconds])
        points = sum(reading.put_down for _, reading in readings[seconds])
        sent = sum(reading.sent for _, reading in readings[seconds])
        sys.stdout.write(f"\na digit in {seconds} s: {right} of {len(readings[seconds])} recognised, "
                         f"{points} of {sent} points on the paper\n")
    for both in readings.values():
        assert all(reading.put_down == reading.inked == reading.sent for _, reading in both)
    slow, fast = ({digit: [reading.digit for one, reading in both if one == digit] for digit in DIGITS}
                  for both in readings.values())
    assert fast == slow
