"""The ruled tables of a finished file: where they stand, how their rules look, and what their cells say.

A grid that only puts texts in their places (masthead, sign-offs side by side, imprint) has no upright rules and is
none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ygt_docs.docfiles.pdf_text import Path, PdfPage
from ygt_docs.docfiles.wml import Element, local_name, w
from ygt_docs.docfiles.word_styles import Effective, plain_number, points
from ygt_docs.docfiles.word_text import sections
from ygt_docs.proof.docx_paragraphs import area_of
from ygt_docs.proof.facts import Para, TableBox
from ygt_docs.proof.pdf_lines import MM, is_upright_rule, regions_of
from ygt_docs.standard import gbt9704 as standard

_UPRIGHT = ("left", "right", "start", "end", "insideV")
_NO_LINE = (None, "nil", "none")
_THICKEST = 3.0  # points: what is thicker is no rule
_DARK = 60  # of 255: what is darker prints as black


def tables_of_word(body: Element, paras: Sequence[Para], effective: Effective) -> list[TableBox]:
    """The ruled tables of a Word file, and those without rules whose head is repeated."""
    cells: dict[Element, list[Para]] = {}
    for para in paras:
        if para.boxed and para.source is not None:
            table = list(para.source.iterancestors(w("tbl")))[-1]
            cells.setdefault(table, []).append(para)
    found: list[TableBox] = []
    for settings, blocks in sections(body):
        area = area_of(settings)
        width = area.paper_width - (area.left or 0.0) - (area.right or 0.0)
        for block in blocks:
            if block.tag == w("tbl") and block in cells:
                found += _word_table(block, cells[block], effective, width)
    return found


def _word_table(table: Element, paras: Sequence[Para], effective: Effective, room: float) -> Iterator[TableBox]:
    """The box of `table` in text `room` mm wide; nothing for a grid that only puts texts in their places."""
    borders = list(_borders(table, effective))
    drawn = [item for item in borders if item.get(w("val")) not in _NO_LINE]
    upright = any(local_name(item) in _UPRIGHT for item in drawn)
    repeated = any(True for _ in table.iter(w("tblHeader")))
    if not upright and not repeated:
        return
    colours: list[str] = []
    thickest = 0.0
    for item in drawn:
        thickest = max(thickest, points(item.get(w("sz")), 8, 0))
        colour = item.get(w("color"), "auto").upper()
        if not _is_black(colour) and colour not in colours:
            colours.append(colour)
    left, right = _edges(table, effective, room)
    yield TableBox(tuple(paras), left, right, thickest=thickest, colours=tuple(colours), ruled=bool(drawn), room=room)


def _borders(table: Element, effective: Effective) -> Iterator[Element]:
    """The rules that a table and its cells have, its own before those of its style."""
    own = table.find(f"{w('tblPr')}/{w('tblBorders')}")
    if own is not None:
        yield from own
    else:
        for style in _styles(table, effective):
            borders = style.find(f"{w('tblPr')}/{w('tblBorders')}")
            if borders is not None:
                yield from borders
                break
    for cell in table.iter(w("tcBorders")):
        yield from cell


def _styles(table: Element, effective: Effective) -> Iterable[Element]:
    named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    return () if named is None else effective.styles.chain(named.get(w("val")), "table")


def _edges(table: Element, effective: Effective, room: float) -> tuple[float | None, float | None]:
    """The outer rules in mm from the left edge of the text; None where Word fits the table to it, or it floats."""
    layout = table.find(w("tblPr"))
    if layout is None or layout.find(w("tblpPr")) is not None:
        return None, None
    width = _width(table, layout, room)
    if width is None:
        return None, None
    place = layout.find(w("jc"))
    for style in _styles(table, effective):
        if place is None:
            place = style.find(f"{w('tblPr')}/{w('jc')}")
    jc = "left" if place is None else place.get(w("val"), "left")
    if jc == "center":
        left = (room - width) / 2
    elif jc in ("right", "end"):
        left = room - width
    else:
        indent = layout.find(w("tblInd"))
        left = 0.0 if indent is None or indent.get(w("type")) == "pct" else points(indent.get(w("w")), 20, 0) * MM
    return left, left + width


def _width(table: Element, layout: Element, room: float) -> float | None:
    """How wide a table is in mm; None: Word finds its width by what stands in it, never more than the text has."""
    fixed = layout.find(w("tblLayout"))
    if fixed is not None and fixed.get(w("type")) == "fixed":
        columns = 0.0
        for column in table.findall(f"{w('tblGrid')}/{w('gridCol')}"):
            columns += points(column.get(w("w")), 20, 0)
        return columns * MM
    stated = layout.find(w("tblW"))
    if stated is None or stated.get(w("type"), "dxa") not in ("dxa", "pct"):
        return None
    value = stated.get(w("w"), "0")
    if stated.get(w("type")) == "pct":
        part = plain_number(value.rstrip("%"), 0) / (100 if value.endswith("%") else 5000)
        return part * room
    return points(value, 20, 0) * MM or None


def _is_black(colour: str) -> bool:
    """Whether a colour as RRGGBB, or AUTO, prints as black."""
    if len(colour) != 6:
        return True
    parts = (plain_hex(colour[place : place + 2]) for place in (0, 2, 4))
    return max(parts) < _DARK


def plain_hex(digits: str) -> int:
    """Two hexadecimal digits as a number; 0 for what is none."""
    try:
        return int(digits, 16)
    except ValueError:
        return 0


def tables_of_pdf(pages: Sequence[PdfPage], paras: Sequence[Para], left: float, width: float) -> list[TableBox]:
    """The parts of tables on the pages of a PDF.

    `left` and `width`: the type area of an upright page in mm.
    """
    rows: dict[int, list[Para]] = {}
    for para in paras:
        if para.boxed and para.page is not None:
            rows.setdefault(para.page, []).append(para)
    found: list[TableBox] = []
    for page in pages:
        own = rows.get(page.number, [])
        for top, bottom in regions_of(page.paths) if own else ():
            inside = [para for para in own if _stands_between(para, top * MM, bottom * MM)]
            if inside:
                edge = standard.LANDSCAPE_LEFT_MARGIN.value.mm if inside[0].landscape else left
                room = standard.TYPE_AREA_HEIGHT.value.mm if inside[0].landscape else width
                found.append(_pdf_table(page.paths, (top, bottom), inside, edge, room))
    return found


def _pdf_table(
    paths: Sequence[Path], region: tuple[float, float], paras: Sequence[Para], edge: float, room: float
) -> TableBox:
    top, bottom = region
    columns: list[float] = []
    colours: list[str] = []
    thickest = 0.0
    for path in paths:
        if path.top < top - _THICKEST or path.bottom > bottom + _THICKEST:
            continue
        level = path.right - path.left > path.bottom - path.top
        if path.weight > _THICKEST or not (level or is_upright_rule(path)):
            continue
        if not _is_black(path.colour) and path.colour not in colours:
            colours.append(path.colour)
        thickest = max(thickest, path.weight)
        if not level:
            columns.append(round((path.left + path.right) / 2 * MM, 1))
    columns = sorted(set(columns))
    return TableBox(
        tuple(paras),
        columns[0] - edge,
        columns[-1] - edge,
        page=paras[0].page,
        top=top * MM,
        bottom=bottom * MM,
        thickest=thickest,
        colours=tuple(colours),
        ruled=True,
        room=room,
        columns=tuple(columns),
    )


def _stands_between(para: Para, top: float, bottom: float) -> bool:
    baseline = para.lines[0].baseline
    return baseline is not None and top - 0.5 < baseline < bottom + 0.5
