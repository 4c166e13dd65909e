"""A lecture of three beats, and somebody who directs it without a stage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from lectures.library import Entry
from lectures.model import Beat, Lecture, Question, Stop, Task, condition_of, stops_of
from lectures.texts import Text

TEXT = r"""The error of layer 2 is known. To find the error of layer 1 we send $\delta^2$
**back through the same weights** that carried the signal forward, then scale it by how *steep* each neuron was.

$$\delta^{1} = \left((W^{2})^{T}\delta^{2}\right) \odot \sigma'(z^{1})$$
"""
TEXT_KO = r"""층 2의 오차는 이미 압니다. 층 1의 오차를 구하려면 $\delta^2$를 신호를 앞으로 보낸
**같은 가중치(weights)**로 거슬러 보낸 다음, 각 뉴런이 얼마나 가파른지를 곱합니다.

$$\delta^{1} = \left((W^{2})^{T}\delta^{2}\right) \odot \sigma'(z^{1})$$
"""


def text(english: str, korean: str = "") -> Text:
    return Text({"en": english, "ko": korean or english})


QUESTION = Question(
    text=text("Neuron 3 of layer 1 is saturated. Will its $\\delta$ be large or small?",
              "층 1의 뉴런 3은 포화되었습니다. 그 $\\delta$는 클까요, 작을까요?"),
    choices=(text("large", "크다"), text("small, because $\\sigma'(z)$ is nearly 0 at both ends of the sigmoid",
                                         "작다, 시그모이드의 양 끝에서는 $\\sigma'(z)$가 거의 0이기 때문에"),
             text("the same", "같다")),
    answer=1, then=text("Small: $\\sigma'(z)$ is a factor of it.", "작습니다. $\\sigma'(z)$가 곱해지기 때문입니다."))
TASK = Task(text("Find weights that make **NAND**.", "**NAND**가 되는 가중치를 찾아 보세요."), ("hand",),
            (condition_of("accuracy == 1"), condition_of("w1_1_2 < -1.5")),
            text("That's it: one straight line is enough.", "맞습니다. 직선 하나면 충분합니다."))
XOR = Lecture("05_xor", text("XOR: one line can't, two can", "XOR: 직선 하나로는 안 되고, 둘이면 됩니다"),
              text("Four points that no straight line can part, and a layer that can.",
                   "직선 하나로는 나눌 수 없는 네 점과, 나눌 수 있는 층 하나."),
              (Beat(text("Four points, two classes", "네 점, 두 클래스"), text(TEXT, TEXT_KO)),
               Beat(text("A question", "질문"), text("Before it is shown:", "보기 전에:"), question=QUESTION),
               Beat(text("On your own", "직접 해 보기"), text("Now the stage is yours.", "이제 여러분 차례입니다."),
                    task=TASK)))
NAND = Lecture("04_nand", text("Everything is NANDs", "모든 것은 NAND"), text("A half adder.", "반가산기."),
               (Beat(text("One perceptron", "퍼셉트론 하나"), text("is a NAND.", "NAND입니다.")),))
OWN = Lecture("mine", text("My own", "나의 강의"), text("", ""),
              (Beat(text("One", "하나"), text("beat", "비트")), Beat(text("Two", "둘"), text("beats", "비트"))))


def entry(lecture: Lecture, is_own: bool = False, problems: tuple[Any, ...] = ()) -> Entry:
    return Entry(lecture.name, Path(f"{lecture.name}.toml"), is_own, None if problems else lecture, problems)


class Shelf:
    """A library of given entries."""

    def __init__(self, *entries: Entry) -> None:
        self._entries = entries

    def entries(self) -> tuple[Entry, ...]:
        return self._entries

    def following(self, lecture: Lecture) -> Lecture | None:
        others = [one.lecture for one in self._entries if one.lecture is not None and one.is_own == lecture.is_own]
        keys = [one.key for one in others]
        behind = others[keys.index(lecture.key) + 1:] if lecture.key in keys else []
        return next(iter(behind), None)


class QuietDirector(QObject):
    """Goes from stop to stop; nothing moves."""

    lecture_changed = Signal()
    stop_changed = Signal()
    performing_changed = Signal()
    progress_changed = Signal(float)
    goal_changed = Signal()
    failed = Signal(str)

    def __init__(self, lecture: Lecture | None = None, beat: int = 0) -> None:
        super().__init__()
        self.lecture = lecture
        self.stop = Stop(beat) if lecture is not None else None
        self.chosen: int | None = None
        self.is_performing = False
        self.is_done = False
        self.goals_met: tuple[bool, ...] = ()
        self.progress = -1.0

    @property
    def can_back(self) -> bool:
        return self.lecture is not None and stops_of(self.lecture).index(self.stop) > 0

    @property
    def can_next(self) -> bool:
        return self.lecture is not None and self.stop != stops_of(self.lecture)[-1]

    def open(self, lecture: Lecture, beat: int = 0) -> None:
        self.lecture, self.stop = lecture, Stop(beat)
        self.lecture_changed.emit()

    def leave(self) -> None:
        self.lecture = self.stop = None
        self.lecture_changed.emit()

    def next(self) -> None:
        self._move(1)

    def back(self) -> None:
        self._move(-1)

    def go_to(self, beat: int) -> None:
        self._stand(Stop(beat))

    def choose(self, number: int) -> None:
        self.chosen = number
        self.stop = Stop(self.stop.beat, revealed=True)
        self.stop_changed.emit()

    def reach(self, *met: bool) -> None:
        self.goals_met, self.is_done = met, all(met)
        self.goal_changed.emit()

    def _move(self, by: int) -> None:
        stops = stops_of(self.lecture)
        self._stand(stops[stops.index(self.stop) + by])

    def _stand(self, stop: Stop) -> None:
        self.stop, self.chosen, self.is_done, self.goals_met = stop, None, False, ()
        self.stop_changed.emit()
