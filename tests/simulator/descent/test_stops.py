"""Where the transport bar stops on the way of a racer, forwards and backwards."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator.descent.stops import BEGINNING, LONG_STRIDE, Part, Place, Stride, following, place_after, preceding

each = pytest.mark.parametrize("stride", Stride)


def test_a_step_has_three_parts() -> None:
    place, seen = BEGINNING, []
    for _ in range(4):
        seen.append((place.step, place.part))
        place = following(place, Stride.PART)
    assert seen == [(0, Part.GRADIENT), (0, Part.DIRECTION), (0, Part.MOVE), (1, Part.GRADIENT)]


def test_only_the_move_completes_a_step() -> None:
    assert [Place(4, part).steps_made for part in Part] == [4, 4, 5]


@each
def test_back_undoes_next_at_every_stop(stride: Stride) -> None:
    stops = [BEGINNING]
    for _ in range(12):
        stops.append(following(stops[-1], stride, epoch=4))
    for before, after in pairwise(stops):
        assert before < after
        assert preceding(after, stride, epoch=4) == before


@each
def test_next_and_back_leave_any_place_in_their_direction(stride: Stride) -> None:
    for number in range(240):
        place = Place(number // 3, Part(number % 3))
        assert following(place, stride) > place
        assert preceding(place, stride) < place or place == BEGINNING
        assert preceding(BEGINNING, stride) == BEGINNING


@each
def test_next_after_back_comes_no_further_than_the_next_stop(stride: Stride) -> None:
    for number in range(1, 120):
        place = Place(number // 3, Part(number % 3))
        back = preceding(place, stride)
        assert following(back, stride) >= place
        assert preceding(following(place, stride), stride) <= place


def test_coarser_strides_stop_at_whole_multiples() -> None:
    assert following(Place(3, Part.DIRECTION), Stride.STEP) == Place(3, Part.MOVE)
    assert following(Place(3, Part.MOVE), Stride.STEP) == Place(4, Part.MOVE)
    assert following(Place(3, Part.MOVE), Stride.TEN_STEPS) == Place(9, Part.MOVE)
    assert following(Place(3, Part.MOVE), Stride.LONG) == Place(LONG_STRIDE - 1, Part.MOVE)
    assert following(Place(3, Part.MOVE), Stride.LONG, epoch=6) == Place(5, Part.MOVE)
    assert preceding(Place(12, Part.DIRECTION), Stride.TEN_STEPS) == Place(9, Part.MOVE)
    assert preceding(Place(9, Part.MOVE), Stride.TEN_STEPS) == BEGINNING
    assert preceding(Place(7, Part.GRADIENT), Stride.STEP) == Place(6, Part.MOVE)


def test_place_after_counts_complete_steps() -> None:
    assert place_after(0) == BEGINNING
    assert [place_after(steps).steps_made for steps in range(5)] == [0, 1, 2, 3, 4]


def test_strides_get_coarser_up_to_the_coarsest() -> None:
    assert [stride.coarser for stride in Stride] == [Stride.STEP, Stride.TEN_STEPS, Stride.LONG, Stride.LONG]
