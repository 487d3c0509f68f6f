"""The text of a Word paragraph: tracked changes accepted, content controls and fields as they show, notes in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ygt_docs.docfiles.characters import is_chinese
from ygt_docs.docfiles.decode import Reason
from ygt_docs.docfiles.formulas import from_word, has_structure
from ygt_docs.docfiles.taken_out import blip_of
from ygt_docs.docfiles.wml import attribute, child, children, is_on, local, value
from ygt_docs.docfiles.word_numbers import Numbering
from ygt_docs.docfiles.word_styles import Effective
from ygt_docs.docfiles.word_symbols import UNKNOWN, blank, is_picture_font, script, symbol
from ygt_docs.elements.marks import is_list_in_lines

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
        "hyperlink",
        "oMath",
        "instrText",
        "txbxContent",
        "footnoteReference",
        "endnoteReference",
    }
)
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?!\\)"?([^"\s]+)', re.I)
_OBJECTS = {"Equation": "公式（嵌入的对象）", "Excel": "Excel 表格（嵌入的对象）", "Visio": "Visio 图形（嵌入的对象）"}
_PEOPLE = re.compile(r"\s*(?:出席|请假|列席)[：:]")
_OPEN_LIST = re.compile(_PEOPLE.pattern + r"(?:.*[、，；：])?\s*")
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class Line:
    """One line: pieces of text, each with the reason why it is dropped (None: it stays), and what is to be said.

    `role`: what the style of the paragraph says that it is ("": nothing). `upright`: from where to where words of a
    row of a table stand one character under another.
    """

    pieces: list[tuple[str, Reason | None]] = field(default_factory=list)
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    role: str = ""
    upright: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that stays."""
        return "".join(text for text, reason in self.pieces if reason is None)

    def length_from(self, piece: int) -> int:
        """How many characters there are in its pieces from that one on, those that are dropped too."""
        return sum(len(text) for text, _ in self.pieces[piece:])

    def say(self, code: str, **words: Any) -> None:
        """Say `code` at this line."""
        self.notes.append((code, words))


def link_told(text: str, target: str) -> str:
    """What is to be said of a link: its words and its target; '' where the words say it, or it leads nowhere else."""
    bare = re.sub(r"^(?:mailto:|tel:|https?://(?:www\.)?)", "", target.strip(), flags=re.I).rstrip("/")
    if not text or not bare or bare.startswith("#") or target.lower().startswith("javascript:") or bare in text:
        return ""
    return f"「{text[:24]}」{target.strip()}"


def _plain_text(element: Any) -> str:
    """The text of a run that holds nothing but text and tabs; '' for any other element."""
    parts: list[str] = []
    for item in element if local(element) == "r" else ():
        name = local(item)
        if name == "t":
            parts.append(item.text or "")
        elif name == "tab":
            parts.append("\t")
        elif name not in ("rPr", "lastRenderedPageBreak"):
            return ""
    return "".join(parts)


def _form_field(data: Any) -> str:
    """What an old form field shows without a result: the sign of a check box, the chosen entry of a list."""
    box, choices = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        state = child(box, "checked")
        if is_on(state if state is not None else child(box, "default")):
            return "☑"
        return "□"
    entries = []
    for entry in children(choices, "listEntry"):
        entries.append(value(entry))
    chosen = value(child(choices, "result")) or value(child(choices, "default")) or "0"
    if chosen.isdecimal() and int(chosen) < len(entries):
        return entries[int(chosen)]
    return ""


def _lists_in_one(lines: Sequence[Line]) -> list[Line]:
    """`lines` of one paragraph; a list of people that was broken behind a sign, so that no name is cut, is one line."""
    whole: list[Line] = []
    names = is_list_in_lines([line.text for line in lines], ("、",))
    for line in lines:
        if whole and (names or (_OPEN_LIST.fullmatch(whole[-1].text) and not _PEOPLE.match(line.text))):
            whole[-1].pieces += line.pieces
            whole[-1].notes += line.notes
        else:
            whole.append(line)
    return whole


@dataclass
class WordText:
    """Reads paragraph after paragraph. `notes` are the paragraphs of foot- and endnotes by kind and id.

    `effective` says what a run looks like, by whatever style. `blocks` reads the lines of what stands in a text box or
    a note, `linked` gives the target of a relationship, `shown` the words in another part of the package (a chart),
    `carried` the mark of a drawing whose picture was taken out ("": it was not); the reader of the body sets them.
    """

    numbering: Numbering
    effective: Effective
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)
    blocks: Callable[[Any], Iterator[Line]] = lambda element: iter(())
    linked: Callable[[str], str] = lambda name: ""
    shown: Callable[[str], str] = lambda name: ""
    carried: Callable[[Any, Any], str] = lambda drawing, blip: ""
    inserted: int = 0
    numbered: int = 0
    fields: list[bool] = field(default_factory=list)  # for each open field, whether its instruction is being read
    noted: int = 0
    in_note: bool = False
    open_line: Line | None = None  # a paragraph whose end was deleted goes on with the next one
    leads: list[list[str]] = field(default_factory=list)  # for each open field, its instruction and what it shows

    def paragraph(self, element: Any) -> list[Line]:
        """The lines of a w:p: its own, then those of its text boxes and notes; none where it goes on in the next."""
        reading = _Reading(self, element, [self.open_line or Line()])
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
        return [*_lists_in_one(reading.lines), *reading.after]

    def left_open(self) -> list[Line]:
        """The last line, where the end of the last paragraph was deleted."""
        line, self.open_line = self.open_line, None
        return [line] if line is not None else []


