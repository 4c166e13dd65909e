"""The fields of the editor of lectures: those of the lecture, and those of the beat that is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QGridLayout, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.lectures.editor_draft import Draft, DraftPath, told
from gui.lectures.editor_fields import ActionRows, Fold, LineField, QuestionPart, TextField, small_label
from gui.lectures.prose import ProseView
from gui.setup.setting_row import MessageLabel
from gui.widgets.buttons import CheckBox, IconButton, PushButton
from gui.widgets.keyboard import KeyboardFocus
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import plain_tip
from lectures.model import NETWORK, SHOWN

# Boxes to tick for the parts of a workspace, in the editor of lectures.

translate = QCoreApplication.translate


class PartBoxes(QWidget):
    """A box for each of some parts, in two columns.

    Signals
    -------
    changed(object)
        Somebody ticked or cleared one: a tuple of the names that are ticked now.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._boxes: dict[str, CheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(2))

    def show_parts(self, names: Sequence[str], ticked: Sequence[str], tip: str = "") -> None:
        """Other boxes, or other ticks, without emitting `changed`."""
        if tuple(names) != tuple(self._boxes):
            self._make(names)
        whole = "charts" in ticked
        for name, box in self._boxes.items():
            box.blockSignals(True)  # it is only shown
            box.setChecked(name in ticked)
            box.blockSignals(False)
            box.setToolTip(plain_tip(tip))
            box.setEnabled(not (whole and name in ("output", "weights")))  # they are part of the charts

    def boxes(self) -> dict[str, CheckBox]:
        """The boxes by the names of the parts."""
        return dict(self._boxes)

    def ticked(self) -> tuple[str, ...]:
        """The parts that are ticked."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())

    def _make(self, names: Sequence[str]) -> None:
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for number, name in enumerate(names):
            box = CheckBox(part_name(name), self._theme)
            box.toggled.connect(self._on_toggled)
            self._boxes[name] = box
            self._grid.addWidget(box, number // 2, number % 2)

    def _on_toggled(self) -> None:
        self.changed.emit(self.ticked())


def part_name(name: str) -> str:
    """What the editor calls a part that a lecture can show, or "hand"."""
    return {
        "sample": translate("StagePart", "Sample"), "setup": translate("StagePart", "Settings"),
        "equations": translate("StagePart", "Equations"), "charts": translate("StagePart", "Charts"),
        "output": translate("StagePart", "Output alone"), "weights": translate("StagePart", "Weights alone"),
        "transport": translate("StagePart", "Transport bar"), "training": translate("StagePart", "Train button"),
        "left": translate("StagePart", "Left column"), "right": translate("StagePart", "Right column"),
        "below": translate("StagePart", "Chain rule"), "hand": translate("StagePart", "Weights by hand"),
    }[name]


# Something to try in a beat, in the editor: what is asked for, what one may use for it, and when it is met.

_HAND = "hand"


class TaskPart(QWidget):
    """Fields for what is to be tried in the present beat.

    Attributes
    ----------
    task, goal, done
        Fields; every line of `goal` is a condition.
    controls
        What comes into view for it.
    remove
        Takes all of it away.

    Signals
    -------
    edited()
        The draft is another one.
    """

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._language = ""
        self.task = TextField(self.tr("What is to be tried"), theme)
        self.goal = TextField(self.tr("Goal, one condition on each line"), theme, lines=(1, 4))
        self.goal.edit.setToolTip(self.tr("Such as accuracy == 1, or cost < 0.05; all of them must be met. The names "
                                          "that there are stand in docs/lectures.md"))
        self.controls = PartBoxes(theme)
        self.done = TextField(self.tr("Said when the goal is met"), theme)
        self.remove = PushButton(self.tr("Remove what is to be tried"), theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.task)
        column.addWidget(self.goal)
        column.addWidget(small_label(self.tr("Unlocked for it"), theme))
        column.addWidget(self.controls)
        column.addWidget(self.done)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.task.typed.connect(self._type_task)
        self.done.typed.connect(self._type_done)
        self.goal.typed.connect(self._type_goal)
        self.controls.changed.connect(self._tick)
        self.remove.clicked.connect(self._remove)

    @property
    def fields(self) -> tuple[TextField, ...]:
        """Where one types."""
        return self.task, self.goal, self.done

    def show_draft(self, draft: Draft, language: str, workspace: str) -> None:
        """What is to be tried in the present beat, which shows this workspace."""
        self._draft, self._language = draft, language
        here = ("beat", draft.beat, "try")
        other = "ko" if language == "en" else "en"
        for field, key in ((self.task, "text"), (self.done, "done")):
            field.show_text(draft.text((*here, key), language), draft.text((*here, key), other))
        goals = _listed(draft.value((*here, "goal")))
        if _lines(self.goal.text()) != goals:  # an empty line that is being typed stays
            self.goal.show_text("\n".join(goals))
        self.goal.edit.setPlaceholderText("accuracy == 1" if workspace == NETWORK else "C < 0.1")
        self.controls.show_parts((*SHOWN[workspace], *((_HAND,) if workspace == NETWORK else ())),
                                 _listed(draft.value((*here, "controls"))))
        self.remove.setEnabled(draft.value(here) is not None)

    def _type_task(self, text: str) -> None:
        self._type("text", text)

    def _type_done(self, text: str) -> None:
        self._type("done", text)

    def _type(self, key: str, text: str) -> None:
        if self._draft is not None:
            self._draft.set_text(("beat", self._draft.beat, "try", key), self._language, text)
            self.edited.emit()

    def _type_goal(self, text: str) -> None:
        if self._draft is not None:
            goals = _lines(text)
            value = goals[0] if len(goals) == 1 else goals or None
            self._draft.set_value(("beat", self._draft.beat, "try", "goal"), value, continues=True)
            self.edited.emit()

    def _tick(self, names: tuple[str, ...]) -> None:
        if self._draft is not None:
            self._draft.set_value(("beat", self._draft.beat, "try", "controls"), list(names) or None)
            self.edited.emit()

    def _remove(self) -> None:
        if self._draft is not None:
            self._draft.set_value(("beat", self._draft.beat, "try"), None)
            self.edited.emit()


def _listed(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [value] if isinstance(value, str) else []


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


# What a beat shows, in the editor: its scene, its actions, the parts in view and what lights up.

class StagePart(QWidget):
    """Buttons that capture what stands in the window, and what was captured, each on a line.

    Attributes
    ----------
    capture_scene, capture_action, add_highlight, clear_highlight, clear_scene
        Buttons.
    action_rows
        What was captured behind the scene.
    message
        Why something could not be captured.

    Signals
    -------
    action_removed(int)
        The number of an action that is not wanted any more.
    show_changed(object)
        Which parts shall be in view: a tuple of their names.
    """

    action_removed = Signal(int)
    show_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.capture_scene = PushButton(self.tr("Capture scene"), theme)
        self.capture_scene.setToolTip(self.tr("The beat begins with what stands in the window now; its actions are "
                                              "taken away"))
        self.capture_action = PushButton(self.tr("Capture action"), theme)
        self.capture_action.setToolTip(self.tr("What you have done since the scene was captured is shown moving"))
        self.add_highlight = PushButton(self.tr("Light up what is chosen"), theme)
        self.clear_highlight = IconButton("close", self.tr("Light up nothing"), theme, size=24, look="flat")
        self.message = MessageLabel(theme, "error")
        self._scene = MessageLabel(theme, "dim")
        self._highlight = ElidedLabel("", theme, size=12)
        self.clear_scene = IconButton("close", self.tr("Take the scene away: that of the beat before stays"), theme,
                                      size=20, look="flat")
        self.action_rows = ActionRows(theme)
        self.action_rows.removed.connect(self.action_removed)
        self._boxes = PartBoxes(theme)
        self._boxes.changed.connect(self.show_changed)
        self._lay_out()

    def show_scene(self, scene: str, actions: Sequence[str], highlight: Sequence[str], *,
                   can_clear: bool = True) -> None:
        """Lines for what was captured; the first beat must have a scene."""
        self._scene.show_text(scene or self.tr("The scene of the beat before stays."))
        self.action_rows.show_actions(actions)
        self.clear_scene.setVisible(can_clear and bool(scene))
        self._highlight.setText(", ".join(highlight))
        self._highlight.setVisible(bool(highlight))
        self.clear_highlight.setVisible(bool(highlight))

    def show_parts(self, workspace: str, shown: Sequence[str], *, is_known: bool) -> None:
        """Which parts of a workspace are in view in this beat.

        Parameters
        ----------
        is_known
            Whether the beat says so itself; otherwise it is as in the beat before.
        """
        self._boxes.show_parts(SHOWN[workspace], shown, "" if is_known else self.tr("As in the beat before"))

    def boxes(self) -> dict[str, CheckBox]:
        """The boxes by the names of the parts."""
        return self._boxes.boxes()

    def shown(self) -> tuple[str, ...]:
        """The parts that are ticked."""
        return self._boxes.ticked()

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        buttons, lights = QHBoxLayout(), QHBoxLayout()
        for button in (self.capture_scene, self.capture_action):
            buttons.addWidget(button)
        for row in (buttons, lights):
            row.setSpacing(px(6))
        buttons.addStretch(1)
        lights.addWidget(self.add_highlight)
        lights.addWidget(self._highlight, 1)
        lights.addWidget(self.clear_highlight)
        lights.addStretch(0)
        column.addLayout(buttons)
        column.addWidget(self.message)
        said = QHBoxLayout()
        said.setSpacing(px(4))
        said.addWidget(self._scene, 1)
        said.addWidget(self.clear_scene, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(said)
        column.addWidget(self.action_rows)
        column.addWidget(small_label(self.tr("In view beside the picture"), self._theme))
        column.addWidget(self._boxes)
        column.addLayout(lights)


# The list of a lecture's beats in the editor, and what can be done with one as a whole.

_FEWEST_ROWS, _MOST_ROWS = 3, 7
_ROW = 24


class BeatList(QWidget):
    """Titles of all beats with buttons for the chosen one.

    Attributes
    ----------
    rows
        The list.
    add, duplicate, up, down, delete
        The buttons.

    Signals
    -------
    chosen(int)
        Somebody chose another beat.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = _Rows(theme)
        self.rows.setAccessibleName(self.tr("Beats"))
        self.add = IconButton("plus", self.tr("New beat behind this one"), theme, size=24, look="flat")
        self.duplicate = IconButton("duplicate", self.tr("Duplicate this beat"), theme, size=24, look="flat")
        self.up = IconButton("chevron-up", self.tr("Move this beat up"), theme, size=24, look="flat")
        self.down = IconButton("chevron-down", self.tr("Move this beat down"), theme, size=24, look="flat")
        self.delete = IconButton("clear", self.tr("Delete this beat; undo brings it back"), theme, size=24,
                                 look="flat")
        head = QHBoxLayout()
        head.setSpacing(theme.px(2))
        head.addWidget(small_label(self.tr("Beats"), theme), 1)
        for button in (self.add, self.duplicate, self.up, self.down, self.delete):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addLayout(head)
        column.addWidget(self.rows)
        self.rows.currentRowChanged.connect(self._on_row)
        self._is_shown_only = False

    def show_beats(self, titles: Sequence[str], current: int, faulty: frozenset[int] = frozenset()) -> None:
        """Other titles, or another choice, without emitting `chosen`.

        Parameters
        ----------
        faulty
            Numbers of beats that have problems, from 0.
        """
        self._is_shown_only = True
        texts = [f"{number}  {title or self.tr('(no title)')}" for number, title in enumerate(titles, 1)]
        while self.rows.count() > len(texts):
            self.rows.takeItem(self.rows.count() - 1)
        for number, text in enumerate(texts):
            if number >= self.rows.count():
                self.rows.addItem(text)
            item = self.rows.item(number)
            item.setText(text)
            item.setToolTip(plain_tip(text))
            item.setSizeHint(QSize(0, self._theme.px(_ROW)))
            item.setForeground(self._theme.error if number in faulty else self._theme.text)
        self.rows.setCurrentRow(current)
        height = min(max(len(texts), _FEWEST_ROWS), _MOST_ROWS)
        self.rows.setFixedHeight(height * self._theme.px(_ROW) + 2 * self._theme.px(3))
        self.up.setEnabled(current > 0)
        self.down.setEnabled(current < len(texts) - 1)
        self.delete.setEnabled(len(texts) > 1)
        self._is_shown_only = False

    def _on_row(self, row: int) -> None:
        if not self._is_shown_only and row >= 0:
            self.chosen.emit(row)


