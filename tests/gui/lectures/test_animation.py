"""The animation of a lecture: its frames, how long they stand, and their colors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage, QPainter

from gui.lectures.taking_home import LONGEST_HOLD, SHORTEST_FRAME, SHORTEST_HOLD, Palette, hold_of, write_animation
from lectures.model import Beat, Lecture, Question, Stop, stops_of
from lectures.texts import Text
from simulator.errors import Explained

GROUND, BALL = "#f4f5f7", "#c2550a"


def text(english: str, korean: str = "") -> Text:
    return Text({"en": english, "ko": korean or english})


def lecture(words: str = "A ball rolls down.") -> Lecture:
    question = Question(text("Where to?"), (text("left"), text("right")), 0, text("To the left."))
    return Lecture("09_ball", text("Ball"), text(""), (Beat(text("Down"), text(words)),
                                                       Beat(text("Where"), text("Look."), question=question)))


class BallWalker:
    """A ball that moves a little in each frame."""

    def __init__(self, of: Lecture, frames: int = 4, milliseconds: int = 100) -> None:
        self.stops = stops_of(of)
        self.visited: list[Stop] = []
        self._frames = frames
        self._milliseconds = milliseconds

    def frames(self, stop: Stop) -> Iterator[tuple[QImage, int]]:
        self.visited.append(stop)
        for number in range(self._frames):
            yield self.drawn(40 * len(self.visited) + 5 * number), self._milliseconds

    @staticmethod
    def drawn(x: int) -> QImage:
        image = QImage(320, 200, QImage.Format.Format_RGB32)
        image.fill(QColor(GROUND))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(BALL))
        painter.drawEllipse(x, 80, 30, 30)
        painter.end()
        return image


def read(path: Path) -> tuple[list[Image.Image], list[int]]:
    frames, durations = [], []
    with Image.open(path) as file:
        for number in range(getattr(file, "n_frames", 1)):
            file.seek(number)
            frames.append(file.convert("RGB"))
            durations.append(int(file.info["duration"]))
    return frames, durations


def test_every_stop_moves_and_then_stands_until_it_is_read(tmp_path: Path) -> None:
    of, path, told = lecture(), tmp_path / "ball.gif", []
    walker = BallWalker(of)
    write_animation(of, path, walker, "en", progress=told.append)
    assert walker.visited == [Stop(0), Stop(1), Stop(1, revealed=True)]
    frames, durations = read(path)
    assert len(frames) == 12
    holds = [hold_of(of, stop, "en") for stop in walker.visited]
    assert durations == [value for hold in holds for value in (100, 100, 100, hold)]
    assert told == pytest.approx([1 / 3, 2 / 3, 1])
    with Image.open(path) as file:
        assert file.info["loop"] == 0, "it begins again"
        assert file.size == (320, 200)


def test_each_frame_shows_what_the_window_showed(tmp_path: Path) -> None:
    of, path = lecture(), tmp_path / "ball.gif"
    write_animation(of, path, BallWalker(of), "en")
    frames, _ = read(path)
    for number, frame in enumerate(frames):
        stop, moved = divmod(number, 4)
        x = 40 * (stop + 1) + 5 * moved + 15
        assert frame.getpixel((x, 95)) == QColor(BALL).toTuple()[:3]
        assert frame.getpixel((x - 25, 95)) == QColor(GROUND).toTuple()[:3], "where the ball was is ground again"


def test_long_texts_stand_longer_and_none_too_long() -> None:
    short, long, endless = (lecture(words) for words in ("Look.", "A sentence with some words. " * 4, "word " * 500))
    times = [hold_of(one, Stop(0), "en") for one in (short, long, endless)]
    assert times[0] == SHORTEST_HOLD
    assert SHORTEST_HOLD < times[1] < LONGEST_HOLD
    assert times[2] == LONGEST_HOLD
    korean = Lecture("x", text("x"), text(""), (Beat(text(""), text("a" * 66, "가" * 66)),))
    assert hold_of(korean, Stop(0), "ko") > hold_of(korean, Stop(0), "en"), "a syllable is more than a letter"


def test_frames_that_follow_too_fast_become_fewer(tmp_path: Path) -> None:
    of, path = lecture(), tmp_path / "ball.gif"
    write_animation(of, path, BallWalker(of, frames=20, milliseconds=20), "en", beat=0)
    frames, durations = read(path)
    assert 4 <= len(frames) <= 6
    assert min(durations) >= SHORTEST_FRAME


def test_one_beat_alone_can_be_written(tmp_path: Path) -> None:
    of = lecture()
    walker = BallWalker(of)
    write_animation(of, tmp_path / "ball.gif", walker, "en", beat=1)
    assert walker.visited == [Stop(1), Stop(1, revealed=True)]


def test_grounds_keep_their_color_and_each_color_has_one_place() -> None:
    gradient = np.arange(256, dtype=np.uint8).repeat(3).reshape(1, 256, 3).repeat(50, axis=0)
    noise = np.random.default_rng(1).integers(0, 256, (60, 256, 3), dtype=np.uint8)
    ground = np.full((200, 256, 3), (244, 245, 247), dtype=np.uint8)
    sign = np.full((3, 256, 3), (142, 36, 170), dtype=np.uint8)
    frame = np.concatenate([ground, gradient, noise, sign])
    palette = Palette([frame])
    assert palette.colors.shape[0] <= 256
    shown = palette.colors[palette.indices(frame)]
    assert (shown[:200] == ground).all()
    assert (shown[-3:] == sign).all()
    assert np.abs(shown[200:250].astype(int) - gradient).max() < 32
    assert (palette.indices(frame) == palette.indices(frame)).all()


def test_where_nothing_can_be_written_the_remedy_is_told(tmp_path: Path) -> None:
    of = lecture()
    with pytest.raises(Explained, match=r"ball\.gif can't be written: there is no folder .*; choose another one"):
        write_animation(of, tmp_path / "nowhere" / "ball.gif", BallWalker(of), "en")
