"""What the laid-out pages decide (Decisions): where the imprint stands, and at which rows tables go on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ygt_docs.compose.composer import BODY_ROLES
from ygt_docs.compose.flow import Decisions, Flow, JointMark, Paragraph, Role
from ygt_docs.notice.model import Orientation
from ygt_docs.pdf.sign_off_page import has_room_for_a_line, sign_off_page
from ygt_docs.standard.lengths import Pt

_ROOM_FOR_BREAK = Pt(2).pt / 0.75  # pixels: its 0.7 pt, and what programs make of the lines of a page by rounding


def decide(document: Any, flow: Flow) -> Decisions:
    """The decisions that WeasyPrint's `document`, laid out from `flow`, asks for."""
    pages = []
    for page in document.pages:
        pages.append(page._page_box)
    if body_is_late(pages, flow) and _addressees_can_move(flow) and not has_room_for_a_line(pages[0], flow):
        return Decisions(addressees_in_imprint=True)  # everything else depends on it, and is decided afterwards
    text = replace(
        Decisions(),
        addressees_in_imprint=flow.decisions.addressees_in_imprint,
        table_breaks=_table_breaks(pages),
        contents_pages=_contents_pages(pages, flow),
        **sign_off_page(pages, flow),
    )
    given = replace(flow.decisions, full_sections=())
    if text != _without_imprint(given):
        return replace(text, **_foreseen(pages, flow, text))
    whole = replace(text, **_imprint(pages, flow))
    if whole != given:
        return whole
    # Read off the last pages, and no page changes for it: nothing that was decided before can ask for another one.
    return replace(whole, full_sections=_full_sections(pages, flow))


def _foreseen(pages: list[Any], flow: Flow, text: Decisions) -> dict[str, Any]:
    """What the next pages, those of `text`, will ask for the imprint, where that is known; else nothing.

    The text will stand on other lines, and where the imprint has room shows only then. Behind a turned page it never
    has any, so only the number of pages counts: a guess that comes true saves a round. Tighter lines save a page.
    """
    if not flow.decisions.imprint_on_new_page or not _ends_turned(flow):
        return {}
    saved = text.tight_pitch is not None and flow.decisions.tight_pitch is None
    return _on_new_page(_last_with_text(pages) - saved, flow)


def _without_imprint(decisions: Decisions) -> Decisions:
    return replace(decisions, imprint_on_new_page=False, blank_page_before_imprint=False, imprint_inline=False)


def body_is_late(pages: list[Any], flow: Flow) -> bool:
    """Whether a document with an issuing mark has body text, and none of it stands on page one (7.3.3)."""
    blocks = flow.sections[0].blocks
    roles = set()
    for block in blocks:
        if isinstance(block, Paragraph):
            roles.add(block.role)
    marked = Role.MARK in roles or any(isinstance(block, JointMark) for block in blocks)
    if not marked or not roles & BODY_ROLES:
        return False
    classes = set()
    for role in BODY_ROLES:
        classes.add(role.css_class)
    return not any(set(_attribute(box, "class").split()) & classes for box, _ in _boxes(pages[0]))


def _addressees_can_move(flow: Flow) -> bool:
    """Whether addressees stand above the body (7.3.2)."""
    return any(isinstance(block, Paragraph) and block.role is Role.ADDRESSEES for block in flow.sections[0].blocks)


def _imprint(pages: list[Any], flow: Flow) -> dict[str, Any]:
    """Where the imprint stands (7.4.1): under the text, on a page of its own, or (it is higher than a page) inline.

    The fields of Decisions. A new page that was asked for once under the same text stays asked for: without the
    imprint the text has room again.
    """
    given = flow.decisions
    if flow.imprint is None or given.imprint_inline:
        return {"imprint_inline": given.imprint_inline}
    if _imprint_height(pages) > pages[-1].height:
        return {"imprint_inline": True}
    last = _last_with_text(pages)
    odd = last % 2 == 1
    if not given.imprint_on_new_page and _has_room(pages, last, flow) and not (flow.imprint.even_page and odd):
        return {}
    return _on_new_page(last, flow)


def _on_new_page(last: int, flow: Flow) -> dict[str, Any]:
    """The fields of Decisions for an imprint on a page of its own behind `last`, the last page with text."""
    blank = flow.imprint is not None and flow.imprint.even_page and last % 2 == 0
    return {"imprint_on_new_page": True, "blank_page_before_imprint": blank}


