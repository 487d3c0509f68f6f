"""Reads content/: the organs, and each folder that holds a notice.yaml."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ygt_docs.notice.claims import Claim, claims_of
from ygt_docs.notice.document import Document
from ygt_docs.notice.finding import guessed_key, place_at, validate, value_at
from ygt_docs.notice.folders import NOTICE, bad_name, cannot_be_a_document, check_names, look, members_of
from ygt_docs.notice.including import Includer, check_header
from ygt_docs.notice.left import tell_blank_task_tables, what_is_left
from ygt_docs.notice.meant import says_none
from ygt_docs.notice.model import PLAIN_KINDS, Kind, Notice, Organ, Organs
from ygt_docs.notice.organs import ORGANS, pick, read_organs, read_units
from ygt_docs.notice.registering import REGISTER
from ygt_docs.notice.shape import keys_of
from ygt_docs.notice.suggest import near
from ygt_docs.notice.units import UNITS, UnitBook
from ygt_docs.problems import Place, Problem, Problems
from ygt_docs.project import Call, Project
from ygt_docs.reading import MarkedList, MarkedMap, Node, Text, Unread
from ygt_docs.reading.text import quote
from ygt_docs.walking import readable, reason

_NAME = re.compile(r"[^\W_][\w-]{0,99}")
_LONGEST = 225  # bytes, 75 Chinese characters: a file of the document adds up to 30 (.附件12.待改.docx) to its name
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])")
_SAID_ONLY_IF_THERE: tuple[tuple[str, ...], ...] = (
    ("份号",),
    ("保密期限",),
    ("签发人",),
    ("主送机关",),
    ("附注",),
    *(("联系", key) for key in ("联系人", "电话", "传真", "邮箱", "地址")),
    *(("版记", key) for key in ("抄送", "印发机关")),
)
_YEAR = re.compile(r"([0-9]{4})(?:[-年].*)?")


# What is absent, unknown or not printed by its kind: an appendix without content, a title, an organ, a key too many,
# a value that its key does not take.
_LAID_OUT = frozenset({"N111", "N119", "N121", "N124", "N125", "N129", "N130"})


@dataclass(frozen=True)
class LoadedDocument:
    """One folder of content: what was read and what is wrong with it.

    `document` is None when `problems` holds an 错误 with which nothing can be laid out; with any other it becomes a
    document that must be mended (待改). `left` is what can be laid out where `document` is None (None: nothing):
    the document without the values that are wrong, for pages to look at and for nothing else. `sources` are the files
    that were read or looked for, `claims` the numbers that no other document may bear.
    """

    name: str
    folder: Path
    document: Document | None
    problems: Problems
    sources: tuple[Path, ...]
    claims: tuple[Claim, ...] = ()
    left: Document | None = None


@dataclass(frozen=True)
class Content:
    """All documents that were asked for, by name, and the problems that belong to none of them (organs.yaml, strays).

    `organs` is None when organs.yaml is missing or faulty. `units` knows the units of 单位.yaml and of organs.yaml.
    """

    documents: tuple[LoadedDocument, ...]
    problems: Problems
    organs: Organs | None
    units: UnitBook = field(default_factory=UnitBook)


def load_content(content: Path, project: Project, only: str | None = None, out: Path | None = None) -> Content:
    """Every document of the folder `content`, or the one called `only` (None: all); nothing is raised for bad input.

    `out` is the output folder of the command that asks, which the commands in its cures name (None: it has none).
    """
    surveyed = survey(content, project, only, out)
    documents = tuple(surveyed.load(name) for name in surveyed.names)
    if not surveyed.has_organs and any(needs_organs(item.problems) for item in documents):
        surveyed.problems.extend(surveyed.without_organs)
    return Content(documents, surveyed.problems, surveyed.organs, surveyed.units)


@dataclass(frozen=True)
class Survey:
    """What `content` holds, before any document of it is read: the `names` that were asked for, sorted.

    `problems` are those that belong to no document. `without_organs`: what is wrong where a document needs organs.yaml
    and `has_organs` is False. `organs` and `units` as in :class:`Content`.
    """

    names: tuple[str, ...]
    problems: Problems
    call: Call
    organs: Organs | None = None
    units: UnitBook = field(default_factory=UnitBook)
    has_organs: bool = False
    without_organs: Problems = field(default_factory=Problems)

    def load(self, name: str) -> LoadedDocument:
        """The document `name`."""
        return _with_units(_load(self.call.content / name, self.organs, self.call), self.units)


def survey(content: Path, project: Project, only: str | None = None, out: Path | None = None) -> Survey:
    """What is in the folder `content`, of which `only` is wanted (None: all); arguments as for :func:`load_content`."""
    problems, call = Problems(), Call(project, content, out)
    if not content.is_dir():
        problems.add("N101", Place(project.shown(content)))
        return Survey((), problems, call)
    try:
        folders = _folders(content, project, problems, only)
    except OSError as error:
        problems.add("Y102", Place(project.shown(content)), reason=reason(error))
        return Survey((), problems, call)
    # What is wrong with organs.yaml belongs to no document; a manuscript alone does not need the file at all.
    organ_problems = Problems()
    organs = read_organs(content, project, organ_problems)
    has_organs = os.path.lexists(content / ORGANS)
    if has_organs:
        problems.extend(organ_problems)
    units = UnitBook.of(read_units(content, project, problems), organs)
    names = tuple(folder.name for folder in folders)
    return Survey(names, problems, call, organs, units, has_organs, organ_problems)


def _with_units(loaded: LoadedDocument, units: UnitBook) -> LoadedDocument:
    if loaded.document is None:
        return loaded
    return replace(loaded, document=replace(loaded.document, units=units))


def needs_organs(found: Iterable[Problem]) -> bool:
    """Whether a document in which `found` was found names an organ that organs.yaml should have."""
    return any(item.code == "N125" for item in found)


def _folders(content: Path, project: Project, problems: Problems, only: str | None) -> list[Path]:
    found = look(content)
    with_notice = found.documents
    if only is not None:
        if only not in with_notice:
            problems.add(
                "N108",
                Place(project.shown(content)),
                found=quote(only),
                names="、".join(with_notice) or "还没有公文",
                hint=near(only, with_notice, "是不是想写「{}」？"),
            )
        return [content / only] if only in with_notice else []
    problems.extend(bad_name(content / name, project) for name in found.unnameable)
    _strays(content, found.others, project, problems)
    if not with_notice:
        problems.add("N102", Place(project.shown(content)))
    return [content / name for name in with_notice]


def _strays(content: Path, without: tuple[str, ...], project: Project, problems: Problems) -> None:
    for name in without:
        problems.add("N103", Place(project.shown(content / name)), found=name)
    for item in sorted(content.iterdir()):
        if item.suffix.lower() in (".yaml", ".yml") and item.name not in (ORGANS, UNITS, REGISTER) and item.is_file():
            problems.add("N109", Place(project.shown(item)), found=readable(item.name))


def _load(folder: Path, organs: Organs | None, call: Call, within: bool = False) -> LoadedDocument:
    """The document of `folder`; `within` a collection it is read without members of its own."""
    problems, project, organs_file = Problems(), call.project, call.content / ORGANS
    name = folder.name
    if not valid_name(name):
        problems.add("N104", Place(project.shown(folder)), found=name)
    refusal = cannot_be_a_document(folder, project)
    if refusal is not None:
        problems.extend([refusal])
        return LoadedDocument(name, folder, None, problems, (folder / NOTICE, organs_file))
    check_names(folder, project, problems)
    includer = Includer(folder, project, problems)
    tree = includer.read(NOTICE, Notice)
    check_header(folder / NOTICE, Notice, project, problems)
    notice: Notice | None = None
    picked: tuple[Organ, ...] = ()
    known: dict[str, object] = {}
    if tree is not None:
        includer.fill(Notice, tree, (NOTICE,))
        known = {"year": year_of(tree), "code": _code_of(tree, organs)}
        tell_blank_task_tables(tree, problems)
        notice = validate(Notice, tree, problems, known)
        picked = _organs(tree, organs, problems)
        _check_nothing(tree, problems)
    if notice is not None and notice.collection is not None and problems.errors:
        notice = None  # what is bound is not known
    _unused(folder, includer, project, problems)
    sources = (*includer.sources, organs_file)
    members: tuple[Document, ...] = ()
    if notice is not None and notice.collection is not None and not within:
        members = members_of(notice, folder, lambda other: _load(other, organs, call, True), problems, call)
        sources += tuple(source for member in members for source in member.sources)
    document, left = None, None
    if tree is not None:
        locate = partial(_locate, tree)
        if notice is not None and all(map(_can_be_laid_out, problems.errors)):
            document = Document(name, folder, notice, picked, sources, locate, members, call=call)
        elif valid_name(name):
            rest = what_is_left(Notice, tree, known)
            left = None if rest is None else Document(name, folder, rest, picked, sources, locate, call=call)
    return LoadedDocument(name, folder, document, problems, sources, claims_of(tree), left)


def _can_be_laid_out(item: Problem) -> bool:
    """Whether the rest of the document can be shown in spite of an error: what a file beside it says is left out."""
    return item.code in _LAID_OUT or item.code.startswith("X")


def _locate(tree: MarkedMap, *keys: str | int) -> Place:
    return place_at(tree, keys)


def valid_name(name: str) -> bool:
    """Whether a document's folder may be called `name`: letters, digits, - and _, the same on every system,
    and not too long for the files that are named after it."""
    return (
        _NAME.fullmatch(name) is not None
        and len(name.encode()) <= _LONGEST
        and unicodedata.normalize("NFKC", name) == name
        and _RESERVED.fullmatch(name) is None
    )


def _organs(tree: MarkedMap, organs: Organs | None, problems: Problems) -> tuple[Organ, ...]:
    typed: Node = tree.get("发文机关")
    if typed is None:
        kind = tree.get("文种")
        meant = any(guessed_key(Notice, tree, key) == "发文机关" for key in tree if key not in keys_of(Notice))
        if kind in [str(item) for item in Kind if item not in PLAIN_KINDS] and not meant:
            known = "、".join(organ.name for organ in organs.organs[:3]) if organs else ""
            first = organs.organs[0].name if organs and organs.organs else "某某县人民政府"
            problems.add("N124", tree.place, kind=kind, organ=first, known=f"名录里有：{known}；" if known else "")
        return ()
    names = typed if isinstance(typed, MarkedList) else [typed]
    return pick([name for name in names if isinstance(name, Text) and not isinstance(name, Unread)], organs, problems)


def _check_nothing(tree: MarkedMap, problems: Problems) -> None:
    """A word that says there is nothing (无) would be printed as if it were something."""
    for keys in _SAID_ONLY_IF_THERE:
        value = value_at(tree, keys)
        if isinstance(value, MarkedList) and len(value) == 1:
            typed = value[0]
        else:
            typed = value
        if isinstance(typed, Text) and not isinstance(typed, Unread) and says_none(typed):
            problems.add("N146", typed.place, key=keys[-1], found=quote(typed))


def _code_of(tree: MarkedMap, organs: Organs | None) -> str | None:
    """The code of the organ that leads the document; None where organs.yaml gives none."""
    typed = tree.get("发文机关")
    name = typed[0] if isinstance(typed, MarkedList) and typed else typed
    if organs:
        for organ in organs.organs:
            if organ.name == name:
                return organ.code
        return None
    return None


def year_of(tree: MarkedMap) -> int | None:
    """The year that dates without one belong to: that of the 发文字号, else of the 成文日期; None when neither says."""
    number = tree.get("发文字号")
    for value in (number.get("年份") if isinstance(number, MarkedMap) else None, tree.get("成文日期")):
        match = _YEAR.fullmatch(value) if isinstance(value, Text) else None
        if match is not None and int(match[1]):
            return int(match[1])
    return None


def _unused(folder: Path, includer: Includer, project: Project, problems: Problems) -> None:
    for item in sorted(folder.iterdir()):
        if item.suffix.lower() in (".yaml", ".yml") and item not in includer.sources and not item.name.startswith("."):
            problems.add("N139", Place(project.shown(item)), found=readable(item.name))
