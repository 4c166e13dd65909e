"""What the experiments that ship with the program are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def experiment_name(key: str) -> str:
    """The name of a preset in the language of the window; its file's name where nobody has named it."""
    translate = QCoreApplication.translate
    names = {
        "mnist": translate("Experiments", "Digits"),
        "mnist_98": translate("Experiments", "Digits, 98 %"),
        "nielsen_quadratic": translate("Experiments", "Digits, quadratic cost"),
        "and_gate": translate("Experiments", "AND gate"),
        "xor": translate("Experiments", "XOR gate"),
        "circles": translate("Experiments", "Circles"),
        "two_gaussians": translate("Experiments", "Two Gaussians"),
    }
    return names.get(key, key.replace("_", " "))
