"""What a beat shows, in the editor: its scene, its actions, the parts in view and what lights up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.lectures.editor_actions import ActionRows
from gui.lectures.editor_boxes import PartBoxes
from gui.lectures.editor_fields import small_label
from gui.setup.setting_row import MessageLabel
from gui.theme import Theme
from gui.widgets.check_box import CheckBox
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icon_button import IconButton
from gui.widgets.push_button import PushButton
from lectures.model import SHOWN


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
