"""A .docx as facts (Word 文件): paragraphs, sections, footers, masthead and imprint rules, and what was left behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.wml import Element, local_name, w
from ygt_docs.docfiles.word_file import WordFile, open_docx
from ygt_docs.docfiles.word_package import Package
from ygt_docs.docfiles.word_styles import Effective, plain_number, points
from ygt_docs.docfiles.word_text import paragraphs, plain_text, runs_of
from ygt_docs.problems import Problems
from ygt_docs.proof.docx_paragraphs import Reading, Section, line_height, read_paragraphs
from ygt_docs.proof.facts import Facts, Kind, PageNumber, Para, Stroke, blanks_before
from ygt_docs.proof.grids import grid_of
from ygt_docs.proof.pictures import pictures_of_word
from ygt_docs.proof.recognise import tell
from ygt_docs.proof.tables import tables_of_word
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import Length, Mm
from ygt_docs.standard.line_grid import LineGrid

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MM = 25.4 / 72
_PAGE = re.compile(r"\bPAGE\b")
_NEAR = 4  # blocks before the imprint and after it that may hold its rules
_LINES = ("wsp", "line", "cxnSp", "rect")
_RULE, _STROKE = Mm(100), Mm(2)  # what is shorter, or thicker, is no rule
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")


@dataclass(kw_only=True)
class WordFacts(Facts):
    """What was read from a Word file, and what only Word files have.

    `heights`: each paragraph outside of tables and frames with its height in points. `even_odd`: odd and even pages
    have footers of their own. `tracked`, `hidden`, `lists`, `restarts` count changes, hidden runs, paragraphs that Word
    numbers and sections that count anew. `grid_spacing`: what a grid of characters adds to each, in points.
    `first_page_numbered`: the first page bears a number. `strokes` are those that its header and footer draw.
    `grids`: every w:tbl, with rules or without.
    """

    kind = Kind.WORD
    body: Element
    effective: Effective
    heights: list[tuple[Element, float]]
    even_odd: bool = False
    tracked: int = 0
    comments: bool = False
    hidden: int = 0
    background: bool = False
    restarts: int = 0
    lists: int = 0
    grids: list[Element] = field(default_factory=list)
    watermark: bool = False
    grid_spacing: float = 0.0
    first_page_numbered: bool = False

    def source_of(self, para: Para) -> Element:
        """The w:p that `para`, a paragraph of this file, was read from."""
        assert para.source is not None
        return para.source

    def sources(self) -> list[tuple[Para, Element]]:
        """Each paragraph with its w:p."""
        found: list[tuple[Para, Element]] = []
        for para in self.paras:
            found.append((para, self.source_of(para)))
        return found


def docx_facts(data: bytes | WordFile, problems: Problems, flow: Flow | None = None) -> WordFacts | None:
    """What the .docx `data` shows; None where it cannot be read (D805 says why). `flow`: what it was made from."""
    opened = open_docx(WordFile.of(data), problems)
    if opened is None:
        return None
    package, body = opened
    effective = Effective.of(package)
    reading, sections = read_paragraphs(body, effective)
    facts = _facts(package, body, reading, sections)
    facts.pitch = _body_pitch(reading.paras)
    _count_blank_lines(reading.paras, facts.pitch)
    facts.pictures = pictures_of_word(package, body)
    facts.tables = tables_of_word(body, facts.paras, effective)
    facts.grid = grid_of(facts) if flow is None else flow.grid
    facts.numbers = [
        _from_type_area(number, facts.grid)
        for section in sections
        for number in _page_numbers(section, package, effective)
    ]
    facts.known = flow is not None and _take_roles(facts, flow)
    tell(facts, flow)
    return facts


def _take_roles(facts: WordFacts, flow: Flow) -> bool:
    """Give the paragraphs the roles of the Flow; whether both hold the same text."""
    wanted = [item for item in flow.paragraphs() if item.text.strip()]
    same = [para.bare for para in facts.paras] == ["".join(item.text.split()) for item in wanted]
    for para, item in zip(facts.paras, wanted, strict=False) if same else ():
        para.role, para.composed = item.role, item
    plain = [para for para in facts.paras if not para.boxed] if same else []
    blanks = blanks_before(flow)
    for para, blank in zip(plain, blanks, strict=False) if len(plain) == len(blanks) else ():
        para.composed_blank = blank
    return same


def _body_pitch(paras: list[Para]) -> float | None:
    """The line pitch that most characters outside of tables have, in points."""
    counted: Counter[float] = Counter()
    for para in paras:
        if not para.boxed and not para.framed and para.pitch is not None:
            counted[round(para.pitch, 2)] += len(para.text)
    if counted:
        return counted.most_common(1)[0][0]
    return None


def _count_blank_lines(paras: list[Para], pitch: float | None) -> None:
    """Heights of empty paragraphs become lines of the body."""
    for para in paras:
        para.blank = None if para.blank is None or not pitch else para.blank / pitch


def _page_numbers(section: Section, package: Package, effective: Effective) -> Iterator[PageNumber]:
    for kind, root in _edges(section, package, "footer"):
        for paragraph in paragraphs(root):
            if _has_page_field(paragraph):
                yield _page_number(paragraph, section, effective, kind)


def _edges(section: Section, package: Package, name: str) -> Iterator[tuple[str, Element]]:
    """The headers or footers (`name`) of a section, each with its pages: default, even, or first where that counts."""
    targets = {}
    for item in package.relationships(str(package.document)):
        targets[item.get("Id")] = item.get("Target", "")
    title_page = section.settings.find(w("titlePg")) is not None
    for reference in section.settings.findall(w(f"{name}Reference")):
        kind = reference.get(w("type"), "default")
        if kind == "first" and not title_page:
            continue
        identity = ""
        for key, value in reference.attrib.items():
            if str(key).endswith("}id"):
                identity = value
                break
        target = targets.get(identity, "")
        root = package.roots.get(target if target.startswith("word/") else f"word/{target}".replace("//", "/"))
        if root is not None:
            yield kind, root


def _of_first_page(section: Section, package: Package, name: str) -> list[Element]:
    """The headers or footers (`name`) that the first page of a section bears."""
    wanted = "default" if section.settings.find(w("titlePg")) is None else "first"
    return [root for kind, root in _edges(section, package, name) if kind == wanted]


def _first_page_strokes(section: Section, package: Package) -> list[Stroke]:
    """The rules that stand at a place of the first page, drawn in its header or footer, from top to bottom."""
    strokes = []
    for name in ("header", "footer"):
        for root in _of_first_page(section, package, name):
            for anchor in root.iter(f"{_WP}anchor"):
                strokes += _stroke(anchor, section.area.paper_width)
    return sorted(strokes, key=lambda stroke: stroke.top)


def _stroke(anchor: Element, paper: float) -> list[Stroke]:
    """The rule that an anchored shape is, taken for centred on `paper` mm; nothing for one that is none."""
    extent, place = anchor.find(f"{_WP}extent"), anchor.find(f"{_WP}positionV")
    offset = None if place is None else place.findtext(f"{_WP}posOffset")
    if extent is None or place is None or offset is None or place.get("relativeFrom") != "page":
        return []
    width, thickness = (Length(int(plain_number(extent.get(name), 0))) for name in ("cx", "cy"))
    if width < _RULE or thickness > _STROKE:
        return []
    top = Length(int(plain_number(offset, 0))).mm
    left = (paper - width.mm) / 2
    return [Stroke(1, left, left + width.mm, top, top + thickness.mm, _line_colour(anchor))]


def _has_page_field(paragraph: Element) -> bool:
    codes = []
    for run in runs_of(paragraph):
        for node in run:
            if node.tag == w("instrText"):
                codes.append(node.text or "")
    codes += [node.get(w("instr"), "") for node in paragraph.iter(w("fldSimple"))]
    return any(map(_PAGE.search, codes))


def _page_number(paragraph: Element, section: Section, effective: Effective, kind: str) -> PageNumber:
    runs = [run for run in runs_of(paragraph) if run.find(w("t")) is not None]
    run = runs[0] if runs else paragraph
    piece = effective.piece("—", run, paragraph)
    indents = effective.indents(paragraph, piece.size)
    frame = next(effective.of_paragraph(paragraph, "framePr"), None)
    boxed = next(paragraph.iterancestors(w("txbxContent")), None) is not None
    jc = effective.value(paragraph, "jc") or "left"
    side = {"right": "右", "end": "右", "center": "中"}.get(jc, "左")
    if frame is not None:
        side = {"right": "右", "center": "中", "outside": "外"}.get(frame.get(w("xAlign"), ""), side)
    space = {"右": indents.right, "左": indents.left + indents.first}.get(side, 0.0) * _MM
    space += _typed_space(paragraph, side, piece.size)
    if frame is not None or boxed:
        gap = None
    else:
        gap = _dash_gap(paragraph, section, effective, piece.size)
    text = re.sub(r"\d+", "#", plain_text(paragraph).strip())
    return PageNumber(f"{kind}:{text}", piece.family, piece.size, side, space, gap, landscape=section.area.landscape)


def _from_type_area(number: PageNumber, grid: LineGrid) -> PageNumber:
    """`number` measured from the foot of the type area, where lines reach beyond it."""
    if number.gap is None or number.landscape:
        return number
    return replace(number, gap=number.gap + grid.lowered.mm)


def _typed_space(paragraph: Element, side: str, size: float) -> float:
    """Spaces typed between the number and its edge count like an indent."""
    text = plain_text(paragraph)
    if side == "右":
        spaces = text[len(text.rstrip()) :]
    else:
        spaces = text[: len(text) - len(text.lstrip())]
    return sum(1.0 if space == "　" else 0.5 for space in spaces) * size * _MM


def _dash_gap(paragraph: Element, section: Section, effective: Effective, size: float) -> float | None:
    """From the foot of the type area to the ink of the dash, in mm, where Word places the footer by its distance."""
    margins = section.settings.find(w("pgMar"))
    if margins is None or section.area.bottom is None:
        return None
    distance = points(margins.get(w("footer")), 20, 720) * _MM
    height = line_height(paragraph, effective, None, size)
    below = sum(line_height(item, effective, None, size) for item in paragraph.itersiblings(w("p")))
    top = section.area.bottom - distance - (height + below) * _MM
    return top + ((height - 1.2 * size) / 2 + 0.58 * size) * _MM


def _facts(package: Package, body: Element, reading: Reading, sections: list[Section]) -> WordFacts:
    """All that can be read before anything is recognised."""
    document = package.roots[str(package.document)]
    settings = []
    for name in package.related(str(package.document), "settings"):
        if name in package.roots:
            settings.append(package.roots[name])
    hidden = f"{w('rPr')}/{w('vanish')}"
    return WordFacts(
        reading.paras,
        [section.area for section in sections],
        width=sections[0].width if sections else standard.TYPE_AREA_WIDTH.value.mm,
        body=body,
        effective=reading.effective,
        heights=reading.heights,
        even_odd=any(_switched_on(root.find(w("evenAndOddHeaders"))) for root in settings),
        tracked=sum(1 for _ in body.iter(*map(w, _TRACKED))),
        comments=next(body.iter(w("commentReference")), None) is not None,
        hidden=sum(_switched_on(run.find(hidden)) for run in body.iter(w("r"))),
        background=document.find(w("background")) is not None,
        restarts=sum(_counts_anew(section.settings) for section in sections[1:]),
        lists=sum(_is_numbered(para, reading.effective) for para in reading.paras),
        grids=list(body.iter(w("tbl"))),
        watermark=_watermark(package),
        grid_spacing=_grid_spacing(sections[0].settings) if sections else 0.0,
        strokes=_first_page_strokes(sections[0], package) if sections else [],
        first_page_numbered=bool(sections) and _is_numbered_first(sections[0], package),
    )


def _is_numbered_first(section: Section, package: Package) -> bool:
    """Whether the first page of a section bears a number."""
    printed: list[Element] = []
    for root in _of_first_page(section, package, "footer"):
        printed += paragraphs(root)
    return any(map(_has_page_field, printed))


def _counts_anew(section: Element) -> bool:
    """Whether the page numbers of a section begin anew."""
    numbers = section.find(w("pgNumType"))
    return numbers is not None and numbers.get(w("start")) is not None


def _is_numbered(para: Para, effective: Effective) -> bool:
    """Whether Word itself numbers a paragraph."""
    return para.source is not None and next(effective.of_paragraph(para.source, "numPr"), None) is not None


def _grid_spacing(settings: Element) -> float:
    """What a grid of lines and characters adds to each character, in points."""
    grid = settings.find(w("docGrid"))
    counted = grid is not None and grid.get(w("type")) in ("linesAndChars", "snapToChars")
    if counted and grid is not None:
        return plain_number(grid.get(w("charSpace")), 0) / 4096
    return 0.0


def _switched_on(element: Element | None) -> bool:
    return element is not None and element.get(w("val"), "1") not in ("0", "false", "off")


def _watermark(package: Package) -> bool:
    """Whether a header holds a drawing with text behind the page, as Word's watermarks are."""
    headers = []
    for name in package.related(str(package.document), "header"):
        if name in package.roots:
            headers.append(package.roots[name])
    return any(local_name(node) == "textpath" for root in headers for node in root.iter())


