"""The version moves with what is told of it."""

from __future__ import annotations

import re

from ygt_docs import __version__
from ygt_docs.project import Project


def test_the_newest_entry_of_the_changelog_is_this_version(project: Project) -> None:
    """CHANGELOG.md begins with the version of the package, and its versions fall from top to bottom."""
    text = (project.root / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+)$", text, re.MULTILINE)
    assert versions[:1] == [__version__]
    numbers = [tuple(int(part) for part in version.split(".")) for version in versions]
    assert numbers == sorted(set(numbers), reverse=True)
