"""After a crash the last state is offered again; nobody takes what belongs to somebody who is alive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication

from documents.document import read_document, write_document
from gui.documents import recovery as copy_keeper
from gui.documents.openable import beginning_of, begun
from gui.documents.recovery import UNREADABLE, Copy, RecoveryOffer, left_behind, new_copy, signature_of
from simulator.experiment import preset
from tests.gui.documents.person import Person, press
from tests.waiting import PATIENCE

CHILD = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from gui.app import Deltaflow
from gui.command_line import Options
from gui.documents.desk import Desk
from gui.foundation.theme import install_fonts

app = QApplication([])
install_fonts()
folder, document, end = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
program = Deltaflow(app, Options(theme="light", language="en", experiment="spiral"), remembers=False)
window = program.window
window.desk.close()
window.desk = desk = Desk(window, None, recovery_folder=folder, asks=True)
window.show()
program.settle()
desk._saving.start(document)
program.settle()
program.session.navigator.train(1)
program.settle()
program.session.set_parameter(3, 0.625)
program.settle()
desk.keep_now()
program.settle()
print(program.session.moment.theta.tobytes().hex(), flush=True)
if end == "properly":
    desk.close()
    window.hide()
    program.session.close()
    program.end()
else:
    app.exec()
"""


class Crashed:
    """A program of its own that has unsaved work."""

    def __init__(self, folder: Path, document: Path, end: str = "") -> None:
        self.process = subprocess.Popen([sys.executable, "-c", CHILD, str(folder), str(document), end],
                                        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
                                        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])})
        assert self.process.stdout is not None
        self.theta = bytes.fromhex(self.process.stdout.readline().strip())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crashed]:
    """One that is killed in the course of the module's first test."""
    place = tmp_path_factory.mktemp("crashed")
    made = Crashed(place / "recovery", place / "spiral.deltaflow")
    yield made
    if made.process.poll() is None:
        made.kill()
    assert made.process.stdout is not None
    made.process.stdout.close()


def offered(person: Person) -> RecoveryOffer:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecoveryOffer)
    return dialog


def leave_behind(folder: Path, path: Path | None = None, experiment: str = "xor", kept_at: float = 1000.0) -> Copy:
    """What a process that is gone has left behind."""
    copy = new_copy(folder)
    assert copy is not None
    one = preset(experiment)
    copy.write(begun(beginning_of(one, one.open_data())), path, None if path is None else signature_of(path))
    copy.release()
    about = folder / f"{copy.document_path.stem}.json"
    about.write_text(about.read_text().replace(str(copy.about.kept_at), str(kept_at)))
    return copy


def test_what_was_open_when_a_process_was_killed_is_offered(crashed: Crashed,
                                                            sit_down: Callable[..., Person]) -> None:
    folder = Path(crashed.process.args[3])
    document = Path(crashed.process.args[4])
    saved = document.read_bytes()
    person = sit_down(recovery=folder)
    person.desk.offer_recovery()
    assert QApplication.activeModalWidget() is None, "it is alive: its copy is its own"
    assert not left_behind(folder)

    crashed.kill()
    person.desk.offer_recovery()
    dialog = offered(person)
    assert dialog.accessibleName().startswith("Deltaflow didn't end properly on ")
    assert dialog.accessibleDescription() == "Bring back spiral.deltaflow as it was then?"
    press(dialog, "Bring back")
    person.wait(lambda: person.desk.path == document)
    person.settle()

    assert person.session.moment.theta.tobytes() == crashed.theta
    assert np.frombuffer(crashed.theta)[3] == 0.625
    assert person.desk.is_changed
    assert person.window.isWindowModified()
    assert document.read_bytes() == saved, "nothing is written before somebody saves"
    assert list(folder.glob("*.deltaflow")), "until then a crash would lose nothing"
    person.desk.save()
    person.settle()
    assert read_document(document, folder).network.run.moment.theta.tobytes() == crashed.theta
    assert not list(folder.iterdir()), "it is saved: nothing is left to bring back"
    assert not person.asked, "the file is the one that was saved before the crash"