_ROW_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})


class _Rows(QListWidget):

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        KeyboardFocus(self, _ROW_KEYS)
        self.setFont(theme.font(13))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QListWidget.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ROW_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters don't search here: they are the window's


_PREVIEW_PAUSE = 250
"""Milliseconds without a key after which the text is typeset."""


class EditorForm(QWidget):
    """Shows a draft in one of its languages, and changes it as somebody types.

    Attributes
    ----------
    draft
        What is shown.
    title, summary
        Fields of the lecture.
    beats
        The list.
    beat_title, beat_text, notes
        Fields of the present beat.
    stage, question, task
        What it shows, what it asks, and what is to be tried.
    preview
        The text as the audience sees it.

    Signals
    -------
    edited()
        The draft is another one.
    rearranged()
        Scenes and actions follow one another otherwise than they were captured.
    beat_chosen()
        Another beat is written.
    undo_wanted, redo_wanted
        Their keys were pressed in a field.
    """

    edited = Signal()
    rearranged = Signal()
    beat_chosen = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, theme: Theme, formulas: Formulas, folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.draft: Draft | None = None
        self._language = ""
        self._faulty: frozenset[int] = frozenset()
        self._question_of = -1
        self.title = LineField(self.tr("Title of the lecture"), theme)
        self.summary = TextField(self.tr("Summary, for the list of lectures"), theme, lines=(2, 4))
        self.beats = BeatList(theme)
        self.beat_title = LineField(self.tr("Headline of the beat"), theme)
        self.beat_text = TextField(self.tr("Text, in Markdown with $formulas$"), theme, lines=(5, 14))
        self.preview_fold = Fold(self.tr("Preview"), theme)
        self.preview = ProseView("", formulas, theme, 15)
        self.preview_fold.body.addWidget(self.preview)
        self.notes_fold = Fold(self.tr("Notes for the speaker"), theme)
        self.notes = TextField(self.tr("Only the speaker sees them"), theme, lines=(3, 8))
        self.notes_fold.body.addWidget(self.notes)
        self.stage = StagePart(theme)
        self.question_fold = Fold(self.tr("Question"), theme)
        self.question = QuestionPart(theme)
        self.question_fold.body.addWidget(self.question)
        self.task_fold = Fold(self.tr("Something to try"), theme)
        self.task = TaskPart(theme)
        self.task_fold.body.addWidget(self.task)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PREVIEW_PAUSE)
        self._pause.timeout.connect(self._show_preview)
        self._lay_out(theme)
        self._connect()

    def show_draft(self, draft: Draft, language: str) -> None:
        """All fields as the draft has them."""
        self.draft, self._language = draft, language
        for field, path in self._texts():
            other = "ko" if language == "en" else "en"
            field.show_text(draft.text(path, language), draft.text(path, other))
        self._show_beats()
        self._show_stage()
        self.question.show_draft(draft, language)
        self.task.show_draft(draft, language, self.workspace_of_beat())
        if self._question_of != draft.beat:
            self._question_of = draft.beat
            for fold, key in ((self.question_fold, "question"), (self.task_fold, "try"), (self.notes_fold, "notes")):
                fold.open(draft.value(("beat", draft.beat, key)) is not None)
            self._show_preview()
        else:
            self._pause.start()

    def mark_faulty(self, beats: frozenset[int]) -> None:
        """Which beats have problems."""
        if beats != self._faulty:
            self._faulty = beats
            self._show_beats()

    def stop(self) -> None:
        """Nothing is typeset any more."""
        self._pause.stop()

    def workspace_of_beat(self, behind: int = 0) -> str:
        """The workspace in view in the present beat, or so many behind it, as far as the draft says."""
        draft = self._shown_draft()
        for number in range(draft.beat + behind, -1, -1):
            workspace = draft.value(("beat", number, "scene", "workspace"))
            if workspace in SHOWN:
                return str(workspace)
        return NETWORK

    def shown_in_beat(self, behind: int = 0) -> tuple[tuple[str, ...], bool]:
        """The parts in view in the present beat, or so many behind it, and whether it says so itself."""
        draft = self._shown_draft()
        here = draft.beat + behind
        for number in range(here, -1, -1):
            show = draft.value(("beat", number, "scene", "show"))
            if isinstance(show, list):
                return tuple(str(one) for one in show), number == here
        return (), False

    def _shown_draft(self) -> Draft:
        assert self.draft is not None, "it is shown"
        return self.draft

    def _texts(self) -> tuple[tuple[LineField | TextField, DraftPath], ...]:
        number = self._shown_draft().beat
        return ((self.title, ("title",)), (self.summary, ("summary",)), (self.beat_title, ("beat", number, "title")),
                (self.beat_text, ("beat", number, "text")), (self.notes, ("beat", number, "notes")))

    def _show_beats(self) -> None:
        draft = self._shown_draft()
        titles = [draft.label(number, self._language) for number in range(len(draft.beats))]
        self.beats.show_beats(titles, draft.beat, self._faulty)

    def _show_stage(self) -> None:
        draft = self._shown_draft()
        here = ("beat", draft.beat)
        actions, highlight = draft.value((*here, "action")), draft.value((*here, "highlight"))
        self.stage.show_scene(told(draft.value((*here, "scene"))),
                              [told(one) for one in actions] if isinstance(actions, list) else [],
                              [str(one) for one in highlight] if isinstance(highlight, list) else [],
                              can_clear=draft.beat > 0)
        shown, is_known = self.shown_in_beat()
        self.stage.show_parts(self.workspace_of_beat(), shown, is_known=is_known)

    def _show_preview(self) -> None:
        draft = self._shown_draft()
        self._pause.stop()
        text = _spoken(draft, self._language)
        if self.preview_fold.is_open and text != self.preview.markdown():
            self.preview.set_markdown(text, self._folder)

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(4), px(14), px(12))
        column.setSpacing(px(10))
        for widget in (self.title, self.summary, self.beats, _rule(theme), self.beat_title, self.beat_text,
                       self.preview_fold, self.notes_fold, _rule(theme), self.stage, _rule(theme),
                       self.question_fold, self.task_fold):
            column.addWidget(widget)
        column.addStretch(1)

    def _connect(self) -> None:
        fields: tuple[LineField | TextField, ...] = (
            self.title, self.summary, self.beat_title, self.beat_text, self.notes, *self.question.fields,
            *self.task.fields)
        for place, field in enumerate(fields):
            field.left.connect(self._end_gesture)
            field.undo_wanted.connect(self.undo_wanted)
            field.redo_wanted.connect(self.redo_wanted)
            if place < 5:
                field.typed.connect(partial(self._type, place))
        for part in (self.question, self.task):
            part.edited.connect(self._on_edited)
        self.beats.chosen.connect(self._choose)
        self.beats.duplicate.clicked.connect(self._duplicate)
        self.beats.delete.clicked.connect(self._delete)
        self.beats.up.clicked.connect(partial(self._move, -1))
        self.beats.down.clicked.connect(partial(self._move, 1))
        self.stage.show_changed.connect(self._on_show)
        self.stage.action_removed.connect(partial(self._remove_action, ("action",)))
        self.question.action_removed.connect(partial(self._remove_action, ("question", "action")))
        self.question.remove.clicked.connect(self.rearranged)
        self.stage.clear_scene.clicked.connect(self._clear_scene)
        self.stage.clear_highlight.clicked.connect(self._clear_highlight)
        self.preview_fold.head.clicked.connect(self._show_preview)

    def _on_edited(self) -> None:
        self.show_draft(self._shown_draft(), self._language)
        self.edited.emit()

    def _on_rearranged(self) -> None:
        self.rearranged.emit()
        self._on_edited()

    def _type(self, place: int, text: str) -> None:
        self._shown_draft().set_text(self._texts()[place][1], self._language, text)
        self._on_edited()

    def _end_gesture(self) -> None:
        if self.draft is not None:
            self.draft.end_gesture()

    def _choose(self, number: int) -> None:
        draft = self._shown_draft()
        draft.end_gesture()
        draft.beat = number
        self.show_draft(draft, self._language)
        self.beat_chosen.emit()

    def _duplicate(self) -> None:
        self._shown_draft().duplicate_beat()
        self._on_rearranged()

    def _delete(self) -> None:
        self._shown_draft().delete_beat()
        self._question_of = -1
        self._on_rearranged()

    def _move(self, by: int, _: bool = False) -> None:
        self._shown_draft().move_beat(by)
        self._on_rearranged()

    def _on_show(self, shown: tuple[str, ...]) -> None:
        draft = self._shown_draft()
        draft.set_value(("beat", draft.beat, "scene", "show"), list(shown))
        self._on_edited()

    def _remove_action(self, where: DraftPath, number: int) -> None:
        draft = self._shown_draft()
        path = ("beat", draft.beat, *where)
        actions = draft.value(path)
        if isinstance(actions, list) and number < len(actions):
            draft.set_value(path, [*actions[:number], *actions[number + 1:]] or None)
            self._on_rearranged()

    def _clear_scene(self) -> None:
        draft = self._shown_draft()
        draft.set_value(("beat", draft.beat, "scene"), None)
        self._on_rearranged()

    def _clear_highlight(self) -> None:
        draft = self._shown_draft()
        draft.set_value(("beat", draft.beat, "highlight"), None)
        self._on_edited()


def _spoken(draft: Draft, language: str) -> str:
    """All that the audience reads in the present beat, one below the other."""
    here: DraftPath = ("beat", draft.beat)
    choices = draft.value((*here, "question", "choices", language))
    listed = "\n".join(f"{number}. {choice}" for number, choice in enumerate(choices, 1)) \
        if isinstance(choices, list) else ""
    texts = [draft.text((*here, *path), language) for path in (
        ("text",), ("question", "text"), ("question", "then"), ("try", "text"), ("try", "done"))]
    return "\n\n".join(text for text in (*texts[:2], listed, *texts[2:]) if text)


def _rule(theme: Theme) -> QFrame:
    rule = QFrame()
    rule.setProperty("part", "rule")
    rule.setFixedHeight(theme.px(1))
    return rule
