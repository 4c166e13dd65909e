"""Pictures of the parts of the window: as large and as full as they should be, and the same as PNG and SVG."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog

from gui.app import Deltaflow
from gui.workspaces.panel_pictures import RATIO, Panel, page_picture, panels_of, save_panel
from simulator.arrays import Array
from simulator.errors import Explained

Start = Callable[..., Deltaflow]


def grey(image: QImage) -> Array:
    """Brightness, shape (height, width), on white."""
    ground = QImage(image.size(), QImage.Format.Format_Grayscale8)
    ground.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(1.0)
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    lines = np.frombuffer(ground.constBits(), dtype=np.uint8).reshape(ground.height(), ground.bytesPerLine())
    return lines[:, :ground.width()].astype(np.float64)


def drawn_back(path: Path, size: QSize) -> QImage:
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def by_key(program: Deltaflow) -> dict[str, Panel]:
    panels = panels_of(program.window)
    found = {panel.key: panel for panel in panels}
    assert len(found) == len(panels), "no key stands twice"
    return found


def test_every_card_in_view_is_a_panel_in_reading_order(start: Start) -> None:
    program = start(experiment="xor")
    assert list(by_key(program)) == ["window", "sample", "setup", "network", "equations", "output", "cost_chart",
                                     "accuracy_chart", "transport"]
    program.window.workspaces["network"].page.workspace.below.show_page("matrix")
    assert "matrix" in by_key(program)
    program.window.show_workspace("descent")
    assert list(by_key(program)) == ["window", "choices", "outcomes", "surface", "descent_chart", "map", "step",
                                     "transport"]
    program.window.show_workspace("graph")
    assert list(by_key(program)) == ["window", "expression", "examples", "graph", "chain", "counts", "descent",
                                     "transport"]


def test_of_two_that_are_compared_each_has_its_letter(start: Start) -> None:
    program = start(workspace="descent")
    assert program.window.workspaces["descent"].page is not None
    program.window.workspaces["descent"].page.session.compare("learning_rate")
    program.settle()
    found = by_key(program)
    assert {"surface_a", "surface_b", "map_a", "map_b"} <= set(found)
    assert found["map_b"].title == "Map · B"
    assert found["map_a"].widget.mapTo(program.window, QPoint()).x() < \
        found["map_b"].widget.mapTo(program.window, QPoint()).x()


@pytest.mark.parametrize("options", [
    {"experiment": "xor", "steps": 6}, {"steps": 6, "theme": "dark"}, {"experiment": "circles", "language": "ko"},
    {"workspace": "descent", "steps": 5}, {"workspace": "graph", "steps": 6, "language": "ko"}])
def test_every_panel_is_the_same_as_png_and_as_svg(start: Start, tmp_path: Path, options: dict[str, object]) -> None:
    program = start(**options)
    for panel in panels_of(program.window):
        png, svg = tmp_path / f"{panel.key}.png", tmp_path / f"{panel.key}.svg"
        save_panel(panel, png)
        save_panel(panel, svg)
        picture = QImage(str(png))
        assert picture.size() == panel.widget.size() * RATIO
        first, second = grey(picture), grey(drawn_back(svg, picture.size()))
        assert first.std() > 3.0, f"{panel.key} is blank"
        # letters are smoothed a little differently
        assert np.mean(np.abs(first - second) > 64) < 0.03, panel.key
        for part in np.array_split(np.arange(first.shape[1]), 4):
            # ... and what the edge of a scrolled area cuts is left out of a scalable picture
            assert first[:, part].mean() == pytest.approx(second[:, part].mean(), abs=4.0), f"part of {panel.key}"


def test_a_picture_is_sharper_than_the_screen(start: Start, tmp_path: Path) -> None:
    panel = by_key(start(experiment="xor", steps=4))["network"]
    save_panel(panel, tmp_path / "network.png")
    sharp = grey(QImage(str(tmp_path / "network.png")))
    enlarged = grey(panel.widget.grab().toImage().scaled(panel.widget.size() * RATIO,
                                                         mode=Qt.TransformationMode.SmoothTransformation))
    steepest, steepest_enlarged = (np.abs(np.diff(one, axis=1)).max(axis=1).mean() for one in (sharp, enlarged))
    assert steepest > 1.2 * steepest_enlarged


def test_the_window_looks_as_before_when_a_picture_was_taken(start: Start, tmp_path: Path) -> None:
    program = start(steps=3)
    before = program.window.grab().toImage()
    for panel in panels_of(program.window)[:4]:
        save_panel(panel, tmp_path / "picture.png")
        assert "devicePixelRatioF" not in vars(panel.widget)
    program.settle()
    assert program.window.grab().toImage() == before


def test_letters_of_an_svg_need_no_typeface(start: Start, tmp_path: Path) -> None:
    save_panel(by_key(start(experiment="xor", language="ko"))["setup"], tmp_path / "setup.svg")
    text = (tmp_path / "setup.svg").read_text(encoding="utf-8")
    assert "<text" not in text
    assert 'aria-label="설정"' in text, "those who can't see it can read it"


def test_a_page_can_be_pictured_at_another_size(start: Start) -> None:
    program = start(experiment="xor")
    page = program.window.page
    former = page.geometry()
    picture = page_picture(page, QSize(960, 600))
    assert picture.size() == QSize(960, 600) * RATIO
    assert page.geometry() == former
    card = picture.toImage().pixelColor(QPoint(960, 700))
    assert card == QColor("#ffffff")


@pytest.mark.parametrize("name", ["picture.png", "picture.svg"])
def test_where_nothing_can_be_written_the_remedy_is_told(start: Start, tmp_path: Path, name: str) -> None:
    panel = by_key(start(experiment="xor"))["equations"]
    with pytest.raises(Explained, match=f"{name} can't be written .*choose another folder"):
        save_panel(panel, tmp_path / "nowhere" / name)
    with pytest.raises(Explained, match=r"picture\.jpg; choose one of these endings"):
        save_panel(panel, tmp_path / "picture.jpg")


@pytest.mark.parametrize("name", ["picture.png", "picture.svg"])
def test_a_picture_that_cannot_be_written_leaves_the_old_one(start: Start, tmp_path: Path, name: str,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    panel = by_key(start(experiment="xor"))["equations"]
    (tmp_path / name).write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Explained, match=f"{name} can't be written .No space left.*; choose another folder"):
        save_panel(panel, tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_menu_names_the_panels_in_view_and_saves_one(start: Start, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    program = start(workspace="graph")
    files = program.window.files
    files.menu.aboutToShow.emit()
    actions = {action.text(): action for action in files.pictures.actions()}
    assert list(actions)[:3] == ["Expression…", "Ready expressions…", "Computational graph…"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), "Pictures (*.png)"))
    actions["Computational graph…"].trigger()
    assert QImage(str(tmp_path / "mine.png")).rect().contains(QRect(0, 0, 800, 500))
    assert program.window.top_bar.line() == "Saved mine.png"
    (tmp_path / "mine.png").write_bytes(b"somebody else's")
    actions["Computational graph…"].trigger()  # typed without its ending: the dialog hasn't asked about it
    assert (tmp_path / "mine.png").read_bytes() == b"somebody else's"
    assert "is there already" in str(program.session.notice.values["message"])
    monkeypatch.setattr(QFileDialog, "getSaveFileName",
                        lambda *_: (str(tmp_path / "mine"), "Scalable pictures (*.svg)"))
    files.save_picture()
    assert QSvgRenderer(str(tmp_path / "mine.svg")).defaultSize() == program.window.size()
    program.window.show_workspace("network")
    files.menu.aboutToShow.emit()
    assert {"Set-up…", "Equations…"} <= {action.text() for action in files.pictures.actions()}
