"""The line over the foot of the page in which the session tells something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QWidget

from gui.notice_words import action_text, notice_kind, notice_text
from gui.notices import Notice, NoticeKind
from gui.theme import Theme
from gui.widgets.banner import Banner, BannerKind

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_EVERYWHERE = (NoticeKind.ERROR, NoticeKind.MESSAGE)
"""What the network's run has to tell waits for its page; these are told wherever one is."""


class NoticeBanner(QObject):
    """Shows the session's notice, and hands back what somebody answers.

    Attributes
    ----------
    banner
        The line itself.
    """

    def __init__(self, window: MainWindow, theme: Theme, content: QWidget) -> None:
        super().__init__(content)
        self._window = window
        self._theme = theme
        self._content = content
        self.banner = Banner("", BannerKind.INFO, theme, parent=content)
        self.banner.acted.connect(self._answer)
        self.banner.dismissed.connect(self._dismiss)
        window.session.notice_changed.connect(self.show_notice)

    def show_notice(self, notice: Notice | None) -> None:
        """Tell this, or nothing any more."""
        if notice is None or (self._window.shown != "network" and notice.kind not in _EVERYWHERE):
            self.banner.hide()
            return
        actions = [action_text(notice, action) for action in notice.actions]
        self.banner.show_message(notice_text(notice), notice_kind(notice), actions)
        self._place()

    def _place(self) -> None:
        """Over the foot of the stage, where only the legend is: nothing moves when a notice comes and goes."""
        px, around = self._theme.px, self._content
        lectures = self._window.lectures.list  # whose foot has buttons: there it stands over the head
        stage = lectures or self._window.page.banner_place
        if not around.isAncestorOf(stage):
            return  # the window has another content by now
        corner = stage.mapTo(around, QPoint(0, 0))
        width = min(px(680), max(stage.width() - px(32), px(320)))
        height = self.banner.heightForWidth(width)
        self.banner.resize(width, height)
        top = px(8) if lectures is not None else stage.height() - height - px(8)
        self.banner.move(corner.x() + (stage.width() - width) // 2, corner.y() + top)
        self.banner.raise_()

    def _answer(self, number: int) -> None:
        session = self._window.session
        if session.notice is not None:
            session.answer(session.notice.actions[number])

    def _dismiss(self) -> None:
        self._window.session.answer(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.banner.isHidden():
            self._place()
        return False
