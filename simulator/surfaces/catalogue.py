"""All surfaces that the Descent workspace offers: models with two parameters, then test functions."""

from __future__ import annotations

from typing import Protocol

from simulator.errors import Explained, Phrase, name_list
from simulator.surfaces.functions import FUNCTIONS
from simulator.surfaces.models import MODELS, Model
from simulator.surfaces.surface import Surface


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
