"""Writes a number, its ticket and the days of a document into its notice.yaml, through the one editor, in one step."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from ygt_docs.editing import CannotPlaceError, Map, Scalar, Source, Tree, text_of
from ygt_docs.files import write_atomically
from ygt_docs.notice.folders import NOTICE
from ygt_docs.notice.model import Notice
from ygt_docs.problems import Place, UserError, problem
from ygt_docs.project import Project
from ygt_docs.reading.source import like_before, plain_lines

Value = str | int | datetime.date | None
Mark = tuple[tuple[str, ...], Value]
"""The keys of a value in notice.yaml, and what it is to be; None takes it out, and a key above that is left empty."""

TICKET = ("登记", "凭证")


def marked(folder: Path, marks: Sequence[Mark], project: Project) -> bytes:
    """notice.yaml of `folder` with `marks` in it; comments, order and layout stay. Nothing is written.

    Raises UserError (R411) where the file has no place for one of them.
    """
    path = folder / NOTICE
    before = path.read_bytes()
    source = Source(NOTICE, plain_lines(before))
    root = Tree({NOTICE: source}, NOTICE, Notice).root
    try:
        for keys, value in marks:
            _set(root, keys, value)
        return like_before(text_of(source), before)
    except CannotPlaceError as error:
        said = "；".join(f"{'.'.join(keys)}: {value}" for keys, value in marks if value is not None)
        raise UserError([problem("R411", Place(project.shown(path)), what=said, why=error.why)]) from error


def mark(folder: Path, marks: Sequence[Mark], project: Project) -> bool:
    """Write :func:`marked` to the disk; False where the file says all of it already. Raises UserError (R411, B1xx)."""
    data = marked(folder, marks, project)
    path = folder / NOTICE
    if data == path.read_bytes():
        return False
    write_atomically(path, data)
    return True


def _set(root: Map, keys: tuple[str, ...], value: Value) -> None:
    parents = [root]
    for key in keys[:-1]:
        below = parents[-1].entries.get(key)
        if not isinstance(below, Map):
            if value is None:
                return
            parents[-1].put(key, {keys[-1]: value} if key == keys[-2] else {})
            below = parents[-1].entries[key]
            assert isinstance(below, Map)
        parents.append(below)
    if value is None:
        _drop(parents, keys)
        return
    there = parents[-1].entries.get(keys[-1])
    if isinstance(there, Scalar) and there.span is not None:
        if there.value != str(value):
            there.lines = [str(value)]
    else:
        parents[-1].put(keys[-1], value)


def _drop(parents: list[Map], keys: tuple[str, ...]) -> None:
    for parent, key in zip(reversed(parents), reversed(keys), strict=True):
        parent.drop(key)
        if parent.entries:
            return
