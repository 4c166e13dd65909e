"""What a lecturer has beside the picture: full screen, spotlight, pointer, blank screen, notes, and lights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.lectures.director import Director
from gui.lectures.notes_window import LectureClock, NotesWindow
from gui.lectures.spotlight import Overlay, Pointing, PointingTools
from gui.run.choice import PointedOut, Selection
from gui.workspaces.network.hover_card import keep_cards_away
from gui.workspaces.outlines import LINE, Outline, paint_outlines, rounded_outline
from gui.workspaces.window import Window
from lectures.model import Mark
from simulator.steps import Phase

# Where on the window that lies which a lecture lights up: on pictures that can be zoomed, shifted and turned.

_AWAY, _CORNER = 2.0, 10.0


def outlines_of(window: Window, marks: Sequence[Mark], theme: Theme) -> tuple[Outline, ...]:
    """What has to be drawn now on the window; what isn't in view has none."""
    found: list[Outline] = []
    for mark in marks:
        if mark.kind == "part":
            found += _part_outlines(window, mark.name, theme)
        else:
            found += (moved for view, outline in window.current.mark_outlines(mark, theme)
                      for moved in _moved(outline, view, window))
    return tuple(found)


def _part_outlines(window: Window, name: str, theme: Theme) -> Iterator[Outline]:
    """A ring around every widget in view that is this part."""
    for widget in part_widgets(window, name):
        room = seen_part(widget, window)
        if not room.isEmpty():
            away = (_AWAY + LINE / 2) * theme.scale
            rect = QRectF(room).adjusted(-away, -away, away, away)
            yield rounded_outline(rect, _CORNER * theme.scale, window.rect())


def part_widgets(window: Window, name: str) -> tuple[QWidget, ...]:
    """The widgets of a part of the page that is shown; none where the page has no such part."""
    if name == "transport":
        return (window.page.transport,)
    return tuple(widget for widget in window.current.part_widgets(name) if widget is not None)


def _moved(outline: Outline, view: QWidget, window: QWidget) -> Iterator[Outline]:
    """From a view's pixels to the window's; nothing of it leaves the view."""
    room = seen_part(view, window)
    if not room.isEmpty():
        corner = QPointF(view.mapTo(window, QPointF()))
        yield Outline(outline.path.translated(corner), room, outline.is_hidden, outline.glows)


def seen_part(widget: QWidget, window: QWidget) -> QRect:
    """What is in view of a widget, in pixels of the window; empty if nothing is."""
    if not widget.isVisible() or not window.isAncestorOf(widget):
        return QRect()
    rect = widget.rect()
    here: QWidget | None = widget
    while here is not None and here is not window:
        rect.translate(here.pos())
        here = here.parentWidget()
        if here is not None:
            rect &= here.rect()
    return rect


# A black screen while the audience shall look at the speaker.

HINT_MILLISECONDS = 5000
_FADES_FROM = 0.6
"""Share of that time after which the hint begins to fade."""
_HINT = QColor("#8a8f98")
_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
                        Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock})


