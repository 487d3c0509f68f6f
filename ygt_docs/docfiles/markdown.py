"""Markdown (.md, and text that plainly is Markdown): what it shows, line by line; what it marks beyond text is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from ygt_docs.docfiles.characters import is_chinese
from ygt_docs.docfiles.decode import Decoded, Note, Reason
from ygt_docs.docfiles.formulas import from_latex
from ygt_docs.docfiles.rows import Cell, table_lines
from ygt_docs.docfiles.webpage import (
    CIRCLED,
    Page,
    PageLine,
    numbered,
    picture,
    raise_or_lower,
    read_markup,
    say_link,
    written,
)
from ygt_docs.elements.headings import typed_number
from ygt_docs.elements.numerals import DIVISION

# What only Markdown writes, by the name that the note about it has.
_SIGNS = {
    "标题 #": re.compile(r"^ {0,3}#{1,6} +\S", re.M),
    "加粗 **": re.compile(r"\*\*[^\s*][^*\n]*\*\*"),
    "表格": re.compile(r"^ *\|? *:?-{2,}:? *(?:\| *:?-{2,}:? *)+\|? *$", re.M),
    "链接": re.compile(r"!?\[[^\]\n]*\]\((?:https?:|mailto:|\.{0,2}/|[\w-]+\.\w{2,4}\b)[^)\n]*\)"),
    "代码": re.compile(r"^ {0,3}```", re.M),
}
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]*[\\^_{][^$\n]*)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.S)
_TASK = re.compile(r"\[([ xX])\] +")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](:?) ?")
_NUMBERED = re.compile(rf"[0-9]{{1,2}}(?:\.[0-9]{{1,2}})*(?:[ .．、]|$)|{DIVISION}|附件")
_FRONT = re.compile(r"\A---[ \t]*\n((?:[\w-]+[ \t]*:.*\n|[ \t]+.*\n|- .*\n)+)---[ \t]*(?:\n|\Z)")
# What a writing assistant says before and behind the text that it was asked for.
_ANSWER = re.compile(
    r"(?:(?:好的|当然|没问题|可以)[，,！!。].{0,80}|(?:以下|下面|这)是.{0,20}(?:为您|给您|您要|您需要|根据您|按您|起草|撰写|拟写).{0,60}|"
    r"(?:根据|按照|结合)您.{0,80})[：:。！!]?"
)
_OFFER = re.compile(
    r"(?:希望|如需|如果?您|若您|若需|您可以?|以上(?:内容|通知|稿件|是)|需要我|请问).{0,80}"
    r"(?:帮助|帮到|修改|调整|补充|完善|告诉我|告知我|随时|吗)[^，；]{0,30}"
)
_LONGEST_MARK = {"*": 3, "_": 2}


def is_markdown(text: str) -> bool:
    """Whether `text` plainly is Markdown: marks of two kinds, or headings or bold more than once."""
    counts = {}
    for name, sign in _SIGNS.items():
        counts[name] = len(sign.findall(text))
    return sum(map(bool, counts.values())) > 1 or max(counts["标题 #"], counts["加粗 **"]) > 1


def marks_of(text: str) -> str:
    """The kinds of marks that `text` has, in words."""
    return "、".join(name for name, sign in _SIGNS.items() if sign.search(text))


def read_markdown(decoded: Decoded, said: bool = False) -> Decoded:
    """The text of `decoded` as Markdown shows it; places are lines of the file. `said`: a note says so.

    Raises UnsafeFileError for HTML in it that is nested so deep that the parser stops.
    """
    source = decoded.text.lstrip("\ufeff").replace("\r\n", "\n")
    reader = _Reader(source.split("\n"))
    front = _FRONT.match(source)
    if front:
        reader.front_matter(front[1])
        source = "\n" * front[0].count("\n") + source[front.end() :]
    reader.blocks(_parser().parse(source))
    reader.place_footnotes()
    _drop_answer(reader.page)
    found = written(reader.page, decoded.encoding)
    if said:
        notes = (Note("I234", 0, {"found": marks_of(source)}), *found.notes)
    else:
        notes = found.notes
    return replace(found, notes=notes)


def _drop_answer(page: Page) -> None:
    """Drop what a writing assistant says around the text: the first and the last line, where they are that."""
    filled = [line for line in page.lines if line.text.strip()]
    for line, form in ((filled[0], _ANSWER), (filled[-1], _OFFER)) if len(filled) > 2 else ():
        text = line.text.strip()
        if form.fullmatch(text):
            line.pieces = [(piece, reason or Reason.SITE) for piece, reason in line.pieces]
            line.say("I366", found=text[:24])


def _parser() -> MarkdownIt:
    """Markdown with tables; lines that are indented are text, as drafts have them, and so are definitions of links,
    which Markdown would swallow."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["code", "reference"])
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


