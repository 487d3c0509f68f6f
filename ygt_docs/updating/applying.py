"""Accepted changes put into the YAML, and the YAML read and composed again: it must print what was wanted."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.compose import compose
from ygt_docs.compose.flow import Decisions, Role
from ygt_docs.files import write_atomically
from ygt_docs.notice import load_content
from ygt_docs.notice.document import Document
from ygt_docs.notice.organs import ORGANS
from ygt_docs.problems import Problems
from ygt_docs.profile import Profile
from ygt_docs.project import Project
from ygt_docs.reading.line_ends import plain_lines
from ygt_docs.updating.blocks import Block, Kind, without_label
from ygt_docs.updating.body import BodyBuilder, Entry
from ygt_docs.updating.fixed import FixedParts, breaks_moved
from ygt_docs.updating.printed import Printed, printed_blocks
from ygt_docs.updating.table import TableBuilder
from ygt_docs.updating.tree import CannotPlaceError, Keys, Source, Tree
from ygt_docs.updating.values import Values
from ygt_docs.updating.writing import text_of

NOTICE = "notice.yaml"
_ROLES = frozenset(map(str, Role))


@dataclass(frozen=True)
class Setting:
    """What composing needs beside the document."""

    project: Project
    profile: Profile
    decisions: Decisions


@dataclass(frozen=True)
class Base:
    """The document as it stands: its files' texts by name, and what it prints."""

    document: Document
    texts: Mapping[str, str]
    setting: Setting

    def tree(self) -> Tree:
        """A fresh tree of all files."""
        shown = self.setting.project.shown
        sources = {name: Source(shown(self.document.folder / name), text) for name, text in self.texts.items()}
        return Tree(sources, NOTICE)

    def printed(self, tree: Tree) -> Printed:
        """What prints, with the places in `tree`."""
        flow = compose(self.document, self.setting.decisions, Problems(), self.setting.profile)
        return printed_blocks(flow, self.document, tree)


@dataclass(frozen=True)
class Wanted:
    """A block as it shall print: number `old` of what prints now (None: new), changed to `new` (None: as it is)."""

    old: int | None
    new: Block | None


def base_of(document: Document, setting: Setting) -> Base:
    """`document` with the texts of its own files."""
    files = dict.fromkeys(path for path in document.sources if path.parent == document.folder)
    return Base(document, {path.name: plain_lines(path.read_bytes()) for path in files}, setting)


def applied(base: Base, wanted: Sequence[Wanted]) -> dict[str, str]:
    """The texts of all files when the document shall print `wanted`, read again and verified.

    Raises CannotPlaceError where that cannot be had.
    """
    tree = base.tree()
    printed = base.printed(tree)
    entries = [Entry(None if item.old is None else printed.blocks[item.old], item.new) for item in wanted]
    gone = [block for number, block in enumerate(printed.blocks) if number not in {item.old for item in wanted}]
    notice = base.document.notice
    year = notice.number.year if notice.number else notice.date.year if notice.date else None
    _put(Values(tree, year), printed, entries, gone)
    texts = {name: text_of(source) for name, source in tree.sources.items()}
    _verify(base, texts, entries)
    return texts


def _put(values: Values, printed: Printed, entries: list[Entry], gone: list[Block]) -> None:
    fixed = FixedParts(values)
    bodies: dict[Keys, list[Entry]] = {}
    tables: dict[int, list[Entry]] = {}
    touched: set[Keys | int] = {body_of(block) or block.table for block in gone}
    for number, entry in enumerate(entries):
        block = entry.old or entry.new
        assert block is not None
        if block.kind is not Kind.PARAGRAPH:
            tables.setdefault(_table_of(entries, number), []).append(entry)
            continue
        base = body_of(block) if entry.old is not None else _body_around(entries, number)
        if base is not None:
            bodies.setdefault(base, []).append(entry)
        elif entry.old is None:
            around = [entries[place].old if 0 <= place < len(entries) else None for place in (number - 1, number + 1)]
            fixed.insert(block, around[0], around[1])
        elif entry.new is not None:
            fixed.change(entry)
    for block in gone:
        if block.kind is Kind.PARAGRAPH and body_of(block) is None:
            fixed.remove(block)
    fixed.finish()
    for base, own in bodies.items():
        if base in touched or any(_differs(entry) for entry in own):
            BodyBuilder(values, base).build(own)
    for table, own in tables.items():
        if table in touched or any(_differs(entry) for entry in own):
            TableBuilder(values, printed.tables[table]).build(own)
    if any(base not in bodies for base in touched if isinstance(base, tuple)):
        raise CannotPlaceError("正文会变成空的")


