"""The panel in which one's own lecture is written, beside the window in which its scenes are set up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontMetrics, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.language import LANGUAGES, error_text, file_text, phrase_text
from gui.foundation.theme import Theme
from gui.lectures.editor_draft import Draft, DraftPath, scene_in_view, table_of, toml_of
from gui.lectures.editor_fields import is_redo, is_undo
from gui.lectures.editor_form import EditorForm
from gui.lectures.own_folder import OwnFolder
from gui.setup.setting_row import MessageLabel
from gui.widgets.buttons import IconButton, PushButton, SegmentedControl
from gui.widgets.keyboard import PRESSING_KEYS, KeyboardFocus, restyle
from gui.widgets.labels import ElidedLabel
from gui.widgets.whats_this import WindowPart, explain
from lectures.library import Entry
from lectures.problems import Problem
from lectures.reading import Reading
from lectures.scene import Scene, action_between, captured
from simulator.errors import Explained, Phrase

if TYPE_CHECKING:
    from gui.workspaces.window import Window


# What stands in the window becomes the scene, an action or the highlight of the beat that is written.

_INSTEAD = {"experiment": "xor"}
"""The scene of a new lecture where what stands in the window can't be captured."""


class EditorCapture(QObject):
    """Captures when the buttons of the form are pressed, and says there why it can't.

    Signals
    -------
    edited()
        The draft is another one.
    """

    edited = Signal()

    def __init__(self, window: Window, form: EditorForm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._form = form
        self._base: tuple[int, Scene] | None = None
        self._is_answered = False
        stage = form.stage
        stage.capture_scene.clicked.connect(self.capture_scene)
        stage.capture_action.clicked.connect(self.capture_action)
        stage.add_highlight.clicked.connect(self.add_highlight)
        form.question.capture_then.clicked.connect(self.capture_answer)
        form.rearranged.connect(self.forget)

    def go_on_with(self, former: EditorCapture) -> None:
        """Actions begin where another one has captured last."""
        self._base, self._is_answered = former._base, former._is_answered

    def continue_into(self, beat: int) -> None:
        """A new beat goes on where the one before it ends: so do its actions."""
        if self._base is not None and self._base[0] == beat - 1:
            self._base, self._is_answered = (beat, self._base[1]), False
        elif self._base is not None and self._base[0] >= beat:  # its number belongs to another one now
            self.forget()

    def forget(self) -> None:
        """Beats are other ones now: actions need a scene that is captured anew."""
        self._base = None

    def first_scene(self) -> tuple[dict[str, Any], str]:
        """What stands in the window, for a new lecture, and why it is something else if it is."""
        try:
            return table_of(captured(scene_in_view(self._window, self._window.current.shown_parts()))), ""
        except Explained as error:
            return dict(_INSTEAD), error_text(error)

    def capture_scene(self) -> None:
        """The present beat begins with what stands in the window; what was shown moving in it is no longer."""
        draft = self._form.draft
        scene = self._captured_scene()
        if draft is None or scene is None:
            return
        here = ("beat", draft.beat)
        try:
            table = table_of(captured(scene))
        except Explained as error:
            self._say(error_text(error))
            return
        beat = dict(draft.value(here) or {})
        beat["scene"] = table
        beat.pop("action", None)
        beats = list(draft.beats)
        beats[draft.beat:draft.beat + 2] = [beat, *self._following(draft, scene.view.workspace)]
        draft.set_value(("beat",), beats)
        self._base, self._is_answered = (draft.beat, scene), False
        self.edited.emit()

    def capture_action(self) -> None:
        """What has changed in the window since the scene, or the last action, was captured."""
        if self._is_answered and self._base is not None and self._form.draft is not None \
                and self._base[0] == self._form.draft.beat:
            self._say(self.tr("What is shown after the answer was captured already; capture the scene anew, or add "
                              "a new beat"))
            return
        self._capture_into(("action",))

    def capture_answer(self) -> None:
        """The same, but it is shown once somebody has answered the question of the present beat."""
        if self._capture_into(("question", "action")):
            self._is_answered = True

    def _capture_into(self, where: DraftPath) -> bool:
        draft = self._form.draft
        if draft is None:
            return False
        if self._base is None or self._base[0] != draft.beat:
            self._say(self.tr("Capture the scene first, then do what the audience shall see"))
            return False
        scene = self._captured_scene()
        if scene is None:
            return False
        try:
            table = table_of(action_between(self._base[1], scene))
        except Explained as error:
            self._say(error_text(error))
            return False
        if not table:
            self._say(self.tr("Nothing has changed since the last capture; press Next, set a weight or train, for "
                              "example"))
            return False
        self._add(draft, where, table)
        self._base = (draft.beat, scene)
        self.edited.emit()
        return True

    def add_highlight(self) -> None:
        """What is chosen on the stage lights up in the present beat."""
        draft, mark = self._form.draft, self._window.current.mark_chosen()
        if draft is None or not mark:
            self._say(self.tr("Nothing is chosen; click a neuron, an edge or a node first"))
            return
        self._say("")
        if self._add(draft, ("highlight",), mark):
            self.edited.emit()

    def _add(self, draft: Draft, where: DraftPath, value: Any) -> bool:
        """Puts something behind what there is in the present beat, unless it is a mark that is there already."""
        path = ("beat", draft.beat, *where)
        there = draft.value(path)
        known = list(there) if isinstance(there, list) else []
        if isinstance(value, str) and value in known:
            return False
        draft.set_value(path, [*known, value])
        return True

    def _following(self, draft: Draft, workspace: str) -> list[dict[str, Any]]:
        """The next beat, if there is one: it stays in its workspace when the present one goes to another."""
        if draft.beat + 1 >= len(draft.beats):
            return []
        beat = dict(draft.beats[draft.beat + 1])
        scene, former = beat.get("scene", {}), self._form.workspace_of_beat(1)
        if isinstance(scene, Mapping) and "workspace" not in scene and former != workspace:
            shown, _ = self._form.shown_in_beat(1)
            beat["scene"] = {"workspace": former, "show": list(shown), **scene}
        return [beat]

    def _captured_scene(self) -> Scene | None:
        """What stands in the window, with the parts that are ticked."""
        self._say("")
        if self._form.draft is None:
            return None
        shown, _ = self._form.shown_in_beat()
        if self._window.current.name != self._form.workspace_of_beat() or not shown:
            shown = self._window.current.shown_parts()
        try:
            return scene_in_view(self._window, shown)
        except Explained as error:
            self._say(error_text(error))
            return None

    def _say(self, text: str) -> None:
        self._form.stage.message.show_text(text)


# What is wrong with a lecture, in the editor: one line each; a click leads to the beat.

_MOST = 30
"""More of them are not shown: mending some is the way to the others."""
_HIGHEST = 170


class ProblemList(QScrollArea):
    """Problems under one another; hidden while there are none.

    Signals
    -------
    beat_wanted(int)
        Somebody wants to see the beat with this number, from 0.
    """

    beat_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
        self._column.setSpacing(theme.px(4))
        self._lines: list[ProblemLine] = []
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def lines(self) -> tuple[ProblemLine, ...]:
        """The problems that are shown."""
        return tuple(self._lines)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Other problems, or none."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [ProblemLine(problem, self._theme) for problem in problems[:_MOST]]
        while self._column.count():  # the stretch at the end
            self._column.takeAt(0)
        for line in self._lines:
            self._column.addWidget(line)
            line.wanted.connect(self.beat_wanted)
        self._column.addStretch(1)
        self._fit()
        self.setVisible(bool(problems))

    def _fit(self) -> None:
        """As high as the problems are, up to a limit."""
        wanted = self._column.heightForWidth(max(self.width(), 1)) if self._column.hasHeightForWidth() else \
            self._column.sizeHint().height()
        height = min(max(wanted, 1), self._theme.px(_HIGHEST))
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()


class ProblemLine(QPushButton):
    """One problem: where it is, why, and what to do.

    Signals
    -------
    wanted(int)
        Number of its beat, from 0; not emitted for one that belongs to none.
    """

    wanted = Signal(int)

    def __init__(self, problem: Problem, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, PRESSING_KEYS)
        self._beat = problem.beat - 1
        template = self.tr("Line {line}, beat {beat}") if problem.beat else self.tr("Line {line}")
        place = template.format(line=problem.line, beat=problem.beat)
        self.message = MessageLabel(theme, "error")
        self.message.show_text(f"{place}: {phrase_text(problem.phrase)}")
        self.message.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(4))
        column.addWidget(self.message)
        self.setAccessibleName(self.message.text())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._narrowest = theme.px(120)
        self._line_height = QFontMetrics(self.message.font()).lineSpacing()

    def _on_clicked(self) -> None:
        if self._beat >= 0:
            self.wanted.emit(self._beat)

    def sizeHint(self) -> QSize:
        return QSize(self._narrowest, self.heightForWidth(max(self.width(), self._narrowest)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrowest, 2 * self._line_height)

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 2 * self._line_height

    def hasHeightForWidth(self) -> bool:
        return True


# How the editor of lectures is laid out: a head and a foot that stay, and between them what is scrolled.

def lay_out(owner: QWidget, theme: Theme, head: Sequence[QWidget], middle: tuple[QWidget, QWidget, QWidget],
            foot: Sequence[QWidget]) -> None:
    """Puts everything in its place.

    Parameters
    ----------
    head, foot
        From left to right; the first of the head takes the room that is left, the last of the foot stands apart.
    middle
        What is scrolled; what is wrong with it; and a line.
    """
    px = theme.px
    above, below, line, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QVBoxLayout(owner)
    above.setContentsMargins(px(14), px(8), px(8), 0)
    below.setContentsMargins(px(14), 0, px(14), px(12))
    line.setContentsMargins(px(14), 0, px(14), 0)
    for row, parts in ((above, head), (below, foot)):
        row.setSpacing(px(6))
        for part in parts:
            row.addWidget(part, 1 if part is head[0] else 0)
    below.insertStretch(len(foot) - 1, 1)
    scroll = QScrollArea()
    scroll.setWidget(middle[0])
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    line.addWidget(middle[2])
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(6))
    column.addLayout(above)
    column.addWidget(scroll, 1)
    column.addWidget(middle[1])
    column.addLayout(line)
    column.addLayout(below)


