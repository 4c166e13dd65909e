"""What is said about a file is a few harmless lines, whatever the file contains."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from documents.document import read_document
from gui.foundation.language import error_text
from lectures.reading import read_lecture
from simulator.datasets.table import open_table
from simulator.errors import Explained, Label, Phrase, message_text, name_list, value_text
from simulator.experiment import experiment_from_json

HOSTILE = ("x" * 1_000_000, "\n" * 3000, "a\u202eb\u2066c", "a\r\x1b[31mred\x07", "\ud800", "🙂" * 5000,
           "a\n\n\nb" * 400)
MOST, MOST_LINES = 1010, 6


def check(message: str) -> None:
    assert len(message) <= MOST
    assert message.count("\n") < MOST_LINES
    assert all(one.isprintable() or one in "\n\u00a0\u2009\u202f\u2060\u200b" for one in message)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_one_short_harmless_line(text: str) -> None:
    shown = value_text(text)
    assert len(shown) <= 140
    check(shown)
    assert "\n" not in shown


def test_both_ends_of_a_long_path_are_read() -> None:
    shown = value_text("/lectures/" + "folder/" * 100 + "name.toml")
    assert shown.startswith("/lectures/")
    assert shown.endswith("/name.toml")


def test_a_number_that_python_does_not_write_is_told() -> None:
    check(value_text(10**5000))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_phrase_is_a_few_lines_in_english_and_in_the_window(text: str) -> None:
    inner = Phrase("no {value} and no {name}", value=text, name=Label("Sigmoid"))
    error = Explained(Phrase("{file}: {reason}; {known}", file=Path(text.replace("/", "")), reason=inner,
                             known=name_list([text] * 300)))
    for said in (str(error), error_text(error), error_text(ValueError(text)), message_text(text)):
        check(said)


def test_the_names_to_choose_from_are_all_said() -> None:
    names = [f"name_{k}" for k in range(40)]
    assert str(Phrase("one of {known}", known=name_list(names))) == f"one of {', '.join(names)}"


@pytest.mark.parametrize("text", HOSTILE)
def test_an_experiment_is_refused_in_a_few_lines(text: str, project: Path) -> None:
    given = json.loads((project / "assets" / "experiments" / "and_by_hand.json").read_text(encoding="utf-8"))
    refused = 0
    for key in list(given)[:12]:
        for changed in ({**given, key: text}, {**given, text: 1}, {**given, key: [text] * 3},
                        {**given, key: {text: 1}}):
            try:
                experiment_from_json(json.dumps(changed))
            except ValueError as error:
                check(error_text(error))
                check(str(error))
                refused += 1
    assert refused > 12


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_is_refused_in_a_few_lines(text: str, tmp_path: Path) -> None:
    for number, content in enumerate((f'"{text}","{text}"\n1,2\n', f'a,b\n1,"{text}"\n2,3\n', f"{text};b\n1;2\n1\n")):
        path = tmp_path / f"{number}.csv"
        path.write_text(content, encoding="utf-8", errors="surrogatepass")
        try:
            open_table(path)
        except ValueError as error:
            check(error_text(error))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_lecture_is_refused_in_a_few_lines(text: str) -> None:
    quoted = json.dumps(text.encode("utf-8", "replace").decode())
    for source in (f"title = {quoted}\n{quoted} = 3\n", f'title = "a"\n[[beat]]\ntitle = "b"\n{quoted} = {quoted}\n',
                   f'[[beat]]\nscene = {{ experiment = {quoted} }}\n', f"[[beat]]\naction = [{quoted}]\n", text):
        for problem in read_lecture(source, "lecture").problems:
            check(str(problem))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_document_is_refused_in_a_few_lines(text: str, tmp_path: Path) -> None:
    path = tmp_path / f"{value_text(text, 60).replace('/', '')}.deltaflow"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - only how long it is matters
        read_document(path, tmp_path)
    check(error_text(refusal.value))

