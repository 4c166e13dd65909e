"""The language of the window."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.foundation import language
from gui.foundation.language import error_text, install_language, system_language, translate_name
from gui.foundation.number_text import parse_number
from gui.foundation.theme import Theme
from gui.widgets.fields import NumberField
from simulator.activations import activation_named
from simulator.costs import accepts, cost_named
from simulator.datasets.idx import read_idx
from simulator.errors import Explained, Label, Phrase
from simulator.experiment import LEARNING_RATE, Experiment, Layer, SettingError

KOREAN = {
    ("Errors", "{label} must be {requirement}, got {value}; try {default}"):
        "{requirement}만 쓸 수 있습니다: {label} = {value}. {default} 등으로 바꿔 보세요",
    ("Errors", "a positive number"): "양수",
    ("Errors", "{cost} {reason}, got {activation}; {remedy}"): "{activation}: {cost}은 {reason}. {remedy}",
    ("Errors", "needs outputs that add up to 1"): "출력의 합이 1이어야 합니다",
    ("Errors", "choose {activation} for the output layer, or another cost"): "출력층에 {activation}를 고르세요",
    ("Errors", "{file} {reason}; {remedy}"): "{file}: {reason}. {remedy}",
    ("Errors", "is empty"): "비어 있습니다",
    ("Errors", "download it again"): "다시 내려받으세요",
    ("Errors", '"{text}" is not a number; write it like 0.5 or 3e-4'): "“{text}”은(는) 수가 아닙니다",
    ("Names", "learning rate"): "학습률",
    ("Names", "Categorical cross-entropy"): "범주형 교차 엔트로피",
    ("Names", "Softmax"): "소프트맥스",
}


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_language(qapp, "en")


class KoreanForTests(QTranslator):
    def isEmpty(self) -> bool:  # noqa: N802  Qt's name
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return KOREAN.get((context, text))


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    translator = KoreanForTests()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


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


def test_a_translation_has_the_placeholders_of_its_source(project: Path) -> None:
    def placeholders(text: str | None) -> set[str]:
        return set(re.findall(r"{\w*}", text or ""))

    for message in ET.parse(project / "assets/translations/deltaflow_ko.ts").iter("message"):
        source, translation = message.findtext("source"), message.findtext("translation")
        assert not translation or placeholders(translation) == placeholders(source), source


# errors


@pytest.mark.usefixtures("korean")
def test_a_refused_number_is_explained_in_korean_with_label_requirement_and_value_in_place() -> None:
    with pytest.raises(Explained) as caught:
        LEARNING_RATE.check(-0.1)
    assert error_text(caught.value) == "양수만 쓸 수 있습니다: 학습률 = -0.1. 0.5 등으로 바꿔 보세요"
    assert str(caught.value) == "learning rate must be a positive number, got -0.1; try 0.5"


@pytest.mark.usefixtures("korean")
def test_a_refused_setting_is_explained_in_korean_with_the_korean_names_of_cost_and_activation() -> None:
    with pytest.raises(SettingError) as caught:
        Experiment(layers=(Layer(10, "sigmoid"),), cost="categorical_cross_entropy")
    assert error_text(caught.value) == ("Sigmoid: 범주형 교차 엔트로피은 출력의 합이 1이어야 합니다. "
                                        "출력층에 소프트맥스를 고르세요"), "what has no translation stays English"


@pytest.mark.usefixtures("korean")
def test_a_refused_file_is_explained_in_korean_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "이미지 {1}").touch()
    with pytest.raises(Explained) as caught:
        read_idx(tmp_path / "이미지 {1}")
    assert error_text(caught.value) == "이미지 {1}: 비어 있습니다. 다시 내려받으세요"


@pytest.mark.usefixtures("korean")
def test_a_field_explains_in_korean_what_it_refuses(qtbot: QtBot) -> None:
    field = NumberField(0.5, lambda text: LEARNING_RATE.check(parse_number(text)), Theme())
    qtbot.addWidget(field)
    for typed, reason in (("lots", "“lots”은(는) 수가 아닙니다"),
                          ("-3", "양수만 쓸 수 있습니다: 학습률 = -3. 0.5 등으로 바꿔 보세요")):
        field.line.selectAll()
        QTest.keyClicks(field.line, typed)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        assert field.error() == reason


def test_without_a_translator_an_error_says_what_it_says_in_the_simulator() -> None:
    with pytest.raises(Explained) as caught:
        accepts(cost_named("categorical_cross_entropy"), activation_named("sigmoid"), 10)
    assert error_text(caught.value) == str(caught.value)


@pytest.mark.usefixtures("korean")
def test_an_error_that_nobody_explained_is_told_as_it_is() -> None:
    assert error_text(ValueError("is empty {0}")) == "is empty {0}"
    assert error_text(Explained(Phrase("{name} is new", name=Label("Softmax")))) == "소프트맥스 is new"
