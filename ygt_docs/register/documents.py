"""What content/ says of its numbers (巡查): which document bears which, what the book knows of it, and who came later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ygt_docs.notice.claims import Claim, Yearly, claims_of
from ygt_docs.notice.folders import NOTICE, look
from ygt_docs.notice.including import Includer
from ygt_docs.notice.model import Notice
from ygt_docs.notice.numbers import Number
from ygt_docs.notice.shape import expected_of
from ygt_docs.problems import NOWHERE, Place, Problem, Problems, UserError, problem
from ygt_docs.project import Call, Project
from ygt_docs.reading import MarkedList, MarkedMap, Node, Text, Unread, read_tree
from ygt_docs.register.entry import Entry, EntryState
from ygt_docs.register.journal import Book

# The columns of the book that stand in notice.yaml as they are, by their keys there.
_FACTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "标题": (("标题",), ("纪要", "名称"), ("简报", "名称")),
    "文种": (("文种",),),
    "发文机关": (("发文机关",), ("简报", "编印单位"), ("作者",)),
    "成文日期": (("成文日期",),),
    "印发日期": (("版记", "印发日期"),),
    "签发人": (("签发人",), ("登记", "签发")),
    "主送": (("主送机关",),),
    "抄送": (("版记", "抄送"), ("简报", "抄送")),
    "密级": (("密级",),),
    "保密期限": (("保密期限",),),
    "紧急程度": (("紧急程度",),),
    "公开属性": (("信息公开", "公开属性"),),
    "份数": (("登记", "印发份数"), ("简报", "共印")),
    "承办科室": (("登记", "承办科室"),),
    "拟稿人": (("登记", "拟稿人"),),
    "核稿": (("登记", "核稿"),),
    "存档": (("登记", "存档"),),
    "签收": (("登记", "签收"),),
    "保管期限": (("登记", "保管期限"),),
    "内部文号": (("登记", "内部文号"),),
    "计划内外": (("登记", "计划内外"),),
    "归卷日期": (("登记", "归卷日期"),),
    "归入卷号": (("登记", "归入卷号"),),
    "备注": (("登记", "备注"),),
}
# What is no part of a document's content: the numbers themselves, and what may change at any time.
_NOT_CONTENT: tuple[tuple[str, ...], ...] = (
    ("登记",),
    ("统一登记号",),
    ("发文字号", "顺序号"),
    ("命令", "令号"),
    ("公告号", "序号"),
    ("纪要", "次数"),
    ("简报", "期号"),
    ("简报", "总期号"),
)
_NAME_OF_A_TASK = "编号"


@dataclass(frozen=True)
class Seen:
    """A document as the book sees it: the numbers it bears, the columns of the book, its ticket ("": none)."""

    name: str
    claims: tuple[Claim, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    ticket: str = ""
    place: Place = NOWHERE

    @property
    def title(self) -> str:
        """Its title, "" where it has none."""
        return self.facts.get("标题", "")


def look_over(content: Path, project: Project) -> dict[str, Seen]:
    """Every document of `content` by name, as far as it can be read; what is wrong with it is told by a build."""
    found: dict[str, Seen] = {}
    for name in look(content).documents:
        found[name] = see(content / name, project)
    return found


def see(folder: Path, project: Project, surely: bool = False) -> Seen:
    """The document in `folder`, as far as its notice.yaml can be read.

    `surely`: raises UserError (Y102) where the file is there and cannot be read, instead of seeing a document without
    numbers and ticket.
    """
    path, problems = folder / NOTICE, Problems()
    tree = read_tree(path, project.shown(path), problems, expected_of(Notice))
    unread = _unread(problems)
    if unread and surely:
        raise UserError(unread)
    if tree is None:
        return Seen(folder.name, place=Place(project.shown(path)))
    ticket = _text(_at(tree, ("登记", "凭证")))
    return Seen(folder.name, claims_of(tree), facts_of(tree), ticket, Place(project.shown(path), 1))


def facts_of(tree: MarkedMap) -> dict[str, str]:
    """The columns of the book that a notice.yaml fills."""
    facts = {}
    for column, roads in _FACTS.items():
        for keys in roads:
            text = _text(_at(tree, keys), "" if column == "标题" else "，")
            if text:
                facts[column] = text
                break
    appendices = tree.get("附件")
    if isinstance(appendices, MarkedList):
        facts["附件"] = str(len(appendices))
    return facts


def digest_of(folder: Path, project: Project) -> str:
    """The digest of what the document in `folder` says: its YAML as it reads, and the other files that it names.

    Comments, layout, 登记 and 编号 are no part of it, nor are its numbers: they are known by themselves. Raises UserError
    (Y102) where a file is there and cannot be read: nobody knows then what it says.
    """
    problems = Problems()
    includer = Includer(folder, project, problems)
    tree = includer.read(NOTICE, Notice)
    if tree is not None:
        includer.fill(Notice, tree, (NOTICE,))
    said = _content(tree, ())
    unread = _unread(problems)
    if unread:
        raise UserError(unread)
    others = sorted(path for path in set(includer.sources) if path.suffix.lower() not in (".yaml", ".yml"))
    files = []
    for path in others:
        files.append([path.name, _hash(path)])
    text = json.dumps([said, files], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _unread(problems: Problems) -> list[Problem]:
    """Those that say that a file is there and cannot be read."""
    return [item for item in problems if item.code == "Y102"]


def still_says(digest: str, folder: Path, project: Project) -> bool:
    """Whether the document in `folder` can be read and has this `digest`."""
    try:
        return digest_of(folder, project) == digest
    except UserError:
        return False


def _hash(path: Path) -> str:
    """The hash of a file ("": there is none), read in pieces: a page image may be large."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _content(node: Node, keys: tuple[str, ...]) -> Any:
    if isinstance(node, MarkedMap):
        said = {}
        for key, value in node.items():
            if (*keys, key) not in _NOT_CONTENT and key != _NAME_OF_A_TASK:
                said[str(key)] = _content(value, (*keys, key))
        return said
    if isinstance(node, MarkedList):
        found = []
        for item in node:
            found.append(_content(item, (*keys, "")))
        return found
    return str(node) if isinstance(node, Text) else None


