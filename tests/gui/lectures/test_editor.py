"""Writing one's own lecture: nothing typed is ever lost, and every change can be undone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.lectures.editor import LectureEditor
from gui.lectures.editor_draft import Draft, toml_of
from lectures.library import read_file
from lectures.model import Lecture
from tests.gui.lectures.editor_desk import Desk, click, write_in

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, light_look: None) -> Iterator[Desk]:
    desk = Desk(tmp_path / "lectures", qtbot)
    yield desk
    desk.close()


def test_a_new_lecture_is_on_the_disk_at_once_with_the_scene_in_view(desk: Desk) -> None:
    lecture = desk.lecture()
    assert desk.editor.name == "my_lecture"
    assert lecture.beats[0].scene.experiment == "moons"
    assert desk.editor.message.text() == "Saved; no problems"


def test_what_is_typed_is_saved_a_moment_later(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.editor.saved):
        write_in(desk.editor.form.title.edit, "Two moons")
        desk.type_text(r"What is $\sigma(z)$?")
    lecture = desk.lecture()
    assert lecture.title.in_language("en") == "Two moons"
    assert lecture.beats[0].text.in_language("en") == r"What is $\sigma(z)$?"


def test_each_language_has_a_text_of_its_own_and_the_other_one_stands_there_dimly(desk: Desk) -> None:
    write_in(desk.editor.form.title.edit, "Two moons")
    click(desk.editor.languages.segments()[1])
    title = desk.editor.form.title.edit
    assert (title.text(), title.placeholderText()) == ("", "Two moons")
    title.setText("두 초승달")
    title.textEdited.emit("두 초승달")
    desk.editor.save()
    assert dict(desk.lecture().title.by_language) == {"en": "Two moons", "ko": "두 초승달"}


def test_a_text_with_problems_is_a_draft_and_the_lecture_stays_as_it_was(desk: Desk) -> None:
    before = desk.saved()
    desk.type_text("An open formula: $z = w")
    desk.editor.save()
    assert desk.saved() == before
    assert "An open formula" in desk.folder.draft_path_of("my_lecture").read_text(encoding="utf-8")
    assert "draft" in desk.editor.message.text()
    desk.editor.open("my_lecture")
    assert desk.editor.form.beat_text.text() == "An open formula: $z = w"
    desk.type_text("A closed one: $z = w$")
    desk.editor.save()
    assert not desk.folder.has_draft("my_lecture")
    assert desk.lecture().beats[0].text.in_language("en") == "A closed one: $z = w$"


ODD_TEXTS = (
    "'''", '"""', "a'b\"c\\", "\\", "\\u12", "$", "$$\n\n$$", "\x00\x1b\t\r\n", "\ud800 half", "😀 학습률 η",
    "# [[beat]]", "[beat.scene]\nexperiment = 3", "{placeholder} {0} %s", "ends with a quote'", "\n\n\n",
    "<b>html</b>", "x" * 5000,
)


def test_whatever_is_typed_is_kept_as_it_is(desk: Desk) -> None:
    for text in ODD_TEXTS:
        desk.type_text(text)
        desk.editor.check()
        kept = desk.editor.form.beat_text.text().encode("utf-8", "replace").decode()
        newest = tomllib.loads(desk.folder.text_of("my_lecture"))
        # half of a character can't be written
        assert newest["beat"][0].get("text", {}).get("en", "").replace("?", "") == kept.replace("?", "")
        desk.editor.open("my_lecture")


def test_a_deleted_beat_comes_back_with_the_keys_for_undo(desk: Desk) -> None:
    click(desk.editor.form.beats.add)
    write_in(desk.editor.form.beat_title.edit, "Second")
    click(desk.editor.form.beats.delete)
    assert desk.titles() == ["First beat"]
    desk.editor.form.beats.rows.setFocus()
    QTest.keyClick(desk.editor.form.beats.rows, Qt.Key.Key_Z, CONTROL)
    assert desk.titles() == ["First beat", "Second"]
    click(desk.editor.redo_button)
    assert desk.titles() == ["First beat"]


def test_undo_in_a_field_takes_a_whole_word_of_typing_back_and_leaves_the_run_alone(desk: Desk) -> None:
    desk.session.set_parameter(0, 2.0)
    title = desk.editor.form.title.edit
    title.setFocus()
    write_in(title, "Moons")
    QTest.keyClick(title, Qt.Key.Key_Z, CONTROL)
    assert title.text() == "New lecture"
    assert desk.session.run.moment.theta[0] == 2.0


def test_beats_are_duplicated_and_moved(desk: Desk) -> None:
    beats = desk.editor.form.beats
    click(beats.add)
    write_in(desk.editor.form.beat_title.edit, "Second")
    click(beats.duplicate)
    assert desk.titles() == ["First beat", "Second", "Second"]
    click(beats.up)
    click(beats.up)
    assert desk.titles() == ["Second", "First beat", "Second"]
    assert not beats.up.isEnabled()
    beats.rows.setCurrentRow(1)
    click(beats.down)
    assert desk.titles() == ["Second", "Second", "First beat"]


def test_the_only_beat_can_not_be_deleted(desk: Desk) -> None:
    assert not desk.editor.form.beats.delete.isEnabled()


def test_a_question_has_choices_line_by_line(desk: Desk) -> None:
    form = desk.editor.form
    click(form.question_fold.head)
    form.question.question.edit.setPlainText("Larger or smaller?")
    form.question.choices.edit.setPlainText("larger\nsmaller\n")
    form.question.answer.chosen.emit("2")
    form.question.then.edit.setPlainText("Smaller, since σ′ is small.")
    desk.editor.save()
    question = desk.lecture().beats[0].question
    assert question is not None
    assert [choice.in_language("en") for choice in question.choices] == ["larger", "smaller"]
    assert question.answer == 1
    click(form.question.remove)
    desk.editor.save()
    assert desk.lecture().beats[0].question is None


