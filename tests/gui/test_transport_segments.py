"""The timeline of a step as lengths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.transport.timeline import Part, Span, StepScale, segments_of, shared_widths, step_scale
from simulator.steps import Address, Phase, Route, Station

SIZES = st.lists(st.integers(1, 40), min_size=2, max_size=6).map(tuple)


def scale_of(sizes: tuple[int, ...], batch_size: int = 4, *, learns: bool = True, width: float = 600.0) -> StepScale:
    route = Route(sizes, learns)
    return step_scale(route, batch_size, Span(5.0, 5.0 + width), 3.0, [10.0] * len(segments_of(route)))


def test_the_parts_of_a_step_stand_in_the_order_of_backpropagation() -> None:
    parts = [(segment.part, segment.count) for segment in segments_of(Route((784, 30, 10)))]
    assert parts == [(Part.FORWARD, 5), (Part.COST, 1), (Part.BACKWARD, 2), (Part.GRADIENTS, 4),
                     (Part.MEAN_GRADIENT, 2), (Part.UPDATE, 2)]


def test_a_pass_that_learns_nothing_ends_with_the_gradients() -> None:
    assert [segment.part for segment in segments_of(Route((2, 1), learns=False))] == [
        Part.FORWARD, Part.COST, Part.BACKWARD, Part.GRADIENTS]


@given(SIZES)
def test_the_segments_hold_every_station_once(sizes: tuple[int, ...]) -> None:
    segments = segments_of(Route(sizes))
    numbers = [number for one in segments for number in range(one.first, one.first + one.count)]
    assert numbers == list(range(len(Route(sizes).stations)))


def test_a_room_is_shared_in_proportion() -> None:
    assert shared_widths([5, 1, 2], [10, 10, 10], 160) == [100, 20, 40]


def test_what_would_be_too_small_gets_its_least_width_and_the_others_share_the_rest() -> None:
    assert shared_widths([5, 1, 4], [10, 30, 10], 120) == [50, 30, 40]


def test_too_little_room_is_shared_like_the_least_widths() -> None:
    assert shared_widths([5, 1, 2], [20, 10, 10], 20) == [10, 5, 5]


@given(st.lists(st.tuples(st.integers(1, 50), st.floats(1, 90)), min_size=1, max_size=8), st.floats(0, 2000))
def test_shared_widths_fill_the_room_and_respect_the_least(parts: list[tuple[int, float]], room: float) -> None:
    counts, least = [count for count, _ in parts], [width for _, width in parts]
    widths = shared_widths(counts, least, room)
    assert sum(widths) == pytest.approx(room)
    if sum(least) <= room:
        assert all(width >= wanted - 1e-9 for width, wanted in zip(widths, least, strict=True))


def test_stations_of_a_segment_are_equally_wide_and_follow_one_another() -> None:
    scale = scale_of((3, 2, 1))
    cells = [scale.station_span(station) for station in range(5)]
    assert cells[0].left == 5.0
    assert [cell.width for cell in cells] == pytest.approx([cells[0].width] * 5)
    assert [cell.right for cell in cells[:-1]] == pytest.approx([cell.left for cell in cells[1:]])
    assert scale.station_span(5).left == pytest.approx(cells[-1].right + 3.0), "a gap before the cost"
    assert scale.station_span(len(scale.route.stations) - 1).right == pytest.approx(605.0)


def test_the_mark_of_a_complete_station_stands_in_its_middle() -> None:
    scale = scale_of((3, 2, 1))
    station = scale.route.index(Phase.ACTIVATION, 1)
    assert scale.mark(Address(0, 0, station, 1), by_neuron=False) == scale.station_span(station).middle


def test_neuron_by_neuron_the_mark_goes_through_the_station() -> None:
    scale = scale_of((3, 4, 1))
    station = scale.route.index(Phase.ACTIVATION, 1)
    cell = scale.station_span(station)
    marks = [scale.mark(Address(0, 0, station, neuron), by_neuron=True) for neuron in range(4)]
    assert marks == pytest.approx([cell.left + cell.width * share for share in (1 / 8, 3 / 8, 5 / 8, 7 / 8)])


@given(SIZES, st.data())
def test_whoever_points_at_the_mark_means_its_instant(sizes: tuple[int, ...], data: st.DataObject) -> None:
    scale = scale_of(sizes, width=4000.0)
    route = scale.route
    station = data.draw(st.integers(0, len(route.stations) - 1))
    sample = 2 if station < len(route.sample_stations) else 3
    by_neuron = data.draw(st.booleans())
    last = route.neuron_count(station) - 1
    address = Address(7, sample, station, data.draw(st.integers(0, last)) if by_neuron else last)
    x = scale.mark(address, by_neuron=by_neuron)
    assert scale.address_at(x, Address(7, 2, 0, 0), by_neuron=by_neuron) == address


def test_beyond_the_ends_lie_the_first_and_the_last_instant() -> None:
    scale, here = scale_of((3, 2, 1)), Address(0, 1, 3, 0)
    assert scale.address_at(-50.0, here, by_neuron=False) == Address(0, 1, 0, 0)
    assert scale.address_at(5000.0, here, by_neuron=False) == scale.route.end_of_step(0, 4)


def test_between_two_segments_the_nearer_one_counts() -> None:
    scale = scale_of((3, 2, 1))
    cost = scale.route.index(Phase.COST, 2)
    edge = scale.station_span(cost).left
    assert scale.address_at(edge - 1.0, Address(0, 0, 0, 0), by_neuron=False).station == cost
    assert scale.address_at(edge - 2.0, Address(0, 0, 0, 0), by_neuron=False).station == cost - 1


def test_the_samples_lie_under_what_every_sample_passes() -> None:
    scale = scale_of((3, 2, 1), batch_size=10)
    assert scale.sample_span.left == 5.0
    assert scale.sample_span.right == scale.station_span(scale.route.index(Phase.BP4, 1)).right
    assert [scale.sample_at(scale.sample_span.piece(sample, 10).middle) for sample in range(10)] == list(range(10))
    assert (scale.sample_at(-10.0), scale.sample_at(5000.0)) == (0, 9)


def test_another_sample_is_shown_at_the_same_instant() -> None:
    scale = scale_of((3, 2, 1))
    here = Address(2, 0, scale.route.index(Phase.BP2, 1), 0)
    assert scale.same_instant_of(3, here, whole=False) == Address(2, 3, here.station, 0)
    assert scale.same_instant_of(3, here, whole=True) == scale.route.end_of_sample(2, 3)


def test_from_the_update_another_sample_is_shown_with_its_pass_complete() -> None:
    scale = scale_of((3, 2, 1))
    shown = scale.same_instant_of(1, scale.route.end_of_step(0, 4), whole=False)
    assert (shown.sample, scale.route.stations[shown.station]) == (1, Station(Phase.BP4, 1))
