"""Killed or refused by the disk at any moment, a command leaves all of its files or none, and can be given again."""

from __future__ import annotations

import itertools
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import docx
import pytest

from tests.building.fakes import write_notice
from tests.examples import made
from tests.faults import ERRORS, Faults, injected, killed_at
from tests.tasklist.plans import content as plan_content
from tests.test_scratch import gone, names, start
from tests.updating.edits import replaced
from ygt_docs.golden.store import Store
from ygt_docs.intake import import_file
from ygt_docs.problems import UserError
from ygt_docs.project import Project
from ygt_docs.starting import start as start_new
from ygt_docs.together import put_right
from ygt_docs.updating import prepare_update

Tree = dict[str, bytes]
PLAN = "学校"
_DRAFT = "云溪县水务局关于测试的通知\n\n各乡镇：\n请认真执行。\n\n　　　　　　　　云溪县水务局\n　　　　　　　　2026年5月6日\n"


def tree(folder: Path) -> Tree:
    """Every file below `folder` but the book of numbers, whose bytes tell when it was written."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if "登记簿" not in name}


def office(folder: Path) -> Path:
    """A content folder below `folder`: the notice a, the plan 学校, which has no number yet; and draft.txt beside it."""
    write_notice(folder / "content", "a")
    plan_content(folder)
    (folder / "draft.txt").write_text(_DRAFT, encoding="utf-8")
    return folder / "content"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan's Word file with an edit for notice.yaml and one for tasks.yaml."""
    folder = tmp_path_factory.mktemp("edited")
    path = folder / "edited.docx"
    path.write_bytes(made(PLAN, office(folder))[1])
    document = docx.Document(str(path))
    replaced("现印发给你们", "现印发给你们，请认真执行")(document)
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    cell = next(cell for cell in cells if "新建实验小学" in cell.text)
    cell.paragraphs[0].runs[0].text = cell.text.replace("实验小学", "第二小学")
    for run in cell.paragraphs[0].runs[1:]:
        run.text = ""
    document.save(str(path))
    return path


def _import(folder: Path, project: Project, edited: Path) -> Callable[[], object]:
    return lambda: import_file(folder / "draft.txt", "b", folder / "content", project, False, False)


def _new(folder: Path, project: Project, edited: Path) -> Callable[[], object]:
    import datetime

    (folder / "content" / "organs.yaml").unlink()
    return lambda: start_new("c", "汇编", folder / "content", project, datetime.date(2026, 5, 6))


def _update(folder: Path, project: Project, edited: Path) -> Callable[[], object]:
    update = prepare_update(edited, PLAN, folder / "content", project)
    assert len(update.changes) == 2
    return lambda: update.write(update.changes)


def _accept(folder: Path, project: Project, edited: Path) -> Callable[[], object]:
    store = Store(folder / "content" / "goldens")
    store.save("a", {"a.html": "一\n", "a.txt": "一\n"}, "环境一\n", "一")
    return lambda: store.save("a", {"a.html": "二\n", "a.txt": "二\n"}, "环境二\n", "二")


WRITERS = {"import": _import, "new": _new, "update": _update, "golden": _accept}


