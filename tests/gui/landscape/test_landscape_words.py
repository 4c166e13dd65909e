"""What is said of a picture of the cost."""

from __future__ import annotations

from gui.landscape.landscape_words import gauge_line, gauge_texts
from gui.landscape.picture import Gauge
from gui.landscape.plane_chooser import EdgePicker
from gui.run.choice import Selection
from simulator.experiment import Experiment, Layer

NETWORK = Experiment("xor_gate", (Layer(2), Layer(1))).network(Experiment("xor_gate", (Layer(2), Layer(1)),
                                                                           batch_size=1).open_data())


def test_two_costs_that_differ_are_never_written_alike() -> None:
    (_, real), (_, projected), (_, distance) = gauge_texts(Gauge(0.123456, 0.123461, 0.5))
    assert (real, projected, distance) == ("0.123456", "0.123461", "0.500")


def test_a_network_on_the_plane_is_said_to_be_on_it() -> None:
    on_it = "C of the network 0.2500, the same on the plane: the plane goes through it"
    assert gauge_line(Gauge(0.25, 0.25, 0.0)) == on_it
    assert gauge_line(Gauge(0.25, 0.3, 1.5)) == "C of the network 0.2500 · on the plane 0.3000 · 1.50 away from it"


def test_the_picker_waits_for_two_different_parameters() -> None:
    picker = EdgePicker()
    picker.begin()
    assert picker.take(NETWORK, Selection(1, 0, 1)) is None
    assert picker.first == 1
    assert picker.take(NETWORK, Selection(1, 0, 1)) is None
    assert picker.take(NETWORK, None) is None
    assert picker.take(NETWORK, Selection(0, 1)) is None, "an input has no parameter"
    assert picker.take(NETWORK, Selection(2, 0)) == (1, 8)
    assert not picker.is_picking


def test_the_picker_remembers_the_last_two_edges_but_no_neurons() -> None:
    picker = EdgePicker()
    edge = Selection(1, 1, 1)
    for selection in (Selection(1, 0, 0), Selection(1, 1), edge, edge, Selection(2, 0, 0)):
        assert picker.take(NETWORK, selection) is None
    assert picker.last_two() == (3, 6)
    picker.forget()
    assert picker.last_two() is None
