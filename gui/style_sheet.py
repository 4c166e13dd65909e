"""The style sheet: how Qt's own widgets and those of `gui.widgets` look in a theme.

Widgets choose among the looks below by dynamic properties, so that no widget carries a style sheet of its own:

==============  =====================================  =======================================================
property        values                                 meaning
==============  =====================================  =======================================================
``part``        card, segments, banner, field …        the kind of a frame
``tone``        dim, error, warning, good, accent      colour of a label's letters
``ring``        true                                   the keyboard's focus has come by key: show the ring
``wrong``       true                                   a field whose text could not be taken over
==============  =====================================  =======================================================
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QToolTip

from gui.theme import ASSETS, LIGHT, Theme, blend, contrast

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