def masthead_rule(facts: WordFacts, number: Para, title: Para | None) -> tuple[str, float, float | None] | None:
    """The rule between `number` and `title` of a Word file: colour, width in mm, and mm under the number's ink.

    The distance is None where it cannot be computed (most drawn lines). None: there is no rule.
    """
    effective = facts.effective
    start = facts.source_of(number)
    stop = facts.source_of(title) if title is not None else None
    gap = 0.0
    height = number.pitch or 19.2
    below = (height - 1.2 * number.size) / 2 + 0.06 * number.size  # the ink of 〔〕 ends 1.14 sizes down
    for element in _from(start, stop):
        border = next(effective.of_paragraph(element, "pBdr"), None)
        top, bottom = (None if border is None else border.find(w(name)) for name in ("top", "bottom"))
        if element is not start:
            own = line_height(element, effective, None, number.size)
        else:
            own = 0.0
        if _drawn(top) and element is not start:
            return _border(top, facts, element, gap + below)
        if bottom is not None and _drawn(bottom):
            return _border(bottom, facts, element, gap + own + below + plain_number(bottom.get(w("space")), 0))
        if any(local_name(node) in _LINES for node in element.iter()):
            width, down = _drawn_line(element, facts.width)
            return _line_colour(element), width, None if down is None else (gap + below + down) * _MM
        gap += own
    return None