def _differs(entry: Entry) -> bool:
    return entry.new is not None


def body_of(block: Block) -> Keys | None:
    """The keys of the body that a paragraph belongs to; None: it is no part of one."""
    keys = block.keys
    for base in (("正文",), ("印发件", "正文")):
        if keys[:len(base)] == base:
            return base
    for base in (("附件",), ("印发件", "附件")):
        end = len(base) + 2
        if keys[:len(base)] == base and keys[end - 1:end] == ("正文",):
            return keys[:end]
    return None


def _body_around(entries: Sequence[Entry], number: int) -> Keys | None:
    """The body that a new paragraph belongs to: that of what stands before it, else of what comes after it."""
    block = entries[number].new
    assert block is not None
    if block.role in ("联系方式", "附注", "抄送机关", "印发机关和印发日期", "附件说明", "出席人员", "报送分送"):
        return None
    for places in (range(number - 1, -1, -1), range(number + 1, len(entries))):
        found = next((entries[place].old for place in places if entries[place].old is not None), None)
        if found is not None and body_of(found) is not None:
            return body_of(found)
    return None


def _table_of(entries: Sequence[Entry], number: int) -> int:
    own = entries[number].old
    if own is not None:
        return own.table
    for places in (range(number - 1, -1, -1), range(number + 1, len(entries))):
        found = next((entries[place].old for place in places if entries[place].old is not None), None)
        if found is not None and found.kind is not Kind.PARAGRAPH:
            return found.table
    raise CannotPlaceError("新加的表格没有地方放，只能在任务清单里加行")


def _verify(base: Base, texts: Mapping[str, str], entries: Sequence[Entry]) -> None:
    """Read `texts` as strictly as any file and compose them: they must print `entries`."""
    folder = base.document.folder
    with tempfile.TemporaryDirectory() as room:
        content = Path(room) / "content"
        for name, text in texts.items():
            write_atomically(content / folder.name / name, text.encode())
        organs = folder.parent / ORGANS
        if organs.is_file():
            write_atomically(content / ORGANS, organs.read_bytes())
        loaded = load_content(content, base.setting.project, folder.name).documents
        document = loaded[0].document if loaded else None
        if document is None:
            found = loaded[0].problems.errors if loaded else []
            raise CannotPlaceError("改完的 YAML 读不通过：" + "；".join(item.message for item in found[:2]))
        again = Base(document, texts, base.setting)
        blocks = again.printed(again.tree()).blocks
    if len(blocks) != len(entries):
        raise CannotPlaceError("改完以后印出的段落与 Word 文件对不上")
    for entry, block in zip(entries, blocks, strict=True):
        if not _prints(entry, block):
            raise CannotPlaceError(f"改完以后印出的是「{_short(block.text)}」，与 Word 文件的「{_short(entry.text)}」对不上")


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"


def _same_role(wanted: Block, block: Block) -> bool:
    """Whether a paragraph still is what it was in Word: the same words as a heading or as text are two things."""
    return wanted.role == block.role or wanted.role not in _ROLES


def _prints(entry: Entry, block: Block) -> bool:
    wanted = entry.new or entry.old
    assert wanted is not None
    if wanted.kind is not block.kind:
        return False
    if block.kind in (Kind.PARAGRAPH, Kind.GROUP):
        same = block.text == wanted.text or (bool(block.label) and without_label(wanted.text)[1] == block.bare) or (
            bool(block.label) and wanted.text == block.bare)
        moved = entry.new is not None and entry.old is not None and entry.new.lines != () and breaks_moved(
            entry.old, entry.new) and block.lines != entry.new.lines
        return same and not moved and _same_role(wanted, block)
    first = 0 if block.kind is Kind.HEAD else 1
    return len(block.cells) == len(wanted.cells) and all(
        one.merged or not two.text if two.merged else [without_label(item)[1] or item for item in one.paragraphs] ==
        [without_label(item)[1] or item for item in two.paragraphs]
        for one, two in zip(wanted.cells[first:], block.cells[first:], strict=True))
