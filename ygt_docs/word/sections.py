"""Sections: where pages of one orientation end, their margins, pitch and footers, and where the imprint is anchored."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ygt_docs.compose.flow import Flow
from ygt_docs.docfiles.wml import Element, StyleSheet, make, w
from ygt_docs.geometry.page_number import PageNumber
from ygt_docs.notice.model import Orientation
from ygt_docs.problems import Place, UserError, problem
from ygt_docs.standard import gbt9704 as standard
from ygt_docs.standard.lengths import ZERO, Length, Mm, Pt, Twips
from ygt_docs.standard.line_grid import STANDARD_GRID, LineGrid
from ygt_docs.word.fill import Printed, style_of
from ygt_docs.word.slots import SlotKind, Slots
from ygt_docs.word.wml import insert_in_order, properties, put

_MARGINS = ("left", "right", "gutter")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def break_paragraphs(printed: Printed, slots: Slots, place: Place) -> list[Element]:
    """The paragraphs with the section properties, one for each section of the Flow in order.

    Raises UserError (W110) where the template's paragraph {{ 节.分节 }} holds no section break of its orientation.
    """
    found = []
    for number, slot in enumerate(slots):
        if slot.kind is not SlotKind.BREAK or slot.section is None:
            continue
        paragraph = printed[number]
        if orientation_of(_settings(paragraph)) is not slot.section.orientation:
            raise UserError([problem("W110", place, found=slot.section.orientation)])
        found.append(paragraph)
    return found


def text_widths(breaks: list[Element]) -> dict[int, int]:
    """Twips between the margins, by number of the section."""
    widths: dict[int, int] = {}
    for number, paragraph in enumerate(breaks):
        widths[number] = _text_width(_settings(paragraph))
    return widths


@dataclass(frozen=True)
class ImprintPages:
    """The paragraph after the imprint (None: no imprint), and the one that makes the blank page before it (or None)."""

    end: Element | None
    blank: Element | None


def imprint_pages(printed: Printed, slots: Slots, place: Place) -> ImprintPages:
    """The paragraphs that the imprint hangs on. Raises UserError (W110) where {{ 空白页 }} holds no section break."""
    found = {}
    for number, slot in enumerate(slots):
        if slot.kind in (SlotKind.IMPRINT_END, SlotKind.BLANK_PAGE):
            found[slot.kind] = printed[number]
    blank = found.get(SlotKind.BLANK_PAGE)
    if blank is not None and orientation_of(_settings(blank)) is not Orientation.PORTRAIT:
        raise UserError([problem("W110", place, found=SlotKind.BLANK_PAGE)])
    return ImprintPages(found.get(SlotKind.IMPRINT_END), blank)


def settle(body: Element, breaks: list[Element], imprint: ImprintPages, flow: Flow) -> None:
    """Put each section's properties on the paragraph that ends it, and the last section's at the end of the body."""
    last, end = breaks[-1], imprint.end
    turned = flow.sections[-1].orientation is Orientation.LANDSCAPE
    own_section = end is not None and not flow.decisions.imprint_inline and (turned or imprint.blank is not None)
    if end is not None and flow.decisions.imprint_on_new_page and not own_section:
        _begin_page(end)
    if end is not None and flow.decisions.imprint_inline:
        _unframe(end)
    if imprint.blank is not None:
        _end_with(body, imprint.blank)
    elif not own_section:
        _end_with(body, last)
        _drop_settings(last)
        if _follows_paragraph(last):
            body.remove(last)
    for number in flow.decisions.full_sections:
        if number < len(breaks) - (0 if own_section else 1):
            _join_to_previous(breaks[number])


def _end_with(body: Element, paragraph: Element) -> None:
    """Let the last section of the document be one like that of `paragraph`."""
    final = body.find(w("sectPr"))
    if final is not None:
        body.remove(final)
    body.append(copy.deepcopy(_settings(paragraph)))


def _begin_page(end: Element) -> None:
    """Let the imprint before `end` begin a new page.

    A frame stands on the page where it is met. The break is therefore a paragraph of its own before the first framed
    one: a break on `end` would leave the frame on the page before, and a blank page behind it.
    """
    framed = _framed(end)
    if not framed:
        return
    breaking = copy.deepcopy(end)
    for part in list(breaking):
        if part.tag != w("pPr"):
            breaking.remove(part)
    put(properties(breaking, "pPr"), "pageBreakBefore")
    framed[0].addprevious(breaking)


def _unframe(end: Element) -> None:
    """Let the imprint before `end` stand in the text: a frame cannot go on over a page."""
    for paragraph in _framed(end):
        layout = paragraph.find(w("pPr"))
        layout.remove(layout.find(w("framePr")))


def _framed(end: Element) -> list[Element]:
    """The framed paragraphs that stand right before `end`, in their order."""
    found = []
    paragraph = end.getprevious()
    while paragraph is not None and paragraph.find(f"{w('pPr')}/{w('framePr')}") is not None:
        found.append(paragraph)
        paragraph = paragraph.getprevious()
    return found[::-1]


def _settings(paragraph: Element) -> Element | None:
    return paragraph.find(f"{w('pPr')}/{w('sectPr')}")


def _drop_settings(paragraph: Element) -> None:
    settings = _settings(paragraph)
    if settings is not None:
        settings.getparent().remove(settings)


def orientation_of(settings: Element | None) -> Orientation | None:
    """How the pages of a section stand; None where its settings do not say."""
    size = None if settings is None else settings.find(w("pgSz"))
    if size is None:
        return None
    turned = int(size.get(w("w"), 0)) > int(size.get(w("h"), 0))
    if turned:
        return Orientation.LANDSCAPE
    return Orientation.PORTRAIT


def _text_width(settings: Element | None) -> int:
    """Zero for a section without size or margins: its text cannot be as wide as that of the others."""
    size = None if settings is None else settings.find(w("pgSz"))
    margins = None if settings is None else settings.find(w("pgMar"))
    if size is None or margins is None:
        return 0
    return int(size.get(w("w"), 0)) - sum(int(margins.get(w(side), 0)) for side in _MARGINS)


def _follows_paragraph(paragraph: Element) -> bool:
    before = paragraph.getprevious()
    return before is not None and before.tag == w("p") and _settings(before) is None


def _join_to_previous(paragraph: Element) -> None:
    """Let the paragraph before carry the section break, where the page has no room for a paragraph of its own.

    That is less than a point high, and nobody who deletes the text before it changes the pages. A table cannot carry a
    break.
    """
    if not _follows_paragraph(paragraph):
        return
    before, settings = paragraph.getprevious(), _settings(paragraph)
    if settings is not None:
        insert_in_order(properties(before, "pPr"), settings)
    paragraph.getparent().remove(paragraph)


_ROUNDING = 2  # twips


def apply_grid(document: Any, grid: LineGrid, imprint_end: Element | None) -> None:
    """Give the python-docx `document` the margins of upright pages and the pitch of `grid`.

    The imprint is a frame at the foot of the room for lines, which ends at `imprint_end` (None: there is none); it is
    lifted to the foot of the type area (7.4.1).
    """
    if not grid.compensated:
        return
    body = document.element.find(w("body"))
    for settings in list(body.iter(w("sectPr"))):
        _move_margins(settings, grid)
    for root in (body, document.styles.element):
        for spacing in root.iter(w("spacing")):
            _move(spacing, "line", STANDARD_GRID.pitch, grid.pitch)
    if imprint_end is not None:
        _lift(imprint_end, grid.lowered)


def _move_margins(settings: Element, grid: LineGrid) -> None:
    """A turned page keeps its own, which are the sides of an upright one, and its grid, which fills them best."""
    if orientation_of(settings) is not Orientation.PORTRAIT:
        return
    margins, lines = settings.find(w("pgMar")), settings.find(w("docGrid"))
    if lines is not None:
        _move(lines, "linePitch", STANDARD_GRID.pitch, grid.pitch)
    if margins is not None:
        _move(margins, "top", STANDARD_GRID.top, grid.top)
        _move(margins, "bottom", STANDARD_GRID.bottom, grid.bottom)


def _move(element: Element, name: str, own: Length, wanted: Length) -> None:
    value = element.get(w(name))
    if value is not None and abs(int(value) - own.twips) <= _ROUNDING:
        element.set(w(name), str(wanted.twips))


def _lift(end: Element, by: Length) -> None:
    """An empty line of the height `by` below the imprint, in the same frame."""
    last = end.getprevious()
    frame = None if last is None else last.find(f"{w('pPr')}/{w('framePr')}")
    if frame is None:  # inline: it stands in the text
        return
    line = make("p")
    layout = properties(line, "pPr")
    layout.append(copy.deepcopy(frame))
    put(layout, "spacing", before=0, after=0, line=by.twips, lineRule="exact")
    last.addnext(line)


_NEAR = Mm(0.1)
_BESIDE = re.compile(r"margin-left:([\d.]+)pt")
_BROAD = re.compile(r"(?<!-)width:[^;]*")


def place_numbers(roots: Iterable[Element], styles: StyleSheet, numbers: Mapping[str, PageNumber]) -> None:
    """Put the page numbers of `roots` where `numbers` says, by the names of their styles (7.5).

    A section has one distance of its footers, so the lower one of two numbers decides it and the other is lifted. What
    stands right by a tenth of a millimetre stays as the template has it.
    """
    rooms, by_id = {}, {}
    for name, number in numbers.items():
        rooms[name] = standard.BOTTOM_MARGIN.value - number.below - number.line
        by_id[styles.id_of(name)] = name
    lowest = min(rooms.values())
    for root in roots:
        for settings in root.iter(w("sectPr")):
            _place_footers(settings, lowest)
        if root.tag != w("ftr"):
            continue
        for paragraph in root.iter(w("p")):
            name = by_id.get(style_of(properties(paragraph, "pPr")), "")
            if name:
                _place_number(paragraph, numbers[name], rooms[name] - lowest)


def _place_footers(settings: Element, room: Length) -> None:
    margins = settings.find(w("pgMar"))
    if margins is None or orientation_of(settings) is not Orientation.PORTRAIT:
        return
    if not _is_near(Twips(int(margins.get(w("footer"), 0))), room):
        margins.set(w("footer"), str(room.twips))


def _place_number(paragraph: Element, number: PageNumber, lifted: Length) -> None:
    """The number in a footer is `lifted`; that of a turned page stands in a box, whose right side is its upper edge."""
    box = next(paragraph.iterancestors(f"{_WP}anchor", f"{_VML}shape"), None)
    across = standard.LANDSCAPE_LEFT_MARGIN.value - number.below - number.line
    if box is None:
        if not _is_near(lifted, ZERO):
            put(properties(paragraph, "pPr"), "spacing", after=lifted.twips)
    elif box.tag == f"{_VML}shape":
        own = _BESIDE.search(box.get("style", ""))
        if own is None or not _is_near(Pt(float(own[1])), across):
            style = _BESIDE.sub(f"margin-left:{across.pt:.4f}pt", box.get("style", ""))
            box.set("style", _BROAD.sub(f"width:{number.line.pt:g}pt", style))
    else:
        offset = box.find(f"{_WP}positionH/{_WP}posOffset")
        if not _is_near(Length(int(offset.text)), across):
            offset.text = str(across.emu)
            for extent in (*box.iter(f"{_WP}extent"), *box.iter(f"{_A}ext")):
                extent.set("cx", str(number.line.emu))


def _is_near(one: Length, other: Length) -> bool:
    return abs(one.emu - other.emu) <= _NEAR.emu
