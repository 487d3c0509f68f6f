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


def test_each_promise_names_tests_that_are_there(project: Project) -> None:
    """SECURITY.md names a test for each promise, and each of them exists; a test that is renamed is renamed there."""
    text = (project.root / "SECURITY.md").read_text(encoding="utf-8")
    promises = re.split(r"^### ", text.partition("\n## 承诺")[2].partition("\n## 不承诺")[0], flags=re.MULTILINE)[1:]
    assert len(promises) > 5
    for promise in promises:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", promise)
        assert named, promise
        for file, test in named:
            assert f"def {test}(" in (project.root / file).read_text(encoding="utf-8"), (file, test)
