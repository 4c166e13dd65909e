"""What the presets are called: in their files, in the list, and in the file for translators."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from gui.setup.choices import OWN_SETTINGS, experiment_about, experiment_name
from gui.setup.setup_card import SetupCard
from simulator.datasets import DATA_SETS
from simulator.experiment import preset, preset_about, preset_title, presets
from tests.gui.setup.conftest import box


def test_titles_and_abouts_of_the_presets_are_collected_for_translation(project: Path) -> None:
    program = [sys.executable, project / ".ci/names_to_translate.py"]
    printed = subprocess.run(program, check=True, capture_output=True, encoding="utf-8").stdout
    found = [[ast.literal_eval(one) for one in node.args] for node in ast.walk(ast.parse(printed))
             if isinstance(node, ast.Call)]
    collected = {text for context, text in found if context == "Experiments"}
    assert collected == {text for name in presets() for text in (preset_title(name), preset_about(name)) if text}


def test_the_list_has_every_preset_by_its_title_in_the_order_of_the_data(card: SetupCard) -> None:
    choice = box(card, "experiment")
    keys = [choice.itemData(place) for place in range(choice.count())]
    assert sorted(keys[:-1]) == sorted(presets())
    assert keys[-1] == OWN_SETTINGS
    assert [choice.itemText(place) for place in range(choice.count() - 1)] == [preset_title(key) for key in keys[:-1]]
    order = [data.name for data in DATA_SETS]
    places = [order.index(preset(key).data_set) for key in keys[:-1]]
    assert places == sorted(places)


def test_names_come_from_the_files_of_the_presets() -> None:
    assert experiment_name("half_adder_nands") == "Half adder from NANDs"
    assert experiment_about("spiral") == preset_about("spiral") != ""