def test_a_choice_too_many_stays_and_is_told(desk: Desk) -> None:
    form = desk.editor.form
    click(form.question_fold.head)
    form.question.question.edit.setPlainText("Which?")
    written = "\n".join(map(str, range(1, 11)))
    form.question.choices.edit.setPlainText(written)
    form.question.then.edit.setPlainText("That.")
    desk.editor.check()
    assert form.question.choices.text() == written
    assert desk.editor.draft is not None
    problems = desk.editor.draft.reading("x").problems
    assert any("2 to 9 choices, got 10" in str(problem) for problem in problems)


def test_check_lists_problems_and_a_click_leads_to_the_beat(desk: Desk) -> None:
    click(desk.editor.form.beats.add)
    desk.type_text("")
    desk.editor.form.beats.rows.setCurrentRow(0)
    click(desk.editor.check_button)
    lines = desk.editor.problems.lines()
    assert len(lines) == 1
    assert "beat 2" in lines[0].message.text()
    click(lines[0])
    assert desk.editor.draft is not None
    assert desk.editor.draft.beat == 1
    desk.type_text("Something.")
    click(desk.editor.check_button)
    assert desk.editor.problems.lines() == ()


def test_show_from_here_hands_over_the_lecture_unless_it_has_problems(desk: Desk) -> None:
    wanted: list[tuple[object, int]] = []
    desk.editor.show_wanted.connect(lambda lecture, beat: wanted.append((lecture, beat)))
    click(desk.editor.form.beats.add)
    click(desk.editor.show_button)
    assert [(type(lecture), beat) for lecture, beat in wanted] == [(Lecture, 1)]
    desk.type_text("$open")
    click(desk.editor.show_button)
    assert len(wanted) == 1
    assert len(desk.editor.problems.lines()) == 1


def test_a_file_that_another_program_has_changed_is_not_overwritten(desk: Desk) -> None:
    path = desk.folder.path_of("my_lecture")
    path.write_text("# mine\n", encoding="utf-8")
    write_in(desk.editor.form.title.edit, "Other")
    desk.editor.save()
    assert path.read_text(encoding="utf-8") == "# mine\n"
    assert desk.editor.name == "my_lecture_2"
    assert desk.lecture().title.in_language("en") == "Other"


def test_a_lecture_that_ships_with_the_program_is_copied_before_it_is_edited(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "05_xor.toml"
    source.write_text('title.en = "XOR"\n[[beat]]\ntitle.en = "a"\ntext.en = "b"\nscene = { experiment = "xor" }\n',
                      encoding="utf-8")
    desk.editor.open_copy(source)
    assert desk.editor.name == "my_xor"
    assert desk.lecture().title.in_language("en") == "XOR"
    desk.editor.open(read_file(source, is_own=False))
    assert desk.editor.name == "my_xor_2"
    desk.editor.open(read_file(desk.folder.path_of("my_xor"), is_own=True))
    assert desk.editor.name == "my_xor"
    desk.editor.open(None)
    assert desk.editor.name == "my_lecture_2"


def test_an_editor_made_anew_goes_on_with_the_draft_and_its_undo(desk: Desk, qtbot: QtBot) -> None:
    write_in(desk.editor.form.title.edit, "Moons")
    other = LectureEditor(desk.window, desk.folder, Theme(True), desk.formulas, "ko", desk.editor)
    qtbot.addWidget(other)
    assert other.form.title.edit.text() == "Moons"
    click(other.undo_button)
    assert other.form.title.edit.text() == "New lecture"
    other.save()
    desk.editor.draft = None


def test_closing_saves(desk: Desk, qtbot: QtBot) -> None:
    write_in(desk.editor.form.title.edit, "Moons")
    with qtbot.waitSignal(desk.editor.closed):
        click(desk.editor.close_button)
    assert desk.lecture().title.in_language("en") == "Moons"


def test_a_full_disk_is_told_and_what_was_there_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.saved()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        write_in(desk.editor.form.title.edit, "Moons")
        desk.editor.save()
        assert "No space left" in desk.editor.message.text()
    assert desk.saved() == before
    assert [path.name for path in desk.folder.path.iterdir()] == ["my_lecture.toml"]
    desk.editor.save()
    assert desk.lecture().title.in_language("en") == "Moons"


def test_writing_tables_and_reading_them_gives_the_same_tables(project: Path) -> None:
    files = sorted((project / "assets" / "lectures").glob("*.toml"))
    for path in files:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        assert tomllib.loads(toml_of(table)) == table
    odd = {"title": {"en": "a\nb'''\\"}, "x y": 1e-30, "beat": [
        {"scene": {"parameters": {"w1[1,2]": -2.0}, "optimizers": [{"name": "adam"}], "show": []},
         "action": [{"next": -1}, {}], "try": {"goal": ["a > 1"]}, "plain": ["1957"]}]}
    assert tomllib.loads(toml_of(odd)) == odd


def test_a_draft_of_strange_tables_can_be_written_on() -> None:
    draft = Draft('title = 3\nbeat = [1, { title = "x", text.en = 4, highlight = "a" }]\n')
    for number in range(len(draft.beats)):
        draft.beat = number
        draft.set_text(("beat", number, "title"), "en", "A title")
    assert [draft.label(number, "en") for number in (0, 1)] == ["A title", "A title"]
    draft.undo()
    draft.undo()
    assert draft.label(1, "en") == "x"
    assert draft.reading("odd").problems
