"""From the text of a file to a lecture, or to all that is wrong with it. Nothing is ever raised."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from lectures.in_force import InForce
from lectures.model import (
    DESCENT,
    GRAPH,
    NETWORK,
    NO_CHANGE,
    SHOWN,
    Beat,
    Change,
    Lecture,
    Mark,
    Question,
    Task,
    mark_of,
)
from lectures.network_reading import SETTINGS, not_there
from lectures.problems import Given, Problem, Report, beat_of_line, lines_of, nearest, shown
from lectures.reading_conditions import conditions, quantity
from lectures.texts import NO_TEXT, Text, check_beat, choices_of, required_text, text_of
from lectures.workspaces import WORKSPACES
from simulator.errors import Explained, Phrase, name_list

__all__ = ["LARGEST_FILE", "Problem", "Reading", "read_lecture"]

LARGEST_FILE = 1_000_000
"""Bytes; the longest lecture of the course has not a tenth of it."""
_MOST_BEATS = 200
_SIGNS, _MOST_SIGNS = "=,[{", 10_000
"""What stands before keys and values, and how often: twelve times as often as in the richest lecture of the course.
Counting them costs nothing, reading what they announce up to a tenth of a millisecond each.
"""
_BEAT_KEYS = ("title", "text", "notes", "scene", "highlight", "numbers", "plain", "action", "question", "try")
_PLACE = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)$")
_CHAIN = re.compile(r"""(?<![\w"'.-])(?:(?:[\w-]+|"[^"\n]{,20}"|'[^'\n]{,20}')[ \t]*\.[ \t]*){64}""")
"""Reading keys takes time that grows with the square of their number."""
_NUMBER = re.compile(r"[-−+]?\d[\d, \u00a0\u2009\u202f]*(?:\.\d+)?(?:[eE][-−+]?\d+)?")


@dataclass(frozen=True)
class Reading:
    """What was found in a file.

    Attributes
    ----------
    lecture
        None if there is any problem.
    problems
        In the order of the lines.
    """

    lecture: Lecture | None
    problems: tuple[Problem, ...] = ()


def read_lecture(text: str, name: str, folder: str = "") -> Reading:
    """Reads a lecture, or finds everything that is wrong with it.

    Parameters
    ----------
    text
        TOML.
    name
        That of the file, with or without its ending.
    folder
        Where the files lie that it names; "" if it lies nowhere yet.
    """
    name = name.removesuffix(".toml")
    file = f"{name}.toml"
    too_much = too_much_to_read(text)
    if too_much is not None:
        line, phrase = too_much
        return _refused(file, line, beat_of_line(text, line) if line > 1 else 0, phrase)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _not_toml(file, text, str(error))
    except (ValueError, OverflowError) as error:  # such as a number of 5000 digits
        return _refused(file, 1, 0, Phrase("this is not TOML: {problem}; write shorter numbers", problem=error))
    except RecursionError:
        return _refused(file, 1, 0, Phrase("brackets are nested too deeply; take some of them out"))
    report = Report(file, lines_of(text))
    lecture = _lecture(Given(given, (), report), name, folder)
    problems = tuple(sorted(report.problems, key=lambda problem: problem.line))
    return Reading(None if problems else lecture, problems)


def too_much_to_read(text: str) -> tuple[int, Phrase] | None:
    """Why a text isn't even taken apart as TOML, which would take long, and the line of it; None for a usual one."""
    if len(text) > LARGEST_FILE or len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        return 1, Phrase("the file has more than {most} bytes; make two lectures of it", most=f"{LARGEST_FILE:,}")
    signs = sum(map(text.count, _SIGNS))
    if signs > _MOST_SIGNS:
        return 1, Phrase("the file has {count} commas, brackets and signs of equality, and at most {most} are read; "
                         "make two lectures of it", count=f"{signs:,}", most=f"{_MOST_SIGNS:,}")
    chain = _CHAIN.search(text)
    if chain is not None:
        return text.count("\n", 0, chain.start()) + 1, Phrase(
            "so many keys joined by dots can't be read; no key of a lecture has more than five")
    return None


def _refused(file: str, line: int, beat: int, phrase: Phrase) -> Reading:
    return Reading(None, (Problem(file, line, beat, phrase),))


_REMEDIES = (
    ("escape", Phrase("between double quotes write every backslash twice, or put the text between three single "
                      "quotes")),
    ("Unescaped", Phrase("between double quotes write every backslash twice, or put the text between three single "
                         "quotes")),
    ("overwrite", Phrase("write every key once")),
    ("twice", Phrase("write every table once; a further beat begins with [[beat]], a further action with "
                     "[[beat.action]]")),
    ("Unterminated", Phrase("close the text with the same quotes that it begins with")),
    ("Expected '='", Phrase('write key = value; keys with brackets or dots stand in quotes, such as "w1[2,1]"')),
    ("Invalid initial character for a key",
     Phrase('keys with special characters stand in quotes, such as "w1[2,1]"')),
    ("unclosed", Phrase("close the bracket")), ("Unclosed", Phrase("close the bracket")),
    ("Illegal character", Phrase("a text of several lines stands between three quotes")),
    ("immutable", Phrase("write all keys either in the braces or below a header, not both")),
    ("mutate", Phrase("write all keys either in the braces or below a header, not both")),
)
_USUAL_REMEDY = Phrase("look at this line and the one before; texts stand in quotes, and every bracket is closed")


def _not_toml(file: str, text: str, message: str) -> Reading:
    match = _PLACE.search(message)
    reason = message[:match.start()] if match else message
    line = int(match.group(1)) if match and match.group(1) else max(text.rstrip().count("\n") + 1, 1)
    remedy = next((remedy for words, remedy in _REMEDIES if words in reason), _USUAL_REMEDY)
    if match and match.group(1):
        phrase = Phrase("this is not TOML, column {column}: {problem}; {remedy}", column=match.group(2),
                        problem=reason[:200], remedy=remedy)
    else:
        phrase = Phrase("this is not TOML, it ends too early: {problem}; {remedy}", problem=reason[:200],
                        remedy=remedy)
    return _refused(file, line, beat_of_line(text, line), phrase)


# the parts of a lecture


def _lecture(given: Given, name: str, folder: str) -> Lecture:
    inside = given.table(("title", "summary", "beat"))
    owner = given.at("lecture", None)
    title = required_text(inside, "title", owner)
    summary = text_of(inside["summary"]) if "summary" in inside else NO_TEXT
    beats: list[Beat] = []
    if not inside.get("beat") or inside["beat"].value == []:
        owner.refuse(Phrase("the lecture has no beats; write {header} and below it title and text",
                            header="[[beat]]"))
    else:
        items = inside["beat"].items("[[beat]]")
        if len(items) > _MOST_BEATS:
            items[_MOST_BEATS].refuse(Phrase("there can be at most {most} beats, got {count}; make two lectures of "
                                             "it", most=_MOST_BEATS, count=len(items)))
        state = InForce()
        beats = [_beat(item, state, folder) for item in items[:_MOST_BEATS]]
    return Lecture(name, title, summary, tuple(beats), folder)


def _beat(given: Given, state: InForce, folder: str) -> Beat:
    inside = given.table(_BEAT_KEYS, "[[beat]]")
    if not isinstance(given.value, dict):
        return Beat(NO_TEXT, NO_TEXT)
    title, text = required_text(inside, "title", given), required_text(inside, "text", given, folder)
    notes = text_of(inside["notes"], folder) if "notes" in inside else NO_TEXT
    scene = change_of(inside["scene"], state, folder) if "scene" in inside else NO_CHANGE
    if "scene" not in inside and not (state.has_experiment or state.has_descent or state.has_graph):
        given.refuse(Phrase("the first beat has no scene; write one, such as {example}",
                            example='scene = { experiment = "xor" }'))
        state.has_experiment = True
    states = [copy(state)]
    actions = _actions(inside, state, folder)
    states.append(copy(state))
    highlight = marks_of(inside["highlight"], states) if "highlight" in inside else ()
    # the task's goal is asked for behind the question, if there is one
    question = _question(inside["question"], state, folder) if "question" in inside else None
    states.append(copy(state))
    task = _task(inside["try"], states, folder) if "try" in inside else None
    numbers = _numbers(inside["numbers"], states) if "numbers" in inside else MappingProxyType({})
    plain = tuple(word for item in inside["plain"].items('["1957"]') if (word := item.word()) is not None) \
        if "plain" in inside else ()
    check_beat(given, _texts(title, text, notes, question, task))
    return Beat(title, text, notes, scene, actions, highlight, question, task, numbers, plain,
                given.report.lines.line(given.path))


def _texts(title: Text, text: Text, notes: Text, question: Question | None, task: Task | None) -> list[Text]:
    """All that a beat says."""
    asked = [] if question is None else [question.text, *question.choices, question.then]
    tried = [] if task is None else [task.text, task.done]
    return [title, text, notes, *asked, *tried]


def _actions(inside: Mapping[str, Given], state: InForce, folder: str) -> tuple[Change, ...]:
    if "action" not in inside:
        return ()
    return tuple(change_of(item, state, folder) for item in inside["action"].items("[[beat.action]]"))


def _question(given: Given, state: InForce, folder: str) -> Question:
    inside = given.table(("text", "choices", "answer", "then", "action", "highlight"), "[beat.question]")
    text = required_text(inside, "text", given, folder) if isinstance(given.value, dict) else NO_TEXT
    choices = choices_of(inside["choices"]) if "choices" in inside else ()
    answer = inside["answer"].whole(1) if "answer" in inside else None
    for key, example in (("choices", 'choices.en = ["larger", "smaller"]'), ("answer", "answer = 1")):
        if isinstance(given.value, dict) and key not in inside:
            given.refuse(Phrase("{key} has no {missing}; write {example}", key=given.key, missing=key,
                                example=example))
    if answer is not None and choices and answer > len(choices):
        inside["answer"].refuse(Phrase("{key} must be the number of a choice, 1 to {count}, got {answer}; choose one "
                                       "of them", key=inside["answer"].key, count=len(choices),
                                       answer=shown(answer)))
    then = text_of(inside["then"], folder) if "then" in inside else NO_TEXT
    before = copy(state)
    actions = _actions(inside, state, folder)
    highlight = marks_of(inside["highlight"], (before, state)) if "highlight" in inside else ()
    return Question(text, choices, (answer or 1) - 1, then, actions, highlight)


def _task(given: Given, states: Sequence[InForce], folder: str) -> Task:
    inside = given.table(("text", "controls", "goal", "done"), "[beat.try]")
    text = required_text(inside, "text", given, folder) if isinstance(given.value, dict) else NO_TEXT
    known = (*SHOWN[states[-1].workspace], "hand")
    controls = parts_of(inside["controls"], known) if "controls" in inside else ()
    if isinstance(given.value, dict) and "goal" not in inside:
        given.refuse(Phrase("{key} has no {missing}; write {example}", key=given.key, missing="goal",
                            example='goal = "accuracy == 1"'))
    goals = conditions(inside["goal"], states[-1:]) if "goal" in inside else ()
    return Task(text, controls, goals, text_of(inside["done"], folder) if "done" in inside else NO_TEXT)


def _numbers(given: Given, states: Sequence[InForce]) -> Mapping[str, str]:
    found: dict[str, Any] = {}
    for written, one in given.table(None, '{ "0.73" = "a1_2" }').items():
        if isinstance(one.value, dict):
            one.refuse(Phrase('{key}: put the number in quotes, or its decimal point parts two keys: "{number}.…" = '
                              "…", key=given.key, number=written))
            continue
        if not _NUMBER.fullmatch(written.strip()):
            one.refuse(Phrase("{key}: {written} is no number as it is written in the text; write its digits, such as "
                              "{example}", key=given.key, written=shown(written), example='"0.73" = "a1_2"'))
        text = quantity(one, states)
        if text is not None:
            found[written] = text
    return MappingProxyType(found)


# Reads a change of the scene: what all workspaces share, and which keys belong to which of them

COMMON = ("workspace", "show", "granularity", "next", "seconds")
KEYS = {name: workspace.keys for name, workspace in WORKSPACES.items()}
"""Keys of a change, by the workspace that must be in force."""
_MOST_PRESSES, _LONGEST_SECONDS = 1000, 60.0


def change_of(given: Given, state: InForce, folder: str) -> Change:
    """The change; the state becomes the one behind it."""
    if not isinstance(given.value, dict):
        given.table()
        return NO_CHANGE
    found: dict[str, Any] = {}
    if "workspace" in given.value:
        workspace = found["workspace"] = given.at("workspace", given.value["workspace"]).choice(tuple(WORKSPACES))
        state.workspace = workspace or state.workspace
    usable = _usable(given, state)
    if "show" in usable:
        found["show"] = parts_of(usable["show"], SHOWN[state.workspace])
    if state.workspace == NETWORK:
        _need_experiment(given, usable, state)
    workspace_read = WORKSPACES[state.workspace]
    found.update(workspace_read.read(usable, state, folder))
    if "granularity" in usable:
        found["granularity"] = usable["granularity"].choice([one.value for one in workspace_read.strides])
    if "next" in usable:
        found["next"] = usable["next"].whole(-_MOST_PRESSES, _MOST_PRESSES)
    if "seconds" in usable:
        found["seconds"] = usable["seconds"].number(0.0, _LONGEST_SECONDS)
    return Change(**{key: value for key, value in found.items() if value is not None})


def _usable(given: Given, state: InForce) -> dict[str, Given]:
    """What belongs to the workspace in view."""
    everything = tuple(dict.fromkeys((*COMMON, *(key for keys in KEYS.values() for key in keys))))
    own = (*COMMON, *KEYS[state.workspace])
    usable = {}
    for key, value in given.value.items():
        one = given.at(key, value)
        if key in own:
            usable[key] = one
        elif state.workspace == NETWORK and key in SETTINGS:
            one.refuse(Phrase("there is no key {key} here; write it inside of settings = {example}", key=shown(key),
                              example="{ " + key + " = … }"))
        elif key in everything:
            owner = next(workspace for workspace, keys in KEYS.items() if key in keys)
            one.refuse(Phrase("{key} belongs to the workspace {owner}, but {workspace} is in view; write {example} "
                              "before it, or take it out", key=one.key, owner=owner, workspace=state.workspace,
                              example=f'workspace = "{owner}"'))
        else:
            one.refuse_key(own if nearest(key, own) or not nearest(key, everything) else everything)
    return usable


def parts_of(given: Given, known: tuple[str, ...]) -> tuple[str, ...]:
    """Parts of the window."""
    words = [item.choice(known) for item in given.items('["' + '", "'.join(known[:2]) + '"]')]
    return tuple(dict.fromkeys(word for word in words if word is not None))


def _need_experiment(given: Given, usable: dict[str, Given], state: InForce) -> None:
    if not state.has_experiment and "experiment" not in usable:
        given.refuse(Phrase("{key}: the network has no experiment yet; write one in the first beat that shows it, "
                            "such as {example}", key=given.key, example='experiment = "xor"'))
    state.has_experiment = True  # said once


# Reads what lights up, and looks whether it is there

def marks_of(given: Given, states: Sequence[InForce]) -> tuple[Mark, ...]:
    """Marks that exist in one of the states that the beat goes through."""
    found = []
    for item in given.items('["a1[2]", "part equations"]'):
        word = item.word()
        if word is None:
            continue
        try:
            mark = mark_of(word)
        except (Explained, ValueError) as error:
            item.refuse_for(error)
            continue
        reasons = [_why_not(mark, state) for state in states]
        reason = None if None in reasons else next(iter(reasons), None)
        if reason is not None:
            item.refuse(Phrase("{key}: {reason}", key=item.key, reason=reason))
        else:
            found.append(mark)
    return tuple(found)


def _why_not(mark: Mark, state: InForce) -> Phrase | None:
    """Why it can't light up here; None if it can."""
    if mark.kind in ("target", "layer") and state.workspace != NETWORK and not state.is_of_network:
        return _elsewhere(NETWORK, state)
    if mark.kind in ("node", "edge") and state.workspace != GRAPH:
        return _elsewhere(GRAPH, state)
    if mark.kind == "region" and state.workspace != DESCENT:
        return _elsewhere(DESCENT, state)
    if mark.target is not None:
        return not_there(mark.target, state)
    if mark.kind == "layer" and state.network is not None and mark.layer > state.network.depth:
        return Phrase("the network {sizes} has the layers 0 to {last}, not {layer}; choose one of them",
                      sizes="-".join(map(str, state.network.sizes)), last=state.network.depth, layer=mark.layer)
    if mark.kind in ("node", "edge") and state.graph is not None:
        return _not_of_graph(mark, state)
    if mark.region is not None and not (mark.region[0] < mark.region[2] and mark.region[1] < mark.region[3]):
        return Phrase("a region is given by its lower left and its upper right corner, got {region}; exchange the "
                      "numbers", region=" ".join(f"{one:g}" for one in mark.region))
    return None


def _elsewhere(workspace: str, state: InForce) -> Phrase:
    return Phrase("this lights up in the workspace {owner} only, but {workspace} is in view; take it out, or write "
                  "{example} into the scene", owner=workspace, workspace=state.workspace,
                  example=f'workspace = "{workspace}"')


def _not_of_graph(mark: Mark, state: InForce) -> Phrase | None:
    graph = state.graph
    assert graph is not None, "asked where the graph is known"
    names = mark.name.split() if mark.kind == "edge" else [mark.name]
    for name in names:
        if name not in state.node_names:
            return Phrase("the graph has no {name} there; choose one of {known}", name=shown(name),
                          known=name_list(state.node_names[:60]))
    if mark.kind == "edge" and not any((graph.nodes[edge.source].name, graph.nodes[edge.target].name) == tuple(names)
                                       for edge in graph.edges):
        return Phrase("no edge leads from {source} to {target} in the graph; choose two nodes with an edge between "
                      "them, or light up the nodes", source=names[0], target=names[1])
    return None
