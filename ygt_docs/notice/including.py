"""Values that name a file of the folder (正文: plan.yaml) are replaced by what it says; the first line of a file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote

from ygt_docs.notice.beside import Beside
from ygt_docs.notice.blocks import Picture, TextBlock
from ygt_docs.notice.cells import Cell, is_sheet, title_row
from ygt_docs.notice.fields import FILE_NAME, Model
from ygt_docs.notice.forms import Form
from ygt_docs.notice.model import Appendix, Body, Goals, Notice, Organs, Steps, TaskTable
from ygt_docs.notice.registering import Policies, Progress, TaskIds
from ygt_docs.notice.shape import child, expected_of
from ygt_docs.notice.suggest import near
from ygt_docs.notice.tables import Table
from ygt_docs.notice.units import Units
from ygt_docs.problems import Place, Problems
from ygt_docs.project import Project
from ygt_docs.reading import MarkedList, MarkedMap, Node, Text, Unread, read_text_file, read_tree
from ygt_docs.reading.source import MAX_BYTES, MAX_BYTES_OF_TABLE
from ygt_docs.reading.text import quote
from ygt_docs.walking import is_regular, readable

SCHEMAS: dict[type[Model], str] = {
    Notice: "notice",
    Body: "plan",
    Goals: "goals",
    Steps: "steps",
    TaskTable: "tasks",
    Organs: "organs",
    Units: "units",
    Progress: "progress",
    TaskIds: "task-ids",
    Policies: "register",
}
_HEADER = re.compile(r"#\s*yaml-language-server:\s*\$schema=(\S+)\s*")


def schema_file(project: Project, model: type[Model]) -> Path:
    """Where the schema of `model` lies. Raises KeyError for a model that no file of its own holds."""
    return project.root / "schema" / f"{SCHEMAS[model]}.schema.json"


def header_for(path: Path, model: type[Model], project: Project) -> str:
    """The first line of the content file `path`, which holds `model`; '' for a file outside the project.

    From there the road to the schema would lead through folders of this machine and end nowhere on another one.
    """
    if _is_inside(path, project):
        return _header(path, model, project)
    return ""


def _is_inside(path: Path, project: Project) -> bool:
    return path.resolve().is_relative_to(project.root.resolve())


def _header(path: Path, model: type[Model], project: Project) -> str:
    target = os.path.relpath(schema_file(project, model), path.parent)
    address = target.replace(os.sep, "/").replace("%", "%25").replace(" ", "%20")  # it ends at a space
    return "# yaml-language-server: $schema=" + address


def check_header(path: Path, model: type[Model], project: Project, problems: Problems) -> None:
    """Add a 提示 when the first line of `path` names no schema, or another one than that of `model`.

    A file outside the project may name none, or name it by any road: only the schema's name is compared there.
    """
    if not is_regular(path):
        return  # the reader has said so already
    try:
        with path.open("rb") as file:
            first = file.readline(1000).split(b"\r")[0].decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        return  # the reader has said so already
    match = _HEADER.fullmatch(first)
    if match is None and not _is_inside(path, project):
        return
    wanted = schema_file(project, model)
    address = unquote(match[1]) if match is not None else ""
    if address.rsplit("/", 1)[-1] == wanted.name:
        named = Path(os.path.normpath(path.parent / address))
        if named == wanted or not _is_inside(path, project):
            return
    problems.add("N126", Place(project.shown(path), 1, 1), header=_header(path, model, project))


# A single word with the ending of a file: somebody expects its content to be printed, not its name.
_LOOKS_LIKE_A_FILE = re.compile(r"\S{1,80}[.。．](txt|md|docx?|wps|pdf|xlsx?|et|csv|html?|rtf|ya?ml)", re.IGNORECASE)
_LONGEST_NAME = 255  # bytes: what file systems take
# These always stand in a file of their own when a text is given; a Body may also be plain text.
_ALWAYS_FILES: tuple[type[Model], ...] = (Goals, Steps, TaskTable)


class Includer:
    """Reads the files of one document's folder, each at most once per place that names it."""

    def __init__(self, folder: Path, project: Project, problems: Problems) -> None:
        self._folder = folder
        self._project = project
        self._problems = problems
        self.sources: list[Path] = []
        self._beside = Beside(folder, project, problems, self.sources)

    def read(self, name: str, model: type[Model]) -> MarkedMap | None:
        """The tree of the file `name` of the folder, which should hold `model`; None when it cannot be read."""
        problems = self._problems_of(name)
        path = self._folder / name
        if problems is None:
            return None
        most = MAX_BYTES_OF_TABLE if model in (TaskTable, Table) else MAX_BYTES
        return read_tree(path, self._project.shown(path), problems, expected_of(model), most)

    def _problems_of(self, name: str) -> Problems | None:
        """Where the problems of the file `name` go: told once, however often it is named; None: it may not be read."""
        path = self._folder / name
        if path.is_symlink() and not lies_in(self._folder, name):
            self._problems.add("N105", Place(self._project.shown(path)), found=quote(name))
            return None
        if path in self.sources:
            return Problems()
        self.sources.append(path)
        return self._problems

    def _read_part(self, model: type[Model], name: str) -> Node | None:
        """The tree of a file that holds `model`: a text may be a list."""
        if model is not Body:
            return self.read(name, model)
        problems = self._problems_of(name)
        path = self._folder / name
        if problems is None:
            return None
        return read_text_file(path, self._project.shown(path), problems, expected_of(model))

    def fill(self, model: type[Model], node: Node, chain: tuple[str, ...]) -> None:
        """Replace the file names below `node`, which has the shape of `model`; `chain` holds the files above."""
        if isinstance(node, MarkedList):
            of_items = TextBlock if model is Body else model  # a list in the place of a whole text
            for item in node:
                self.fill(of_items, item, chain)
        if not isinstance(node, MarkedMap):
            return
        self._read_beside(model, node)
        if model is Appendix:
            self._read_parts(node)
        for key, value in node.items():
            below = child(model, key)
            if below is None:
                continue
            if self._wrong_file(below, value):
                self._problems.add("N141", value.place, found=quote(value), right=self._right_name(value))
                node[key] = Unread(value, value.place)
            elif below is Picture and isinstance(value, Text) and not isinstance(value, Unread):
                node[key] = self._beside.picture(value)
            elif issubclass(below, Table | Form) and is_sheet(value):
                node[key] = self._sheet(below, value, MarkedMap(value.place))
            elif _names_file(below, value):
                node[key] = self._included(below, value, chain)
            else:
                self.fill(below, value, chain)

    def _read_beside(self, model: type[Model], node: MarkedMap) -> None:
        """Read the file that `node`, a table, a form or a picture, names: sheets and pictures are no YAML."""
        if issubclass(model, Table | Form):
            key = "来源"
        elif issubclass(model, Picture):
            key = "文件"
        else:
            key = "图"
        name = node.get(key)
        if (
            not issubclass(model, Table | Form | Picture | Cell)
            or not isinstance(name, Text)
            or isinstance(name, Unread)
        ):
            return
        if not issubclass(model, Table | Form):
            node[key] = self._beside.picture(name)
            return
        node[key] = self._sheet(model, name, node)

    def _sheet(self, model: type[Model], name: Text, node: MarkedMap) -> Text:
        """The sheet file `name` of a table or form, read as the other keys of `node` say."""
        found = self._beside.sheet(name, node.get("工作表"), node.get("区域"), framed=issubclass(model, Form))
        no_head = found.content is None or "表头" in node or issubclass(model, Form)
        title = None if no_head else title_row(found.content)
        if title is not None:
            self._problems.add("N633", title)
        return found

    def _read_parts(self, node: MarkedMap) -> None:
        """Read the files that an appendix names: its pages (附页), and what is sent apart (文件)."""
        typed = node.get("附页")
        if isinstance(typed, Text) and not isinstance(typed, Unread):
            typed = MarkedList(typed.place, [typed])
        if isinstance(typed, MarkedList):
            pages: list[Node] = []
            for item in typed:
                is_name = isinstance(item, Text) and not isinstance(item, Unread)
                pages.append(self._beside.pages(item) if is_name else item)
            node["附页"] = MarkedList(typed.place, pages)
        apart = node.get("文件") if node.get("另发") == "是" else None  # else 另发 is what is missing (N641)
        if isinstance(apart, Text) and not isinstance(apart, Unread):
            node["文件"] = self._beside.copied(apart)

    def _wrong_file(self, model: type[Model], value: Node) -> bool:
        """Whether `value` names a file that is no YAML file, or the stem of one that lies in the folder."""
        if not isinstance(value, Text) or isinstance(value, Unread) or FILE_NAME.fullmatch(value) is not None:
            return False
        if model is not Body and model not in _ALWAYS_FILES:
            return False
        return _LOOKS_LIKE_A_FILE.fullmatch(value) is not None or (
            len(value.encode("utf-8")) < _LONGEST_NAME - 5
            and not set(value) & set("/\\:\n\0")
            and (self._folder / f"{value}.yaml").is_file()
        )

    def _right_name(self, name: Text) -> str:
        stem = re.split(r"[.。．]", name)[0]
        if (self._folder / f"{stem}.yaml").is_file():
            return f"{stem}.yaml"
        return "plan.yaml"

    def _included(self, model: type[Model], name: Text, chain: tuple[str, ...]) -> Node:
        found = self._checked(name, chain)
        tree = None if found is None else self._read_part(model, found)
        if found is None or tree is None:
            return Unread(name, name.place)
        check_header(self._folder / found, model, self._project, self._problems)
        self.fill(model, tree, (*chain, found))
        return tree

    def _checked(self, name: Text, chain: tuple[str, ...]) -> str | None:
        """`name` when it may be read; None when not, with a problem."""
        if any(mark in name for mark in "/\\:"):
            self._problems.add("N105", name.place, found=quote(name))
        elif name in chain:
            self._problems.add("N107", name.place, found=quote(name), chain=" → ".join((*chain, name)))
        elif len(name.encode("utf-8")) > _LONGEST_NAME or not os.path.lexists(self._folder / name):
            files = sorted(item.name for item in self._folder.glob("*.yaml") if item.name not in chain)
            self._problems.add(
                "N106", name.place, found=quote(name), files=_listed(files), hint=near(name, files, "改成 {}，或")
            )
        elif (self._folder / name).is_file() and not lies_in(self._folder, name):
            self._problems.add("N105", name.place, found=quote(name))
        else:
            return str(name)
        return None


def lies_in(folder: Path, name: str) -> bool:
    """False for a symbolic link out of `folder`; one that leads in a circle is for the reader to tell."""
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def _listed(files: list[str]) -> str:
    if files:
        return "文件夹里有：" + "、".join(map(readable, files))
    return "文件夹里也没有别的 .yaml 文件"


def _names_file(model: type[Model], value: Node) -> bool:
    if not isinstance(value, Text) or isinstance(value, Unread):
        return False
    return model in _ALWAYS_FILES or (model is Body and FILE_NAME.fullmatch(value) is not None)
