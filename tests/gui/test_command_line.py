"""The command line: what is understood, and one clear line with status 2 about what isn't."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui import command_line
from gui.command_line import Options, UsageError, beat_index, parse
from tests.waiting import PATIENCE


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items()
             if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run([sys.executable, str(project / "main.py"), *arguments], env={**known, **environment},
                          capture_output=True, text=True, timeout=PATIENCE, check=False)


def test_no_arguments_mean_the_usual_window() -> None:
    assert parse([]) == Options()


def test_everything_can_be_said_at_once(tmp_path: Path) -> None:
    picture = tmp_path / "out.png"
    options = parse(["--experiment", "xor", "--theme", "dark", "--language", "ko", "--screenshot", str(picture),
                     "--size", "1024x700", "--steps", "7", "--workspace", "network"])
    assert options == Options(experiment="xor", theme="dark", language="ko", screenshot=picture, size=(1024, 700),
                              steps=7)


def test_a_surface_opens_the_descent_workspace() -> None:
    assert parse(["--workspace", "descent"]).workspace == "descent"
    assert parse(["--surface", "himmelblau"]) == Options(workspace="descent", surface="himmelblau")


def test_an_unknown_surface_is_named_with_those_that_there_are(project: Path) -> None:
    result = run(project, "--surface", "himelblau", "--screenshot", "out.png")
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "himelblau" in result.stderr
    assert "himmelblau" in result.stderr


@pytest.mark.parametrize(("arguments", "value", "remedy"), [
    (["--experiment", "mnits"], "mnits", "choose one of"),
    (["--theme", "blue"], "blue", "choose from"),
    (["--language", "fr"], "fr", "choose from"),
    (["--workspace", "garden"], "garden", "choose network"),
    (["--size", "big"], "big", "try 1440x900"),
    (["--size", "10x10"], "10x10", "try 1440x900"),
    (["--steps", "-3"], "-3", "try 5"),
    (["--steps", "some"], "some", "try 5"),
    (["--screenshot", "out.jpg"], "out.jpg", "try out.png"),
    (["--screenshot", "nowhere/out.png"], "nowhere", "make it first"),
    (["no-such-file.json"], "no-such-file.json", "give a document"),
    (["x" * 300 + ".json"], "File name too long", "give another one"),
    (["--lecture", "x" * 300 + ".toml"], "File name too long", "give another one"),
    (["--screenshot", "x" * 300 + "/out.png"], "File name too long", "give another one"),
    (["--colour"], "--colour", "see --help"),
])
def test_a_value_that_cant_be_used_is_named_with_a_remedy(arguments: list[str], value: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(arguments)
    assert value in str(caught.value)
    assert remedy in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.fixture
def lectures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two lectures in place of those that ship with the program."""
    folder = tmp_path / "lectures"
    folder.mkdir()
    for name in ("05_xor", "12_chain_rule"):
        (folder / f"{name}.toml").write_text("")
    monkeypatch.setattr(command_line, "LECTURES", folder)
    return folder


@pytest.mark.parametrize("said", ["05_xor", "xor", "5", "05"])
def test_a_lecture_is_known_by_its_name_or_its_number(lectures: Path, said: str) -> None:
    options = parse(["--lecture", said])
    assert options == Options(lecture="05_xor")
    assert options.needs_display


