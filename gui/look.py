"""How the window looks, and where that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings

from gui.language import LANGUAGES
from gui.settings import kept_number, kept_text
from gui.theme import LARGEST_SCALE

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
