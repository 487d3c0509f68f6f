"""Writes the trees as content files: all of them or none, with the doubts as comments beside the values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.files import names_in
from ygt_docs.intake.context import Node, Tree, plain
from ygt_docs.intake.draft import Doubts
from ygt_docs.intake.organs import Entry, with_organs
from ygt_docs.intake.report import REPORT
from ygt_docs.notice.fields import Model
from ygt_docs.notice.including import header_for
from ygt_docs.notice.loader import valid_name
from ygt_docs.notice.model import Body, Goals, Notice, Steps, TaskTable
from ygt_docs.notice.organs import ORGANS
from ygt_docs.notice.writer import Keys, write_tree
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.project import Project
from ygt_docs.reading.source import MAX_BYTES
from ygt_docs.together import write_all

_MODELS: dict[str, type[Model]] = {
    "notice": Notice,
    "plan": Body,
    "forwarded": Body,
    "goals": Goals,
    "steps": Steps,
    "tasks": TaskTable,
}
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


def write_files(
    trees: Mapping[str, Tree],
    pictures: Mapping[str, bytes],
    doubts: Doubts,
    organs: list[Entry],
    told: str,
    folder: Path,
    project: Project,
) -> Written:
    """Write `trees` and the `pictures` that they name into `folder` in one step, those of members (01/notice.yaml) into
    folders beside it, then `organs` into organs.yaml. `told` is the text of import.md.

    Raises UserError with nothing written when a file grows too large to be read back (I109), organs.yaml has errors,
    or the disk refuses.
    """
    in_order = sorted(trees, key=lambda name: (name.rpartition("/")[0], list(_MODELS).index(_stem(name)), name))
    texts = {_path(name, folder): _text(_path(name, folder), trees[name], doubts, project) for name in in_order}
    too_large = []
    for path, text in texts.items():
        if len(text.encode()) > MAX_BYTES:
            too_large.append(path)
    if too_large:
        raise UserError([problem("I109", Place(project.shown(path)), file=path.name) for path in too_large])
    texts[folder / REPORT] = told
    organs_file = with_organs(folder.parent, organs, _ORGAN_COMMENT, project)
    if organs_file.text is not None:
        texts[organs_file.path] = organs_file.text
    written = {path: text.encode() for path, text in texts.items()}
    for name, data in pictures.items():
        written[_path(name, folder)] = data
    write_all({**dict.fromkeys(_replaced(set(texts)), None), **written})
    files = list(written)
    problems = Problems(organs_file.problems)
    if not header_for(folder / "notice.yaml", Notice, project):
        problems.add("I309", Place(project.shown(folder)))
    return Written(tuple(files), problems)


def members(trees: Mapping[str, Tree], name: str) -> list[str]:
    """The folders that the members of the collection `name` go to; none where it is no collection."""
    found: list[str] = []
    for key in trees:
        if key.endswith("/notice.yaml"):
            found.append(_member(key, name))
    return found


def _member(key: str, name: str) -> str:
    return f"{name}-{key.rpartition('/')[0]}"


def _path(key: str, folder: Path) -> Path:
    if "/" in key:
        return folder.parent / _member(key, folder.name) / key.rpartition("/")[2]
    return folder / key


def _replaced(new: Set[Path]) -> list[Path]:
    """The files of an earlier import in the folders of `new` (--force) that are none of `new`."""
    folders = {path.parent for path in new if path.name != ORGANS}
    there = []
    for folder in sorted(folders):
        for name in names_in(folder):
            there.append(folder / name)
    found: list[Path] = []
    for path in there:
        if path not in new and (path.name == REPORT or _OURS.fullmatch(path.name)):
            found.append(path)
    return found


def _text(path: Path, tree: Tree, doubts: Doubts, project: Project) -> str:
    model = _MODELS[_stem(path.name)]
    header = header_for(path, model, project)
    return write_tree(plain(tree), model, header, _comments(tree, doubts))


def _stem(name: str) -> str:
    return re.split(r"[-.]", name.rpartition("/")[2])[0]


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
