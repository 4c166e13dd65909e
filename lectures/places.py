"""What a lecture can name on the stage: a neuron, a weight, a bias, a layer, a part of the window, a region."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulator.errors import Explained, Phrase, name_list
from simulator.network import Network
from simulator.steps import Phase

PHASES: Mapping[str, Phase] = MappingProxyType({
    "input": Phase.INPUT, "z": Phase.WEIGHTED_INPUT, "a": Phase.ACTIVATION, "cost": Phase.COST, "bp1": Phase.BP1,
    "bp2": Phase.BP2, "bp3": Phase.BP3, "bp4": Phase.BP4, "mean": Phase.MEAN_GRADIENT, "update": Phase.UPDATE,
})
"""How a file calls them."""

_TARGET = re.compile(r"(?:x\[(?P<input>\d+)\]|a(?P<layer>\d+)\[(?P<neuron>\d+)\]"
                     r"|b(?P<bias_layer>\d+)\[(?P<bias>\d+)\]"
                     r"|w(?P<weight_layer>\d+)\[(?P<to>\d+),\s*(?P<source>\d+)\])")
_PARTS = ("stage", "sample", "setup", "equations", "charts", "transport", "training", "left", "right", "below", "map",
          "surface", "step", "graph", "chain", "output", "weights")


@dataclass(frozen=True, order=True)
class Target:
    """A neuron, a weight or a bias of a network; counted from 0 here, from 1 in files and on the screen.

    Attributes
    ----------
    kind
        "neuron", "weight" or "bias".
    layer
        0 for an input.
    source
        Of a weight; −1 otherwise.
    """

    kind: str
    layer: int
    neuron: int
    source: int = -1

    def __str__(self) -> str:
        if self.kind == "weight":
            return f"w{self.layer}[{self.neuron + 1},{self.source + 1}]"
        if self.layer == 0:
            return f"x[{self.neuron + 1}]"
        return f"{'b' if self.kind == 'bias' else 'a'}{self.layer}[{self.neuron + 1}]"

    def exists_in(self, sizes: tuple[int, ...]) -> bool:
        """Whether a network of these sizes has it."""
        if not (0 <= self.layer < len(sizes) and 0 <= self.neuron < sizes[self.layer]):
            return False
        return self.kind != "weight" or (self.layer > 0 and 0 <= self.source < sizes[self.layer - 1])

    def index(self, network: Network) -> int:
        """Its place in θ; only weights and biases have one."""
        if self.kind == "weight":
            return network.weight_index(self.layer, self.neuron, self.source)
        return network.bias_index(self.layer, self.neuron)


def target_of(text: str) -> Target:
    """Reads x[1], a1[2], w1[2,1] or b1[2].

    Raises
    ------
    Explained
        If it is none of these.
    """
    match = _TARGET.fullmatch(text.strip())
    found = {name: int(value) for name, value in match.groupdict().items() if value} if match else {}
    if not found or 0 in (value for name, value in found.items() if name != "layer") or found.get("layer") == 0:
        raise Explained(Phrase('"{text}" names nothing in a network; write {examples}, counted from 1', text=text,
                               examples="x[1], a1[2], w1[2,1], b1[2]"))
    if "input" in found:
        return Target("neuron", 0, found["input"] - 1)
    if "neuron" in found:
        return Target("neuron", found["layer"], found["neuron"] - 1)
    if "bias" in found:
        return Target("bias", found["bias_layer"], found["bias"] - 1)
    return Target("weight", found["weight_layer"], found["to"] - 1, found["source"] - 1)


@dataclass(frozen=True)
class Mark:
    """What lights up.

    Attributes
    ----------
    kind
        "target", "layer", "part", "node", "edge" (of a graph) or "region".
    target, layer
        Of the network.
    name
        Of a part of the window, a member of `PARTS`; of a graph's node; or of two nodes, for the edge between them.
    region
        Of a surface: (a₀, b₀, a₁, b₁).
    """

    kind: str
    target: Target | None = None
    layer: int = 0
    name: str = ""
    region: tuple[float, float, float, float] | None = None


PARTS = _PARTS
"""Parts of the window that can light up."""


def mark_of(text: str) -> Mark:
    """Reads "a1[2]", "w1[2,1]", "layer 1", "part equations", "node z", "edge w z" or "region 0 0 1 1".

    Raises
    ------
    Explained
        If it is none of these.
    """
    word, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if word == "layer" and rest.isdecimal():
        return Mark("layer", layer=int(rest))
    if word == "part" and rest in PARTS:
        return Mark("part", name=rest)
    if word == "node" and rest:
        return Mark("node", name=rest)
    if word == "edge" and len(rest.split()) == 2:
        return Mark("edge", name=rest)
    if word == "region":
        region = _numbers(rest)
        if len(region) == 4:
            return Mark("region", region=(region[0], region[1], region[2], region[3]))
    if word in ("layer", "part", "node", "edge", "region"):
        raise Explained(Phrase('"{text}" can\'t light up; write {examples} (parts: {parts})', text=text,
                               examples="layer 1, part equations, node z, edge w z, region 0 0 1 1",
                               parts=name_list(PARTS)))
    return Mark("target", target=target_of(text))


def _numbers(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(word) for word in text.split())
    except ValueError:
        return ()