class BlankScreen(Overlay):
    """Covers the whole window; any key or click takes it away again and does nothing else.

    Keys that are held with others, such as Shift, and the repetition of a key that is still held down don't count.

    Signals
    -------
    changed()
        The window has been covered or uncovered.
    """

    changed = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, level=3)
        self._former: QWidget | None = None
        self._opacity = 0.0
        self._hint = ""
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(HINT_MILLISECONDS)
        self._set_fading(theme)
        self._fading.valueChanged.connect(self._show_hint)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        super().set_theme(theme)
        self._set_fading(theme)

    def _set_fading(self, theme: Theme) -> None:
        fades_from = 0.999 if theme.still else _FADES_FROM  # where nothing moves it vanishes at once, and as late
        self._fading.setKeyValues([(0.0, 1.0), (fades_from, 1.0), (1.0, 0.0)])

    @property
    def is_covering(self) -> bool:
        """Whether the window is black."""
        return not self.isHidden()

    @property
    def hint_opacity(self) -> float:
        """How much is seen of the line that says how to go on."""
        return self._opacity if self.is_covering else 0.0

    def cover(self) -> None:
        """Makes the window black."""
        if self.is_covering:
            return
        self._former = self.window().focusWidget()
        # texts are looked up now: another language may have been chosen since
        self._hint = QCoreApplication.translate("BlankScreen", "Press any key to go on")
        self.setAccessibleName(self._hint)
        self._opacity = 1.0
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fading.start()
        self.changed.emit()

    def uncover(self) -> None:
        """Shows the window again."""
        if not self.is_covering:
            return
        self._fading.stop()
        former = self._former
        self._former = None
        if self.window().focusWidget() is self:  # before it is hidden: Qt would give the keys to whatever comes next
            is_there = former is not None and isValid(former) and former.isVisible() and \
                former.window() is self.window()
            (former if former is not None and is_there else self._covered).setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.changed.emit()

    def toggle(self) -> None:
        """Makes the window black, or shows it again."""
        if self.is_covering:
            self.uncover()
        else:
            self.cover()

    def _take_focus(self) -> None:
        if self.is_covering and self.window().focusWidget() is not self:
            self._former = self.window().focusWidget()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hint_place(self) -> QRectF:
        height = 2.0 * self._theme.px(20)
        return QRectF(0.0, self.height() - height - self._theme.px(16), self.width(), height)

    def _show_hint(self, opacity: float) -> None:
        if opacity != self._opacity:
            self._opacity = opacity
            width = QFontMetricsF(self._theme.font(13)).horizontalAdvance(self._hint) + self._theme.px(8)
            place = self._hint_place()
            self.update(QRectF(place.center() - QPointF(width / 2, place.height() / 2),
                               place.center() + QPointF(width / 2, place.height() / 2)).toAlignedRect())

    # Qt

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # the window's shortcuts must not act
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):  # Tab too, which moves the focus
            if not event.isAutoRepeat() and event.key() not in _MODIFIERS:
                self.uncover()
            event.accept()
            return True
        if event.type() is QEvent.Type.WindowActivate:  # it may have been covered from the speaker's window
            QTimer.singleShot(0, self, self._take_focus)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.is_covering:  # somebody beneath wants the keys, such as a workspace that has come into view
            QTimer.singleShot(0, self, self._take_focus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # only now: what is beneath must not get half of a click
        event.accept()
        if not event.buttons():
            self.uncover()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), Qt.GlobalColor.black)
        if self._opacity > 0.0 and self._hint_place().intersects(QRectF(event.rect())):
            painter.setOpacity(self._opacity)
            painter.setPen(_HINT)
            painter.setFont(self._theme.font(13))
            painter.drawText(self._hint_place(), Qt.AlignmentFlag.AlignCenter, self._hint)
        painter.end()


# Lights up what a lecture speaks of, wherever it is in the window.

_UNFIT = (Phase.INPUT, Phase.COST)
"""Grey, in which hardly anything would seem lit, and amber, in which a positive weight would seem a negative one."""


