"""One folder of content, read: the notice, its organs, and the place of everything in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ygt_docs.notice.model import Notice, Organ
from ygt_docs.notice.units import UnitBook
from ygt_docs.problems import NOWHERE, Place
from ygt_docs.project import Call, this_project

Key = str | int


def _usual() -> Call:
    """The folders of a command without options."""
    project = this_project()
    return Call(project, project.root / "content")


@dataclass(frozen=True)
class Document:
    """A notice and what belongs to it.

    `name` is the folder's name; `organs` are those that `notice.organs` names, in that order; `sources` are all files
    that were read for it, organs.yaml among them; `locate` gives the place of a value by its YAML keys, across the
    files that a value was read from, such as `locate("成文日期")` or `locate("印发件", "附件", 0, "名称")` (a key
    that is absent gives the place of the nearest part that exists). `members` are the documents that a collection
    (汇编) binds, in its order. `units` knows the units of the content folder by all their names; `call` are the
    folders of the command that read it, which the cures of its problems name.
    """

    name: str
    folder: Path
    notice: Notice
    organs: tuple[Organ, ...]
    sources: tuple[Path, ...]
    locate: Callable[..., Place] = lambda *keys: NOWHERE
    members: tuple[Document, ...] = ()
    units: UnitBook = field(default_factory=UnitBook)
    call: Call = field(default_factory=_usual)
