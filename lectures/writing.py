"""A lecture as the text of a file that reads back as the same lecture, and that a person likes to edit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lectures.model import Beat, Change, GraphPlace, Instant, Lecture, Mark, Question, Sample, Target, Task
from lectures.texts import Text
from simulator.experiment import Layer

_WIDTH = 118
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_LITERAL = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f]*")
"""What may stand between single quotes as it is."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_PLAIN_FIELDS = ("workspace", "show", "page", "edges", "hand", "experiment", "settings", "weights", "parameters",
                 "steps", "epochs", "until", "at_most", "sample", "at", "surface", "expression", "window",
                 "optimizers", "learning_rate", "starts", "batch_size", "seed", "compare", "logarithmic", "basins",
                 "part", "runner", "graph", "text", "values", "derivative", "descend", "updates", "place", "node",
                 "granularity", "next", "select", "seconds")
"""Fields of a change in the order in which they are applied."""


def written(lecture: Lecture) -> str:
    """The text of the file."""
    lines = [*_text("title", lecture.title), *_text("summary", lecture.summary)]
    for beat in lecture.beats:
        lines += ["", *_beat(beat)]
    return "\n".join(lines) + "\n"


def _beat(beat: Beat) -> Iterator[str]:
    yield "[[beat]]"
    yield from _text("title", beat.title)
    yield from _text("text", beat.text)
    yield from _text("notes", beat.notes)
    scene = dict(_fields(beat.scene))
    short = f"scene = {_value(scene)}"
    is_short = len(short) <= _WIDTH and "\n" not in short
    if scene and is_short:
        yield short
    yield from _highlight(beat.highlight)
    if beat.numbers:
        yield f"numbers = {_value(beat.numbers)}"
    if beat.plain:
        yield f"plain = {_value(beat.plain)}"
    if scene and not is_short:
        yield from ("", "[beat.scene]", *_lines(scene))
    for action in beat.actions:
        yield from ("", "[[beat.action]]", *_lines(dict(_fields(action))))
    if beat.question is not None:
        yield from _question(beat.question)
    if beat.task is not None:
        yield from _task(beat.task)


def _question(question: Question) -> Iterator[str]:
    yield from ("", "[beat.question]", *_text("text", question.text))
    for language in dict.fromkeys(language for choice in question.choices for language in choice.by_language):
        yield f"choices.{language} = {_value([choice.by_language.get(language, '') for choice in question.choices])}"
    yield f"answer = {question.answer + 1}"
    yield from _text("then", question.then)
    yield from _highlight(question.highlight)
    for action in question.actions:
        yield from ("", "[[beat.question.action]]", *_lines(dict(_fields(action))))


def _task(task: Task) -> Iterator[str]:
    yield from ("", "[beat.try]", *_text("text", task.text))
    if task.controls:
        yield f"controls = {_value(task.controls)}"
    goals = [goal.text for goal in task.goals]
    yield f"goal = {_value(goals[0] if len(goals) == 1 else goals)}"
    yield from _text("done", task.done)


def _text(key: str, text: Text) -> Iterator[str]:
    for language, words in text.by_language.items():
        yield f"{key}.{language} = {_string(words)}"


def _highlight(marks: Sequence[Mark]) -> Iterator[str]:
    if marks:
        yield f"highlight = {_value([_mark(mark) for mark in marks])}"


def _mark(mark: Mark) -> str:
    if mark.kind == "target":
        return str(mark.target)
    if mark.kind == "layer":
        return f"layer {mark.layer}"
    if mark.region is not None:
        return " ".join(["region", *(_number(one) for one in mark.region)])
    return f"{mark.kind} {mark.name}"


# changes


def _fields(change: Change) -> Iterator[tuple[str, Any]]:
    """Keys and plain values."""
    for name in _PLAIN_FIELDS:
        value = getattr(change, name)
        if value is None or (isinstance(value, Mapping) and not value):
            continue
        if name == "until":
            value = value.text
        elif name == "compare":
            value = {"kind": value[0]} if value[1] is None else dict(zip(("kind", "value"), value, strict=True))
        elif name == "optimizers":
            value = [_optimizer(*one) for one in value]
        elif name == "select":
            value = str(value) if value else ""
        yield ("at" if name == "place" else name), value


def _optimizer(name: str, rate: float | None, numbers: tuple[float, ...]) -> dict[str, Any]:
    return {"name": name, **({} if rate is None else {"learning_rate": rate}),
            **({"numbers": numbers} if numbers else {})}


def _sample(sample: Sample) -> Any:
    if sample.part in ("train", "test"):
        return {sample.part: sample.number}
    if sample.part == "own":
        return {"inputs": sample.inputs, "target": sample.target}
    return {"strokes": sample.strokes, "label": sample.label} if sample.part == "drawn" else "none"


def _instant(instant: Instant) -> dict[str, Any]:
    numbers = {"layer": instant.layer, "neuron": instant.neuron, "sample": instant.sample}
    return {"phase": instant.phase, **{name: number for name, number in numbers.items() if number}}


def _place(place: GraphPlace) -> dict[str, Any]:
    return {place.kind: place.node} if place.kind in ("value", "derivative") else {"stop": place.kind}


# TOML


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    """A key to each line; long lists take several."""
    for key, value in table.items():
        line = f"{_key(key)} = {_value(value)}"
        if len(line) > _WIDTH and isinstance(value, tuple | list):
            line = "\n".join([f"{_key(key)} = [", *_wrapped([_value(one) for one in value]), "]"])
        yield line


def _wrapped(words: Sequence[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + len(word) > _WIDTH - 6:
            yield f"  {line}"
            line = ""
        line += f"{' ' if line else ''}{word},"
    yield f"  {line}"


def _value(value: Any) -> str:
    """A value on a single line, but for texts that have several."""
    plain = _plain(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, int | float):
        return _number(plain)
    if isinstance(plain, Mapping):
        inside = ", ".join(f"{_key(str(key))} = {_value(one)}" for key, one in plain.items() if one is not None)
        return f"{{ {inside} }}" if inside else "{ }"
    if isinstance(plain, list | tuple):
        return f"[{', '.join(map(_value, plain))}]"
    return _string(str(plain))


def _plain(value: Any) -> Any:
    """What TOML has in the place of values of our own."""
    if isinstance(value, Sample):
        return _sample(value)
    if isinstance(value, Instant):
        return _instant(value)
    if isinstance(value, GraphPlace):
        return _place(value)
    if isinstance(value, Layer):
        return {"neurons": value.neurons, "activation": value.activation}
    return str(value) if isinstance(value, Target) else value


def _number(value: float) -> str:
    return repr(int(value)) if isinstance(value, int) else repr(float(value))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _string(text: str) -> str:
    """In the quotes that need the fewest backslashes; a text of several lines begins below its quotes."""
    is_literal = bool(_LITERAL.fullmatch(text)) and "'''" not in text and not text.endswith("'")
    if "\n" in text.strip("\n"):
        if is_literal:
            return f"'''\n{text}'''"
        lines = [_quoted(line)[1:-1] for line in text.split("\n")]
        return '"""\n' + "\n".join(lines) + '"""'
    if _SPECIAL.search(text) and is_literal and "'" not in text and "\n" not in text:
        return f"'{text}'"
    if _SPECIAL.search(text) and is_literal and "\n" not in text:
        return f"'''{text}'''"
    return _quoted(text)


def _quoted(text: str) -> str:
    return '"' + _SPECIAL.sub(lambda match: _ESCAPES.get(match.group(), f"\\u{ord(match.group()):04X}"), text) + '"'
