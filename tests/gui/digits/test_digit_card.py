"""The digit card as a whole: keys, size, names, theme and language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTranslator
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from gui.app import apply_theme
from gui.foundation.theme import Theme
from gui.run.session import Session

if TYPE_CHECKING:
    from tests.gui.digits.conftest import Desk, OpenDesk

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_canvas_leaves_the_keys_of_the_window_alone(desk: Desk) -> None:
    canvas = desk.drawing.canvas
    canvas.setFocus()
    wanted = {}
    for key in (*range(Qt.Key.Key_0, Qt.Key.Key_9 + 1), Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Home):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(canvas, event)
        wanted[key] = event.isAccepted()
    assert not any(wanted.values())
    undo = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CONTROL)
    undo.ignore()
    QApplication.sendEvent(canvas, undo)
    assert undo.isAccepted()


def test_every_part_is_reached_with_tab_and_has_a_name(desk: Desk) -> None:
    desk.stroke((0.5, 0.1), (0.5, 0.9))
    desk.stroke((0.7, 0.1), (0.7, 0.9))
    desk.card.panel.canvas.history.undo()
    panel = desk.drawing
    panel.canvas.setFocus()
    reached = {QApplication.focusWidget()}
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    tools, header = panel.pen_tools, panel.header
    wanted = {panel.canvas, tools.pen, tools.eraser, tools.width_slider, panel.label_chooser.box, header.undo,
              header.redo, header.clear, *desk.card.buttons.all()}
    # of two exclusive buttons Tab reaches the one that is down, and the arrow keys go to the other
    tools.pen.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tools.pen, Qt.Key.Key_Right)
    assert tools.eraser.isChecked()
    assert wanted - reached <= {tools.eraser}
    assert all(widget.accessibleName() for widget in wanted)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_in_a_narrow_column_the_card_is_330_px_high_at_most_and_nothing_is_cut(session: Session, open_desk: OpenDesk,
                                                                               scale: float) -> None:
    desk = open_desk(session, Theme(scale=scale), width=round(250 * scale))
    assert desk.card.width() == 250 * scale
    assert desk.card.height() <= 330 * scale
    parts = [widget for widget in desk.card.findChildren(QWidget) if widget.isVisible()]
    for part in parts:
        place = part.rect().translated(part.mapTo(desk.card, QPoint(0, 0)))
        assert desk.card.rect().contains(place), part
        if isinstance(part, QAbstractButton | QLabel):
            assert part.width() >= part.minimumSizeHint().width(), part
    assert desk.drawing.canvas.width() == desk.drawing.canvas.height() >= 140 * scale


def test_wide_buttons_say_more_than_narrow_ones(session: Session, open_desk: OpenDesk) -> None:
    narrow, wide = open_desk(session, width=250).card.buttons, open_desk(session, width=400).card.buttons
    assert [button.text() for button in narrow.all()] == ["Random", "Next wrong", "Follow", "Learn"]
    assert [button.text() for button in wide.all()] == [button.accessibleName() for button in narrow.all()]


def test_another_theme_keeps_the_drawing(desk: Desk, qapp: QApplication) -> None:
    desk.stroke((0.1, 0.5), (0.9, 0.5))
    before = desk.ink()
    theme = Theme(dark=True)
    apply_theme(qapp, theme)
    desk.card.set_theme(theme)
    assert np.array_equal(desk.ink(), before)
    assert desk.color_at(0.2, 0.5).lightness() > 200


def test_the_wheel_changes_the_pen_only_while_its_slider_has_the_focus(
        desk: Desk, turn_wheel: Callable[..., bool]) -> None:
    panel = desk.drawing
    width = panel.canvas.pen_width
    panel.canvas.setFocus()
    assert not turn_wheel(panel.pen_tools.width_slider, 1)
    assert panel.canvas.pen_width == width
    panel.pen_tools.width_slider.setFocus()
    assert turn_wheel(panel.pen_tools.width_slider, 1)
    assert panel.canvas.pen_width > width


class Shouting(QTranslator):
    """A language in which every word is written in capitals."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's own
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return text.upper() if "{" not in text else ""


def test_another_language_changes_the_words_and_keeps_the_drawing(desk: Desk, qapp: QApplication) -> None:
    desk.stroke((0.1, 0.5), (0.9, 0.5))
    desk.settle()
    before, language = desk.ink(), Shouting()
    qapp.installTranslator(language)
    try:
        QApplication.processEvents()
        assert desk.card.title() == "DRAW A DIGIT"
        assert desk.card.status.text() == "RIGHT BUTTON ERASES"
        assert desk.card.buttons.follow.accessibleName() == "FOLLOW THIS DIGIT"
        assert desk.drawing.verdict_label.text().startswith("LOOKS LIKE ")
        assert desk.drawing.header.undo.accessibleName().startswith("TAKE BACK")
        assert desk.drawing.label_chooser.box.accessibleName() == "LABEL"
        assert np.array_equal(desk.ink(), before)
    finally:
        qapp.removeTranslator(language)
