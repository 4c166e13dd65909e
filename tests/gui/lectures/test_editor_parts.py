"""Questions with something shown then, something to try, and scenes that go on from beat to beat."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from gui.lectures.editor_form import part_name
from gui.widgets.buttons import CheckBox
from lectures.model import SHOWN
from lectures.reading import read_lecture
from tests.gui.lectures.editor_desk import Desk, click, write_in


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, light_look: None) -> Iterator[Desk]:
    desk = Desk(tmp_path / "lectures", qtbot)
    yield desk
    desk.close()


def beat(desk: Desk, number: int = 0) -> dict[str, Any]:
    assert desk.editor.draft is not None
    table: dict[str, Any] = tomllib.loads(desk.editor.draft.toml())["beat"][number]
    return table


def tick(box: CheckBox) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


def ask(desk: Desk) -> None:
    form = desk.editor.form
    form.question_fold.open(True)
    write_in(form.question.question.edit, "Larger?")
    form.question.choices.edit.setPlainText("yes\nno")


def test_every_part_that_can_be_shown_has_a_box_and_a_name(desk: Desk) -> None:
    assert tuple(desk.editor.form.stage.boxes()) == SHOWN["network"]
    assert all(part_name(name) for parts in SHOWN.values() for name in (*parts, "hand"))


def test_one_card_of_the_charts_can_be_chosen_only_without_all_of_them(desk: Desk) -> None:
    boxes = desk.editor.form.stage.boxes()
    if not boxes["charts"].isChecked():
        tick(boxes["charts"])
    assert not boxes["output"].isEnabled()
    tick(boxes["charts"])
    assert boxes["output"].isEnabled()
    tick(boxes["output"])
    assert "output" in beat(desk)["scene"]["show"]
    assert "charts" not in beat(desk)["scene"]["show"]


def test_what_is_shown_after_the_answer_is_captured_behind_the_question(desk: Desk) -> None:
    editor, form = desk.editor, desk.editor.form
    click(form.stage.capture_scene)
    desk.press_next(1)
    click(form.stage.capture_action)
    ask(desk)
    desk.press_next(2)
    click(form.question.capture_then)
    assert beat(desk)["action"] == [{"next": 1}]
    assert beat(desk)["question"]["action"] == [{"next": 2}]
    desk.press_next(1)
    click(form.stage.capture_action)  # it would be shown before the answer
    assert beat(desk)["action"] == [{"next": 1}]
    assert "after the answer" in form.stage.message.text()
    editor.save()
    question = desk.lecture().beats[0].question
    assert question is not None
    assert [change.next for change in question.actions] == [2]


def test_an_action_that_was_taken_away_is_no_beginning_for_another_one(desk: Desk) -> None:
    stage = desk.editor.form.stage
    click(stage.capture_scene)
    desk.press_next(2)
    click(stage.capture_action)
    stage.action_removed.emit(0)
    assert "action" not in beat(desk)
    desk.press_next(1)
    click(stage.capture_action)
    assert "action" not in beat(desk)  # the scene is not where the window stands


def test_an_undone_word_leaves_the_scene_the_beginning_for_actions_but_an_undone_scene_does_not(desk: Desk) -> None:
    stage = desk.editor.form.stage
    click(stage.capture_scene)
    desk.press_next(1)
    click(stage.capture_action)
    desk.type_text("A word.")
    click(desk.editor.undo_button)
    desk.press_next(1)
    click(stage.capture_action)
    assert beat(desk)["action"] == [{"next": 1}, {"next": 1}]
    click(desk.editor.undo_button)
    desk.press_next(1)
    click(stage.capture_action)
    assert beat(desk)["action"] == [{"next": 1}]


def test_a_new_beat_goes_on_where_the_one_before_it_ends(desk: Desk) -> None:
    form = desk.editor.form
    click(form.stage.capture_scene)
    click(form.beats.add)
    desk.press_next(3)
    click(form.stage.capture_action)
    assert "scene" not in beat(desk, 1)
    assert beat(desk, 1)["action"] == [{"next": 3}]
    click(form.beats.up)  # now nothing stands before it
    desk.press_next(1)
    click(form.stage.capture_action)
    assert beat(desk, 0)["action"] == [{"next": 3}]


def test_a_beat_that_goes_to_another_workspace_leaves_the_next_one_where_it_was(desk: Desk) -> None:
    form = desk.editor.form
    click(form.beats.add)
    click(form.beats.add)
    form.beats.rows.setCurrentRow(1)
    desk.window.show_workspace("descent")
    click(form.stage.capture_scene)
    first, second, third = (beat(desk, number).get("scene", {}) for number in range(3))
    assert second["workspace"] == "descent"
    assert third == {"workspace": "network", "show": first["show"]}
    desk.editor.save()
    assert len(desk.lecture().beats) == 3
    click(desk.editor.undo_button)
    assert "scene" not in beat(desk, 2)


def test_the_scene_of_a_beat_can_be_taken_away_but_not_that_of_the_first(desk: Desk) -> None:
    form = desk.editor.form
    assert not form.stage.clear_scene.isVisibleTo(form)
    click(form.beats.add)
    click(form.stage.capture_scene)
    assert "scene" in beat(desk, 1)
    assert form.stage.clear_scene.isVisibleTo(form)
    click(form.stage.clear_scene)
    assert "scene" not in beat(desk, 1)
    click(desk.editor.undo_button)
    assert "scene" in beat(desk, 1)


def test_something_to_try_has_a_text_goals_controls_and_an_end(desk: Desk) -> None:
    form = desk.editor.form
    form.task_fold.open(True)
    write_in(form.task.task.edit, "Part the moons.")
    form.task.goal.edit.setPlainText("accuracy > 0.95\n\ncost < 0.2")
    tick(form.task.controls.boxes()["hand"])
    tick(form.task.controls.boxes()["training"])
    write_in(form.task.done.edit, "Well done.")
    desk.editor.save()
    task = desk.lecture().beats[0].task
    assert task is not None
    assert [goal.text for goal in task.goals] == ["accuracy > 0.95", "cost < 0.2"]
    assert set(task.controls) == {"hand", "training"}
    assert (task.text.in_language("en"), task.done.in_language("en")) == ("Part the moons.", "Well done.")
    form.task.goal.edit.setPlainText("accuracy > 0.95")
    assert beat(desk)["try"]["goal"] == "accuracy > 0.95"
    click(form.task.remove)
    assert "try" not in beat(desk)
    click(desk.editor.undo_button)
    assert beat(desk)["try"]["controls"]


def test_a_goal_that_is_no_condition_is_a_problem_of_its_beat(desk: Desk) -> None:
    form = desk.editor.form
    form.task_fold.open(True)
    write_in(form.task.task.edit, "Try.")
    form.task.goal.edit.setPlainText("accurracy == 1")
    click(desk.editor.check_button)
    assert desk.editor.draft is not None
    problems = read_lecture(desk.editor.draft.toml(), "mine").problems
    assert [problem.beat for problem in problems] == [1]
    assert "accuracy" in str(problems[0])
    assert len(desk.editor.problems.lines()) == 1


def test_the_preview_has_all_that_the_audience_reads(desk: Desk, qtbot: QtBot) -> None:
    form = desk.editor.form
    click(form.preview_fold.head)
    ask(desk)
    form.task_fold.open(True)
    write_in(form.task.task.edit, "Try it.")
    qtbot.waitUntil(lambda: "Try it." in form.preview.markdown())
    assert form.preview.markdown().split("\n\n")[1:] == ["Larger?", "1. yes\n2. no", "Try it."]


def test_what_is_unfolded_comes_into_view(desk: Desk, qtbot: QtBot) -> None:
    fold, area = desk.editor.form.question_fold, desk.editor.findChild(QScrollArea)
    area.ensureWidgetVisible(fold.head, 0, 0)
    click(fold.head)
    qtbot.waitUntil(lambda: not desk.editor.form.question.remove.visibleRegion().isEmpty())
    assert not fold.head.visibleRegion().isEmpty()
