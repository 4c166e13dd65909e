"""The application: style, language, the session and its window, uncaught errors, and pictures without a display."""

from __future__ import annotations

import ctypes
import gc
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import threadpoolctl
from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QToolTip

from documents.atomic import clean_up, write_export
from gui.command_line import Options, UsageError, beat_index
from gui.commands.look_menus import SYSTEM, Look, keep_look, kept_look
from gui.digits.paper import first_sample
from gui.documents.openable import FIRST_EXPERIMENT, Kind, kind_of, names_data, opened
from gui.documents.question import Answer, Question
from gui.documents.recovery import usual_recovery_folder
from gui.failure.keeper import FailureKeeper, guard_overrides, what_is_open
from gui.failure.log import ProgramLog, log_folder
from gui.foundation.application_icon import application_icon
from gui.foundation.formulas import Formulas
from gui.foundation.language import error_text, install_language
from gui.foundation.pointer_moves import report_every_move
from gui.foundation.settings import open_settings
from gui.foundation.theme import ASSETS, LIGHT, Theme, blend, contrast, install_fonts, system_is_dark
from gui.foundation.waiting import wait_until
from gui.run.session import Session
from gui.version import VERSION
from gui.window.endings import Endings
from gui.window.main_window import MainWindow, WindowMemory
from gui.workspaces import NAMES
from simulator.datasets.data_set import DataSet
from simulator.experiment import Experiment, preset

if TYPE_CHECKING:
    from simulator.descent.setup import DescentSetup


# Python's garbage, collected where windows are made and nowhere else.
#
# Python collects garbage in whichever thread happens to make the next object. Were a thread that trains, or one that
# typesets a formula, to do away with a widget that nobody needs any more, Qt would be used from the wrong thread, and
# the program might stand still for good.

INTERVAL = 500
"""Milliseconds between two looks."""
_BETWEEN_WHOLE_ONES = 20.0
"""Seconds that pass at least before all of the memory is looked through again."""


