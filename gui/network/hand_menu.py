"""The menu of a weight or a bias."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget


def hand_menu(parent: QWidget, symbol: str, *, is_frozen: bool, any_frozen: bool, type_value: Callable[[], None],
              put_zero: Callable[[], None], toggle_frozen: Callable[[], None], freeze_all: Callable[[], None],
              release_all: Callable[[], None]) -> QMenu:
    """What a right click offers; the menu is deleted when it closes.

    Parameters
    ----------
    symbol
        The weight or bias.
    is_frozen, any_frozen
        Whether it is frozen, and whether anything in the network is.
    type_value, put_zero, toggle_frozen, freeze_all, release_all
        What the entries do.
    """
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    translate = QCoreApplication.translate
    freeze = translate("HandMenu", "Release {symbol}") if is_frozen else translate("HandMenu", "Freeze {symbol}")
    menu.addAction(translate("HandMenu", "Type a value for {symbol} …").format(symbol=symbol), "Enter", type_value)
    menu.addAction(translate("HandMenu", "Set {symbol} to 0").format(symbol=symbol), put_zero)
    menu.addAction(freeze.format(symbol=symbol), "K", toggle_frozen)
    menu.addSeparator()
    menu.addAction(translate("HandMenu", "Freeze all weights and biases"), freeze_all)
    release = menu.addAction(translate("HandMenu", "Release all"), release_all)
    release.setEnabled(any_frozen)
    return menu
