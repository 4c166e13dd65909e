"""What the transport bar of the Descent workspace says: names of parts and strides, and where one is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.number_text import count
from gui.transport.position_text import PositionText
from simulator.descent.stops import LONG_STRIDE, Part, Place, Stride

translate = QCoreApplication.translate


def part_name(part: Part) -> str:
    """What a part of a step is called."""
    names = {Part.GRADIENT: translate("DescentBar", "gradient"), Part.DIRECTION: translate("DescentBar", "direction"),
             Part.MOVE: translate("DescentBar", "move")}
    return names[part]


def part_about(part: Part) -> str:
    """What is seen there."""
    texts = {Part.GRADIENT: translate("DescentBar", "The gradient where the ball stands"),
             Part.DIRECTION: translate("DescentBar", "What the move is made of"),
             Part.MOVE: translate("DescentBar", "The ball has moved")}
    return texts[part]


def stride_texts(epoch: int) -> list[tuple[str, str]]:
    """Name and explanation of every stride; the longest is an epoch where there are any."""
    texts = {
        Stride.PART: (translate("DescentBar", "Part"),
                      translate("DescentBar", "Next and Back go through the parts of a step: gradient, direction, "
                                              "move (1)")),
        Stride.STEP: (translate("DescentBar", "Step"), translate("DescentBar", "Next and Back go step by step (2)")),
        Stride.TEN_STEPS: (translate("DescentBar", "10 steps"),
                           translate("DescentBar", "Next and Back go ten steps (3)")),
        Stride.LONG: (translate("DescentBar", "Epoch"),
                      translate("DescentBar", "Next and Back go epoch by epoch: once through all samples (4)"))
        if epoch else (translate("DescentBar", "{count} steps").format(count=LONG_STRIDE),
                       translate("DescentBar", "Next and Back go {count} steps (4)").format(count=LONG_STRIDE)),
    }
    return [texts[stride] for stride in Stride]


def position_text(name: str, place: Place, length: int, epoch: int) -> PositionText:
    """Who is looked at, which part of its step is in view, and how many are recorded.

    Parameters
    ----------
    epoch
        Steps of an epoch; 0 without mini-batches.
    """
    part = part_name(place.part)
    titles = (translate("DescentBar", "{name} · {part}").format(name=name, part=part), part)
    shown, recorded = count(place.step + 1), count(length)
    details = [translate("DescentBar", "step {step} of {length}").format(step=shown, length=recorded),
               translate("DescentBar", "step {step}").format(step=shown)]
    if epoch:
        number = count(place.step // epoch + 1)
        details.insert(0, translate("DescentBar", "step {step} of {length} · epoch {epoch}").format(
            step=shown, length=recorded, epoch=number))
    sentence = translate("DescentBar", "{name}, step {step} of {length}: {about}.").format(
        name=name, step=shown, length=recorded, about=part_about(place.part))
    return PositionText(titles, tuple(details), sentence)


def recording_text(length: int, target: int) -> PositionText:
    """How far the way to a distant step has come."""
    title = translate("DescentBar", "Recording")
    detail = translate("DescentBar", "step {step} of {length}").format(step=count(length), length=count(target))
    return PositionText((title,), (detail,), f"{title}. {detail}")
