"""The keys of the whole window, pressed for real."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.run.jobs import Activity
from gui.run.session import Session
from gui.transport.keys import TransportKeys, install_keys
from gui.transport.transport_bar import TransportBar
from gui.widgets.fields import ChoiceBox
from gui.widgets.slider_with_value import SliderWithValue
from simulator.experiment import Experiment, Layer
from simulator.steps import START, Address, Granularity

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


class Window(QMainWindow):
    """A window with a bar and with all kinds of fields."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        theme, content = Theme(), QWidget()
        self.stage = QWidget()
        self.stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line = QLineEdit()
        self.spin = QSpinBox()
        self.text = QPlainTextEdit()
        self.choice = ChoiceBox([("a", "first"), ("b", "second")], theme)
        self.slider = SliderWithValue("w", 0.0, 10.0, 5.0, theme, steps=10)
        self.bar = TransportBar(session, theme)
        self.keys = install_keys(content, session.navigator)
        column = QVBoxLayout(content)
        for part in (self.stage, self.line, self.spin, self.text, self.choice, self.slider, self.bar):
            column.addWidget(part)
        self.setCentralWidget(content)
        self.resize(1440, 500)


@pytest.fixture
def window(qtbot: QtBot, light_look: None, session: Session) -> Window:
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.stage.setFocus()
    return window


def shortcut(keys: TransportKeys, text: str) -> QShortcut:
    return next(one for one in keys.shortcuts() if one.key().toString() == text)


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_PageDown])
def test_right_or_a_presenter_s_next_steps_forward(window: Window, session: Session, key: Qt.Key) -> None:
    QTest.keyClick(window.stage, key)
    assert session.moment.address == Address(0, 0, 1, 3)


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_PageUp])
def test_left_or_a_presenter_s_back_steps_backward(window: Window, session: Session, key: Qt.Key) -> None:
    session.navigator.go_to(Address(0, 0, 4, 0))
    QTest.keyClick(window.stage, key)
    assert session.moment.address == Address(0, 0, 3, 0)


def test_with_shift_the_arrows_step_one_grain_coarser(window: Window, session: Session) -> None:
    QTest.keyClick(window.stage, Key.Key_Right, SHIFT)
    assert session.moment.address == session.moment.route.end_of_sample(0, 0)
    QTest.keyClick(window.stage, Key.Key_Right, SHIFT)
    assert session.moment.address == session.moment.route.end_of_sample(0, 1)
    QTest.keyClick(window.stage, Key.Key_Left, SHIFT)
    assert session.moment.address == session.moment.route.end_of_sample(0, 0)
    assert session.navigator.granularity is Granularity.LAYER


def test_space_plays_and_pauses(window: Window, session: Session) -> None:
    QTest.keyClick(window.stage, Key.Key_Space)
    assert session.is_playing
    QTest.keyClick(window.stage, Key.Key_Space)
    assert session.navigator.activity is Activity.IDLE


def test_home_and_end_lead_to_the_ends_of_the_run(window: Window, session: Session) -> None:
    session.navigator.next(Granularity.STEP)
    session.navigator.next(Granularity.STEP)
    QTest.keyClick(window.stage, Key.Key_Home)
    assert session.moment.address == START
    QTest.keyClick(window.stage, Key.Key_End)
    assert session.moment.address == session.moment.route.end_of_step(1, 10)


@pytest.mark.parametrize(("key", "granularity"), [
    (Key.Key_1, Granularity.NEURON), (Key.Key_2, Granularity.LAYER), (Key.Key_3, Granularity.SAMPLE),
    (Key.Key_4, Granularity.STEP), (Key.Key_5, Granularity.EPOCH)])
def test_a_digit_chooses_the_granularity(
        window: Window, session: Session, key: Qt.Key, granularity: Granularity) -> None:
    session.navigator.set_granularity(Granularity.EPOCH if granularity is Granularity.NEURON else Granularity.NEURON)
    QTest.keyClick(window.stage, key)
    assert session.navigator.granularity is granularity


def test_the_number_pad_works_as_well(window: Window, session: Session) -> None:
    QTest.keyClick(window.stage, Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert session.navigator.granularity is Granularity.STEP


def test_the_keys_work_where_nothing_has_the_focus(window: Window, session: Session) -> None:
    window.stage.clearFocus()
    assert QApplication.focusWidget() is None
    QTest.keyClick(window, Key.Key_Right)
    assert session.moment.address == Address(0, 0, 1, 3)


# Fields


ALL_KEYS = [(Key.Key_Space, " "), (Key.Key_1, "1"), (Key.Key_5, "5"), (Key.Key_Left, ""), (Key.Key_Right, ""),
            (Key.Key_Home, ""), (Key.Key_End, ""), (Key.Key_PageUp, ""), (Key.Key_PageDown, "")]


@pytest.mark.parametrize("field", ["line", "text", "spin"])
def test_whoever_types_is_left_alone(window: Window, session: Session, field: str) -> None:
    widget = getattr(window, field)
    session.navigator.go_to(Address(0, 0, 4, 0))
    widget.setFocus()
    for key, _ in ALL_KEYS:
        QTest.keyClick(widget, key)
    assert session.moment.address == Address(0, 0, 4, 0)
    assert (session.navigator.granularity, session.navigator.activity) == (Granularity.LAYER, Activity.IDLE)


def test_a_field_gets_what_is_typed(window: Window) -> None:
    window.line.setFocus()
    for key, _ in ALL_KEYS:
        QTest.keyClick(window.line, key)
    assert window.line.text() == "".join(text for _, text in ALL_KEYS)


def test_a_spin_box_turns_its_pages(window: Window) -> None:
    window.spin.setFocus()
    QTest.keyClick(window.spin, Key.Key_PageUp)
    assert window.spin.value() == 10


def test_the_keys_come_back_when_the_field_is_left(window: Window, session: Session) -> None:
    window.line.setFocus()
    QTest.mouseClick(window.bar.timeline, LEFT, pos=window.bar.timeline.rect().center())
    before = session.moment.address
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Right)
    assert session.moment.address > before


