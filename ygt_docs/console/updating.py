"""`import --update`: shows each change, asks for it on a terminal, and says what became of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ygt_docs.building.options import WrongUse
from ygt_docs.console.commands import (
    FAULTY,
    FINE,
    call_of,
    file_typed,
    project_path,
    show,
    user_path,
)
from ygt_docs.problems import Place, problem
from ygt_docs.project import this_project

if TYPE_CHECKING:
    from ygt_docs.updating import Update
    from ygt_docs.updating.changes import Change

_YES, _NO, _ALL, _STOP = "y", "n", "a", "q"


def update(file: str, name: str, content: str, take_all: bool, others: bool) -> int:
    """Bring the changes of an edited Word file back into the YAML of `name`; `others`: options that do not fit."""
    if others or not name:
        raise WrongUse([problem("U107", file=file, name=name or "公文名称")])
    from ygt_docs.console.registering import refuse_issued
    from ygt_docs.updating import prepare_update

    path = file_typed(file)
    project = this_project()
    refuse_issued(name, project_path(content, "content"))
    prepared = prepare_update(path, name, project_path(content, "content"), project)
    again = call_of(content).update(user_path(file), name, take_all=True)
    if not prepared.changes:
        show(prepared.problems)
        show([problem("U306")])
        return FINE
    taken = _sure(prepared, path) if take_all else _ask(prepared, again)
    return FAULTY if taken is None else _write(prepared, taken, call_of(content).build(name))


def _sure(prepared: Update, path: Path) -> list[Change]:
    """The changes that --yes takes: never one that would undo a change of the YAML."""
    sure = [change for change in prepared.changes if not change.conflict]
    _list(sure)
    for change in prepared.changes:
        if change.conflict:
            yaml, word = change.sides
            prepared.problems.add(
                "U309",
                Place(prepared.base.setting.project.shown(path)),
                where=change.where,
                what=change.what,
                yaml=yaml,
                word=word,
            )
    return sure


def _write(prepared: Update, taken: Sequence[Change], build: str) -> int:
    """Write what was taken; `build`: the command that comes next."""
    show(prepared.problems)
    if not taken:
        print("没有接受任何改动，没有写入任何文件。")
        return FINE
    for written in prepared.write(taken):
        print(f"已写入 {prepared.base.setting.project.shown(Path(written))}")
    left = len(prepared.found.changes) - len(taken)
    print(f"写回 {len(taken)} 处改动，{left} 处没有写回。现在运行 {build} 重新生成。")
    return FINE


def _list(changes: Sequence[Change]) -> None:
    for number, change in enumerate(changes, start=1):
        print(f"【{number}/{len(changes)}】{change}")


def _ask(prepared: Update, again: str) -> list[Change] | None:
    """The changes that the person at the terminal takes; None where nobody can be asked (`again`: what to run then)."""
    changes = prepared.changes
    if not sys.stdin.isatty():
        _list(changes)
        show([*prepared.problems, problem("U104", command=again)], sys.stderr)
        return None
    taken: list[Change] = []
    take_rest = False
    for number, change in enumerate(changes, start=1):
        print(f"【{number}/{len(changes)}】{change}")
        if take_rest and not change.conflict:
            taken.append(change)
            continue
        answer = _answer()
        if answer == _STOP:
            break
        if answer in (_YES, _ALL):
            taken.append(change)
        take_rest = take_rest or answer == _ALL
    return taken


def _answer() -> str:
    """What was typed: y, n, a or q; the end of the input is q."""
    while True:
        try:
            typed = (
                input("写回吗？y 写回，n 不写，a 这一处和以后的全部写回（两边都改过的仍逐处问），q 以后的都不写：")
                .strip()
                .lower()
            )
        except EOFError:
            return _STOP
        if typed in (_YES, _NO, _ALL, _STOP):
            return typed
