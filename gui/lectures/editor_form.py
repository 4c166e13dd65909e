"""The fields of the editor of lectures: those of the lecture, and those of the beat that is written."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.formulas import Formulas
from gui.lectures.editor_beats import BeatList
from gui.lectures.editor_draft import Draft, Path
from gui.lectures.editor_fields import Fold, LineField, TextField
from gui.lectures.editor_question import QuestionPart
from gui.lectures.editor_scene import told
from gui.lectures.editor_stage import StagePart
from gui.lectures.editor_task import TaskPart
from gui.lectures.prose import ProseView
from gui.theme import Theme
from lectures.model import NETWORK, SHOWN

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

    def _texts(self) -> tuple[tuple[LineField | TextField, Path], ...]:
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

    def _remove_action(self, where: Path, number: int) -> None:
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
    here: Path = ("beat", draft.beat)
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