class Marks(QObject):
    """Marks stay lit, wherever what they name goes, until others are shown or they are cleared.

    Neurons, weights and layers light up on the stage itself, in the colour of the phase in view, or that of an
    activation where the phase's is unfit; everything else has an outline on a sheet over the window. What isn't in
    view has no light, and gets it when it comes into view.
    """

    def __init__(self, window: Window, theme: Theme | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._marks: tuple[Mark, ...] = ()
        self._lit: PointedOut | None = None
        self._sheet = _Sheet(window, theme or Theme())
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._light)
        session = self._session
        session.moment_changed.connect(self._on_moment)
        session.run_changed.connect(self._light)
        session.pointed_out_changed.connect(self._on_pointed_out)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is lit, in view or not."""
        return self._marks

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """The outlines over the window at present."""
        return self._sheet.outlines() if self._marks else ()

    def show(self, marks: Sequence[Mark]) -> None:
        """Lights these up from now on, and nothing else."""
        self._marks = tuple(marks)
        self._sheet.show_marks(self._marks)
        self._light()

    def clear(self) -> None:
        """Puts the light out."""
        self.show(())

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._sheet.set_theme(theme)

    def _wanted(self) -> PointedOut | None:
        """Of the marks, what the stage itself lights up."""
        sizes = self._session.network.sizes
        places: set[Selection] = set()
        for mark in self._marks:
            if mark.target is not None:
                source = mark.target.source if mark.target.kind == "weight" else None
                places.add(Selection(mark.target.layer, mark.target.neuron, source))
            elif mark.kind == "layer" and 0 <= mark.layer < len(sizes) and not self._is_picture(mark.layer):
                places |= {Selection(mark.layer, neuron) for neuron in range(sizes[mark.layer])}
        phase = self._session.moment.phase
        return PointedOut(frozenset(places), Phase.ACTIVATION if phase in _UNFIT else phase) if places else None

    def _is_picture(self, layer: int) -> bool:
        return layer == 0 and self._session.data.image_shape is not None

    def _light(self) -> None:
        wanted, session = self._wanted(), self._session
        if wanted is not None:
            self._lit = wanted
            session.point_out(wanted)
        elif self._lit is not None:
            # what somebody else has lit since stays
            was_ours, self._lit = session.pointed_out == self._lit, None
            if was_ours:
                session.point_out(None)

    def _on_moment(self, _moment: object) -> None:
        if self._lit is not None and self._session.pointed_out == self._lit:
            self._light()

    def _on_pointed_out(self, pointed_out: PointedOut | None) -> None:
        """Who lights up something else in between, such as a line of a derivation, puts out the lecture's light."""
        if pointed_out is None and self._lit is not None:
            self._again.start()  # after everybody has heard of it


