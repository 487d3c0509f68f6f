"""Web pages (.html): the main text with its tables; programs, menus, share buttons and what is hidden are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ygt_docs.docfiles.archive import UnsafeFileError
from ygt_docs.docfiles.characters import is_chinese
from ygt_docs.docfiles.decode import Carried, Decoded, Drafting, Note, Reason
from ygt_docs.docfiles.rows import DITTO, Cell, table_lines, with_bars
from ygt_docs.docfiles.taken_out import from_address
from ygt_docs.docfiles.webblocks import BLOCKS, all_text, is_code, is_data_table, is_download, is_menu
from ygt_docs.docfiles.word_lines import Line, link_told
from ygt_docs.docfiles.word_numbers import formed
from ygt_docs.docfiles.word_symbols import blank, script

_SPACES = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_SPAN = 60
_MOST_ATTRIBUTES = 2_000  # of one tag: the parser compares each with all before it
_TAG = re.compile(r"<[A-Za-z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+=?[^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+""")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# The appendix note of a page whose appendices are files: 附件：名单.xlsx.
_NOTE = re.compile(r"\s*附\s*件\s*[:：]\s*\S")


def _is_note(element: Any) -> bool:
    """Whether the names of files stand behind the word 附件, in the text of the document."""
    return _NOTE.match(all_text(element)) is not None


@dataclass
class PageLine(Line):
    """A line and the line of the file where it begins."""

    at: int = 0


@dataclass
class Page:
    """A page as far as it is read. `total` is the number of characters of its text; `before` the number of lines of
    the file that stand before what is being read; `pictures` those that it holds itself."""

    total: int = 0
    before: int = 0
    lines: list[PageLine] = field(default_factory=lambda: [PageLine()])
    code: list[int] = field(default_factory=list)
    numbers: int = 0
    lists: list[tuple[str, int] | None] = field(default_factory=list)
    preformatted: int = 0
    pictures: list[Carried] = field(default_factory=list)

    def put(self, text: str, at: int, reason: Reason | None = None) -> None:
        """Add text that begins at line `at` of the file."""
        line = self.lines[-1]
        if not line.pieces:
            line.at = at + self.before
        if text:
            line.pieces.append((text, reason))

    def new_line(self) -> None:
        """End the line, if there is anything in it."""
        if self.lines[-1].pieces or self.lines[-1].notes:
            self.lines.append(PageLine())

    def put_picture(self, address: str, words: str, at: int) -> bool:
        """Add the picture that `address` holds itself, on a line of its own; False: it holds none."""
        carried = from_address(address, words)
        if carried is None:
            return False
        self.pictures.append(carried)
        self.new_line()
        self.put(f"\ufffc{len(self.pictures)}\ufffc", at)
        self.new_line()
        return True

    def say(self, code: str, at: int, **words: Any) -> None:
        """Say `code` at the line that is open."""
        self.put("", at)
        self.lines[-1].say(code, **words)


def read_page(decoded: Decoded) -> Decoded:
    """The text of the page whose source is `decoded`; places are lines of the source.

    Raises UnsafeFileError for a page that is nested so deep that the parser stops, or a tag that does not end.
    """
    page = Page()
    read_markup(decoded.text.lstrip("\ufeff"), page)
    return written(page, decoded.encoding)


