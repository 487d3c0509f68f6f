"""An invoke of the machine's own (pipx, Debian): the command runs in the project's environment all the same."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

import invoke
import pytest

from bootstrap.handover import is_own_environment
from tests.bootstrap.conftest import Launcher
from ygt_docs.project import Project

_ENDS_WITH_INTERRUPT = f"""#!{sys.executable}
import signal, sys
signal.signal(signal.SIGINT, lambda *_: (print("stopped"), sys.exit(130)))
print("ready", flush=True)
signal.pause()
"""


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has invoke and nothing else."""
    folder = tmp_path_factory.mktemp("pipx")
    venv.create(folder, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    installed = Path(invoke.__file__).parent
    metadata = next(installed.parent.glob("invoke-*.dist-info"))
    for part in (installed, metadata):
        shutil.copytree(part, packages / part.name)
    return folder / "bin" / "python"


@pytest.fixture
def complete(launcher: Launcher, project: Project) -> Launcher:
    """The launcher with the commands beside it."""
    shutil.copy(project.root / "tasks.py", launcher.root / "tasks.py")
    return launcher


def environment(launcher: Launcher, **more: str) -> dict[str, str]:
    """What the foreign invoke finds in its environment."""
    return {
        "PATH": str(launcher.programs),
        "HOME": str(launcher.home),
        "RECORD": str(launcher.record),
        "TASK": str(launcher.programs / "task"),
        **more,
    }


def start(
    launcher: Launcher, foreign: Path, *words: str, cwd: Path | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Type `invoke` with `words` in the project's folder (or in `cwd`) where invoke is the machine's own."""
    return subprocess.run(
        [str(foreign), "-m", "invoke", *words],
        cwd=cwd or launcher.root,
        env=environment(launcher, **more),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("build",),
        ("build", "--only", "甲 乙", "--strict"),
        ("import", "草稿 1.docx", "--name", "a"),
        ("--list",),
        ("bulid", "--no-such-option"),
    ],
)
def test_every_word_comes_through(complete: Launcher, foreign: Path, words: tuple[str, ...]) -> None:
    """The launcher gets the words as they were typed, wrong ones too, and nothing of invoke's own is printed."""
    wanted = complete.start(*words)
    found = start(complete, foreign, *words)
    assert (found.returncode, found.stdout, found.stderr) == (0, wanted.stdout, "")


def test_from_a_folder_below(complete: Launcher, foreign: Path) -> None:
    """Invoke looks for tasks.py in the folders above; so the command works in content/ too, and stays there."""
    below = complete.root / "content"
    below.mkdir()
    found = start(complete, foreign, "build", cwd=below)
    assert (found.returncode, found.stdout) == (
        0,
        f"<-P><{complete.root}/bootstrap/start.py><invoke><--search-root><{complete.root}><build>",
    )


@pytest.mark.parametrize("option", [("--search-root", ""), ("-r", ""), ("--search-root=", None)])
def test_from_anywhere(complete: Launcher, foreign: Path, tmp_path: Path, option: tuple[str, str | None]) -> None:
    """Who stands elsewhere names the project's folder; the launcher names it itself, and invoke takes it only once."""
    name, apart = option
    words = [f"{name}{complete.root}"] if apart is None else [name, str(complete.root)]
    found = start(complete, foreign, *words, "build", "--only", "-r", cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == complete.start("build", "--only", "-r").stdout


def test_the_exit_code_comes_through(complete: Launcher, foreign: Path) -> None:
    """What the launcher ends with is what the command ends with."""
    assert start(complete, foreign, "build", FAIL="7").returncode == 7


def test_ctrl_c_reaches_the_command(complete: Launcher, foreign: Path) -> None:
    """Ctrl-C is answered by the command itself: there is no process of the foreign invoke left between."""
    task = complete.programs / "task"
    task.write_text(_ENDS_WITH_INTERRUPT, encoding="utf-8")
    process = subprocess.Popen(
        [str(foreign), "-m", "invoke", "build"],
        cwd=complete.root,
        env=environment(complete),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=60)
    assert (process.returncode, out, error) == (130, "stopped\n", "")


def test_a_launcher_that_leads_nowhere_does_not_go_round(complete: Launcher, foreign: Path) -> None:
    """An environment that is not the project's but was started by the launcher is not handed over again."""
    complete.start("build")
    (complete.root / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{foreign}" "$@"\n', encoding="utf-8")
    found = start(complete, foreign, "build")
    assert found.returncode == 1
    assert "No module named" in found.stderr


def test_only_the_environment_of_this_lock_file_is_the_own_one(project: Project, tmp_path: Path) -> None:
    """Neither a bare environment nor one that was made from another lock file counts."""
    assert is_own_environment(Path(sys.prefix), project.root)
    assert not is_own_environment(tmp_path, project.root)
    shutil.copy(Path(sys.prefix) / ".complete", tmp_path / ".complete")
    assert is_own_environment(tmp_path, project.root)
    (tmp_path / "requirements.lock").write_text("other\n", encoding="utf-8")
    assert not is_own_environment(tmp_path, tmp_path)
    (tmp_path / ".complete").write_bytes(os.urandom(4) + b"\xff")
    assert not is_own_environment(tmp_path, project.root)