def test_a_lecture_of_ones_own_is_known_by_its_file(lectures: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("")
    assert parse(["--lecture", str(own), "--beat", "3"]) == Options(lecture=str(own), beat=3)


def test_a_lecture_can_be_written_in_every_form(lectures: Path, tmp_path: Path) -> None:
    picture, handout, animation = (tmp_path / name for name in ("o.png", "o.pdf", "o.gif"))
    assert parse(["--lecture", "xor", "--beat", "2", "--screenshot", str(picture), "--language", "ko"]) == Options(
        lecture="05_xor", beat=2, screenshot=picture, language="ko")
    assert parse(["--lecture", "xor", "--handout", str(handout)]) == Options(lecture="05_xor", handout=handout)
    options = parse(["--lecture", "xor", "--animation", str(animation), "--beat", "1"])
    assert options == Options(lecture="05_xor", animation=animation, beat=1)
    assert not options.needs_display


def test_a_file_can_be_checked(lectures: Path) -> None:
    file = lectures / "05_xor.toml"
    options = parse(["--check-lecture", str(file)])
    assert options == Options(check_lecture=file)
    assert not options.needs_display


@pytest.mark.parametrize(("arguments", "value", "remedy"), [
    (["--lecture", "xot"], "xot", "choose one of 05_xor, 12_chain_rule"),
    (["--lecture", "nowhere.toml"], "nowhere.toml", "give a lecture"),
    (["--lecture", "xor", "--beat", "0"], "'0'", "try 1"),
    (["--lecture", "xor", "--beat", "two"], "two", "try 1"),
    (["--beat", "3"], "--beat", "add it, as in --lecture xor"),
    (["--handout", "out.pdf"], "--handout", "add it, as in --lecture xor"),
    (["--animation", "out.gif"], "--animation", "add it, as in --lecture xor"),
    (["--lecture", "xor", "--handout", "out.doc"], "out.doc", "try out.pdf"),
    (["--lecture", "xor", "--animation", "out.mp4"], "out.mp4", "try out.gif"),
    (["--lecture", "xor", "--handout", "nowhere/out.pdf"], "nowhere", "make it first"),
    (["--lecture", "xor", "--handout", "a.pdf", "--animation", "a.gif"], "--handout and --animation", "one of them"),
    (["--lecture", "xor", "--handout", "a.pdf", "--screenshot", "a.png"], "--screenshot and --handout", "one of"),
    (["--lecture", "xor", "--handout", "a.pdf", "--beat", "2"], "--beat and --handout", "leave --beat out"),
    (["--lecture", "xor", "--experiment", "xor"], "--lecture and --experiment", "one of them"),
    (["--lecture", "xor", "--workspace", "graph"], "--lecture and --workspace", "one of them"),
    (["--lecture", "xor", "--steps", "3"], "--lecture and --steps", "one of them"),
    (["--check-lecture", "lecture.txt"], "lecture.txt", "try lecture.toml"),
    (["--check-lecture", "nowhere.toml"], "nowhere.toml", "give a lecture"),
])
def test_what_can_not_be_asked_of_a_lecture_is_named_with_a_remedy(lectures: Path, arguments: list[str], value: str,
                                                                   remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(arguments)
    assert value in str(caught.value)
    assert remedy in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_beat_that_there_is_not_is_named_with_those_that_there_are() -> None:
    assert beat_index(Options(lecture="05_xor"), 8) == 0
    assert beat_index(Options(lecture="05_xor", beat=8), 8) == 7
    with pytest.raises(UsageError, match="05_xor has 8 beats, got --beat 9; choose 1 to 8"):
        beat_index(Options(lecture="05_xor", beat=9), 8)


def test_what_is_asked_for_is_understood_without_loading_qt_or_numpy(project: Path) -> None:
    code = ("import sys; from gui.command_line import parse; parse(['--screenshot', 'out.png']); "
            "print([name for name in ('numpy', 'PySide6', 'lectures') if name in sys.modules])")
    result = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_an_unknown_value_gives_one_line_and_status_2(project: Path) -> None:
    result = run(project, "--experiment", "mnits")
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "mnits" in result.stderr


def test_help_explains_every_option(project: Path) -> None:
    result = run(project, "--help")
    assert result.returncode == 0
    for option in ("FILE", "--workspace", "--experiment", "--theme", "--language", "--screenshot", "--size",
                   "--steps", "--lecture", "--beat", "--handout", "--animation", "--check-lecture"):
        assert option in result.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":987"}, {"QT_QPA_PLATFORM": "xcb"}])
def test_without_a_display_one_sentence_says_so_and_the_status_is_2(project: Path, environment: dict[str, str]
                                                                    ) -> None:
    result = run(project, **environment)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "--screenshot" in result.stderr


@pytest.mark.parametrize(("name", "content", "reason"), [
    ("broken.json", '{"seed": ', "line 1"),
    ("list.json", "[]", "JSON object"),
    ("unknown.json", '{"sead": 3}', "sead"),
    ("zero.json", '{"layers": [{"neurons": 0}, {"neurons": 10}]}', "layer 1"),
    ("eta.json", '{"learning_rate": -1}', "-1"),
    ("picture-idx3-ubyte", "no digits", "picture-idx3-ubyte"),
    ("table.csv", "x,label\n1,a\ntwo,b\n", "'two'"),
    ("table.csv", "x,label\n1,a\n2,a\n", "same label"),
])
def test_a_file_that_cant_be_used_is_answered_with_the_reason(project: Path, tmp_path: Path, name: str, content: str,
                                                             reason: str) -> None:
    file = tmp_path / name
    file.write_text(content)
    result = run(project, str(file), "--screenshot", str(tmp_path / "out.png"))
    assert result.returncode == 2, result.stderr
    assert reason in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_lecture_as_a_file_is_told_its_option(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("")
    with pytest.raises(UsageError, match=r"mine\.toml is a lecture; open it with --lecture"):
        parse([str(path)])


@pytest.mark.parametrize("other", [["--steps", "5"], ["--workspace", "graph"], ["--surface", "himmelblau"]])
def test_a_document_opens_where_it_was_saved(tmp_path: Path, other: list[str]) -> None:
    document = tmp_path / "run.deltaflow"
    document.touch()
    with pytest.raises(UsageError, match=f"run.deltaflow and {other[0]} exclude each other: a document opens where"):
        parse([str(document), *other])
