"""Edits in words, short enough for a menu: "learning rate 0.3 → 0.1", "stroke"."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QCoreApplication

from gui.choice import Selection
from gui.edits import DrawingEdit, Edit, EditKind
from gui.network.hand import parameter_symbol
from gui.number_text import count, field_text, number
from gui.setting_change_words import changes_text, data_text, setting_changes, sizes_text
from simulator.comparison import Compared

translate = QCoreApplication.translate
_LONGEST_NUMBER = 6
_LONGEST_TEXT = 28


def edit_text(edit: Edit) -> str:
    """What an edit is called in the language of the window."""
    words: Callable[[Edit], str] | None = {
        EditKind.SETTINGS: _settings, EditKind.PARAMETER: _parameter, EditKind.NEW_RUN: _new_run,
        EditKind.POINTS: _points, EditKind.LEARNING: _learning, EditKind.COMPARISON: _comparison,
        EditKind.SLOWER: _slower, DrawingEdit.LABEL: _label,
    }.get(edit.kind)
    return words(edit) if words is not None else _plain_names()[edit.kind]


def value_text(value: float) -> str:
    """A number as a field has it, unless it has more digits than anybody reads."""
    text = field_text(value)
    return text if len(text) <= _LONGEST_NUMBER else number(value)


def shortened(text: str) -> str:
    """What somebody has typed, as much of it as a menu has room for."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_TEXT else f"{flat[:_LONGEST_TEXT - 1].rstrip()}…"


def _plain_names() -> dict[Enum, str]:
    return {
        EditKind.THETA: translate("Edits", "imported weights"),
        EditKind.END_OF_COMPARISON: translate("Edits", "end of the comparison"),
        EditKind.NEW_START: translate("Edits", "new start"),
        EditKind.NEW_WEIGHTS: translate("Edits", "new weights"),
        DrawingEdit.STROKE: translate("Edits", "stroke"),
        DrawingEdit.ERASER_STROKE: translate("Edits", "stroke of the eraser"),
        DrawingEdit.CLEARING: translate("Edits", "clearing"),
        DrawingEdit.ANOTHER_DIGIT: translate("Edits", "another digit"),
    }


def _settings(edit: Edit) -> str:
    values = edit.values
    return changes_text(values["before"], values["after"], values["network"])


def _parameter(edit: Edit) -> str:
    values = edit.values
    symbol = parameter_symbol(Selection(values["layer"], values["neuron"], values["source"]))
    template = translate("Edits", "bias {symbol} = {value}") if values["source"] is None else \
        translate("Edits", "weight {symbol} = {value}")
    return template.format(symbol=symbol, value=value_text(values["value"]))


def _new_run(edit: Edit) -> str:
    before, after, network = edit.values["before"], edit.values["after"], edit.values["network"]
    changed = setting_changes(before, after)
    if changed and not {"data_set", "data_path"} & set(changed):
        return changes_text(before, after, network)
    return translate("Edits", "a new run: {data} {sizes}").format(
        data=data_text(after), sizes=sizes_text(network.sizes))


def _points(edit: Edit) -> str:
    more = edit.values["after"] - edit.values["before"]
    if more == 0:
        return translate("Edits", "moved point")
    if abs(more) == 1:
        return translate("Edits", "added point") if more > 0 else translate("Edits", "deleted point")
    return (translate("Edits", "{count} added points") if more > 0 else
            translate("Edits", "{count} deleted points")).format(count=count(abs(more)))


def _learning(edit: Edit) -> str:
    return translate("Edits", "learning of your digit") if edit.values["is_digit"] else \
        translate("Edits", "learning of your sample")


def _comparison(edit: Edit) -> str:
    return {
        Compared.LEARNING_RATE: translate("Edits", "comparison of two learning rates"),
        Compared.ACTIVATION: translate("Edits", "comparison of two activations"),
        Compared.INITIAL_WEIGHTS: translate("Edits", "comparison of two sets of initial weights"),
        Compared.BATCH_SIZE: translate("Edits", "comparison of two batch sizes"),
        Compared.OPTIMIZER: translate("Edits", "comparison of two optimizers"),
    }[edit.values["compared"]]


def _slower(edit: Edit) -> str:
    return translate("Edits", "slower from step {step}").format(step=count(edit.values["step"] + 1))


def _label(edit: Edit) -> str:
    return translate("Edits", "label {before} → {after}").format(
        before=edit.values["before"], after=edit.values["after"])
