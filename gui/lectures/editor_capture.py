"""What stands in the window becomes the scene, an action or the highlight of the beat that is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gui.language import error_text
from gui.lectures.editor_draft import Draft, Path
from gui.lectures.editor_form import EditorForm
from gui.lectures.editor_scene import mark_in_view, scene_in_view, shown_parts, table_of, workspace_in_view
from lectures.capture import action_between, captured
from lectures.scene import Scene
from simulator.errors import Explained

if TYPE_CHECKING:
    from gui.main_window import MainWindow

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

    def __init__(self, window: MainWindow, form: EditorForm, parent: QObject | None = None) -> None:
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
            return table_of(captured(scene_in_view(self._window, shown_parts(self._window)))), ""
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

    def _capture_into(self, where: Path) -> bool:
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
        draft, mark = self._form.draft, mark_in_view(self._window)
        if draft is None or not mark:
            self._say(self.tr("Nothing is chosen; click a neuron, an edge or a node first"))
            return
        self._say("")
        if self._add(draft, ("highlight",), mark):
            self.edited.emit()

    def _add(self, draft: Draft, where: Path, value: Any) -> bool:
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
        if workspace_in_view(self._window) != self._form.workspace_of_beat() or not shown:
            shown = shown_parts(self._window)
        try:
            return scene_in_view(self._window, shown)
        except Explained as error:
            self._say(error_text(error))
            return None

    def _say(self, text: str) -> None:
        self._form.stage.message.show_text(text)