class GarbageCollector(QObject):
    """Collects in the thread that it was made in; from then on Python does not by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._last_whole = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def postpone(self) -> None:
        """Looks a whole interval from now: whoever has just waited for something else must not wait for this, too."""
        self._timer.start()

    def stop(self) -> None:
        """Collects no more: the program ends."""
        self._timer.stop()

    def _look(self) -> None:
        if time.monotonic() - self._last_whole < _BETWEEN_WHOLE_ONES:
            collect_if_due(oldest=1)
        elif collect_if_due() == 2:
            self._last_whole = time.monotonic()


def collect_if_due(oldest: int = 2) -> int:
    """Collects as Python would by itself: the oldest generation of objects of which there are too many new ones.

    Parameters
    ----------
    oldest
        The oldest generation that is looked at, 0 to 2.

    Returns
    -------
    The generation that was collected, −1 for none.
    """
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in range(oldest, -1, -1):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return generation
    return -1


# Whether a window can be shown at all. Qt aborts the process where it can't, so we ask first.

_NEEDING_NOTHING = ("offscreen", "minimal", "vnc")
_REMEDY = "start it on a desktop, or use --screenshot OUT.png, which needs no display"


def check_display() -> None:
    """Passes where a window can be shown.

    Raises
    ------
    UsageError
        If there is no display, or the display can't be reached, or Qt lacks a system library for it.
    """
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if platform in _NEEDING_NOTHING:
        return
    if platform not in ("", "xcb", "wayland", "wayland-egl"):
        _try_out(platform)
        return
    wayland, name = os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("DISPLAY", "")
    if platform != "xcb" and _wayland_answers(wayland):
        return
    if platform.startswith("wayland"):
        raise UsageError(f"QT_QPA_PLATFORM={platform} needs a Wayland display, and none answers; unset it, or "
                         f"{_REMEDY}")
    if not name and wayland:
        raise UsageError(f"the display WAYLAND_DISPLAY={wayland} does not answer, and DISPLAY names none; {_REMEDY}")
    if not name:
        raise UsageError(f"Deltaflow needs a display, and neither DISPLAY nor WAYLAND_DISPLAY names one; {_REMEDY}")
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise UsageError(f"Qt lacks a system library ({error}); run: sudo apt-get install libxcb-cursor0") from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise UsageError(f"the display {name} can't be reached; {_REMEDY}")
    os.environ["QT_QPA_PLATFORM"] = "xcb"  # or Qt would first try a Wayland display that does not answer


def _wayland_answers(name: str) -> bool:
    if not name:
        return False
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name))
    except OSError:  # left over from a session that has ended
        return False
    return True


def _try_out(platform: str) -> None:
    """Starts Qt on a rare platform in a process of its own, where it may abort."""
    code = ("from PySide6.QtGui import QGuiApplication, QRasterWindow; app = QGuiApplication([]); "
            "window = QRasterWindow(); window.show(); app.processEvents()")
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    if result.returncode != 0:
        raise UsageError(f"Qt can't start with QT_QPA_PLATFORM={platform}; unset it, or {_REMEDY}")


# The style sheet: how Qt's own widgets and those of `gui.widgets` look in a theme.
#
# Widgets choose among the looks below by dynamic properties, so that no widget carries a style sheet of its own:
#
# ==============  =====================================  =======================================================
# property        values                                 meaning
# ==============  =====================================  =======================================================
# ``part``        card, segments, banner, field …        the kind of a frame
# ``tone``        dim, error, warning, good, accent      colour of a label's letters
# ``ring``        true                                   the keyboard's focus has come by key: show the ring
# ``wrong``       true                                   a field whose text could not be taken over
# ==============  =====================================  =======================================================

TEXT_SIZE = 13
RING_CONTRAST = 3.0
_STYLE = "fusion"
_EFFECTS = (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo,
            Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip)
"""What Qt lets slide or fade in by itself, on desktops that want it."""

_GROUNDS = """
QMainWindow, QDialog { background: $window; }
QLabel { background: transparent; }
QLabel[tone="dim"] { color: $text_dim; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="good"] { color: $good; }
QLabel:disabled { color: $text_disabled; }
QFrame[part="card"] { background: $card; border: ${hair}px solid $line; border-radius: ${card_radius}px; }
QFrame[part="rule"] { background: $line; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $line; }
QToolTip { color: $text; background: $card; border: ${hair}px solid $outline; padding: ${p4}px ${p6}px; }
"""

_BUTTONS = """
QPushButton, QToolButton {
    color: $text; background: $card; border: ${hair}px solid $field_line; border-radius: ${radius}px;
    padding: 0 ${p12}px; }
