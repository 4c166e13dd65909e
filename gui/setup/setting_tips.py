"""What each setting does, and its unit: the tooltips of the set-up."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.language import phrase_text, translate_name
from gui.setup.symbols import symbol_text
from simulator.hyperparameters import HyperParameter

translate = QCoreApplication.translate


def setting_about(setting: str) -> str:
    """What a setting of `Experiment` does; empty for one that has nothing to add to its name."""
    texts = {
        "experiment": translate("SettingTips", "A ready experiment: all settings at once"),
        "data_set": translate("SettingTips", "What is learned from; your own files can be opened here too"),
        "sample_count": translate("SettingTips", "How many samples are made, for learning and testing together"),
        "noise": translate("SettingTips", "How far samples are scattered, in units of the coordinates"),
        "test_share": translate("SettingTips", "Share of the samples that is only tested on, in per cent"),
        "data_seed": translate("SettingTips", "Whole number from which the samples are drawn: the same number, the "
                               "same samples"),
        "features": translate("SettingTips", "What the network gets of each point"),
        "scaling": translate("SettingTips", "Whether columns are brought to a common size before they are used"),
        "layers": translate("SettingTips", "Number of neurons and activation function of each layer"),
        "initializer": translate("SettingTips", "How the weights and biases are drawn before the first step"),
        "initial_number": translate("SettingTips", "The number that the initial weights depend on"),
        "cost": translate("SettingTips", "What is made small: how far outputs are from targets, mean over the batch"),
        "optimizer": translate("SettingTips", "How a step follows from the mean gradient"),
        "learning_rate": translate("SettingTips", "η: how far a step goes, as a factor of the mean gradient"),
        "batch_size": translate("SettingTips", "m: how many samples make one step"),
        "shuffled": translate("SettingTips", "Whether the samples are shuffled anew in each epoch"),
        "seed": translate("SettingTips", "Whole number from which weights and order are drawn: the same number, the "
                          "same run"),
        "regularisation": translate("SettingTips", "What keeps the weights small, added to the cost"),
        "regularisation_strength": translate("SettingTips", "λ: how much the size of the weights counts in the cost"),
    }
    return texts.get(setting, "")


def number_about(number: HyperParameter) -> str:
    """A number of an optimizer: its symbol, and what it can be."""
    return translate("SettingTips", "{symbol}: {label}, {range}").format(
        symbol=symbol_text(number.symbol), label=translate_name(number.label), range=phrase_text(number.requirement))
