"""Every command with every option that takes a path, as a path that cannot be worked with: words, never a traceback."""

from __future__ import annotations

import os
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
_ENGLISH = re.compile(r"Traceback|Error|[Pp]ermission|[Nn]o such|exists|[Nn]ot a |[Ii]s a |too long|[Ii]nvalid|denied")
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
    "proof --content": ("proof", "a", "--content", "{}", "--out", "out"),
    "proof --out": ("proof", "a", "--content", "content", "--out", "{}"),
    "build --only": ("build", "--only", "{}", "--content", "content", "--out", "out"),
    "new --like": ("new", "c", "--like", "{}", "--content", "content"),
    "number": ("number", "{}", "--content", "content"),
    "number --content": ("number", "学校", "--content", "{}"),
    "issue": ("issue", "{}", "--date", "2026-05-06", "--content", "content", "--out", "out"),
    "issue --content": ("issue", "a", "--date", "2026-05-06", "--content", "{}", "--out", "out"),
    "issue --out": ("issue", "a", "--date", "2026-05-06", "--content", "content", "--out", "{}"),
    "sheet": ("sheet", "{}", "--content", "content", "--out", "out"),
    "sheet --content": ("sheet", "a", "--content", "{}", "--out", "out"),
    "sheet --out": ("sheet", "a", "--content", "content", "--out", "{}"),
    "register --content": ("register", "list", "--content", "{}"),
    "register reserve": ("register", "enter", "云政文〔2026〕9号", "--title", "甲", "--content", "{}"),
    "register gaps": ("register", "gaps", "--content", "{}"),
    "register audit": ("register", "audit", "--content", "{}"),
    "register show --out": ("register", "show", "a", "--content", "content", "--out", "{}"),
    "register --xlsx": ("register", "export", "--xlsx", "{}", "--content", "content"),
    "register --csv": ("register", "export", "--csv", "{}", "--content", "content"),
    "register --pdf": ("register", "list", "--pdf", "{}", "--content", "content"),
    "register import": ("register", "import", "{}", "--content", "content"),
    "register backup": ("register", "backup", "{}", "--content", "content"),
    "register restore": ("register", "restore", "{}", "--content", "content"),
    "tasks": ("tasks", "{}", "--content", "content", "--out", "lists"),
    "tasks --content": ("tasks", "学校", "--content", "{}", "--out", "lists"),
    "tasks --out": ("tasks", "学校", "--content", "content", "--out", "{}"),
    "tasks --ledger": ("tasks", "学校", "--ledger", "2026-03", "--content", "content", "--out", "{}"),
    "tasks --keep": ("tasks", "学校", "--by", "unit", "--keep", "{}", "--content", "content"),
    "tasks --from": ("tasks", "学校", "--from", "{}", "--content", "content"),
    "tasks --xlsx": ("tasks", "学校", "--xlsx", "{}", "--content", "content"),
    "tasks --ics": ("tasks", "学校", "--ics", "{}", "--content", "content"),
    "tasks --collect": ("tasks", "学校", "--collect", "{}", "--month", "2026-03", "--content", "content"),
    "golden --accept": ("golden", "--accept", "{}", "--reason", "测试"),
}
_SUFFIX = {"register --xlsx": ".xlsx", "register --csv": ".csv", "register --pdf": ".pdf", "register backup": ".zip"}
_SUFFIX |= {"tasks --xlsx": ".xlsx", "tasks --ics": ".ics"}


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
    "a link to a folder outside": lambda folder: (folder / "out-link").symlink_to(folder.parent / "data") or "out-link",
    "a link to a file outside": lambda folder: (folder / "link.docx").symlink_to(__file__) or "link.docx",
    "a pipe": lambda folder: os.mkfifo(folder / "pipe") or "pipe",
    "below a folder that may not be looked into": lambda folder: _closed(folder, 0) + "/x/y",
    "below a folder that may not be written to": lambda folder: _closed(folder, 0o555) + "/y",
    "the home of nobody": lambda folder: "~nobody-here/x",
    "a device": lambda folder: "/dev/null",
    "a name of one space": lambda folder: " ",
}


def _state(folder: Path) -> dict[str, bytes]:
    """What a refused command may not change: everything but the book of numbers, its own folder and what is closed."""
    found = {}
    for path in folder.rglob("*"):
        kept = not any(part in ("out", "closed") or part.startswith(("登记簿", ".")) for part in path.parts)
        if kept and path.is_file() and os.access(path, os.R_OK):
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_no_path_is_a_traceback(
    project: Project,
    tmp_path: Path,
    command: str,
    count: Callable[[int, int], int],
    rng: random.Random,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The command does its work, or says once, with a code and in Chinese, what is wrong; then nothing has changed."""
    monkeypatch.setenv("YGT_DOCS_DATA", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    rng.seed(command)  # other paths for each command
    for kind in rng.sample(list(PATHS), count(1, len(PATHS))):
        folder = tmp_path / kind.replace(" ", "-")
        plan_content(folder)
        write_notice(folder / "content", "a")
        (folder / "draft.txt").write_text("云溪县人民政府关于测试的通知\n\n各乡镇：\n请认真执行。\n", encoding="utf-8")
        path, before = PATHS[kind](folder), _state(folder)
        if not os.path.exists(folder / path):
            path += _SUFFIX.get(command, "")
        done = invoke(project, folder, *(word.format(path) for word in COMMANDS[command]))
        said = done.stdout + done.stderr
        if (folder / "closed").is_dir():
            (folder / "closed").chmod(0o755)
        assert _ENGLISH.search(said) is None, (kind, said)
        assert "缺陷" not in said, (kind, said)
        assert done.returncode in (0, 1, 2), (kind, said)
        errors = _CODE.findall(said)
        assert len(errors) == (0 if done.returncode == 0 else 1), (kind, said)
        if errors:
            assert _state(folder) == before, (kind, said)
