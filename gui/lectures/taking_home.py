"""Handouts and animations: written by a second, unseen run of the program, so that this one goes on meanwhile."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QProcess, QSize
from PySide6.QtGui import QImage, QPixmap

from documents.atomic import write_whole
from gui.foundation.language import file_text
from gui.foundation.waiting import wait_until
from gui.lectures.handout import write_handout
from gui.lectures.prose_cut import plain_text
from gui.run.notices import Notice, NoticeKind
from gui.workspaces.panel_pictures import picture_of
from lectures.model import Beat, Lecture, Stop, stops_of
from simulator.errors import Explained, Phrase, message_text

if TYPE_CHECKING:
    from PIL import Image

    from gui.foundation.formulas import Formulas
    from gui.workspaces.window import Window


# A walk through a lecture as an animated picture (GIF).

SHORTEST_FRAME = 80
"""Milliseconds; viewers slow down frames that are much shorter."""
SHORTEST_HOLD, LONGEST_HOLD = 2000, 8000
"""Milliseconds for which a stop stands, however short or long its text is."""
_TIME_TO_LOOK = 800
_LETTERS_A_SECOND = {"ko": 11.0}
_USUAL_LETTERS_A_SECOND = 22.0
_COLORS = 256
_KEPT_COLORS = 64
_UNKNOWN = 0xFFFF
_AT_ONCE = 4096

Pixels = npt.NDArray[np.uint8]
"""Shape (height, width, 3)."""


class AnimationWalker(Protocol):
    """Walks through a lecture, and shows the window on the way."""

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All of them."""
        ...

    def frames(self, stop: Stop) -> Iterator[tuple[QImage, int]]:
        """Goes on to a stop: pictures of the window, each with the milliseconds for which it stands.

        The last one shows the stop when nothing moves any more; how long that stands is decided by its text.
        """
        ...


def write_animation(lecture: Lecture, path: Path, walker: AnimationWalker, language: str, *, beat: int | None = None,
                    progress: Callable[[float], None] = lambda share: None) -> None:
    """Writes an animation that begins again at its end.

    Parameters
    ----------
    language
        Of the texts, by whose length a stop stands.
    beat
        Number from 0 of the only beat that is shown; the walker goes to it by itself.
    progress
        Is told how much is done, 0 to 1, after each stop.

    Raises
    ------
    Explained
        If the file can't be written, or the walker can't go on: then what was there before stays.
    """
    stops = [stop for stop in walker.stops if beat is None or stop.beat == beat]

    def write(file: BinaryIO) -> None:
        pictures = _pictures(lecture, stops, walker, language, progress)
        first = next(pictures)
        # each picture has a duration of its own; of the others only what differs from the one before is written
        first.save(file, format="GIF", save_all=True, append_images=pictures, loop=0, disposal=1)

    write_whole(path, write)


def hold_of(lecture: Lecture, stop: Stop, language: str) -> int:
    """Milliseconds for which a stop stands: as long as it takes to read what is new at it."""
    rate = _LETTERS_A_SECOND.get(language, _USUAL_LETTERS_A_SECOND)
    letters = len(plain_text(_said(lecture.beats[stop.beat], stop, language)))
    milliseconds = min(max(_TIME_TO_LOOK + 1000 * letters / rate, SHORTEST_HOLD), LONGEST_HOLD)
    return 10 * round(milliseconds / 10)  # a GIF counts hundredths of a second


def _said(beat: Beat, stop: Stop, language: str) -> str:
    if stop.revealed and beat.question is not None:
        return beat.question.then.in_language(language)
    texts = [beat.title, beat.text]
    if beat.question is not None:
        texts += [beat.question.text, *beat.question.choices]
    if beat.task is not None:
        texts.append(beat.task.text)
    return "\n\n".join(text.in_language(language) for text in texts)


def _pictures(lecture: Lecture, stops: Sequence[Stop], walker: AnimationWalker, language: str,
              progress: Callable[[float], None]) -> Iterator[Image.Image]:
    """All pictures with their durations; those of a stop share a palette, so that nothing flickers while it moves."""
    from PIL import Image  # noqa: PLC0415 - nobody else needs it

    for number, stop in enumerate(stops, 1):
        frames = _slowed(walker.frames(stop))
        if not frames:
            continue
        frames[-1] = (frames[-1][0], hold_of(lecture, stop, language))
        palette = Palette([pixels for pixels, _ in frames])
        for pixels, duration in frames:
            picture = Image.fromarray(palette.indices(pixels))
            picture.putpalette(palette.colors.ravel().tolist())
            picture.info["duration"] = duration
            yield picture
        progress(number / len(stops))


