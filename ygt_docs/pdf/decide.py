"""What the laid-out pages decide (Decisions): where the imprint stands, and at which rows tables go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ygt_docs.compose.flow import Decisions, Flow
from ygt_docs.notice.model import Orientation


def decide(document: Any, flow: Flow) -> Decisions:
    """The decisions that WeasyPrint's `document`, laid out from `flow`, asks for."""
    pages = [page._page_box for page in document.pages]
    return Decisions(_imprint_on_new_page(pages, flow), _table_breaks(pages))


def _imprint_on_new_page(pages: list[Any], flow: Flow) -> bool:
    """Whether the imprint needs a page of its own: no room below the text (7.4.1), or a turned last page (8)."""
    if flow.imprint is None or flow.decisions.imprint_on_new_page:
        return flow.decisions.imprint_on_new_page
    if flow.sections[-1].orientation is Orientation.LANDSCAPE:
        return True
    last = pages[-1]
    has_imprint = any(_attribute(box, "class") == "imprint" for box, _ in _boxes(last))
    has_text = any(getattr(box, "text", "") for box, inside in _boxes(last.children[0]) if not inside)
    return has_imprint and not has_text


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
    return (element.get(name) or "") if hasattr(element, "get") else ""
