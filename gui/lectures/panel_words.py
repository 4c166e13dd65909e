"""What the panel and the list of lectures say in several places."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from gui.foundation.language import file_text, phrase_text
from gui.lectures.prose_cut import plain_text
from lectures.model import Lecture
from lectures.problems import Problem

translate = QCoreApplication.translate

_NUMBER = re.compile(r"0*(\d+)_")
_NAME = re.compile(r"[^\W\d]\w*")
_INDEXED = re.compile(r"(?P<letter>z|a|b|w|x|y|delta|slope|dw|db|n|C)(?P<layer>\d*)(?P<indices>(?:_\d+)*)")
_LETTERS = {"delta": r"\delta", "slope": r"\sigma'", "eta": r"\eta"}
_COMPARISONS = {"==": "=", ">=": "≥", "<=": "≤", "*": "·", "-": "−"}


def lecture_number(name: str) -> str:
    """"5" of 05_xor; empty for a name without a number."""
    match = _NUMBER.match(name)
    return match[1] if match else ""


def lecture_heading(lecture: Lecture, language: str) -> str:
    """Number and title, such as "5 · XOR"."""
    number, title = lecture_number(lecture.name), plain_text(lecture.title.in_language(language))
    return f"{number} · {title}" if number else title


def problem_text(problem: Problem) -> str:
    """Where something is wrong with a lecture, and what, in the language of the window."""
    values = {"file": file_text(problem.file), "line": problem.line, "beat": problem.beat,
              "what": phrase_text(problem.phrase)}
    if problem.beat:
        return translate("Lectures", "{file}, line {line}, beat {beat}: {what}").format(**values)
    return translate("Lectures", "{file}, line {line}: {what}").format(**values)


def problem_count_text(count: int) -> str:
    """How many problems there are."""
    if count == 1:
        return translate("Lectures", "1 problem")
    return translate("Lectures", "{count} problems").format(count=count)


def goal_text(condition: str) -> str:
    """A condition as a person reads it, in Markdown: accuracy = 1, $w^{1}_{21}$ > 2."""
    words = _names()
    pieces: list[str] = []
    for piece in re.split(r"([^\W\d]\w*|==|>=|<=|[<>*-])", condition):
        if piece in words:
            pieces.append(words[piece])
        elif _NAME.fullmatch(piece):
            pieces.append(_symbol(piece))
        else:
            pieces.append(_COMPARISONS.get(piece, piece.replace("\\", "")))
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


def _symbol(name: str) -> str:
    if name.startswith("d_") and len(name) > 2:
        return rf"$\partial L/\partial {name[2:]}$"
    if name in _LETTERS:
        return f"${_LETTERS[name]}$"
    match = _INDEXED.fullmatch(name)
    if match is None and len(name) == 1:  # a node of a graph
        return f"${name}$"
    if match is None:
        return name.replace("_", r"\_")
    indices = match["indices"].split("_")[1:]
    below = (",".join(indices) if any(len(index) > 1 for index in indices) else "".join(indices))
    letter = match["letter"]
    symbol = rf"\partial C/\partial {letter[1:]}" if letter in ("dw", "db") else _LETTERS.get(letter, letter)
    above = f"^{{{match['layer']}}}" if match["layer"] else ""
    if letter == "n":
        return f"$n_{{{match['layer']}}}$" if match["layer"] else "$n$"
    return f"${symbol}{above}" + (f"_{{{below}}}$" if below else "$")


def _names() -> dict[str, str]:
    return {
        "accuracy": translate("Lectures", "accuracy"), "test_accuracy": translate("Lectures", "test accuracy"),
        "cost": translate("Lectures", "cost"), "test_cost": translate("Lectures", "test cost"),
        "steps": translate("Lectures", "steps"), "epochs": translate("Lectures", "epochs"),
        "predicted": translate("Lectures", "predicted class"), "updates": translate("Lectures", "updates"),
        "minimum_C": translate("Lectures", "lowest C"),
        "arrived": translate("Lectures", "at rest at a minimum"), "diverged": translate("Lectures", "diverged"),
    }