def _at(tree: Node, keys: tuple[str, ...]) -> Node:
    node = tree
    for key in keys:
        node = node.get(key) if isinstance(node, MarkedMap) else None
    return node


def _text(value: Node, between: str = "，") -> str:
    """A text, or a list of texts, in one line."""
    if isinstance(value, Text) and not isinstance(value, Unread):
        return between.join(line.strip() for line in value.split("\n") if line.strip())
    if isinstance(value, MarkedList):
        return between.join(text for text in map(_text, value) if text)
    return ""


@dataclass(frozen=True)
class Judged:
    """What the book says of the numbers that documents bear.

    `holders` names for each number the document that has it; `found` are the errors of those that have no right to one.
    `fresh` are the claims that no one made before, `renamed` those whose document the book knows by another name.
    """

    holders: Mapping[Number, str]
    found: Mapping[str, list[Problem]]
    fresh: tuple[tuple[str, Claim], ...]
    renamed: tuple[tuple[str, Entry], ...]


class Judge:
    """Holds the numbers that documents bear against the book."""

    def __init__(self, book: Book, content: Path, project: Project, yearly: Yearly) -> None:
        self._book, self._content, self._project, self._yearly = book, content, project, yearly
        self._holders: dict[Number, str] = {}
        self._found: dict[str, list[Problem]] = {}
        self._fresh: list[tuple[str, Claim]] = []
        self._renamed: list[tuple[str, Entry]] = []

    def judge(self, claims: Mapping[str, Iterable[Claim]]) -> Judged:
        """What is to be said of `claims`, by the names of their documents."""
        bearers: dict[Number, list[tuple[str, Claim]]] = {}
        for name, own in claims.items():
            for claim in own:
                bearers.setdefault(claim.number(self._yearly), []).append((name, claim))
        for number, those in bearers.items():
            entry = self._book.entries.get(number)
            if entry is None:
                self._nobody_had(those)
            elif entry.state is EntryState.VOID:
                for name, claim in those:
                    self._wrong(name, "R401", claim, found=str(number), why=entry.reason)
            elif entry.state is EntryState.RESERVED:
                self._reserved(entry, those)
            else:
                self._somebody_has(entry, those)
        return Judged(self._holders, self._found, tuple(self._fresh), tuple(self._renamed))

    def _nobody_had(self, those: list[tuple[str, Claim]]) -> None:
        if len(those) == 1:
            self._fresh.append(those[0])

    def _reserved(self, entry: Entry, those: list[tuple[str, Claim]]) -> None:
        if len(those) == 1 and entry.document in ("", those[0][0]):
            self._fresh.append(those[0])
            return
        for name, claim in those:
            self._wrong(name, "R402", claim, found=str(entry.number), purpose=entry.purpose)

    def _somebody_has(self, entry: Entry, those: list[tuple[str, Claim]]) -> None:
        holder = entry.document
        names = [name for name, _ in those]
        if holder not in names:
            same = [name for name in names if self._is_same(entry, name)]
            if len(same) == 1:
                holder = same[0]
                self._renamed.append((holder, entry))
        if holder in names:
            self._holders[entry.number] = holder
        for name, claim in those:
            if name != holder:
                self._wrong(name, "R403", claim, found=str(entry.number), holder=self._called(entry, holder))

    def _is_same(self, entry: Entry, name: str) -> bool:
        """Whether the document `name` is the one that the book means, under another name."""
        seen = see(self._content / name, self._project)
        if entry.document and seen.title and seen.title == entry.fact("标题"):
            return True
        if (
            not entry.document
        ):  # taken on paper: whoever has the same title, or the only one where none was written down
            return entry.fact("标题") in ("", seen.title)
        return bool(entry.digest) and still_says(entry.digest, self._content / name, self._project)

    def _called(self, entry: Entry, holder: str) -> str:
        title = entry.fact("标题")
        named = f"{self._project.shown(self._content / holder)}" if holder else "线下占用"
        return f"{named}《{title}》" if title else named

    def _wrong(self, name: str, code: str, claim: Claim, **words: str) -> None:
        call = Call(self._project, self._content)
        self._found.setdefault(name, []).append(problem(code, claim.place, key=claim.key, name=name, run=call, **words))
