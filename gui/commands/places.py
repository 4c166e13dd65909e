"""What can be gone to by name, beside the entries of the menus: experiments, surfaces, expressions, settings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from gui.commands.finding import Command
from gui.language import translate_name
from gui.setup.choices import known_presets
from gui.setup.preset_names import experiment_name

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.setup.setting_row import SettingRow

translate = QCoreApplication.translate


def places_of(window: MainWindow) -> Iterator[Command]:
    """The settings, the experiments, the surfaces and the ready expressions."""
    from simulator.graph.examples import EXAMPLES  # noqa: PLC0415 - whoever finds nothing by name doesn't wait for it
    from simulator.surfaces.catalogue import SURFACES  # noqa: PLC0415

    if not window.lectures.is_open:  # in which the set-up isn't in view
        group = translate("Palette", "Set-up")
        for row in window.workspace.setup.rows.all_rows():
            yield Command(row.name, group, "", partial(_go_to_setting, window, row))
    group = translate("Palette", "Experiment")
    for name in known_presets():
        yield Command(experiment_name(name), group, "", partial(_begin_experiment, window, name))
    group = translate("Palette", "Surface")
    for entry in SURFACES:
        yield Command(translate_name(entry.label), group, "", partial(_choose_surface, window, entry.name))
    group = translate("Palette", "Expression")
    for example in EXAMPLES:
        yield Command(translate_name(example.label), group, "", partial(_open_example, window, example.name))


def _go_to_setting(window: MainWindow, row: SettingRow) -> None:
    window.show_workspace("network")
    window.workspace.show_settings()
    row.go_to()
    _KeptInView(row, window.workspace.setup.scroll_area)


class _KeptInView(QObject):
    """Scrolls to a row, and again while the rows around it find their heights, until the keyboard goes elsewhere."""

    def __init__(self, row: SettingRow, area: QScrollArea) -> None:
        super().__init__(area)
        self._row, self._area = row, area
        area.verticalScrollBar().rangeChanged.connect(self._scroll)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self._scroll()

    def _scroll(self) -> None:
        for part in (self._row, self._row.field):
            self._area.ensureWidgetVisible(part)

    def _on_focus(self, _: QWidget | None, focus: QWidget | None) -> None:
        if focus is None or not self._row.isAncestorOf(focus):
            self.setParent(None)
            self.deleteLater()


def _begin_experiment(window: MainWindow, name: str) -> None:
    window.show_workspace("network")
    window.session.start_run(known_presets()[name])


def _choose_surface(window: MainWindow, name: str) -> None:
    window.descent_session.choose_surface(name)
    window.show_workspace("descent")


def _open_example(window: MainWindow, name: str) -> None:
    from simulator.graph.examples import EXAMPLES  # noqa: PLC0415

    window.graph_session.open_example(next(one for one in EXAMPLES if one.name == name))
    window.show_workspace("graph")
