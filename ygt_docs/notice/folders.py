"""Which folders of content/ are documents: those with a notice.yaml, and those that were meant to have one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind, Notice
from ygt_docs.notice.registering import FINALS
from ygt_docs.notice.suggest import near, nearest
from ygt_docs.problems import Place, Problem, Problems, problem
from ygt_docs.project import Call, Project
from ygt_docs.reading import MarkedList, MarkedMap, Text, read_tree
from ygt_docs.reading.text import quote
from ygt_docs.walking import below, is_regular, meant_name, not_utf8, readable

NOTICE = "notice.yaml"
# Looked for before a file is parsed: reading every document of a large folder only to find the collections is slow.
_LIKE_A_COLLECTION = re.compile(r"文种\W*汇编".encode())


class Loaded(Protocol):
    """What loading a folder gives."""

    @property
    def document(self) -> Document | None:
        """What was read; None when it has an error."""


def members_of(
    notice: Notice, folder: Path, load: Callable[[Path], Loaded], problems: Problems, call: Call
) -> tuple[Document, ...]:
    """The documents that the collection `notice` names, in its order; what cannot be bound is a problem at its name.

    `folder` is the collection's own; `load` reads another folder, without members of its own; `call` gives the commands
    that cures name.
    """
    if notice.collection is None:
        return ()
    found = []
    for name in _checked(notice.collection.members, folder, problems):
        document = load(folder.parent / name).document
        if document is None:
            problems.add("N184", name.place, found=quote(name), command=call.build(name))
        elif document.notice.kind is Kind.COLLECTION:
            problems.add("N183", name.place, found=quote(name))
        else:
            found.append(document)
    return tuple(found)


def _checked(names: list[Text], folder: Path, problems: Problems) -> Iterator[Text]:
    seen: set[str] = set()
    known = sorted(
        item.parent.name
        for item in folder.parent.glob(f"*/{NOTICE}")
        if item.parent != folder and not item.parent.name.startswith(".")
    )
    for name in names:
        if name in seen:
            problems.add("N182", name.place, found=quote(name))
        elif name not in known:
            problems.add(
                "N181",
                name.place,
                found=quote(name),
                names="、".join(known) or "还没有别的公文",
                hint=near(name, known, "是不是想写「{}」？"),
            )
        else:
            yield name
        seen.add(name)


def member_folders(folder: Path, project: Project) -> tuple[Path, ...]:
    """The folders that the document in `folder` binds, as far as they exist; empty for what is no collection.

    Faults of the file are not reported: loading does that.
    """
    file = folder / NOTICE
    try:
        if not is_regular(file) or _LIKE_A_COLLECTION.search(file.read_bytes()) is None:
            return ()
    except OSError:
        return ()
    tree = read_tree(file, project.shown(file), Problems())
    collection = None if tree is None else tree.get("汇编")
    names = collection.get("篇目") if isinstance(collection, MarkedMap) else None
    listed = names if isinstance(names, MarkedList) else names.lines() if isinstance(names, Text) else []
    folders = [folder.parent / name for name in listed if isinstance(name, Text) and not set(name) & set("/\\:")]
    return tuple(item for item in folders if is_regular(item / NOTICE))


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
