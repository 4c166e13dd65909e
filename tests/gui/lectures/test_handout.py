"""The handout of a lecture: what stands on which page, and the file itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QProcess, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme, install_fonts
from gui.lectures.handout import PICTURE_SIZE, Piece, pages_of, text_pieces, write_handout
from gui.lectures.prose_maker import prose_document
from lectures.model import Beat, Lecture, Question, Stop, Task, stops_of
from lectures.texts import Text
from simulator.errors import Explained, Phrase


def text(english: str, korean: str = "") -> Text:
    return Text({"en": english, "ko": korean or english})


QUESTION = Question(text("Is $\\delta$ large?", "$\\delta$가 클까요?"), (text("yes", "네"), text("no", "아니요")), 1,
                    text("No: $\\sigma'(z)$ is small.", "아니요. $\\sigma'(z)$가 작습니다."))


def lecture(beats: int = 3, words: str = "A neuron adds up: $z = w x + b$.") -> Lecture:
    return Lecture("01_test", text("One neuron", "뉴런 하나"), text("What it does.", "하는 일."), tuple(
        Beat(text(f"Part {number}", f"{number}부"), text(words, "뉴런은 $z = w x + b$를 더합니다."),
             question=QUESTION if number == 2 else None,
             task=Task(text("Make it fire."), ("hand",), ()) if number == 3 else None)
        for number in range(1, beats + 1)))


class PaintedWalker:
    """Shows no window, but a picture of the number of the beat, and notes what it was asked."""

    def __init__(self, of: Lecture) -> None:
        self.stops = stops_of(of)
        self.shown: list[Stop] = []
        self.sizes: list[QSize] = []

    def show(self, stop: Stop) -> None:
        self.shown.append(stop)

    def picture(self, size: QSize) -> QPixmap:
        self.sizes.append(size)
        picture = QPixmap(size * 2)
        picture.setDevicePixelRatio(2)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        painter.fillRect(40 * len(self.shown), 40, 200, 200, QColor("#2563eb"))
        painter.end()
        return picture


@pytest.fixture
def formulas(qapp: QApplication) -> Iterator[Formulas]:
    install_fonts()
    made = Formulas(Theme())
    yield made
    made.close()


def contents(pdf: bytes) -> str:
    """What is drawn on the pages, as commands."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match.group(1)))
        except zlib.error:
            continue
    return b"\n".join(one for one in found if one.lstrip().startswith(b"/GSa")).decode("latin-1")


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_beat_is_shown_once_and_in_order(formulas: Formulas, tmp_path: Path, language: str) -> None:
    of, path = lecture(), tmp_path / "handout.pdf"
    walker, told = PaintedWalker(of), []
    write_handout(of, path, walker, language, formulas, progress=told.append)
    assert walker.shown == [Stop(0), Stop(1), Stop(2)], "before the answer is revealed"
    assert set(map(QSize.toTuple, walker.sizes)) == {PICTURE_SIZE.toTuple()}
    assert told == pytest.approx([1 / 3, 2 / 3, 1])
    pdf = path.read_bytes()
    assert pdf.startswith(b"%PDF")
    assert page_count(pdf) == 3
    assert pdf.count(b"/FontFile") >= 2, "the typeface is part of the file: regular and semibold"
    assert b"Pretendard" in pdf


def test_ten_beats_take_little_room(formulas: Formulas, tmp_path: Path) -> None:
    of, path = lecture(10), tmp_path / "handout.pdf"
    write_handout(of, path, PaintedWalker(of), "en", formulas)
    assert path.stat().st_size < 1_000_000


def test_letters_of_formulas_are_filled_and_not_drawn_around(formulas: Formulas, tmp_path: Path) -> None:
    # Qt's PDF also draws around what has a stroke of no colour: every letter would be bold
    paths = []
    for words in ("Plain.", "Plain $x$."):
        write_handout(lecture(1, words), tmp_path / "one.pdf", PaintedWalker(lecture(1)), "en", formulas)
        drawn = contents((tmp_path / "one.pdf").read_bytes())
        paths.append(len(re.findall(r"(?:^|\s)(?:f\*?|B\*?|S)$", drawn, re.MULTILINE)))
    assert paths[1] - paths[0] == 1


