"""Every number in the README, the pages behind it and CONTRIBUTING comes from the code, or says what it is.

A statement is a piece of such a text with what its numbers are; it is struck from the text. What is left must state
no number: a new one fails until it stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from pathlib import Path

import pytest

from gui.commands.about import BUNDLED
from gui.plane import plane_view
from gui.run.hand import PER_NOTCH
from lectures.library import REHEARSAL_SECONDS, builtin_folder
from lectures.library import main as check_lectures
from lectures.network import quarter_of_an_epoch, steps_an_epoch
from lectures.pages import page_keys
from lectures.reading import read_lecture
from lectures.texts import (
    DEEPEST,
    LARGEST_FILE,
    LONGEST_BEAT,
    LONGEST_FORMULA,
    LONGEST_TEXT,
    MOST_BARS,
    MOST_FORMULAS,
    MOST_PICTURES,
    MOST_PIXELS,
)
from lectures.workspaces import WORKSPACES
from simulator.datasets import data_set_named
from simulator.datasets.table import MOST_CLASSES, MOST_COLUMNS, MOST_ROWS, TableError, open_table
from simulator.descent.setup import first_setup
from simulator.descent.stops import BEGINNING, Stride, following
from simulator.experiment import Experiment, Layer
from simulator.initializers import INITIALIZERS
from simulator.run import Run
from simulator.steps import Granularity
from simulator.surfaces.catalogue import surface_named
from simulator.surfaces.models import MODELS
from tests.gui import test_five_minutes
from tests.prove.statements import numbers_in

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ("README.md", "CONTRIBUTING.md", *(f"docs/{page.name}" for page in sorted(ROOT.glob("docs/*.md"))))


class Kind(Enum):
    """What a number is that no code gives."""

    NAME = "part of a name: of a standard, a licence, an encoding, a surface"
    PAIR = "both, two, second: the pair stands beside it, or is one by its nature"
    EXAMPLE = "an example of how something is written"
    RULE = "a rule for people, which the tests of the house hold to where they can"
    TRIED = "done as it is written by tests/gui/test_five_minutes.py"


Source = Callable[[Path], object] | Kind
"""What gives the numbers, from a folder to write into, or why nothing does."""


def pythons(project: Path) -> list[str]:
    """The oldest and the newest Python that `make` looks for, from the root of the project."""
    found = [int(minor) for minor in re.findall(r"python3\.(\d+)", (project / ".ci" / "set-up").read_text("utf-8"))]
    oldest = re.search(r'requires-python = ">=3\.(\d+)"', (project / "pyproject.toml").read_text("utf-8"))
    assert oldest is not None
    assert int(oldest[1]) == min(found)
    return [f"3.{min(found)}", f"3.{max(found)}"]


def numbers_of_classes(folder: Path) -> list[int]:
    """The fewest and the most classes that a table may have."""
    can_be = []
    for count in (*range(1, 5), MOST_CLASSES, MOST_CLASSES + 1):
        table = folder / f"{count}.csv"
        table.write_text("x,label\n" + "".join(f"{row},{row % count}\n" for row in range(120)), encoding="utf-8")
        try:
            open_table(table)
        except TableError:
            continue
        can_be.append(count)
    return [min(can_be), max(can_be)]


def numbers_of_choices(_: Path) -> list[int]:
    """The fewest and the most choices that a question may have."""
    def is_read(count: int) -> bool:
        choices = ", ".join(f'"{number}"' for number in range(count))
        text = (f'title.en = "t"\n[[beat]]\ntitle.en = "t"\ntext.en = "t"\nscene = {{ experiment = "xor" }}\n'
                f'[beat.question]\ntext.en = "?"\nchoices.en = [{choices}]\nanswer = 1\nthen.en = "!"\n')
        return not read_lecture(text, "asking").problems

    can_be = [count for count in range(1, 13) if is_read(count)]
    assert can_be == list(range(min(can_be), max(can_be) + 1))
    return [min(can_be), max(can_be)]


def strides(_: Path) -> list[object]:
    """Keys of the strides, and lengths of those of a descent that are named by a number."""
    assert len(Stride) < len(Granularity)
    lengths = [following(BEGINNING, stride).steps_made for stride in (Stride.TEN_STEPS, Stride.LONG)]
    assert following(BEGINNING, Stride.LONG, epoch=7).steps_made == 7
    return [*range(1, len(Granularity) + 1), *lengths]


def statuses(folder: Path) -> list[int]:
    """How the check of a lecture ends if something is wrong with it, and if all is well."""
    (folder / "wrong.toml").write_text("[[beat]]", encoding="utf-8")
    course = builtin_folder() / "03_bias.toml"
    return [check_lectures([str(path)]) for path in (folder / "wrong.toml", course)]


def share_of_an_epoch(_: Path) -> list[str]:
    """After which part of an epoch a condition is looked at."""
    experiment = Experiment(data_set="moons", sample_count=160, test_share=0.0, batch_size=4, layers=(Layer(1),))
    run = Run(experiment, experiment.open_data())
    return [f"1/{steps_an_epoch(run) // quarter_of_an_epoch(run)}"]


def parts_of_a_point(folder: Path) -> list[int]:
    """For how many columns of numbers a table has pictures."""
    def has_picture(count: int) -> bool:
        table = folder / f"columns_{count}.csv"
        table.write_text("".join(",".join(str(row + column) for column in range(count)) + f",{row % 2}\n"
                                 for row in range(40)), encoding="utf-8")
        return open_table(table).domain is not None

    return [count for count in range(1, 6) if has_picture(count)]


_STRIDES = ("| 1 2 3 4 5 | how far a press goes: neuron, layer, sample, step, epoch; in a descent part, step, "
            "10 steps, 100 steps or an epoch")
STATEMENTS: dict[str, tuple[tuple[str, Source], ...]] = {
    "README.md": (
        ("with Python 3.11 to 3.14", pythons),
        ("learns 60,000 digits", lambda _: [data_set_named("mnist").train.count]),
        ("Set η to 30", Kind.TRIED),
        ("type *half adder*", Kind.NAME),
        ("Alt+2, press Space", Kind.TRIED),
        ("two optimizers end in different valleys", lambda _: [len(first_setup().runners)]),
        ("on both curves", Kind.PAIR),
        ("what zeros,", lambda _: ["0"] if any(one.name == "zeros" for one in INITIALIZERS) else []),
        ("**Compare two runs**", Kind.PAIR),
        ("with two parameters", lambda _: sorted({len(model.symbols) for model in MODELS})),
        ("the second display", Kind.PAIR),
        ("![Two valleys:", lambda _: [2] if surface_named("two_valleys").label == "Two valleys" else []),
        ("## What to try in five minutes", Kind.NAME),
        ("![Lecture 13: BP2", Kind.NAME),
        ("A half adder out of", Kind.NAME),
    ),
    "docs/keys.md": (
        (_STRIDES, strides),
        ("| Alt + 1, 2, 3 | the workspaces Network, Descent and Graph",
         lambda _: [*range(1, 1 + len(WORKSPACES))] if list(WORKSPACES) == ["network", "descent", "graph"] else []),
        ("| Ctrl + 1 … 9, 0 | the page below the stage",
         lambda _: [[*page_keys().values()][place][-1] for place in (0, 8, 9)]),
        ("0.1 up or down", lambda _: [PER_NOTCH]),
        ("| 1 … 9, Delete, Esc | on the map", lambda _: [1, len(plane_view._DIGIT_KEYS)]),
    ),
    "docs/command_line.md": (
        ("end with status 1 if anything is", lambda folder: statuses(folder)[:1]),
    ),
    "docs/tables.md": (
        ("at least 2 and at most 50 of them", numbers_of_classes),
        ("At most 100,000 rows and 1,000 columns", lambda _: [MOST_ROWS, MOST_COLUMNS]),
        ("With one or two columns", lambda folder: [count for count in parts_of_a_point(folder) if count > 1]),
    ),
    "docs/extending.md": (),
    "docs/licences.md": (),
    "docs/lectures.md": (
        ("There are two ways to write one", Kind.PAIR),
        ("as UTF-8", Kind.NAME),
        ("Both ways can be mixed", Kind.PAIR),
        ("the list shows both", Kind.PAIR),
        ("with status 1; if all is well, it ends with status 0", statuses),
        ("as far as a second reaches", lambda _: ["#2"] if 0.5 <= REHEARSAL_SECONDS <= 1.0 else []),
        ("the newer of the two", Kind.PAIR),
        ("by exit status 2", Kind.RULE),
        ("Everything is counted from 1", lambda _: [1]),
        ("is the second neuron of layer 1", Kind.EXAMPLE),
        ("from the third input", Kind.EXAMPLE),
        ("between three single quotes", Kind.NAME),
        ("between double quotes every backslash must be written twice", Kind.NAME),
        ("of at most 4 MB and 4 million pixels, at most 4 in a text",
         lambda _: [LARGEST_FILE // 1_000_000, MOST_PIXELS, MOST_PICTURES]),
        ("at most 8,000 characters, 60 formulas and tables with 400 bars; all texts of a beat 16,000",
         lambda _: [LONGEST_TEXT, MOST_FORMULAS, MOST_BARS, LONGEST_BEAT]),
        ("at most 400 characters and is nested at most 6 deep", lambda _: [LONGEST_FORMULA, DEEPEST]),
        ("(of a surface: a₀ b₀ a₁ b₁)", Kind.NAME),
        ("(2 to 9, in each language as many)", numbers_of_choices),
        ("(from 1)", Kind.EXAMPLE),
        ("Both languages have to", Kind.PAIR),
        ("of its second …", Kind.EXAMPLE),
        ("at every quarter of an epoch", share_of_an_epoch),
        ("two opposite corners", Kind.PAIR),
        ("model; 0 takes all samples", lambda _: [0]),
        ("compares two such expressions", Kind.PAIR),
        ("(1 or 0)", lambda _: [1, 0]),
    ),
    "CONTRIBUTING.md": (
        ("both of the latter", Kind.PAIR),
        ("usually 100 to 700 lines", Kind.RULE),
        ("in both languages, at 1024×700 and at text scale 2", Kind.RULE),
        ('got -0.1"', Kind.EXAMPLE),
    ),
}


def prose(project: Path, name: str) -> str:
    """A text without what is only syntax: blocks and spans of code, links, numbers of items, "one" and "first"."""
    text = (project / name).read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```", " ", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^    .*$", " ", text, flags=re.MULTILINE)
    text = re.sub(r"(`+).+?\1", "`…`", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"^\d+\. ", "", text, flags=re.MULTILINE)
    licences = {one.licence for one in BUNDLED} | {one.name for one in BUNDLED}
    for licence in sorted(licences, key=len, reverse=True):
        text = text.replace(f"| {licence} |", "| … |")
    return " ".join(re.sub(r"\b([Oo]ne|[Ff]irst|[Oo]nce|single)\b", "…", text).split())


def as_written(values: object) -> list[str]:
    assert isinstance(values, list)
    return [str(value) for value in values]


@pytest.mark.parametrize("name", TEXTS)
def test_every_number_that_is_written_is_known(name: str, project: Path) -> None:
    text = prose(project, name)
    for piece, _ in STATEMENTS[name]:
        plain = re.sub(r"\b([Oo]ne|[Ff]irst|[Oo]nce|single)\b", "…", piece)
        assert plain in text, f"{name} doesn't say {piece!r} any more"
        text = text.replace(plain, " … ", 1)
    new = [f"{number}: …{text[max(0, place - 50):place + 40]}…" for number, place in places_of_numbers(text)]
    assert not new, f"{name}: say in STATEMENTS where it comes from:\n" + "\n".join(new)


def places_of_numbers(text: str) -> list[tuple[str, int]]:
    """Numbers that a text still states, with where."""
    numbers = list(numbers_in(text, "en"))
    places = [match.start() for match in re.finditer(r"\S+", text) if list(numbers_in(match[0], "en"))]
    return list(zip(numbers, [*places, *[0] * len(numbers)], strict=False))


@pytest.mark.parametrize(("name", "piece", "source"), [
    (name, piece, source) for name in TEXTS for piece, source in STATEMENTS[name] if not isinstance(source, Kind)])
def test_a_number_that_is_written_is_that_of_the_code(name: str, piece: str, source: Callable[[Path], object],
                                                      project: Path, tmp_path: Path) -> None:
    folder = project if source is pythons else tmp_path
    plain = re.sub(r"\b([Oo]ne|[Ff]irst|[Oo]nce|single)\b", "…", piece)
    assert list(numbers_in(plain, "en")) == as_written(source(folder))


def test_what_is_said_to_be_tried_in_five_minutes_is_tried() -> None:
    for piece, source in STATEMENTS["README.md"]:
        if source is Kind.TRIED:
            assert piece in " ".join(test_five_minutes.TESTED.split())
