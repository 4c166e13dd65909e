"""What the network gets of a point: a chip for each input that can be switched on or off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from gui.theme import Theme
from gui.widgets.keyboard_focus import KeyboardFocus
from gui.widgets.plain_text import plain_tip
from simulator.datasets.features import Feature, coordinates, features_for


class FeatureChips(QWidget):
    """A chip for every feature; in as many lines as they need.

    Signals
    -------
    chosen(object)
        The names of the features that somebody wants; an empty tuple means the coordinates themselves.
    refused()
        Somebody tried to switch off the last one.
    """

    chosen = Signal(object)
    refused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dimension = 0
        self._chips: list[_Chip] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(_HEIGHT))

    def chips(self) -> tuple[QToolButton, ...]:
        """The chips, in the order of `FEATURES`."""
        return tuple(self._chips)

    def show_features(self, dimension: int, features: Sequence[Feature]) -> None:
        """Show which features of points with so many coordinates are on."""
        if dimension != self._dimension:
            self._make_chips(dimension)
        for chip in self._chips:
            chip.setChecked(chip.feature in features)

    def _make_chips(self, dimension: int) -> None:
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._dimension = dimension
        self._chips = [_Chip(feature, feature.symbol_for(dimension), self._theme, self)
                       for feature in features_for(dimension)]
        for chip in self._chips:
            chip.clicked.connect(lambda _=False, chip=chip: self._on_clicked(chip))
            chip.show()
        self._flow()

    def _on_clicked(self, chip: _Chip) -> None:
        wanted = tuple(one.feature for one in self._chips if one.isChecked())
        if not wanted:
            chip.setChecked(True)
            self.refused.emit()
        else:
            plain = wanted == coordinates(self._dimension)
            self.chosen.emit(() if plain else tuple(feature.name for feature in wanted))

    def _flow(self) -> None:
        """Lays the chips out in as few lines of equally many as they fit into."""
        widths, gap, height = [chip.sizeHint().width() for chip in self._chips], self._theme.px(4), \
            self._theme.px(_HEIGHT)
        starts = _line_starts(widths, gap, self.width())
        for start, end in pairwise((*starts, len(widths))):
            x, y = 0, starts.index(start) * (height + gap)
            for chip, width in zip(self._chips[start:end], widths[start:end], strict=True):
                chip.setGeometry(x, y, width, height)
                x += width + gap
        whole = max(len(starts) * (height + gap) - gap, 0)
        if whole != self.height():
            self.setFixedHeight(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()


_HEIGHT = 26


def _line_starts(widths: Sequence[int], gap: int, room: int) -> list[int]:
    """Number of the first chip of each line; none for no chips."""
    starts: list[int] = []
    for lines in range(1, len(widths) + 1):
        each = -(-len(widths) // lines)
        starts = list(range(0, len(widths), each))
        if all(sum(widths[start:start + each]) + gap * (each - 1) <= room for start in starts):
            break
    return starts


class _Chip(KeyboardFocus, QToolButton):
    own_keys = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})

    def __init__(self, feature: Feature, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.feature = feature
        self._theme = theme
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(self.tr("The network gets {feature}").format(feature=text)))
        self.setFont(theme.font(13))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._theme.px(8)
        return QSize(width, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        color = self._theme.on_accent if self.isChecked() else self._theme.text
        painter.setPen(color if self.isEnabled() else self._theme.text_disabled)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
