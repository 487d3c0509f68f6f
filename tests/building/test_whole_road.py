"""The real stages together: the examples build, and the same sources give the same bytes everywhere."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.building.fakes import write_notice
from ygt_docs.project import Project

_ENVIRONMENTS = [
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
]
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "tests", "__pycache__", ".*_cache")


def command(root: Path, *words: str) -> list[str]:
    """The command line of `invoke build` for the project in `root`."""
    return [sys.executable, "-P", "-m", "invoke", "--search-root", str(root), "build", *words]


def built(folder: Path) -> dict[str, bytes]:
    """Every file that was built, by its path: reports, manifests and index among them."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def test_the_same_bytes_in_any_folder_time_zone_and_locale(project: Project, tmp_path: Path) -> None:
    """Two copies of the project, built in other folders, time zones and locales, have every byte in common."""
    results = []
    for number, environment in enumerate(_ENVIRONMENTS):
        root = tmp_path / ("目录 " * number + "project")
        shutil.copytree(project.root, root, ignore=_LEFT_OUT)
        done = subprocess.run(
            command(root),
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, **environment, "YGT_DOCS_CACHE": str(project.cache)},
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        results.append(built(root / "build"))
    assert results[0].keys() == results[1].keys()
    assert [name for name in results[0] if results[0][name] != results[1][name]] == []
    assert sum(name.endswith(".pdf") for name in results[0]) == sum(name.endswith(".docx") for name in results[0]) >= 3


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for left-over processes in /proc")
def test_an_interrupt_leaves_nothing_behind(project: Project, tmp_path: Path) -> None:
    """Ctrl-C in the middle of a build ends with 130, without a traceback, half-made files or left-over processes."""
    for number in range(20):
        write_notice(tmp_path / "content", f"a{number}")
    mark = f"interrupted-{tmp_path.name}"
    process = subprocess.Popen(
        command(project.root, "--content", "content", "--out", "out", "--jobs", "2"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "YGT_TEST_MARK": mark},
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert _still_running(mark) == []
    assert not (tmp_path / "out" / ".staging").exists()
    for folder in (item for item in (tmp_path / "out").iterdir() if item.is_dir()):
        assert {".manifest.json", "report.json", f"{folder.name}.docx", f"{folder.name}.pdf"} <= {
            item.name for item in folder.iterdir()
        }


def _still_running(mark: str) -> list[str]:
    """The processes that carry `mark` in their environment; a dying one is given a moment."""
    for _ in range(100):
        found = [item.name for item in Path("/proc").iterdir() if item.name.isdigit() and _carries(item, mark)]
        if not found:
            return []
        time.sleep(0.1)
    return found


def _carries(process: Path, mark: str) -> bool:
    try:
        return mark.encode() in (process / "environ").read_bytes()
    except OSError:
        return False


def test_two_builds_into_one_folder_take_turns(project: Project, tmp_path: Path) -> None:
    """Two builds at once into the same folder both end well, and the second finds nothing left to do."""
    write_notice(tmp_path / "content", "a")
    words = command(project.root, "--content", "content", "--out", "out")
    both = [subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("未变，跳过" in text for text in said) == 1
