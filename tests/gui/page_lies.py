"""What a page below the stage says of itself that isn't so, in sentences that name it."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.insight.lower_panel import Chosen, LowerPanel
from gui.run.session import Session
from gui.widgets.card import Card
from lectures import pages
from lectures.pages import PageEntry

TALL = 240
"""A page that likes to have at least this height, at scale 1, is one of many lines or of a picture."""


def lies_of_page(entry: PageEntry, session: Session, formulas: Formulas, window: QWidget) -> list[str]:
    """Everything about an entry that isn't so; empty for a true one. What is made belongs to `window`."""
    return [f"PageEntry {entry.name!r}: {lie}" for lie in _lies(entry, session, formulas, window)]


def _lies(entry: PageEntry, session: Session, formulas: Formulas, window: QWidget) -> Iterator[str]:
    if not entry.name.isidentifier() or sum(one.name == entry.name for one in pages.PAGES) > 1:
        yield "name is no word of its own for files"
    if not entry.label.strip():
        yield "label is empty"
    if not 60 <= len(entry.about) <= 400 or not entry.about.endswith("."):
        yield "about isn't a few sentences"
    if entry is pages.PAGES[0]:
        return  # the panel's own, which is made before any other
    package = LowerPanel.__module__.rpartition(".")[0]
    try:
        make = importlib.import_module(f"{package}.{entry.home}").make_page
    except ModuleNotFoundError:
        yield f"there is no module {package}.{entry.home}"
        return
    except AttributeError:
        yield f"{package}.{entry.home} has no make_page"
        return
    page = make(session, Theme(), formulas)
    page.setParent(window)
    yield from _lies_of_widget(entry, page)


def _lies_of_widget(entry: PageEntry, page: QWidget) -> Iterator[str]:
    if not isinstance(page, Card) and not page.windowTitle().strip():
        yield "the page has no headline"
    if entry.is_tall and page.sizeHint().height() < TALL:
        yield f"is_tall, but it likes a height of {page.sizeHint().height()}"
    if isinstance(page, Chosen):
        usual = page.view_state()
        page.show_view_state(json.loads(json.dumps(usual)))
        if page.view_state() != usual:
            yield "view_state isn't what show_view_state shows"
