"""Every command with every option that takes a path, as a path that cannot be worked with: words, never a traceback."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building.fakes import write_notice
from tests.building.hostile import invoke
from tests.tasklist.plans import content as plan_content
from ygt_docs.project import Project

_CODE = re.compile(r"错误 [A-Z][0-9]{3} ")
COMMANDS = {
    "build --content": ("build", "--out", "out", "--content", "{}"),
    "build --out": ("build", "--content", "content", "--out", "{}"),
    "list --content": ("list", "--content", "{}"),
    "import": ("import", "{}", "--name", "b", "--content", "content"),
    "import --content": ("import", "draft.txt", "--name", "b", "--content", "{}"),
    "import --update": ("import", "{}", "--update", "a", "--content", "content"),
    "import --name": ("import", "draft.txt", "--name", "{}", "--content", "content"),
    "new": ("new", "{}", "--kind", "通知", "--content", "content"),
    "new --content": ("new", "c", "--kind", "通知", "--content", "{}"),
    "proof": ("proof", "{}"),
    "proof --out": ("proof", "a", "--content", "content", "--out", "{}"),
    "build --only": ("build", "--only", "{}", "--content", "content", "--out", "out"),
    "new --like": ("new", "c", "--like", "{}", "--content", "content"),
    "number": ("number", "{}", "--content", "content"),
    "number --content": ("number", "学校", "--content", "{}"),
    "issue --content": ("issue", "a", "--content", "{}", "--out", "out"),
    "issue --out": ("issue", "a", "--content", "content", "--out", "{}"),
    "sheet --out": ("sheet", "a", "--content", "content", "--out", "{}"),
    "register --content": ("register", "list", "--content", "{}"),
    "register --xlsx": ("register", "list", "--xlsx", "{}", "--content", "content"),
    "register --csv": ("register", "list", "--csv", "{}", "--content", "content"),
    "register --pdf": ("register", "list", "--pdf", "{}", "--content", "content"),
    "register import": ("register", "import", "{}", "--content", "content"),
    "register backup": ("register", "backup", "{}", "--content", "content"),
    "register restore": ("register", "restore", "{}", "--content", "content"),
    "tasks": ("tasks", "{}", "--content", "content", "--out", "lists"),
    "tasks --content": ("tasks", "学校", "--content", "{}", "--out", "lists"),
    "tasks --out": ("tasks", "学校", "--content", "content", "--out", "{}"),
    "tasks --from": ("tasks", "学校", "--from", "{}", "--content", "content"),
    "tasks --xlsx": ("tasks", "学校", "--xlsx", "{}", "--content", "content"),
    "tasks --ics": ("tasks", "学校", "--ics", "{}", "--content", "content"),
    "tasks --collect": ("tasks", "学校", "--collect", "{}", "--content", "content"),
}


def _closed(folder: Path, mode: int) -> str:
    path = folder / "closed"
    path.mkdir()
    write_notice(path, "a")
    path.chmod(mode)
    return "closed"


def _unreadable(folder: Path) -> str:
    path = folder / "closed.docx"
    path.write_bytes(b"x")
    path.chmod(0)
    return path.name


PATHS: dict[str, Callable[[Path], str]] = {
    "too long": lambda folder: "a" * 300,
    "too long in Chinese": lambda folder: "云" * 90,
    "too long on the whole": lambda folder: "/".join(["a" * 200] * 30),
    "under a file": lambda folder: "draft.txt/x",
    "a file": lambda folder: "draft.txt",
    "a folder": lambda folder: "content",
    "a folder that may not be written to": lambda folder: _closed(folder, 0o555),
    "a folder that may not be looked into": lambda folder: _closed(folder, 0),
    "a file that may not be read": _unreadable,
    "a link that leads nowhere": lambda folder: (folder / "nowhere").symlink_to("no") or "nowhere",
    "a link in a circle": lambda folder: (folder / "circle").symlink_to("circle") or "circle",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_path_is_a_traceback(
    project: Project,
    tmp_path: Path,
    command: str,
    count: Callable[[int, int], int],
    rng: random.Random,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Either the command does its work, or it ends with 1 or 2 and an error with a code; never as if it were a bug."""
    monkeypatch.setenv("YGT_DOCS_DATA", str(tmp_path / "data"))
    rng.seed(command)  # other paths for each command
    for kind in rng.sample(list(PATHS), count(1, len(PATHS))):
        folder = tmp_path / kind.replace(" ", "-")
        plan_content(folder)
        write_notice(folder / "content", "a")
        (folder / "draft.txt").write_text("云溪县人民政府关于测试的通知\n\n各乡镇：\n请认真执行。\n", encoding="utf-8")
        path = PATHS[kind](folder)
        done = invoke(project, folder, *(word.format(path) for word in COMMANDS[command]))
        said = done.stdout + done.stderr
        assert "Traceback" not in said, (kind, said)
        assert "缺陷" not in said, (kind, said)
        assert done.returncode in (0, 1, 2), kind
        assert (done.returncode == 0) or _CODE.search(said), (kind, said)
        if (folder / "closed").is_dir():
            (folder / "closed").chmod(0o755)
