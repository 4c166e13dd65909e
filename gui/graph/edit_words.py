"""Edits of the Graph workspace in words, short enough for a menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.edit_words import shortened, value_text
from gui.edits import Edit, GraphEdit
from gui.language import translate_name
from gui.number_text import count, field_text
from simulator.graph.examples import EXAMPLES

translate = QCoreApplication.translate


def edit_text(edit: Edit) -> str:
    """What an edit is called in the language of the window."""
    values = edit.values
    if edit.kind is GraphEdit.EXPRESSION:
        return translate("Edits", "expression {text}").format(text=shortened(values["text"]))
    if edit.kind is GraphEdit.EXAMPLE:
        label = next((one.label for one in EXAMPLES if one.name == values["title"]), values["title"])
        return translate("Edits", "example “{name}”").format(name=translate_name(label))
    if edit.kind is GraphEdit.DERIVATIVE:
        return translate("Edits", "derivative {title} of the network").format(title=values["title"])
    if edit.kind is GraphEdit.VALUE:
        return translate("Edits", "{name} = {value}").format(name=values["name"], value=value_text(values["after"]))
    if edit.kind is GraphEdit.LEARNING_RATE:
        return translate("Edits", "learning rate {before} → {after}").format(
            before=field_text(values["before"]), after=field_text(values["after"]))
    if edit.kind is GraphEdit.DESCENDING:
        names = values["names"]
        return translate("Edits", "variables to change: {names}").format(names=", ".join(names)) if names else \
            translate("Edits", "no variable to change")
    return translate("Edits", "one update") if values["count"] == 1 else \
        translate("Edits", "{count} updates").format(count=count(values["count"]))
