"""File trees as they come from zip files, other systems and accidents: one error for each, the others are built."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.building.hostile import FAULTS, HARMLESS, content_with, invoke
from ygt_docs.project import Project


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that can be removed whatever was closed in it."""
    yield tmp_path
    for path in sorted(tmp_path.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


def built(folder: Path) -> set[str]:
    """The documents that have their Word and PDF files."""
    return {path.stem for path in (folder / "out").glob("*/*.pdf") if path.with_suffix(".docx").is_file()}


def test_a_hostile_tree_is_one_error_of_its_document(project: Project, folder: Path) -> None:
    """What cannot be read is told once with its name, without a traceback; all other documents are built."""
    content_with(folder / "content", {name: spoil for name, (spoil, _, _) in FAULTS.items()} | HARMLESS)
    done = invoke(project, folder, "build", "--content", "content", "--out", "out")
    assert (done.returncode, done.stderr) == (1, ""), done.stdout
    told = [line for line in done.stdout.splitlines() if " 错误 " in line and ": 错误" in line]
    for code, named in [(code, named) for _, code, named in FAULTS.values()]:
        assert len([line for line in told if f" {code} " in line and named in line]) == 1, (code, named, done.stdout)
    assert len(told) == len(FAULTS)
    marked = {"foreign-folder-inside.待改", "foreign-name.待改"}  # without what they may not read
    assert built(folder) == {"a", "z", *HARMLESS, *marked}
    again = invoke(project, folder, "build", "--content", "content", "--out", "out")
    assert f"（未变 {len(HARMLESS) + 2 + len(FAULTS) - 1}）" in again.stdout  # one is not even a document


def test_list_goes_on(project: Project, folder: Path) -> None:
    """`list` names the good documents beside what cannot be read."""
    content_with(folder / "content", {name: spoil for name, (spoil, _, _) in FAULTS.items()} | HARMLESS)
    done = invoke(project, folder, "list", "--content", "content")
    assert (done.returncode, done.stderr) == (0, "")
    assert {line.split()[0] for line in done.stdout.splitlines() if "云政文〔2026〕" in line} == {"a", "z", *HARMLESS}


def _closed_organs(root: Path) -> None:
    (root / "content" / "organs.yaml").chmod(0)


def _organs_is_a_folder(root: Path) -> None:
    (root / "content" / "organs.yaml").unlink()
    (root / "content" / "organs.yaml").mkdir()


def _closed(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).chmod(0)


@pytest.mark.parametrize(
    ("spoil", "code", "named"),
    [
        (_closed_organs, "Y102", "content/organs.yaml: "),
        (_organs_is_a_folder, "Y102", "content/organs.yaml: "),
        (_closed("content"), "Y102", "content: "),
        (_closed("templates/word/notice.docx"), "W101", "templates/word/notice.docx: "),
        (_closed("templates/pdf/notice.css"), "P103", "templates/pdf/notice.css: "),
        (_closed("templates/pdf"), "P103", "templates/pdf/notice.css: "),
        (_closed("templates/fonts.yaml"), "Y102", "templates/fonts.yaml: "),
        (_closed("templates/report/index.html"), "B402", "templates/report/index.html: "),
    ],
)
def test_what_all_documents_share_is_told_once(
    project: Project, folder: Path, spoil: Callable[[Path], None], code: str, named: str
) -> None:
    """A shared file that may not be read is one error at that file, without a traceback."""
    root = folder / "project"
    for part in ("bootstrap", "ygt_docs", "templates"):
        shutil.copytree(project.root / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tasks.py", "requirements.lock"):
        shutil.copy(project.root / name, root / name)
    content_with(root / "content", {})
    spoil(root)
    done = invoke(Project(root, project.cache), root, "build", "--only", "a")
    assert (done.returncode in (1, 2), "Traceback" in done.stdout + done.stderr) == (True, False), done.stderr
    told = [line for line in (done.stdout + done.stderr).splitlines() if f"错误 {code} " in line]
    assert (len(told), [line for line in told if line.startswith(named)]) == (1, told), done.stdout + done.stderr
