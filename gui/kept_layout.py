"""What a person has arranged in a workspace, as plain JSON: it outlasts the workspace, and may come from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

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
