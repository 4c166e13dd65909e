"""Reads at which instant of a pass through the network a scene stands."""

from __future__ import annotations

from collections.abc import Mapping

from lectures.model import Instant
from lectures.places import PHASES
from lectures.problems import Given, shown
from lectures.reading_in_force import InForce
from simulator.errors import Phrase, name_list
from simulator.steps import Phase, Route


def instant_of(given: Given, state: InForce) -> Instant | None:
    """An instant that the pass in view has."""
    inside = given.table(("phase", "layer", "neuron", "sample"), '{ phase = "z", layer = 1, neuron = 2 }')
    if not inside:
        return None
    if "phase" not in inside:
        given.refuse(Phrase("{key} has no phase; choose one of {known}", key=given.key, known=name_list(PHASES)))
        return None
    phase = inside["phase"].choice(tuple(PHASES))
    numbers = {name: inside[name].whole(0 if name == "layer" else 1) if name in inside else 0
               for name in ("layer", "neuron", "sample")}
    if phase is None or None in numbers.values():
        return None
    instant = Instant(phase, numbers["layer"] or 0, numbers["neuron"] or 0, numbers["sample"] or 0)
    if state.network is None or state.experiment is None:
        return instant
    return instant if _has(inside, instant, given, state) else None


def _has(inside: Mapping[str, Given], instant: Instant, given: Given, state: InForce) -> bool:
    """Whether the pass in view has the instant."""
    assert state.network is not None, "asked where the network is known"
    assert state.experiment is not None, "asked where the network is known"
    phase, route = PHASES[instant.phase], Route(state.network.sizes, learns=not state.is_followed)
    layers = [station.layer for station in route.stations if station.phase is phase]
    if not layers:
        if phase in (Phase.MEAN_GRADIENT, Phase.UPDATE):
            given.refuse(Phrase("{key}: there is no {phase} where a sample is only looked at and not learned; choose "
                                "another phase, or go back to the run by {example}", key=given.key,
                                phase=shown(instant.phase), example='sample = "none"'))
        else:
            given.refuse(Phrase("{key}: {phase} needs a hidden layer, and there is none; choose another phase",
                                key=given.key, phase=shown(instant.phase)))
        return False
    if "layer" in inside and instant.layer not in layers:
        inside["layer"].refuse(Phrase("{key}: {phase} exists in layer {layers}, not in {layer}; choose one of them",
                                      key=given.key, phase=shown(instant.phase), layer=instant.layer,
                                      layers=name_list(map(str, sorted(layers)))))
        return False
    if "layer" not in inside and len(layers) > 1:
        given.refuse(Phrase("{key}: {phase} exists in layers {layers}; say in which one: layer = 1", key=given.key,
                            phase=shown(instant.phase), layers=name_list(map(str, sorted(layers)))))
        return False
    layer = instant.layer if "layer" in inside else layers[0]
    count = route.neuron_count(route.index(phase, layer))
    if instant.neuron > count:
        inside["neuron"].refuse(Phrase("{key}: there are {count} neurons at {phase} of layer {layer}, got {neuron}; "
                                       "choose another one, or none for all", key=given.key, count=count,
                                       phase=shown(instant.phase), layer=layer, neuron=instant.neuron))
        return False
    samples = 1 if state.is_followed else state.experiment.batch_size
    if instant.sample > samples:
        inside["sample"].refuse(Phrase("{key}: the step has {count} samples, got {sample}; choose another one",
                                       key=given.key, count=samples, sample=instant.sample))
        return False
    return True