def test_whoever_ends_properly_leaves_nothing_behind(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(recovery=tmp_path / "recovery", closes=True)
    person.work()
    person.desk.keep_now()
    person.settle()
    assert len(list((tmp_path / "recovery").glob("*.deltaflow"))) == 1
    person.answer("Don't save")
    assert person.window.close()
    assert not list((tmp_path / "recovery").iterdir())


def test_where_nobody_was_asked_the_copy_is_offered_at_the_next_start(sit_down: Callable[..., Person],
                                                                      tmp_path: Path) -> None:
    person = sit_down(recovery=tmp_path / "recovery", closes=True)
    person.work()
    person.desk.keep_now()
    person.settle()
    person.desk.close()  # as Ctrl+C in a terminal ends the program
    copies = left_behind(tmp_path / "recovery")
    assert len(copies) == 1
    for copy in copies:
        copy.remove()


def test_a_copy_is_kept_five_seconds_after_a_change_at_most(sit_down: Callable[..., Person], tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    assert copy_keeper.EVERY <= 2000, "three seconds are left for a machine that has much else to do"
    assert copy_keeper.LATEST == 5000
    monkeypatch.setattr(copy_keeper, "EVERY", 40)
    folder = tmp_path / "recovery"
    person = sit_down(recovery=folder)
    person.settle()
    assert not folder.exists(), "without changes nothing is kept"
    person.session.set_parameter(0, 0.125)
    person.wait(lambda: list(folder.glob("*.deltaflow")))
    person.settle()
    first = next(folder.glob("*.deltaflow"))
    assert read_document(first, tmp_path).network.run.moment.theta[0] == 0.125
    before = first.stat().st_mtime_ns
    person.session.set_parameter(0, 0.25)
    person.wait(lambda: first.stat().st_mtime_ns != before)
    person.settle()
    assert read_document(first, tmp_path).network.run.moment.theta[0] == 0.25
    assert list(folder.glob("*.deltaflow")) == [first]


def test_a_copy_is_begun_earlier_where_it_takes_long(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(recovery=tmp_path / "recovery")
    person.session.set_parameter(0, 0.125)
    keeper = person.desk._keeper
    assert keeper._timer.interval() == copy_keeper.EVERY
    for took, begins in ((0.1, 2000), (1.0, 2000), (1.7, 1600), (60.0, 1000)):
        keeper._timer.stop()
        keeper._took = took
        person.session.set_parameter(0, took)
        assert keeper._timer.interval() == begins


def test_while_training_goes_on_copies_are_made_of_what_there_is(sit_down: Callable[..., Person], tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_keeper, "EVERY", 40)
    folder = tmp_path / "recovery"
    person = sit_down("spiral", recovery=folder)
    kept: list[int] = []

    def look(reason: str) -> None:
        assert not reason
        assert person.session.is_training, "it isn't stopped for a copy"
        kept.append(read_document(next(folder.glob("*.deltaflow")), tmp_path).network.run.timeline.length)

    person.desk.copied.connect(look)
    person.session.navigator.train(100_000)
    person.wait(lambda: len(kept) > 4)
    person.desk.copied.disconnect(look)
    person.window.pause()
    person.settle()
    assert kept == sorted(set(kept))


def test_a_copy_has_few_states_and_the_run_is_the_same_all_the_same(sit_down: Callable[..., Person],
                                                                    tmp_path: Path) -> None:
    person = sit_down("spiral", recovery=tmp_path / "recovery")
    person.work(20)
    person.desk.keep_at_once()
    copy = next((tmp_path / "recovery").glob("*.deltaflow"))
    person.save_to(tmp_path / "whole.deltaflow")
    whole = read_document(tmp_path / "whole.deltaflow", tmp_path).network.run
    assert not copy.exists(), "it is saved"
    document = tmp_path / "whole.deltaflow"
    new = tmp_path / "copy.deltaflow"
    write_document(read_document(document, tmp_path), new, data_folder=tmp_path / "data")
    few = read_document(new, tmp_path, tmp_path / "data").network.run
    assert len(few.timeline.past(1000).checkpoints) <= len(whole.timeline.past(1000).checkpoints)
    for step in (0, few.timeline.length // 3, few.timeline.length - 1):
        assert few.timeline.state(step).theta.tobytes() == whole.timeline.state(step).theta.tobytes()


def test_what_is_kept_already_is_not_written_again(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(recovery=tmp_path / "recovery")
    reasons: list[str] = []
    person.desk.copied.connect(reasons.append)
    person.work()
    person.desk.keep_now()
    person.settle()
    copy = next((tmp_path / "recovery").glob("*.deltaflow"))
    written = copy.stat().st_mtime_ns
    person.desk.keep_now()
    person.desk.keep_at_once()
    person.settle()
    assert copy.stat().st_mtime_ns == written
    assert reasons == ["", ""], "a dialog that promises a copy hears of it all the same"


@pytest.mark.parametrize("experiment", ["spiral", "xor"])
def test_a_copy_is_made_at_once_in_the_middle_of_a_training(experiment: str, sit_down: Callable[..., Person],
                                                            tmp_path: Path) -> None:
    person = sit_down(experiment, recovery=tmp_path / "recovery")
    person.session.navigator.train(100_000)
    length = person.session.run_length
    person.wait(lambda: person.session.run_length > length + 50)
    before = person.session.run_length
    person.desk.keep_at_once()
    (copy,) = (tmp_path / "recovery").glob("*.deltaflow")
    run = read_document(copy, tmp_path).network.run
    assert run.timeline.length >= before
    assert person.session.is_training, "the session may go on: the desktop thinks better of ending"
    after = person.session.run_length
    person.wait(lambda: person.session.run_length > after + 50)
    person.window.pause()
    person.settle()


def test_a_copy_is_made_while_the_session_is_on_its_way_to_another_step(sit_down: Callable[..., Person],
                                                                        tmp_path: Path) -> None:
    person = sit_down("spiral", recovery=tmp_path / "recovery")
    person.work(300)
    person.session.set_parameter(0, 0.625)
    length = person.session.run_length
    person.session.run.timeline._checkpoints = {0: person.session.run.timeline.state(0)}  # a long way back
    person.session.navigator.go_to(person.session.run.route.end_of_step(length - 500, 1))
    assert not person.session.worker.is_free
    person.desk.keep_at_once()
    (copy,) = (tmp_path / "recovery").glob("*.deltaflow")
    assert not person.session.worker.is_free
    run = read_document(copy, tmp_path).network.run
    assert run.timeline.length == length
    person.desk.keep_now()
    person.settle()


def test_where_the_work_cannot_be_held_the_last_copy_stays(sit_down: Callable[..., Person], tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    person = sit_down(recovery=tmp_path / "recovery")
    person.work()
    person.desk.keep_at_once()
    (copy,) = (tmp_path / "recovery").glob("*.deltaflow")
    content = copy.read_bytes()

    def in_vain(_: float) -> None:
        raise TimeoutError

    monkeypatch.setattr(person.session, "snapshot_at_once", in_vain)
    person.work()
    person.desk.keep_at_once()
    assert copy.read_bytes() == content


def test_several_are_listed_newest_first(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    folder = tmp_path / "recovery"
    leave_behind(folder, None, kept_at=1000.0)
    newest = leave_behind(folder, tmp_path / "spiral.deltaflow", "spiral", kept_at=time.time())
    oldest = leave_behind(folder, tmp_path / "moons.deltaflow", "moons", kept_at=500.0)
    person = sit_down(recovery=folder)
    person.desk.offer_recovery()
    dialog = offered(person)
    assert [row.back.accessibleName() for row in dialog.rows] == [
        "Bring back spiral.deltaflow", "Bring back Untitled", "Bring back moons.deltaflow"]

    dialog.rows[2].discard.click()
    assert not oldest.document_path.exists()
    assert dialog.isVisible()
    dialog.rows[0].back.click()
    person.wait(lambda: person.desk.path == tmp_path / "spiral.deltaflow")
    person.settle()
    assert person.session.experiment.data_set == "spiral"
    assert newest.document_path.exists()
    (left,) = left_behind(folder)  # and this one is there at the next start
    assert left.about.path is None
    left.release()


def test_later_asks_again_at_the_next_start(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    copy = leave_behind(tmp_path / "recovery", kept_at=2000.0)
    for end in ("Later", "Discard"):
        person = sit_down(recovery=tmp_path / "recovery")
        person.desk.offer_recovery()
        dialog = offered(person)
        assert dialog.accessibleDescription() == "Bring back Untitled as it was then?"
        press(dialog, end)
        assert copy.document_path.exists() == (end == "Later")
    assert not list((tmp_path / "recovery").iterdir())


def test_a_copy_that_cannot_be_read_is_kept_aside(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    folder = tmp_path / "recovery"
    copy = leave_behind(folder)
    copy.document_path.write_bytes(b"cut off")
    person = sit_down(recovery=folder)
    seen = person.seen()
    person.desk.offer_recovery()
    press(offered(person), "Bring back")
    person.wait(lambda: person.told)
    person.settle()
    aside = folder / UNREADABLE / copy.document_path.name
    assert str(aside) in person.told
    assert aside.read_bytes() == b"cut off"
    assert person.seen() == seen
    assert not person.desk.is_changed
    person.desk.offer_recovery()
    assert QApplication.activeModalWidget() is None, "it isn't offered again"


def test_a_copy_that_is_whole_but_cannot_be_read_now_is_offered_again(sit_down: Callable[..., Person],
                                                                     tmp_path: Path) -> None:
    folder = tmp_path / "recovery"
    copy = leave_behind(folder)
    content = copy.document_path.read_bytes()
    person = sit_down(recovery=folder)

    def is_short(*_: object) -> None:
        raise MemoryError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("documents.archive.read_npy", is_short)
        person.desk.offer_recovery()
        press(offered(person), "Bring back")
        person.wait(lambda: person.told)
        person.settle()
    assert person.told == (
        "What Deltaflow kept of this document can't be brought back now: it doesn't fit into memory; close other "
        "programs. It is offered again at the next start.")
    assert copy.document_path.read_bytes() == content
    person.desk.offer_recovery()
    press(offered(person), "Bring back")
    person.wait(lambda: person.desk.is_changed)
    person.settle()


def test_of_a_copy_that_cannot_be_put_aside_it_is_told_where_it_is(tmp_path: Path, qapp: QApplication) -> None:
    copy = leave_behind(tmp_path)
    about = copy.about
    (tmp_path / UNREADABLE).touch()  # no folder can be made there
    assert copy.take()
    assert copy.put_aside() == copy.document_path
    assert copy.document_path.exists()
    (again,) = left_behind(tmp_path)
    assert again.about.path == about.path
    assert again.about.kept_at == 1000.0
    again.release()


def test_what_is_known_about_a_copy_may_be_lost(tmp_path: Path, qapp: QApplication) -> None:
    copy = leave_behind(tmp_path, tmp_path / "a.deltaflow")
    for text in ("", "{", "[]", '{"path": 3, "signature": "x", "kept_at": null}', "[" * 100_000):
        (tmp_path / f"{copy.document_path.stem}.json").write_text(text)
        (found,) = left_behind(tmp_path)
        assert found.about.path is None
        assert found.kept_at > 0
        found.release()


def test_two_programs_do_not_offer_the_same(tmp_path: Path, qapp: QApplication) -> None:
    leave_behind(tmp_path)
    first = left_behind(tmp_path)
    assert len(first) == 1
    assert left_behind(tmp_path) == [], "the other one has it in hand"
    first[0].release()
    (again,) = left_behind(tmp_path)
    again.remove()
    assert not list(tmp_path.iterdir())


def test_a_lock_without_a_copy_is_cleared_away(tmp_path: Path, qapp: QApplication) -> None:
    gone = subprocess.run([sys.executable, "-c", f"""
from PySide6.QtCore import QLockFile
lock = QLockFile({str(tmp_path / 'x.lock')!r}); lock.setStaleLockTime(0); lock.tryLock(0)
import os; os._exit(1)"""], check=False)
    assert gone.returncode == 1
    assert (tmp_path / "x.lock").exists()
    assert left_behind(tmp_path) == []
    assert not list(tmp_path.iterdir())


def test_where_no_copy_can_be_kept_it_is_told_once(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    person = sit_down(recovery=tmp_path / "file" / "recovery")
    reasons: list[str] = []
    person.desk.copied.connect(reasons.append)
    person.work()
    person.desk.keep_now()
    person.settle()
    assert "recovery" in person.told
    person.session.tell(None)
    person.desk.keep_now()
    person.settle()
    assert not person.told
    assert len(reasons) == 2, "a dialog that promises a copy hears it every time"
    assert all("recovery" in reason for reason in reasons)


def test_that_a_copy_was_made_is_told(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(recovery=tmp_path / "recovery")
    reasons: list[str] = []
    person.desk.copied.connect(reasons.append)
    person.work()
    person.desk.keep_now()
    person.settle()
    assert reasons == [""]


def test_a_copy_that_is_forgotten_while_it_is_written_is_gone(tmp_path: Path, qapp: QApplication,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    copy = new_copy(tmp_path)
    assert copy is not None
    one = preset("xor")
    document = begun(beginning_of(one, one.open_data()))

    def slowly(made: object, path: Path, *, data_folder: Path) -> None:
        copy.remove()  # the window's thread doesn't wait
        write_document(document, path, data_folder=data_folder)

    monkeypatch.setattr("documents.document.write_document", slowly)
    copy.write(document, None, None)
    assert not list(tmp_path.iterdir())


def test_the_lock_names_the_process(tmp_path: Path, qapp: QApplication) -> None:
    copy = new_copy(tmp_path)
    assert copy is not None
    other = QLockFile(str(next(tmp_path.glob("*.lock"))))
    other.setStaleLockTime(0)
    assert not other.tryLock(0)
    assert other.getLockInfo()[0] == os.getpid()
    copy.remove()


def test_when_something_goes_wrong_it_is_said_whether_anything_was_unsaved(sit_down: Callable[..., Person],
                                                                           tmp_path: Path) -> None:
    person = sit_down()
    assert person.desk.keep_now() == "Nothing was unsaved."
    person.work()
    assert person.desk.keep_now() == "", "a copy is made"
    person.save_to(tmp_path / "spiral.deltaflow")
    assert person.desk.keep_now() == "All your work is saved."
