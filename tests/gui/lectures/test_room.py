"""A lecture in the window under real keys: moving, presenting, typing, the list, another look, what is kept."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.lectures.spotlight import Pointing
from lectures.model import DESCENT, GRAPH, NETWORK, Stop
from tests.gui.hands import CONTROL
from tests.gui.lectures import theatre as beats
from tests.gui.lectures.theatre import ALT, Theatre

KEY = Qt.Key
REVEALED = Stop(beats.ASKED, revealed=True)


def press(theatre: Theatre, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses keys one after the other, each when the scene stands."""
    for key in keys:
        theatre.press(key, modifier=modifier)
        theatre.settle()


def test_arrows_space_and_a_remote_move_the_lecture(theatre: Theatre) -> None:
    theatre.open()
    theatre.focus_home()
    press(theatre, KEY.Key_Right, KEY.Key_Space)
    assert theatre.stop == Stop(beats.ASKED)
    press(theatre, KEY.Key_PageDown)
    assert theatre.stop == REVEALED
    press(theatre, KEY.Key_PageUp, KEY.Key_Left)
    assert theatre.stop == Stop(beats.ANIMATED)
    press(theatre, KEY.Key_End)
    assert theatre.stop == Stop(beats.GRAPH)
    press(theatre, KEY.Key_Home)
    assert theatre.stop == Stop(0)
    theatre.agrees()


def test_keys_move_it_on_every_page(theatre: Theatre) -> None:
    theatre.open(beats.TASK)
    theatre.focus_home()
    for shown in (DESCENT, GRAPH):
        press(theatre, KEY.Key_Right)
        assert theatre.window.current.name == shown
    press(theatre, KEY.Key_Left, KEY.Key_Left)
    assert theatre.window.current.name == NETWORK


def test_the_transport_keys_are_lent_and_given_back(theatre: Theatre) -> None:
    session = theatre.session
    theatre.open(beats.TASK)
    theatre.focus_home()
    press(theatre, KEY.Key_Left)
    assert theatre.stop == Stop(beats.TRAINED)
    theatre.leave()
    theatre.focus_home()
    place = session.moment.address
    press(theatre, KEY.Key_Right)
    assert session.moment.address > place
    press(theatre, KEY.Key_PageUp)
    assert session.moment.address == place


def test_leaving_the_lecture_ends_its_full_screen_and_a_maximised_window_stays_so(theatre: Theatre) -> None:
    theatre.window.showMaximized()
    theatre.open()
    theatre.focus_home()
    press(theatre, KEY.Key_F5)
    assert theatre.window.isFullScreen()
    QTest.mouseClick(theatre.panel.close_button, Qt.MouseButton.LeftButton)
    assert not theatre.window.isFullScreen(), "the keys that would end it are gone with the lecture"
    assert theatre.window.isMaximized()
    theatre.window.showNormal()
    theatre.window.resize(1280, 820)


def test_escape_leaves_full_screen_first_and_then_the_lecture(theatre: Theatre) -> None:
    theatre.open()
    theatre.focus_home()
    press(theatre, KEY.Key_F11)
    assert theatre.window.isFullScreen()
    press(theatre, KEY.Key_Escape)
    assert not theatre.window.isFullScreen()
    assert theatre.room.is_open
    press(theatre, KEY.Key_Escape)
    assert not theatre.room.is_open
    assert theatre.room.panel is None


def test_keys_of_a_presenter(theatre: Theatre) -> None:
    theatre.open()
    theatre.focus_home()
    presenting = theatre.room._presenting
    assert presenting is not None
    press(theatre, KEY.Key_S)
    assert presenting.pointing.shown is Pointing.SPOTLIGHT
    press(theatre, KEY.Key_L)
    assert presenting.pointing.shown is Pointing.POINTER
    press(theatre, KEY.Key_Escape)
    assert presenting.pointing.shown is Pointing.NOTHING
    assert theatre.room.is_open
    press(theatre, KEY.Key_B)
    assert presenting.blank.is_covering
    press(theatre, KEY.Key_B)
    assert not presenting.blank.is_covering
    assert theatre.stop == Stop(0)


def test_notes_open_in_a_window_of_their_own_and_go_with_the_lecture(theatre: Theatre) -> None:
    theatre.open()
    theatre.focus_home()
    presenting = theatre.room._presenting
    assert presenting is not None
    press(theatre, KEY.Key_N)
    assert presenting.notes is not None
    assert presenting.notes.isVisible()
    theatre.focus_home()
    press(theatre, KEY.Key_N)
    assert presenting.notes is None
    press(theatre, KEY.Key_N)
    theatre.leave()
    assert presenting.notes is None


def test_who_types_is_left_alone(theatre: Theatre) -> None:
    theatre.open(beats.DOWNHILL)
    descent = theatre.window.workspaces["descent"].page
    assert descent is not None
    line = descent.workspace.left.surface.start[0].line
    theatre.click(line)
    assert QApplication.focusWidget() is line
    theatre.press(KEY.Key_End)
    theatre.type("5")
    theatre.press(KEY.Key_Left, KEY.Key_Right, KEY.Key_Space, KEY.Key_Home, KEY.Key_B, KEY.Key_S, KEY.Key_L)
    assert theatre.stop == Stop(beats.DOWNHILL)
    assert theatre.room.list is None
    theatre.press(KEY.Key_PageDown)
    theatre.settle()
    assert theatre.stop == Stop(beats.GRAPH), "a line has no pages to turn"


