"""The line in which the session tells something: it has a place of its own, and covers nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, Qt
from PySide6.QtWidgets import QSplitter, QWidget
from shiboken6 import isValid

from gui.foundation.theme import Theme
from gui.run.notice_words import action_text, notice_kind, notice_text
from gui.run.notices import Notice, NoticeKind
from gui.widgets.banner import Banner, BannerKind
from gui.workspaces.window import Window

_EVERYWHERE = (NoticeKind.ERROR, NoticeKind.MESSAGE)
"""What the network's run has to tell waits for its page; these are told wherever one is."""
_NO_ROOM = QMargins()
_CHANGES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
_LEAST_PAGE = 320, 430
"""The line stands in a page if it can be so wide there, and so much height is left for pictures, at scale 1."""
_GAP = 8
"""Between the line and what makes room for it, at scale 1."""

_LONGEST_LINE, _BESIDE_ANSWER = 66, 5
"""Letters in a line of answers, and what a button takes beside its text: of more, one is chosen on the card."""


class NoticeBanner(QObject):
    """Shows the session's notice, and hands back what somebody answers.

    What stands at the foot of the page's middle makes room for it: numbers below the picture move closer together,
    and the picture itself stays where it is. Where there is no room for both, the line lies over the bar at the head
    of the window, whose commands are in the menus, too. The list of lectures makes room at its head: its foot has
    buttons.

    Attributes
    ----------
    banner
        The line itself.
    """

    def __init__(self, window: Window, theme: Theme, content: QWidget) -> None:
        super().__init__(content)
        self._window = window
        self._theme = theme
        self._content = content
        self._lender: QWidget | None = None
        self._sizes: tuple[QSplitter, list[int]] | None = None
        self.banner = Banner("", BannerKind.INFO, theme, parent=content)
        self.banner.acted.connect(self._answer)
        self.banner.answered.connect(window.session.choose_answer)
        self.banner.dismissed.connect(self._dismiss)
        window.session.notice_changed.connect(self.show_notice)

    def show_notice(self, notice: Notice | None) -> None:
        """Tell this, or nothing any more."""
        waits = self._window.current.session is not self._window.session
        if notice is None or (waits and notice.kind not in _EVERYWHERE):
            self.banner.hide()
            self._lend(None)
            return
        actions = [action_text(notice, action) for action in notice.actions]
        has_room = sum(len(choice) + _BESIDE_ANSWER for choice in notice.choices) <= _LONGEST_LINE
        answers = notice.choices if has_room else ()
        self.banner.show_message(notice_text(notice), notice_kind(notice), actions, answers)
        self._place()
        if notice.kind is NoticeKind.SETTINGS_WAIT and notice.values["epochs"] and actions:
            self.banner.actions_offered()[0].setFocus(Qt.FocusReason.OtherFocusReason)  # somebody waits for it

    def _place(self) -> None:
        window = self._window
        place = window.lectures.list or window.page.banner_place
        if not self._content.isAncestorOf(place):
            return  # the window has another content by now
        gap, width = self._theme.px(_GAP), place.width()
        height = self.banner.heightForWidth(width)
        if window.lectures.list is not None:
            self._lend(place, QMargins(0, height + gap, 0, 0))
            self._stand(place.mapTo(self._content, QPoint(0, 0)), width, height)
        elif self._has_room(place, height + gap):
            self._lend(place, QMargins(0, 0, 0, height + gap))
            self._stand(place.mapTo(self._content, QPoint(0, place.height() - height)), width, height)
        else:
            edge, width = gap, self._content.width() - 2 * gap
            height = self.banner.heightForWidth(width)
            self._lend(self._content, QMargins(0, max(height - window.top_bar.height(), 0), 0, 0))
            self._stand(QPoint(edge, edge // 2), width, height)

    def _has_room(self, place: QWidget, height: int) -> bool:
        """Whether enough is left of a page if a part of it gives so much away; it doesn't depend on what is lent."""
        page, (width, least) = self._window.page, _LEAST_PAGE
        return place.width() >= self._theme.px(width) \
            and page.height() - page.transport.height() - height >= self._theme.px(least)

    def _stand(self, corner: QPoint, width: int, height: int) -> None:
        self.banner.resize(width, height)
        self.banner.move(corner)
        self.banner.raise_()

    def _lend(self, place: QWidget | None, room: QMargins = _NO_ROOM) -> None:
        """Lets this make room, and what has made room before take it back."""
        # what changes its size calls this again meanwhile
        lender, self._lender = self._lender, place
        if lender is not place:
            if lender is not None and isValid(lender):
                _set_margins(lender, _NO_ROOM)
            self._give_back()
            around = None if place is None else place.parentWidget()
            if isinstance(around, QSplitter) and self._sizes is None:
                self._sizes = around, around.sizes()
                around.splitterMoved.connect(self._forget_sizes)
        if place is not None and place is self._lender:
            _set_margins(place, room)

    def _give_back(self) -> None:
        """What stands above gets the room back that it had to give, unless somebody has divided it anew since."""
        given, self._sizes = self._sizes, None
        if given is not None and isValid(given[0]):
            around, sizes = given
            around.splitterMoved.disconnect(self._forget_sizes)
            if sum(around.sizes()) == sum(sizes):
                around.setSizes(sizes)

    def _forget_sizes(self) -> None:
        if self._sizes is not None:
            self._sizes = self._sizes[0], self._sizes[0].sizes()

    def _answer(self, number: int) -> None:
        session = self._window.session
        if session.notice is not None:
            session.answer(session.notice.actions[number])

    def _dismiss(self) -> None:
        self._window.session.answer(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHANGES and not self.banner.isHidden():
            self._place()
        return False


def _set_margins(place: QWidget, margins: QMargins) -> None:
    if place.contentsMargins() == margins:
        return
    place.setContentsMargins(margins)
    if isinstance(place, QSplitter):  # it takes no notice of them by itself
        lent = margins.top() + margins.bottom()
        place.setMinimumHeight(place.minimumSizeHint().height() + lent if lent else 0)
        place.setSizes(place.sizes())
