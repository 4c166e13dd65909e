"""Edits of the Descent workspace in words, short enough for a menu."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import QCoreApplication

from gui.descent.racer_looks import optimizer_name
from gui.edit_words import shortened, value_text
from gui.edits import DescentEdit, Edit
from gui.language import translate_name
from gui.number_text import count, field_text
from gui.setup.symbols import symbol_text
from simulator.descent.remedies import Remedy
from simulator.descent.setup import OWN, DescentSetup, Entrant
from simulator.optimizers import optimizer_named

translate = QCoreApplication.translate


def edit_text(edit: Edit) -> str:
    """What an edit is called in the language of the window."""
    before, after = edit.values["before"], edit.values["after"]
    return _setup_text(before, after) if edit.kind is DescentEdit.SETUP else _remedy_text(before, after)


def _setup_text(before: DescentSetup, after: DescentSetup) -> str:
    if after.surface == OWN and (before.surface != OWN or before.expression != after.expression):
        return translate("Edits", "surface {name}").format(name=shortened(after.expression))
    if before.surface != after.surface:
        assert after.entry is not None, "only a surface of one's own has none"
        return translate("Edits", "surface {name}").format(name=translate_name(after.entry.label))
    if before.window != after.window:
        return translate("Edits", "part of the surface that is shown")
    changed = [one.name for one in fields(DescentSetup) if getattr(before, one.name) != getattr(after, one.name)]
    if changed == ["starts"]:
        return _starts_text(before, after)
    if changed == ["entrants"]:
        return _entrants_text(before, after)
    if changed == ["batch_size"]:
        return translate("Edits", "mini-batches of {size}").format(size=count(after.batch_size)) if after.batch_size \
            else translate("Edits", "all samples in each step")
    if changed == ["seed"]:
        return translate("Edits", "order of the samples")
    return translate("Edits", "{count} settings").format(count=count(len(changed)))


def _starts_text(before: DescentSetup, after: DescentSetup) -> str:
    moved = [start for start in after.starts if start not in before.starts]
    if len(after.starts) > 1 and len(moved) != 1:
        return translate("Edits", "{count} starts").format(count=count(len(after.starts)))
    a, b = moved[0] if moved else after.starts[0]
    return translate("Edits", "start at ({a}, {b})").format(a=value_text(a), b=value_text(b))


def _entrants_text(before: DescentSetup, after: DescentSetup) -> str:
    changes = [text for one, other in zip(before.entrants, after.entrants, strict=True) if one != other
               for text in _entrant_texts(one, other)]
    if len(changes) == 1:
        return changes[0]
    return translate("Edits", "{count} settings").format(count=count(len(changes)))


def _entrant_texts(before: Entrant, after: Entrant) -> list[str]:
    name, texts = optimizer_name(after.optimizer), []
    if before.runs != after.runs:
        texts.append((translate("Edits", "{optimizer} takes part") if after.runs else
                      translate("Edits", "{optimizer} stays out")).format(optimizer=name))
    if before.learning_rate != after.learning_rate:
        texts.append(translate("Edits", "{optimizer}: learning rate {before} → {after}").format(
            optimizer=name, before=field_text(before.learning_rate), after=field_text(after.learning_rate)))
    wanted = optimizer_named(after.optimizer).hyperparameters
    texts += [translate("Edits", "{optimizer}: {symbol} {before} → {after}").format(
        symbol=symbol_text(one.symbol), optimizer=name, before=field_text(old), after=field_text(new))
        for one, old, new in zip(wanted, before.numbers, after.numbers, strict=True) if old != new]
    return texts


def _remedy_text(before: Remedy | None, after: Remedy | None) -> str:
    if after is None:
        return translate("Edits", "end of the comparison")
    if before is None or before.kind != after.kind:
        return {
            "start": translate("Edits", "comparison of two starts"),
            "structure": translate("Edits", "comparison of two structures"),
            "learning_rate": translate("Edits", "comparison of two learning rates"),
            "optimizer": translate("Edits", "comparison of two optimizers"),
            "batches": translate("Edits", "comparison of two batch sizes"),
        }[after.kind]
    return {
        "start": translate("Edits", "the start that is compared"),
        "structure": translate("Edits", "the structure that is compared"),
        "learning_rate": translate("Edits", "the learning rate that is compared"),
        "optimizer": translate("Edits", "the optimizer that is compared"),
        "batches": translate("Edits", "the batch size that is compared"),
    }[after.kind]