def read_markup(source: str, page: Page) -> None:
    """Add to `page` what the HTML in `source` shows. Raises UnsafeFileError as :func:`read_page` does."""
    if _has_endless_tag(source):
        raise UnsafeFileError("网页的一个标记里写了几千项属性")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(source.replace("\0", "\ufffd").encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnsafeFileError("网页的标记套得太深")
    if root is not None:
        page.total = len(all_text(root))
        _walk(root, page)


def _has_endless_tag(source: str) -> bool:
    """Whether a tag has more attributes than the parser can read in good time."""
    at = 0
    while tag := _TAG.search(source, at):
        at, count = tag.end(), 0
        while (found := _ATTRIBUTE.match(source, at)) and found.end() > at:
            at, count = found.end(), count + 1
        if count > _MOST_ATTRIBUTES:
            return True
    return False


def written(page: Page, encoding: str) -> Decoded:
    """The lines of `page` as a draft."""
    out = Drafting(pictures=page.pictures)
    for line in page.lines:
        with_bars(line)
        if not line.pieces and not line.notes:
            continue
        for code, words in line.notes:
            out.note(code, **words)
        for text, reason in line.pieces:
            out.put(text, reason)
        out.end_line(max(1, line.at))
    if page.numbers:
        out.notes.insert(0, Note("I220", 0, {"count": page.numbers}))
    if page.code:
        lines = "、".join(map(str, sorted(set(page.code))))
        out.notes.insert(0, Note("I226", 0, {"count": len(page.code), "lines": lines}))
    return out.decoded(encoding)


def _walk(root: Any, page: Page) -> None:
    """Read `root` in the order of the page, without recursion: pages may be nested as deep as they like."""
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: Any = None
    for event, element in walker:
        if event == "start":
            if _begin(element, page):
                skipped = element
                walker.skip_subtree()
            else:
                _text(element.text, element, page)
        else:
            if skipped is element:
                skipped = None
            else:
                _end(element, page)
            if element is not root:
                _text(element.tail, element, page)


def _begin(element: Any, page: Page) -> bool:
    """Whether `element` is done with: dropped, or a table."""
    name, at = element.tag, element.sourceline or 0
    if is_code(element):
        page.code.append(at + page.before)
        _drop(element, Reason.CODE, page)
        return True
    if is_menu(element, page.total):
        text = _drop(element, Reason.MENU, page)
        if text:
            page.say("I221", at, what="菜单、分享等", found=text[:24])
            page.new_line()
        return True
    if is_download(element) and not _is_note(element):
        text = _drop(element, Reason.MENU, page)
        page.say("I242", at, found=text[:40])
        page.new_line()
        return True
    if name in ("rt", "rp", "del"):
        reason = Reason.DELETED if name == "del" else Reason.READING
        text = _plain(all_text(element))
        page.put(text, at, reason)
        page.say("I212" if name == "del" else "I224", at, found=text)
        return True
    if name in ("sup", "sub"):
        raise_or_lower(all_text(element).strip(), name == "sup", page, at)
        return True
    if name == "u" and blank(all_text(element)) is not None:
        page.put(blank(all_text(element)) or "", at)
        page.say("I235", at)
        return True
    if name == "table" and is_data_table(element):
        _table(element, page)
        return True
    if name in BLOCKS:
        page.new_line()
    _special(element, page)
    return False


def _special(element: Any, page: Page) -> None:
    name, at = element.tag, element.sourceline or 0
    if name == "br":
        page.put("", at)
        page.lines.append(PageLine())
    elif name in ("ol", "ul"):
        start = element.get("start") or "1"
        form = _FORMS.get(element.get("type") or "1", "decimal")
        page.lists.append((form, int(start)) if name == "ol" and start.isdecimal() and len(start) < 6 else None)
    elif name == "li" and page.lists and page.lists[-1] is not None:
        form, number = page.lists[-1]
        mark = f"{formed(form, number) or number}."
        if form == "decimal":
            mark = numbered(number, sum(each is not None for each in page.lists))
        if mark.startswith(("（", *CIRCLED)):
            page.say("I237", at)
        page.put(mark, at)
        page.lists[-1] = (form, number + 1)
        page.numbers += 1
    elif name == "li" and page.lists:
        page.say("I238" if len(page.lists) > 1 else "I230", at)
    elif name == "a":
        say_link(_plain(all_text(element)).strip(), element.get("href") or "", page, at)
    elif name in ("s", "strike") and all_text(element).strip():
        page.say("I233", at, found=_plain(all_text(element)).strip())
    elif name in ("pre", "textarea"):
        page.preformatted += 1
    elif name == "img":
        taken = page.put_picture(element.get("src") or "", element.get("alt") or "", at)
        if not taken and any(above.tag == "p" for above in element.iterancestors()):
            page.say("I217", at, what=picture(element.get("alt") or ""))


def numbered(number: int, depth: int) -> str:
    """The mark of an item of a list that stands in `depth` - 1 others with numbers: 1. holds （1）, and that ①, which
    are the levels of a document (7.3.3 and practice)."""
    if depth == 2:
        return f"（{number}）"
    if depth == 3 and number <= len(CIRCLED):
        return CIRCLED[number - 1]
    return f"{number}."


def picture(words: str) -> str:
    """A picture as a message names it, with the `words` that stand for it ('': none)."""
    if words.strip():
        return f"图片「{words.strip()[:24]}」"
    return "图片"


def raise_or_lower(text: str, raised: bool, page: Page, at: int) -> None:
    """Add `text` above or below the line in signs of its own; as it is, and said, where there are none."""
    signs = script(text, raised)
    page.put(signs or text, at)
    if signs is None and text:
        page.say("I232", at, found=text)


def say_link(text: str, target: str, page: Page, at: int) -> None:
    """Say where the link `text` leads, unless the text says so itself."""
    told = link_told(text, target)
    if told:
        page.say("I228", at, found=told)


def _end(element: Any, page: Page) -> None:
    if element.tag in BLOCKS:
        page.new_line()
    if element.tag in ("ol", "ul") and page.lists:
        page.lists.pop()
    if element.tag in ("pre", "textarea"):
        page.preformatted -= 1


def _text(text: str | None, element: Any, page: Page) -> None:
    if not text:
        return
    at = element.sourceline or 0
    if page.preformatted:
        for index, line in enumerate(text.split("\n")):
            if index:
                page.lines.append(PageLine())
            page.put(_SPACES.sub(" ", line), at + index)
        return
    plain = _plain(text)
    if plain.strip(" ") or page.lines[-1].pieces:
        at += len(text) and text[: len(text) - len(text.lstrip())].count("\n")
        page.put(plain, at)


def _plain(text: str) -> str:
    """`text` with white space as a browser shows it; a line end between two Chinese characters shows as nothing."""

    def shown(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if "\n" in match[0] and is_chinese(before) and is_chinese(after):
            return ""
        return " "

    return _SPACES.sub(shown, text)


def _drop(element: Any, reason: Reason, page: Page) -> str:
    """Put the text of `element` into a line of its own that is dropped."""
    text = _plain(all_text(element)).strip()
    if text:
        page.new_line()
        page.put(text, element.sourceline or 0, reason)
        if reason is Reason.CODE:
            page.new_line()
    return text


def _table(element: Any, page: Page) -> None:
    page.new_line()
    for row, line in _lines_of_rows(element, page):
        page.lines[-1] = PageLine(line.pieces, line.notes, at=row)
        page.lines.append(PageLine())


def _lines_of_rows(element: Any, page: Page) -> Iterator[tuple[int, Line]]:
    rows: list[list[Cell]] = []
    places: list[int] = []
    below: dict[int, tuple[int, bool]] = {}  # for each column: rows that its cell still reaches down, and a neighbour
    for row in element.iter("tr"):
        cells: list[Cell] = []
        for cell in (item for item in row if item.tag in ("td", "th")):
            _fill(cells, below)
            inner = Page(page.total, page.before, pictures=page.pictures)
            _walk(cell, inner)
            page.code.extend(inner.code)
            page.numbers += inner.numbers
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(width):
                if height > 1:
                    below[len(cells)] = (height - 1, column > 0)
                cells.append(Cell(covered=True) if column else Cell(list(inner.lines)))
        _fill(cells, below)
        rows.append(cells)
        places.append((row.sourceline or element.sourceline or 0) + page.before)
    lines = list(table_lines(rows))
    whole = len(lines) == len(rows)
    for index, line in enumerate(lines):
        yield places[index] if whole else getattr(line, "at", 0), line


def _fill(cells: list[Cell], below: dict[int, tuple[int, bool]]) -> None:
    while below.get(len(cells), (0, False))[0]:
        left, covered = below[len(cells)]
        below[len(cells)] = (left - 1, covered)
        cells.append(Cell(covered=True) if covered else Cell([Line([(DITTO, None)])]))


def _span(cell: Any, name: str) -> int:
    text = cell.get(name) or "1"
    if text.isdecimal() and len(text) < 6:
        return max(1, min(int(text), _MOST_SPAN))
    return 1
