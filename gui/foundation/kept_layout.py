"""What a person has arranged in a workspace, as plain JSON: it outlasts the workspace, and may come from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from gui.foundation.theme import Theme

_MOST_KINDS = 64
"""Of one splitter: whatever stands beyond it in a file is nonsense."""


class SplitterShares:
    """How the room is divided among the parts of splitters, in shares of it: they hold at any size and scale.

    Parts come and go, so the shares are kept for every set of parts that was in view when somebody dragged a gap.

    Parameters
    ----------
    splitters
        By name.
    """

    def __init__(self, splitters: Mapping[str, QSplitter]) -> None:
        self._splitters = dict(splitters)
        self._kept: dict[str, dict[str, list[float]]] = {name: {} for name in splitters}

    def keep(self, kind: str = "") -> None:
        """The room is divided as somebody wants it.

        Parameters
        ----------
        kind
            What else, beside the parts in view, makes for another division.
        """
        for name, splitter in self._splitters.items():
            sizes = splitter.sizes()
            if sum(sizes) > 0 and not splitter.isHidden():
                self._kept[name][_key(splitter, kind)] = [round(size / sum(sizes), 4) for size in sizes]

    def apply(self, kind: str = "") -> None:
        """Divide the room as it was kept for the parts in view; where nothing was kept it stays as it is."""
        for name, splitter in self._splitters.items():
            shares = self._kept[name].get(_key(splitter, kind))
            if shares is not None and len(shares) == splitter.count():
                is_row = splitter.orientation() is Qt.Orientation.Horizontal
                gaps = splitter.handleWidth() * (sum(share > 0 for share in shares) - 1)
                length = max((splitter.width() if is_row else splitter.height()) - gaps, 1)
                splitter.setSizes([round(share * length) for share in shares])

    def state(self) -> dict[str, dict[str, list[float]]]:
        """What is kept."""
        return {name: {key: list(shares) for key, shares in kept.items()}
                for name, kept in self._kept.items() if kept}

    def restore(self, state: object) -> None:
        """Keep what `state` has told at another time, and nothing else; what can't be shares is left out."""
        for name in self._splitters:
            kept = state.get(name) if isinstance(state, dict) else None
            rows = list(kept.items())[:_MOST_KINDS] if isinstance(kept, dict) else []
            self._kept[name] = {key: [float(share) for share in shares] for key, shares in rows
                                if isinstance(key, str) and _are_shares(shares)}


def known_wishes(kept: object, names: Iterable[str]) -> dict[str, bool]:
    """Of what was kept, which of these parts somebody wants to see, or not to see."""
    if not isinstance(kept, dict):
        return {}
    return {name: kept[name] for name in names if isinstance(kept.get(name), bool)}


def is_number(value: object, least: float, most: float) -> bool:
    """Whether something from a file is a number within bounds."""
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _key(splitter: QSplitter, kind: str) -> str:
    """The parts in view, as one sign each."""
    parts = (splitter.widget(number) for number in range(splitter.count()))
    flags = "".join("-" if part is None or part.isHidden() else "x" for part in parts)
    return f"{kind} {flags}".strip()


def _are_shares(shares: object) -> bool:
    return isinstance(shares, list) and all(is_number(share, 0.0, 1.0) for share in shares) \
        and 0.9 < sum(shares) < 1.1


# Columns of which somebody chooses those in view, and whose gaps can be dragged.

class PartedColumns(QSplitter):
    """The columns of a workspace, side by side.

    Parameters
    ----------
    former
        The columns that these take the place of: the same ones are in view.

    Signals
    -------
    parts_changed
        Other parts are in view.
    """

    parts_changed = Signal()

    def __init__(self, theme: Theme, former: PartedColumns | None, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._wants: dict[str, bool] = former.wants() if former is not None else {}
        self._sizes_chosen = False

    def show_part(self, part: str, shown: bool) -> None:
        """Show a part, or leave its room to the others."""
        self._wants[part] = shown
        self._arrange()
        self.parts_changed.emit()

    def wants(self) -> dict[str, bool]:
        """Which parts somebody has asked to see, or not to see."""
        return dict(self._wants)

    def set_wants(self, wants: dict[str, bool]) -> None:
        """Show and hide what was asked for at another time."""
        self._wants = dict(wants)
        self._arrange()
        self.parts_changed.emit()

    def _let_drag(self, *splitters: QSplitter) -> None:
        """The gaps of these splitters can be dragged, and nothing dragged away."""
        for splitter in splitters:
            splitter.setHandleWidth(self._theme.px(10))
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._keep_sizes)

    def _keep_sizes(self) -> None:
        """Somebody has dragged a gap."""
        raise NotImplementedError

    def _arrange(self) -> None:
        """Gives every part in view its room."""
        raise NotImplementedError
