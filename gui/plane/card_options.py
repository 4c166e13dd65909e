"""What the output card can be asked to show: as boxes in a row, or folded away in a menu."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from gui.plane.picture import Wishes
from gui.theme import Theme
from gui.widgets.check_box import CheckBox
from gui.widgets.plain_text import plain_tip
from simulator.datasets.data_set import DataSet


class CardOptions(QWidget):
    """Three boxes: discrete, test data, lines.

    Attributes
    ----------
    discrete, test, lines
        The boxes; they hold the state even while the menu stands in for them.

    Signals
    -------
    changed
        Something else is asked for.
    """

    changed = Signal()

    def __init__(self, theme: Theme, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.discrete = CheckBox(self.tr("Discrete"), theme, checked=wishes.discrete)
        self.test = CheckBox(self.tr("Test data"), theme, checked=wishes.test)
        self.lines = CheckBox(self.tr("Lines"), theme, checked=wishes.lines)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes():
            self._row.addWidget(box)
            box.toggled.connect(self.changed)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def boxes(self) -> tuple[CheckBox, ...]:
        """All of them."""
        return self.discrete, self.test, self.lines

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._row.setSpacing(theme.px(10))
        for box in self.boxes():
            box.set_theme(theme)

    def show_data(self, data: DataSet) -> None:
        """Put in and out of use what makes sense for these data, and say why not."""
        domain = data.domain
        is_line = domain is not None and domain.dimension == 1
        self.discrete.setVisible(not is_line)
        self.discrete.setToolTip(self.tr("Only the side that wins, or the class"))
        _offer(self.test, data.has_own_test, self.tr("The test samples too, hollow: nothing is learned from them"),
               self.tr("There are no test data: every sample is learned from."))
        _offer(self.lines, domain is not None and domain.has_plain_inputs,
               self.tr("Where each neuron of the first layer has z = w·x + b = 0; the arrow points to z > 0"),
               self.tr("The neurons of the first layer are straight lines only where the inputs are the coordinates "
                       "themselves."))

    def needed_width(self) -> int:
        """What the row takes."""
        widths = [box.sizeHint().width() for box in self.boxes() if not box.isHidden()]
        return sum(widths) + (len(widths) - 1) * self._row.spacing()

    def menu(self, parent: QWidget) -> QMenu:
        """The same as a menu; it goes when it is closed."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        for box in self.boxes():
            if box.isHidden():
                continue
            entry = menu.addAction(box.text())
            entry.setCheckable(True)
            entry.setChecked(box.isChecked())
            entry.setEnabled(box.isEnabled())
            entry.setToolTip(box.toolTip())
            entry.toggled.connect(box.setChecked)
        return menu

    def sizeHint(self) -> QSize:
        return QSize(self.needed_width(), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._theme.px(24))


def _offer(box: CheckBox, possible: bool, what: str, why_not: str) -> None:
    box.setEnabled(possible)
    box.setToolTip(plain_tip(what if possible else why_not))
