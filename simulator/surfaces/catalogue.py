"""All surfaces that the Descent workspace offers: models with two parameters, then test functions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from simulator.errors import Explained, Phrase, name_list
from simulator.surfaces.models import MODELS, Model
from simulator.surfaces.surface import ExpressionSurface, Surface, Window, own_surface

# Functions on which descent shows its habits, good and bad. A new one is one new entry in `FUNCTIONS`.

@dataclass(frozen=True)
class TestFunction:
    """One surface that is known by name.

    Attributes
    ----------
    name, label
        The key, and the English name that the window translates.
    text
        The cost as an expression in a and b, as a person would type it.
    window
        What of it is looked at.
    start
        A place to begin, (a, b), from which gradient descent shows what the surface is known for.
    about
        What that is, in one English sentence that the window translates.
    usual_rate
        η with which plain gradient descent gets on from `start`. Other optimizers need others.
    logarithmic
        Whether its costs are seen best on a logarithmic scale.
    """

    name: str
    label: str
    text: str
    window: Window
    start: tuple[float, float]
    about: str
    usual_rate: float
    logarithmic: bool = False

    @cached_property
    def surface(self) -> ExpressionSurface:
        """The function as a surface."""
        return own_surface(self.text, self.window)


FUNCTIONS: tuple[TestFunction, ...] = (
    TestFunction(
        name="bowl",
        label="Bowl",
        text="(a² + b²)/2",
        window=Window((-3.0, -3.0), (3.0, 3.0)),
        start=(-2.4, 1.8),
        about="The friendliest surface: the gradient points straight away from the minimum, and every learning rate "
              "below 2 gets there.",
        usual_rate=0.1,
    ),
    TestFunction(
        name="ravine",
        label="Ravine",
        text="a²/2 + 10b²",
        window=Window((-3.0, -1.0), (3.0, 1.0)),
        start=(-2.6, 0.7),
        about="Twenty times as curved across as along: descent zigzags between the walls and creeps along the floor.",
        usual_rate=0.09,
    ),
    TestFunction(
        name="saddle",
        label="Saddle",
        text="a²/2 − b²/2 + b⁴/4",
        window=Window((-2.0, -2.0), (2.0, 2.0)),
        start=(-1.6, 0.01),
        about="Down along a, then the slope is gone though the cost is not minimal: only a nudge along b leads on to "
              "one of the two minima.",
        usual_rate=0.1,
    ),
    TestFunction(
        name="two_valleys",
        label="Two valleys",
        text="1 + (a² + b²)/20 − 0.55exp(−(a + 1.4)² − (b − 1.2)²) − 0.9exp(−(a − 1.2)² − (b + 0.6)²)",
        window=Window((-3.0, -3.0), (3.0, 3.0)),
        start=(-2.8, 2.6),
        about="A shallow valley and a deep one: gradient descent stays in the first that it meets, momentum may "
              "carry it across.",
        usual_rate=0.1,
    ),
    TestFunction(
        name="plateau",
        label="Plateau with a hole",
        text="1 − exp(−a² − b²)",
        window=Window((-4.0, -4.0), (4.0, 4.0)),
        start=(-2.4, 1.6),
        about="Almost flat all around, so the gradient hardly says where the hole is: descent stands still for a "
              "long time, then falls in within a few steps.",
        usual_rate=0.5,
    ),
    # H. Rosenbrock, *An Automatic Method for Finding the Greatest or Least Value of a Function*, 1960
    TestFunction(
        name="rosenbrock",
        label="Rosenbrock",
        text="(1 − a)² + 100(b − a²)²",
        window=Window((-2.0, -1.0), (2.0, 3.0)),
        start=(-1.2, 1.0),
        about="A bent valley with steep walls and an almost level floor: the valley is found at once, its minimum at "
              "(1, 1) only after thousands of steps.",
        usual_rate=0.001,
        logarithmic=True,
    ),
    # D. Himmelblau, *Applied Nonlinear Programming*, 1972
    TestFunction(
        name="himmelblau",
        label="Himmelblau",
        text="(a² + b − 11)² + (a + b² − 7)²",
        window=Window((-5.0, -5.0), (5.0, 5.0)),
        start=(-0.5, -1.5),
        about="Four minima of the same cost 0 around one hill: a small change of the start leads to another one.",
        usual_rate=0.01,
        logarithmic=True,
    ),
    # E. Beale, *On an Iterative Method for Finding a Local Minimum of a Function of More than One Variable*, 1958
    TestFunction(
        name="beale",
        label="Beale",
        text="(1.5 − a + a·b)² + (2.25 − a + a·b²)² + (2.625 − a + a·b³)²",
        window=Window((-4.5, -4.5), (4.5, 4.5)),
        start=(1.0, 1.0),
        about="Cliffs at the corners and a broad flat cross between them: what is a good learning rate on the flat "
              "overshoots at the cliffs.",
        usual_rate=0.01,
        logarithmic=True,
    ),
    # L. Rastrigin, *Systems of Extremal Control*, 1974
    TestFunction(
        name="rastrigin",
        label="Rastrigin",
        text="20 + a² − 10cos(2π·a) + b² − 10cos(2π·b)",
        window=Window((-2.5, -2.5), (2.5, 2.5)),
        start=(1.7, -1.3),
        about="A bowl full of dents, with a local minimum near every pair of whole numbers: descent ends in the "
              "nearest one.",
        usual_rate=0.002,
    ),
    # D. Ackley, *A Connectionist Machine for Genetic Hillclimbing*, 1987
    TestFunction(
        name="ackley",
        label="Ackley",
        text="20 + e − 20exp(−0.2sqrt((a² + b²)/2)) − exp((cos(2π·a) + cos(2π·b))/2)",
        window=Window((-2.5, -2.5), (2.5, 2.5)),
        start=(2.2, -1.7),
        about="A funnel with a rippled wall: the ripples hold descent far above the minimum, which lies at the "
              "bottom of a sharp point.",
        usual_rate=0.02,
    ),
)


def function_named(name: str) -> TestFunction:
    """The test function with this key.

    Raises
    ------
    Explained
        If there is none.
    """
    for function in FUNCTIONS:
        if function.name == name:
            return function
    known = ", ".join(function.name for function in FUNCTIONS)
    raise Explained(Phrase("there is no test function {name}; choose one of {known}", name=repr(name), known=known))


class SurfaceEntry(Protocol):
    """What an entry of the catalogue tells: see `Model` and `TestFunction`."""

    @property
    def name(self) -> str:
        """The key."""
        ...

    @property
    def label(self) -> str:
        """The English name that the window translates."""
        ...

    @property
    def about(self) -> str:
        """What it shows, in a sentence that the window translates."""
        ...

    @property
    def start(self) -> tuple[float, float]:
        """Where descent begins."""
        ...

    @property
    def usual_rate(self) -> float:
        """η with which gradient descent gets somewhere."""
        ...

    @property
    def logarithmic(self) -> bool:
        """Whether heights and colours are better logarithmic."""
        ...

    @property
    def surface(self) -> Surface:
        """The cost."""
        ...


SURFACES: tuple[SurfaceEntry, ...] = (*MODELS, *FUNCTIONS)
"""Their names are all different."""


def surface_named(name: str) -> SurfaceEntry:
    """The entry with this key.

    Raises
    ------
    Explained
        If there is none.
    """
    found = next((entry for entry in SURFACES if entry.name == name), None)
    if found is None:
        raise Explained(Phrase('there is no surface "{name}"; choose one of {known}', name=name,
                               known=name_list(entry.name for entry in SURFACES)))
    return found


def model_of(entry: SurfaceEntry | None) -> Model | None:
    """The entry if it is a model on data."""
    return entry if isinstance(entry, Model) else None


def other_structures(entry: SurfaceEntry) -> tuple[Model, ...]:
    """Other models for the same data."""
    if not isinstance(entry, Model):
        return ()
    return tuple(model for model in MODELS if model.data == entry.data and model.name != entry.name)
