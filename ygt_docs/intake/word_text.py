"""The text of a Word paragraph: tracked changes accepted, content controls and fields as they show, notes in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.intake.draft import Reason
from ygt_docs.intake.word_numbers import Numbering
from ygt_docs.intake.word_symbols import UNKNOWN, symbol
from ygt_docs.intake.word_xml import attribute, child, children, is_on, local

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SKIPPED = frozenset(
    {
        "pPr",
        "sectPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sdtPr",
        "sdtEndPr",
        "tblGrid",
        "instrText",
        "delInstrText",
        "fldData",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "lastRenderedPageBreak",
        "softHyphen",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
        "pgNum",
        "rubyPr",
        "smartTagPr",
        "customXmlPr",
        "ctrlPr",
        "fPr",
        "rPrChange",
    }
)
_SPECIAL = frozenset(
    {
        "r",
        "ins",
        "moveTo",
        "del",
        "moveFrom",
        "sym",
        "fldChar",
        "AlternateContent",
        "ruby",
        "drawing",
        "pict",
        "object",
        "altChunk",
        "txbxContent",
        "footnoteReference",
        "endnoteReference",
    }
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class Line:
    """One line: pieces of text, each with the reason why it is dropped (None: it stays), and what is to be said."""

    pieces: list[tuple[str, Reason | None]] = field(default_factory=list)
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that stays."""
        return "".join(text for text, reason in self.pieces if reason is None)

    def say(self, code: str, **words: Any) -> None:
        """Say `code` at this line."""
        self.notes.append((code, words))


def link_told(text: str, target: str) -> str:
    """What is to be said of a link: its words and its target; '' where the words say it, or it leads nowhere else."""
    bare = re.sub(r"^(?:mailto:|tel:|https?://(?:www\.)?)", "", target.strip(), flags=re.I).rstrip("/")
    if not text or not bare or bare.startswith("#") or target.lower().startswith("javascript:") or bare in text:
        return ""
    return f"「{text[:24]}」{target.strip()}"


@dataclass
class WordText:
    """Reads paragraph after paragraph. `notes` are the paragraphs of foot- and endnotes by kind and id.

    `blocks` reads the lines of what stands in a text box or a note; it is set by the reader of the body.
    """

    numbering: Numbering
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)
    blocks: Callable[[Any], Iterator[Line]] = lambda element: iter(())
    inserted: int = 0
    numbered: int = 0
    fields: list[bool] = field(default_factory=list)  # for each open field, whether its instruction is being read
    noted: int = 0
    in_note: bool = False
    open_line: Line | None = None  # a paragraph whose end was deleted goes on with the next one

    def paragraph(self, element: Any) -> list[Line]:
        """The lines of a w:p: its own, then those of its text boxes and notes; none where it goes on in the next."""
        reading = _Reading(self, [self.open_line or Line()])
        self.open_line = None
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        goes_on = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        reading.walk(element, None)
        own = "".join(line.text for line in reading.lines)
        if own.strip() or not goes_on:
            number = self.numbering.number(properties)
            if number and own.strip():
                self.numbered += 1
                reading.lines[0].pieces.insert(0, (number, None))
        if goes_on:
            self.open_line = reading.lines.pop()
        return [*reading.lines, *reading.after]

    def left_open(self) -> list[Line]:
        """The last line, where the end of the last paragraph was deleted."""
        line, self.open_line = self.open_line, None
        return [line] if line is not None else []


