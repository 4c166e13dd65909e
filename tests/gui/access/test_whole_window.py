"""Everything in the window is reached with Tab, shows that it has the keyboard, and says what it is."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QComboBox, QPushButton, QWidget

from gui.app import Deltaflow
from gui.figures.chart import ChartSurface
from gui.widgets.access import reading_order
from gui.window.main_window import MainWindow
from tests.gui.access.inspection import (
    described,
    explained,
    has_visible_focus,
    is_reached,
    name_of,
    operated,
    spoken,
    tab_around,
    upwards,
)

Start = Callable[..., Deltaflow]
ROLES = QAccessible.Role


def mute(within: QWidget) -> list[str]:
    """What can be operated and doesn't say what it is, or what it is for."""
    return [described(widget) for widget in operated(within) if not name_of(widget) or not explained(widget)]


def out_of_reach(window: QWidget, within: QWidget | None = None) -> list[str]:
    order = reading_order(window)
    return [described(widget) for widget in operated(within or window) if not is_reached(widget, order)]


def shown(program: Deltaflow) -> MainWindow:
    program.window.activateWindow()
    return program.window


@pytest.mark.parametrize("options", [{"experiment": "mnist"}, {"experiment": "xor_points", "theme": "dark"},
                                     {"workspace": "descent"}, {"workspace": "graph", "theme": "dark"}])
def test_tab_goes_all_around_the_window_and_everywhere_it_is_seen_where_one_is(start: Start, options: dict[str, str]
                                                                                ) -> None:
    window = shown(start(**options))
    way = tab_around(window)
    assert not way.trapped
    assert [described(widget) for widget in operated(window) if not is_reached(widget, way.order)] == []
    assert [described(widget) for widget in way.unseen] == []
    first = way.order.index(reading_order(window)[0])
    assert way.order[first:] + way.order[:first] == reading_order(window)
    assert mute(window) == []


def test_what_one_went_through_goes_when_the_window_is_made_anew(start: Start) -> None:
    program = start(experiment="xor")
    window = shown(program)
    # findChildren would tie them to the window
    charts = [weakref.ref(chart) for chart in gc.get_objects() if isinstance(chart, ChartSurface)]
    assert len(charts) >= 2
    assert [part for part in tab_around(window).order if isinstance(part, ChartSurface)] != []
    program.change_look(replace(program.look, theme="dark"))
    program.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [chart for chart in charts if chart() is not None] == [], "each holds all its curves"


def test_back_tab_goes_the_same_way_back(start: Start) -> None:
    window = shown(start(experiment="half_adder_nands"))
    way = tab_around(window).order
    back = []
    for _ in way:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        back.append(QApplication.focusWidget())
    assert back == [*way[:0:-1], way[0]]


FEW = ("equations", "learning", "numbers")


@pytest.mark.parametrize(("preset", "keys"), [("xor_points", ()), ("mnist", FEW), ("curve_sine", FEW),
                                              ("half_adder_nands", ("batch", "why", "bp2"))])
def test_every_page_below_the_stage_is_reached_and_named(start: Start, preset: str, keys: tuple[str, ...]) -> None:
    program = start(experiment=preset)
    window = shown(program)
    below = window.workspaces["network"].page.workspace.below
    for key in keys or below.page_keys():
        below.show_page(key)
        program.settle()
        assert QApplication.activeWindow() is window, "something was a window of its own for an instant"
        assert out_of_reach(window, below) == []
        assert mute(below) == []


def test_pictures_of_the_pages_show_that_they_have_the_keyboard(start: Start) -> None:
    program = start(experiment="xor_points", steps=3)
    window = shown(program)
    below = window.workspaces["network"].page.workspace.below
    for key in ("batch", "surface", "why", "bp2", "numbers"):
        below.show_page(key)
        program.settle()
        for widget in reading_order(below):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            assert has_visible_focus(widget), described(widget)


def test_the_lectures_are_reached_and_named_in_the_list_in_view_and_in_the_editor(start: Start) -> None:
    program = start(experiment="xor_points")
    window = shown(program)
    window.lectures.toggle_list()
    program.settle()
    listed = window.lectures.list
    assert listed is not None
    assert out_of_reach(window) == []
    assert mute(listed) == []
    listed.detail.start.click()
    program.settle()
    panel = window.lectures.panel
    assert panel is not None
    assert out_of_reach(window, panel) == []
    assert mute(panel) == []
    window.lectures.leave()
    window.lectures.toggle_list()
    window.lectures.list.new.click()
    program.settle()
    editor = window.lectures.editor
    assert editor is not None
    assert out_of_reach(window, editor) == []
    assert mute(editor) == []


def test_nothing_is_a_window_for_an_instant_and_takes_the_keyboard_away(start: Start, qapp: QApplication) -> None:
    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow() \
                    and watched.windowType() is Qt.WindowType.Window and not isinstance(watched, MainWindow):
                self.seen.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    program = start(experiment="xor_points")
    window = shown(program)
    for name in ("descent", "graph", "network"):
        window.show_workspace(name)
        program.settle()
    for key in ("start", "surface"):
        window.workspaces["network"].page.workspace.below.show_page(key)
        program.settle()
    qapp.removeEventFilter(watch)
    assert watch.seen == []


def test_roles_and_values_fit(start: Start) -> None:
    window = shown(start(experiment="mnist"))
    for widget in operated(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        if isinstance(widget, QPushButton) and widget.isCheckable() and widget.group() is not None:
            assert interface.role() is ROLES.RadioButton, described(widget)
        if isinstance(widget, QAbstractSlider):
            assert interface.role() is ROLES.Slider
            assert spoken(widget, QAccessible.Text.Description), described(widget)
        if isinstance(widget, QComboBox):
            assert spoken(widget, QAccessible.Text.Value) == widget.currentText()


def test_tab_reads_the_set_up_from_top_to_bottom_and_column_after_column(start: Start) -> None:
    window = shown(start(experiment="xor_points"))
    order = reading_order(window)
    page = window.workspaces["network"].page
    whole = page.workspace
    parts = [window.top_bar, whole.digits, whole.setup, whole.stages, whole.below, whole.right, page.bar]
    met = [next(place for place, part in enumerate(parts) if part in upwards(widget)) for widget in order
           if any(part in upwards(widget) for part in parts)]
    assert met == sorted(met)
    setup = [widget for widget in order if window.workspaces["network"].page.workspace.setup in upwards(widget)]
    fields = [widget for widget in setup if isinstance(widget, QComboBox)]
    heights = [widget.mapTo(window, widget.rect().topLeft()).y() for widget in fields]
    assert heights == sorted(heights)
