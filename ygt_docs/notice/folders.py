"""Which folders of content/ are documents: those that hold a notice.yaml, and those that were meant to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.notice.collecting import NOTICE
from ygt_docs.notice.registering import FINALS
from ygt_docs.notice.suggest import nearest
from ygt_docs.problems import Place, Problem, Problems, problem
from ygt_docs.project import Project
from ygt_docs.walking import below, meant_name, not_utf8, readable

_YAML = (".yaml", ".yml")
_PARTS = {"plan.yaml", "goals.yaml", "steps.yaml", "tasks.yaml"}


@dataclass(frozen=True)
class Folders:
    """The folders of content/ by name, sorted: `documents`, `others` without any YAML, and `unnameable` ones.

    A folder with a YAML file of another name or one that was saved as something else (notice.yaml.txt), and one that
    may not be looked into, are documents that cannot be read. The names of `unnameable` folders are no UTF-8: nothing
    can be built from them.
    """

    documents: tuple[str, ...]
    others: tuple[str, ...]
    unnameable: tuple[str, ...]


def look(content: Path) -> Folders:
    """The folders of `content`; hidden ones and the folder of issued files are left out.

    Raises OSError where `content` may not be read.
    """
    names = sorted(name for name in os.listdir(content) if not name.startswith(".") and os.path.isdir(content / name))
    names = [name for name in names if name != FINALS]
    named = [name for name in names if not not_utf8(name)]
    documents = []
    for name in named:
        if is_closed(content / name) or _meant_files(content / name):
            documents.append(name)
    return Folders(
        tuple(documents),
        tuple(name for name in named if name not in documents),
        tuple(name for name in names if not_utf8(name)),
    )


def is_closed(folder: Path) -> bool:
    """Whether the files of `folder` may not be listed and opened."""
    return not os.access(folder, os.R_OK | os.X_OK)


def cannot_be_a_document(folder: Path, project: Project) -> Problem | None:
    """Why nothing at all can be read from `folder` (None: its notice.yaml can be looked at)."""
    if is_closed(folder):
        return problem("Y102", Place(project.shown(folder)), reason="没有读取权限")
    if NOTICE in os.listdir(folder):
        return None
    return without_notice(folder, project)


def without_notice(folder: Path, project: Project) -> Problem:
    """The error of a folder without notice.yaml, at the file that was probably meant to be it."""
    files = []
    for name in _meant_files(folder):
        if not {name, Path(name).stem} & _PARTS:
            files.append(name)
    meant = nearest(NOTICE, files) or (files[0] if files else None)
    shown = readable(meant) if meant else ""
    hint = f"「{shown}」是不是 {NOTICE} 写错了文件名？改名为 {NOTICE}；" if meant else ""
    return problem("N191", Place(project.shown(folder / meant if meant else folder)), found=folder.name, hint=hint)


def check_names(folder: Path, project: Project, problems: Problems) -> None:
    """Add an error for each name below `folder` that is no UTF-8 (N190) and each folder that is closed (Y102)."""
    found = below(folder)
    for path in (*found.folders, *found.files):
        if not_utf8(path.name):
            problems.extend([bad_name(path, project)])
    for path in found.folders:
        if not path.name.startswith(".") and is_closed(path) and not path.is_symlink():
            problems.add("Y102", Place(project.shown(path)), reason="没有读取权限")


def bad_name(path: Path, project: Project) -> Problem:
    """The error of a file or folder whose name is no UTF-8."""
    meant = meant_name(path.name)
    hint = f"像是 GBK 编码的「{meant}」，" if meant else ""
    return problem("N190", Place(project.shown(path)), found=readable(path.name), hint=hint)


def _meant_files(folder: Path) -> list[str]:
    """The YAML files of `folder`, and files that an editor gave another ending, as it may hide endings from people."""
    return sorted(name for name in os.listdir(folder) if not name.startswith((".", "~$")) and _is_meant(name))


def _is_meant(name: str) -> bool:
    path = Path(name.lower())
    return (
        path.suffix in _YAML
        or Path(path.stem).suffix in _YAML
        or path.stem == Path(NOTICE).stem
        or str(path) == "notice"
    )
