"""Lines are 120 characters at most; ruff cannot hold this, as it counts a Chinese character twice."""

from __future__ import annotations

from ygt_docs.project import Project


def test_no_line_of_code_is_longer_than_120_characters(project: Project) -> None:
    """A line of code has 120 characters at most."""
    folders = [project.root / name for name in ("bootstrap", "tests", "ygt_docs")]
    files = [path for folder in folders for path in folder.rglob("*.py")] + [project.root / "tasks.py"]
    long = [
        f"{project.shown(path)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert long == []