class _Sheet(Overlay):
    """Draws the outlines.

    Whatever changes under it is painted again, and so is the sheet there: then it looks where everything is now. It
    thus follows zooming, dragged gaps and other pages without being told.
    """

    def __init__(self, window: Window, theme: Theme) -> None:
        super().__init__(window, theme, level=1)
        self._main = window
        self._marks: tuple[Mark, ...] = ()
        self._drawn: tuple[Outline, ...] = ()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Draw the outlines of these marks from now on."""
        self._marks = tuple(mark for mark in marks if mark.target is None)
        self.setVisible(bool(self._marks))
        self._drawn = ()
        self.update()

    def outlines(self) -> tuple[Outline, ...]:
        """Where they are now."""
        return outlines_of(self._main, self._marks, self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        outlines, before = self.outlines(), self._drawn
        painter = QPainter(self)
        paint_outlines(painter, outlines, event.region(), self._theme)
        painter.end()
        if outlines != before:
            self._drawn = outlines
            stale = QRegion()
            for outline in (*before, *outlines):
                stale += outline.area(self._theme)
            stale -= event.region()
            if not stale.isEmpty():
                self.update(stale)


_POINTING = {"spotlight": Pointing.SPOTLIGHT, "pointer": Pointing.POINTER}


class Presenting(QObject):
    """The tools of a lecturer, by their names: spotlight, pointer, notes, blank, full_screen.

    Attributes
    ----------
    pointing, blank, marks, notes
        The tools; `notes` is None while its window isn't open.

    Signals
    -------
    tool_changed(str, bool)
        A tool is in use now, or isn't any more.
    """

    tool_changed = Signal(str, bool)

    def __init__(self, window: Window, director: Director, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._director = director
        self._theme, self._language = Theme(), "en"
        self._formulas: Formulas | None = None
        self.pointing = PointingTools(window, self._theme)
        self.pointing.changed.connect(self._on_pointing)
        self.blank = BlankScreen(window, self._theme)
        self.blank.changed.connect(self._on_blank)
        self.marks = Marks(window, self._theme)
        self.notes: NotesWindow | None = None
        self._clock = LectureClock(director, parent=self)
        self._letters: float | None = None
        self._is_full = False

    def set_look(self, theme: Theme, language: str, formulas: Formulas) -> None:
        """Another theme or language."""
        changed = language != self._language
        self._theme, self._language, self._formulas = theme, language, formulas
        self.pointing.set_theme(theme)
        self.blank.set_theme(theme)
        self.marks.set_theme(theme)
        if self.notes is not None:
            if changed:
                self.notes.set_language(language)
            self.notes.set_theme(theme)

    def use(self, tool: str) -> None:
        """Take a tool up, or put it away."""
        if tool in _POINTING:
            self.pointing.toggle(_POINTING[tool])
        elif tool == "blank":
            self.blank.toggle()
        elif tool == "notes":
            self._toggle_notes()
        elif tool == "full_screen":
            self._set_full_screen(not self._window.isFullScreen())

    def step_down(self) -> bool:
        """Put away what is over the picture, if anything is: False where nothing is left but the lecture itself."""
        if self.pointing.shown is not Pointing.NOTHING:
            self.pointing.choose(Pointing.NOTHING)
            return True
        if self._window.isFullScreen():
            self._set_full_screen(False)
            return True
        return False

    def mark(self, marks: Sequence[Mark]) -> None:
        """Light these up."""
        self.marks.show(marks)

    def clear(self) -> None:
        """The lecture is left: all is put away, and with the keys for it the full screen that it had."""
        if self._is_full:
            self._set_full_screen(False)
        self.marks.clear()
        self.pointing.choose(Pointing.NOTHING)
        self.blank.uncover()
        if self.notes is not None:
            self.notes.close()

    def tell(self) -> None:
        """Says of every tool whether it is in use."""
        self._on_pointing()
        self._on_blank()
        self.tool_changed.emit("notes", self.notes is not None)
        self.tool_changed.emit("full_screen", self._window.isFullScreen())

    def follow_window(self) -> None:
        """Somebody else, such as the window manager, has begun or ended the full screen."""
        self._is_full = self._is_full and self._window.isFullScreen()
        self.tool_changed.emit("full_screen", self._window.isFullScreen())

    def close(self) -> None:
        """The program ends."""
        if self.notes is not None:
            self.notes.close()

    def _set_full_screen(self, full: bool) -> None:
        state, full_screen = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full_screen if full else state & ~full_screen)  # maximised it stays so
        self._is_full = full
        self.tool_changed.emit("full_screen", full)

    def _toggle_notes(self) -> None:
        if self.notes is not None:
            self.notes.close()
            return
        assert self._formulas is not None, "the look is set"
        self.notes = NotesWindow(self._director, self._theme, self._formulas, self._language,
                                 clock=self._clock)
        if self._letters is not None:
            self.notes.set_letters(self._letters)
        self.notes.closed.connect(self._on_notes_closed)
        self.notes.blank_wanted.connect(self.blank.toggle)
        self.notes.tool_wanted.connect(self.use)
        self.notes.open_beside(self._window)
        self.tool_changed.emit("notes", True)

    def _on_notes_closed(self) -> None:
        if self.notes is not None:
            self._letters = self.notes.letters
            self.notes.deleteLater()
            self.notes = None
        self.tool_changed.emit("notes", False)

    def _on_pointing(self) -> None:
        keep_cards_away(self._window, away=self.pointing.shown is Pointing.POINTER)
        for name, pointing in _POINTING.items():
            self.tool_changed.emit(name, self.pointing.shown is pointing)

    def _on_blank(self) -> None:
        self.tool_changed.emit("blank", self.blank.is_covering)
