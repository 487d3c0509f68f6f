"""./invoke: when it prepares, when it does not, and what it hands on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bootstrap.conftest import Launcher
from ygt_docs.project import Project


def test_the_first_start_prepares_and_runs_the_task(launcher: Launcher) -> None:
    """A fresh folder is prepared once for the level `build`, then the task runs with its words unchanged."""
    done = launcher.start("build", "--only", "甲 乙")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == f"<-P><{launcher.root}/bootstrap/start.py><invoke><--search-root><{launcher.root}><build><--only><甲 乙>"
    )
    assert [line for line in launcher.recorded() if line.endswith("build")] != []


@pytest.mark.parametrize("begun", ["bootstrap", "task"])
def test_python_begins_with_interrupts_ignored(launcher: Launcher, begun: str) -> None:
    """Ctrl-C in the milliseconds before Python runs a line of ours would show a traceback; see bootstrap/start.py."""
    launcher.start("build")
    status = Path(f"{launcher.record}.{begun}").read_text(encoding="utf-8")
    ignored = int(re.findall(r"^SigIgn:\s*(\w+)$", status, re.M)[0], 16)
    assert ignored >> (signal.SIGINT - 1) & 1


def test_what_is_started_ends_at_once_when_it_is_interrupted(project: Project, tmp_path: Path) -> None:
    """Until a command or the preparation begins: then they answer in words."""
    (tmp_path / "shown.py").write_text("import signal, sys\nprint(signal.getsignal(signal.SIGINT), sys.argv[1:])\n")
    done = subprocess.run(
        [sys.executable, "-P", str(project.root / "bootstrap" / "start.py"), "shown", "甲"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == f"{signal.SIG_DFL} ['甲']\n"


def test_the_second_start_calls_nothing_but_the_task(launcher: Launcher) -> None:
    """A prepared folder starts the task at once: no bootstrap, no package manager, no network."""
    launcher.start("build")
    launcher.recorded()
    assert launcher.start("build").returncode == 0
    assert launcher.recorded() == []


@pytest.mark.parametrize(
    "name", ["requirements.lock", "bootstrap/system.py", "bootstrap/package-lock.json", "ygt_docs/fonts/half_em.py"]
)
def test_a_changed_file_prepares_again(launcher: Launcher, name: str) -> None:
    """Whatever decides what must be there brings a new preparation when it changes."""
    launcher.start("build")
    launcher.recorded()
    with (launcher.root / name).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    launcher.start("build")
    assert len(launcher.recorded()) == 1


@pytest.mark.parametrize("lost", [".venv/bin/python", ".venv/.complete", ".venv/.ready-build"])
def test_a_lost_part_of_the_environment_prepares_again(launcher: Launcher, lost: str) -> None:
    """An environment whose Python or stamp has vanished is not trusted."""
    launcher.start("build")
    launcher.recorded()
    (launcher.root / lost).unlink()
    assert launcher.start("build").returncode == 0
    assert len(launcher.recorded()) == 1


def test_a_python_that_leads_nowhere_prepares_again(launcher: Launcher) -> None:
    """An environment whose Python was removed from the system is made again."""
    launcher.start("build")
    launcher.recorded()
    python = launcher.root / ".venv/bin/python"
    python.unlink()
    python.symlink_to(launcher.root / "nowhere")
    launcher.start("build")
    assert len(launcher.recorded()) == 1


@pytest.mark.parametrize("lost", [".complete", "A.otf", "B.otf"])
@pytest.mark.parametrize("how", ["gone", "empty"])
def test_lost_fonts_prepare_again(launcher: Launcher, lost: str, how: str) -> None:
    """Fonts that vanished from the cache, all or a single face, are brought again; then all is ready."""
    launcher.start("build")
    launcher.recorded()
    path = launcher.home / ".cache/ygt-docs/fonts" / lost
    path.unlink() if how == "gone" else path.write_bytes(b"")
    assert launcher.start("build").returncode == 0
    assert len(launcher.recorded()) == 1
    launcher.start("build")
    assert launcher.recorded() == []


def test_a_failed_preparation_is_not_taken_for_done(launcher: Launcher) -> None:
    """A preparation that fails ends with its code, runs no task and is tried again next time."""
    done = launcher.start("build", FAIL="2")
    assert (done.returncode, done.stdout) == (2, "")
    launcher.recorded()
    assert launcher.start("build").returncode == 0
    assert len(launcher.recorded()) == 1


@pytest.mark.parametrize("task", ["test", "soak", "golden"])
def test_tests_are_prepared_for_separately(launcher: Launcher, task: str) -> None:
    """A folder that is ready to build is not yet ready to test; afterwards it is."""
    launcher.start("build")
    launcher.recorded()
    launcher.start(task)
    assert [line.split()[-1] for line in launcher.recorded()] == ["test"]
    launcher.start(task)
    assert launcher.recorded() == []


def test_a_document_named_test_needs_only_the_build(launcher: Launcher) -> None:
    """The level follows the task, not the words after it."""
    launcher.start("build", "--only", "test")
    assert [line.split()[-1] for line in launcher.recorded()] == ["build"]


def test_an_old_python_is_refused_in_chinese(launcher: Launcher) -> None:
    """Without Python 3.11 and without the right to install, the line to type is printed and the code is 2."""
    done = launcher.start("build", OLD="1")
    assert done.returncode == 2
    assert "没有找到 Python 3.11" in done.stderr
    assert "sudo apt-get install -y python3 python3-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_variables_of_python_are_not_handed_on(launcher: Launcher) -> None:
    """PYTHONPATH and its kin never lead the task to other modules."""
    launcher.start("build", PYTHONPATH="/elsewhere", PYTHONHOME="/elsewhere", PYTHONSTARTUP="/elsewhere")
    handed = Path(f"{launcher.record}.env").read_text(encoding="utf-8").splitlines()
    assert [line for line in handed if line.startswith("PYTHON")] == ["PYTHONUTF8=1"]


def test_it_starts_from_any_folder(launcher: Launcher, tmp_path: Path) -> None:
    """The folder it is called from stays the one that relative paths are meant from."""
    done = launcher.start("build", cwd=tmp_path)
    handed = Path(f"{launcher.record}.env").read_text(encoding="utf-8").splitlines()
    assert done.returncode == 0
    assert f"PWD={tmp_path}" in handed


def test_an_unset_home_is_looked_up(launcher: Launcher) -> None:
    """Without HOME the cache is found through the user's entry in the system, unless it is named."""
    done = launcher.start("build", HOME="", YGT_DOCS_CACHE=str(launcher.home / "named"))
    assert done.returncode == 0
    assert (launcher.home / "named/fonts/.complete").exists()


def test_a_relative_cache_becomes_absolute(launcher: Launcher, tmp_path: Path) -> None:
    """A cache that is named relative to the caller's folder is handed on as an absolute path."""
    launcher.start("build", cwd=tmp_path, YGT_DOCS_CACHE="cache here")
    handed = Path(f"{launcher.record}.env").read_text(encoding="utf-8").splitlines()
    assert f"YGT_DOCS_CACHE={tmp_path}/cache here" in handed


def test_fetched_libraries_are_found(launcher: Launcher) -> None:
    """Libraries unpacked into the cache are put on the library path of the task."""
    folder = launcher.home / ".cache/ygt-docs/system/usr/lib/x86_64-linux-gnu"
    folder.mkdir(parents=True)
    launcher.start("build")
    handed = Path(f"{launcher.record}.env").read_text(encoding="utf-8").splitlines()
    assert f"LD_LIBRARY_PATH={folder}" in handed