def _from(start: Element, stop: Element | None) -> Iterator[Element]:
    element: Element | None = start
    while element is not None and element is not stop:
        if element.tag == w("p"):
            yield element
        element = element.getnext()


def _drawn(border: Element | None) -> bool:
    return border is not None and border.get(w("val")) not in (None, "nil", "none")


def _border(border: Element, facts: WordFacts, element: Element, points: float) -> tuple[str, float, float]:
    indents = facts.effective.indents(element, 16.0)
    return border.get(w("color"), "auto").upper(), facts.width - (indents.left + indents.right) * _MM, points * _MM


def _drawn_line(element: Element, usual: float) -> tuple[float, float | None]:
    """How long in mm a line is that was drawn in a paragraph, and how many points under its upper edge it stands.

    `usual` where its length, and None where its place, is not written in a way that is known.
    """
    anchor = next(element.iter(f"{_WP}anchor"), None)
    if anchor is None:
        return usual, None
    extent, place = anchor.find(f"{_WP}extent"), anchor.find(f"{_WP}positionV")
    if extent is None:
        width = usual
    else:
        width = Length(int(plain_number(extent.get("cx"), 0))).mm
    offset = None if place is None else place.findtext(f"{_WP}posOffset")
    if offset is None or place is None or place.get("relativeFrom") != "paragraph":
        return width, None
    return width, Length(int(plain_number(offset, 0))).pt


