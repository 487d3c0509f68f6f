"""The documents that a collection (汇编) binds: other folders of the same content folder, named in 篇目."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Kind, Notice
from ygt_docs.notice.suggest import near
from ygt_docs.problems import Problems
from ygt_docs.project import Call, Project
from ygt_docs.reading import MarkedList, MarkedMap, Text, read_tree
from ygt_docs.reading.words import quote
from ygt_docs.walking import is_regular

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
