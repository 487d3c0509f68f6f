"""Nothing is left behind: the temporary folder and the processes after a command, also after a killed one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.building.fakes import write_notice
from ygt_docs.problems import UserError
from ygt_docs.project import Project
from ygt_docs.scratch import own_folder, own_temporary_folder, sweep

_DEAD = 2**22 + 1  # more than any process is called


def names(folder: Path) -> list[str]:
    """What lies in `folder`."""
    return sorted(os.listdir(folder))


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of this test alone, with a short path, in which somebody else's file lies."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "theirs").write_bytes(b"x")
        monkeypatch.setenv("TMPDIR", name)
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield folder


def test_a_folder_lives_as_long_as_the_run(temporary: Path) -> None:
    """Libraries and children are told the folder; it is private, and gone afterwards, as is every word of it."""
    with own_temporary_folder() as folder:
        assert folder.parent == temporary
        assert folder.stat().st_mode & 0o777 == 0o700
        assert Path(tempfile.mkdtemp()).parent == folder
        made = subprocess.run(
            [sys.executable, "-c", "import tempfile; print(tempfile.mkdtemp())"],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert Path(made.stdout.strip()).parent == folder
    assert (names(temporary), os.environ["TMPDIR"]) == (["theirs"], str(temporary))


def test_it_goes_where_the_body_fails_too(temporary: Path) -> None:
    """An error of the body, Ctrl-C too, leaves nothing."""

    def fail(error: type[BaseException]) -> None:
        with own_temporary_folder() as folder:
            (folder / "a").mkdir()
            raise error

    for error in (KeyError, KeyboardInterrupt):
        with pytest.raises(error):
            fail(error)
    assert names(temporary) == ["theirs"]


def test_what_the_dead_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    """A folder of a dead maker goes. One of a living maker, a file, a link and a name of somebody's own stay."""
    dead = f"x-{_DEAD}-abcdefgh"
    kept = ["x-2026-plan", "x-", f"x-{_DEAD}-ABCDEFGH", f"y-{_DEAD}-abcdefgh", f"x-{os.getpid()}-abcdefgh"]
    for name in (dead, *kept):
        (tmp_path / name / "inside").mkdir(parents=True)
    (tmp_path / f"x-{_DEAD}-abcdefgf").write_bytes(b"")
    (tmp_path / f"x-{_DEAD}-abcdefgl").symlink_to(tmp_path / kept[0])
    sweep(tmp_path, "x-")
    assert names(tmp_path) == sorted([*kept, f"x-{_DEAD}-abcdefgf", f"x-{_DEAD}-abcdefgl"])
    assert (tmp_path / kept[0] / "inside").is_dir()


def test_who_holds_the_lock_is_not_swept(tmp_path: Path) -> None:
    """A number of a process says little (it may live on another machine): the lock says that the maker lives."""
    with own_folder(tmp_path, "x-") as folder:
        renamed = tmp_path / f"x-{_DEAD}-abcdefgh"
        folder.rename(renamed)
        sweep(tmp_path, "x-")
        assert renamed.is_dir()
    sweep(tmp_path, "x-")
    assert names(tmp_path) == []


def test_the_number_of_a_dead_maker_may_be_somebody_elses_now(tmp_path: Path) -> None:
    """A folder that nobody has held for a minute goes, though a process of that number lives."""
    folder = tmp_path / f"x-{os.getpid()}-abcdefgh"
    folder.mkdir()
    os.utime(folder, (1, 1))
    sweep(tmp_path, "x-")
    assert names(tmp_path) == []


def test_no_temporary_folder_is_told_in_words(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is one error with a way out, and the variables are as they were."""

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(UserError) as caught, own_temporary_folder():
        pass
    (found,) = caught.value.problems
    assert (found.code, "磁盘已满" in found.message, str(temporary) in found.message) == ("B104", True, True)
    assert os.environ["TMPDIR"] == str(temporary)


def start(project: Project, folder: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """`invoke` with `words`, begun in `folder` as the launcher does, in a group of processes of its own."""
    return subprocess.Popen(
        [
            sys.executable,
            "-P",
            str(project.root / "bootstrap" / "start.py"),
            "invoke",
            "--search-root",
            str(project.root),
            *words,
        ],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "TMPDIR": str(folder / "t"), "YGT_DOCS_CACHE": str(project.cache), **environment},
        start_new_session=True,
    )


def alive(group: int) -> list[str]:
    """The command lines of the processes of `group` that live."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            state, _, its_group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append((entry / "cmdline").read_text())
        except (OSError, ValueError):
            continue
    return found


def gone(group: int, seconds: float = 10) -> list[str]:
    """The processes of `group` that still live after `seconds`."""
    end = time.monotonic() + seconds
    while alive(group) and time.monotonic() < end:
        time.sleep(0.05)
    return alive(group)


@pytest.fixture
def content() -> Iterator[Path]:
    """A folder to stand in, with a short path: content/ with a notice, a draft, and an empty temporary folder t/."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_notice(folder / "content", "a")
        draft = "云溪县人民政府关于测试的通知\n\n各乡镇：\n请认真执行。\n"
        (folder / "draft.txt").write_text(draft, encoding="utf-8")
        (folder / "t").mkdir()
        yield folder


_BUILD = ("build", "--content", "content", "--out", "out")
_COMMANDS = {
    "build": _BUILD,
    "import": ("import", "draft.txt", "--name", "b", "--content", "content"),
    "new": ("new", "c", "--kind", "通知", "--content", "content"),
    "list": ("list", "--content", "content"),
    "proof": ("proof", "a", "--content", "content", "--out", "out"),
}


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_command_leaves_nothing_behind(project: Project, content: Path, command: str) -> None:
    """After each command, temporary folder and content folder hold what was there and what was asked for."""
    process = start(project, content, *_COMMANDS[command])
    said = process.communicate()[0]
    assert "Traceback" not in said
    assert names(content / "t") == []
    assert [name for name in names(content / "content") if name.startswith(".")] == []
    assert gone(process.pid) == []


def test_a_long_path_of_the_temporary_folder_is_no_fault(project: Project, content: Path) -> None:
    """The workers listen on a socket, whose address is short; a folder with a short path is taken then."""
    long = content / ("t" * 100)
    long.mkdir()
    process = start(project, content, *_BUILD, TMPDIR=str(long))
    assert ("合格 1" in process.communicate()[0], process.returncode) == (True, 0)
    assert names(long) == []


@pytest.mark.parametrize("killed", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_build_leaves_nothing_that_stays(
    project: Project, content: Path, count: Callable[[int, int], int], killed: signal.Signals
) -> None:
    """Whenever a build is ended, its workers end too, and the next command sweeps what is left of it."""
    landed, most = 0, count(2, 20)
    for number in range(most):
        process = start(project, content, *_BUILD, "--force")
        time.sleep(0.4 + 3.0 * number / most)
        process.send_signal(killed)
        said = process.communicate()[0]
        landed += process.returncode != 0
        assert "Traceback" not in said
        assert gone(process.pid) == []
    assert landed
    assert start(project, content, *_BUILD).wait() == 0
    assert names(content / "t") == []
    assert names(content / "out") == [".lock", "a", "index.html"]
