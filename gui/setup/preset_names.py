"""What the experiments that ship with the program are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def experiment_name(key: str) -> str:
    """The name of a preset in the language of the window; its file's name where nobody has named it."""
    translate = QCoreApplication.translate
    names = {
        "mnist": translate("Experiments", "MNIST, first steps"),
        "mnist_98": translate("Experiments", "MNIST, above 98 %"),
        "nielsen_quadratic": translate("Experiments", "MNIST, quadratic cost"),
        "and_gate": translate("Experiments", "AND gate, one neuron"),
        "xor": translate("Experiments", "XOR, a hidden layer"),
        "circles": translate("Experiments", "Circles, two hidden layers"),
        "two_gaussians": translate("Experiments", "Two Gaussians, one neuron"),
    }
    return names.get(key, key.replace("_", " "))
