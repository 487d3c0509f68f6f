"""Characters of a PDF page as lines (成行): tables and page numbers set apart, the rest from top to bottom."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ygt_docs.docfiles.faces import Piece, name_for_people
from ygt_docs.docfiles.pdf_text import Character, Path, PdfPage
from ygt_docs.proof.facts import Line, PageNumber, Stroke
from ygt_docs.standard import gbt9704 as standard

MM = 25.4 / 72
_NUMBER = re.compile(r"^[—―–\-－一·•~～\s]*(?:第\s*)?(\d{1,3})(?:\s*页)?[—―–\-－一·•~～\s]*$")
_FOOT = 0.88  # of the height of a page: page numbers stand below
_STAMPS = ("待改", "样稿")  # our own, in the margin
_CELL = 3.0  # mm: a vertical rule that is longer belongs to a table
_THICKEST = 3.0  # points: what is thicker is no rule


@dataclass
class Row:
    """The characters that share a baseline, from left to right, with that baseline in points."""

    baseline: float
    characters: list[Character]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(item.text for item in self.characters)

    @property
    def size(self) -> float:
        """The size of its largest character in points."""
        return max(item.size for item in self.characters)


@dataclass
class PageLines:
    """A page: its rows outside of tables, the text of its tables, its number and its paths."""

    page: PdfPage
    rows: list[Row]
    boxed: list[Row]
    number: PageNumber | None
    fills: list[Stroke] = field(default_factory=list)

    @property
    def landscape(self) -> bool:
        """Whether the page is turned."""
        return self.page.width > self.page.height


def page_lines(page: PdfPage) -> PageLines:
    """`page` in lines."""
    tables = regions_of(page.paths)
    visible = []
    for item in page.characters:
        if not item.text.isspace():
            visible.append(item)
    if page.width > page.height:
        number, visible = _turned_number(page, visible)
    else:
        number = None
    inside = [item for item in visible if _in_table(item, tables)]
    rows = []
    for row in _rows(item for item in visible if not _in_table(item, tables)):
        if row.text not in _STAMPS:
            rows.append(row)
    if number is None and rows:
        number = _number(page, rows)
        if number is not None:
            rows = rows[:-1]
    return PageLines(page, rows, _rows(inside), number)


def is_upright_rule(path: Path) -> bool:
    """Whether `path` is a vertical rule as tables have them."""
    upright = path.right - path.left < path.bottom - path.top
    return upright and path.weight < _THICKEST and path.bottom - path.top > _CELL / MM


def regions_of(paths: Sequence[Path]) -> list[tuple[float, float]]:
    """Upper and lower edges, in points, of the regions that vertical rules run through: the tables of a page."""
    sides: list[tuple[float, float]] = []
    for path in paths:
        if is_upright_rule(path):
            sides.append((path.top, path.bottom))
    merged: list[tuple[float, float]] = []
    for top, bottom in sorted(sides):
        if merged and top <= merged[-1][1] + 3:
            merged[-1] = (merged[-1][0], max(merged[-1][1], bottom))
        else:
            merged.append((top, bottom))
    return merged


def _in_table(item: Character, tables: Sequence[tuple[float, float]]) -> bool:
    return any(top - 1 < item.baseline < bottom + 1 for top, bottom in tables)


def _rows(characters: Iterator[Character] | Sequence[Character]) -> list[Row]:
    rows: list[Row] = []
    for item in sorted(characters, key=lambda item: (item.baseline, item.start)):
        if rows and abs(rows[-1].baseline - item.baseline) < 0.35 * item.size:
            rows[-1].characters.append(item)
        else:
            rows.append(Row(item.baseline, [item]))
    for row in rows:
        row.characters.sort(key=lambda item: item.start)
    return rows


def _number(page: PdfPage, rows: Sequence[Row]) -> PageNumber | None:
    """The page number of an upright page: what looks like one in the last line, low on the page."""
    row = rows[-1]
    matched = _NUMBER.match(row.text)
    if matched is None or row.baseline < _FOOT * page.height:
        return None
    first, last = row.characters[0], row.characters[-1]
    left, right = standard.BINDING_MARGIN.value.mm, (standard.BINDING_MARGIN.value + standard.TYPE_AREA_WIDTH.value).mm
    foot = (standard.TOP_MARGIN.value + standard.TYPE_AREA_HEIGHT.value).mm
    from_left, from_right = first.start * MM - left, right - last.end * MM
    side, space = ("左", from_left) if from_left < from_right else ("右", from_right)
    if abs(from_left - from_right) < 20:
        side = "中"
    dash = None
    for item in row.characters:
        if item.text in "—―–－-一":
            dash = item
            break
    gap = None if dash is None else dash.top * MM - foot
    digit = next(item for item in row.characters if item.text.isdigit())
    return PageNumber(row.text, name_for_people(digit.font), digit.size, side, space, gap, page.number, int(matched[1]))


def _turned_number(page: PdfPage, visible: list[Character]) -> tuple[PageNumber | None, list[Character]]:
    """The number of a turned page, which reads upright: a column of characters near the left or right edge (8)."""
    edge = standard.LANDSCAPE_LEFT_MARGIN.value.pt - 3 / MM
    for side, found in (
        ("左", [item for item in visible if item.right < edge]),
        ("右", [item for item in visible if item.left > page.width - edge]),
    ):
        digits = [item for item in found if item.text.isdigit()]
        upright = sorted({round(item.baseline) for item in found})
        if digits and len(upright) > 1:
            digits.sort(key=lambda item: item.top)
            value = int("".join(item.text for item in digits))
            dash = next((item for item in found if item.text in "—―–－-一"), digits[0])
            gap = standard.LANDSCAPE_LEFT_MARGIN.value.mm - dash.right * MM
            odd_edge = (standard.BINDING_MARGIN.value + standard.TYPE_AREA_WIDTH.value).mm
            low = odd_edge - max(item.bottom for item in found) * MM
            high = min(item.top for item in found) * MM - standard.BINDING_MARGIN.value.mm
            where, space = ("右", low) if low < high else ("左", high)
            number = PageNumber(
                "".join(item.text for item in found),
                name_for_people(digits[0].font),
                digits[0].size,
                where,
                space,
                gap if side == "左" else None,
                page.number,
                value,
                True,
            )
            left = {id(item) for item in found}
            return number, [item for item in visible if id(item) not in left]
    return None, visible


def line_of(row: Row, left: float, page: int) -> Line:
    """`row` as a line whose edges count from `left` mm."""
    return Line(
        row.text,
        row.characters[0].start * MM - left,
        max(item.end for item in row.characters) * MM - left,
        row.baseline * MM,
        page,
        min(item.top for item in row.characters) * MM,
        max(item.bottom for item in row.characters) * MM,
        _gaps(row.characters),
    )


def _gaps(row: Sequence[Character]) -> tuple[tuple[int, float], ...]:
    """The rooms between neighbours that are wider than half a character, in mm."""
    gaps: list[tuple[int, float]] = []
    for index, (before, after) in enumerate(itertools.pairwise(row), start=1):
        if after.start - before.end > before.size / 2:
            gaps.append((index, (after.start - before.end) * MM))
    return tuple(gaps)


def pieces_of(row: Row) -> Iterator[Piece]:
    """The characters of `row`, joined where face, size and colour stay the same."""
    current: list[Character] = []
    for item in row.characters:
        if current and (item.font, round(item.size, 1), item.colour) != (
            current[0].font,
            round(current[0].size, 1),
            current[0].colour,
        ):
            yield _piece(current)
            current = []
        current.append(item)
    if current:
        yield _piece(current)


def _piece(characters: Sequence[Character]) -> Piece:
    first = characters[0]
    face = name_for_people(first.font)
    return Piece("".join(item.text for item in characters), face, round(first.size, 1), first.colour, face, quotes=face)
