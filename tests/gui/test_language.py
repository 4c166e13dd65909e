"""The language of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gui import language
from gui.language import install_language, system_language, translate_name


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language(qapp, "en")


def test_english_needs_no_translation(qapp: QApplication) -> None:
    assert install_language(qapp, "en") == "en"
    assert translate_name("sigmoid") == "sigmoid"


def test_an_unknown_language_is_refused_with_the_known_ones(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match='language must be one of en, ko or system, got "fr"; try en'):
        install_language(qapp, "fr")


@pytest.mark.parametrize(("tags", "code"), [
    (["ko-KR", "ko"], "ko"), (["de-DE", "ko-KR"], "ko"), (["en-GB", "ko"], "en"), (["de"], "en"), ([], "en")])
def test_the_desktop_s_first_language_that_we_have_is_taken(
        monkeypatch: pytest.MonkeyPatch, tags: list[str], code: str) -> None:
    class Desktop:
        def uiLanguages(self) -> list[str]:  # noqa: N802  Qt's name
            return tags

    monkeypatch.setattr(QLocale, "system", Desktop)
    assert system_language() == code


def test_a_missing_translation_leaves_english(
        qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(language, "ASSETS", tmp_path)
    assert install_language(qapp, "ko") == "en"
    assert not qapp.findChildren(QTranslator)


def test_changing_the_language_leaves_no_translator_behind(qapp: QApplication) -> None:
    for choice in ("ko", "en", "ko", "en"):
        install_language(qapp, choice)
    names = [translator.filePath() for translator in qapp.findChildren(QTranslator)]
    assert not [name for name in names if "_ko" in name]