def _slowed(frames: Iterator[tuple[QImage, int]]) -> list[tuple[Pixels, int]]:
    """Frames that stand long enough, without those that look like the one before them; the last one always stays."""
    found: list[tuple[Pixels, int]] = []
    for image, duration in frames:
        pixels = _pixels(image)
        if found and np.array_equal(found[-1][0], pixels):
            found[-1] = (found[-1][0], found[-1][1] + duration)
        elif found and found[-1][1] < SHORTEST_FRAME:
            found[-1] = (pixels, found[-1][1] + duration)
        else:
            found.append((pixels, duration))
    return found


def _pixels(image: QImage) -> Pixels:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(rgb.constBits(), dtype=np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return lines[:, :3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


class Palette:
    """Colors for pictures that follow one another.

    The colors of the largest areas stay exactly as they are: a ground must not change from stop to stop. Among the
    others a small sign counts nearly as much as a large one: by the logarithm of its area.

    Attributes
    ----------
    colors
        Shape (256, 3) or less.
    """

    def __init__(self, frames: Sequence[Pixels]) -> None:
        chosen = [frames[0], frames[len(frames) // 2], frames[-1]] if len(frames) > 2 else frames
        found, areas = np.unique(np.concatenate([_keys(frame).ravel() for frame in chosen]), return_counts=True)
        by_area = np.argsort(-areas, kind="stable")
        kept, others = found[by_area[:_KEPT_COLORS]], by_area[_KEPT_COLORS:]
        self.colors = _rgb(kept)
        if len(others):
            copies = 1 + np.log2(areas[others]).astype(np.int64)
            mixed = _mixed(np.repeat(found[others], copies), _COLORS - len(kept))
            self.colors = np.concatenate([self.colors, mixed])
        self._index_of = np.full(1 << 24, _UNKNOWN, dtype=np.uint16)

    def indices(self, pixels: Pixels) -> npt.NDArray[np.uint8]:
        """The nearest color of every pixel, shape (height, width): always the same for the same color."""
        keys = _keys(pixels)
        indices = self._index_of[keys]
        new = np.unique(keys[indices == _UNKNOWN])
        if len(new):
            colors = self.colors.astype(np.float32)
            for part in np.array_split(new, len(new) // _AT_ONCE + 1):
                ours = _rgb(part).astype(np.float32)
                # |u − v|² without |u|², which is the same for all v
                distances = (colors ** 2).sum(axis=1) - 2 * ours @ colors.T
                self._index_of[part] = distances.argmin(axis=1)
            indices = self._index_of[keys]
        return indices.astype(np.uint8)


def _keys(pixels: Pixels) -> npt.NDArray[np.uint32]:
    parts = pixels.astype(np.uint32)
    return (parts[..., 0] << 16 | parts[..., 1] << 8 | parts[..., 2]).astype(np.uint32, copy=False)


def _rgb(keys: npt.NDArray[np.uint32]) -> Pixels:
    return np.stack([keys >> 16, keys >> 8 & 0xFF, keys & 0xFF], axis=-1).astype(np.uint8)


def _mixed(keys: npt.NDArray[np.uint32], count: int) -> Pixels:
    """So many colors by median cut, each for as many of the given ones."""
    from PIL import Image  # noqa: PLC0415

    sample = Image.fromarray(_rgb(keys)[np.newaxis])
    palette = sample.quantize(count, method=Image.Quantize.MEDIANCUT, kmeans=1).getpalette() or []
    return np.array(palette[:3 * count], dtype=np.uint8).reshape(-1, 3)


# Walks through a lecture by itself, for a handout or an animation: scene by scene, with pictures of the window.

LONGEST_WAIT = 120.0
"""Seconds for a scene, however much is trained in it."""
_FRAME = 100
"""Milliseconds between two pictures of what moves."""
_ANIMATION_LENGTH = 6.0
"""Seconds of moving pictures of a stop at most; what takes longer is shown in fewer pictures."""


class LectureWalker:
    """Goes through a lecture in a window of its own.

    Parameters
    ----------
    window
        Nobody else uses it, and it needn't be seen.
    """

    def __init__(self, window: Window, lecture: Lecture) -> None:
        self._window = window
        self._lecture = lecture
        self._director = window.lectures.director
        self._problem = ""
        self._director.failed.connect(self._on_failure)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All stops of the lecture."""
        return stops_of(self._lecture)

    def show(self, stop: Stop) -> None:
        """Sets the scene of a stop; it stands and is painted when this returns.

        Raises
        ------
        Explained
            If it can't be set.
        """
        if self._director.lecture is None:
            self._window.lectures.open(self._lecture, stop.beat)
        if self._director.stop != stop or stop.revealed:
            self._director.go_to_stop(stop)
        self._wait()

    def picture(self, size: QSize) -> QPixmap:
        """The workspace without the lecture's panel, laid out at this size, with twice as many pixels."""
        window = self._window
        beside = window.size() - window.pages.size()
        window.resize(size + beside)
        self._wait()
        return picture_of(window.pages)

    def frames(self, stop: Stop) -> Iterator[tuple[QImage, int]]:
        """Goes on to a stop: pictures of the window while something moves, and one of the scene that stands then."""
        director = self._director
        follows = director.can_next and director.stop is not None and \
            self.stops.index(stop) == self.stops.index(director.stop) + 1
        if not follows:
            self.show(stop)
            yield self._frame(), _FRAME
            return
        director.next()
        begun = time.monotonic()
        shown = 0
        while not self._stands() and time.monotonic() - begun < LONGEST_WAIT:
            if shown * _FRAME < 1000 * _ANIMATION_LENGTH:
                yield self._frame(), _FRAME
                shown += 1
            self._let_pass(_FRAME / 1000)
        self._wait()
        yield self._frame(), _FRAME

    def _frame(self) -> QImage:
        return self._window.grab().toImage()

    def _stands(self) -> bool:
        window = self._window
        return self._director.is_settled and window.page.is_settled and window.session.navigator.is_settled

    def _wait(self) -> None:
        stands = wait_until(self._stands, LONGEST_WAIT)
        QCoreApplication.processEvents()
        if not stands:
            self._problem = self._problem or QCoreApplication.translate("LectureWalker", "it takes too long")
        if self._problem:
            problem, self._problem = self._problem, ""
            raise Explained(Phrase("beat {beat} can't be shown: {problem}", beat=self._director.beat_number + 1,
                                   problem=problem))

    def _let_pass(self, seconds: float) -> None:
        wait_until(lambda: False, seconds)

    def _on_failure(self, reason: str) -> None:
        self._problem = reason


translate = QCoreApplication.translate

HANDOUT_WINDOW = QSize(1360, 860)
ANIMATION_WINDOW = QSize(1120, 700)
_COMMAND_LINE = re.compile(r"^deltaflow: (?:argument --\w+: )?|; see --help$")
"""What a person who has typed nothing need not read."""
_MAIN = Path(__file__).resolve().parents[2] / "main.py"


def write(window: Window, lecture: Lecture, formulas: Formulas, language: str, *, handout: Path | None,
          animation: Path | None, beat: int | None) -> None:
    """Writes what is asked for of a lecture, with a window that nobody else uses.

    Raises
    ------
    Explained
        If a scene can't be set, or a file can't be written.
    """
    walker = LectureWalker(window, lecture)
    if handout is not None:
        window.lectures.director.set_pace(0.0)
        write_handout(lecture, handout, walker, language, formulas)
    if animation is not None:
        write_animation(lecture, animation, walker, language, beat=beat)


def write_aside(window: Window, name: str, option: str, ending: str, kinds: str, language: str, *,
                dark: bool) -> None:
    """Asks for a file's name and lets a second run of the program write it.

    Parameters
    ----------
    option
        Of the command line, such as --handout.
    """
    title = translate("TakingHome", "Save handout") if option == "--handout" else \
        translate("TakingHome", "Save animation")
    path, _ = window.files.exports.asked_for(title, f"{Path(name).stem}{ending}", ((kinds, ending),))
    if path is None:
        return
    process = QProcess(window)
    process.setObjectName(str(path))  # what the window cleans up if it is closed before
    script = [] if getattr(sys, "frozen", False) else [str(_MAIN)]
    process.setProgram(sys.executable)
    process.setArguments([*script, "--lecture", name, option, str(path), "--language", language,
                          "--theme", "dark" if dark else "light"])
    process.finished.connect(lambda code, _: _tell_end(window, process, path, code))
    process.errorOccurred.connect(lambda error: _tell_start(window, process, path, error))
    tell(window, translate("TakingHome", "{file} is being written; you can go on meanwhile.").format(
        file=file_text(path)))
    process.start()


def _tell_end(window: Window, process: QProcess, path: Path, code: int) -> None:
    if code == 0:
        tell(window, translate("TakingHome", "{file} is ready.").format(file=file_text(path)))
    else:
        reason = bytes(process.readAllStandardError().data()).decode(errors="replace").strip().splitlines()
        tell(window, translate("TakingHome", "{file} was not written: {reason}").format(
            file=file_text(path), reason=message_text(_COMMAND_LINE.sub("", reason[-1])) if reason else code),
             error=True)
    process.deleteLater()


def _tell_start(window: Window, process: QProcess, path: Path, error: QProcess.ProcessError) -> None:
    if error is QProcess.ProcessError.FailedToStart:
        tell(window, translate("TakingHome", "{file} was not written: {reason}").format(
            file=file_text(path), reason=process.errorString()), error=True)
        process.deleteLater()


def tell(window: Window, message: str, *, error: bool = False) -> None:
    """A line over the foot of the page."""
    window.session.tell(Notice(NoticeKind.ERROR if error else NoticeKind.MESSAGE, {"message": message}))