QPushButton[look] { padding: 0; }
QPushButton:hover, QToolButton:hover { background: $window; border-color: $outline; }
QPushButton:pressed, QToolButton:pressed { background: $sunken; }
QPushButton:disabled, QToolButton:disabled { color: $text_disabled; background: $card; border-color: $line; }
QPushButton[look="primary"] { color: $on_accent; background: $accent; border-color: $accent; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed {
    background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:disabled { color: $text_disabled; background: $sunken; border-color: $sunken; }
QDialogButtonBox QPushButton { min-height: ${p28}px; min-width: ${p48}px; }
QToolButton { padding: 0; }
QToolButton[look="flat"] { background: transparent; border-color: transparent; }
QToolButton[look="flat"]:hover { background: $sunken; }
QToolButton[look="flat"]:disabled { border-color: transparent; background: transparent; }
QToolButton[look="primary"] { background: $accent; border-color: $accent; }
QToolButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QToolButton[look="primary"]:disabled { background: $sunken; border-color: $sunken; }
QToolButton:checked { background: $accent; border-color: $accent; }
QToolButton:checked:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[ring="true"], QToolButton[ring="true"] { border: ${p2}px solid $focus; }
QFrame[part="segments"] { background: $card; border: ${hair}px solid $field_line; border-radius: ${radius}px; }
QFrame[part="segments"] QPushButton { border: none; border-radius: 0; background: transparent; padding: 0; }
QFrame[part="segments"] QPushButton[follows="true"] { border-left: ${hair}px solid $line; }
QFrame[part="segments"] QPushButton[place="first"] {
    border-top-left-radius: ${inner}px; border-bottom-left-radius: ${inner}px; }
QFrame[part="segments"] QPushButton[place="last"] {
    border-top-right-radius: ${inner}px; border-bottom-right-radius: ${inner}px; }
QFrame[part="segments"] QPushButton[place="only"] { border-radius: ${inner}px; }
QFrame[part="segments"] QPushButton:hover { background: $sunken; }
QFrame[part="segments"] QPushButton:checked { color: $on_accent; background: $accent; }
QFrame[part="segments"] QPushButton:checked:disabled { color: $text_disabled; background: $sunken; }
QFrame[part="segments"] QPushButton[ring="true"] { border: ${p2}px solid $focus; }
QPushButton[look="primary"][ring="true"], QToolButton[look="primary"][ring="true"], QToolButton:checked[ring="true"],
QFrame[part="segments"] QPushButton:checked[ring="true"] { border: ${p2}px solid $focus_on_accent; }
"""

_FIELDS = """
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit {
    color: $text; background: $card; border: ${hair}px solid $outline; border-radius: ${radius}px;
    padding: 0 ${p8}px; selection-color: $on_accent; selection-background-color: $accent; }
QLineEdit:hover, QComboBox:hover { border-color: $text_dim; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox[ring="true"] {
    border: ${p2}px solid $focus; padding: 0 ${p8_less}px; }
QPlainTextEdit, QPlainTextEdit:focus { padding: ${p4}px; border-width: ${p2}px; }
QLineEdit:disabled, QComboBox:disabled { color: $text_disabled; background: $window; border-color: $line; }
QLineEdit[wanted="true"], QComboBox[wanted="true"] { border: ${p2}px solid $focus; padding: 0 ${p8_less}px; }
QLineEdit[wrong="true"] { border: ${p2}px solid $error; padding: 0 ${p8_less}px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { width: ${p20}px; border: none; }
QComboBox::down-arrow { image: url("$icons/sheet-chevron.svg"); width: ${p14}px; height: ${p14}px; }
QComboBox QAbstractItemView {
    color: $text; background: $card; border: ${hair}px solid $outline; outline: none; padding: ${p4}px 0;
    selection-color: $text; selection-background-color: $sunken; }
QComboBox QAbstractItemView::item { min-height: ${p28}px; padding: 0 ${p8}px; border: none; }
QComboBox QAbstractItemView::item:selected { color: $text; background: $sunken; }
QComboBox QAbstractItemView::item:disabled { color: $text_disabled; }
QCheckBox, QRadioButton { spacing: ${p8}px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_disabled; }
QCheckBox::indicator {
    width: ${p14}px; height: ${p14}px; border: ${hair}px solid $outline; border-radius: ${p3}px; background: $card; }
QCheckBox::indicator:hover { border-color: $text; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/$check"); }
QCheckBox::indicator:disabled { border-color: $line; background: $window; }
QCheckBox[ring="true"]::indicator { border: ${p2}px solid $focus; width: ${p12}px; height: ${p12}px; }
"""

_SLIDERS = """
QSlider { background: transparent; }
QSlider::groove:horizontal { height: ${p4}px; border-radius: ${p2}px; background: $track; }
QSlider::sub-page:horizontal { height: ${p4}px; border-radius: ${p2}px; background: $accent; }
QSlider::sub-page:horizontal:disabled { background: $text_disabled; }
QSlider::handle:horizontal {
    width: ${handle}px; height: ${handle}px; margin: -${handle_over}px 0;
    border: ${p2}px solid $accent; border-radius: ${handle_radius}px; background: $card; }
QSlider::handle:horizontal:hover { background: $sunken; }
QSlider[ring="true"]::handle:horizontal { border-color: $focus; background: $focus; }
QSlider::handle:horizontal:disabled { border-color: $text_disabled; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${p10}px; }
QScrollBar:horizontal { height: ${p10}px; }
QScrollBar::handle { background: $thumb; border-radius: ${p3}px; margin: ${p2}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $outline; }
QScrollBar::handle:vertical { min-height: ${p28}px; }
QScrollBar::handle:horizontal { min-width: ${p28}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
"""

_TABLES = """
QTableView[part="numbers"] {
    color: $text; background: $card; border: ${p2}px solid transparent; outline: none;
    selection-color: $on_accent; selection-background-color: $accent; }
QTableView[part="numbers"][ring="true"] { border-color: $focus; }
QTableView[part="numbers"]::item { border: none; padding: 0 ${p8}px; }
QTableView[part="numbers"] QHeaderView { background: $card; }
QTableView[part="numbers"] QHeaderView::section {
    color: $text_dim; background: $card; border: none; border-bottom: ${hair}px solid $line; padding: 0 ${p8}px; }
QTableView[part="numbers"] QTableCornerButton::section { background: $card; border: none; }
"""

_WINDOWS = """
QMenuBar { color: $text; background: $window; border: none; padding: 0 ${p8}px; }
QMenuBar::item { padding: ${p4}px ${p8}px; background: transparent; border-radius: ${p4}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $sunken; }
QFrame[part="palette"] { background: $card; border: ${hair}px solid $outline; border-radius: ${card_radius}px; }
QFrame[part="palette"] QListWidget { background: transparent; border: none; outline: none; }
QLabel[part="key"] { background: $sunken; border: ${hair}px solid $line; border-radius: ${p4}px;
    padding: ${hair}px ${p6}px; }
QMenu { color: $text; background: $card; border: ${hair}px solid $outline; padding: ${p4}px 0; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; background: transparent; }
QMenu::item:selected { background: $sunken; }
QMenu::item:disabled { color: $text_disabled; }
QMenu::separator { height: ${hair}px; background: $line; margin: ${p4}px 0; }
QFrame[part="banner"] { border: ${hair}px solid $line; border-radius: ${radius}px; background: $card; }
QFrame[part="banner"][kind="info"] { background: $info_ground; border-color: $info_line; }
QFrame[part="banner"][kind="warning"] { background: $warning_ground; border-color: $warning_line; }
QFrame[part="banner"][kind="error"] { background: $error_ground; border-color: $error_line; }
"""


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole application in a theme."""
    parts = _GROUNDS + _BUTTONS + _FIELDS + _SLIDERS + _TABLES + _WINDOWS
    return Template(parts).substitute(_colors(theme) | _measures(theme))


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole application a theme: style, palette, typeface and style sheet."""
    # WORKAROUND: from one sheet to the next Qt goes through all that it has ever styled, hidden widgets of charts
    # that are gone among them, and crashes; without a sheet in between it forgets them.
    with garbage_kept():
        app.setStyleSheet("")
        apply_look(app, theme)
        app.setStyleSheet(style_sheet(theme))


@contextmanager
def garbage_kept() -> Iterator[None]:
    """While the whole application's style changes, no garbage is collected.

    Qt then goes through a list of all widgets and sends each of them events, some of which Python answers. Were it to
    collect garbage on the way, widgets that nobody needs any more would be gone while they stand in that list.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def apply_look(app: QApplication, theme: Theme) -> None:
    """Give the whole application all of a theme but its style sheet.

    Before many widgets are made: with a sheet Qt styles each of them again whenever it gets a parent, and setting the
    sheet once they are all in place takes a third of that time.
    """
    # WORKAROUND: without this attribute Qt forgets a font that was set after a widget had been styled as soon as the
    # widget gets another parent or another style sheet.
    app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    if app.style().name() != _STYLE:  # set again, it would style every widget anew
        app.setStyle(_STYLE)
    app.setPalette(theme.palette())
    app.setFont(theme.font(TEXT_SIZE))
    QToolTip.setFont(theme.font(12))
    for effect in _EFFECTS if theme.still else ():
        app.setEffectEnabled(effect, False)


def _colors(theme: Theme) -> dict[str, str]:
    names = ("window", "card", "sunken", "line", "outline", "text", "text_dim", "text_disabled", "accent",
             "accent_hover", "on_accent", "focus", "warning", "error", "good")
    colors: dict[str, QColor] = {name: getattr(theme, name) for name in names}
    colors["field_line"] = blend(theme.line, theme.outline, 0.35)
    colors["focus_on_accent"] = focus_on_accent(theme)
    colors["thumb"] = blend(theme.card, theme.outline, 0.6)
    colors["track"] = blend(theme.card, theme.outline, 0.35)
    for kind, tone in (("info", theme.focus), ("warning", theme.warning), ("error", theme.error)):
        colors[f"{kind}_ground"] = blend(theme.card, tone, 0.07)
        colors[f"{kind}_line"] = blend(theme.card, tone, 0.35)
    return {name: color.name() for name, color in colors.items()}


def focus_on_accent(theme: Theme) -> QColor:
    """The ring of what is filled with the accent: it stands out from the fill as well."""
    return theme.focus if contrast(theme.focus, theme.accent) >= RING_CONTRAST else QColor(LIGHT["focus"])


def _measures(theme: Theme) -> dict[str, str]:
    handle = theme.px(10)
    lengths = {f"p{n}": theme.px(n) for n in (2, 3, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 48)}
    lengths |= {
        "hair": theme.px(1), "radius": theme.px(6), "card_radius": theme.px(8),
        "inner": theme.px(6) - theme.px(1), "p8_less": theme.px(8) - theme.px(2) + theme.px(1), "handle": handle,
        "handle_over": (handle + 2 * theme.px(2) - theme.px(4)) // 2,
        "handle_radius": (handle + 2 * theme.px(2)) // 2,
    }
    files = {"icons": (ASSETS / "icons").as_posix(), "check": f"sheet-check-{'dark' if theme.dark else 'light'}.svg"}
    return {name: str(length) for name, length in lengths.items()} | files


# Whether the desktop asks for less motion on the screen.
#
# A person can choose otherwise, see `gui.app.Look`; what comes of both is handed to every view with its `Theme`
# (`Theme.still`), as colours and sizes are.

def platform_reduces_motion() -> bool:
    """Whether the desktop asks for less motion; one that doesn't say lets things move."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return False
    asked = _motion_preference(app)
    if asked is not None:
        return asked
    # where Qt doesn't hear of the preference, desktops that have one let the style's own animations take no time
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


def _motion_preference(app: QGuiApplication) -> bool | None:
    """What Qt says of it, which it can't before its later versions."""
    hints = getattr(app.styleHints(), "accessibility", lambda: None)()  # since 6.10
    preference = getattr(hints, "motionPreference", lambda: None)()  # later still
    return None if preference is None else "Reduced" in str(preference)


_ARENA_MAX = -8
"""M_ARENA_MAX of glibc's `mallopt`."""
LONGEST_WAIT = 20.0
"""Seconds after which a picture is taken although something still goes on."""


class Deltaflow(QObject):
    """The running program.

    Parameters
    ----------
    remembers
        Whether somebody is there for whom look, layout and unsaved work are kept.
    """

    def __init__(self, app: QApplication, options: Options, *, remembers: bool) -> None:
        super().__init__(app)
        guard_overrides()
        report_every_move()
        # While a thread trains, the window waits this long at most for its turn: the default is 5 ms.
        sys.setswitchinterval(0.001)
        self._app = app
        self._garbage = GarbageCollector(self)
        self._settings = open_settings() if remembers else None
        self._formulas = Formulas(Theme(), self)
        app.aboutToQuit.connect(self.end)
        self.look = self._first_look(options)
        self.session = _session_for(options)
        self.session.setParent(self)
        is_network = options.workspace == NAMES[0]
        for _ in range(options.steps if is_network else 0):  # before the window is there: nobody sees them one by one
            self.session.navigator.next()
            self.session.worker.wait()
        self.window = MainWindow(self.session, _setup_for(options), self._settings,
                                 recovery_folder=usual_recovery_folder() if remembers else None, asks=remembers)
        self.window.reset_wanted.connect(self._reset)
        self._compose()
        self.memory = WindowMemory(self.window, self._settings)
        self.memory.restore(size=options.size is None)
        if not is_network:
            self._open(options.workspace, options.steps)
        if options.file is not None and _is_opened_by_window(options):
            self.window.desk.open_path(options.file)
        if options.size is not None:
            self.window.resize(*options.size)
        app.styleHints().colorSchemeChanged.connect(self._on_system_theme)

    def change_look(self, look: Look) -> None:
        """Makes the window anew in another look."""
        self.look = look
        keep_look(look, self._settings)
        self._compose()

    def open_lecture(self, options: Options) -> None:
        """Begins the lecture that was asked for, or writes it down.

        Raises
        ------
        UsageError
            If it can't be opened, or can't be written.
        """
        from gui.lectures.taking_home import ANIMATION_WINDOW, HANDOUT_WINDOW, write  # noqa: PLC0415

        window = self.window
        try:
            lecture = window.lectures.usable(str(options.lecture))
            beat = beat_index(options, len(lecture.beats))
            if options.handout is None and options.animation is None:
                if not options.needs_display:
                    window.lectures.director.set_pace(0.0)
                window.lectures.open(lecture, beat)
                return
            if options.size is None:
                window.resize(ANIMATION_WINDOW if options.handout is None else HANDOUT_WINDOW)
            write(window, lecture, self._formulas, self.language, handout=options.handout,
                  animation=options.animation, beat=beat if options.beat else None)
        except ValueError as error:  # a window that has this run write for it shows the reason
            raise UsageError(error_text(error)) from error

    def settle(self) -> None:
        """Waits until nothing moves any more."""
        wait_until(lambda: self.session.navigator.is_settled and self.window.is_settled and self._formulas.is_idle(),
                   LONGEST_WAIT)
        self._app.processEvents()

    def keep_at_once(self) -> None:
        """Keeps all that isn't saved before it returns: the program is about to be ended from outside."""
        self.window.desk.keep_at_once()
        if self.window.lectures.editor is not None:
            self.window.lectures.editor.save()

    def finish(self, options: Options) -> None:
        """Ends what must not be left half done; the process is gone then."""
        self.window.end_processes()
        self.window.desk.finish()
        if self._settings is not None:
            self._settings.sync()
        for path in (options.screenshot, options.handout, options.animation):
            if path is not None:
                clean_up(path, own=True)

    def end(self) -> None:
        """Ends the threads."""
        self._garbage.stop()
        self.window.desk.close()
        self.session.close()
        self._formulas.close()

    def _first_look(self, options: Options) -> Look:
        kept = kept_look(self._settings)
        return replace(kept, theme=options.theme or kept.theme, language=options.language or kept.language)

    def _compose(self) -> None:
        dark = self.look.theme == "dark" or (self.look.theme == SYSTEM and system_is_dark(self._app))
        still = platform_reduces_motion() if self.look.calm is None else self.look.calm
        self.theme = theme = Theme(dark, self.look.scale, still)
        self.language = language = install_language(self._app, self.look.language)
        with garbage_kept():
            self._app.setStyleSheet("")
            apply_look(self._app, theme)
            self._formulas.set_theme(theme)
            self.window.compose(theme, language, self._formulas, self.look)
            self._app.setStyleSheet(style_sheet(theme))
        self._garbage.postpone()
        toggled = "light" if dark else "dark"
        self.window.top_bar.theme_toggled.connect(lambda: self.change_look(replace(self.look, theme=toggled)))
        looks = self.window.looks
        looks.theme_chosen.connect(lambda name: self.change_look(replace(self.look, theme=name)))
        looks.language_chosen.connect(lambda code: self.change_look(replace(self.look, language=code)))
        looks.scale_chosen.connect(lambda scale: self.change_look(replace(self.look, scale=scale)))
        looks.calm_chosen.connect(lambda calm: self.change_look(replace(self.look, calm=calm)))

    def _open(self, workspace: str, steps: int) -> None:
        self.window.show_workspace(workspace)
        self.window.current.open_at(steps)

    def _reset(self) -> None:
        """The window as at the first start; documents, lectures of one's own and progress stay."""
        words = (self.tr("Put the window back as it was at the first start?"),
                 self.tr("Theme, language, text size, columns and pages. Your work, your lectures and how far you "
                         "have come in the course stay."))
        answers = (Answer("reset", self.tr("Put &back")), Answer("cancel", self.tr("Cancel")))
        if Question(*words, answers, self.theme, self.window).ask() == "reset":
            self.memory.reset()
            self.change_look(Look())

    def _on_system_theme(self) -> None:
        if self.look.theme == SYSTEM:
            self._compose()


def run(options: Options) -> int:
    """Shows the window until it is closed, or writes a picture of it; gives the exit status.

    Raises
    ------
    UsageError
        If there is no display, or what was asked for can't be opened.
    """
    if options.check_lecture is not None:
        from lectures.library import main as check  # noqa: PLC0415 - nobody else needs it

        return check([str(options.check_lecture)])
    if not options.needs_display:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    else:
        check_display()
    # Products as small as ours run many times slower on two threads than on one.
    threadpoolctl.threadpool_limits(limits=1, user_api="blas")
    _settle_the_heap()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Deltaflow")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("deltaflow")
    app.setWindowIcon(application_icon())
    log = ProgramLog(log_folder())
    with log.running(VERSION, sys.argv[1:]):
        return _run(app, options, log)


def _run(app: QApplication, options: Options, log: ProgramLog) -> int:
    install_fonts()
    deltaflow = Deltaflow(app, options, remembers=options.needs_display)
    window = deltaflow.window
    keeper = FailureKeeper(window if options.needs_display else None, log, keep_document=window.desk.keep_now,
                           describe=partial(what_is_open, window), theme=lambda: deltaflow.theme, version=VERSION)
    keeper.quit_wanted.connect(window.close)
    window.desk.copied.connect(keeper.tell_kept)
    keeper.install()
    endings = Endings(deltaflow.keep_at_once, partial(deltaflow.finish, options), log, waits=options.needs_display,
                      parent=app)
    endings.install(app)
    try:
        return _show(app, deltaflow, options)
    finally:
        endings.uninstall()
        keeper.uninstall()


def _show(app: QApplication, deltaflow: Deltaflow, options: Options) -> int:
    deltaflow.window.show()
    deltaflow.window.activateWindow()
    gc.freeze()
    if options.lecture is not None:
        deltaflow.open_lecture(options)
    if options.needs_display:
        QTimer.singleShot(0, deltaflow.window.desk.offer_recovery)  # whatever lies there, the program starts
        return app.exec()
    if options.screenshot is None:
        deltaflow.window.close()
        return 0
    deltaflow.settle()
    picture, refusal = deltaflow.window.grab(), deltaflow.window.desk.refusal
    deltaflow.window.close()
    if refusal:
        raise UsageError(refusal)
    try:
        write_export(options.screenshot, partial(_write_picture, picture))
    except ValueError as error:
        raise UsageError(error_text(error)) from error
    return 0


def _write_picture(picture: QPixmap, file: BinaryIO) -> None:
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(content, "PNG")
    file.write(content.data().data())


def _session_for(options: Options) -> Session:
    try:
        experiment, data = _beginning(options)
        own = first_sample(data) if data.image_shape is not None else None
        return Session(experiment, data, own)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _setup_for(options: Options) -> DescentSetup | None:
    if options.surface is None:
        return None
    from simulator.descent.setup import DescentSetup  # noqa: PLC0415 - only those who ask for it wait for it

    try:
        return DescentSetup(options.surface)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _is_opened_by_window(options: Options) -> bool:
    """Whether the file is opened once the window is there: a document, and what a person has to be asked about."""
    if options.file is None:
        return False
    return kind_of(options.file) is Kind.DOCUMENT or (options.needs_display and names_data(options.file))


def _beginning(options: Options) -> tuple[Experiment, DataSet]:
    if options.file is not None and not _is_opened_by_window(options):
        return opened(options.file)
    experiment = preset(options.experiment or FIRST_EXPERIMENT)
    return experiment, experiment.open_data()


def _settle_the_heap() -> None:
    # glibc gives each thread an arena of its own, up to 16 on two cores, and what is freed in one is of no use to the
    # others: memory grows for hours. Two are enough: one thread trains while the other one draws.
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library has none of it
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)
    # glibc hands the top of the heap back after every few freed arrays of our size, and asks for it again at once.
    # Having freed one large block makes it keep what it has.
    np.empty(2_000_000)
