"""The card below the stage: the equation of the moment, its numbers and its check."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from gui.choice import Selection
from gui.equations.checks import checked
from gui.equations.equation_view import EquationView
from gui.equations.notation import CheckRequest, Equation, Number, Sentence, Symbol
from gui.equations.phase_formulas import all_formulas
from gui.equations.terms import equation, seen_from
from gui.equations.words import EquationWords
from gui.equations.written import latex, plain, results, table
from gui.formulas import Formulas
from gui.language import translate_name
from gui.number_text import count
from gui.run_view import RunView
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.plain_text import PlainLabel
from simulator.moment import Moment
from simulator.training import StepRecord

_PATIENCE = 150
"""Milliseconds without a move, while playing, before a check is worth its time."""
_LATER = 300
"""Milliseconds after the first showing, when the window has settled, for the formulas that are not needed yet."""


class EquationPanel(Card):
    """Shows the equation of the moment with the numbers of what the session follows.

    The right button copies it: as LaTeX with all summands, or all its numbers.

    Attributes
    ----------
    view
        The painted part.
    """

    def __init__(self, session: RunView, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self._formulas = formulas
        self._words = EquationWords(self)
        self._shown: tuple[Moment, Selection] | None = None
        self._equation: Equation | None = None
        self._checks: dict[CheckRequest, Sentence] = {}
        self._checks_of: tuple[StepRecord, int] | None = None
        self.view = EquationView(theme, formulas, self._words)
        self._build(theme)
        self._check_timer = self._timer(self._check_now)
        self._prerender_timer = self._timer(self._prerender)
        session.moment_changed.connect(self._refresh)
        session.focus_changed.connect(self._refresh)
        session.activity_changed.connect(self._plan_check)
        session.run_changed.connect(self._prerender_soon)
        self._refresh()

    def check_text(self) -> str:
        """The outcome of the numerical check in plain words; empty while there is none."""
        check = self._known_check()
        return "" if check is None else self._in_words(check)

    def title_text(self) -> str:
        """Phase and title as they are shown."""
        return f"{self._name.text()} {self._what.text()}"

    def add_to_header(self, widget: QWidget) -> None:
        """Put a widget at the right end of the headline."""
        self._heading_row.addWidget(widget)

    def copy_as_latex(self) -> None:
        """Put the equation with all its summands on the clipboard."""
        if self._equation is not None:
            QGuiApplication.clipboard().setText(latex(self._equation))

    def copy_numbers(self) -> None:
        """Put all numbers, in full precision, on the clipboard."""
        if self._equation is not None:
            QGuiApplication.clipboard().setText(table(self._equation))

    def _build(self, theme: Theme) -> None:
        self._name = PlainLabel()
        self._name.setFont(theme.font(13, semibold=True))
        self._what = ElidedLabel("", theme, semibold=True)
        self._hint = _WholeOrNothing(self._words.hint, theme, tone="dim", alignment=Qt.AlignmentFlag.AlignRight)
        # the hint takes what the title leaves
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._heading = QWidget()
        self._heading.setMinimumHeight(theme.px(28))
        self._heading_row = row = QHBoxLayout(self._heading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part, stretch in ((self._name, 0), (self._what, 0), (self._hint, 1)):
            row.addWidget(part, stretch)
        self.body.setSpacing(theme.px(4))
        self.body.addWidget(self._heading)
        self.body.addWidget(self.view, 1)

    def _timer(self, action: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(action)
        return timer

    def _refresh(self, _: object = None) -> None:
        moment, focus = self._session.moment, self._session.focus
        if self._shown is not None and self._shown[0] is moment and self._shown[1] == focus:
            return
        if self._shown is not None and not self.isVisible():
            return  # showing it will refresh it
        self._shown = moment, focus
        self._equation = equation(seen_from(moment, focus), focus)
        self._forget_old_checks(moment)
        self._show_title(self._equation)
        self.view.show_equation(self._equation, self._known_check())
        self.view.setAccessibleDescription(results(self._equation))
        self._plan_check()

    def _show_title(self, shown: Equation) -> None:
        palette = self._name.palette()
        palette.setColor(self._name.foregroundRole(), self._theme.phase_color(shown.phase))
        self._name.setPalette(palette)
        self._name.setText(self._words.phase(shown.phase))
        self._what.setText(self._in_words(shown.title))
        self.setAccessibleName(self.title_text())

    def _in_words(self, sentence: Sentence) -> str:
        values = {name: _text_of(value) for name, value in sentence.values.items()}
        return self._words.sentence(sentence.key).format(**values)

    # the check: at idle, and once for each derivative of a sample

    def _forget_old_checks(self, moment: Moment) -> None:
        known = self._checks_of
        if known is None or known[0] is not moment.record or known[1] != moment.address.sample:
            self._checks_of = moment.record, moment.address.sample
            self._checks.clear()

    def _known_check(self) -> Sentence | None:
        request = None if self._equation is None else self._equation.check
        return None if request is None else self._checks.get(request)

    def _plan_check(self) -> None:
        wanted = self._equation is not None and self._equation.check is not None and self._known_check() is None
        if wanted and self.isVisible() and not self._session.is_training:
            self._check_timer.start(_PATIENCE if self._session.is_playing else 0)
        else:
            self._check_timer.stop()

    def _check_now(self) -> None:
        if self._shown is None or self._equation is None or self._equation.check is None:
            return
        self._checks[self._equation.check] = checked(self._shown[0], self._equation.check)
        self.view.show_equation(self._equation, self._known_check())

    def _prerender_soon(self) -> None:
        self._prerender_timer.start(_LATER)

    def _prerender(self) -> None:
        self._formulas.prerender(all_formulas(self._session.network, self._session.experiment))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._plan_check()
        self._prerender_soon()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._words.copy_latex, self.copy_as_latex)
        menu.addAction(self._words.copy_numbers, self.copy_numbers)
        menu.popup(event.globalPos())


class _WholeOrNothing(ElidedLabel):
    """A line that nobody misses where there is no room for it."""

    def shown_text(self) -> str:
        whole = self.text()
        return whole if super().shown_text() == whole else ""


def _text_of(value: Symbol | Number | int | str) -> str:
    if isinstance(value, str):
        return translate_name(value)
    if isinstance(value, int):
        return count(value)
    return value.text if isinstance(value, Number) else plain((value,))
