"""The lectures that there are, however broken their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from lectures.library import Library, builtin_folder, main, read_file
from lectures.reading import read_lecture
from simulator.errors import Explained

GOOD = 'title.en = "A"\n[[beat]]\ntitle.en = "T"\ntext.en = "W"\nscene = { experiment = "xor" }\n'


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    built_in, own = tmp_path / "built_in", tmp_path / "own"
    for folder in (built_in, own):
        folder.mkdir()
    for path in (built_in / "05_xor.toml", built_in / "04_nand.toml", own / "01_mine.toml"):
        path.write_text(GOOD, encoding="utf-8")
    (built_in / "notes.txt").write_text("no lecture", encoding="utf-8")
    return built_in, own


@pytest.fixture
def library(folders: tuple[Path, Path]) -> Library:
    return Library([(folders[1], True), (folders[0], False)])


def test_lectures_come_in_the_order_of_their_files_and_ones_own_behind_them(library: Library) -> None:
    assert [(entry.name, entry.is_own) for entry in library.entries()] == [
        ("04_nand", False), ("05_xor", False), ("01_mine", True)]
    assert all(entry.lecture is not None for entry in library.entries())


def test_a_folder_that_is_not_there_has_no_lectures(tmp_path: Path) -> None:
    assert Library([(tmp_path / "nowhere", True)]).entries() == ()


@pytest.mark.parametrize(("content", "words"), [
    (b"\xff\xfe broken", "save it as UTF-8"),
    ("가".encode()[:2], "save it as UTF-8"),
    (b"title = ", "not TOML"),
    (b"x" * 2_000_000, "more than 1,000,000 bytes"),
    ("가".encode() * 500_000, "more than 1,000,000 bytes"),
    (b"", "has no title"),
])
def test_a_broken_file_is_an_entry_with_problems(folders: tuple[Path, Path], library: Library, content: bytes,
                                                 words: str) -> None:
    (folders[1] / "broken.toml").write_bytes(content)
    entry = library.entries()[-1]
    assert (entry.name, entry.lecture) == ("broken", None)
    assert words in str(entry.problems[0])


def test_a_folder_with_the_ending_of_a_lecture_and_a_link_to_nowhere_are_entries_with_problems(
        folders: tuple[Path, Path], library: Library) -> None:
    (folders[1] / "a.toml").mkdir()
    (folders[1] / "b.toml").symlink_to(folders[1] / "nowhere")
    assert [(entry.name, len(entry.problems)) for entry in library.entries()[-2:]] == [("a", 1), ("b", 1)]
    assert "look whether it is there" in str(library.entries()[-1].problems[0])


def test_a_file_saved_by_an_editor_for_windows_is_read_the_same(folders: tuple[Path, Path], library: Library) -> None:
    (folders[1] / "01_mine.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert library.entries()[-1].problems == ()


def test_a_file_is_read_anew_only_when_it_has_changed(folders: tuple[Path, Path], library: Library) -> None:
    first = library.entries()
    assert all(one is other for one, other in zip(first, library.entries(), strict=True))
    (folders[1] / "01_mine.toml").write_text(GOOD.replace('"A"', '"Another"'), encoding="utf-8")
    lecture = library.entries()[-1].lecture
    assert lecture is not None
    assert lecture.title.in_language("en") == "Another"


@pytest.mark.parametrize("name", ["05_xor", "05_xor.toml", "xor", "5", "05"])
def test_a_lecture_is_found_by_its_name_or_its_number(library: Library, name: str) -> None:
    assert library.named(name).name == "05_xor"


def test_a_lecture_is_found_by_the_path_of_its_file(folders: tuple[Path, Path], library: Library) -> None:
    entry = library.named(str(folders[1] / "01_mine.toml"))
    assert (entry.name, entry.path) == ("01_mine", folders[1] / "01_mine.toml")


def test_an_own_lecture_with_the_name_of_another_one_is_told_from_it(folders: tuple[Path, Path],
                                                                     library: Library) -> None:
    (folders[1] / "05_xor.toml").write_text(GOOD, encoding="utf-8")
    both = [entry for entry in library.entries() if entry.name == "05_xor"]
    assert len({entry.key for entry in both}) == 2
    assert [entry.key for entry in both] == [entry.lecture.key for entry in both if entry.lecture is not None]


@pytest.mark.parametrize("name", ["6", "", "nothing", "nothing.toml", "no/where.toml", "²", "\0.toml"])
def test_an_unknown_name_is_refused_with_those_that_there_are(library: Library, name: str) -> None:
    with pytest.raises(Explained, match=r"choose one of 04_nand, 05_xor|write the path of a \.toml file"):
        library.named(name)


def test_the_lectures_of_the_program_lie_in_its_assets(project: Path) -> None:
    assert builtin_folder() == project / "assets" / "lectures"


def test_checking_prints_every_problem_and_tells_by_its_status(tmp_path: Path,
                                                               capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(GOOD.replace("xor", "xro"), encoding="utf-8")
    assert main([str(good)]) == 0
    assert main([str(good), str(bad), str(tmp_path / "none.toml")]) == 1
    assert main([]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "good.toml: 1 beats, no problem"
    assert lines[2].startswith("bad.toml, line 5, beat 1: scene.experiment: there is no \"xro\"")
    assert lines[3].startswith("none.toml, line 1: the file can't be read (No such file or directory)")


def test_a_scene_that_can_not_be_made_is_told_with_its_beat(tmp_path: Path,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    graph = ('[[beat]]\ntitle.en = "G"\ntext.en = "W"\nscene = { workspace = "graph", text = "y = ln(a)", '
             'values = { a = VALUE } }\n')
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(GOOD + graph.replace("VALUE", "2.0"), encoding="utf-8")
    bad.write_text(GOOD + graph.replace("VALUE", "-2.0"), encoding="utf-8")
    assert main([str(good)]) == 0
    assert main([str(bad)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "good.toml: 2 beats, no problem"
    assert lines[1].startswith("bad.toml, line 6, beat 2: its scene can't be made: ")
    assert len(lines) == 2


def test_what_trains_for_long_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "long.toml"
    file.write_text(GOOD + '[[beat]]\ntitle.en = "L"\ntext.en = "W"\n[[beat.action]]\nsteps = 100000\n',
                    encoding="utf-8")
    monkeypatch.setattr("lectures.library.REHEARSAL_SECONDS", 0.05)
    assert main([str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "long.toml: 2 beats, no problem; the scenes from beat 2 on take longer to make and were not tried"]


def test_a_file_that_can_not_be_named_is_no_reason_to_stop() -> None:
    assert read_file(Path("\0.toml"), is_own=True).problems


@pytest.mark.parametrize("content", [
    b"PK\x03\x04 half of an archive", b"\x93NUMPY\x01\x00\x10\x00{'descr': (((", b"", b"no numbers"])
def test_a_damaged_file_of_numbers_is_a_problem_of_its_lecture_alone(library: Library, folders: tuple[Path, Path],
                                                                    content: bytes) -> None:
    (folders[1] / "a.npy").write_bytes(content)
    (folders[1] / "02_bad.toml").write_text(GOOD.replace('"xor"', '"xor", weights = "a.npy"'), encoding="utf-8")
    entries = {entry.name: entry for entry in library.entries()}
    assert entries["02_bad"].lecture is None
    assert "a.npy" in str(entries["02_bad"].problems[0])
    assert entries["05_xor"].lecture is not None


def test_only_the_lecture_that_is_asked_for_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr("lectures.library.read_lecture",
                        lambda text, name, folder: read.append(name) or read_lecture(text, name, folder))
    library = Library(((builtin_folder(), False),))
    lecture = library.named("05_xor").lecture
    assert lecture is not None
    assert read == ["05_xor"]
    following = library.following(lecture)
    assert following is not None
    assert read == ["05_xor", following.name]


def test_behind_the_last_lecture_of_the_course_none_follows_though_there_are_some_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "99_own.toml").write_bytes((builtin_folder() / "05_xor.toml").read_bytes())
    library = Library(((builtin_folder(), False), (tmp_path, True)))
    last = [entry.lecture for entry in library.entries() if not entry.is_own][-1]
    assert last is not None
    assert library.following(last) is None