def test_where_nothing_can_be_written_the_remedy_is_told(formulas: Formulas, tmp_path: Path) -> None:
    walker = PaintedWalker(lecture())
    with pytest.raises(Explained, match=r"handout\.pdf can't be written: there is no folder .*; choose another one"):
        write_handout(lecture(), tmp_path / "nowhere" / "handout.pdf", walker, "en", formulas)
    assert walker.shown == [], "before anything was shown"


def test_a_scene_that_cant_be_shown_leaves_no_half_of_a_file(formulas: Formulas, tmp_path: Path) -> None:
    class Stumbling(PaintedWalker):
        def show(self, stop: Stop) -> None:
            super().show(stop)
            if stop.beat == 1:
                raise Explained(Phrase("beat 2 can't be shown"))

    with pytest.raises(Explained, match="beat 2"):
        write_handout(lecture(), tmp_path / "handout.pdf", Stumbling(lecture()), "en", formulas)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "handout.pdf").write_bytes(b"an earlier one")
    with pytest.raises(Explained, match="beat 2"):
        write_handout(lecture(), tmp_path / "handout.pdf", Stumbling(lecture()), "en", formulas)
    assert (tmp_path / "handout.pdf").read_bytes() == b"an earlier one"


def test_a_window_that_is_closed_meanwhile_leaves_no_half_of_a_file(
        start: Callable[..., Deltaflow], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mnist.gif"
    path.write_bytes(b"an earlier one")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    program = start()
    program.window.lectures.toggle_list()
    assert program.window.lectures.list is not None
    program.window.lectures.list.animation_wanted.emit("08_mnist")
    qtbot.waitUntil(lambda: len(list(tmp_path.iterdir())) > 1)
    program.window.close()
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"an earlier one"]


def test_a_handout_whose_ending_was_not_typed_never_takes_the_place_of_another_one(
        start: Callable[..., Deltaflow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"an earlier one")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    program = start()
    program.window.lectures.toggle_list()
    assert program.window.lectures.list is not None
    program.window.lectures.list.handout_wanted.emit("08_mnist")
    assert str(program.session.notice.values["message"]).startswith("mine.pdf is there already")
    assert not program.window.findChildren(QProcess)


def piece(height: float, *, keeps_next: bool = False) -> Piece:
    return Piece(height, lambda painter, corner: None, 10.0, keeps_next)


def test_no_headline_stands_alone_at_the_end_of_a_page() -> None:
    text_before, headline, picture = piece(70), piece(10, keeps_next=True), piece(40)
    pages = pages_of([text_before, headline, picture], 100.0, 100.0)
    assert [[placed.piece for placed in page] for page in pages] == [[text_before], [headline, picture]]
    assert [placed.top for placed in pages[1]] == [0.0, 20.0], "no room is left above the first of a page"


def test_a_page_is_filled_as_far_as_it_goes() -> None:
    pages = pages_of([piece(40) for _ in range(5)], 100.0, 50.0)
    assert [len(page) for page in pages] == [1, 2, 2]


def test_what_is_higher_than_a_page_is_torn_apart() -> None:
    pages = pages_of([piece(60, keeps_next=True), piece(60, keeps_next=True), piece(60)], 100.0, 100.0)
    assert [len(page) for page in pages] == [1, 1, 1]


def test_a_text_falls_apart_into_its_paragraphs_and_lacks_none_of_its_letters(formulas: Formulas) -> None:
    words = "One $x^2$ thing.\n\n- a\n- b\n\n$$y = x$$\n\nThe end, with descenders: gjpqy."
    document = prose_document(words, formulas, Theme(), 14.0, 400.0, scale=1.0)
    pieces = text_pieces(document, before=0.0)
    assert len(pieces) == 5
    height = int(document.size().height()) + 4
    whole, parts = (QImage(420, height, QImage.Format.Format_RGB32) for _ in range(2))
    for image in (whole, parts):
        image.fill(QColor("white"))
    painter = QPainter(whole)
    document.drawContents(painter)
    painter.end()
    painter, top = QPainter(parts), 0.0
    for one in pieces:
        top += one.before
        one.draw(painter, QPointF(0.0, top))
        top += one.height
    painter.end()
    assert parts == whole
