"""Ready expressions: what a graph teaches, from a sum of products to a small network written out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.errors import Explained, Phrase, name_list


@dataclass(frozen=True)
class GraphExample:
    """An expression with values that show something.

    Attributes
    ----------
    name
        The key.
    label
        The English name that the window translates.
    about
        What to look for, in a sentence that the window translates.
    text
        What `read_graph` reads.
    values
        Of all variables.
    descending
        Variables that gradient descent changes; empty where L has no minimum to descend to.
    learning_rate
        η with which L never rises in the first hundred updates.
    """

    name: str
    label: str
    about: str
    text: str
    values: Mapping[str, float]
    descending: tuple[str, ...] = ()
    learning_rate: float = 0.1


EXAMPLES: tuple[GraphExample, ...] = (
    GraphExample(
        "linear", "Linear",
        "An addition passes the derivative on unchanged, and a multiplication swaps: w gets x, and x gets w.",
        "L = w*x + b",
        {"w": 2.0, "x": 1.5, "b": -1.0},
    ),
    GraphExample(
        "product", "Product of three",
        "The derivative with respect to a factor is the product of all the others.",
        "L = a*b*c",
        {"a": 2.0, "b": -3.0, "c": 0.5},
    ),
    GraphExample(
        "chain", "Chain of three",
        "One function inside another: the derivative is the product of the three local ones along the chain.",
        "u = x^2\nv = sin(u)\nL = exp(v)",
        {"x": 0.8},
        ("x",), 0.1,
    ),
    GraphExample(
        "neuron_quadratic", "One neuron, quadratic cost",
        "The error δ at z is the slope of the cost times that of the sigmoid; b gets δ itself, and w gets x times δ.",
        "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2",
        {"w": 0.8, "x": 1.5, "b": -0.3, "y": 1.06},
        ("w", "b"), 0.5,
    ),
    GraphExample(
        "neuron_cross_entropy", "One neuron, cross-entropy",
        "The slope of the sigmoid cancels: what arrives at z is simply a − y, however saturated the neuron is.",
        "z = w*x + b\na = sigmoid(z)\nL = -(y*ln(a) + (1 - y)*ln(1 - a))",
        {"w": -1.2, "x": 1.5, "b": -0.4, "y": 1.0},
        ("w", "b"), 0.3,
    ),
    GraphExample(
        "network", "Network 2–2–1 written out",
        "One pass backward gives all nine weights and biases their derivatives: the error at z3 is reused for "
        "everything before it.",
        "z1 = w11*x1 + w12*x2 + b1\nz2 = w21*x1 + w22*x2 + b2\na1 = sigmoid(z1)\na2 = sigmoid(z2)\n"
        "z3 = v1*a1 + v2*a2 + b3\na3 = sigmoid(z3)\nL = (a3 - y)^2",
        {"w11": 0.5, "x1": 1.0, "w12": -0.7, "x2": 0.5, "b1": 0.1, "w21": 0.9, "w22": 0.4, "b2": -0.2,
         "v1": 1.1, "v2": -0.6, "b3": 0.3, "y": 0.0},
        ("w11", "w12", "b1", "w21", "w22", "b2", "v1", "v2", "b3"), 0.5,
    ),
    GraphExample(
        "softmax", "Softmax of two, cross-entropy",
        "Each z leads to both outputs, and yet, once the contributions are summed, simply p − y arrives at it.",
        "e1 = exp(z1)\ne2 = exp(z2)\ns = e1 + e2\np1 = e1/s\np2 = e2/s\nL = -(y1*ln(p1) + y2*ln(p2))",
        {"z1": 0.2, "z2": 1.1, "y1": 1.0, "y2": 0.0},
        ("z1", "z2"), 0.3,
    ),
    GraphExample(
        "vanishing", "Vanishing chain of sigmoids",
        "The slope of a sigmoid is at most ¼, so that the derivative shrinks at each of the six and little is left "
        "for w1.",
        "a1 = sigmoid(w1*x)\na2 = sigmoid(w2*a1)\na3 = sigmoid(w3*a2)\na4 = sigmoid(w4*a3)\na5 = sigmoid(w5*a4)\n"
        "a6 = sigmoid(w6*a5)\nL = (a6 - y)^2",
        {"w1": 0.9, "x": 1.0, "w2": 1.1, "w3": 0.8, "w4": 1.2, "w5": 1.0, "w6": 0.9, "y": 0.0},
        ("w1", "w2", "w3", "w4", "w5", "w6"), 0.5,
    ),
    GraphExample(
        "skip", "Chain with skip connections",
        "Each addition also carries the derivative past a sigmoid unchanged, so that it does not vanish on its way "
        "to x.",
        "a1 = x + sigmoid(w1*x)\na2 = a1 + sigmoid(w2*a1)\na3 = a2 + sigmoid(w3*a2)\nL = (a3 - y)^2",
        {"x": 0.5, "w1": -1.0, "w2": -0.8, "w3": -1.2, "y": 1.0},
        ("w1", "w2", "w3"), 0.1,
    ),
    GraphExample(
        "shared", "One variable used three times",
        "Every use of x sends a contribution back, and the derivative is their sum.",
        "L = x*x + sin(x)",
        {"x": 1.2},
        ("x",), 0.1,
    ),
    GraphExample(
        "samples", "One weight, two samples",
        "The weight is shared by both samples: its derivative is the sum of what each of them sends back.",
        "c1 = (w*x1 - y1)^2\nc2 = (w*x2 - y2)^2\nL = (c1 + c2)/2",
        {"w": 0.3, "x1": 1.0, "y1": 2.0, "x2": 2.0, "y2": 3.0},
        ("w",), 0.1,
    ),
    GraphExample(
        "weight_decay", "Weight decay",
        "The weight reaches L along two paths, through the error and through its own square; what comes back along "
        "the second pulls it towards 0.",
        "C = (w*x + b - y)^2\nL = C + λ*w^2",
        {"w": 2.0, "x": 1.0, "b": 0.5, "y": 1.0, "λ": 0.1},
        ("w", "b"), 0.1,
    ),
    GraphExample(
        "max", "Maximum of three",
        "A maximum routes: the whole derivative goes to the largest, and the others get 0.",
        "m = max(a, b, c)\nL = (m - y)^2",
        {"a": 0.4, "b": 1.6, "c": 0.9, "y": 0.5},
        ("a", "b", "c"), 0.02,
    ),
    GraphExample(
        "relu", "ReLU neuron that is off",
        "Where z is negative the slope of ReLU is 0: nothing arrives at w and b, and descent stands still until they "
        "are changed by hand.",
        "z = w*x + b\na = relu(z)\nL = (a - y)^2",
        {"w": 0.5, "x": 1.0, "b": -0.8, "y": 1.0},
        ("w", "b"), 0.1,
    ),
    GraphExample(
        "ratio", "Division and logarithm",
        "The ratio reaches L along two paths; their contributions have opposite signs, and at a = b they cancel.",
        "r = a/b\nL = r - ln(r) - 1",
        {"a": 3.0, "b": 1.5},
        ("a", "b"), 0.2,
    ),
    GraphExample(
        "distance", "Distance to a point on a circle",
        "The angle t reaches the distance through its sine and its cosine; descent turns it towards the point "
        "(p, q).",
        "u = cos(t) - p\nv = sin(t) - q\nL = sqrt(u^2 + v^2)",
        {"t": -0.5, "p": 1.0, "q": 2.0},
        ("t",), 0.1,
    ),
)
"""Their names are all different."""


def example_named(name: str) -> GraphExample:
    """The entry with this key.

    Raises
    ------
    Explained
        If there is none.
    """
    for example in EXAMPLES:
        if example.name == name:
            return example
    raise Explained(Phrase('there is no expression "{name}"; choose one of {known}', name=name,
                           known=name_list(example.name for example in EXAMPLES)))
