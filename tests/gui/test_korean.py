"""The Korean translation: complete, true to its placeholders, compiled, and in force all over the window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.language import error_text, install_language, translate_name
from gui.foundation.theme import ASSETS, install_fonts
from gui.transport.position_text import part_label, station_titles
from gui.transport.timeline import Part
from simulator.activations import ACTIVATIONS
from simulator.costs import COSTS
from simulator.datasets import DATA_SETS
from simulator.hyperparameters import HyperParameter
from simulator.initializers import INITIALIZERS
from simulator.optimizers import OPTIMIZERS
from simulator.regularisation import REGULARISATIONS

TRANSLATION = ASSETS / "translations" / "deltaflow_ko"
HANGUL = re.compile("[가-힣]")
WORD = re.compile("[A-Za-z]{2,}")
PLACEHOLDER = re.compile(r"\{\w*\}")
SYMBOLS = "δηθλσ∂Δ±∞×′⊙"
SAME_IN_BOTH = {"AdaGrad", "Adam", "He", "L1", "L2", "Leaky ReLU", "N(0, 1)", "N(0, 1/√n)", "N(0, σ)", "RMSProp",
                "ReLU", "Tanh", "Xavier", "{source} → {target}", "{lower} and {upper}", "BP2", "Alt+{number}",
                "{document}[*] — Deltaflow"}
"""Proper names, pure symbols, and a range, whose "and" is no word in Korean."""
PROPER_NAMES = {"Deltaflow", "English", "MNIST", "IDX", "LaTeX", "AND", "OR", "NAND", "XOR", "AdaGrad", "Adam", "He",
                "Leaky", "ReLU", "RMSProp", "Tanh", "Xavier", "NOR", "NOT", "XNOR", "CSV", "sin",
                "Ctrl", "Shift", "Esc", "Space", "Home", "End", "Delete", "BP", "Alt", "Enter", "PC", "abs", "exp",
                "log", "ln", "max", "min", "sqrt", "cos", "tan", "pi", "sigmoid", "relu", "tanh", "Ackley", "Beale",
                "PDF", "GIF", "Page", "Up", "Down", "Tab",
                "Himmelblau", "Rastrigin", "Rosenbrock"}


@dataclass(frozen=True)
class Message:
    """An entry of the file of translations."""

    context: str
    source: str
    translation: str
    state: str | None

    def __str__(self) -> str:
        return f"{self.context}: {self.source}"


@cache
def messages() -> tuple[Message, ...]:
    root = ET.fromstring(TRANSLATION.with_suffix(".ts").read_text(encoding="utf-8"))
    return tuple(Message(context.findtext("name", ""), entry.findtext("source", ""),
                         entry.findtext("translation", ""), entry.find("translation").get("type"))  # type: ignore[union-attr]
                 for context in root.iter("context") for entry in context.iter("message"))


def english_in(text: str) -> list[str]:
    """The words in Latin letters that are neither proper names nor in markup."""
    return [word for word in WORD.findall(re.sub(r"<[^>]*>|&\w+;", "", text)) if word not in PROPER_NAMES]


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    assert install_language(qapp, "ko") == "ko"
    yield
    install_language(qapp, "en")


def start(qapp: QApplication, qtbot: QtBot, experiment: str) -> Deltaflow:
    install_fonts()
    program = Deltaflow(qapp, Options(experiment=experiment, theme="light", language="ko", size=(1440, 900)),
                        remembers=False)
    with qtbot.waitExposed(program.window):
        program.window.show()
    program.settle()
    return program


@pytest.fixture(params=["mnist", "xor"])
def program(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot,
            former_look: None) -> Iterator[Deltaflow]:
    """The program in Korean: once with digits, once with a table of samples."""
    program = start(qapp, qtbot, request.param)
    yield program
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()
    install_language(qapp, "en")


# the file


def test_there_is_something_to_translate() -> None:
    assert len(messages()) > 300


def test_every_text_has_a_finished_translation() -> None:
    assert [str(one) for one in messages() if one.state is not None or not one.translation] == []


def test_every_translation_has_the_placeholders_of_its_source() -> None:
    assert [str(one) for one in messages()
            if sorted(PLACEHOLDER.findall(one.translation)) != sorted(PLACEHOLDER.findall(one.source))] == []


def test_every_translation_is_korean() -> None:
    assert [str(one) for one in messages() if one.source not in SAME_IN_BOTH
            and WORD.search(PLACEHOLDER.sub("", one.source)) and not HANGUL.search(one.translation)] == []


def test_every_translation_keeps_symbols_and_shortcuts() -> None:
    def kept(text: str) -> list[str]:
        shortcuts = re.findall(r"Ctrl\+(?:Shift\+)?[A-Z]|\((?:Home|End|Space|[FT←→1-5])\)|\*\.?\w*", text)
        return sorted([letter for letter in text if letter in SYMBOLS] + shortcuts)

    differing = [str(one) for one in messages() if kept(one.translation) != kept(one.source)]
    assert [one for one in differing if not one.startswith("EquationWords: check")] == [], \
        "only the check of a derivative says in other symbols what is done"


def test_a_translation_ends_as_its_source_does() -> None:
    def ending(text: str) -> str:
        return text[-1] if text[-1] in ".…:" else ""

    assert [str(one) for one in messages() if ending(one.translation) != ending(one.source)] == []


def test_no_particle_depends_on_an_inserted_value() -> None:
    """이/가, 은/는, 을/를, 와/과, 로/으로 follow the sound of the word before them, which isn't known."""
    particle = re.compile(r"\}(?:이|가|은|는|을|를|와|과|로|으로|이라는|라는|여야|이어야)(?![가-힣])")
    assert [one.translation for one in messages() if particle.search(one.translation)] == []


