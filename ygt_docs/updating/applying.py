"""Accepted changes put into the YAML, and the YAML read and composed again: it must print what was wanted."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ygt_docs.compose import compose, compose_volume, volumes
from ygt_docs.compose.articles import Level, typed_label
from ygt_docs.compose.decimals import typed_decimal
from ygt_docs.compose.flow import DIVISIONS, Decisions, Role
from ygt_docs.editing import CannotPlaceError, Keys, Source, Tree, text_of
from ygt_docs.elements.catalogue import LEVELS, OF_ROLE, OUTSIDE, TITLES
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.marks import role_under_title
from ygt_docs.files import write_atomically
from ygt_docs.notice import load_content
from ygt_docs.notice.document import Document
from ygt_docs.notice.model import Notice
from ygt_docs.notice.organs import ORGANS
from ygt_docs.problems import Problems
from ygt_docs.profile import Profile
from ygt_docs.project import Project
from ygt_docs.reading.source import plain_lines
from ygt_docs.updating.blocks import Block, CellText, Kind, block_of, without_label
from ygt_docs.updating.body import BodyBuilder, Entry, same_text
from ygt_docs.updating.fixed import FixedParts, breaks_moved
from ygt_docs.updating.grid import GridBuilder, drop_words, refuse_sheet
from ygt_docs.updating.names import group_of, put_names, rows_joined
from ygt_docs.updating.printed import Printed, TableOf, printed_blocks
from ygt_docs.updating.table import TableBuilder
from ygt_docs.updating.values import Values

NOTICE = "notice.yaml"
_YAML = (".yaml", ".yml")
_ROLES = frozenset(map(str, Role))
# Parts of a document that have a body.
_AROUND_BODY = frozenset({"正文", "印发件", "转发件", "附件"})


@dataclass(frozen=True)
class Setting:
    """What composing needs beside the document; `faults`: the codes of the errors that its YAML has already."""

    project: Project
    profile: Profile
    decisions: Decisions
    faults: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Base:
    """The document as it stands: its files' texts by name, and what it prints.

    `volume`: the number of the appendix bound separately (另册) that the edited file is; None: the document itself.
    """

    document: Document
    texts: Mapping[str, str]
    setting: Setting
    volume: int | None = None

    def tree(self) -> Tree:
        """A fresh tree of all files."""
        shown = self.setting.project.shown
        sources = {}
        for name, text in self.texts.items():
            sources[name] = Source(shown(self.document.folder / name), text)
        return Tree(sources, NOTICE, Notice)

    def printed(self, tree: Tree) -> Printed:
        """What prints, with the places in `tree`."""
        profile = self.setting.profile
        if self.volume is None:
            flow = compose(self.document, self.setting.decisions, Problems(), profile)
            return printed_blocks(flow, self.document, tree, None)
        volume = volumes(self.document, profile)[self.volume]
        flow = compose_volume(self.document, volume, Decisions(), Problems())
        return printed_blocks(flow, self.document, tree, volume.appendix)


@dataclass(frozen=True)
class Wanted:
    """A block as it shall print: number `old` of what prints now (None: new), changed to `new` (None: as it is)."""

    old: int | None
    new: Block | None


def bases_of(document: Document, setting: Setting) -> list[Base]:
    """`document` with the texts of its own files, and each of its appendices that is bound separately."""
    own = []
    for path in document.sources:
        if path.parent == document.folder and path.suffix in _YAML:
            own.append(path)
    files = dict.fromkeys(own)
    texts = {path.name: plain_lines(path.read_bytes()) for path in files}
    count = len(volumes(document, setting.profile))
    found: list[Base] = []
    for volume in (None, *range(count)):
        found.append(Base(document, texts, setting, volume))
    return found


def applied(base: Base, wanted: Sequence[Wanted]) -> dict[str, str]:
    """The texts of all files when the document shall print `wanted`, read again and verified.

    Raises CannotPlaceError where that cannot be had.
    """
    tree = base.tree()
    printed = base.printed(tree)
    entries = []
    for item in wanted:
        entries.append(Entry(None if item.old is None else printed.blocks[item.old], item.new))
    gone = []
    for number, block in enumerate(printed.blocks):
        if number not in {item.old for item in wanted}:
            gone.append(block)
    notice = base.document.notice
    if notice.number:
        year = notice.number.year
    elif notice.date:
        year = notice.date.year
    else:
        year = None
    _put(Values(tree, year), printed, entries, gone)
    texts = {}
    for name, source in tree.sources.items():
        texts[name] = text_of(source)
    _verify(base, texts, entries)
    return texts


def _put(values: Values, printed: Printed, entries: list[Entry], gone: list[Block]) -> None:
    fixed = FixedParts(values)
    bodies: dict[Keys, list[Entry]] = {}
    tables: dict[int, list[Entry]] = {}
    touched: set[Keys | int] = {_part_of(block) for block in gone}
    for number, entry in enumerate(entries):
        block = entry.old or entry.new
        assert block is not None
        if block.kind is not Kind.PARAGRAPH:
            tables.setdefault(_table_of(entries, number), []).append(entry)
        if block.kind is not Kind.PARAGRAPH or block_of(block.keys) is not None:
            if entry.old is not None:
                _put_block(values, entry, bodies)
            continue
        if entry.old is None and block.role == Role.NAMES:
            continue
        if entry.old is not None:
            base = body_of(block)
        else:
            base = _body_around(entries, number) or _body_rewritten(entries, number, printed.blocks)
        if base is not None:
            bodies.setdefault(base, []).append(entry)
        elif entry.old is None:
            around = []
            for place in (number - 1, number + 1):
                around.append(entries[place].old if 0 <= place < len(entries) else None)
            entry.role = fixed.insert(block, around[0], around[1])
        elif entry.new is not None:
            fixed.change(entry)
    for block in gone:
        if group_of(block) is not None:
            continue
        if block.kind is Kind.PARAGRAPH and block_of(block.keys) is not None:
            drop_words(values, block)
        elif block.kind is Kind.PARAGRAPH and body_of(block) is None:
            fixed.remove(block)
    fixed.finish()
    _put_names(values.tree, entries, gone)
    for base, own in bodies.items():
        if base in touched or any(_differs(entry) for entry in own):
            BodyBuilder(values, base).build(own)
    for table, own in tables.items():
        if table in touched or any(_differs(entry) for entry in own):
            _build_table(values, printed.tables[table], own)
    if any(base not in bodies for base in touched if isinstance(base, tuple)):
        raise CannotPlaceError("正文会变成空的")


def _put_names(tree: Tree, entries: Sequence[Entry], gone: Sequence[Block]) -> None:
    """Put the names of each group of which some came, went or changed."""
    names: dict[Keys, list[str]] = {}
    touched: dict[Keys, None] = {}
    for block in gone:
        keys = group_of(block)
        if keys is not None:
            names.setdefault(keys, [])
            touched[keys] = None
    above: Keys | None = None
    for entry in entries:
        row = entry.new or entry.old
        assert row is not None
        if row.role != Role.NAMES:
            above = None
            continue
        keys = above if entry.old is None else group_of(entry.old)
        if keys is None:
            raise CannotPlaceError("新加的一组姓名没有标题，分不清是哪一组，要在 YAML 里加")
        names.setdefault(keys, []).extend(row.names)
        if entry.new is not None:
            touched[keys] = None
        above = keys
    for keys in touched:
        put_names(tree, keys, names[keys])


def _part_of(block: Block) -> Keys | int:
    """The body that `block` is a part of, or the number of its table (-1: neither)."""
    if block.kind is not Kind.PARAGRAPH or block_of(block.keys) is not None:
        return block.table
    return body_of(block) or block.table


def _put_block(values: Values, entry: Entry, bodies: dict[Keys, list[Entry]]) -> None:
    """Change the words around a table; its body learns where it stands."""
    assert entry.old is not None
    if entry.old.kind is Kind.PARAGRAPH and entry.new is not None and group_of(entry.old) is None:
        values.put(entry.old, entry.text)
    base = body_of(entry.old)
    if base is not None:
        bodies.setdefault(base, []).append(Entry(entry.old, None))


def _build_table(values: Values, table: TableOf, entries: list[Entry]) -> None:
    if table.columns:
        TableBuilder(values, table).build(entries)
    elif table.keys:
        GridBuilder(values, table.keys).build(entries)
    else:
        refuse_sheet(entries)


def _differs(entry: Entry) -> bool:
    return entry.new is not None


def body_of(block: Block) -> Keys | None:
    """The keys of the body that a paragraph belongs to; None: it is no part of one."""
    keys = block.keys
    end = next((number + 1 for number, key in enumerate(keys) if key == "正文"), 0)
    above = set()
    for key in keys[:end]:
        if isinstance(key, str):
            above.add(key)
    if above and above <= _AROUND_BODY:
        return keys[:end]
    return None


def _is_outside(entries: Sequence[Entry], number: int) -> bool:
    """Whether a new paragraph is no part of a body: by its style, or as what is typed under a title."""
    block = entries[number].new
    assert block is not None
    above = entries[number - 1].old if number else None
    if block.role in OUTSIDE:
        return True
    return above is not None and above.role in TITLES and role_under_title(block.text) is not None


def _body_around(entries: Sequence[Entry], number: int) -> Keys | None:
    """The body that a new paragraph belongs to: that of what stands before it, else of what comes after it."""
    if _is_outside(entries, number):
        return None
    for places in (range(number - 1, -1, -1), range(number + 1, len(entries))):
        found = None
        for place in places:
            if entries[place].old is not None:
                found = entries[place].old
                break
        if found is not None and body_of(found) is not None:
            return body_of(found)
    return None


def _body_rewritten(entries: Sequence[Entry], number: int, blocks: Sequence[Block]) -> Keys | None:
    """The body that a new paragraph belongs to where none of its old ones is left: it stood at this place."""
    if _is_outside(entries, number):
        return None
    before = next((old for place in range(number - 1, -1, -1) if (old := entries[place].old) is not None), None)
    after = None
    for place in range(number + 1, len(entries)):
        if (old := entries[place].old) is not None:
            after = old
            break
    first = blocks.index(before) + 1 if before is not None else 0
    last = blocks.index(after) if after is not None else len(blocks)
    for keys in map(body_of, blocks[first:last]):
        if keys is not None:
            return keys
    return None


def _table_of(entries: Sequence[Entry], number: int) -> int:
    own = entries[number].old
    if own is not None:
        return own.table
    for places in (range(number - 1, -1, -1), range(number + 1, len(entries))):
        found = None
        for place in places:
            if entries[place].old is not None:
                found = entries[place].old
                break
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
        for path in base.document.sources:
            if path.suffix not in _YAML and path.is_relative_to(folder):
                write_atomically(content / folder.name / path.relative_to(folder), path.read_bytes())
        organs = folder.parent / ORGANS
        if organs.is_file():
            write_atomically(content / ORGANS, organs.read_bytes())
        loaded = load_content(content, base.setting.project, folder.name).documents
        document = loaded[0].document if loaded else None
        found = loaded[0].problems.errors if loaded else []
        if document is None or any(item.code not in base.setting.faults for item in found):
            raise CannotPlaceError("改完的 YAML 读不通过：" + "；".join(item.message for item in found[:2]))
        again = Base(document, texts, base.setting, base.volume)
        blocks = again.printed(again.tree()).blocks
    blocks = rows_joined(blocks)
    entries = _with_rows_joined(entries)
    if len(blocks) != len(entries):
        raise CannotPlaceError("改完以后印出的段落与 Word 文件对不上")
    for entry, block in zip(entries, blocks, strict=True):
        if not _prints(entry, block):
            raise CannotPlaceError(_why_not(entry, block))


def _with_rows_joined(entries: Sequence[Entry]) -> list[Entry]:
    """`entries` with the rows of a list of names as one: how many stand in a row, their number says."""
    found: list[Entry] = []
    rows: list[Block] = []
    for entry in (*entries, None):
        block = None if entry is None else entry.new or entry.old
        if block is not None and block.role == Role.NAMES:
            rows.append(block)
            continue
        if rows:
            (joined,) = rows_joined(rows)
            found.append(Entry(joined, None))
            rows = []
        if entry is not None:
            found.append(entry)
    return found


def _why_not(entry: Entry, block: Block) -> str:
    wanted = entry.new or entry.old
    assert wanted is not None
    if block.text != wanted.text or wanted.kind is not Kind.PARAGRAPH:
        return f"改完以后印出的是「{_short(block.text)}」，与 Word 文件的「{_short(entry.text)}」对不上"
    if not _same_role(entry, wanted, block):
        return f"Word 文件里是“{wanted.role}”的样式，按 YAML 印出来是“{block.role}”"
    return "标题在 Word 里的回行印不出来：一行放不下的，由程序自动回行"


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"


def _same_role(entry: Entry, wanted: Block, block: Block) -> bool:
    """Whether a paragraph still is what it was in Word: the same words as a heading or as text are two things.

    Somebody who types a new heading behind a paragraph has the style of that: the number says what it is.
    """
    if entry.role:
        return block.role == entry.role
    return (
        wanted.role == block.role or wanted.role not in _ROLES or (entry.old is None and numbered_alike(wanted, block))
    )


def numbered_alike(typed: Block, printed: Block) -> bool:
    """Whether `typed` is in the style of text and begins with the number of the heading that `printed` is."""
    label = typed_label(typed.text)
    if label is not None and label.level is not Level.ARTICLE:
        return printed.role == DIVISIONS[label.level - 1]
    found = typed_number(typed.text) or typed_decimal(typed.text)
    if typed.role != Role.PARAGRAPH or found is None or printed.role not in LEVELS:
        return False
    return OF_ROLE[Role(printed.role)].level == found.level


def _breaks_lost(entry: Entry, block: Block) -> bool:
    """Whether the line ends of a title are not where somebody put them. Who typed the title anew without any leaves
    them to the program.
    """
    old, wanted = entry.old, entry.new
    if old is None or wanted is None or block.lines == wanted.lines or not breaks_moved(old, wanted):
        return False
    return wanted.lines != () or old.text == wanted.text


def _prints(entry: Entry, block: Block) -> bool:
    wanted = entry.new or entry.old
    assert wanted is not None
    if wanted.kind is not block.kind:
        return False
    if block.derived and entry.new is None:
        return True  # it follows from what was changed
    if block.kind in (Kind.PARAGRAPH, Kind.GROUP):
        same = same_text(block, wanted) or (bool(block.label) and wanted.text == block.bare)
        return same and not _breaks_lost(entry, block) and _same_role(entry, wanted, block)
    first = 0 if block.kind is Kind.HEAD else 1
    if len(block.cells) != len(wanted.cells):
        return False
    return all(map(_same_cell, wanted.cells[first:], block.cells[first:]))


def _same_cell(wanted: CellText, printed: CellText) -> bool:
    """Whether a cell prints what was wanted; the label before its text is the program's."""
    if printed.merged:
        return wanted.merged or not printed.text
    bare = []
    for line in wanted.paragraphs:
        bare.append(without_label(line)[1] or line)
    return bare == [without_label(line)[1] or line for line in printed.paragraphs]