@dataclass
class _Reading:
    """A paragraph as far as it is read: its `lines`, and the lines that come `after` it."""

    of: WordText
    lines: list[Line]
    after: list[Line] = field(default_factory=list)

    def walk(self, element: Any, reason: Reason | None) -> None:
        """Read what stands in `element`; with a `reason` it is dropped."""
        for item in element:
            name = local(item)
            if name in _SKIPPED or name == "rPr":
                continue
            if name in ("t", "delText"):
                self._put(item.text or "", reason or (Reason.DELETED if name == "delText" else None))
            elif name in _SIGNS:
                self._put(_SIGNS[name], reason)
            elif name in _SPECIAL:
                getattr(self, f"_{name}")(item, reason)
            else:
                self.walk(item, reason)

    def _put(self, text: str, reason: Reason | None) -> None:
        if reason is None and any(self.of.fields):
            reason = Reason.HIDDEN
        line = self.lines[-1]
        if reason is not None:
            if text.strip():
                code = {Reason.DELETED: "I212", Reason.HIDDEN: "I218", Reason.READING: "I224"}[reason]
                line.say(code, found=text)
            line.pieces.append((text.replace("\n", " "), reason))
            return
        first, *others = text.split("\n")
        line.pieces.append((first, None))
        for other in others:
            self.lines.append(Line([(other, None)]))

    def _r(self, item: Any, reason: Reason | None) -> None:
        properties = child(item, "rPr")
        hidden = Reason.HIDDEN if is_on(child(properties, "vanish")) else None
        self.walk(item, reason or hidden)

    def _ins(self, item: Any, reason: Reason | None) -> None:
        self.of.inserted += 1
        self.walk(item, reason)

    _moveTo = _ins  # noqa: N815 (the name of the element)

    def _del(self, item: Any, reason: Reason | None) -> None:
        self.walk(item, Reason.DELETED)

    _moveFrom = _del  # noqa: N815

    def _sym(self, item: Any, reason: Reason | None) -> None:
        font, char = attribute(item, "font"), attribute(item, "char")
        try:
            sign = symbol(font, int(char, 16))
        except ValueError:
            sign = None
        if sign is None:
            self.lines[-1].say("I215", font=font, char=char)
        self._put(sign or UNKNOWN, reason)

    def _fldChar(self, item: Any, reason: Reason | None) -> None:  # noqa: N802
        kind, fields = attribute(item, "fldCharType"), self.of.fields
        if kind == "begin":
            fields.append(True)
        elif fields and kind == "separate":
            fields[-1] = False
        elif fields and kind == "end":
            fields.pop()

    def _AlternateContent(self, item: Any, reason: Reason | None) -> None:  # noqa: N802
        chosen = child(item, "Choice")
        chosen = child(item, "Fallback") if chosen is None else chosen
        if chosen is not None:
            self.walk(chosen, reason)

    def _ruby(self, item: Any, reason: Reason | None) -> None:
        for part in children(item, "rubyBase"):
            self.walk(part, reason)
        for part in children(item, "rt"):
            self.walk(part, Reason.READING)

    def _drawing(self, item: Any, reason: Reason | None) -> None:
        boxes = [part for part in item.iter() if local(part) == "txbxContent"]
        outer = [
            box
            for box in boxes
            if not any(local(above) == "txbxContent" for above in box.iterancestors() if above in boxes)
        ]
        for box in outer:
            self._txbxContent(box, reason)
        if not boxes and any(local(part) in ("blip", "imagedata") for part in item.iter()):
            self.lines[-1].say("I217", what="图片")

    _pict = _drawing

    def _object(self, item: Any, reason: Reason | None) -> None:
        self.lines[-1].say("I217", what="嵌入的对象")

    def _altChunk(self, item: Any, reason: Reason | None) -> None:  # noqa: N802
        self.lines[-1].say("I217", what="插入的另一份文件")

    def _txbxContent(self, box: Any, reason: Reason | None) -> None:  # noqa: N802
        fields, self.of.fields = self.of.fields, []
        held, self.of.open_line = self.of.open_line, None
        lines = [*self.of.blocks(box), *self.of.left_open()]
        self.of.fields, self.of.open_line = fields, held
        if reason is not None:
            for line in lines:
                line.pieces = [(text, gone or reason) for text, gone in line.pieces]
        text = "".join(line.text for line in lines).strip()
        if text:
            lines[0].say("I214", found=text[:24])
        self.after.extend(lines)

    def _footnoteReference(self, item: Any, reason: Reason | None) -> None:  # noqa: N802
        self._note("footnote", item, reason)

    def _endnoteReference(self, item: Any, reason: Reason | None) -> None:  # noqa: N802
        self._note("endnote", item, reason)

    def _note(self, kind: str, item: Any, reason: Reason | None) -> None:
        body = self.of.notes.get((kind, attribute(item, "id")))
        if body is None or self.of.in_note:
            return
        self.of.noted += 1
        mark = _CIRCLED[self.of.noted - 1] if self.of.noted <= len(_CIRCLED) else f"[{self.of.noted}]"
        self._put(mark, reason)
        fields, self.of.fields, self.of.in_note = self.of.fields, [], True
        lines = list(self.of.blocks(body)) or [Line()]
        self.of.fields, self.of.in_note = fields, False
        lines[0].pieces.insert(0, (mark, None))
        if reason is not None:
            for line in lines:
                line.pieces = [(text, gone or reason) for text, gone in line.pieces]
        lines[0].say("I216", mark=mark, found=lines[0].text[1:25])
        self.after.extend(lines)
