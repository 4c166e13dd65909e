"""How the window looks, to be chosen: light or dark, the language, the size of the letters, how much moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.foundation.language import LANGUAGES
from gui.foundation.number_text import percent
from gui.foundation.settings import kept_number, kept_text
from gui.foundation.theme import LARGEST_SCALE, Theme

# How the window looks, and where that is kept.

SYSTEM = "system"
"""In place of a theme or a language: that of the desktop."""


@dataclass(frozen=True)
class Look:
    """What was chosen.

    Attributes
    ----------
    theme
        "light", "dark" or "system".
    language
        A language's code, or "system".
    scale
        The text size, 1 for normal.
    calm
        Whether pictures change at once instead of moving; None leaves it to the desktop.
    """

    theme: str = SYSTEM
    language: str = SYSTEM
    scale: float = 1.0
    calm: bool | None = None


def kept_look(settings: QSettings | None) -> Look:
    """The look of last time; whatever can't be one is as at the first start."""
    if settings is None:
        return Look()
    usual = Look()
    theme, language = kept_text(settings, "theme"), kept_text(settings, "language")
    codes = [code for code, _ in LANGUAGES]
    calm = {"true": True, "false": False}.get(kept_text(settings, "calm").lower())
    return Look(theme if theme in ("light", "dark") else usual.theme,
                language if language in codes else usual.language,
                kept_number(settings, "scale", 1.0, LARGEST_SCALE, usual.scale), calm)


def keep_look(look: Look, settings: QSettings | None) -> None:
    """Keeps the look for the next start."""
    if settings is not None:
        for name in ("theme", "language", "scale"):
            settings.setValue(name, getattr(look, name))
        if look.calm is None:
            settings.remove("calm")
        else:
            settings.setValue("calm", look.calm)


SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)


class LookMenus(QObject):
    """Menus that the menu bar and the buttons of the top bar share.

    Attributes
    ----------
    themes, languages, sizes
        One entry for each choice; that in force is ticked.
    calm
        The entry for less movement.

    Signals
    -------
    theme_chosen(str)
        "light", "dark" or "system".
    language_chosen(str), scale_chosen(float), calm_chosen(bool)
        A language's code; a text size, 1 for normal; whether less shall move.
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    scale_chosen = Signal(float)
    calm_chosen = Signal(bool)

    def __init__(self, look: Look, theme: Theme, language: str, window: QWidget) -> None:
        super().__init__(window)
        themes = ((SYSTEM, self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        self.themes = self._menu(self.tr("&Theme"), themes, look.theme, window)
        self.languages = self._menu(self.tr("&Language"), LANGUAGES, language, window)
        self.sizes = self._menu(self.tr("Text si&ze"), [(scale, percent(scale, 0)) for scale in SCALES], look.scale,
                                window)
        self.calm = QAction(self.tr("&Reduce motion"), self)
        self.calm.setCheckable(True)
        self.calm.setChecked(theme.still)
        self.calm.setStatusTip(self.tr("Pictures change at once instead of moving"))
        self.calm.triggered.connect(self.calm_chosen)
        self.themes.triggered.connect(self._choose_theme)
        self.languages.triggered.connect(self._choose_language)
        self.sizes.triggered.connect(self._choose_scale)

    def _menu(self, title: str, choices: Sequence[tuple[object, str]], chosen: object, window: QWidget) -> QMenu:
        menu = QMenu(title, window)
        group = QActionGroup(menu)
        for key, text in choices:
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(key == chosen)
            entry.setData(key)
            group.addAction(entry)
        return menu

    def _choose_theme(self, entry: QAction) -> None:
        self.theme_chosen.emit(entry.data())

    def _choose_language(self, entry: QAction) -> None:
        self.language_chosen.emit(entry.data())

    def _choose_scale(self, entry: QAction) -> None:
        self.scale_chosen.emit(entry.data())