def _line_colour(element: Element) -> str:
    for node in element.iter():
        if local_name(node) == "srgbClr":
            return str(node.get("val", "")).upper()
        if node.get("strokecolor"):
            colour = str(node.get("strokecolor"))
            if colour in ("red", "#f00"):
                return "FF0000"
            return colour.lstrip("#").upper()
    return "000000"


def missing_rules(facts: WordFacts, paras: Sequence[Para]) -> list[str]:
    """Which of the outer rules (首条, 末条) do not stand around the imprint that `paras`, in order, are.

    A line that was drawn says not where it stands, so it counts for any that is missing.
    """
    effective = facts.effective
    first, last = _block(facts.source_of(paras[0])), _block(facts.source_of(paras[-1]))
    blocks = list(first.getparent())
    start, stop = blocks.index(first), blocks.index(last) if last in blocks else blocks.index(first)
    before, after = blocks[max(start - _NEAR, 0) : start], blocks[stop + 1 : stop + _NEAR]
    above = any(_has_rule(block, effective) for block in before) or _has_rule(first, effective, "top")
    below = any(_has_rule(block, effective) for block in after) or _has_rule(last, effective, "bottom")
    missing = []
    for name, there in (("首条", above), ("末条", below)):
        if not there:
            missing.append(name)
    drawn = sum(_lines_drawn(block) for block in [*before, *blocks[start : stop + 1], *after] if block.tag == w("p"))
    return missing[min(drawn, len(missing)) :]


