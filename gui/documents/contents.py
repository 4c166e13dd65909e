"""From what stands in the window to a document, and back.

What reads and writes documents is loaded when it is first wanted, on a thread: nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.foundation.language import error_text
from gui.run.snapshot import Snapshot
from gui.run.training_worker import Errand, ShouldStop

if TYPE_CHECKING:
    from documents.document import Document
    from gui.documents.workspaces import Around
    from gui.workspaces.window import Window


class Contents(QObject):
    """What the document in a window holds; while a lecture is in view it is what was set aside for it."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._set_aside: Around | None = None
        self._is_loaded = False
        self._waiting: list[tuple[Callable[[], None], Callable[[str], None]]] = []
        self._loading = Errand(self)
        self._loading.done.connect(self._on_loaded)
        self._loading.failed.connect(self._on_not_loaded)

    def close(self) -> None:
        """Nobody waits for anything any more."""
        self._loading.stop()
        self._waiting.clear()

    def lecture_begins(self) -> None:
        """A lecture is about to set aside what is in view."""
        from gui.documents.workspaces import around  # noqa: PLC0415

        self._set_aside = around(self._window)

    def gather(self, then: Callable[[Document], None], fails: Callable[[str], None], *,
               on_the_way: bool = False) -> None:
        """Hands over the document as soon as nothing moves its runs: they belong to it, and nobody else has them.

        Parameters
        ----------
        fails
            Is called with the reason where there is none: whoever waits must not wait for ever.
        on_the_way
            Whether it is wanted while the runs are on their way to another step, too.
        """
        if self._is_loaded:
            self._window.session.snapshot(partial(self._on_snapshot, then, fails), on_the_way=on_the_way)
            return
        self._waiting.append((partial(self.gather, then, fails, on_the_way=on_the_way), fails))
        if not self._loading.is_under_way:
            self._loading.start(load)

    def gather_at_once(self, seconds: float) -> Document:
        """The document before this returns, in the middle of whatever goes on.

        Raises
        ------
        TimeoutError
            If what moves its runs can't be held within so many seconds.
        """
        return self._document(self._window.session.snapshot_at_once(seconds))

    def lay(self, document: Document, then: Callable[[], None]) -> None:
        """Brings a document into view in the place of all that is there, and calls `then` when it is there."""
        from gui.documents.workspaces import lay_around, snapshot_of  # noqa: PLC0415

        def go_on(_: object) -> None:
            lay_around(self._window, document)
            then()

        self._window.pause()
        self._window.session.worker.wait()  # a training that is only interrupted would go on in the other document
        self._window.lectures.leave()
        self._window.session.open(snapshot_of(document.network))
        self._window.session.snapshot(go_on)  # this comes to its turn when the runs stand there

    def _on_loaded(self) -> None:
        self._is_loaded = True
        waiting, self._waiting = self._waiting, []
        for gather, _ in waiting:
            gather()

    def _on_not_loaded(self, reason: str) -> None:
        waiting, self._waiting = self._waiting, []
        for _, fails in waiting:
            fails(reason)

    def _on_snapshot(self, then: Callable[[Document], None], fails: Callable[[str], None],
                     snapshot: Snapshot | Exception) -> None:
        try:
            document = self._document(snapshot)
        except Exception as error:
            fails(error_text(error))
            raise
        then(document)

    def _document(self, snapshot: Snapshot | Exception) -> Document:
        from gui.documents.workspaces import around, document_of  # noqa: PLC0415

        if isinstance(snapshot, Exception):
            raise snapshot
        aside = self._window.session.aside
        if aside is None:
            return document_of(snapshot, around(self._window))
        return document_of(aside, self._set_aside or around(self._window))


def load(_: ShouldStop) -> None:
    """Loads what reads and writes documents, on any thread: nothing of Qt is in it, see `gui.foundation.waiting`."""
    import documents.document  # noqa: F401, PLC0415
    import simulator.graph.of_network  # noqa: F401, PLC0415
