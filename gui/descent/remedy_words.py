"""What stands over the two pictures that are compared."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.descent.racer_looks import optimizer_name
from gui.language import translate_name
from gui.number_text import MINUS, number
from simulator.descent.remedies import Remedy
from simulator.descent.setup import DescentSetup

translate = QCoreApplication.translate


def lane_title(setup: DescentSetup, remedy: Remedy) -> str:
    """What a set-up has where the remedy changes something."""
    entrant = next(one for one in setup.entrants if one.runs)
    if remedy.kind == "start":
        a, b = (f"{value:.4g}".replace("-", MINUS) for value in setup.starts[0])
        return translate("RemedyWords", "Start ({a}, {b})").format(a=a, b=b)
    if remedy.kind == "learning_rate":
        return translate("RemedyWords", "η = {rate}").format(rate=number(entrant.learning_rate, 3))
    if remedy.kind == "optimizer":
        return optimizer_name(entrant.optimizer)
    if remedy.kind == "batches":
        return translate("RemedyWords", "Batches of m = {size}").format(size=setup.batch_size) if setup.batch_size \
            else translate("RemedyWords", "All M = {count} samples").format(count=setup.sample_count)
    return surface_title(setup)


def surface_title(setup: DescentSetup) -> str:
    """The surface's name."""
    return translate_name(setup.entry.label) if setup.entry is not None \
        else translate("RemedyWords", "C(a, b) = {text}").format(text=setup.expression)


def formula_of(setup: DescentSetup) -> str:
    """The model's output, or the function itself, as a quiet note."""
    formula = getattr(setup.entry, "formula", "")
    return f"y = {formula}" if formula else getattr(setup.entry, "text", "")