def _block(element: Element) -> Element:
    """The paragraph or table of the body that holds `element`."""
    while element.getparent() is not None and element.getparent().tag != w("body"):
        element = element.getparent()
    return element


def _has_rule(block: Element, effective: Effective, *sides: str) -> bool:
    """Whether a rule stands at one of these sides of a block (none named: anywhere); in a table only by its sides."""
    if block.tag == w("tbl"):
        return bool(sides) and _table_rules(block, effective) >= 2
    if block.tag != w("p"):
        return False
    borders = list(effective.of_paragraph(block, "pBdr"))[:1]
    strips = list(effective.of_paragraph(block, "shd"))[:1]
    bordered = any(_drawn(border.find(w(side))) for border in borders for side in sides or ("top", "bottom"))
    filled = any(strip.get(w("fill"), "auto").upper() == "000000" for strip in strips)
    return bordered or filled or any(map(_is_line, block.iter(f"{_WP}inline")))


def _is_line(inline: Element) -> bool:
    """Whether a shape that stands in the text is a line as long as a rule."""
    extent = inline.find(f"{_WP}extent")
    if extent is None or not any(local_name(node) == "wsp" for node in inline.iter()):
        return False
    long, thick = (Length(int(plain_number(extent.get(name), 0))) for name in ("cx", "cy"))
    return long >= _RULE and thick <= _STROKE


def _lines_drawn(block: Element) -> int:
    """The lines of a paragraph whose place is not known: those that float."""
    standing = sum(map(_is_line, block.iter(f"{_WP}inline")))
    return sum(local_name(node) in ("wsp", "line", "cxnSp") for node in block.iter()) - standing


def _table_rules(table: Element, effective: Effective) -> int:
    borders = [table.find(f"{w('tblPr')}/{w('tblBorders')}")]
    named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    if named is not None:
        for style in effective.styles.chain(named.get(w("val")), "table"):
            borders.append(style.find(f"{w('tblPr')}/{w('tblBorders')}"))
    own = []
    for border in borders:
        if border is not None:
            own.append(border)
    if own:
        outer = sum(_drawn(own[0].find(w(side))) for side in ("top", "bottom"))
    else:
        outer = 0
    cells = list(table.iter(w("tcBorders")))
    return max(outer, sum(_drawn(cell.find(w(side))) for cell in cells for side in ("top", "bottom")))