def test_a_field_that_can_t_be_changed_takes_no_keys(window: Window, session: Session) -> None:
    window.line.setReadOnly(True)
    window.line.setFocus()
    QTest.keyClick(window.line, Key.Key_PageDown)
    assert session.moment.address == Address(0, 0, 1, 3)


def test_an_open_list_keeps_the_keys(window: Window, session: Session, qtbot: QtBot) -> None:
    QTest.mouseClick(window.choice, LEFT)
    popup = window.choice.view()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Key.Key_Right)
    QTest.keyClick(popup, Key.Key_2)
    QTest.keyClick(popup, Key.Key_Down)
    assert (session.moment.address, session.navigator.granularity) == (START, Granularity.LAYER)
    QTest.keyClick(popup, Key.Key_Return)
    qtbot.waitUntil(lambda: not popup.isVisible())
    assert window.choice.key() == "b"


# Widgets with keys of their own


def test_a_slider_reached_with_tab_keeps_its_arrows(window: Window, session: Session) -> None:
    window.slider.slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.slider.slider, Key.Key_Right)
    assert (window.slider.value(), session.moment.address) == (6.0, START)
    QTest.keyClick(window.slider.slider, Key.Key_Space)
    assert session.is_playing, "it has no use for Space"


def test_a_slider_that_was_clicked_leaves_the_arrows_to_the_window(window: Window, session: Session) -> None:
    QTest.mouseClick(window.slider.slider, LEFT)
    value = window.slider.value()
    QTest.keyClick(window.slider.slider, Key.Key_Right)
    assert (window.slider.value(), session.moment.address) == (value, Address(0, 0, 1, 3))


def test_space_presses_the_button_that_was_reached_with_tab(window: Window, session: Session) -> None:
    window.bar.moves.next.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.bar.moves.next, Key.Key_Space)
    assert (session.moment.address, session.navigator.activity) == (Address(0, 0, 1, 3), Activity.IDLE)


def test_space_plays_after_a_click_on_a_button(window: Window, session: Session) -> None:
    QTest.mouseClick(window.bar.moves.next, LEFT)
    QTest.keyClick(window.bar.moves.next, Key.Key_Space)
    assert session.is_playing


# Keys that are held down


def hold(window: Window, text: str) -> None:
    """One repetition of a key that is held down: first it is asked who wants it, then the shortcut is activated."""
    arrow = {"Right": Key.Key_Right, "Left": Key.Key_Left}[text]
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, arrow, Qt.KeyboardModifier.NoModifier, "", True, 1)
    QApplication.sendEvent(window.stage, asked)
    shortcut(window.keys, text).activated.emit()


def rest() -> None:
    QApplication.processEvents()
    QApplication.processEvents()


def test_a_key_that_is_held_down_goes_on_stepping(window: Window, session: Session) -> None:
    QTest.keyPress(window.stage, Key.Key_Right)
    for _ in range(3):
        rest()
        hold(window, "Right")
    assert session.moment.address.station == 4


def test_repetitions_don_t_pile_up_before_the_window_has_come_to_rest(window: Window, session: Session) -> None:
    QTest.keyPress(window.stage, Key.Key_Right)
    rest()
    for _ in range(5):
        hold(window, "Right")
    assert session.moment.address.station == 2


def test_repetitions_are_ignored_while_the_cursor_travels_but_a_new_press_counts(
        window: Window, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        session.navigator.next(Granularity.STEP)
    monkeypatch.setattr("gui.run.jobs.QUICK_SECONDS", -1.0)
    session.navigator.set_granularity(Granularity.STEP)
    QTest.keyClick(window.stage, Key.Key_Left)
    assert session.navigator.activity is Activity.TRAVELLING
    window.keys._rest.stop()
    hold(window, "Left")
    session.worker.wait()
    assert session.moment.address == session.moment.route.end_of_step(3, 10), "one step, not two"
    QTest.keyClick(window.stage, Key.Key_Left)
    QTest.keyClick(window.stage, Key.Key_Left)
    session.worker.wait()
    assert session.moment.address.step < 3


@pytest.mark.parametrize("text", ["Space", "Home", "End", "1", "5"])
def test_keys_that_choose_act_once_however_long_they_are_held(window: Window, text: str) -> None:
    assert not shortcut(window.keys, text).autoRepeat()


def test_the_keys_go_with_what_they_were_given_to(window: Window, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.keys.destroyed):
        content = QWidget()
        install_keys(content, session.navigator)
        window.setCentralWidget(content)
    QTest.keyClick(window, Key.Key_Right)
    assert session.moment.address == Address(0, 0, 1, 3), "once, by the new ones"
