"""Files beside the YAML that are no YAML (旁的文件): sheets and pictures are read where they are named.

A name that leads to such a file becomes a :class:`FileName`, which holds what the file says; rows of a sheet take the
place of typed ones, each cell with its place in the sheet.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Self

from ygt_docs.notice.suggest import near
from ygt_docs.problems import NOWHERE, Place, Problems
from ygt_docs.project import Project
from ygt_docs.reading import Text
from ygt_docs.reading.text import quote
from ygt_docs.walking import is_regular, readable, reason

_MOST_COPIED = 50_000_000  # bytes
_LONGEST_NAME = 255  # bytes: what file systems take


class FileName(Text):
    """The name of a file beside the YAML, and what it holds.

    `content` None: it could not be read, which has been said.
    """

    content: Any

    def __new__(cls, value: str, place: Place = NOWHERE, *, content: Any = None) -> Self:
        self = super().__new__(cls, value, place)
        self.content = content
        return self


def content_of(name: Text | None) -> Any:
    """What the file `name` holds; None where it could not be read, or nobody read it."""
    return getattr(name, "content", None)


class Beside:
    """The files beside the YAML of one document: each is found, and read within its folder alone."""

    def __init__(self, folder: Path, project: Project, problems: Problems, sources: list[Path]) -> None:
        """`sources` gets every file that is read."""
        self._folder = folder
        self._project = project
        self._problems = problems
        self._sources = sources

    def shown(self, name: str) -> str:
        """What messages call the file `name`."""
        return self._project.shown(self._folder / name)

    def sheet(self, name: Text, title: object, area: object, *, framed: bool) -> FileName:
        """`name` with its sheet `title`, or an `area` of it (None: the first one, and all of it).

        `framed`: it is a form, with blank cells at its edges.
        """
        from ygt_docs.docfiles.sheet import SUFFIXES, read_sheet  # few documents have a sheet

        data = self.data(name, SUFFIXES)
        if data is None:
            return FileName(name, name.place)
        wanted = {}
        for key, value in (("title", title), ("area", area)):
            if isinstance(value, Text):
                wanted[key] = str(value)
        found = Problems()
        sheet = read_sheet(data, self.shown(name), found, framed=framed, **wanted)
        self._problems.extend(found)
        return FileName(name, name.place, content=sheet)

    def picture(self, name: Text) -> FileName:
        """`name` with its picture."""
        from ygt_docs.docfiles.picture import SUFFIXES, read_picture  # few documents have a picture

        data = self.data(name, SUFFIXES)
        if data is None:
            picture = None
        else:
            picture = read_picture(data, str(name), self._problems, name.place)
        return FileName(name, name.place, content=picture)

    def pages(self, name: Text) -> FileName:
        """`name` with its pages, each a picture: those of a PDF, or a picture as one page."""
        from ygt_docs.docfiles.pages import SUFFIX, read_pages
        from ygt_docs.docfiles.picture import SUFFIXES, read_picture

        data = self.data(name, (SUFFIX, *SUFFIXES))
        if data is None:
            return FileName(name, name.place)
        if name.lower().endswith(SUFFIX):
            return FileName(name, name.place, content=read_pages(data, str(name), self._problems, name.place))
        picture = read_picture(data, str(name), self._problems, name.place)
        return FileName(name, name.place, content=None if picture is None else (picture,))

    def copied(self, name: Text) -> FileName:
        """`name` with its bytes, to be copied as they are."""
        data = self.data(name, ())
        if data is not None and len(data) > _MOST_COPIED:
            self._problems.add("X203", name.place, file=quote(name), most=_MOST_COPIED // 1_000_000)
            data = None
        return FileName(name, name.place, content=data)

    def data(self, name: Text, suffixes: tuple[str, ...]) -> bytes | None:
        """The bytes of the file `name`, one of those with `suffixes`; None: it cannot be had, and it is said why."""
        path = self._folder / name
        if any(mark in name for mark in "/\\:\0") or self._leads_out(path):
            self._problems.add("N105", name.place, found=quote(name))
            return None
        if len(name.encode("utf-8")) > _LONGEST_NAME or not os.path.lexists(path):
            self._missing(name, suffixes)
            return None
        if path not in self._sources:
            self._sources.append(path)
        if not is_regular(path):
            self._problems.add("X102", Place(self.shown(name)), reason="不是普通文件")
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            self._problems.add("X102", Place(self.shown(name)), reason=reason(error))
            return None

    def _leads_out(self, path: Path) -> bool:
        """Whether a symbolic link leads out of the folder."""
        try:
            return path.is_symlink() and not path.resolve().is_relative_to(self._folder.resolve())
        except (OSError, RuntimeError):
            return True

    def _missing(self, name: Text, suffixes: tuple[str, ...]) -> None:
        found = []
        for item in self._folder.iterdir():
            if item.is_file() and item.suffix != ".yaml":
                found.append(item)
        files = sorted(item.name for item in found if not suffixes or item.suffix.lower() in suffixes)
        shown = "、".join(map(readable, files)) or "没有这类文件"
        hint = near(name, files, "改成 {}，或")
        self._problems.add("X101", name.place, found=quote(name), files=shown, hint=hint)
