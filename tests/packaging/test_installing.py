"""Putting the built program into a person's own folders, and taking it away again; a small script stands for it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest


class Home:
    """A person's folders, and a built program that says its version."""

    def __init__(self, folder: Path, project: Path) -> None:
        self.folder = folder
        self.data = folder / ".local" / "share"
        self.launcher = folder / ".local" / "bin" / "deltaflow"
        self.built = folder.parent / "built"
        self._script = project / "packaging" / "install"
        self._project = project
        self.environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(self.data)}
        (self.data / "Deltaflow" / "lectures").mkdir(parents=True)
        (self.data / "Deltaflow" / "lectures" / "my_lecture.toml").write_text("mine")
        (folder / ".config" / "Deltaflow").mkdir(parents=True)
        (folder / ".config" / "Deltaflow" / "Deltaflow.conf").write_text("mine")

    def build(self, version: str, *, says: str = 'echo "deltaflow $version"', files: int = 3) -> None:
        shutil.rmtree(self.built, ignore_errors=True)
        (self.built / "_internal").mkdir(parents=True)
        program = self.built / "deltaflow"
        program.write_text(f"#!/bin/sh\nversion={version}\n{says}\n")
        program.chmod(0o755)
        for number in range(files):
            (self.built / "_internal" / f"{number}").write_text(version)
        share = self.built / "share"
        for source, place in (("deltaflow.desktop", "applications"), ("deltaflow.xml", "mime/packages")):
            (share / place).mkdir(parents=True)
            shutil.copy(self._project / "packaging" / source, share / place)
        for size in ("scalable", "48x48", "128x128", "256x256"):
            place = share / "icons" / "hicolor" / size / "apps"
            place.mkdir(parents=True)
            (place / ("deltaflow.svg" if size == "scalable" else "deltaflow.png")).write_text(size)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(self._script), *arguments], env=self.environment, check=False, capture_output=True,
                              text=True)

    def install(self) -> subprocess.CompletedProcess[str]:
        return self.run(str(self.built))

    def start_installing(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([str(self._script), str(self.built)], env=self.environment, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, start_new_session=True)

    def files(self) -> set[str]:
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*")}

    def version(self) -> str:
        """What the installed program says; all of its files must be of one version."""
        said = subprocess.run([str(self.launcher)], check=True, capture_output=True, text=True).stdout.strip()
        parts = {path.read_text() for path in (self.launcher.resolve().parent / "_internal").iterdir()}
        assert parts == {said.removeprefix("deltaflow ")}
        return said.removeprefix("deltaflow ")

    def programs(self) -> list[Path]:
        return sorted((self.data / "deltaflow-program").iterdir())


@pytest.fixture
def home(tmp_path: Path, project: Path) -> Home:
    made = Home(tmp_path / "home", project)
    made.build("0.7.0")
    return made


def test_it_is_installed_with_menu_entry_icons_kind_of_file_and_command(home: Home) -> None:
    answer = home.install()
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "deltaflow 0.7.0 is installed" in answer.stdout
    assert home.version() == "0.7.0"
    lines = (home.data / "applications" / "deltaflow.desktop").read_text(encoding="utf-8").splitlines()
    assert f'Exec="{home.launcher}" %f' in lines
    assert {path.parent.parent.name for path in home.data.glob("icons/hicolor/*/apps/deltaflow.*")} == \
        {"scalable", "48x48", "128x128", "256x256"}
    assert (home.data / "mime" / "packages" / "deltaflow.xml").is_file()
    assert not [name for name in home.files() if name.endswith(".part")]


def test_uninstalling_takes_away_exactly_what_installing_brought(home: Home) -> None:
    home.environment["PATH"] = _path_without_desktop_tools(home)
    home.launcher.parent.mkdir(parents=True)
    before = home.files()
    assert home.install().returncode == 0
    answer = home.run("--remove")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert home.files() == before
    assert "stay" in answer.stdout
    assert "not installed" in home.run("--remove").stdout


def test_other_programs_entries_stay(home: Home) -> None:
    other = home.data / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("other")
    home.install()
    home.run("--remove")
    assert other.read_text() == "other"


def test_installing_again_or_over_an_older_version_leaves_one_program(home: Home) -> None:
    home.build("0.6.0")
    home.install()
    home.build("0.7.0")
    answer = home.install()
    assert "has replaced the one before" in answer.stdout
    assert home.version() == "0.7.0"
    assert home.install().returncode == 0
    assert home.version() == "0.7.0"
    assert len(home.programs()) == 1


@pytest.mark.parametrize("says", ["exit 3", "kill -SEGV $$"])
def test_a_program_that_does_not_start_is_not_installed_and_the_old_one_stays(home: Home, says: str) -> None:
    home.install()
    before = home.files()
    home.build("0.8.0", says=says)
    answer = home.install()
    assert answer.returncode == 1
    assert "what was there before still is" in answer.stderr
    assert home.version() == "0.7.0"
    assert home.files() == before


def test_a_folder_without_a_built_program_is_refused(home: Home, tmp_path: Path) -> None:
    answer = home.run(str(tmp_path))
    assert answer.returncode == 1
    assert "make app" in answer.stderr


def test_whenever_installing_is_killed_a_whole_program_is_there(home: Home) -> None:
    home.build("1", files=60)
    home.install()
    versions = ["1"]
    for number in range(12):
        home.build(str(number + 2), files=60)
        installing = home.start_installing()
        time.sleep(0.006 * number)
        os.killpg(installing.pid, signal.SIGKILL)
        installing.wait()
        versions.append(home.version())
    assert home.install().returncode == 0
    assert home.version() == "13"
    assert len(home.programs()) == 1, "what was interrupted has been cleared away"
    assert not [name for name in home.files() if name.endswith(".part")]
    assert versions == sorted(versions, key=int)


def test_a_command_of_the_same_name_that_is_not_ours_is_not_touched(home: Home) -> None:
    home.launcher.parent.mkdir(parents=True)
    home.launcher.write_text("somebody's own")
    before = home.files()
    answer = home.install()
    assert answer.returncode == 1
    assert "isn't of this program" in answer.stderr
    home.run("--remove")
    assert home.launcher.read_text() == "somebody's own"
    assert home.files() == before


@pytest.mark.skipif(not Path("/proc/self/exe").exists(), reason="needs /proc")
def test_a_running_program_is_neither_replaced_nor_taken_away(home: Home) -> None:
    shutil.copy(shutil.which("sleep") or "/bin/sleep", home.built / "_internal_sleep")
    home.install()
    process = subprocess.Popen([str(home.launcher.resolve().parent / "_internal_sleep"), "60"])
    try:
        for answer in (home.install(), home.run("--remove")):
            assert answer.returncode == 1
            assert "Deltaflow is running" in answer.stderr
        assert home.version() == "0.7.0"
    finally:
        process.kill()
        process.wait()
    assert home.run("--remove").returncode == 0


@pytest.mark.parametrize("name", ["my home", 'it\'s "100 %" $mine', "back\\slash`tick", "집"])
def test_a_home_of_any_name_works(tmp_path: Path, project: Path, name: str) -> None:
    home = Home(tmp_path / name, project)
    home.build("0.7.0")
    assert home.install().returncode == 0
    assert home.version() == "0.7.0"
    text = (home.data / "applications" / "deltaflow.desktop").read_text(encoding="utf-8")
    value = re.search(r"^Exec=(.*)$", text, re.MULTILINE)
    assert value is not None
    assert _exec_words(value[1]) == [str(home.launcher), "%f"]
    assert home.run("--remove").returncode == 0
    assert not home.launcher.exists()


@pytest.mark.parametrize("said", [None, "", "relative/path"])
def test_without_a_usable_xdg_data_home_the_usual_place_is_taken(home: Home, said: str | None) -> None:
    home.environment.pop("XDG_DATA_HOME")
    if said is not None:
        home.environment["XDG_DATA_HOME"] = said
    home.install()
    assert (home.folder / ".local/share/applications/deltaflow.desktop").is_file()


def test_the_desktop_is_told_if_it_has_the_programs_for_it(home: Home, tmp_path: Path) -> None:
    log = tmp_path / "log"
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("update-desktop-database", "update-mime-database", "gtk-update-icon-cache"):
        (tools / name).write_text(f'#!/bin/sh\necho {name} >>"{log}"\nexit 1\n')
        (tools / name).chmod(0o755)
    home.environment["PATH"] = f"{tools}:{home.environment['PATH']}"
    assert home.install().returncode == 0, "a desktop that has its own troubles doesn't stop it"
    assert log.read_text().split() == ["update-desktop-database", "update-mime-database"]
    (home.data / "icons" / "hicolor" / "icon-theme.cache").touch()
    home.install()
    assert log.read_text().split()[-1] == "gtk-update-icon-cache"


@pytest.mark.parametrize("has_others", [False, True])
def test_lists_that_the_desktop_has_made_of_our_files_alone_go_too(home: Home, tmp_path: Path,
                                                                   has_others: bool) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    lists = {"update-desktop-database": 'touch "$2/mimeinfo.cache"',
             "update-mime-database": 'cd "$1"; touch globs2 mime.cache types; rm -rf application; mkdir application\n'
                                     'for file in packages/*.xml; do [ ! -f "$file" ] || '
                                     'touch "application/x-$(basename "$file")"; done'}
    for name, script in lists.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    home.environment["PATH"] = f"{tools}:{_path_without_desktop_tools(home, 'basename')}"
    home.launcher.parent.mkdir(parents=True)
    others = {"mime/packages/other.xml", "mime/application/x-other.xml", "mime/globs2", "mime/mime.cache",
              "mime/types", "applications/other.desktop", "applications/mimeinfo.cache"} if has_others else set()
    for name in others:
        (home.data / name).parent.mkdir(parents=True, exist_ok=True)
        (home.data / name).touch()
    before = home.files()
    home.install()
    assert (home.data / "mime" / "application" / "x-deltaflow.xml").is_file()
    assert home.run("--remove").returncode == 0
    assert home.files() == before


def _path_without_desktop_tools(home: Home, *more: str) -> str:
    """A path with what the script needs and nothing else: the desktop's tools leave lists of their own behind."""
    folder = home.folder.parent / "few"
    folder.mkdir()
    for name in ("sh", "dirname", "readlink", "mkdir", "mktemp", "chmod", "cp", "mv", "rm", "ln", "ls", "grep", "sed",
                 "touch", "rmdir", *more):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    return str(folder)


def _exec_words(value: str) -> list[str]:
    """The words of Exec as a desktop reads them: first escapes of strings, then quotes, then field codes."""
    text = re.sub(r"\\(.)", lambda match: {"s": " ", "n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1]), value)
    words = [re.sub(r"\\([\"`$\\])", r"\1", quoted) if quoted else plain
             for quoted, plain in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', text)]
    return [word if re.fullmatch("%[fFuU]", word) else word.replace("%%", "%") for word in words]
