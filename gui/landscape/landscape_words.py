"""What is said of the cost over a plane, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.landscape.picture import Gauge, SlicePicture
from gui.landscape.wishes import CostOf
from gui.number_text import count, number, percent
from simulator.directions import Directions, GradientDirections, PrincipalDirections, SecondDirection

_MOST_DIGITS = 8

translate = QCoreApplication.translate


def samples_text(picture: SlicePicture) -> str:
    """Of how many samples the cost is the mean."""
    used, in_all = count(picture.sample_count), count(picture.samples_in_all)
    if picture.cost_of is CostOf.BATCH:
        if picture.sample_count == 1:
            return translate("SurfacePage", "cost of the one sample of this step")
        return translate("SurfacePage", "mean over the batch of {used}").format(used=used)
    if picture.sample_count == picture.samples_in_all:
        return translate("SurfacePage", "mean over all {all} training samples").format(all=in_all)
    return translate("SurfacePage", "mean over {used} of {all} training samples").format(used=used, all=in_all)


def step_text(picture: SlicePicture, present: int) -> str:
    """Which step of the run the picture belongs to, and where the run is if that is farther."""
    drawn = count(picture.step)
    if picture.step == present:
        return translate("SurfacePage", "at step {drawn}").format(drawn=drawn)
    text = translate("SurfacePage", "drawn at step {drawn}, now at {present}")
    return text.format(drawn=drawn, present=count(present))


def directions_text(directions: Directions) -> str:
    """What there is to say of the two directions; may be empty."""
    if isinstance(directions, PrincipalDirections):
        first, second = (percent(share, 1) for share in directions.shares)
        text = translate("SurfacePage", "PC₁ shows {first} and PC₂ {second} of the way so far, together {both} of "
                                        "its variance.")
        return text.format(first=first, second=second, both=percent(sum(directions.shares), 1))
    if isinstance(directions, GradientDirections):
        if directions.second_is is SecondDirection.RANDOM:
            text = translate("SurfacePage", "‖∇C‖ = {length}. The last step went straight along ∇C, so ⊥ is a random "
                                            "direction.")
        else:
            text = translate("SurfacePage", "‖∇C‖ = {length}. ⊥ is what the last step has at right angles to ∇C.")
        return text.format(length=number(directions.gradient_length, 3))
    return ""


def slice_text(picture: SlicePicture) -> str:
    """How much of the network's cost the picture is."""
    if picture.parameter_count == 2:
        return translate("SurfacePage", "The network has only these two parameters: this is the whole of its cost, "
                                        "and its minima are the network's.")
    text = translate("SurfacePage", "A slice through {count} dimensions: its lowest point is not the network's "
                                    "minimum.")
    return text.format(count=count(picture.parameter_count))


def gauge_texts(gauge: Gauge) -> tuple[tuple[str, str], ...]:
    """Names and values of the gauge's rows; both costs with as many digits as tell them apart."""
    digits = 4
    while (gauge.cost != gauge.projected_cost and digits < _MOST_DIGITS
           and number(gauge.cost, digits) == number(gauge.projected_cost, digits)):
        digits += 1
    return ((translate("SurfacePage", "C of the network"), number(gauge.cost, digits)),
            (translate("SurfacePage", "C on the plane"), number(gauge.projected_cost, digits)),
            (translate("SurfacePage", "distance from it"), number(gauge.distance, 3)))


def gauge_line(gauge: Gauge) -> str:
    """The same in one line."""
    (_, cost), (_, projected), (_, distance) = gauge_texts(gauge)
    if gauge.distance == 0.0:
        text = translate("SurfacePage", "C of the network {cost}, the same on the plane: the plane goes through it")
        return text.format(cost=cost)
    text = translate("SurfacePage", "C of the network {cost} · on the plane {projected} · {distance} away from it")
    return text.format(cost=cost, projected=projected, distance=distance)
