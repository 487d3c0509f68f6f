"""The blocks of an edited Word file, tracked changes accepted, and what it holds beside its text, which is said."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ygt_docs.compose.flow import Role
from ygt_docs.compose.print_forms import CONTENTS, clean, marks_in
from ygt_docs.docfiles.archive import Archive, UnsafeFileError
from ygt_docs.docfiles.sources import opened_word
from ygt_docs.docfiles.wml import attribute, child, children, local, value
from ygt_docs.docfiles.word_lines import Line, WordText
from ygt_docs.docfiles.word_numbers import read_numbering
from ygt_docs.docfiles.word_package import address_named, main_part, related
from ygt_docs.docfiles.word_styles import Effective
from ygt_docs.elements.catalogue import TITLES
from ygt_docs.elements.marks import is_list_in_lines
from ygt_docs.problems import Place, Problems, UserError, problem
from ygt_docs.updating.blocks import Block, CellText, Kind
from ygt_docs.updating.names import names_in

_PAGE_NUMBER = re.compile(r"[\s0-9—－–-]*(?:待改)?[\s0-9—－–-]*")  # what the templates print there
_LONG = 200


def say_beside(archive: Archive, main: str, shown: str, problems: Problems) -> None:
    """Say what no YAML has a place for, and that tracked changes count as accepted."""
    root = archive.xml(main)
    _comments(archive, main, root, shown, problems)
    _tracked(root, shown, problems)
    for kind, what in (("header", "页眉"), ("footer", "页脚")):
        for name in related(archive, main, kind):
            text = _text(archive.xml(name))
            if not _PAGE_NUMBER.fullmatch(text):
                problems.add("U303", Place(shown), where=what, what="文字", found=_short(text))


def _comments(archive: Archive, main: str, root: Any, shown: str, problems: Problems) -> None:
    """Each comment with all of its text and what it hangs on."""
    for name in related(archive, main, "comments"):
        for comment in children(archive.xml(name), "comment"):
            about = _commented(root, attribute(comment, "id"))
            text = "／".join(filter(None, map(_text, children(comment, "p"))))
            problems.add(
                "U302",
                Place(shown),
                who=attribute(comment, "author") or "未署名",
                found=text,
                about=f"批在「{_short(about)}」" if about else "没有指明文字",
            )


def _commented(root: Any, number: str) -> str:
    """The text between the two ends of comment `number`."""
    inside, pieces = False, []
    for node in root.iter():
        name = local(node)
        if name in ("commentRangeStart", "commentRangeEnd") and attribute(node, "id") == number:
            inside = name == "commentRangeStart"
        elif inside and name == "t":
            pieces.append(node.text or "")
    return "".join(pieces)


def _tracked(root: Any, shown: str, problems: Problems) -> None:
    """How many insertions and deletions were taken as accepted."""
    names = []
    for node in root.iter():
        names.append(local(node))
    inserted = sum(name in ("ins", "moveTo", "cellIns") for name in names)
    deleted = sum(name in ("del", "moveFrom", "cellDel") for name in names)
    if inserted or deleted:
        problems.add("U305", Place(shown), inserted=inserted, deleted=deleted)


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter() if local(node) == "t")


def _short(text: str) -> str:
    if len(text) <= _LONG:
        return text
    return f"{text[:_LONG]}…（共 {len(text)} 字）"


_IN_TABLE = frozenset({Role.TABLE_HEAD, Role.TABLE_GROUP, Role.TABLE_CENTRED, Role.TABLE_TEXT, Role.TABLE_NUMBER})
_INSIDE = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_CONTENTS = frozenset({"toc 1", "toc 2", *map(str, CONTENTS)})
_GONE = ("del", "moveFrom")
_SENTENCE_ENDS = ("。", "！", "？", "；", "：")
_CUSTOM = ("custom-properties", "customProperties")  # as Word writes it, and as ISO 29500 strict has it
_PICTURE = "I217"
_SAID = {
    "I215": "认不出的符号",
    "I216": "脚注或尾注",
    "I217": "图片或插入的对象",
    "I218": "隐藏的文字",
    "I228": "链接的网址",
    "I232": "上标或下标的格式",
    "I233": "删除线",
}


@dataclass(frozen=True)
class Edited:
    """An edited Word file: its blocks, and the marks of what it was built from (None: it carries none).

    `pictures`: where the pictures stand that may be the document's own, in order.
    """

    blocks: list[Block]
    marks: list[str] | None
    pictures: list[str] = field(default_factory=list)

    def say_pictures(self, own: int, problems: Problems, shown: str) -> None:
        """Say the pictures (U303) that are more than the `own` ones of the document."""
        for where in self.pictures[own:]:
            problems.add("U303", Place(shown), where=where, what=_SAID[_PICTURE], found="图片")


def read_edited(path: Path, shown: str, problems: Problems) -> Edited:
    """The Word file `path`; comments, notes and pictures are said in `problems`.

    Raises UserError as reading a draft does (I101 … I112).
    """
    archive = opened_word(path, shown)
    try:
        reader = _Reader(archive, shown, problems)
        return Edited(list(reader.blocks()), marks_in(_properties(archive)), reader.pictures)
    except UnsafeFileError as error:
        raise UserError([problem("I110", Place(shown), why=error.why)]) from None


def _properties(archive: Archive) -> dict[str, str]:
    """The custom properties of the file that are text."""
    names = [name for kind in _CUSTOM for name in related(archive, "", kind)]
    items = children(archive.xml(names[0]), "property") if names else ()
    return {attribute(item, "name"): "".join(item.itertext()).strip() for item in items}


class _Reader:
    """Reads one file."""

    def __init__(self, archive: Archive, shown: str, problems: Problems) -> None:
        self._archive, self._shown, self._problems = archive, shown, problems
        self.pictures: list[str] = []
        self._main = main_part(archive)
        self._styles = self._style_names()
        self._text = WordText(
            read_numbering(self._part("numbering"), self._part("styles")),
            Effective.in_archive(self._archive, self._main or ""),
            self._notes(),
        )
        self._text.linked = self._target
        self._text.blocks = self._inner
        self._count = self._tables = 0
        self._last_role = ""

    def blocks(self) -> Iterator[Block]:
        """Everything in the body in order, each with text."""
        root = self._archive.xml(self._main) if self._main else None
        if root is None or local(root) != "document":
            raise UserError([problem("I112", Place(self._shown), suffix=".docx", looks="另一种压缩文件")])
        say_beside(self._archive, self._main or "", self._shown, self._problems)
        found: list[Block] = []
        for body in children(root, "body"):
            for block in itertools.chain(self._body(body), self._left_open()):
                before = _parted(block, found)
                if before is not None:
                    before.text += block.text
                else:
                    found.append(block)
        return iter([block for block in found if block.text.strip() or block.cells])

    def _target(self, name: str) -> str:
        return address_named(self._archive, self._main or "", name)

    def _part(self, kind: str) -> Any:
        names = related(self._archive, self._main or "", kind)
        return self._archive.xml(names[0]) if names else None

    def _notes(self) -> dict[tuple[str, str], Any]:
        notes: dict[tuple[str, str], Any] = {}
        for kind in ("footnote", "endnote"):
            for item in children(self._part(f"{kind}s"), kind):
                notes[(kind, attribute(item, "id"))] = item
        return notes

    def _style_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for style in children(self._part("styles"), "style"):
            names[attribute(style, "styleId")] = value(child(style, "name"))
        return names

    def _inner(self, element: Any) -> Iterator[Line]:
        for item in element:
            if local(item) == "p":
                yield from self._text.paragraph(item)
            elif local(item) not in _GONE:
                yield from self._inner(item)

    def _body(self, element: Any) -> Iterator[Block]:
        for item in element:
            name = local(item)
            if name == "p":
                yield from self._paragraph(item)
            elif name == "tbl":
                yield from self._left_open()
                yield from self._table(item)
            elif name in _INSIDE:
                yield from self._body(item)
            elif name == "altChunk":
                self._lost("插入的另一份文件", "")

    def _left_open(self) -> Iterator[Block]:
        """A paragraph whose end was deleted, where no other one follows: it is one by itself."""
        for line in self._text.left_open():
            yield Block(Kind.PARAGRAPH, clean(line.text), self._last_role, f"第{self._count}段")

    def _lost(self, what: str, found: str) -> None:
        where = f"第{self._count}段之后" if self._count else "开头"
        self._problems.add("U303", Place(self._shown), where=where, what=what, found=found)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        role = self._last_role = self._role(element)
        boxed = any(local(node) == "txbxContent" for node in element.iter())
        lines = self._text.paragraph(element)
        self._count += 1
        where = f"第{self._count}段"
        self._say(lines, where, own=role == Role.PICTURE)
        if role.lower() in _CONTENTS:  # LibreOffice writes TOC 1
            return  # made of the headings
        texts = []
        for line in lines:
            texts.append(clean(line.text))
        if not boxed and (role == Role.ATTENDANCE or (role == Role.PARAGRAPH and is_list_in_lines(texts))):
            yield Block(Kind.PARAGRAPH, "".join(texts), role, where)  # its lines end where no name is cut
        elif role == Role.NAMES and not boxed:
            names = names_in("\n".join(line.text for line in lines))
            yield Block(Kind.PARAGRAPH, "".join(texts), role, where, names=names)
        elif boxed or role not in TITLES:
            for text in texts:
                yield Block(Kind.PARAGRAPH, text, role, where, keys=self._layout(element))
        else:
            texts = [text for text in texts if text]
            yield Block(Kind.PARAGRAPH, "".join(texts), role, where, tuple(texts) if len(texts) > 1 else ())

    def _say(self, lines: list[Line], where: str, own: bool) -> None:
        """Say what the YAML has no place for; `own`: a picture there may be one of the document."""
        for line in lines:
            for code, words in line.notes:
                if code == _PICTURE and own and str(words.get("what", "")).startswith("图片"):
                    self.pictures.append(where)
                elif code in _SAID:
                    found = str(words.get("found") or words.get("what") or words.get("char") or "")
                    self._problems.add("U303", Place(self._shown), where=where, what=_SAID[code], found=found)

    def _role(self, paragraph: Any) -> str:
        return self._styles.get(value(child(child(paragraph, "pPr"), "pStyle")), "")

    def _layout(self, paragraph: Any) -> tuple[str, ...]:
        """("接前段",) for a paragraph that was parted at a page's end: a new page, no indent of the first line; with
        "分页" where the new page is a break at the end of the paragraph before, as LibreOffice writes it."""
        effective = self._text.effective
        begins = effective.is_on(paragraph, "pageBreakBefore")
        if not begins and not _ends_page(paragraph.getprevious()):
            return ()
        if effective.indents(paragraph, effective.size(paragraph, paragraph)).first:
            return ()
        return ("接前段",) if begins else ("接前段", "分页")

    def _table(self, element: Any) -> Iterator[Block]:
        rows = [row for row in _named(element, "tr") if child(child(row, "trPr"), "del") is None]
        roles = []
        for node in element.iter():
            if local(node) == "p":
                roles.append(self._role(node))
        if not _IN_TABLE & set(roles):
            for row in rows:
                for cell in _named(row, "tc"):
                    yield from self._body(cell)
            return
        self._tables += 1
        width = max((len(list(_named(row, "tc"))) for row in rows), default=0)
        grouped = Role.TABLE_GROUP in roles
        for number, row in enumerate(rows, start=1):
            yield self._row(row, f"第{self._tables}个表格第{number}行", width, grouped)

    def _row(self, row: Any, where: str, width: int, grouped: bool) -> Block:
        cells, roles = [], []
        for item in _named(row, "tc"):
            span = value(child(child(item, "tcPr"), "gridSpan"))
            merged = child(child(item, "tcPr"), "vMerge")
            lines = list(self._cell_lines(item))
            self._say(lines, where, own=True)
            for node in item.iter():
                if local(node) == "p":
                    roles.append(self._role(node))
            texts = []
            for line in lines:
                if line.text.strip():
                    texts.append(clean(line.text))
            cells.append(CellText(texts, merged is not None and value(merged) != "restart"))
            for _ in range(min(int(span), 63) - 1 if span.isdecimal() and width > 1 else 0):
                cells.append(CellText([]))
        head = Role.TABLE_HEAD in roles or child(child(row, "trPr"), "tblHeader") is not None
        filled = []
        for cell in cells:
            if cell.paragraphs:
                filled.append(cell)
        group = grouped and not head and len(list(_named(row, "tc"))) == 1 and width > 1
        if head:
            kind = Kind.HEAD
        elif group:
            kind = Kind.GROUP
        else:
            kind = Kind.TASK
        if group and filled:
            text = filled[0].text
        else:
            text = "｜".join(cell.text for cell in cells)
        return Block(kind, text, where=where, cells=cells, table=self._tables - 1)

    def _cell_lines(self, cell: Any) -> Iterator[Line]:
        for item in cell:
            if local(item) == "p":
                yield from self._text.paragraph(item)
            elif local(item) in _INSIDE:
                yield from self._cell_lines(item)
            elif local(item) == "tbl":
                inner = "".join(line.text for line in self._inner(item))
                self._lost(f"第{self._tables}个表格里套的表格", inner)
        if local(cell) == "tc":
            yield from self._text.left_open()


def _ends_page(paragraph: Any) -> bool:
    """Whether the last that stands in `paragraph` (None: there is none) is a page break, as LibreOffice writes one."""
    if paragraph is None or local(paragraph) != "p":
        return False
    inside = [item for run in paragraph.iter() if local(run) == "r" for item in run if local(item) != "rPr"]
    return bool(inside) and local(inside[-1]) == "br" and attribute(inside[-1], "type") == "page"


def _parted(block: Block, found: list[Block]) -> Block | None:
    """The last of `found` that `block` goes on; None: it is a paragraph of its own.

    Behind a page break, which leaves an empty line, only what ends in mid-sentence goes on: a person may type one too.
    """
    if block.keys[:1] != ("接前段",) or block.role != Role.PARAGRAPH or not found:
        return None
    before = found[-1]
    if block.keys[1:] and not before.text.strip() and len(found) > 1:
        before = found[-2]
    if block.keys[1:] and before.text.rstrip().endswith(_SENTENCE_ENDS):
        return None
    return before if before.role == Role.PARAGRAPH else None


def _named(element: Any, name: str) -> Iterator[Any]:
    for item in element:
        if local(item) == name:
            yield item
        elif local(item) in _INSIDE:
            yield from _named(item, name)
