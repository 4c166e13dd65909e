"""Names of files that look like HTML are shown as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent, Qt, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from gui.documents.recent import fill_recent_menu
from gui.figures.chart import legend_entry, plain_text
from gui.foundation.theme import Theme
from gui.lectures.panel import BeatStrip
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel, plain_tip

NAMES = ('<img src="secret.png">', "<b>bold</b>", "<a href='x'>a</a>\nb  c", "&lt;b&gt;<i>", "a < b", "1 &amp; 2", "")


def _as_shown(tip: str) -> str:
    """What a tooltip shows, which takes HTML for HTML."""
    if not Qt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("name", NAMES)
def test_a_tooltip_shows_a_name_as_it_is_written(qtbot: QtBot, name: str) -> None:
    assert _as_shown(plain_tip(name)) == name


@pytest.mark.parametrize("name", NAMES[:4])
def test_what_is_too_long_for_its_label_is_read_in_its_tooltip(qtbot: QtBot, name: str) -> None:
    label = ElidedLabel(name * 5, Theme())
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.show()
    assert label.toolTip() != name * 5
    assert _as_shown(label.toolTip()) == name * 5


@pytest.mark.parametrize("name", NAMES[:4])
def test_a_recent_file_is_named_as_it_is_called(qtbot: QtBot, name: str) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    path = Path(name)
    fill_recent_menu(menu, (path,), lambda _: None, lambda: None)
    assert _as_shown(menu.actions()[0].toolTip()) == str(path).replace("\n", "·"), "in one line"


@pytest.mark.parametrize("title", NAMES[:4])
def test_the_title_of_a_beat_is_shown_over_its_piece_as_it_is_written(qtbot: QtBot, title: str) -> None:
    strip = BeatStrip(Theme())
    qtbot.addWidget(strip)
    strip.set_beats([title], 0, 0)
    strip.show()
    place = strip.rect().center()
    QApplication.sendEvent(strip, QHelpEvent(QEvent.Type.ToolTip, place, strip.mapToGlobal(place)))
    assert _shown_tips() == [f"1 · {title}"]
    strip.hide()


def test_a_label_shows_a_name_as_it_is_written(qtbot: QtBot) -> None:
    label = PlainLabel(NAMES[1])
    qtbot.addWidget(label)
    wide = QLabel(NAMES[1])
    qtbot.addWidget(wide)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() > wide.sizeHint().width()


def test_a_legend_names_a_run_as_it_is_called(qtbot: QtBot) -> None:
    assert plain_text(legend_entry(Theme().accent, NAMES[1])) == NAMES[1]


def _shown_tips() -> list[str]:
    return [_as_shown(widget.text()) for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QLabel) and widget.metaObject().className() == "QTipLabel" and widget.isVisible()]