@pytest.mark.parametrize("name", WRITERS)
def test_several_files_of_a_command_are_all_there_or_none(
    project: Project, tmp_path: Path, edited: Path, name: str, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """Killed at every call (usually at a sample of them), what the next command finds is the old state or the new."""
    content = office(tmp_path)
    work = WRITERS[name](tmp_path, project, edited)
    kept = shutil.copytree(content, tmp_path / "kept")
    before, calls = tree(content), Faults(content, -1, 0, False)
    with injected(calls):
        work()
    after = tree(content)
    assert len({item for item in before.keys() | after.keys() if before.get(item) != after.get(item)}) > 1
    states = []
    for number in sorted(rng.sample(range(calls.calls), count(12, calls.calls))):
        shutil.rmtree(content)
        shutil.copytree(kept, content)
        assert killed_at(number, content, work)
        put_right(content)
        found = tree(content)
        assert found in (before, after), number
        states.append(found == after)
        if found == before:
            assert not killed_at(calls.calls + 1, content, work)  # the retry
        assert tree(content) == after
    assert False in states


@pytest.mark.parametrize("name", WRITERS)
def test_a_disk_that_refuses_leaves_all_or_none(
    project: Project, tmp_path: Path, edited: Path, name: str, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """Every call refused, once and for ever, and another one while that is put right: told, unchanged, repaired."""
    content = office(tmp_path)
    work = WRITERS[name](tmp_path, project, edited)
    kept = shutil.copytree(content, tmp_path / "kept")
    before, calls = tree(content), Faults(content, -1, 0, False)
    with injected(calls):
        work()
    after = tree(content)
    cases = list(itertools.product(range(calls.calls), ERRORS, (False, True)))
    for case in rng.sample(cases, count(12, len(cases))):
        shutil.rmtree(content)
        shutil.copytree(kept, content)
        first = Faults(content, *case)
        told = _refused(first, work)
        _refused(Faults(content, rng.randrange(40), case[1], case[2]), partial(put_right, content))
        put_right(content)
        assert _without_own(tree(content)) == (before if told else after), first
        if told:
            work()
        assert _without_own(tree(content)) == after, first


def _refused(faults: Faults, work: Callable[[], object]) -> bool:
    """Whether `work`, met by `faults`, is told of in words."""
    with injected(faults):
        try:
            work()
        except (UserError, OSError):  # the guard of the commands has words for an OSError
            return True
    return False


def _without_own(found: Tree) -> Tree:
    """The files but those that a process which lives could not remove; its end lets the next command do so."""
    return {name: data for name, data in found.items() if "/." not in f"/{name}"}


@dataclass(frozen=True)
class Killed:
    """A command that is ended by force; `whole`: its files in the folder `where` are all there or none.

    `again`: the exit codes of the same command given again after that. `own`: it works on the project it stands in.
    """

    words: tuple[str, ...]
    whole: bool = True
    again: tuple[int, ...] = (0,)
    where: str = "content"
    own: bool = False


_CONTENT = ("--content", "content")
COMMANDS = {
    "build": Killed(("build", *_CONTENT, "--out", "out", "--force")),
    "import": Killed(("import", "draft.txt", "--name", "b", *_CONTENT), again=(0, 1)),
    "new": Killed(("new", "c", "--kind", "汇编", *_CONTENT), again=(0, 1, 2)),
    "update": Killed(("import", "edited.docx", "--update", PLAN, "--yes", *_CONTENT)),
    "number": Killed(("number", PLAN, *_CONTENT), whole=False),
    "issue": Killed(("issue", "a", "--date", "2026-05-06", *_CONTENT, "--out", "out"), whole=False),
    "register": Killed(
        ("register", "reserve", "云政文", "--year", "2026", "--purpose", "测试", "--until", "2026-12-31", *_CONTENT),
        whole=False,
    ),
    "tasks": Killed(("tasks", PLAN, *_CONTENT, "--out", "lists")),
    "sheet": Killed(("sheet", "a", *_CONTENT, "--out", "out"), whole=False),
    "golden": Killed(("golden", "--accept", "a", "--reason", "测试"), where="tests/golden", own=True),
    "proof": Killed(("proof", "edited.docx", *_CONTENT), again=(0, 1)),
}


@pytest.fixture
def short(edited: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a short path that holds an office, the edited Word file, and an empty temporary folder t/."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office(folder)
        shutil.copy(edited, folder / "edited.docx")
        (folder / "t").mkdir()
        monkeypatch.setenv("YGT_DOCS_DATA", str(folder / "data"))
        monkeypatch.delenv("CI", raising=False)  # where goldens are not accepted
        yield folder


def _run(project: Project, folder: Path, *words: str) -> tuple[str, int, float]:
    begun = time.monotonic()
    process = start(project, folder, *words)
    said = process.communicate()[0]
    assert "Traceback" not in said, said
    return said, process.returncode, time.monotonic() - begun


def _kill(process: subprocess.Popen[str], seconds: float) -> bool:
    """End `process` after that time; whether it still ran."""
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert gone(process.pid) == []
    return process.returncode == -signal.SIGKILL


def _at_home(project: Project, folder: Path) -> Project:
    """A copy of the project that stands in `folder` and has the content there."""
    for part in ("bootstrap", "ygt_docs", "templates", "schema"):
        shutil.copytree(project.root / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tasks.py", "requirements.lock"):
        shutil.copy(project.root / name, folder / name)
    return Project(folder, project.cache)


def test_a_killed_command_leaves_nothing_behind(
    project: Project, short: Path, count: Callable[[int, int], int], rng: random.Random
) -> None:
    """After it and the next command: no process, no temporary file, nothing half done; the same command then works."""
    kept = shutil.copytree(short, short / "kept", ignore=shutil.ignore_patterns("kept"))
    home = _at_home(project, short)
    for name in rng.sample(sorted(COMMANDS), count(1, len(COMMANDS))):
        command, landed = COMMANDS[name], 0
        chosen, folder = (home, short) if command.own else (project, short / name)
        after, seconds = _whole(chosen, kept, folder, command)
        for number in range(count(1, 60)):
            # a book of numbers that is put back to what it was would be found out: each office has a place of its own
            folder = short if command.own else short / f"{name}{number}"
            before = _made_ready(kept, folder, command)
            landed += _kill(start(chosen, folder, *command.words), seconds * (0.1 + 0.8 * rng.random()))
            assert _run(project, folder, "list", *_CONTENT)[1] == 0
            where = folder / command.where
            put_right(where)  # `list` does so in content/
            assert names(folder / "t") == []
            found = tree(where)
            assert [item for item in found if "/." in f"/{item}"] == []
            assert found in (before, after) or not command.whole, name
            if number % 6 == 0:
                said, code, _ = _run(chosen, folder, *command.words)
                assert code in command.again, (name, said)
                assert tree(where).keys() == after.keys()
                assert names(folder / "t") == []
        print(f"{name}: {landed} kills landed")


def _made_ready(kept: Path, folder: Path, command: Killed) -> Tree:
    """An office in `folder` as it was at first; the files of the folder that `command` changes."""
    if command.own:
        shutil.rmtree(folder / command.where, ignore_errors=True)
        shutil.copytree(kept / "content", folder / "content", dirs_exist_ok=True)
    else:
        shutil.copytree(kept, folder)
    (folder / command.where).mkdir(parents=True, exist_ok=True)
    return tree(folder / command.where)


def _whole(project: Project, kept: Path, folder: Path, command: Killed) -> tuple[Tree, float]:
    """What `command` makes when nobody ends it, and how many seconds it takes."""
    _made_ready(kept, folder, command)
    said, code, seconds = _run(project, folder, *command.words)
    assert code in command.again, said
    return tree(folder / command.where), seconds
