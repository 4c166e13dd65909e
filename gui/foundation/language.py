"""The language of the window: English is the source, Korean ships with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gui.foundation.theme import ASSETS
from simulator.errors import Explained, Label, Phrase, message_text, value_text

SOURCE_LANGUAGE = "en"
LANGUAGES: tuple[tuple[str, str], ...] = (("en", "English"), ("ko", "한국어"))
"""Code and own name of every language; the own names are never translated."""

NAMES_CONTEXT = "Names"
ERRORS_CONTEXT = "Errors"
_LONGEST_NAME = 44
"""Letters of a file's name that are shown."""


def install_language(app: QCoreApplication, choice: str) -> str:
    """Translate what is shown from now on; widgets that exist already keep their texts.

    Parameters
    ----------
    choice
        "en", "ko", or "system" for the language that the desktop prefers.

    Returns
    -------
    str
        The language in force: English where the desktop's language isn't among ours or its file is missing.

    Raises
    ------
    ValueError
        If the choice is none of these.
    """
    codes = [code for code, _ in LANGUAGES]
    if choice != "system" and choice not in codes:
        raise ValueError(f'language must be one of {", ".join(codes)} or system, got "{choice}"; try en')
    language = system_language() if choice == "system" else choice
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.setParent(None)
    if language == SOURCE_LANGUAGE or _install(app, f"deltaflow_{language}", str(ASSETS / "translations")):
        _install(app, f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        return language
    return SOURCE_LANGUAGE


def system_language() -> str:
    """The first of our languages among those that the desktop prefers, English if there is none."""
    codes = [code for code, _ in LANGUAGES]
    preferred = [tag.split("-")[0] for tag in QLocale.system().uiLanguages()]
    return next((tag for tag in preferred if tag in codes), SOURCE_LANGUAGE)


def translate_name(label: str) -> str:
    """The simulator's English name of a thing, in the language of the window."""
    return QCoreApplication.translate(NAMES_CONTEXT, label)


def file_text(file: Path | str) -> str:
    """The name of a file as it is written into a sentence or a row: in one line, its middle left out if it is long.

    A name may hold whatever its author likes: line breaks, marks that turn the direction of writing. What looks like
    markup stays: what shows the sentence shows plain text.
    """
    return value_text(file.name if isinstance(file, Path) else file, _LONGEST_NAME)


def error_text(error: BaseException) -> str:
    """Why something can't be done, in the language of the window where the error is explained in phrases."""
    if isinstance(error, MemoryError):
        return phrase_text(Phrase("There isn't enough memory; close other programs and try again"))
    return phrase_text(error.phrase) if isinstance(error, Explained) else message_text(str(error))


def phrase_text(phrase: Phrase, written: Callable[[float], str] = str) -> str:
    """A phrase of the simulator in the language of the window; `written` says how numbers in it are rounded."""
    template = QCoreApplication.translate(ERRORS_CONTEXT, phrase.template)
    return message_text(template.format(**{
        name: _value_text(written(value) if isinstance(value, float) else value)
        for name, value in phrase.values.items()}))


def _value_text(value: object) -> str:
    if isinstance(value, Phrase):
        return phrase_text(value)
    return translate_name(value) if isinstance(value, Label) else value_text(value)


def _install(app: QCoreApplication, name: str, folder: str) -> bool:
    translator = QTranslator(app)
    if translator.load(name, folder) and app.installTranslator(translator):
        return True
    translator.setParent(None)
    return False