def test_one_english_text_is_one_korean_text_unless_it_means_two_things() -> None:
    known: dict[str, set[str]] = {}
    for one in messages():
        known.setdefault(one.source, set()).add(one.translation)
    assert {source for source, found in known.items() if len(found) > 1} == {
        "Discard", "Start", "Step", "Training", "cost", "output"}, \
        ("a change and a copy; of values and to begin; of a function and of training; a choice and what is going on; "
         "a number and a choice; a layer and its number")


def test_the_compiled_file_holds_what_the_readable_one_says(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(TRANSLATION.with_suffix(".qm")))
    assert [str(one) for one in messages()
            if translator.translate(one.context, one.source) != one.translation] == []


def test_every_literal_of_the_window_is_in_the_file() -> None:
    """Texts that were added after the last collection would show in English."""
    known = {one.source for one in messages()}
    call = re.compile(r'\btr\("((?:[^"\\]|\\.)*)"\)')
    found = {text for path in (Path(__file__).parents[2] / "gui").rglob("*.py")
             for text in call.findall(path.read_text(encoding="utf-8"))}
    assert len(found) > 100
    assert {text for text in found if "\\" not in text} - known == set()


# what is translated at the place where it is shown


@pytest.mark.parametrize("label", [
    one.label for entries in (ACTIVATIONS, COSTS, DATA_SETS, INITIALIZERS, OPTIMIZERS, REGULARISATIONS)
    for one in entries])
def test_every_entry_of_the_simulator_has_a_korean_name(korean: None, label: str) -> None:
    name = translate_name(label)
    assert HANGUL.search(name) or name in SAME_IN_BOTH


def test_a_refused_number_is_explained_in_korean(korean: None) -> None:
    rate = HyperParameter("learning_rate", "learning rate", r"\eta", 0.5, 0.0, float("inf"))
    with pytest.raises(ValueError, match="learning rate must be") as refusal:
        rate.check(-0.1)
    assert error_text(refusal.value) == "학습률에 쓸 수 있는 값은 양수입니다. -0.1 대신 0.5 값을 써 보세요"


def test_a_share_is_said_as_a_range(korean: None) -> None:
    share = HyperParameter("decay", "momentum", r"\mu", 0.9, 0.0, 1.0, low_included=True)
    with pytest.raises(ValueError, match="at least 0 and below 1") as refusal:
        share.check(1.5)
    assert error_text(refusal.value).startswith("모멘텀 계수에 쓸 수 있는 값은 0 이상 1 미만입니다.")


# the window


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything that a widget shows, says to a screen reader, or offers."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QAbstractButton | QLabel):
        yield widget.text()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))


def shown(program: Deltaflow) -> set[str]:
    content = program.window.centralWidget()  # the former one, in another language, may still wait for its end
    return {text for widget in (content, *content.findChildren(QWidget)) for text in texts_of(widget) if text}


def test_the_main_parts_are_in_korean(program: Deltaflow) -> None:
    texts = shown(program)
    assert {"학습", "정지"} & texts, "the top bar"
    assert {"뉴런", "층", "샘플", "스텝", "에폭"} <= texts, "how far one press goes"
    assert {"설정", "실험", "데이터셋", "손실 함수", "초기 가중치", "옵티마이저", "학습률 η", "배치 크기 m", "시드",
            "규제"} <= texts, "the set-up"
    assert {"자동", "가중치", "신호", "기울기"} <= texts, "what the edges show"
    assert {"손실", "정확도"} <= texts, "the charts"
    digits = program.session.data.image_shape is not None
    assert ({"숫자 그리기", "내 숫자"} if digits else {"진리표", "내 샘플"}) <= texts


def test_no_english_is_left_on_the_way_through_a_sample(program: Deltaflow) -> None:
    program.session.navigator.leave_sample()
    for _ in range(12):
        QTest.keyClick(program.window, Qt.Key.Key_Right)
        program.session.worker.wait()
        program.settle()
        assert {text for text in shown(program) if english_in(text)} == set()


def test_every_station_and_every_part_of_the_timeline_is_named_in_korean(program: Deltaflow) -> None:
    for station in program.session.moment.route.stations:
        assert [title for title in station_titles(station) if english_in(title)] == []
    assert [part_label(part) for part in Part if not HANGUL.search(part_label(part))] == []


def test_no_button_is_narrower_than_its_korean_text(program: Deltaflow) -> None:
    cut = {button.text(): (button.width(), button.fontMetrics().horizontalAdvance(button.text()))
           for button in program.window.findChildren(QAbstractButton)
           if button.isVisible() and button.fontMetrics().horizontalAdvance(button.text()) > button.width()}
    assert cut == {}


def test_switching_to_english_and_back_leaves_no_word_of_the_other_language(
        qapp: QApplication, program: Deltaflow) -> None:
    program.window.looks.language_chosen.emit("en")
    program.settle()
    assert {text for text in shown(program) if HANGUL.search(text)} == set()
    program.window.looks.language_chosen.emit("ko")
    program.settle()
    assert QCoreApplication.translate("TransportBar", "Epoch") == "에폭"
    assert {text for text in shown(program) if english_in(text)} == set()