def test_the_list_opens_by_key_and_begins_a_lecture(theatre: Theatre) -> None:
    theatre.focus_home()
    theatre.press(KEY.Key_L, modifier=ALT)
    assert theatre.room.list is not None
    assert theatre.window.pages.currentWidget() is theatre.room.list
    theatre.press(KEY.Key_L, modifier=ALT)
    assert theatre.room.list is None
    theatre.press(KEY.Key_L, modifier=ALT)
    made = theatre.room.list
    assert made is not None
    made.start_wanted.emit("01_gates", 1)
    theatre.settle()
    assert theatre.room.list is None
    assert theatre.stop == Stop(1)
    theatre.agrees()


def test_the_list_closes_where_a_page_comes_into_view(theatre: Theatre) -> None:
    theatre.focus_home()
    theatre.press(KEY.Key_L, modifier=ALT)
    theatre.press(KEY.Key_2, modifier=ALT)
    assert theatre.room.list is None
    assert theatre.window.current.name == DESCENT


def test_the_list_over_a_lecture_leaves_it_where_it_is(theatre: Theatre) -> None:
    theatre.open(beats.ANIMATED)
    theatre.focus_home()
    theatre.press(KEY.Key_L, modifier=ALT)
    assert theatre.room.list is not None
    theatre.press(KEY.Key_L, modifier=ALT)
    assert theatre.stop == Stop(beats.ANIMATED)
    theatre.agrees()


def test_another_look_leaves_the_lecture_as_it_is(own_theatre: Theatre) -> None:
    theatre = own_theatre
    theatre.open(beats.ASKED)
    theatre.director.choose(1)
    theatre.settle()
    for look in ({"theme": "dark"}, {"language": "ko"}, {"scale": 1.25}):
        former = theatre.panel
        theatre.change_look(**look)
        assert theatre.panel is not former
        assert theatre.panel.isVisible()
        assert theatre.stop == REVEALED
        assert theatre.director.chosen == 1
        assert not theatre.window.workspaces["network"].page.bar.isVisible()
        assert not theatre.window.workspaces["network"].page.workspace.digits.isVisible()
        theatre.agrees()
        theatre.focus_home()
        press(theatre, KEY.Key_PageUp)
        assert theatre.stop == Stop(beats.ASKED), "one press, one stop: the former keys are gone"
        press(theatre, KEY.Key_PageDown)
    assert theatre.panel.accessibleName().endswith("게이트")
    theatre.director.set_pace(1.0)
    theatre.director.next()
    assert theatre.director.is_performing
    theatre.change_look(theme="light")
    theatre.settle()
    assert theatre.stop == Stop(beats.TRAINED)
    theatre.agrees()
    theatre.leave()
    assert theatre.window.workspaces["network"].page.bar.isVisible()
    assert theatre.room.panel is None


def test_progress_is_kept(theatre: Theatre) -> None:
    theatre.open(beats.TASK)
    theatre.director.go_to(beats.ANIMATED)
    theatre.settle()
    theatre.leave()
    theatre.settings.sync()
    kept = QSettings(theatre.settings.fileName(), QSettings.Format.IniFormat)
    assert kept.value("lectures/01_gates") == f"{beats.ANIMATED} {beats.TASK} 7"
    theatre.room._progress = None
    theatre.room.open_named("01_gates")
    theatre.settle()
    assert theatre.stop == Stop(beats.ANIMATED)


def test_the_text_size_is_kept(theatre: Theatre) -> None:
    theatre.open()
    theatre.focus_home()
    width = theatre.panel.width()
    press(theatre, KEY.Key_Plus, modifier=CONTROL)
    scale = theatre.panel.text_scale
    assert scale > 1.0
    theatre.wait(lambda: theatre.panel.width() > width)
    theatre.leave()
    theatre.open()
    assert theatre.panel.text_scale == scale


def test_the_panel_leaves_the_picture_more_than_half_of_a_narrow_window(theatre: Theatre) -> None:
    theatre.open()
    theatre.panel.set_text_scale(2.0)
    theatre.window.resize(800, 700)
    QApplication.processEvents()
    assert theatre.window.pages.width() > 400
    theatre.window.resize(1280, 820)


def test_behind_the_last_beat_the_button_leads_to_the_next_lecture_and_no_key_does(theatre: Theatre) -> None:
    theatre.open(beats.GRAPH)
    theatre.focus_home()
    press(theatre, KEY.Key_Right)
    assert theatre.director.lecture is not None
    assert theatre.director.lecture.name == "01_gates", "one press too many of a remote control changes nothing"
    QTest.mouseClick(theatre.panel.foot.next, Qt.MouseButton.LeftButton)
    assert theatre.director.lecture.name == "02_down"
    assert theatre.stop == Stop(0)
    press(theatre, KEY.Key_Right)
    theatre.agrees()
    press(theatre, KEY.Key_Right)
    assert theatre.room.is_open
    QTest.mouseClick(theatre.panel.foot.next, Qt.MouseButton.LeftButton)
    assert not theatre.room.is_open, "behind the last beat of the last one it is over"
