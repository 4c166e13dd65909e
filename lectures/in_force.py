"""What a beat can name: the network, the descent and the graph that are in force where it stands in the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lectures.model import NETWORK
from simulator.datasets.data_set import DataSet
from simulator.descent.remedies import Remedy, remedied
from simulator.descent.setup import DescentSetup
from simulator.errors import Explained
from simulator.experiment import DATA_SETTINGS, Experiment
from simulator.graph.graph import Graph
from simulator.network import Network


@dataclass
class InForce:
    """Goes along from change to change. What can't be known because of an error is None: nothing is said about it.

    Attributes
    ----------
    workspace
        The one in view.
    has_experiment, experiment, data, network
        Whether the lecture has named an experiment so far, and what it is.
    is_followed
        Whether a sample of its own goes through the network.
    has_descent, setup, remedy
        Whether there has been a descent so far; what is chosen for it, and what is compared with it.
    has_graph, graph, is_of_network
        Whether there has been a graph so far, which, and whether it is a derivative of the network.
    """

    workspace: str = NETWORK
    has_experiment: bool = False
    experiment: Experiment | None = None
    data: DataSet | None = None
    network: Network | None = None
    is_followed: bool = False
    has_descent: bool = False
    setup: DescentSetup | None = None
    remedy: Remedy | None = None
    has_graph: bool = False
    graph: Graph | None = None
    is_of_network: bool = False

    def take_experiment(self, experiment: Experiment) -> None:
        """Takes an experiment with its data.

        Raises
        ------
        Explained
            If they don't fit each other.
        """
        self.forget_experiment()
        data = data_of(experiment)
        experiment.fits(data)
        self.experiment, self.data, self.network = experiment, data, experiment.network(data)

    def forget_experiment(self) -> None:
        """There is one that can't be known."""
        self.has_experiment, self.is_followed = True, False
        self.experiment, self.data, self.network = None, None, None

    @property
    def lanes(self) -> tuple[DescentSetup, ...]:
        """The descents that stand side by side; none if they aren't known."""
        if self.setup is None or self.remedy is None:
            return () if self.setup is None else (self.setup,)
        alone = self.setup.first_alone
        try:
            return alone, remedied(alone, self.remedy)
        except Explained:  # as the start of a remedy that is no longer on the surface
            return ()

    @property
    def node_names(self) -> tuple[str, ...]:
        """Names of the graph's nodes; empty if it isn't known."""
        return () if self.graph is None else tuple(dict.fromkeys(node.name for node in self.graph.nodes if node.name))


def data_of(experiment: Experiment) -> DataSet:
    """The data set of an experiment; those of the last ones are kept. Digits are read when they are needed.

    Raises
    ------
    Explained
        If it can't be opened.
    """
    known = Experiment()
    # only what the data depend on tells them apart
    settings = tuple(getattr(experiment, name) for name in DATA_SETTINGS)
    if settings == tuple(getattr(known, name) for name in DATA_SETTINGS):
        return known.open_data()
    return _opened(settings)


@lru_cache(maxsize=32)
def _opened(settings: tuple[object, ...]) -> DataSet:
    made = Experiment()
    for name, value in zip(DATA_SETTINGS, settings, strict=True):
        object.__setattr__(made, name, value)  # checked as part of the experiment that they come from
    return made.open_data()
