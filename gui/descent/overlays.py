"""What is laid over the surfaces, and how costs become heights: three boxes to tick."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.descent.descent_session import DescentSession
from gui.theme import Theme
from gui.widgets.check_box import CheckBox


class Overlays(QWidget):
    """A row of boxes.

    Attributes
    ----------
    logarithmic, basins, batch
        The boxes; the last one is there where a step sees a mini-batch.
    """

    def __init__(self, session: DescentSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.logarithmic = CheckBox(self.tr("log"), theme)
        self.logarithmic.setToolTip(self.tr("Heights and colours logarithmic above the lowest cost"))
        self.basins = CheckBox(self.tr("basins"), theme)
        self.basins.setToolTip(self.tr("Basins of attraction: from where gradient descent reaches which minimum"))
        self.batch = CheckBox(self.tr("batch"), theme)
        self.batch.setToolTip(self.tr("The surface of the mini-batch in view as a ghost over the full one"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for box in (self.logarithmic, self.basins, self.batch):
            row.addWidget(box)
        self.logarithmic.clicked.connect(session.set_logarithmic)
        self.basins.clicked.connect(session.show_basins)
        self.batch.clicked.connect(session.show_batch)
        session.lanes_changed.connect(self._show)
        session.ground_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        session = self._session
        self.logarithmic.setChecked(session.logarithmic)
        self.basins.setChecked(session.shows_basins)
        self.batch.setChecked(session.shows_batch)
        self.batch.setVisible(any(lane.epoch for lane in session.lanes))
