"""No fault of the disk costs a good file: each call fails once and for ever, and the next build repairs all."""

from __future__ import annotations

import errno
import itertools
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.building.fakes import Silent, build_here, options, quick, write_notice
from tests.faults import ERRORS, Faults, injected
from ygt_docs import builder
from ygt_docs.building.outcome import BuildResult
from ygt_docs.files import system_refusal
from ygt_docs.problems import Problem, Severity, UserError
from ygt_docs.project import Project

_NEW = "内容改过了。"
Case = tuple[int, int, bool]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build in this process, so that the faults happen to the worker too."""
    build_here(monkeypatch)


def good_files(folder: Path) -> dict[str, bytes]:
    """Word and PDF files of the document a, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("out/a/*")) if path.suffix in (".docx", ".pdf")}


def build(folder: Path, project: Project, **changes: Any) -> tuple[BuildResult | None, list[Problem]]:
    """Build in `folder`; the result (None: nothing could be built) and all problems, as the command shows them."""
    try:
        result = builder.build(project, options(folder, **changes), Silent(), quick)
    except UserError as error:
        return None, list(error.problems)
    except OSError as error:  # the guard of the commands has these words for it
        return None, [system_refusal(error)]
    return result, result.all_problems()


def cases(count: Callable[[int, int], int], calls: int, rng: random.Random) -> list[Case]:
    """Each call, each error, once and for ever; usually a sample of them."""
    every = list(itertools.product(range(calls), ERRORS, (False, True)))
    return rng.sample(every, min(count(30, len(every)), len(every)))


def calls_of(folder: Path, project: Project, **changes: Any) -> int:
    """How many calls a build makes."""
    faults = Faults(folder, -1, 0, False)
    with injected(faults):
        build(folder, project, **changes)
    return faults.calls


def repaired(folder: Path, project: Project, expected: dict[str, bytes]) -> None:
    """The next build, without faults, makes everything, and nothing of the fault is left."""
    result, _ = build(folder, project)
    assert result is not None
    assert [str(item.state) for item in result.outcomes] == ["合格"]
    assert good_files(folder) == expected
    assert sorted(path.name for path in (folder / "out").iterdir()) == [".lock", "a", "index.html"]
    left = {path.name for path in (folder / "out" / "a").iterdir()} - expected.keys()
    assert left == {".manifest.json", "page-1.png", "report.json"}


def struck(folder: Path, project: Project, case: Case, **changes: Any) -> tuple[Faults, list[Problem]]:
    """A build that meets the fault `case`; where it did, an error tells of it or all was made."""
    faults = Faults(folder, *case)
    with injected(faults):
        result, found = build(folder, project, **changes)
    assert not {item.code for item in found} & {"B306"}, (faults, found)
    if result is not None and not any(item.severity is Severity.ERROR for item in found):
        assert [str(item.state) for item in result.outcomes] == ["合格"]
    return faults, found


@pytest.mark.usefixtures("here")
def test_unchanged_content_keeps_its_files(
    tmp_path: Path, project: Project, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """A build that need not have been leaves every file as it was, byte for byte."""
    write_notice(tmp_path / "content", "a")
    build(tmp_path, project)
    before = good_files(tmp_path)
    assert set(before) == {"a.docx", "a.pdf"}
    for case in cases(count, calls_of(tmp_path, project, force=True), rng):
        faults, _ = struck(tmp_path, project, case, force=True)
        unread = faults.for_ever and faults.struck is not None and faults.struck[0] == "open"
        found = good_files(tmp_path)
        if unread:  # nobody can tell that nothing changed: the files are there, perhaps under the other name
            found = {name.replace(".旧", ""): data for name, data in found.items()}
        assert found == before, faults
        repaired(tmp_path, project, before)


@pytest.mark.usefixtures("here")
def test_changed_content_keeps_the_old_files_under_another_name(
    tmp_path: Path, project: Project, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """What cannot be made anew is not lost and does not pass for current, unless the disk forbids even that (B310).

    A second fault while a first one is being mended changes nothing of this.
    """
    source = write_notice(tmp_path / "content", "a")
    old_text = source.read_text(encoding="utf-8")
    new_text = old_text.replace("请认真执行。", _NEW)
    source.write_text(new_text, encoding="utf-8")
    build(tmp_path, project)
    new = good_files(tmp_path)
    calls = calls_of(tmp_path, project, force=True) + 20
    second = cases(count, calls, random.Random(1))
    for case, other in zip(cases(count, calls, rng), itertools.cycle(second)):
        source.write_text(old_text, encoding="utf-8")
        build(tmp_path, project)
        old = good_files(tmp_path)
        source.write_text(new_text, encoding="utf-8")
        for fault in (case, other):
            faults, said = struck(tmp_path, project, fault)
            _nothing_lost(good_files(tmp_path), old, new, said, faults)
        repaired(tmp_path, project, new)


def _nothing_lost(
    found: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes], said: list[Problem], faults: Faults
) -> None:
    for name in new:
        here, aside = found.get(name), found.get(name.replace("a.", "a.旧."))
        assert {here, aside} & {old[name], new[name]}, (faults, found.keys())  # new: the first build had made it
        if here == old[name] != new[name]:
            assert any(item.severity is Severity.ERROR for item in said), (faults, said)


def test_a_file_that_nobody_can_compare_is_not_called_edited(
    tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the report gone and a manifest that the disk refuses, the build tells of the disk and keeps no 手改."""
    source = write_notice(tmp_path / "content", "a")
    build(tmp_path, project)
    source.write_text(source.read_text(encoding="utf-8").replace("请认真执行。", _NEW), encoding="utf-8")
    (tmp_path / "out" / "a" / "report.json").unlink()
    real = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == ".manifest.json" and path.parent == tmp_path / "out" / "a":
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refused)
        _, found = build(tmp_path, project)
    assert "B103" in {item.code for item in found}
    assert not [name for name in good_files(tmp_path) if "手改" in name]
    build(tmp_path, project)
    assert set(good_files(tmp_path)) == {"a.docx", "a.pdf"}