@dataclass
class _Reading:
    """The paragraph `element` as far as it is read: its `lines`, and the lines that come `after` it."""

    of: WordText
    element: Any
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
        for lead in self.of.leads:
            lead[1] += text
        first, *others = text.split("\n")
        line.pieces.append((first, None))
        for other in others:
            self.lines.append(Line([(other, None)]))

    def _r(self, item: Any, reason: Reason | None) -> None:
        properties = child(item, "rPr")
        if self.of.effective.run_is_on(item, self.element, "vanish"):
            reason = reason or Reason.HIDDEN
        text = _plain_text(item)
        if reason is None and text and not any(self.of.fields):
            struck = is_on(child(properties, "strike")) or is_on(child(properties, "dstrike"))
            if struck and text.strip():
                self.lines[-1].say("I233", found=text.strip())
            shown = self._as_formatted(item, text, properties)
            if shown is not None:
                self._put(shown, None)
                return
        self.walk(item, reason)

    def _as_formatted(self, item: Any, text: str, properties: Any) -> str | None:
        """A run in a picture font, raised, lowered or a blank to be filled in, as text; None: its text is all."""
        font = self.of.effective.named_family(item, self.element, "ascii") or ""
        if is_picture_font(font) and text.strip():
            return "".join(self._sign(font, sign) for sign in text)
        align = value(child(properties, "vertAlign"))
        if align in ("superscript", "subscript") and text.strip():
            signs = script(text, align == "superscript")
            if signs is None:
                self.lines[-1].say("I232", found=text.strip())
            return signs
        if value(child(properties, "u")) not in ("", "none"):
            line = blank(text)
            if line is not None:
                self.lines[-1].say("I235")
            return line
        return None

    def _sign(self, font: str, typed: str) -> str:
        """What `font` shows for the typed character; 〓, and a note, where that is not known."""
        sign = typed if typed.isspace() or is_chinese(typed) else symbol(font, ord(typed))
        if sign is None:
            self.lines[-1].say("I215", font=font, char=f"{ord(typed):04X}")
        return sign or UNKNOWN

    def _hyperlink(self, item: Any, reason: Reason | None) -> None:
        self.walk(item, reason)
        told = link_told("".join(map(_plain_text, item.iter())), self.of.linked(attribute(item, "id")))
        if told and reason is None:
            self.lines[-1].say("I228", found=told)

    def _oMath(self, item: Any, reason: Reason | None) -> None:  # noqa: N802
        text = from_word(item)
        self._put(text, reason)
        if reason is None and has_structure(item):
            self.lines[-1].say("I231", found=text)

    def _instrText(self, item: Any, reason: Reason | None) -> None:  # noqa: N802
        if self.of.leads:
            self.of.leads[-1][0] += item.text or ""

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
        kind, of = attribute(item, "fldCharType"), self.of
        if kind == "begin":
            of.fields.append(True)
            of.leads.append(["", ""])
            choice = _form_field(child(item, "ffData"))
            if choice and not any(of.fields[:-1]):
                self.lines[-1].pieces.append((choice, reason))
        elif of.fields and kind == "separate":
            of.fields[-1] = False
        elif of.fields and kind == "end":
            of.fields.pop()
            instruction, words = of.leads.pop() if of.leads else ("", "")
            match = _HYPERLINK.match(instruction)
            told = link_told(words.strip(), match[1]) if match else ""
            if told and reason is None:
                self.lines[-1].say("I228", found=told)

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
        boxes = []
        for part in item.iter():
            if local(part) == "txbxContent":
                boxes.append(part)
        for box in boxes:
            if not any(above in boxes for above in box.iterancestors()):
                self._txbxContent(box, reason)
        blip = None if reason is not None or self.of.in_note else blip_of(item)
        mark = "" if blip is None else self.of.carried(item, blip)
        if mark:
            self.after.append(Line([(mark, None)]))
            return
        for what in dict.fromkeys(self._drawn(item)):
            self.lines[-1].say("I217", what=what)

    def _drawn(self, item: Any) -> Iterator[str]:
        """What a drawing shows besides the text in its boxes, as messages name it."""
        for part in item.iter():
            name = local(part)
            if any(local(above) == "txbxContent" for above in part.iterancestors()):
                continue
            if name in ("blip", "imagedata"):
                yield "图片"
            elif name == "textpath" and attribute(part, "string").strip():
                yield f"艺术字「{attribute(part, 'string').strip()[:40]}」"
            elif name == "chart" and attribute(part, "id"):
                yield f"图表{self.of.shown(attribute(part, 'id'))}"
            elif name == "relIds" and attribute(part, "dm"):
                yield f"SmartArt 图形{self.of.shown(attribute(part, 'dm'))}"
            elif name in ("wgp", "wpc"):
                yield "图形"

    _pict = _drawing

    def _object(self, item: Any, reason: Reason | None) -> None:
        program = ""
        for part in item.iter():
            if local(part) == "OLEObject":
                program = attribute(part, "ProgID")
                break
        kind = "嵌入的对象"
        for start, name in _OBJECTS.items():
            if program.startswith(start):
                kind = name
                break
        self.lines[-1].say("I217", what=kind)

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
        if self.of.noted <= len(_CIRCLED):
            mark = _CIRCLED[self.of.noted - 1]
        else:
            mark = f"[{self.of.noted}]"
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
