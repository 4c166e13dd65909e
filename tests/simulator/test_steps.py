"""Addresses inside a step: their order, and how Next and Back go from one to another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.steps import START, Address, Granularity, Phase, Route, Station

shapes = st.lists(st.integers(1, 4), min_size=2, max_size=5).map(tuple)
batch_sizes = st.integers(1, 4)
fine = st.sampled_from([Granularity.NEURON, Granularity.LAYER])
inside_a_step = st.sampled_from([Granularity.NEURON, Granularity.LAYER, Granularity.SAMPLE])


def written_out(sizes: tuple[int, ...], batch_size: int, learns: bool) -> list[tuple[int, str, int, int]]:
    """Every (sample, phase, layer, neuron) of a step in the order in which a lecturer would come to it."""
    depth, instants = len(sizes) - 1, []
    for sample in range(batch_size):
        instants.append((sample, "input", 0, 0))
        for layer in range(1, depth + 1):
            for phase in ("weighted_input", "activation"):
                instants += [(sample, phase, layer, neuron) for neuron in range(sizes[layer])]
        instants.append((sample, "cost", depth, 0))
        instants += [(sample, "bp1", depth, neuron) for neuron in range(sizes[depth])]
        for layer in range(depth - 1, 0, -1):
            instants += [(sample, "bp2", layer, neuron) for neuron in range(sizes[layer])]
        for layer in range(depth, 0, -1):
            for phase in ("bp3", "bp4"):
                instants += [(sample, phase, layer, neuron) for neuron in range(sizes[layer])]
    for phase in ("mean_gradient", "update") if learns else ():
        for layer in range(depth, 0, -1):
            instants += [(batch_size - 1, phase, layer, neuron) for neuron in range(sizes[layer])]
    return instants


def all_forward(route: Route, granularity: Granularity, batch_size: int) -> list[Address]:
    """Every stop of a step, by pressing Next."""
    stops = [route.first_stop(0, granularity, batch_size)]
    while (following := route.following(stops[-1], granularity, batch_size)) is not None:
        stops.append(following)
        assert len(stops) < 10_000
    return stops


def all_backward(route: Route, granularity: Granularity, batch_size: int) -> list[Address]:
    """Every stop of a step, by pressing Back from its end; returned in the order of time."""
    stops = [route.end_of_step(0, batch_size)]
    while (preceding := route.preceding(stops[-1], granularity, batch_size)) is not None:
        stops.append(preceding)
        assert len(stops) < 10_000
    return stops[::-1]


@given(shapes, batch_sizes, st.booleans())
def test_next_neuron_by_neuron_comes_to_every_instant_in_the_lecture_s_order(
    sizes: tuple[int, ...], batch_size: int, learns: bool
) -> None:
    route = Route(sizes, learns)
    stops = all_forward(route, Granularity.NEURON, batch_size)
    met = [(stop.sample, route.stations[stop.station].phase.value, route.stations[stop.station].layer, stop.neuron)
           for stop in stops]
    assert met == written_out(sizes, batch_size, learns)


@given(shapes, batch_sizes, st.booleans())
def test_next_layer_by_layer_comes_to_the_last_neuron_of_every_station(
    sizes: tuple[int, ...], batch_size: int, learns: bool
) -> None:
    route = Route(sizes, learns)
    complete = [stop for stop in all_forward(route, Granularity.NEURON, batch_size)
                if stop.neuron == route.neuron_count(stop.station) - 1]
    assert all_forward(route, Granularity.LAYER, batch_size) == complete


@given(shapes, batch_sizes)
def test_next_sample_by_sample_comes_to_the_end_of_every_sample_and_of_the_step(
    sizes: tuple[int, ...], batch_size: int
) -> None:
    route = Route(sizes)
    stops = all_forward(route, Granularity.SAMPLE, batch_size)
    assert stops == [*(route.end_of_sample(0, sample) for sample in range(batch_size)),
                     route.end_of_step(0, batch_size)]


@given(shapes, batch_sizes, st.booleans(), inside_a_step)
def test_back_comes_to_the_same_stops_as_next(
    sizes: tuple[int, ...], batch_size: int, learns: bool, granularity: Granularity
) -> None:
    route = Route(sizes, learns)
    assert all_backward(route, granularity, batch_size) == all_forward(route, granularity, batch_size)


@given(shapes, batch_sizes, fine)
def test_next_undoes_back_and_back_undoes_next(
    sizes: tuple[int, ...], batch_size: int, granularity: Granularity
) -> None:
    route = Route(sizes)
    for stop in all_forward(route, granularity, batch_size):
        following = route.following(stop, granularity, batch_size)
        if following is not None:
            assert route.preceding(following, granularity, batch_size) == stop
        preceding = route.preceding(stop, granularity, batch_size)
        if preceding is not None:
            assert route.following(preceding, granularity, batch_size) == stop


@given(shapes, batch_sizes, st.booleans(), inside_a_step)
def test_from_any_instant_next_leads_to_the_nearest_later_stop_and_back_to_the_nearest_earlier_one(
    sizes: tuple[int, ...], batch_size: int, learns: bool, granularity: Granularity
) -> None:
    route = Route(sizes, learns)
    stops = all_forward(route, granularity, batch_size)
    for here in all_forward(route, Granularity.NEURON, batch_size):
        later, earlier = [one for one in stops if one > here], [one for one in stops if one < here]
        assert route.following(here, granularity, batch_size) == (later[0] if later else None)
        assert route.preceding(here, granularity, batch_size) == (earlier[-1] if earlier else None)


@given(shapes, batch_sizes, st.booleans())
def test_addresses_are_ordered_in_time(sizes: tuple[int, ...], batch_size: int, learns: bool) -> None:
    stops = all_forward(Route(sizes, learns), Granularity.NEURON, batch_size)
    assert all(before < after for before, after in pairwise(stops))
    assert stops[0] == START
    assert stops[-1] < Address(1, 0, 0, 0)


@pytest.mark.parametrize("granularity", [Granularity.STEP, Granularity.EPOCH])
def test_step_by_step_the_only_stop_of_a_step_is_its_end(granularity: Granularity) -> None:
    route = Route((3, 2, 1))
    end = route.end_of_step(4, 5)
    assert route.first_stop(4, granularity, 5) == end
    assert route.following(Address(4, 2, 3, 0), granularity, 5) == end
    assert route.following(end, granularity, 5) is None
    assert route.preceding(end, granularity, 5) is None


@given(shapes, batch_sizes, st.booleans())
def test_the_mark_on_the_timeline_never_goes_back_within_a_sample(
    sizes: tuple[int, ...], batch_size: int, learns: bool
) -> None:
    route = Route(sizes, learns)
    for before, after in pairwise(all_forward(route, Granularity.NEURON, batch_size)):
        if before.sample == after.sample:
            assert 0 < route.fraction(before) < route.fraction(after) <= 1 + 1e-12
    assert route.fraction(route.end_of_step(0, batch_size)) == pytest.approx(1.0, rel=1e-12)


def test_every_station_takes_the_same_share_of_the_timeline() -> None:
    route = Route((3, 4, 2))
    ends = [route.fraction(Address(0, 0, n, route.neuron_count(n) - 1)) for n in range(len(route.stations))]
    assert ends == pytest.approx([(n + 1) / len(ends) for n in range(len(ends))])
    # half of the four neurons of layer 1 are half of the second station
    assert route.fraction(Address(0, 0, 1, 1)) == pytest.approx(1.5 / len(ends))


def test_a_network_without_hidden_layers_has_no_bp2() -> None:
    phases = [station.phase for station in Route((2, 1)).stations]
    assert phases == [Phase.INPUT, Phase.WEIGHTED_INPUT, Phase.ACTIVATION, Phase.COST, Phase.BP1, Phase.BP3,
                      Phase.BP4, Phase.MEAN_GRADIENT, Phase.UPDATE]


def test_a_pass_that_is_only_looked_at_ends_with_the_gradients_of_layer_1() -> None:
    route = Route((3, 4, 2), learns=False)
    assert route.stations[-1] == Station(Phase.BP4, 1)
    assert route.end_of_step(7, 1) == route.end_of_sample(7, 0) == Address(7, 0, len(route.stations) - 1, 3)


@given(shapes)
def test_a_station_is_found_by_its_phase_and_layer(sizes: tuple[int, ...]) -> None:
    route = Route(sizes)
    for number, station in enumerate(route.stations):
        assert route.index(station.phase, station.layer) == number


def test_a_station_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        Route((3, 2)).index(Phase.BP2, 1)


def test_input_and_cost_are_one_look_each_however_many_neurons_there_are() -> None:
    route = Route((784, 30, 10))
    assert route.neuron_count(route.index(Phase.INPUT, 0)) == 1
    assert route.neuron_count(route.index(Phase.COST, 2)) == 1
    assert route.neuron_count(route.index(Phase.BP4, 1)) == 30


def test_a_station_is_completed_without_leaving_it() -> None:
    assert Route((3, 4, 2)).with_neurons_complete(Address(5, 1, 1, 0)) == Address(5, 1, 1, 3)


def test_each_granularity_has_a_coarser_one_up_to_the_epoch() -> None:
    assert [one.coarser for one in Granularity] == [Granularity.LAYER, Granularity.SAMPLE, Granularity.STEP,
                                                    Granularity.EPOCH, Granularity.EPOCH]
