"""What lies on the paper of pictures that are not in view: it comes back with them."""

from __future__ import annotations

from gui.digits.sheet import Sheets
from simulator.datasets.data_set import DataSet

_MOST = 4


class Papers:
    """The sheets of a few sets of pictures, those that were put away last."""

    def __init__(self) -> None:
        self._kept: list[tuple[DataSet, Sheets]] = []

    def put_away(self, data: DataSet, sheets: Sheets) -> None:
        """Keeps what lies on the paper of these data."""
        others = [entry for entry in self._kept if entry[0] is not data]
        self._kept = [*others, (data, sheets)][-_MOST:]

    def of(self, data: DataSet) -> Sheets | None:
        """What lay there, if it is known still."""
        return next((sheets for one, sheets in self._kept if one is data), None)