SAVING_PAUSE, TRYING_PAUSE = 800, 5000
"""Milliseconds after a change after which it is saved, and after which that is tried again if it has failed."""
_WIDTH = 372
_CODES = tuple(code for code, _ in LANGUAGES)


class LectureEditor(QFrame):
    """Writes one lecture after another; what is typed is on the disk a moment later.

    A text with problems is kept as a draft: the lecture stays as it was when it had none.

    Parameters
    ----------
    folder
        Where one's own lectures live, if there is no former editor.
    language
        Of the window: the one that is written first.
    former
        An editor that this one takes the place of: it goes on with its draft.

    Attributes
    ----------
    draft, name
        What is written, and the name of its file; None and "" before one is opened.
    form, capture, problems
        The fields; what puts scenes into them; what is wrong.
    check_button, save_button, show_button, folder_button, close_button, undo_button, redo_button, languages
        What can be pressed.
    message
        Whether all is saved.

    Signals
    -------
    saved(str)
        The lecture of this name is on the disk, or a draft of it.
    show_wanted(object, int)
        The lecture shall be shown from this beat on.
    closed()
        Somebody is done with writing.
    """

    saved = Signal(str)
    show_wanted = Signal(object, int)
    closed = Signal()

    def __init__(self, window: Window, folder: OwnFolder, theme: Theme, formulas: Formulas, language: str,
                 former: LectureEditor | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        explain(WindowPart.EDITOR, self)
        self._window = window
        self._has_made_way = False
        self._folder = folder
        self._theme = theme
        self.draft: Draft | None = None
        self.name = ""
        self._is_saved, self._may_be_lost = True, False
        self.form = EditorForm(theme, formulas, str(folder.path))
        self.capture = EditorCapture(window, self.form, self)
        self.problems = ProblemList(theme)
        self._name = ElidedLabel("", theme, semibold=True)
        self.languages = SegmentedControl([own for _, own in LANGUAGES], theme, name=self.tr("Language of the texts"))
        self.undo_button = IconButton("undo", self.tr("Undo the last change (Ctrl+Z)"), theme, look="flat")
        self.redo_button = IconButton("redo", self.tr("Do it again (Ctrl+Shift+Z)"), theme, look="flat")
        self.close_button = IconButton("close", self.tr("Close the editor; everything is saved"), theme, look="flat")
        self.message = MessageLabel(theme, "dim")
        self.check_button = PushButton(self.tr("Check"), theme)
        self.save_button = PushButton(self.tr("Save"), theme)
        self.folder_button = IconButton("open", self.tr("Open the folder of the file"), theme)
        self.show_button = PushButton(self.tr("Show from here"), theme, primary=True, icon_name="play")
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        lay_out(self, theme, (self._name, self.languages, self.undo_button, self.redo_button, self.close_button),
                (self.form, self.problems, self.message),
                (self.check_button, self.save_button, self.folder_button, self.show_button))
        self._connect()
        self.languages.set_index(_CODES.index(language) if language in _CODES else 0)
        if former is not None and former.draft is not None:
            self._take_over(former)
        window.lectures.director.lecture_changed.connect(self._make_way)
        self._make_way()

    @property
    def language(self) -> str:
        """The language that is written."""
        return _CODES[self.languages.index()]

    # lectures

    def new_lecture(self) -> None:
        """A lecture of one beat with the scene that stands in the window."""
        scene, problem = self.capture.first_scene()
        language = self.language
        beat = {"title": {language: self.tr("First beat")},
                "text": {language: self.tr("Write here what is to be seen.")}, "scene": scene}
        self._leave()
        draft = Draft(toml_of({"title": {language: self.tr("New lecture")}, "beat": [beat]}))
        self._take(draft, self._folder.new_name())
        self.form.stage.message.show_text(problem)
        self._is_saved = False
        self.save()
        self.form.title.edit.setFocus()
        self.form.title.edit.selectAll()

    def open(self, lecture: Entry | str | None, beat: int = 0) -> None:
        """A lecture of the list: one's own, a copy of any other one, or, without one, a new one.

        Parameters
        ----------
        lecture
            The name of one of one's own will do. If there is a draft of it, that is opened.

        Raises
        ------
        Explained
            If it can't be read or copied, or is no TOML, or if what was written before can't be saved.
        """
        if lecture is None:
            self.new_lecture()
        elif isinstance(lecture, str):
            self._open_own(lecture, beat)
        elif lecture.is_own and lecture.path.parent == self._folder.path:
            self._open_own(lecture.name, beat)
        else:
            self.open_copy(lecture.path, beat)

    def _open_own(self, name: str, beat: int) -> None:
        self._leave()
        draft = Draft(self._folder.text_of(name))
        draft.beat = max(min(beat, len(draft.beats) - 1), 0)
        self._take(draft, name)
        self._show_reading(self._reading())

    def open_copy(self, source: Path, beat: int = 0) -> None:
        """A copy of any lecture, such as one that ships with the program.

        Raises
        ------
        Explained
            If it can't be read or written, or is no TOML.
        """
        name = self._folder.copy_of(source)
        self._open_own(name, beat)
        self.saved.emit(name)

    def save(self) -> None:
        """Keeps what is written, if it isn't yet: as a lecture, or with problems as a draft."""
        self._saving.stop()
        if self.draft is None or self._is_saved:
            return
        reading = self._reading()
        keep = self._folder.save_draft if reading.problems else self._folder.save
        try:
            name = keep(self.name, self.draft.toml())
        except Explained as error:
            self._say(error_text(error), "error")
            self._saving.start(TRYING_PAUSE)
            return
        self._is_saved, self._may_be_lost = True, False
        is_other = name != self.name
        self.name = name
        self._name.setText(name)
        self._show_reading(reading, is_other=is_other)
        self.saved.emit(name)

    def check(self) -> None:
        """Looks for everything that is wrong."""
        self.save()
        if self.draft is not None:
            reading = self._reading()
            self.problems.show_problems(reading.problems)
            self._show_reading(reading)

    # how it is done

    def _take_over(self, former: LectureEditor) -> None:
        former.save()
        self._folder = former._folder  # it knows which files were written here
        self.capture.go_on_with(former.capture)
        self.languages.set_index(former.languages.index())
        assert former.draft is not None, "something is written"
        self._take(former.draft, former.name)
        if former._is_saved:
            self._show_reading(self._reading())
        else:
            self._on_edited()

    def _take(self, draft: Draft, name: str) -> None:
        self.draft, self.name = draft, name
        self._name.setText(name)
        self.problems.show_problems(())
        self.form.mark_faulty(frozenset())
        self.form.stage.message.show_text("")
        self._show()

    def _leave(self) -> None:
        """What was written before is kept, and its scene is no beginning for actions any more."""
        self.save()
        if not self._is_saved:
            raise Explained(Phrase("{name} is not saved yet; look at what the editor says about it", name=self.name))
        self.capture.forget()

    def _reading(self) -> Reading:
        assert self.draft is not None, "something is written"
        return self.draft.reading(self.name, str(self._folder.path))

    def _show(self) -> None:
        if self.draft is not None:
            self.form.show_draft(self.draft, self.language)
            self.undo_button.setEnabled(self.draft.can_undo)
            self.redo_button.setEnabled(self.draft.can_redo)

    def _show_reading(self, reading: Reading, *, is_other: bool = False) -> None:
        count = len(reading.problems)
        self.form.mark_faulty(frozenset(problem.beat - 1 for problem in reading.problems))
        if self.problems.isVisible() or not count:
            self.problems.show_problems(reading.problems)
        if is_other:
            self._say(self.tr("The file was changed by another program; yours is saved as {name}").format(
                name=file_text(self.name)), "warning")
        elif count:
            self._say(self.tr("Saved as a draft, because there are problems: {count}. “Check” lists them.").format(
                count=count), "warning")
        else:
            self._say(self.tr("Saved; no problems"), "dim")

    def _say(self, text: str, tone: str) -> None:
        restyle(self.message, "tone", tone)
        self.message.show_text(text)

    def _on_edited(self) -> None:
        self._is_saved = False
        self._show()
        self._saving.start(SAVING_PAUSE)

    def _undo(self) -> None:
        if self.draft is not None:
            self._go_to(self.draft.undo)

    def _redo(self) -> None:
        if self.draft is not None:
            self._go_to(self.draft.redo)

    def _go_to(self, step: Callable[[], None]) -> None:
        assert self.draft is not None, "something is written"
        before = self.draft.scenes()
        step()
        if self.draft.scenes() != before:
            self.capture.forget()
        self._on_edited()

    def _save_now(self) -> None:
        self._is_saved = False
        self.save()

    def _add_beat(self) -> None:
        if self.draft is not None:
            language = self.language
            self.draft.add_beat({"title": {language: self.tr("New beat")},
                                 "text": {language: self.tr("Write here what is to be seen.")}})
            self.capture.continue_into(self.draft.beat)
            self._on_edited()
            self.form.beat_title.edit.setFocus()
            self.form.beat_title.edit.selectAll()

    def _show_beat(self, number: int) -> None:
        if self.draft is not None and number < len(self.draft.beats):
            self.draft.beat = number
            self._show()

    def _show_from_here(self) -> None:
        if self.draft is None:
            return
        self.check()
        reading = self._reading()
        if reading.lecture is not None:
            self.show_wanted.emit(reading.lecture, self.draft.beat)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.path)))

    def may_close(self) -> bool:
        """Whether all is saved, or somebody has been told that it can't be and closes all the same."""
        self.save()
        if self._is_saved or self._may_be_lost:
            return True
        self._may_be_lost = True
        words = self.tr("{problem}. Close once more to give up what isn't saved")
        self._say(words.format(problem=self.message.text()), "error")
        return False

    def _close(self) -> None:
        if self.may_close():
            self._is_saved = True  # or given up
            self.closed.emit()

    def _make_way(self) -> None:
        """While a lecture is in view, its panel stands here."""
        is_open = self._window.lectures.is_open
        if is_open is not self._has_made_way:  # to show it before it has a place would make a window of it
            self._has_made_way = is_open
            self.setVisible(not is_open)

    def _connect(self) -> None:
        form = self.form
        form.edited.connect(self._on_edited)
        form.undo_wanted.connect(self._undo)
        form.redo_wanted.connect(self._redo)
        form.beats.add.clicked.connect(self._add_beat)
        self.capture.edited.connect(self._on_edited)
        self.problems.beat_wanted.connect(self._show_beat)
        self.languages.changed.connect(self._show)
        self.undo_button.clicked.connect(self._undo)
        self.redo_button.clicked.connect(self._redo)
        self.close_button.clicked.connect(self._close)
        self.check_button.clicked.connect(self.check)
        self.save_button.clicked.connect(self._save_now)
        self.folder_button.clicked.connect(self._open_folder)
        self.show_button.clicked.connect(self._show_from_here)
        self._saving.timeout.connect(self.save)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) \
                and (is_undo(event) or is_redo(event)):
            event.accept()  # in here they are the lecture's, and not the run's
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            self._undo()
        elif is_redo(event):
            self._redo()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), super().sizeHint().height())

    def hideEvent(self, event: QHideEvent) -> None:
        self.save()
        self.form.stop()
        super().hideEvent(event)
