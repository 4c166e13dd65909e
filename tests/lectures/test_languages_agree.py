"""Both languages of a lecture state the same numbers; where one says it by an idiom, the idiom is known.

A place is struck from both texts together; what is left must state the same numbers. So a difference that is none of
these is an error of one language, and a place that isn't needed any more has to go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

import pytest

from lectures.library import Library, builtin_folder
from lectures.model import Text
from tests.prove.statements import numbers_in, texts_of


class Idiom(Enum):
    """Why one language has a number that the other one has not."""

    PAIR = "both, the two: the other language has a word for a pair, or the pair stands beside it"
    COUNT = "one language counts what the other one lists, points at or names by its plural"
    NAME = "a number inside a name, such as the half adder"
    UNIT = "the same value in another unit, multiple or number of digits"
    HOMONYM = "a word that is spelled as a number word and states none"


@dataclass(frozen=True)
class Place:
    """Words of both languages that say the same."""

    idiom: Idiom
    en: str
    ko: str


_HALF_ADDER = Place(Idiom.NAME, "half adder", "반가산기")

PLACES: Mapping[str, tuple[Place, ...]] = {
    "01_features 4 text": (Place(Idiom.PAIR, "only two digits", "숫자는 둘뿐"),),
    "01_features 10 title": (Place(Idiom.PAIR, "Features and rule, both learned", "특징도 규칙도 학습한 것"),),
    "02_neuron 6 text": (Place(Idiom.PAIR, "pair of inputs", "입력에 대한"),
                      Place(Idiom.PAIR, "Between the two", "그 경계")),
    "02_neuron 6 notes": (Place(Idiom.NAME, "half-sure", "반신반의"),),
    "02_neuron 11 text": (Place(Idiom.PAIR, "both inputs, 1 and 1,", "입력 1과 1이"),),
    "03_bias 1 notes": (Place(Idiom.COUNT, "the comparison is now the same for all neurons",
                              "모든 뉴런이 0과 비교"),),
    "03_bias 7 notes": (Place(Idiom.PAIR, "both ends", "양 끝"),),
    "03_bias 7 done": (Place(Idiom.PAIR, "both ends", "양 끝"),),
    "04_nand 7 text": (Place(Idiom.COUNT, "A second NAND", "NAND가 하나 더"),),
    "04_nand 8 title": (Place(Idiom.COUNT, "three NANDs", "NAND 셋으로"),),
    "04_nand 9 text": (_HALF_ADDER,),
    "04_nand 9 notes": (Place(Idiom.COUNT, "three relays", "넘겨주기만 하는 뉴런이 셋"),),
    "04_nand 10 text": (_HALF_ADDER,),
    "04_nand 11 text": (Place(Idiom.NAME, "Half adders", "반가산기"),),
    "05_xor 1 notes": (_HALF_ADDER, Place(Idiom.PAIR, "between the classes", "두 부류를 나누는")),
    "05_xor 6 notes": (Place(Idiom.COUNT, "with two inputs", "입력이 둘인"),),
    "05_xor 9 task": (Place(Idiom.COUNT, "two weights and a bias", "가중치 둘과 편향"),),
    "06_mlp 2 text": (Place(Idiom.PAIR, "Together they are", "이 둘이"),),
    "07_sigmoid 4 notes": (Place(Idiom.PAIR, "both sides", "양쪽"),),
    "07_sigmoid 6 notes": (Place(Idiom.COUNT, "three values", "의 값을"),),
    "07_sigmoid 7 notes": (Place(Idiom.PAIR, "the two nudges", "한 번은 반응이 없고 한 번은 있었다"),),
    "07_sigmoid 9 notes": (Place(Idiom.PAIR, "the two differ: one says a half, the other 0",
                                 "하나는 1/2, 다른 하나는 0"),),
    "07_sigmoid 11 task": (Place(Idiom.PAIR, "each answer", "두 답"),),
    "08_mnist 8 notes": (Place(Idiom.HOMONYM, "collect pictures of no digit", "클래스로 둘 수"),),
    "09_gradient_descent 9 then": (Place(Idiom.UNIT, "42.6 million", "4,263만"),),
    "10_stuck 3 notes": (Place(Idiom.PAIR, "both ends", "양 끝"),),
    "10_stuck 7 text": (Place(Idiom.COUNT, "All rows", "네 행이 모두"),),
    "11_sgd 2 notes": (Place(Idiom.PAIR, "Here it is", "여기서 둘이 같은 것"),),
    "12_graph 6 choices": (Place(Idiom.COUNT, "Their product", "셋의 곱"),
                           Place(Idiom.COUNT, "Their sum", "셋의 합")),
    "12_graph 6 then": (Place(Idiom.COUNT, "Their sum", "셋의 합"),),
    "13_backpropagation 1 text": (_HALF_ADDER,),
    "13_backpropagation 4 notes": (Place(Idiom.PAIR, "both z and the parameters", "매개변수가 모두 z로"),),
    "14_training 3 text": (Place(Idiom.PAIR, "both ends", "양 끝"),),
    "14_training 7 text": (Place(Idiom.UNIT, "more than a thousand times less", "천분의 일도 되지 않습니다"),),
    "14_training 7 notes": (Place(Idiom.UNIT, "one quarter to the sixth", "¼의 여섯제곱"),),
}
"""By lecture, beat and field."""


def struck(texts: tuple[Text, ...], places: tuple[Place, ...], language: str) -> str:
    """Texts of one language without the first occurrence of each place.

    Raises
    ------
    LookupError
        If the texts don't hold the words of a place.
    """
    text = "\n".join(" ".join(one.in_language(language).split()) for one in texts)
    for place in places:
        words = place.en if language == "en" else place.ko
        if words not in text:
            raise LookupError(f"{words!r} isn't written there any more")
        text = text.replace(words, " … ", 1)
    return text


def differences(texts: tuple[Text, ...], places: tuple[Place, ...]) -> tuple[set[str], set[str]]:
    """Numbers that only the English, and only the Korean texts state; "one" and "first" are no numbers here."""
    english, korean = ({*numbers_in(struck(texts, places, language), language)} - {"1", "#1"}
                       for language in ("en", "ko"))
    return english - korean, korean - english


@cache
def all_texts() -> Mapping[str, tuple[Text, ...]]:
    """The texts of all lectures by lecture, beat and field."""
    lectures = [entry.lecture for entry in Library(((builtin_folder(), False),)).entries()]
    return {f"{lecture.name} {number} {field}": texts for lecture in lectures if lecture is not None
            for number, beat in enumerate(lecture.beats, start=1) for field, texts in texts_of(beat).items()}


def test_both_languages_state_the_same_numbers_but_for_idioms_that_are_known() -> None:
    problems = [f"{where}: only English says {' '.join(sorted(english)) or 'nothing'}, only Korean "
                f"{' '.join(sorted(korean)) or 'nothing'}; mend the text, or name the idiom in PLACES"
                for where, texts in all_texts().items()
                for english, korean in [differences(texts, PLACES.get(where, ()))] if english or korean]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("where", PLACES)
def test_every_idiom_that_is_named_is_needed(where: str) -> None:
    texts = all_texts()[where]
    for place in PLACES[where]:
        others = tuple(one for one in PLACES[where] if one is not place)
        assert any(differences(texts, others)), place


@pytest.mark.parametrize(("english", "korean"), [
    ("It takes 12 steps.", "13스텝이 걸립니다."), ("Both neurons are on.", "뉴런이 켜집니다."),
    ("Three of the rows are wrong.", "네 행이 틀립니다."), ("It is 0.58 away.", "0.85 떨어져 있습니다.")])
def test_a_number_that_one_language_states_otherwise_is_found(english: str, korean: str) -> None:
    assert any(differences((Text({"en": english, "ko": korean}),), ()))