def _formula(state: StateInline, silent: bool) -> bool:
    match = _FORMULA.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("formula", "", 0).content = next(part for part in match.groups() if part is not None)
    state.pos = match.end()
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Marks of emphasis, which beside Chinese need no space (**要求。**各地); longer runs are blanks to be filled in."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    end = state.pos + scanned.length
    before, after = state.src[max(0, state.pos - 1) : state.pos], state.src[end : end + 1]
    if scanned.length > _LONGEST_MARK[marker]:
        state.push("text", "", 0).content = state.src[state.pos : end]
        state.pos = end
        return True
    chinese = marker == "*" and (is_chinese(before) or is_chinese(after))
    product = scanned.length == 1 and before.isalnum() and after.isalnum() and not chinese  # 2*3
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        opens = bool(after.strip()) if chinese else scanned.can_open and not product
        closes = bool(before.strip()) if chinese else scanned.can_close and not product
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
    state.pos = end
    return True


@dataclass
class _Reader:
    """The document as far as it is read; `source` are its lines."""

    source: list[str]
    page: Page = field(default_factory=Page)
    at: int = 1
    numbers: list[int | None] = field(default_factory=list)  # for each open list, its next number (None: bullets)
    item: str = ""  # what stands before the next text of a list
    deleted: bool = False
    script: str = ""
    links: list[tuple[str, list[str]]] = field(default_factory=list)
    feet: dict[str, str] = field(default_factory=dict)
    marked: dict[str, PageLine] = field(default_factory=dict)  # the line in which each footnote is first named
    notes: list[tuple[str, PageLine]] = field(default_factory=list)  # each footnote, where it is written
    titled: bool = False

    def front_matter(self, lines: str) -> None:
        """Drop the data above the text that Markdown does not show."""
        for number, line in enumerate(lines.rstrip("\n").split("\n"), 2):
            self.page.put(line, number, Reason.HIDDEN)
            self.page.say("I218", number, found=line)
            self.page.new_line()

    def blocks(self, tokens: Sequence[Token]) -> None:
        """Read the blocks in `tokens`, one after another."""
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.map:
                self.at = token.map[0] + 1
            if token.type == "table_open":
                end = next(at for at in range(position, len(tokens)) if tokens[at].type == "table_close")
                self._table(tokens[position:end])
                position = end
            elif token.type == "inline":
                self._paragraph(token, tokens[position - 1])
            else:
                self._block(token, tokens[position:])
            position += 1

    def _block(self, token: Token, rest: Sequence[Token]) -> None:
        kind, page = token.type, self.page
        if kind in ("bullet_list_open", "ordered_list_open"):
            self.numbers.append(_first_number(rest) if kind == "ordered_list_open" else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.numbers.pop()
        elif kind == "list_item_open":
            self._list_item(token)
        elif kind == "blockquote_open":
            self._style()
        elif kind == "hr":
            self._rule(token)
        elif kind == "fence":
            self._style()
            for offset, line in enumerate(token.content.rstrip("\n").split("\n"), 1):
                page.new_line()
                page.put(line, self.at + offset)
            page.new_line()
        elif kind == "html_block":
            page.new_line()
            page.before = self.at - 1
            read_markup(token.content, page)
            page.before = 0
            page.new_line()

    def _list_item(self, token: Token) -> None:
        self.page.new_line()
        number = self.numbers[-1]
        depth = sum(kind is not None for kind in self.numbers)
        if number is None:
            self.page.say("I238" if len(self.numbers) > 1 else "I230", self.at)
            return
        lazy = number < 0  # all items are typed 1., and Markdown counts them
        shown = -number if lazy else int(token.info)
        self.item = numbered(shown, depth)
        if self.item != f"{shown}.":
            self.page.say("I237", self.at)
        self.numbers[-1] = number - 1 if lazy else number
        self.page.numbers += lazy and shown > 1

    def _rule(self, token: Token) -> None:
        """A rule between parts; a line of ____ is a blank to be filled in."""
        self.page.new_line()
        if token.markup.startswith("_"):
            self.page.put(self.source[self.at - 1].strip(), self.at)
        else:
            self._style()
        self.page.new_line()

    def _style(self) -> None:
        self.page.say("I229", self.at)

    def _paragraph(self, token: Token, opened: Token) -> None:
        page = self.page
        page.new_line()
        if self.item:
            page.put(self.item, self.at)
            self.item = ""
        first = len(page.lines) - 1
        self._inline(token.children or [])
        heading = "".join(line.text for line in page.lines[first:]).strip()
        if opened.type == "heading_open" and opened.markup.startswith("#") and heading:
            if self.titled and typed_number(heading) is None and not _NUMBERED.match(heading):
                page.say("I236", self.at, found=f"「{heading[:16]}」")
            self.titled = True
        page.new_line()

    def _inline(self, tokens: Sequence[Token]) -> None:
        page = self.page
        for token in tokens:
            kind = token.type
            if kind == "text":
                self._text(token.content)
            elif kind in ("softbreak", "hardbreak"):
                page.new_line()
                self.at += 1
            elif kind == "code_inline":
                page.put(token.content, self.at)
                self._style()
            elif kind == "formula":
                page.put(from_latex(token.content), self.at)
                page.say("I231", self.at, found=from_latex(token.content))
            elif kind == "image":
                where = str(token.attrs.get("src", ""))
                if page.put_picture(where, token.content, self.at):
                    continue
                page.say("I217", self.at, what=picture(token.content) + (f"（{where[:80]}）" if where else ""))
            elif kind in ("strong_open", "em_open"):
                self._style()
            elif kind in ("s_open", "s_close"):
                self.deleted = kind == "s_open"
            elif kind == "link_open":
                self.links.append((str(token.attrs.get("href", "")), []))
            elif kind == "link_close":
                target, words = self.links.pop()
                say_link("".join(words).strip(), target, page, self.at)
            elif kind == "html_inline":
                self._tag(token.content)

    def _text(self, text: str) -> None:
        page = self.page
        text = _FOOTNOTE.sub(self._footnote, text)
        box = _TASK.match(text)
        if box and self.numbers and not page.lines[-1].text.strip(" .0123456789"):
            text = ("□" if box[1] == " " else "☑") + text[box.end() :]
        for _, words in self.links:
            words.append(text)
        if self.script:
            raise_or_lower(text.strip(), self.script == "sup", page, self.at)
        else:
            page.put(text, self.at)
        if self.deleted and text.strip():
            page.say("I233", self.at, found=text.strip())

    def _footnote(self, match: re.Match[str]) -> str:
        number = len(self.feet)
        mark = self.feet.setdefault(match[1], CIRCLED[number] if number < len(CIRCLED) else f"[{number + 1}]")
        if not match[2]:
            self.marked.setdefault(match[1], self.page.lines[-1])
        else:
            self.notes.append((match[1], self.page.lines[-1]))
            self.page.say("I216", self.at, mark=mark, found=match.string[match.end() :][:24])
        return mark

    def place_footnotes(self) -> None:
        """Put each footnote behind the line that names it, wherever it was written; one that no line names stays."""
        lines = self.page.lines
        behind: dict[int, PageLine] = {}  # the last footnote behind a line
        for name, note in self.notes:
            line = self.marked.get(name)
            if line is not None and _stands_in(line, lines):
                del lines[_index(note, lines)]
                lines.insert(_index(behind.get(id(line), line), lines) + 1, note)
                behind[id(line)] = note

    def _tag(self, tag: str) -> None:
        found = _TAG.match(tag)
        name = found[2].lower() if found else ""
        if name == "br":
            self.page.new_line()
        elif found and name in ("sup", "sub"):
            self.script = "" if found[1] else name
        elif found and name in ("del", "s", "strike"):
            self.deleted = not found[1]
        elif found and not found[1]:
            self._style()

    def _table(self, tokens: Sequence[Token]) -> None:
        page, self.page = self.page, Page(pictures=self.page.pictures)
        rows: list[list[Cell]] = []
        places: list[int] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
                places.append(token.map[0] + 1 if token.map else self.at)
            elif token.type == "inline":
                self.at, self.page = places[-1], Page(pictures=page.pictures)
                self._inline(token.children or [])
                rows[-1].append(Cell(list(self.page.lines)))
        self.page = page
        page.new_line()
        lines = list(table_lines(rows))
        whole = len(lines) == len(rows)
        for index, line in enumerate(lines):
            page.lines[-1] = PageLine(line.pieces, line.notes, at=places[index] if whole else places[0])
            page.lines.append(PageLine())


def _index(line: PageLine, lines: Sequence[PageLine]) -> int:
    """Where `line` itself stands; lines that say the same are others."""
    return next(number for number, other in enumerate(lines) if other is line)


def _stands_in(line: PageLine, lines: Sequence[PageLine]) -> bool:
    return any(other is line for other in lines)


def _first_number(tokens: Sequence[Token]) -> int:
    """The first number of a list as it is typed; -1 where all of its items are typed 1. and there are several."""
    level = tokens[0].level + 1
    typed: list[str] = []
    for token in tokens[1:]:
        if token.level < level:
            break
        if token.type == "list_item_open" and token.level == level:
            typed.append(token.info)
    if len(typed) > 1 and set(typed) == {"1"}:
        return -1
    return int(typed[0] or 1)