def _last_with_text(pages: list[Any]) -> int:
    """The number of the last page with text; 0 where there is none."""
    last = 0
    for number, page in enumerate(pages, start=1):
        if _has_text(page):
            last = number
    return last


def _ends_turned(flow: Flow) -> bool:
    return flow.sections[-1].orientation is Orientation.LANDSCAPE


def _has_room(pages: list[Any], last: int, flow: Flow) -> bool:
    """Whether the imprint stands on `last`, the last page with text, and that page is not a turned one (8).

    Its text has to: on a page that is full the place where it belongs is still there, and it itself is on none.
    """
    if _ends_turned(flow):
        return False
    words = ""
    for box, inside in _boxes(pages[-1]):
        if inside:
            words += getattr(box, "text", "")
    return last == len(pages) and bool(words)


def _has_text(page: Any) -> bool:
    """Whether anything but the imprint and the page's margins stands on `page`: text or a picture."""
    for box, inside in _boxes(page.children[0]):
        text = getattr(box, "text", "")
        if not inside and (text or hasattr(box, "replacement")):
            return True
    return False


def _imprint_height(pages: list[Any]) -> float:
    height = 0.0
    for page in pages:
        for box, _ in _boxes(page):
            if _attribute(box, "class") == "imprint" and hasattr(box, "margin_height"):
                height = max(height, box.margin_height())
    return height


def _contents_pages(pages: list[Any], flow: Flow) -> tuple[int, ...]:
    """The page of each paragraph that the contents of a collection name, in the order of the contents."""
    wanted = []
    for paragraph in flow.paragraphs():
        if paragraph.page_of:
            wanted.append(paragraph.page_of)
    if not wanted:
        return ()
    found: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for box, _ in _boxes(page):
            found.setdefault(_attribute(box, "id"), number)
    result: list[int] = []
    for name in wanted:
        result.append(found[name])
    return tuple(result)


def _full_sections(pages: list[Any], flow: Flow) -> tuple[int, ...]:
    """The sections whose last page has no room for the paragraph that ends them in Word; the last of all needs none.

    So is one before another of the same paper: pages do not tell where it ends, and none turns without its break.
    """
    full = _full_ends(pages)
    found = []
    for number, (section, following) in enumerate(itertools.pairwise(flow.sections)):
        alike = (section.orientation, section.numbered) == (following.orientation, following.numbered)
        if alike or next(full, True):
            found.append(number)
    if next(full, False):  # the imprint stands on other paper than the text before it
        found.append(len(flow.sections) - 1)
    return tuple(found)


def _full_ends(pages: list[Any]) -> Iterator[bool]:
    """Of each page before one of another paper (upright, turned, without a number) whether it is full."""
    shown = []
    for page in pages:
        section = next((box for box, _ in _boxes(page.children[0]) if box.element_tag == "section"), None)
        shown.append((_attribute(section, "class"), section, page))
    for (kind, section, page), (next_kind, _, _) in itertools.pairwise(shown):
        if kind != next_kind:
            foot = page.content_box_y() + page.height
            yield section is None or foot - _lower_edge(section) < _ROOM_FOR_BREAK


def _lower_edge(box: Any) -> float:
    return float(box.position_y + box.margin_height())


def _table_breaks(pages: list[Any]) -> tuple[tuple[int, ...], ...]:
    """For each table the rows that begin a page (a row that itself goes over a page counts on its first page)."""
    breaks: dict[int, list[int]] = {}
    seen: dict[int, int] = {}
    for page in pages:
        on_page: set[int] = set()
        for box, _ in _boxes(page):
            table, row = _attribute(box, "data-table"), _attribute(box, "data-row")
            if not row or not table:
                continue
            number, index = int(table), int(row)
            if number not in on_page and number in breaks and index > seen[number]:
                breaks[number].append(index)
            on_page.add(number)
            breaks.setdefault(number, [])
            seen[number] = max(index, seen.get(number, -1))
    return tuple(tuple(breaks[number]) for number in sorted(breaks))


def _boxes(box: Any, inside_imprint: bool = False) -> Iterator[tuple[Any, bool]]:
    """Every box below `box`, and whether it lies in the imprint."""
    inside = inside_imprint or _attribute(box, "class") == "imprint"
    yield box, inside
    for child in getattr(box, "children", ()) or ():
        yield from _boxes(child, inside)


def _attribute(box: Any, name: str) -> str:
    element = getattr(box, "element", None)
    if element is not None and hasattr(element, "get"):
        return element.get(name) or ""
    return ""
