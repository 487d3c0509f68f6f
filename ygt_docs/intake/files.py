"""Writes the trees as content files: all of them or none, with the doubts as comments beside the values."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.files import discard_folder, publish_folder, write_atomically
from ygt_docs.intake.context import Node, Tree, plain
from ygt_docs.intake.doubts import Doubts
from ygt_docs.intake.organs import Entry, with_organs
from ygt_docs.notice.fields import Model
from ygt_docs.notice.header import header_for
from ygt_docs.notice.loader import valid_name
from ygt_docs.notice.model import Body, Goals, Notice, Steps, TaskTable
from ygt_docs.notice.writer import Keys, write_tree
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.reading.source import MAX_BYTES

_MODELS: dict[str, type[Model]] = {"notice": Notice, "plan": Body, "goals": Goals, "steps": Steps, "tasks": TaskTable}
_OURS = re.compile(rf"({'|'.join(_MODELS)})(-[0-9]+)?\.yaml")
_ORGAN_COMMENT = "由导入的草稿得来，请核对全称和机关代字"


@dataclass(frozen=True)
class Written:
    """The files that were written, and what is to be said about organs.yaml."""

    files: tuple[Path, ...]
    problems: Problems


def check_target(name: str, content: Path, project: Project, force: bool) -> None:
    """Raises UserError for a name that is no folder name (I107), or a folder that is there without `force` (I108)."""
    if not valid_name(name):
        raise UserError([problem("I107", name=name)])
    folder = content / name
    if folder.exists() and not force:
        raise UserError([problem("I108", Place(project.shown(folder)), folder=project.shown(folder))])


def write_files(trees: Mapping[str, Tree], doubts: Doubts, organs: list[Entry], folder: Path,
                project: Project) -> Written:
    """Write `trees` into `folder` in one step, then `organs` into organs.yaml beside it.

    Raises UserError with nothing written when a file grows too large to be read back (I109), organs.yaml has errors,
    or the disk refuses.
    """
    in_order = sorted(trees, key=lambda name: (list(_MODELS).index(_stem(name)), name))
    texts = {name: _text(name, trees[name], doubts, folder, project) for name in in_order}
    too_large = [name for name, text in texts.items() if len(text.encode()) > MAX_BYTES]
    if too_large:
        raise UserError([problem("I109", Place(project.shown(folder / name)), file=name) for name in too_large])
    organs_file = with_organs(folder.parent, organs, _ORGAN_COMMENT, project)
    _publish(texts, folder)
    files = [folder / name for name in texts]
    if organs_file.text is not None:
        write_atomically(organs_file.path, organs_file.text.encode())
        files.append(organs_file.path)
    return Written(tuple(files), organs_file.problems)


def _publish(texts: Mapping[str, str], folder: Path) -> None:
    staged = _staging(folder)
    try:
        for name, text in texts.items():
            write_atomically(staged / name, text.encode())
        publish_folder(staged, folder, lambda name: _OURS.fullmatch(name) is not None)
    finally:
        discard_folder(staged)


def _staging(folder: Path) -> Path:
    """A folder of our own beside `folder`, on the same disk. Raises UserError (B1xx) where none can be made."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".import-", dir=folder.parent))
    except OSError as error:
        raise UserError([problem("B103", Place(folder.parent.name), path=folder.parent.as_posix(),
                                 found=error.strerror or str(error))]) from error


def _text(name: str, tree: Tree, doubts: Doubts, folder: Path, project: Project) -> str:
    model = _MODELS[_stem(name)]
    header = header_for(folder / name, model, project)
    return write_tree(plain(tree), model, header, _comments(tree, doubts))


def _stem(name: str) -> str:
    return re.split(r"[-.]", name)[0]


def _comments(tree: Tree, doubts: Doubts) -> dict[Keys, list[str]]:
    """The comment of each doubt, above the value that holds its character."""
    where: dict[int, Keys] = {}
    for keys, origins in _leaves(tree, ()):
        for origin in origins:
            where.setdefault(origin, keys)
    comments: dict[Keys, list[str]] = {}
    for doubt in doubts:
        if doubt.origin is not None and doubt.origin in where:
            comments.setdefault(where[doubt.origin], []).append(doubt.comment)
    return comments


def _leaves(node: Node, keys: Keys) -> Iterator[tuple[Keys, tuple[int, ...]]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*keys, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _leaves(value, (*keys, index))
    else:
        yield keys, getattr(node, "origins", ())
