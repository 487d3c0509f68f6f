"""Word files (.docx) by a walk of our own over the XML: everything that shows is taken, everything else is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ygt_docs.docfiles.archive import Archive
from ygt_docs.docfiles.decode import UPRIGHT, Carried, Decoded, Drafting, Note, Reason
from ygt_docs.docfiles.rows import DITTO, Cell, table_lines, with_bars
from ygt_docs.docfiles.taken_out import sized, taken_out
from ygt_docs.docfiles.wml import attribute, child, children, local, value
from ygt_docs.docfiles.word_grid import named
from ygt_docs.docfiles.word_lines import Line, WordText
from ygt_docs.docfiles.word_numbers import read_numbering
from ygt_docs.docfiles.word_package import address_named, main_part, part_named, related
from ygt_docs.docfiles.word_styles import Effective
from ygt_docs.elements.catalogue import Role

_MOST_SPAN = 63  # Word's own limit


def word_table(element: Any, blocks: Callable[[Any], Iterator[Line]]) -> Iterator[Line]:
    """The lines of a w:tbl; `blocks` reads the paragraphs of a cell."""
    rows: list[list[Cell]] = []
    dropped: list[Line] = []
    for row in named(element, "tr"):
        properties = child(row, "trPr")
        cells = _cells(row, blocks)
        if child(properties, "del") is not None:
            dropped.extend(_deleted(cells))
        else:
            before, after = (_count(child(properties, name), 0) for name in ("gridBefore", "gridAfter"))
            rows.append([*[Cell() for _ in range(before)], *cells, *[Cell() for _ in range(after)]])
    yield from table_lines(rows)
    yield from dropped


def _cells(row: Any, blocks: Callable[[Any], Iterator[Line]]) -> list[Cell]:
    cells: list[Cell] = []
    for item in named(row, "tc"):
        properties = child(item, "tcPr")
        merged = child(properties, "vMerge")
        lines = list(blocks(item))
        continued = merged is not None and value(merged) != "restart"
        if continued and not any(line.text.strip() for line in lines):
            lines = [Line([(DITTO, None)])]
        sideways = child(properties, "hMerge")
        if sideways is not None and value(sideways) != "restart" and cells:
            cells.append(Cell(lines, covered=not any(line.text.strip() for line in lines)))
            continue
        cells.append(Cell(lines))
        for _ in range(_count(child(properties, "gridSpan"), 1) - 1):
            cells.append(Cell(covered=True))
    return cells


def _count(element: Any, usual: int) -> int:
    text = value(element) or attribute(element, "w")
    if text.isdecimal() and len(text) < 6:
        return min(int(text), _MOST_SPAN)
    return usual


def _deleted(cells: list[Cell]) -> Iterator[Line]:
    for cell in cells:
        for line in cell.lines:
            text = line.text
            line.pieces = [(piece, reason or Reason.DELETED) for piece, reason in line.pieces]
            if text.strip() and text != DITTO:
                line.say("I212", found=text)
            yield line


_WORD = "Word 文件"
_LONGEST_WORDS = 60
# What cannot be told by its words: styles of our own files, and what Word and WPS call a caption.
_ROLES = frozenset(
    map(
        str,
        (Role.MARK, Role.TABLE_CAPTION, Role.TABLE_NOTE, Role.NAMES, Role.NAMES_GROUP, Role.PICTURE_CAPTION),
    )
)
_CAPTIONS = {"caption": str(Role.TABLE_CAPTION)}
_CONTAINERS = frozenset(
    {
        "sdt",
        "sdtContent",
        "customXml",
        "ins",
        "moveTo",
        "smartTag",
        "body",
        "txbxContent",
        "footnote",
        "endnote",
        "tc",
        "hdr",
        "ftr",
        "comment",
    }
)


def read_word(archive: Archive) -> Decoded | None:
    """The text of a .docx; None: the package holds no Word document. Raises UnsafeFileError for damage."""
    main = main_part(archive)
    root = archive.xml(main) if main else None
    if main is None or root is None or local(root) != "document":
        return None
    return _Document(archive, main, root).decoded()


class _Document:
    """A Word document as it is read."""

    def __init__(self, archive: Archive, main: str, root: Any) -> None:
        self._archive, self._main, self._root = archive, main, root
        self._text = WordText(
            read_numbering(self._part("numbering"), self._part("styles")),
            Effective.in_archive(archive, main),
            self._notes(),
        )
        self._pictures: list[Carried] = []
        self._in_body = False
        self._styles: dict[str, str] = {}
        for style in children(self._part("styles"), "style"):
            self._styles[attribute(style, "styleId")] = value(child(style, "name"))
        self._text.blocks, self._text.linked, self._text.shown = self._blocks, self._target, self._words_of
        self._text.carried = self._carried

    def decoded(self) -> Decoded:
        """The whole text, running heads and comments at its end as dropped lines."""
        out = Drafting(pictures=self._pictures)
        self._in_body = True
        for body in children(self._root, "body"):
            for line in [*self._blocks(body), *self._text.left_open()]:
                _write(with_bars(line), out)
        self._in_body = False
        if self._text.inserted:
            out.notes.insert(0, _at_start("I211", count=self._text.inserted))
        if self._text.numbered:
            out.notes.insert(0, _at_start("I220", count=self._text.numbered))
        for form in sorted(self._text.numbering.unknown):
            out.notes.insert(0, _at_start("I223", found=form))
        self._beside(out, ("header", "footer"), Reason.RUNNING, "I213")
        self._beside(out, ("comments",), Reason.COMMENT, "I219")
        return out.decoded(_WORD)

    def _carried(self, drawing: Any, blip: Any) -> str:
        """The mark of the picture `blip` of `drawing`; '': it stands beside the body, or cannot be printed."""
        name = attribute(blip, "embed") or attribute(blip, "id")
        part = part_named(self._archive, self._main, name) if self._in_body else ""
        picture = taken_out(self._archive.read(part), part[part.rfind(".") :]) if part else None
        if picture is None:
            return ""
        self._pictures.append(sized(picture, drawing))
        return f"\ufffc{len(self._pictures)}\ufffc"

    def _target(self, name: str) -> str:
        return address_named(self._archive, self._main, name)

    def _words_of(self, name: str) -> str:
        """The words in the part (a chart, a diagram) that the relationship `name` leads to, in 「」; '' for none."""
        part = part_named(self._archive, self._main, name)
        if not part:
            return ""
        shown = (one.text.strip() for one in self._archive.xml(part).iter() if local(one) in ("t", "v") and one.text)
        words = "、".join(dict.fromkeys(text for text in shown if text))
        if words:
            return f"「{words[:_LONGEST_WORDS]}{'…' if len(words) > _LONGEST_WORDS else ''}」"
        return ""

    def _part(self, kind: str) -> Any:
        names = related(self._archive, self._main, kind)
        return self._archive.xml(names[0]) if names else None

    def _notes(self) -> dict[tuple[str, str], Any]:
        notes: dict[tuple[str, str], Any] = {}
        for kind in ("footnote", "endnote"):
            for item in children(self._part(f"{kind}s"), kind):
                notes[(kind, attribute(item, "id"))] = item
        return notes

    def _blocks(self, element: Any) -> Iterator[Line]:
        for item in element:
            name = local(item)
            if name == "p":
                role = self._role(item)
                for line in self._text.paragraph(item):
                    line.role = role
                    yield line
            elif name == "tbl":
                yield from word_table(item, self._blocks)
            elif name in _CONTAINERS:
                self._text.inserted += name in ("ins", "moveTo") and len(item) > 0
                yield from self._blocks(item)
            elif name == "altChunk":
                yield Line([], [("I217", {"what": "插入的另一份文件"})])
            elif name == "AlternateContent":
                for chosen in list(item)[:1]:
                    yield from self._blocks(chosen)
            elif name in ("del", "moveFrom"):
                yield from _all_deleted(self._blocks(item))

    def _role(self, paragraph: Any) -> str:
        """What the style of `paragraph` says that it is, of what cannot be told by its words."""
        name = self._styles.get(value(child(child(paragraph, "pPr"), "pStyle")), "")
        return _CAPTIONS.get(name.lower(), name if name in _ROLES else "")

    def _beside(self, out: Drafting, kinds: tuple[str, ...], reason: Reason, code: str) -> None:
        """Running heads and comments: each text once, dropped, and listed."""
        seen: set[str] = set()
        for kind in kinds:
            for name in related(self._archive, self._main, kind):
                root = self._archive.xml(name)
                for owner in children(root, "comment") if kind == "comments" else (root,):
                    text = " ".join(line.text.strip() for line in self._blocks(owner) if line.text.strip())
                    self._text.left_open()
                    self._text.fields.clear()
                    if text and text not in seen:
                        seen.add(text)
                        out.note(code, found=text[:40])
                        out.put(text, reason)
                        out.end_line()


def _all_deleted(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        if line.text.strip():
            line.say("I212", found=line.text)
        line.pieces = [(text, reason or Reason.DELETED) for text, reason in line.pieces]
        yield line


def _at_start(code: str, **words: Any) -> Note:
    return Note(code, 0, words)


def _write(line: Line, out: Drafting) -> None:
    for code, words in line.notes:
        out.note(code, **words)
    start = out.length
    for text, reason in line.pieces:
        out.put(text, reason)
    if line.role:
        out.roles.append((range(start, out.length), line.role))
    for first, last in line.upright:
        out.roles.append((range(start + first, start + last), UPRIGHT))
    out.end_line()
