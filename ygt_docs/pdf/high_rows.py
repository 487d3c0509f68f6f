"""Table rows that are higher than a page: no file can show one whole, and neither repeats the head above its rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ygt_docs.compose.flow import Flow, Row, Table
from ygt_docs.problems import NOWHERE, Place, Problems


def check_rows(document: Any, flow: Flow, problems: Problems) -> None:
    """Report each row that stands on two pages (P105), at the place of its first text."""
    bodies: list[Sequence[Row]] = []
    for section in flow.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                bodies.append([row for row in block.rows if not row.head])
    seen: set[tuple[int, int]] = set()
    reported: set[tuple[int, int]] = set()
    for page in document.pages:
        rows = set(_rows(page._page_box))
        for table, row in sorted(rows & seen - reported):
            text, place = _first_text(bodies[table][row])
            problems.add("P105", place, found=text[:12])
        reported |= rows & seen
        seen |= rows


def _rows(box: Any) -> Iterator[tuple[int, int]]:
    element = getattr(box, "element", None)
    if element is not None and hasattr(element, "get") and element.get("data-row") is not None:
        yield int(element.get("data-table")), int(element.get("data-row"))
    for child in getattr(box, "children", ()) or ():
        yield from _rows(child)


def _first_text(row: Row) -> tuple[str, Place]:
    """The row's longest cell, which makes it high, and where it was typed."""
    cells = []
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs[:1]:
                cells.append((paragraph.text, run.place))
    return max(cells, key=lambda item: len(item[0]), default=("", NOWHERE))
