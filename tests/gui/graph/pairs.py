"""Somebody who turns from the stage to the graph and back, and what the network itself says of a derivative."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.run.choice import Selection
from gui.run.session import Session
from gui.workspaces.network.stage import NetworkStage
from simulator.experiment import Experiment, Layer
from simulator.graph.network_text import Wanted
from simulator.moment import Moment
from tests.gui.graph.seats import GraphSeat
from tests.gui.stage.conftest import on_edge, place

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
XOR = Experiment(data_set="xor_gate", layers=(Layer(2, "tanh"), Layer(1)), batch_size=4, learning_rate=0.5)
WEIGHTS = [Selection(layer, neuron, source) for layer, neuron, source in
           ((1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1), (2, 0, 0), (2, 0, 1))]
NEURONS = [Selection(1, 0), Selection(1, 1), Selection(2, 0)]
EVERYTHING = [*(Wanted(one.layer, one.neuron, one.source) for one in (*WEIGHTS, *NEURONS)),
              *(Wanted(one.layer, one.neuron, is_bias=True) for one in NEURONS)]


class Pair(GraphSeat):
    """Somebody who turns from the stage to the graph and back."""

    @property
    def network(self) -> Session:
        """The network's run."""
        return self.program.session

    @property
    def stage(self) -> NetworkStage:
        """Its stage."""
        return self.window.workspaces["network"].page.workspace.stage

    @property
    def moment(self) -> Moment:
        """Its instant."""
        return self.network.moment

    @property
    def banner(self) -> str:
        """What the banner says; empty while there is none."""
        return self.window.banner.message() if self.window.banner.isVisible() else ""

    @property
    def derivative(self) -> float:
        """What was asked for, from the graph."""
        assert self.join.made is not None
        return self.join.made.derivative(self.session.numbers)

    def to_network(self) -> None:
        """To the stage."""
        self.press(KEY.Key_1, modifier=ALT)
        assert self.stage.isVisible()

    def pick(self, selection: Selection) -> None:
        """Clicks on a neuron or a weight of the stage."""
        self.wait(lambda: not self.stage.canvas.is_moving)
        spot = place(self.stage, selection.layer, selection.neuron) if selection.source is None else \
            on_edge(self.stage, selection.layer, selection.neuron, selection.source, 0.3)
        self.click(self.stage.canvas, spot)
        assert self.network.selection == selection

    def show(self, wanted: Wanted) -> None:
        """Shows a derivative: with the key G what can be chosen on the stage, a bias from the join."""
        if wanted.is_bias:
            self.press(KEY.Key_3, modifier=ALT)
            self.join.show_wanted(wanted)
            return
        self.pick(Selection(wanted.layer, wanted.neuron, wanted.source))
        self.press(KEY.Key_G)
        assert self.page.isVisible()

    def lights_agree(self) -> None:
        """Graph, picture, equation and stage speak of the same equation, neuron and weight."""
        made, workspace, moment = self.join.made, self.workspace, self.moment
        assert made is not None
        lit = made.lit(self.position)
        assert self.view._linked == made.linked(lit)
        assert workspace.network._shown == (lit, moment)
        assert workspace.equation.isVisible()
        assert moment.phase is lit.phase
        if self.position > 0:  # at the start the inputs belong to no neuron
            assert workspace.equation._equation is not None
            assert workspace.equation._equation.phase is lit.phase
            assert (moment.layer, moment.neuron) == (lit.layer, lit.neuron)
        assert self.network.focus == Selection(lit.layer, lit.neuron, lit.source)
        pointed_out = self.network.pointed_out
        assert pointed_out is not None
        assert pointed_out.phase is lit.phase
        assert {(one.layer, one.neuron) for one in pointed_out.places if one.source is None} >= lit.neurons
        assert self.stage.canvas._pointed_out == pointed_out


def of_the_sample(session: Session, wanted: Wanted) -> float:
    """BP4 of a weight, BP3 of a bias, δ of a neuron: from the record of the step."""
    sample = session.moment.sample
    delta = float(sample.delta[wanted.layer][wanted.neuron])
    return delta if wanted.source is None else float(sample.a[wanted.layer - 1][wanted.source]) * delta
