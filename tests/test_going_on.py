"""A soak that is stopped goes on from there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import going_on
from ygt_docs.project import Project

_CONFTEST = """
from pathlib import Path
from tests import going_on
def pytest_configure(config):
    remembers = not hasattr(config, "workerinput")
    here = Path(__file__).parent
    sources = going_on.sources_of(here) if remembers else ""
    config.pluginmanager.register(going_on.GoingOn(here / "passed.txt", sources, remembers))
"""
_TESTS = """
import pathlib
def test_one(): pathlib.Path(__file__).with_name("ran.txt").open("a").write("one ")
def test_two(): assert pathlib.Path(__file__).with_name("mended").exists()
"""


def _soak(project: Project, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(project.root)},
    )


def test_what_passed_is_not_run_again(project: Project, tmp_path: Path) -> None:
    """After a failure the rest is run, also by two processes; when all has passed, or a source changed, all of it."""
    (tmp_path / "conftest.py").write_text(_CONFTEST, encoding="utf-8")
    (tmp_path / "test_it.py").write_text(_TESTS, encoding="utf-8")
    assert _soak(project, tmp_path).returncode == 1
    again = _soak(project, tmp_path)
    assert ("1 项已经通过" in again.stdout, "1 failed, 1 deselected" in again.stdout) == (True, True)
    (tmp_path / "mended").touch()
    assert _soak(project, tmp_path, "-n", "2").returncode == 0
    assert (tmp_path / "ran.txt").read_text() == "one "
    (tmp_path / "mended").unlink()
    assert _soak(project, tmp_path).returncode == 1
    (tmp_path / "tasks.py").touch()
    assert "2 项" not in _soak(project, tmp_path).stdout
    assert (tmp_path / "ran.txt").read_text() == "one one one "


def test_nothing_begins_when_the_time_is_over(project: Project, tmp_path: Path) -> None:
    """The soak ends, says how to go on, and knows what has passed."""
    (tmp_path / "conftest.py").write_text(
        _CONFTEST.replace("def pytest", "going_on.LAST_START_SECONDS = 0.0\ndef pytest", 1), encoding="utf-8"
    )
    (tmp_path / "test_it.py").write_text(_TESTS, encoding="utf-8")
    stopped = _soak(project, tmp_path)
    assert ("接着跑" in stopped.stdout, stopped.returncode) == (True, 2)
    assert (tmp_path / "passed.txt").read_text(encoding="utf-8").splitlines()[1:] == ["test_it.py::test_one"]
    assert going_on.LAST_START_SECONDS <= 3 * 3600 - 1200
