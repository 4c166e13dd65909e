"""The pages below the stage: what a lecture and a document call them, and what the window says of them.

A page is one line in `PAGES` and one module of the window, `gui/insight/<name>_page.py`, in which
`make_page(session, theme, formulas)` makes it. The choice, its key, the menu, the palette, What's this, documents and
lectures know it by its entry.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageEntry:
    """One page.

    Attributes
    ----------
    name
        The key in lectures and documents; a lecture may show the page by it, and light it up while it is in view.
    label
        The English word in the choice, which the window translates.
    about
        What the page is for, in a few sentences that the window translates.
    is_tall
        Whether it needs more height than a page of numbers: one with a picture, or with many lines.
    module
        Where `make_page` stands, if it isn't in `<name>_page`.
    """

    name: str
    label: str
    about: str
    is_tall: bool = False
    module: str = ""

    @property
    def home(self) -> str:
        """Name of the module that makes it."""
        return self.module or f"{self.name}_page"


PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        "equations", "Equations",
        "The equation of the station in view, then the same with the numbers of the neuron or weight that "
        "is followed, and its result. Click a neuron or an edge on the stage to follow another one."),
    PageEntry(
        "batch", "Batch",
        "The samples of the epoch in their shuffled order, those of this step among them, and the "
        "gradient of each: the mean of the bars is the gradient that the step uses."),
    PageEntry(
        "activation", "σ(z)",
        "The activation function of the neuron that is followed, with its z and a, and its slope σ′(z), "
        "by which every error on its way back is multiplied."),
    PageEntry(
        "learning", "Learning",
        "The factors that make up the change of a weight, drawn as bars: the smallest of them says why a "
        "neuron learns slowly. Beside them, how many neurons of each layer hardly learn."),
    PageEntry(
        "matrix", "Matrix",
        "What the layers come to when they are multiplied: without bends in between any number of layers "
        "is a single matrix."),
    PageEntry(
        "start", "Start",
        "Ways to draw the initial weights, and how widely they scatter z, a and δ in each layer before "
        "anything is learned. A run with another start can be put beside this one."),
    PageEntry(
        "surface", "Surface",
        "The cost over a plane through the space of all weights, as a map and as a surface; the ball is "
        "the network. It is only a slice: its lowest point is not the network's minimum.",
        is_tall=True),
    PageEntry(
        "why", "Why",
        "How the four equations of backpropagation are derived, line by line, each with its reason and "
        "with the numbers of the instant in view.",
        is_tall=True, module="derivation_page"),
    PageEntry(
        "bp2", "BP2",
        "BP2 as a product of matrices: the transposed weights times the errors of the next layer, times "
        "the slopes. Each cell of the first matrix is an edge of the stage."),
    PageEntry(
        "numbers", "Numbers",
        "All numbers of the instant in view as a table: of the neurons, the weights, or the samples of "
        "the batch. The chosen row is what is chosen on the stage. Ctrl+C copies the chosen cells with "
        "all digits."),
)
"""In the order of the choice; the first is in view at the start."""

_KEYS = tuple(f"{held}{digit}" for held in ("Ctrl+", "Ctrl+Shift+") for digit in "1234567890")


def page_names() -> tuple[str, ...]:
    """The names of all pages in their order."""
    return tuple(page.name for page in PAGES)


def page_keys() -> dict[str, str]:
    """The key that brings each page into view, as Qt writes it, in their order; the last of many have none."""
    return dict(zip(page_names(), _KEYS, strict=False))
